"""Every kind of bad file is refused or mended in words; nothing is guessed in silence."""

from __future__ import annotations

import pytest

from jsna.errors import Finding
from jsna.ingest.council.rows import row_faults
from jsna.ingest.council.understood import Kind
from jsna.ingest.council.upload import read_file, read_upload
from tests.faults.bad_files import GOOD, IN_A_COLUMN, MENDED, REFUSED


def _said(findings: tuple[Finding, ...]) -> list[tuple[str, int | None]]:
    return [(finding.problem, finding.row) for finding in findings if finding.fatal]


@pytest.mark.parametrize("kind", REFUSED)
def test_a_bad_file_is_refused_in_words(kind):
    bad = REFUSED[kind]
    understood = read_upload(bad.name, bad.content)
    said = _said(understood.findings)
    assert understood.refused
    assert [row for problem, row in said if bad.says in problem and bad.row in (None, row)], said
    assert all(finding.accepted for finding in understood.findings)


@pytest.mark.parametrize("kind", IN_A_COLUMN)
def test_a_bad_cell_stops_only_those_who_use_its_column(kind):
    bad = IN_A_COLUMN[kind]
    understood = read_upload(bad.name, bad.content)
    own = [heading for heading in understood.table if understood.in_columns.get(heading)]
    said = row_faults.of_cells(understood, [heading for heading in understood.table if heading != understood.area])
    assert not understood.refused
    assert [found.row for found in said if found.fatal and bad.says in found.problem and bad.row in (None, found.row)]
    assert {found.column for found in said} >= set(own)
    assert all(found.accepted for found in said)


@pytest.mark.parametrize("kind", MENDED)
def test_a_slip_is_mended_and_said(kind):
    mended = MENDED[kind]
    understood = read_upload(mended.name, mended.content)
    assert _said(understood.findings) == []
    assert mended.says in " ".join(understood.repairs)
    assert understood.repairs or not mended.says
    assert (understood.kind, understood.table[understood.area].iloc[0]) == (Kind.WARD, "E05009888")


def test_there_are_enough_kinds():
    assert len(REFUSED) + len(IN_A_COLUMN) + len(MENDED) >= 100


def test_a_good_file_is_read_as_it_stands():
    understood = read_upload("a.csv", GOOD)
    assert (understood.repairs, understood.findings) == ((), ())
    assert understood.table.to_dict("split", index=True) == {
        "index": [2, 3],
        "columns": ["ward_code", "eligible", "pupils"],
        "data": [["E05009888", "210", "800"], ["E05009889", "30", "410"]],
    }


def test_words_that_other_readers_take_for_nothing_stay_words():
    understood = read_upload("a.csv", b"ward_code,name,n\nE05009888,NA,8\nE05009889,null,9\n")
    assert understood.table["name"].tolist() == ["NA", "null"]


def test_a_heading_saved_in_the_wrong_encoding_is_mended():
    understood = read_upload("a.csv", MENDED["heading saved wrongly"].content)
    assert understood.numbers == ("children’s", "pupils")


def test_a_withheld_figure_stays_withheld():
    understood = read_upload("a.csv", b"ward_code,n,m\nE05009888,*,8\nE05009889,,9\nE05009890,5,9\n")
    assert understood.table["n"].tolist() == ["", "", "5"]
    assert understood.marks["n"].tolist() == ["c", "x", ""]


def test_everything_wrong_is_said_at_once():
    content = b"ward_code,n,m\nE05009888,1%,8\nE0500,2O,9\nE05009890,3-Apr,9\nE05009891,4,5\n"
    said = [(finding.row, finding.column) for finding in read_upload("a.csv", content).with_columns(["n"])]
    assert sorted(said) == [(2, "n"), (3, "n"), (3, "ward_code"), (4, "n")]


def test_the_row_is_the_one_an_editor_shows():
    content = b'ward_code,name,n\nE05009888,"two\nlines",8\n\nE05009889,x,9%\n'
    assert [finding.row for finding in row_faults.of_cells(read_upload("a.csv", content), ["n"])] == [5]


def test_a_file_of_two_gigabytes_is_not_read(tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(2_000_000_000)
    understood = read_file(large)
    assert _said(understood.findings) == [("the file is 2,000 MB", None)]


def test_only_the_last_part_of_a_name_is_shown():
    assert read_upload("../../etc/passwd.csv", b"").name == "passwd.csv"
