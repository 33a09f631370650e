"""What was ever published of a collection, kept beside the figures: somebody may have it, whatever became of the file.

Each indicator of a collection is copied when it is stored, to ``published/<topic>/``, and the copy is named by its
content. What comes later is protected beside all copies, so nothing is given away when a file was deleted or another
took its place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from jsna.catalogue import indicator_folder
from jsna.catalogue import observations as stored
from jsna.disclosure.policy import rule_for
from jsna.errors import Findings
from jsna.ingest.linked_files import Published
from jsna.model.indicator import Indicator

FOLDER = "published"


def copies(indicator: Indicator, described: bytes, figures: bytes) -> dict[str, bytes]:
    """Return the files that are kept of an indicator, by path; none where it is of no collection or not protected.

    Args:
        indicator: what is stored.
        described: its TOML.
        figures: its CSV, protected.
    """
    if not indicator.disclosure.collection or not rule_for(indicator.disclosure).protects:
        return {}
    stem = f"{FOLDER}/{indicator.topic}/{indicator.slug}-{_digest(described, figures)}"
    return {f"{stem}.toml": described, f"{stem}.csv": figures}


def of_collection(data: Path, areas: pd.DataFrame, new: Indicator) -> list[Published]:
    """Return everything that is and was published of the collection of a new indicator.

    Args:
        data: the data folder.
        areas: every area, index ``code``.
        new: the new indicator.

    Raises:
        Findings: a file cannot be read.
    """
    kept = [path for path in sorted((data / FOLDER).glob("*/*.toml")) if path.with_suffix(".csv").exists()]
    found = [_copy(path, known) for path, known in _same(kept, new)]
    names = {path.stem for path in kept}
    others = [known for _, known in _same(_not_kept(data, names), new)]
    return [*found, *(Published(known, indicator_folder.observations(data, known, areas)) for known in others)]


def _copy(path: Path, known: Indicator) -> Published:
    table, wrong = stored.from_csv(path.with_suffix(".csv"), known)
    if any(finding.fatal for finding in wrong):
        raise Findings(wrong)
    return Published(known, table.reset_index(drop=True))


def _not_kept(data: Path, names: set[str]) -> list[Path]:
    """Indicators of which there is no copy: those of the pipeline are none of a collection."""
    found = [path for path in indicator_folder.files(data) if path.with_suffix(".csv").exists()]
    return [path for path in found if f"{path.stem}-{_of_files(path)}" not in names]


def _same(paths: list[Path], new: Indicator) -> Iterator[tuple[Path, Indicator]]:
    """The indicators of the same collection."""
    if not new.disclosure.collection:
        return
    for path in paths:
        known = indicator_folder.read(path)
        if known.disclosure.collection == new.disclosure.collection:
            yield path, known


def _of_files(path: Path) -> str:
    return _digest(path.read_bytes(), path.with_suffix(".csv").read_bytes())


def _digest(described: bytes, figures: bytes) -> str:
    return hashlib.sha256(described + b"\0" + figures).hexdigest()[:12]
