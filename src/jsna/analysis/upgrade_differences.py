"""What moving on to another version of the shipped figures changes for readers, in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from jsna.analysis.comparison import compare
from jsna.analysis.why_changed import described
from jsna.areas.places import name_of
from jsna.catalogue.read import Catalogue
from jsna.errors import CatalogueError, JsnaError
from jsna.model.area import Level
from jsna.model.selection import Subject
from jsna.words.numbers import listed


def differences(before: Catalogue, after: Catalogue) -> Iterator[str]:
    """Yield what changes: the areas, the rule, and of each indicator its margin, its figures and what areas are called.

    Args:
        before: the data folder as it is, with the rule that its release states.
        after: as it will be, with the rule of the new version.
    """
    yield from _of_areas(before, after)
    if before.rule != after.rule:
        yield f"The rule by which areas are called different changes. {after.rule.words}"
    for slug in sorted(before.indicators.keys() - after.indicators.keys()):
        yield f"{slug}: goes"
    for slug in sorted(after.indicators.keys() - before.indicators.keys()):
        yield f"{slug}: new"
    for slug in sorted(before.indicators.keys() & after.indicators.keys()):
        if said := "; ".join(_of_indicator(before, after, slug)):
            yield f"{slug}: {said}"


def _of_areas(before: Catalogue, after: Catalogue) -> Iterator[str]:
    for level in Level:
        old, new = ({*each.all_areas.index[each.all_areas["level"] == level.value]} for each in (before, after))
        if old != new:
            yield f"{level.plural.capitalize()}: {len(new - old):,} new, {len(old - new):,} gone"


def _of_indicator(before: Catalogue, after: Catalogue, slug: str) -> Iterator[str]:
    old, new = before.indicators[slug], after.indicators[slug]
    if old.margin_that_matters != new.margin_that_matters:
        yield f"margin {_number(old.margin_that_matters)} becomes {_number(new.margin_that_matters)}"
    if words := [each for each in described(old, new) if "margin" not in each]:
        yield f"another {listed(words)}"
    try:
        yield from _of_figures(before, after, slug)
        if called := _called_otherwise(before, after, slug):
            place = name_of(before.areas, before.place.area)
            yield f"{called:,} {'areas of' if called > 1 else 'area of'} {place} called otherwise"
    except CatalogueError as wrong:
        yield str(wrong)


def _of_figures(before: Catalogue, after: Catalogue, slug: str) -> Iterator[str]:
    was, now = before.figures(slug), after.figures(slug)
    if was.periods[-1:] != now.periods[-1:]:
        yield f"latest period {was.periods[-1].spelling} becomes {now.periods[-1].spelling}"
    keys = ["area_code", "period", "group"]
    one, two = (each.table().astype({"period": "str"}).set_index(keys) for each in (was, now))
    both = one.index.intersection(two.index)
    columns = ["numerator", "denominator", "value"]
    left, right = one.loc[both, columns], two.loc[both, columns]
    changed = int((left.ne(right) & ~(left.isna() & right.isna())).any(axis=1).sum())
    counted = {"changed": changed, "new": len(two.index.difference(one.index)), "gone": len(one.index.difference(both))}
    if any(counted.values()):
        yield "figures: " + ", ".join(f"{number:,} {word}" for word, number in counted.items() if number)


def _called_otherwise(before: Catalogue, after: Catalogue, slug: str) -> int:
    """How many areas of the place have another word in some group that both versions have."""
    place, codes = before.place.area, set[str]()
    for group in before.indicators[slug].groups.keys() & after.indicators[slug].groups.keys():
        with suppress(JsnaError):  # there is nothing to compare here, before or after
            subject = Subject(place, slug, group)
            one, two = (compare(each, subject).areas["verdict"] for each in (before, after))
            both = one.index.intersection(two.index)
            codes |= {*both[(one[both] != two[both]).to_numpy()]}
    return len(codes)


def _number(margin: float | None) -> str:
    return "the usual one" if margin is None else f"{margin:g}"
