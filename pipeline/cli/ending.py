"""How a command ends: which exit code, and what the person is told."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import click

from pipeline.bugs import how_to_report
from pipeline.disk import is_full
from pipeline.faults import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence


def ended(command: click.Command, arguments: Sequence[str] | None) -> int:
    """Run `command` and turn whatever ends it into an exit code.

    Faults are not met here: each command tells its own (`printing.telling_faults`).
    """
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        result = command.main(args=arguments, prog_name="diarie", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted: the outputs are as they were.", err=True)
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        _tell_wrong_usage(error, sys.argv[1:] if arguments is None else arguments)
        return ExitCode.USAGE
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has gone (`diarie … | head`), which click ends with SystemExit and the code 1 that
        # means something else here; nothing more may be written at exit either.
        _drop_output()
        return ExitCode.DONE
    except OSError as error:
        if not is_full(error):
            return _bug()
        _drop_output()
        click.echo("The disk is full: what was to be said or written found no room. Make room and try again.", err=True)
        return ExitCode.CONVERTER
    except Exception:
        return _bug()
    return result if isinstance(result, int) else ExitCode.DONE


def _drop_output() -> None:
    """Let what is still to be written to stdout go nowhere: Python tries once more at exit, and fails with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_wrong_usage(error: click.ClickException, arguments: Sequence[str]) -> None:
    """Say it as click does, and as JSON to a machine: the format is looked for here, as the rest was not understood."""
    from itertools import pairwise

    from pipeline.cli.printing import print_json
    from pipeline.faults import Fault

    if "--format=json" not in arguments and ("--format", "json") not in pairwise(arguments):
        error.show()
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    todo = f"Try “{context.command_path} --help”." if context else "Try “diarie --help”."
    print_json({"faults": [Fault("U103", error.format_message(), None, todo).as_json()]})


def _interrupt(*_: object) -> None:
    """Let a polite end (`kill`, a shutdown) do what Ctrl-C does: end LibreOffice, leave the outputs alone."""
    raise KeyboardInterrupt


def _bug() -> int:
    """The last line of defence: a bug is said to be one, and its trace is kept for whoever mends it."""
    said = f"This is a bug in diarie, not a fault of yours; the outputs are as they were. {how_to_report()}"
    click.echo(said, err=True)
    return ExitCode.BUG
