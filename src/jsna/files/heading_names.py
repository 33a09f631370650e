"""The name of each column: storeys joined, note markers taken out, one name for one column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from jsna.errors import Finding
from jsna.files.characters import mended
from jsna.files.grid import Merged
from jsna.files.lines import Line
from jsna.files.notes import Notes
from jsna.files.text_table import tidy
from jsna.files.workbook_table import letters, some

#: Between the storeys of a heading.
BETWEEN = " – "
#: A marker of a footnote: "[note 1]", "(notes 1, 2)", "[2]", a superscript, a star or dagger at the end.
_MARKER = re.compile(
    r"\s*(\[(notes? ?)?\d+(, ?(note ?)?\d+)*\]|\(notes? ?\d+((,| and) ?(note ?)?\d+)*\)"
    r"|(?<!m)[¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=\w)[*†‡]+)"
    r"(?=\s|$)",
    re.IGNORECASE,
)


@dataclass
class Named:
    """The columns of a table.

    Attributes:
        names: of the columns that are kept, by their position, in their order.
        wrong: what stops a column from being used, by its name.
    """

    names: dict[int, str] = field(default_factory=dict)
    wrong: dict[str, Finding] = field(default_factory=dict)


def joined(storeys: Sequence[Line], merged: Sequence[Merged], wide: int, notes: Notes) -> list[str]:
    """Return the heading of each column, the words of several rows joined; what was joined is said.

    Args:
        storeys: the rows of headings, the lowest last.
        merged: ranges of merged cells, where the file tells them.
        wide: number of columns.
        notes: repairs are added.
    """
    rows = [[tidy(mended(text)) for text in (*line.cells, *[""] * wide)][:wide] for line in storeys]
    lowest = rows[-1]
    for row, line in zip(rows[:-1], storeys[:-1], strict=True):
        _fill(row, lowest, [each for each in merged if each.top == line.row])
    names = [BETWEEN.join(dict.fromkeys(filter(None, parts))) for parts in zip(*rows, strict=True)]
    several = [name for name in names if BETWEEN in name]
    if len(rows) > 1:
        shown = some([repr(name) for name in several or names])
        notes.repairs.append(f"The headings take {len(rows)} rows and were joined: {shown}.")
    return names


def without_markers(names: Sequence[str], notes: Notes) -> list[str]:
    """Return headings without the markers of footnotes; what was taken out is said.

    Markers stay where they are all that tells two headings apart.
    """
    plain = [tidy(_MARKER.sub("", name)) or name for name in names]
    twice = {name.casefold() for name in plain if [each.casefold() for each in plain].count(name.casefold()) > 1}
    kept = [own if bare.casefold() in twice else bare for own, bare in zip(names, plain, strict=True)]
    changed = [f"{own!r} is {bare!r}" for own, bare in zip(names, kept, strict=True) if own != bare]
    if changed:
        notes.repairs.append(f"Note markers are no part of a heading: {some(changed)}.")
    return kept


def named(names: Sequence[str], column: Callable[[int], Sequence[str]], row: int, notes: Notes) -> Named:
    """Return one name for each column that holds anything.

    A column that is the same as an earlier one of its name is left out. Columns of one name that differ, and columns
    without a name, get one by their place, and may not be used.

    Args:
        names: heading of each column.
        column: cells of a column, by its position.
        row: of the headings.
        notes: repairs are added.
    """
    found = Named()
    empty = [place for place, name in enumerate(names) if not name and not any(column(place))]
    if empty:
        where = f"{len(empty)} empty columns were" if len(empty) > 1 else "1 empty column was"
        notes.repairs.append(f"{where} left out.")
    by_name: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        if place not in empty:
            by_name.setdefault(name.casefold(), []).append(place)
    for key, places in by_name.items():
        if key:
            _tell_apart(names, column, places, row, found, notes)
    for place in by_name.get("", []):
        problem, accepted = f"column {letters(place + 1)} has no heading", "one heading in each column"
        _by_place(found, place, f"column {letters(place + 1)}", problem, accepted, row, notes)
        before = found.names.get(place - 1, "")
        if before and before not in found.wrong:
            # The heading may have been merged over both.
            found.wrong[before] = Finding(notes.name, f"{problem}, beside this one", accepted, row, before)
    found.names = dict(sorted(found.names.items()))
    return found


def _fill(row: list[str], lowest: Sequence[str], merged: Sequence[Merged]) -> None:
    """Write the label of a group of columns into each of them: as far as its cell is merged, or to the next label."""
    if merged:
        for each in merged:
            row[each.left : each.right + 1] = [row[each.left]] * (each.right + 1 - each.left)
        return
    bare = [_MARKER.sub("", name).strip().casefold() for name in lowest]
    repeated = {name for name in bare if name and bare.count(name) > 1}
    label = ""
    for place, own in enumerate(row):
        label = own or label
        below = bare[place]
        if label and not own and below and (below in repeated or not repeated):
            row[place] = label


def _tell_apart(
    names: Sequence[str],
    column: Callable[[int], Sequence[str]],
    places: Sequence[int],
    row: int,
    found: Named,
    notes: Notes,
) -> None:
    """Name the columns of one heading: those that are the same as the first are left out."""
    first = places[0]
    same = [place for place in places[1:] if column(place) == column(first)]
    if same:
        notes.repairs.append(f"{names[first]!r} is there {len(same) + 1} times with the same cells; it was read once.")
    different = [place for place in places if place not in same]
    if len(different) == 1:
        found.names[first] = names[first]
        return
    for place in different:
        problem = f"the heading {names[place]!r} is there {len(different)} times, above different cells"
        name = f"{names[place]} (column {letters(place + 1)})"
        _by_place(found, place, name, problem, "each heading once", row, notes)


def _by_place(found: Named, place: int, name: str, problem: str, accepted: str, row: int, notes: Notes) -> None:
    while name in found.names.values():
        name += " "
    found.names[place] = name
    found.wrong[name] = Finding(notes.name, problem, accepted, row, name)
