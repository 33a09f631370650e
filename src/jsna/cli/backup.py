"""The commands that back everything up and restore it: the register and the releases, in one file."""

from __future__ import annotations

import contextlib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import click

from jsna.catalogue.releases import archive as kept_releases
from jsna.catalogue.releases.store import Store
from jsna.cli.access import whoever
from jsna.settings import Settings
from jsna.words.numbers import many


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write the whole register and every release, as they are now, to FILE; the server goes on."""
    from jsna.register import backup as backups  # noqa: PLC0415 - SQLAlchemy is loaded by the command that needs it
    from jsna.register import opening  # noqa: PLC0415

    settings = Settings.read()
    if file.exists():
        message = f"{file} is there already. Name another file."
        raise click.ClickException(message)
    draft = file.with_name(f".{file.name}.new")
    said = ["There is no register yet."]
    try:
        if _has_register(settings):
            opening.existing(settings).close()
            made = backups.back_up(opening.open_register(settings), whoever(), draft)
            said = [
                f"The register: {sum(each.rows for each in made.tables):,} rows.",
                f"Its history has {made.rows:,} rows and ends in {made.last[:16]}.",
            ]
            said += [f"Delete the file on {made.ends_on}."]
        with zipfile.ZipFile(draft, "a") as pack:
            releases = kept_releases.write(pack, Store.of(settings.state), settings.data)
        with zipfile.ZipFile(draft) as pack:
            kept_releases.require_whole(pack)
        draft.chmod(0o600)
        draft.replace(file)
    except OSError as error:
        message = f"{file} cannot be written ({error.strerror}). Nothing was left there."
        raise click.ClickException(message) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    click.echo(f"Written and read again: {file}, {releases} releases. {' '.join(said)}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--before", type=click.Path(path_type=Path), help="Where to keep the register that is replaced.")
@click.option("--discard", is_flag=True, help="Keep nothing of the register that is replaced.")
@click.option("--dry-run", is_flag=True, help="Verify FILE and say what would be replaced; change nothing.")
def restore(file: Path, before: Path | None, discard: bool, dry_run: bool) -> None:
    """Put the backup in FILE in the place of the register, and its releases beside those that are here.

    What was erased or withdrawn since is erased and withdrawn again. Files that the data folder lacks are put back.
    """
    settings = Settings.read()
    try:
        with zipfile.ZipFile(file) as pack:
            has_register = "manifest.json" in pack.namelist()
            has_releases = kept_releases.has_releases(pack)
            kept_releases.require_whole(pack)
    except FileNotFoundError as error:
        message = f"There is no file {file}."
        raise click.ClickException(message) from error
    except (OSError, zipfile.BadZipFile) as error:
        message = f"{file} is no backup, or it is damaged. Nothing was changed."
        raise click.ClickException(message) from error
    if has_register or not has_releases:
        _register(settings, file, before, discard=discard, dry_run=dry_run)
    if has_releases and not dry_run:
        with zipfile.ZipFile(file) as pack:
            added, lacking, differing = kept_releases.restore(pack, Store.of(settings.state), settings.data)
        click.echo(f"Put back: {many(added, 'release')}, and {many(len(lacking), 'file')} that the data folder lacked.")
        if differing:
            click.echo(
                f"Other than in the backup, and left as they are: {many(len(differing), 'file')} of the data folder:"
            )
        for name in differing[:20]:
            click.echo(f"  {name}")


def _register(settings: Settings, file: Path, before: Path | None, *, discard: bool, dry_run: bool) -> None:
    """Put the register of a backup in the place of the one here."""
    from jsna.register import archive, opening  # noqa: PLC0415 - as above
    from jsna.register import backup as backups  # noqa: PLC0415
    from jsna.register.database import connect  # noqa: PLC0415
    from jsna.register.register import Register  # noqa: PLC0415
    from jsna.words import lost_years as words  # noqa: PLC0415

    source = archive.opened(file)
    database = connect(settings.register, settings.state)
    source.verify()
    there = backups.replaced(database, source)
    made = source.manifest
    click.echo(f"{file} is whole: made on {made.made_at:%d %B %Y at %H:%M}, {made.rows:,} changes.")
    if not there.is_readable:
        click.echo("The register here is damaged and would be replaced.")
    elif not there.rows:
        click.echo("There is nothing here that would be replaced.")
    else:
        since = f"{there.since:,} of which the backup does not have"
        click.echo(f"It would replace a register of {there.rows:,} changes, {since}.")
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


def _has_register(settings: Settings) -> bool:
    """Whether there is a register to back up; where its database does not answer, that is an error, not a no."""
    from jsna.register.database import FILE  # noqa: PLC0415 - as above

    return settings.register is not None or (settings.state / FILE).exists()


COMMANDS = (backup, restore)
