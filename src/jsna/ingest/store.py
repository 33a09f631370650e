"""Store an indicator in the data folder: check all of it, apply disclosure control, write all or nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from jsna.areas.places import above
from jsna.catalogue import commit, read, release
from jsna.catalogue.checks import rules, sums
from jsna.disclosure.policy import rule_for
from jsna.disclosure.protected import protect
from jsna.errors import Finding, Findings
from jsna.ingest import template
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS, RATES, Note


def protected(indicator: Indicator, observations: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the observations with the indicator's disclosure rule applied.

    If counts are not rounded (replies), withheld figures could be recovered by subtraction. So if one group of an area
    is withheld, all its groups are, and if an area is withheld, so is every area that contains it.

    Args:
        indicator: the indicator they belong to; its ``[disclosure]`` names the rule.
        observations: columns as ``model.observations.COLUMNS``.
        areas: every area, index ``code``.
    """
    rule = rule_for(indicator.disclosure)
    kept = protect(observations, rule, indicator.measure)
    if not rule.protects or rule.rounding > 1:
        return kept
    held = kept[kept["note"] == Note.CONFIDENTIAL.value]
    gone = {(period, code) for period, area in _keys(held) for code in (area, *above(areas, area).values())}
    hidden = pd.Series([key in gone for key in _keys(kept)], index=kept.index, dtype=bool)
    numbers = [*COUNTS, *RATES]
    return kept.assign(
        **{column: kept[column].mask(hidden) for column in numbers},
        note=kept["note"].mask(hidden, Note.CONFIDENTIAL.value),
    )


def _keys(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["period"], rows["area_code"], strict=True))


def faults(indicator: Indicator, observations: pd.DataFrame, areas: pd.DataFrame) -> list[Finding]:
    """Return everything that ``jsna check`` would report on the rows of an indicator before it is stored.

    Args:
        indicator: the indicator they belong to.
        observations: columns as ``model.observations.COLUMNS``, before disclosure control.
        areas: every area, index ``code``.
    """
    file = f"{indicator.slug}.csv"
    numbered = observations.set_axis(pd.RangeIndex(2, len(observations) + 2))
    return [*rules.findings(file, numbered, indicator, areas), *sums.findings(file, numbered, indicator, areas)]


def store(data: Path, indicator: Indicator, observations: pd.DataFrame, *, replace: bool = False) -> tuple[Path, Path]:
    """Write an indicator and its figures into the data folder, record the new release, and return the two paths.

    The figures are checked as given, and stored after the disclosure rule is applied.

    Args:
        data: the data folder.
        indicator: description of the figures, with ``slug`` and ``topic``.
        observations: columns as ``model.observations.COLUMNS``.
        replace: whether an indicator of the same topic and slug may be overwritten.

    Raises:
        Findings: the rows break a rule, or the name is taken; nothing was written.
        NotSaved: the files cannot be written; nothing was changed.
    """
    areas = read.areas(data)
    found = faults(indicator, observations, areas)
    if any(finding.fatal for finding in found):
        raise Findings(found)
    return put(data, indicator, protected(indicator, observations, areas), replace=replace)


def put(data: Path, indicator: Indicator, table: pd.DataFrame, *, replace: bool = False) -> tuple[Path, Path]:
    """Write the two files of an indicator as given, and record the new release.

    Raises:
        Findings: the name is taken, or is not a valid file name.
        NotSaved: the files cannot be written; nothing was changed.
    """
    template.require_slug(indicator.topic, "topic")
    template.require_slug(indicator.slug, "slug")
    stem = f"{read.INDICATORS}/{indicator.topic}/{indicator.slug}"
    files = {
        f"{stem}.toml": template.as_toml(indicator).encode(),
        f"{stem}.csv": template.as_csv(table).encode(),
    }
    with commit.locked(data):
        _refuse_taken(data, indicator, replace)
        stated = release.compute(data, files)
        commit.commit(data, {**files, release.FILE: stated.as_json()})
    return data / f"{stem}.toml", data / f"{stem}.csv"


def withheld(before: pd.DataFrame, after: pd.DataFrame) -> int:
    """Return how many rows lost their counts to disclosure control."""
    had = before[list(COUNTS)].notna().any(axis=1).to_numpy()
    return int((had & after[list(COUNTS)].isna().all(axis=1).to_numpy()).sum())


def _refuse_taken(data: Path, indicator: Indicator, replace: bool) -> None:
    for path in read.indicator_files(data):
        same = path.parent.name == indicator.topic
        if path.stem == indicator.slug and not (replace and same and path.with_suffix(".csv").exists()):
            problem = f"an indicator of this name stands under {path.parent.name}"
            accepted = "another name, or --replace to write over your own" if same else "a name used once"
            raise Findings([Finding(path.name, problem, accepted, value=indicator.slug)])
