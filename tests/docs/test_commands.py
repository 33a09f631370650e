"""Every command is documented and explains itself."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from jsna.cli import main
from tests.docs.tracked import documents


def commands(group: click.Group, called: str = "jsna") -> Iterator[tuple[str, click.Command]]:
    """Yield each command that does something, by the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from commands(found, f"{called} {name}")
        else:
            yield f"{called} {name}", found


COMMANDS = dict(commands(main))


def test_the_commands_page_lists_each_command() -> None:
    text = documents()["docs/commands.md"]
    assert [called for called in COMMANDS if f"`{called}`" not in text] == []


@pytest.mark.parametrize("called", COMMANDS)
def test_a_command_and_its_options_explain_themselves(called: str) -> None:
    command = COMMANDS[called]
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    silent = [option.name for option in options if not option.help]
    assert (bool(command.help), silent) == (True, [])
