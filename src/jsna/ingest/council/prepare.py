"""Turn a file's counts into an indicator's observations: sum to higher levels, withhold figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from jsna.areas.lookups import Lookups
from jsna.areas.places import of_level
from jsna.catalogue.checks.completeness import areas_with_figure
from jsna.errors import Finding, Findings
from jsna.ingest import ever_published, protection, store, waves
from jsna.ingest.council.carrying import totals
from jsna.ingest.council.carrying.carried import Carried
from jsna.ingest.council.carrying.its_list import of_its_list
from jsna.ingest.council.carrying.published import as_published
from jsna.ingest.council.carrying.residents import OUT_OF_RESIDENTS, out_of_residents
from jsna.ingest.council.carrying.to_wards import to_wards
from jsna.ingest.council.columns.mapping import as_toml
from jsna.ingest.council.observed import observations
from jsna.ingest.council.rows import apart_rows, row_faults
from jsna.ingest.council.rows.doubts import doubts
from jsna.ingest.council.shaping import percentages, titled
from jsna.ingest.council.shaping.shape import Columns, Shaped
from jsna.ingest.council.understood import Understood
from jsna.ingest.store import Entry
from jsna.model.area import WARD_LISTS, Level
from jsna.model.indicator import Expect, Indicator
from jsna.model.observations import Note


@dataclass(frozen=True, eq=False)
class Prepared:
    """An indicator that is ready to store; nothing has been written yet.

    Attributes:
        entry: the indicator, whose ``[expect]`` says how many areas of each level have a figure, and the figures to
            store, after disclosure control.
        withheld: how many figures the disclosure rule withheld.
        report: what was done to the file, as sentences.
        findings: warnings, and errors that must be fixed first.
        year: of the list of wards that the figures are of.
    """

    entry: Entry
    withheld: int
    report: tuple[str, ...]
    findings: tuple[Finding, ...]
    year: int


def prepare(
    file: Shaped,
    indicator: Indicator,
    period: str,
    lookups: Lookups,
    *,
    estimate: bool = False,
    checked: bool = False,
    level: Level | None = None,
    all_there: bool = False,
) -> Prepared:
    """Return an indicator made from a file, checked and with disclosure control, without storing it.

    Args:
        file: a row for each area, and which column is which.
        indicator: description of its figures; ``lowest_level`` and the areas of ``expect`` are set from the file.
        period: the period of figures whose columns name none: ``2026``; empty: what a line above the table says, or the
            year of the day that the figures are about.
        lookups: where a row may lie.
        estimate: whether counts of wards that were divided are split by residents.
        checked: whether the analyst says that names beside other codes, and numbers such as 9999, are right.
        level: the smallest areas, if the analyst named them.
        all_there: whether the analyst says that the rows are all there are: areas not in the file have nobody.

    Raises:
        Findings: the file, its areas or its counts were refused, or no area has a figure.
    """
    understood, apart = apart_rows.split(file.understood)
    file = replace(file, understood=understood)
    period, dated = (period, []) if period else titled.period_of(file, indicator.reference_date)
    of_place, lookups = lookups.year, lookups if estimate else of_its_list(understood, lookups)
    areas, columns = lookups.areas, file.columns
    counted = [heading for each in columns for heading in each.headings]
    doubted = [
        *doubts(understood, counted, areas, checked=checked),
        *percentages.misfits(understood, columns, checked=checked),
    ]
    carried = _carried(file, lookups, doubted, estimate=estimate, all_there=all_there)
    own = totals.own_figures(file, apart, carried, lookups, published=indicator.disclosure.rule == "published")
    carried = own.carried
    if any(each.residents for each in columns):
        carried, columns = out_of_residents(carried, columns, lookups)
    _require_a_figure(understood, carried)
    described = indicator.model_copy(update={"lowest_level": _level(understood, carried, level, areas)})
    given = pd.concat(
        [observations(carried, described, each, each.period or period, areas) for each in columns], ignore_index=True
    )
    found = [*doubted, *dated, *own.findings, *_other_year(understood, columns, described)]
    found += store.faults(described, given, areas)
    if any(finding.fatal for finding in found):
        raise Findings(found)
    told = ever_published.of_collection(lookups.data, areas, described)
    protected = protection.protected(described, given, areas, told)
    if any(each.residents for each in columns):
        described = described.model_copy(update={"caveats": (*described.caveats, OUT_OF_RESIDENTS)})
    described = _expecting(described, protected, lookups)
    report = (
        *understood.repairs,
        *file.said,
        *_said(columns),
        *_of_list(of_place, lookups.year),
        *carried.report,
        *own.said,
        *_nobody(given, areas),
        *waves.about_earlier(lookups.data, described, protected),
    )
    return Prepared(
        Entry(described, protected, as_toml(file.mapping)),
        store.withheld(given, protected),
        report,
        (*understood.findings, *found),
        lookups.year,
    )


def _expecting(described: Indicator, protected: pd.DataFrame, lookups: Lookups) -> Indicator:
    """The indicator whose ``[expect]`` says how many areas of each level have a figure."""
    levels = pd.Series(sorted(areas_with_figure(protected)), dtype="str").map(lookups.areas["level"])
    there = levels.value_counts()
    counted = {each: int(there[each.value]) for each in Level if each.value in there}
    expected = described.expect.model_copy(update=Expect.of_list(counted, lookups.year))
    return described.model_copy(update={"expect": expected})


def wrong_rows(file: Shaped, lookups: Lookups) -> list[Finding]:
    """Return everything wrong with the rows of a file, each once.

    Args:
        file: a row for each area, and which column is which.
        lookups: where a row may lie.
    """
    whole = not any(each.values for each in file.columns)
    found = [
        finding
        for each in file.columns
        for code, heading in (each.counts or each.values).items()
        for finding in row_faults.findings(file.understood, [heading], each.bases.get(code), lookups, whole=whole)
    ]
    return list(dict.fromkeys(found))


def _carried(file: Shaped, lookups: Lookups, doubted: Sequence[Finding], *, estimate: bool, all_there: bool) -> Carried:
    """The counts of every period by area; everything wrong with them and every doubt is told at once."""
    found = wrong_rows(file, lookups)
    if any(finding.fatal for finding in found):
        raise Findings(dict.fromkeys([*found, *(doubt for doubt in doubted if doubt.fatal)]))
    headings = [heading for each in file.columns for heading in each.headings]
    if any(each.values for each in file.columns):
        return as_published(file.understood, headings, lookups)
    return to_wards(file.understood, headings, lookups, estimate=estimate, all_there=all_there)


def _of_list(place: int, year: int) -> list[str]:
    """A sentence where the figures are of another list of wards than that of the place."""
    return [] if place == year else [f"The figures are of the wards of {WARD_LISTS[year]}, as in the file."]


def _require_a_figure(understood: Understood, carried: Carried) -> None:
    """Refuse a file of which nothing would be shown, and say why; counts that it withholds itself are figures."""
    there = carried.counts.notna() | (carried.notes == Note.CONFIDENTIAL.value)
    if carried.districts.empty and not there.any(axis=None):
        problem = " ".join(["no ward, and no larger area, would have a figure.", *carried.report]).removesuffix(".")
        accepted = "rows for all of a ward or of a district"
        raise Findings([Finding(understood.name, problem, accepted, column=understood.area)])


def _other_year(understood: Understood, columns: Sequence[Columns], indicator: Indicator) -> list[Finding]:
    """A warning if the file's last period is not of the year of the reference date."""
    last, day = columns[-1].period, indicator.reference_date
    if not last or str(day.year) in last or f"/{day:%y}" in last:
        return []
    problem = f"the file says {last}, and the day the figures are about is {day.isoformat()}"
    return [Finding(understood.name, problem, "a day in that period", fatal=False)]


