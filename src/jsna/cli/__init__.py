"""The command line: every module of this package lists its commands in ``COMMANDS``; there is no other list."""

from __future__ import annotations

import errno
import importlib
import pkgutil

import click

from jsna.errors import JsnaError


class Themes(click.Group):
    """A group whose commands are collected from this package on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order."""
        return sorted({*super().list_commands(ctx), *_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the named command, or None."""
        return super().get_command(ctx, cmd_name) or _commands().get(cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error that is safe to show, or of the disk, is one sentence and exit status 1."""
        try:
            done: object = super().invoke(ctx)
            _freeze()
            return done
        except JsnaError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read what is printed has gone
                raise
            raise click.ClickException(_refused(error)) from error


@click.group(cls=Themes)
def main() -> None:
    """Needs assessment on ward-level data: fill, check and release the data folder."""


def _refused(error: OSError) -> str:
    """The sentence about a file that the disk refuses to write or read; whoever types commands may know where it is."""
    where = error.filename or "A file"
    reason = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or "the disk refuses").lower()
    return f"{where} cannot be used: {reason}."


def _freeze() -> None:
    """Freeze the data that are served here, where the command has stored something in them."""
    from jsna.catalogue import commit  # noqa: PLC0415 - `jsna --help` needs none of it
    from jsna.settings import Settings  # noqa: PLC0415

    if commit.was_put_into(Settings.read().data):
        from jsna.cli.release import freeze  # noqa: PLC0415 - pandas is loaded by the command that needs it

        try:
            freeze()
        except commit.NotSaved as problem:
            message = f"It is stored, but not kept as a release yet; the next command or visit does that. {problem}"
            raise commit.NotSaved(message) from problem


def _commands() -> dict[str, click.Command]:
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return {command.name: command for module in modules for command in module.COMMANDS}
