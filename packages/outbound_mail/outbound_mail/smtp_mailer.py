"""Sends mail through any SMTP server."""

from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib
from business_hexagon.application.errors import MailRejected, MailUnavailable
from business_hexagon.application.ports.mailer import MailMessage

_PERMANENT = 500
_PLAIN_PORT = 25
_TLS_PORT = 465


class SmtpMailer:
    """Implements `Mailer` with one connection for each message.

    Args:
        url: `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte.
            `smtp://` uses STARTTLS when the server offers it.
        sender: Address of the From header.
        timeout: Seconds for the whole conversation.
    """

    is_configured = True

    def __init__(self, url: str, sender: str, *, timeout: float = 10.0) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("SMTP_URL must look like smtp://user:password@host:port")
        self._host = parts.hostname
        self._use_tls = parts.scheme == "smtps"
        self._port = parts.port or (_TLS_PORT if self._use_tls else _PLAIN_PORT)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._sender = sender
        self._timeout = timeout

    async def send(self, message: MailMessage) -> None:
        """Hand a message to the server.

        Raises:
            MailRejected: The server refuses this message or its recipient for good.
            MailUnavailable: The server does not answer, defers the message, or does not accept
                us (a wrong password is mended and then the message goes out).
        """
        mail = EmailMessage()
        mail["From"] = self._sender
        mail["To"] = message.recipient
        mail["Subject"] = message.subject
        mail["Message-ID"] = f"<{message.message_id}@{self._sender.rpartition('@')[2]}>"
        mail.set_content(message.body)
        try:
            await aiosmtplib.send(
                mail,
                hostname=self._host,
                port=self._port,
                username=self._user,
                password=self._password,
                use_tls=self._use_tls,
                timeout=self._timeout,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = {refusal.code for refusal in error.recipients}
            raise _refusal(max(codes, default=_PERMANENT)) from error
        except aiosmtplib.SMTPDataError as error:
            raise _refusal(error.code) from error
        except aiosmtplib.SMTPNotSupported as error:
            raise MailRejected(reason="the server does not take such an address") from error
        except aiosmtplib.SMTPResponseException as error:
            raise MailUnavailable(reason=f"SMTP {error.code}") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailUnavailable(reason=type(error).__name__) from error


class NoMailer:
    """Stands in when no mail server is configured: notifications are recorded as skipped."""

    is_configured = False

    async def send(self, message: MailMessage) -> None:
        """Never called by a use case that asks `is_configured` first.

        Raises:
            MailUnavailable: Always.
        """
        raise MailUnavailable(reason=f"no mail server for {message.message_id}")


def _refusal(code: int) -> MailRejected | MailUnavailable:
    if code >= _PERMANENT:
        return MailRejected(reason=f"SMTP {code}")
    return MailUnavailable(reason=f"SMTP {code}")
