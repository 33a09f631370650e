"""Where a figure comes from and what it means, in the words shown with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jsna.model.area import Level, levels_from
from jsna.model.indicator import Group, Indicator
from jsna.model.source import FURTHEST_FROM_SUM, OwnRows, Quality, Source
from jsna.words.numbers import listed
from jsna.words.plain import Link, Markdown, escaped

_QUALITIES = {
    Quality.AS_PUBLISHED: "As published.",
    Quality.SUMMED: "Added up.",
    Quality.DERIVED: "Our calculation from published figures.",
    Quality.PROTECTED: "Changed a little to protect people.",
    Quality.ESTIMATED: "Estimated.",
    Quality.MODELLED: "Modelled.",
}


def definition(indicator: Indicator, group: Group) -> str:
    """Return who or what is counted, and out of whom."""
    said = group.definition or indicator.summary
    base = f" Out of {indicator.base}." if indicator.is_share else ""
    return f"{group.label}: {said}{base}"


def source_line(indicator: Indicator, group: str, level: Level) -> str:
    """Return publisher, table, quality and method of an indicator's figures of a level, and of those above if unlike.

    Args:
        indicator: what the figures are.
        group: code of the group they are about.
        level: level of the areas they are about.
    """
    source = indicator.source.of(level, group)
    return f"{_published(source)}. {_how(indicator, group, level)}"


def source_link(indicator: Indicator, group: str, level: Level) -> Markdown:
    """Return the source line with a link to the publisher's table. Arguments as :func:`source_line`."""
    source = indicator.source.of(level, group)
    return Markdown(f"{Link(_published(source), source.url).markdown}. {escaped(_how(indicator, group, level))}")


def method(source: Source) -> str:
    """Return quality and method; only the method if it begins with the words of the quality."""
    quality = _QUALITIES[source.quality]
    said = "" if source.method.startswith(quality.removesuffix(".")) else f"{quality} "
    return f"{said}{source.method}."


def _published(source: Source) -> str:
    return f"{source.publisher}, {source.table}"


def _how(indicator: Indicator, group: str, level: Level) -> str:
    """The method of a level's figures, and where those above it were made in another way, how, and what follows."""
    source, own = indicator.source, indicator.source.own_rows
    said = method(source.of(level, group))
    if own is None or own.level not in levels_from(level) or not source.states(own.level, group):
        return said
    if own.level is level:
        return f"{said} Larger areas: {method(source)}"
    stated = source.of(own.level, group)
    table = "" if stated.table == source.table else f"{stated.table}. "
    return (
        f"{said} Figures of {_stated(indicator, own)} are the publisher's own. We use them too where we compare a "
        f"{level.value} with its {own.level.value}. {table}{method(stated)} They may be up to {FURTHEST_FROM_SUM} "
        f"{indicator.unit} from the sum of their {level.plural}."
    )


def edited(indicator: Indicator, by_hand: Collection[str]) -> str:
    """Return that an indicator's files were edited outside the tool; empty if they were not.

    Args:
        indicator: what the figures are.
        by_hand: paths, in the data folder, of the files that were.
    """
    stem = f"indicators/{indicator.topic}/{indicator.slug}"
    if not {f"{stem}.csv", f"{stem}.parquet"}.isdisjoint(by_hand):
        return "These figures were edited outside the tool."
    return "Their description was edited outside the tool." if f"{stem}.toml" in by_hand else ""


def methods(indicator: Indicator) -> str:
    """Return how all figures of an indicator were made, and those that were made in another way by themselves."""
    own = indicator.source.own_rows
    if own is None:
        return method(indicator.source)
    stated = indicator.source.of(own.level, own.groups[0] if own.groups else indicator.first_group)
    return f"{method(indicator.source)} {_stated(indicator, own).capitalize()}: {method(stated)}"


def _stated(indicator: Indicator, own: OwnRows) -> str:
    """Return which rows the publisher states itself: ``districts (disabled)``."""
    labels = listed([indicator.groups[code].label for code in own.groups]).lower()
    return f"{own.level.plural} ({labels})" if labels else own.level.plural


def in_short(indicators: Sequence[Indicator]) -> str:
    """Return how many indicators there are, from how many publishers, and between which dates; empty without any."""
    if not indicators:
        return ""
    publishers = len({each.source.publisher for each in indicators})
    first, last = (spoken_date(of(each.reference_date for each in indicators)) for of in (min, max))
    return f"{len(indicators)} indicators come from {publishers} publishers; the figures are from {first} to {last}."


def frozen(release: str, at: datetime, by_hand: int) -> str:
    """Return which data release is shown, when it was frozen, and how many of its indicators were edited by hand.

    Args:
        release: its id.
        at: when it was frozen.
        by_hand: how many indicators were edited outside the tool.
    """
    said = f"Data release {release} was frozen on {spoken_moment(at)}."
    if not by_hand:
        return said
    whose = "one indicator" if by_hand == 1 else f"{by_hand} indicators"
    return f"{said} The files of {whose} were edited outside the tool."


def spoken_date(day: date) -> str:
    """Return a date in words: ``21 March 2021``."""
    return f"{day.day} {day:%B %Y}"


def spoken_moment(at: datetime) -> str:
    """Return a moment in words, by the clock of England: ``21 March 2021, 14:05``."""
    here = at.astimezone(ZoneInfo("Europe/London"))
    return f"{spoken_date(here.date())}, {here:%H:%M}"


def short_table(indicator: Indicator) -> str:
    """Return the table's name without its subject: ``Census 2021, TS038``."""
    return indicator.source.table.partition(":")[0]
