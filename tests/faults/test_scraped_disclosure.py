"""Every page is read as an attacker would read it: no hidden count is on it, and none can be worked out from it.

The figures are made up (``local_figures``) and their raw counts never reach the app, except in the tests that must
find them: there the data folder holds the raw counts, so that a search that finds nothing is known to be a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest

from jsna.catalogue.release import compute
from jsna.disclosure.policy import RULES, SURVEY
from jsna.disclosure.protected import protect
from tests.faults.attacker import CHOSEN, COUNTED, NOW, Page, about, attacked, leaks, link, read, subject_of
from tests.faults.local_figures import FENSIDE, WARDS, Source, folder, service, survey
from tests.faults.scraping import Reader, numbers


@pytest.fixture(scope="module")
def sources() -> tuple[Source, Source]:
    return survey(), service()


@pytest.fixture(scope="module")
def stored(sources: tuple[Source, Source], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with figures that were protected before they were stored."""
    return folder(tmp_path_factory.mktemp("protected"), *((source, source.protected) for source in sources))


@pytest.fixture(scope="module")
def protected(sources: tuple[Source, Source], stored: Path) -> list[Page]:
    """The pages over them."""
    return read(stored, sources)


@pytest.fixture(scope="module")
def unprotected(sources: tuple[Source, Source], tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """The pages over the raw counts, called published."""
    raw = ((source, source.raw) for source in sources)
    return read(folder(tmp_path_factory.mktemp("raw"), *raw, rule="published"), sources)


@pytest.mark.parametrize("which", [0, 1], ids=["survey", "service"])
def test_no_page_tells_a_number_of_a_hidden_figure(protected, sources, which):
    assert leaks(protected, sources[which]) == set()


@pytest.mark.parametrize("which", [0, 1], ids=["survey", "service"])
def test_the_same_search_finds_what_is_not_protected(unprotected, sources, which):
    kinds = {kind.partition(" ")[0] for kind, _ in leaks(unprotected, sources[which])}
    assert {"table", "file", "map", "point", "html", "plotly_chart"} <= kinds


def test_a_few_replies_have_no_percentage_order_or_colour_on_any_page(protected, sources):
    few = sources[0].protected
    few = few[few["denominator"].lt(30) & few["area_code"].isin(WARDS)]
    texts = [(kind, text) for _, row in few.iterrows() for kind, text in about(protected, sources[0], row)]
    assert len(texts) > 100
    assert [text for kind, text in texts if "%" in text or (kind == "point" and numbers(text))] == []


def test_from_everything_shown_a_hidden_reply_keeps_its_room(protected, sources):
    report = attacked(protected, sources[0])
    assert len(report.ranges) >= 8
    assert report.failures == ()


def test_from_everything_shown_a_hidden_record_keeps_five_values(protected, sources):
    report = attacked(protected, sources[1])
    counted = {cell: ends for cell, ends in report.ranges.items() if cell[-1] == "numerator"}
    assert len(counted) > 10
    assert min(highest - lowest for lowest, highest in counted.values()) >= 4


def test_the_attacker_wins_where_only_small_figures_are_withheld(sources, tmp_path):
    survey = sources[0]
    pages = read(folder(tmp_path, (survey, protect(survey.raw, SURVEY))), [survey], paths=COUNTED)
    assert attacked(pages, survey).ranges[(FENSIDE, NOW, "black", "numerator")] == (1, 1)


def test_the_county_has_no_figure_from_which_the_district_could_be_taken(protected, sources):
    told = {subject_of(seen) for page in protected if page.slug == sources[0].slug for seen in page.seen}
    assert "Boston" in told
    assert not told & {"Lincolnshire", "E10000019", "England"}


def twin(source: Source) -> pd.DataFrame:
    """The raw counts with other numbers wherever a figure may not be shown for its own sake; the rest is the same."""
    other = source.raw.copy()
    hidden = protect(source.raw, RULES[source.rule])["note"] == "c"
    for line, row in source.raw[hidden].iterrows():
        other.loc[line, ["numerator", "denominator"]] = _another(row["numerator"], row["denominator"], source.rule)
    return other


def _another(counted: float, base: float, rule: str) -> tuple[float, float]:
    if base < 10:
        return 9 - base, 9 - base
    if rule == "survey":
        return base - counted, base
    others = base - counted
    return (7 - counted if counted < 8 else base - (7 - others)), base


def everything(pages: Iterable[Page], data: Path) -> dict[tuple[str, ...], list[str]]:
    """All that each page says, in its order, but for the data's fingerprint and what Streamlit draws by lot."""
    release, lot = compute(data).id, re.compile("[0-9a-f]{32}")
    return {
        (page.path, page.slug, page.group, page.ward): [
            f"{seen.where}: {seen.text.replace(release, '')}" for seen in page.seen if not lot.fullmatch(seen.text)
        ]
        for page in pages
    }


@pytest.mark.parametrize("rule", [None, "published"], ids=["protected", "not protected"])
def test_pages_do_not_depend_on_hidden_numbers(sources, tmp_path, rule):
    """Somebody stored raw counts: two folders that differ only in what is hidden make the same pages, to the letter."""
    said = []
    for name, figures in (("one", [each.raw for each in sources]), ("other", [twin(each) for each in sources])):
        (tmp_path / name).mkdir()
        data = folder(tmp_path / name, *zip(sources, figures, strict=True), rule=rule)
        said.append(everything(read(data, sources, ("black", "deaf")), data))
    one, other = said
    different = {page[0] for page in one if one[page] != other[page]}
    assert different == set() if rule is None else different >= set(CHOSEN[:4])


@pytest.fixture
def reader(stored: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader(monkeypatch, stored)


def test_one_respondent_100_percent(reader, sources):
    """Of Black residents of Fenside one replied, and was happy: "100% of ethnic minority respondents are happy"."""
    at = link(sources[0], "black", FENSIDE)
    assert sources[0].raw.query("area_code == @FENSIDE and group == 'black'")["denominator"].tolist() == [1, 1]
    on_map = reader.read("pages/explore/map.py", **at)
    assert "Fenside: black – Too few replies to report." in [piece.text for piece in on_map if piece.where == "html"]
    (label,) = [piece for piece in on_map if piece.where == "map label" and FENSIDE in piece.text]
    assert label.cells[1][1] == "Too few replies to report"
    of_ward = reader.read("pages/explore/area.py", **at)
    (row,) = [dict(each.cells) for each in of_ward if each.where[:5] == "table" and ("Group", "Black") in each.cells]
    assert (row["Number and share"], row["Among England's wards"]) == ("–", "–")
    assert row["Compared with Boston"] == "hidden to protect people: Too few replies to report"
    own = [piece.text for piece in (*on_map, *of_ward) if "Fenside" in piece.text and "Black" in piece.text]
    assert own
    assert [text for text in own if "100" in text or "1 of 1" in text] == []


@pytest.mark.parametrize("clusters", ["off", "on"])
def test_a_ward_with_few_replies_has_no_place_in_any_order(reader, sources, clusters):
    coastal = "E05009621"
    at = link(sources[0], "black", coastal) | {"clusters": clusters}
    seen = reader.read("pages/explore/map.py", **at)
    assert sources[0].protected.query("area_code == @coastal and group == 'black'")["denominator"].max() < 30
    assert any("8 of 22 people who replied" in piece.text for piece in seen)
    own = [piece.text for piece in seen if "Coastal" in piece.text]
    assert [text for text in own if re.search("the place of|cluster of (high|low)", text)] == []
    rows = [
        subject_of(piece)
        for piece in seen
        if piece.where.startswith("table") and "Among England's wards" in dict(piece.cells)
    ]
    ranked, wide = ["West", "Old Leake and Wrangle"], ["Five Village", "Skirbeck"]
    assert rows[:4] == ranked + wide
    assert rows[4:] == sorted(rows[4:])
