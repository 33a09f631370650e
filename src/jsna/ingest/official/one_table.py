"""Read one table downloaded from Nomis, for the indicators whose recipe names it."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from jsna.areas.lookups import read_areas
from jsna.catalogue import commit, indicator_folder
from jsna.errors import Finding, Findings, SourceError
from jsna.files import checked
from jsna.ingest.official import counts, own_rows, pipeline
from jsna.ingest.official.adapters import census_tables
from jsna.ingest.official.inputs import Inputs
from jsna.model.area import Level
from jsna.model.indicator import Indicator, Recipe


def table(file: Path, data: Path, lookups: Path | None = None) -> pipeline.PipelineReport:
    """Make the figures of every census indicator whose recipe uses the file's table.

    Args:
        file: a Nomis bulk file, zipped or not, under its original name: ``census2021-ts021.zip``.
        data: the data folder; it must already hold the areas.
        lookups: folder of the official files, with the look-ups from output areas to wards; without it, only ward
            rows can be read.

    Raises:
        SourceError: the name contains no table, or no indicator uses it.
        Findings: everything wrong with the file.
        Busy, NotSaved: as ``pipeline.official``.
    """
    commit.recover(data)
    before = pipeline.recipes(data)
    inputs = Inputs(lookups or file.parent, read_areas(data).reset_index())
    files: dict[str, bytes] = {}
    problems: list[Finding] = []
    for path, indicator, recipe in _asking(file, data):
        try:
            name = path.relative_to(data).with_suffix(".parquet").as_posix()
            own = _stored_own_rows(path, indicator, inputs.areas)
            files[name] = _figures(inputs, indicator, recipe, file, own, None if lookups else "ward")
        except Findings as wrong:
            problems.extend(found for found in wrong.findings if found not in problems)
    if problems:
        raise Findings(problems)
    return pipeline.save(data, files, inputs, before)


def _asking(file: Path, data: Path) -> list[tuple[Path, Indicator, Recipe]]:
    """The indicators that use the file's table."""
    named = re.search(r"ts\d{3}[a-z]?", file.name.lower())
    if named is None:
        message = f"{file.name} names no table. Accepted: a name as downloaded, for example census2021-ts021.zip."
        raise SourceError(message)
    described = [(path, indicator_folder.read(path)) for path in indicator_folder.files(data)]
    asking = [
        (path, indicator, indicator.recipe)
        for path, indicator in described
        if indicator.recipe and indicator.recipe.adapter == "census" and indicator.recipe.table.lower() == named[0]
    ]
    if not asking:
        message = (
            f"No indicator uses table {named[0].upper()}. Write indicators/<topic>/<name>.toml with a [recipe] of "
            f'adapter = "census" and table = "{named[0]}", and run this again.'
        )
        raise SourceError(message)
    return asking


def _stored_own_rows(path: Path, indicator: Indicator, areas: pd.DataFrame) -> pd.DataFrame | None:
    """The rows that the publisher states itself, as stored: the file holds small areas, not those. None without any."""
    if indicator.source.own_rows is None:
        return None
    stored = path.with_suffix(".parquet")
    own = (
        own_rows.of_source(pd.read_parquet(checked.opened(stored)), indicator, areas)
        if stored.exists()
        else pd.DataFrame()
    )
    if own.empty:
        level = indicator.source.own_rows.level.plural
        accepted = f"figures with the publisher's own rows for {level}: run `jsna ingest official` first"
        raise Findings([Finding(stored.name, f"the publisher's own rows for {level} are missing", accepted)])
    return own


def _figures(
    inputs: Inputs, indicator: Indicator, recipe: Recipe, file: Path, own: pd.DataFrame | None, level: str | None
) -> bytes:
    """The observations of one indicator."""
    codes, cells = census_tables.downloaded(file, recipe, level)
    wards = census_tables.by_ward(inputs, codes, cells, recipe, file.name)
    figures = counts.every_level(inputs, indicator, wards, required=_whole(inputs, indicator, wards.index, level))
    if own is not None:
        figures = own_rows.put_in(figures, own)
    return pipeline.checked(figures, inputs, indicator, recipe)


def _whole(inputs: Inputs, indicator: Indicator, given: pd.Index, level: str | None) -> pd.Index:
    """The wards that a sum needs. The tiniest have no residents of their own in the file and do not count as a gap."""
    if level is None:
        return inputs.peopled_wards
    # Without look-ups only [expect] can show that the file is complete; without [expect], every ward is required.
    return given if indicator.expect.areas else inputs.codes(Level.WARD)
