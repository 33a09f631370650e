"""What a cell of a spreadsheet shows: its number format applied to its value.

A format has up to four sections, parted by semicolons, each with its own condition: ``[<5]"[c]";0`` shows ``[c]`` for 2
and 12 for 12. What is shown is read here, never a number behind it; a number that is only shown with fewer decimals is
read in full.

References:
    ECMA-376, part 1, section 18.8.30 (number formats) and 18.8.31 (formats with a condition).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

#: Formats that a workbook names by number only; the currency and the order of a date are those of the reader's country.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    **dict.fromkeys((5, 6), '"£"#,##0;-"£"#,##0'),
    **dict.fromkeys((7, 8), '"£"#,##0.00;-"£"#,##0.00'),
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    **dict.fromkeys((*range(14, 18), *range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((*range(18, 22), *range(45, 48)), "hh:mm:ss"),
    22: "yyyy-mm-dd hh:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    48: "##0.0E+0",
    49: "@",
}
#: Stands for a format that a workbook does not describe: nothing can be said of what it shows.
UNKNOWN = "\0"
#: The tokens of a format; each alternative but the first names its kind.
_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _(?P<room>.) | \*(?P<fill>.) | \[\$(?P<currency>[^\]-]*)[^\]]*\]
    | \[(?P<condition>(?:<=|>=|<>|<|>|=)-?\d+(?:\.\d+)?)\]
    | \[(?P<colour>black|blue|cyan|green|magenta|red|yellow|colou?r\ ?\d{1,2})\]
    | \[(?P<elapsed>h+|m+|s+)\]
    | (?P<whole>General|@) | (?P<exponent>E[+-]) | (?P<date>AM/PM|A/P|[ymdhsbge]+)
    | (?P<digit>[0\#?]) | (?P<point>\.) | (?P<comma>,) | (?P<end>;)
    | (?P<bare>[\s$£€+\-/():!^&'~{}<>=%]) | (?P<other>.)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
#: The kinds of tokens that add a text of their own.
_LITERALS = ("quoted", "escaped", "currency", "bare", "room")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]")


class UnclearError(ValueError):
    """It cannot be said what a cell shows, or it shows another number than it holds."""


@dataclass(frozen=True)
class _Section:
    """One section of a format.

    Attributes:
        condition: operator and limit, or None.
        parts: kind and text of each token: ``literal``, ``digit``, ``point``, ``comma``, ``exponent``, ``date``,
            ``whole`` (General or @).
    """

    condition: tuple[str, float] | None
    parts: tuple[tuple[str, str], ...]

    def has(self, kind: str) -> bool:
        return any(found == kind for found, _ in self.parts)

    @property
    def digits(self) -> list[int]:
        """Positions of what stands for the number."""
        return [place for place, (kind, _) in enumerate(self.parts) if kind in ("digit", "whole", "point")]

    def literals(self, start: int = 0, end: int | None = None) -> str:
        return "".join(text for kind, text in self.parts[start:end] if kind == "literal")


@lru_cache(maxsize=100_000)
def shown_number(code: str, number: float, plain: str) -> str:
    """Return what a cell with a number shows: ``plain`` if that is the number, perhaps with fewer decimals.

    Args:
        code: its number format.
        number: what it holds.
        plain: the same in plain digits.

    Raises:
        UnclearError: it shows another number (in thousands, a fraction), or the format is not understood.
    """
    sections = _sections(code)
    section, own = _for_number(sections, number)
    if section.has("date"):
        raise UnclearError
    _require_whole_digits(section)
    if not section.digits or _no_digit_is_shown(section, number):
        return section.literals().strip()
    if own and number < 0:
        _require_sign(section)
        section = _without_sign(section)
    return _around(section, number, plain)


def shown_date(code: str, plain: str) -> str:
    """Return what a cell with a date or time shows: ``plain``, unless a section of its format shows something else.

    Raises:
        UnclearError: some numbers are shown as dates and others are not.
    """
    if all(section.has("date") for section in _numeric(_sections(code))):
        return plain
    raise UnclearError


@lru_cache(maxsize=100_000)
def shown_text(code: str, text: str) -> str:
    """Return what a cell with a text shows."""
    sections = _sections(code)
    section = sections[3] if len(sections) == 4 else next((each for each in sections if _is_for_text(each)), None)
    if section is None:
        return text
    return "".join(text if kind == "whole" else part for kind, part in section.parts if kind in ("whole", "literal"))


@lru_cache(maxsize=1_000)
def shows_itself(code: str) -> bool:
    """Return whether a format shows every number and every text as it is."""
    try:
        shown = [shown_number(code, number, f"{number:g}") == f"{number:g}" for number in (-1, 0, 1, 1234567)]
        conditional = any(section.condition for section in _sections(code))
        return all(shown) and not conditional and shown_text(code, "text").strip() == "text"
    except UnclearError:
        return False


@lru_cache(maxsize=1_000)
def _sections(code: str) -> tuple[_Section, ...]:
    """Return the sections of a format.

    Raises:
        UnclearError: it has more than four, or a sign that is not understood.
    """
    sections: list[_Section] = []
    condition: tuple[str, float] | None = None
    parts: list[tuple[str, str]] = []
    for found in _TOKEN.finditer(f"{code};"):
        kind, text = str(found.lastgroup), found[str(found.lastgroup)]
        if kind == "other":
            raise UnclearError
        if kind == "end":
            sections.append(_Section(condition, tuple(parts)))
            condition, parts = None, []
        elif kind == "condition":
            operator = text.rstrip("-.0123456789")
            condition = (operator, float(text[len(operator) :]))
        elif kind in _LITERALS:
            parts.append(("literal", " " if kind == "room" else text))
        elif kind not in ("colour", "fill"):
            parts.append(("date" if kind == "elapsed" else kind, text))
    if len(sections) > 4:
        raise UnclearError
    return tuple(sections)


def _is_for_text(section: _Section) -> bool:
    return any(part == ("whole", "@") for part in section.parts)


def _numeric(sections: tuple[_Section, ...]) -> tuple[_Section, ...]:
    """Return the sections for numbers: the last may be for text, the fourth always is."""
    last = len(sections) == 4 or (len(sections) > 1 and _is_for_text(sections[-1]))
    return sections[:-1] if last else sections


def _for_number(sections: tuple[_Section, ...], number: float) -> tuple[_Section, bool]:
    """Return the section for a number, and whether it is for negative numbers only, which then lose their sign."""
    numeric = _numeric(sections)
    if any(section.condition for section in numeric):
        return _by_condition(numeric, number), False
    if number < 0 and len(numeric) > 1:
        return numeric[1], True
    if number == 0 and len(numeric) == 3:
        return numeric[2], False
    return numeric[0], False


def _by_condition(numeric: tuple[_Section, ...], number: float) -> _Section:
    # Only the last section may go without a condition: what another would mean, programs do not agree on.
    if any(section.condition is None for section in numeric[:-1]):
        raise UnclearError
    for section in numeric:
        if section.condition is None or _holds(section.condition, number):
            if number < 0 and section.digits:
                raise UnclearError
            return section
    raise UnclearError


def _holds(condition: tuple[str, float], number: float) -> bool:
    operator, limit = condition
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[operator]


def _no_digit_is_shown(section: _Section, number: float) -> bool:
    """Return whether a number rounds to 0 where the format has no 0: ``#,###`` shows nothing for 0."""
    marks = [text for kind, text in section.parts if kind in ("digit", "whole", "exponent")]
    decimals = _decimals(section)
    percents = section.literals().count("%")
    return set(marks) <= {"#", "?"} and round(abs(number) * 100**percents, decimals) == 0


