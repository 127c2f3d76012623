"""`/redrive`: sends dead letters back to work, after asking once more."""

from datetime import UTC, datetime

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
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.operations.count_dead_letters import (
    CountDeadLetters,
    CountDeadLettersQuery,
)
from business_hexagon.application.queries.operations.show_dead_letter import ShowDeadLetter
from business_hexagon.domain.identity.scope import Scope
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.refusals import refused_screen
from bot_service.interface.telegram.screen import Screen, acknowledge, answer_with, redraw
from bot_service.interface.telegram.staff.buttons import AskRedrive, Redrive, RedriveAll
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
    clock: FromDishka[Clock],
) -> None:
    """Ask whether to send back all of a consumer, or the one of that identity."""
    actor.require(Scope.OPS_REDRIVE)  # before asking anything; the use case asks again
    words = (command.args or "").split()
    counts = await count_letters.execute(CountDeadLettersQuery(actor))
    if not words:
        await answer_with(message, counts_screen(counts))
        return
    if words[-1] in counts:
        await answer_with(message, sure_screen(words[-1], None, clock.now()))
        return
    letter = await find_letter(actor, words[-1], count_letters, show_letter)
    await answer_with(message, sure_screen(letter.consumer, letter.dead_letter_id, clock.now()))


@inject
async def press_ask_redrive(
    callback: CallbackQuery, callback_data: AskRedrive, actor: Actor, clock: FromDishka[Clock]
) -> None:
    """Ask once more."""
    actor.require(Scope.OPS_REDRIVE)
    screen = sure_screen(callback_data.consumer, callback_data.letter_id, clock.now())
    await redraw(callback, screen)
    await acknowledge(callback)


@inject
async def redrive(
    callback: CallbackQuery,
    *,
    callback_data: Redrive,
    actor: Actor,
    redrive_one: FromDishka[RedriveDeadLetter],
) -> None:
    """Send it back; a second tap finds nothing more to send."""
    consumer, letter_id = callback_data.consumer, callback_data.letter_id
    screen = Screen(redriven_text(1))
    try:
        await redrive_one.execute(RedriveDeadLetterCommand(actor, consumer, letter_id))
    except NotFound as refusal:
        gone = Screen(_("It is not among the dead letters any more."))
        screen = refused_screen(refusal, gone)
    await redraw(callback, screen)
    await acknowledge(callback)


@inject
async def redrive_everything(
    callback: CallbackQuery,
    *,
    callback_data: RedriveAll,
    actor: Actor,
    redrive_all: FromDishka[RedriveAllDeadLetters],
) -> None:
    """Send back what there was when somebody was asked, however often the press comes."""
    asked_at = datetime.fromtimestamp(callback_data.asked_at, UTC)
    command = RedriveAllDeadLettersCommand(actor, callback_data.consumer, buried_by=asked_at)
    await redraw(callback, Screen(redriven_text(await redrive_all.execute(command))))
    await acknowledge(callback)
