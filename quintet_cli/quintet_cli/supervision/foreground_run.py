"""Run a platform in the foreground until a signal ends it."""

import asyncio
import contextlib
import signal
from typing import Final, Protocol

from quintet_cli.platform_state import PlatformState
from quintet_cli.replay.api_session import ApiRefusedError, ApiSilentError
from quintet_cli.sample_shop.opening import open_sample_shop
from quintet_cli.servers.install_step import Progress
from quintet_cli.supervision.platform import Platform
from quintet_cli.supervision.platform_errors import PlatformError
from quintet_cli.supervision.platform_settings import PlatformSettings

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_START_SECONDS: Final = 180.0
_SEEDING_SECONDS: Final = 10.0

READY: Final = "Quintet is ready."
"""Said once processes and sample shop are there."""


class Display(Protocol):
    """Shows what happens."""

    def on_install(self, progress: Progress) -> None:
        """An installation step begins."""
        ...

    def on_state(self, state: PlatformState) -> None:
        """Something changed."""
        ...

    def say(self, sentence: str) -> None:
        """Print one line."""
        ...


async def run_in_foreground(settings: PlatformSettings, display: Display) -> int:
    """Start a platform, show it, and stop it at SIGINT, SIGTERM or SIGHUP.

    Args:
        settings: Which platform.
        display: Where to show it.

    Returns:
        The exit code: 0 after a signal.

    Raises:
        PlatformError: It cannot be started, or its supervision broke down.
        ServerError: A server cannot be had.
    """
    loop = asyncio.get_running_loop()
    told_to_stop = asyncio.Event()
    for number in _SIGNALS:
        loop.add_signal_handler(number, told_to_stop.set)
    platform = Platform(
        settings.data_root,
        settings.offset,
        server_port_base=settings.server_port_base,
        docker=settings.docker,
        tls=settings.tls,
        durable=settings.durable,
        listener=display.on_install,
        changed=lambda: display.on_state(platform.state),
    )
    stopping = asyncio.create_task(told_to_stop.wait())
    running = asyncio.create_task(_run(platform, settings, display))
    try:
        await asyncio.wait([stopping, running], return_when=asyncio.FIRST_COMPLETED)
        if stopping.done():
            display.say("stopping, the data is kept ...")
        else:
            running.result()
    finally:
        for task in (running, stopping):
            task.cancel()
            # quintet: allow Q709 until 2027-10-31: all ends here; a failure before was raised above
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task
        await platform.stop()
    display.say("stopped")
    return 0


async def _run(platform: Platform, settings: PlatformSettings, display: Display) -> None:
    await platform.start()
    for name in platform.leftovers:
        display.say(f"ended {name}, which a killed run had left behind")
    if platform.data.postgres_home().parent != platform.data.root:
        display.say(
            f"PostgreSQL runs as another user who cannot reach {platform.data.root}: "
            f"its data is in {platform.data.postgres_home()}"
        )
    await platform.wait_ready(_START_SECONDS)
    if not settings.empty:
        await _open_sample_shop(platform.state, display)
    display.say(ready_text(platform.state))
    await platform.wait_failed()
    raise PlatformError("supervision broke down; see the logs with `quintet logs`")


async def _open_sample_shop(state: PlatformState, display: Display) -> None:
    """Fill a catalogue that never held anything; without it the platform is as ready."""
    try:
        report = await open_sample_shop(
            state, only_if_empty=True, patience_seconds=_SEEDING_SECONDS
        )
    except (ApiRefusedError, ApiSilentError) as error:
        display.say(f"no sample shop: {error}; try `quintet seed`")
        return
    if report.products:
        display.say(
            f"opened a sample shop with {report.products} products; see `quintet up --empty`"
        )


def ready_text(state: PlatformState) -> str:
    """Return what a person wants to know once everything is ready."""
    chats = state.service_urls.get("telegram_sandbox")
    return "\n".join(
        [
            "",
            READY,
            *([] if chats is None else [f"  chat           {chats}/  (the bot, without Telegram)"]),
            f"  API            {state.api_url}/docs",
            f"  administrator  {state.admin_email}, password in `quintet env`",
            f"  broker         {_without_password(state.rabbitmq_management_url)}",
            f"  data           {state.data_folder}",
            "  next           quintet demo, quintet status, quintet logs --follow",
            "",
        ]
    )


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
