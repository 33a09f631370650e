"""The two files of a new indicator: its description as TOML, and a table with an empty row for each figure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import tomlkit
from pydantic import ValidationError

from jsna.areas.places import lies_in
from jsna.errors import Finding, Findings
from jsna.model.area import ENGLAND, Level
from jsna.model.indicator import Group, Indicator
from jsna.model.observations import COLUMNS, Note

#: Format of a period: it starts with a digit or letter, so that a spreadsheet does not read it as a formula.
PERIOD = re.compile(r"(?=.*\d)[0-9A-Za-z][0-9A-Za-z /().–-]{0,39}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def slug_of(title: str) -> str:
    """Return the words of a title as a slug: ``Free school meals`` gives ``free-school-meals``."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower().replace("’", "").replace("'", "")).strip("-")


def require_slug(text: str, what: str) -> str:
    """Return a valid slug, or raise Findings: it becomes part of a path and of links."""
    if not _SLUG.fullmatch(text) or len(text) > 60:
        accepted = "small letters, digits and single hyphens, at most 60"
        raise Findings([Finding(what, "not a name for a file", accepted, value=text[:80])])
    return text


def require_period(text: str) -> str:
    """Return a valid period (``2026``, ``2022/23``, ``Q1 2026``), or raise Findings: it goes into a CSV."""
    if not PERIOD.fullmatch(text):
        accepted = "a year, or years and words such as 2022/23 or Q1 2026"
        raise Findings([Finding("period", "not a period", accepted, value=text[:80])])
    return text


def described(answers: Mapping[str, object]) -> Indicator:
    """Return the indicator that answers describe.

    Raises:
        Findings: one for every answer that breaks a catalogue rule.
    """
    try:
        return Indicator.model_validate(answers)
    except ValidationError as error:
        raise Findings(misfits(error)) from error


def misfits(error: ValidationError) -> list[Finding]:
    """Return a finding for every invalid answer: which one, its value, and what is accepted."""
    return [
        Finding(
            "your answers",
            "the answer does not fit",
            _fitting(str(details["type"]), str(details["msg"]), details.get("ctx", {})),
            column=".".join(map(str, details["loc"])),
            value=str(details["input"])[:80],
        )
        for details in error.errors()
    ]


def _fitting(kind: str, message: str, limits: Mapping[str, object]) -> str:
    """What is accepted, in words for people who fill in a form."""
    if kind == "string_too_short":
        return f"at least {limits['min_length']} characters"
    if kind == "string_pattern_mismatch" and limits["pattern"] == "^https://":
        return "an address that begins with https://"
    if kind.startswith("date"):
        return "a day such as 2026-01-31"
    if kind == "value_error":
        return str(limits["error"]).rpartition("; accepted: ")[2]
    return message.removeprefix("Input should ").removeprefix("be ").removeprefix("String should ")


def groups_of(labels: Iterable[str], unit: str) -> dict[str, Group]:
    """Return a group for each label; ``says`` is a draft sentence to improve by hand.

    Args:
        labels: ``Eligible`` or ``Eligible: are eligible for free school meals``.
        unit: what is counted.

    Raises:
        Findings: two labels give one code, or one gives none.
    """
    groups: dict[str, Group] = {}
    for given in labels:
        label, _, says = (part.strip() for part in given.partition(":"))
        code = slug_of(label)
        if not code or code in groups:
            problem = "the label stands twice" if code else "a label without letters"
            raise Findings([Finding("groups", problem, "labels that differ in their letters", value=label)])
        groups[code] = Group(label=label, says=says or f"are counted as “{label}” among {unit}")
    return groups


def as_toml(indicator: Indicator) -> str:
    """Return the TOML of an indicator, which the catalogue reads back as the same indicator."""
    given = indicator.model_dump(mode="python", exclude={"slug", "topic"}, exclude_none=True, exclude_defaults=True)
    given["source"].setdefault("statement", indicator.source.statement)
    return tomlkit.dumps(_plain(given))


def rows(indicator: Indicator, areas: pd.DataFrame, place: str, period: str) -> pd.DataFrame:
    """Return empty observations for a place: its smallest areas, all levels up to the place, and England.

    England's rows have the note ``x`` (not available) until its figures are entered.

    Args:
        indicator: the indicator the figures will belong to.
        areas: every area, index ``code``.
        place: code of a county, a district or England.
        period: the period of the rows: ``2026``.
    """
    codes = [*codes_of(areas, place, indicator.lowest_level), ENGLAND]
    require_period(period)
    keys = [(code, group) for code in dict.fromkeys(codes) for group in indicator.groups]
    table = pd.DataFrame(keys, columns=["area_code", "group"])
    table = table.assign(period=period, characteristic=indicator.characteristic.value)
    table["note"] = ["x" if code == ENGLAND != place else "" for code in table["area_code"]]
    return table.reindex(columns=list(COLUMNS), fill_value="")


def codes_of(areas: pd.DataFrame, place: str, lowest: Level) -> list[str]:
    """Return the codes of a place's areas from the smallest level up to the place itself.

    Raises:
        Findings: there is no such place, or it has no areas of that level.
    """
    if place not in areas.index:
        raise Findings(
            [Finding("place", "unknown area", "the code of a county or district, or E92000001", value=place)]
        )
    levels = list(Level)
    inside = areas[lies_in(areas, place)]
    wanted = [
        level.value for level in levels[levels.index(lowest) : levels.index(Level(str(areas.at[place, "level"]))) + 1]
    ]
    codes = [code for level in wanted for code in inside.index[inside["level"] == level]]
    if not codes or areas.at[codes[0], "level"] != lowest.value:
        raise Findings([Finding("place", f"has no areas of the level {lowest.value}", "a larger place", value=place)])
    return codes


def as_csv(table: pd.DataFrame) -> str:
    """Return observations as the CSV that the catalogue reads: no decimal point in whole numbers, missing is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.itertuples(index=False, name=None))
    return out.getvalue()


def notes_in_words() -> str:
    """Return every note and its meaning."""
    return ", ".join(f"{note.value} ({note.words})" for note in Note)


def _cell(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):  # noqa: PLR0124 - NaN
        return ""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def _plain(value: Any) -> Any:
    """Return a value in the types that TOML has."""
    if isinstance(value, Mapping):
        return {str(key): _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value
