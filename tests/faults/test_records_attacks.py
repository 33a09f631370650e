"""What a hostile statement, path or file can reach through the engine in the process: nothing."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from jsna.errors import JsnaError
from jsna.ingest.records import engine
from jsna.ingest.records.duck import locked

CANARY = "canary-of-another-file"
#: ``{here}`` is the folder of the one allowed file, records.csv; secret.csv lies beside it.
STATEMENTS = [
    "SELECT * FROM '{here}/secret.csv'",
    'SELECT * FROM "{here}/secret.csv"',
    "SELECT * FROM read_csv('{here}/secret.csv')",
    "SELECT * FROM read_csv('{here}/*.csv')",
    "SELECT * FROM read_csv(['{here}/records.csv', '{here}/secret.csv'])",
    "SELECT * FROM read_csv('{here}/../{name}/secret.csv')",
    "SELECT * FROM read_text('{here}/secret.csv')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_json('{here}/secret.csv')",
    "SELECT * FROM parquet_scan('{here}/secret.csv')",
    "SELECT * FROM sniff_csv('{here}/secret.csv')",
    "SELECT * FROM glob('{here}/*')",
    "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
    "SELECT * FROM 's3://bucket/x.parquet'",
    "SELECT * FROM local_frame",
    "SELECT getenv('HOME')",
    "COPY (SELECT 1) TO '{here}/out.csv'",
    "COPY (SELECT 1) TO '{here}/out.parquet' (FORMAT parquet, USE_TMP_FILE false)",
    "EXPORT DATABASE '{here}/out'",
    "IMPORT DATABASE '{here}/out'",
    "ATTACH '{here}/out.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "LOAD '{here}/x.duckdb_extension'",
    "CREATE PERSISTENT SECRET s (TYPE s3)",
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "SET lock_configuration = false",
    "SET allowed_paths = ['{here}/secret.csv']",
    "SET allowed_directories = ['{here}']",
    "SET temp_directory = '{here}'",
    "SET memory_limit = '64GB'",
    "SET python_enable_replacements = true",
    "SET log_query_path = '{here}/log'",
]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "records.csv").write_text("Ward,Q\nE05009888,yes\n", "utf-8")
    (tmp_path / "secret.csv").write_text(f"Ward,Q\n{CANARY},no\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_locked_connection_refuses(here: Path, statement: str) -> None:
    local_frame = pd.DataFrame({"secret": [CANARY]})
    before = sorted(here.iterdir())
    with locked(here / "records.csv") as connection, pytest.raises(duckdb.Error):
        connection.execute(statement.format(here=here, name=here.name)).fetchall()
    assert (sorted(here.iterdir()), len(local_frame)) == (before, 1)


def test_a_locked_connection_reads_the_one_file(here: Path) -> None:
    with locked(here / "records.csv") as connection:
        assert connection.read_csv(str(here / "records.csv"), header=True, all_varchar=True).fetchall() == [
            ("E05009888", "yes")
        ]


@pytest.mark.parametrize(
    "source",
    [
        "{here}/*.csv",
        "{here}/record?.csv",
        "{here}/{{records,secret}}.csv",
        "{here}/missing.csv",
        "{here}",
        "http://127.0.0.1:9/records.csv",
        "{here}/records.csv' UNION SELECT * FROM '{here}/secret.csv",
        "/etc/passwd",
    ],
)
def test_a_source_that_is_not_one_file_of_records_is_refused(here: Path, source: str) -> None:
    columns = {"area": "Ward", "answer": "Q"}
    with pytest.raises(JsnaError), engine.opened("duckdb", source.format(here=here), columns) as opened:
        opened.spellings("area", most=10)


@pytest.mark.parametrize(
    "column",
    ['Ward" FROM "secret.csv', "*", "Ward, (SELECT 1)", "'secret.csv'", "read_text('/etc/passwd')"],
)
def test_a_heading_is_a_heading_and_never_a_statement(here: Path, column: str) -> None:
    with (
        pytest.raises(JsnaError, match="the column is missing"),
        engine.opened("duckdb", str(here / "records.csv"), {"area": column}) as opened,
    ):
        opened.spellings("area", most=10)


def test_headings_that_look_like_statements_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text('"a"" FROM x; --","* EXCLUDE"\n1,2\n', "utf-8")
    columns = {"area": 'a" FROM x; --', "answer": "* EXCLUDE"}
    with engine.opened("duckdb", str(path), columns) as opened:
        assert opened.counts({"area": {"1": "one"}, "answer": {"2": "two"}}).to_numpy().tolist() == [["one", "two", 1]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Ward,Q\nE1,yes\nE1,canary,extra\n", "line 3"),
        (b"Ward,Q\nE1,yes\ncanary\n", "line 3"),
        (b"Ward,Q\nE1,\x81canary\n", "neither UTF-8 nor Windows-1252"),
        (b'Ward,Q\nE1,"canary\n', "cannot be read"),
        ("Ward,Q\nE1,canary\n".encode("utf-16")[:-1], "the text is UTF-16 and cut short"),
        (b"E1;canary\nE2;canary\n", "the column is missing"),
        (b"Ward;Q\nE1;canary;extra\nE1;yes\n", "row 2: 3 fields"),
        (b"Ward,Ward\nE1,canary\n", "is there twice"),
        (b"", "the file is empty"),
        (b"PK\x03\x04canary,\0\n", "a workbook or a zip file, not a CSV"),
        (b"Ward," + b"x" * 2_000_000, "a line of 2,000,005 characters"),
        (b",".join(b"c%d" % number for number in range(3_000)) + b"\n", "3,000 columns"),
    ],
)
def test_a_file_that_is_not_records_is_refused_without_repeating_it(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "records.csv"
    path.write_bytes(content)
    with (
        pytest.raises(JsnaError, match=message) as refused,
        engine.opened("duckdb", str(path), {"area": "Ward", "answer": "Q"}) as opened,
    ):
        opened.spellings("answer", most=10)
    assert "canary" not in str(refused.value)
