"""What a file is, and what it only pretends to be."""

import gzip
import io
import struct
import zipfile

import pytest
from business_hexagon.domain.attachments.errors import AttachmentTypeRefused
from business_hexagon.domain.attachments.file_formats.recognition import recognized
from business_hexagon.domain.attachments.media_type import MediaType

from tests.fixtures.sample_files import (
    TEXT,
    gif,
    jpeg,
    jpeg_segment,
    pdf,
    png,
    png_chunk,
    webp,
)

KINDS = {
    MediaType.JPEG: jpeg(),
    MediaType.PNG: png(),
    MediaType.GIF: gif(),
    MediaType.WEBP: webp(),
    MediaType.PDF: pdf(),
    MediaType.TEXT: TEXT,
}
BINARY = [kind for kind in KINDS if kind is not MediaType.TEXT]
PAGE = b"<html><script>alert(1)</script></html>"


def archive() -> bytes:
    """A ZIP with one file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("evil.class", b"\xca\xfe\xba\xbe")
    return content.getvalue()


def refusal(content: bytes) -> str:
    """Why it is refused."""
    with pytest.raises(AttachmentTypeRefused) as refused:
        recognized(content)
    return refused.value.reason


@pytest.mark.parametrize(("kind", "content"), KINDS.items())
def test_each_kind_is_told_by_its_content(kind: MediaType, content: bytes) -> None:
    """Whatever it is called."""
    assert recognized(content) is kind


@pytest.mark.parametrize(
    ("chunk", "data"),
    [
        (b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a\x10\x00\x10\x00\x00"),
        (b"VP8X", b"\x00\x00\x00\x00\x0f\x00\x00\x0f\x00\x00"),
        (b"VP8L", b"\x2f\x0f\xc0\x03\x00"),
    ],
)
def test_each_way_to_write_a_webp_is_known(chunk: bytes, data: bytes) -> None:
    """Lossy, extended and lossless, with a byte of padding or without."""
    assert recognized(webp(chunk, data)) is MediaType.WEBP


@pytest.mark.parametrize(
    "content",
    [gzip.compress(bytes(1_000_000)), archive(), b"MZ\x90\x00" * 20, b"", b"  \n", b"\xff\xfe\xfd"],
    ids=["bomb", "archive", "program", "nothing", "blanks", "latin"],
)
def test_other_kinds_are_refused(content: bytes) -> None:
    """Archives (a bomb is one), programs, nothing, and text of another encoding."""
    assert refusal(content) == "only JPEG, PNG, WebP, GIF, PDF and plain text are kept"


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><p>hello",
        b"\xef\xbb\xbf\n <html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><a/>',
        b"</p>",
        b"#!/bin/sh\nrm -r /",
    ],
)
def test_markup_and_scripts_are_no_plain_text(content: bytes) -> None:
    """Some program would obey them."""
    assert refusal(content) == "markup and scripts are not kept"


def test_text_may_tell_of_markup() -> None:
    """Whoever reports a fault of a page quotes it."""
    assert recognized(b"The page says <script>alert(1)</script>") is MediaType.TEXT


@pytest.mark.parametrize("kind", BINARY)
@pytest.mark.parametrize("stowaway", [b"\x00", PAGE, archive(), pdf()], ids=len)
def test_nothing_may_follow_the_end(kind: MediaType, stowaway: bytes) -> None:
    """That is how a file becomes two; zeros behind a document are padding."""
    content = KINDS[kind] + stowaway
    if kind is MediaType.PDF and stowaway == b"\x00":
        assert recognized(content) is MediaType.PDF
    else:
        assert refusal(content)


@pytest.mark.parametrize("kind", BINARY)
def test_a_file_that_is_cut_off_is_refused(kind: MediaType) -> None:
    """At every byte, once enough is there to tell what it should be."""
    content = KINDS[kind].rstrip(b"\n")
    for end in range(16, len(content)):
        assert refusal(content[:end]), end


def test_a_page_in_a_comment_is_found() -> None:
    """The walk alone would let it pass: it is well-formed."""
    hidden = "a page or a script hides in the file"
    marker = jpeg_segment(0xFE, b"<SCRIPT>alert(1)</SCRIPT>")
    assert refusal(gif(comment=b"<html><body>")) == hidden
    assert refusal(jpeg()[:2] + marker + jpeg()[2:]) == hidden
    assert refusal(jpeg()[:2] + jpeg_segment(0xFE, pdf()) + jpeg()[2:]) == hidden
    assert refusal(b"%PDF-1.7\n<html>\n" + pdf()[9:]) == hidden


def test_a_document_may_tell_of_markup_further_down() -> None:
    """Documents are often about pages, and no browser looks there."""
    filler = b"% comment\n" * 200
    assert recognized(b"%PDF-1.7\n" + filler + PAGE + b"\n%%EOF") is MediaType.PDF


@pytest.mark.parametrize(
    "content",
    [archive(), b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c"],
    ids=["zip", "rar", "7z"],
)
def test_an_archive_in_a_comment_is_found(content: bytes) -> None:
    """Readers of archives look for their marks anywhere."""
    assert refusal(gif(comment=content)) == "an archive hides in the file"


@pytest.mark.parametrize(
    "content",
    [
        png(65_000, 65_000),
        png(0, 5),
        jpeg(65_000, 65_000),
        gif(65_000, 65_000),
        webp(b"VP8X", b"\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff"),
        webp(b"VP8 ", bytes(10)),
    ],
)
def test_a_picture_that_nobody_could_draw_is_refused(content: bytes) -> None:
    """A hundred bytes may ask for gigabytes, as soon as somebody shows them."""
    assert refusal(content) == "a picture must have between 1 and 64 million pixels"


@pytest.mark.parametrize(
    "content",
    [
        png().replace(b"IDAT", b"IDAX"),
        b"\xff\xd8\xff\xe0\x00\x02\x12\x34",
        b"\xff\xd8\xff\xd8\xff\xd9",
        gif()[:19] + b"\x99" + gif()[20:],
        webp(data=b"\x2f\x00\x00\x00\x00\x00")[:16] + b"\x07" + webp()[17:],
    ],
)
def test_a_damaged_picture_is_refused(content: bytes) -> None:
    """A checksum, a marker, a block or a length is wrong."""
    assert refusal(content) == "the picture is damaged"


def test_a_picture_begins_as_its_kind_does() -> None:
    """Its size comes first, once."""
    wrong = "the picture does not begin as one"
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    signature, end = png()[:8], png_chunk(b"IEND", b"")
    assert refusal(signature + end) == wrong
    assert refusal(signature + head + head + end) == wrong
    assert refusal(webp(b"ICCP")) == wrong


def test_a_picture_without_an_image_is_refused() -> None:
    """There is nothing to see."""
    nothing = "the picture shows nothing"
    assert refusal(b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0, 0, 0) + b"\x3b") == nothing
    assert refusal(b"\xff\xd8" + jpeg_segment(0xE0, b"JFIF") + b"\xff\xd9") == nothing
    assert refusal(jpeg()[: jpeg().index(b"\xff\xda")] + b"\xff\xd9") == nothing


def test_a_scan_without_an_end_is_refused() -> None:
    """The data runs to the end of the file."""
    assert refusal(jpeg()[:-2]) == "the file is cut off"


def test_a_document_begins_and_ends_as_one() -> None:
    """Readers are lax, we are not."""
    assert refusal(b"%PDF-x" + pdf()[8:]) == "the document does not begin as one"
    cut = "the document is cut off, or something follows its end"
    assert refusal(pdf()[:-8]) == cut
