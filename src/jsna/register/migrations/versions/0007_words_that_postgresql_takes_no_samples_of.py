"""PostgreSQL takes no samples of words that may be erased: it keeps samples where nothing erases them."""

from alembic import op

revision = "0007"
down_revision = "0006"

_READERS = ("public", "working")
_WORDS = {
    "conversation_heard": ("words",),
    "conversation_own_words": ("words", "released"),
    "draft": ("content",),
    "found": _READERS,
    "history": ("content",),
    "report": ("link", "shown", "service", "which", "when", "what", "should_have", "reach"),
    "report_added": ("words",),
    "report_done": ("words",),
    "response": ("drafted",),
}


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for reader in _READERS:
        op.execute(f"ALTER TABLE found DROP COLUMN {reader}_words")
    for table, columns in _WORDS.items():
        for column in columns:
            # The type stays as it is; what was sampled before goes.
            op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE text')
            op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STATISTICS 0')
    for reader in _READERS:
        op.execute(
            f"ALTER TABLE found ADD COLUMN {reader}_words tsvector "
            f"GENERATED ALWAYS AS (to_tsvector('simple', {reader})) STORED"
        )
        op.execute(f"CREATE INDEX ix_found_{reader}_words ON found USING gin ({reader}_words)")
        op.execute(f"ALTER TABLE found ALTER COLUMN {reader}_words SET STATISTICS 0")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    indexed = {"found": (*_READERS, *(f"{reader}_words" for reader in _READERS))}
    for table, columns in (_WORDS | indexed).items():
        for column in columns:
            op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STATISTICS -1')
