"""Attaching files and looking at them, as people and programs ask for it."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.attachment_access import AttachmentAccess
from business_hexagon.application.commands.attachments.attach_file import (
    AttachFile,
    AttachFileCommand,
)
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.errors import IdempotencyConflict, NotFound
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.queries.attachments.get_attachment_content import (
    GetAttachmentContent,
    GetAttachmentContentQuery,
)
from business_hexagon.application.queries.attachments.get_product_photo import (
    GetProductPhoto,
    GetProductPhotoQuery,
)
from business_hexagon.application.queries.attachments.list_attachments import (
    ListAttachments,
    ListAttachmentsQuery,
)
from business_hexagon.domain.attachments.attachment import (
    MOST_ATTACHMENTS,
    Attachment,
    SubjectKind,
)
from business_hexagon.domain.attachments.errors import (
    AttachmentTypeRefused,
    TooManyAttachments,
)
from business_hexagon.domain.attachments.media_type import MediaType
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.tasks.task import Task

from tests.fakes.in_memory_attachments import InMemoryAttachments
from tests.fakes.in_memory_readers import InMemoryOrders, InMemoryProducts, InMemoryTasks
from tests.fakes.in_memory_shop import CUSTOMER, STAFF, InMemoryShop
from tests.fixtures.sample_files import TEXT, pdf, png

SUPPORT = Actor(user_id=UUID(int=3), role=Role.SUPPORT)
STRANGER = Actor(user_id=UUID(int=9), role=Role.CUSTOMER)
GUEST = Actor.guest()
NOBODY = UUID(int=404)


@dataclass
class Files:
    """A shop whose things have files."""

    shop: InMemoryShop = field(default_factory=InMemoryShop)
    kept: InMemoryAttachments = field(default_factory=InMemoryAttachments)

    def __post_init__(self) -> None:
        access = AttachmentAccess(
            tasks=InMemoryTasks(self.shop.storage, self.shop.clock),
            orders=InMemoryOrders(self.shop.storage),
            products=InMemoryProducts(self.shop.storage),
        )
        self.attach = AttachFile(attachments=self.kept, access=access, clock=self.shop.clock)
        self.list = ListAttachments(attachments=self.kept, access=access)
        self.content = GetAttachmentContent(attachments=self.kept, access=access)
        self.photo = GetProductPhoto(attachments=self.kept)

    async def subject(self, kind: SubjectKind) -> UUID:
        """Something of the customer's."""
        match kind:
            case SubjectKind.PRODUCT:
                return await self.shop.add_product()
            case SubjectKind.ORDER:
                line = LineRequest(product_id=await self.shop.add_product(), quantity=1)
                return await self.shop.place(line)
            case SubjectKind.TASK:
                assert CUSTOMER.user_id is not None
                task = Task.create(
                    task_id=self.shop.ids.new(), title="Look", created_by=CUSTOMER.user_id
                )
                await self.shop.plain_writes.commit(Change(saves=(task,)))
                return task.id

    async def send(
        self,
        actor: Actor,
        kind: SubjectKind,
        subject_id: UUID,
        content: bytes = TEXT,
        attachment_id: UUID | None = None,
    ) -> Attachment:
        """Attach a file."""
        return await self.attach.execute(
            AttachFileCommand(
                actor=actor,
                attachment_id=attachment_id or self.shop.ids.new(),
                subject_kind=kind,
                subject_id=subject_id,
                file_name="note",
                content=content,
            )
        )


@pytest.fixture
def files() -> Files:
    """An open shop without any file."""
    return Files()


@pytest.mark.parametrize(
    ("kind", "writer"),
    [
        (SubjectKind.TASK, CUSTOMER),
        (SubjectKind.TASK, STAFF),
        (SubjectKind.ORDER, CUSTOMER),
        (SubjectKind.PRODUCT, STAFF),
        (SubjectKind.PRODUCT, Actor.of_client("shop", frozenset({Scope.CATALOGUE_WRITE}))),
    ],
)
async def test_a_file_is_kept_and_handed_out(
    files: Files, kind: SubjectKind, writer: Actor
) -> None:
    """To whoever may act on the thing that it belongs to."""
    subject_id = await files.subject(kind)
    attachment = await files.send(writer, kind, subject_id)
    assert attachment.uploaded_by == writer.user_id
    asked = ListAttachmentsQuery(actor=CUSTOMER, subject_kind=kind, subject_id=subject_id)
    assert await files.list.execute(asked) == (attachment,)
    found = await files.content.execute(GetAttachmentContentQuery(CUSTOMER, attachment.id))
    assert (found.content, found.file_name) == (TEXT, "note.txt")
    assert found.media_type is MediaType.TEXT


@pytest.mark.parametrize(
    ("kind", "writer", "error"),
    [
        (SubjectKind.TASK, STRANGER, NotFound),
        (SubjectKind.TASK, SUPPORT, PermissionDenied),
        (SubjectKind.TASK, Actor.of_client("till", frozenset(Scope) - {Scope.TASKS_USE}), None),
        (SubjectKind.ORDER, STRANGER, NotFound),
        (SubjectKind.ORDER, SUPPORT, PermissionDenied),
        (SubjectKind.ORDER, Actor.of_client("till", frozenset({Scope.ORDERS_READ})), None),
        (SubjectKind.PRODUCT, SUPPORT, PermissionDenied),
        (SubjectKind.TASK, GUEST, PermissionDenied),
    ],
)
async def test_nobody_else_attaches_files(
    files: Files, kind: SubjectKind, writer: Actor, error: type[Exception] | None
) -> None:
    """What one may not know of is not found, the rest is refused."""
    subject_id = await files.subject(kind)
    with pytest.raises(error or PermissionDenied):
        await files.send(writer, kind, subject_id)


