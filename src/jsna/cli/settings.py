"""The command that says which settings are in force, and where each of them stands."""

from __future__ import annotations

import os

import click

from jsna.settings import CONFIG_VARIABLE, KEYS, SECRET, Settings, in_force
from jsna.settings_file import PREFIX, variable

_HIDDEN = "(set; not shown)"


@click.command()
def settings() -> None:
    """Print every setting, what it is and where that stands: the environment, a file, or the default."""
    read, given = Settings.read(), in_force()
    rows = [(key, _shown(read, key), given[name].source if name in given else "default") for key, name in _NAMES]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for key, value, source in rows:
        click.echo(f"{key:{widths[0]}}  {value:{widths[1]}}  {source}")
    known = {CONFIG_VARIABLE, *(name for _, name in _NAMES)}
    for name in sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known):
        click.echo(f"{name} is in the environment and is not a setting.")


_NAMES = [(key, variable(key)) for key in KEYS]


def _shown(read: Settings, key: str) -> str:
    together = {"tiles": read.tiles.address, "tiles_credit": read.tiles.credit, "host": ", ".join(read.hosts)}
    value = together[key] if key in together else getattr(read, key)
    if variable(key) in SECRET and value:
        return _HIDDEN
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value in (None, "") else str(value)


COMMANDS = (settings,)
