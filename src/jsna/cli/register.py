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
from jsna.register import backup as backups
from jsna.register import check as checks
from jsna.register.database import connect
from jsna.register.day import day_in_england
from jsna.register.register import Register
from jsna.register.sample import load_sample
from jsna.settings import Settings
from jsna.words import lost_years as words


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write the whole register, as it is now, to FILE; the server goes on. Works for SQLite and PostgreSQL."""
    settings = Settings.read()
    opening.existing(settings).close()
    made = backups.back_up(opening.open_register(settings), whoever(), file)
    click.echo(f"Written and read again: {file}, {sum(each.rows for each in made.tables):,} rows.")
    click.echo(f"Its history has {made.rows:,} rows and ends in {made.last[:16]}. Delete the file on {made.ends_on}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--before", type=click.Path(path_type=Path), help="Where to keep what is replaced.")
@click.option("--discard", is_flag=True, help="Keep nothing of what is replaced.")
@click.option("--dry-run", is_flag=True, help="Verify FILE and say what would be replaced; change nothing.")
def restore(file: Path, before: Path | None, discard: bool, dry_run: bool) -> None:
    """Put the backup in FILE in the place of the register; what was erased since is erased again."""
    settings, source = Settings.read(), archive.opened(file)
    database = connect(settings.register, settings.state)
    source.verify()
    there = backups.replaced(database, source)
    made = source.manifest
    click.echo(f"{file} is whole: made on {made.made_at:%d %B %Y at %H:%M}, {made.rows:,} changes.")
    click.echo(_told(there))
    if dry_run:
        return
    if (there.rows or not there.is_readable) and not (before or discard):
        raise click.ClickException("Say --before FILE to keep what is replaced, or --discard.")
    if before and not there.is_readable:
        backups.keep_damaged(database, before)
    elif before and there.rows:
        backups.back_up(Register(database, lambda: datetime.now(UTC), settings.backup_days), whoever(), before)
    erased = backups.restore(database, source, whoever().name, datetime.now(UTC))
    click.echo(f"Restored. {erased:,} items were erased since the backup, and are erased again.")
    if lost := words.lost(opening.open_register(settings).lost_years()):
        click.echo(f"Everybody’s counts: {lost}")


def _told(there: backups.Replaced) -> str:
    if not there.is_readable:
        return "The register here is damaged and would be replaced."
    if not there.rows:
        return "There is nothing here that would be replaced."
    return f"It would replace a register of {there.rows:,} changes, {there.since:,} of which the backup does not have."


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

COMMANDS = (backup, restore, register)
