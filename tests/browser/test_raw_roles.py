"""Who may add figures, and who is sent what of the register, by raw connection: no button is there to be hidden."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jsna.model.register.conversation import Heard, OwnWords
from jsna.model.register.person import OWN_MACHINE, Person, Role
from jsna.model.register.response import Happened, Step
from jsna.register import access
from jsna.register.drafts import Drafts
from jsna.register.opening import open_register
from jsna.register.register import Register
from jsna.settings import Settings
from tests.browser.harness import PAGES, free_port, served
from tests.browser.raw import asked, page_of, xsrf
from tests.browser.signing_in import Deployment, cookies, deployment
from tests.register.making import MODERATOR, a_conversation, a_need, a_provision, a_response, an_idea

ANN = {"email": "ann@example.gov.uk"}
#: Groups and claims of somebody who comes → whether they may add figures.
PEOPLE = {
    "nobody": (None, {}, False),
    "no group": ((), {}, False),
    "contributor": (("needs-officers",), {}, True),
    "moderator": (("needs-moderators",), {}, True),
    "administrator": (("needs-administrators",), {}, True),
    "many groups": (("needs-officers", *(f"g{number}" for number in range(60))), {}, True),
    "for another application": (("needs-officers",), {"aud": ["another"]}, False),
    "nine hours ago": (("needs-officers",), {"iat": int(time.time()) - 9 * 3600}, False),
    "blocked": (("needs-officers",), {"email": "bo@example.gov.uk"}, False),
    "of another site": (("needs-officers",), {"origin": "http://evil.example"}, False),
}


#: Words that stand where only some may read them.
OPEN, HIDDEN, STAFF, PRIVATE, DRAFT = "Openword", "Hiddenword", "Staffword", "Privateword", "Draftword"
#: Lists of the register, by their keys of the address; each item has the identifier of its kind and what it is.
ITEMS = {
    "needs": "need",
    "ideas": "idea",
    "conversations": "conversation",
    "responses": "response",
    "provision": "entry",
}
LISTEN = [page.name for page in PAGES if page.section in ("listen", "board")]
ADDRESSES = [
    *((name, "") for name in LISTEN),
    *((page, f"{key}={page}-{which}") for page, key in ITEMS.items() for which in ("open", "hidden")),
    *((page, "ward=E05009888") for page in ("home", "area", "coverage")),
]


def record(register: Register) -> None:
    """Record one of each kind that is published and one that is not; both have names of staff and private words."""
    for which, word, published in (("open", OPEN, True), ("hidden", HIDDEN, False)):
        words = (OwnWords(words=PRIVATE, agreed=True),)
        talk = a_conversation(
            id=f"conversations-{which}", heard=(Heard(words=word),), own_words=words, ran_by=STAFF, published=published
        )
        need = a_need(id=f"needs-{which}", title=f"{word} need", published=published)
        idea = an_idea(need, id=f"ideas-{which}", title=f"{word} idea", published=published)
        steps = (Step(on=date(2026, 11, 1), what=Happened.PUBLISHED, reason="Agreed"),) if published else ()
        response = a_response(
            id=f"responses-{which}", heard=f"{word} response", drafted=STAFF, published=published, steps=steps
        )
        entry = a_provision(id=f"provision-{which}", name=f"{word} provision", published=published)
        register.save(Person(STAFF, MODERATOR.roles), talk, need, idea, response, entry, reason="Agreed")
    dee = Person("dee@example.gov.uk", frozenset({Role.CONTRIBUTOR}))
    Drafts(register).keep(dee, "k" * 32, "conversation", {"heard.0.words": DRAFT})


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """The app with a sign-in, served; Bo is blocked."""
    folder, port = tmp_path_factory.mktemp("roles"), free_port()
    made = deployment(folder, port)
    register = open_register(Settings(data=Path(), state=made.state))
    access.block(register, OWN_MACHINE, "bo@example.gov.uk", "has left")
    record(register)
    register.database.close()
    with served(folder / "server.log", environment=made.environment, port=port):
        yield made


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_and_uploads_are_for_those_who_may_add_figures(app: Deployment, who: str) -> None:
    groups, claims, may = PEOPLE[who]
    given = {} if groups is None else cookies(app.address, *groups, **(ANN | claims))
    token = xsrf(app.address)
    for name in ("add-data", "add-collection"):
        said, status = asked(page_of(app.address, given, token, name, upload=True))
        assert ("file_uploader {" in said, status) == (may, 204 if may else 403)
        assert ("To add figures and collections, sign in" in said) is not may


def test_a_signature_of_ones_own_gives_nothing(app: Deployment) -> None:
    forged = {name: value[:-2] + "AA" for name, value in cookies(app.address, "needs-officers").items()}
    said, status = asked(page_of(app.address, forged, xsrf(app.address), "add-data", upload=True))
    assert ("file_uploader {" in said, status) == (False, 403)


@pytest.mark.parametrize("who", ["nobody", "contributor", "moderator"])
def test_every_page_of_the_register_sends_what_the_role_may_read(app: Deployment, who: str) -> None:
    groups, claims, _ = PEOPLE[who]
    given = {} if groups is None else cookies(app.address, *groups, **(ANN | claims))
    working, token, seen = groups is not None, xsrf(app.address), set[str]()
    for name, query in ADDRESSES:
        said, _ = asked(page_of(app.address, given, token, name, query))
        found = {word for word in (OPEN, HIDDEN, STAFF, PRIVATE, DRAFT) if word in said}
        # A moderator reads private words only once they have asked for them.
        assert found <= ({OPEN, HIDDEN, STAFF} if working else {OPEN}), f"{name}?{query}"
        if query.endswith("-open"):
            assert OPEN in found, f"{name}?{query}"
        if query.endswith("-hidden"):
            assert (HIDDEN in found) is working, f"{name}?{query}"
        seen |= found
    assert seen == ({OPEN, HIDDEN, STAFF} if working else {OPEN})


@pytest.mark.parametrize("who", [who for who, (_, _, may) in PEOPLE.items() if not may and who != "nobody"])
def test_a_role_that_does_not_hold_reads_what_everybody_reads(app: Deployment, who: str) -> None:
    groups, claims, _ = PEOPLE[who]
    given = cookies(app.address, *(groups or ()), **(ANN | claims))
    said, _ = asked(page_of(app.address, given, xsrf(app.address), "conversations"))
    assert [word for word in (OPEN, HIDDEN, STAFF, PRIVATE) if word in said] == [OPEN]
