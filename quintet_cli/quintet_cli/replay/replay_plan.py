"""Turns invoices into requests. The same file always gives the same plan with the same keys."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from quintet_cli.replay.classification import (
    Bucket,
    ClassifiedRow,
    LineKind,
    Meaning,
    classify_invoice,
)
from quintet_cli.replay.refund_matching import LineReturn, RefundMatching
from quintet_cli.replay.shop_file import ShopRow


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """One invoice as an order; line numbers are the places in `lines`, from 1."""

    invoice: str
    lines: list[ClassifiedRow]


@dataclass(frozen=True, slots=True)
class PlannedRefund:
    """The part of a cancellation that gives back lines of one order."""

    invoice: str
    order_invoice: str
    returns: list[LineReturn]
    rows: list[ShopRow]


@dataclass(frozen=True, slots=True)
class PlannedProduct:
    """A catalogue entry, with enough opening stock for everything that the plan takes away."""

    sku: str
    name: str
    unit_price: Decimal
    opening_stock: int


@dataclass(slots=True)
class ReplayPlan:
    """All requests of a replay, and the rows whose bucket needs no request."""

    invoices: int = 0
    rows: int = 0
    products: list[PlannedProduct] = field(default_factory=list)
    orders: list[PlannedOrder] = field(default_factory=list)
    adjustments: list[ShopRow] = field(default_factory=list)
    refunds: list[PlannedRefund] = field(default_factory=list)
    settled: list[tuple[ShopRow, Bucket, str | None]] = field(default_factory=list)


def build_plan(invoices: list[list[ShopRow]]) -> ReplayPlan:
    """Plans the replay of these invoices, in their order."""
    plan = ReplayPlan(invoices=len(invoices))
    matching = RefundMatching()
    for invoice in invoices:
        classified = classify_invoice(invoice)
        plan.rows += len(classified)
        lines = [entry for entry in classified if entry.meaning is Meaning.ORDER_LINE]
        if lines:
            plan.orders.append(PlannedOrder(lines[0].row.invoice, lines))
            for line_no, entry in enumerate(lines, start=1):
                matching.sold(entry.row, line_no)
        for entry in classified:
            match entry.meaning:
                case Meaning.ADJUSTMENT:
                    plan.adjustments.append(entry.row)
                case Meaning.REJECTED:
                    plan.settled.append((entry.row, Bucket.REJECTED, entry.reason))
                case _:
                    continue
        _plan_refunds(plan, matching, classified)
    plan.products = _catalogue(plan)
    return plan


def _plan_refunds(
    plan: ReplayPlan, matching: RefundMatching, classified: list[ClassifiedRow]
) -> None:
    by_order: defaultdict[str, list[LineReturn]] = defaultdict(list)
    rows: defaultdict[str, list[ShopRow]] = defaultdict(list)
    for entry in classified:
        if entry.meaning is not Meaning.CANCELLATION:
            continue
        returns = matching.match(entry.row)
        if not returns:
            plan.settled.append((entry.row, Bucket.REFUND_WITHOUT_SALE, None))
        for line_return in returns:
            by_order[line_return.invoice].append(line_return)
            if entry.row not in rows[line_return.invoice]:
                rows[line_return.invoice].append(entry.row)
    for order_invoice, returns in by_order.items():
        plan.refunds.append(
            PlannedRefund(
                classified[0].row.invoice, order_invoice, _merged(returns), rows[order_invoice]
            )
        )


def _merged(returns: list[LineReturn]) -> list[LineReturn]:
    """One entry for each line: two cancelled rows may give back pieces of the same line."""
    pieces: Counter[tuple[str, int]] = Counter()
    for line_return in returns:
        pieces[line_return.invoice, line_return.line_no] += line_return.quantity
    return [LineReturn(invoice, line_no, n) for (invoice, line_no), n in pieces.items()]


def _catalogue(plan: ReplayPlan) -> list[PlannedProduct]:
    names: dict[str, str] = {}
    prices: defaultdict[str, Counter[Decimal]] = defaultdict(Counter)
    needed: Counter[str] = Counter()
    for order in plan.orders:
        for entry in order.lines:
            if entry.kind is not LineKind.PRODUCT:
                continue
            _note_name(names, entry.row)
            prices[entry.row.stock_code][entry.row.unit_price] += 1
            needed[entry.row.stock_code] += entry.row.quantity
    for row in plan.adjustments:
        _note_name(names, row)
        needed[row.stock_code] += max(-row.quantity, 0)
    return [
        PlannedProduct(
            sku=sku,
            name=names[sku],
            unit_price=max(prices[sku].items(), key=lambda item: (item[1], item[0]))[0]
            if prices[sku]
            else Decimal(0),
            opening_stock=needed[sku],
        )
        for sku in sorted(names)
    ]


def _note_name(names: dict[str, str], row: ShopRow) -> None:
    """The first name that is no remark (the shop writes names in capitals) is the product's."""
    name = " ".join(row.description.split())
    known = names.get(row.stock_code)
    if known is None or (not known.isupper() and name.isupper()):
        names[row.stock_code] = name or row.stock_code
