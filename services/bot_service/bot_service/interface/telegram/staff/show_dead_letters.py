"""`/dead_letters` and `/dead_letter`: what consumers have given up."""

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.dead_letters import DeadLetter
from business_hexagon.application.queries.operations.count_dead_letters import (
    CountDeadLetters,
    CountDeadLettersQuery,
)
from business_hexagon.application.queries.operations.list_dead_letters import (
    ListDeadLetters,
    ListDeadLettersQuery,
)
from business_hexagon.application.queries.operations.show_dead_letter import (
    ShowDeadLetter,
    ShowDeadLetterQuery,
)
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.screen import acknowledge, answer_with, redraw
from bot_service.interface.telegram.staff.buttons import OpenDeadLetter, OpenDeadLetters
from bot_service.interface.telegram.staff.dead_letter_screens import (
    MOST_LISTED,
    counts_screen,
    letter_screen,
    letters_screen,
)


@inject
async def show_dead_letters(
    message: Message,
    *,
    command: CommandObject,
    actor: Actor,
    count_letters: FromDishka[CountDeadLetters],
    list_letters: FromDishka[ListDeadLetters],
) -> None:
    """Count everybody's, or list those of the consumer that is named."""
    consumer = (command.args or "").strip()
    if consumer:
        query = ListDeadLettersQuery(actor, consumer, MOST_LISTED)
        screen = letters_screen(consumer, await list_letters.execute(query))
    else:
        screen = counts_screen(await count_letters.execute(CountDeadLettersQuery(actor)))
    await answer_with(message, screen)


@inject
async def show_dead_letter(
    message: Message,
    *,
    command: CommandObject,
    actor: Actor,
    count_letters: FromDishka[CountDeadLetters],
    show_letter: FromDishka[ShowDeadLetter],
) -> None:
    """Show the dead letter of that identity, whosever it is."""
    words = (command.args or "").split()
    if not words:
        await message.answer(_("Which one? /dead_letters shows them."))
        return
    letter = await find_letter(actor, words[-1], count_letters, show_letter)
    await answer_with(message, letter_screen(letter))


@inject
async def turn_to_dead_letters(
    callback: CallbackQuery,
    *,
    callback_data: OpenDeadLetters,
    actor: Actor,
    count_letters: FromDishka[CountDeadLetters],
    list_letters: FromDishka[ListDeadLetters],
) -> None:
    """Show counts or a list where the button was."""
    consumer = callback_data.consumer
    if consumer is None:
        screen = counts_screen(await count_letters.execute(CountDeadLettersQuery(actor)))
    else:
        query = ListDeadLettersQuery(actor, consumer, MOST_LISTED)
        screen = letters_screen(consumer, await list_letters.execute(query))
    await redraw(callback, screen)
    await acknowledge(callback)


@inject
async def open_dead_letter(
    callback: CallbackQuery,
    *,
    callback_data: OpenDeadLetter,
    actor: Actor,
    show_letter: FromDishka[ShowDeadLetter],
) -> None:
    """Show one dead letter where the button was."""
    query = ShowDeadLetterQuery(actor, callback_data.consumer, callback_data.letter_id)
    await redraw(callback, letter_screen(await show_letter.execute(query)))
    await acknowledge(callback)


async def find_letter(
    actor: Actor, letter_id: str, count_letters: CountDeadLetters, show_letter: ShowDeadLetter
) -> DeadLetter:
    """The dead letter, of whichever consumer has it.

    Raises:
        PermissionDenied: The actor lacks `ops:read`.
        NotFound: No consumer has it.
        DeadLettersBusy: Somebody else is at them.
        BrokerUnavailable: The broker does not answer.
    """
    counts = await count_letters.execute(CountDeadLettersQuery(actor))
    for consumer, count in counts.items():
        if not count:
            continue
        try:
            return await show_letter.execute(ShowDeadLetterQuery(actor, consumer, letter_id))
        except NotFound:
            continue
    raise NotFound("dead_letter", letter_id)
