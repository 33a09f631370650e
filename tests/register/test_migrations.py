"""The steps of the database lead to the tables that the program describes, and back."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from jsna.register import migrating
from jsna.register.tables import METADATA


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
