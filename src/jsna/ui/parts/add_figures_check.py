"""What the answers on the columns make of a file: said as soon as they are given, with what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from jsna.errors import Finding, Findings
from jsna.ingest.council.columns.group_names import in_file
from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.columns.propose import propose
from jsna.ingest.council.columns.recognised import recognised
from jsna.ingest.council.columns.wanted import Wanted
from jsna.ingest.council.columns.wide import labels_of
from jsna.ingest.council.prepare import wrong_rows
from jsna.ingest.council.shaping.shape import Shaped, shaped
from jsna.ingest.council.understood import Understood
from jsna.ingest.description import groups_of
from jsna.model.indicator import Measure
from jsna.ui import data
from jsna.ui.mending import problems
from jsna.ui.parts.add_figures_columns import Chosen
from jsna.ui.parts.add_figures_words import of_page, on_page
from jsna.words.plain import escaped

_CHECKED = "jsna.add.checked"
#: Sentences on columns that are shown before the preview.
_MOST = 12


@dataclass(frozen=True, eq=False)
class Checked:
    """A file as the answers on its columns have it.

    Attributes:
        understood: the file as it was read.
        chosen: the answers.
        labels: of the groups, as an indicator takes them; empty while none is chosen.
        shaped: the file in the one layout; None while something stands in the way.
        refused: what stands in the way.
        wrong: what is wrong with the cells that are used.
    """

    understood: Understood
    chosen: Chosen
    labels: tuple[str, ...] = ()
    shaped: Shaped | None = None
    refused: tuple[Finding, ...] = ()
    wrong: tuple[Finding, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing stands in the way of a preview."""
        return self.shaped is not None and not any(each.fatal for each in self.wrong)

    @property
    def periods(self) -> list[str]:
        """What the file says of the time of its figures, the earliest first; empty text where it says nothing."""
        return [each.period for each in self.shaped.columns] if self.shaped else []


def checked(understood: Understood, chosen: Chosen) -> Checked:
    """Draw what the answers make of the file, or what stands in the way; return it."""
    known: Checked | None = st.session_state.get(_CHECKED)
    if known is None or known.understood is not understood or known.chosen != chosen:
        known = _made(understood, chosen)
        st.session_state[_CHECKED] = known
    if not known.labels and not known.refused:
        st.markdown("Choose at least one group.")
    elif known.refused:
        _in_the_way(known.refused)
    elif known.shaped is not None:
        st.markdown("**What is read**")
        st.markdown("\n".join(f"- {escaped(line)}" for line in _said(known.shaped)))
        problems(of_page(known.wrong))
    return known


def of_period(known: Checked, period: str) -> Shaped:
    """Return the file in the one layout, with the figures of one period only; an empty text is every period.

    Raises:
        Findings: the file has no figures of that period.
    """
    return _shaped(known.understood, known.chosen, known.labels, period)


def _made(understood: Understood, chosen: Chosen) -> Checked:
    if not chosen.groups:
        return Checked(understood, chosen)
    labels = _labels(understood, chosen)
    try:
        file = _shaped(understood, chosen, labels, "")
    except Findings as wrong:
        return Checked(understood, chosen, labels, refused=tuple(wrong.findings))
    told = set(understood.findings)
    found = tuple(each for each in wrong_rows(file, data.lookups()) if each not in told)
    return Checked(understood, chosen, labels, file, wrong=found)


def _labels(understood: Understood, chosen: Chosen) -> tuple[str, ...]:
    """The groups as an indicator takes them: headings without the base, and without a year in each."""
    singles = tuple(name for name in chosen.groups if name not in chosen.made_of)
    if Use.GROUP not in chosen.uses.values() and chosen.measure is Measure.PROPORTION:
        singles = labels_of(recognised(understood), singles, chosen.base, chosen.out_of.get(""))
    return (*in_file(singles, understood)[0], *chosen.made_of)


def _shaped(understood: Understood, chosen: Chosen, labels: Sequence[str], period: str) -> Shaped:
    singles = [name for name in chosen.groups if name not in chosen.made_of]
    own = {name.partition(":")[0].strip(): parts for name, parts in chosen.made_of.items()}
    wanted = Wanted(
        {code: group.label for code, group in groups_of(labels).items()},
        chosen.base,
        chosen.measure,
        {**in_file(singles, understood)[1], **own},
        {name.partition(":")[0].strip() if name in chosen.made_of else name: to for name, to in chosen.out_of.items()},
        chosen.uses,
        chosen.only,
        period,
        add_up=chosen.add_up,
    )
    return shaped(understood, propose(understood, wanted), wanted.groups, chosen.base)


def _said(file: Shaped) -> list[str]:
    """Sentences on the columns of each period, the first and the last of many."""
    said = [f"{each.period}: {line}" if each.period else line for each in file.columns for line in each.said]
    shown = said if len(said) <= _MOST else [*said[: _MOST - 1], f"… and {len(said) - _MOST + 1} more."]
    return [*shown, *file.said]


def _in_the_way(findings: Sequence[Finding]) -> None:
    st.markdown("**To settle before the preview:**")
    for each in of_page(findings):
        where = f" (column {each.column!r})" if each.column else ""
        where += f" ({each.value!r})" if each.value else ""
        problem = each.problem[:1].upper() + each.problem[1:]
        st.markdown(f"- {escaped(f'{problem}{where}. What helps: {on_page(each.accepted)}.')}")
