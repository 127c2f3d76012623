"""Options that mean the same in every command."""

from pathlib import Path
from typing import Annotated

import typer

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="Data folder (default: QUINTET_DATA, else .quintet in the checkout).",
        show_default=False,
    ),
]
OffsetOption = Annotated[
    int | None,
    typer.Option(
        "--offset",
        help="Added to every default port (default: QUINTET_PORT_OFFSET, else 0).",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
