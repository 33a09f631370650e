"""Tables of random layout are read as the figures that they were made from, or refused; never as other numbers."""

from __future__ import annotations

import pytest

from jsna.model.slug import slug_of
from tests.cases.conftest import Command
from tests.cases.random_tables import LAYOUTS, made

#: Tables of each layout.
EACH = 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tables_are_read_as_they_were_made_or_refused(command: Command, layout: str) -> None:
    read = 0
    for seed in range(LAYOUTS.index(layout), EACH * len(LAYOUTS), len(LAYOUTS)):
        table = made(seed)
        told = command(table.text, table.groups, table.base, *table.options)
        wards = {key: figure for key, figure in told.figures.items() if key[0].startswith("E05")}
        expected = {
            (code, period or "2024", slug_of(label)): figure for (code, period, label), figure in table.true.items()
        }
        assert wards == expected or told.refused, (seed, table.text, told.said, wards)
        read += bool(wards)
    # A table that is refused is right too, but most of these are read.
    assert read >= EACH - 1, layout
