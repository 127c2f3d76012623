"""A stock row as its own stream of events tells it."""

_MOVED = "sum((data ->> 'quantity')::bigint) FILTER (WHERE data ->> 'kind' = '{kind}')"


def _moved(kind: str) -> str:
    return f"coalesce({_MOVED.format(kind=kind)}, 0)"


_OPENING = (
    "coalesce(sum((data ->> 'quantity')::bigint) FILTER (WHERE event_type = 'stock.opened'), 0)"
)
_ADJUSTED = (
    "coalesce(sum((data ->> 'delta')::bigint) FILTER (WHERE event_type = 'stock.adjusted'), 0)"
)

STOCK_FOLD_COLUMNS = f"""
    {_OPENING} AS opening,
    {_ADJUSTED} AS adjusted,
    {_OPENING} + {_ADJUSTED}
        - {_moved("reserve")} + {_moved("release")} + {_moved("restock")} AS free,
    {_moved("reserve")} - {_moved("settle")} - {_moved("release")} AS reserved,
    {_moved("settle")} - {_moved("restock")} AS sold,
    max(version) AS version,
    max(occurred_at) AS updated_at
"""
"""The columns of a stock row, summed up over the events of one stream."""

STOCK_FOLD = f"""
    SELECT stream, {STOCK_FOLD_COLUMNS}
    FROM event_store
    WHERE event_type IN ('stock.opened', 'stock.moved', 'stock.adjusted')
    GROUP BY stream
"""  # noqa: S608  our constants  # nosec B608
