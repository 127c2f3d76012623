"""`quintet seed`: put the sample shop into the catalogue."""

import asyncio
import os

import typer

from quintet_cli.commands.shared_options import DataOption
from quintet_cli.expected_errors import ExpectedError
from quintet_cli.platform_state import load
from quintet_cli.replay.api_session import ApiRefusedError, ApiSilentError
from quintet_cli.sample_shop.opening import open_sample_shop
from quintet_cli.supervision.platform_settings import PlatformSettings


class SeedError(ExpectedError):
    """The sample shop could not be opened."""


def seed(*, data: DataOption = None) -> None:
    """Create the products of the sample shop that are missing, with stock and photos.

    `quintet up` does it by itself in development when the catalogue is empty. What is there
    already stays as it is.

    \b
    Examples:
      quintet seed
      quintet seed --data /srv/shop
    """  # noqa: D301  \b keeps the examples' line breaks
    platform = load(PlatformSettings.choose(os.environ, data=data).data_root)
    try:
        opening = asyncio.run(open_sample_shop(platform))
    except (ApiRefusedError, ApiSilentError) as error:
        raise SeedError(f"{error}; see `quintet status`") from error
    typer.echo(f"{opening.products} products are new in the catalogue")
