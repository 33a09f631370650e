"""Where a figure comes from and what it means, in the words shown with it."""

from __future__ import annotations

from datetime import date

from jsna.model.indicator import Group, Indicator, Quality
from jsna.words.plain import Link, escaped

_QUALITIES = {
    Quality.AS_PUBLISHED: "As published.",
    Quality.SUMMED: "Summed from small areas.",
    Quality.DERIVED: "Derived: worked out from published percentages or scores, not itself published.",
    Quality.PROTECTED: "Protected, so not exactly as counted.",
    Quality.ESTIMATED: "Estimated.",
    Quality.MODELLED: "Modelled.",
}


def definition(indicator: Indicator, group: Group) -> str:
    """Return who or what is counted, and out of whom."""
    said = group.definition or indicator.summary
    base = f" Out of {indicator.base}." if indicator.is_share else ""
    return f"{group.label}: {said}{base}"


def source_line(indicator: Indicator) -> str:
    """Return publisher, table, quality and method of an indicator's figures."""
    return f"{_published(indicator)}. {_method(indicator)}"


def source_link(indicator: Indicator) -> str:
    """Return the source line in Markdown, with a link to the publisher's table."""
    return f"{Link(_published(indicator), indicator.source.url).markdown}. {escaped(_method(indicator))}"


def _published(indicator: Indicator) -> str:
    return f"{indicator.source.publisher}, {indicator.source.table}"


def _method(indicator: Indicator) -> str:
    """Return quality and method; only the method if it begins with the words of the quality."""
    source, quality = indicator.source, _QUALITIES[indicator.source.quality]
    said = "" if source.method.startswith(quality.removesuffix(".")) else f"{quality} "
    return f"{said}{source.method}."


def spoken_date(day: date) -> str:
    """Return a date in words: ``21 March 2021``."""
    return f"{day.day} {day:%B %Y}"


def short_table(indicator: Indicator) -> str:
    """Return the table's name without its subject: ``Census 2021, TS038``."""
    return indicator.source.table.partition(":")[0]
