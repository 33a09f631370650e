"""The questions of the page *Add figures*, by the option of the command that says the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from jsna.errors import Finding

HOLDER = "Where the groups stand"
COLUMNS, LABELS, PUBLISHED = "Which columns are the groups", "Which labels are the groups", "Which columns are figures"
NUMBERS = "Which column holds the numbers"
ROWS = "Which rows are read"
ADD_UP = "Add up several rows of one area"
OUT_OF = "Which column says out of how many"
OTHERS = "Columns that are something else"
PERIOD = "Period, as 2026 or 2025/26, if the file does not say it"
PLACE = "Where the wards are"
WHOLE = "All there is of these areas is in the file"
CHECKED = "I have checked the file: names beside other codes, and numbers such as 9999, are right"
REPLACE = "Write over your own indicator of the same name"

_QUESTIONS = {
    "--add-up": ADD_UP,
    "--checked": CHECKED,
    "--column": OTHERS,
    "--count": COLUMNS,
    "--only": ROWS,
    "--out-of": OUT_OF,
    "--period": PERIOD,
    "--place": PLACE,
    "--replace": REPLACE,
    "--whole": WHOLE,
}
#: What ``--column "Heading=use"`` is on the page, where a question of its own asks for the use.
_USES = {"group": HOLDER, "count": NUMBERS, "value": NUMBERS}
_OPTION = re.compile(r"(--[a-z]+(?:-[a-z]+)*)(?: (?:\"[^\"]*?(?:=([a-z]+))?\"|'[^']*'))?")


def on_page(text: str) -> str:
    """Return a sentence that names an option of the command with the page's question for the same in its place."""

    def question(found: re.Match[str]) -> str:
        asked = _QUESTIONS.get(found[1])
        if found[1] == "--column":
            asked = _USES.get(found[2] or "", OTHERS)
        return f"“{asked}”" if asked else found[0]

    return _OPTION.sub(question, text)


def of_page(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the words of the page."""
    return tuple(replace(each, problem=on_page(each.problem), accepted=on_page(each.accepted)) for each in findings)
