"""What was backed up and erased is found in the history without reading all of it."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_index("ix_history_action", "history", ["action"])


def downgrade() -> None:
    op.drop_index("ix_history_action", table_name="history")
