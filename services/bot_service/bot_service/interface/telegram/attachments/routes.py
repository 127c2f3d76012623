"""Which photo, document and button about files goes where."""

from aiogram import F, Router
from aiogram.filters import Command

from bot_service.interface.telegram.attachments.buttons import (
    DropFile,
    KeepFile,
    NameProduct,
    OpenFiles,
    SendFile,
)
from bot_service.interface.telegram.attachments.decide import (
    FileStates,
    ask_which_product,
    drop_file,
    hear_product,
    keep_file,
)
from bot_service.interface.telegram.attachments.receive_file import (
    receive_file,
    receive_task_with_file,
)
from bot_service.interface.telegram.attachments.show_files import open_files, send_file

_FILE = (F.photo | F.document) & ~F.animation  # Telegram sends an animation as a document, too


def build_router() -> Router:
    """A router of its own for each dispatcher."""
    router = Router(name="attachments")
    router.message.register(receive_task_with_file, _FILE, Command("task"))
    router.message.register(receive_file, _FILE)
    router.message.register(hear_product, FileStates.product, F.text & ~F.text.startswith("/"))
    router.callback_query.register(open_files, OpenFiles.filter())
    router.callback_query.register(send_file, SendFile.filter())
    router.callback_query.register(keep_file, KeepFile.filter())
    router.callback_query.register(ask_which_product, NameProduct.filter())
    router.callback_query.register(drop_file, DropFile.filter())
    return router
