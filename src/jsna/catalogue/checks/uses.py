"""What is wrong with the use log."""

from __future__ import annotations

from jsna.catalogue.read import Catalogue
from jsna.catalogue.uses import read_uses, unknown_datasets
from jsna.errors import Finding, Findings


def findings(catalogue: Catalogue) -> list[Finding]:
    """Return everything wrong with the log, unknown datasets included."""
    try:
        uses = read_uses(catalogue.data)
    except Findings as wrong:
        return list(wrong.findings)
    return list(unknown_datasets(catalogue.data, uses, catalogue.gone))
