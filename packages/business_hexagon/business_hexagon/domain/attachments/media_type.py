"""The kinds of files that are kept."""

from enum import StrEnum


class MediaType(StrEnum):
    """A kind of file, by its media type of RFC 6838."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    GIF = "image/gif"
    PDF = "application/pdf"
    TEXT = "text/plain"

    @property
    def is_image(self) -> bool:
        """Whether it can be shown as a picture."""
        return self.value.startswith("image/")

    @property
    def endings(self) -> tuple[str, ...]:
        """How names of such files may end, the usual one first."""
        return _ENDINGS[self]


_ENDINGS = {
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.PNG: (".png",),
    MediaType.WEBP: (".webp",),
    MediaType.GIF: (".gif",),
    MediaType.PDF: (".pdf",),
    MediaType.TEXT: (".txt", ".md", ".csv", ".log"),
}
