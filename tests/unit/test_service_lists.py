"""Public lists of services: made from the publishers' files, checked, and readable."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import jsna
from jsna.areas.lookups import read_areas
from jsna.catalogue.checks.services import findings
from jsna.catalogue.read import Catalogue
from jsna.errors import Findings, LinkError
from jsna.ingest.official.capitals import readable
from jsna.ingest.official.inputs import Inputs
from jsna.ingest.official.services import service_files
from jsna.model.area import AREA_COLUMNS

TOML = """title = "Libraries"
one = "Library"
mark = "square"
publisher = "A council"
table = "Libraries"
url = "https://example.org"
licence = "OGL"
as_of = "2023"
complete = "All."
left_out = "None."

[facts.hours]
column = "weekly"
says = "open {} hours a week"
"""
RECIPE = """
[recipe]
file = "services/own.parquet"
kind = ["run"]
without_place = 1

[recipe.kinds]
LA = "run by the council"
"""


@pytest.mark.parametrize(
    ("capitals", "expected"),
    [
        ("THE SURGERY AT THE PARK", "The Surgery at the Park"),
        ("DR J&K O'BRIEN", "Dr J&K O'Brien"),
        ("ST MARY'S  MED CTR", "St Mary's Med Ctr"),
        ("SE GILL CHEMIST LTD", "SE Gill Chemist Ltd"),
        ("HENLEY-IN-ARDEN NHS CENTRE", "Henley-in-Arden NHS Centre"),
        ("TESCO IN-STORE PHARMACY", "Tesco In-Store Pharmacy"),
        ("MCDONALD 1ST E12", "McDonald 1st E12"),
    ],
)
def test_names_in_capitals_become_readable_and_keep_initials(capitals: str, expected: str) -> None:
    assert readable(capitals) == expected


def test_the_committed_lists_are_what_the_publishers_files_give(checkout: Path, shared: Path) -> None:
    made = service_files(Inputs.open(shared), checkout / "data")
    assert len(made) == 4
    assert {name: (checkout / "data" / name).read_bytes() for name in made} == made
    assert sum(map(len, made.values())) < 1_500_000


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Inputs]:
    """Return a folder of official files with one list; its columns can be given."""

    def made(**columns: list[object]) -> Inputs:
        (tmp_path / "services").mkdir()
        (tmp_path / "services/own.toml").write_text(TOML + RECIPE)
        given = {"name": ["A"], "postcode": ["B1 1AA"], "easting": [None], "northing": [None], "ward25cd": ["E05"]}
        pd.DataFrame(given | {"run": ["LA"], "weekly": [1.0]} | columns).to_parquet(tmp_path / "services/own.parquet")
        return Inputs(tmp_path, pd.DataFrame(columns=list(AREA_COLUMNS)))

    return made


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"easting": [1.0], "northing": [1.0]}, "0 rows have no easting or northing"),
        ({"name": ["A", "B"], "easting": [1.0, None], "run": ["XX", "LA"]}, "a kind without words ('XX')"),
    ],
)
def test_a_file_that_is_not_as_the_recipe_says_is_refused(
    source: Callable[..., Inputs], columns: dict[str, list[object]], said: str
) -> None:
    rows = max(map(len, columns.values()))
    whole = {
        "postcode": ["B1"] * rows,
        "northing": [1.0, None][:rows],
        "ward25cd": ["E05"] * rows,
        "weekly": [1.0] * rows,
    }
    inputs = source(**(whole | {"name": ["A"] * rows, "run": ["LA"] * rows} | columns))
    with pytest.raises(Findings) as refused:
        service_files(inputs, inputs.folder)
    assert said in str(refused.value)


def test_every_service_outside_its_ward_or_england_is_named(tmp_path: Path, checkout: Path) -> None:
    folder = tmp_path / "services"
    folder.mkdir()
    (folder / "own.toml").write_text(TOML)
    rows = {
        "name": ["Right", ""], "kind": [None, None], "postcode": ["LN12 1AA", None], "latitude": [53.3, 12.0],
        "longitude": [0.2, 0.2], "ward_2022": ["E05009888", "E05999999"], "ward_2025": ["E05009888", "E05009888"],
        "district": ["E07000137", "E07000136"], "hours": [4.0, -1.0],
    }  # fmt: skip
    pd.DataFrame(rows).to_parquet(folder / "own.parquet")
    (folder / "other.parquet").write_bytes(b"")
    found = {(each.problem, each.row) for each in findings(tmp_path, read_areas(checkout / "data"))}
    assert found == {
        ("the service has no name", 2),
        ("the point is not in England", 2),
        ("not a ward of 2022", 2),
        ("not the district of its ward", 2),
        ("less than nothing", 2),
        ("a list that nothing describes", None),
    }
    (folder / "own.toml").write_text(TOML.replace('"square"', '"star"').replace("{} hours", "hours"))
    problems = [each.column for each in findings(tmp_path, read_areas(checkout / "data"))]
    assert problems == ["mark", "facts.hours.says", None]


def test_a_notebook_reads_the_services_of_a_place_in_either_list_of_wards(catalogue: Catalogue) -> None:
    libraries = jsna.services(catalogue, "public-libraries", "Mablethorpe")
    assert libraries[["name", "postcode", "hours"]].to_numpy().tolist() == [["Mablethorpe Library", "LN12 1DP", 45.0]]
    assert len(jsna.services(catalogue, "pharmacies", "England")) == 10_382
    newer = catalogue.of_wards(2025)
    assert len(jsna.services(newer, "schools", "England")) == len(jsna.services(catalogue, "schools", "England"))
    with pytest.raises(LinkError, match="gp-practices, pharmacies"):
        jsna.services(catalogue, "hospitals")
