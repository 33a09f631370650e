"""The command that pins the state of the data folder."""

from __future__ import annotations

from pathlib import Path

import click

from jsna.catalogue import commit
from jsna.catalogue import release as releases
from jsna.settings import Settings


@click.command()
@click.option("--data", type=click.Path(path_type=Path), help="Data folder to pin (default: JSNA_DATA, or data/).")
def release(data: Path | None) -> None:
    """Write release.json, the content hash that links pin, after files were edited by hand."""
    folder = data or Settings.read().data
    with commit.locked(folder, "stating the release"):
        stated = releases.commit_release(folder, {})
    click.echo(f"Release {stated.id}, {len(stated.files)} files.")


COMMANDS = (release,)
