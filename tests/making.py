"""The one maker of indicators for tests: what is known of one, its observations, and its two files in a data folder."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import tomlkit

from jsna.model.indicator import Indicator
from jsna.model.observations import COLUMNS, COUNTS

#: The committed data.
DATA = Path(__file__).resolve().parents[1] / "data"

SOURCE = {
    "publisher": "Office for National Statistics",
    "table": "Census 2021, TS038: Disability",
    "url": "https://www.ons.gov.uk/",
    "licence": "Open Government Licence v3.0",
    "published": "2023-01-19",
    "retrieved": "2026-11-24",
    "method": "Added up from output areas",
    "quality": "summed",
}


def copied(target: Path, *names: str) -> Path:
    """Copy committed files into a data folder, made where it is not there, and return the folder.

    Args:
        target: the data folder.
        names: paths under ``data``, of files and whole folders; ``*`` stands for any part of a name, so that
            ``indicators/housing/cars.*`` are the two files of an indicator.
    """
    for name in names:
        found = sorted(DATA.glob(name))
        assert found, f"{name} is not under data"
        for path in found:
            to = target / path.relative_to(DATA)
            to.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                shutil.copytree(path, to)
            else:
                shutil.copy(path, to)
    return target


def indicator(**changes: Any) -> Indicator:
    """Return a valid indicator, the census's disabled people, in which anything can be changed.

    Args:
        changes: keys of the TOML, ``slug`` and ``topic``; ``source`` needs to name only the keys that differ, and
            ``groups`` may be codes alone, which are then labelled by themselves.
    """
    usual = {
        "slug": "disabled-people",
        "topic": "disability",
        "title": "Disabled people",
        "summary": "How many people are disabled, by the census's reading of the Equality Act.",
        "characteristic": "disability",
        "measure": "proportion",
        "unit": "people",
        "base": "all usual residents",
        "lowest_level": "ward",
        "reference_date": "2021-03-21",
        "half_life_years": 8,
        "groups": {"disabled": {"label": "Disabled", "says": "are disabled"}},
    }
    groups = changes.get("groups", usual["groups"])
    if not isinstance(groups, Mapping):
        groups = {code: {"label": code.capitalize(), "says": f"are {code}"} for code in groups}
    source = {**SOURCE, **changes.get("source", {})}
    return Indicator.model_validate({**usual, **changes, "groups": groups, "source": source})


def observations(
    rows: Iterable[Sequence[Any]], columns: Sequence[str] = ("area_code", *COUNTS), **same: Any
) -> pd.DataFrame:
    """Return observations; whatever is not given is missing.

    Args:
        rows: one figure each.
        columns: what the cells of a row are.
        same: columns that are the same in all rows; the period is 2021 unless it is given.
    """
    table = pd.DataFrame(list(rows), columns=list(columns))
    usual = {"period": "2021", "value": math.nan, "lower": math.nan, "upper": math.nan, "note": math.nan, **same}
    return table.assign(**{name: cell for name, cell in usual.items() if name not in columns})[list(COLUMNS)]


def write(data: Path, made: Indicator, figures: pd.DataFrame | None = None) -> Path:
    """Write an indicator's two files into a data folder, and return the path of its TOML.

    Args:
        data: the data folder.
        made: what the figures are.
        figures: its observations; without them only the TOML is written.
    """
    path = data / "indicators" / made.topic / f"{made.slug}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    given = made.model_dump(exclude={"slug", "topic"}, exclude_defaults=True)
    path.write_text(tomlkit.dumps(given), encoding="utf-8")
    if figures is not None:
        whole = figures.astype(dict.fromkeys(COUNTS, "Int64"))
        whole.to_csv(path.with_suffix(".csv"), index=False)
    return path
