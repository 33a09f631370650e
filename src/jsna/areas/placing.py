"""Where texts lie: the ward of each, or at least its district, by code, postcode or name; and why others do not."""

from __future__ import annotations

import re
from functools import cached_property

import pandas as pd

from jsna.areas.among import among
from jsna.areas.area_cells import CODE, codes_within, lies_abroad, lies_nowhere
from jsna.areas.lookups import Lookups
from jsna.areas.name_index import NameIndex
from jsna.areas.postcodes import FORM, place_postcodes, ward_column
from jsna.areas.postcodes import MALFORMED as NO_POSTCODE
from jsna.areas.renumbered import our_codes
from jsna.areas.unknown import unknown_areas
from jsna.areas.ward_years import whole_wards
from jsna.model.area import Level

#: Columns of what is found.
WARD, HOLDER, PROBLEM = "ward", "holder", "problem"
NOT_GIVEN, OUTSIDE = "no area given", "outside the place"
#: Why only the district of a text is known.
ONLY_DISTRICT = "only the district is known"
CUT = "a ward of {other} that lies in several wards of {year}"
OTHER_YEAR = "a ward of another year than {other} and {year}"
BOTH_LISTS = "the name of a ward of {year} and of one of {other} with other boundaries"
SEVERAL_WARDS = "a small area (LSOA or MSOA) that lies in several wards"
LARGER = "only a county or a larger area is known"
NO_NAME = "neither a code, nor a postcode, nor the name of an area of the place"
SEVERAL = "the name of several wards of the place"
#: Of a small area's residents, the least share that must live in one ward for it to count there.
LOWEST_SHARE = 0.85
#: Different names that are looked up; a column with more holds no areas.
_MOST_NAMES = 20_000
_OUTSIDE = re.compile(
    r"\W*(is |lives? |living )?(outside|out of|out-of-|elsewhere|abroad|overseas|rest of|not (in|within|from|living)\b"
    r"|non[- ]?residents?|(an)?other (area|authorit|council|district|count|local authorit|las?\b|place)).*",
    re.IGNORECASE,
)


def placed(
    texts: pd.Series[str], lookups: Lookups, place: str, districts: pd.Series[str] | None = None
) -> pd.DataFrame:
    """Return where each text lies, in the wards of ``lookups.year``.

    Codes are read of wards of every year, small areas, districts of every year; postcodes; and names of wards of the
    place and of districts. A ward of another year counts in the ward that it lies in whole, a small area in the ward of
    at least ``LOWEST_SHARE`` of its residents. Of all others the district is given. Nothing is guessed by likeness.

    Args:
        texts: what is written, each once; it may be missing.
        lookups: where a text may lie.
        place: code of the place in which names of wards are looked for.
        districts: the code or name of the district beside each, if it is known: names are looked for in it, and where
            there is no other area, it is the area. Index: as ``texts``.

    Returns:
        ``ward`` and ``holder`` (the smallest larger area that is known, nearly always the district; codes, or missing)
        and ``problem``: why there is no ward, or nothing. Index: as ``texts``.
    """
    given = texts.fillna("").astype("str").str.strip()
    cells, _ = codes_within(given)
    squeezed = cells.str.upper().str.replace(r"\s+", "", regex=True)
    coded = cells.str.fullmatch(CODE)
    posted = ~coded & squeezed.str.fullmatch(FORM)
    found = [_by_code(squeezed[coded], lookups), _by_postcode(squeezed[posted], lookups)]
    names = given[~coded & ~posted]
    found.append(_by_name(names, lookups, place, None if districts is None else districts[names.index]))
    return pd.concat(found).reindex(texts.index)


