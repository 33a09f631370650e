"""Allowing for age stands beside the crude figure and adds up to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jsna.analysis.age import allowance, allowances
from jsna.catalogue.read import Catalogue
from jsna.errors import NotAvailable
from jsna.model.area import ENGLAND
from jsna.words.age import explained

MABLETHORPE = "E05009888"


def test_explained_and_remaining_add_up_to_the_crude_difference(catalogue: Catalogue) -> None:
    every, england = allowances(catalogue, "disabled-people")
    known = every.dropna()

    crude = 100 * (known["observed"] / known["total"] - england)

    assert len(known) > 7000
    assert (known["explained"] + known["remaining"] - crude).abs().max() < 1e-9


def test_england_is_exactly_as_expected(catalogue: Catalogue) -> None:
    own = allowance(catalogue, "disabled-people", ENGLAND)

    assert own.expected == pytest.approx(own.observed, rel=1e-12)
    assert own.ratio == pytest.approx(1.0, rel=1e-12)


def test_mablethorpe_is_older_and_most_of_its_difference_remains(catalogue: Catalogue) -> None:
    own = allowance(catalogue, "disabled-people", MABLETHORPE)

    assert (round(own.explained, 1), round(own.remaining, 1)) == (5.0, 12.3)
    assert (round(own.ratio, 2), round(own.lower, 2), round(own.upper, 2)) == (1.55, 1.51, 1.6)
    assert "The older population explains +5.0 of the +17.3" in explained(own)


def test_an_indicator_without_rates_says_so(catalogue: Catalogue) -> None:
    with pytest.raises(NotAvailable, match="no rates by age are loaded"):
        allowance(catalogue, "cars", MABLETHORPE)


def test_the_rates_are_those_that_were_published(catalogue: Catalogue, shared: Path) -> None:
    source = shared / "health/psychty_disability_by_age_sex_sussex_england.json"
    published = [row for row in json.loads(source.read_text()) if row["Area_name"] == "England"]
    rates = catalogue.indicators["disabled-people"].allowing_for_age

    assert rates is not None
    assert [(each.female, each.male) for each in rates.rates] == [(row["Female"], row["Male"]) for row in published]
