"""The glossary as a table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from jsna.model.glossary import Term


def glossary_table(terms: Iterable[Term]) -> pd.DataFrame:
    """Return one row for each word: the word, and what it means; in the order of the alphabet."""
    ordered = sorted(terms, key=lambda each: each.word.casefold())
    return pd.DataFrame({"Word": each.word[:1].upper() + each.word[1:], "Meaning": each.means} for each in ordered)
