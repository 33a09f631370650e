"""Put a table whose rows say group, measure or period into one row for each area, and add up what belongs together."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from jsna.errors import Finding, Findings, at_cells
from jsna.ingest.council.columns.heading_periods import one_way
from jsna.ingest.council.columns.labels import is_total, labels_of
from jsna.ingest.council.columns.mapping import NUMBERS, SUM, Mapping, Use
from jsna.ingest.council.rows import rows_as_ones
from jsna.ingest.council.rows.row_faults import of_cells
from jsna.ingest.council.shaping import adding
from jsna.ingest.council.understood import Kind, Understood
from jsna.model.observations import Note
from jsna.model.period_spelling import ACCEPTED

#: What a number is: its period, the label of its group (empty: of all groups), and its use.
Key = tuple[str, str, Use]
#: The strongest note comes first.
_STRONGEST = (Note.CONFIDENTIAL, Note.NOT_AVAILABLE, Note.NOT_APPLICABLE, Note.LOW_RELIABILITY, Note.LOW,
              Note.PROVISIONAL, Note.ESTIMATED)  # fmt: skip


def pivoted(understood: Understood, mapping: Mapping) -> tuple[Understood, dict[Key, str]]:
    """Return a file with one row for each area, and the heading of each number.

    A sum with a part that is missing is missing, with the strongest note of its parts.

    Args:
        understood: the file, with the rows that are read.
        mapping: what its columns are.

    Raises:
        Findings: several rows are about one area, group and period; or a period cannot be read.
    """
    _require_numbers(understood, mapping)
    cells = _cells(understood, mapping)
    _require_once(understood, mapping, cells)
    ones = rows_as_ones.ones_of(understood) in mapping.headings(Use.COUNT)
    cells, said = adding.once(cells if ones else adding.complete(cells, mapping), mapping)
    by = ["at", "period", "group", "use"]
    parts = cells.groupby(by, sort=False, observed=True)
    numbers = parts["number"].sum(min_count=1).mask(cells["number"].isna().groupby([cells[key] for key in by]).any())
    marks = (
        parts["mark"].min().map(lambda place: "" if place < 0 or place >= len(_STRONGEST) else _STRONGEST[place].value)
    )
    names = _names(mapping, cells)
    wide, wide_marks = _wide(numbers, names), _wide(marks, names).fillna("")
    if ones:
        # A label that no row of an area has stands for nobody there.
        wide = wide.fillna(0)
    wide_marks = wide_marks.mask(wide.isna() & (wide_marks == ""), Note.NOT_AVAILABLE.value)
    text = wide.map(_text)
    own = [heading for heading in understood.table if heading not in understood.numbers]
    first = understood.table.loc[text.index, own]
    table = pd.concat([first, text], axis=1).rename_axis("row")
    there = tuple(names[key] for key in names)
    repairs = (*understood.repairs, *said)
    return replace(understood, table=table, marks=wide_marks.loc[table.index], numbers=there, repairs=repairs), names


def _require_numbers(understood: Understood, mapping: Mapping) -> None:
    """Refuse a cell that is no number, in a column and a row that are read: put together, it would look missing."""
    numbers, groups = mapping.headings(*NUMBERS), mapping.one(Use.GROUP)
    if groups and mapping.out_of != SUM:
        read = {label for labels in mapping.columns[groups].labels.values() for label in labels} | {mapping.out_of}
        understood = replace(understood, table=understood.table[understood.table[groups].isin(read)])
    found = of_cells(understood, numbers, whole=False)
    if any(each.fatal for each in found):
        raise Findings([*understood.findings, *found])


def _cells(understood: Understood, mapping: Mapping) -> pd.DataFrame:
    """Every number that is read: row, at (first row of its area), label, period, group, use, number, mark."""
    table = understood.table
    area = table[understood.area] if understood.area else pd.Series(table.index, table.index)
    first = area.map(pd.Series(table.index, area.to_numpy()).groupby(level=0).first())
    groups, measures = mapping.one(Use.GROUP), mapping.one(Use.MEASURE)
    period = _periods(understood, mapping)
    pieces = []
    for heading in mapping.headings(*NUMBERS):
        own = mapping.columns[heading]
        piece = pd.DataFrame({
            "at": first, "heading": heading, "period": own.period or period, "group": own.group, "use": own.use.value,
            "label": table[groups] if groups else "",
            "number": pd.to_numeric(table[heading], errors="coerce"),
            "mark": _places(understood, heading),
        })  # fmt: skip
        if measures:
            piece["use"] = table[measures].map(_uses(mapping, measures))
            piece = piece[piece["use"].notna()]
        pieces += _of_groups(piece, mapping, groups, understood) if groups else [piece]
        if mapping.out_of == SUM and not groups and own.use is Use.COUNT:
            pieces.append(piece.assign(group="", use=Use.BASE.value))
    return pd.concat(pieces)


def _of_groups(piece: pd.DataFrame, mapping: Mapping, groups: str, understood: Understood) -> list[pd.DataFrame]:
    """The numbers of each group, and those of its base."""
    labels = mapping.columns[groups].labels
    every = labels_of(understood.table[groups])
    counted = piece["use"].eq(Use.COUNT.value)
    found = [piece[piece["label"].isin(own)].assign(group=group) for group, own in labels.items()]
    found = [each[each["use"] != Use.BASE.value] if mapping.out_of else each for each in found]
    if mapping.out_of == SUM:
        parts = piece[counted & ~piece["label"].map(is_total).astype(bool) & (piece["label"] != "")]
        if rows_as_ones.ones_of(understood) not in mapping.headings(Use.COUNT):
            adding.require_apart(parts, understood, groups)
        found.append(parts.assign(group="", use=Use.BASE.value))
    elif mapping.out_of in every:
        found.append(piece[counted & (piece["label"] == mapping.out_of)].assign(group="", use=Use.BASE.value))
    return found


def _uses(mapping: Mapping, measures: str) -> dict[str, str]:
    return {label: use for use, labels in mapping.columns[measures].labels.items() for label in labels}


def _periods(understood: Understood, mapping: Mapping) -> pd.Series | str:
    """The period of each row; empty text where no column says it."""
    heading = mapping.one(Use.PERIOD)
    if not heading:
        return ""
    given = understood.table[heading]
    read = one_way(given)
    if wrong := at_cells(given[~given.isin(read)], understood.name, "not a period", ACCEPTED):
        raise Findings(wrong)
    several = len(set(read.values())) > 1
    if several and understood.area and not understood.table[understood.area].duplicated().any():
        problem = f"the rows are about several periods ({', '.join(list(read)[:5])}), and no area has two of them"
        raise Findings([Finding(understood.name, problem, "rows of one period, or all areas for each", column=heading)])
    return given.map(read)


def _places(understood: Understood, heading: str) -> pd.Series:
    """The place of each cell's note among the notes, the strongest first; one beyond them without a note."""
    places = {note.value: place for place, note in enumerate(_STRONGEST)}
    if heading not in understood.marks:
        return pd.Series(len(_STRONGEST), understood.table.index)
    return understood.marks[heading].map(places).fillna(len(_STRONGEST)).astype(int)


