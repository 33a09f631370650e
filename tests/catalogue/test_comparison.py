"""The comparison of every figure there is: what it comes to, and that words, colours and rows never part."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np
import pandas as pd
import pytest

from jsna.analysis.comparison import compare, compare_everywhere
from jsna.catalogue.read import Catalogue
from jsna.figures.shade import shade
from jsna.figures.tables import comparison_table
from jsna.model.area import ENGLAND, Level
from jsna.model.comparison import FIVE_WORDS, Verdict
from jsna.model.indicator import Indicator
from jsna.model.selection import Baseline, Selection, Subject, View
from jsna.outputs.comparison import comparison_csv
from jsna.stats.classes import CODES
from jsna.words import card, sentences

EVERY = 131  # a place in so many, another one for each group: each place comes with several topics


def shares(catalogue: Catalogue) -> Iterator[tuple[Indicator, str]]:
    """Every group of every share that wards have."""
    for indicator in catalogue.indicators.values():
        if indicator.is_share and indicator.lowest_level is Level.WARD:
            yield from ((indicator, group) for group in indicator.groups)


@pytest.fixture(scope="module")
def compared(catalogue: Catalogue) -> dict[tuple[str, str], pd.DataFrame]:
    """Every ward's comparison with England for every group of every share."""
    return {
        (indicator.slug, group): compare_everywhere.__wrapped__(catalogue, indicator.slug, group, Baseline.ENGLAND)
        for indicator, group in shares(catalogue)
    }


@pytest.fixture(scope="module")
def everything(compared: dict[tuple[str, str], pd.DataFrame]) -> pd.DataFrame:
    """All of them in one: what they say, without the names of places."""
    named = ["name", "parent", "baseline_name", "reason", "note"]
    return pd.concat([made.drop(columns=named).assign(figure=".".join(key)) for key, made in compared.items()])


def test_of_all_ward_figures_so_many_have_each_word(everything: pd.DataFrame) -> None:
    verdicts = everything["verdict"][everything["verdict"].isin(FIVE_WORDS)]
    percent = (100 * verdicts.value_counts(normalize=True)).round().astype(int)

    assert len(verdicts) == 1_170_520
    assert [int(percent[word.value]) for word in FIVE_WORDS] == [17, 21, 35, 17, 10]


@pytest.mark.parametrize(("level", "most"), [("county", 0.07), ("district", 0.09)])
def test_few_maps_have_one_colour(catalogue: Catalogue, everything: pd.DataFrame, level: str, most: float) -> None:
    place = catalogue.areas[level].reindex(everything.index).to_numpy()
    colours = everything["verdict"].groupby([place, everything["figure"].to_numpy()]).nunique()
    assert (colours == 1).mean() <= most


def test_no_ward_beyond_chance_margin_and_ten_people_is_about_the_same(everything: pd.DataFrame) -> None:
    baseline = everything["baseline"]
    margin = 10 * np.minimum(baseline, 1 - baseline)
    beyond = (everything["lower998"] > baseline) | (everything["upper998"] < baseline)
    large = everything["difference"].abs() > margin + 1e-9
    real = beyond & large & (everything["extra"].abs() >= 10) & (everything["denominator"] >= 30)
    assert not (everything["verdict"][real] == Verdict.ABOUT_THE_SAME).any()
    assert real.sum() > 500_000


@pytest.mark.parametrize(
    ("slug", "group", "words"),
    [
        ("disabled-people", "disabled", (22, 2_175, 2_410, 2_126, 154)),
        ("ethnic-group", "asian", (4_561, 791, 290, 362, 883)),
        ("sex", "female", (0, 60, 6_820, 7, 0)),
    ],
)
def test_what_the_figures_that_we_quote_come_to(
    everything: pd.DataFrame, slug: str, group: str, words: tuple[int, ...]
) -> None:
    counted = Counter(everything["verdict"][everything["figure"] == f"{slug}.{group}"])
    assert tuple(counted[word.value] for word in FIVE_WORDS) == words


