"""An attacker who reads every page: what they say of a hidden figure, and what can be worked out from the rest."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from jsna.disclosure.policy import RULES
from jsna.disclosure.protected import protect
from jsna.model.observations import COUNTS
from jsna.stats.proportions import wilson_interval
from tests.faults.audit import AuditReport, audit
from tests.faults.facts import Facts
from tests.faults.local_figures import BOSTON, ENGLAND, FENSIDE, ROOT, WARDS, Source
from tests.faults.scraping import Reader, Seen, numbers

PAGES = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("pages/*/*.py"))
#: The pages that show what the filters choose; the others are the same whatever is chosen.
CHOSEN = tuple(f"pages/explore/{name}.py" for name in ("map", "area", "compare", "trends", "funnel"))
#: Those of them that tell counts of every ward and year.
COUNTED = ("pages/explore/map.py", "pages/explore/trends.py")
NOW = "2025"
NAMES = pd.read_parquet(ROOT / "data/areas.parquet").set_index("code")["name"][[*WARDS, BOSTON, ENGLAND]].to_dict()

#: Columns that are about other areas than the row, or say when.
ELSEWHERE = re.compile(
    r"^(District|County|Region|England|As of|Age|Reference date|Release|baseline\w*|england|reference_date|release)$"
)
#: Codes, years, and what is said of the method rather than of the figure.
ALWAYS = re.compile(
    r"E\d{8}|\b20\d\d(-\d\d-\d\d\S*)?\b|it takes \d+ figures.*?there are \d+|95\s%|\d+ (events|periods)"
    r"|v\.3\.0|%\{.*?\}"
)
_OF = re.compile(r"(\d+) of (\d+)")
#: A hidden reply must seem able to be anything from 0 to this (``jsna.disclosure.breakdown``).
ROOM = (0, 5)


@dataclass(frozen=True)
class Page:
    """One page as it was read.

    Attributes:
        path: the page's file.
        slug: the indicator chosen; empty where the page does not follow the filters.
        group: its group.
        ward: the ward picked out.
        seen: everything on it.
    """

    path: str
    slug: str
    group: str
    ward: str
    seen: tuple[Seen, ...]


def link(source: Source, group: str, ward: str, measure: str = "difference") -> dict[str, str]:
    """Return everything that a link asks of any page."""
    return {
        "area": BOSTON,
        "characteristic": "race" if source.rule == "survey" else "disability",
        "indicator": source.slug,
        "group": group,
        "baseline": "district",
        "measure": measure,
        "ward": ward,
        "columns": f"{source.slug}.{group}",
        "series": source.slug,
        "series-group": group,
        "order": "highest",
    }


def read(data: Path, sources: Iterable[Source], only: tuple[str, ...] = (), paths: Iterable[str] = PAGES) -> list[Page]:
    """Return every page; those that follow the filters for each group of each source, or only for the groups named.

    Args:
        data: the folder that the pages show.
        sources: the indicators in it that are chosen in turn.
        only: the groups to choose; every group where none is named.
        paths: the pages to read.
    """
    wanted = set(paths)
    with pytest.MonkeyPatch.context() as monkeypatch:
        reader = Reader(monkeypatch, data)
        pages = [
            Page(path, source.slug, group, ward, tuple(reader.read(path, **link(source, group, ward, measure))))
            for source in sources
            for group in source.labels
            if not only or group in only
            for ward, measure, chosen in _visits(source, group)
            for path in chosen
            if path in wanted
        ]
        others = [path for path in PAGES if path in wanted and path not in CHOSEN]
        return pages + [Page(path, "", "", "", tuple(reader.read(path, area=BOSTON, ward=FENSIDE))) for path in others]


def _visits(source: Source, group: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (ward, measure, pages): a ward that is hidden, where there is one, and the map without any."""
    hidden = source.hidden
    found = set(hidden.loc[(hidden["group"] == group) & hidden["area_code"].isin(WARDS), "area_code"]) or {FENSIDE}
    yield FENSIDE if FENSIDE in found else min(found), "difference", CHOSEN
    yield "", "share", CHOSEN[:1]


