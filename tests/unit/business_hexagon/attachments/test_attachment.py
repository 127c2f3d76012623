"""What is known of a file."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from business_hexagon.domain.attachments.attachment import (
    LARGEST_ATTACHMENT,
    Attachment,
    SubjectKind,
)
from business_hexagon.domain.attachments.errors import AttachmentTooLarge, AttachmentTypeRefused
from business_hexagon.domain.attachments.file_name import LONGEST_FILE_NAME, safe_file_name
from business_hexagon.domain.attachments.media_type import MediaType

from tests.fixtures.sample_files import TEXT, png

NOW = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


def described(content: bytes, file_name: str = "") -> Attachment:
    """A file of somebody's task."""
    return Attachment.of_content(
        attachment_id=UUID(int=1),
        subject_kind=SubjectKind.TASK,
        subject_id=UUID(int=2),
        uploaded_by=UUID(int=3),
        file_name=file_name,
        content=content,
        now=NOW,
    )


def test_a_file_is_described_by_its_content() -> None:
    """Whatever its name says."""
    attachment = described(png(), "holiday.png.exe")
    assert attachment.media_type is MediaType.PNG
    assert attachment.media_type.is_image
    assert attachment.file_name == "holiday.png.exe.png"
    assert attachment.size == len(png())
    assert len(attachment.sha256) == 64
    assert attachment.created_at == NOW
    assert not described(TEXT).media_type.is_image


def test_the_largest_file_fits_and_one_byte_more_does_not() -> None:
    """The limit is exact; what is too large is not even looked at."""
    empty = len(png(padding=1)) - 1
    largest = png(padding=LARGEST_ATTACHMENT - empty)
    assert described(largest).size == LARGEST_ATTACHMENT
    with pytest.raises(AttachmentTooLarge) as refusal:
        described(b"\x00" + largest)
    assert refusal.value.size == LARGEST_ATTACHMENT + 1
    assert refusal.value.limit == LARGEST_ATTACHMENT
    with pytest.raises(AttachmentTypeRefused):
        described(b"\x00")


def test_the_same_upload_again_is_told_from_another() -> None:
    """A name or a time is no difference; sender, subject and bytes are."""
    first = described(TEXT, "a.txt")
    assert first.repeats(replace(described(TEXT, "b.txt"), created_at=datetime.now(UTC)))
    assert not first.repeats(described(png()))
    assert not first.repeats(replace(first, uploaded_by=None))
    assert not first.repeats(replace(first, subject_id=UUID(int=9)))


@pytest.mark.parametrize(
    ("name", "media_type", "safe"),
    [
        ("photo.JPEG", MediaType.JPEG, "photo.JPEG"),
        ("page.html", MediaType.TEXT, "page.html.txt"),
        ("notes.md", MediaType.TEXT, "notes.md"),
        ("", MediaType.PDF, "file.pdf"),
        (".png", MediaType.PNG, "png.png"),
        ("..", MediaType.PNG, "file.png"),
        ("../../etc/passwd", MediaType.TEXT, "passwd.txt"),
        ("C:\\Users\\ada\\scan.pdf", MediaType.PDF, "scan.pdf"),
        ('a"b<c>|d?*:e.gif', MediaType.GIF, "abcde.gif"),
        ("gpj.\u202eexe\x00\r\n", MediaType.WEBP, "gpj.exe.webp"),
        ("Größe  \t 3.png", MediaType.PNG, "Größe 3.png"),
        ("a/.txt", MediaType.TEXT, "txt.txt"),
    ],
)
def test_a_name_is_safe_to_save_under(name: str, media_type: MediaType, safe: str) -> None:
    """No folder, no direction, no character that a system obeys, and the right ending."""
    assert safe_file_name(name, media_type) == safe


def test_a_long_name_keeps_its_ending() -> None:
    """Cut in the middle."""
    name = safe_file_name("x" * 500 + ".jpg", MediaType.JPEG)
    assert len(name) == LONGEST_FILE_NAME
    assert name.endswith("x.jpg")
