"""Sentences about the spatial pattern: which areas form a cluster, where, and how many people."""

from __future__ import annotations

from datetime import date

from jsna.model.area import ENGLAND
from jsna.model.clusters import Cluster, Pattern, Piece
from jsna.words.numbers import count, figure, listed, percent, spoken, whose
from jsna.words.timeliness import is_stale, predicate

#: Up to this many pieces get a sentence each; any others are only counted.
MOST_NAMED = 5
#: For all of England, name this many districts of a cluster: those with most of its areas.
NAMED_DISTRICTS = 3
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

#: The names of an area's part in the pattern, for the table: kind → words.
PARTS = {
    Cluster.HIGH: "high, among high",
    Cluster.LOW: "low, among low",
    Cluster.HIGH_AMONG_LOW: "high, among low",
    Cluster.LOW_AMONG_HIGH: "low, among high",
}

METHOD = """
Local Moran's I says whether an area and its neighbours lie on the same side of the place's average. It is the area's
distance from that average times the mean distance of its neighbours: those that share an edge or a corner. Shares are
first standardised for the size of each area (Assunção and Reis), so that small areas make no pattern by chance. The
neighbours' values are shuffled 9,999 times with a fixed seed; p is twice the smaller tail, and Benjamini–Hochberg at 5%
corrects for having looked at every area. High and low are compared with the place's own average, not with England's.
Areas without a figure are left out. Areas on two sides of water are not neighbours.

Anselin L (1995), Local indicators of spatial association, *Geographical Analysis* 27:93–115. Assunção RM, Reis EA
(1999), *Statistics in Medicine* 18:2147–2162. Benjamini Y, Hochberg Y (1995), *JRSS B* 57:289–300.
"""


def sentences(pattern: Pattern, today: date | None = None) -> list[str]:
    """Return one sentence for each of the largest clusters, and one for the areas unlike their neighbours.

    Args:
        pattern: the clusters.
        today: today's date; sentences about a figure past its half-life use the past tense. None: the present tense.
    """
    past = is_stale(pattern.comparison.indicator, today)
    said: list[str] = []
    for high in (True, False):
        pieces = [piece for piece in pattern.pieces if piece.high is high]
        several = [piece for piece in pieces if len(piece.codes) > 1]
        said += [_cluster(piece, pattern, past=past) for piece in several[:MOST_NAMED]]
        said += _smaller(several[MOST_NAMED:], pattern)
        said += _singles([piece for piece in pieces if len(piece.codes) == 1], pattern)
    said += _outliers(pattern)
    return said or [_nothing(pattern)]


def summary(pattern: Pattern) -> str:
    """Return the finding in one line, for the map's alternative text."""
    high, low = (int((pattern.areas["cluster"] == kind.value).sum()) for kind in (Cluster.HIGH, Cluster.LOW))
    comparison = pattern.comparison
    if not high and not low:
        return _nothing(pattern)
    return (
        f"Of {count(len(comparison.areas))} {comparison.level.together} of {spoken(comparison.place)}, {count(high)} "
        f"lie in clusters of high values and {count(low)} in clusters of low values."
    )


def _nothing(pattern: Pattern) -> str:
    comparison = pattern.comparison
    return (
        f"No {comparison.level.together} of {spoken(comparison.place)} form a cluster: high and low values are mixed, "
        "as chance alone would mix them."
    )


def _cluster(piece: Piece, pattern: Pattern, *, past: bool) -> str:
    return (
        f"{_areas(len(piece.codes), pattern).capitalize()} {_where(piece, pattern)}, from {piece.ends[0]} to "
        f"{piece.ends[1]}, form a cluster of {_kind(piece)} values{_counted(piece, pattern, past=past)}."
    )


def _where(piece: Piece, pattern: Pattern) -> str:
    """Return the side of the place, and the district if there is just one; for all of England, the districts."""
    place, named = pattern.comparison.place, list(piece.within)
    if pattern.comparison.selection.area == ENGLAND and named:
        others = len(named) - NAMED_DISTRICTS
        if others > 1:
            named = [*named[:NAMED_DISTRICTS], f"{_number(others)} other districts"]
        return f"of {listed(named)}"
    side = f"in the {piece.side} of {spoken(place)}"
    return f"{side} ({named[0]})" if len(named) == 1 and named[0] != place else side


def _counted(piece: Piece, pattern: Pattern, *, past: bool) -> str:
    comparison = pattern.comparison
    if piece.numerator is None or piece.denominator is None:
        return ""
    share = percent(piece.numerator / piece.denominator, comparison.indicator.decimals)
    said = (
        f": {count(piece.numerator)} of {count(piece.denominator)} {comparison.indicator.unit} there ({share}) "
        f"{predicate(comparison.group, past=past)}"
    )
    if comparison.place_figure is None:
        return said
    whole = figure(comparison.place_figure.value, comparison.indicator)
    return f"{said}, compared with {whose(comparison.place, whole)}"


def _smaller(pieces: list[Piece], pattern: Pattern) -> list[str]:
    if not pieces:
        return []
    number, total = len(pieces), sum(len(piece.codes) for piece in pieces)
    word = "cluster" if number == 1 else "clusters"
    hold = "holds" if number == 1 else "hold"
    return [
        f"{_number(number).capitalize()} smaller {word} of {_kind(pieces[0])} values {hold} {_areas(total, pattern)}."
    ]


def _singles(pieces: list[Piece], pattern: Pattern) -> list[str]:
    if not pieces:
        return []
    names = [piece.ends[0] for piece in pieces]
    if len(names) == 1:
        return [f"{names[0]} is {_kind(pieces[0])}, and so on average are those around it."]
    who = listed(names) if len(names) <= MOST_NAMED else _areas(len(names), pattern).capitalize()
    return [f"{who} are {_kind(pieces[0])}, and so on average are those around each."]


def _kind(piece: Piece) -> str:
    return "high" if piece.high else "low"


def _outliers(pattern: Pattern) -> list[str]:
    said = []
    for kind, own, others in (
        (Cluster.HIGH_AMONG_LOW, "high", "low"),
        (Cluster.LOW_AMONG_HIGH, "low", "high"),
    ):
        codes = pattern.areas.index[pattern.areas["cluster"] == kind.value]
        if not len(codes):
            continue
        names = pattern.comparison.areas.loc[codes, "name"].tolist()
        who = listed(names) if len(names) <= MOST_NAMED else _areas(len(names), pattern).capitalize()
        said.append(f"{who} {'is' if len(names) == 1 else 'are'} {own} among {others} values.")
    return said


def _areas(number: int, pattern: Pattern) -> str:
    level = pattern.comparison.level
    return f"{_number(number)} {level.value if number == 1 else level.together}"


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else count(number)
