"""Turn a collection's records into protected indicators, written all or nothing; the records are not kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.areas.lookups import read_areas
from jsna.catalogue import place
from jsna.disclosure.policy import Rule, rule_for
from jsna.disclosure.table import Counts, Flags, Table
from jsna.disclosure.withhold import shown_and_counted, shown_everyone
from jsna.ingest import store, waves
from jsna.ingest.counted import PRICE_OF_UNSEEN
from jsna.ingest.records import engine, left_out, tally
from jsna.ingest.records.area_finder import area_finder
from jsna.ingest.records.codes import CodeList, read_codes
from jsna.ingest.records.collection_report import CollectionReport, report
from jsna.ingest.records.crosstab import EVERYONE, Crosstab
from jsna.ingest.records.expression import AREA
from jsna.ingest.records.indicators import by_group, disclosure_of, of_answers, of_replies
from jsna.ingest.records.mapping import Mapping, read_mapping
from jsna.ingest.records.no_answer import NOT_ANSWERED, WITHOUT_CODE
from jsna.ingest.store import Entry
from jsna.model.audience import ACCEPTED, in_words
from jsna.model.register.person import OWN_MACHINE, Person, Role

#: What a mapping means by an audience that names nobody we know.
_ONLY = (Role.ADMINISTRATOR,)
_SEEN_BY_NOBODY = f"administrators only; for others, who_sees names them: {ACCEPTED}"


@dataclass(frozen=True, eq=False)
class Collection:
    """What may be passed on from a collection.

    Attributes:
        entries: the indicators with their protected observations; nothing is written yet.
        report: what the collection contains.
    """

    entries: tuple[Entry, ...]
    report: CollectionReport


def ingest(source: str, mapping_file: Path, data: Path, address: str = engine.IN_PROCESS) -> CollectionReport:
    """Count a collection, write its protected indicators into the data folder, and return the report.

    For commands: whoever runs them has the folder already.

    Args:
        source: a file or database table of records.
        mapping_file: what its columns mean.
        data: the data folder.
        address: the engine to use (``engine.ADDRESSES``).

    Raises:
        Findings: everything wrong with the mapping, the code lists or the records.
        SourceError: the records cannot be read, or the engine cannot be reached.
        Busy: another run is writing.
        NotSaved: the files cannot be written; nothing was changed.
    """
    collected = collect(source, mapping_file, data, address)
    stored = write(data, collected.entries, by=OWN_MACHINE)
    return CollectionReport(**{**vars(collected.report), "stored": stored})


def collect(source: str, mapping_file: Path, data: Path, address: str = engine.IN_PROCESS) -> Collection:
    """Return a collection counted and protected for a preview, without writing anything.

    Args and errors are those of :func:`ingest`.
    """
    return collect_mapped(source, read_mapping(mapping_file), data, address, beside=mapping_file.parent)


def collect_mapped(
    source: str, mapping: Mapping, data: Path, address: str = engine.IN_PROCESS, *, beside: Path | None = None
) -> Collection:
    """Return a collection counted and protected, with a mapping from a form instead of a file.

    Args:
        source: see :func:`ingest`.
        mapping: what the columns mean.
        data: the data folder.
        address: the engine to use.
        beside: the folder of the mapping's look-up, if it has one.

    Raises: those of :func:`ingest`.
    """
    lookups = place.lookups(data)
    lists = {characteristic: read_codes(data, characteristic) for characteristic in mapping.characteristics}
    find_areas = area_finder(mapping, beside or data, lookups)
    with engine.opened(address, source, mapping.columns) as opened:
        counted = tally.tally(opened, mapping, lists, find_areas, lookups.areas)
    mapping = mapping.counted_by(counted.settled.level)
    collected = _protected(counted, mapping, lookups.areas)
    entries = left_out.beside(collected.entries, counted, mapping)
    earlier = [said for entry in entries for said in waves.about_earlier(data, entry.indicator, entry.observations)]
    seen_by = _SEEN_BY_NOBODY if mapping.purpose.who_sees == _ONLY else in_words(mapping.purpose.who_sees)
    return Collection(entries, replace(collected.report, earlier=tuple(earlier[:1]), seen_by=seen_by))


def write(data: Path, entries: tuple[Entry, ...], *, by: Person) -> tuple[str, ...]:
    """Write all entries or none into the data folder, record the new release, and return their topic/slug.

    An existing indicator of the same name is overwritten only if it also came from a local collection.

    Args:
        data: the data folder.
        entries: protected already.
        by: who stores them.

    Raises:
        NotAllowed: they may not add figures; nothing was written.
        Findings: the rows break a rule of the catalogue, or a name is taken.
        Busy: another run is writing.
        NotSaved: the files cannot be written; nothing was changed.
    """
    store.checked(entries, read_areas(data))
    store.write(data, entries, store.from_records, by=by)
    return tuple(entry.name for entry in entries)


def _protected(counted: tally.Tally, mapping: Mapping, areas: pd.DataFrame) -> Collection:
    rule, answers = rule_for(disclosure_of(mapping)), list(mapping.answer.codes)
    by, lists = counted.settled, counted.lists
    codes, above = by.nested(areas, mapping.place)
    place, cells = _Place(tuple(codes), above, len(by.cells), len(by.parts)), by.cells
    everyone = place.of_everyone(_by_area(counted.everyone, cells, answers), rule)
    groups = {
        characteristic: place.of_groups(
            _by_group(counted.groups[characteristic], codes, cells, answers),
            codes,
            rule,
            everyone.shown[:, -1],
        )
        for characteristic, codes in lists.items()
    }
    everyone = everyone.published(len(by.parts), by.unavailable)
    groups = {name: crosstab.published(len(by.parts), by.unavailable) for name, crosstab in groups.items()}
    entries = [of_answers(mapping, everyone, answers)]
    for characteristic, crosstab in groups.items():
        entries.append(by_group(mapping, crosstab, answers, lists[characteristic]))
        entries.append(of_replies(mapping, crosstab, lists[characteristic]))
    return Collection(tuple(entries), report(mapping, counted, everyone, groups, stored=()))


@dataclass(frozen=True, eq=False)
class _Place:
    """The areas of a collection, the smallest first, and for each the position of the area that it is a part of."""

    codes: tuple[str, ...]
    above: NDArray[np.int64]
    smallest: int
    parts: int
    """How many of the smallest are published; the others only complete a sum, and are withheld before these."""

    @property
    def _dear(self) -> NDArray[np.float64]:
        """What it costs to withhold each area."""
        unseen = np.arange(len(self.codes))
        return np.where((unseen >= self.parts) & (unseen < self.smallest), PRICE_OF_UNSEEN, 1.0)

    def of_everyone(self, cells: Counts, rule: Rule) -> Crosstab:
        """Return the counts of everyone, protected; axes area, answer."""
        table = Table.summed(cells[:, np.newaxis], self.above).everyone
        shown = shown_everyone(table, rule, dear=self._dear)[:, np.newaxis]
        return Crosstab(table.counts, shown, shown, self.codes, (EVERYONE,), self.smallest)

    def of_groups(self, cells: Counts, codes: CodeList, rule: Rule, everyone: Flags) -> Crosstab:
        """Return the counts of groups, protected; axes area, group of the list or not known, answer."""
        groups = (*codes.codes, NOT_ANSWERED) if cells[:, -1].any() else tuple(codes.codes)
        table = Table.summed(cells[:, : len(groups)], self.above)
        dear = np.repeat(self._dear[:, np.newaxis], len(groups) + 1, axis=1)
        unknown = groups.index(NOT_ANSWERED) if NOT_ANSWERED in groups else None
        shown, counted = shown_and_counted(table, rule, everyone, unknown=unknown, dear=dear)
        return Crosstab(table.counts, shown, counted, self.codes, (*groups, EVERYONE), self.smallest)


def _by_area(counts: pd.Series[int], parts: list[str], answers: list[str]) -> Counts:
    known = tally.answered(counts).reindex(index=parts, columns=answers, fill_value=0)
    return known.to_numpy(dtype=np.int64)


def _by_group(counts: pd.Series[int], codes: CodeList, parts: list[str], answers: list[str]) -> Counts:
    """The counts of one characteristic; everyone whose group is unknown, for any reason, is one group."""
    known = tally.answered(counts).rename(index=dict.fromkeys(WITHOUT_CODE, NOT_ANSWERED), level=tally.GROUP)
    joined = known.groupby(level=[AREA, tally.GROUP]).sum()
    groups = [*codes.codes, NOT_ANSWERED]
    every = pd.MultiIndex.from_product([parts, groups], names=[AREA, tally.GROUP])
    counted = joined.reindex(index=every, columns=answers, fill_value=0)
    return counted.to_numpy(dtype=np.int64).reshape(len(parts), len(groups), -1)
