"""The question what a file belongs to, and its answers."""

from uuid import UUID, uuid4

from bot_service.interface.telegram.attachments.buttons import (
    DropFile,
    KeepFile,
    NameProduct,
)
from business_hexagon.domain.attachments.attachment import (
    Attachment,
    SubjectKind,
)
from business_hexagon.domain.identity.role import Role

from tests.unit.bot_service.request_line import without_request
from tests.unit.bot_service.workplace.work_scene import PNG, WorkScene

TEXT = b"Measure twice, cut once.\n"


async def files_of(scene: WorkScene, kind: SubjectKind, subject_id: UUID) -> list[Attachment]:
    """What is kept with a thing."""
    return list(await scene.work.attachments.of_subject(kind, subject_id))


async def test_the_bot_asks_what_a_file_belongs_to(ada: WorkScene) -> None:
    """Tasks and orders are a button each."""
    await ada.says("/task build a shelf")
    await ada.fills_cart(await ada.sells("Lamp"))
    await ada.goes_to_summary()
    await ada.taps("Buy now")
    (order,) = ada.orders
    await ada.sends_photo()
    assert ada.last.text == "What does this belong to?"
    labels = list(ada.last.buttons)
    assert labels[0] == "📝 build a shelf"
    assert "Order" in labels[1]
    assert labels[-1] == "✖️ Nothing"
    await ada.taps("📦 Order")
    (file,) = await files_of(ada, SubjectKind.ORDER, order.id)
    assert file.media_type == "image/png"
    assert "I keep 1 file" in ada.last.text
    assert (await ada.session()).pending_files == []


async def test_an_album_is_asked_about_once_and_kept_whole(ada: WorkScene) -> None:
    """Telegram sends each of its pictures by itself."""
    await ada.says("/task build a shelf")
    (task,) = ada.tasks
    before = len(ada.phone.messages)
    for content in (PNG, TEXT, PNG + b"\x00"):
        await ada.sends_document("part", content, media_group_id="album")
    assert len(ada.phone.messages) == before + 1
    await ada.taps("build a shelf")
    assert len(await files_of(ada, SubjectKind.TASK, task.id)) >= 2


async def test_what_one_file_is_refused_for_does_not_keep_the_others_out(ada: WorkScene) -> None:
    """Both are told."""
    await ada.says("/task build a shelf")
    (task,) = ada.tasks
    await ada.sends_document("plan.txt", TEXT, media_group_id="album")
    await ada.sends_document("virus.exe", b"MZ\x90\x00" * 9, media_group_id="album")
    await ada.taps("build a shelf")
    assert len(await files_of(ada, SubjectKind.TASK, task.id)) == 1
    (words,) = without_request([ada.last.text])
    told = words.splitlines()
    assert told[0] == "📎 I keep 1 file with it."
    assert len(told) == 2


async def test_a_file_is_dropped(ada: WorkScene) -> None:
    """Nothing is kept."""
    await ada.says("/task build a shelf")
    await ada.sends_photo()
    await ada.taps("Nothing")
    assert "I did not keep it" in ada.last.text
    assert (await ada.session()).pending_files == []


async def test_a_button_of_a_forgotten_file_says_so(ada: WorkScene) -> None:
    """The session ends after some days."""
    await ada.becomes(Role.STAFF)
    await ada.presses(KeepFile(kind=SubjectKind.TASK, subject_id=uuid4(), message_id=7))
    await ada.presses(NameProduct(message_id=7))
    assert ada.phone.alerts == ["I have forgotten that file. Please send it again."] * 2
    await ada.presses(DropFile(message_id=7))


async def test_who_has_nothing_is_told_what_to_do(ada: WorkScene) -> None:
    """Instead of a question without answers."""
    await ada.sends_photo()
    assert "with the caption: /task" in ada.last.text


async def test_staff_send_photos_of_products(ada: WorkScene) -> None:
    """Which customers see from then on."""
    lamp = await ada.sells("Garden lamp")
    await ada.becomes(Role.STAFF)
    await ada.sends_photo()
    await ada.sends_photo()
    await ada.taps("A product")
    assert "Which product is it?" in ada.last.text
    await ada.says("spaceship")
    assert "no such product" in ada.last.text
    await ada.says("lamp")
    await ada.taps("Garden lamp")
    assert len(await files_of(ada, SubjectKind.PRODUCT, lamp)) == 1
    assert len((await ada.session()).pending_files) == 1


async def test_a_product_for_a_forgotten_file_is_not_asked_for_twice(ada: WorkScene) -> None:
    """The dialogue ends."""
    await ada.becomes(Role.STAFF)
    await ada.sends_photo()
    await ada.taps("A product")
    await ada.remember(pending_files=[])
    await ada.says("lamp")
    assert "I have forgotten that file" in ada.last.text
    assert (await ada.session()).step is None
    await ada.remember(step="FileStates:product", product_file=None)
    await ada.says("lamp")
    assert "I have forgotten that file" in ada.last.text


async def test_customers_do_not_send_photos_of_products(ada: WorkScene) -> None:
    """Neither by a forged button nor by another."""
    lamp = await ada.sells("Lamp")
    await ada.says("/task x")
    await ada.sends_photo()
    number = (await ada.session()).pending_files[0].message_id
    assert "🛍 A product…" not in ada.last.buttons
    await ada.presses(NameProduct(message_id=number))
    await ada.presses(KeepFile(kind=SubjectKind.PRODUCT, subject_id=lamp, message_id=number))
    assert len(ada.phone.alerts) == 2
    assert await files_of(ada, SubjectKind.PRODUCT, lamp) == []
