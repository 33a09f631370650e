"""Who may do what: every function that takes a person, by every role, on published and unpublished items."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

import jsna.register
from jsna.errors import NotAllowed
from jsna.model.register.conversation import Conversation, OwnWords
from jsna.model.register.person import ANYBODY, LASTS, LASTS_FOR_PRIVATE, RIGHTS, Person, Right, Role
from jsna.model.register.report import About, Report
from jsna.register import access, backup, handling, history, quoting, receipts, retiring, taking_in, telling, waiting
from jsna.register.drafts import Drafts
from jsna.register.register import NotHere, Wanted
from jsna.register.rules import Refused
from tests.register.making import (
    ADMINISTRATOR,
    KEEP,
    MODERATOR,
    OFFICER,
    a_conversation,
    a_need,
    a_provision,
    a_report,
)

SECRET, STAFF = "what Mrs Hall said", "Ann the officer"
#: Those who come: nobody in particular, somebody with no role, each role, and those whose access has ended.
PEOPLE = {
    "anybody": ANYBODY,
    "viewer": Person("vi@x.uk"),
    "contributor": OFFICER,
    "moderator": MODERATOR,
    "administrator": ADMINISTRATOR,
    "blocked": Person("Bo", frozenset(Role)),
}


@dataclass(frozen=True)
class Call:
    """A function of the service.

    Attributes:
        right: what somebody must have.
        call: calls it with a register, a person and a conversation.
        of_unpublished: whether what is not published needs READ_ALL, and otherwise reads as if it were not here.
    """

    right: Right
    call: Callable[[Any, Person, Conversation], Any]
    of_unpublished: bool = False


def known_by(register: Any) -> tuple[str, str]:
    """The reference and words of a new report."""
    receipt = telling.tell(register, ANYBODY, a_report(), KEEP)
    return receipt.reference, receipt.words


def told(register: Any, about: About = About.HARM) -> Report:
    reference = telling.tell(register, ANYBODY, a_report(about=about), KEEP).reference
    return register.find(MODERATOR, Report, Wanted(equals=(("reference", reference),)))[0]


LIST = (a_provision(source="list", source_id="1"),)


def entered(within: Any) -> None:
    with within:
        pass


CALLS = {
    "register.Register.get": Call(Right.READ, lambda r, p, c: r.get(p, Conversation, c.id), True),
    "register.Register.changes": Call(Right.READ, lambda r, p, c: r.changes(p, Conversation, c.id), True),
    "register.Register.version": Call(Right.READ, lambda r, p, c: r.version(p, Conversation, c.id, c.version), True),
    "register.Register.find": Call(Right.READ, lambda r, p, _: r.find(p, Conversation)),
    "register.Register.outlines": Call(Right.READ, lambda r, p, _: r.outlines(p, Wanted())),
    "register.Register.count": Call(Right.READ, lambda r, p, _: r.count(p, Conversation)),
    "register.Register.search": Call(Right.READ, lambda r, p, _: r.search(p, "buses")),
    "register.Register.read_private": Call(Right.READ_PRIVATE, lambda r, p, c: r.read_private(p, Conversation, c.id)),
    "register.Register.save": Call(Right.WRITE, lambda r, p, _: r.save(p, a_need())),
    "register.Register.erase": Call(Right.ERASE, lambda r, p, c: r.erase(p, Conversation, c.id, "asked for")),
    "access.block": Call(Right.MANAGE, lambda r, p, _: access.block(r, p, "someone", "left")),
    "access.unblock": Call(Right.MANAGE, lambda r, p, _: access.unblock(r, p, "Bo", "is back")),
    "access.blocked": Call(Right.MANAGE, lambda r, p, _: access.blocked(r, p)),
    "register.Register.reached": Call(Right.READ_ALL, lambda r, p, _: r.reached(p, None, "sex", None)),
    "register.Register.first_year": Call(Right.READ_ALL, lambda r, p, _: r.first_year(p, None)),
    "register.Register.reading": Call(Right.READ_ALL, lambda r, p, _: entered(r.reading(p, Right.READ_ALL))),
    "register.Register.writing": Call(Right.WRITE, lambda r, p, _: entered(r.writing(p, Right.WRITE))),
    "register.Register.require": Call(Right.PUBLISH, lambda r, p, _: r.require(p, Right.PUBLISH)),
    "register.Register.beyond_reach": Call(Right.ERASE, lambda r, p, _: r.beyond_reach(p)),
    "register.Register.note_export": Call(Right.MANAGE, lambda r, p, _: r.note_export(p, "everything")),
    "backup.back_up": Call(Right.MANAGE, lambda r, p, _: backup.back_up(r, p, Path(mkdtemp()) / "backup.zip")),
    "quoting.needs_quoting": Call(Right.READ, lambda r, p, _: quoting.needs_quoting(r, p, "visits")),
    "quoting.reports_quoting": Call(Right.READ_ALL, lambda r, p, _: quoting.reports_quoting(r, p, "visits")),
    "retiring.due": Call(Right.ERASE, lambda r, p, _: retiring.due(r, p)),
    "retiring.retire": Call(Right.ERASE, lambda r, p, _: retiring.retire(r, p)),
    "taking_in.take_in": Call(Right.WRITE, lambda r, p, _: taking_in.take_in(r, p, "list", LIST)),
    "telling.tell": Call(Right.TELL, lambda r, p, _: telling.tell(r, p, a_report(), KEEP)),
    "telling.follow": Call(Right.TELL, lambda r, p, _: telling.follow(r, p, *known_by(r))),
    "telling.add": Call(Right.TELL, lambda r, p, _: telling.add(r, p, *known_by(r), "more")),
    "telling.withdraw": Call(Right.TELL, lambda r, p, _: telling.withdraw(r, p, *known_by(r))),
    "handling.opened": Call(Right.READ_PRIVATE, lambda r, p, _: handling.opened(r, p, told(r).id)),
    "handling.pass_on": Call(Right.READ_PRIVATE, lambda r, p, _: handling.pass_on(r, p, told(r), "the clinic")),
    "handling.answer": Call(Right.READ_PRIVATE, lambda r, p, _: handling.answer(r, p, told(r), "It was so.")),
    "handling.give_theme": Call(Right.READ_PRIVATE, lambda r, p, _: handling.give_theme(r, p, told(r), "waiting")),
    "handling.note_conversation": Call(
        Right.READ_PRIVATE, lambda r, p, c: handling.note_conversation(r, p, told(r, About.FIGURE), c.id)
    ),
    "waiting.waiting": Call(Right.READ_PRIVATE, lambda r, p, _: waiting.waiting(r, p, 10)),
    "handling.told": Call(Right.READ_PRIVATE, lambda r, p, _: handling.told(r, p)),
    "drafts.Drafts.keep": Call(Right.WRITE, lambda r, p, _: Drafts(r).keep(p, p.name, "need", {})),
    "drafts.Drafts.get": Call(Right.WRITE, lambda r, p, _: Drafts(r).get(p, p.name)),
    "drafts.Drafts.find": Call(Right.WRITE, lambda r, p, _: Drafts(r).find(p)),
    "drafts.Drafts.was_saved": Call(Right.WRITE, lambda r, p, _: Drafts(r).was_saved(p, p.name)),
    "drafts.Drafts.drop": Call(Right.WRITE, lambda r, p, _: Drafts(r).drop(p, "no draft")),
}
#: Take a person, and are themselves what asks, or are called by what has asked.
INSIDE = {
    *(
        "rules.checked",
        "rules_of_responses.checked_response",
        "rules_of_publishing.published",
        "access.enter",
        "access.is_blocked",
        "access.current",
    ),
    *("access.may_see", "access.without_words", "taking_in.compared", "sample.load_sample", "wanted.chosen"),
    *("looking.seen", "looking.found", "looking.count", "looking.searched", "looking.earlier"),
    *("changing.save", "changing.saved_before"),
}


def functions_that_take_a_person() -> set[str]:
    found = set()
    for module in pkgutil.walk_packages(jsna.register.__path__, "jsna.register."):
        if ".migrations" in module.name:
            continue
        loaded = importlib.import_module(module.name)
        short = module.name.removeprefix("jsna.register.")
        for name, thing in vars(loaded).items():
            if name.startswith("_") or getattr(thing, "__module__", "") != module.name:
                continue
            methods = vars(thing).items() if inspect.isclass(thing) else [("", thing)]
            for method, function in methods:
                given = getattr(function, "__annotations__", {}) if inspect.isfunction(function) else {}
                if not method.startswith("_") and "Person" in [given[each] for each in given if each != "return"]:
                    found.add(".".join(filter(None, (short, name, method))))
    return found


@pytest.fixture
def quick_hash(monkeypatch):
    """Receipts are checked here by the hundred."""
    monkeypatch.setattr(receipts, "COST", 2)


@pytest.fixture
def talks(register):
    """A conversation that is published and one that is not, with names of staff and private words; Bo is blocked."""
    access.block(register, ADMINISTRATOR, "Bo", "has left")
    given = {"ran_by": STAFF, "people": 4, "own_words": (OwnWords(words=SECRET),)}
    return {opened: register.save(MODERATOR, a_conversation(published=opened, **given))[0] for opened in (True, False)}


def test_every_function_that_takes_a_person_is_in_the_table():
    assert functions_that_take_a_person() == set(CALLS) | INSIDE


def test_the_documented_table_is_the_one_that_is_applied(checkout: Path):
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in (checkout / "docs/register.md").read_text("utf-8").partition("## Roles")[2].splitlines()
        if line.startswith("|")
    ]
    roles = [Role(name) for name in rows[0][-4:]]
    written = {
        what: [role for role, cell in zip(roles, cells, strict=True) if cell == "yes"] for what, *cells in rows[2:]
    }
    applied = {
        line: [role for role in roles if all(right in RIGHTS[role] for right in rights)]
        for line, rights in {
            "read what is published": [Right.READ],
            "tell us something, and follow it": [Right.TELL],
            "read what is not, without private words": [Right.READ_ALL],
            "record and change": [Right.WRITE],
            "add figures and collections": [Right.ADD_FIGURES],
            "read private words": [Right.READ_PRIVATE],
            "publish what people said": [Right.PUBLISH],
            "erase private words": [Right.ERASE],
            "back up, restore, export everything, block people": [Right.MANAGE],
        }.items()
    }
    assert written == applied


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.usefixtures("quick_hash")
def test_each_role_may_do_what_the_table_says_and_nothing_else(register, talks, who):
    person = PEOPLE[who]
    for name, call in CALLS.items():
        for opened, talk in talks.items():
            stored = register.get(MODERATOR, Conversation, talk.id)
            if who == "blocked" or not person.may(call.right):
                expected: Any = NotAllowed
            elif call.of_unpublished and not opened and not person.may(Right.READ_ALL):
                expected = NotHere
            else:
                expected = None
            try:
                call.call(register, person, stored)
                met = None
            except (NotAllowed, NotHere) as refused:
                met = type(refused)
            assert met is expected, f"{name} by {who}, published: {opened}"
            access.block(register, ADMINISTRATOR, "Bo", "has left")


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "blocked"])
def test_each_role_reads_what_the_table_says_and_nothing_else(register, talks, who):
    person = PEOPLE[who]
    seen = 2 if person.may(Right.READ_ALL) else 1
    ways = [
        register.find(person, Conversation),
        register.search(person, "buses"),
        [register.get(person, Conversation, talks[True].id)],
        [register.version(person, Conversation, talks[True].id, 1)],
    ]
    assert (register.count(person, Conversation), len(ways[0]), len(ways[1])) == (seen, seen, seen)
    for found in ways:
        for item in found:
            assert (item.ran_by == STAFF, item.people == 4) == ((True, True) if seen == 2 else (False, False))
            assert [each.words for each in item.own_words] == [""]
    assert {each.who for each in register.changes(person, Conversation, talks[True].id)} == (
        {MODERATOR.name} if seen == 2 else {""}
    )


@pytest.mark.parametrize(
    "wanted", [Wanted(equals=(("ran_by", STAFF),)), Wanted(order="people"), Wanted(equals=(("organisation", ""),))]
)
def test_what_somebody_does_not_read_cannot_be_found_out_by_asking_for_it(register, talks, wanted):
    assert len(register.find(OFFICER, Conversation, wanted)) == 2
    for ask in (register.find, register.count):
        with pytest.raises(NotAllowed, match="looked up by what you may not read"):
            ask(ANYBODY, Conversation, wanted)


def test_a_version_from_before_it_was_published_is_not_for_everybody(register):
    (draft,) = register.save(OFFICER, a_need(words="a rumour about one family"))
    (opened,) = register.save(
        MODERATOR, draft.model_copy(update={"words": "careful words", "published": True}), reason="Agreed"
    )
    assert register.version(OFFICER, type(draft), draft.id, 1).words == "a rumour about one family"
    assert register.version(ANYBODY, type(draft), draft.id, opened.version).words == "careful words"
    with pytest.raises(NotHere):
        register.version(ANYBODY, type(draft), draft.id, 1)


def test_a_form_that_is_sent_twice_gives_nobody_more_than_they_read(register):
    talk = a_conversation(own_words=(OwnWords(words=SECRET),))
    register.save(MODERATOR, talk, once="form")
    (again,) = register.save(OFFICER, talk, once="form")
    assert again.own_words[0].words == ""


def test_only_a_moderator_publishes_what_people_said(register):
    (talk,) = register.save(OFFICER, a_conversation())
    for person in (OFFICER, ADMINISTRATOR):
        with pytest.raises(Refused, match="Only a moderator"):
            register.save(person, talk.model_copy(update={"published": True}))
    with pytest.raises(NotAllowed):
        register.save(OFFICER, talk, with_words=True)
    assert register.save(MODERATOR, talk.model_copy(update={"published": True}))[0].published


def test_a_sign_in_is_good_for_writing_longer_than_for_private_words(register, talks):
    person = replace(MODERATOR, signed_in_at=register.now())
    mine = talks[False].id
    register.read_private(person, Conversation, mine)
    register.now.move(LASTS_FOR_PRIVATE + timedelta(seconds=1))
    register.save(person, a_need())
    with pytest.raises(NotAllowed, match="read private words, sign in again"):
        register.read_private(person, Conversation, mine)
    register.now.move(LASTS - LASTS_FOR_PRIVATE)
    with pytest.raises(NotAllowed, match="sign in again"):
        register.save(person, a_need())
    with pytest.raises(NotHere):
        register.get(person, Conversation, mine)
    assert register.get(person, Conversation, talks[True].id).people is None


def test_a_sign_in_from_the_future_gives_nothing(register):
    with pytest.raises(NotAllowed):
        register.save(replace(OFFICER, signed_in_at=register.now() + timedelta(hours=1)), a_need())


def test_a_block_ends_access_at_once_by_either_name_and_stands_in_the_history(register, talks):
    person = replace(MODERATOR, name="Mo@Council.UK", subject="7f-A")
    for name in ("mo@council.uk", "7F-a"):
        register.save(person, a_need())
        access.block(register, ADMINISTRATOR, name, "left the council")
        for act in (
            lambda: register.save(person, a_need()),
            lambda: register.get(person, Conversation, talks[True].id),
        ):
            with pytest.raises(NotAllowed, match="has ended"):
                act()
        assert access.current(register, person) is None
        known = {each.person: each.because for each in access.blocked(register, ADMINISTRATOR)}
        assert known == {"bo": "has left", name.casefold(): "left the council"}
        access.unblock(register, ADMINISTRATOR, name.upper(), "is back")
    with register.database.reading() as connection:
        rows = history.changes(connection, "mo@council.uk")
        assert [(each.action, each.who, each.note) for each in rows] == [
            ("blocked", "Ada", "left the council"),
            ("unblocked", "Ada", "is back"),
        ]
        assert history.faults(connection) == []


@pytest.mark.parametrize(("whom", "because"), [("Ada", "why not"), ("", "why not"), ("Mo", " ")])
def test_nobody_blocks_themselves_or_without_a_name_and_a_reason(register, whom, because):
    with pytest.raises(NotAllowed):
        access.block(register, ADMINISTRATOR, whom, because)
    with pytest.raises(NotAllowed):
        access.unblock(register, ADMINISTRATOR, "nobody", "why not")
