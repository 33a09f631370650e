"""The commands of releases: state today's, list, verify, prune, and withdraw figures from all of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jsna.catalogue import commit
from jsna.catalogue import release as releases
from jsna.catalogue.read import open_catalogue
from jsna.catalogue.releases import frozen, pruning, sound, withdrawn
from jsna.catalogue.releases.frozen import Frozen
from jsna.catalogue.releases.store import Store
from jsna.catalogue.releases.withdraw import withdraw as take_out
from jsna.errors import Finding, Findings
from jsna.model.register.person import OWN_MACHINE
from jsna.settings import Settings
from jsna.words.numbers import many

if TYPE_CHECKING:
    from jsna.register.register import Register

_DATA = click.option("--data", type=click.Path(path_type=Path), help="Data folder (default: JSNA_DATA, or data/).")


@click.group(invoke_without_command=True)
@_DATA
@click.pass_context
def release(ctx: click.Context, data: Path | None) -> None:
    """State the release after files were edited by hand, and freeze it; with a command: look after all releases."""
    if ctx.invoked_subcommand is not None:
        return
    folder = data or Settings.read().data
    if behind := list(releases.changed_behind(folder)):
        accepted = "the file as `jsna ingest official` wrote it: take it from git or a backup, or import again"
        raise Findings(Finding(name, f"the official file {problem}", accepted) for name, problem in behind)
    with commit.locked(folder, "stating the release"):
        stated = releases.commit_release(folder, {})
    click.echo(f"Release {stated.id}, {len(stated.files)} files.")


def freeze() -> Frozen:
    """Freeze the data folder that is served here, make that today's release, and return it.

    Raises:
        CatalogueError: it cannot be opened, so the release before stays today's.
    """
    settings = Settings.read()
    store = Store.of(settings.state)
    made = store.freeze(settings.data, lambda: datetime.now(UTC))
    open_catalogue(made.folder)
    store.point_to(made, settings.data)
    return made


@release.command("list")
def list_() -> None:
    """List every release that is kept, the newest first, and what was withdrawn."""
    settings = Settings.read()
    store = Store.of(settings.state)
    today = store.today_of(settings.data)
    for each in store.all():
        marks = "  today’s" if today is not None and each.name == today.name else ""
        marks += f"  {many(len(each.by_hand), 'file')} edited by hand" if each.by_hand else ""
        click.echo(f"{each.id}  {each.at:%Y-%m-%d %H:%M} UTC  {len(each.files)} files{marks}")
    if not frozen.folders(store.folder):
        click.echo("No release is kept yet. The first visit to a page makes one, and so does `jsna release`.")
    for name in store.unsound():
        click.echo(f"{name.partition('-')[0]}  damaged: its list of files cannot be read")
    for gone in withdrawn.read(store.folder):
        click.echo(f"Withdrawn: {gone.slug}, {gone.at:%Y-%m-%d}, by {gone.by}: {gone.why}")


@release.command()
def verify() -> None:
    """Read every byte of every release, mend what can be mended, and say what is damaged; exits with 1 if any is."""
    settings = Settings.read()
    store = Store.of(settings.state)
    wrong = [f"{name}: its list of files cannot be read" for name in store.unsound()]
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(commit.NotSaved):  # what can be read only is verified all the same
            stack.enter_context(store.locked())
        known = store.all()
        for each in known:
            before = len(list(sound.faults(store.folder, each)))
            left = sound.mended(store.folder, each, settings.data)
            wrong += [f"{each.id}: {name} {problem}" for name, problem in left]
            if before > len(left):
                click.echo(f"{each.id}: {many(before - len(left), 'file')} mended from what is kept.")
    for line in wrong:
        click.echo(line)
    if wrong:
        click.echo(
            "Take what is damaged from a backup (`jsna restore`), or take the release away: until then links to it "
            "show what is whole, and say what is not."
        )
        raise click.exceptions.Exit(1)
    click.echo(f"{len(known)} releases are whole.")


@release.command()
@click.option(
    "--days", type=click.IntRange(1), default=pruning.KEPT_DAYS, show_default=True, help="Keep those replaced since."
)
@click.option("--dry-run", is_flag=True, help="List what would be removed; remove nothing.")
def prune(days: int, dry_run: bool) -> None:
    """Remove old releases; never today's, and none that a link in the register pins."""
    settings = Settings.read()
    store = Store.of(settings.state)
    going = pruning.superfluous(store, settings.data, _pinned(settings), datetime.now(UTC), days)
    for each in going:
        click.echo(f"{each.id}  {each.at:%Y-%m-%d %H:%M} UTC")
    if dry_run:
        click.echo(f"Would be removed: {many(len(going), 'release')}.")
        return
    freed = pruning.prune(store, going)
    click.echo(f"Removed: {many(len(going), 'release')}, {freed / 1e6:.1f} MB freed.")


def _pinned(settings: Settings) -> frozenset[str]:
    """The releases that the register pins; none where there is no register yet."""
    from jsna.register.pins import pinned  # noqa: PLC0415 - SQLAlchemy is loaded by the command that needs it

    register = _register(settings)
    return pinned(register) if register else frozenset()


def _still_quoting(settings: Settings, indicator: str) -> Iterator[str]:
    """Yield what in the register keeps a sentence about the figures of an indicator, and who can take it off."""
    from jsna.register.quoting import needs_quoting, reports_quoting  # noqa: PLC0415

    if not (register := _register(settings)):
        return
    if needs := needs_quoting(register, OWN_MACHINE, indicator):
        yield "These needs cite its figures, and keep the sentence. Open each, and take the figure off:"
        yield from (f"  {need.id}  {need.title}" for need in needs)
    if told := reports_quoting(register, OWN_MACHINE, indicator):
        yield "People told us something about its figures. What the page said then is kept with it until it is erased:"
        yield from (f"  {reference}" for reference in told)


def _register(settings: Settings) -> Register | None:
    """The register; None where there is none yet."""
    from jsna.register.database import FILE  # noqa: PLC0415
    from jsna.register.opening import open_to_read  # noqa: PLC0415

    if settings.register is None and not (settings.state / FILE).exists():
        return None
    return open_to_read(settings)


@release.command()
@click.argument("indicator")
@click.option("--because", required=True, help="Why. Readers of old links see it.")
@click.option("--dry-run", is_flag=True, help="Say what would be withdrawn; change nothing.")
def withdraw(indicator: str, because: str, dry_run: bool) -> None:
    """Take INDICATOR (its slug) out of every release, bytes and all; old links say what was withdrawn, when and why."""
    settings = Settings.read()
    store = Store.of(settings.state)
    if dry_run:
        have = [each for each in store.all() if withdrawn.names_of(indicator, each.files)]
        click.echo(f"{len(have)} of {len(store.all())} releases have {indicator}.")
        for line in _still_quoting(settings, indicator):
            click.echo(line)
        return
    gone = take_out(store, settings.data, indicator, because, by=OWN_MACHINE, now=lambda: datetime.now(UTC))
    click.echo(f"Withdrawn: {gone.title}. These files are gone from every release:")
    for name in gone.names:
        click.echo(f"  {name}")
    for line in _still_quoting(settings, indicator):
        click.echo(line)
    click.echo(
        "Backups made before still hold them: delete those that you need not keep. git keeps what was committed."
    )


COMMANDS = (release,)
