"""Codes of areas and postcodes in the cells of a sheet, and the column that holds them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from jsna.files.lines import Line

CODE = re.compile(r"[A-Za-z]\d{8}")
#: No postcode ends in letters among C, I, K, M, O and V, so that headings such as WD22CD are none.
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}", re.IGNORECASE)
#: Rows that are looked at to find the column.
_LOOKED_AT = 3_000


def is_code(text: str) -> bool:
    """Return whether a cell holds the code of an area, or a postcode."""
    text = text.strip()
    return bool(CODE.fullmatch(text) or POSTCODE.fullmatch(text))


def key_column(lines: Sequence[Line]) -> int | None:
    """Return the position of the first column that holds most codes, or postcodes if there are none; else None."""
    for pattern in (CODE, POSTCODE):
        counted: Counter[int] = Counter()
        first: dict[int, int] = {}
        for place, line in enumerate(lines[:_LOOKED_AT]):
            for position, text in enumerate(line.cells):
                if pattern.fullmatch(text.strip()):
                    counted[position] += 1
                    first.setdefault(position, place)
        if counted:
            position, found = min(counted.items(), key=lambda item: (-item[1], item[0]))
            below = sum(
                bool(cell_of(line, position)) for line in lines[first[position] : _LOOKED_AT] if len(line.cells) > 1
            )
            if found >= 0.3 * below:
                return position
    return None


def cell_of(line: Line, position: int) -> str:
    """Return a cell without spaces around it; empty text if the row is shorter."""
    return line.cells[position].strip() if position < len(line.cells) else ""
