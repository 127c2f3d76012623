"""What we call ourselves in tokens and towards OAuth's clients."""

from typing import NewType

Issuer = NewType("Issuer", str)
"""Claim `iss`: the address of the API, without a slash at its end."""
