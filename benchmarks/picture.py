"""Draws the table as bars."""

from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt

_COLOURS = {"Quintet, two hops": "#2563eb"}
_OTHERS = "#9ca3af"


def draw(summary: dict[str, dict[str, dict[str, float]]], path: Path) -> None:
    """Writes a picture of the processor time for each request.

    Args:
        summary: Operation → system → figures.
        path: Where the PNG goes.
    """
    mpl.use("Agg")
    figure, axes = plt.subplots(1, len(summary), figsize=(5 * len(summary), 3.2))
    names = sorted(next(iter(summary.values())))  # one order for all: only the first is labelled
    for axis, (operation, by_name) in zip(axes, summary.items(), strict=True):
        figures = [by_name[name]["cpu_microseconds"] for name in names]
        bars = axis.barh(names, figures, color=[_COLOURS.get(name, _OTHERS) for name in names])
        axis.bar_label(bars, fmt="%.0f", padding=3)
        axis.set_title(operation)
        axis.set_xlabel("CPU µs for each request (less is better)")
        axis.margins(x=0.2)
        axis.spines[["top", "right"]].set_visible(False)
        if axis is not axes[0]:
            axis.set_yticklabels([])
    figure.tight_layout()
    figure.savefig(path, dpi=120)
    plt.close(figure)
