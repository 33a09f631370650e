"""Needs and ideas are published by a moderator, with a reason; what everybody reads is what a moderator has read."""

from __future__ import annotations

import pytest

from jsna.model.register.idea import Idea, Override, Stage
from jsna.model.register.item import Group
from jsna.model.register.need import Explanation, Need, Rival
from jsna.model.register.person import ANYBODY
from jsna.register.rules import Refused
from tests.register.making import ADMINISTRATOR, MODERATOR, OFFICER, a_need, an_idea


def changed(register, person, item, reason="", **fields):
    (saved,) = register.save(person, item.model_copy(update=fields), reason=reason)
    return saved


@pytest.fixture
def need(register):
    (saved,) = register.save(OFFICER, a_need())
    return saved


@pytest.fixture
def idea(register, need):
    (saved,) = register.save(OFFICER, an_idea(need))
    return saved


@pytest.mark.parametrize("kind", ["need", "idea"])
def test_only_a_moderator_publishes_with_a_reason_that_the_history_keeps(register, request, kind):
    item = request.getfixturevalue(kind)
    for person in (OFFICER, ADMINISTRATOR):
        with pytest.raises(Refused, match="Only a moderator publishes"):
            changed(register, person, item, "Agreed", published=True)
    with pytest.raises(Refused, match="Say why"):
        changed(register, MODERATOR, item, published=True)
    shown = changed(register, MODERATOR, item, "Agreed by the board", published=True)
    last = register.changes(MODERATOR, type(item), item.id)[-1]
    assert (last.who, last.note) == (MODERATOR.name, "Agreed by the board")
    with pytest.raises(Refused, match="or takes it back"):
        changed(register, OFFICER, shown, "By mistake", published=False)
    changed(register, MODERATOR, shown, "A name stood in it", published=False)
    assert register.find(ANYBODY, type(item)) == []


def test_a_new_need_is_not_published_by_an_officer(register):
    with pytest.raises(Refused, match="Only a moderator"):
        register.save(OFFICER, a_need(published=True), reason="Agreed")


@pytest.mark.parametrize(
    "fields", [{"words": "Joan said so"}, {"explanations": (Explanation(kind=Rival.BARRIER, evidence_for="Joan"),)}]
)
def test_words_that_an_officer_changes_hide_a_need_until_a_moderator_reads_it_again(register, need, fields):
    need = changed(register, MODERATOR, need, "Agreed", published=True)
    need = changed(register, OFFICER, need, groups=(Group(characteristic="age"),))
    assert need.published
    need = changed(register, OFFICER, need, **fields)
    assert not need.published
    assert changed(register, MODERATOR, need, "Read again", published=True).published


def test_a_refusal_of_an_idea_is_not_shown_before_a_moderator_has_read_it(register, idea):
    idea = changed(register, MODERATOR, idea, "Agreed", published=True)
    assert not changed(register, OFFICER, idea, stage=Stage.DROPPED, because="No money").published


def test_an_idea_that_was_let_pass_stays_in_sight_of_everybody(register, idea):
    override = Override(name="Ann Reed", reason="The grant ends in March, they say.", at=register.now())
    passed = changed(register, OFFICER, idea, stage=Stage.PLANNED, overrides=(override,))
    assert passed.published
    with pytest.raises(Refused, match="stays published"):
        changed(register, MODERATOR, passed, "Agreed", published=False)
    with pytest.raises(Refused, match="Only a moderator changes or drops it"):
        changed(register, OFFICER, passed, words="Nothing to see")
    assert changed(register, OFFICER, passed, stage=Stage.TRIED).published
    assert [each.id for each in register.find(ANYBODY, Idea)] == [idea.id]
    assert register.find(ANYBODY, Need) == []
