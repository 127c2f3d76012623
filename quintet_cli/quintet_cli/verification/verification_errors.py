"""Why a verification could not be made."""


class SourceSilentError(Exception):
    """Something that holds state does not answer, so nothing can be said about it."""
