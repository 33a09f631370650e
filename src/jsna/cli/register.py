"""The commands of the register."""

from __future__ import annotations

import click

from jsna.cli.provision import provision


@click.group()
def register() -> None:
    """Work on the register: who was asked, what they said, and what exists already."""


register.add_command(provision)

COMMANDS = (register,)
