"""What handlers are given, and what becomes of what they raise, through the whole chain."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiogram import Router
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramNetworkError
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import AnswerCallbackQuery, AnswerInlineQuery
from aiogram.types import (
    PollAnswer,
    TelegramObject,
    Update,
)
from bot_service.interface.telegram.dispatcher import build_dispatcher
from bot_service.interface.telegram.middlewares.errors_middleware import ErrorsMiddleware
from bot_service.interface.telegram.middlewares.identity_middleware import IdentityMiddleware
from bot_service.interface.telegram.session import ChatSession
from bot_service.interface.telegram.translations import Translations
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound, StorageUnavailable
from business_hexagon.application.ports.chats import ChatStanding, LinkedUser
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity, IdentifyChat
from business_hexagon.domain.errors import InvalidValue, PermissionDenied
from business_hexagon.domain.identity.role import Role
from telegram_runtime.handler_type import HandlerData
from telemetry.request_context import current_context

from tests.unit.bot_service.middlewares.frame_scene import (
    METHOD,
    USER_ID,
    Scene,
    Standings,
    a_container,
)
from tests.unit.bot_service.request_line import names_its_request, without_request
from tests.unit.telegram_runtime.telegram_stand_in import (
    CHAT_ID,
    asks_inline,
    presses,
    says,
)


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    """The frame alone."""
    monkeypatch.setattr(
        "bot_service.interface.telegram.dispatcher.build_routers", lambda: (Router(),)
    )
    standings = Standings()
    container = a_container(standings)
    yield Scene(await build_dispatcher(MemoryStorage(), container), standings)
    await container.close()


async def test_a_stranger_is_a_guest(scene: Scene) -> None:
    """Who speaks the language of his Telegram."""
    await scene.feed(says("hello", 7, language="de-AT"))
    given = scene.given
    assert isinstance(given["actor"], Actor)
    assert given["actor"].is_guest
    assert given["identity"] == ChatIdentity(given["actor"])
    assert given["language"] == "de"
    assert given["sentence"] == "Das finde ich nicht mehr."
    assert given["update_id"] == 7
    assert given["user_id"] is None
    assert scene.standings.asked == [CHAT_ID]


async def test_a_step_and_its_data_change_by_one_write(scene: Scene) -> None:
    """Aiogram's filters see the step that the session brings."""
    await scene.feed(says("tea", 1))
    await scene.feed(says("Main Street 1", 2))
    assert scene.given["address"] == "Main Street 1"
    session = scene.given["session"]
    assert isinstance(session, ChatSession)
    assert session.search == "tea"


async def test_what_belongs_to_nobody_is_a_guests(scene: Scene) -> None:
    """Nobody is asked who that might be."""
    answer = PollAnswer(poll_id="poll", option_ids=[0], option_persistent_ids=["a"])
    await scene.feed(Update(update_id=1, poll_answer=answer))
    assert scene.given["poll"] == "poll"
    assert scene.standings.asked == []


async def test_waits_while_nobody_knows_who_it_is(scene: Scene) -> None:
    """The update is tried again; nobody is told."""
    scene.standings.away = True
    with pytest.raises(StorageUnavailable):
        await scene.feed(says("hello"))
    assert scene.telegram.calls == []


async def test_tells_a_refusal_in_the_users_words(scene: Scene) -> None:
    """And language; the update is done."""
    scene.fails_with = NotFound("order", "1")
    await scene.feed(says("hello", language="de"))
    (answer,) = scene.telegram.sent
    short = str(scene.given["request_id"])[:8]
    assert answer.text == f"Das finde ich nicht mehr.\nAnfrage: {short}"
    (code,) = answer.entities or []
    assert (code.type, code.extract_from(answer.text)) == ("code", short)
    assert answer.chat_id == CHAT_ID


async def test_a_hint_names_no_request(scene: Scene) -> None:
    """Whoever mistyped something has nobody to ask about it."""
    scene.fails_with = InvalidValue("quantity", "not a number")
    await scene.feed(says("hello"))
    (answer,) = scene.telegram.sent
    assert answer.text == "I cannot take that. Please check what you wrote."
    assert answer.entities is None


