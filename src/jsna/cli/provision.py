"""The command that takes a list of community provision into the register."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from jsna.errors import Finding, Findings
from jsna.settings import Settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--list", "source", default="", help="What the list is called (default: the file's name, no ending).")
@click.option("--publish", is_flag=True, help="Publish new entries at once; known ones stay as they are.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
def provision(file: Path, source: str, publish: bool, dry_run: bool) -> None:
    """Take in FILE: a CSV list of addresses, or Open Referral UK (JSON). Read again, a list updates its entries."""
    from jsna.catalogue import place  # noqa: PLC0415 - pandas is loaded by the command that needs it
    from jsna.ingest.provision.read import read_provision  # noqa: PLC0415 - as above
    from jsna.model.register.person import Person, Role  # noqa: PLC0415 - as above
    from jsna.register.opening import open_register  # noqa: PLC0415 - as above
    from jsna.register.taking_in import compared, take_in  # noqa: PLC0415 - as above

    settings, called = Settings.read(), source or file.stem
    today = datetime.now(tz=ZoneInfo("Europe/London")).date()
    found = read_provision(file.name, _content(file), place.lookups(settings.data), called, today)
    for line in found.repairs:
        click.echo(line)
    for finding in found.findings:
        click.echo(str(finding), err=True)
    if found.refused:
        message = f"Nothing was taken in from {file.name}."
        raise click.ClickException(message)
    person = Person(f"{getpass.getuser()}, at the command line", frozenset({Role.CONTRIBUTOR}))
    register = open_register(settings)
    if dry_run:
        taken = compared(register, person, called, found.provision)
    else:
        taken = take_in(register, person, called, found.provision, publish=publish)
    verb = "Would be taken in" if dry_run else "Taken in"
    click.echo(
        f"{verb} as {called!r}: {len(taken.added):,} new, {len(taken.updated):,} changed, {taken.same:,} as they were."
    )
    if taken.gone:
        names = ", ".join(each.name for each in taken.gone[:5])
        click.echo(f"{len(taken.gone):,} are in the register and not in the file. They stay: {names}.")


def _content(file: Path) -> bytes:
    from jsna.files.limits import UPLOAD  # noqa: PLC0415 - as above

    try:
        with file.open("rb") as opened:
            return opened.read(UPLOAD.size + 1)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise Findings([Finding(file.name, problem, "the path of a file")]) from error


#: It stands in the group of the register; see ``cli/register.py``.
COMMANDS: tuple[click.Command, ...] = ()
