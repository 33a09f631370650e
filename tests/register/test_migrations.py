"""The steps of the database lead to the tables that the program describes, and back, and lose nothing on the way."""

from datetime import date

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from jsna.model.register.item import PRIVATE, marks
from jsna.model.register.response import Happened, Step
from jsna.register import history, migrating
from jsna.register.tables import KEPT, METADATA, part_of
from tests.register.killing import apart
from tests.register.making import OFFICER, a_provision, a_response, fill, rows

_BEFORE_REPORTS = "0004"


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


_CONSTRAINTS = (
    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
)
_COLUMNS = (
    "SELECT attrelid::regclass::text, attname, atttypid::regtype, attnotnull, attstattarget FROM pg_attribute "
    "JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND attnum > 0 "
    "AND NOT attisdropped"
)


def made_of(register):
    """Tables, columns, indexes, triggers and checks of a database, as it says them itself."""
    with register.database.reading() as connection:
        if register.database.is_sqlite:
            asked = ["SELECT type, name, sql FROM sqlite_master WHERE name != 'alembic_version'"]
        else:
            asked = [
                "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
                "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
                _CONSTRAINTS,
                _COLUMNS,
            ]
        return sorted(tuple(map(str, row)) for each in asked for row in connection.execute(sa.text(each)))


@pytest.mark.parametrize("register", ["postgresql"], indirect=True)
def test_postgresql_takes_no_samples_of_private_words(register):
    with register.database.reading() as connection:
        sampled = {(table, name) for table, name, *_, target in connection.execute(sa.text(_COLUMNS)) if target != 0}
    tables = {kept.table.name: kept.kind for kept in KEPT.values()}
    tables |= {own.name: part_of(kept.kind, field) for kept in KEPT.values() for field, own in kept.lists.items()}
    private = {
        (table, name)
        for table, model in tables.items()
        if model is not None
        for name, field in model.model_fields.items()
        if PRIVATE in marks(model, name) and field.annotation is str
    }
    assert ("report", "what") in private
    assert private & sampled == set()
    assert {("found", "working"), ("history", "content"), ("draft", "content")} & sampled == set()


def hits(register):
    return [[each.id for each in register.search(OFFICER, asked)] for asked in ("buses", "clinic", "the b", "room")]


def columns_of(connection):
    there = sa.inspect(connection)
    return {name: {each["name"] for each in there.get_columns(name)} for name in there.get_table_names()}


def only(found, columns):
    return {
        table: [{name: row[name] for name in row if name in columns[table]} for row in found[table]]
        for table in found
        if table in columns
    }


@pytest.mark.parametrize("step", migrating.steps()[:-1])
def test_down_to_each_step_and_up_again_nothing_is_lost(register, step):
    fill(register)
    before = rows(register.database)
    looks, found = made_of(register), hits(register)
    assert all(found)
    migrating.move(register.database, step)
    with register.database.reading() as connection:
        assert migrating.stands_at(connection) == step
        columns = columns_of(connection)
    migrating.move(register.database, "head")
    assert (made_of(register), hits(register)) == (looks, found)
    # What a later step brought goes with it; everything else is as it was.
    assert only(rows(register.database), columns) == only(before, columns)


def test_down_to_nothing_and_up_again_makes_the_same_tables(register):
    before = made_of(register)
    migrating.move(register.database, "base")
    assert not [row for row in made_of(register) if "alembic_version" not in row[0] + row[1]]
    migrating.move(register.database, "head")
    assert made_of(register) == before


def test_a_step_that_fails_leaves_everything_as_it_was(register, later_step):
    fill(register)
    before = rows(register.database), made_of(register)
    later_step("ALTER TABLE need ADD COLUMN later TEXT", "SELECT 1", "SELECT nothing FROM nowhere")
    with pytest.raises(Exception, match=r"cannot be reached|nowhere"):
        migrating.bring_up(register.database)
    assert (rows(register.database), made_of(register)) == before


def test_a_migration_that_is_killed_leaves_the_old_tables_or_the_new(register, tmp_path):
    fill(register)
    before = rows(register.database)
    found = apart(register, "move", 4, tmp_path / _BEFORE_REPORTS)
    # Below the step that brings reports, they are missing and said.
    said = ("stands at step", "Report ", "search index")
    assert [each for each in found if not any(words in each for words in said)] == []
    migrating.move(register.database, _BEFORE_REPORTS)
    with register.database.reading() as connection:
        columns = columns_of(connection)
    migrating.bring_up(register.database)
    assert only(rows(register.database), columns) == only(before, columns)


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
