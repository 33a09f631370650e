"""Report on a collection, for whoever holds its records: replies by group and ward, non-response, refusals."""

from __future__ import annotations

from collections.abc import Mapping as Named
from dataclasses import dataclass, field

import pandas as pd

from jsna.ingest.records.codes import FATE, Fate
from jsna.ingest.records.crosstab import EVERYONE, Crosstab
from jsna.ingest.records.expression import CODE, RECORDS
from jsna.ingest.records.indicators import groups_of
from jsna.ingest.records.mapping import Mapping
from jsna.ingest.records.no_answer import NOT_ANSWERED, NOT_SAID, NOT_UNDERSTOOD
from jsna.ingest.records.refusals import Unknown, few, refusals, silences, unknown_spellings
from jsna.ingest.records.tally import Tally
from jsna.model.characteristic import Characteristic

#: The report's last line.
NOT_PUBLIC = (
    "This is for whoever holds the records. Publish the figures, not the report: it may narrow what is withheld."
)


@dataclass(frozen=True, eq=False)
class CollectionReport:
    """A report on one collection for whoever holds its records.

    It repeats no small number and no rare spelling, but its numbers on each question are exact: beside the published
    figures they may narrow a withheld one. So it says that it is not to be published.

    Attributes:
        records: the number of records.
        without_area: sentences on records without an area in the place, by reason.
        questions: one row per question (the answer, and each characteristic), in records: ``answered, not_answered,
            prefer_not_to_say, not_understood, repaired``. Index: the role.
        refused: by role, the common refused spellings with counts, and the number of records with rarer ones.
        silent: by role, likewise the texts that were read as no answer.
        bands: the age bands that were counted; empty if age was not asked.
        replies: replies by area (index: codes of the smallest areas, of those that hold them, and of the place), one
            column ``everyone``; missing where withheld.
        by_group: by characteristic, replies by area (index: as ``replies``) and group (columns: the groups' labels, and
            ``EVERYONE``); missing where withheld.
        withheld: by characteristic, how many figures of areas are withheld, and out of how many.
        unsafe: characteristics withheld in every area, because totals would reveal some figures.
        unknown: what is not understood and may be repeated, by role.
        mended: what was mended in the file, as sentences.
        letters: sentences on single letters that were read as a publisher's codes.
        seen_by: who may see the counts.
        stored: the indicators that were written, as topic/slug; empty if none were.
        earlier: a sentence if the records seem to hold those of an earlier wave.
    """

    records: int
    without_area: tuple[str, ...]
    questions: pd.DataFrame
    refused: Named[str, list[str]]
    silent: Named[str, list[str]]
    bands: tuple[str, ...]
    replies: pd.DataFrame
    by_group: Named[Characteristic, pd.DataFrame]
    withheld: Named[str, tuple[int, int]]
    unsafe: tuple[Characteristic, ...]
    unknown: Named[str, Unknown] = field(default_factory=dict)
    mended: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    seen_by: str = ""
    stored: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self.sentences())

    def sentences(self) -> list[str]:
        """Return the report, one line per fact."""
        whole = float(self.replies[EVERYONE].iloc[-1])
        in_place = "Too few replies to report." if pd.isna(whole) else f"{whole:,.0f} replies lie in the place."
        lines = [f"{self.records:,} records read. {in_place}", *self.mended, *self.without_area]
        lines += [_question(str(role), row) for role, row in self.questions.iterrows()]
        lines += [f"{role}, read as not answered: {text}." for role, texts in self.silent.items() for text in texts]
        lines += [f"{role}, refused: {text}." for role, texts in self.refused.items() for text in texts]
        lines += self.letters
        lines += [f"age, counted in the bands {', '.join(self.bands)}."] if self.bands else []
        lines += [_groups(name, table.iloc[-1]) for name, table in self.by_group.items()]
        lines += [_where_told(name, table) for name, table in self.by_group.items()]
        lines += [
            f"{name}: {lost:,} of {every:,} figures of areas withheld." for name, (lost, every) in self.withheld.items()
        ]
        lines += [
            f"{name}: no figure of the smallest areas can be shown without giving somebody away."
            for name in self.unsafe
        ]
        lines += [f"Who may see the counts: {self.seen_by}."] if self.seen_by else []
        lines += [*self.earlier, NOT_PUBLIC]
        return [*lines, *(f"Written: {name}" for name in self.stored)]


