"""One entry of a file about provision, as text, before it is placed and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Given:
    """An entry of a file.

    Attributes:
        row: its row, or its place in a list of services, from 1.
        said: text by field; what is not said is missing.
        headings: where each field stands in the file, for findings.
        districts: codes of districts or wards that the file itself says it serves, where it gives no address.
    """

    row: int
    said: Mapping[str, str]
    headings: Mapping[str, str]
    districts: tuple[str, ...] = ()
