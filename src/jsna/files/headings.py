"""Take a table out of the rows of a sheet: its headings, its body, and what stands above and below, which is quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from jsna.errors import Finding, Findings
from jsna.files import table_area
from jsna.files.area_codes import CODE, POSTCODE, cell_of, is_code
from jsna.files.grid import Fault, Grid, Merged
from jsna.files.heading_names import joined, named, without_markers
from jsna.files.lines import Line
from jsna.files.notes import Notes
from jsna.files.table_area import Place, is_number
from jsna.files.text_table import ragged
from jsna.files.workbook_table import some

_KEYS = ((CODE, "Area code"), (POSTCODE, "Postcode"))
#: Rows without a heading's width that are quoted from above and below a table.
_QUOTED = 60


@dataclass(frozen=True)
class Taken:
    """A table that was taken out of a sheet.

    Attributes:
        names: heading of each column; each is there once.
        rows: the body, each row as long as ``names``.
        above: what the rows above the headings said, one text for each.
        below: what the rows below the body said.
    """

    names: list[str]
    rows: list[Line]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = field(default=())


def headings(lines: list[Line], notes: Notes) -> tuple[list[str], list[Line]]:
    """Return the headings, and the rows below them, as :func:`take` finds them in a file without sheets."""
    taken = take(Grid(lines=lines), notes)
    return taken.names, taken.rows


def take(grid: Grid, notes: Notes) -> Taken:
    """Return the table of a sheet. What was left out above and below it is said.

    Faults of cells become findings about their columns.

    Args:
        grid: the sheet.
        notes: of the file; repairs and findings are added.

    Raises:
        Findings: there is no row of headings, nothing below it, a row of another length, another table, or merged cells
            among the numbers.
    """
    place = _placed(grid.lines, notes)
    storeys = [grid.lines[at] for at in place.header]
    body = grid.lines[slice(*place.body)]
    above = _quoted(grid.lines[: place.header[0]], "above the headings", notes)
    below = _quoted(grid.lines[place.body[1] :], "below the table", notes)
    wide = _width(storeys, body)
    if empty := max(len(line.cells) for line in storeys) - wide:
        notes.repairs.append(f"{empty} empty columns at the right were left out.")
    body = _without_repeats(_filled_down(grid.merged, body, place, notes), storeys, place, wide, notes)
    body = _as_long(wide, body, notes)

    def column(at: int) -> list[str]:
        return [cell_of(line, at) for line in body]

    names = _with_key(without_markers(joined(storeys, grid.merged, wide, notes), notes), column, notes)
    kept = named(names, column, storeys[-1].row, notes)
    _refuse_formulas(list(kept.names.values()), storeys[-1].row, notes)
    _refuse_beside([at for at, name in kept.names.items() if name in kept.wrong], column, storeys[-1].row, notes)
    for name, finding in kept.wrong.items():
        notes.in_column(name, [finding])
    every = list(kept.names) == list(range(wide))
    rows = [line if every else Line(line.row, [line.cells[at] for at in kept.names]) for line in body]
    _add_faults(grid.faults, kept.names, {line.row for line in storeys}, {line.row for line in body}, notes)
    return Taken(list(kept.names.values()), rows, above, below)


def require_headings(names: list[str], notes: Notes) -> None:
    """Raise Findings if a heading is empty, repeated, a formula, or data."""
    if any(CODE.fullmatch(name) for name in names):
        raise notes.refuse("row 1 is data, not headings", "a row of headings at the top", row=1, value=", ".join(names))
    if not all(names):
        raise notes.refuse("a column has no heading", "one heading in each column", row=1)
    folded = [name.casefold() for name in names]
    if twice := [name for name in names if folded.count(name.casefold()) > 1]:
        raise notes.refuse("the heading is there twice", "each heading once", row=1, column=twice[0])
    _refuse_formulas(names, 1, notes)


def _placed(lines: list[Line], notes: Notes) -> Place:
    place = table_area.place_of(lines)
    if place is None:
        value = next(cell for cell in lines[0].cells if cell.strip())
        raise notes.refuse("there is only one column", "a column of areas and one of numbers", row=1, value=value)
    if not place.header:
        first = lines[place.body[0]]
        problem = f"row {first.row} is data, not headings"
        raise notes.refuse(problem, "a row of headings at the top", row=first.row, value=", ".join(first.cells))
    if place.body[0] >= place.body[1]:
        raise notes.refuse("there are headings and nothing below them", "a row for each area")
    return place


def _quoted(lines: Sequence[Line], where: str, notes: Notes) -> tuple[str, ...]:
    """What rows outside the table say, and a sentence that they were left out."""
    said = tuple(" ".join(text.strip() for text in line.cells if text.strip()) for line in lines)
    if said:
        rows = f"{len(said):,} rows {where} were" if len(said) > 1 else f"A row {where} was"
        shown = some([f"{text[:_QUOTED]!r} (row {line.row})" for text, line in zip(said, lines, strict=True)])
        notes.repairs.append(f"{rows} left out: {shown}.")
    return said


def _width(storeys: Sequence[Line], body: Sequence[Line]) -> int:
    """The number of columns: as far as the headings reach, or a column of the body below empty ones."""
    ends = [at + 1 for line in storeys for at, text in enumerate(line.cells) if text.strip()]
    declared = max(len(line.cells) for line in storeys)
    filled = (at + 1 for line in body for at, text in enumerate(line.cells[:declared]) if text.strip())
    return max(*ends, *filled, 1)


def _filled_down(merged: Sequence[Merged], body: Sequence[Line], place: Place, notes: Notes) -> list[Line]:
    """Write the label of an area, or of a group of rows, into each row that its merged cell covers.

    Raises:
        Findings: numbers are merged, or cells of several columns.
    """
    first, last = body[0].row, body[-1].row
    inside = [each for each in merged if each.top <= last and each.bottom >= first]
    wrong = [each for each in inside if each.left != each.right or each.left in place.numbers or each.top < first]
    if wrong:
        problem = f"{len(wrong)} ranges of cells are merged"
        raise notes.refuse(problem, "one value in each cell: unmerge them", row=min(each.top for each in wrong))
    if not inside:
        return list(body)
    by_row = {line.row: list(line.cells) for line in body}
    for each in inside:
        for row in range(each.top, each.bottom + 1):
            if row in by_row and each.top in by_row:
                by_row[row][each.left] = by_row[each.top][each.left]
    notes.repairs.append(f"{len(inside)} cells merged over several rows were read as the same in each of them.")
    return [Line(line.row, by_row[line.row]) for line in body]


def _without_repeats(
    body: Sequence[Line], storeys: Sequence[Line], place: Place, wide: int, notes: Notes
) -> list[Line]:
    """Leave out headings that are repeated within the table, and titles of its parts; refuse another table.

    Raises:
        Findings: other headings stand between the rows.
    """
    if place.key is None:
        return list(body)
    header = [[text.strip() for text in line.cells[:wide]] for line in storeys]
    kept, left = [], []
    for line in body:
        if is_code(cell_of(line, place.key)):
            kept.append(line)
            continue
        words = [at for at, text in enumerate(line.cells) if text.strip() and at in place.numbers]
        if [text.strip() for text in line.cells[:wide]] in header or (line.filled == 1 and not words):
            left.append(line)
        elif words and not any(is_number(line.cells[at]) for at in words) and len(words) == line.filled - 1 > 1:
            problem = "other headings stand between the rows"
            value = ", ".join(text.strip() for text in line.cells if text.strip())
            raise notes.refuse(problem, "one table on the sheet", row=line.row, value=value)
        else:
            kept.append(line)
    _quoted(left, "between those of areas", notes)
    return kept


def _as_long(wide: int, rows: Sequence[Line], notes: Notes) -> list[Line]:
    """The rows, each as long as the headings; empty cells at their end do not count.

    A first row of one cell, which is no code, names what stands down the side.

    Raises:
        Findings: a row is shorter or longer.
    """
    whole = [
        line if len(line.cells) == wide or any(map(str.strip, line.cells[wide:])) else Line(line.row, line.cells[:wide])
        for line in rows
    ]
    if whole and len(whole[0].cells) == 1 and not is_code(whole[0].cells[0]):
        whole[0] = Line(whole[0].row, [*whole[0].cells, *[""] * (wide - 1)])
    if found := ragged(wide, whole, notes.name):
        notes.findings += found
        raise Findings(notes.findings)
    return whole


def _with_key(names: list[str], column: Callable[[int], list[str]], notes: Notes) -> list[str]:
    """The headings, with one for a column of codes or postcodes that has none."""
    for at in [at for at, name in enumerate(names) if not name]:
        filled = list(filter(None, column(at)))
        for pattern, own in _KEYS:
            if sum(bool(pattern.fullmatch(text)) for text in filled) > len(filled) / 2:
                names[at] = own
                notes.repairs.append(f"A column without a heading holds codes; it was called {own!r}.")
    return names


def _refuse_formulas(names: Sequence[str], row: int, notes: Notes) -> None:
    formulas = [name for name in names if re.match(r"[=+@]", name)]
    for name in formulas:
        notes.findings.append(Finding(notes.name, "a formula as a heading", "plain words", row, None, name[:80]))
    if formulas:
        raise Findings(notes.findings)


def _refuse_beside(doubtful: Sequence[int], column: Callable[[int], list[str]], row: int, notes: Notes) -> None:
    """Refuse a second column of codes under the heading of the first: two tables whose rows need not be alike."""
    if len([at for at in doubtful if sum(map(is_code, column(at))) > 1]) > 1:
        raise notes.refuse("two tables stand beside each other", "one table on the sheet", row=row)


def _add_faults(
    faults: Sequence[Fault], names: dict[int, str], headers: set[int], rows: set[int], notes: Notes
) -> None:
    """Make findings of what is wrong with cells: of the headings at once, of other cells where they are used."""
    for fault in faults:
        if headers & set(fault.rows):
            notes.findings.append(Finding(notes.name, fault.problem, fault.accepted, fault.rows[0]))
        inside = [row for row in fault.rows if row in rows]
        if inside and fault.position in names:
            name = names[fault.position]
            notes.in_column(name, [Finding(notes.name, fault.problem, fault.accepted, inside[0], name)])
