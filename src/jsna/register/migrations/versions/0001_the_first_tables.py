"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

#: The history takes new rows, and gives up words that are erased; nothing else.
_SAME = " AND ".join(
    f"NEW.{name} = OLD.{name}"
    for name in ("seq", "at", "who", "action", "kind", "item_id", "version", "note", "digest", "previous", "hash")
)
_ONLY_ERASED = f"NEW.content IS NULL AND NEW.salt IS NULL AND {_SAME}"
_REFUSAL = "the history is never changed"
_SQLITE = (
    f"CREATE TRIGGER history_kept BEFORE UPDATE ON history WHEN NOT ({_ONLY_ERASED}) "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    f"CREATE TRIGGER history_whole BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    "CREATE VIRTUAL TABLE found USING fts5(item_id UNINDEXED, kind UNINDEXED, public, working, prefix='2 3 4')",
)
_POSTGRESQL = (
    "CREATE FUNCTION history_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP = 'UPDATE' THEN IF {_ONLY_ERASED} THEN RETURN NEW; END IF; END IF; "
    f"RAISE EXCEPTION '{_REFUSAL}'; END $$",
    "CREATE TRIGGER history_kept BEFORE UPDATE OR DELETE ON history FOR EACH ROW EXECUTE FUNCTION history_kept()",
    "CREATE TRIGGER history_whole BEFORE TRUNCATE ON history FOR EACH STATEMENT EXECUTE FUNCTION history_kept()",
    "CREATE TABLE found (item_id text PRIMARY KEY, kind text NOT NULL, public text NOT NULL, working text NOT NULL)",
    "CREATE INDEX ix_found_public ON found USING gin (to_tsvector('simple', public))",
    "CREATE INDEX ix_found_working ON found USING gin (to_tsvector('simple', working))",
)


