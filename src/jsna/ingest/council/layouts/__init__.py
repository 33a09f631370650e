"""Known layouts of published tables, one module each: the directory is the registry.

A module has a function ``recognised(table)``, which returns a :class:`Layout` if the headings are those of its layout,
else None. It says what the columns are, as an analyst would, and may put headings or cells into plainer words; it reads
no file and drops no number.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

import pandas as pd

from jsna.ingest.council.layouts.layout import Layout

__all__ = ["Layout", "known"]

_MODULES = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
#: The function of each known layout, in the order of the modules' names.
_EVERY: list[Callable[[pd.DataFrame], Layout | None]] = [
    module.recognised for module in _MODULES if hasattr(module, "recognised")
]


def known(table: pd.DataFrame) -> Layout | None:
    """Return the known layout of a table, or None.

    Args:
        table: every cell as text, missing cells empty; columns are the headings.
    """
    return next((layout for recognised in _EVERY if (layout := recognised(table)) is not None), None)
