"""What is published for the MSOAs that a ward touches, as rows of the ward's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from jsna.model.msoa import MsoaTable, Touched
from jsna.model.source import NOT_STATED
from jsna.words.msoas import NOT_THE_WARD, source
from jsna.words.timeliness import dated


def fields(about: MsoaTable, areas: Sequence[Touched], release: str, today: date) -> Iterator[dict[str, object]]:
    """Yield a row for each area and group: headings of the ward's file, and the residents shared with the ward.

    Args:
        about: the table.
        areas: the areas that the ward touches.
        release: id of the data release.
        today: the date for calculating the figures' age.
    """
    published = about.source.published
    for area in areas:
        for group, label in about.groups.items():
            yield {
                "area_code": area.code,
                "area": f"MSOA {area.code}",
                "level": "msoa",
                "indicator": about.title,
                "group": label,
                "period": str(about.reference_date.year),
                "unit": about.unit,
                "base": about.base,
                "areas": "middle layer super output areas (MSOAs)",
                "numerator": area.groups[group],
                "denominator": area.base,
                "value": area.groups[group] / area.base,
                "reason": NOT_THE_WARD,
                "reference_date": about.reference_date.isoformat(),
                "age": dated(about.reference_date, today),
                "published": published.isoformat() if published else NOT_STATED,
                "source": source(about),
                "licence": about.source.statement,
                "release": release,
                "residents_shared_with_ward": area.shared,
                "share_of_ward": area.of_ward,
                "share_of_msoa": area.of_msoa,
            }
