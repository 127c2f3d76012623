"""BSON, typed without `Any`, and the codec that keeps money exact."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions, TypeCodec, TypeRegistry
from bson.decimal128 import Decimal128

type Bson = (
    bool
    | int
    | float
    | str
    | datetime
    | UUID
    | Decimal
    | Sequence[Bson]
    | Mapping[str, Bson]
    | None
)
type Document = dict[str, Bson]
type Pipeline = list[Document]


class _DecimalCodec(TypeCodec):
    """Stores `Decimal` as Decimal128 (34 digits) and gives `Decimal` back; never a float."""

    python_type = Decimal
    bson_type = Decimal128

    def transform_python(self, value: Decimal) -> Decimal128:
        return Decimal128(value)

    def transform_bson(self, value: Decimal128) -> Decimal:
        return value.to_decimal()


CODEC_OPTIONS: Final[CodecOptions[Document]] = CodecOptions(
    document_class=dict,
    tz_aware=True,
    tzinfo=UTC,
    uuid_representation=UuidRepresentation.STANDARD,
    type_registry=TypeRegistry([_DecimalCodec()]),
)
"""How this service writes and reads BSON: aware UTC times, native UUIDs, exact decimals."""
