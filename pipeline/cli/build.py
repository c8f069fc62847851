"""`diarie build`: make the documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.building.project import Project
from pipeline.building.run import Report, build
from pipeline.cli.options import documents_argument, format_option, project_option
from pipeline.cli.printing import Format, counted, grouped, many, print_faults, print_json, silent, step, telling_faults

if TYPE_CHECKING:
    from pipeline.building.manifest import Manifest


@click.command(name="build")
@documents_argument
@click.option("--draft/--final-look", default=True, show_default=True, help="With UTKAST on every page, or without.")
@click.option("--all", "everything", is_flag=True, help="Build also what has not changed.")
@click.option("--dry-run", is_flag=True, help="Check everything and say what would be built; write nothing.")
@click.option("--author", is_flag=True, help="Write also the author's edition, NAME.author.html: traces and findings.")
@format_option
@project_option
def command(
    documents: tuple[str, ...],
    draft: bool,
    everything: bool,
    dry_run: bool,
    author: bool,
    output_format: Format,
    folder: Path | None,
) -> None:
    """Make the documents: Word files for reviewers, PDF/A-2a with PDF/UA-1 for the archive, web pages for readers.

    Only what has changed is built. When anything is wrong, all faults are listed, nothing is written, and the last
    outputs stay as they were.

    Example: diarie build sustainability-report-2023 --final-look
    """
    with telling_faults(output_format, writes=True):
        project = Project.around(folder or Path())
        report = build(
            project,
            documents,
            draft=draft,
            dry_run=dry_run,
            everything=everything,
            progress=silent if output_format == "json" else step,
        )
        editions = _author_editions(project, documents, report, draft=draft) if author and not dry_run else ()
    removed = () if author or dry_run else report.author_pages
    if output_format == "json":
        written = {"author": [str(path) for path in editions]} if author else {}
        print_json(_as_json(report, dry_run=dry_run) | written | ({"removed": list(removed)} if removed else {}))
    else:
        shown, hints = grouped(report.remarks, "warning")
        print_faults(shown)
        _print(report, project, dry_run=dry_run)
        for path in editions:
            click.echo(f"author's edition: {_shown(path)}")
        if removed:
            click.echo(f"removed, as they would be out of date: {', '.join(removed)}; --author makes them anew")
        if hints:
            click.echo(f"{counted(hints)} not listed: diarie check {' '.join(report.built)} lists them.")


def _author_editions(project: Project, documents: tuple[str, ...], report: Report, *, draft: bool) -> tuple[Path, ...]:
    from pipeline.building.authoring import write_author_editions  # an unchanged build needs nothing of it

    drafts = [found for found in project.choose(documents) if found.name not in report.adopted]
    return write_author_editions(project, drafts, draft=draft, across=not documents, remarks=report.remarks)


def _print(report: Report, project: Project, *, dry_run: bool) -> None:
    for name, reasons in report.built.items():
        click.echo(f"{'would build' if dry_run else 'built'} {name} ({reasons[0]}{_more(reasons)})")
        if not dry_run:
            _print_outputs(report.outputs[name], project)
            click.echo(f"  kept as build {report.builds[name]}")
    for name, document in report.adopted.items():
        decision = document.text("decision-number")
        told = f"{document.number}, {decision}" if decision else document.number
        gone = "; its folder in inputs/ is gone" if name in report.gone else ""
        click.echo(f"{document.text('status')}: {name} ({told}){gone}")
        for file in report.put_back.get(name, ()):
            click.echo(f"  {_shown(project.outputs / file)}  ({'would be ' if dry_run else ''}put back from adopted/)")
    if report.unchanged:
        click.echo(f"unchanged: {', '.join(report.unchanged)}")
    if report.overview is not None:
        # A terminal makes an address something to click on; blanks in a path would end a plain one.
        address = f"  {report.overview.as_uri()}" if sys.stdout.isatty() else ""
        click.echo(f"overview: {_shown(report.overview)}{address}")


def _print_outputs(manifest: Manifest, project: Project) -> None:
    for file, about in manifest.outputs.items():
        pages = f", {manifest.pages} pages" if file.endswith(".pdf") else ""
        size = max(round(int(about["size"]) / 1000), 1)  # as the pages say it
        click.echo(f"  {_shown(project.outputs / file)}  ({size} kB{pages})")


def _more(reasons: tuple[str, ...]) -> str:
    return f", and {many(len(reasons) - 1, 'more reason')}" if len(reasons) > 1 else ""


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _as_json(report: Report, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "built": {name: list(reasons) for name, reasons in report.built.items()},
        "unchanged": list(report.unchanged),
        "outputs": {name: manifest.outputs for name, manifest in report.outputs.items()},
        "builds": dict(report.builds),
        "adopted": {
            name: {
                "number": document.number,
                "decision_number": document.text("decision-number"),
                "status": document.text("status"),
                "inputs": name not in report.gone,
                "put_back": list(report.put_back.get(name, ())),
            }
            for name, document in report.adopted.items()
        },
        "overview": report.overview and str(report.overview),
        "case_numbers": {name: manifest.case_number for name, manifest in report.outputs.items()},
        "faults": [fault.as_json() for fault in report.remarks],
    }
