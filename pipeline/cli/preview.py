"""`diarie preview`: see a document's page while writing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from pipeline.building.project import Project
from pipeline.cli.options import documents_argument, format_option, project_option
from pipeline.cli.printing import Format, print_json, silent, telling_faults

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command(name="preview")
@documents_argument
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="The port to listen on; 0 for any that is free. Unless given: 8420, or one of the next when that is taken.",
)
@click.option("--ipv6", is_flag=True, help="Listen on ::1, too.")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
@format_option
@project_option
def command(
    documents: tuple[str, ...],
    port: int | None,
    ipv6: bool,
    opened: bool,
    output_format: Format,
    folder: Path | None,
) -> None:
    """Show the author's edition in a browser, and each saved change in the open page; Ctrl-C ends it.

    Only this machine is served. Nothing is written, and no number is given.

    Example: diarie preview sustainability-report-2023 --open
    """
    # what it needs takes longer to load than `--help` to be read
    from pipeline.preview.run import listening, serve

    with telling_faults(output_format):
        project = Project.around(folder or Path())
        chosen = project.choose(documents)
        names = tuple(found.name for found in chosen) if documents else ()
        with listening(port, six=ipv6) as where:
            from pipeline.preview.shown import address

            url = where.url + (address(names[0])[1:] if len(names) == 1 else "")

            tell = silent if output_format == "json" else _tell

            def ready() -> None:
                if output_format == "json":
                    print_json({"url": url, "documents": [found.name for found in chosen]})
                else:
                    click.echo(f"preview at {url} (Ctrl-C ends it)")
                if opened:
                    # some browsers are programs of the terminal, which are over when they are ended
                    Thread(target=_open, args=(url, tell), daemon=True).start()

            serve(project, names, where, tell=tell, ready=ready)


def _tell(text: str) -> None:
    with suppress(OSError):  # the terminal is gone: the page goes on
        click.echo(f"diarie: {text}", err=True)


def _open(url: str, tell: Callable[[str], None]) -> None:
    import webbrowser

    if not webbrowser.open(url):
        tell(f"no browser could be opened; the address is {url}")
