"""Why what was said elsewhere counts for a need."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("need", sa.Column("elsewhere", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("need", "elsewhere")
