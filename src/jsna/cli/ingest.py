"""Commands that fill the data folder from official files."""

from __future__ import annotations

from pathlib import Path

import click

from jsna.settings import Settings

_DATA = click.option(
    "--data", type=click.Path(path_type=Path), help="Data folder to fill (default: JSNA_DATA, or data/)."
)


@click.group()
def ingest() -> None:
    """Turn official files into the project's own figures."""


@ingest.command()
@click.option("--from", "source", type=click.Path(path_type=Path), required=True, help="Folder of the official files.")
@_DATA
def official(source: Path, data: Path | None) -> None:
    """Make areas, boundaries and every official indicator's figures; all or nothing."""
    from jsna.ingest.official import pipeline  # noqa: PLC0415 - pandas is loaded by the command that needs it

    click.echo(pipeline.official(source, data or Settings.read().data))


@ingest.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "lookups",
    type=click.Path(path_type=Path),
    help="Folder of the official files; needed where FILE has output areas and no wards.",
)
@click.option("--cache", type=click.Path(path_type=Path), help="Folder that keeps what was fetched.")
@click.option("--base", default="", help="Address of the service (default: the public one).")
@click.option("--again", is_flag=True, help="Fetch again, even if it is kept.")
@_DATA
def nomis(file: Path, lookups: Path | None, cache: Path | None, base: str, again: bool, data: Path | None) -> None:
    """Make the figures of one census table from FILE, a CSV or ZIP from Nomis, or fetch it by its name, TS021."""
    from jsna.ingest.official import one_table  # noqa: PLC0415 - pandas is loaded by the command that needs it
    from jsna.ingest.official.fetch import services  # noqa: PLC0415

    folder = data or Settings.read().data
    if file.exists() or not services.is_table(str(file)):
        click.echo(one_table.table(file, folder, lookups))
        return
    fetched = services.nomis(str(file), services.Wanted(cache or services.default_cache(), base, again))
    with services.kept_if_good(fetched.parent, fetched.name):
        click.echo(one_table.table(fetched, folder, lookups))


COMMANDS = (ingest,)