def _require_once(understood: Understood, mapping: Mapping, cells: pd.DataFrame) -> None:
    if mapping.add_up or understood.kind in (Kind.POSTCODE, Kind.POINT):
        return
    twice = cells[cells.duplicated(["at", "heading", "period", "group", "use", "label"], keep=False)]
    if twice.empty:
        return
    rows = list(twice.index.unique()[:2])
    code = str(understood.table.at[rows[0], understood.area])
    several = twice["at"].nunique()
    problem = f"{several:,} areas have several rows, such as {code} in rows {rows[0]} and {rows[1]}"
    if several == 1:
        problem = f"{code} has several rows, such as rows {rows[0]} and {rows[1]}"
    accepted = "one row for each area; or add them up: --add-up"
    raise Findings([Finding(understood.name, problem, accepted, int(str(rows[1])), understood.area)])


def _names(mapping: Mapping, cells: pd.DataFrame) -> dict[Key, str]:
    """A heading for each number, which names what it is made of."""
    groups = mapping.one(Use.GROUP)
    names: dict[Key, str] = {}
    for key, own in cells.groupby(["period", "group", "use"], sort=False, observed=True)["heading"]:
        period, group, use = str(key[0]), str(key[1]), Use(str(key[2]))
        headings = " + ".join(map(str, own.unique()))
        what = f"{groups}: {group or mapping.out_of or headings}" if groups else headings
        what = what if use in (Use.COUNT, Use.BASE) else f"{what} ({use})"
        names[period, group, use] = f"{what}, {period}" if period and period not in what else what
    twice = [name for name in names.values() if list(names.values()).count(name) > 1]
    return {key: f"{name} ({key[2]})" if name in twice else name for key, name in names.items()}


def _wide(values: pd.Series, names: dict[Key, str]) -> pd.DataFrame:
    wide = values.unstack(["period", "group", "use"])
    wide.columns = pd.Index([names[str(key[0]), str(key[1]), Use(key[2])] for key in map(tuple, wide.columns)])
    return pd.DataFrame(wide)[list(names.values())]


def _text(number: float) -> str:
    if pd.isna(number):
        return ""
    return f"{number:.0f}" if float(number).is_integer() else repr(float(number))
