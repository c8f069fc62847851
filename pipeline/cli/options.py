"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])


class InUnicode(click.Command):
    """A command that takes no arguments that are no text: what is registered must be readable for ever."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hold all arguments against UTF-8, those of subcommands among them."""
        for argument in args:
            try:
                argument.encode()
            except UnicodeEncodeError:
                ctx.fail(f"“{argument.encode('utf-8', 'replace').decode()}” is not in UTF-8.")
        return super().parse_args(ctx, args)


class GroupInUnicode(InUnicode, click.Group):
    """The same of a group of commands."""


def project_option(function: F) -> F:
    """`--project FOLDER`: where the project is; None for the folder one stands in."""
    return click.option(
        "--project",
        "folder",
        metavar="FOLDER",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="The project's folder (the one you stand in, or above it, unless given).",
    )(function)


def format_option(function: F) -> F:
    """`--format text|json`."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Text for people, JSON on stdout for machines.",
    )(function)


def complete_documents(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The names of documents that begin so."""
    from click.shell_completion import CompletionItem

    from pipeline.building.project import Project
    from pipeline.faults import FaultError

    try:
        documents = Project.around(context.params.get("folder") or Path()).documents()
    except FaultError:
        return []
    return [CompletionItem(document.name) for document in documents if document.name.startswith(begun)]


def _complete_names(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from pipeline.building.explain import figure_names
    from pipeline.building.project import Project
    from pipeline.faults import FaultError

    try:
        figures = figure_names(Project.around(context.params.get("folder") or Path()))
    except FaultError:
        figures = ()
    found = [CompletionItem(name) for name in figures if name.startswith(begun)]
    return [*complete_documents(context, parameter, begun), *found]


def names_argument(function: F) -> F:
    """`[DOCUMENT|FIGURE…]`: names of documents or figures; none for all documents."""
    return click.argument("names", nargs=-1, metavar="[DOCUMENT|FIGURE]…", shell_complete=_complete_names)(function)


def document_argument(function: F) -> F:
    """`DOCUMENT`: name of one document."""
    return click.argument("document", metavar="DOCUMENT", shell_complete=complete_documents)(function)


def documents_argument(function: F) -> F:
    """`[DOCUMENT…]`: names of documents; none for all."""
    return click.argument("documents", nargs=-1, metavar="[DOCUMENT]…", shell_complete=complete_documents)(function)
