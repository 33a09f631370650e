"""Whether the files of the data folder agree: place, characteristics, events, questions, uses, indicators, release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jsna.areas.places import is_ward_in
from jsna.catalogue import context, indicator_folder, observations, read, release
from jsna.catalogue.checks import (
    alike,
    glossary,
    joined_places,
    listening,
    msoa,
    neighbourhoods,
    overview,
    questions,
    services,
    statements,
    telling,
    uses,
)
from jsna.catalogue.place import FILE as PLACE
from jsna.catalogue.quoted import FILE as QUOTED
from jsna.catalogue.quoted import every_quoted
from jsna.errors import CatalogueError, Finding
from jsna.files.checked import STATEMENT
from jsna.model.area import Level
from jsna.model.characteristic import NINE, Characteristic, CharacteristicEntry


def findings(catalogue: read.Catalogue, *, as_released: bool = False) -> list[Finding]:
    """Return everything on which two files disagree, and every figures file that nothing describes.

    Args:
        catalogue: of the folder.
        as_released: whether a file that was edited since the release was stated is fatal.
    """
    return [
        *_place(catalogue),
        *_characteristics(catalogue),
        *_events(catalogue),
        *_asked_before(catalogue),
        *overview.findings(catalogue),
        *alike.findings(catalogue),
        *joined_places.findings(catalogue),
        *glossary.findings(catalogue),
        *_quoted(catalogue),
        *questions.findings(catalogue),
        *listening.findings(catalogue.data),
        *telling.findings(catalogue.data, catalogue.all_areas, datetime.now(ZoneInfo("Europe/London")).date()),
        *uses.findings(catalogue),
        *services.findings(catalogue.data, catalogue.all_areas),
        *msoa.findings(catalogue.data),
        *neighbourhoods.findings(catalogue),
        *statements.findings(catalogue.data),
        *_undescribed(catalogue.data),
        *_release(catalogue.data, as_released=as_released),
    ]


def _place(catalogue: read.Catalogue) -> Iterator[Finding]:
    place, areas = catalogue.place, catalogue.areas
    for column, code in (("area", place.area), ("ward", place.ward)):
        if code not in areas.index:
            yield Finding(PLACE, "unknown area", "a code of areas.parquet", column=column, value=code)
            return
    if not is_ward_in(areas, place.ward, place.area):
        accepted = f"a ward of {place.name}"
        yield Finding(PLACE, "not a ward of the place", accepted, column="ward", value=place.ward)
    known = {path.stem for path in indicator_folder.files(catalogue.data)}
    if place.indicator not in known:
        yield Finding(PLACE, "unknown indicator", "the name of an indicator", column="indicator", value=place.indicator)


def _characteristics(catalogue: read.Catalogue) -> Iterator[Finding]:
    for missing in [member for member in NINE if member not in catalogue.characteristics]:
        yield Finding(context.CHARACTERISTICS, "a protected characteristic is missing", f"a table [{missing.value}]")
    for characteristic, entry in catalogue.characteristics.items():
        yield from _entry(catalogue, characteristic, entry)


def _entry(catalogue: read.Catalogue, name: Characteristic, entry: CharacteristicEntry) -> Iterator[Finding]:
    known = {path.stem for path in indicator_folder.files(catalogue.data)}
    for slug in [slug for slug in entry.indicators if slug not in known]:
        problem, accepted = "unknown indicator", "the name of an indicator"
        yield Finding(context.CHARACTERISTICS, problem, accepted, column=name.value, value=slug)
    yield from _gaps(name, entry)
    described = [catalogue.indicators[slug] for slug in entry.indicators if slug in catalogue.indicators]
    for item in [item for item in described if item.characteristic is not name]:
        problem = f"the indicator says it is about {item.characteristic.value}"
        accepted = f'characteristic = "{name.value}" in {item.slug}.toml'
        yield Finding(context.CHARACTERISTICS, problem, accepted, column=name.value, value=item.slug)
    order = list(Level)
    lowest = min((order.index(item.lowest_level) for item in described), default=None)
    if lowest is not None and entry.lowest_level is not order[lowest]:
        problem, accepted = "not the lowest level of its indicators", f"{order[lowest].value}, as its indicators say"
        column, value = f"{name.value}.lowest_level", entry.lowest_level.value if entry.lowest_level else None
        yield Finding(context.CHARACTERISTICS, problem, accepted, column=column, value=value)


def _gaps(name: Characteristic, entry: CharacteristicEntry) -> Iterator[Finding]:
    """Every level below the lowest with figures needs a reason, and no other may have one."""
    order = list(Level)
    below = order if entry.lowest_level is None else order[: order.index(entry.lowest_level)]
    explained = [gap.level for gap in entry.gaps]
    for level in [level for level in below if level not in explained]:
        problem, accepted = "a level without a figure has no reason", f"a [[{name.value}.gaps]] with the reason"
        yield Finding(context.CHARACTERISTICS, problem, accepted, column=name.value, value=level.value)
    for level in [level for level in explained if level not in below]:
        problem, accepted = "a gap at a level that has figures", "gaps only below lowest_level"
        yield Finding(context.CHARACTERISTICS, problem, accepted, column=name.value, value=level.value)


def _events(catalogue: read.Catalogue) -> Iterator[Finding]:
    topics = sorted({path.parent.name for path in indicator_folder.files(catalogue.data)})
    seen: set[str] = set()
    for event in catalogue.events:
        if event.slug in seen:
            yield Finding(
                context.EVENTS, "the event is there twice", "a slug used once", column="slug", value=event.slug
            )
        seen.add(event.slug)
        for topic in [topic for topic in event.topics if topic not in topics]:
            column = f"{event.slug}.topics"
            yield Finding(context.EVENTS, "unknown topic", ", ".join(topics), column=column, value=topic)
        for code in [code for code in event.areas if code not in catalogue.all_areas.index]:
            accepted = "a code of areas.parquet"
            yield Finding(context.EVENTS, "unknown area", accepted, column=f"{event.slug}.areas", value=code)


def _quoted(catalogue: read.Catalogue) -> Iterator[Finding]:
    """Every figure that people quote can be read, and one that is computed names what is there."""
    try:
        topics = every_quoted(catalogue.data)
    except CatalogueError as problem:
        yield from indicator_folder.findings_of(problem, QUOTED)
        return
    for quoted in (quoted for entries in topics.values() for quoted in entries if quoted.indicator):
        own = catalogue.indicators.get(quoted.indicator)
        if own is None:
            yield Finding(QUOTED, "unknown indicator", "the name of an indicator", value=quoted.indicator)
        elif quoted.group not in own.groups:
            yield Finding(QUOTED, "unknown group", ", ".join(own.groups), column=quoted.indicator, value=quoted.group)


def _asked_before(catalogue: read.Catalogue) -> Iterator[Finding]:
    """Every question that was asked before in other words names an indicator and groups that exist."""
    for indicator in catalogue.indicators.values():
        before, name = indicator.asked_before, f"{indicator.slug}.toml"
        if before is None:
            continue
        other = catalogue.indicators.get(before.indicator)
        if other is None:
            accepted = "the name of an indicator"
            yield Finding(name, "unknown indicator", accepted, column="asked_before.indicator", value=before.indicator)
            continue
        unknown = [own for own in before.groups if own not in indicator.groups]
        unknown += [theirs for theirs in before.groups.values() if theirs not in other.groups]
        for group in unknown:
            accepted = ", ".join([*indicator.groups, *other.groups])
            yield Finding(name, "unknown group", accepted, column="asked_before.groups", value=group)


def _undescribed(data: Path) -> Iterator[Finding]:
    for path in sorted((data / indicator_folder.NAME).glob("*/*")):
        if path.suffix in observations.ENDINGS and not path.with_suffix(".toml").exists():
            accepted = f"{path.stem}.toml beside it"
            yield Finding(f"{path.parent.name}/{path.name}", "figures that nothing describes", accepted)


def _release(data: Path, *, as_released: bool) -> Iterator[Finding]:
    try:
        before = release.read(data)
    except CatalogueError:
        there = (data / STATEMENT).exists()
        problem = "the release is damaged" if there else "the release has not been stated"
        accepted = "the file of a backup, or the one that `jsna release` writes"
        yield Finding(STATEMENT, problem, accepted, fatal=there)
        return
    behind = dict(release.changed_behind(data))
    for name, problem in behind.items():
        yield Finding(name, f"the official file {problem}", "the file as `jsna ingest official` wrote it")
    now, beside = release.compute(data), release.beside(data)
    stated = {**before.files, **(release.beside_as_stated(data) or beside)}
    names = sorted({name for name, _ in set(stated.items()) ^ {*now.files.items(), *beside.items()}})
    if names or before.sha256 != now.sha256:
        changed = f"{len(names)} files were edited since the release was stated" if names else "the rule has changed"
        value = ", ".join(names[:5]) or None
        accepted = "your own edits only; then run `jsna release`"
        yield Finding(STATEMENT, changed, accepted, value=value, fatal=as_released)
