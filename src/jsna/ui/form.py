"""Where the fields of a form stand."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def cells() -> Iterator[DeltaGenerator]:
    """Yield the places of a form's fields without end: two a row, which keep their order on a phone."""
    while True:
        yield from st.columns(2)
