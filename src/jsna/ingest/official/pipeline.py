"""The official pipeline: read every source, make every indicator's figures, and write them all at once."""

from __future__ import annotations

import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from jsna.areas.lookups import AREAS
from jsna.areas.places import of_ward_year
from jsna.catalogue import commit, indicator_folder, release
from jsna.errors import Finding, Findings, SourceError
from jsna.geo.boundaries import read_boundaries, wards_of
from jsna.ingest.official import (
    boundaries,
    lookups,
    msoa,
    neighbourhoods,
    observations,
    own_rows,
    postcodes,
    services,
    tiles,
)
from jsna.ingest.official.adapters import ADAPTERS
from jsna.ingest.official.inputs import Inputs
from jsna.model.area import WARD_YEARS
from jsna.model.indicator import Indicator, Recipe

BOUNDARIES = "boundaries"


@dataclass(frozen=True)
class PipelineReport:
    """The result of a run.

    Attributes:
        files: size in bytes of each written file, by its path relative to the data folder.
        release: id of the release that is now current.
        remarks: what was left out, and why.
    """

    files: dict[str, int]
    release: str
    remarks: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"{len(self.files)} files, {sum(self.files.values()) / 1e6:.1f} MB, release {self.release}."]
        return "\n".join([*lines, *self.remarks])


def official(source: Path, data: Path) -> PipelineReport:
    """Make areas, boundaries and figures of every indicator with a recipe; write nothing unless everything is valid.

    Args:
        source: folder of the official files.
        data: the data folder, with its indicators' TOML files.

    Raises:
        SourceError: the source folder, or its boundaries, cannot be read.
        Findings: everything wrong with the inputs, all at once.
        Busy: another run is writing.
        NotSaved: the files cannot be written.
    """
    if not source.is_dir():
        message = f"{source} is not a folder: give the folder that holds the official files."
        raise SourceError(message)
    commit.recover(data)
    before, inputs = recipes(data), Inputs.open(source)
    files = (
        {AREAS: observations.areas_bytes(inputs.areas)}
        | _indicators(inputs, data)
        | msoa.msoa_files(inputs, data)
        | neighbourhoods.neighbourhood_files(inputs, data)
        | _boundaries(source, inputs)
        | services.service_files(inputs, data)
    )
    return save(data, files, inputs, before)


def recipes(data: Path) -> dict[Path, bytes]:
    """Return the text of every TOML with a recipe: what figures are made by, by its path."""
    texts = {path: path.read_bytes() for path in sorted(data.glob("*/**/*.toml"))}
    return {path: text for path, text in texts.items() if b"[recipe" in text}


def save(data: Path, files: dict[str, bytes], inputs: Inputs, before: dict[Path, bytes]) -> PipelineReport:
    """Write the files and the release they make. Only this holds the folder: making them takes a minute and more.

    Args:
        data: the data folder.
        files: content by path.
        inputs: what they were made from.
        before: what :func:`recipes` returned before they were made.

    Raises:
        Busy: another run is writing, or a recipe was changed meanwhile.
        NotSaved: the files cannot be written.
    """
    with commit.locked(data, "importing official figures"):
        if recipes(data) != before:
            raise commit.Busy("A recipe was changed while the figures were made: run the import again.")
        stated = release.commit_release(data, files)
    sizes = {name: len(content) for name, content in files.items()}
    return PipelineReport(files=sizes, release=stated.id, remarks=tuple(inputs.remarks))


def checked(figures: pd.DataFrame, inputs: Inputs, indicator: Indicator, recipe: Recipe) -> bytes:
    """Return an adapter's figures as a Parquet file of observations.

    Raises:
        Findings: some figures are impossible, or there are not as many as expected.
    """
    if wrong := observations.faults(figures, indicator, inputs.areas, recipe.table):
        raise Findings(wrong)
    return observations.observations_bytes(observations.observations(figures, indicator, inputs.areas))


def _indicators(inputs: Inputs, data: Path) -> dict[str, bytes]:
    """Every indicator's figures, by path; the problems of all files are collected before any is raised."""
    files: dict[str, bytes] = {}
    problems: list[Finding] = []
    described = indicator_folder.files(data)
    for path in tqdm(described, desc="Making figures", unit="indicator", leave=False, disable=None):
        try:
            indicator = indicator_folder.read(path)
            if indicator.recipe is not None:
                name = path.relative_to(data).with_suffix(".parquet").as_posix()
                files[name] = _figures(inputs, indicator, indicator.recipe)
        except Findings as wrong:
            problems.extend(found for found in wrong.findings if found not in problems)
    if problems:
        raise Findings(problems)
    return files


def _figures(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> bytes:
    """The observations of one indicator, checked."""
    if odd := sorted(set(recipe.groups) ^ set(indicator.groups)):
        accepted = "the same groups in [groups] and in [recipe.groups]"
        name = f"{indicator.slug}.toml"
        raise Findings(Finding(name, "the group is in one place only", accepted, value=group) for group in odd)
    figures = _adapted(inputs, indicator, recipe)
    for year, before in recipe.earlier.items():
        then = indicator.model_copy(update={"reference_date": date(int(year), 3, 27)})
        figures = pd.concat([figures, _adapted(inputs, then, before)], ignore_index=True)
    if recipe.own_rows is not None and (own := indicator.source.own_rows) is not None:
        there_and_above = indicator.model_copy(update={"lowest_level": own.level})
        stated = own_rows.of_source(_adapted(inputs, there_and_above, recipe.own_rows), indicator, inputs.areas)
        figures = own_rows.put_in(figures, stated)
    return checked(figures, inputs, indicator, recipe)


def _adapted(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """What a recipe's adapter makes of its table."""
    if recipe.adapter not in ADAPTERS:
        name, accepted = f"{indicator.slug}.toml", ", ".join(ADAPTERS)
        raise Findings([Finding(name, "no such adapter", accepted, column="recipe.adapter", value=recipe.adapter)])
    return ADAPTERS[recipe.adapter](inputs, indicator, recipe)


def _boundaries(source: Path, inputs: Inputs) -> dict[str, bytes]:
    """The boundary, tile and look-up files; a source folder without boundaries leaves the existing ones unchanged."""
    if not (source / BOUNDARIES).is_dir():
        return {}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        # The shapes of a year's wards take half a minute, and nothing of the other year's.
        with ProcessPoolExecutor(len(WARD_YEARS), get_context("spawn")) as pool:
            drawn = [pool.submit(_shapes, source, inputs.areas, year, target) for year in WARD_YEARS]
            lookups.write_lookups(inputs, target)
            postcodes.write_postcodes(source, target)
            for year in drawn:
                year.result()
        return {path.relative_to(target).as_posix(): path.read_bytes() for path in sorted(target.glob("*/*"))}


def _shapes(source: Path, areas: pd.DataFrame, year: int, target: Path) -> None:
    """Write the boundaries and tiles of one year's wards."""
    boundaries.write_boundaries(source / BOUNDARIES, areas, year, target / BOUNDARIES)
    wards = read_boundaries(target / BOUNDARIES, wards_of(year)).geometry
    tiles.lay_tiles(wards, of_ward_year(areas, year).set_index("code"), year, target / BOUNDARIES)
