"""Steps of a response with their days, decisions being written, for whom provision is, and one row for each source."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "response_steps",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["response.id"], name=op.f("fk_response_steps_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_response_steps")),
    )
    op.add_column("response", sa.Column("drafted", sa.Text(), nullable=False, server_default=""))
    op.add_column("provision", sa.Column("whom", sa.Text(), nullable=False, server_default=""))
    op.create_index(
        "uq_provision_source",
        "provision",
        ["source", "source_id"],
        unique=True,
        sqlite_where=sa.text("source_id <> ''"),
        postgresql_where=sa.text("source_id <> ''"),
    )


def downgrade() -> None:
    op.drop_index("uq_provision_source", table_name="provision")
    op.drop_column("provision", "whom")
    op.drop_column("response", "drafted")
    op.drop_table("response_steps")
