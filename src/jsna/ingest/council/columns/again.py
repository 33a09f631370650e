"""The next file of figures that are here already: its columns are what those of the last one were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from jsna.catalogue import indicator_folder
from jsna.errors import Finding, Findings
from jsna.ingest.council.columns import mapping as mappings
from jsna.ingest.council.columns.heading_periods import period_in, without_period
from jsna.ingest.council.columns.heading_words import named
from jsna.ingest.council.columns.mapping import ColumnUse, Mapping
from jsna.ingest.council.shaping.shape import Shaped, shaped
from jsna.ingest.council.understood import Understood
from jsna.model.indicator import Indicator


def kept(data: Path) -> list[Path]:
    """Return the TOML of every indicator of which it is kept what the columns of its file are."""
    return [path for path in indicator_folder.files(data) if _columns_of(path).exists()]


def mapping_of(data: Path, slug: str) -> tuple[Path, Mapping]:
    """Return the TOML of an indicator, and what the columns of its file are.

    Raises:
        Findings: there is no such indicator, or nothing is kept of its file.
    """
    found = [path for path in kept(data) if path.stem == slug]
    if not found:
        known = ", ".join(path.stem for path in kept(data)) or "none yet"
        problem = "nothing is kept of the columns of its file"
        raise Findings(
            [Finding("indicator", problem, f"one that `jsna new-indicator --from` made: {known}", value=slug)]
        )
    return found[0], mappings.read(_columns_of(found[0]))


def next_file(
    understood: Understood, path: Path, mapping: Mapping, day: date, today: date, period: str = ""
) -> tuple[Shaped, Indicator]:
    """Return the next file of an indicator in the one layout, and the indicator with the day of the new figures.

    Args:
        understood: the file, as it was read.
        path: TOML of the indicator.
        mapping: what the columns of its last file were.
        day: the day that the new figures are about.
        today: the day on which they are added.
        period: the one period that is wanted; empty: every period of the file.

    Raises:
        Findings: a column of the last file is not in this one, or its rows were refused.
    """
    described = indicator_folder.read(path)
    moved = mapping.model_copy(update={"columns": _of_this_file(mapping, understood), "period": period})
    groups = {code: group.label for code, group in described.groups.items()}
    source = described.source.model_copy(update={"retrieved": today})
    newer = described.model_copy(update={"reference_date": day, "source": source})
    return shaped(understood, moved, groups, described.base), newer


def _columns_of(path: Path) -> Path:
    return path.with_name(f"{path.stem}{indicator_folder.COLUMNS_ENDING}")


def _of_this_file(mapping: Mapping, understood: Understood) -> dict[str, ColumnUse]:
    made: dict[str, ColumnUse] = {}
    missing = []
    for heading, use in mapping.columns.items():
        found = dict(_matching(heading, use, understood))
        made |= found
        if not found:
            missing.append(heading)
    if missing:
        accepted = f"the columns of the last file; here are: {', '.join(map(str, understood.table))}"
        problem = "a column of the last file is not here"
        raise Findings(Finding(understood.name, problem, accepted, 1, heading) for heading in missing)
    return made


def _matching(heading: str, use: ColumnUse, understood: Understood) -> Iterator[tuple[str, ColumnUse]]:
    """The columns of this file that are one of the last file: the same heading, whatever year it names."""
    if heading in understood.table and not use.period:
        yield heading, use
        return
    called = named(without_period(heading))
    for other in map(str, understood.table):
        if named(without_period(other)) == called and bool(period_in(other)) == bool(use.period):
            yield other, use.model_copy(update={"period": period_in(other)})
