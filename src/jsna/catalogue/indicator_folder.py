"""The folder of indicators: each is a TOML and a table with the same name. The directory is the registry."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from jsna.catalogue import documents
from jsna.catalogue import observations as stored
from jsna.catalogue.checks import rules
from jsna.errors import CatalogueError, Finding, Findings
from jsna.model.indicator import Indicator

NAME = "indicators"
#: How a file beside an indicator ends that says what the columns of its source are; it describes no figures.
COLUMNS_ENDING = ".columns.toml"


def read(path: Path) -> Indicator:
    """Return the indicator of one TOML file; its name is the slug, its folder the topic.

    Raises:
        Findings: everything wrong with the file: key, value and what is accepted.
    """
    given = documents.content(path)
    written = [name for name in ("slug", "topic") if name in given]
    if written:
        accepted = "the name of the file is the slug, and the name of its folder the topic"
        raise Findings(
            Finding(path.name, "the key is not written in the file", accepted, column=key) for key in written
        )
    return documents.typed(Indicator, path, {"slug": path.stem, "topic": path.parent.name, **given})


def paths_of(described: Indicator) -> set[str]:
    """Return the paths that the files of an indicator may have in a data folder: what it is, and its figures."""
    stem = f"{NAME}/{described.topic}/{described.slug}"
    return {f"{stem}{ending}" for ending in (".toml", *stored.ENDINGS)}


def figures_file(path: Path) -> Path:
    """Return the file with the figures of an indicator, which lies beside its TOML.

    Raises:
        Findings: the file is missing, or there are two.
    """
    found = [path.with_suffix(ending) for ending in stored.ENDINGS if path.with_suffix(ending).exists()]
    accepted = f"{path.stem}.csv or {path.stem}.parquet beside it"
    if not found:
        raise Findings([Finding(path.name, "the indicator has no figures", accepted)])
    if len(found) > 1:
        problem = "the indicator has two files of figures"
        raise Findings([Finding(path.name, problem, f"either {path.stem}.csv or {path.stem}.parquet")])
    return found[0]


def observations(data: Path, described: Indicator, known: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of one indicator; Parquet is the pipeline's own and trusted, CSV is checked row by row.

    The columns of ``KEY`` are text where they come from a CSV, and categories of text where they come from Parquet.

    Args:
        data: the data folder.
        described: what the figures are.
        known: every area, with the wards of every year; index ``code``.

    Raises:
        CatalogueError: a Parquet file is damaged.
        Findings: a CSV breaks the contract.
    """
    path = figures_file(data / NAME / described.topic / f"{described.slug}.toml")
    if path.suffix == ".parquet":
        return stored.from_parquet(path)
    table, found = stored.from_csv(path, described)
    found += rules.findings(path.name, table, described, known)
    if any(finding.fatal for finding in found):
        raise Findings(found)
    return table.reset_index(drop=True)


def files(data: Path) -> list[Path]:
    """Return the TOML file of every indicator, in the order of topics and names."""
    return sorted(path for path in (data / NAME).glob("*/*.toml") if not path.name.endswith(COLUMNS_ENDING))


def findings_of(wrong: CatalogueError, file: str) -> tuple[Finding, ...]:
    """Return what is wrong with a file as findings."""
    return wrong.findings if isinstance(wrong, Findings) else (Finding(file, str(wrong), "the file as it was"),)


def readable(data: Path) -> tuple[dict[str, Indicator], list[Finding], list[Finding]]:
    """Return the indicators, everything wrong with others, and what of that is about a council's own files."""
    found: dict[str, Indicator] = {}
    problems: list[Finding] = []
    local: list[Finding] = []
    for path in files(data):
        try:
            described = read(path)
            figures_file(path)
            _refuse_twice(path, found)
        except CatalogueError as wrong:
            problems += findings_of(wrong, path.name)
            if not path.with_suffix(".parquet").exists():
                local += findings_of(wrong, path.name)
        else:
            found[described.slug] = described
    return found, problems, local


def _refuse_twice(path: Path, found: Mapping[str, Indicator]) -> None:
    if path.stem in found:
        problem = f"the name is already that of an indicator under {found[path.stem].topic}"
        raise Findings([Finding(f"{path.parent.name}/{path.name}", problem, "a name used once", value=path.stem)])
