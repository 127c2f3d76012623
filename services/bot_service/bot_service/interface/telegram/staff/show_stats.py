"""`/stats`: how the shop does."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from html import escape

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext
from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.analytics.get_live_counters import (
    GetLiveCounters,
    GetLiveCountersQuery,
)
from business_hexagon.application.queries.analytics.get_order_funnel import (
    GetOrderFunnel,
    GetOrderFunnelQuery,
)
from business_hexagon.application.queries.analytics.get_revenue import GetRevenue, GetRevenueQuery
from business_hexagon.application.queries.analytics.get_top_products import (
    GetTopProducts,
    GetTopProductsQuery,
)
from business_hexagon.domain.analytics.period import Period
from dishka.integrations.aiogram import FromDishka, inject
from storage_contracts.analytics.live_counters import LiveCountersReport
from storage_contracts.analytics.order_funnel import OrderFunnelReport
from storage_contracts.analytics.revenue import RevenueReport
from storage_contracts.analytics.top_products import TopProductsReport

from bot_service.interface.telegram.money_text import money
from bot_service.interface.telegram.screen import (
    Screen,
    acknowledge,
    answer_with,
    press,
    redraw,
)
from bot_service.interface.telegram.staff.buttons import LONGEST_PERIOD, ShowStats

_USUAL_DAYS = 7
_PERIODS = (1, 7, 30)
_MOST_PRODUCTS = 5
_MOST_COUNTERS = 6
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Reports:
    """The use cases that tell figures."""

    revenue: GetRevenue
    funnel: GetOrderFunnel
    top: GetTopProducts
    live: GetLiveCounters


@inject
async def show_stats(
    message: Message,
    *,
    command: CommandObject,
    actor: Actor,
    get_revenue: FromDishka[GetRevenue],
    get_funnel: FromDishka[GetOrderFunnel],
    get_top: FromDishka[GetTopProducts],
    get_live: FromDishka[GetLiveCounters],
    clock: FromDishka[Clock],
) -> None:
    """Tell the figures of some days: `/stats 30`."""
    words = (command.args or str(_USUAL_DAYS)).strip()
    days = int(words) if words.isascii() and words.isdigit() and len(words) <= 3 else 0  # noqa: PLR2004  digits of 365
    if not 1 <= days <= LONGEST_PERIOD:
        text = _("For how many days? For example /stats 30, at most {most}.")
        await message.answer(text.format(most=LONGEST_PERIOD))
        return
    reports = Reports(get_revenue, get_funnel, get_top, get_live)
    await answer_with(message, await _figures(actor, days, clock, reports))


@inject
async def turn_to_stats(
    callback: CallbackQuery,
    *,
    callback_data: ShowStats,
    actor: Actor,
    get_revenue: FromDishka[GetRevenue],
    get_funnel: FromDishka[GetOrderFunnel],
    get_top: FromDishka[GetTopProducts],
    get_live: FromDishka[GetLiveCounters],
    clock: FromDishka[Clock],
) -> None:
    """Show the figures of other days where the button was."""
    reports = Reports(get_revenue, get_funnel, get_top, get_live)
    await redraw(callback, await _figures(actor, callback_data.days, clock, reports))
    await acknowledge(callback)


async def _figures(actor: Actor, days: int, clock: Clock, reports: Reports) -> Screen:
    now = clock.now()
    first_day = now.astimezone(UTC).date() - timedelta(days=days - 1)
    period = Period(datetime.combine(first_day, time(), tzinfo=UTC), now)
    revenue = await reports.revenue.execute(GetRevenueQuery(actor, period))
    funnel = await reports.funnel.execute(GetOrderFunnelQuery(actor, period))
    top = await reports.top.execute(GetTopProductsQuery(actor, period, _MOST_PRODUCTS))
    live = await reports.live.execute(GetLiveCountersQuery(actor))
    heading = ngettext("📊 <b>Today</b>", "📊 <b>The last {days} days</b>", days)
    parts = (
        heading.format(days=days),
        _revenue(RevenueReport.model_validate_json(revenue.content)),
        _funnel(OrderFunnelReport.model_validate_json(funnel.content)),
        _top(TopProductsReport.model_validate_json(top.content)),
        _live(LiveCountersReport.model_validate_json(live.content)),
    )
    row = tuple(press(_period(one), ShowStats(days=one)) for one in _PERIODS if one != days)
    return Screen("\n\n".join(filter(None, parts)), (row,))


def _revenue(report: RevenueReport) -> str:
    lines = [
        _("💶 {net} net, {refunds} given back, {orders} orders").format(
            net=money(total.net, total.currency),
            refunds=money(total.refunds, total.currency),
            orders=total.orders,
        )
        for total in report.totals
    ]
    return "\n".join(lines) or _("💶 No sales yet.")


def _funnel(report: OrderFunnelReport) -> str:
    steps = " → ".join(str(step.orders) for step in report.steps)
    text = _(
        "🧾 Created → reserved → paid → completed: {steps}\nCancelled {cancelled}, open {open}"
    )
    return text.format(steps=steps, cancelled=report.cancelled, open=report.in_progress)


def _top(report: TopProductsReport) -> str:
    if not report.items:
        return ""
    lines = [
        f"{place}. {escape(item.description[:_LONGEST_NAME])}: "
        f"{item.quantity} ({money(item.revenue, item.currency)})"
        for place, item in enumerate(report.items, start=1)
    ]
    return "\n".join((_("🏆 <b>Best sellers</b>"), *lines))


def _live(report: LiveCountersReport) -> str:
    lines = [f"{escape(one.event_type)}: {one.count}" for one in report.counters[:_MOST_COUNTERS]]
    heading = _("⚡ The last {minutes} minutes: {total} events")
    return "\n".join((heading.format(minutes=report.minutes, total=report.total), *lines))


def _period(days: int) -> str:
    return ngettext("Today", "{days} days", days).format(days=days)
