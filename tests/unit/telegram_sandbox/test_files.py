"""Files that the sandbox keeps, and the size of pictures."""

import struct

import pytest
from telegram_sandbox.bot_api.image_size import image_size
from telegram_sandbox.state import file_store
from telegram_sandbox.state.api_error import ApiError
from telegram_sandbox.state.file_store import FileStore

from tests.fixtures.small_picture import small_picture
from tests.unit.telegram_sandbox.worlds import a_chat, a_world, does

GIF = b"GIF89a" + struct.pack("<HH", 3, 4)
JPEG = (
    b"\xff\xd8"
    b"\xff\xe0\x00\x04ab"
    b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 4, 3) + b"\x01\x01\x11\x00"
)
WEBP_LOSSY = b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 3, 4)
WEBP_LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + struct.pack("<I", 2 | 3 << 14)
WEBP_EXTENDED = b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x02\0\0\x03\0\0"


@pytest.mark.parametrize(
    "content", [small_picture(3, 4), GIF, JPEG, WEBP_LOSSY, WEBP_LOSSLESS, WEBP_EXTENDED]
)
def test_the_size_of_a_picture_is_read(content: bytes) -> None:
    """Three wide, four high."""
    assert image_size(content) == (3, 4)


@pytest.mark.parametrize(
    "content",
    [b"", b"text", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\x00\x00\x00\x00", b"RIFF\0\0\0\0WEBP"],
)
def test_what_is_no_picture_has_no_size(content: bytes) -> None:
    """Nor has one that is cut off."""
    assert image_size(content) is None


def test_the_oldest_file_goes_when_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sandbox is a stand-in, not an archive."""
    monkeypatch.setattr(file_store, "_MOST_BYTES", 10)
    store = FileStore()
    first, second = (store.add(b"123456", "a.txt", "text/plain") for _ in range(2))
    assert store.find(first.file_id) is None
    assert store.find(second.file_id) == second
    assert first.unique_id == second.unique_id


async def test_a_photo_that_is_a_line_is_refused() -> None:
    """As Telegram refuses it."""
    world = a_world()
    chat = a_chat(world)
    stored = world.files.add(small_picture(21, 1), "line.png", "image/png")
    with pytest.raises(ApiError, match="PHOTO_INVALID_DIMENSIONS"):
        await does(world, "sendPhoto", chat_id=chat.id, photo=stored.file_id)


async def test_a_file_of_more_than_20_mib_cannot_be_downloaded() -> None:
    """Bots of the real Telegram cannot either."""
    world = a_world()
    stored = world.files.add(bytes(20 * 1024 * 1024 + 1), "big", "application/zip")
    with pytest.raises(ApiError, match="file is too big"):
        await does(world, "getFile", file_id=stored.file_id)
