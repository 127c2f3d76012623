"""Photos and documents that people send."""

from uuid import UUID

import pytest
from aiogram.types import Chat, Message, PhotoSize
from bot_service.interface.telegram.attachments.buttons import (
    DropFile,
    KeepFile,
    NameProduct,
    OpenFiles,
    SendFile,
)
from bot_service.interface.telegram.attachments.incoming_file import incoming_file
from business_hexagon.domain.attachments.attachment import (
    LARGEST_ATTACHMENT,
    Attachment,
    SubjectKind,
)

from tests.unit.bot_service.journey.chat_phone import CHAT_ID, NOW
from tests.unit.bot_service.workplace.work_scene import ADA_ID, PNG, WorkScene

TEXT = b"Measure twice, cut once.\n"


async def files_of(scene: WorkScene, kind: SubjectKind, subject_id: UUID) -> list[Attachment]:
    """What is kept with a thing."""
    return list(await scene.work.attachments.of_subject(kind, subject_id))


async def test_a_photo_with_the_caption_of_a_task_becomes_both(ada: WorkScene) -> None:
    """The task, and the photo that belongs to it."""
    await ada.sends_photo(caption="/task hang this up tomorrow 9am")
    (task,) = ada.tasks
    assert task.title == "hang this up"
    (file,) = await files_of(ada, SubjectKind.TASK, task.id)
    assert file.uploaded_by == ADA_ID
    assert "I keep 1 file" in ada.last.text


async def test_a_photo_of_a_task_without_words_asks_for_them(ada: WorkScene) -> None:
    """A task needs a few."""
    await ada.sends_photo(caption="/task")
    assert "What is to be done?" in ada.last.text
    assert ada.tasks == []


async def test_a_guests_files_are_not_kept(guest: WorkScene) -> None:
    """Whoever has no account has nothing that they could belong to."""
    await guest.sends_photo(caption="/task hang this up")
    await guest.sends_photo()
    assert guest.tasks == []
    assert (await guest.session()).pending_files == []
    assert "belong" not in guest.last.text


async def test_a_file_that_answers_a_card_belongs_to_its_task(ada: WorkScene) -> None:
    """Without a question."""
    await ada.says("/task build a shelf")
    (task,) = ada.tasks
    card = ada.phone.message(ada.last.message_id)
    await ada.sends_document("plan.txt", TEXT, reply_to_message=card)
    (file,) = await files_of(ada, SubjectKind.TASK, task.id)
    assert (file.file_name, file.size) == ("plan.txt", len(TEXT))
    assert ada.last.text == "📎 I keep 1 file with it."


async def test_the_same_message_again_keeps_nothing_twice(ada: WorkScene) -> None:
    """The bot died before Telegram knew."""
    await ada.says("/task build a shelf")
    (task,) = ada.tasks
    card = ada.phone.message(ada.last.message_id)
    update = await ada.sends_document("plan.txt", TEXT, reply_to_message=card)
    await ada.deliver(update)
    assert len(await files_of(ada, SubjectKind.TASK, task.id)) == 1


async def test_a_file_that_is_too_large_is_refused_before_it_is_fetched(ada: WorkScene) -> None:
    """Telegram tells its size."""
    await ada.says("/task build a shelf")
    card = ada.phone.message(ada.last.message_id)
    before = len(ada.phone.messages)
    await ada.sends_photo(size=LARGEST_ATTACHMENT + 1, reply_to_message=card)
    await ada.sends_photo(size=LARGEST_ATTACHMENT + 1)
    assert len(ada.phone.messages) == before + 2
    assert (await ada.session()).pending_files == []
    assert "belong" not in ada.last.text


async def test_a_file_whose_size_is_a_lie_is_refused(ada: WorkScene) -> None:
    """By the use case, which counts."""
    await ada.says("/task build a shelf")
    (task,) = ada.tasks
    card = ada.phone.message(ada.last.message_id)
    await ada.sends_photo(PNG + bytes(LARGEST_ATTACHMENT), size=7, reply_to_message=card)
    assert await files_of(ada, SubjectKind.TASK, task.id) == []
    assert "I keep" not in ada.last.text


async def test_the_largest_photo_that_is_kept_is_fetched(ada: WorkScene) -> None:
    """Telegram makes several of each."""
    await ada.says("/task build a shelf")
    (task,) = ada.tasks
    card = ada.phone.message(ada.last.message_id)
    sizes = [("small", 9, 100), ("good", 90, 1_000), ("huge", 900, LARGEST_ATTACHMENT + 1)]
    ada.screen.contents["good"] = PNG
    photo = [
        PhotoSize(file_id=name, file_unique_id=name, width=width, height=1, file_size=size)
        for name, width, size in sizes
    ]
    await ada.sends(photo=photo, reply_to_message=card)
    assert len(await files_of(ada, SubjectKind.TASK, task.id)) == 1


