"""`diarie archive`: packages of adopted documents for the archive, and whether one is as it was made."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import complete_documents, format_option, project_option
from pipeline.cli.printing import Format, exit_code_of, grouped, many, print_faults, print_json, telling_faults
from pipeline.cli.register_desk import by_option, dry_run_option
from pipeline.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.archive.making import Archived
    from pipeline.archive.verifying import Verdict
    from pipeline.faults import Fault


class _MakesByDefault(click.Group):
    """`diarie archive DOCUMENT` is short for `diarie archive make DOCUMENT`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `make` before what is no subcommand and asks for no help."""
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group(name="archive", cls=_MakesByDefault)
def command() -> None:
    """Make packages for the archive (arkivpaket) of adopted documents, and verify them.

    The word “make” may be left out.

    Example: diarie archive sustainability-report-2023
    """


@command.command(name="make", short_help="Write the package of an adopted document to packages/.")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT…", shell_complete=complete_documents)
@click.option("--anew", is_flag=True, help="Make the next version, which shows the register as it is now.")
@by_option
@dry_run_option
@format_option
@project_option
def make_packages(
    documents: tuple[str, ...],
    anew: bool,
    by: str | None,
    dry_run: bool,
    output_format: Format,
    folder: Path | None,
) -> None:
    """Write the packages of adopted documents, named by name or number, and note them in the register.

    Example: diarie archive 1.3.1-2024-8647-1 --anew
    """
    made: list[Archived] = []

    def tell(one: Archived) -> None:
        made.append(one)
        if output_format == "text":
            print_faults(one.remarks)
            _print(one, dry_run=dry_run)

    faults: tuple[Fault, ...] = ()
    with telling_faults(output_format) if output_format == "text" else nullcontext():
        try:
            faults = _make(documents, tell, anew=anew, by=by, dry_run=dry_run, folder=folder)
            if output_format == "text":
                print_faults(grouped(faults, "warning")[0])
        except FaultError as error:
            if output_format == "text":
                raise
            faults = tuple(error.faults)
    if output_format == "json":
        told = {"dry_run": dry_run, "packages": [_as_json(one) for one in made]}
        print_json(told | {"faults": [fault.as_json() for fault in faults]})
        raise click.exceptions.Exit(exit_code_of(faults))


def _make(
    documents: tuple[str, ...],
    tell: Callable[[Archived], None],
    *,
    anew: bool,
    by: str | None,
    dry_run: bool,
    folder: Path | None,
) -> tuple[Fault, ...]:
    """Make the packages; what is to be said of the overview then."""
    from pipeline.archive.making import Workshop, archive
    from pipeline.building.lock import only_build
    from pipeline.building.overview import refresh_if_there, refresh_overview
    from pipeline.cli.register_desk import located
    from pipeline.register.desk import Register
    from pipeline.register.series import series_of

    project, place, agency = located(folder)
    known = series_of(agency.number_pattern, agency.register_settings)
    with nullcontext() if dry_run else only_build(project.state), Register(place, known, by=by) as register:
        shop = Workshop(project.root, register, agency.name, agency.organisation_number, agency.archive)
        try:
            archive(shop, documents, anew=anew, dry_run=dry_run, tell=tell)
        except FaultError:
            refresh_if_there(project)  # packages of other documents may have been made
            raise
    return () if dry_run else refresh_overview(project).remarks


def _as_json(one: Archived) -> dict[str, Any]:
    return {
        "document": one.document,
        "package": one.object_id,
        "files": one.files,
        "written": list(one.written),
        "unchanged": list(one.unchanged),
        "mets_sha256": one.mets,
        "head": {"position": one.head[0], "hash": one.head[1]},
        "faults": [fault.as_json() for fault in one.remarks],
    }


def _print(one: Archived, *, dry_run: bool) -> None:
    for path in one.written:
        click.echo(f"{path} {'would be written' if dry_run else 'written'}: {many(one.files, 'file')}.")
    for path in one.unchanged:
        click.echo(f"{path} is there as it was made.")
    click.echo(f"METS.xml: {one.mets}")
    click.echo(f"Head: {one.head[1]}")


@command.command(name="verify", short_help="Say whether a package is as it was made.")
@click.argument("package", type=click.Path(path_type=Path))
@click.option("--head", metavar="HASH", help="A hash of the register, kept elsewhere, that the package must show.")
@click.option("--mets", metavar="HASH", help="The SHA-256 of METS.xml, kept elsewhere, as the register notes it.")
@format_option
def verify_package(package: Path, head: str | None, mets: str | None, output_format: Format) -> None:
    """Say what was changed, is missing, extra, renamed or does not fit; needs nothing but the package.

    Example: diarie archive verify 1.3.1-2024-8647-1_v1.zip
    """
    for given in (head, mets):
        if given is not None and re.fullmatch(r"[0-9a-f]{64}", given) is None:
            raise click.UsageError("A hash is 64 hexadecimal digits, as diarie archive and register verify print it.")
    from pipeline.archive.verifying import verify

    verdict = verify(package, head=head, mets=mets)
    if output_format == "json":
        print_json(_verdict(verdict))
    else:
        print_faults(verdict.faults)
        for line in _told(verdict):
            click.echo(line)
    raise click.exceptions.Exit(exit_code_of(verdict.faults))


def _verdict(verdict: Verdict) -> dict[str, Any]:
    head = verdict.head
    return {
        "package": verdict.object_id,
        "files": verdict.files,
        "mets_sha256": verdict.mets,
        "head": {"position": head.position, "hash": head.hash} if head else None,
        "faults": [fault.as_json() for fault in verdict.faults],
    }


def _told(verdict: Verdict) -> list[str]:
    lines = [f"{verdict.object_id}: {many(verdict.files, 'file')}."]
    if verdict.mets:
        lines.append(f"METS.xml: {verdict.mets}")
    if verdict.head is not None:
        lines.append(f"Head: {verdict.head.hash} (event {verdict.head.position})")
    count = len(verdict.faults)
    return [*lines, f"{many(count, 'fault')}." if count else "Everything is as it was made."]
