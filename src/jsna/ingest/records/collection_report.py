"""Report on a collection in publishable numbers: replies by group and ward, non-response, refusals, withheld."""

from __future__ import annotations

from collections.abc import Mapping as Named
from dataclasses import dataclass

import pandas as pd

from jsna.ingest.records.codes import NOT_ANSWERED, NOT_SAID, NOT_UNDERSTOOD, Fate
from jsna.ingest.records.crosstab import EVERYONE, Crosstab
from jsna.ingest.records.expression import CODE, RECORDS
from jsna.ingest.records.tally import FATE, SMALLEST_NAMED, Tally, refusals
from jsna.model.characteristic import Characteristic

FEW = f"fewer than {SMALLEST_NAMED}"


@dataclass(frozen=True, eq=False)
class CollectionReport:
    """A report on one collection that its uploader may see, keep and share.

    Attributes:
        records: the number of records.
        without_ward: sentences on records without a ward in the place, by reason.
        questions: one row per question (the answer, and each characteristic), in records: ``answered, not_answered,
            prefer_not_to_say, not_understood, repaired``. Index: the role.
        refused: by role, the common refused spellings with counts, and the number of records with rarer ones.
        replies: replies by area (index: codes of wards, of the areas that hold them, and of the place), one column
            ``everyone``; missing where withheld.
        by_group: by characteristic, replies by area and group; missing where withheld.
        withheld: by characteristic, how many ward figures are withheld, and out of how many.
        unsafe: characteristics withheld in every ward, because totals would reveal some figures.
        stored: the indicators that were written, as topic/slug; empty if none were.
    """

    records: int
    without_ward: tuple[str, ...]
    questions: pd.DataFrame
    refused: Named[str, list[str]]
    replies: pd.DataFrame
    by_group: Named[Characteristic, pd.DataFrame]
    withheld: Named[str, tuple[int, int]]
    unsafe: tuple[Characteristic, ...]
    stored: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self.sentences())

    def sentences(self) -> list[str]:
        """Return the report, one line per fact."""
        whole = float(self.replies[EVERYONE].iloc[-1])
        in_place = "Too few replies to report." if pd.isna(whole) else f"{whole:,.0f} replies lie in the place."
        lines = [f"{self.records:,} records read. {in_place}", *self.without_ward]
        lines += [_question(str(role), row) for role, row in self.questions.iterrows()]
        lines += [f"{role}, refused: {text}." for role, texts in self.refused.items() for text in texts]
        lines += [_groups(name, table.iloc[-1]) for name, table in self.by_group.items()]
        lines += [
            f"{name}: {lost:,} of {every:,} ward figures withheld." for name, (lost, every) in self.withheld.items()
        ]
        lines += [f"{name}: no ward figure can be shown without giving somebody away." for name in self.unsafe]
        return [*lines, *(f"Written: {name}" for name in self.stored)]


def report(
    counted: Tally, everyone: Crosstab, groups: Named[Characteristic, Crosstab], stored: tuple[str, ...]
) -> CollectionReport:
    """Return the report of a collection.

    Args:
        counted: the unprotected counts; only publishable numbers are passed on.
        everyone: which areas are shown.
        groups: which groups are shown in which areas, by characteristic.
        stored: the indicators written.
    """
    questions = {role: _fates(table) for role, table in counted.fates.items()}
    withheld = {str(name): _withheld(crosstab) for name, crosstab in groups.items()}
    return CollectionReport(
        records=counted.records,
        without_ward=tuple(f"{few(int(count))} records: {reason}." for reason, count in counted.without_ward.items()),
        questions=pd.DataFrame.from_dict(questions, orient="index"),
        refused={role: found for role, table in counted.fates.items() if (found := refusals(table))},
        replies=everyone.bases,
        by_group={name: crosstab.bases for name, crosstab in groups.items()},
        withheld={EVERYONE: _withheld(everyone), **withheld},
        unsafe=tuple(name for name, crosstab in groups.items() if not crosstab.ward_cells.any()),
        stored=stored,
    )


def few(count: int) -> str:
    """Return a count as text for publication; a small count becomes ``FEW``."""
    return f"{count:,}" if count >= SMALLEST_NAMED else FEW


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


def _groups(name: str, bases: pd.Series[float]) -> str:
    said = [f"{group} {'withheld' if pd.isna(base) else f'{base:,.0f}'}" for group, base in bases.items()]
    return f"{name}: {', '.join(said)}."


def _withheld(crosstab: Crosstab) -> tuple[int, int]:
    cells = crosstab.ward_cells
    return int((~cells).sum()), int(cells.size)
