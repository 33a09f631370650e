"""Nobody is given away by all that is published of a collection together, whichever way the collection came in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import psycopg
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray

from jsna.areas.lookups import read_areas
from jsna.catalogue import read
from jsna.cli import main
from jsna.disclosure.policy import SERVICE, SURVEY, Rule
from jsna.disclosure.table import NONE, Table
from jsna.disclosure.withhold import shown_everyone, shown_groups
from tests.faults import random_collections
from tests.faults.attacker_of_files import ALL, Attacker, Count, of_replies, too_narrow
from tests.faults.local_figures import ROOT, by_upload
from tests.pages import test_add_data
from tests.pages.conftest import linked
from tests.pages.test_add_data import described, described_collection
from tests.services import postgres
from tests.unit.test_engines import HAS_SPARK

BOSTON = "E07000136"
GROUPS = {"white": "White", "asian": "Asian", "black": "Black", "mixed": "Mixed", "other": "Other"}
ANSWERS = ["yes", "no"]
MAPPING = """
slug = "voices"
topic = "local"
title = "Satisfied with the library"
question = "How satisfied are you with your library?"
kind = "{kind}"
place = "E07000136"
period = "2026"
reference_date = 2026-06-30
publisher = "A council"
url = "https://www.example.gov.uk/"
area.column = "ward"
answer.column = "answer"
answer.codes.yes = {{ label = "Satisfied", says = "are satisfied" }}
answer.codes.no = {{ label = "Not satisfied", says = "are not satisfied" }}
characteristics.race.column = "race"
purpose = {{ why = "To see.", lawful_basis = "Public task", who_sees = "public", smallest_group = 10 }}
"""
#: The same collections as from a file: what is held here is that the other ways in lead to the same protection.
OTHER_WAYS = (0, 3)
#: Withheld cells looked at in each collection: each takes the attacker half a dozen integer programmes.
LOOKED_AT = 6


@pytest.fixture(scope="module")
def wards() -> list[str]:
    areas = read_areas(Path(__file__).resolve().parents[2] / "data")
    return list(areas.index[(areas["district"] == BOSTON) & (areas["level"] == "ward")])


def truth_of(
    counts: NDArray[np.int64], areas: list[str], place: str, groups: list[str], answers: Sequence[str] = tuple(ANSWERS)
) -> dict[Count, int]:
    """Every true count, with the totals; without answers, people alone."""
    place_too = np.concatenate([counts, counts.sum(axis=0, keepdims=True)])
    every = np.concatenate([place_too, place_too.sum(axis=1, keepdims=True)], axis=1)
    every = np.concatenate([*([every] if answers else []), every.sum(axis=2, keepdims=True)], axis=2)
    names = ([*areas, place], [*groups, ALL], [*answers, ALL])
    return {key: int(every[at]) for at, key in zip(np.ndindex(*every.shape), itertools.product(*names), strict=True)}


def looked_at(cells: list[tuple[str, str]], seed: int) -> list[tuple[str, str]]:
    order = np.random.default_rng(seed).permutation(len(cells))[:LOOKED_AT]
    return [cells[place] for place in order]


@pytest.mark.parametrize("rule", [SURVEY, SERVICE], ids=lambda rule: rule.name)
@pytest.mark.parametrize("seed", range(15))
def test_no_small_count_of_a_random_collection_is_known(rule: Rule, seed: int) -> None:
    counts = random_collections.counts(seed)
    areas, groups = [f"w{at}" for at in range(len(counts))], list(GROUPS)
    table = Table.summed(counts, np.array([*[len(areas)] * len(areas), NONE]))
    shown = shown_groups(table, rule, shown_everyone(table, rule))
    truth = truth_of(counts, areas, "place", groups)
    attacker = Attacker(rule.rounding)
    attacker.table(areas, "place", groups, ANSWERS)
    names = list(itertools.product([*areas, "place"], [*groups, ALL]))
    for (area, group), told in zip(names, shown.ravel(), strict=True):
        for answer in [*ANSWERS, ALL] if told else []:
            attacker.shown((area, group, answer), rule.rounded(truth[area, group, answer]))
    hidden = [cell for cell, told in zip(names, shown.ravel(), strict=True) if not told and cell[1] != ALL]
    assert hidden
    assert too_narrow(attacker, truth, looked_at(hidden, seed), ANSWERS, "place") == []
    assert shown[:-1, :-1].sum() >= 0.5 * safe_cells(counts, rule)


def safe_cells(counts: NDArray[np.int64], rule: Rule) -> int:
    """How many cells might be shown if each stood alone."""
    people = counts.sum(axis=2)
    alike = (counts == 0).any(axis=2) & (people < rule.alike_base)
    return int(((people >= 10) & ~alike & ~(counts < rule.smallest_count).any(axis=2)).sum())


def records(counts: NDArray[np.int64], wards: list[str]) -> pd.DataFrame:
    """One row a reply."""
    cells = itertools.product(wards, GROUPS.values(), ANSWERS)
    rows = [row for row, many in zip(cells, counts.ravel(), strict=True) for _ in range(int(many))]
    return pd.DataFrame(rows, columns=["ward", "race", "answer"])


def by_command(data: Path, source: str, *more: str, kind: str = "survey") -> str:
    """What the command says."""
    mapping = data.parent / "map.toml"
    mapping.write_text(MAPPING.format(kind=kind), "utf-8")
    ended = CliRunner().invoke(main, ["ingest", "records", source, "--map", str(mapping), "--data", str(data), *more])
    assert ended.exit_code == 0, ended.output
    return ended.output


def figures_of(data: Path, collection: str = "voices") -> dict[str, pd.DataFrame]:
    """The stored figures of a collection by slug; the place is the last area of each."""
    catalogue = read.open_catalogue(data)
    found = {slug: catalogue.observations(slug) for slug in catalogue.indicators if slug.startswith(collection)}
    return {slug: table.sort_values("area_code", key=lambda code: code == BOSTON) for slug, table in found.items()}


def given_away(
    data: Path, counts: NDArray[np.int64], wards: list[str], seed: int, rule: Rule, slug: str = "voices"
) -> list[str]:
    """What the attacker knows too well of what is stored in a data folder."""
    stored = figures_of(data, slug)
    attacker = of_replies(stored, slug, "race", rule.rounding)
    replies = stored[f"{slug}-replies-by-race"]
    hidden = replies[replies["numerator"].isna()][["area_code", "group"]].itertuples(index=False, name=None)
    truth = truth_of(counts, wards, BOSTON, list(GROUPS))
    return too_narrow(attacker, truth, looked_at(list(hidden), seed), ANSWERS, BOSTON)


@pytest.mark.parametrize("kind", ["survey", "service"])
@pytest.mark.parametrize("seed", range(5))
def test_records_in_a_file_give_nobody_away(data: Path, tmp_path: Path, wards: list[str], kind: str, seed: int) -> None:
    counts = random_collections.counts(seed, wards=len(wards))
    records(counts, wards).to_csv(tmp_path / "replies.csv", index=False)
    by_command(data, str(tmp_path / "replies.csv"), kind=kind)
    assert given_away(data, counts, wards, seed, SURVEY if kind == "survey" else SERVICE) == []


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.running() as address:
        yield address


@pytest.mark.parametrize("seed", OTHER_WAYS)
def test_records_in_postgresql_give_nobody_away(data: Path, wards: list[str], server: str, seed: int) -> None:
    counts = random_collections.counts(seed, wards=len(wards))
    with psycopg.connect(server) as connection:
        connection.execute("DROP TABLE IF EXISTS replies; CREATE TABLE replies (ward text, race text, answer text)")
        rows = records(counts, wards).itertuples(index=False, name=None)
        connection.cursor().executemany("INSERT INTO replies VALUES (%s, %s, %s)", rows)
    by_command(data, "public.replies", "--engine", server)
    assert given_away(data, counts, wards, seed, SURVEY) == []


@pytest.mark.skipif(not HAS_SPARK, reason="the extra for Spark is not installed")
@pytest.mark.parametrize("seed", OTHER_WAYS[:1])
def test_records_in_spark_give_nobody_away(data: Path, tmp_path: Path, wards: list[str], seed: int) -> None:
    counts = random_collections.counts(seed, wards=len(wards))
    records(counts, wards).to_parquet(tmp_path / "replies.parquet", index=False)
    by_command(data, str(tmp_path / "replies.parquet"), "--engine", "local[1]")
    assert given_away(data, counts, wards, seed, SURVEY) == []


FENSIDE, STATION = "E05009622", "E05009630"
OF_RACE = ("--characteristic", "race", "--base", "All")
OF_ALL = ("--characteristic", "everyone", "--groups", "Happy", "--base", "All")


def test_one_asian_reply_beside_118_white_ones_is_not_told_by_the_rest(data: Path) -> None:
    rows = f"code,White,Asian,All\n{FENSIDE},118,1,119\n{STATION},60,45,105\n"
    stored = by_upload(data, "Who replied", rows, *OF_RACE, "--groups", "White; Asian", "--out-of", "All")
    assert stored.loc[FENSIDE, "numerator"].isna().all()
    assert stored.loc[(STATION, "white"), "numerator"] == 60


def test_three_files_of_one_survey_do_not_give_the_one_reply_back(data: Path) -> None:
    """75 of all 119 and 74 of 118 White people are happy: what is left is one reply."""
    everyone = by_upload(data, "Everyone", f"code,Happy,All\n{FENSIDE},75,119\n", *OF_ALL)
    white = by_upload(data, "White people", f"code,White,All\n{FENSIDE},74,118\n", *OF_RACE, "--groups", "White")
    asian = by_upload(data, "Asian people", f"code,Asian,All\n{FENSIDE},1,1\n", *OF_RACE, "--groups", "Asian")
    assert everyone.loc[FENSIDE, "numerator"].tolist() == [75]
    assert white.loc[FENSIDE, "numerator"].isna().all()
    assert asian.loc[FENSIDE, "numerator"].isna().all()


def test_nor_do_they_in_another_order(data: Path) -> None:
    white = by_upload(data, "White people", f"code,White,All\n{FENSIDE},74,118\n", *OF_RACE, "--groups", "White")
    everyone = by_upload(data, "Everyone", f"code,Happy,All\n{FENSIDE},75,119\n", *OF_ALL)
    assert white.loc[FENSIDE, "numerator"].tolist() == [74]
    assert everyone.loc[FENSIDE, "numerator"].isna().all()


def test_two_groups_leave_what_is_left_of_everyone(data: Path) -> None:
    """80 White and 45 Asian of 130: neither leaves a few, but both together leave five."""
    everyone = by_upload(data, "Everyone", f"code,Happy,All\n{FENSIDE},90,130\n", *OF_ALL)
    white = by_upload(data, "White people", f"code,White,All\n{FENSIDE},60,80\n", *OF_RACE, "--groups", "White")
    asian = by_upload(data, "Asian people", f"code,Asian,All\n{FENSIDE},26,45\n", *OF_RACE, "--groups", "Asian")
    told = [stored.loc[FENSIDE, "numerator"].tolist() for stored in (everyone, white, asian)]
    assert told[:2] == [[90], [60]]
    assert np.isnan(told[2]).all()


@pytest.mark.parametrize("parts", [(8, 8, 1), (302, 152, 62, 7)], ids=lambda parts: " + ".join(map(str, parts)))
def test_a_rounded_total_does_not_give_the_withheld_part_back(data: Path, parts: tuple[int, ...]) -> None:
    names = "ABCD"[: len(parts)]
    rows = f"code,{','.join(names)},All\n{FENSIDE},{','.join(map(str, parts))},{sum(parts)}\n"
    groups = ("--groups", "; ".join(names))
    stored = by_upload(data, "Served", rows, *OF_RACE, *groups, rule="service")
    attacker = Attacker(rounding=5)
    attacker.sums((FENSIDE, ALL, ALL), [(FENSIDE, name, ALL) for name in names.lower()])
    for name in names.lower():
        figure = stored.loc[(FENSIDE, name)]
        attacker.shown((FENSIDE, name, ALL), figure["numerator"])
        attacker.shown((FENSIDE, ALL, ALL), figure["denominator"])
    low, high = attacker.ends((FENSIDE, names[-1].lower(), ALL))
    assert (low, high >= 7) == (0, True)


@pytest.mark.parametrize(("options", "shown"), [((), False), (("--shows-nobody",), True)])
def test_nobody_is_shown_only_where_the_source_shows_it(data: Path, options: tuple[str, ...], shown: bool) -> None:
    rows = f"code,Happy,All\n{FENSIDE},0,900\n{STATION},450,900\n"
    stored = by_upload(data, "Served", rows, *OF_ALL, *options, rule="service")
    nobody = stored.loc[(FENSIDE, "happy"), "numerator"]
    assert nobody == 0 if shown else np.isnan(nobody)
    assert stored.loc[(STATION, "happy"), "numerator"] == 450


def test_replies_and_answers_together_tell_no_more_than_either(data: Path, tmp_path: Path, wards: list[str]) -> None:
    """Seven replies, five of them yes: replies and answers added up leave 0 to 9 and 0 to 7."""
    counts = np.zeros((len(wards), len(GROUPS), 2), dtype=np.int64)
    counts[:, 0], counts[:, 1], counts[:4, 2], counts[0, 3] = (70, 50), (8, 3), (6, 5), (5, 2)
    records(counts, wards).to_csv(tmp_path / "replies.csv", index=False)
    by_command(data, str(tmp_path / "replies.csv"))
    attacker = of_replies(figures_of(data), "voices", "race")
    truth = truth_of(counts, wards, BOSTON, list(GROUPS))
    assert too_narrow(attacker, truth, [(wards[0], "mixed"), (wards[5], "black")], ANSWERS, BOSTON) == []


def test_nobody_replied_looks_like_one_reply(data: Path, tmp_path: Path, wards: list[str]) -> None:
    told = []
    for mixed in (0, 1):
        counts = np.zeros((len(wards), len(GROUPS), 2), dtype=np.int64)
        counts[:, 0], counts[:, 1], counts[:, 2], counts[3, 3, 0] = (70, 50), (20, 13), (6, 5), mixed
        records(counts, wards).to_csv(tmp_path / "replies.csv", index=False)
        by_command(data, str(tmp_path / "replies.csv"))
        replies = figures_of(data)["voices-replies-by-race"]
        told.append(replies.loc[replies["group"] == "mixed", "note"].tolist())
        for path in (data / "indicators/local").glob("voices*"):
            path.unlink()
    assert told[0] == told[1]
    assert set(told[0]) == {"c"}


def test_one_more_reply_is_not_published_until_there_is_a_wave(data: Path, tmp_path: Path, wards: list[str]) -> None:
    counts = random_collections.counts(1, wards=len(wards))
    records(counts, wards).to_csv(tmp_path / "replies.csv", index=False)
    by_command(data, str(tmp_path / "replies.csv"))
    before = figures_of(data)["voices"]
    counts[2, 0, 1] += 1
    records(counts, wards).to_csv(tmp_path / "replies.csv", index=False)
    mapping = tmp_path / "map.toml"
    words = ["ingest", "records", str(tmp_path / "replies.csv"), "--map", str(mapping), "--data", str(data)]
    refused = CliRunner().invoke(main, words)
    assert refused.exit_code != 0
    assert "other figures of 2026 are published already" in refused.output
    pd.testing.assert_frame_equal(figures_of(data)["voices"], before)

    mapping.write_text(MAPPING.format(kind="survey").replace('period = "2026"', 'period = "2027"'), "utf-8")
    second = CliRunner().invoke(main, words)
    assert (second.exit_code, "these counts seem to hold the earlier ones" in second.output) == (0, True)
    both = figures_of(data)["voices"]
    assert sorted(both["period"].unique()) == ["2026", "2027"]
    kept = both[both["period"] == "2026"].sort_values(["area_code", "group"])[["numerator", "note"]]
    assert kept.equals(before.sort_values(["area_code", "group"])[["numerator", "note"]].set_axis(kept.index))


def counts_file(people: NDArray[np.int64], wards: list[str]) -> str:
    """A council's file of people by group, with all of them; axes ward, group."""
    rows = [f"{ward},{','.join(map(str, own))},{sum(own)}" for ward, own in zip(wards, people.tolist(), strict=True)]
    return "\n".join([f"code,{','.join(GROUPS.values())},All", *rows, ""])


