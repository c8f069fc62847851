"""`diarie print`: a working copy (arbetskopia) on paper, in a moment."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import document_argument, format_option, project_option
from pipeline.cli.printing import Format, many, print_json, telling_faults


@click.command(name="print")
@document_argument
@click.option(
    "--to",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where the copy goes (outputs/DOCUMENT.arbetskopia.pdf unless given).",
)
@format_option
@project_option
def command(document: str, to: Path | None, output_format: Format, folder: Path | None) -> None:
    """Make a working copy of a draft, marked ARBETSKOPIA on each page; needs wkhtmltopdf and the extra `print`.

    It is made from the web edition, without LibreOffice. It is never the document itself: adopted documents have their
    PDF, and none is made of them.

    Example: diarie print sustainability-report-2023
    """
    with telling_faults(output_format):
        from pipeline.building.project import Project
        from pipeline.printing.working_copy import print_document

        copy = print_document(Project.around(folder or Path()), document, to)
    if output_format == "json":
        print_json(
            {
                "document": copy.document,
                "file": str(copy.path),
                "case_number": copy.case_number,
                "pages": copy.pages,
                "composed": copy.composed,
            }
        )
        return
    shown = copy.path.relative_to(Path.cwd()) if copy.path.is_relative_to(Path.cwd()) else copy.path
    click.echo(f"working copy of {copy.document}: {shown}  ({many(copy.pages, 'page')})")
