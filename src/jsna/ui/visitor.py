"""A visitor's network address: it limits how often somebody tells us something, and is stored nowhere."""

from __future__ import annotations

import streamlit as st


def address() -> str:
    """Return the visitor's address; empty where it is not known.

    A proxy adds the address it saw at the end of ``X-Forwarded-For``; what stands before that, anybody can write.
    """
    handed_on = ",".join(st.context.headers.get_all("X-Forwarded-For"))
    return handed_on.rpartition(",")[2].strip() or str(st.context.ip_address or "")
