"""Places orders and tells the story of one, step by step, with its times.

`demo_shop` prepares a product, `order_watch` places an order and watches it to its end, `story`
gathers from all processes what happened to it and when.
"""
