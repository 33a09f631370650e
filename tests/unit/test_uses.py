"""The use log: what it takes, what it refuses, and when a collection counts as unused."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from jsna.catalogue import documents, read, release, uses
from jsna.catalogue.checks import uses as use_checks
from jsna.errors import Findings
from jsna.model.indicator import Indicator, Purpose
from jsna.model.use import Use
from jsna.words import what_changed
from tests.unit.catalogue_files import folder

TODAY = date(2026, 11, 24)
DECIDED = Use(
    date=date(2026, 9, 15),
    decision="Open the advice point on Saturdays.",
    body="Testshire Board",
    datasets=("carers",),
    changed="It opens on Saturdays from October.",
)
PURPOSE = Purpose(why="To see who cares.", lawful_basis="Article 6(1)(e)", who_sees="public", smallest_group=10)


def collection(tmp_path: Path, retrieved: date) -> dict[str, Indicator]:
    indicator = read.open_catalogue(folder(tmp_path)).indicators["carers"]
    source = indicator.source.model_copy(update={"retrieved": retrieved})
    return {"carers": indicator.model_copy(update={"purpose": PURPOSE, "source": source})}


def used(day: date) -> Use:
    return DECIDED.model_copy(update={"date": day})


@pytest.mark.parametrize(("days", "unused"), [(0, False), (729, False), (730, False), (731, True)])
def test_never_used_is_unused_two_years_after_it_was_collected(tmp_path: Path, days: int, unused: bool) -> None:
    (found,) = uses.collections(collection(tmp_path, TODAY - timedelta(days)), [], TODAY)
    assert (found.idle_days, found.last_used, found.is_unused) == (days, None, unused)


@pytest.mark.parametrize(("days", "unused"), [(730, False), (731, True)])
def test_used_is_unused_two_years_after_the_last_decision(tmp_path: Path, days: int, unused: bool) -> None:
    last = TODAY - timedelta(days)
    (found,) = uses.collections(collection(tmp_path, date(2020, 1, 1)), [used(last), used(last - timedelta(9))], TODAY)
    assert (found.last_used, found.is_unused) == (last, unused)


def test_asking_again_does_not_make_it_used(tmp_path: Path) -> None:
    (found,) = uses.collections(collection(tmp_path, TODAY), [used(date(2024, 1, 1))], TODAY)
    assert found.is_unused


def test_a_decision_to_come_has_used_nothing(tmp_path: Path) -> None:
    to_come = used(TODAY + timedelta(1))
    (found,) = uses.collections(collection(tmp_path, date(2024, 1, 1)), [to_come], TODAY)
    assert found.last_used is None
    assert found.is_unused


def test_figures_nobody_here_was_asked_for_are_no_collection(tmp_path: Path) -> None:
    indicators = read.open_catalogue(folder(tmp_path)).indicators
    assert uses.collections(indicators, [], TODAY) == ()
    assert what_changed.unused_sentence(()) == "No local collection is stored here, so none has gone unused."


def test_the_sentence_counts_the_unused(tmp_path: Path) -> None:
    found = uses.collections(collection(tmp_path, date(2024, 1, 1)), [], TODAY)
    assert what_changed.unused_sentence(found) == "1 of 1 local collections has not been used for two years."
    row = what_changed.collection_row(found[0], TODAY)
    assert (row["Last used"], row["State"]) == ("never", "Not used for two years")


def test_no_log_is_an_empty_log(tmp_path: Path) -> None:
    assert uses.read_uses(tmp_path) == ()


def test_the_log_that_is_shipped_invents_nothing() -> None:
    assert uses.read_uses(Path(__file__).parents[2] / "data") == ()
    assert what_changed.decisions_sentence(()) == "No decision that used these figures has been recorded yet."


def test_a_decision_is_added_below_what_stands(tmp_path: Path) -> None:
    data = folder(tmp_path)
    (data / uses.FILE).write_text("# Ours.\n", encoding="utf-8")
    uses.log(data, DECIDED)
    uses.log(data, used(date(2026, 10, 1)))
    assert (data / uses.FILE).read_text("utf-8").startswith("# Ours.\n\n[[use]]\n")
    assert uses.read_uses(data) == (used(date(2026, 10, 1)), DECIDED)
    assert release.read(data).sha256 == release.compute(data).sha256


def test_an_unknown_dataset_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    data = folder(tmp_path)
    with pytest.raises(Findings, match=r"unknown dataset \('carer'\)\. Accepted: .* such as carers"):
        uses.log(data, DECIDED.model_copy(update={"datasets": ("carer",)}))
    assert not (data / uses.FILE).exists()


def test_a_damaged_log_is_not_added_to(tmp_path: Path) -> None:
    data = folder(tmp_path)
    (data / uses.FILE).write_text('[[use]]\ndate = "soon"\n', encoding="utf-8")
    with pytest.raises(Findings, match=r"uses\.toml.*column use\.0\.date"):
        uses.log(data, DECIDED)
    assert (data / uses.FILE).read_text("utf-8") == '[[use]]\ndate = "soon"\n'


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('datasets = ["cars"]', "unknown dataset ('cars')"),
        ("datasets = []", "use.0.datasets"),
        ('datasets = ["carers", "carers"]', "is named twice"),
        ('datasets = ["carers"]\nwho = "us"', "column use.0.who: unknown key"),
    ],
)
def test_check_names_each_fault(tmp_path: Path, line: str, says: str) -> None:
    data = folder(tmp_path)
    text = uses.as_toml(DECIDED).replace('datasets = ["carers"]', line)
    (data / uses.FILE).write_text(text, encoding="utf-8")
    assert any(says in str(finding) for finding in use_checks.findings(read.open_catalogue(data)))


@given(st.text(min_size=10, max_size=60))
def test_whatever_is_taken_comes_back_as_it_was(text: str) -> None:
    try:
        use = Use.model_validate({**DECIDED.model_dump(), "decision": text, "changed": text})
    except ValidationError:
        return
    (again,) = tomllib.loads(uses.as_toml(use))["use"]
    assert documents.typed(Use, Path("uses.toml"), again) == use


def test_decisions_stand_by_dataset_newest_first() -> None:
    newer = DECIDED.model_copy(update={"date": date(2026, 10, 1), "datasets": ("gone", "carers")})
    rows = what_changed.decisions([newer, DECIDED], {"carers": "Carers"})
    assert [(row["Dataset"], row["Date"]) for row in rows] == [
        ("Carers", "1 October 2026"),
        ("Carers", "15 September 2026"),
        ("gone", "1 October 2026"),
    ]
