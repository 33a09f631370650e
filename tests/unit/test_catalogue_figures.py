"""Figures in memory: the same as in the table they were made from, with indexes and columns that are shared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.catalogue.figures import FIGURES, Shared, figures_of
from jsna.model.observations import COUNTS
from tests import making

ROWS = making.observations(
    [
        (area, period, group, count, 100.0)
        for period in ("2020", "2021")
        for group in ("f", "m")
        for area, count in (("E1", 40.0), ("E2", 50.0))
    ],
    ("area_code", "period", "group", *COUNTS),
    characteristic="sex",
).astype({"note": "str"})


def test_the_table_comes_back_and_the_frames_share_their_index() -> None:
    figures = figures_of(ROWS, "sex")
    key = ["period", "group", "area_code"]
    pd.testing.assert_frame_equal(
        figures.table().sort_values(key).reset_index(drop=True).astype({"period": "str"}),
        ROWS.sort_values(key).reset_index(drop=True),
        check_dtype=False,
    )
    assert list(map(str, figures.periods)) == ["2020", "2021"]
    assert len({id(frame.index) for frame in figures.frames.values()}) == 1


def test_a_group_without_a_row_has_no_figures_in_any_period() -> None:
    figures = figures_of(ROWS, "sex")
    assert figures.latest("x").empty
    assert list(figures.latest("x").columns) == list(FIGURES)
    assert figures.of_group("x").empty
    assert set(figures.of_group("x").columns) == {"area_code", "period", *FIGURES}
    assert len(figures.of_group("f")) == 4


def test_columns_that_say_the_same_are_in_memory_once_and_others_apart() -> None:
    more = ROWS.assign(denominator=200.0).astype({"note": "str"})
    shared = Shared()
    frames = [*figures_of(ROWS, "sex", shared).frames.values(), *figures_of(more, "sex", shared).frames.values()]
    assert [frame["denominator"].unique().tolist() for frame in frames] == [[100.0]] * 4 + [[200.0]] * 4
    first, second, *_, last = (frame["denominator"].to_numpy() for frame in frames)
    assert np.shares_memory(first, second)
    assert not np.shares_memory(first, last)
    assert np.shares_memory(frames[0]["upper"].to_numpy(), frames[-1]["upper"].to_numpy())
