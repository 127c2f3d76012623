"""Linking a chat to an account."""

import pytest
from business_hexagon.application.commands.identity.issue_chat_link_code import (
    IssueChatLinkCode,
    IssueChatLinkCodeCommand,
)
from business_hexagon.application.commands.identity.link_chat import LinkChat, LinkChatCommand
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.chat_links import ChatLink
from business_hexagon.domain.errors import PermissionDenied

from tests.fakes.in_memory_chat_links import InMemoryChatLinks
from tests.fakes.stepping_clock import SteppingClock
from tests.unit.business_hexagon.memory.people import ADA, ADA_ID, GUEST

CHAT = 77
CLOCK = SteppingClock()


async def test_a_code_links_the_chat_of_whoever_asked_for_it() -> None:
    """Both directions are known afterwards, and a code may be pasted with blanks around it."""
    links = InMemoryChatLinks()
    code = await IssueChatLinkCode(links, CLOCK).execute(IssueChatLinkCodeCommand(ADA))
    await LinkChat(links).execute(LinkChatCommand(CHAT, f" {code} "))
    assert await links.link_of(CHAT) == ChatLink(ADA_ID, CLOCK.now())
    assert await links.chat_of(ADA_ID) == CHAT


async def test_a_code_works_once() -> None:
    """Whoever finds a used code cannot take the account."""
    links = InMemoryChatLinks()
    code = await IssueChatLinkCode(links, CLOCK).execute(IssueChatLinkCodeCommand(ADA))
    await LinkChat(links).execute(LinkChatCommand(CHAT, code))
    with pytest.raises(NotFound):
        await LinkChat(links).execute(LinkChatCommand(CHAT + 1, code))
    assert await links.link_of(CHAT + 1) is None


async def test_a_guest_gets_no_code() -> None:
    """There is no account to link."""
    with pytest.raises(PermissionDenied):
        await IssueChatLinkCode(InMemoryChatLinks(), CLOCK).execute(IssueChatLinkCodeCommand(GUEST))


def test_a_code_does_not_show_in_representations() -> None:
    """Commands end up in logs."""
    assert "secret" not in repr(LinkChatCommand(CHAT, "secret"))
