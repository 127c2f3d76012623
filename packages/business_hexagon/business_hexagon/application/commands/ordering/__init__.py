"""Place, cancel and refund orders."""
