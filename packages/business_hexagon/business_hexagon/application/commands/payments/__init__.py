"""Record what a payment gateway reports."""
