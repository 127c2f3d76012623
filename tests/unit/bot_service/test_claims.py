"""A claim is the same whenever the update comes again, and another for all else."""

from bot_service.interface.telegram.claims import update_claim

from tests.unit.telegram_runtime.telegram_stand_in import says


def test_is_the_same_when_the_update_comes_again() -> None:
    """So the use case happens once."""
    claim = update_claim(says("hello", 7, chat_id=5), "link_chat", "code")
    assert claim == update_claim(says("hello", 7, chat_id=5), "link_chat", "code")
    assert (claim.scope, claim.key) == ("chat/5/link_chat", "7")


def test_is_another_for_another_update_chat_use_case_or_payload() -> None:
    """Nobody's claim stands in the way of anything else."""
    update = says("hello", 7, chat_id=5)
    claims = {
        update_claim(update, "link_chat", "code"),
        update_claim(says("hello", 8, chat_id=5), "link_chat", "code"),
        update_claim(says("hello", 7, chat_id=6), "link_chat", "code"),
        update_claim(update, "unlink_chat", "code"),
        update_claim(update, "link_chat", "other"),
        update_claim(update, "link_chat", "co", "de"),
        update_claim(update, "link_chat"),
    }
    assert len(claims) == 7


def test_may_have_a_key_of_its_own() -> None:
    """One checkout becomes one order, however often it is confirmed."""
    first = update_claim(says("yes", 7), "place_order", key="checkout")
    assert first == update_claim(says("yes", 8), "place_order", key="checkout")


def test_fits_into_its_columns() -> None:
    """Whatever was written."""
    claim = update_claim(says("hello", 2**62, chat_id=-(2**62)), "use_case", "ä" * 9_000)
    assert len(claim.scope) <= 200
    assert len(claim.key) <= 200
    assert len(claim.request_hash) == 64
