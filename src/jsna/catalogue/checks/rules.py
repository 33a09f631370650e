"""What observations must obey, row by row, and every row that does not, in an analyst's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from jsna.areas.unknown import unknown_area_findings
from jsna.catalogue.observations import NUMBERS, values
from jsna.errors import Finding, limited_of
from jsna.model.area import WARD_LISTS, WARD_YEARS, Level
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Indicator, Measure
from jsna.model.observations import COUNTS, KEY, Note
from jsna.model.period import as_periods, fault, unreadable
from jsna.model.period_spelling import ACCEPTED

WITHHOLDING = tuple(note.value for note in Note if note.withholds)


@dataclass(frozen=True)
class _RowRule:
    """A rule on rows: which rows keep it, and what to say of those that do not."""

    name: str
    column: str
    keeps: Callable[[pd.DataFrame], pd.Series[bool]]
    problem: str
    accepted: str
    fatal: bool = True


def findings(file: str, table: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame) -> list[Finding]:
    """Return everything wrong with the rows of one indicator.

    Args:
        file: name of the file, for the messages.
        table: observations, columns as ``model.observations.COLUMNS``; index the line in the file.
        indicator: what they are.
        areas: every known area, index ``code``.
    """
    return [found for rule in _rules(indicator, areas) for found in _broken(file, table, rule, areas)]


def of_two_lists(file: str, table: pd.DataFrame, areas: pd.DataFrame) -> list[Finding]:
    """Return a finding where the wards of a council's figures are of two lists, which are never mixed.

    Args:
        file: name of the file, for the message.
        table: observations; index the line in the file.
        areas: every area, with the wards of every year; index ``code``.
    """
    first, last = WARD_YEARS
    rows = table["area_code"].map(areas["until"]) == first, table["area_code"].map(areas["vintage"]) == last
    newer = table["area_code"][rows[1] & (table["area_code"].map(areas["level"]) == Level.WARD.value)]
    older = table["area_code"][rows[0]]
    if older.empty or newer.empty:
        return []
    wards = f"{older.nunique():,} of {WARD_LISTS[first]} and {newer.nunique():,} of {WARD_LISTS[last]}"
    problem = f"wards of two lists, {wards}"
    return [Finding(file, problem, "the wards of one list", int(str(newer.index[0])), "area_code", str(newer.iloc[0]))]


def _rules(indicator: Indicator, areas: pd.DataFrame) -> list[_RowRule]:
    return [*_words(indicator, areas), *_counts(indicator), *_figures(indicator)]


def _words(indicator: Indicator, areas: pd.DataFrame) -> list[_RowRule]:
    characteristics = [member.value for member in Characteristic]
    groups = list(indicator.groups)
    notes = [note.value for note in Note]
    wards = f"codes of wards of {' or '.join(WARD_LISTS.values())}, and of the areas they nest in"
    return [
        _RowRule("area", "area_code", _known(areas), "unknown area", wards),
        _RowRule("period", "period", lambda rows: ~unreadable(rows["period"]), "not a period", ACCEPTED),
        _RowRule(
            "one spelling",
            "period",
            lambda rows: unreadable(rows["period"]) | (rows["period"] == as_periods(rows["period"])),
            "a period with another spelling in other rows",
            "one spelling for each period",
        ),
        _RowRule(
            "characteristic",
            "characteristic",
            lambda rows: rows["characteristic"].isin(characteristics),
            "unknown characteristic",
            ", ".join(characteristics),
        ),
        _RowRule("group", "group", lambda rows: rows["group"].isin(groups), "unknown group", ", ".join(groups)),
        _RowRule(
            "note",
            "note",
            lambda rows: rows["note"].isna() | rows["note"].isin(notes),
            "unknown note",
            "nothing, or one of: " + ", ".join(f"{note.value} ({note.words})" for note in Note),
        ),
        _RowRule(
            "once",
            "area_code",
            lambda rows: ~rows.duplicated(list(KEY)),
            "the figure is there twice",
            "one row for each area, period, characteristic and group",
        ),
    ]


def _counts(indicator: Indicator) -> list[_RowRule]:
    rules = []
    for column in COUNTS:
        rules += [
            _RowRule(f"{column} above 0", column, _not_negative(column), "a negative count", "0 or more"),
            _RowRule(f"{column} whole", column, _whole(column), "a fraction in a count", "a whole number such as 137"),
        ]
    rules.append(
        _RowRule(
            "part of whole",
            "numerator",
            lambda rows: ~(rows["numerator"] > rows["denominator"]),
            "the numerator is above the denominator",
            "at most the denominator",
        )
    )
    if indicator.measure is Measure.COUNT:
        return rules
    return [
        *rules,
        _RowRule(
            "both counts",
            "denominator",
            lambda rows: ~(rows["numerator"].notna() & rows["denominator"].isna()),
            "a numerator without its denominator",
            "how many there are in all",
        ),
    ]


def _figures(indicator: Indicator) -> list[_RowRule]:
    rules = [
        _RowRule(
            "withheld",
            "note",
            lambda rows: ~(rows["note"].isin(WITHHOLDING) & rows[list(NUMBERS)].notna().any(axis=1)),
            "a figure beside a note that says it is withheld",
            "no figures on this row, or another note",
        ),
        _RowRule(
            "limits",
            "lower",
            lambda rows: ~((rows["lower"] > rows["value"]) | (rows["value"] > rows["upper"])),
            "the value lies outside its limits",
            "lower, value and upper in this order",
        ),
        _RowRule(
            "said why",
            "note",
            lambda rows: rows["note"].notna() | rows["numerator"].notna() | rows["value"].notna(),
            "no figure, and no note that says why",
            "a figure, or a note such as x (not available)",
            fatal=False,
        ),
    ]
    for bounds, problem, fatal in (
        (indicator.expect.fatal, "a value that cannot be true", True),
        (indicator.expect.warn, "a surprising value", False),
    ):
        if bounds is not None:
            low, high = bounds
            accepted = f"from {low:g} to {high:g}, as [expect] says"
            rules.append(_RowRule(problem, "value", _between(low, high), problem, accepted, fatal))
    return rules


def _known(areas: pd.DataFrame) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    return lambda rows: rows["area_code"].map(areas["level"]).notna()


def _not_negative(column: str) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    return lambda rows: ~(rows[column] < 0)


def _whole(column: str) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    return lambda rows: rows[column].isna() | (rows[column] % 1 == 0)


def _between(low: float, high: float) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    def keeps(rows: pd.DataFrame) -> pd.Series[bool]:
        figure = values(rows)
        # A share above 1 is said once, as a numerator above its denominator.
        return figure.isna() | figure.between(low, high) | (rows["numerator"] > rows["denominator"])

    return keeps


def _broken(file: str, table: pd.DataFrame, rule: _RowRule, areas: pd.DataFrame) -> list[Finding]:
    """Return a finding for each row that breaks a rule."""
    kept = rule.keeps(table).fillna(value=False).to_numpy(dtype=bool)
    if rule.name == "area":
        return unknown_area_findings(
            table["area_code"].astype("str"), pd.Series(~kept, table.index), areas.index, file, rule.accepted
        )
    lines = [int(line) for line in table.index[~kept]]
    return limited_of(lines, lambda line: _finding(file, pd.Series(table.loc[line]), line, rule))


def _finding(file: str, row: pd.Series, line: int, rule: _RowRule) -> Finding:
    problem = fault(str(row["period"])) if rule.name == "period" else rule.problem
    return Finding(file, problem, rule.accepted, int(line), rule.column, _shown(row, rule), rule.fatal)


def _shown(row: pd.Series, rule: _RowRule) -> str:
    """What the field holds, with the other half of a rule on two columns."""
    if rule.name == "part of whole":
        return f"{row['numerator']:g} of {row['denominator']:g}"
    if rule.name == "once":
        return ", ".join(str(row[column]) for column in KEY)
    if rule.name in ("a value that cannot be true", "a surprising value"):
        figure = values(row.to_frame().T.astype(dict.fromkeys(NUMBERS, float))).iloc[0]
        return f"{row['area_code']}, {row['group']}: {figure:g}"
    given = row[rule.column]
    return "" if pd.isna(given) else str(given)
