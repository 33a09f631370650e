"""Reports of residents, by what their authors are known, and how often somebody did something today."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_ITEM = (
    ("version", sa.Integer(), False),
    ("created_at", sa.DateTime(timezone=True), True),
    ("changed_at", sa.DateTime(timezone=True), True),
    ("published", sa.Boolean(), False),
    ("sample", sa.Boolean(), False),
    ("erased", sa.Text(), False),
    ("about", sa.Text(), False),
    ("reference", sa.Text(), False),
    ("received_on", sa.Date(), False),
    ("ends_on", sa.Date(), False),
    ("latest_on", sa.Date(), False),
    ("language", sa.Text(), False),
    ("on_paper", sa.Boolean(), False),
    ("link", sa.Text(), False),
    ("shown", sa.Text(), False),
    ("service", sa.Text(), False),
    ("which", sa.Text(), False),
    ("when", sa.Text(), False),
    ("what", sa.Text(), False),
    ("should_have", sa.Text(), False),
    ("wants_answer", sa.Boolean(), False),
    ("reach", sa.Text(), False),
    ("unread", sa.Boolean(), False),
    ("theme", sa.Text(), False),
    ("themed_on", sa.Date(), True),
)


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Text(), nullable=False),
        *(sa.Column(name, kind, nullable=nullable) for name, kind, nullable in _ITEM),
        sa.Column("conversation", sa.Text(), nullable=True),
        sa.CheckConstraint("version > 0", name=op.f("ck_report_version")),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_report_conversation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_changed_at"), "report", ["changed_at"])
    _list("places", sa.Column("code", sa.Text(), nullable=False), sa.Column("vintage", sa.Text(), nullable=False))
    op.create_index(op.f("ix_report_places_code"), "report_places", ["code"])
    _list("added", sa.Column("on", sa.Date(), nullable=False), sa.Column("words", sa.Text(), nullable=False))
    _list(
        "done",
        sa.Column("on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("what", "words", "by")),
    )
    op.create_table(
        "receipt",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["report.id"], name=op.f("fk_receipt_item_id")),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_receipt")),
        sa.UniqueConstraint("item_id", name=op.f("uq_receipt_item_id")),
    )
    op.create_table(
        "salt",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_salt")),
    )
    op.create_table(
        "times",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "what", "whose", name=op.f("pk_times")),
    )


def _list(field: str, *columns: sa.Column[Any]) -> None:
    name = f"report_{field}"
    op.create_table(
        name,
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["item_id"], ["report.id"], name=op.f(f"fk_{name}_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f(f"pk_{name}")),
    )


def downgrade() -> None:
    for name in ("times", "salt", "receipt", "report_done", "report_added", "report_places", "report"):
        op.drop_table(name)
