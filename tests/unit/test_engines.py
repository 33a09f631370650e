"""Every engine gives the same whole numbers: DuckDB in the process, Spark on two threads, and a real PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from importlib.util import find_spec

import pandas as pd
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jsna.errors import Findings, SourceError
from jsna.ingest.records import engine
from jsna.ingest.records.codes import Code, Spellings
from tests.services import postgres

COLUMNS = {"area": 'Ward "code".1', "race": "Ethnic origin (please tick)", "sex": "SEX", "answer": "Q1; %s"}
#: Composed and decomposed letters, case, spaces, no letters at all, and texts that mean something to SQL or a shell.
ROWS = [
    ("E05000001", "White", "F", "yes"),
    ("E05000001", "White", "F", "yes"),
    ("E05000001", "white", "F", "no"),
    ("E05000001", "WHITE ", "M", "no"),
    ("E05000002", "Caf\u00e9", "F", "yes"),
    ("E05000002", "Cafe\u0301", "F", "yes"),
    ("E05000002", "ß", "f", "ye\ns"),
    ("E05000002", "SS", "M", "no"),
    ("É0500000ø", "中文", "M", "no"),
    ("É0500000ø", "🙂", "M", "no"),
    ("'; DROP TABLE r; --", '"White"', "M", "%s%%"),
    ("\\N", "\\", "M", "NULL"),
    (None, None, "M", None),
    (None, "", "M", ""),
    ("", " ", "M", "yes"),
    ("E05000001", None, None, "yes"),
]
#: Every text but two has a code, so that what no code is given for is seen to count as not answered.
PLAN = {
    "area": {"E05000001": "E05000001", "E05000002": "É2", "É0500000ø": "É3", "": "none", "'; DROP TABLE r; --": "none"},
    "race": {"White": "w", "white": "w", "WHITE ": "w", "Caf\u00e9": "c", "Cafe\u0301": "d", "ß": "s", "SS": "S",
             "中文": "中", "🙂": "🙂", '"White"': "w", "\\": "b", "": "e", " ": "e"},
    "answer": {"yes": "yes", "no": "no", "ye\ns": "yes", "": "none", "%s%%": "%s", "NULL": "no"},
}  # fmt: skip
#: Numbers as a file or a table types them, a gap among them: what they mean must not hang on how an engine writes them.
NUMBERS = [
    (41, 41.0, "41.00", "1"),
    (41, 41.0, "41.00", "1"),
    (-9, -9.0, "-9.00", "2"),
    (None, None, None, "1"),
    (7, 7.5, "7.50", "2"),
]
NUMBER_COLUMNS = {"whole": "bigint", "double": "double precision", "decimal": "numeric(6,2)", "answer": "text"}
AGES = {
    "child": Code(label="Aged 15 and under", says="are aged 15 or under", ages=(0, 15)),
    "adult": Code(label="Aged 16 and over", says="are aged 16 or over", ages=(16, 120)),
}
POSITION = {role: number for number, role in enumerate(COLUMNS)}
#: Spark is half a gigabyte: `make spark` installs it, and CI always tests it.
HAS_SPARK = find_spec("pyspark") is not None
ENGINES = ["duckdb", *(["spark"] if HAS_SPARK else []), "postgresql"]


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("records") / "records.parquet"
    columns = zip(COLUMNS.values(), zip(*ROWS, strict=True), strict=True)
    pq.write_table(pa.table({name: pa.array(values, pa.string()) for name, values in columns}), path)
    return str(path)


@pytest.fixture(scope="module")
def table() -> Iterator[tuple[str, str]]:
    """Yield the address of a server and the name of a table with the same records."""
    with postgres.running() as address:
        names = [psycopg.sql.SQL("{} text").format(psycopg.sql.Identifier(name)) for name in COLUMNS.values()]
        create = psycopg.sql.SQL("CREATE SCHEMA s CREATE TABLE {} ({})")
        with psycopg.connect(address) as connection:
            connection.execute(create.format(psycopg.sql.Identifier("Replies"), psycopg.sql.SQL(", ").join(names)))
            connection.cursor().executemany('INSERT INTO s."Replies" VALUES (%s, %s, %s, %s)', ROWS)
        yield address, "s.Replies"


@pytest.fixture(scope="module")
def opened(parquet: str, table: tuple[str, str]) -> Iterator[dict[str, engine.Engine]]:
    with ExitStack() as stack:
        sources = {name: source_of(name, parquet, table) for name in ENGINES}
        yield {name: stack.enter_context(engine.opened(*source, COLUMNS)) for name, source in sources.items()}


def source_of(name: str, parquet: str, table: tuple[str, str]) -> tuple[str, str]:
    return {"duckdb": ("duckdb", parquet), "spark": ("local[2]", parquet), "postgresql": table}[name]


def expected_counts(roles: list[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(PLAN[role].get(row[POSITION[role]], "not-answered") for role in roles) for row in ROWS)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("roles", [["area", "answer"], ["area", "race", "answer"]])
def test_counts_are_those_of_a_count_by_hand(opened: dict[str, engine.Engine], name: str, roles: list[str]) -> None:
    counted = opened[name].counts({role: PLAN[role] for role in roles})
    assert dict(zip(counted[roles].itertuples(index=False, name=None), counted["records"], strict=True)) == dict(
        expected_counts(roles)
    )


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("role", COLUMNS)
def test_spellings_stand_as_they_were_written(opened: dict[str, engine.Engine], name: str, role: str) -> None:
    found = opened[name].spellings(role, most=100)
    assert dict(zip(found["spelling"], found["records"], strict=True)) == dict(
        Counter(row[POSITION[role]] for row in ROWS)
    )


def test_all_engines_give_one_frame_bit_for_bit(opened: dict[str, engine.Engine]) -> None:
    first, *others = [opened[name].counts(PLAN) for name in ENGINES]
    for other in others:
        pd.testing.assert_frame_equal(first, other, check_exact=True)


@pytest.mark.parametrize("name", ENGINES)
def test_an_area_and_its_district_are_one_text(parquet: str, table: tuple[str, str], name: str) -> None:
    columns = {"area": COLUMNS["area"], "district": COLUMNS["sex"], "answer": COLUMNS["answer"]}
    with engine.opened(*source_of(name, parquet, table), columns) as both:
        found = both.spellings("area", most=100)
    written = Counter(f"{row[0] or ''}\x1f{row[2] or ''}" for row in ROWS)
    assert dict(zip(found["spelling"], found["records"], strict=True)) == dict(written)


@pytest.mark.parametrize("name", ENGINES)
def test_free_text_is_cut_off_after_one_row_too_many(opened: dict[str, engine.Engine], name: str) -> None:
    assert len(opened[name].spellings("race", most=3)) == 4


@pytest.mark.parametrize("name", ENGINES)
def test_a_column_that_is_not_there_is_named(parquet: str, table: tuple[str, str], name: str) -> None:
    source = source_of(name, parquet, table)
    with (
        pytest.raises(Findings, match=r"(the|a) column is missing"),
        engine.opened(*source, {"area": "Nowhere"}) as wrong,
    ):
        wrong.spellings("area", most=1)


@pytest.fixture(scope="module")
def number_sources(tmp_path_factory: pytest.TempPathFactory, table: tuple[str, str]) -> dict[str, tuple[str, str]]:
    """The same numbers in a Parquet file, for the engines that read files, and in a table of the database."""
    path = tmp_path_factory.mktemp("numbers") / "numbers.parquet"
    types = (pa.int64(), pa.float64(), pa.decimal128(6, 2), pa.string())
    columns = zip(NUMBER_COLUMNS, types, zip(*NUMBERS, strict=True), strict=True)
    arrays = {
        name: pa.array(
            [None if value is None else Decimal(value) for value in values] if name == "decimal" else values, kind
        )
        for name, kind, values in columns
    }
    pq.write_table(pa.table(arrays), path)
    named = ", ".join(f"{name} {kind}" for name, kind in NUMBER_COLUMNS.items())
    with psycopg.connect(table[0]) as connection:
        connection.execute(f"CREATE TABLE s.numbers ({named})")
        connection.cursor().executemany("INSERT INTO s.numbers VALUES (%s, %s, %s, %s)", NUMBERS)
    return {name: source_of(name, str(path), (table[0], "s.numbers")) for name in ENGINES}


@pytest.mark.parametrize("column", ["whole", "double", "decimal"])
@pytest.mark.parametrize("name", ENGINES)
def test_a_number_means_the_same_however_it_is_typed(
    number_sources: dict[str, tuple[str, str]], name: str, column: str
) -> None:
    """41, 41.0 and 41.00 are one age, -9 is no age, and 7.5 is a child of seven."""
    address, source = number_sources[name]
    with engine.opened(address, source, {"age": column, "answer": "answer"}) as opened:
        judged = Spellings.of(AGES, "ages").judged(opened.spellings("age", most=10))
        codes = {text: code for text, code in zip(judged["spelling"], judged["code"], strict=True) if text is not None}
        counted = opened.counts({"age": codes, "answer": {"1": "1", "2": "2"}})
    assert counted.set_index(["age", "answer"])["records"].to_dict() == {
        ("adult", "1"): 2,
        ("child", "2"): 1,
        ("not-answered", "1"): 1,
        ("not-answered", "2"): 1,
    }


def test_no_rows_give_no_counts(tmp_path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("Ward,Q\n", "utf-8")
    with engine.opened("duckdb", str(path), {"area": "Ward", "answer": "Q"}) as empty:
        assert empty.counts({"area": {}, "answer": {}}).empty
        assert empty.spellings("area", most=1).empty


def test_csv_and_parquet_are_counted_alike(tmp_path) -> None:
    path = tmp_path / "records.csv"
    pd.DataFrame(ROWS, columns=list(COLUMNS.values())).to_csv(path, index=False, encoding="utf-8-sig")
    with engine.opened("duckdb", str(path), COLUMNS) as opened:
        counted = opened.counts({role: PLAN[role] for role in ("race", "answer")})
    # A CSV cannot tell nothing from an empty text.
    by_hand = Counter(
        tuple(PLAN[role].get(row[POSITION[role]] or None, "not-answered") for role in ("race", "answer"))
        for row in ROWS
    )
    assert dict(zip(zip(counted["race"], counted["answer"], strict=True), counted["records"], strict=True)) == by_hand


def test_an_address_of_no_engine_is_refused() -> None:
    with pytest.raises(SourceError, match="No engine is called 'oracle://x'"), engine.opened("oracle://x", "t", {}):
        pass


def test_a_database_that_is_not_there_is_said_without_its_address() -> None:
    address = "postgresql://ann:canary-password@127.0.0.1:9/none"
    with pytest.raises(SourceError) as refused, engine.opened(address, "t", {"area": "a"}):
        pass
    assert str(refused.value) == "PostgreSQL did not count t: it cannot be reached."


def test_the_database_is_only_read(table: tuple[str, str]) -> None:
    """A role that may read the table and nothing else is enough."""
    with psycopg.connect(table[0], autocommit=True) as connection:
        connection.execute("CREATE ROLE reader LOGIN")
        connection.execute("GRANT USAGE ON SCHEMA s TO reader")
        connection.execute('GRANT SELECT ON s."Replies" TO reader')
        connection.execute("REVOKE TEMPORARY, CREATE ON DATABASE postgres FROM PUBLIC")
    address = table[0].replace("user=postgres", "user=reader")
    with engine.opened(address, table[1], COLUMNS) as opened:
        assert int(opened.counts(PLAN)["records"].sum()) == len(ROWS)
