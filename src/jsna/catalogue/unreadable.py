"""Takes the indicators out of a catalogue that cannot be read: one bad file takes away no other indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from jsna.catalogue import indicator_folder
from jsna.catalogue.read import Catalogue
from jsna.errors import CatalogueError, Finding
from jsna.model.audience import sees
from jsna.model.gone import Gone
from jsna.model.register.person import ANYBODY


def without_unreadable(catalogue: Catalogue, damaged: Mapping[str, str]) -> Catalogue:
    """Return the same catalogue without the indicators that cannot be read, and with what is said of each.

    A council's own figures are read for it. Official ones were checked when they were made, and are known by their
    hash.

    Args:
        catalogue: the open data folder.
        damaged: what is wrong with files of the folder, by their path.
    """
    problems = [Finding(name, problem, "the file as it was") for name, problem in damaged.items()]
    lost = {slug for slug, own in catalogue.indicators.items() if indicator_folder.paths_of(own) & damaged.keys()}
    local = dict(_bad_tables(catalogue, lost))
    lost |= local.keys()
    left = {slug: own for slug, own in catalogue.indicators.items() if slug not in lost}
    hurt = [catalogue.data / name for name in damaged if name.startswith(f"{indicator_folder.NAME}/")]
    lost |= {_slug(path) for path in hurt}
    unread = {_slug(path): path for path in [*indicator_folder.files(catalogue.data), *hurt]}
    gone = {
        slug: said
        for slug, path in unread.items()
        if slug not in left and (said := _gone(path.with_name(f"{slug}.toml"), lost=slug in lost)) is not None
    }
    found = [finding for each in local.values() for finding in each]
    made = catalogue.with_problems([*problems, *found], found, indicators=left)
    return replace(made, gone={**gone, **catalogue.gone})


def _bad_tables(catalogue: Catalogue, lost: set[str]) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield each indicator of the council whose figures cannot be read, with what is wrong."""
    for slug, own in catalogue.indicators.items():
        described = catalogue.data / indicator_folder.NAME / own.topic / f"{slug}.toml"
        if slug not in lost and indicator_folder.figures_file(described).suffix == ".csv":
            try:
                catalogue.figures(slug)
            except CatalogueError as wrong:
                yield slug, indicator_folder.findings_of(wrong, f"{slug}.csv")


def _slug(path: Path) -> str:
    return path.name.split(".")[0]


def _gone(described: Path, *, lost: bool) -> Gone | None:
    """What is said of an indicator that is not shown; None where not everybody may know of it.

    Args:
        described: its TOML.
        lost: whether it is known that its files are damaged.
    """
    title = described.stem
    try:
        own = indicator_folder.read(described)
        if not sees(own.audience, ANYBODY):
            return None
        title = own.title
        indicator_folder.figures_file(described)
    except CatalogueError:
        if title != described.stem and not lost:
            return Gone(title, f"“{title}” has no figures here, so it is not shown.")
    return Gone(title, f"The files of “{title}” are damaged, so it is not shown.")
