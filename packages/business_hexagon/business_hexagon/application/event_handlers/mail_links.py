"""Where links in mails lead."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailLinks:
    """Addresses of the pages on which people use a mailed token; the token is appended.

    Attributes:
        verify_email: the page that proves an address.
        reset_password: the page on which to choose another password.
    """

    verify_email: str
    reset_password: str
