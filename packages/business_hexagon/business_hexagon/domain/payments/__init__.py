"""Payments: the money taken for an order and the money returned."""
