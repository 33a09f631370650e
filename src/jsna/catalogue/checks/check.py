"""Everything wrong with a data folder, and a table of how complete each indicator is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from jsna.areas.among import among
from jsna.catalogue import indicator_folder, observations, read
from jsna.catalogue.checks import completeness, folder, rules, sums
from jsna.disclosure.policy import rule_for
from jsna.disclosure.protected import protect
from jsna.errors import CatalogueError, Finding, Findings
from jsna.model.gone import Gone
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS, KEY


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes:
        findings: everything wrong, fatal first.
        quality: one row an indicator, index its slug, columns as ``quality.COLUMNS``.
    """

    findings: tuple[Finding, ...]
    quality: pd.DataFrame

    @property
    def fatal(self) -> tuple[Finding, ...]:
        """What stops the data from being used."""
        return tuple(finding for finding in self.findings if finding.fatal)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is worth a look."""
        return tuple(finding for finding in self.findings if not finding.fatal)


def check(data: Path, gone: Mapping[str, Gone] | None = None, *, as_released: bool = False) -> Report:
    """Return everything wrong with a data folder and the quality of its figures.

    Args:
        data: the data folder.
        gone: indicators that were withdrawn, by slug: a decision that used them was taken all the same.
        as_released: whether a file that was edited since the release was stated is fatal.

    Raises:
        CatalogueError: the areas, the place, the characteristics or the events cannot be read, so nothing else can be.
    """
    catalogue = replace(read.open_catalogue(data), gone=gone or {})
    found = [*catalogue.problems, *folder.findings(catalogue, as_released=as_released)]
    rows: dict[str, dict[str, object]] = {}
    for slug, indicator in catalogue.indicators.items():
        wrong, row = _indicator(catalogue, indicator)
        found += wrong
        errors = sum(finding.fatal for finding in wrong)
        rows[slug] = row | {"errors": errors, "warnings": len(wrong) - errors}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(completeness.COLUMNS)).rename_axis("indicator")
    return Report(tuple(sorted(found, key=lambda finding: not finding.fatal)), table)


def _indicator(catalogue: read.Catalogue, indicator: Indicator) -> tuple[list[Finding], dict[str, object]]:
    """The findings and the quality row of one indicator; an unreadable file has an empty row."""
    path = indicator_folder.figures_file(
        catalogue.data / indicator_folder.NAME / indicator.topic / f"{indicator.slug}.toml"
    )
    source = indicator.source.of(indicator.lowest_level, indicator.first_group)
    empty: dict[str, object] = {"topic": indicator.topic, "quality": source.quality.value}
    try:
        table, found = _table(path, indicator)
    except Findings as wrong:
        return list(wrong.findings), empty
    except CatalogueError as wrong:
        return [Finding(path.name, str(wrong), "a file written again by `jsna ingest official`")], empty
    found += _figures(path.name, table, indicator, catalogue.all_areas)
    return found, completeness.row(table[among(table["area_code"], catalogue.areas.index)], indicator, catalogue.areas)


def _table(path: Path, indicator: Indicator) -> tuple[pd.DataFrame, list[Finding]]:
    if path.suffix == ".csv":
        return observations.from_csv(path, indicator)
    table = observations.from_parquet(path).astype(dict.fromkeys(KEY, "str"))
    # Numbered as the lines of a CSV would be, under a header.
    return table.set_axis(pd.RangeIndex(2, len(table) + 2)), []


def _figures(file: str, table: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame) -> Iterator[Finding]:
    yield from rules.findings(file, table, indicator, areas)
    if file.endswith(".csv"):
        yield from rules.of_two_lists(file, table, areas)
    yield from sums.findings(file, table, indicator, areas)
    yield from completeness.findings(file, table, indicator, areas)
    yield from _unprotected(file, table, indicator)


def _unprotected(file: str, table: pd.DataFrame, indicator: Indicator) -> Iterator[Finding]:
    """A file that holds more than its rule lets be stored: the app does not show it, but there it lies."""
    rule = rule_for(indicator.disclosure)
    if not rule.protects or not set(COUNTS) <= set(table):
        return
    stored, allowed = table[list(COUNTS)], protect(table, rule, indicator.measure)[list(COUNTS)]
    more = (stored.notna() & ~stored.eq(allowed)).any(axis=1)
    if more.any():
        held = f"{int(more.sum()):,} rows hold counts"
        problem = f"{held} that the rule for {indicator.disclosure.rule} figures withholds or rounds"
        accepted = "figures stored by `jsna new-indicator --from FILE`, which protects them"
        yield Finding(file, problem, accepted, row=int(str(table.index[more][0])))
