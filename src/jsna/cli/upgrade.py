"""The command that moves an installation on to a new version of the shipped figures."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import click

from jsna.settings import Settings, checkout
from jsna.words.numbers import many


@click.command()
@click.option(
    "--from",
    "shipped",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Data folder of the new version (default: data/).",
)
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
def upgrade(shipped: Path | None, dry_run: bool) -> None:
    """Take over the figures of a new version; what is your own stays, and old links go on showing what they showed."""
    from jsna.analysis.upgrade_differences import differences  # noqa: PLC0415 - pandas is loaded by what needs it
    from jsna.catalogue import upgrade as moving  # noqa: PLC0415
    from jsna.catalogue.read import open_catalogue  # noqa: PLC0415
    from jsna.catalogue.release import stated  # noqa: PLC0415
    from jsna.catalogue.releases import withdrawn  # noqa: PLC0415
    from jsna.catalogue.releases.store import Store  # noqa: PLC0415
    from jsna.cli.release import freeze  # noqa: PLC0415

    settings, source = Settings.read(), shipped or checkout() / "data"
    if source.resolve() == settings.data.resolve():
        raise click.UsageError("The data folder is the shipped one. Give the folder of the new version with --from.")
    store = Store.of(settings.state)
    gone = moving.staying_away(settings.data, source, withdrawn.read(store.folder))
    planned = moving.plan(settings.data, source, moving.shipped_before(store.folder), gone)
    with tempfile.TemporaryDirectory() as folder:
        wrong, its_own = moving.tried(settings.data, source, planned, Path(folder))
        before, after = open_catalogue(settings.data), open_catalogue(Path(folder))
        if known := stated(settings.data):
            before = replace(before, rule=known.rule)
        for line in differences(before, after):
            click.echo(line)
    for each in gone:
        click.echo(f"{each.slug}: stays away. {each.said}")
    click.echo(f"{len(planned.taken)} files are taken, {len(planned.removed)} go, {len(planned.local)} are only yours.")
    for name in planned.yours:
        click.echo(f"Changed by you and by the new version; yours stays: {name}")
    if its_own:
        click.echo(
            f"The new version has {many(its_own, 'finding')} of its own. To read them: jsna check --data {source}"
        )
    if wrong:
        said = "\n".join(["The new figures cannot be used with what is yours. Mend first:", *wrong[:20]])
        raise click.ClickException(said)
    if dry_run:
        click.echo("Nothing was changed.")
        return
    freeze()
    made = moving.apply(settings.data, source, planned, store.folder)
    click.echo(f"Release {made.id}. Links made before go on showing their own release.")


COMMANDS = (upgrade,)
