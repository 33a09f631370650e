"""Observations read from the file beside an indicator's TOML: Parquet as the pipeline wrote it, or an analyst's CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from jsna.catalogue.last import of_last
from jsna.errors import CatalogueError, Finding, Findings, limited
from jsna.files import checked
from jsna.files.limits import DATA_FOLDER
from jsna.files.text_table import read_text_table, repeated_headings
from jsna.files.to_numbers import to_numbers
from jsna.model.indicator import Indicator, Measure
from jsna.model.observations import COLUMNS, COUNTS, KEY, RATES
from jsna.model.period import fault
from jsna.model.period_spelling import ACCEPTED

ENDINGS = (".parquet", ".csv")
NUMBERS = (*COUNTS, *RATES)


def required(indicator: Indicator) -> tuple[str, ...]:
    """Return the columns an analyst's CSV must have; the others may be left out."""
    if indicator.measure is Measure.COUNT:
        return (*KEY, COUNTS[0])
    return (*KEY, *(COUNTS if indicator.measure is Measure.PROPORTION else ("value",)))


def values(rows: pd.DataFrame) -> pd.Series[float]:
    """Return the figure of each row: the share of a base, a count without one, else the value; NaN where missing."""
    share = rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)
    return share.where(rows["denominator"].notna(), rows["value"].fillna(rows["numerator"]))


def from_parquet(path: Path) -> pd.DataFrame:
    """Return the observations of a Parquet file: columns as ``model.observations.COLUMNS``.

    Those of ``KEY`` are categories, which is how the file holds them: to write out a text for each row takes three
    times as long. ``note`` is text, the others are floats.

    Raises:
        CatalogueError: the file is damaged, has other columns or a period that cannot be read.
    """
    try:
        # One thread: a file is small, and to share it out costs the processor more than it saves.
        table = pq.ParquetFile(checked.opened(path), read_dictionary=[*KEY]).read(use_threads=False)
        if tuple(table.column_names) != COLUMNS:
            message = f"{path.name}: columns are {', '.join(table.column_names)}. Accepted: {', '.join(COLUMNS)}."
            raise CatalogueError(message)
        found = _frame(table)
    except (OSError, ValueError, pa.ArrowException) as error:
        message = f"{path.name} cannot be read as Parquet. Accepted: the file that `jsna ingest official` writes."
        raise CatalogueError(message) from error
    if faulty := [text for text in map(str, found["period"].cat.categories) if fault(text)]:
        message = f"{path.name}, column period: {fault(faulty[0])} ({faulty[0]!r}). Accepted: {ACCEPTED}."
        raise CatalogueError(message)
    return found


def _frame(table: pa.Table) -> pd.DataFrame:
    """Return a table of ``COLUMNS`` as a frame. Arrow's own way takes four times as long: it looks for more kinds."""
    whole = table.unify_dictionaries()
    columns = {name: _category(whole[name], _index_of_areas if name == "area_code" else _index) for name in KEY}
    columns |= {name: table[name].cast(pa.float64()).to_numpy() for name in NUMBERS}
    return pd.DataFrame({**columns, "note": pd.array(table["note"].cast(pa.string()), dtype="str")}, copy=False)


def _category(column: pa.ChunkedArray, index_of: Callable[[pa.Array], pd.Index[str]]) -> pd.Categorical[str]:
    whole = column.combine_chunks()
    if not pa.types.is_dictionary(whole.type):
        whole = whole.cast(pa.string()).dictionary_encode()
    texts = whole.dictionary.cast(pa.string())
    return pd.Categorical.from_codes(whole.indices.fill_null(-1).to_numpy(), index_of(texts), validate=False)


def _index(texts: pa.Array) -> pd.Index[str]:
    found: pd.Index[str] = pd.Index(pd.array(texts, dtype="str"))
    return found


#: Most files hold the same areas in the same order, and pandas takes longer over their index than over the file.
_index_of_areas = of_last(_index, pa.Array.equals)


def from_csv(path: Path, indicator: Indicator) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the observations of a CSV file, and everything in its form that is wrong.

    Returns:
        The frame: columns as ``model.observations.COLUMNS``, index the line in the file (the header is line 1); a
        field that is not a number is NaN and has a finding. The findings: encoding, separator, header, ragged lines and
        numbers. What the figures *say* is judged by ``jsna.catalogue.checks.rules``.

    Raises:
        Findings: the file cannot be taken apart at all.
    """
    text = read_text_table(checked.read_bytes(path), path.name, DATA_FOLDER)
    _refuse_header(path, list(text.frame.columns), indicator)
    table = text.frame.reindex(columns=list(COLUMNS), fill_value="").apply(lambda column: column.str.strip())
    spellings = {period: " ".join(period.split()) for period in table["period"].unique()}
    table["period"] = table["period"].map(spellings)
    found = list(text.ragged)
    for column in NUMBERS:
        table[column] = to_numbers(table[column], path.name, found, whole=column in COUNTS, may_be_empty=True)
    table = table.astype(dict.fromkeys(KEY, "str"))
    table["note"] = table["note"].astype("str").where(table["note"] != "")
    return table, found


def _refuse_header(path: Path, header: list[str], indicator: Indicator) -> None:
    accepted = ", ".join(COLUMNS)
    found = [
        Finding(path.name, "a column is missing", f"a column {name}", row=1, column=name)
        for name in required(indicator)
        if name not in header
    ]
    found += [
        Finding(path.name, "unknown column", accepted, row=1, value=name[:80])
        for name in dict.fromkeys(header)
        if name not in COLUMNS
    ]
    found += repeated_headings(header, path.name)
    if found:
        raise Findings(limited(found))
