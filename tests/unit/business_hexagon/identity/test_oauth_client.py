"""The aggregate of a program that asks for tokens."""

from uuid import UUID

import pytest
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.oauth_client import MOST_REDIRECTS, OAuthClient
from business_hexagon.domain.identity.scope import Scope

ID = UUID(int=5)


def created(
    client_id: str = "web_shop",
    *,
    name: str = "Web shop",
    secret_hash: str | None = "a",  # noqa: S107  a hash of nothing
    redirect_uris: tuple[str, ...] = ("https://shop.example.com/",),
) -> OAuthClient:
    """A new program."""
    return OAuthClient.create(
        oauth_client_id=ID,
        client_id=client_id,
        name=name,
        secret_hash=secret_hash,
        redirect_uris=redirect_uris,
        scopes=frozenset({Scope.ORDERS_READ}),
    )


@pytest.mark.parametrize(
    "client_id",
    [
        "",
        "Web_shop",
        "web-shop",
        "1_shop",
        "web__shop",
        "web_shop_",
        "web_shop\n",
        "web/../shop",
        "w" * 65,
        "quintet",
        "a" * 32,
        "ab12" * 8,
    ],
)
def test_refuses_identifiers_that_could_be_taken_for_something_else(client_id: str) -> None:
    """For another process, for ourselves, or for the id of a user."""
    with pytest.raises(InvalidValue) as refusal:
        created(client_id)
    assert refusal.value.field == "client_id"


def test_refuses_bad_names_and_addresses() -> None:
    """Each by the path of its field."""
    with pytest.raises(InvalidValue, match="name"):
        created(name=" ")
    with pytest.raises(InvalidValue, match=r"redirect_uris\.1"):
        created(redirect_uris=("https://shop.example.com/", "http://shop.example.com/"))
    with pytest.raises(InvalidValue, match="redirect_uris"):
        created(redirect_uris=("https://shop.example.com/",) * (MOST_REDIRECTS + 1))


def test_folding_its_events_gives_the_same_program_without_secrets() -> None:
    """Events hold everything else."""
    client = created()
    client.rotate_secret("b", keep_previous=True)
    client.deactivate()
    client.deactivate()
    folded = OAuthClient.from_events(client.pending)

    assert (folded.version, folded.is_active, folded.scopes) == (3, False, client.scopes)
    assert (folded.client_id, folded.name) == ("web_shop", "Web shop")
    assert (folded.is_confidential, folded.redirect_uris) == (True, client.redirect_uris)
    assert not folded.is_proven_by("")
    assert not folded.is_proven_by("a")


def test_restores_a_program_from_its_row() -> None:
    """With its secrets and its row's version."""
    client = OAuthClient.restore(
        oauth_client_id=ID,
        client_id="web_shop",
        name="Web shop",
        is_confidential=True,
        secret_hash="b",
        previous_secret_hash="a",
        redirect_uris=(),
        scopes=frozenset(),
        is_active=True,
        version=2,
    )
    assert client.is_proven_by("a")
    assert client.is_proven_by("b")
    client.rotate_secret("c", keep_previous=True)
    assert not client.is_proven_by("a")
    assert (client.loaded_version, client.version) == (2, 3)
