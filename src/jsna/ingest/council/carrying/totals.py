"""What a file's own total says: it is compared with the rows, and may be the district's figure where one is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from jsna.areas.among import among
from jsna.areas.districts_filled import unfilled
from jsna.areas.lookups import Lookups
from jsna.areas.places import lies_in
from jsna.errors import Finding
from jsna.ingest.council.carrying.carried import Carried
from jsna.ingest.council.rows import apart_rows
from jsna.ingest.council.shaping.shape import Shaped
from jsna.ingest.council.understood import NOWHERE, SMALL, TOTAL, Kind, Understood
from jsna.model.area import Level
from jsna.model.observations import Note


@dataclass(frozen=True, eq=False)
class OwnFigures:
    """What a file says itself of its district.

    Attributes:
        carried: the counts, with the district's own figure where the total row is taken for it.
        said: sentences for the report.
        findings: a warning for each column whose total is not the sum of the rows.
    """

    carried: Carried
    said: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def nowhere(apart: pd.DataFrame) -> pd.DataFrame:
    """Return those of the rows that lie in no area which say that they lie nowhere; totals are left out."""
    return _marked(apart, NOWHERE)


def own_figures(
    file: Shaped, apart: pd.DataFrame, carried: Carried, lookups: Lookups, *, published: bool
) -> OwnFigures:
    """Return what a file says itself of the areas above its rows, and of the people of no area.

    Args:
        file: the file without the rows of ``apart``.
        apart: rows that lie in no area.
        carried: the counts by area.
        lookups: the areas and look-ups.
        published: whether the figures are published already and protected at their source.
    """
    if any(each.values for each in file.columns):
        return OwnFigures(carried)
    headings = list(dict.fromkeys(heading for each in file.columns for heading in each.headings))
    carried, withheld = (carried, []) if published else guarded(file.understood, carried, lookups)
    own = _of_total(file.understood, apart, headings, carried, lookups, published=published)
    rows = nowhere(apart)
    people = [
        said
        for each in file.columns
        for code, heading in each.counts.items()
        if len(rows)
        for said in apart_rows.sums(rows, [heading], each.bases.get(code))
    ]
    return replace(own, said=(*people, *withheld, *own.said))


def _of_total(
    understood: Understood,
    apart: pd.DataFrame,
    headings: Sequence[str],
    carried: Carried,
    lookups: Lookups,
    *,
    published: bool,
) -> OwnFigures:
    """Compare a file's total with its rows; take it for the district's figure where a part is withheld or missing.

    It is taken only of figures that are published already, and only where the rows are all the wards of one district:
    beside wards that the tool withholds itself, a total would give them away.

    Args:
        understood: the file without the rows of ``apart``.
        apart: rows that lie in no area.
        headings: the columns that are counted.
        carried: the counts by area.
        lookups: the areas and look-ups.
        published: whether the figures are published already and protected at their source.
    """
    elsewhere = _numbers(nowhere(apart)[headings]).sum()
    parts = _numbers(_smallest(understood)[headings])
    district = _only_district(understood, lookups)
    totals = _marked(apart, TOTAL)
    if len(totals) != 1 or len(parts) < len(understood.table):
        return OwnFigures(carried, _held(district, carried, parts, elsewhere, apart, lookups))
    total = _numbers(totals[headings]).iloc[0]
    known = parts.sum()
    row = int(str(totals.index[0]))
    complete = parts.notna().all()
    apart_by = (total - known)[complete & total.notna()]
    with_them = len(nowhere(apart)) > 0 and bool((apart_by == elsewhere[apart_by.index]).all())
    unlike = [] if with_them else [str(heading) for heading in apart_by.index[apart_by != 0]]
    found = [_unlike(understood, row, heading, float(total[heading]), float(known[heading])) for heading in unlike]
    said = ["The total of the file holds the people of no known area; it is no area's figure."] if with_them else []
    said += _held(district, carried, parts, elsewhere, apart, lookups)
    if complete.all() or district is None or found or total.isna().any() or (total < known).any() or with_them:
        return OwnFigures(carried, tuple(said), tuple(found))
    name = lookups.areas["name"][district]
    if district in carried.counts.index:
        return OwnFigures(carried, tuple(said), tuple(found))
    if not published:
        said.append(f"{name} has no figure: the total in row {row} would give away what is withheld in its wards.")
        return OwnFigures(carried, tuple(said), tuple(found))
    counts = pd.concat([carried.counts, total.to_frame(district).T]).rename_axis("code")
    notes = carried.notes.reindex(counts.index, fill_value="")
    said.append(f"{name} has the figure of the total in row {row}, because not all of its wards have one.")
    return OwnFigures(replace(carried, counts=counts, notes=notes), tuple(said), tuple(found))


def guarded(understood: Understood, carried: Carried, lookups: Lookups) -> tuple[Carried, list[str]]:
    """Withhold a larger area's own figure of a service where it gives away a ward that the file withholds.

    It does where all the wards of the area are in the file: what they do not add up to is the withheld one.

    Args:
        understood: the file, without rows that lie in no area.
        carried: the counts by area.
        lookups: the areas and look-ups.
    """
    if understood.kind is not Kind.WARD:
        return carried, []
    codes = pd.Index(understood.table[understood.area])
    wards = codes[among(codes, lookups.every_ward.index)]
    hidden = carried.notes.index[(carried.notes == Note.CONFIDENTIAL.value).any(axis=1)]
    known = lookups.every_ward["district"]
    filled = frozenset(known.reindex(wards)) - unfilled(wards, lookups)
    areas = lookups.areas
    districts = areas[areas["level"] == Level.DISTRICT.value]
    with_hidden = frozenset(areas["district"].reindex(hidden[among(hidden, wards)]))
    masked = []
    for code in carried.counts.index[among(carried.counts.index, areas.index[areas["level"] != Level.WARD.value])]:
        own = frozenset(districts.index[lies_in(districts, str(code))])
        if own & with_hidden and own <= filled:
            masked.append(str(code))
    if not masked:
        return carried, []
    rows = pd.Series(carried.counts.index.isin(masked), index=carried.counts.index)
    notes = carried.notes.mask(rows, Note.CONFIDENTIAL.value, axis=0)
    names = ", ".join(areas["name"][code] for code in masked)
    said = f"Withheld, because it would give away what the file withholds in a ward: the file's own figure of {names}."
    return replace(carried, counts=carried.counts.mask(rows, axis=0), notes=notes), [said]


def _held(
    district: str | None,
    carried: Carried,
    parts: pd.DataFrame,
    elsewhere: pd.Series,
    apart: pd.DataFrame,
    lookups: Lookups,
) -> tuple[str, ...]:
    """A sentence on whether the district's figure holds the people of no known area, where there are any."""
    if district is None or nowhere(apart).empty or not parts.notna().all(axis=None):
        return ()
    name = lookups.areas["name"][district]
    if district not in carried.counts.index:
        return (f"The figure of {name} is the sum of its wards and does not hold the people of no known area.",)
    if (carried.counts.loc[district] - parts.sum() == elsewhere).all():
        return (f"The file's own figure of {name} holds the people of no known area.",)
    return (f"The file's own figure of {name} does not hold the people of no known area, or not all of them.",)


