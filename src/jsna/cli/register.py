"""The commands of the register. Whoever has the machine runs them; each leaves a row in the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from jsna.cli.access import OF_REGISTER, whoever
from jsna.cli.provision import provision
from jsna.model.register.person import Role
from jsna.outputs import register_csv
from jsna.register import archive, opening, retiring
from jsna.register import check as checks
from jsna.register.day import day_in_england
from jsna.register.sample import load_sample
from jsna.settings import Settings


@click.group()
def register() -> None:
    """Check the register, carry it elsewhere, and delete what is past its date."""


@register.command()
@click.option("--against", type=click.Path(path_type=Path), help="A backup whose seal the history must still hold.")
@click.option("--mend", is_flag=True, help="Build the search index again from the items.")
def check(against: Path | None, mend: bool) -> None:
    """Say whether the register is whole; exits with 1 where it is not."""
    database = opening.existing(Settings.read())
    if mend:
        checks.mend_index(database)
    seal = archive.opened(against).manifest.seal if against else None
    found = checks.check(database, seal, day_in_england(datetime.now(UTC)))
    for each in found:
        click.echo(each)
    if found:
        raise click.exceptions.Exit(1)
    click.echo("The register is whole: its file, references, history, items and search index agree.")


@register.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export_files(folder: Path) -> None:
    """Write the register as CSV files to FOLDER, without private words. For an exact copy: jsna backup."""
    written = register_csv.export(opening.open_register(Settings.read()), whoever(), folder)
    click.echo(f"Written: {len(written)} files in {folder}.")


@register.command("import")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
def import_files(folder: Path) -> None:
    """Save what was added to or changed in the CSV files in FOLDER; all of it or nothing."""
    added, changed = register_csv.import_from(opening.open_register(Settings.read()), whoever(), folder)
    click.echo(f"Added {added:,} and changed {changed:,}.")


@register.command()
@click.option("--dry-run", is_flag=True, help="List what is past its date; delete nothing.")
@click.option(
    "--most", type=click.IntRange(1), default=retiring.MOST, show_default=True, help="Delete at most this many of each."
)
def retire(dry_run: bool, most: int) -> None:
    """Delete what is past its date, and clear its bytes from the register's files. A server does it by itself."""
    opened = opening.open_register(Settings.read())
    found = retiring.due(opened, whoever()) if dry_run else retiring.retire(opened, whoever(), most)
    for each in found:
        click.echo(f"{each.what}, past its date since {each.ended:%d %B %Y}")
    click.echo(f"{len(found):,} {'would be' if dry_run else 'were'} deleted.")


@register.command()
def sample() -> None:
    """Load a made-up register, to see how one works; only into an empty one. Everything in it is marked as a sample."""
    number = load_sample(opening.open_register(Settings.read()), replace(whoever(), roles=frozenset(Role)))
    click.echo(f"Loaded {number} items. Each is marked as a sample wherever it is shown.")


for command in (provision, *OF_REGISTER):
    register.add_command(command)

COMMANDS = (register,)
