"""`/refunds`: staff look at refund requests, approve and decline them."""

from typing import Final
from uuid import UUID

from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.approve_refund_request import (
    ApproveRefundRequest,
    ApproveRefundRequestCommand,
)
from business_hexagon.application.commands.ordering.decline_refund_request import (
    DeclineRefundRequest,
    DeclineRefundRequestCommand,
)
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import Filter, FilterOperator, PageRequest
from business_hexagon.application.queries.ordering.get_order import GetOrder, GetOrderQuery
from business_hexagon.application.queries.ordering.list_refund_requests import (
    ListRefundRequests,
    ListRefundRequestsQuery,
)
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.ordering.errors import NothingToRefund, RefundRequestAlreadyDecided
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.claims import update_claim
from bot_service.interface.telegram.orders.shown_order import ShownOrder
from bot_service.interface.telegram.refusals import refused, tell_refusal
from bot_service.interface.telegram.screen import (
    Screen,
    acknowledge,
    answer_with,
    redraw,
    write_to,
)
from bot_service.interface.telegram.session import ChatSession
from bot_service.interface.telegram.staff.buttons import (
    ApproveRefund,
    DeclineRefund,
    OpenRefund,
    OpenRefunds,
)
from bot_service.interface.telegram.staff.refund_screens import (
    RefundRequestPage,
    decided_text,
    refund_screen,
    refunds_screen,
)

_PAGE_SIZE: Final = 8
_OLDEST_FIRST: Final = "created_at,id"
_OPEN: Final = Filter("status", FilterOperator.EQ, "open")


class RefundDecisionStates(StatesGroup):
    """Steps of dialogues about refunds."""

    reason = State()


@inject
async def show_refunds(
    message: Message,
    *,
    command: CommandObject,
    actor: Actor,
    list_requests: FromDishka[ListRefundRequests],
) -> None:
    """List the open requests."""
    del command
    await answer_with(message, await _page(actor, list_requests, 0))


@inject
async def turn_to_refunds(
    callback: CallbackQuery,
    *,
    callback_data: OpenRefunds,
    actor: Actor,
    list_requests: FromDishka[ListRefundRequests],
) -> None:
    """Show a page of the open requests where the button was."""
    await redraw(callback, await _page(actor, list_requests, callback_data.page))
    await acknowledge(callback)


@inject
async def open_refund(
    callback: CallbackQuery,
    *,
    callback_data: OpenRefund,
    actor: Actor,
    list_requests: FromDishka[ListRefundRequests],
    get_order: FromDishka[GetOrder],
) -> None:
    """Show one request where the button was."""
    await redraw(callback, await _one(actor, callback_data.request_id, list_requests, get_order))
    await acknowledge(callback)


@inject
async def approve_refund(
    callback: CallbackQuery,
    *,
    callback_data: ApproveRefund,
    event_update: Update,
    actor: Actor,
    approve: FromDishka[ApproveRefundRequest],
    list_requests: FromDishka[ListRefundRequests],
    get_order: FromDishka[GetOrder],
) -> None:
    """Give the money back."""
    request_id = callback_data.request_id
    claim = update_claim(event_update, "approve_refund_request", request_id)
    try:
        await approve.execute(
            ApproveRefundRequestCommand(
                actor=actor, refund_request_id=request_id, idempotency=claim
            )
        )
    except (NothingToRefund, RefundRequestAlreadyDecided) as refusal:
        await redraw(callback, await _one(actor, request_id, list_requests, get_order))
        text = refused(refusal, _("Somebody has decided this meanwhile."))
        await acknowledge(callback, text, alert=True)
        return
    await redraw(callback, await _one(actor, request_id, list_requests, get_order))
    await acknowledge(callback, _("Approved."))


async def ask_decline_reason(
    callback: CallbackQuery,
    *,
    callback_data: DeclineRefund,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
) -> None:
    """Ask for the reason, which the customer reads."""
    actor.require(Scope.ORDERS_REFUND)  # before asking anything; the use case asks again
    session.step = RefundDecisionStates.reason.state
    session.declining = callback_data.request_id
    await sessions.save(state, session)
    await write_to(callback, Screen(_("Why not? The customer reads what you write.")))
    await acknowledge(callback)


@inject
async def hear_decline_reason(
    message: Message,
    *,
    event_update: Update,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    decline: FromDishka[DeclineRefundRequest],
) -> None:
    """Decline with the reason."""
    request_id = session.declining
    if request_id is not None:
        reason = (message.text or "").strip()
        claim = update_claim(event_update, "decline_refund_request", reason)
        try:
            await decline.execute(
                DeclineRefundRequestCommand(
                    actor=actor, refund_request_id=request_id, reason=reason, idempotency=claim
                )
            )
        except (NotFound, PermissionDenied, RefundRequestAlreadyDecided) as refusal:
            await tell_refusal(event_update, refusal)  # another reason would be refused again
        else:
            await message.answer(decided_text("declined"))
    session.declining = None
    session.end_dialogue(event_update.update_id)
    # Saved after the answer: until then the text must be taken for a reason when it comes again.
    await sessions.save(state, session)


async def _page(actor: Actor, list_requests: ListRefundRequests, page: int) -> Screen:
    request = PageRequest((page + 1) * _PAGE_SIZE, sort=_OLDEST_FIRST, filters=(_OPEN,))
    found = await list_requests.execute(ListRefundRequestsQuery(actor, request, everyone=True))
    read = RefundRequestPage.model_validate_json(found.content)
    has_more = read.next_cursor is not None
    return refunds_screen(read.items[page * _PAGE_SIZE :], page, has_more=has_more)


async def _one(
    actor: Actor, request_id: UUID, list_requests: ListRefundRequests, get_order: GetOrder
) -> Screen:
    only = PageRequest(limit=1, filters=(Filter("id", FilterOperator.EQ, str(request_id)),))
    found = await list_requests.execute(ListRefundRequestsQuery(actor, only, everyone=True))
    items = RefundRequestPage.model_validate_json(found.content).items
    if not items:
        raise NotFound("refund_request", str(request_id))
    order = await get_order.execute(GetOrderQuery(actor, items[0].order_id))
    return refund_screen(items[0], ShownOrder.model_validate_json(order.content))
