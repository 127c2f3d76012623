"""Create the tables of identity and catalogue."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables with their constraints and indexes."""
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(length=512), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('customer', 'staff', 'admin')", name="role"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.PrimaryKeyConstraint("id", name="users_pkey"),
    )
    op.create_index("users_created_at_id_idx", "users", ["created_at", "id"])
    op.create_index(
        "users_lower_email_key", "users", [sa.literal_column("lower(email)")], unique=True
    )
    op.create_index("users_role_id_idx", "users", ["role", "id"])
    op.create_table(
        "products",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("description", sa.String(length=4000), nullable=False),
        sa.Column("unit_price", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("unit_price >= 0", name="unit_price"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.PrimaryKeyConstraint("id", name="products_pkey"),
        sa.UniqueConstraint("sku", name="products_sku_key"),
    )
    op.create_index("products_created_at_id_idx", "products", ["created_at", "id"])
    op.create_index("products_name_id_idx", "products", ["name", "id"])
    op.create_table(
        "stock",
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("opening", sa.BigInteger(), nullable=False),
        sa.Column("adjusted", sa.BigInteger(), nullable=False),
        sa.Column("free", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("sold", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("opening + adjusted = free + reserved + sold", name="balance"),
        sa.CheckConstraint(
            "opening >= 0 AND free >= 0 AND reserved >= 0 AND sold >= 0",
            name="not_negative",
        ),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="stock_product_id_fkey"),
        sa.PrimaryKeyConstraint("product_id", name="stock_pkey"),
    )
    op.create_index("stock_free_product_id_idx", "stock", ["free", "product_id"])
    op.create_table(
        "stock_reservations",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("restocked", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "restocked = 0 OR status = 'settled'",
            name="restocked_when_settled",
        ),
        sa.CheckConstraint("status IN ('reserved', 'settled', 'released')", name="status"),
        sa.CheckConstraint("quantity >= 1", name="quantity"),
        sa.CheckConstraint("restocked >= 0 AND restocked <= quantity", name="restocked"),
        sa.ForeignKeyConstraint(
            ["product_id"], ["stock.product_id"], name="stock_reservations_product_id_fkey"
        ),
        sa.PrimaryKeyConstraint("order_id", "product_id", name="stock_reservations_pkey"),
    )
    op.create_index("stock_reservations_product_id_idx", "stock_reservations", ["product_id"])


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("stock_reservations")
    op.drop_table("stock")
    op.drop_table("products")
    op.drop_table("users")
