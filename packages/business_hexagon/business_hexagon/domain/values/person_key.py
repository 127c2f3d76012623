"""A key that stands for a person without naming one."""

from hashlib import sha256
from uuid import UUID


def person_key(person: UUID | str) -> str:
    """Digest a user id or an address: the first 16 hexadecimal digits of its SHA-256.

    Args:
        person: the user's id, or for a guest the address; letter case does not matter.
    """
    return sha256(str(person).strip().lower().encode()).hexdigest()[:16]
