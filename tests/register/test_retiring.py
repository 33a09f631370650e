"""What is past its date goes, and nothing else; it can be read before."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from jsna.register import history
from jsna.register.register import NotAllowed
from jsna.register.retiring import due, retire
from jsna.register.tables import DRAFT
from tests.register.making import ADMINISTRATOR, OFFICER


@pytest.fixture
def drafted(register):
    with register.database.writing() as connection:
        for days in (1, 2, 3):
            now, ends = register.now(), register.now() + timedelta(days=days)
            row = {"key": f"d{days}", "person": "Ann", "kind": "need", "content": "x", "changed_at": now}
            connection.execute(DRAFT.insert().values(**row, ends_at=ends))
    return register


def left(register):
    with register.database.reading() as connection:
        return sorted(connection.scalars(sa.select(DRAFT.c.key)))


def test_drafts_go_when_they_end_and_not_before(drafted):
    assert (due(drafted, ADMINISTRATOR), retire(drafted, ADMINISTRATOR)) == ([], [])
    drafted.now.move(timedelta(days=2))
    assert [each.key for each in due(drafted, ADMINISTRATOR)] == ["d1", "d2"]
    assert left(drafted) == ["d1", "d2", "d3"]
    assert [each.key for each in retire(drafted, ADMINISTRATOR)] == ["d1", "d2"]
    assert left(drafted) == ["d3"]
    with drafted.database.reading() as connection:
        assert [note["number"] for note in history.notes(connection, history.RETIRED)] == [2]


def test_one_run_has_a_limit_and_a_clock_that_went_back_deletes_nothing(drafted):
    drafted.now.move(timedelta(days=9))
    assert [each.key for each in retire(drafted, ADMINISTRATOR, most=1)] == ["d1"]
    drafted.now.move(timedelta(days=-9))
    assert retire(drafted, ADMINISTRATOR) == []
    assert left(drafted) == ["d2", "d3"]


def test_only_people_who_may_erase_retire(drafted):
    drafted.now.move(timedelta(days=9))
    for attempt in (due, retire):
        with pytest.raises(NotAllowed):
            attempt(drafted, OFFICER)
    assert len(left(drafted)) == 3
