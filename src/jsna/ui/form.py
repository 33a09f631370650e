"""Where the fields of a form stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def cells() -> Iterator[DeltaGenerator]:
    """Yield the places of a form's fields without end: two a row, which keep their order on a phone."""
    while True:
        yield from st.columns(2)


def day(text: str) -> date | None:
    """Return the day that a reader typed as ``2026-01-31``; None if it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
