"""Create the tables of ordering and payments."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables with their constraints and indexes."""
    op.create_table(
        "orders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("contact_email", sa.String(length=254), nullable=True),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("shipping_address", postgresql.JSONB(), nullable=False),
        sa.Column("payment_method", sa.String(length=64), nullable=False),
        sa.Column("total", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("charge_amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("refunded_amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("refunded_charge_amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("cancellation_reason", sa.String(length=255), nullable=True),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('pending', 'confirmed', 'completed', 'cancelled')",
            name="status",
        ),
        sa.CheckConstraint(
            "refunded_charge_amount <= charge_amount", name="refunded_charge_amount"
        ),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.PrimaryKeyConstraint("id", name="orders_pkey"),
    )
    op.create_index(
        "orders_channel_reference_key",
        "orders",
        ["channel", "reference"],
        unique=True,
        postgresql_where=sa.text("reference IS NOT NULL"),
    )
    op.create_index("orders_created_at_id_idx", "orders", ["created_at", "id"])
    op.create_index("orders_status_created_at_id_idx", "orders", ["status", "created_at", "id"])
    op.create_index("orders_user_id_created_at_id_idx", "orders", ["user_id", "created_at", "id"])
    op.create_table(
        "order_lines",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("description", sa.String(length=255), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.Column("amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("refunded_quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind <> 'product' OR product_id IS NOT NULL", name="product"),
        sa.CheckConstraint("kind IN ('product', 'fee', 'postage', 'discount')", name="kind"),
        sa.CheckConstraint("quantity >= 1", name="quantity"),
        sa.CheckConstraint(
            "refunded_quantity >= 0 AND refunded_quantity <= quantity",
            name="refunded_quantity",
        ),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="order_lines_order_id_fkey"),
        sa.PrimaryKeyConstraint("order_id", "line_no", name="order_lines_pkey"),
    )
    op.create_index(
        "order_lines_product_id_order_id_idx", "order_lines", ["product_id", "order_id"]
    )
    op.create_table(
        "refunds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=True),
        sa.Column("lines", postgresql.JSONB(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("charge_amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('requested', 'completed', 'failed')", name="status"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="refunds_order_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="refunds_pkey"),
    )
    op.create_index("refunds_order_id_id_idx", "refunds", ["order_id", "id"])
    op.create_index("refunds_status_id_idx", "refunds", ["status", "id"])
    op.create_table(
        "payments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("refunded_amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("gateway", sa.String(length=32), nullable=False),
        sa.Column("gateway_reference", sa.String(length=128), nullable=True),
        sa.Column("failure_reason", sa.String(length=255), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('pending', 'charged', 'failed', 'partially_refunded', 'refunded')",
            name="status",
        ),
        sa.CheckConstraint(
            "refunded_amount >= 0 AND refunded_amount <= amount",
            name="refunded_amount",
        ),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.PrimaryKeyConstraint("id", name="payments_pkey"),
        sa.UniqueConstraint("order_id", name="payments_order_id_key"),
    )
    op.create_index("payments_created_at_id_idx", "payments", ["created_at", "id"])
    op.create_index(
        "payments_gateway_reference_idx",
        "payments",
        ["gateway_reference"],
        postgresql_where=sa.text("gateway_reference IS NOT NULL"),
    )
    op.create_index("payments_status_id_idx", "payments", ["status", "id"])
    op.create_table(
        "sagas",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("cancellation_reason", sa.String(length=255), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "step IN ('reserving', 'charging', 'confirming', 'completed', 'compensating',"
            " 'compensated')",
            name="step",
        ),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.ForeignKeyConstraint(["id"], ["orders.id"], name="sagas_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="sagas_pkey"),
    )
    op.create_index("sagas_created_at_id_idx", "sagas", ["created_at", "id"])
    op.create_index(
        "sagas_running_deadline_at_idx",
        "sagas",
        ["deadline_at"],
        postgresql_where=sa.text("(step NOT IN ('completed', 'compensated'))"),
    )
    op.create_index("sagas_step_id_idx", "sagas", ["step", "id"])


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("sagas")
    op.drop_table("payments")
    op.drop_table("refunds")
    op.drop_table("order_lines")
    op.drop_table("orders")
