"""What must hold before a document is adopted: all that is wrong is found at once, before any number is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.approval.questions import questions_of
from pipeline.approval.review_items import check_items
from pipeline.approval.review_list import Asked, check_list, digest_of
from pipeline.building.compose import examine_all
from pipeline.building.numbering import Numbering
from pipeline.building.page_styles import look_at_styles
from pipeline.building.write import template_remarks, write_all
from pipeline.faults import Faults
from pipeline.places import Place

if TYPE_CHECKING:
    from datetime import date

    from pipeline.building.beginnings import Numbering as GivesNumbers
    from pipeline.building.compose import Composed
    from pipeline.building.project import Found, Project
    from pipeline.content.adoption import Adoption
    from pipeline.kinds.base import Agency
    from pipeline.register.reserving import Request


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that may be adopted.

    Attributes:
        composed: as it stands.
        case: the number of its case, foreseen where the register gives it and has not yet done so.
        reserved: how that number is asked for then.
        digest: of what it was made from.
        review_list: the list as it was read; empty in a rehearsal in which something is wrong with it.
        review_items: the review's items as they were read; None where there are none.
        wrong: what a rehearsal holds back until the gate has looked, too.
    """

    composed: Composed
    case: str
    reserved: Request | None
    digest: str
    review_list: bytes
    review_items: bytes | None
    wrong: Faults


def prepare(project: Project, found: Found, today: date, *, rehearsed: bool) -> Ready:
    """Look at inputs, template, review list and items.

    Args:
        project: where.
        found: which document.
        today: the day that it is.
        rehearsed: hold back what is wrong with review list and items, so that the gate can look all the same.

    Raises:
        FaultError: R207 there are warnings; R220 nothing says what is new; what composing and writing find; what
            `check_list` and `check_items` find.
    """
    numbering = Numbering(project.register)
    composed, faults = clean(project, found, numbering, None)
    reviewed = Faults()
    with faults.collecting():
        word = write_all({found.name: composed})[found.name].data
        faults.extend(template_remarks({found.name: composed}))
        faults.extend(look_at_styles(project).of_pages())
    refuse_warnings(found, faults)
    _check_changes(composed, found, faults)
    faults.raise_if_errors()
    asked = Asked(found.name, found.folder, digest_of(composed), questions_of(composed, word))
    review_list, review_items = b"", None
    with reviewed.collecting():
        review_items = check_items(project.root, found.folder)
    with reviewed.collecting():
        review_list = check_list(project.root, asked, today)
    if not rehearsed:
        reviewed.raise_if_errors()
    return Ready(
        composed,
        composed.document.metadata.case_number,
        numbering.request_for(found.name),
        asked.digest,
        review_list,
        review_items,
        reviewed,
    )


def clean(
    project: Project, found: Found, numbering: GivesNumbers, adoption: Adoption | None
) -> tuple[Composed, Faults]:
    """The document as it will be adopted, with what does not stop that.

    Args:
        project: where.
        found: which document.
        numbering: gives its case number.
        adoption: how it is adopted; None while that is not known.

    Raises:
        FaultError: everything that is wrong with its inputs.
    """
    examined = examine_all(project, (found,), draft=False, numbering=numbering, adoption=adoption)
    composed, faults = examined[found.name]
    faults.raise_if_errors()
    assert composed is not None
    return composed, faults


def refuse_warnings(found: Found, faults: Faults) -> None:
    """Note R207 when there are warnings: a draft may have some, an adopted document may not."""
    warnings = [fault for fault in faults if fault.level == "warning"]
    if warnings:
        count = f"{len(warnings)} warning{'' if len(warnings) == 1 else 's'}"
        message = f"{found.name} has {count}: a document is adopted when there is nothing left to mend."
        todo = "Mend what is listed, or allow it with a reason where it is a rule of language."
        faults.add("R207", message, Place(f"{found.folder}/document.yaml"), todo, warnings=len(warnings))


def check_decided(day: date | None, composed: Composed, faults: Faults) -> None:
    """Note R216 when a document is dated after the decision that adopts it; None for a day that is not known yet."""
    subject = composed.subject
    if day is not None and day < subject.settings.date:
        message = (
            f"The document is dated {subject.settings.date}, and is said to be decided on {day}, before it was there."
        )
        todo = "Mend --date, or the document's date."
        faults.add("R216", message, subject.place("date"), todo, date=day.isoformat())


def fixed_number(number: str) -> GivesNumbers:
    """A numbering that gives the number that is foreseen."""

    def numbering(_: object, __: Agency) -> str:
        return number

    return numbering


def _check_changes(composed: Composed, found: Found, faults: Faults) -> None:
    settings = composed.subject.settings
    if settings.replaces and not settings.changes.strip():
        message = f"{found.name} replaces {settings.replaces} and does not say what is new."
        todo = "Add changes: to document.yaml, a sentence or two for the list of latest changes."
        faults.add("R220", message, composed.subject.place("replaces"), todo, replaces=settings.replaces)
