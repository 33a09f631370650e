"""The same searches find the same on both databases, whatever is typed."""

import pytest

from jsna.model.register.conversation import Heard
from jsna.model.register.item import Place
from jsna.model.register.need import Need
from jsna.model.register.person import ANYBODY
from tests.register.making import OFFICER, a_conversation, a_need, an_idea

SUTTON = (Place(code="E05009902", vintage="2022"),)

TEXTS = {
    "cafe": "A step-free café by five o'clock",
    "bus": "The buses stop too early",
    "half": "50% of us cannot get there",
    "not": "Not one of the GPs speaks Polish or Łódź",
}
SEARCHES = {
    "cafe": ["cafe"], "CAFÉ": ["cafe"], "step-free": ["cafe"], "o'clock": ["cafe"], "five o'": ["cafe"],
    "bus": ["bus"], "buses": ["bus"], "early buses": ["bus"], "stop too": ["bus"], "bus early": [],
    "50%": ["half"], "50": ["half"], "cannot get": ["half"], '"cannot get': ["half"], "get (": ["half"],
    "not": ["not"], "polish OR": ["not"], "gps AND pol": [], "-early": ["bus"], "NEAR(bus": [], "Łódź": ["not"],
    "": [], "   ": [], "'": [], "*": [], "public:": [], "bus*": ["bus"], "\u00e9": ["bus"], "zebra": [],
}  # fmt: skip


@pytest.fixture
def filled(register):
    saved = register.save(OFFICER, *(a_need(title=text) for text in TEXTS.values()))
    register.named = {need.id: name for name, need in zip(TEXTS, saved, strict=True)}
    return register


def test_everyday_searches_find_what_is_expected(filled):
    found = {asked: [filled.named[need.id] for need in filled.search(OFFICER, asked)] for asked in SEARCHES}
    assert found == SEARCHES


def test_a_search_finds_the_parts_of_an_item_and_only_what_the_person_may_see(register):
    (talk,) = register.save(OFFICER, a_conversation(heard=(Heard(words="no ramp", theme="the door is a barrier"),)))
    assert [each.id for each in register.search(OFFICER, "barrier")] == [talk.id]
    assert register.search(OFFICER, "barrier", [Need]) == []
    assert register.search(ANYBODY, "barrier") == []


def test_a_changed_item_is_found_by_its_new_words_only(register):
    (need,) = register.save(OFFICER, a_need(title="taxis"))
    register.save(OFFICER, need.model_copy(update={"title": "trains"}))
    assert [len(register.search(OFFICER, asked)) for asked in ("taxis", "trains")] == [0, 1]


def test_one_of_the_words_is_enough_where_that_is_asked_for(filled):
    found = [filled.named[need.id] for need in filled.search(OFFICER, "buses caf zebra", any_word=True)]
    assert sorted(found) == ["bus", "cafe"]
    assert filled.search(OFFICER, "zebra", any_word=True) == []


def test_a_search_within_a_place_finds_what_is_there_only(register):
    here, there = register.save(OFFICER, a_need(title="taxis"), a_need(title="taxis", places=SUTTON))
    (idea,) = register.save(OFFICER, an_idea(there, title="taxis for all"))
    assert [each.id for each in register.search(OFFICER, "taxis", areas=["E05009888"])] == [here.id]
    assert {each.id for each in register.search(OFFICER, "taxis", areas=["E05009902"])} == {there.id, idea.id}
