"""PostgreSQL keeps the words that it ranks, instead of reading each text again in every search."""

from alembic import op

revision = "0002"
down_revision = "0001"

_READERS = ("public", "working")


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for reader in _READERS:
        op.execute(f"DROP INDEX ix_found_{reader}")
        op.execute(
            f"ALTER TABLE found ADD COLUMN {reader}_words tsvector "
            f"GENERATED ALWAYS AS (to_tsvector('simple', {reader})) STORED"
        )
        op.execute(f"CREATE INDEX ix_found_{reader}_words ON found USING gin ({reader}_words)")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for reader in _READERS:
        op.execute(f"ALTER TABLE found DROP COLUMN {reader}_words")
        op.execute(f"CREATE INDEX ix_found_{reader} ON found USING gin (to_tsvector('simple', {reader}))")
