"""The CSV files hold what was typed, act as no formulas, and bring changes back through the register's rules."""

from __future__ import annotations

import csv
import re

import pytest

from jsna.model.register.conversation import Conversation, OwnWords
from jsna.model.register.idea import Idea
from jsna.model.register.need import Need
from jsna.outputs.csv_file import inert
from jsna.outputs.register_csv import NotImported, export, import_from
from jsna.register import check
from jsna.register.register import NotAllowed
from jsna.register.rules import Refused
from tests.register.making import ADMINISTRATOR, MODERATOR, OFFICER, a_conversation, a_need, fill

pytestmark = pytest.mark.parametrize("register", ["sqlite"], indirect=True)
FORMULA = '=HYPERLINK("http://x")\r\n+1\t"quoted"'


@pytest.fixture
def files(register, tmp_path):
    """The files of a filled register."""
    fill(register)
    register.save(OFFICER, a_need(title=FORMULA, words="'=typed with an apostrophe", topic="'"))
    export(register, ADMINISTRATOR, tmp_path / "files")
    return tmp_path / "files"


def read(file):
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def write(file, rows):
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_no_cell_acts_as_a_formula_and_private_words_stay(register, files):
    cells = [cell for file in files.glob("*.csv") for row in read(file) for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []
    assert not any("walk home in the dark" in cell for cell in cells)
    assert any(cell == inert(FORMULA) for cell in cells)


def test_files_that_nobody_changed_change_nothing(register, files):
    before = register.find(ADMINISTRATOR, Need)
    assert import_from(register, ADMINISTRATOR, files) == (0, 0)
    assert register.find(ADMINISTRATOR, Need) == before


def test_a_changed_cell_is_one_new_version(register, files):
    rows = read(files / "need.csv")
    (row,) = [each for each in rows if each["title"] == "Getting to the clinic"]
    row["topic"] = "health"
    write(files / "need.csv", rows)
    assert import_from(register, ADMINISTRATOR, files) == (0, 1)
    need = register.get(OFFICER, Need, row["id"])
    assert (need.topic, need.version, len(need.figures)) == ("health", int(row["version"]) + 1, 1)
    assert register.changes(OFFICER, Need, need.id)[-1].note == "imported from CSV files"
    (formula,) = [each for each in register.find(OFFICER, Need) if each.title == FORMULA]
    assert (formula.version, formula.words) == (1, "'=typed with an apostrophe")
    (talk,) = register.find(OFFICER, Conversation)
    assert register.read_private(MODERATOR, Conversation, talk.id).own_words[0].words.startswith("I walk home")
    assert check.check(register.database) == []


def test_new_rows_refer_to_each_other_by_names_of_their_own_and_are_added_once(register, files):
    needs, ideas = read(files / "need.csv"), read(files / "idea.csv")
    write(files / "need.csv", [*needs, {**dict.fromkeys(needs[0], ""), "id": "n1", "title": "A quiet room"}])
    origin = {"origin": "people with lived experience"}
    write(files / "idea.csv", [*ideas, {**dict.fromkeys(ideas[0], ""), "title": "Ask", "need": "n1", **origin}])
    places = read(files / "need_places.csv")
    write(files / "need_places.csv", [*places, {**places[0], "item_id": "n1"}])
    assert import_from(register, ADMINISTRATOR, files) == (2, 0)
    (idea,) = [each for each in register.find(OFFICER, Idea) if each.title == "Ask"]
    assert register.get(OFFICER, Need, idea.need).title == "A quiet room"
    with pytest.raises(NotImported, match="imported before"):
        import_from(register, ADMINISTRATOR, files)


def test_all_is_imported_or_nothing_and_the_rules_hold(register, files):
    rows = read(files / "need.csv")
    rows[0]["topic"], rows[1]["status"] = "health", "not a priority"
    write(files / "need.csv", rows)
    with pytest.raises(Refused):
        import_from(register, ADMINISTRATOR, files)
    assert not any(need.topic == "health" for need in register.find(OFFICER, Need))


def test_a_conversation_on_a_day_to_come_is_refused(register, files):
    rows = read(files / "conversation.csv")
    write(files / "conversation.csv", [{**rows[0], "held_on": "2027-03-01"}])
    said = "^conversation.csv, row 2, column held_on .'2027-03-01'.: .*day to come: 1 March 2027. Accepted: today or"
    with pytest.raises(Refused, match=said):
        import_from(register, ADMINISTRATOR, files)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("need.status", "perhaps", "need.csv, row 2, column status: this is none of the words that can stand here"),
        ("need.published", "maybe", "need.csv, row 2, column published: this is neither yes nor no"),
        ("need.id", "nowhere", "need.csv, row 2: places is needed, and need_places.csv has no row of it"),
        (
            "conversation.held_on",
            "27/11/2026",
            "conversation.csv, row 2, column held_on: this is no day that can be read ('27/11/2026'). Accepted: year, ",
        ),
        (
            "response_told.on",
            "Friday",
            "response_told.csv, row 2, column on: this is no day that can be read ('Friday'). Accepted: year, ",
        ),
        ("conversation_heard.people", "0", "conversation_heard.csv, row 2, column people: this number is too small"),
    ],
)
def test_what_cannot_be_read_is_named_by_file_row_and_column(register, files, column, value, said):
    name, _, heading = column.partition(".")
    rows = read(files / f"{name}.csv")
    rows[0][heading] = value
    write(files / f"{name}.csv", rows)
    with pytest.raises(NotImported, match=re.escape(said)):
        import_from(register, ADMINISTRATOR, files)


