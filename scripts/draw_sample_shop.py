# /// script
# requires-python = ">=3.12"
# dependencies = ["pillow>=11"]
# ///
"""Draw the photos of the sample shop: `uv run scripts/draw_sample_shop.py`.

The pictures are committed; run this after changing a drawing or adding a product.
"""

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

type Draw = ImageDraw.ImageDraw
type Colour = tuple[int, int, int]

SIZE: Final = 640
SCALE: Final = 3
"""Drawn so much larger and shrunk, which smooths every edge."""

FOLDER: Final = (
    Path(__file__).resolve().parents[1] / "quintet_cli" / "quintet_cli" / "sample_shop" / "photos"
)
LARGEST: Final = 20 * 1024


def box(*corners: float) -> tuple[float, ...]:
    """Scale corners that are given on a sheet of 100 by 100."""
    return tuple(corner * SIZE * SCALE / 100 for corner in corners)


def points(*corners: tuple[float, float]) -> list[tuple[float, ...]]:
    """Scale the corners of a polygon."""
    return [box(*corner) for corner in corners]


def backdrop(top: Colour, bottom: Colour) -> Image.Image:
    """A wall that fades into a table."""
    height = SIZE * SCALE
    wall = Image.new("RGB", (1, height))
    for row in range(height):
        share = row / height
        shade = tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        wall.putpixel((0, row), shade)
    return wall.resize((height, height))


def shadow(sheet: Image.Image, *where: float) -> None:
    """A soft shadow on the table."""
    dark = Image.new("L", sheet.size, 0)
    ImageDraw.Draw(dark).ellipse(box(*where), fill=90)
    blurred = dark.filter(ImageFilter.GaussianBlur(SIZE * SCALE / 60))
    sheet.paste(Image.new("RGB", sheet.size, (30, 25, 30)), mask=blurred)


def rounded(draw: Draw, where: tuple[float, ...], radius: float, fill: Colour) -> None:
    """A rectangle with round corners."""
    draw.rounded_rectangle(where, radius=box(radius)[0], fill=fill)


def stoneware_mug(draw: Draw) -> None:
    """Sea green, with a band of bare clay."""
    draw.ellipse(box(60, 38, 84, 66), fill=(72, 130, 122))
    draw.ellipse(box(66, 44, 78, 60), fill=(226, 236, 232))
    rounded(draw, box(24, 30, 70, 80), 7, (92, 158, 148))
    rounded(draw, box(24, 66, 70, 80), 7, (196, 164, 128))
    draw.rectangle(box(24, 64, 70, 70), fill=(92, 158, 148))
    draw.ellipse(box(24, 25, 70, 37), fill=(72, 130, 122))
    draw.ellipse(box(27, 27, 67, 35.5), fill=(84, 52, 34))
    rounded(draw, box(30, 40, 34, 60), 2, (132, 192, 182))


def beeswax_candle(draw: Draw) -> None:
    """A thick candle that burns."""
    rounded(draw, box(36, 38, 64, 82), 3, (236, 190, 92))
    for left, depth in ((38, 56), (47, 50), (57, 60)):
        rounded(draw, box(left, 38, left + 4, depth), 2, (246, 212, 132))
    draw.ellipse(box(36, 34, 64, 43), fill=(250, 222, 150))
    draw.line(box(50, 38, 50, 31), fill=(70, 50, 40), width=int(box(1)[0]))
    draw.ellipse(box(45.5, 16, 54.5, 33), fill=(255, 170, 60))
    draw.polygon(points((46.5, 21), (53.5, 21), (50, 10)), fill=(255, 170, 60))
    draw.ellipse(box(47.7, 22, 52.3, 32), fill=(255, 240, 190))