def _table(ward: pd.Series, district: pd.Series, problem: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({WARD: ward, HOLDER: district, PROBLEM: problem}, dtype="object")


def _by_code(codes: pd.Series[str], lookups: Lookups) -> pd.DataFrame:
    codes, _ = our_codes(codes)
    areas, others = lookups.areas, codes.map(Level.WARD.has).astype(bool)
    level = codes.map(areas["level"]).astype("object")
    ward = codes.where(level == Level.WARD.value).astype("object")
    district = codes.map(areas["district"]).astype("object").fillna(codes.where(level.notna()))
    problem = level.map({Level.DISTRICT.value: ONLY_DISTRICT}).astype("object")
    problem = problem.mask(level.notna() & (level != Level.WARD.value) & problem.isna(), LARGER)
    if (others := others & level.isna()).any():
        whole = whole_wards(lookups.ward_changes, lookups.other_year, lookups.year)
        ward = ward.fillna(codes[others].map(whole))
        district = district.fillna(codes[others].map(lookups.every_ward["district"]))
        listed = among(codes, lookups.ward_changes[ward_column(lookups.other_year)])
        years = {"other": lookups.other_year, "year": lookups.year}
        known = others & ward.isna() & district.notna()
        problem = problem.mask(known & listed, CUT.format(**years)).mask(known & ~listed, OTHER_YEAR.format(**years))
    merged = codes.map(lookups.merged_districts)
    district, problem = district.fillna(merged), problem.mask(merged.notna(), ONLY_DISTRICT)
    if (small := codes.str.startswith(("E01", "E02"))).any():
        shares = _small_areas(codes[small], lookups)
        ward, district = ward.fillna(shares[WARD]), district.fillna(shares[HOLDER])
        problem = problem.fillna(shares[PROBLEM])
    district = district.fillna(ward.map(areas["district"]))
    nowhere = ward.isna() & district.isna() & problem.isna()
    return _table(ward, district, problem.fillna(_unknown(codes[nowhere], lookups)).fillna(""))


def _unknown(codes: pd.Series[str], lookups: Lookups) -> pd.Series:
    """Why codes are of no area that we know."""
    why = unknown_areas(codes, lookups.codes if len(codes) else ())
    return why.mask(codes.map(lies_abroad).astype(bool), OUTSIDE).mask(codes.map(lies_nowhere).astype(bool), NOT_GIVEN)


def _small_areas(codes: pd.Series[str], lookups: Lookups) -> pd.DataFrame:
    """The ward of nearly all residents of each small area, and its district where it lies in one."""
    parts = lookups.small_areas[among(lookups.small_areas["code"], codes)]
    parts = parts.assign(district=parts["ward"].map(lookups.areas["district"]))
    residents = parts.groupby(["code", "ward"], observed=True)["residents"].sum().reset_index()
    residents["share"] = residents["residents"] / residents.groupby("code")["residents"].transform("sum")
    most = residents.sort_values("share", kind="stable").drop_duplicates("code", keep="last").set_index("code")
    ward = codes.map(most["ward"].where(most["share"] >= LOWEST_SHARE))
    districts = parts.drop_duplicates(["code", "district"]).set_index("code")["district"]
    district = codes.map(districts[~districts.index.duplicated(keep=False)])
    known = codes.isin(most.index)
    problem = pd.Series(None, index=codes.index, dtype="object").mask(known & ward.isna(), SEVERAL_WARDS)
    return _table(ward, district, problem)


def _by_postcode(postcodes: pd.Series[str], lookups: Lookups) -> pd.DataFrame:
    if postcodes.empty:
        return _table(postcodes, postcodes, postcodes)
    found = place_postcodes(postcodes, lookups.data)
    ward = found[ward_column(lookups.year)].astype("object")
    district = ward.map(lookups.areas["district"]).astype("object")
    later, _ = our_codes(found["district"].astype("object"))
    district = district.fillna(later.where(among(later.fillna(""), lookups.areas.index)))
    problem = found[PROBLEM].astype("object").replace({"outside England": OUTSIDE})
    return _table(ward, district, problem.mask((problem == "") & ward.isna(), ONLY_DISTRICT))


def _by_name(
    names: pd.Series[str], lookups: Lookups, place: str, districts: pd.Series[str] | None = None
) -> pd.DataFrame:
    """Names of wards of the place, in either list, and of districts; and words that say that there is no area."""
    beside = pd.Series("", index=names.index) if districts is None else districts.fillna("").str.strip()
    pairs = list(zip(names.astype(str), beside.astype(str), strict=True))
    index = _Names(lookups, place)
    found = {pair: index.found(*pair) for pair in list(dict.fromkeys(pairs))[:_MOST_NAMES]}
    rows = [found.get(pair, (None, None, NO_POSTCODE)) for pair in pairs]
    return pd.DataFrame(rows, index=names.index, columns=[WARD, HOLDER, PROBLEM], dtype="object")


class _Names:
    """The wards of a place by name, read when the first name is looked up."""

    def __init__(self, lookups: Lookups, place: str) -> None:
        self._lookups, self._place = lookups, place
        self._lists: dict[str, list[frozenset[str]]] = {}
        self._holders: dict[str, str | None] = {"": None}

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self._lookups)

    @cached_property
    def _wards(self) -> dict[str, tuple[str | None, str | None, str]]:
        """Where each ward of either list lies: as :meth:`found` returns it."""
        codes = pd.Series(list(self._lookups.codes[[Level.WARD.has(code) for code in self._lookups.codes]]))
        rows = _by_code(codes, self._lookups)
        rows = rows.where(rows.notna(), None)
        return dict(zip(codes, rows.itertuples(index=False, name=None), strict=True))

    def found(self, name: str, district: str) -> tuple[str | None, str | None, str]:
        """Return the ward, the larger area and the problem of a name, with its district or an empty text."""
        holder = self._holder(district)
        own, other = (
            self._index.wards_of(name, wards) if name else [] for wards in self._inside(holder or self._place)
        )
        if own or other:
            return self._ward(own, other)
        if name and (lies_abroad(name) or _OUTSIDE.fullmatch(name)):
            return None, None, OUTSIDE
        if holder:
            return None, holder, ONLY_DISTRICT if Level.DISTRICT.has(holder) else LARGER
        if not name or lies_nowhere(name):
            return None, None, NOT_GIVEN
        return self._larger(name)

    def _holder(self, district: str) -> str | None:
        """The larger area that a code or a name beside an area means."""
        if district not in self._holders:
            row = _by_code(pd.Series([district.upper()]), self._lookups).iloc[0]
            self._holders[district] = str(row[HOLDER]) if pd.notna(row[HOLDER]) else self._index.holder(district)
        return self._holders[district]

    def _inside(self, place: str) -> list[frozenset[str]]:
        """The wards of a place, in our list and in the other."""
        if place not in self._lists:
            inside, years = self._index.inside(place), (self._lookups.year, self._lookups.other_year)
            self._lists[place] = [inside & self._index.listed(year) for year in years]
        return self._lists[place]

    def _ward(self, own: list[str], other: list[str]) -> tuple[str | None, str | None, str]:
        """The one ward of a name; its district alone where the other list has a ward of that name on other ground."""
        if len(own) > 1 or len(other) > 1:
            return None, None, SEVERAL
        places = [self._wards[code] for code in (*own, *other)]
        wards, holders = {ward for ward, _, _ in places}, {holder for _, holder, _ in places}
        if len(wards) == 1:
            return places[0]
        if len(holders) > 1:
            return None, None, SEVERAL
        return None, places[0][1], BOTH_LISTS.format(other=self._lookups.other_year, year=self._lookups.year)

    def _larger(self, name: str) -> tuple[str | None, str | None, str]:
        holder = self._index.holder(name)
        if holder is None:
            return None, None, NO_NAME
        level = str(self._index.areas.at[holder, "level"])
        return None, holder, ONLY_DISTRICT if level == Level.DISTRICT.value else LARGER
