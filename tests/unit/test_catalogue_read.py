"""The catalogue: an indicator is two files, and a file that is wrong says which key to mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from jsna.catalogue import availability, indicator_folder, read
from jsna.catalogue.checks import check
from jsna.errors import CatalogueError, Findings
from jsna.model.area import Level
from jsna.model.characteristic import Characteristic
from tests.unit.catalogue_files import CARERS, FIGURES, PLACE, folder


def wrong(root: Path, indicator: str) -> list[str]:
    data = folder(root, indicator=indicator)
    with pytest.raises(Findings) as refused:
        indicator_folder.read(data / "indicators/health/carers.toml")
    return [str(finding) for finding in refused.value.findings]


def test_an_indicator_is_known_by_where_it_stands(tmp_path: Path) -> None:
    described = indicator_folder.read(folder(tmp_path) / "indicators/health/carers.toml")
    assert (described.slug, described.topic, described.first_group) == ("carers", "health", "carers")


def test_a_margin_of_its_own_stands_with_its_reason(tmp_path: Path) -> None:
    own = 'margin_that_matters = 2.5\nmargin_reason = "Half a point is a class of thirty."\nlowest_level'
    given = indicator_folder.read(
        folder(tmp_path, indicator=CARERS.replace("lowest_level", own)) / "indicators/health/carers.toml"
    )
    assert (given.margin_that_matters, given.margin_reason) == (2.5, "Half a point is a class of thirty.")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            'unit = "people"',
            'units = "people"',
            "carers.toml, row 6, column units: unknown key ('people'). Accepted: unit (the nearest), or one of: ",
        ),
        ('unit = "people"', "", "carers.toml, column unit: the key is missing. Accepted: a value for it."),
        (
            'unit = "people"',
            'unit = "pe\u202eople"',
            "carers.toml, row 6, column unit: the text holds the character U+202E, which is not seen",
        ),
        (
            'unit = "people"',
            'unit = "pe\\u2028ople"',
            "carers.toml, row 6, column unit: the text holds the character U+2028, which is not seen",
        ),
        (
            'unit = "people"',
            f'unit = "{"people" * 50}"',
            "carers.toml, row 6, column unit: the text is too long",
        ),
        (
            'measure = "proportion"',
            'measure = "percent"',
            (
                "carers.toml, row 5, column measure: unknown word ('percent'). "
                "Accepted: 'proportion', 'rate', 'count', 'mean' or 'score'."
            ),
        ),
        (
            "reference_date = 2026-05-01",
            'reference_date = "May 2026"',
            (
                "carers.toml, row 9, column reference_date: not a date ('May 2026'). "
                "Accepted: a day such as 2021-03-21, without quotation marks."
            ),
        ),
        (
            'lowest_level = "ward"',
            'margin_that_matters = 0\nlowest_level = "ward"',
            "carers.toml, row 8, column margin_that_matters: the value does not fit ('0'). Accepted: greater than 0.",
        ),
        (
            'lowest_level = "ward"',
            'margin_that_matters = inf\nlowest_level = "ward"',
            "carers.toml, row 8, column margin_that_matters: the value does not fit ('inf'). Accepted: a finite number",
        ),
        (
            'lowest_level = "ward"',
            'margin_that_matters = 2.5\nlowest_level = "ward"',
            (
                "carers.toml, column margin_reason: a margin needs its reason (''). "
                "Accepted: why 2.5 matters here, in 12 letters or more."
            ),
        ),
        (
            'lowest_level = "ward"',
            'margin_that_matters = 2.5\nmargin_reason = "Because. "\nlowest_level = "ward"',
            (
                "carers.toml, row 9, column margin_reason: a margin needs its reason ('Because. '). "
                "Accepted: why 2.5 matters here, in 12 letters or more."
            ),
        ),
        (
            'lowest_level = "ward"',
            'margin_reason = "Half a point is a class of thirty."\nlowest_level = "ward"',
            (
                "carers.toml, row 8, column margin_reason: a reason without a margin "
                "('Half a point is a class of thirty.'). Accepted: the margin that it is for, or no reason."
            ),
        ),
        (
            'says = "look after someone"',
            "",
            "carers.toml, column groups.carers.says: the key is missing. Accepted: a value for it.",
        ),
        ("half_life_years = 3", "half_life_years 3", "carers.toml, row 10: this is not TOML: "),
        (
            'title = "Carers"',
            'slug = "helpers"',
            (
                "carers.toml, column slug: the key is not written in the file. "
                "Accepted: the name of the file is the slug, and the name of its folder the topic."
            ),
        ),
    ],
)
def test_each_wrong_key_is_named(tmp_path: Path, before: str, after: str, expected: str) -> None:
    assert [text for text in wrong(tmp_path, CARERS.replace(before, after)) if text.startswith(expected)] != []


def test_all_wrong_keys_are_named_at_once(tmp_path: Path) -> None:
    assert len(wrong(tmp_path, CARERS.replace("unit =", "units =").replace('"ward"', '"parish"'))) == 3


def test_a_broken_indicator_is_left_out_and_the_others_stand(tmp_path: Path) -> None:
    data = folder(tmp_path)
    (data / "indicators/health/broken.toml").write_text("title =", encoding="utf-8")
    catalogue = read.open_catalogue(data)
    assert list(catalogue.indicators) == ["carers"]
    assert [finding.file for finding in catalogue.problems] == ["broken.toml"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("indicators/health/lonely.toml", CARERS, "lonely.toml: the indicator has no figures. "),
        ("indicators/health/carers.parquet", "", "carers.toml: the indicator has two files of figures. "),
        ("indicators/housing/carers.toml", CARERS, "carers.toml: the indicator has no figures. "),
        ("indicators/health/orphan.csv", FIGURES, "health/orphan.csv: figures that nothing describes. "),
    ],
)
def test_an_indicator_is_exactly_two_files(tmp_path: Path, name: str, content: str, expected: str) -> None:
    data = folder(tmp_path)
    (data / name).parent.mkdir(exist_ok=True)
    (data / name).write_text(content, encoding="utf-8")
    assert [text for text in map(str, check.check(data).fatal) if text.startswith(expected)] != []


def test_a_name_is_used_once(tmp_path: Path) -> None:
    data = folder(tmp_path)
    (data / "indicators/housing").mkdir()
    (data / "indicators/housing/carers.toml").write_text(CARERS, encoding="utf-8")
    (data / "indicators/housing/carers.csv").write_text(FIGURES, encoding="utf-8")
    assert [finding.problem for finding in read.open_catalogue(data).problems] == [
        "the name is already that of an indicator under health"
    ]


def test_missing_areas_say_how_to_get_them(tmp_path: Path) -> None:
    data = folder(tmp_path)
    (data / "areas.parquet").unlink()
    with pytest.raises(CatalogueError, match="run `jsna ingest official"):
        read.open_catalogue(data)


def test_a_damaged_figures_file_is_a_finding(tmp_path: Path) -> None:
    data = folder(tmp_path)
    (data / "indicators/health/carers.csv").rename(data / "indicators/health/carers.parquet")
    assert [finding.file for finding in check.check(data).fatal] == ["carers.parquet"]


def test_an_unknown_slug_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no indicator 'helpers'"):
        read.open_catalogue(folder(tmp_path)).observations("helpers")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("E05000001", "E05000009", "place.toml, column ward: unknown area ('E05000009')."),
        ("E05000001", "E07000001", "place.toml, column ward: not a ward of the place ('E07000001')."),
        (
            'indicator = "carers"',
            'indicator = "helpers"',
            "place.toml, column indicator: unknown indicator ('helpers').",
        ),
    ],
)
def test_the_place_must_be_one_that_is_loaded(tmp_path: Path, before: str, after: str, expected: str) -> None:
    data = folder(tmp_path)
    (data / "place.toml").write_text(PLACE.replace(before, after), encoding="utf-8")
    assert [text for text in map(str, check.check(data).fatal) if text.startswith(expected)] != []


def test_a_level_without_figures_needs_a_reason(tmp_path: Path) -> None:
    data = folder(tmp_path)
    path = data / "characteristics.toml"
    first = '[[age.gaps]]\nlevel = "ward"\nreason = "Nobody publishes it at this level."\n'
    path.write_text(path.read_text(encoding="utf-8").replace(first, ""), encoding="utf-8")
    assert [str(finding) for finding in check.check(data).fatal] == [
        (
            "characteristics.toml, column age: a level without a figure has no reason ('ward'). "
            "Accepted: a [[age.gaps]] with the reason."
        )
    ]


def test_an_event_must_touch_a_topic_that_exists(tmp_path: Path) -> None:
    data = folder(tmp_path)
    (data / "events.toml").write_text(
        '[[events]]\nslug = "flood"\ntitle = "Flood"\nsummary = "The river came over its banks."\nstart = 2026-01-02\n'
        'topics = ["weather"]\nlevel = "ward"\nareas = ["E05000009"]\nsource = "Council"\nurl = "https://example.org"\n',
        encoding="utf-8",
    )
    assert [str(finding) for finding in check.check(data).fatal] == [
        "events.toml, column flood.topics: unknown topic ('weather'). Accepted: health.",
        "events.toml, column flood.areas: unknown area ('E05000009'). Accepted: a code of areas.parquet.",
    ]


def test_expected_areas_that_are_lost_are_named(tmp_path: Path) -> None:
    data = folder(tmp_path, indicator=CARERS.replace("[expect]", "[expect]\nareas = { ward = 3, district = 0 }"))
    report = check.check(data)
    assert [str(finding) for finding in report.fatal] == [
        "carers.csv: 2 wards of December 2022 with a figure in 2026 ('E05000003'). Accepted: 3, as [expect] says."
    ]
    assert "carers.csv: 1 district with a figure in 2026. Accepted: 0, as [expect] says." in map(str, report.warnings)


def test_the_quality_table_counts_areas_and_says_what_is_missing(tmp_path: Path) -> None:
    row = check.check(folder(tmp_path)).quality.loc["carers"]
    assert row[["ward", "district", "england", "missing", "latest"]].tolist() == [2, 1, 0, "1 x", "2026"]
    assert (row["lowest"], row["highest"]) == (0.2, 0.3)


def test_an_added_indicator_closes_a_gap_without_any_other_edit(tmp_path: Path) -> None:
    indicator = CARERS.replace('"everyone"', '"pregnancy-and-maternity"')
    data = folder(tmp_path, FIGURES.replace("everyone", "pregnancy-and-maternity"), indicator)
    catalogue = read.open_catalogue(data)
    assert [item.slug for item in availability.indicators_of(catalogue, Characteristic.PREGNANCY)] == ["carers"]
    assert availability.gap(catalogue, Characteristic.PREGNANCY, Level.WARD) is None
    assert availability.gap(catalogue, Characteristic.AGE, Level.WARD) == "Nobody publishes it at this level."


def test_coverage_counts_areas_of_the_place(tmp_path: Path) -> None:
    indicator = CARERS.replace('"everyone"', '"sex"')
    data = folder(tmp_path, FIGURES.replace("everyone", "sex"), indicator)
    matrix = availability.coverage(read.open_catalogue(data), "E07000001")
    sex = matrix[matrix["characteristic"] == "sex"].set_index("level")
    assert sex[["areas", "of"]].T.to_dict("list") == {
        "ward": [2, 3], "district": [1, 1], "county": [0, 0], "region": [0, 1], "england": [0, 1],
    }  # fmt: skip
    assert sex.at["england", "reason"] == "The source of carers has no figure here at this level."
