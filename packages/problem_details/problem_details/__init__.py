"""RFC 9457 problem documents for every error, with stable codes."""
