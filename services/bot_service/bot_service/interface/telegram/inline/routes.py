"""What inline mode answers, wherever it is used."""

from aiogram import Router

from bot_service.interface.telegram.inline.find_products import find_products, note_choice


def build_router() -> Router:
    """A new router of inline mode."""
    router = Router(name="inline")
    router.inline_query.register(find_products)
    router.chosen_inline_result.register(note_choice)
    return router