def test_everything_that_cannot_be_read_is_named_at_once(register, files):
    for name, heading in (("need", "status"), ("conversation", "held_on")):
        rows = read(files / f"{name}.csv")
        write(files / f"{name}.csv", [{**row, heading: "x"} for row in rows])
    with pytest.raises(NotImported) as refusal:
        import_from(register, ADMINISTRATOR, files)
    assert [line.partition(":")[0] for line in str(refusal.value).splitlines()] == [
        "conversation.csv, row 2, column held_on",
        "need.csv, row 2, column status",
        "need.csv, row 3, column status",
    ]


def test_what_somebody_changed_meanwhile_is_neither_lost_nor_taken_back(register, files):
    (need,) = [each for each in register.find(OFFICER, Need) if each.title == FORMULA]
    register.save(OFFICER, need.model_copy(update={"topic": "theirs"}))
    assert import_from(register, ADMINISTRATOR, files) == (0, 0)
    rows = read(files / "need.csv")
    next(row for row in rows if row["id"] == need.id)["topic"] = "mine"
    write(files / "need.csv", rows)
    with pytest.raises(NotImported, match="was changed here since"):
        import_from(register, ADMINISTRATOR, files)
    assert register.get(OFFICER, Need, need.id).topic == "theirs"


def test_no_files_are_written_where_erasing_must_reach_everything(register):
    with pytest.raises(NotImported, match="outside"):
        export(register, ADMINISTRATOR, register.database.state / "files")


def test_only_an_administrator_exports_everything(register, tmp_path):
    register.save(OFFICER, a_conversation(own_words=(OwnWords(words="secret"),)))
    with pytest.raises(NotAllowed):
        export(register, MODERATOR, tmp_path / "files")
    assert not (tmp_path / "files").exists()


@pytest.mark.parametrize("line", [b"a,b,c\r\nx\r\n", b'"open', b"\xff\xfe\x00", b"id\r\nx,y\r\n", b"title\r\nx\r\n"])
def test_a_file_that_is_none_is_refused_by_name(register, files, line):
    (files / "need.csv").write_bytes(line)
    with pytest.raises(NotImported, match=r"need\.csv"):
        import_from(register, ADMINISTRATOR, files)
