"""The command line: parse, call, print. One command a file; each file is imported when its command is called."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING, cast

import click

from pipeline import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Command → the module in this folder that holds it as `command`, and its line in `diarie --help`.
COMMANDS: dict[str, tuple[str, str]] = {
    "archive": ("archive", "Make packages for the archive of adopted documents; verify one."),
    "approve": ("approve", "Adopt a document (fastställa): gate, numbers, register."),
    "build": ("build", "Make the documents: Word files, PDF/A and web pages."),
    "check": ("check", "Find faults in inputs and templates; write nothing."),
    "dispatch": ("dispatch", "Enter that an adopted document was sent (expedierad)."),
    "explain": ("explain", "Say where a figure or number comes from; what a build would make anew."),
    "preview": ("preview", "Show a document's page in a browser while you write."),
    "print": ("print_", "Make a working copy (arbetskopia) of a draft on paper, quickly."),
    "register": ("register", "The register (diarium): list, reserve, change, verify, keep."),
    "template": ("template", "Check Word templates, list their tags."),
    "void": ("void", "Make an adopted document void (makulera)."),
}


#: Objects made between two looks for circles of objects that nothing else needs.
_ALLOCATIONS = 100_000


class _Commands(click.Group):
    """Commands that are imported only when called: `diarie --help` must not wait for what it does not use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - given by click
        """The commands' names."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - given by click
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        return cast("click.Command", import_module(f"pipeline.cli.{COMMANDS[cmd_name][0]}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command called, or a usage error that names the nearest one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from pipeline.faults import did_you_mean

            ctx.fail(f"There is no command “{args[0]}”. {did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


_HELP = """Turn source data and Word templates into an agency's official documents.

\b
diarie build                   make all documents, marked UTKAST
diarie build NAME --final-look make one, without the mark
diarie preview NAME --open     see its page in a browser while you write
diarie check NAME              find what is wrong, make nothing
diarie explain NAME            say what would be made anew, and why
diarie explain FIGURE          say where a figure comes from and stands
"""


@click.command(cls=_Commands, help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="diarie")
def commands() -> None:
    """All of `diarie`."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with one of the exit codes of `pipeline.faults.ExitCode`."""
    from pipeline.cli.ending import ended

    # A command keeps nearly all that it makes until it ends: looking for what could go takes a tenth of a check.
    gc.set_threshold(_ALLOCATIONS)
    sys.exit(ended(commands, arguments))
