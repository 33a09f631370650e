"""Answers weighted from a collection's protected counts: what stands in the way is named."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest

from jsna.analysis.weighting import weighted
from jsna.catalogue.figures import figures_of
from jsna.catalogue.read import Catalogue
from jsna.catalogue.view import View
from jsna.errors import NotAvailable
from jsna.model.characteristic import Characteristic, CharacteristicEntry
from jsna.model.indicator import Disclosure
from jsna.model.observations import COUNTS
from jsna.model.place import Place
from tests import making

NAN = float("nan")


def opened(given: dict[str, tuple[float, float]], people: dict[str, float], rule: str = "survey") -> Catalogue:
    """A catalogue of one collection in the area ``w``.

    Args:
        given: how many of each group said yes and no.
        people: how many of each group live here.
        rule: who protects the counts.
    """
    everyone = {"yes": sum(yes for yes, _ in given.values()), "no": sum(no for _, no in given.values())}
    of_both = {
        f"{group}-{answer}": n for group, pair in given.items() for answer, n in zip(everyone, pair, strict=True)
    }
    bases = {group: sum(pair) for group, pair in given.items()}
    total = sum(everyone.values())
    tables = {
        "voices": [("w", answer, n, total) for answer, n in everyone.items()],
        "voices-by-sex": [("w", code, n, bases[code.rpartition("-")[0]]) for code, n in of_both.items()],
        "voices-replies-by-sex": [("w", group, n, total) for group, n in bases.items()],
        "people": [("w", group, n, sum(people.values())) for group, n in people.items()],
    }
    known, figures = {}, {}
    for slug, rows in tables.items():
        protects = Disclosure(rule="published" if slug == "people" else rule)
        groups = [row[1] for row in rows]
        known[slug] = making.indicator(slug=slug, groups=groups, characteristic="sex", disclosure=protects)
        table = making.observations(rows, ("area_code", "group", *COUNTS), characteristic="sex")
        figures[slug] = figures_of(table, "sex")
    entry = CharacteristicEntry(
        title="Sex", summary="What is said of it in one plain sentence.", indicators=("people",)
    )
    entries = {Characteristic.SEX: entry}
    place, areas = Place.model_construct(), pd.DataFrame()
    return Catalogue(Path(), MappingProxyType(known), entries, place, View(2022), areas, areas, (), (), figures)


def test_each_group_counts_as_it_does_among_the_people() -> None:
    """60 of 80 women and 10 of 40 men say yes: half of equally many."""
    found = weighted(opened({"f": (60, 20), "m": (10, 30)}, {"f": 500, "m": 500}), "voices-replies-by-sex", "w")
    yes, no = found.answers
    assert (yes.plain, yes.weighted, no.weighted) == pytest.approx((70 / 120, 0.5, 0.5))
    assert yes.lower < 0.5 < yes.upper
    assert (found.lowest, found.highest) == pytest.approx((0.75, 1.5))
    assert (found.replies, found.trimmed) == (120, 0)


def test_a_group_whose_name_begins_as_another_keeps_its_own_answers() -> None:
    found = weighted(opened({"f": (60, 20), "f-m": (10, 30)}, {"f": 500, "f-m": 500}), "voices-replies-by-sex", "w")
    assert found.replies == 120
    assert found.answers[0].weighted == pytest.approx(0.5)


def test_a_group_without_people_and_without_replies_stands_in_nobodys_way() -> None:
    counts = {"f": (60, 20), "m": (10, 30), "x": (0, 0)}
    found = weighted(opened(counts, {"f": 500, "m": 500, "x": 0}), "voices-replies-by-sex", "w")
    assert found.answers[0].weighted == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("given", "people", "reason"),
    [
        ({"f": (60, 20), "m": (NAN, NAN)}, {"f": 500, "m": 500}, r"not shown \(sex\): M. Reason: too few replies"),
        ({"f": (60, 20), "m": (0, 0)}, {"f": 500, "m": 500}, r"Nobody replied from M \(sex, 50.0% of the people\)"),
        ({"f": (400, 100), "m": (5, 10)}, {"f": 500, "m": 500}, r"M \(sex\) is 2.9% of the replies and 50.0% of the"),
        ({"f": (60, 20), "m": (10, 30)}, {"f": 500, "m": NAN}, "not published for .* by F; M"),
        ({"f": (10, 8), "m": (4, 7)}, {"f": 500, "m": 500}, "29 replies are worth 27 .* needs 30.* M .sex.: 37.9%"),
        ({"f": (30, 15), "m": (4, 6)}, {"f": 200, "m": 800}, "55 replies are worth 15 .* needs 30"),
    ],
)
def test_what_stands_in_the_way_is_named(
    given: dict[str, tuple[float, float]], people: dict[str, float], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jsna.analysis.weighting.name_of", lambda _, code: code)
    with pytest.raises(NotAvailable, match=f"^The answers cannot be weighted. .*{reason}"):
        weighted(opened(given, people), "voices-replies-by-sex", "w")