def _level(understood: Understood, carried: Carried, level: Level | None, areas: pd.DataFrame) -> Level:
    """The level of the smallest areas; refuse the one that the analyst named if the file is about others."""
    lowest = carried.lowest
    if level is Level.COUNTY and lowest is Level.DISTRICT:
        below = carried.counts.index[areas["level"].reindex(carried.counts.index) == lowest.value]
        if below.isin(of_level(areas, Level.COUNTY).index).all():
            return level
    if level not in (None, lowest):
        problem = f"the smallest areas are {lowest.together}, not {level.together}"
        raise Findings([Finding(understood.name, problem, f"--level {lowest}, or rows of {level.together}")])
    return lowest


def _said(columns: Sequence[Columns]) -> list[str]:
    """Sentences that set the analyst's words beside the columns."""
    return [f"{each.period}: {line}" if each.period else line for each in columns for line in each.said]


def _nobody(given: pd.DataFrame, areas: pd.DataFrame) -> list[str]:
    """A sentence that names the areas without anybody to count, or none."""
    codes = given.loc[given["denominator"] == 0, "area_code"].unique()
    there = ", ".join(f"{areas['name'].get(code, code)} ({code})" for code in codes[:5])
    more = f" and {len(codes) - 5:,} more" if len(codes) > 5 else ""
    return [f"Nobody to count, so no percentage: {there}{more}."] if len(codes) else []
