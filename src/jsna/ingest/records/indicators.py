"""Make indicators from the cells that may be shown: the answers, the answers by group, and who replied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Named
from datetime import UTC, datetime

import numpy as np
import pandas as pd

from jsna.disclosure.policy import rule_for
from jsna.disclosure.protected import protect
from jsna.ingest.description import collection_of
from jsna.ingest.records.codes import CodeList
from jsna.ingest.records.crosstab import EVERYONE, Crosstab
from jsna.ingest.records.mapping import Mapping
from jsna.ingest.records.no_answer import NOT_ANSWERED
from jsna.ingest.store import Entry
from jsna.model.ages import EVERYONE as EVERYONE_AGED
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Disclosure, Group, Indicator, Measure
from jsna.model.observations import COLUMNS, Note
from jsna.model.source import Quality, Source, attribution

_CAVEATS = {
    "survey": (
        "Those who replied chose to: they are not a random sample. Look first at who has not replied.",
        "Areas and groups with too few replies are withheld, and others with them, so that nothing can be worked out.",
    ),
    "service": (
        "People who use the service, not everybody who might need it.",
        "Small numbers are withheld, and all others are rounded to the nearest 5.",
    ),
}
_WHO = {"survey": "people who replied", "service": "people in the records"}


def of_answers(mapping: Mapping, everyone: Crosstab, answers: Iterable[str]) -> Entry:
    """Return the indicator for everyone: each answer out of all who answered."""
    groups = {code: _group(given.label, given.says) for code, given in mapping.answer.codes.items()}
    figures = _figures(everyone, [EVERYONE], list(answers), lambda _, answer: answer)
    return _entry(mapping, mapping.slug, mapping.title, Characteristic.EVERYONE, groups, figures, everyone)


def by_group(mapping: Mapping, crosstab: Crosstab, answers: Iterable[str], codes: CodeList) -> Entry:
    """Return the indicator of a characteristic: each answer out of those in a group who answered."""
    named = {group: groups_of(codes)[group] for group in crosstab.groups if group != EVERYONE}
    groups = {
        _of_both(group, answer): _group(f"{given.label}: {said.label}", f"{said.says}, of those who {given.says}")
        for group, given in named.items()
        for answer, said in mapping.answer.codes.items()
    }
    figures = _figures(crosstab, named, list(answers), _of_both)
    title = f"{mapping.title}, by {_words(codes.characteristic)}"
    return _entry(
        mapping, f"{mapping.slug}-by-{codes.characteristic}", title, codes.characteristic, groups, figures, crosstab
    )


def of_replies(mapping: Mapping, crosstab: Crosstab, codes: CodeList) -> Entry:
    """Return the indicator of who replied: each group out of all who answered the question."""
    groups = {group: given for group, given in groups_of(codes).items() if group in crosstab.groups}
    bases = crosstab.bases.rename_axis(index="area_code", columns="group")
    rows = bases[list(groups)].reset_index().melt(id_vars="area_code", value_name="numerator")
    figures = rows.assign(denominator=rows["area_code"].map(bases[EVERYONE]))
    title = f"{mapping.title}: who replied, by {_words(codes.characteristic)}"
    slug = f"{mapping.slug}-replies-by-{codes.characteristic}"
    return _entry(mapping, slug, title, codes.characteristic, groups, figures, crosstab)


def groups_of(codes: CodeList) -> dict[str, Group]:
    """Return the groups of a list, and one for everyone whose group is unknown."""
    listed = {name: _group(code.label, code.says) for name, code in codes.codes.items()}
    return {**listed, NOT_ANSWERED: _group("Not answered", "did not say, or not in words that are understood")}


#: The indicator's group for a characteristic's group and an answer.
Naming = Callable[[str, str], str]


def _figures(crosstab: Crosstab, groups: Iterable[str], answers: Iterable[str], name: Naming) -> pd.DataFrame:
    """Each answer out of its cell's total; missing if the cell is withheld."""
    tables = []
    for group in groups:
        column = crosstab.groups.index(group)
        counts = np.where(crosstab.shown[:, column, np.newaxis], crosstab.counts[:, column].astype(float), np.nan)
        for position, answer in enumerate(answers):
            figure = {"group": name(group, answer), "numerator": counts[:, position], "denominator": counts.sum(axis=1)}
            tables.append(pd.DataFrame({"area_code": crosstab.areas, **figure}))
    return pd.concat(tables, ignore_index=True)


def _entry(
    mapping: Mapping,
    slug: str,
    title: str,
    characteristic: Characteristic,
    groups: Named[str, Group],
    figures: pd.DataFrame,
    crosstab: Crosstab,
) -> Entry:
    unavailable = figures["area_code"].isin(crosstab.unavailable)
    hidden = figures["numerator"].isna().map({True: Note.CONFIDENTIAL.value, False: None})
    table = figures.assign(
        period=mapping.period,
        characteristic=characteristic.value,
        note=hidden.mask(unavailable, Note.NOT_AVAILABLE.value),
    ).reindex(columns=list(COLUMNS))
    indicator = _described(mapping, slug, title, characteristic, groups)
    return Entry(indicator, protect(table, rule_for(indicator.disclosure)))


def _described(
    mapping: Mapping, slug: str, title: str, characteristic: Characteristic, groups: Named[str, Group]
) -> Indicator:
    return Indicator(
        slug=slug,
        topic=mapping.topic,
        title=title,
        summary=f"What people said when they were asked “{mapping.question}”",
        characteristic=characteristic,
        measure=Measure.PROPORTION,
        unit=_WHO[mapping.kind],
        base=f"{_who(mapping)} and answered “{mapping.question}”",
        margin_that_matters=mapping.margin_that_matters,
        margin_reason=mapping.margin_reason,
        lowest_level=mapping.area.level,
        reference_date=mapping.reference_date,
        half_life_years=mapping.half_life_years,
        caveats=_CAVEATS[mapping.kind],
        decimals=0,
        groups=dict(groups),
        source=_source(mapping),
        disclosure=disclosure_of(mapping),
        purpose=mapping.purpose,
    )


def disclosure_of(mapping: Mapping) -> Disclosure:
    """Return the rule of a collection, and its name."""
    collection = collection_of(mapping.collection, mapping.publisher, mapping.reference_date)
    return Disclosure(rule=mapping.kind, collection=collection, shows_nobody=mapping.shows_nobody)


def _who(mapping: Mapping) -> str:
    """The people counted, with the ages of those who were asked where that is not everyone."""
    aged = "" if mapping.asked_ages == EVERYONE_AGED else f" aged {mapping.asked_ages.words}"
    return _WHO[mapping.kind].replace("people", f"people{aged}", 1)


def _source(mapping: Mapping) -> Source:
    return Source(
        publisher=mapping.publisher,
        table=mapping.title,
        url=mapping.url,
        licence=mapping.licence,
        published=mapping.published,
        retrieved=max(mapping.reference_date, datetime.now(UTC).date()),
        method="Records counted by area, group and answer, then protected; the records were not kept",
        quality=Quality.DERIVED,
        statement=attribution(mapping.publisher, mapping.licence),
    )


def _group(label: str, says: str) -> Group:
    return Group(label=label, says=says)


def _of_both(group: str, answer: str) -> str:
    return f"{group}-{answer}"


def _words(characteristic: Characteristic) -> str:
    return characteristic.value.replace("-", " ")
