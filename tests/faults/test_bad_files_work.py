"""A small file never costs the service much: what is wrong is counted, and only a few files are read at once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from jsna import errors
from jsna.areas.lookups import Lookups
from jsna.areas.unknown import unknown_areas
from jsna.cli import main
from jsna.files import apart
from jsna.ingest.council.rows import row_faults
from jsna.ingest.council.understood import Understood
from jsna.ingest.council.upload import read_upload
from tests.faults.bad_files import GOOD, SHEET, geojson, table, workbook

ROWS = 5_000


@pytest.fixture(scope="module")
def lookups(checkout: Path) -> Lookups:
    return Lookups.of(checkout / "data")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The problem of every finding that is made."""
    problems: list[str] = []
    usual = errors.Finding.__init__

    def counted(self: errors.Finding, file: str, problem: str, *more: object, **named: object) -> None:
        problems.append(problem)
        usual(self, file, problem, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(errors.Finding, "__init__", counted)
    return problems


def looked_at(content: bytes, lookups: Lookups, name: str = "a.csv") -> Understood:
    return row_faults.looked_at(read_upload(name, content), lookups)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("{0},{0}%", "a percent sign"),
        ("x,=1+{0}", "a formula"),
        ("x,#REF!", "an error of the spreadsheet"),
        ("x,\x08{0}", "a control character"),
        ("{0},400,4", "4 fields"),
        ("{0}", "2 fields"),
    ],
)
def test_findings_of_one_kind_are_made_for_the_first_cells_only(
    lookups: Lookups, made: list[str], cells: str, says: str
) -> None:
    content = table(*(f"E05{number:06d}," + cells.format(number) for number in range(ROWS)))

    understood = looked_at(content, lookups)
    found = [*understood.findings, *row_faults.of_cells(understood, understood.numbers or understood.table.columns[1:])]

    assert [f"{ROWS:,} rows, the next row 3" in each.problem for each in found if says in each.problem] == [True]
    assert len(made) < 100


def test_columns_that_nobody_uses_cost_little(lookups: Lookups, made: list[str]) -> None:
    header = ",".join(["code", "n", *(f"c{number}" for number in range(190))])
    rows = [f"E05{number:06d},{number}," + ",".join([f"{number}*"] * 190) for number in range(100)]

    understood = looked_at(table(*rows, header=header), lookups)

    assert [found for found in understood.with_columns(["n"]) if found.column != "code"] == []
    assert len(made) < 190 * (errors.LISTED + 5)


def test_unknown_codes_are_counted_by_kind_and_looked_up_once(lookups: Lookups, tmp_path: Path, checkout: Path) -> None:
    """Wards of years before and after, and a code of Wales, whose row is left out."""
    never = [code for code in map("E0500{:04d}".format, range(26, 9999)) if code not in lookups.every_ward.index]
    codes = never[:500] + [f"E0599{number:04d}" for number in range(300)]
    rows = [f"{code},{number % 90 + 1},{number % 90 + 100}" for number, code in enumerate([*codes, "W05000001"])]
    path = tmp_path / "counts.csv"
    path.write_bytes(table("E05009888,5,100", *rows))
    asked = [
        "--title",
        "Cases",
        "--summary",
        "How many people are known to have been cases in a year.",
        "--topic",
        "health",
    ]
    about = ["--unit", "people", "--base", "people", "--publisher", "A council", "--url", "https://example.org/"]
    more = ["--groups", "Eligible", "--characteristic", "everyone", "--reference-date", "2026-01-15"]

    ended = CliRunner().invoke(
        main, ["new-indicator", *asked, *about, *more, "--from", str(path), "--data", str(checkout / "data")]
    )

    lines = ended.output.splitlines()
    assert ended.exit_code == 1
    assert len(lines) == 2
    assert (
        "row 3, column ward_code: 500 of the 801 codes are of wards that were not in use in December 2022 or May 2025"
        in lines[0]
    )
    assert "row 503, column ward_code: 300 of the 801 codes are of wards that began after May 2025" in lines[1]


def test_the_areas_are_gone_through_once_for_all_unknown_codes(lookups: Lookups) -> None:
    class Counted(list[str]):
        times = 0

        def __iter__(self):
            Counted.times += 1
            return super().__iter__()

    understood = read_upload("a.csv", table(*(f"E0500{number:04d},1,2" for number in range(26, 3_000))))
    areas = lookups.areas
    known = Counted(areas.index)
    said = unknown_areas(understood.table["ward_code"], known)

    assert said.nunique() == 1
    assert Counted.times == 1


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", workbook(SHEET)), ("a.geojson", geojson([-0.5, 53.2], "Point"))]
)
def test_a_file_that_takes_too_long_is_refused_and_its_process_ended(
    monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    """Any file does where no time is given."""
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    understood = read_upload(name, content)
    assert [found.problem for found in understood.findings] == ["the file took too long to read"]


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", GOOD), ("a.xlsx", workbook(SHEET)), ("a.geojson", geojson([-0.5, 53.2], "Point"))]
)
def test_a_file_waits_for_its_turn_and_is_told_when_there_is_none(
    monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    monkeypatch.setattr(apart, "WAIT", 0.01)
    busy = threading.BoundedSemaphore(1)
    monkeypatch.setattr(apart, "_readers", busy)
    with busy:
        understood = read_upload(name, content)
    assert [found.problem for found in understood.findings] == ["other files are being read at the moment"]
    assert not read_upload(name, content).findings


def test_only_so_many_files_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, most, lock = 0, 0, threading.Lock()
    usual = apart.subprocess.run

    def counted(*given: object, **named: object) -> object:
        nonlocal reading, most
        with lock:
            reading += 1
            most = max(most, reading)
        try:
            return usual(*given, **named)  # type: ignore[call-overload]
        finally:
            with lock:
                reading -= 1

    monkeypatch.setattr(apart.subprocess, "run", counted)
    content = workbook(SHEET)
    done: list[Understood] = []
    threads = [threading.Thread(target=lambda: done.append(read_upload("a.xlsx", content))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [understood.refused for understood in done] == [False] * 8
    assert most == apart.READERS