def test_rare_wards_are_at_most_fifty_in_a_thousand(everything: pd.DataFrame) -> None:
    known = everything.dropna(subset=["standing"])
    rare = (known["rare"] != "").groupby(known["figure"]).mean()
    # One figure that many share can take a place more than its end holds.
    assert rare.max() <= 0.051
    low, middle, high = (known[column] for column in ("standing_low", "standing", "standing_high"))
    assert (low <= middle + 1e-12).all()
    assert (middle <= high + 1e-12).all()


def test_counts_in_sentences_are_colours_on_the_map_and_rows_of_the_table(
    catalogue: Catalogue, compared: dict[tuple[str, str], pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Places × indicators: counties, districts and England take turns, so that each meets several topics."""

    def made_already(catalogue: Catalogue, slug: str, group: str, baseline: Baseline) -> pd.DataFrame:
        made = compared.get((slug, group)) if baseline is Baseline.ENGLAND else None
        return compare_everywhere(catalogue, slug, group, baseline) if made is None else made

    monkeypatch.setattr("jsna.analysis.comparison.compare_everywhere", made_already)
    areas = catalogue.areas
    places = [ENGLAND, *areas.index[areas["level"].isin(["county", "district"])]]
    figures = list(shares(catalogue))
    seen = Counter[str]()
    for number, (indicator, group) in enumerate(figures):
        for place in islice(places, number % EVERY, None, EVERY):
            made = compare(catalogue, Selection(area=place, indicator=indicator.slug, group=group))
            seen[made.level] += 1
            differences = replace(made, selection=replace(made.selection, measure=View.DIFFERENCE))
            colours = Counter(shade(differences).classes) if made.has_baseline else Counter()
            counted = dict(card.of_place(made))
            assert not colours or {CODES[word]: number for word, number in counted.items()} == dict(colours)
            assert sum(counted.values()) == len(made.areas)
            words = {word: number for word, number in counted.items() if word in FIVE_WORDS}
            assert _counts_in(sentences.of_place(made), len(made.areas)) == (words if made.has_baseline else {})
            if len(made.areas) <= 60:
                column = comparison_table(made.areas, made).iloc[:, 2].str.partition(":")[0]
                assert Counter(column) == {word.value: number for word, number in counted.items()}
    assert seen.total() > 350


_WORD = "(much lower|much higher|about the same|lower|higher)"
_BE = "(?:is|are|was|were) "


def _counts_in(sentence: str, areas: int) -> dict[Verdict, int]:
    """Return how many areas a sentence gives each word; empty where it counts none."""
    counting = re.search(r"Of (?:its|[^.]*?) [\d,]+ wards?, (.*?)(?:; for|\. |\.$)", sentence)
    if counting is None:
        every = re.search(rf"(?:All|Its) .*?wards? {_BE}{_WORD}", sentence)
        return {Verdict(every[1]): areas} if every else {}
    found = re.findall(rf"([\d,]+) (?:{_BE})?{_WORD}", counting[1])
    return {Verdict(word): int(number.replace(",", "")) for number, word in found}


@pytest.mark.parametrize(
    ("slug", "group", "published"),
    [
        ("disabled-people", "disabled", "Figures of districts (disabled) are the publisher's own"),
        ("disabled-people", "limited-a-lot", None),
        ("sexual-orientation", "lgb-plus", "As published. Districts that merged"),
        ("religion", "muslim", None),
    ],
)
def test_a_download_says_which_figures_are_the_publishers_own(
    catalogue: Catalogue, slug: str, group: str, published: str | None
) -> None:
    made = compare(catalogue, Subject(ENGLAND, slug, group, Baseline.ENGLAND))
    (source,) = pd.read_csv(io.BytesIO(comparison_csv(made, "r", 2022)))["source"].unique()
    if published is None:
        assert source.endswith("Added up from smaller census areas (output areas), each in the ward that fits it best.")
    else:
        assert published in source
