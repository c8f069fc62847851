"""Checking: everything that can be found without LibreOffice, and without writing anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.building.compose import Composed, examine
from pipeline.building.numbering import Numbering
from pipeline.building.write import sketched, template_remarks, write_all
from pipeline.checks.rulebook import check_across
from pipeline.checks.traced import traced_share
from pipeline.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.building.project import Found, Project
    from pipeline.checks.traced import Traced
    from pipeline.faults import Fault


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        documents: names of those that were checked.
        faults: everything, sorted by place.
        composed: the documents whose inputs give a tree, by name; they may have faults.
        traced: how many of its numbers each of them can trace.
    """

    documents: tuple[str, ...]
    faults: tuple[Fault, ...]
    composed: Mapping[str, Composed]
    traced: Mapping[str, Traced]


def check(project: Project, chosen: tuple[Found, ...]) -> Checked:
    """Look for faults in the inputs of these documents, their templates, and the Word files that they give."""
    faults = Faults()
    composed: dict[str, Composed] = {}
    numbering = Numbering(project.register)
    for found in chosen:
        made, said = examine(project, found, draft=True, numbering=numbering)
        faults.extend(said)
        if made is None:
            continue
        composed[found.name] = made
        if not any(fault.level == "error" for fault in said):
            drawn = {found.name: replace(made, document=sketched(made.document))}
            with faults.collecting():
                write_all(drawn)
                faults.extend(template_remarks(drawn))
    if set(composed) == {found.name for found in project.documents()}:
        faults.extend(check_across([made.subject for made in composed.values()]))
    traced = {name: traced_share(made.subject) for name, made in composed.items()}
    return Checked(tuple(found.name for found in chosen), tuple(faults), composed, traced)
