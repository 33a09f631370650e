"""Downloads in the known layouts, made at random from known figures, and what an analyst would say of each."""

from __future__ import annotations

import csv
import io
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Districts of Lincolnshire: code and name.
DISTRICTS = (
    ("E07000136", "Boston"), ("E07000137", "East Lindsey"), ("E07000138", "Lincoln"), ("E07000139", "North Kesteven"),
    ("E07000140", "South Holland"), ("E07000141", "South Kesteven"), ("E07000142", "West Lindsey"),
)  # fmt: skip
LAYOUTS = (
    "nomis bulk", "nomis table", "nomis api", "ons custom", "ons version", "fingertips", "dfe", "open sdg", "sdmx",
    "nhs", "stat xplore",
)  # fmt: skip
_LABELS = ("Alpha", "Beta", "Gamma")
_SEXES = ("Total", "Female", "Male")
_WHOLE = "Everyone"
Rows = list[list[object]]


@dataclass
class Made:
    """One download: its CSV, the words of the command, and each figure, "12 of 345" or "c", by area, period, label."""

    text: str = ""
    base: str = "all residents"
    options: list[str] = field(default_factory=list)
    groups: str = ""
    true: dict[tuple[str, str, str], str] = field(default_factory=dict)


class Maker:
    """Makes one download with a seed; the same seed gives the same."""

    def __init__(self, layout: str, seed: int) -> None:
        self.chance = random.Random(f"{layout} {seed}")  # noqa: S311 - no secret
        self.labels = list(_LABELS[: self.chance.randint(1, 3)])
        self.areas = sorted(self.chance.sample(DISTRICTS, self.chance.randint(4, 7)))
        one = layout in ("nomis bulk", "nomis table", "ons custom")
        self.years = ["2021"] if one else ["2022", "2023"][: self.chance.randint(1, 2)]
        self.part: dict[tuple[str, str, str, str], int] = {}
        for (code, _), year, label, sex in itertools.product(self.areas, self.years, self.labels, _SEXES[1:]):
            self.part[code, year, label, sex] = self.chance.randint(10, 400)
            total = self.part.get((code, year, label, "Total"), 0)
            self.part[code, year, label, "Total"] = total + self.part[code, year, label, sex]
        self.other = {(code, year): self.chance.randint(500, 3000) for code, _ in self.areas for year in self.years}
        self.withheld = (self.areas[0][0], self.years[-1], self.labels[0]) if self.chance.random() < 0.4 else None

    def whole(self, code: str, year: str) -> int:
        """Everyone of an area: the groups, and those who are in none."""
        return sum(self.part[code, year, label, "Total"] for label in self.labels) + self.other[code, year]

    def cells(self) -> Iterator[tuple[str, str, str, str, str, object]]:
        """Area, name, period, label, sex and number of each row of a long table; the whole has no sex but Total."""
        for (code, name), year in itertools.product(self.areas, self.years):
            yield code, name, year, _WHOLE, "Total", self.whole(code, year)
            for label, sex in itertools.product(self.labels, _SEXES):
                hidden = (code, year, label) == self.withheld
                yield code, name, year, label, sex, "" if hidden else self.part[code, year, label, sex]

    def made(self, layout: str) -> Made:
        """Return the download, with its rows in any order."""
        made = Made(groups="; ".join(self.labels), options=["--out-of", _WHOLE])
        for (code, _), year, label in itertools.product(self.areas, self.years, self.labels):
            count = f"{self.part[code, year, label, 'Total']} of {self.whole(code, year)}"
            made.true[code, year, label] = "c" if (code, year, label) == self.withheld else count
        headings, rows = getattr(self, "_" + layout.replace(" ", "_"))(made)
        below = [rows.pop(0)] if layout == "stat xplore" else []
        self.chance.shuffle(rows)
        made.text += _csv([headings, *below, *rows])
        return made

    def _wide(self, mark: str) -> Rows:
        rows: Rows = []
        for code, name in self.areas:
            parts = [self.part[code, "2021", label, "Total"] for label in self.labels]
            shown = [mark if (code, "2021", label) == self.withheld else part
                     for label, part in zip(self.labels, parts, strict=True)]  # fmt: skip
            rows.append([name, code, self.whole(code, "2021"), *shown, self.other[code, "2021"]])
        return rows

    def _nomis_bulk(self, made: Made) -> tuple[list[str], Rows]:
        made.base, made.options = "all usual residents", []
        more = self.chance.choice(["", "; measures: Value"])
        names = [f"Faith: {name}{more}" for name in ("Total: All usual residents", *self.labels, "Not answered")]
        made.groups = self.chance.choice([made.groups, "; ".join(f"Faith: {label}" for label in self.labels)])
        return ["date", "geography", "geography code", *names], [["2021", *row] for row in self._wide("c")]

    def _nomis_table(self, made: Made) -> tuple[list[str], Rows]:
        made.base, made.options = "all usual residents", []
        made.text = (
            '"TS030 - Faith"\n"ONS Crown Copyright Reserved [from Nomis on 1 June 2024]"\n\n"Date       :","2021"\n\n'
        )
        return ["district", "mnemonic", "Total: All usual residents", *self.labels, "Not answered"], self._wide("*")

    def _nomis_api(self, made: Made) -> tuple[list[str], Rows]:
        rows: Rows = [
            [year, name, code, sex, label, label, "Value", number, "Q" if number == "" else "A"]
            for code, name, year, label, sex, number in self.cells()
        ]
        rows += [[year, name, code, "Total", _WHOLE, _WHOLE, "Percent", "100.0", "A"]
                 for (code, name), year in itertools.product(self.areas, self.years)]  # fmt: skip
        made.options = self.chance.choice([made.options, ["--out-of", _WHOLE, "--column", "FAITH_NAME=group"]])
        return ["DATE_NAME", "GEOGRAPHY_NAME", "GEOGRAPHY_CODE", "GENDER_NAME", "FAITH", "FAITH_NAME", "MEASURES_NAME",
                "OBS_VALUE", "OBS_STATUS"], rows  # fmt: skip

    def _ons_custom(self, made: Made) -> tuple[list[str], Rows]:
        self.withheld = None
        made.options = ["--out-of", "sum of the groups"]
        rows: Rows = []
        for code, name in self.areas:
            parts = [(label, self.part[code, "2021", label, "Total"]) for label in self.labels]
            every = [*parts, ("None of these", self.other[code, "2021"])]
            rows += [[code, name, place, label, number] for place, (label, number) in enumerate(every, start=1)]
            rows.append([code, name, -8, "Does not apply", self.chance.randint(1, 900)])
            for label, number in parts:
                made.true[code, "2021", label] = f"{number} of {self.whole(code, '2021')}"
        area = "Lower tier local authorities"
        return [f"{area} Code", area, "Faith (5 categories) Code", "Faith (5 categories)", "Observation"], rows

    def _ons_version(self, _: Made) -> tuple[list[str], Rows]:
        rows: Rows = [
            [number, "c" if number == "" else "", year, year, code, name, sex[0], sex, label.lower(), label]
            for code, name, year, label, sex, number in self.cells()
        ]
        return ["v4_1", "Data Marking", "calendar-years", "Time", "administrative-geography", "Geography", "sex", "Sex",
                "faith", "Faith"], rows  # fmt: skip

    def _fingertips(self, made: Made) -> tuple[list[str], Rows]:
        made.options = []
        rows: Rows = []
        for code, name, year, label, sex, number in self.cells():
            if label == _WHOLE:
                continue
            base = self.whole(code, year)
            note = "Value suppressed for disclosure control due to small count" if number == "" else ""
            value = f"{100 * int(str(number)) / base:.4f}" if number != "" else ""
            rows.append([9, label, code, name, "Districts & UAs", "Persons" if sex == "Total" else sex, "All ages", "",
                         year, value, "", "", number, base if number != "" else "", note])  # fmt: skip
        rows += [[*row[:7], "Most deprived decile", *row[8:]] for row in rows[:3]]
        return ["Indicator ID", "Indicator Name", "Area Code", "Area Name", "Area Type", "Sex", "Age", "Category",
                "Time period", "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit", "Count", "Denominator",
                "Value note"], rows  # fmt: skip

    def _dfe(self, made: Made) -> tuple[list[str], Rows]:
        made.true = {(code, f"academic year {year}/{int(year[2:]) + 1}", label): figure
                     for (code, year, label), figure in made.true.items()}  # fmt: skip
        rows: Rows = [
            [f"{year}{int(year[2:]) + 1}", "Academic year", "Local authority district", "E92000001", "England", "", "",
             code, name, sex, label, "c" if number == "" else number]
            for code, name, year, label, sex, number in self.cells()
        ]  # fmt: skip
        rows += [[*row[:2], "Parliamentary constituency", *row[3:5], "", "", "", "", *row[9:]] for row in rows[:2]]
        made.options += ["--column", "pupils=count"]
        return ["time_period", "time_identifier", "geographic_level", "country_code", "country_name", "new_la_code",
                "la_name", "lad_code", "lad_name", "sex", "faith", "pupils"], rows  # fmt: skip

    def _open_sdg(self, _: Made) -> tuple[list[str], Rows]:
        rows: Rows = [
            [year, label, "" if sex == "Total" else sex, code, number, "suppressed" if number == "" else "Normal value"]
            for code, _, year, label, sex, number in self.cells()
        ]
        rows.append([self.years[0], self.labels[0], "", "", 99999, "Normal value"])
        return ["Year", "Series", "Sex", "GeoCode", "Value", "Observation status"], rows

    def _sdmx(self, _: Made) -> tuple[list[str], Rows]:
        labelled = self.chance.random() < 0.5
        rows: Rows = []
        for code, name, year, label, sex, number in self.cells():
            own = "_T" if sex == "Total" else sex[0]
            status = "Q" if number == "" else "A"
            if labelled:
                rows.append(
                    [f"{code}: {name}", f"{own}: {sex}", f"{label[:2]}: {label}", year, number, f"{status}: Some"]
                )
            else:
                rows.append([code, own, label, year, number, status])
        names = ["REF_AREA", "SEX", "FAITH", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]
        return [f"{name}: {name.title()}" for name in names] if labelled else names, rows

    def _nhs(self, made: Made) -> tuple[list[str], Rows]:
        made.options = ["--measure", "count"]
        made.true = {(code, f"Jan {year}", label): figure.partition(" of ")[0]
                     for (code, year, label), figure in made.true.items()}  # fmt: skip
        written = self.chance.choice(["{}-01-01 {}-01-31", "01/01/{} 31/01/{}"])
        rows: Rows = [
            [*written.format(year, year).split(), "LAD" if sex == "Total" else "LAD; Gender", code, name,
             "NONE" if sex == "Total" else sex, label, "*" if number == "" else number]
            for code, name, year, label, sex, number in self.cells()
        ]  # fmt: skip
        rows.append([*written.format("2022", "2022").split(), "Provider", "RAA", "A trust", "NONE", self.labels[0], 7])
        return ["REPORTING_PERIOD_START", "REPORTING_PERIOD_END", "BREAKDOWN", "PRIMARY_LEVEL",
                "PRIMARY_LEVEL_DESCRIPTION", "SECONDARY_LEVEL", "MEASURE_NAME", "MEASURE_VALUE"], rows  # fmt: skip

    def _stat_xplore(self, made: Made) -> tuple[list[str], Rows]:
        self.labels, made.groups, made.options = self.labels[:1], self.labels[0], ["--measure", "count"]
        made.true = {(code, f"January {year}", label): figure.partition(" of ")[0]
                     for (code, year, label), figure in made.true.items() if label == self.labels[0]}  # fmt: skip
        made.text = '"Made-up benefit"\n"Counting: People"\n\n'
        rows: Rows = []
        for code, name in self.areas:
            keys = [(code, year, self.labels[0]) for year in self.years]
            numbers = [".." if key == self.withheld else self.part[*key, "Total"] for key in keys]
            rows.append([f"{code} : {name}", *(cell for number in numbers for cell in (number, ""))])
        rows.append(["Total", *[77777, ""] * len(self.years)])
        return ["Month", *(text for year in self.years for text in (f"January {year}", "Annotations"))], [
            ["National - Regional - LA - OAs", *[""] * (2 * len(self.years))], *rows]  # fmt: skip


def _csv(rows: Rows) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
