"""Commands on who may use the register: block somebody, let them in again, list who is blocked."""

from __future__ import annotations

import getpass

import click

from jsna.model.register.person import OWN_MACHINE, Person
from jsna.settings import Settings


def _by() -> Person:
    """Whoever runs the command has the database already; their name stands in the history."""
    return Person(f"{getpass.getuser()}, at the command line", OWN_MACHINE.roles)


@click.group()
def register() -> None:
    """Look after the register."""


@register.command()
@click.argument("person")
@click.option("--because", required=True, help="Why; it stands in the history.")
def block(person: str, because: str) -> None:
    """End somebody's access from the next thing they do. PERSON is their name in the history, or the provider's."""
    from jsna.register import access as doing  # noqa: PLC0415 - SQLAlchemy is loaded by the command that needs it
    from jsna.register.opening import open_register  # noqa: PLC0415

    blocked = doing.block(open_register(Settings.read()), _by(), person, because)
    click.echo(f"{blocked.person} is blocked.")


@register.command()
@click.argument("person")
@click.option("--because", required=True, help="Why; it stands in the history.")
def unblock(person: str, because: str) -> None:
    """Give somebody back the access that their sign-in gives."""
    from jsna.register import access as doing  # noqa: PLC0415 - as above
    from jsna.register.opening import open_register  # noqa: PLC0415

    doing.unblock(open_register(Settings.read()), _by(), person, because)
    click.echo(f"{person} is no longer blocked.")


@register.command("blocked")
def blocked_people() -> None:
    """List who is blocked, since when, by whom and why."""
    from jsna.register import access as doing  # noqa: PLC0415 - as above
    from jsna.register.opening import open_register  # noqa: PLC0415

    found = doing.blocked(open_register(Settings.read()), _by())
    for each in found:
        click.echo(f"{each.person}: since {each.at:%Y-%m-%d %H:%M} UTC, by {each.by}: {each.because}")
    if not found:
        click.echo("Nobody is blocked.")


COMMANDS: tuple[click.Command, ...] = (register,)
