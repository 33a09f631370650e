"""The command that converts counts from the wards of one year to those of another."""

from __future__ import annotations

from pathlib import Path

import click

from jsna.settings import Settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "start", type=int, required=True, help="Year of the ward codes in the file: 2022 or 2025.")
@click.option("--to", "end", type=int, required=True, help="Year to carry the counts to.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="File to write (default: FILE-YEAR.csv).")
@click.option("--by", multiple=True, help="Heading that splits the rows, such as group. Give it again for each.")
@click.option("--count", multiple=True, help="Heading of a column that is a count. Give it again for each.")
@click.option("--checked", is_flag=True, help="Names beside other codes, and numbers such as 9999, are right.")
@click.option("--estimate", is_flag=True, help="Divide wards that were cut, by residents; such figures are marked e.")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="Data folder (default: JSNA_DATA).")
def rebase(
    file: Path,
    start: int,
    end: int,
    out: Path | None,
    by: tuple[str, ...],
    count: tuple[str, ...],
    checked: bool,
    estimate: bool,
    data: Path | None,
) -> None:
    """Carry the counts of FILE from the wards of one year to those of another; sums are kept to the unit."""
    from jsna.areas.lookups import Lookups  # noqa: PLC0415 - pandas is loaded by the command that needs it
    from jsna.ingest.council.carrying import rebase  # noqa: PLC0415 - pandas is loaded by the command that needs it

    lookups = Lookups.of(data or Settings.read().data)
    target = out or file.with_name(f"{file.stem}-{end}.csv")
    for said in rebase.rebase_file(
        file,
        target,
        start,
        end,
        lookups.ward_changes,
        lookups.areas,
        by=by,
        counts=count,
        checked=checked,
        estimate=estimate,
    ):
        click.echo(said)
    click.echo(f"Written: {target}")


COMMANDS = (rebase,)
