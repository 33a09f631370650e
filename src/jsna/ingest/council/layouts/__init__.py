"""Known layouts of published tables, one module each: the directory is the registry.

A module has a function ``recognised(table)``, which returns a :class:`Layout` if the headings are those of its layout,
else None. It says what the columns are, as an analyst would, and may put headings or cells into plainer words; it reads
no file and drops no number.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module

import pandas as pd

from jsna.ingest.council.layouts.layout import Layout

__all__ = ["Layout", "known"]


def known(table: pd.DataFrame) -> Layout | None:
    """Return the known layout of a table, or None.

    Args:
        table: every cell as text, missing cells empty; columns are the headings.
    """
    return next((layout for recognised in _every() if (layout := recognised(table)) is not None), None)


def _every() -> Iterator[Callable[[pd.DataFrame], Layout | None]]:
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        module = import_module(f"{__name__}.{found.name}")
        if hasattr(module, "recognised"):
            yield module.recognised