def _only_district(understood: Understood, lookups: Lookups) -> str | None:
    """The district whose wards the rows are, all of them; None if they are of several, or not all."""
    if understood.kind is not Kind.WARD:
        return None
    codes = pd.Index(understood.table[understood.area])
    wards = codes[among(codes, lookups.every_ward.index)]
    districts = lookups.every_ward["district"].reindex(wards).unique()
    if len(districts) != 1 or str(districts[0]) in unfilled(wards, lookups):
        return None
    return str(districts[0])


def _smallest(understood: Understood) -> pd.DataFrame:
    """The rows of the kind of area that the file is about; its district or England may stand among them."""
    if not understood.area or understood.kind in (None, *SMALL, Kind.POSTCODE):
        return understood.table
    level = Level(str(understood.kind))
    return pd.DataFrame(understood.table[[level.has(code) for code in understood.table[understood.area]]])


def _marked(apart: pd.DataFrame, mark: str) -> pd.DataFrame:
    """The rows with a mark in any column: that of the areas has them, and no other begins so."""
    if apart.empty:
        return apart
    return pd.DataFrame(apart[apart.apply(lambda cells: cells.str.startswith(mark)).any(axis=1)])


def _numbers(cells: pd.DataFrame) -> pd.DataFrame:
    numbers = {heading: pd.to_numeric(cells[heading], errors="coerce") for heading in cells}
    return pd.DataFrame(numbers, index=cells.index, dtype=float)


def _unlike(understood: Understood, row: int, heading: str, total: float, known: float) -> Finding:
    problem, accepted = "the total is not the sum of the rows", "a total that adds up"
    return Finding(understood.name, problem, accepted, row, heading, f"{total:g}, sum {known:g}", fatal=False)
