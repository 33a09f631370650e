"""Store indicators in the data folder: check all of them, apply disclosure control, write all or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import tomlkit

from jsna.catalogue import commit, indicator_folder, release
from jsna.catalogue.checks import rules, sums
from jsna.errors import Finding, Findings
from jsna.ingest import ever_published, waves
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS
from jsna.model.register.person import Person, Right
from jsna.model.slug import require_slug


@dataclass(frozen=True, eq=False)
class Entry:
    """One indicator and its protected observations, ready to be stored.

    Attributes:
        indicator: what the figures are, with ``slug`` and ``topic``.
        observations: columns as ``model.observations.COLUMNS``.
        columns: TOML that says what the columns of their file are; empty where they come from no such file.
    """

    indicator: Indicator
    observations: pd.DataFrame
    columns: str = ""

    @property
    def name(self) -> str:
        """Topic and slug: ``local/free-school-meals``."""
        return f"{self.indicator.topic}/{self.indicator.slug}"


#: Whether an indicator that is stored already, named by its TOML, may be written over.
MayReplace = Callable[[Path], bool]


def own(path: Path) -> bool:
    """Return whether the figures of an indicator are a council's own: a CSV, not the pipeline's Parquet."""
    return path.with_suffix(".csv").exists()


def from_records(path: Path) -> bool:
    """Return whether an indicator was made from records of people."""
    return indicator_folder.read(path).purpose is not None


def never(_: Path) -> bool:
    """Return False: no indicator may be written over."""
    return False


def write(data: Path, entries: Sequence[Entry], may_replace: MayReplace = never, *, by: Person) -> list[Path]:
    """Write all indicators or none, each as a TOML and a CSV, with the new release; return the paths.

    Args:
        data: the data folder.
        entries: protected already, and checked by :func:`faults`.
        may_replace: says of an indicator of the same topic and slug whether it may be written over.
        by: who stores them.

    Raises:
        NotAllowed: they may not add figures; nothing was written.
        Findings: a name is taken or is not a valid file name, or other figures of the same wave are published already;
            nothing was written.
        Busy: another run is writing.
        NotSaved: the files cannot be written; nothing was changed.
    """
    by.require(Right.ADD_FIGURES)
    for entry in entries:
        require_slug(entry.indicator.topic, "topic")
        require_slug(entry.indicator.slug, "slug")
    with commit.locked(data, "storing figures"):
        if taken := [finding for entry in entries for finding in _taken(data, entry.indicator, may_replace)]:
            raise Findings(taken)
        files = {name: content for entry in entries for name, content in _files(data, entry).items()}
        release.commit_release(data, files)
    return [data / name for name in files]


def _files(data: Path, entry: Entry) -> dict[str, bytes]:
    stem = f"{indicator_folder.NAME}/{entry.name}"
    figures = waves.joined(data, entry.indicator, entry.observations)
    described, table = as_toml(entry.indicator).encode(), as_csv(figures).encode()
    own = {f"{stem}.toml": described, f"{stem}.csv": table}
    own |= {f"{stem}{indicator_folder.COLUMNS_ENDING}": entry.columns.encode()} if entry.columns else {}
    return own | ever_published.copies(entry.indicator, described, table)


def checked(entries: Sequence[Entry], areas: pd.DataFrame) -> None:
    """Raise Findings with everything that stops the entries from being stored."""
    found = [wrong for entry in entries for wrong in faults(entry.indicator, entry.observations, areas)]
    if any(wrong.fatal for wrong in found):
        raise Findings(found)


def faults(indicator: Indicator, observations: pd.DataFrame, areas: pd.DataFrame) -> list[Finding]:
    """Return everything that ``jsna check`` would report on the rows of an indicator before it is stored.

    Args:
        indicator: the indicator they belong to.
        observations: columns as ``model.observations.COLUMNS``, before disclosure control.
        areas: every area, index ``code``.
    """
    file = f"{indicator.slug}.csv"
    numbered = observations.set_axis(pd.RangeIndex(2, len(observations) + 2))
    return [
        *rules.findings(file, numbered, indicator, areas),
        *rules.of_two_lists(file, numbered, areas),
        *sums.findings(file, numbered, indicator, areas),
    ]


def withheld(before: pd.DataFrame, after: pd.DataFrame) -> int:
    """Return how many rows lost their counts to disclosure control."""
    had = before[list(COUNTS)].notna().any(axis=1).to_numpy()
    return int((had & after[list(COUNTS)].isna().all(axis=1).to_numpy()).sum())


def as_toml(indicator: Indicator) -> str:
    """Return the TOML of an indicator, which the catalogue reads back as the same indicator."""
    given = indicator.model_dump(mode="python", exclude={"slug", "topic"}, exclude_none=True, exclude_defaults=True)
    given["source"].setdefault("statement", indicator.source.statement)
    return tomlkit.dumps(_plain(given))


def as_csv(table: pd.DataFrame) -> str:
    """Return observations as the CSV that the catalogue reads: no decimal point in whole numbers, missing is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.itertuples(index=False, name=None))
    return out.getvalue()


def _taken(data: Path, indicator: Indicator, may_replace: MayReplace) -> list[Finding]:
    """A finding if the name belongs to another indicator, or to one that may not be written over."""
    for path in indicator_folder.files(data):
        same = path.parent.name == indicator.topic
        if path.stem == indicator.slug and not (same and may_replace(path)):
            problem = f"an indicator of this name is under {path.parent.name}"
            accepted = "another name, or --replace to write over your own" if same else "a name used once"
            return [Finding(path.name, problem, accepted, value=indicator.slug)]
    return []


def _cell(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):  # noqa: PLR0124 - NaN
        return ""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def _plain(value: Any) -> Any:
    """Return a value in the types that TOML has."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value
