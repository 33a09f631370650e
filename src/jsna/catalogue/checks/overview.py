"""Whether the overview is whole: one indicator for each topic, with figures for the wards of both lists."""

from __future__ import annotations

from collections.abc import Iterator

from jsna.catalogue.availability import of_today
from jsna.catalogue.observations import values
from jsna.catalogue.overview import overview
from jsna.catalogue.read import Catalogue
from jsna.errors import CatalogueError, Finding, Findings
from jsna.model.area import WARD_LISTS, Level
from jsna.model.characteristic import Characteristic
from jsna.model.overview import OverviewLine
from jsna.model.source import Quality

_KEY = "overview.topic"
_MODELLED = "modelled"


def findings(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield what is wrong with the overview."""
    lines = overview(catalogue)
    stands: dict[str, str] = {}
    for line in lines:
        name, topic = f"{line.indicator.slug}.toml", line.topic.casefold()
        if topic in stands:
            problem = f"{stands[topic]} is shown for this topic already"
            yield Finding(name, problem, "one indicator for each topic", column=_KEY, value=line.topic)
        stands.setdefault(topic, name)
        yield from _modelled(name, line)
        yield from _wards(catalogue, name, line)
    yield from _nothing_stands_for(catalogue, lines)


def _modelled(name: str, line: OverviewLine) -> Iterator[Finding]:
    source = line.indicator.source.of(line.indicator.lowest_level, line.group_code)
    if source.quality is Quality.MODELLED and _MODELLED not in line.topic.casefold():
        accepted = f"a topic that says so, such as {line.topic} ({_MODELLED})"
        yield Finding(name, "the figures are modelled", accepted, column=_KEY, value=line.topic)


def _wards(catalogue: Catalogue, name: str, line: OverviewLine) -> Iterator[Finding]:
    """What an official indicator for wards lacks in either list; a council's own is of one list."""
    indicator = line.indicator
    if indicator.lowest_level is not Level.WARD or indicator.recipe is None:
        return
    expected = indicator.expect.of_years()
    for year, listed in WARD_LISTS.items():
        wanted = expected.get(year, {}).get(Level.WARD, 0)
        have = _wards_with_figure(catalogue.of_wards(year), line)
        if have is not None and (have < wanted or not wanted):
            problem = f"{line.group.label}: {have:,} wards of {listed} have a figure"
            accepted = f"{wanted:,}, as [expect] says" if wanted else f"[expect] with the number of wards of {listed}"
            yield Finding(name, problem, accepted, column="overview.group", value=line.group_code)


def _wards_with_figure(catalogue: Catalogue, line: OverviewLine) -> int | None:
    """How many wards have a figure; None where the figures cannot be read, which is said elsewhere."""
    try:
        latest = catalogue.figures(line.indicator.slug).latest(line.group_code)
    except (CatalogueError, Findings):
        return None
    wards = catalogue.areas["level"].reindex(latest.index) == Level.WARD.value
    return int(values(latest[wards]).notna().sum())


def _nothing_stands_for(catalogue: Catalogue, lines: tuple[OverviewLine, ...]) -> Iterator[Finding]:
    """Folders and characteristics with official figures of today and no line; a council need not add one."""
    official = [item for item in of_today(catalogue) if item.recipe is not None]
    shown = {line.indicator.topic for line in lines}
    without = {item.characteristic for item in official} - {line.indicator.characteristic for line in lines}
    accepted = "[[overview]] in one of its indicators"
    for folder in sorted({item.topic for item in official} - shown):
        yield Finding(folder, "no indicator of this folder is shown for a topic on the overview", accepted)
    for characteristic in sorted(without - {Characteristic.EVERYONE}):
        yield Finding(characteristic.value, "nothing is shown for this characteristic on the overview", accepted)
