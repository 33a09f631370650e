"""Every real file of the data folder says what a reader needs, and what the published tables say.

That they obey the rules is for `jsna check`, which `make test` runs first.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from jsna.catalogue import documents, indicator_folder, read
from jsna.catalogue.availability import coverage, gap
from jsna.files import checked
from jsna.model.area import ENGLAND, Level
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.indicator import Measure

DATA = Path(__file__).parents[2] / "data"
FILES = indicator_folder.files(DATA)
MABLETHORPE, CHAPEL, JAYWICK = "E05009888", "E05009876", "E05011963"
LINCOLNSHIRE = "E10000019"


def share(catalogue: read.Catalogue, slug: str, group: str, area: str) -> tuple[int, int, float]:
    rows = catalogue.observations(slug)
    row = rows[(rows["area_code"] == area) & (rows["group"] == group)].sort_values("period").iloc[-1]
    return int(row["numerator"]), int(row["denominator"]), round(100 * row["numerator"] / row["denominator"], 1)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_indicator_says_what_a_reader_needs(catalogue: read.Catalogue, path: Path) -> None:
    described = catalogue.indicators[path.stem]
    assert described.caveats, "every official figure has doubts worth saying"
    # A source whose day of publication nobody has seen says "not stated"; none is made up.
    assert (described.source.published or described.source.retrieved) <= described.source.retrieved
    assert described.reference_date <= described.source.retrieved
    # Every verdict's sentence ends with the predicate, so it starts small and has no full stop.
    assert [
        group.says for group in described.groups.values() if group.says[0].isupper() or group.says.endswith(".")
    ] == []
    assert described.expect.areas.keys() >= {described.lowest_level}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_population_characteristics_are_neither_better_nor_worse(catalogue: read.Catalogue, path: Path) -> None:
    described = catalogue.indicators[path.stem]
    outcomes = {"life-expectancy", "preventable-mortality", "smoking", "overweight", "inactivity", "connectivity"}
    outcomes |= {"life-satisfaction", "worthwhile", "happiness", "anxiety", "social-contact", "social-contact-carers"}
    assert (described.polarity == "neutral") == (described.slug not in outcomes)


@pytest.mark.parametrize(
    ("slug", "group", "area", "expected"),
    [
        ("disabled-people", "disabled", MABLETHORPE, 34.6),
        ("disabled-people", "disabled", CHAPEL, 33.6),
        ("disabled-people", "disabled", JAYWICK, 36.7),
        ("disabled-people", "disabled", ENGLAND, 17.3),
        ("households-with-disabled-person", "any", MABLETHORPE, 51.8),
        ("households-with-disabled-person", "any", CHAPEL, 50.1),
        ("households-with-disabled-person", "any", JAYWICK, 52.4),
        ("households-with-disabled-person", "any", ENGLAND, 32.0),
        ("cars", "none", ENGLAND, 23.5),
        ("religion", "muslim", ENGLAND, 6.7),
        ("religion", "not-answered", ENGLAND, 6.0),
        ("qualifications", "level-4-and-above", ENGLAND, 33.9),
        ("tenure", "social-rented", ENGLAND, 17.1),
        ("ethnic-group", "white", ENGLAND, 81.0),
        ("sexual-orientation", "not-answered", ENGLAND, 7.5),
        ("disabled-people-2011", "limited", MABLETHORPE, 40.3),
        ("disabled-people-2011", "limited", CHAPEL, 38.3),
        ("disabled-people-2011", "limited", JAYWICK, 39.8),
        ("out-of-work", "long-term-sick", ENGLAND, 4.1),
    ],
)
def test_published_figures(catalogue: read.Catalogue, slug: str, group: str, area: str, expected: float) -> None:
    assert share(catalogue, slug, group, area)[2] == expected


def test_the_flagship_sentence_has_its_counts(catalogue: read.Catalogue) -> None:
    assert share(catalogue, "disabled-people", "disabled", MABLETHORPE) == (2837, 8210, 34.6)


def test_no_ward_reaches_half_of_people(catalogue: read.Catalogue) -> None:
    rows = catalogue.observations("disabled-people")
    disabled = rows[rows["group"] == "disabled"]
    assert (disabled["numerator"] / disabled["denominator"]).max() < 0.5


def test_lincolnshire_has_157_wards(catalogue: read.Catalogue) -> None:
    wards = catalogue.areas[(catalogue.areas["level"] == "ward") & (catalogue.areas["county"] == LINCOLNSHIRE)]
    assert sorted(wards.groupby("district").size()) == sorted([15, 37, 11, 26, 18, 30, 20])


def test_missing_is_never_zero(catalogue: read.Catalogue) -> None:
    for slug, described in catalogue.indicators.items():
        rows = catalogue.observations(slug)
        empty = rows["numerator"].isna() & rows["value"].isna()
        assert rows.loc[empty, "note"].notna().all(), slug
        counted = described.measure is Measure.PROPORTION
        assert bool(rows.loc[~empty, "denominator"].notna().all()) == counted, slug


def test_each_of_the_nine_is_described_and_each_gap_has_its_reason(catalogue: read.Catalogue) -> None:
    assert set(NINE) <= set(catalogue.characteristics)
    assert gap(catalogue, Characteristic.DISABILITY, Level.WARD) is None
    assert "12 September 2024" in str(gap(catalogue, Characteristic.GENDER_REASSIGNMENT, Level.WARD))
    assert "no table" in str(gap(catalogue, Characteristic.PREGNANCY, Level.ENGLAND))
    assert "never guess it" in str(gap(catalogue, Characteristic.SEXUAL_ORIENTATION, Level.WARD))
    assert gap(catalogue, Characteristic.SEXUAL_ORIENTATION, Level.DISTRICT) is None


def test_coverage_of_lincolnshire_has_no_silent_gap(catalogue: read.Catalogue) -> None:
    matrix = coverage(catalogue, LINCOLNSHIRE)
    assert set(matrix["characteristic"]) == {member.value for member in NINE}
    assert matrix.loc[matrix["areas"].eq(0), "reason"].str.len().min() > 20
    wards = matrix[(matrix["indicator"] == "disabled-people") & (matrix["level"] == "ward")]
    assert wards[["areas", "of"]].to_numpy().tolist() == [[157, 157]]
    five_year = matrix[(matrix["indicator"] == "age-five-year") & (matrix["level"] == "ward")]
    assert five_year[["areas", "of"]].to_numpy().tolist() == [[157, 157]]


def test_events_are_in_order_and_cover_those_named_in_the_product(catalogue: read.Catalogue) -> None:
    starts = [event.start for event in catalogue.events]
    assert starts == sorted(starts)
    assert {"austerity", "eu-referendum", "eu-exit", "covid", "ukraine", "cost-of-living"} <= {
        event.slug for event in catalogue.events
    }


def test_a_figure_of_the_census_predates_the_war_in_ukraine(catalogue: read.Catalogue) -> None:
    census = catalogue.indicators["country-of-birth"].reference_date
    after = [event.slug for event in catalogue.events if event.is_after(census)]
    assert after == ["ukraine", "cost-of-living"]


def test_place_opens_in_lincolnshire_on_mablethorpe(catalogue: read.Catalogue) -> None:
    assert catalogue.areas.loc[[catalogue.place.area, catalogue.place.ward], "name"].tolist() == [
        "Lincolnshire",
        "Mablethorpe",
    ]


def test_recipes_name_the_same_groups_as_the_indicator() -> None:
    for path in FILES:
        given = documents.content(path)
        if "recipe" in given:
            assert set(given["recipe"]["groups"]) == set(given["groups"]), path.name


def test_opening_reads_no_figures(catalogue: read.Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    whole = checked.read_bytes
    monkeypatch.setattr(checked, "read_bytes", lambda path: (opened.append(path), whole(path))[1])
    read.open_catalogue(DATA)
    assert [path.name for path in opened if path.suffix == checked.OFFICIAL] == ["areas.parquet"]
