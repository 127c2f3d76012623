-- The same small shop for every monolith: one transaction places an order, takes stock and writes
-- an outbox row, as each of them would without Quintet.
CREATE TABLE IF NOT EXISTS products (
    id uuid PRIMARY KEY,
    sku varchar(64) NOT NULL UNIQUE,
    name varchar(255) NOT NULL,
    description text NOT NULL DEFAULT '',
    unit_price numeric(14, 4) NOT NULL,
    currency char(3) NOT NULL DEFAULT 'GBP',
    is_active boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    stock integer NOT NULL CHECK (stock >= 0)
);
CREATE TABLE IF NOT EXISTS orders (
    id uuid PRIMARY KEY,
    contact_email varchar(254),
    status varchar(16) NOT NULL,
    currency char(3) NOT NULL,
    total numeric(20, 4) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS order_lines (
    order_id uuid NOT NULL REFERENCES orders (id),
    line_no integer NOT NULL,
    product_id uuid NOT NULL REFERENCES products (id),
    quantity integer NOT NULL,
    unit_price numeric(14, 4) NOT NULL,
    amount numeric(20, 4) NOT NULL,
    PRIMARY KEY (order_id, line_no)
);
CREATE TABLE IF NOT EXISTS outbox (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_type varchar(64) NOT NULL,
    data jsonb NOT NULL
);
