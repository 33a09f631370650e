"""Commands that fill the data folder from official files."""

from __future__ import annotations

from pathlib import Path

import click

from jsna.settings import Settings


@click.group()
def ingest() -> None:
    """Turn official and local files into the project's own figures."""


@ingest.command()
@click.option("--from", "source", type=click.Path(path_type=Path), required=True, help="Folder of the official files.")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="Data folder to fill (default: JSNA_DATA).")
def official(source: Path, data: Path | None) -> None:
    """Make areas and every official indicator's figures; all or nothing."""
    from jsna.ingest import pipeline  # noqa: PLC0415 - pandas is loaded by the command that needs it

    report = pipeline.official(source, data or Settings.read().data)
    click.echo(report)


COMMANDS = (ingest,)
