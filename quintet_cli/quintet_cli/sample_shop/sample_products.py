"""What the sample shop sells. The photos are drawn by `scripts/draw_sample_shop.py`."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Final

CURRENCY: Final = "GBP"
OPENING_STOCK: Final = 1_000


@dataclass(frozen=True, slots=True)
class SampleProduct:
    """One product.

    Attributes:
        name: What it is called; `sku` and photo are named after it.
        unit_price: Decimal text, in pounds.
        description: Two sentences that make one want it.
    """

    name: str
    unit_price: str
    description: str

    @property
    def stem(self) -> str:
        """Its name in snake_case."""
        return self.name.lower().replace(" ", "_")

    @property
    def sku(self) -> str:
        """The shop's code, which no real shop has."""
        return f"SAMPLE_{self.stem.upper()}"

    @property
    def photo(self) -> bytes:
        """A small JPEG."""
        return files(__package__).joinpath("photos", f"{self.stem}.jpg").read_bytes()


SAMPLE_PRODUCTS: Final = (
    SampleProduct(
        "Stoneware mug",
        "12.50",
        "Thrown by hand and glazed in sea green. Holds a generous third of a litre.",
    ),
    SampleProduct(
        "Beeswax candle",
        "9.80",
        "Burns for forty hours and smells of summer. Poured in small batches.",
    ),
    SampleProduct(
        "Enamel teapot",
        "34.00",
        "Red as a post box and just as hard to break. Pours six cups without a drop astray.",
    ),
    SampleProduct(
        "Linen cushion",
        "27.50",
        "Washed linen over a feather pad. Softer with every year.",
    ),
    SampleProduct(
        "Brass table lamp",
        "64.00",
        "Warm light for late chapters. The shade turns, the brass ages beautifully.",
    ),
    SampleProduct(
        "Oak serving board",
        "22.90",
        "One piece of oak, oiled twice. For bread, cheese and everything in between.",
    ),
    SampleProduct(
        "Wool blanket",
        "79.00",
        "Woven from the wool of one valley. Big enough for two, if they like each other.",
    ),
    SampleProduct(
        "Glass vase",
        "18.40",
        "Mouth-blown, so no two are alike. Looks well even without flowers.",
    ),
    SampleProduct(
        "Paper notebook",
        "11.20",
        "A hundred and sixty cream pages, sewn to lie flat. Takes ink without complaint.",
    ),
    SampleProduct(
        "Wall clock",
        "49.00",
        "Silent movement behind a birch face. Always right, never loud.",
    ),
)
