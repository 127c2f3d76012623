"""What a person reads when something could not be done: every error in the user's words.

The keys are the codes of the errors; a test walks the hexagon and finds none missing. All but hints
name the request, so that staff can look it up: ADR 0036 says where the line is.
"""

from collections.abc import Callable, Mapping
from typing import Final

from aiogram.utils.i18n import gettext as _
from business_hexagon.application.errors import ApplicationError
from business_hexagon.domain.errors import DomainError
from telegram_runtime.short_request_id import short_request_id

SENTENCES: Final[Mapping[str, Callable[[], str]]] = {
    "assignee_unknown": lambda: _("I do not know whom you mean, or the account is closed."),
    "attachment_too_large": lambda: _("This file is too large. I take files up to 5 MB."),
    "attachment_type_refused": lambda: _(
        "I do not take files of this kind. Photos, PDF and plain text are fine."
    ),
    "broker_unavailable": lambda: _("That does not work right now. Please try again in a minute."),
    "contact_missing": lambda: _("I need an address that I can write to."),
    "dead_letters_busy": lambda: _("Somebody else is at it. Please try again in a minute."),
    "gateway_timeout": lambda: _("The payment takes long. Please try again in a minute."),
    "gateway_unavailable": lambda: _("Payments do not work right now. Please try again later."),
    "guard_failed": lambda: _("A product has just changed. Please look at it again."),
    "idempotency_conflict": lambda: _("This was done already, in another way."),
    "insufficient_stock": lambda: _("There are not enough pieces left. Please choose fewer."),
    "invalid_value": lambda: _("I cannot take that. Please check what you wrote."),
    "mixed_currencies": lambda: _("These products have prices in different currencies."),
    "negative_total": lambda: _("The total would be less than nothing."),
    "not_found": lambda: _("I cannot find that any more."),
    "nothing_to_refund": lambda: _("All of this order has been given back already."),
    "order_already_cancelled": lambda: _("This order is cancelled already."),
    "order_already_completed": lambda: _("It is too late: this order is completed."),
    "order_not_completed": lambda: _("This order is not completed yet."),
    "order_transition_refused": lambda: _("This order has moved on. Please look at it again."),
    "permission_denied": lambda: _("You may not do that. It may help to link your account: /link"),
    "product_inactive": lambda: _("This product is not for sale any more."),
    "product_unknown": lambda: _("This product does not exist any more."),
    "refund_already_requested": lambda: _("Somebody has asked for this refund already."),
    "refund_exceeds_line": lambda: _("That is more than what is left to give back."),
    "refund_exceeds_payment": lambda: _("That is more than what was paid."),
    "refund_exceeds_total": lambda: _("That is more than what is left to give back."),
    "refund_request_already_decided": lambda: _("Somebody has decided that already."),
    "task_already_completed": lambda: _("This task is done already."),
    "too_many_attachments": lambda: _("There are too many files already."),
    "total_changed": lambda: _("The price has changed. Please look at it again."),
    "version_conflict": lambda: _("Somebody else changed it first. Please look at it again."),
}
"""What people can cause, and mend."""

HINTS: Final = frozenset({"contact_missing", "invalid_value"})
"""What only says how to write it instead: nobody has to look that up."""

OUR_FAULT: Final = frozenset(
    {
        "already_removed",
        "client_taken",
        "email_not_verified",
        "empty_stream",
        "idempotency_in_flight",
        "invalid_client",
        "invalid_grant",
        "invalid_one_time_token",
        "invalid_redirect_uri",
        "invalid_scope",
        "invalid_token",
        "log_in_locked",
        "mail_rejected",
        "mail_unavailable",
        "order_line_unknown",
        "payment_transition_refused",
        "refund_declined",
        "refund_negative",
        "refund_unknown",
        "role_protected",
        "saga_transition_refused",
        "sku_taken",
        "step_refused",
        "step_saga_transition_refused",
        "stock_out_of_balance",
        "stock_too_low",
        "storage_unavailable",
        "too_early",
        "too_many_conflicts",
        "unique_violation",
        "weak_password",
        "wrong_credentials",
    }
)
"""What nobody can cause in a chat, or what passes by itself: whoever sees it found a bug."""


def sentence_of(error: Exception, request_id: str) -> str:
    """What to tell the person, as plain text; it names the request unless it is a hint.

    Args:
        error: Any error; one that we do not know is our fault.
        request_id: Of the update.
    """
    code = error.code if isinstance(error, DomainError | ApplicationError) else ""
    sentence = SENTENCES.get(code)
    if sentence is None:
        return apology(request_id)
    return sentence() if code in HINTS else f"{sentence()}\n{reference(request_id)}"


def apology(request_id: str) -> str:
    """What to say about a fault of ours.

    Args:
        request_id: Which staff can look up.
    """
    return _(
        "Something went wrong on our side. Please try again in a minute.\n"
        "If you write to us, name this request: {request_id}"
    ).format(request_id=short_request_id(request_id))


def reference(request_id: str, form: str = "{}") -> str:
    """The line that names the request, short enough for being typed.

    Args:
        request_id: Which staff can look up.
        form: What stands around the id, such as `<code>{}</code>`.
    """
    return _("Request: {request_id}").format(request_id=form.format(short_request_id(request_id)))
