"""Tables of random layout, made from known figures, and what an analyst would say of each."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field

#: Wards of Lincoln, all of them: code and name.
WARDS = (
    ("E05010784", "Abbey"), ("E05010785", "Birchwood"), ("E05010786", "Boultham"), ("E05010787", "Carholme"),
    ("E05010788", "Castle"), ("E05010789", "Glebe"), ("E05010790", "Hartsholme"), ("E05010791", "Minster"),
    ("E05010792", "Moorland"), ("E05010793", "Park"), ("E05010794", "Witham"),
)  # fmt: skip
LINCOLN = "E07000138"
_LABELS = ("Carers", "Veterans", "Born abroad")
_BASES = {"pupils": "Pupils", "all residents": "Residents", "people aged 65 and over": "Aged 65 and over"}
LAYOUTS = (
    "wide", "years in headings", "groups in rows", "years in rows", "groups and years in rows", "measures in rows",
    "sexes in rows", "own bases", "months in headings",
)  # fmt: skip
MISSING = {"*": "c", "[x]": "x", "..": "x", "~": "c", "[z]": "z"}

#: Numerator and denominator by ward, period and label; a note where none is given.
True_ = dict[tuple[str, str, str], str]


@dataclass
class Made:
    """One table.

    Attributes:
        layout: which of ``LAYOUTS``.
        text: the CSV.
        groups: labels, as ``--groups`` takes them.
        base: out of whom, in the analyst's words.
        options: further options of the command.
        true: what each figure is, "12 of 345" or its note, by ward, period and label; period "" where none is named.
    """

    layout: str
    text: str = ""
    groups: str = ""
    base: str = ""
    options: list[str] = field(default_factory=list)
    true: True_ = field(default_factory=dict)


def made(seed: int) -> Made:
    """Return a table made with a seed; the same seed gives the same table."""
    return _Maker(seed).made()


class _Maker:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.layout = LAYOUTS[seed % len(LAYOUTS)]
        self.base = self.chance.choice(list(_BASES))
        self.heading = _BASES[self.base]
        self.labels = list(_LABELS[: self.chance.randint(1, 3)])
        if self.layout == "own bases":
            self.labels = list(_LABELS[:2])
        years = self.layout in ("years in headings", "years in rows", "groups and years in rows")
        self.periods = ["2023", "2024"] if years else [""]
        if self.layout == "months in headings":
            self.periods = ["Jan 2024", "Feb 2024"]
        keys = [(code, period) for code, _ in WARDS for period in self.periods]
        self.whole = {key: self.chance.randint(400, 3000) for key in keys}
        self.part = {
            (*key, label): self.chance.randint(20, size // 4)
            for key, size in self.whole.items()
            for label in self.labels
        }
        self.marked: dict[tuple[str, str, str], str] = {}
        if self.layout in ("wide", "groups in rows", "years in rows") and self.chance.random() < 0.4:
            key = self.chance.choice(list(self.part))
            self.marked[key] = self.chance.choice(list(MISSING))

    def made(self) -> Made:
        made = Made(self.layout, groups="; ".join(self.labels), base=self.base)
        headings, rows = getattr(self, "_" + self.layout.replace(" ", "_"))(made)
        names = self.chance.random() < 0.5
        places = dict(WARDS)
        table = [[code, *([places.get(code, "")] if names else []), *rest] for code, *rest in rows]
        headings = ["Ward code", *(["Ward"] if names else []), *headings]
        if self.layout != "measures in rows" and self.chance.random() < 0.4:
            order = list(range(1, len(headings)))
            self.chance.shuffle(order)
            headings = [headings[0], *(headings[at] for at in order)]
            table = [[row[0], *(row[at] for at in order)] for row in table]
        if self.chance.random() < 0.3:
            self.chance.shuffle(table)
        made.text = self._text(headings, table)
        made.true = {key: self._figure(key) for key in self.part}
        return made

    def _figure(self, key: tuple[str, str, str]) -> str:
        if key in self.marked:
            return MISSING[self.marked[key]]
        code, period, _ = key
        return f"{self.part[key]} of {self.whole[code, period]}"

    def _count(self, key: tuple[str, str, str]) -> str:
        return self.marked.get(key, str(self.part[key]))

    def _text(self, headings: list[str], table: list[list[str]]) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n", delimiter=self.chance.choice(",,,;"))
        if self.chance.random() < 0.3:
            writer.writerow(["Table 3: figures by ward", *[""] * (len(headings) - 1)])
            writer.writerow(["Source", "The council", *[""] * (len(headings) - 2)])
            writer.writerow([""] * len(headings))
        writer.writerow(headings)
        writer.writerows(table)
        if self.chance.random() < 0.3:
            writer.writerow(["Note: counted on one day", *[""] * (len(headings) - 1)])
        return out.getvalue()

    def _percent(self, code: str, period: str, label: str) -> str:
        if (code, period, label) in self.marked:
            return self.marked[code, period, label]
        return f"{100 * self.part[code, period, label] / self.whole[code, period]:.1f}"

    def _wide(self, made: Made) -> tuple[list[str], list[list[str]]]:
        percent = self.chance.random() < 0.5
        shares = [f"% {label.lower()}" for label in self.labels] if percent else []
        rows = [
            [code, *(self._count((code, "", label)) for label in self.labels), str(self.whole[code, ""]),
             *(self._percent(code, "", label) for label in self.labels if percent)]
            for code, _ in WARDS
        ]  # fmt: skip
        if self.chance.random() < 0.4 and not self.marked:
            total = [sum(self.part[code, "", label] for code, _ in WARDS) for label in self.labels]
            whole = sum(self.whole.values())
            rows.append(
                ["Total", *map(str, total), str(whole), *(f"{100 * each / whole:.1f}" for each in total if percent)]
            )
            # The name of the row stands in the column of codes.
        return [*self.labels, self.heading, *shares], rows

    def _years_in_headings(self, made: Made) -> tuple[list[str], list[list[str]]]:
        headings = [f"{year} {name.lower()}" for year in self.periods for name in (*self.labels, self.heading)]
        rows = [
            [code, *(cell for year in self.periods for cell in
                     (*(self._count((code, year, label)) for label in self.labels), str(self.whole[code, year])))]
            for code, _ in WARDS
        ]  # fmt: skip
        return headings, rows

    def _groups_in_rows(self, made: Made) -> tuple[list[str], list[list[str]]]:
        if self.chance.random() < 0.5:
            return ["Group", "Number", self.heading], [
                [code, label, self._count((code, "", label)), str(self.whole[code, ""])]
                for code, _ in WARDS for label in self.labels
            ]  # fmt: skip
        whole = f"All {self.heading.lower()}" if self.heading != "Aged 65 and over" else "All people aged 65 and over"
        return ["Group", "Number"], [
            [code, label, self._count((code, "", label)) if label != whole else str(self.whole[code, ""])]
            for code, _ in WARDS for label in (*self.labels, whole)
        ]  # fmt: skip

    def _years_in_rows(self, made: Made) -> tuple[list[str], list[list[str]]]:
        return ["Year", *self.labels, self.heading], [
            [code, year, *(self._count((code, year, label)) for label in self.labels), str(self.whole[code, year])]
            for year in self.periods for code, _ in WARDS
        ]  # fmt: skip

    def _groups_and_years_in_rows(self, made: Made) -> tuple[list[str], list[list[str]]]:
        return ["Year", "Group", "Value", self.heading], [
            [code, year, label, self._count((code, year, label)), str(self.whole[code, year])]
            for year in self.periods for code, _ in WARDS for label in self.labels
        ]  # fmt: skip

    def _measures_in_rows(self, made: Made) -> tuple[list[str], list[list[str]]]:
        def value(code: str, label: str, measure: str) -> str:
            if measure == "Count":
                return self._count((code, "", label))
            return str(self.whole[code, ""]) if measure == "Denominator" else self._percent(code, "", label)

        return ["Group", "Measure", "Value"], [
            [code, label, measure, value(code, label, measure)]
            for measure in ("Count", "Denominator", "Percentage") for code, _ in WARDS for label in self.labels
        ]  # fmt: skip

    def _sexes_in_rows(self, made: Made) -> tuple[list[str], list[list[str]]]:
        whole = self.chance.choice(("Persons", "All", "Total"))
        rows = []
        for code, _ in WARDS:
            size = self.whole[code, ""]
            counts = [self.part[code, "", label] for label in self.labels]
            men = [count // 3 for count in counts]
            rows.append([code, "Male", *map(str, men), str(size // 2)])
            rows.append(
                [code, "Female", *(str(c - m) for c, m in zip(counts, men, strict=True)), str(size - size // 2)]
            )
            rows.append([code, whole, *map(str, counts), str(size)])
        return ["Sex", *self.labels, self.heading], rows

    def _own_bases(self, made: Made) -> tuple[list[str], list[list[str]]]:
        made.base = "people"
        return [f"{label} {word}" for label in ("White", "Other") for word in ("eligible", "people")], self._own(made)

    def _own(self, made: Made) -> list[list[str]]:
        made.groups = "White; Other"
        renamed = dict(zip(self.labels, ("White", "Other"), strict=True))
        rows = []
        self.bases = {}
        for code, _ in WARDS:
            row = [code]
            for label in self.labels:
                row += [str(self.part[code, "", label]), str(self.whole[code, ""] + len(label))]
                self.bases[code, "", renamed[label]] = self.whole[code, ""] + len(label)
            rows.append(row)
        counts = {(code, period, renamed[label]): count for (code, period, label), count in self.part.items()}
        self.part = counts
        self._figure = lambda key: f"{counts[key]} of {self.bases[key]}"  # type: ignore[method-assign]
        return rows

    def _months_in_headings(self, made: Made) -> tuple[list[str], list[list[str]]]:
        made.options += ["--measure", "count"]
        self._figure = lambda key: str(self.part[key])  # type: ignore[method-assign]
        return ["Kind", "202401", "202402"], [
            [code, label, *(str(self.part[code, period, label]) for period in self.periods)]
            for code, _ in WARDS for label in self.labels
        ]  # fmt: skip