async def test_a_refusal_that_cannot_be_told_now_is_told_later(scene: Scene) -> None:
    """Somebody waits for an answer; the update is tried again."""
    scene.fails_with = NotFound("order", "1")
    scene.telegram.errors.append(TelegramNetworkError(METHOD, "away"))
    with pytest.raises(TelegramNetworkError):
        await scene.feed(says("hello"))
    await scene.feed(says("hello"))
    (answer,) = scene.telegram.sent
    assert without_request([answer.text]) == ["I cannot find that any more."]


async def test_tells_by_an_alert_whoever_pressed_a_button(scene: Scene) -> None:
    """And writes nothing into the chat."""
    scene.fails_with = PermissionDenied("orders:refund")
    await scene.feed(presses("data"))
    (call,) = scene.telegram.calls
    assert isinstance(call, AnswerCallbackQuery)
    assert call.show_alert
    assert call.text is not None
    assert "may not" in call.text
    assert names_its_request(call.text)


async def test_answers_an_inline_query_with_nothing(scene: Scene) -> None:
    """There is no place for a sentence."""
    scene.fails_with = NotFound("product", "1")
    await scene.feed(asks_inline("tea"))
    (call,) = scene.telegram.calls
    assert isinstance(call, AnswerInlineQuery)
    assert call.results == []


async def test_apologises_once_for_a_bug_and_names_the_request(scene: Scene) -> None:
    """Delivery confirms the update: it would fail for ever."""
    scene.fails_with = ValueError("a bug")
    with pytest.raises(ValueError, match="a bug"):
        await scene.feed(says("hello"))
    (answer,) = scene.telegram.sent
    assert "went wrong on our side" in answer.text
    short = str(scene.given["request_id"])[:8]
    assert answer.text.endswith(f"name this request: {short}")
    assert [code.extract_from(answer.text) for code in answer.entities or []] == [short]


async def test_an_apology_that_cannot_be_sent_is_the_end_of_it(scene: Scene) -> None:
    """The bug is in the log."""
    scene.fails_with = ValueError("a bug")
    scene.telegram.errors.append(TelegramBadRequest(METHOD, "chat not found"))
    with pytest.raises(ValueError, match="a bug"):
        await scene.feed(says("hello"))
    assert scene.telegram.calls == []


async def test_whoever_has_blocked_the_bot_needs_no_answer(scene: Scene) -> None:
    """The update is done."""
    scene.fails_with = TelegramForbiddenError(METHOD, "bot was blocked by the user")
    await scene.feed(says("hello"))
    assert scene.telegram.calls == []


async def test_nobody_is_told_of_what_passes_by_itself(scene: Scene) -> None:
    """The update is tried again."""
    scene.fails_with = TelegramNetworkError(METHOD, "away")
    with pytest.raises(TelegramNetworkError):
        await scene.feed(says("hello"))
    assert scene.telegram.calls == []


async def test_handlers_take_their_use_cases_from_the_container(scene: Scene) -> None:
    """That of the process: nothing is made for each update."""
    scene.dispatcher.message.handlers.clear()
    scene.dispatcher.message.register(Scene.greet)
    await scene.feed(says("hello"))
    assert scene.telegram.sent[0].text == "greeted"


async def test_a_linked_chat_speaks_for_its_user_in_the_language_that_he_chose(
    scene: Scene,
) -> None:
    """Whatever his Telegram speaks; the log knows him."""
    user = LinkedUser(
        USER_ID,
        Role.CUSTOMER,
        is_active=True,
        sessions_valid_from=None,
        linked_at=datetime.now(UTC),
    )
    scene.standings.standing = ChatStanding(chat_id=CHAT_ID, language="de", user=user)
    await scene.feed(says("hello", language="en"))
    actor = scene.given["actor"]
    assert isinstance(actor, Actor)
    assert actor.user_id == USER_ID
    assert scene.given["language"] == "de"
    assert scene.given["user_id"] == str(USER_ID)
    assert current_context().user_id is None


async def test_the_middlewares_of_updates_leave_other_events_alone(scene: Scene) -> None:
    """They stand around updates; a message alone has nobody whom it could be told."""
    message = says("hello").message
    assert message is not None
    translations, standings = Translations(), Standings()

    async def fail(event: TelegramObject, data: HandlerData) -> object:
        assert (event, data) == (message, {})
        raise NotFound("order", "1")

    await ErrorsMiddleware(translations)(fail, message, {})
    with pytest.raises(NotFound):
        await IdentityMiddleware(IdentifyChat(standings), translations)(fail, message, {})
    assert standings.asked == []
    assert scene.telegram.calls == []
