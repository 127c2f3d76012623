"""Mail through a real SMTP server in this process."""

import asyncio
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from business_hexagon.application.errors import MailRejected, MailUnavailable
from business_hexagon.application.ports.mailer import MailMessage
from outbound_mail.smtp_mailer import NoMailer, SmtpMailer

MESSAGE = MailMessage(
    message_id="1f0c7a52-55f2-6d10-b1a9-0242ac120002",
    recipient="ada@example.com",
    subject="Your order is complete: £6.78",
    body="Hello,\n\nyour order is paid: £6.78.\n",
)


@dataclass
class Mailbox:
    """What the server does with mail.

    Attributes:
        mails: What was delivered.
        recipient_answer: Answer to each recipient; empty accepts.
        data_answer: Answer to each message.
    """

    mails: list[Envelope] = field(default_factory=list)
    recipient_answer: str = ""
    data_answer: str = "250 OK"

    async def handle_RCPT(  # noqa: N802  the server's own naming and calling
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept a recipient, or not."""
        del server, session, options
        if self.recipient_answer:
            return self.recipient_answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  the server's own naming
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a message, or not."""
        del server, session
        if self.data_answer.startswith("250"):
            self.mails.append(envelope)
        return self.data_answer


@asynccontextmanager
async def serving(mailbox: Mailbox, password: str | None = None) -> AsyncIterator[int]:
    """Serve SMTP on a free port."""

    def authenticate(*arguments: object) -> AuthResult:
        login = arguments[-1]
        known = isinstance(login, LoginPassword) and login.password == (password or "").encode()
        return AuthResult(success=known, handled=known)

    def protocol() -> SMTP:
        with warnings.catch_warnings(action="ignore"):  # passwords without TLS, on purpose
            return SMTP(
                mailbox,
                hostname="test",
                authenticator=authenticate,
                auth_require_tls=False,
                auth_required=password is not None,
            )

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


def mailer(port: int, login: str = "") -> SmtpMailer:
    """A mailer of that server."""
    return SmtpMailer(f"smtp://{login}127.0.0.1:{port}", "quintet@example.com", timeout=30.0)


async def test_delivers_text_with_an_identity_that_survives_repetition() -> None:
    """The Message-ID is the event's: a receiver sees that two are one."""
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        await mailer(port).send(MESSAGE)
    (mail,) = mailbox.mails
    assert mail.rcpt_tos == ["ada@example.com"]
    assert mail.mail_from == "quintet@example.com"
    assert isinstance(mail.content, bytes)
    assert b"Message-ID: <1f0c7a52-55f2-6d10-b1a9-0242ac120002@example.com>" in mail.content


@pytest.mark.parametrize("answer", ["550 No such mailbox", "553 Not like this"])
async def test_a_recipient_that_is_refused_for_good_is_rejected(answer: str) -> None:
    """It would not be better tomorrow."""
    async with serving(Mailbox(recipient_answer=answer)) as port:
        with pytest.raises(MailRejected, match=answer[:3]):
            await mailer(port).send(MESSAGE)


async def test_a_message_that_is_refused_for_good_is_rejected() -> None:
    """Such as spam."""
    async with serving(Mailbox(data_answer="554 We do not like it")) as port:
        with pytest.raises(MailRejected, match="554"):
            await mailer(port).send(MESSAGE)


@pytest.mark.parametrize(
    "mailbox",
    [Mailbox(recipient_answer="451 Come again"), Mailbox(data_answer="452 Disk full")],
)
async def test_a_deferred_message_is_tried_again(mailbox: Mailbox) -> None:
    """Grey listing and full disks pass."""
    async with serving(mailbox) as port:
        with pytest.raises(MailUnavailable):
            await mailer(port).send(MESSAGE)


async def test_logs_in() -> None:
    """User and password stand in the address, quoted."""
    mailbox = Mailbox()
    async with serving(mailbox, password="p@ss") as port:
        await mailer(port, "quintet:p%40ss@").send(MESSAGE)
    assert len(mailbox.mails) == 1


async def test_a_wrong_password_is_our_fault_and_not_the_messages() -> None:
    """It goes out when somebody has mended the setting."""
    async with serving(Mailbox(), password="right") as port:
        with pytest.raises(MailUnavailable):
            await mailer(port, "quintet:wrong@").send(MESSAGE)


async def test_a_server_that_is_not_there_is_waited_for() -> None:
    """Nothing was sent."""
    with pytest.raises(MailUnavailable):
        await mailer(1).send(MESSAGE)


async def test_a_server_that_says_nothing_is_waited_for() -> None:
    """The conversation has one deadline."""
    connections = set[asyncio.Transport]()

    class Silent(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            connections.add(transport)

    server = await asyncio.get_running_loop().create_server(Silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(MailUnavailable):
        await SmtpMailer(f"smtp://127.0.0.1:{port}", "q@example.com", timeout=0.2).send(MESSAGE)
    server.close()
    for connection in connections:
        connection.close()
    await server.wait_closed()


@pytest.mark.parametrize("url", ["", "localhost:25", "http://localhost", "smtp://"])
def test_refuses_an_address_of_another_kind(url: str) -> None:
    """The process does not start with it; its password is not repeated."""
    with pytest.raises(ValueError, match="SMTP_URL"):
        SmtpMailer(url, "quintet@example.com")


async def test_without_a_server_nothing_is_sent() -> None:
    """Use cases ask first and record mails as skipped."""
    assert not NoMailer().is_configured
    with pytest.raises(MailUnavailable):
        await NoMailer().send(MESSAGE)
