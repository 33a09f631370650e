"""Runs migrations on the connection that it is given, within that connection's transaction."""

from alembic import context

from jsna.register.tables import METADATA

#: Made by a migration in SQL, because SQLAlchemy cannot describe a virtual table: SQLite's search has five of them.
SEARCH = "found"


def is_described(_object: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
    """Return whether a table is one of those that ``tables.py`` describes."""
    return kind != "table" or not (name or "").startswith(SEARCH)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_object=is_described,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
