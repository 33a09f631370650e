"""Turn a file's counts into an indicator's observations: identify columns, sum to higher levels, withhold figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from jsna.areas import sums
from jsna.areas.lookups import Lookups
from jsna.errors import Finding, Findings
from jsna.ingest import protection, store, waves
from jsna.ingest.council import row_faults
from jsna.ingest.council.carried import Carried
from jsna.ingest.council.to_wards import to_wards
from jsna.ingest.council.understood import Understood
from jsna.ingest.store import Entry
from jsna.model.area import Level
from jsna.model.indicator import Indicator
from jsna.model.observations import COLUMNS, COUNTS, Note
from jsna.model.period import require_period
from jsna.model.slug import slug_of


@dataclass(frozen=True)
class Columns:
    """What each column of a file holds.

    Attributes:
        counts: heading of each group's counts, by group code.
        out_of: heading of the denominators.
    """

    counts: Mapping[str, str]
    out_of: str


@dataclass(frozen=True, eq=False)
class Prepared:
    """An indicator that is ready to store; nothing has been written yet.

    Attributes:
        entry: the indicator, whose ``[expect]`` says how many areas of each level have a figure, and the figures to
            store, after disclosure control.
        withheld: how many figures the disclosure rule withheld.
        report: what was done to the file, as sentences.
        findings: warnings, and errors that must be fixed first.
    """

    entry: Entry
    withheld: int
    report: tuple[str, ...]
    findings: tuple[Finding, ...]


def guess_columns(understood: Understood, indicator: Indicator, out_of: str | None = None) -> Columns:
    """Return which column is which, based on the headings.

    A group's column has the group's label or code as its heading. With one group and two number columns, the other
    column is the denominator.

    Raises:
        Findings: a group has no column, or the denominator column cannot be identified.
    """
    by_slug = {slug_of(heading): heading for heading in understood.numbers}
    counts = {code: by_slug.get(slug_of(group.label)) or by_slug.get(code) for code, group in indicator.groups.items()}
    total = out_of or next(
        (by_slug[slug] for slug in (slug_of(indicator.base), *row_faults.TOTALS) if slug in by_slug), None
    )
    left = [heading for heading in understood.numbers if heading not in (*counts.values(), total)]
    # If one column is left over, it can only be the missing one.
    if len(left) == 1 and total is None:
        total = left.pop()
    if len(left) == 1 and len(counts) == 1 and not all(counts.values()):
        counts = dict.fromkeys(counts, left.pop())
    return _require(understood, indicator, counts, total)


def _require(understood: Understood, indicator: Indicator, counts: dict[str, str | None], total: str | None) -> Columns:
    lacking = [f"no column for {indicator.groups[code].label!r}" for code, heading in counts.items() if not heading]
    if total is None:
        lacking.append("no column says out of how many")
    if lacking or total is None:
        accepted = f"headings like the labels of the groups; here are: {', '.join(understood.numbers)}"
        raise Findings(Finding(understood.name, problem, accepted, row=1) for problem in lacking)
    return Columns({code: heading for code, heading in counts.items() if heading}, total)


def prepare(
    understood: Understood,
    indicator: Indicator,
    columns: Columns,
    period: str,
    lookups: Lookups,
    *,
    estimate: bool = False,
) -> Prepared:
    """Return an indicator made from a file, checked and with disclosure control, without storing it.

    Args:
        understood: the file.
        indicator: description of its figures; ``lowest_level`` and ``expect.areas`` are set from the file.
        columns: which column is which.
        period: the period of the figures: ``2026``.
        lookups: where a row may lie.
        estimate: whether wards that were divided since 2022 are split by area.

    Raises:
        Findings: the file, its areas or its counts were refused.
    """
    areas = lookups.areas
    carried = to_wards(understood, [*columns.counts.values()], lookups, out_of=columns.out_of, estimate=estimate)
    given = observations(carried, indicator, columns, period, areas)
    found = store.faults(indicator, given, areas)
    if any(finding.fatal for finding in found):
        raise Findings(found)
    protected = protection.protected(indicator, given, areas, protection.published(lookups.data, areas, indicator))
    with_figure = protected.loc[protected["denominator"].notna(), "area_code"].drop_duplicates()
    expected = with_figure.map(areas["level"]).value_counts()
    described = indicator.model_copy(
        update={
            "lowest_level": carried.lowest,
            "expect": indicator.expect.model_copy(
                update={"areas": {level: int(expected[level.value]) for level in Level if level.value in expected}}
            ),
        }
    )
    report = (*understood.repairs, *carried.report, *waves.about_earlier(lookups.data, described, protected))
    return Prepared(
        Entry(described, protected), store.withheld(given, protected), report, (*understood.findings, *found)
    )


def observations(
    carried: Carried, indicator: Indicator, columns: Columns, period: str, areas: pd.DataFrame
) -> pd.DataFrame:
    """Return the observations of an indicator: every group of every area of the file, and of the areas above them.

    A higher area has a row if the file gives one, or if each of its parts has a figure; then the row is their sum.

    Args:
        carried: counts by the codes of the data folder.
        indicator: the indicator they belong to.
        columns: which column is which.
        period: the period of the figures.
        areas: every area, index ``code``.
    """
    spelling = require_period(period).spelling
    every = _with_sums(carried, areas)
    notes = carried.notes.reindex(every.index, fill_value="")
    pieces = [
        pd.DataFrame(
            {
                "area_code": every.index,
                "period": spelling,
                "characteristic": indicator.characteristic.value,
                "group": code,
                "numerator": every[heading].to_numpy(),
                "denominator": every[columns.out_of].to_numpy(),
                "note": notes.to_numpy(),
            }
        )
        for code, heading in columns.counts.items()
    ]
    table = pd.concat(pieces, ignore_index=True).reindex(columns=list(COLUMNS))
    return _noted(table.astype({"value": float, "lower": float, "upper": float}))


def _with_sums(carried: Carried, areas: pd.DataFrame) -> pd.DataFrame:
    """The counts of the file, and sums for higher areas if every part has a count."""
    levels = areas["level"].reindex(carried.counts.index)
    smallest = carried.counts[levels == carried.lowest.value]
    required = areas.index[areas["level"] == carried.lowest.value]
    summed = sums.every_level(smallest, areas.reset_index(), required, carried.lowest).dropna()
    above = summed[~summed.index.isin(carried.counts.index)]
    return pd.concat([carried.counts, above]).rename_axis("code")


def _noted(table: pd.DataFrame) -> pd.DataFrame:
    """Rows that lack a count become empty with a note of the reason; complete rows keep only an estimate note."""
    missing = table[list(COUNTS)].isna().any(axis=1)
    note = table["note"].astype("str")
    why = note.where(note.isin([Note.NOT_AVAILABLE.value]), Note.CONFIDENTIAL.value)
    stands = note.where(note == Note.ESTIMATED.value)
    table = table.assign(note=why.where(missing, stands))
    return table.assign(**{column: table[column].mask(missing) for column in COUNTS})