def about(pages: Iterable[Page], source: Source, row: pd.Series) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) of everything that is about one figure, without what is about other areas and years."""
    title, label, code = source.title, source.labels[row["group"]], row["area_code"]
    for page in pages:
        of_ward = page.path.endswith("/area.py")
        if page.ward != code if of_ward else (page.slug, page.group) != (source.slug, row["group"]):
            continue
        for seen in page.seen:
            cells = dict(seen.cells)
            if of_ward:
                here = cells.get("Group") == label and (title in seen.where or cells.get("Indicator") == title)
            else:
                here = seen.where != "address" and (NAMES[code] in seen.text or code in seen.text)
            if here and _period(seen) == row["period"]:
                yield seen.where, _own(seen)


def _own(seen: Seen) -> str:
    """Return the text of a piece without other areas, dates, codes and words that are always there."""
    cells = [cell for heading, cell in seen.cells if not ELSEWHERE.match(heading)]
    clauses = [clause for cell in cells for clause in cell.split(";") if "England" not in clause]
    return ALWAYS.sub("", " | ".join(clauses))


def _period(seen: Seen) -> str:
    cells = dict(seen.cells)
    year = re.match(r"20\d\d(?=-)", cells.get("x", ""))
    return cells.get("period") or cells.get("Period") or (year[0] if year else NOW)


def leaks(pages: list[Page], source: Source) -> set[tuple[str, str]]:
    """Return (kind of element, text) of whatever tells a number of a hidden figure."""
    found = set()
    for _, row in source.hidden.iterrows():
        place = source.raw[(source.raw["area_code"] == BOSTON) & (source.raw["group"] == row["group"])].iloc[-1]
        revealing = telling(row, 100 * place["numerator"] / place["denominator"])
        found |= {(kind, text) for kind, text in about(pages, source, row) if numbers(text) & revealing}
    return found


def telling(row: pd.Series, percentage_of_place: float) -> set[float]:
    """Return every number that would tell a hidden figure: the counts, percentages, limits, the difference."""
    counted, base = row["numerator"], row["denominator"]
    revealing = {counted, base}
    if base > 0:
        share = 100 * counted / base
        ends = [100 * float(end) for end in wilson_interval(counted, base)]
        points = (share, *ends, share - percentage_of_place)
        revealing |= {abs(round(number, places)) for number in points for places in (0, 1, 2)}
        revealing |= {round(number / 100, 6) for number in (share, *ends)}
    return revealing


def facts_of(pages: Iterable[Page], source: Source) -> Facts:
    """Return what is shown of one indicator, read off its pages: every "x of n", and the counts in every file."""
    counts = {
        (found[0], _period(seen), page.group, *found[1:])
        for page in pages
        if page.slug == source.slug and page.path in COUNTED
        for seen in page.seen
        if (found := _counts(seen)) is not None
    }
    facts = Facts()
    for area, period, group, counted, base in counts:
        for name, value in zip(COUNTS, (counted, base), strict=True):
            facts.shown((area, period, group, name), value, RULES[source.rule])
    return facts


def _counts(seen: Seen) -> tuple[str, int, int] | None:
    """Return (area, x, n) that one piece of a page tells; None where it tells none."""
    cells, subject = dict(seen.cells), subject_of(seen)
    named = [code for code, name in NAMES.items() if subject in (code, name)]
    if not named:
        return None
    if cells.get("numerator"):
        return named[0], int(float(cells["numerator"])), int(float(cells["denominator"]))
    found = _OF.search(seen.text.replace(",", ""))
    return (named[0], int(found[1]), int(found[2])) if found else None


def subject_of(seen: Seen) -> str:
    """Return the name or code of the area that a piece is about; empty where it names none."""
    cells = dict(seen.cells)
    named = cells.get("area_code") or cells.get("Ward") or cells.get("Area")
    said = re.match(r"(?:<p[^>]*>)?In (.+?) \d", seen.text)
    return named or (said[1] if said else "")


def attacked(pages: Iterable[Page], source: Source) -> AuditReport:
    """Return what the attacker learns from the pages of the figures that may not be shown for their own sake."""
    facts, raw = facts_of(pages, source), source.raw
    for (period, characteristic), rows in raw[raw["area_code"] != ENGLAND].groupby(["period", "characteristic"]):
        groups = list(rows["group"].unique())
        for name in COUNTS:
            for group in groups:
                facts.sums((BOSTON, period, group, name), [(ward, period, group, name) for ward in WARDS])
            for area in (*WARDS, BOSTON) if characteristic == "race" else ():
                facts.sums((area, period, "all", name), [(area, period, group, name) for group in groups])
    cells = list(raw[["area_code", "period", "group"]].itertuples(index=False, name=None))
    for cell in cells:
        facts.between({(*cell, "denominator"): 1.0, (*cell, "numerator"): -1.0}, 0, math.inf)
    alone = (protect(raw, RULES[source.rule])["note"] == "c").to_numpy()
    hidden = [cell for cell, is_hidden in zip(cells, alone, strict=True) if is_hidden]
    return audit(facts, [(*cell, name) for cell in hidden for name in COUNTS], ROOM)
