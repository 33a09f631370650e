"""Where each public service keeps its files, and what we fetch from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import platformdirs

from jsna.errors import Findings, SourceError
from jsna.ingest.official.fetch.transfer import Patience, fetch

NOMIS = "https://www.nomisweb.co.uk/output/census/2021"
FINGERTIPS = "https://fingertips.phe.org.uk/api"
ONS = "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services"

#: Fingertips: districts and unitary authorities since April 2023, within England.
DISTRICTS, ENGLAND = "501", "15"
#: The ward boundary services by year, as the Office for National Statistics names them.
WARD_SERVICES = {
    2022: "Wards_December_2022_Boundaries_GB_BGC",
    2023: "Wards_December_2023_Boundaries_UK_BGC",
    2024: "Wards_December_2024_Boundaries_UK_BGC",
    2025: "Wards_May_2025_Boundaries_UK_BGC",
}
#: Shapes per page: the service returns at most 2,000 rows, and fewer if they are large.
PAGE = 500
MOST_PAGES = 100
_TABLE = re.compile(r"ts\d{3}[a-z]?", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """How to fetch.

    Attributes:
        cache: folder for fetched files.
        base: address of the service, or empty for the public one.
        again: whether to fetch a file that is already cached.
        patience: how long to keep trying.
    """

    cache: Path
    base: str = ""
    again: bool = False
    patience: Patience = field(default_factory=Patience)


def default_cache() -> Path:
    """Return the folder for fetched files, outside the checkout and the data folder."""
    return platformdirs.user_cache_path("jsna", appauthor=False)


def is_table(text: str) -> bool:
    """Return whether a text is the name of a census table such as ``TS021``."""
    return bool(_TABLE.fullmatch(text))


@contextmanager
def kept_if_good(folder: Path, names: str) -> Iterator[None]:
    """Delete fetched files that turn out to be unusable, so that the next run fetches them again.

    Args:
        folder: where they are kept.
        names: a file name, or a pattern such as ``wards-2023-*.geojson``.
    """
    try:
        yield
    except (Findings, SourceError):
        for path in folder.glob(names):
            path.unlink(missing_ok=True)
        raise


def nomis(table: str, wanted: Wanted) -> Path:
    """Return the ZIP of a census table, one CSV per level, under its original name.

    Raises:
        SourceError: the name is not that of a table, or the file cannot be fetched.
    """
    if not is_table(table):
        message = f"{table!r} is not the name of a census table. Accepted: a name such as TS021."
        raise SourceError(message)
    name = f"census2021-{table.lower()}.zip"
    return _one(f"{wanted.base or NOMIS}/{name}", "nomis", name, wanted)


def fingertips(indicator: int, wanted: Wanted) -> Path:
    """Return the CSV of a Fingertips indicator for districts, unitary authorities and England.

    Raises:
        SourceError: it cannot be fetched.
    """
    query = urlencode({"indicator_ids": indicator, "child_area_type_id": DISTRICTS, "parent_area_type_id": ENGLAND})
    url = f"{wanted.base or FINGERTIPS}/all_data/csv/by_indicator_id?{query}"
    return _one(url, "fingertips", f"{indicator}.csv", wanted)


def ward_pages(year: int, wanted: Wanted) -> list[dict[str, Any]]:
    """Return the GeoJSON features of all wards of a year, fetched a page at a time.

    Raises:
        SourceError: the year is not available, or a page cannot be fetched or is not GeoJSON.
    """
    if year not in WARD_SERVICES:
        message = f"No boundaries of {year} are known. Accepted: {', '.join(map(str, WARD_SERVICES))}."
        raise SourceError(message)
    service = f"{wanted.base or ONS}/{WARD_SERVICES[year]}/FeatureServer/0/query"
    features: list[dict[str, Any]] = []
    for page in range(MOST_PAGES):
        given = _page(service, page * PAGE, f"wards-{year}-{page:03}.geojson", wanted)
        features += given["features"]
        more = given.get("exceededTransferLimit") or given.get("properties", {}).get("exceededTransferLimit")
        if not more and len(given["features"]) < PAGE:
            return features
    message = f"{service} never ends: {MOST_PAGES} pages were read."
    raise SourceError(message)


def _page(service: str, offset: int, name: str, wanted: Wanted) -> dict[str, Any]:
    query = urlencode(
        {
            "where": "1=1",
            "outFields": "*",
            "outSR": 4326,
            "f": "geojson",
            "orderByFields": "FID",
            "resultOffset": offset,
            "resultRecordCount": PAGE,
        }
    )
    path = _one(f"{service}?{query}", "ons", name, wanted)
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(given["features"], list):
            return dict(given)
        problem = "its features are not a list"
    except (ValueError, KeyError, TypeError) as error:
        problem = f"it is not GeoJSON ({type(error).__name__})"
    path.unlink()
    message = f"{service} gave a page that cannot be read: {problem}. Try again later."
    raise SourceError(message)


def _one(url: str, service: str, name: str, wanted: Wanted) -> Path:
    return fetch(url, wanted.cache / service / name, wanted.patience, again=wanted.again)
