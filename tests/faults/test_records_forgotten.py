"""Records are forgotten: nothing of a single person is in anything that a run writes or says, well ended or not."""

from __future__ import annotations

import csv
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from jsna.cli import main

#: Somebody's own words, in every kind of place a record has for them.
CANARIES = {
    "name": "Zebedee Quillfeather",
    "ethnic": "half zyzzyvan on my mother's side",
    "ward": "LN12 9ZQ near the old zymurgist",
    "answer": "ask my neighbour Xanthippe Vole",
    "sex": "zaftig-unicorn",
}
MAPPING = """
slug = "voices"
topic = "local"
title = "Satisfied with the library"
question = "How satisfied are you with your library?"
kind = "survey"
place = "E07000137"
period = "2026"
reference_date = 2026-06-30
publisher = "East Lindsey District Council"
url = "https://www.e-lindsey.gov.uk/"

[area]
column = "Ward"

[answer]
column = "Q1"
codes.yes = { label = "Satisfied", says = "are satisfied" }
codes.no = { label = "Not satisfied", says = "are not satisfied" }

[characteristics]
race.column = "Ethnic origin"
sex.column = "Sex"

[purpose]
why = "To see whom the libraries do not reach."
lawful_basis = "Public task"
who_sees = "public"
smallest_group = 10
"""
WORDS = ["ingest", "records", "records.csv", "--map", "map.toml", "--data", "data"]
HEADER = "Name,Ward,Ethnic origin,Sex,Q1\n"


def replies() -> list[str]:
    """Return 240 rows of two wards, and one of each canary."""
    rows = [
        f"Person {number},{ward},{ethnic},{sex},{answer}\n"
        for number, (ward, ethnic, sex, answer) in enumerate(
            (ward, ethnic, sex, answer)
            for ward in ("E05009888", "E05009876")
            for ethnic in ("White", "Indian")
            for sex in ("F", "M")
            for answer in ("yes", "yes", "no")
            for _ in range(10)
        )
    ]
    first = f"{CANARIES['name']},E05009888,White,F,yes\n"
    return [
        *rows,
        first,
        f'A,E05009888,"{CANARIES["ethnic"]}",F,yes\n',
        f'B,"{CANARIES["ward"]}",White,F,yes\n',
        f'C,E05009888,White,F,"{CANARIES["answer"]}"\n',
        f"D,E05009888,White,{CANARIES['sex']},yes\n",
    ]


@pytest.fixture
def folder(tmp_path: Path, checkout: Path) -> Path:
    """A folder with a data folder, a mapping and an empty place for temporary files and settings."""
    data = tmp_path / "data"
    shutil.copytree(checkout / "data/codes", data / "codes")
    shutil.copytree(checkout / "data/lookups", data / "lookups", ignore=shutil.ignore_patterns("postcodes-*"))
    for name in ("areas.parquet", "place.toml"):
        shutil.copy(checkout / "data" / name, data)
    (tmp_path / "map.toml").write_text(MAPPING, "utf-8")
    (tmp_path / "temporary").mkdir()
    return tmp_path


def ours(folder: Path) -> dict[str, str]:
    """What tells a run to write its temporary files and settings under the folder."""
    return dict.fromkeys(("TMPDIR", "HOME", "XDG_CACHE_HOME"), str(folder / "temporary"))


def run(folder: Path, *more: str, words: list[str] = WORDS, writes: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the command on the replies, everything it may write lying under the folder."""
    command = "from jsna.cli import main; main()"
    limit = None if writes else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    return subprocess.run(
        [sys.executable, "-c", command, *words, *more],
        cwd=folder,
        env={**os.environ, **ours(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


def found(folder: Path, *said: str, but: str = "records.csv") -> list[str]:
    """Return every canary, or telling part of one, that stands in what was said or in any file but the records."""
    parts = [part for words in CANARIES.values() for part in (words, *words.split()) if len(part) > 6]
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != but]
    texts = [*said, *(path.read_bytes().decode("utf-8", "replace") for path in files)]
    return [part for part in parts if any(part.lower() in text.lower() for text in texts)]


def test_nothing_of_a_person_is_in_what_is_written_or_said(folder: Path) -> None:
    (folder / "records.csv").write_text(HEADER + "".join(replies()), "utf-8")
    done = run(folder)
    assert (done.returncode, found(folder, done.stdout, done.stderr)) == (0, [])
    assert "race, refused: fewer than 10 records with rarer spellings" in done.stdout
    assert (folder / "data/indicators/local/voices-by-race.csv").exists()


@pytest.mark.parametrize(
    "row",
    [
        f"{CANARIES['name']},E05009888,White,F\n",
        f"{CANARIES['name']},E05009888,White,F,yes,{CANARIES['answer']}\n",
        f'"{CANARIES["name"]},E05009888,White,F,yes\n',
        f"A,E05009888,{CANARIES['name']}\udc81,F,yes\n",
    ],
)
def test_nothing_of_a_person_is_in_what_a_failed_run_says(
    folder: Path, row: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    text = HEADER + "".join(replies()) + row
    (folder / "records.csv").write_bytes(text.encode("utf-8", "surrogateescape"))
    monkeypatch.chdir(folder)
    for name, value in ours(folder).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(tempfile, "tempdir", None)
    done = CliRunner().invoke(main, WORDS)
    assert (done.exit_code, found(folder, done.output, *capfd.readouterr())) == (1, [])
    assert isinstance(done.exception, SystemExit)
    assert not (folder / "data/indicators").exists()


@pytest.mark.parametrize("form", ["csv", "semicolons", "workbook"])
def test_counting_writes_not_one_byte_to_any_file(folder: Path, form: str) -> None:
    """The system would end a process that writes to a file; what is said goes through pipes, which are none."""
    rows = replies() * (200 if form == "csv" else 4)
    words = list(WORDS)
    if form == "workbook":
        words[2] = "records.xlsx"
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in csv.reader([HEADER, *rows]):
            sheet.append(row)
        book.save(folder / words[2])
    else:
        text = HEADER + "".join(rows)
        written = text if form == "csv" else text.replace(",", ";") + "Caf\xe9;E05009888;White;F;yes\n" * 20
        (folder / "records.csv").write_bytes(written.encode("cp1252"))
    done = run(folder, "--dry-run", words=words, writes=False)
    expected = {"csv": "49,000", "semicolons": "1,000", "workbook": "980"}
    assert (done.returncode, done.stdout.partition(" ")[0]) == (0, expected[form])
    # What ten or more records say is no secret: that is so of the two hundred.
    assert form == "csv" or found(folder, done.stdout, done.stderr, but=words[2]) == []


def test_the_search_finds_a_canary_where_there_is_one(folder: Path) -> None:
    (folder / "temporary/spill").write_text(f"x{CANARIES['name']}x", "utf-8")
    assert found(folder) == ["Zebedee Quillfeather", "Zebedee", "Quillfeather"]