def upgrade() -> None:
    op.create_table(
        "blocked",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_blocked")),
    )
    op.create_table(
        "conversation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("erased", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("ran_by", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("counting", sa.Text(), nullable=False),
        sa.Column("first_time", sa.Integer(), nullable=True),
        sa.Column("answer_list", sa.Text(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_conversation_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
    )
    op.create_index(op.f("ix_conversation_changed_at"), "conversation", ["changed_at"], unique=False)
    op.create_index(op.f("ix_conversation_held_on"), "conversation", ["held_on"], unique=False)
    op.create_index(op.f("ix_conversation_topic"), "conversation", ["topic"], unique=False)
    op.create_table(
        "draft",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_ends_at"), "draft", ["ends_at"], unique=False)
    op.create_index(op.f("ix_draft_person"), "draft", ["person"], unique=False)
    op.create_table(
        "history",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint("(content IS NULL) = (salt IS NULL)", name=op.f("ck_history_blank")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_history")),
        sa.UniqueConstraint("hash", name=op.f("uq_history_hash")),
    )
    op.create_index(op.f("ix_history_item_id"), "history", ["item_id"], unique=False)
    op.create_table(
        "need",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("erased", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_need_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    op.create_index(op.f("ix_need_changed_at"), "need", ["changed_at"], unique=False)
    op.create_index(op.f("ix_need_topic"), "need", ["topic"], unique=False)
    op.create_table(
        "once",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_once")),
    )
    op.create_table(
        "provision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("erased", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("offers", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("times", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_provision_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision")),
    )
    op.create_index(op.f("ix_provision_changed_at"), "provision", ["changed_at"], unique=False)
    op.create_index(op.f("ix_provision_topic"), "provision", ["topic"], unique=False)
    op.create_table(
        "conversation_groups",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("characteristic", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["conversation.id"], name=op.f("fk_conversation_groups_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_conversation_groups")),
    )
    op.create_table(
        "conversation_heard",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["conversation.id"], name=op.f("fk_conversation_heard_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_conversation_heard")),
    )
    op.create_table(
        "conversation_own_words",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("released", sa.Text(), nullable=False),
        sa.Column("released_by", sa.Text(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["conversation.id"], name=op.f("fk_conversation_own_words_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_conversation_own_words")),
    )
    op.create_table(
        "conversation_places",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("vintage", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["conversation.id"], name=op.f("fk_conversation_places_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_conversation_places")),
    )
    op.create_index(op.f("ix_conversation_places_code"), "conversation_places", ["code"], unique=False)
    op.create_table(
        "idea",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("erased", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("origin_words", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_idea_version")),
        sa.ForeignKeyConstraint(["need"], ["need.id"], name=op.f("fk_idea_need")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
    )
    op.create_index(op.f("ix_idea_changed_at"), "idea", ["changed_at"], unique=False)
    op.create_table(
        "need_conversations",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["need.id"], name=op.f("fk_need_conversations_item_id")),
        sa.ForeignKeyConstraint(["value"], ["conversation.id"], name=op.f("fk_need_conversations_value")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_need_conversations")),
    )
    op.create_index(op.f("ix_need_conversations_value"), "need_conversations", ["value"], unique=False)
    op.create_table(
        "need_explanations",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("evidence_for", sa.Text(), nullable=False),
        sa.Column("evidence_against", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["need.id"], name=op.f("fk_need_explanations_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_need_explanations")),
    )
    op.create_table(
        "need_figures",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("release", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["need.id"], name=op.f("fk_need_figures_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_need_figures")),
    )
    op.create_table(
        "need_groups",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("characteristic", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["need.id"], name=op.f("fk_need_groups_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_need_groups")),
    )
    op.create_table(
        "need_places",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("vintage", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["need.id"], name=op.f("fk_need_places_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_need_places")),
    )
    op.create_index(op.f("ix_need_places_code"), "need_places", ["code"], unique=False)
    op.create_table(
        "provision_groups",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("characteristic", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["provision.id"], name=op.f("fk_provision_groups_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_provision_groups")),
    )
    op.create_table(
        "provision_places",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("vintage", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["provision.id"], name=op.f("fk_provision_places_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_provision_places")),
    )
    op.create_index(op.f("ix_provision_places_code"), "provision_places", ["code"], unique=False)
    op.create_table(
        "idea_overrides",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["idea.id"], name=op.f("fk_idea_overrides_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_idea_overrides")),
    )
    op.create_table(
        "response",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("erased", sa.Text(), nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=True),
        sa.Column("idea", sa.Text(), nullable=True),
        sa.Column("promised", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("not_told", sa.Text(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_response_version")),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name=op.f("fk_response_idea")),
        sa.ForeignKeyConstraint(["need"], ["need.id"], name=op.f("fk_response_need")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
    )
    op.create_index(op.f("ix_response_changed_at"), "response", ["changed_at"], unique=False)
    op.create_index(op.f("ix_response_heard_on"), "response", ["heard_on"], unique=False)
    op.create_index(op.f("ix_response_topic"), "response", ["topic"], unique=False)
    op.create_table(
        "response_conversations",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["response.id"], name=op.f("fk_response_conversations_item_id")),
        sa.ForeignKeyConstraint(["value"], ["conversation.id"], name=op.f("fk_response_conversations_value")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_response_conversations")),
    )
    op.create_index(op.f("ix_response_conversations_value"), "response_conversations", ["value"], unique=False)
    op.create_table(
        "response_groups",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("characteristic", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["response.id"], name=op.f("fk_response_groups_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_response_groups")),
    )
    op.create_table(
        "response_measured",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["response.id"], name=op.f("fk_response_measured_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_response_measured")),
    )
    op.create_table(
        "response_moves",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("was", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["response.id"], name=op.f("fk_response_moves_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_response_moves")),
    )
    op.create_table(
        "response_places",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("vintage", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["response.id"], name=op.f("fk_response_places_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_response_places")),
    )
    op.create_index(op.f("ix_response_places_code"), "response_places", ["code"], unique=False)
    op.create_table(
        "response_told",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["response.id"], name=op.f("fk_response_told_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_response_told")),
    )
    op.create_table(
        "response_verdicts",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("helped", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["response.id"], name=op.f("fk_response_verdicts_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_response_verdicts")),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if sqlite else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE found")
    op.drop_table("response_verdicts")
    op.drop_table("response_told")
    op.drop_index(op.f("ix_response_places_code"), table_name="response_places")
    op.drop_table("response_places")
    op.drop_table("response_moves")
    op.drop_table("response_measured")
    op.drop_table("response_groups")
    op.drop_index(op.f("ix_response_conversations_value"), table_name="response_conversations")
    op.drop_table("response_conversations")
    op.drop_index(op.f("ix_response_topic"), table_name="response")
    op.drop_index(op.f("ix_response_heard_on"), table_name="response")
    op.drop_index(op.f("ix_response_changed_at"), table_name="response")
    op.drop_table("response")
    op.drop_table("idea_overrides")
    op.drop_index(op.f("ix_provision_places_code"), table_name="provision_places")
    op.drop_table("provision_places")
    op.drop_table("provision_groups")
    op.drop_index(op.f("ix_need_places_code"), table_name="need_places")
    op.drop_table("need_places")
    op.drop_table("need_groups")
    op.drop_table("need_figures")
    op.drop_table("need_explanations")
    op.drop_index(op.f("ix_need_conversations_value"), table_name="need_conversations")
    op.drop_table("need_conversations")
    op.drop_index(op.f("ix_idea_changed_at"), table_name="idea")
    op.drop_table("idea")
    op.drop_index(op.f("ix_conversation_places_code"), table_name="conversation_places")
    op.drop_table("conversation_places")
    op.drop_table("conversation_own_words")
    op.drop_table("conversation_heard")
    op.drop_table("conversation_groups")
    op.drop_index(op.f("ix_provision_topic"), table_name="provision")
    op.drop_index(op.f("ix_provision_changed_at"), table_name="provision")
    op.drop_table("provision")
    op.drop_table("once")
    op.drop_index(op.f("ix_need_topic"), table_name="need")
    op.drop_index(op.f("ix_need_changed_at"), table_name="need")
    op.drop_table("need")
    op.drop_index(op.f("ix_history_item_id"), table_name="history")
    op.drop_table("history")
    op.drop_index(op.f("ix_draft_person"), table_name="draft")
    op.drop_index(op.f("ix_draft_ends_at"), table_name="draft")
    op.drop_table("draft")
    op.drop_index(op.f("ix_conversation_topic"), table_name="conversation")
    op.drop_index(op.f("ix_conversation_held_on"), table_name="conversation")
    op.drop_index(op.f("ix_conversation_changed_at"), table_name="conversation")
    op.drop_table("conversation")
    op.drop_table("blocked")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION history_kept()")
