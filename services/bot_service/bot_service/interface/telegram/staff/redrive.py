"""`/redrive`: sends dead letters back to work, after asking once more."""

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.operations.redrive_all_dead_letters import (
    RedriveAllDeadLetters,
    RedriveAllDeadLettersCommand,
)
from business_hexagon.application.commands.operations.redrive_dead_letter import (
    RedriveDeadLetter,
    RedriveDeadLetterCommand,
)
from business_hexagon.application.errors import NotFound
from business_hexagon.application.queries.operations.count_dead_letters import (
    CountDeadLetters,
    CountDeadLettersQuery,
)
from business_hexagon.application.queries.operations.show_dead_letter import ShowDeadLetter
from business_hexagon.domain.identity.scope import Scope
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.refusals import refused_screen
from bot_service.interface.telegram.screen import Screen, acknowledge, answer_with, redraw
from bot_service.interface.telegram.staff.buttons import AskRedrive, Redrive
from bot_service.interface.telegram.staff.dead_letter_screens import (
    counts_screen,
    redriven_text,
    sure_screen,
)
from bot_service.interface.telegram.staff.show_dead_letters import find_letter


@inject
async def ask_redrive(
    message: Message,
    *,
    command: CommandObject,
    actor: Actor,
    count_letters: FromDishka[CountDeadLetters],
    show_letter: FromDishka[ShowDeadLetter],
) -> None:
    """Ask whether to send back all of a consumer, or the one of that identity."""
    actor.require(Scope.OPS_REDRIVE)  # before asking anything; the use case asks again
    words = (command.args or "").split()
    counts = await count_letters.execute(CountDeadLettersQuery(actor))
    if not words:
        await answer_with(message, counts_screen(counts))
        return
    if words[-1] in counts:
        await answer_with(message, sure_screen(words[-1], None))
        return
    letter = await find_letter(actor, words[-1], count_letters, show_letter)
    await answer_with(message, sure_screen(letter.consumer, letter.dead_letter_id))


async def press_ask_redrive(
    callback: CallbackQuery, callback_data: AskRedrive, actor: Actor
) -> None:
    """Ask once more."""
    actor.require(Scope.OPS_REDRIVE)
    await redraw(callback, sure_screen(callback_data.consumer, callback_data.letter_id))
    await acknowledge(callback)


@inject
async def redrive(
    callback: CallbackQuery,
    *,
    callback_data: Redrive,
    actor: Actor,
    redrive_one: FromDishka[RedriveDeadLetter],
    redrive_all: FromDishka[RedriveAllDeadLetters],
) -> None:
    """Send them back; a second tap finds nothing more to send."""
    consumer, letter_id = callback_data.consumer, callback_data.letter_id
    if letter_id is None:
        count = await redrive_all.execute(RedriveAllDeadLettersCommand(actor, consumer))
    else:
        try:
            await redrive_one.execute(RedriveDeadLetterCommand(actor, consumer, letter_id))
        except NotFound as refusal:
            screen = Screen(_("It is not among the dead letters any more."))
            await redraw(callback, refused_screen(refusal, screen))
            await acknowledge(callback)
            return
        count = 1
    await redraw(callback, Screen(redriven_text(count)))
    await acknowledge(callback)
