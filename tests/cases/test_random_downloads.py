"""Downloads in the known layouts are read as the figures that they were made from, or refused; never as others."""

from __future__ import annotations

import pytest

from jsna.model.slug import slug_of
from tests.cases.conftest import Command
from tests.cases.random_downloads import LAYOUTS, Maker

#: Downloads of each layout.
EACH = 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_downloads_are_read_as_they_were_made_or_refused(command: Command, layout: str) -> None:
    read = 0
    for seed in range(EACH):
        download = Maker(layout, seed).made(layout)
        told = command(download.text, download.groups, download.base, *download.options)
        districts = {key: figure for key, figure in told.figures.items() if key[0].startswith("E07")}
        expected = {(code, year, slug_of(label)): figure for (code, year, label), figure in download.true.items()}
        assert districts == expected or told.refused, (seed, download.text, told.said, districts)
        read += bool(districts)
    assert read == EACH, (layout, told.said, download.text)
