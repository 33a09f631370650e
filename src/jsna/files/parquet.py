"""Parquet files from outside, with findings in place of the library's errors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from jsna.errors import Finding, Findings
from jsna.files.text_table import missing_columns


def parquet_table(path: Path, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Return a Parquet file, or the named columns of it. Index: ``row``, from 1.

    Raises:
        Findings: the file is missing, cut short or not a Parquet file, or a column is missing.
    """
    try:
        file = pq.ParquetFile(path)
        missing = [column for column in columns or () if column not in file.schema_arrow.names]
        if missing:
            raise Findings(missing_columns(path.name, missing, file.schema_arrow.names))
        frame: pd.DataFrame = file.read(columns=list(columns) if columns is not None else None).to_pandas()
    except FileNotFoundError as error:
        raise Findings([Finding(path.name, "the file is not there", "the file as SOURCES names it")]) from error
    except (pa.ArrowInvalid, OSError) as error:
        raise Findings([_not_parquet(path)]) from error
    frame.index = pd.RangeIndex(1, len(frame) + 1, name="row")
    return frame


def parquet_header(path: Path) -> list[str]:
    """Return the names of a Parquet file's columns, in order.

    Raises:
        Findings: the file is cut short or is not a Parquet file.
    """
    try:
        return list(pq.read_schema(path).names)
    except (pa.ArrowInvalid, OSError) as error:
        raise Findings([_not_parquet(path)]) from error


def _not_parquet(path: Path) -> Finding:
    return Finding(path.name, "the file is cut short or is not a Parquet file", "a whole Parquet file: fetch it again")
