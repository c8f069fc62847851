"""Checking: everything that can be found without LibreOffice, and without writing anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.building.compose import Composed, examine_all
from pipeline.building.numbering import Numbering
from pipeline.building.page_styles import look_at_styles
from pipeline.building.pages import check_pages
from pipeline.building.write import sketched, template_remarks, write_all
from pipeline.checks.rulebook import check_across
from pipeline.checks.traced import traced_share
from pipeline.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.building.project import Found, Project
    from pipeline.checks.allowances import Allowed
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
        allowed: what breaks rules, in one of the documents or in all of them together, and is allowed to.
    """

    documents: tuple[str, ...]
    faults: tuple[Fault, ...]
    composed: Mapping[str, Composed]
    traced: Mapping[str, Traced]
    allowed: tuple[Allowed, ...]


def check(project: Project, chosen: tuple[Found, ...]) -> Checked:
    """Look for faults in the inputs of these documents, in templates and styles, and the Word files that they give."""
    faults = Faults()
    composed: dict[str, Composed] = {}
    numbering = Numbering(project.register)
    for name, (made, said) in examine_all(project, chosen, draft=True, numbering=numbering).items():
        faults.extend(said)
        if made is None:
            continue
        composed[name] = made
        if not any(fault.level == "error" for fault in said):
            drawn = {name: replace(made, document=sketched(made.document))}
            with faults.collecting():
                write_all(drawn)
                faults.extend(template_remarks(drawn))
            with faults.collecting():
                check_pages(drawn)
    faults.extend(look_at_styles(project).faults)
    allowed = [one for made in composed.values() for one in made.allowed]
    if set(composed) == {found.name for found in project.documents()}:
        verdict = check_across([made.subject for made in composed.values()])
        faults.extend(verdict.faults)
        allowed += verdict.allowed
    traced = {name: traced_share(made.subject) for name, made in composed.items()}
    return Checked(tuple(found.name for found in chosen), tuple(faults), composed, traced, tuple(allowed))
