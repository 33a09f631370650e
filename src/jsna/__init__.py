"""Needs assessment on ward-level data: where the nation's figures do not hold, and for whom.

In a notebook::

    import jsna

    data = jsna.open_data()
    comparison = jsna.compare(data, "disabled-people", ward="Mablethorpe")
    jsna.sentence(comparison)
    jsna.table(comparison)
    jsna.difference_map(data, comparison)

    jsna.services(data, "pharmacies", place="Mablethorpe")
    jsna.open_data(wards=2025)

    register = jsna.open_register()
    jsna.items(register, "need")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsna.notebook import compare, difference_map, items, open_data, open_register, sentence, services, table

__all__ = ["compare", "difference_map", "items", "open_data", "open_register", "sentence", "services", "table"]


def __getattr__(name: str) -> Any:
    """Load the notebook's functions on first use, so that nothing else pays for importing them."""
    if name in __all__:
        return getattr(importlib.import_module("jsna.notebook"), name)
    msg = f"module 'jsna' has no attribute {name!r}"
    raise AttributeError(msg)
