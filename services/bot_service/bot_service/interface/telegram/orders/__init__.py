"""What somebody ordered: lists, live status, second thoughts."""
