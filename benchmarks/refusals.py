"""How long it takes to refuse, or to take in, a council's table of 7,500 rows, beside pandas' reading of it."""

from __future__ import annotations

import io
import statistics
import sys
import time
from pathlib import Path

import pandas as pd

from jsna.areas.lookups import Lookups
from jsna.errors import Findings
from jsna.ingest.council.columns.propose import propose
from jsna.ingest.council.columns.wanted import Wanted
from jsna.ingest.council.prepare import wrong_rows
from jsna.ingest.council.rows.row_faults import looked_at
from jsna.ingest.council.shaping.shape import shaped
from jsna.ingest.council.upload import read_upload

DATA = Path(__file__).parents[1] / "data"
ROWS, ROUNDS, BAR_SECONDS = 7_500, 5, 2.0


def tables(wards: list[str]) -> dict[str, str]:
    """Return tables of 7,500 rows by what is wrong with them."""
    codes = [wards[at % len(wards)] for at in range(ROWS)]
    once = list(dict.fromkeys(codes))
    return {
        "a good table": _table(
            "Eligible,Pupils", (f"{code},{at % 90},{at % 90 + 900}" for at, code in enumerate(once))
        ),
        "no column for the group": _table("Claims,Pupils", (f"{code},3,90" for code in once)),
        "several rows of an area": _table("Eligible,Pupils", (f"{code},3,90" for code in codes)),
        "letters in place of numbers": _table(
            "Eligible,Pupils", (f"{code},{'abc' if at % 9 else 3},9" for at, code in enumerate(once))
        ),
        "unknown codes": _table("Eligible,Pupils", (f"E059{at:05},3,90" for at in range(ROWS))),
        "rows that differ by a kind": _table(
            "Kind,Eligible,Pupils", (f"{code},{kind},3,90" for code in once[: ROWS // 2] for kind in "AB")
        ),
    }


def _table(headings: str, rows: object) -> str:
    return "\n".join([f"Ward code,{headings}", *rows, ""])  # type: ignore[misc]


def told(text: str, lookups: Lookups) -> str:
    """Return what is said of a table: the first line of its refusal, or that it was taken in."""
    try:
        understood = looked_at(read_upload("own.csv", text.encode()), lookups).require()
        groups = {"eligible": "Eligible"}
        file = shaped(understood, propose(understood, Wanted(groups, "pupils")), groups, "pupils")
    except Findings as refused:
        return str(refused.findings[0])[:90]
    wrong = wrong_rows(file, lookups)
    return str(wrong[0])[:90] if wrong else "taken in"


def main() -> int:
    """Print the processor time of each table, beside pandas' reading of it; return 1 if a median misses the bar."""
    lookups = Lookups.of(DATA)
    areas = lookups.areas
    every = tables([str(code) for code in areas.index[areas["level"] == "ward"]])
    missed = 0
    for kind, text in every.items():
        own, peer = [], []
        for _ in range(ROUNDS):
            began = time.process_time()
            said = told(text, lookups)
            own.append(time.process_time() - began)
            began = time.process_time()
            pd.read_csv(io.StringIO(text))
            peer.append(time.process_time() - began)
        median, read = statistics.median(own), statistics.median(peer)
        print(f"{kind}: {median:.2f} s, {median / read:.0f} times pandas' reading of the file; {said}")
        missed |= median > BAR_SECONDS
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
