"""Ten million synthetic records of all England counted and protected, beside pandas; and how time and memory grow.

Run with ``python benchmarks/records.py``; ``--most 100000000`` goes on to a hundred million (a 400 MB file for the time
of the run). Each count runs in a process of its own, whose processor time and largest memory the system reports.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from jsna.areas.lookups import Lookups
from jsna.ingest.records import collection, engine, tally
from jsna.ingest.records.area_finder import area_finder
from jsna.ingest.records.codes import read_codes
from jsna.ingest.records.mapping import read_mapping

DATA = Path(__file__).parents[1] / "data"
SIZES = (1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000)
BAR, BAR_SECONDS, BAR_BYTES = 10_000_000, 10.0, 2 * 2**30
CHUNK = 1_000_000
#: Above this, pandas would need more memory than a usual machine has.
MOST_FOR_PANDAS = 10_000_000
ANSWERS = {
    "Ethnic origin": ["White British", "Indian", "Black African", "White and Asian", "Arab", "prefer not to say", None],
    "Sex": ["Female", "M", "male", "f", None],
    "Age": [str(age) for age in range(100)],
    "Q1": ["satisfied", "very satisfied", "dissatisfied", None],
}
MAPPING = """
slug = "benchmark"
topic = "local"
title = "Satisfied with the library"
question = "How satisfied are you with your library?"
kind = "service"
place = "E92000001"
period = "2026"
reference_date = 2026-06-30
publisher = "Nobody"
url = "https://www.example.gov.uk/"
area.column = "Ward"
answer.column = "Q1"
answer.codes.satisfied = { label = "Satisfied", says = "are satisfied", spellings = ["very satisfied"] }
answer.codes.dissatisfied = { label = "Dissatisfied", says = "are dissatisfied" }
characteristics.race.column = "Ethnic origin"
characteristics.sex.column = "Sex"
characteristics.age.column = "Age"
purpose = { why = "-", lawful_basis = "-", who_sees = "public", smallest_group = 10 }
"""


def main() -> int:
    """Print the table; return 1 if ten million take longer, or more memory, than promised."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=BAR, help="largest number of records (default: ten million)")
    options.add_argument("--child", nargs=3, metavar=("WAY", "FILE", "MAPPING"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        return _child(*given.child)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(f"{machine}, load {os.getloadavg()[0]:.1f}")
    print(f"{'records':>12} {'way':<22} {'seconds':>8} {'processor s':>12} {'memory MiB':>11}")
    met = True
    with tempfile.TemporaryDirectory() as folder:
        mapping = Path(folder) / "map.toml"
        mapping.write_text(MAPPING, encoding="utf-8")
        for size in [size for size in SIZES if size <= given.most]:
            source = Path(folder) / "records.parquet"
            write(source, size)
            met &= _measured(size, source, mapping)
    print(f"bar: {BAR:,} records in {BAR_SECONDS:g} s and {BAR_BYTES / 2**30:g} GiB: {'held' if met else 'MISSED'}")
    return 0 if met else 1


def write(target: Path, size: int) -> None:
    """Write synthetic records to a Parquet file: uneven wards, and every spelling of each answer."""
    random = np.random.default_rng(20261124)
    areas = pd.read_parquet(DATA / "areas.parquet")
    wards = areas.loc[areas["level"] == "ward", "code"].to_numpy(dtype=object)
    weights = random.gamma(2.0, size=len(wards))
    columns = {"Ward": (wards, weights / weights.sum())}
    columns |= {name: (np.array(texts, dtype=object), None) for name, texts in ANSWERS.items()}
    schema = pa.schema([(name, pa.string()) for name in columns])
    with pq.ParquetWriter(target, schema, compression="zstd") as file:
        for start in range(0, size, CHUNK):
            rows = min(CHUNK, size - start)
            drawn = {name: texts[random.choice(len(texts), rows, p=p)] for name, (texts, p) in columns.items()}
            file.write_table(pa.table({name: pa.array(values, pa.string()) for name, values in drawn.items()}))


def _measured(size: int, source: Path, mapping: Path) -> bool:
    """Print a line for each method; return whether ours meets the bar, if the bar is for this size."""
    ours = _run("counted", source, mapping)
    _line(size, "counted", ours)
    _line(size, "counted and protected", _run("ours", source, mapping))
    if size <= MOST_FOR_PANDAS:
        _line(size, "pandas, counted", _run("pandas", source, mapping))
    return size != BAR or (ours["seconds"] < BAR_SECONDS and ours["memory"] < BAR_BYTES)


def _run(way: str, source: Path, mapping: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--child", way, str(source), str(mapping)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _child(way: str, source: str, mapping: str) -> int:
    start = time.perf_counter()
    ways = {"counted": _counted, "ours": _ours, "pandas": _pandas}
    records = ways[way](source, Path(mapping))
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {"records": records, "seconds": seconds, "processor": used.ru_utime + used.ru_stime}
    print(json.dumps({**figures, "memory": _most_memory(used.ru_maxrss * 1024)}))
    return 0


def _most_memory(reported: int) -> int:
    """Return this process's peak memory in bytes; the value that Linux reports includes the parent that started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return reported
    line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def _ours(source: str, mapping: Path) -> int:
    return collection.collect(source, mapping, DATA).report.records


def _counted(source: str, mapping_file: Path) -> int:
    """Count only: judge every spelling, and tally area × group × answer for everyone and each characteristic."""
    mapping = read_mapping(mapping_file)
    lookups = Lookups.of(DATA)
    lists = {characteristic: read_codes(DATA, characteristic) for characteristic in mapping.characteristics}
    find_areas = area_finder(mapping, mapping_file.parent, lookups)
    with engine.opened(engine.IN_PROCESS, source, mapping.columns) as opened:
        return tally.tally(opened, mapping, lists, find_areas, lookups.areas).records


def _pandas(source: str, _mapping: Path) -> int:
    """Do what a simple first script would do: read everything and group by the spellings as they are."""
    table = pd.read_parquet(source)
    counted = 0
    for name in ("Ethnic origin", "Sex", "Age"):
        counted = int(table.groupby(["Ward", name, "Q1"], dropna=False).size().sum())
    return counted


def _line(size: int, way: str, measured: dict[str, float]) -> None:
    memory = measured["memory"] / 2**20
    print(
        f"{size:>12,} {way:<22} {measured['seconds']:>8.1f} {measured['processor']:>12.1f} {memory:>11,.0f}", flush=True
    )


if __name__ == "__main__":
    sys.exit(main())
