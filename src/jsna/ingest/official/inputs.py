"""The folder of official files, and the geography that every adapter needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from jsna.areas.among import among
from jsna.areas.places import of_ward_year
from jsna.errors import Finding, Findings, at_cells
from jsna.files.parquet import parquet_table
from jsna.files.text_table import require_columns, text_table, tidy
from jsna.ingest.official import areas, output_areas
from jsna.model.area import WARD_YEARS, Level

_WARDS = [f"ward_{year}" for year in WARD_YEARS]
LSOAS_2011 = "lookups/lsoa11_lsoa21_exact_fit.parquet"


@dataclass(frozen=True)
class Inputs:
    """The input files, each read once.

    Attributes:
        folder: the folder that holds them.
        areas: every area of England, with the wards of every year; columns as ``AREA_COLUMNS``.
        remarks: sentences for the report: what was left out, and why.
    """

    folder: Path
    areas: pd.DataFrame
    remarks: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, folder: Path) -> Inputs:
        """Return the inputs of a folder, with areas made from its look-ups."""
        return cls(folder, areas.from_lookups(folder))

    @cached_property
    def base(self) -> pd.DataFrame:
        """The areas with the wards of the first year: those that publishers' ward tables are about."""
        return of_ward_year(self.areas, WARD_YEARS[0])

    @cached_property
    def output_areas(self) -> pd.DataFrame:
        """England's output areas, as :func:`jsna.ingest.official.output_areas.read` returns them."""
        wards = self.areas[self.areas["level"] == Level.WARD]
        both = wards[(wards["vintage"] == WARD_YEARS[0]) & (wards["until"] == WARD_YEARS[-1])]
        return output_areas.read(self.folder, frozenset(both["code"]))

    @cached_property
    def newer_wards(self) -> pd.Index[str]:
        """Wards that are only in the last list, sorted."""
        codes: pd.Index[str] = pd.Index(sorted(set(self.areas["code"]) - set(self.base["code"])), name="code")
        return codes

    @cached_property
    def small_areas(self) -> pd.DataFrame:
        """Residents of each small area (LSOA) by its wards: columns ``lsoa, ward_2022, ward_2025, residents``."""
        return self.output_areas.groupby(["lsoa", *_WARDS])["residents"].sum().reset_index()

    @cached_property
    def small_areas_2011(self) -> pd.DataFrame:
        """The same for the LSOAs of 2011, through those of 2021 that they became; ``residents`` are weights."""
        became = parquet_table(self.folder / LSOAS_2011, ["lsoa11cd", "lsoa21cd"])
        became = became[became["lsoa11cd"].str.startswith("E")].rename(columns={"lsoa21cd": "lsoa"})
        weights = became.merge(self.small_areas, on="lsoa").groupby(["lsoa11cd", *_WARDS])["residents"].sum()
        return weights.reset_index().rename(columns={"lsoa11cd": "lsoa"})

    @cached_property
    def peopled_wards(self) -> pd.Index[str]:
        """Wards of 2022 with at least one output area: those that a census table must include."""
        codes: pd.Index[str] = pd.Index(sorted(set(self.output_areas["ward_2022"])), name="code")
        return codes

    @cached_property
    def headings(self) -> pd.DataFrame:
        """Publisher's headings of the census tables: columns table (upper case), column, heading."""
        path = self.folder / "census2021_oa" / "Table_Metadata.csv"
        listed = text_table(path, path.name)
        require_columns(listed, ["Table_ID", "new_names", "old_names"], path.name)
        plain = listed["old_names"].str.replace(r"; measures: Value$", "", regex=True)
        return pd.DataFrame(
            {
                "table": listed["Table_ID"].str.upper(),
                "column": listed["new_names"],
                "heading": plain.str.replace(r"\.\.\.\d+$", "", regex=True).map(tidy),
            }
        )

    @cached_property
    def abolished_districts(self) -> frozenset[str]:
        """Codes of districts since 2011 that are not districts of 2023."""
        listed = text_table(self.folder / areas.ALL_WARDS, areas.ALL_WARDS)
        ever = frozenset(listed["LADCD"]) | frozenset(listed["LAD20CD"])
        return ever - frozenset(self.codes(Level.DISTRICT))

    @cached_property
    def later_wards(self) -> frozenset[str]:
        """Codes of wards of any year that are not wards of December 2022."""
        if not (self.folder / areas.ALL_WARDS).exists():
            return frozenset()  # a downloaded table may come without look-ups: then a code is only known or unknown
        known = text_table(self.folder / areas.ALL_WARDS, areas.ALL_WARDS)["WDCD"]
        return frozenset(known) - frozenset(self.codes(Level.WARD))

    def codes(self, level: Level) -> pd.Index[str]:
        """Codes of all areas of a level, sorted; of wards, those of 2022."""
        codes: pd.Index[str] = pd.Index(self.base.loc[self.base["level"] == level, "code"], name="code")
        return codes

    def unknown_wards(self, codes: pd.Series, name: str) -> list[Finding]:
        """Return a finding for each code that is not an English ward of December 2022; note codes from another year."""
        unknown = codes[~among(codes, self.codes(Level.WARD))]
        elsewhere = unknown.isin(self.later_wards)
        accepted = "the code of an English ward of December 2022"
        return [
            *at_cells(unknown[elsewhere], name, "a ward of another year than 2022", accepted),
            *at_cells(unknown[~elsewhere], name, "not the code of any area known here", accepted),
        ]


def require(problems: list[Finding]) -> None:
    """Raise Findings if there are any."""
    if problems:
        raise Findings(problems)