async def test_files_are_listed_and_sent(ada: WorkScene) -> None:
    """Pictures as photos, all else as documents."""
    await ada.says("/task build a shelf")
    await ada.taps("Files")
    assert "No files yet" in ada.last.text
    await ada.taps("Back")
    await ada.taps("Files")
    listed = ada.phone.message(ada.last.message_id)
    await ada.sends_document("plan.txt", TEXT, reply_to_message=listed)
    await ada.sends_photo(reply_to_message=listed)
    await ada.taps("Files") if "📎 Files" in ada.last.buttons else await ada.presses(
        OpenFiles(kind=SubjectKind.TASK, subject_id=ada.tasks[0].id), listed.message_id
    )
    await ada.taps("plan.txt")
    assert ada.screen.documents == ["plan.txt"]
    await ada.taps("🖼")
    assert ada.last.photo is not None


@pytest.mark.parametrize("kind", [SubjectKind.ORDER, SubjectKind.PRODUCT])
async def test_files_of_other_things_are_listed_too(ada: WorkScene, kind: SubjectKind) -> None:
    """With a way back to each."""
    lamp = await ada.sells("Lamp")
    await ada.fills_cart(lamp)
    await ada.goes_to_summary()
    await ada.taps("Buy now")
    subject_id = ada.orders[0].id if kind is SubjectKind.ORDER else lamp
    await ada.presses(OpenFiles(kind=kind, subject_id=subject_id))
    assert "No files yet" in ada.last.text
    await ada.taps("Back")
    assert "Lamp" in " ".join(one.text for one in ada.phone.messages.values())


async def test_nobody_sees_files_of_others(ada: WorkScene) -> None:
    """By no button, forged or not."""
    other = await ada.hires("Bob")
    await ada.presses(OpenFiles(kind=SubjectKind.TASK, subject_id=other))
    await ada.presses(SendFile(attachment_id=other))
    assert len(ada.phone.alerts) == 2


async def test_answers_to_other_messages_are_asked_about(ada: WorkScene) -> None:
    """A list shows several tasks, a text none, and a button may be forged."""
    await ada.says("/task one")
    await ada.says("/task two")
    await ada.says("/tasks")
    listed = ada.phone.message(ada.last.message_id)
    plain = listed.model_copy(update={"reply_markup": None})
    assert listed.reply_markup is not None
    forged = listed.model_copy(deep=True)
    assert forged.reply_markup is not None
    forged.reply_markup.inline_keyboard[0][0] = forged.reply_markup.inline_keyboard[0][
        0
    ].model_copy(update={"callback_data": "files:nonsense"})
    forged.reply_markup.inline_keyboard[1][0] = forged.reply_markup.inline_keyboard[1][
        0
    ].model_copy(update={"callback_data": None, "url": "https://example.com"})
    for message in (listed, plain, forged):
        await ada.sends_photo(reply_to_message=message)
        assert "What does this belong to?" in ada.last.text


def test_every_button_fits_into_its_64_bytes() -> None:
    """With the largest values."""
    for button in (
        OpenFiles(kind=SubjectKind.PRODUCT, subject_id=ADA_ID),
        SendFile(attachment_id=ADA_ID),
        KeepFile(kind=SubjectKind.PRODUCT, subject_id=ADA_ID, message_id=2**40 - 1),
        NameProduct(message_id=2**40 - 1),
        DropFile(message_id=2**40 - 1),
    ):
        assert len(button.pack().encode()) <= 64


def test_a_message_without_a_file_has_none() -> None:
    """Whoever routes it here is wrong."""
    message = Message(message_id=1, date=NOW, chat=Chat(id=CHAT_ID, type="private"), text="x")
    with pytest.raises(ValueError, match="neither"):
        incoming_file(message)


async def test_the_files_of_an_order_come_below_its_message(ada: WorkScene) -> None:
    """Which goes on telling how the order is doing, and takes photos as answers."""
    await ada.fills_cart(await ada.sells("Lamp"))
    await ada.goes_to_summary()
    await ada.taps("Buy now")
    (order,) = ada.orders
    status = ada.last
    await ada.taps("Files")
    assert ada.last is not status
    assert "No files yet" in ada.last.text
    assert "Lamp" in status.text
    await ada.sends_photo(reply_to_message=ada.phone.message(status.message_id))
    assert len(await files_of(ada, SubjectKind.ORDER, order.id)) == 1
