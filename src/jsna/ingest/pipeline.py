"""The official pipeline: read every source, make every indicator's figures, put all in place at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from pydantic import ValidationError
from tqdm import tqdm

from jsna.catalogue import commit, release
from jsna.errors import Finding, Findings, SourceError
from jsna.geo import areas as geo_areas
from jsna.ingest import figures
from jsna.ingest.adapters import ADAPTERS
from jsna.ingest.inputs import Inputs
from jsna.model.indicator import Indicator


@dataclass(frozen=True)
class Report:
    """What a run made.

    Attributes:
        files: size in bytes of each written file, by its path relative to the data folder.
        release: id of the release that now stands.
        remarks: what was left out, and why.
    """

    files: dict[str, int]
    release: str
    remarks: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"{len(self.files)} files, {sum(self.files.values()) / 1e6:.1f} MB, release {self.release}."]
        return "\n".join([*lines, *self.remarks])


def official(source: Path, data: Path) -> Report:
    """Make areas and the figures of every indicator with a recipe; nothing is written unless all are right.

    Args:
        source: folder of the official files.
        data: the data folder, with its indicators' TOML files.

    Raises:
        SourceError: the source folder is not there.
        Findings: everything wrong with the inputs, all at once.
        Busy: another run is writing.
        NotSaved: the disk refuses.
    """
    if not source.is_dir():
        message = f"{source} is not a folder: give the folder that holds the official files."
        raise SourceError(message)
    with commit.locked(data):
        inputs = Inputs.open(source)
        files = {geo_areas.FILE: figures.areas_bytes(inputs.areas)} | _make_all(inputs, data)
        made = release.compute(data, files)
        files[release.FILE] = made.as_json()
        commit.commit(data, files)
    sizes = {name: len(content) for name, content in files.items()}
    return Report(files=sizes, release=made.id, remarks=tuple(inputs.remarks))


def _make_all(inputs: Inputs, data: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    problems: list[Finding] = []
    for path in tqdm(sorted((data / "indicators").glob("*/*.toml")), desc="Indicators", unit="", leave=False):
        try:
            for rows in _make(inputs, path):
                files[path.relative_to(data).with_suffix(".parquet").as_posix()] = figures.observations_bytes(rows)
        except Findings as wrong:
            problems.extend(found for found in wrong.findings if found not in problems)
    if problems:
        raise Findings(problems)
    return files


def _make(inputs: Inputs, path: Path) -> Iterator[pd.DataFrame]:
    """The observations of one indicator, or nothing where it has no recipe."""
    indicator = _indicator(path)
    recipe = indicator.recipe
    if recipe is None:
        return
    if recipe.adapter not in ADAPTERS:
        raise Findings([Finding(path.name, "unknown adapter", ", ".join(ADAPTERS), None, "recipe", recipe.adapter)])
    if set(recipe.groups) != set(indicator.groups):
        value = ", ".join(sorted(set(recipe.groups) ^ set(indicator.groups)))
        accepted = "the same groups in [groups] and in [recipe.groups]"
        raise Findings([Finding(path.name, "a group stands in one place only", accepted, value=value)])
    yield figures.observations(ADAPTERS[recipe.adapter](inputs, indicator, recipe), indicator, inputs.areas)


def _indicator(path: Path) -> Indicator:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return Indicator(slug=path.stem, topic=path.parent.name, **content)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise Findings([Finding(path.name, str(error), "an indicator as CONTRIBUTING.md describes it")]) from error
