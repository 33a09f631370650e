"""What is different between two releases, and why: a case for each reason, and what is never told."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from jsna.analysis.indicators_changed import of_indicators
from jsna.analysis.profile import one_area, profile
from jsna.analysis.profile_changes import of_profile
from jsna.analysis.release_changes import of_areas, of_years
from jsna.areas.lookups import AREAS
from jsna.catalogue.read import Catalogue
from jsna.figures.release_changes import changes_table, rows
from jsna.geo.boundaries import DISTRICTS
from jsna.model.area import ENGLAND
from jsna.model.gone import Gone
from jsna.model.period import Period
from jsna.model.profile import Profiled, ProfileRow
from jsna.model.release_changes import ViewChanges, Why
from jsna.model.rule import Rule
from jsna.model.selection import Baseline, Subject
from jsna.outputs.release_changes import changes_csv
from jsna.words.release_changes import NO_FIGURE, NOTHING, of_view
from jsna.words.release_changes import of_indicators as indicators_in_words
from tests import making

PLACE, EAST_LINDSEY, LINCOLN, BOSTON = "E10000019", "E07000137", "E07000138", "E07000136"
SUBJECT = Subject(PLACE, "visits", "yes")
HALF = (500, 1000)
COUNTS = {ENGLAND: (5000, 10000), PLACE: (1600, 3000), EAST_LINDSEY: (600, 1000), LINCOLN: HALF, BOSTON: HALF}


def release(catalogue: Catalogue, counts: Mapping[str, tuple[int, int]] = COUNTS, **changes: Any) -> Catalogue:
    """The catalogue with figures of visits to districts; ``period`` is theirs, other changes are the indicator's."""
    period, notes = changes.pop("period", "2023"), changes.pop("notes", {})
    usual = {"slug": "visits", "topic": "local", "title": "Visits", "characteristic": "everyone"}
    made = making.indicator(**{**usual, "lowest_level": "district", "groups": ["yes"], **changes})
    same = {"period": period, "characteristic": "everyone", "group": "yes"}
    figures = making.observations([(code, *found) for code, found in counts.items()], **same)
    for code, note in notes.items():
        figures.loc[figures["area_code"] == code, ["numerator", "denominator"]] = float("nan")
        figures["note"] = figures["note"].astype("object")
        figures.loc[figures["area_code"] == code, "note"] = note
    added = catalogue.with_one_more(made, figures)
    stem = "indicators/local/visits"
    return replace(added, stated={f"{stem}.csv": figures.to_csv(), f"{stem}.toml": made.model_dump_json()}, kept={})


def whys(view: ViewChanges) -> dict[str, tuple[Why, ...]]:
    return {each.code: each.whys for each in view.changes}


def table(view: ViewChanges) -> dict[str, list[str]]:
    words = changes_table(rows(view), "Area").set_index("Area")
    return {str(name): list(cells) for name, cells in zip(words.index, words.to_numpy(), strict=True)}


def test_a_corrected_count_is_told_with_its_difference(catalogue: Catalogue) -> None:
    view = of_areas(release(catalogue), release(catalogue, {**COUNTS, EAST_LINDSEY: (620, 1000)}), SUBJECT)

    assert whys(view) == {EAST_LINDSEY: (Why.CORRECTION,)}
    assert of_view(view) == (
        "Of 7 districts, 1 has another figure in today’s release, by 2.0\N{NO-BREAK SPACE}points, because figures were "
        "corrected."
    )
    assert table(view)["East Lindsey"] == [
        "600 of 1,000 (60.0%)", "620 of 1,000 (62.0%)", "+2.0\N{NO-BREAK SPACE}points", "higher", "correction"
    ]  # fmt: skip


