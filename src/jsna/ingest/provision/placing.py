"""Puts entries where they lie: by postcode, by point, or by the district that their file names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from jsna.areas.lookups import Lookups
from jsna.areas.postcodes import FORM, MISSING, place_postcodes, ward_column, wards_at
from jsna.areas.renumbered import RENUMBERED
from jsna.geo.boundaries import read_boundaries, wards_of
from jsna.ingest.provision.given import Given
from jsna.model.register.item import Place

_FIRST_HALF = re.compile(r"\s*[0-9][A-Z]{2}$")


class Placer:
    """Finds the ward of each entry, or the district where the ward is not known."""

    def __init__(self, lookups: Lookups) -> None:
        self.lookups = lookups

    @cached_property
    def _outlines(self) -> gpd.GeoSeries:
        return read_boundaries(self.lookups.data / "boundaries", wards_of(self.lookups.year)).geometry

    def placed(self, entries: Sequence[Given], points: Sequence[tuple[float, float] | None]) -> pd.DataFrame:
        """Return where each entry lies: ``postcode`` in its usual form, ``place``, and ``problem``, empty where none.

        Args:
            entries: in the order of the file.
            points: latitude and longitude of each, where the file gives them.
        """
        given = pd.Series([each.said.get("postcode", "") for each in entries], dtype="str")
        found = place_postcodes(given, self.lookups.data)
        wards = [str(ward) if isinstance(ward, str) else "" for ward in found[ward_column(self.lookups.year)]]
        wards = self._by_point(wards, points)
        rows = []
        for number, each in enumerate(entries):
            district = found["district"].iloc[number]
            place = self._place(wards[number]) or self._above(each, district, str(found["postcode"].iloc[number]))
            problem = str(found["problem"].iloc[number])
            rows.append((str(found["postcode"].iloc[number]), place, "" if problem == MISSING and place else problem))
        return pd.DataFrame(rows, columns=["postcode", "place", "problem"])

    def _by_point(self, wards: list[str], points: Sequence[tuple[float, float] | None]) -> list[str]:
        """Fill in the ward of those that have a point and no ward yet."""
        lost = [number for number, ward in enumerate(wards) if not ward and points[number]]
        if not lost:
            return wards
        drawn = np.array([shapely.Point(point[1], point[0]) for number in lost if (point := points[number])])
        for number, code in zip(lost, wards_at(drawn, self._outlines), strict=True):
            wards[number] = str(code) if isinstance(code, str) else ""
        return wards

    def _above(self, entry: Given, district: Any, postcode: str) -> Place | None:
        """The district of the postcode, of its first half where that lies in one, or the one that the file names."""
        areas = self.lookups.areas
        codes = [RENUMBERED.get(str(district), str(district))] if isinstance(district, str) else []
        plain = postcode.replace(" ", "")
        if not codes and FORM.fullmatch(plain):
            wards = self.lookups.postcodes.wards_of_outward(_FIRST_HALF.sub("", plain), self.lookups.year)
            codes = sorted({str(areas.at[ward, "district"]) for ward in wards if ward in areas.index})
            codes = codes if len(codes) == 1 else []
        for code in (*codes, *entry.districts):
            if code in areas.index:
                return self._place(code)
        return None

    def _place(self, code: str) -> Place | None:
        """An area as it is recorded: with the first year of the lists that have its code."""
        return Place(code=code, vintage=str(self.lookups.areas.at[code, "vintage"])) if code else None
