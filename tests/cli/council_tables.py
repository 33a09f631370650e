"""Tables of a council, made at random from known figures: other headings, another order, columns of other kinds."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass

#: Wards of Lincoln: code and name.
WARDS = (
    ("E05010784", "Abbey"), ("E05010785", "Birchwood"), ("E05010786", "Boultham"), ("E05010787", "Carholme"),
    ("E05010788", "Castle"), ("E05010789", "Glebe"), ("E05010790", "Hartsholme"), ("E05010791", "Minster"),
    ("E05010792", "Moorland"), ("E05010793", "Park"), ("E05010794", "Witham"),
)  # fmt: skip
#: Label of a group, and headings under which it may stand.
_GROUPS = {
    "Eligible": ("Eligible", "eligible", "ELIGIBLE"),
    "Carers": ("Carers", "carers"),
    "Born abroad": ("Born abroad", "born_abroad", "Born Abroad"),
    "FSM": ("FSM", "fsm"),
}
#: A base in the analyst's words, and headings under which it may stand.
_BASES = {
    "pupils": ("Pupils", "All pupils", "Number of pupils", "Total", "Out of"),
    "all residents": ("Population", "Residents", "All residents", "Total population", "Denominator"),
    "people aged 65 and over": ("Aged 65 and over", "People aged 65+", "65+", "Total"),
    "people who replied": ("Respondents", "People who replied", "Replied"),
    "households with children": ("Households with children", "households_with_children", "Total"),
}
_OTHERS = ("percentage", "percent by value", "year", "identifier", "consecutive", "rate", "rank", "other base", "note")


@dataclass(frozen=True)
class Table:
    """A table, and what is true of it.

    Attributes:
        text: the CSV.
        groups: labels of the groups, as ``--groups`` takes them.
        base: out of whom, in the analyst's words.
        true: numerator and denominator by area code and group label; the ward's are missing where none is given.
    """

    text: str
    groups: str
    base: str
    true: dict[tuple[str, str], tuple[int, int] | None]


def table(seed: int) -> Table:
    """Return a table made with a seed; the same seed gives the same table."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    wards = chance.sample(WARDS, chance.randint(4, len(WARDS)))
    labels = chance.sample(list(_GROUPS), chance.randint(1, 3))
    base = chance.choice(list(_BASES))
    whole = [chance.randint(300, 3000) for _ in wards]
    counts = {label: [chance.randint(20, size // 3) for size in whole] for label in labels}
    columns: list[tuple[str, list[object]]] = [(chance.choice(_BASES[base]), list(whole))]
    columns += [(chance.choice(_GROUPS[label]), list(counts[label])) for label in labels]
    gaps = _gaps(chance, labels, len(wards))
    for label, row in gaps:
        next(cells for heading, cells in columns if heading in _GROUPS[label])[row] = chance.choice(["", "..", "[x]"])
    used = {heading.casefold() for heading, _ in columns}
    for kind in chance.sample(_OTHERS, chance.randint(0, 4)):
        heading, cells = _other(chance, kind, counts[labels[0]], whole)
        if heading.casefold() not in used:
            columns.append((heading, cells))
            used.add(heading.casefold())
    chance.shuffle(columns)
    if chance.random() < 0.6:
        columns.insert(chance.randint(0, len(columns)), ("Ward", [name for _, name in wards]))
    place = chance.randint(0, len(columns)) if chance.random() < 0.3 else 0
    columns.insert(place, ("Ward code", [code for code, _ in wards]))
    rows = [list(cells) for cells in zip(*(cells for _, cells in columns), strict=True)]
    if chance.random() < 0.3 and not gaps:
        rows.append(_total(columns))
    true = {
        (code, label): None if (label, row) in gaps else (counts[label][row], whole[row])
        for row, (code, _) in enumerate(wards)
        for label in labels
    }
    return Table(_text([heading for heading, _ in columns], rows), ";".join(labels), base, true)


def _gaps(chance: random.Random, labels: list[str], rows: int) -> set[tuple[str, int]]:
    if chance.random() < 0.7:
        return set()
    return {(chance.choice(labels), chance.randrange(rows)) for _ in range(2)}


def _other(chance: random.Random, kind: str, counts: list[int], whole: list[int]) -> tuple[str, list[object]]:
    """A column that is not a count of a group, and no base of them."""
    rows = range(len(whole))
    first = chance.randint(1, 5000)
    shares = [round(100 * one / of, chance.choice([0, 1])) for one, of in zip(counts, whole, strict=True)]
    made: dict[str, tuple[str, list[object]]] = {
        "percentage": (chance.choice(["%", "Per cent", "% eligible", "Percentage", "Eligible %"]), list(shares)),
        "percent by value": (chance.choice(["Level", "Figure", "Result"]), list(shares)),
        "year": (chance.choice(["Year", "Financial year"]), [2024 for _ in rows]),
        "identifier": (chance.choice(["OBJECTID", "FID", "ID"]), [first + 7 * row for row in rows]),
        "consecutive": (chance.choice(["Sort", "Order"]), [first + row for row in rows]),
        "rate": ("Rate per 1,000", [chance.randint(10, 400) for _ in rows]),
        "rank": ("IMD rank", chance.sample(range(1, 33_000), len(whole))),
        "other base": ("Dwellings", [size + chance.randint(1, 4000) for size in whole]),
        "note": ("Notes", ["see the guide" for _ in rows]),
    }
    return made[kind]


def _total(columns: list[tuple[str, list[object]]]) -> list[object]:
    sums: list[object] = [sum(cells) if isinstance(cells[0], int) else "" for _, cells in columns]  # type: ignore[arg-type]
    return ["Total" if heading == "Ward code" else cell for (heading, _), cell in zip(columns, sums, strict=True)]


def _text(headings: list[str], rows: list[list[object]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headings, *rows])
    return out.getvalue()