def test_a_new_period_is_told_and_the_largest_change_first(catalogue: Catalogue) -> None:
    later = {**COUNTS, PLACE: (1610, 3000), EAST_LINDSEY: (610, 1000), LINCOLN: (530, 1000)}
    view = of_areas(release(catalogue), release(catalogue, later, period="2024"), SUBJECT)

    assert [each.code for each in view.changes] == [LINCOLN, EAST_LINDSEY]
    assert {*view.changes[0].whys, *view.changes[1].whys} == {Why.PERIOD}
    assert [each.code for each in view.larger] == [PLACE]
    assert of_view(view) == (
        "Of 7 districts, 2 have another figure in today’s release, by at most 3.0\N{NO-BREAK SPACE}points, because the "
        "figures are of a new period (2024 instead of 2023)."
    )


def test_an_earlier_period_that_was_corrected_too_is_both(catalogue: Catalogue) -> None:
    now = release(catalogue, period="2024")
    figures = now.figures("visits")
    earlier = figures.frames["2024", "yes"].assign(numerator=[5000, 1600, 590, 500, 500])
    figures = replace(figures, frames={**figures.frames, ("2023", "yes"): earlier})
    now._opened["visits"] = replace(
        figures, frames={**figures.frames, ("2024", "yes"): earlier.assign(numerator=[5000, 1600, 590, 450, 500])}
    )

    view = of_areas(release(catalogue), now, SUBJECT)

    assert whys(view)[EAST_LINDSEY] == (Why.PERIOD, Why.CORRECTION)
    assert whys(view)[LINCOLN] == (Why.PERIOD,)


def test_over_the_years_an_earlier_period_that_is_different_is_named(catalogue: Catalogue) -> None:
    then, now = release(catalogue), release(catalogue)
    for each, numerator in ((then, 600), (now, 590)):
        figures = each.figures("visits")
        earlier = figures.frames["2023", "yes"].assign(numerator=[5000, 1600, numerator, 500, 500])
        frames = {**figures.frames, ("2022", "yes"): earlier}
        each._opened["visits"] = replace(figures, frames=frames, periods=(Period.of("2022"), *figures.periods))

    assert of_view(of_years(then, now, SUBJECT)) == (
        "No figure of the newest period has changed. Earlier periods that are different: 2022."
    )
    assert of_view(of_years(then, then, SUBJECT)) == NOTHING


def test_another_rule_or_margin_changes_words_and_no_figure(catalogue: Catalogue) -> None:
    margin = {"margin_that_matters": 20, "margin_reason": "only a fifth matters here"}
    for now in (release(catalogue, **margin), replace(release(catalogue), rule=Rule(margin=0.5), kept={})):
        view = of_areas(release(catalogue), now, SUBJECT)

        assert whys(view) == {EAST_LINDSEY: (Why.RULE,)}
        assert of_view(view) == (
            "Of 7 districts, 1 has another word in today’s release, because the rule by which areas are called "
            "different is new."
        )
        assert table(view)["East Lindsey"][2:] == ["no change", "higher, now about the same", "new rule"]


def test_a_word_that_the_baseline_changed_says_so(catalogue: Catalogue) -> None:
    view = of_areas(release(catalogue), release(catalogue, {**COUNTS, ENGLAND: (6000, 10000)}), SUBJECT)

    assert whys(view)[EAST_LINDSEY] == (Why.BASELINE,)
    assert [each.name for each in view.larger] == ["England"]


def test_areas_that_are_not_the_same_have_new_boundaries(catalogue: Catalogue) -> None:
    before = replace(release(catalogue), stated={AREAS: "one"}, kept={})
    moved = release(catalogue, {**COUNTS, EAST_LINDSEY: (620, 1000), LINCOLN: (510, 1000)})
    areas = moved.areas.copy()
    ward = areas.index[(areas["level"] == "ward") & (areas["district"] == EAST_LINDSEY)][0]
    areas.loc[ward, "district"] = BOSTON
    now = replace(moved, areas=areas.drop(index="E07000139"), stated={AREAS: "other"}, kept={})

    view = of_areas(before, now, SUBJECT)

    assert whys(view) == {
        EAST_LINDSEY: (Why.BOUNDARIES,),
        LINCOLN: (Why.CORRECTION,),
        "E07000139": (Why.BOUNDARIES,),
    }


