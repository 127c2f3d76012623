"""The cheap hop: a minimal keep-alive HTTP client on httptools."""
