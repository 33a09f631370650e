"""What each column of a file is: proposed, shown, and kept beside the indicator for the next file of its kind."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import Field, ValidationError

from jsna.errors import Finding, Findings
from jsna.ingest.description import misfits
from jsna.model.strict import Strict

#: The base is the sum of every group that the file lists.
SUM = "sum of the groups"
#: The base is the number of residents, which the data folder holds.
RESIDENTS = "residents"


class Use(StrEnum):
    """What a column is used as."""

    AREA = "area"
    GROUP = "group"
    MEASURE = "measure"
    PERIOD = "period"
    ONLY = "only"
    COUNT = "count"
    BASE = "base"
    VALUE = "value"
    LOWER = "lower"
    UPPER = "upper"
    LEFT_OUT = "left out"

    @property
    def is_number(self) -> bool:
        """Whether the cells of the column are numbers that are read."""
        return self in NUMBERS


NUMBERS = (Use.COUNT, Use.BASE, Use.VALUE, Use.LOWER, Use.UPPER)


class ColumnUse(Strict):
    """What one column is.

    Attributes of a column of numbers are ``group`` and ``period``, where its heading says them; of a column of words,
    ``labels`` (of groups or measures) or ``keep`` (of the rows that are read).
    """

    use: Use
    group: str = ""
    """Label of the group whose numbers they are; empty: of all groups, or another column says it."""
    period: str = ""
    """What the heading says of the time."""
    labels: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Label of a group → the labels of the file that are added up for it; or ``count`` → the labels of a measure."""
    keep: tuple[str, ...] = ()
    """Labels of the rows that are read; all others are left out."""


class Mapping(Strict):
    """What the columns of a file are."""

    layout: str = ""
    """The known layout, if it is one."""
    sheet: str = ""
    """The sheet of a workbook."""
    columns: dict[str, ColumnUse]
    """By heading; columns that are not here are left out."""
    out_of: str = ""
    """Out of whom, where no column says it: a label of the column of groups, ``sum of the groups``, ``residents``."""
    period: str = ""
    """The period of all figures, if the file does not say it."""
    add_up: bool = False
    """Whether several rows of one area are added up."""

    def headings(self, *uses: Use) -> list[str]:
        """Return the headings that are used as one of some things, in the order of the file."""
        return [heading for heading, column in self.columns.items() if column.use in uses]

    def one(self, use: Use) -> str:
        """Return the heading that is used as something, or an empty text."""
        return next(iter(self.headings(use)), "")


def as_toml(mapping: Mapping) -> str:
    """Return a mapping as the TOML that is kept beside the indicator."""
    return tomlkit.dumps(_plain(mapping.model_dump(mode="json", exclude_defaults=True)))


def read(path: Path) -> Mapping:
    """Return the mapping that a TOML holds.

    Raises:
        Findings: it is damaged, or says something that is not known.
    """
    try:
        return Mapping.model_validate(tomllib.loads(path.read_text("utf-8")))
    except ValidationError as error:
        raise Findings(misfits(error)) from error
    except (OSError, ValueError) as error:
        problem = "what each column is cannot be read"
        raise Findings([Finding(path.name, problem, "the file as `jsna new-indicator` wrote it")]) from error


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return list(value) if isinstance(value, tuple) else value