def test_an_outline_is_another_one_where_more_than_a_hundredth_differs(catalogue: Catalogue, tmp_path: Path) -> None:
    name = f"boundaries/{DISTRICTS}.parquet"
    shapes = gpd.read_parquet(catalogue.data / name).set_index("code")
    shapes.loc[[LINCOLN], "geometry"] = shapes.loc[[LINCOLN]].geometry.translate(0.01)
    shapes.loc[[BOSTON], "geometry"] = shapes.loc[[BOSTON]].geometry.simplify(0.0001)
    (tmp_path / "boundaries").mkdir()
    shapes.reset_index().to_parquet(tmp_path / name)
    before = replace(release(catalogue), stated={name: "one"}, kept={})
    counts = {**COUNTS, LINCOLN: (510, 1000), BOSTON: (510, 1000)}
    now = replace(release(catalogue, counts), data=tmp_path, stated={name: "other"}, kept={})

    view = of_areas(before, now, SUBJECT)

    assert whys(view) == {LINCOLN: (Why.BOUNDARIES,), BOSTON: (Why.CORRECTION,)}
    assert view.outlines == 1


def test_figures_of_another_unit_are_shown_without_a_difference(catalogue: Catalogue) -> None:
    now = release(catalogue, {**COUNTS, EAST_LINDSEY: (620, 1000)}, unit="households")
    view = of_areas(release(catalogue), now, SUBJECT)

    assert whys(view) == {EAST_LINDSEY: (Why.DEFINITION, Why.CORRECTION)}
    assert table(view)["East Lindsey"][2] == "–"


def test_only_another_description_is_said_to_be_that(catalogue: Catalogue) -> None:
    now = release(catalogue, title="Visits to a library", source={"table": "Another table"})

    assert of_view(of_areas(release(catalogue), now, SUBJECT)) == (
        f"{NO_FIGURE} Only the description has: title and source."
    )
    assert of_view(of_areas(release(catalogue), release(catalogue), SUBJECT)) == NOTHING


def test_an_indicator_that_is_gone_says_what_the_catalogue_says_of_it(catalogue: Catalogue) -> None:
    said = "“Visits” was withdrawn on 3 May 2026: a wrong file. Its figures are gone."
    gone = {"visits": Gone("Visits", said)}

    assert of_view(of_areas(release(catalogue), catalogue, SUBJECT)) == "Today’s release does not have “Visits”."
    assert of_view(of_areas(release(catalogue), replace(catalogue, gone=gone), SUBJECT)) == said


def test_what_was_withdrawn_or_is_damaged_is_told_where_the_older_release_had_it(catalogue: Catalogue) -> None:
    said = "“Visits” was withdrawn on 3 May 2026: a wrong file. Its figures are gone."
    had, never = (replace(catalogue, gone={"visits": Gone("Visits", said, was)}) for was in (True, False))
    now = replace(catalogue, gone=never.gone)

    assert [(each.title, each.whys, each.said) for each in of_indicators(had, now, PLACE).changes] == [
        ("Visits", (Why.GONE,), said)
    ]
    assert of_indicators(never, now, PLACE).changes == ()
    assert [(each.whys, each.said) for each in of_indicators(had, release(catalogue), PLACE).changes] == [((), said)]


def test_new_and_ended_figures_are_told_as_such(catalogue: Catalogue) -> None:
    other = release(catalogue, {code: found for code, found in COUNTS.items() if code != BOSTON})

    assert whys(of_areas(other, release(catalogue), SUBJECT)) == {BOSTON: (Why.ADDED,)}
    assert whys(of_areas(release(catalogue), other, SUBJECT)) == {BOSTON: (Why.GONE,)}


