"""An area's profile as a file: numbers in columns of numbers, each row with its area's code."""

from __future__ import annotations

import csv
import io
from datetime import date

from jsna.analysis.profile import one_area, profile
from jsna.catalogue.read import Catalogue
from jsna.outputs.profile import profile_csv


def test_every_row_has_code_and_plain_numbers(catalogue: Catalogue) -> None:
    rows = profile(catalogue, one_area(catalogue, "E05009888"))

    written = profile_csv(rows, "release", 2022, date(2026, 11, 24)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written)))

    (own,) = [row for row in rows if row["indicator"] == "Disabled people" and row["group"] == "Disabled"]
    assert (own["area_code"], own["numerator"], own["denominator"], own["unit"], own["comparison"]) == (
        "E05009888", "2837", "8210", "people", "much higher",
    )  # fmt: skip
    assert float(own["value"]) == round(2837 / 8210, 6)
    assert {row["area_code"] for row in rows if row["level"] == "district"} == {"E07000137"}
    assert {row["areas"] for row in rows} == {"wards of December 2022", "districts", "counties"}
