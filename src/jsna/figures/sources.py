"""The table of sources, generated from the metadata of every indicator."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from jsna.model.indicator import Indicator
from jsna.model.msoa import MsoaTable
from jsna.model.services import Services
from jsna.model.source import NOT_STATED, Source
from jsna.words.plain import Link
from jsna.words.provenance import edited, method, methods, spoken_date


def sources_table(
    indicators: Iterable[Indicator], addresses: Mapping[str, str], by_hand: Collection[str] = ()
) -> pd.DataFrame:
    """Return one row for each indicator: what it is, publisher, licence, dates, method and links.

    Args:
        indicators: the rows.
        addresses: link of each indicator's title, by slug.
        by_hand: paths of the files that were edited outside the tool.
    """
    return pd.DataFrame(
        {
            "Indicator": Link(indicator.title, addresses[indicator.slug]),
            "Counts": f"{indicator.unit}, out of {indicator.base}" if indicator.is_share else indicator.unit,
            "Published for": f"{indicator.lowest_level.together} and above",
            "Source": _table(indicator.source),
            "Figures of": spoken_date(indicator.reference_date),
            "Published": spoken_date(indicator.source.published) if indicator.source.published else NOT_STATED,
            "What was done": f"{methods(indicator)} {edited(indicator, by_hand)}".strip(),
            "Licence": indicator.source.licence,
        }
        for indicator in indicators
    )


def services_table(lists: Iterable[Services]) -> pd.DataFrame:
    """Return one row for each public list of services: publisher, date, how complete, licence and link."""
    return pd.DataFrame(
        {
            "List": each.title,
            "Source": Link(f"{each.publisher}: {each.table}", each.url),
            "Figures of": each.as_of,
            "How complete": each.complete,
            "Left out": each.left_out,
            "Licence": each.licence,
        }
        for each in lists
    )


def msoa_tables(tables: Iterable[MsoaTable]) -> pd.DataFrame:
    """Return one row for each table by MSOA: what it counts, publisher, dates, method, licence and link."""
    return pd.DataFrame(
        {
            "Table": each.title,
            "Counts": f"{each.unit}, out of {each.base}",
            "Published for": "census areas of some 8,000 people (MSOAs)",
            "Question": f"{each.question} {each.answering}",
            "Source": _table(each.source),
            "Figures of": spoken_date(each.reference_date),
            "Published": spoken_date(each.source.published) if each.source.published else NOT_STATED,
            "What was done": method(each.source),
            "Licence": each.source.licence,
        }
        for each in tables
    )


def _table(source: Source) -> Link:
    """Return publisher and table, as the link to it."""
    return Link(f"{source.publisher}: {source.table}", source.url)