def report(
    mapping: Mapping,
    counted: Tally,
    everyone: Crosstab,
    groups: Named[Characteristic, Crosstab],
    stored: tuple[str, ...],
) -> CollectionReport:
    """Return the report of a collection.

    Args:
        mapping: of the collection.
        counted: the unprotected counts; only publishable numbers are passed on.
        everyone: which areas are shown.
        groups: which groups are shown in which areas, by characteristic.
        stored: the indicators written.
    """
    questions = {role: _fates(table) for role, table in counted.fates.items()}
    withheld = {str(name): _withheld(crosstab) for name, crosstab in groups.items()}
    return CollectionReport(
        records=counted.records,
        without_area=(
            *(f"{few(int(count))} records: {reason}." for reason, count in counted.without_area.items()),
            *counted.settled.said,
        ),
        questions=pd.DataFrame.from_dict(questions, orient="index"),
        refused={role: found for role, table in counted.fates.items() if (found := refusals(table))},
        silent={role: found for role, table in counted.fates.items() if (found := silences(table))},
        bands=_bands(counted),
        replies=everyone.bases,
        by_group={name: crosstab.bases.rename(columns=_labels(counted, name)) for name, crosstab in groups.items()},
        withheld={EVERYONE: _withheld(everyone), **withheld},
        unsafe=tuple(name for name, crosstab in groups.items() if not crosstab.local.any()),
        unknown=unknown_spellings(mapping, counted.fates, counted.lists),
        mended=counted.mended,
        letters=tuple(
            f"{name}, single letters were read as {listed.letters.name}."
            for name, listed in counted.lists.items()
            if listed.letters
        ),
        stored=stored,
    )


def _bands(counted: Tally) -> tuple[str, ...]:
    listed = counted.lists.get(Characteristic.AGE)
    return tuple(code.band.words for code in listed.codes.values() if code.band) if listed else ()


def _fates(table: pd.DataFrame) -> dict[str, int]:
    by_code = table.groupby(CODE)[RECORDS].sum()
    silent = {code: int(by_code.get(code, 0)) for code in (NOT_ANSWERED, NOT_SAID, NOT_UNDERSTOOD)}
    repaired = int(table.loc[table[FATE] == Fate.FIXABLE, RECORDS].sum())
    answered = int(table[RECORDS].sum()) - sum(silent.values())
    return {
        "answered": answered,
        "not_answered": silent[NOT_ANSWERED],
        "prefer_not_to_say": silent[NOT_SAID],
        "not_understood": silent[NOT_UNDERSTOOD],
        "repaired": repaired,
    }


def _question(role: str, row: pd.Series[int]) -> str:
    return (
        f"{role}: {row['answered']:,} answered ({few(row['repaired'])} of them in a spelling that was put right), "
        f"{few(row['not_answered'])} did not, {few(row['prefer_not_to_say'])} prefer not to say, "
        f"{few(row['not_understood'])} not understood."
    )


def _labels(counted: Tally, characteristic: Characteristic) -> dict[str, str]:
    return {code: group.label for code, group in groups_of(counted.lists[characteristic]).items()}


def _groups(name: str, bases: pd.Series[float]) -> str:
    said = [f"{group} ({'withheld' if pd.isna(base) else f'{base:,.0f}'})" for group, base in bases.items()]
    return f"{name}: {', '.join(said)}."


def _where_told(name: str, bases: pd.DataFrame) -> str:
    """In which areas some group is counted; the last one is the whole place."""
    told = bases.drop(columns=EVERYONE).notna().any(axis=1)
    if not told.any():
        return f"{name}: we cannot say who replied, in any area."
    smaller = f"{int(told.iloc[:-1].sum()):,} of {len(told) - 1:,} smaller areas"
    return f"{name}: we can say who replied in {'the whole place and ' if told.iloc[-1] else ''}{smaller}."


def _withheld(crosstab: Crosstab) -> tuple[int, int]:
    cells = crosstab.local
    return int((~cells).sum()), int(cells.size)
