"""The command that reads records of people and keeps only protected counts."""

from __future__ import annotations

from pathlib import Path

import click

from jsna.cli.ingest import ingest
from jsna.settings import Settings


@ingest.command()
@click.argument("source")
@click.option(
    "--map", "mapping", type=click.Path(path_type=Path), required=True, help="TOML that says what the columns mean."
)
@click.option(
    "--engine", default="duckdb", show_default=True, help="duckdb, sc://… or local[2] (Spark), postgresql://…."
)
@click.option("--dry-run", is_flag=True, help="Count and report; write nothing.")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="Data folder to fill (default: JSNA_DATA).")
def records(source: str, mapping: Path, engine: str, dry_run: bool, data: Path | None) -> None:
    """Turn survey replies or service records into protected counts. SOURCE: a file or table, a row for each response.

    The records themselves are not kept: not stored, not cached, not logged.
    """
    from jsna.ingest.records import collection  # noqa: PLC0415 - the engine is loaded by the command that needs it

    folder = data or Settings.read().data
    if dry_run:
        click.echo(collection.collect(source, mapping, folder, engine).report)
    else:
        click.echo(collection.ingest(source, mapping, folder, engine))


COMMANDS = ()
