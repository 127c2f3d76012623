"""Linking a Telegram chat with an account: the API on one side, the bot's use cases opposite."""

from collections.abc import AsyncIterator
from secrets import randbits
from uuid import UUID, uuid4

import pytest
from business_hexagon.application.commands.chats.issue_chat_code import IssueChatCodeCommand
from business_hexagon.application.commands.chats.link_chat import LinkChatCommand
from business_hexagon.application.commands.chats.open_chat_account import OpenChatAccountCommand
from business_hexagon.application.commands.chats.unlink_chat import UnlinkChatCommand
from business_hexagon.application.errors import NotFound
from business_hexagon.application.queries.chats.find_chat_of_user import FindChatOfUserQuery
from business_hexagon.application.queries.chats.identify_chat import IdentifyChatQuery
from storage_contracts.json_value import Json

from tests.fixtures.chats_in_hand import ChatsInHand, chats_in_hand, update_claim
from tests.fixtures.service_identities import identity
from tests.integration.api_service.api_scene import PASSWORD, Api

pytestmark = pytest.mark.integration

CHATS = "/api/v1/me/chats"
MALFORMED: tuple[dict[str, Json], ...] = (
    {"code": ""},
    {"code": "x" * 65},
    {},
    {"code": 7},
    {"code": "x", "chat_id": 1},
)


@pytest.fixture(scope="module")
async def bot(db_postgres_service_url: str, redis_url: str) -> AsyncIterator[ChatsInHand]:
    """The bot's side."""
    async with chats_in_hand(db_postgres_service_url, redis_url, identity("bot_service")) as chats:
        yield chats


@pytest.fixture
def chat_id() -> int:
    """A chat that nobody knows."""
    return randbits(51)


async def user_of(bot: ChatsInHand, chat_id: int) -> UUID | None:
    """Whom the chat speaks for."""
    return (await bot.identify.execute(IdentifyChatQuery(chat_id))).actor.user_id


async def id_of(api: Api) -> UUID:
    """Who that is."""
    return UUID((await api.get("/api/v1/me")).text("id"))


async def code_from_api(api: Api) -> str:
    """A code to type in the chat."""
    answer = await api.post("/api/v1/me/chat_link_codes")
    assert answer.status == 201
    return answer.text("code")


async def test_a_code_from_the_api_links_one_chat_however_often_its_update_comes(
    guest: Api, bot: ChatsInHand, chat_id: int
) -> None:
    """And no other chat."""
    ada = await guest.register()
    command = LinkChatCommand(chat_id, await code_from_api(ada), update_claim())
    for _ in range(3):
        await bot.link.execute(command)
    assert await user_of(bot, chat_id) == await id_of(ada)
    address = await bot.find.execute(FindChatOfUserQuery(await id_of(ada)))
    assert address is not None
    assert address.chat_id == chat_id
    with pytest.raises(NotFound):
        await bot.link.execute(LinkChatCommand(chat_id + 1, command.code, update_claim()))
    assert await user_of(bot, chat_id + 1) is None


async def test_a_code_from_the_chat_links_whoever_gives_it_first(
    guest: Api, bot: ChatsInHand, chat_id: int
) -> None:
    """Repeated under its key too; whose chat it is, or was, nobody is told."""
    ada, eve = await guest.register(), await guest.register()
    code = await bot.issue.execute(IssueChatCodeCommand(chat_id))
    key = {"idempotency-key": uuid4().hex}
    for _ in range(2):
        answer = await ada.post(CHATS, {"code": code}, key)
        assert (answer.status, answer.response.body) == (204, b"")
    assert await user_of(bot, chat_id) == await id_of(ada)

    used = await eve.post(CHATS, {"code": code})
    wrong = await eve.post(CHATS, {"code": "a guess"})
    assert (used.status, used.code) == (wrong.status, wrong.code) == (404, "not_found")
    assert used.body["detail"] == wrong.body["detail"]
    assert await user_of(bot, chat_id) == await id_of(ada)


async def test_a_second_chat_takes_the_place_of_the_first(
    guest: Api, bot: ChatsInHand, chat_id: int
) -> None:
    """By whichever direction."""
    ada = await guest.register()
    await bot.link.execute(LinkChatCommand(chat_id, await code_from_api(ada)))
    code = await bot.issue.execute(IssueChatCodeCommand(chat_id + 1))
    assert (await ada.post(CHATS, {"code": code})).status == 204
    assert await user_of(bot, chat_id) is None
    assert await user_of(bot, chat_id + 1) == await id_of(ada)


async def test_who_lost_the_phone_unlinks_it(guest: Api, bot: ChatsInHand, chat_id: int) -> None:
    """Alone, or with everything else; nothing linked is no trouble."""
    email = await guest.new_account()
    ada = await guest.log_in(email, PASSWORD)
    await bot.link.execute(LinkChatCommand(chat_id, await code_from_api(ada)))
    for _ in range(2):
        assert (await ada.ask("DELETE", CHATS)).status == 204
    assert await user_of(bot, chat_id) is None

    await bot.link.execute(LinkChatCommand(chat_id, await code_from_api(ada)))
    assert await user_of(bot, chat_id) == await id_of(ada)
    assert (await ada.post("/api/v1/auth/log_out_everywhere")).status == 204
    assert await user_of(bot, chat_id) is None


async def test_guests_and_malformed_codes_are_refused(guest: Api) -> None:
    """Before anybody is asked."""
    for answer in (await guest.post(CHATS, {"code": "x"}), await guest.ask("DELETE", CHATS)):
        assert (answer.status, answer.code) == (401, "unauthenticated")
    ada = await guest.register()
    for body in MALFORMED:
        assert (await ada.post(CHATS, body)).status == 422, body


async def test_an_account_opened_in_a_chat_is_seen_and_closed_by_the_administrator(
    admin: Api, guest: Api, bot: ChatsInHand, chat_id: int
) -> None:
    """It has no address; nobody logs in to it; closed, it is not opened again."""
    command = OpenChatAccountCommand(chat_id=chat_id, name="Ada", idempotency=update_claim())
    user_id = await bot.open_account.execute(command)
    assert await bot.open_account.execute(command) == user_id
    assert await user_of(bot, chat_id) == user_id

    path = f"/api/v1/users/{user_id}"
    shown = await admin.get(path)
    assert (shown.status, shown.body["email"], shown.body["name"]) == (200, None, "Ada")
    for email in ("", "null", str(user_id)):
        answer = await guest.post("/api/v1/auth/log_in", {"email": email, "password": PASSWORD})
        assert answer.status in {401, 422}

    closed = await admin.ask("PATCH", path, {"is_active": False}, {"if-match": '"1"'})
    assert (closed.status, closed.body["email"]) == (200, None)
    assert await user_of(bot, chat_id) is None


async def test_linking_and_unlinking_are_in_the_audit(
    admin: Api, guest: Api, bot: ChatsInHand, chat_id: int
) -> None:
    """For the user; Telegram's number is not."""
    ada = await guest.register()
    await bot.link.execute(LinkChatCommand(chat_id, await code_from_api(ada)))
    await bot.unlink.execute(UnlinkChatCommand(chat_id))
    answer = await admin.get(f"/api/v1/security_acts?subject_id={await id_of(ada)}")
    acts = [row["act"] for row in answer.rows("items")]
    assert {"chat_linked", "chat_unlinked"} <= set(acts)
    assert str(chat_id).encode() not in answer.response.body