def enamel_teapot(draw: Draw) -> None:
    """Red, with a dark rim."""
    draw.arc(box(66, 40, 90, 68), -100, 110, fill=(150, 30, 34), width=int(box(3.5)[0]))
    draw.polygon(points((30, 60), (10, 40), (17, 37), (36, 52)), fill=(190, 44, 46))
    draw.ellipse(box(24, 36, 76, 82), fill=(206, 52, 52))
    draw.rectangle(box(34, 78, 66, 83), fill=(150, 30, 34))
    draw.ellipse(box(36, 32, 64, 42), fill=(150, 30, 34))
    draw.ellipse(box(38, 31, 62, 39), fill=(222, 74, 70))
    draw.ellipse(box(46.5, 24, 53.5, 32), fill=(40, 36, 40))
    draw.ellipse(box(32, 44, 40, 60), fill=(230, 104, 98))


def linen_cushion(draw: Draw) -> None:
    """A square with dented sides and a seam."""
    corners = [(20, 24), (50, 29), (80, 24), (75, 52), (80, 80), (50, 75), (20, 80), (25, 52)]
    draw.polygon(points(*corners), fill=(138, 156, 184))
    for step in range(1, 6):
        height = 29 + step * 8
        draw.line(box(26, height, 74, height), fill=(160, 176, 200), width=int(box(1.6)[0]))
    draw.ellipse(box(48, 50, 52, 54), fill=(96, 112, 140))


def brass_table_lamp(draw: Draw) -> None:
    """A cone of light above a brass foot."""
    draw.polygon(points((30, 44), (70, 44), (86, 84), (14, 84)), fill=(255, 236, 188))
    rounded(draw, box(48, 40, 52, 80), 1, (190, 148, 66))
    draw.ellipse(box(36, 77, 64, 86), fill=(170, 128, 52))
    draw.ellipse(box(36, 75, 64, 83), fill=(206, 166, 84))
    draw.polygon(points((38, 16), (62, 16), (72, 44), (28, 44)), fill=(52, 74, 66))
    draw.polygon(points((42, 16), (47, 16), (42, 44), (33, 44)), fill=(76, 102, 92))
    draw.ellipse(box(28, 41, 72, 47), fill=(255, 246, 214))


def oak_serving_board(draw: Draw) -> None:
    """A board with its grain and a hole to hang it by."""
    rounded(draw, box(44, 10, 56, 36), 5, (186, 134, 84))
    rounded(draw, box(24, 28, 76, 86), 8, (198, 146, 94))
    for step in range(6):
        left = 29 + step * 8
        draw.line(box(left, 33, left + 2, 82), fill=(178, 124, 74), width=int(box(0.7)[0]))
    draw.ellipse(box(47.5, 14, 52.5, 19), fill=(236, 224, 208))
    draw.ellipse(box(54, 58, 62, 64), outline=(168, 114, 66), width=int(box(0.8)[0]))


def wool_blanket(draw: Draw) -> None:
    """Folded three times, with fringes."""
    for number, colour in enumerate(((176, 84, 72), (196, 106, 86), (212, 128, 102))):
        top = 58 - number * 13
        rounded(draw, box(18, top, 82, top + 17), 6, colour)
        for stripe in range(3):
            left = 26 + stripe * 20
            draw.rectangle(box(left, top + 1, left + 4, top + 16), fill=(240, 222, 196))
    for number in range(16):
        left = 20 + number * 4
        draw.line(box(left, 75, left - 1, 82), fill=(240, 222, 196), width=int(box(0.9)[0]))


def glass_vase(draw: Draw) -> None:
    """Blue glass with two twigs."""
    for end, lean in ((34, -1), (64, 1)):
        draw.line(box(50, 40, end, 10), fill=(92, 122, 84), width=int(box(1.2)[0]))
        for leaf in range(4):
            along = leaf / 4
            x, y = 50 + (end - 50) * (0.35 + along * 0.65), 40 - 30 * (0.35 + along * 0.65)
            draw.ellipse(
                box(x - 3 + lean * 3, y - 2, x + 3 + lean * 3, y + 2), fill=(120, 156, 104)
            )
    draw.ellipse(box(30, 44, 70, 86), fill=(120, 176, 204))
    draw.rectangle(box(44, 34, 56, 50), fill=(120, 176, 204))
    draw.ellipse(box(42, 31, 58, 38), fill=(160, 206, 226))
    draw.chord(box(30, 44, 70, 86), 8, 172, fill=(86, 146, 180))
    draw.ellipse(box(36, 52, 42, 68), fill=(186, 222, 236))


