"""Commands on who may use the register: block somebody, let them in again, list who is blocked."""

from __future__ import annotations

import getpass

import click

from jsna.model.register.person import Person, Role
from jsna.settings import Settings


def whoever() -> Person:
    """Return the person who runs a command: the account of this machine, which has the database already."""
    return Person(f"{getpass.getuser()}, at the command line", frozenset({Role.ADMINISTRATOR}))


@click.command()
@click.argument("person")
@click.option("--because", required=True, help="Why. The history shows it.")
def block(person: str, because: str) -> None:
    """End somebody's access from the next thing they do. PERSON is their name in the history, or the provider's."""
    from jsna.register import access as doing  # noqa: PLC0415 - SQLAlchemy is loaded by the command that needs it
    from jsna.register.opening import open_register  # noqa: PLC0415

    blocked = doing.block(open_register(Settings.read()), whoever(), person, because)
    click.echo(f"{blocked.person} is blocked.")


@click.command()
@click.argument("person")
@click.option("--because", required=True, help="Why. The history shows it.")
def unblock(person: str, because: str) -> None:
    """Give somebody back the access that their sign-in gives."""
    from jsna.register import access as doing  # noqa: PLC0415 - as above
    from jsna.register.opening import open_register  # noqa: PLC0415

    doing.unblock(open_register(Settings.read()), whoever(), person, because)
    click.echo(f"{person} is no longer blocked.")


@click.command("blocked")
def blocked_people() -> None:
    """List who is blocked, since when, by whom and why."""
    from jsna.register import access as doing  # noqa: PLC0415 - as above
    from jsna.register.opening import open_register  # noqa: PLC0415

    found = doing.blocked(open_register(Settings.read()), whoever())
    for each in found:
        click.echo(f"{each.person}: since {each.at:%Y-%m-%d %H:%M} UTC, by {each.by}: {each.because}")
    if not found:
        click.echo("Nobody is blocked.")


#: They stand in the group of the register; see ``cli/register.py``.
OF_REGISTER = (block, unblock, blocked_people)
COMMANDS: tuple[click.Command, ...] = ()
