"""The comparison of all England's wards, timed beside the row-by-row loop of a simple first version.

Both compute the same columns for the same wards; the loop calls statsmodels for each interval, as examples on the web
do. Run with ``python benchmarks/compare.py``.
"""

from __future__ import annotations

import math
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from jsna.model.indicator import Measure
from jsna.stats.baseline import compare_with_baseline
from jsna.stats.classes import word_classes
from jsna.stats.standing import family_of, standings

DATA = Path(__file__).parents[1] / "data"
TIMES = 15
BAR_MILLISECONDS = 20.0


def main() -> int:
    """Print milliseconds (median, fastest, slowest) and how much longer the loop takes; return 1 above the bar."""
    wards, england = disabled_people()
    compared = ours(wards, england)
    loop = row_by_row(wards, england)
    assert list(compared["verdict"]) == [row["verdict"] for row in loop]
    timings = {
        "comparison in words (ours)": timed(lambda: ours(wards, england)),
        "standing among all wards": timed(lambda: standings(compared, family_of(compared["value"].to_numpy()))),
        "classes of the map": timed(lambda: word_classes(compared["verdict"])),
        "row by row": timed(lambda: row_by_row(wards, england), times=3),
    }
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, pandas {pd.__version__}")
    print(f"{len(wards):,} wards, disabled people, England {100 * england:.1f}%")
    for name, (middle, fastest, slowest) in timings.items():
        print(f"{name:38} {middle:9.2f} ms   ({fastest:.2f} to {slowest:.2f})")
    mine = timings["comparison in words (ours)"][0]
    print(f"the loop takes {timings['row by row'][0] / mine:,.0f} times as long; the bar is {BAR_MILLISECONDS:.0f} ms")
    return int(mine > BAR_MILLISECONDS)


def disabled_people() -> tuple[pd.DataFrame, float]:
    """Return the wards' figures and England's share."""
    observations = pd.read_parquet(DATA / "indicators" / "disability" / "disabled-people.parquet")
    figures = observations[observations["group"] == "disabled"].set_index("area_code")
    areas = pd.read_parquet(DATA / "areas.parquet").set_index("code")
    wards = figures.loc[figures.index.intersection(areas.index[areas["level"] == "ward"])]
    england = figures.loc["E92000001"]
    return wards, float(england["numerator"] / england["denominator"])


def ours(wards: pd.DataFrame, england: float) -> pd.DataFrame:
    """Return the comparison as the app makes it."""
    return compare_with_baseline(wards, england, margin=None, measure=Measure.PROPORTION)


def row_by_row(wards: pd.DataFrame, england: float) -> list[dict[str, object]]:
    """Return the same figures, one ward after the other."""
    rows: list[dict[str, object]] = []
    for ward in wards.itertuples():
        counted, total = ward.numerator, ward.denominator
        if not total > 0:
            rows.append({"verdict": "not published" if math.isnan(total) else "too few to say"})
            continue
        value = counted / total
        interval95 = proportion_confint(counted, total, 0.05, "wilson")
        low, high = proportion_confint(counted, total, 0.002, "wilson")
        difference = 100 * (value - england)
        m, extra = 100 * min(england, 1 - england), counted - total * england
        different = not low <= england <= high and abs(difference) > m / 10 and abs(extra) >= 10
        much = "much " if abs(difference) >= m / 2 else ""
        verdict = f"{much}{'higher' if difference > 0 else 'lower'}" if different else "about the same"
        if total < 30:
            verdict = "too few to say"
        rows.append(
            {
                "value": value,
                "interval95": interval95,
                "interval998": (low, high),
                "difference": difference,
                "ratio": value / england,
                "extra": extra,
                "verdict": verdict,
            }
        )
    return rows


def timed(call: Callable[[], object], times: int = TIMES) -> tuple[float, float, float]:
    """Return median, fastest and slowest milliseconds of a call, after one warm-up call."""
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(1_000 * (time.perf_counter() - start))
    return statistics.median(taken), min(taken), max(taken)


if __name__ == "__main__":
    sys.exit(main())
