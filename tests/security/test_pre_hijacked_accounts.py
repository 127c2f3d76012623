"""An account that a stranger opened with somebody else's address, before its owner came."""

import re
from dataclasses import dataclass, replace
from secrets import randbits
from uuid import uuid4

import pytest
from business_hexagon.application.commands.chats.link_chat import LinkChatCommand
from business_hexagon.application.errors import NotFound
from business_hexagon.application.queries.chats.identify_chat import IdentifyChatQuery

from tests.fixtures.chats_in_hand import ChatsInHand, update_claim
from tests.security.person import PASSWORD, Person
from tests.security.program import Program
from tests.security.stage import Stage

_CONFIRM = "/auth/email_verifications/confirm"
_OWNERS = "eleven brave newts 19 hum"


@dataclass(frozen=True)
class Hijack:
    """The account, its opener who knows a password, and its owner who reads the mail.

    Attributes:
        stage: The running platform.
        opener: Who registered the address, and is logged in.
        owner: Who never did.
    """

    stage: Stage
    opener: Person
    owner: Person

    async def token(self, address: str, about: str) -> str:
        """What the reader of an address was mailed."""
        mail = await self.stage.shared.mailbox.mail_to(address, about)
        found = re.search(r"[0-9a-f]{32}\.[\w-]{43}", mail.body)
        assert found is not None, mail
        return found.group()

    async def is_confirmed(self) -> bool:
        """Whether the address counts as proven."""
        reader = self.stage.caller("bot_service", "db_postgres_service")
        row = await reader.get(f"/users/{self.opener.user_id}")
        assert row.status == 200, row
        return row.json["email_verified_at"] is not None

    async def reset(self) -> None:
        """The owner takes the account over."""
        await self.owner.post("/auth/password_resets", {"email": self.owner.email})
        token = await self.token(self.owner.email, "another password")
        chosen = {"token": token, "password": _OWNERS}
        assert (await self.owner.post("/auth/password_resets/confirm", chosen)).status == 204


@pytest.fixture
def hijack(stage: Stage, customer: Person, guest: Person) -> Hijack:
    """`customer` plays the stranger; the address is the guest's in truth."""
    return Hijack(stage, customer, replace(guest, email=customer.email))


async def test_the_owners_click_does_not_confirm_a_strangers_account(hijack: Hijack) -> None:
    """Whatever he types: he would confirm an account whose password somebody else knows."""
    token = await hijack.token(hijack.owner.email, "confirm")
    for body in ({"token": token}, {"token": token, "password": _OWNERS}):
        refused = await hijack.owner.post(_CONFIRM, body)
        assert refused.status in {401, 422}, refused
        page = await hijack.owner.form("/auth/email_verifications/page", body)
        assert page.status == 401, page
    assert not await hijack.is_confirmed()
    # Control: for whoever opened it and reads the mail the same token works.
    here = hijack.owner.elsewhere()
    assert (await here.post(_CONFIRM, {"token": token, "password": PASSWORD})).status == 204
    assert await hijack.is_confirmed()


async def test_the_owners_click_gives_his_address_to_no_account_that_there_is(
    hijack: Hijack,
) -> None:
    """The same by another door: a stranger asks to change his own address to somebody else's."""
    victim = replace(hijack.owner, email=f"victim_{uuid4().hex}@example.com")
    wish = {"email": victim.email, "current_password": PASSWORD}
    assert (await hijack.opener.patch("/me", wish)).status == 200
    token = await hijack.token(victim.email, "confirm")
    refused = await victim.post(_CONFIRM, {"token": token, "password": _OWNERS})
    assert (refused.status, refused.code) == (401, "wrong_credentials")
    assert (await hijack.opener.get("/me")).text("email") == hijack.opener.email
    # Control: who reads both mails changes his address.
    assert (await victim.post(_CONFIRM, {"token": token, "password": PASSWORD})).status == 204
    assert await hijack.is_confirmed()


async def test_nothing_of_the_strangers_survives_the_owners_reset(
    hijack: Hijack, program: Program, bot: ChatsInHand
) -> None:
    """Password, sessions, codes, chats, mails on their way; each of them worked before."""
    opener, mine = hijack.opener, f"mallory_{uuid4().hex}@example.com"
    chat_id = randbits(51)
    chat_code = (await opener.post("/me/chat_link_codes")).text("code")
    await bot.link.execute(LinkChatCommand(chat_id, chat_code, update_claim()))
    late_chat_code = (await opener.post("/me/chat_link_codes")).text("code")
    assert (await opener.patch("/me", {"email": mine, "current_password": PASSWORD})).status == 200
    change = await hijack.token(mine, "confirm")
    verification = await hijack.token(hijack.owner.email, "confirm")
    # Control: the stranger holds a chat, sessions of two kinds, and could have another by code.
    assert not (await bot.identify.execute(IdentifyChatQuery(chat_id))).actor.is_guest
    other = opener.with_tokens(await program.exchange(await program.code(opener)))
    for session in (opener, other):
        assert (await session.get("/me")).status == 200
    code = await program.code(opener)

    await hijack.reset()

    assert await hijack.is_confirmed()
    for session in (opener, other):
        await session.is_out_within_seconds()
    refresh = {"grant_type": "refresh_token", "refresh_token": opener.refresh_token}
    assert (await opener.with_token(None).elsewhere().form("/auth/token", refresh)).status == 400
    assert (await program.exchange(code)).status == 400
    assert (await bot.identify.execute(IdentifyChatQuery(chat_id))).actor.is_guest
    with pytest.raises(NotFound):
        await bot.link.execute(LinkChatCommand(chat_id, late_chat_code, update_claim()))
    for token in (change, verification):
        for password in (PASSWORD, _OWNERS):
            proof = {"token": token, "password": password}
            refused = await hijack.owner.elsewhere().post(_CONFIRM, proof)
            assert (refused.status, refused.code) == (422, "invalid_one_time_token")
    old = {"email": opener.email, "password": PASSWORD}
    assert (await hijack.owner.elsewhere().post("/auth/log_in", old)).status == 401
    owner = await replace(hijack.owner, password=_OWNERS).log_in()
    assert (await owner.get("/me")).text("email") == hijack.owner.email


async def test_refused_mailed_tokens_are_in_the_audit_as_far_as_the_limit_goes(
    hijack: Hijack, admin: Person
) -> None:
    """Whoever guesses is seen; whoever goes on guessing does not fill the audit."""
    agent = f"guesser/{uuid4().hex}"
    header = [("User-Agent", agent)]
    wrong = {"token": f"{uuid4().hex}.{'x' * 43}", "password": _OWNERS}
    statuses = []
    for path in (_CONFIRM, "/auth/password_resets/confirm"):
        statuses += [(await hijack.owner.post(path, wrong, header)).status for _ in range(10)]
    assert set(statuses) == {422, 429}
    found = await admin.get("/security_acts?sort=-created_at&limit=100")
    assert found.status == 200, found
    acts = [one["act"] for one in found.items if one["user_agent"] == agent]
    assert len(acts) == statuses.count(422)
    assert set(acts) <= {"email_verified", "password_reset"}
