"""Whether what makes two wards alike can be worked out: its indicators and groups exist, for wards."""

from __future__ import annotations

from collections.abc import Iterator

from jsna.catalogue.alike import FILE, alike_by
from jsna.catalogue.read import Catalogue
from jsna.errors import Finding, Findings
from jsna.model.area import Level
from jsna.model.audience import PUBLIC


def findings(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield what is wrong with the file."""
    try:
        by = alike_by(catalogue)
    except Findings as wrong:
        yield from wrong.findings
        return
    for figure, _ in by.figures if by else ():
        indicator = catalogue.indicators.get(figure.indicator)
        if indicator is None:
            yield Finding(
                FILE, "unknown indicator", "the name of an indicator", column="indicator", value=figure.indicator
            )
        elif figure.group not in indicator.groups:
            accepted = ", ".join(indicator.groups)
            yield Finding(FILE, f"{indicator.title} has no such group", accepted, column="group", value=figure.group)
        elif indicator.lowest_level is not Level.WARD or indicator.audience != PUBLIC:
            accepted = "an indicator that everybody may see, with figures for wards"
            yield Finding(FILE, "not for every ward", accepted, column="indicator", value=figure.indicator)
