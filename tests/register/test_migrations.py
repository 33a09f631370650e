"""The steps of the database lead to the tables that the program describes, and back."""

from datetime import date

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from jsna.model.register.response import Happened, Step
from jsna.register import history, migrating
from jsna.register.tables import METADATA
from tests.register.making import OFFICER, a_provision, a_response


def test_the_steps_make_the_tables_that_the_program_describes(register):
    with register.database.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": lambda _object, name, kind, *_: kind != "table" or not name.startswith("found")},
        )
        assert compare_metadata(context, METADATA) == []
        assert migrating.stands_at(connection) == migrating.newest()


def test_a_register_of_a_newer_program_is_refused(register):
    with register.database.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Exception, match="newer version"):
        migrating.bring_up(register.database)
    with register.database.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :step"), {"step": migrating.newest()})


def test_steps_and_provision_come_and_go_without_losing_what_was_there(register):
    steps = (Step(on=date(2026, 11, 1), what=Happened.HEARD),)
    (response,) = register.save(OFFICER, a_response(steps=steps, drafted="To say no"))
    (entry,) = register.save(OFFICER, a_provision(whom="Everybody", source="list", source_id="1"))
    with register.database.reading() as connection:
        before = connection.scalar(sa.text("SELECT count(*) FROM history"))
    migrating.move(register.database, "0001")
    with register.database.reading() as connection:
        assert connection.execute(sa.text("SELECT heard FROM response")).scalars().all() == [response.heard]
        assert connection.execute(sa.text("SELECT name FROM provision")).scalars().all() == [entry.name]
        assert connection.execute(sa.text("SELECT count(*) FROM response_places")).scalar() == 1
    migrating.move(register.database, "head")
    found = register.get(OFFICER, type(response), response.id)
    assert (found.steps, found.drafted, found.places) == ((), "", response.places)
    assert register.get(OFFICER, type(entry), entry.id).whom == ""
    with register.database.reading() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM history")) == before
        assert history.faults(connection) == []