def given_away_by_counts(stored: pd.DataFrame, people: NDArray[np.int64], wards: list[str], seed: int) -> list[str]:
    """What the attacker knows too well of stored counts of people by group; index: area, group."""
    attacker = Attacker()
    attacker.table(wards, BOSTON, list(GROUPS), [])
    truth = truth_of(people[:, :, np.newaxis], wards, BOSTON, list(GROUPS), [])
    for (area, group), row in stored.iterrows():
        attacker.shown((area, group, ALL), row["numerator"])
        attacker.shown((area, ALL, ALL), row["denominator"])
    hidden = [key for key, row in stored.iterrows() if np.isnan(row["numerator"])]
    assert hidden
    return too_narrow(attacker, truth, looked_at(hidden, seed), [], BOSTON)


@pytest.mark.parametrize("seed", range(5))
def test_counts_in_a_file_give_nobody_away(data: Path, wards: list[str], seed: int) -> None:
    people = random_collections.counts(seed, wards=len(wards)).sum(axis=2)
    options = (*OF_RACE, "--groups", "; ".join(GROUPS.values()), "--out-of", "All")
    stored = by_upload(data, "Who replied", counts_file(people, wards), *options)
    assert given_away_by_counts(stored, people, wards, seed) == []


@pytest.fixture
def desk(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a server that takes files."""
    monkeypatch.setenv("JSNA_DATA", str(data))
    monkeypatch.setenv("JSNA_UPLOADS", "yes")
    monkeypatch.setenv("JSNA_LOCAL", "yes")
    return data


@pytest.mark.parametrize("seed", OTHER_WAYS)
def test_counts_on_the_page_give_nobody_away(desk: Path, wards: list[str], seed: int) -> None:
    people = random_collections.counts(seed, wards=len(wards)).sum(axis=2)
    page = linked(ROOT / "app.py", test_add_data.PAGE).run()
    content = counts_file(people, wards).encode()
    described(page, content, out_of="All", rule="survey", about="race", **{"Out of whom": "All"})
    next(button for button in page.button if button.label == "Store it").click().run()
    stored = read.open_catalogue(desk).observations("pupils-eligible-for-free-meals")
    assert given_away_by_counts(stored.set_index(["area_code", "group"]), people, wards, seed) == []


@pytest.mark.parametrize("seed", OTHER_WAYS)
def test_records_on_the_page_give_nobody_away(desk: Path, wards: list[str], seed: int) -> None:
    counts = random_collections.counts(seed, wards=len(wards))
    content = records(counts, wards).to_csv(index=False).encode()
    page = linked(ROOT / "app.py", test_add_data.RECORDS).run()
    columns = {
        "Column_of_the_area": "ward",
        "Column_of_the_answer": "answer",
        "Column_of_race": "race",
        "Place": BOSTON,
    }
    described_collection(page, content, "yes = are happy\nno = are not happy", **columns)
    next(button for button in page.button if button.label == "Count and preview").click().run()
    next(button for button in page.button if button.label == "Store the counts").click().run()
    assert given_away(desk, counts, wards, seed, SURVEY, slug="happy-with-the-bus") == []
