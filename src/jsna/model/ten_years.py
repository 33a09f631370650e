"""What a census said of an area ten years before the last one."""

from __future__ import annotations

from dataclasses import dataclass

from jsna.model.indicator import Group, Indicator


@dataclass(frozen=True)
class Counted:
    """One group of an area at one census. Numbers are NaN where there is no figure.

    Attributes:
        year: of the census.
        group: the group counted.
        numerator: people or households in the group.
        denominator: out of how many.
        value: the share; NaN where they are too few for one.
        note: as ``model.observations.Note``; empty where the count is exact.
    """

    year: str
    group: Group
    numerator: float
    denominator: float
    value: float
    note: str


@dataclass(frozen=True)
class TenYears:
    """An area's figures at two censuses.

    Attributes:
        indicator: what the later figures are.
        then: each group at the earlier census.
        now: each group at the later one, in the same order.
        questions: the question then and now where it was asked in other words; None for the same question. Only for the
            same question may anything be worked out from the two.
    """

    indicator: Indicator
    then: tuple[Counted, ...]
    now: tuple[Counted, ...]
    questions: tuple[str, str] | None = None