@pytest.mark.parametrize("hidden_then", [True, False])
def test_beside_a_hidden_figure_neither_number_nor_difference_is_given(catalogue: Catalogue, hidden_then: bool) -> None:
    shown, hidden = release(catalogue, period="2024"), release(catalogue, notes={EAST_LINDSEY: "c"})
    then, now = (hidden, shown) if hidden_then else (shown, hidden)
    view = of_areas(then, now, SUBJECT)

    told = table(view)["East Lindsey"][:3]
    written = changes_csv(rows(view), "old", "new", 2022).decode("utf-8-sig")
    (row,) = [each for each in csv.DictReader(io.StringIO(written)) if each["area_code"] == EAST_LINDSEY]

    assert sorted(told) == ["not shown beside a hidden figure", "withheld to protect the people counted", "–"]
    assert {row[f"{name}_{end}"] for name in ("numerator", "denominator", "value") for end in ("then", "now")} == {""}
    assert row["difference"] == ""
    assert (row["release_then"], row["release_now"]) == ("old", "new")
    assert "2024" in (row["period_then"], row["period_now"])


SURVEY = {"disclosure": {"rule": "survey", "collection": "visitors"}}


def test_replies_replaced_within_a_period_are_never_told_apart(catalogue: Catalogue) -> None:
    before, after = release(catalogue, **SURVEY), release(catalogue, {**COUNTS, EAST_LINDSEY: (603, 1004)}, **SURVEY)

    view, home = of_areas(before, after, SUBJECT), of_indicators(before, after, PLACE)
    of_area = of_profile(before, after, *_profiles(before, after))

    for each in (view, of_area):
        assert (each.changes, each.larger, each.replaced) == ((), (), ("Visits",))
        assert of_view(each).startswith("The figures of “Visits” were replaced within their period.")
    (listed,) = [each for each in home.changes if each.title == "Visits"]
    assert (listed.areas, listed.whys) == (None, ())


def test_replies_of_another_period_are_told_apart(catalogue: Catalogue) -> None:
    now = release(catalogue, {**COUNTS, EAST_LINDSEY: (603, 1004)}, period="2024", **SURVEY)

    assert whys(of_areas(release(catalogue, **SURVEY), now, SUBJECT)) == {EAST_LINDSEY: (Why.PERIOD,)}


def _profiles(before: Catalogue, after: Catalogue) -> tuple[Profiled, list[ProfileRow], list[ProfileRow]]:
    """East Lindsey's profile in two releases: of cars, and of visits where there are any."""
    about = one_area(before, EAST_LINDSEY)
    one, two = (
        profile(
            each, about, Baseline.ENGLAND, [own for own in each.indicators.values() if own.slug in ("cars", "visits")]
        )
        for each in (before, after)
    )
    return about, one, two


def test_a_profile_tells_its_rows_that_changed_and_those_of_one_release_alone(catalogue: Catalogue) -> None:
    before, after = release(catalogue), release(catalogue, {**COUNTS, EAST_LINDSEY: (620, 1000)})

    changed, gone = (of_profile(before, now, *_profiles(before, now)) for now in (after, catalogue))

    assert [(each.name, each.whys) for each in changed.changes] == [("Visits: Yes", (Why.CORRECTION,))]
    assert [(each.name, each.whys) for each in gone.changes] == [("Visits: Yes", (Why.GONE,))]
    assert of_view(changed).endswith(
        "figures of East Lindsey, 1 is different in today’s release, because figures were corrected."
    )


def test_the_indicators_of_a_place_that_changed_are_listed(catalogue: Catalogue) -> None:
    before = release(catalogue)
    after = release(catalogue, {**COUNTS, EAST_LINDSEY: (620, 1000)}, period="2024")

    found = of_indicators(before, after, PLACE)

    (listed,) = found.changes
    assert (listed.areas, listed.looked_at, listed.whys) == (1, 7, (Why.PERIOD,))
    assert indicators_in_words(found).endswith("indicators, 1 is different in today’s release.")
    assert [each.whys for each in of_indicators(catalogue, after, PLACE).changes] == [(Why.ADDED,)]
    assert indicators_in_words(of_indicators(before, before, PLACE)) == "Nothing has changed in the figures."
