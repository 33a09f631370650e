"""A notebook reads what everybody may read, and changes nothing."""

import pytest

import jsna
from jsna.errors import JsnaError
from jsna.model.register.need import Need
from jsna.register.database import NotRecorded
from tests.register.making import MODERATOR, OFFICER, a_conversation, a_need

pytestmark = pytest.mark.parametrize("register", ["sqlite"], indirect=True)


def test_a_notebook_sees_what_is_published_and_nothing_else(register):
    (need,) = register.save(MODERATOR, a_need(published=True, owner="Ann"), reason="Agreed")
    register.save(OFFICER, a_need(title="not yet"), a_conversation())
    opened = jsna.open_register(register.database.state)
    needs = jsna.items(opened, "need")
    assert list(needs.index) == [need.id]
    assert needs.loc[need.id, "title"] == "Getting to the clinic"
    assert needs.loc[need.id, "places"][0]["code"] == "E05009888"
    empty = jsna.items(opened, "conversation")
    assert (len(empty), "held_on" in empty) == (0, True)
    opened.database.close()


def test_a_notebook_changes_nothing_whoever_it_says_it_is(register):
    register.save(OFFICER, a_need())
    before = {path.name for path in register.database.state.iterdir()}
    opened = jsna.open_register(register.database.state)
    with pytest.raises(NotRecorded, match="opened to be read"):
        opened.save(OFFICER, a_need())
    assert register.count(OFFICER, Need) == 1
    assert {path.name for path in register.database.state.iterdir()} == before
    opened.database.close()


def test_where_there_is_no_register_none_is_made(register, tmp_path):
    with pytest.raises(NotRecorded, match="no register"):
        jsna.open_register(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_an_unknown_kind_is_refused_with_those_that_there_are(register):
    with pytest.raises(JsnaError, match="conversation, need"):
        jsna.items(register, "wish")
