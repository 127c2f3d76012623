"""What cannot be generated, and why."""

__all__ = ["CannotGenerate"]


class CannotGenerate(Exception):
    """The message is for a person: what is in the way, and what to do about it.

    Nothing was written when this is raised.
    """