def _decimals(section: _Section) -> int:
    kinds = [kind for kind, _ in section.parts]
    if "point" not in kinds:
        return 0
    end = kinds.index("exponent") if "exponent" in kinds else None
    return kinds[kinds.index("point") : end].count("digit")


def _require_sign(section: _Section) -> None:
    literal = section.literals()
    if "-" not in literal and not ("(" in literal and ")" in literal):
        raise UnclearError


def _without_sign(section: _Section) -> _Section:
    parts = tuple((kind, re.sub(r"[-()]", "", text) if kind == "literal" else text) for kind, text in section.parts)
    return _Section(section.condition, parts)


def _require_whole_digits(section: _Section) -> None:
    """Refuse formats that show thousands or fractions, the number twice, or signs between its digits."""
    if not section.digits:
        return
    first, last = section.digits[0], section.digits[-1]
    kinds = [kind for kind, _ in section.parts]
    scaled = kinds[last + 1 : last + 2] == ["comma"] or ",." in "".join(text for _, text in section.parts)
    end = kinds.index("exponent") if "exponent" in kinds else last
    inner = _SPACES.sub("", section.literals(first, end))
    twice = kinds.count("whole") > 1 or {"whole", "digit"} <= set(kinds)
    if scaled or inner or twice or kinds.count("point") > 1 or "comma" in (*kinds[:first], *kinds[last + 1 :]):
        raise UnclearError


def _around(section: _Section, number: float, plain: str) -> str:
    """Return the number with the texts before and after it; refuse those that would join its digits."""
    before, after = section.literals(0, section.digits[0]), section.literals(section.digits[-1] + 1)
    if section.has("exponent"):
        plain = f"{number:.{_decimals(section)}E}"
    percents = (before + after).count("%")
    if percents:
        plain = f"{number * 100**percents:.12g}"
    if re.search(r"[\d.,]", before + after):
        raise UnclearError
    return f"{before.replace('+', '').strip()}{plain}{after.rstrip()}"
