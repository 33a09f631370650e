"""Clusters on a chessboard of wards: what belongs together, where it lies, and how it is said and painted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from jsna.analysis.clusters import clusters, local_pattern
from jsna.figures.clusters import shade_clusters
from jsna.model.area import ENGLAND
from jsna.model.clusters import Neighbourhood, Pattern, Piece
from jsna.model.comparison import Comparison
from jsna.model.observations import Note
from jsna.model.shading import KeyLine
from jsna.words import clusters as words
from jsna.words.numbers import SPACE
from tests.unit.comparing import a_comparison

SIDE = 18
NAN = float("nan")


def code(row: int, column: int) -> str:
    return f"E{row:02}{column:02}"


CODES = [code(row, column) for row in range(SIDE) for column in range(SIDE)]
PAIRS = [(code(row, column), code(row, column + 1)) for row in range(SIDE) for column in range(SIDE - 1)]
PAIRS += [(code(row, column), code(row + 1, column)) for row in range(SIDE - 1) for column in range(SIDE)]
CENTRES = pd.DataFrame(
    {"longitude": [column / 10 for _ in range(SIDE) for column in range(SIDE)],
     "latitude": [53 - row / 10 for row in range(SIDE) for _ in range(SIDE)]},
    index=CODES,
)  # fmt: skip
NEAR = Neighbourhood(pairs=tuple(PAIRS), centres=CENTRES, alone=())


class _Catalogue:
    """The one table that clusters ask the catalogue for."""

    areas = pd.concat(
        [
            pd.DataFrame({"name": [f"Ward {ward}" for ward in CODES], "district": "D1"}, index=CODES),
            pd.DataFrame({"name": ["Seaside"], "district": ["D1"]}, index=["D1"]),
        ]
    )


CATALOGUE: Any = _Catalogue()


def by_the_sea(row: int, column: int) -> bool:
    """Four columns of six rows at the eastern edge."""
    return column >= SIDE - 4 and 6 <= row < 12


def coast(**changes: object) -> Comparison:
    """Three in ten by the sea, and about one in ten elsewhere."""
    counts = {
        code(row, column): (300.0 if by_the_sea(row, column) else 100.0 + (7 * row + 3 * column) % 5, 1000.0)
        for row in range(SIDE)
        for column in range(SIDE)
    }
    usual = {"area": "E10000001", "place": "Shire"}
    return a_comparison(counts | dict(changes.pop("counts", {})), **(usual | changes))  # type: ignore[arg-type, call-overload]


def pattern_of(comparison: Comparison) -> Pattern:
    return clusters(CATALOGUE, comparison, NEAR, local_pattern(comparison, NEAR))


@pytest.fixture(scope="module")
def pattern() -> Pattern:
    return pattern_of(coast())


def text(said: str) -> str:
    return said.replace(SPACE, " ")


def test_the_coast_is_one_piece_in_the_east(pattern: Pattern) -> None:
    (piece,) = [piece for piece in pattern.pieces if piece.high]
    assert all(by_the_sea(int(found[1:3]), int(found[3:])) for found in piece.codes)
    assert len(piece.codes) >= 15
    assert (piece.side, piece.within) == ("east", ("Seaside",))
    assert piece.numerator == 300 * len(piece.codes)


SEASIDE = Piece(
    high=True,
    codes=("E0816", "E0817", "E0916"),
    ends=("Mablethorpe", "Croft"),
    side="north east",
    within=("Seaside",),
    numerator=900.0,
    denominator=3000.0,
)


def test_the_sentence_says_how_many_where_and_who(pattern: Pattern) -> None:
    first = text(words.sentences(replace(pattern, pieces=(SEASIDE,)))[0])
    assert first == (
        "Three wards in the north east of Shire (Seaside), from Mablethorpe to Croft, form a cluster of high values: "
        "900 of 3,000 people there (30.0%) are disabled, compared with Shire's 20.0%."
    )


def test_over_all_england_the_districts_are_named(pattern: Pattern) -> None:
    comparison = replace(pattern.comparison, selection=replace(pattern.comparison.selection, area=ENGLAND))
    piece = replace(SEASIDE, within=("A", "B", "C", "D", "E"))
    said = words.sentences(replace(pattern, comparison=comparison, pieces=(piece,)))[0]
    assert said.startswith("Three wards of A, B, C and two other districts, from")


def test_one_ward_alone_and_many_small_clusters_are_said_shortly(pattern: Pattern) -> None:
    alone = replace(SEASIDE, codes=("E0000",), ends=("Alford",), high=False)
    small = replace(SEASIDE, codes=("E0000", "E0001"), ends=("Alford", "Croft"))
    said = words.sentences(replace(pattern, pieces=(*[small] * 7, alone)))
    assert "Two smaller clusters of high values hold four wards." in said
    assert "Alford is low, and so on average are those around it." in said


def test_wards_unlike_their_neighbours_are_named(pattern: Pattern) -> None:
    areas = pattern.areas.assign(cluster="no clear pattern")
    areas.loc[["E0000", "E0001"], "cluster"] = ["high among low", "low among high"]
    said = words.sentences(replace(pattern, areas=areas, pieces=()))
    assert said == ["Ward E0000 is high among low values.", "Ward E0001 is low among high values."]


def test_past_its_half_life_a_cluster_is_told_in_the_past(pattern: Pattern) -> None:
    assert " are disabled" in words.sentences(pattern)[0]
    assert " were disabled" in words.sentences(pattern, date(2040, 1, 1))[0]


def test_no_pattern_is_said_to_be_none() -> None:
    flat = pattern_of(a_comparison(dict.fromkeys(CODES, (100.0, 1000.0)), area="E10000001", place="Shire"))
    assert flat.pieces == ()
    assert words.sentences(flat) == [
        "No wards of Shire form a cluster: high and low values are mixed, as chance alone would mix them."
    ]
    assert words.summary(flat) == words.sentences(flat)[0]


def test_a_withheld_ward_is_in_no_cluster_and_keeps_its_secret() -> None:
    hidden = code(8, SIDE - 2)
    kept = pattern_of(coast(counts={hidden: (NAN, 1000.0)}, notes={hidden: Note.CONFIDENTIAL.value}))
    shading = shade_clusters(kept)

    assert hidden not in {ward for piece in kept.pieces for ward in piece.codes}
    assert shading.classes[hidden] == "c"
    assert shading.labels[hidden] == Note.CONFIDENTIAL.words
    assert KeyLine("c", "hidden to protect people") in shading.key


def test_the_map_paints_clusters_and_its_key_says_what_occurs(pattern: Pattern) -> None:
    shading = shade_clusters(pattern)
    assert shading.classes[code(8, SIDE - 2)] == "4"
    assert (
        text(shading.labels[code(8, SIDE - 2)])
        == "300 of 1,000 (30.0%), +10.0 points, much higher, cluster of high values"
    )
    words_of = {line.code: line.words for line in shading.key}
    assert words_of["4"] == "cluster of high values"
    assert words_of["2"] == "no clear pattern"
    assert "u" not in words_of


def test_the_baseline_plays_no_part() -> None:
    against_england, against_shire = coast(), coast(baseline=0.13, baseline_name="Shire")
    pd.testing.assert_frame_equal(local_pattern(against_england, NEAR), local_pattern(against_shire, NEAR))