@pytest.mark.parametrize("kind", SubjectKind)
async def test_nothing_is_attached_to_what_is_not_there(files: Files, kind: SubjectKind) -> None:
    """An id alone is no thing."""
    with pytest.raises(NotFound):
        await files.send(STAFF, kind, NOBODY)


async def test_what_is_refused_is_not_kept(files: Files) -> None:
    """Not even its name."""
    product_id = await files.subject(SubjectKind.PRODUCT)
    with pytest.raises(AttachmentTypeRefused):
        await files.send(STAFF, SubjectKind.PRODUCT, product_id, b"\x1f\x8b\x08\x00")
    assert await files.kept.of_subject(SubjectKind.PRODUCT, product_id) == ()


async def test_a_repeated_upload_is_the_same_file(files: Files) -> None:
    """A lost answer or a redelivered update attaches nothing twice."""
    task_id = await files.subject(SubjectKind.TASK)
    first = await files.send(CUSTOMER, SubjectKind.TASK, task_id, attachment_id=NOBODY)
    again = await files.send(CUSTOMER, SubjectKind.TASK, task_id, attachment_id=NOBODY)
    assert again == first
    with pytest.raises(IdempotencyConflict):
        await files.send(CUSTOMER, SubjectKind.TASK, task_id, png(), attachment_id=NOBODY)


async def test_a_thing_has_twenty_files_at_most(files: Files) -> None:
    """The next one is refused, a repeated one is not."""
    task_id = await files.subject(SubjectKind.TASK)
    last = [await files.send(CUSTOMER, SubjectKind.TASK, task_id) for _ in range(MOST_ATTACHMENTS)][
        -1
    ]
    with pytest.raises(TooManyAttachments):
        await files.send(CUSTOMER, SubjectKind.TASK, task_id)
    assert await files.send(CUSTOMER, SubjectKind.TASK, task_id, attachment_id=last.id) == last


async def test_files_of_a_product_are_for_everybody(files: Files) -> None:
    """Guests look at pictures, too; nothing is told of an unknown product."""
    product_id = await files.subject(SubjectKind.PRODUCT)
    attachment = await files.send(STAFF, SubjectKind.PRODUCT, product_id, png())
    found = await files.content.execute(GetAttachmentContentQuery(GUEST, attachment.id))
    assert found.content == png()
    unknown = ListAttachmentsQuery(actor=GUEST, subject_kind=SubjectKind.PRODUCT, subject_id=NOBODY)
    assert await files.list.execute(unknown) == ()


@pytest.mark.parametrize("kind", [SubjectKind.TASK, SubjectKind.ORDER])
@pytest.mark.parametrize("reader", [STRANGER, GUEST])
async def test_a_file_of_another_is_not_found(
    files: Files, kind: SubjectKind, reader: Actor
) -> None:
    """Nobody learns from its id that it exists."""
    subject_id = await files.subject(kind)
    attachment = await files.send(CUSTOMER, kind, subject_id)
    with pytest.raises(NotFound) as refusal:
        await files.content.execute(GetAttachmentContentQuery(reader, attachment.id))
    assert (refusal.value.kind, refusal.value.key) == ("attachment", str(attachment.id))
    asked = ListAttachmentsQuery(actor=reader, subject_kind=kind, subject_id=subject_id)
    with pytest.raises((NotFound, PermissionDenied)):
        await files.list.execute(asked)


async def test_support_reads_the_files_of_any_order(files: Files) -> None:
    """As it reads the order."""
    order_id = await files.subject(SubjectKind.ORDER)
    attachment = await files.send(CUSTOMER, SubjectKind.ORDER, order_id, pdf())
    found = await files.content.execute(GetAttachmentContentQuery(SUPPORT, attachment.id))
    assert found.media_type is MediaType.PDF


async def test_a_file_that_is_not_there_or_went_meanwhile_is_not_found(files: Files) -> None:
    """Between the look at its description and at its bytes."""
    product_id = await files.subject(SubjectKind.PRODUCT)
    attachment = await files.send(STAFF, SubjectKind.PRODUCT, product_id)
    files.kept.lose_content(attachment.id)
    for one in (NOBODY, attachment.id):
        with pytest.raises(NotFound):
            await files.content.execute(GetAttachmentContentQuery(STAFF, one))


async def test_the_photo_of_a_product_is_its_newest_picture(files: Files) -> None:
    """Manuals are none; a product without pictures has no photo."""
    product_id = await files.subject(SubjectKind.PRODUCT)
    assert await files.photo.execute(GetProductPhotoQuery(product_id)) is None
    await files.send(STAFF, SubjectKind.PRODUCT, product_id, png())
    newest = await files.send(STAFF, SubjectKind.PRODUCT, product_id, png(padding=3))
    await files.send(STAFF, SubjectKind.PRODUCT, product_id, pdf())
    assert await files.photo.execute(GetProductPhotoQuery(product_id)) == newest
