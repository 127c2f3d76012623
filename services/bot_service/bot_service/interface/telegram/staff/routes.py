"""Which command and button of staff goes where; whether somebody may is the use case's matter."""

from aiogram import F, Router
from aiogram.filters import Command

from bot_service.interface.telegram.staff.buttons import (
    ApproveRefund,
    AskRedrive,
    DeclineRefund,
    OpenDeadLetter,
    OpenDeadLetters,
    OpenRefund,
    OpenRefunds,
    Redrive,
    RedriveAll,
    ShowStats,
)
from bot_service.interface.telegram.staff.decide_refunds import (
    RefundDecisionStates,
    approve_refund,
    ask_decline_reason,
    hear_decline_reason,
    open_refund,
    show_refunds,
    turn_to_refunds,
)
from bot_service.interface.telegram.staff.redrive import (
    ask_redrive,
    press_ask_redrive,
    redrive,
    redrive_everything,
)
from bot_service.interface.telegram.staff.show_dead_letters import (
    open_dead_letter,
    show_dead_letter,
    show_dead_letters,
    turn_to_dead_letters,
)
from bot_service.interface.telegram.staff.show_stats import show_stats, turn_to_stats


def build_router() -> Router:
    """A router of its own for each dispatcher."""
    router = Router(name="staff")
    router.message.register(show_stats, Command("stats"))
    router.message.register(show_dead_letters, Command("dead_letters"))
    router.message.register(show_dead_letter, Command("dead_letter"))
    router.message.register(ask_redrive, Command("redrive"))
    router.message.register(show_refunds, Command("refunds"))
    reason = F.text & ~F.text.startswith("/")
    router.message.register(hear_decline_reason, RefundDecisionStates.reason, reason)
    router.callback_query.register(turn_to_stats, ShowStats.filter())
    router.callback_query.register(turn_to_dead_letters, OpenDeadLetters.filter())
    router.callback_query.register(open_dead_letter, OpenDeadLetter.filter())
    router.callback_query.register(press_ask_redrive, AskRedrive.filter())
    router.callback_query.register(redrive, Redrive.filter())
    router.callback_query.register(redrive_everything, RedriveAll.filter())
    router.callback_query.register(turn_to_refunds, OpenRefunds.filter())
    router.callback_query.register(open_refund, OpenRefund.filter())
    router.callback_query.register(approve_refund, ApproveRefund.filter())
    router.callback_query.register(ask_decline_reason, DeclineRefund.filter())
    return router
