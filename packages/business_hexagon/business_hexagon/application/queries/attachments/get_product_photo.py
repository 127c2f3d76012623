"""Find the picture to show with a product."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.ports.attachments import Attachments
from business_hexagon.domain.attachments.attachment import Attachment, SubjectKind


@dataclass(frozen=True, slots=True)
class GetProductPhotoQuery:
    """Anybody wants to see a product.

    Attributes:
        product_id: which product.
    """

    product_id: UUID


class GetProductPhoto:
    """Tells the newest picture of a product; its bytes are `get_attachment_content`'s."""

    def __init__(self, *, attachments: Attachments) -> None:
        self._attachments = attachments

    async def execute(self, query: GetProductPhotoQuery) -> Attachment | None:
        """The picture, or nothing.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        files = await self._attachments.of_subject(SubjectKind.PRODUCT, query.product_id)
        return next((one for one in files if one.media_type.is_image), None)
