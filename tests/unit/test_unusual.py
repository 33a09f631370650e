"""The funnel of a few wards: who is flagged by what, what is said of it, and what the plot holds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from jsna.analysis.unusual import funnel, lanes, own_limits
from jsna.errors import NotAvailable
from jsna.figures import swarm
from jsna.figures import unusual as drawing
from jsna.figures.plotly_text import literal
from jsna.model.comparison import Comparison
from jsna.model.observations import Note
from jsna.model.unusual import Funnel, Outside
from jsna.words import unusual as words
from jsna.words.numbers import SPACE
from tests.unit.comparing import a_comparison

NAN = float("nan")
HOSTILE = "<img src=x onerror=alert(1)><b>Ward</b>"

#: Eighteen wards that differ by two or three points either way, one of 30%, one that is withheld.
COUNTS = {f"W{n:02}": (2000.0 + 250 * (-1) ** n + 10 * n, 10_000.0) for n in range(18)}
COUNTS |= {"W18": (3_000.0, 10_000.0), "W19": (NAN, 10_000.0)}


def england(**changes: object) -> Comparison:
    return a_comparison(COUNTS, notes={"W19": Note.CONFIDENTIAL.value}, **changes)  # type: ignore[arg-type]


@pytest.fixture
def shown() -> Funnel:
    return funnel(england())


def local(shown: Funnel, *codes: str, **changes: object) -> Comparison:
    some = {code: COUNTS[code] for code in codes}
    return a_comparison(some, area="E10000001", place="Shire", **changes)  # type: ignore[arg-type]


def text(said: str | None) -> str:
    return (said or "").replace(SPACE, " ")


def test_the_naive_interval_flags_all_and_the_funnel_the_one_that_stands_out(shown: Funnel) -> None:
    assert shown.limits.outside == Outside(areas=19, chance=19, funnel_95=1, funnel_998=1, named=1)
    assert shown.points.index[shown.points["beyond_95"]].tolist() == ["W18"]


def test_what_is_withheld_has_no_point(shown: Funnel) -> None:
    assert "W19" not in shown.points.index
    assert shown.unplotted == 1


def test_the_edges_of_the_adjusted_funnel_lie_outside_those_of_chance(shown: Funnel) -> None:
    chance, adjusted = shown.limits.chance, shown.limits.adjusted
    assert (adjusted["upper95"] > chance["upper95"]).all()
    assert (adjusted["lower998"] < adjusted["lower95"]).all()


def test_counts_are_needed() -> None:
    with pytest.raises(NotAvailable, match="no counts of wards"):
        funnel(a_comparison({"W1": (NAN, NAN), "W2": (NAN, NAN)}))


def test_nobody_stands_out_where_nobody_is_counted() -> None:
    with pytest.raises(NotAvailable, match="nobody or everybody"):
        funnel(a_comparison({"W1": (0, 100), "W2": (0, 200)}, baseline=0.0))


def test_england_has_no_second_funnel(shown: Funnel) -> None:
    assert own_limits(shown, local(shown, "W01", "W18"), None) is None


def test_the_chosen_baseline_has_a_funnel_with_the_same_spread(shown: Funnel) -> None:
    shire = local(shown, "W01", "W18", baseline=0.3, baseline_name="Shire")
    edges = own_limits(shown, shire, None)

    assert edges is not None
    assert edges.outside == Outside(areas=2, chance=1, funnel_95=1, funnel_998=1, named=1)
    assert text(words.of_another_baseline(edges, shire)) == (
        "Compared with Shire's 30.0% instead, the usual 95% test flags 1 of 2 wards, and the adjusted funnel 1 at 95% "
        "and 1 at 99.8%."
    )


def test_where_each_ward_has_its_own_baseline_the_picked_one_decides(shown: Funnel) -> None:
    shire = local(shown, "W01", "W18")
    areas = shire.areas.assign(baseline_name=["North", "South"], baseline=[0.18, 0.25])
    apart = replace(shire, areas=areas, baseline=None)

    assert own_limits(shown, apart, None) is None
    picked = own_limits(shown, apart, "W18")
    assert picked is not None
    assert (picked.name, picked.value, picked.outside.areas) == ("South", 0.25, 1)


def test_the_sentence_counts_every_method(shown: Funnel) -> None:
    assert text(words.flagged_areas(shown)) == (
        "Of 19 wards of England the usual 95% test flags 19 (100%); allowing for how widely wards differ anyway, 1, "
        "and 1 at 99.8%; 1 even after allowing for testing 19 wards at once (Benjamini–Hochberg)."
    )


def test_the_headline_counts_the_areas_of_the_place(shown: Funnel) -> None:
    assert text(words.headline(shown, local(shown, "W01", "W18"))) == (
        f"{words.subject(shown.comparison)}: in Shire, 1 of 2 wards is further from England's 20.0% than wards usually "
        "are, 1 of them much further."
    )
    assert ": in England, 1 of 19 wards is further" in text(words.headline(shown, shown.comparison))


def test_dots_of_one_pile_do_not_lie_on_one_another() -> None:
    values = np.array([1.0, 5.0, 1.1, 1.2])

    assert swarm.stacked(values, 0.0, 10.0, 10).tolist() == [-1.0, 0.0, 0.0, 1.0]


def test_lanes_hold_england_and_the_places_that_have_a_figure(shown: Funnel) -> None:
    found = lanes(shown, {"Shire": pd.Index(["W01", "W18", "W19"]), "Borough": pd.Index(["W19"])})

    assert [(lane.place, len(lane.areas)) for lane in found] == [("England", 19), ("Shire", 2)]
    assert (found[1].lowest, found[1].highest, found[1].spread) == (0.176, 0.3, None)


def test_a_withheld_ward_and_a_hostile_name_are_not_in_the_dots() -> None:
    comparison = england()
    named = replace(comparison, areas=comparison.areas.assign(name=HOSTILE))
    shown = funnel(named)
    drawn = go.Figure(literal(swarm.chart(shown, lanes(shown, {"Shire": pd.Index(["W18", "W19"])}), "W18")))

    written = json.dumps(drawn.to_plotly_json(), default=np.ndarray.tolist)

    assert "<img" not in written
    assert sum(len(trace.x) for trace in drawn.data) == 19 + 1 + 1


def test_past_its_half_life_a_ward_is_told_in_the_past(shown: Funnel) -> None:
    assert " were disabled; " in text(words.of_the_picked(shown, "W18", date(2040, 1, 1)))
    assert " that were disabled upwards" in words.in_words(shown, None, None, date(2040, 1, 1))


def test_a_ward_is_said_to_lie_where_it_lies(shown: Funnel) -> None:
    assert text(words.of_the_picked(shown, "W18")).startswith(
        "Ward W18: 3,000 of 10,000 (30.0%) are disabled; outside the adjusted funnel, and named after correcting"
    )
    assert "further out than chance alone, but inside" in text(words.of_the_picked(shown, "W01"))
    assert words.of_the_picked(shown, "W19") is None
    assert words.of_the_picked(shown, None) is None


def test_without_spread_nothing_misleads() -> None:
    even = funnel(a_comparison({f"W{n}": (200.0, 1000.0) for n in range(5)}))
    assert even.tau == 0
    assert words.why_the_first_misleads(even).startswith("Here wards differ from England by no more than counting")


def test_the_plot_holds_each_ward_with_a_figure_once(shown: Funnel) -> None:
    drawn = drawing.chart(shown, shown.comparison, None, "W18")
    points = [trace for trace in drawn["data"] if trace["mode"] == "markers"]
    *wards, picked = points
    assert sum(len(trace["x"]) for trace in wards) == 19
    assert picked["customdata"] == ["Ward W18 (Borough): 30.0%"]
    assert drawn["layout"]["annotations"][0]["text"] == "Ward W18"
    assert go.Figure(drawn).layout.xaxis.type == "log"


def test_a_withheld_ward_is_nowhere_in_the_plot(shown: Funnel) -> None:
    written = go.Figure(drawing.chart(shown, shown.comparison, None, "W19")).to_json()
    assert "W19" not in written
    assert "W18" in written


def test_a_hostile_name_stays_text_in_plot_and_key() -> None:
    comparison = england()
    named = replace(comparison, areas=comparison.areas.assign(name=HOSTILE))
    shown = funnel(named)

    drawn = go.Figure(literal(drawing.chart(shown, named, None, "W18")))
    written = json.dumps(drawn.to_plotly_json(), default=np.ndarray.tolist)

    assert "<img" not in written
    assert "&lt;img src=x" in written
    assert "<img" not in drawing.key_html(shown, named, None, "W18")


def test_the_key_names_every_mark_and_every_line(shown: Funnel) -> None:
    shire = local(shown, "W01", "W18", baseline=0.3, baseline_name="Shire")
    key = drawing.key_html(shown, shire, own_limits(shown, shire, None), "W18")
    for said in ("in Shire", "Ward W18", "adjusted funnel around Shire, 99.8%", "chance alone around England"):
        assert said in key


def test_the_table_says_n_of_n_first_and_how_far_out(shown: Funnel) -> None:
    rows = drawing.flagged_table(shown.points.loc[["W18"]], shown)
    assert list(rows.columns) == [
        "Ward", "People: number and share", "Compared with England", "Among England's wards", "Outside the funnel"
    ]  # fmt: skip
    assert [text(cell) for cell in rows.iloc[0]] == [
        "Ward W18 (Borough)", "3,000 of 10,000 (30.0%)", "much higher: +10.0 points, 1,000 more", "–",
        "at 99.8%, corrected",
    ]  # fmt: skip
