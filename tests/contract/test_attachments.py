"""What every implementation of `Attachments` does."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from business_hexagon.application.errors import IdempotencyConflict
from business_hexagon.application.ports.attachments import Attachments
from business_hexagon.domain.attachments.attachment import (
    LARGEST_ATTACHMENT,
    MOST_ATTACHMENTS,
    Attachment,
    SubjectKind,
)
from business_hexagon.domain.attachments.errors import TooManyAttachments
from storage_clients import HttpAttachments

from tests.contract.shop import new_id
from tests.fakes.in_memory_attachments import InMemoryAttachments
from tests.fixtures.any_service import AnyService
from tests.fixtures.sample_files import TEXT, gif, jpeg, pdf, png, webp

NOW = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


@pytest.fixture
async def http_attachments(db_mongo_service_url: str) -> AsyncIterator[Attachments]:
    """The real adapter over a real db_mongo_service."""
    async with AnyService("db_mongo_service", db_mongo_service_url) as service:
        yield HttpAttachments(service)


@pytest.fixture
def fake_attachments() -> Attachments:
    """The fake, empty."""
    return InMemoryAttachments()


@pytest.fixture(params=["fake", pytest.param("http", marks=pytest.mark.integration)])
def files(request: pytest.FixtureRequest) -> Attachments:
    """Each implementation in turn."""
    attachments: Attachments = request.getfixturevalue(f"{request.param}_attachments")
    return attachments


def an_attachment(
    content: bytes = TEXT, subject_id: UUID | None = None, now: datetime = NOW
) -> Attachment:
    """A file of an order."""
    return Attachment.of_content(
        attachment_id=new_id(),
        subject_kind=SubjectKind.ORDER,
        subject_id=subject_id or new_id(),
        uploaded_by=new_id(),
        file_name="Größe & Form, 100% + mehr?.txt",
        content=content,
        now=now,
    )


@pytest.mark.parametrize("content", [TEXT, jpeg(), png(), gif(), webp(), pdf()], ids=len)
async def test_a_file_is_read_back_as_it_was_kept(files: Attachments, content: bytes) -> None:
    """Every field and every byte survives."""
    attachment = an_attachment(content)
    assert await files.keep(attachment, content) == attachment
    assert await files.get(attachment.id) == attachment
    assert await files.content(attachment.id) == content


async def test_the_largest_file_fits(files: Attachments) -> None:
    """Five megabytes, all of them."""
    content = b"x" * LARGEST_ATTACHMENT
    attachment = an_attachment(content)
    await files.keep(attachment, content)
    assert await files.content(attachment.id) == content


async def test_a_program_uploads_in_nobodys_name(files: Attachments) -> None:
    """Nothing stays nothing."""
    attachment = replace(an_attachment(), uploaded_by=None)
    await files.keep(attachment, TEXT)
    assert await files.get(attachment.id) == attachment


async def test_an_unknown_file_is_nothing(files: Attachments) -> None:
    """Nothing is nothing, not an error."""
    assert await files.get(new_id()) is None
    assert await files.content(new_id()) is None
    assert await files.of_subject(SubjectKind.TASK, new_id()) == ()


async def test_the_same_upload_again_answers_the_first(files: Attachments) -> None:
    """Whatever it is called and whenever it comes; also when all come at once."""
    attachment = an_attachment()
    later = replace(attachment, file_name="b.txt", created_at=NOW + timedelta(days=1))
    first = await files.keep(attachment, TEXT)
    again = await asyncio.gather(*(files.keep(later, TEXT) for _ in range(5)))
    assert {first, *again} == {attachment}
    assert await files.of_subject(attachment.subject_kind, attachment.subject_id) == (first,)


async def test_another_file_under_the_same_id_is_refused(files: Attachments) -> None:
    """Other bytes, another sender or another thing; what is kept stays."""
    attachment = an_attachment()
    await files.keep(attachment, TEXT)
    other = replace(an_attachment(png()), id=attachment.id)
    with pytest.raises(IdempotencyConflict) as refusal:
        await files.keep(other, png())
    assert refusal.value.key == str(attachment.id)
    with pytest.raises(IdempotencyConflict):
        await files.keep(replace(attachment, uploaded_by=new_id()), TEXT)
    assert await files.content(attachment.id) == TEXT


async def test_files_of_one_thing_are_listed_newest_first(files: Attachments) -> None:
    """Those of others are not among them, nor those of another kind with the same id."""
    subject_id = new_id()
    kept = [an_attachment(TEXT, subject_id, NOW + timedelta(days=day)) for day in (1, 3, 2)]
    for one in (*kept, an_attachment(), replace(an_attachment(), subject_id=subject_id)):
        kind = one.subject_kind if one in kept else SubjectKind.TASK
        await files.keep(replace(one, subject_kind=kind), TEXT)
    listed = await files.of_subject(SubjectKind.ORDER, subject_id)
    assert listed == (kept[1], kept[2], kept[0])


async def test_a_thing_has_twenty_files_at_most_under_any_race(files: Attachments) -> None:
    """Thirty come at once, twenty are kept, ten are told why not."""
    subject_id = new_id()
    answers = await asyncio.gather(
        *(files.keep(an_attachment(TEXT, subject_id), TEXT) for _ in range(MOST_ATTACHMENTS + 10)),
        return_exceptions=True,
    )
    refusals = [one for one in answers if isinstance(one, BaseException)]
    assert [type(one) for one in refusals] == [TooManyAttachments] * 10
    assert isinstance(refusals[0], TooManyAttachments)
    assert refusals[0].subject_id == subject_id
    assert refusals[0].limit == MOST_ATTACHMENTS
    assert len(await files.of_subject(SubjectKind.ORDER, subject_id)) == MOST_ATTACHMENTS
