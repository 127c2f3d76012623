"""Replays a real shop's invoices through the public API and accounts for every row.

Read in this order: `shop_file` (rows), `classification` (what a row means), `refund_matching`
(which sale a cancellation gives back), `replay_plan` (the requests), `replay_run` (sending them),
`reconciliation` (rows and pounds in = rows and pounds out). The mapping is explained in
`docs/guides/replay_of_a_real_shop.md`.
"""
