"""Draw what is wrong with a file or with a form's answers, so that it can be corrected."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from jsna.errors import Finding
from jsna.ui import reading
from jsna.words.numbers import count
from jsna.words.plain import escaped


def problems(findings: tuple[Finding, ...]) -> None:
    """Draw findings as a table: row, column and value as far as any is known, what is wrong and what is accepted."""
    if not findings:
        return
    fatal = sum(finding.fatal for finding in findings)
    st.markdown(f"**{count(fatal)} to mend, {count(len(findings) - fatal)} worth a look.**")
    rows = [
        {
            "Row": "" if finding.row is None else str(finding.row),
            "Column": finding.column or "",
            "Value": finding.value or "",
            "What is wrong": finding.problem,
            "What is accepted": finding.accepted,
        }
        for finding in findings[:50]
    ]
    table = pd.DataFrame(rows)
    # An empty column would push what is wrong off a phone's screen.
    reading.reading_table(table.loc[:, (table != "").any()], "What is wrong with the file, by row and column")


def mistakes(wrong: tuple[Finding, ...], labels: Mapping[str, str]) -> None:
    """Draw everything that is wrong with a form's answers, each under its label.

    Args:
        wrong: findings whose column, or else file, names the answer.
        labels: what the form calls each answer.
    """
    names = [(finding.column or finding.file).removeprefix("source.") for finding in wrong]
    named = {"slug": "title", "disclosure.rule": "rule", "groups": "Columns of the file"}
    said = [
        f"- {escaped(labels.get(named.get(name, name), named.get(name, name)))}: {escaped(finding.accepted)}"
        for name, finding in zip(names, wrong, strict=True)
    ]
    st.markdown(f"**{count(len(said))} of your answers to mend:**\n\n" + "\n".join(dict.fromkeys(said)))