def paper_notebook(draw: Draw) -> None:
    """A cover with a ribbon and a pencil."""
    rounded(draw, box(28, 20, 76, 84), 3, (232, 222, 202))
    rounded(draw, box(24, 17, 72, 81), 3, (58, 76, 112))
    draw.rectangle(box(30, 17, 32, 81), fill=(44, 58, 90))
    rounded(draw, box(40, 30, 64, 44), 1.5, (232, 222, 202))
    draw.rectangle(box(60, 81, 64, 90), fill=(196, 62, 58))
    draw.line(box(78, 84, 86, 26), fill=(238, 186, 72), width=int(box(3)[0]))
    draw.polygon(points((84.6, 27), (87.4, 27), (86.6, 19)), fill=(240, 214, 170))


def wall_clock(draw: Draw) -> None:
    """Ten past ten, as in every shop."""
    draw.ellipse(box(17, 17, 83, 83), fill=(70, 58, 52))
    draw.ellipse(box(20, 20, 80, 80), fill=(232, 206, 168))
    for hour in range(12):
        turn = math.radians(hour * 30)
        near, far = (24, 27.5) if hour % 3 else (22.5, 27.5)
        draw.line(
            box(
                50 + near * math.sin(turn),
                50 - near * math.cos(turn),
                50 + far * math.sin(turn),
                50 - far * math.cos(turn),
            ),
            fill=(70, 58, 52),
            width=int(box(1.3)[0]),
        )
    for turn, length, thick in ((305, 15, 2.2), (60, 22, 1.5)):
        end = math.radians(turn)
        draw.line(
            box(50, 50, 50 + length * math.sin(end), 50 - length * math.cos(end)),
            fill=(48, 40, 38),
            width=int(box(thick)[0]),
        )
    draw.ellipse(box(47.6, 47.6, 52.4, 52.4), fill=(192, 62, 52))


type Scene = tuple[Callable[[Draw], None], Colour, Colour, tuple[float, float, float, float]]

SCENES: Final[Mapping[str, Scene]] = {
    "stoneware_mug": (stoneware_mug, (226, 236, 232), (244, 240, 230), (20, 74, 80, 86)),
    "beeswax_candle": (beeswax_candle, (64, 54, 72), (150, 104, 84), (30, 76, 70, 88)),
    "enamel_teapot": (enamel_teapot, (236, 226, 214), (250, 244, 234), (20, 76, 82, 88)),
    "linen_cushion": (linen_cushion, (240, 232, 222), (222, 210, 196), (18, 72, 82, 86)),
    "brass_table_lamp": (brass_table_lamp, (38, 48, 62), (92, 82, 78), (30, 78, 70, 90)),
    "oak_serving_board": (oak_serving_board, (236, 224, 208), (214, 204, 190), (22, 80, 80, 91)),
    "wool_blanket": (wool_blanket, (226, 230, 236), (242, 238, 232), (14, 70, 86, 86)),
    "glass_vase": (glass_vase, (244, 236, 230), (230, 222, 222), (28, 80, 74, 90)),
    "paper_notebook": (paper_notebook, (214, 222, 216), (238, 234, 222), (24, 78, 80, 90)),
    "wall_clock": (wall_clock, (196, 212, 210), (222, 230, 224), (24, 74, 82, 90)),
}


def picture(scene: Scene) -> Image.Image:
    """Backdrop, shadow and thing."""
    draw_thing, top, bottom, where = scene
    sheet = backdrop(top, bottom)
    shadow(sheet, *where)
    draw_thing(ImageDraw.Draw(sheet))
    return sheet.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def main() -> None:
    """Draw all of them, as well as 20 KiB each allow."""
    FOLDER.mkdir(exist_ok=True)
    for name, scene in SCENES.items():
        path = FOLDER / f"{name}.jpg"
        sheet = picture(scene)
        for quality in range(92, 40, -4):
            sheet.save(path, quality=quality, optimize=True, progressive=True)
            if path.stat().st_size < LARGEST:
                break


if __name__ == "__main__":
    main()
