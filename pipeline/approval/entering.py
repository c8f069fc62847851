"""What an approval enters in the register: case, decision number, document and files, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pipeline.faults import Fault, FaultError
from pipeline.register.adopted import folder_of
from pipeline.register.changing import change
from pipeline.register.entering import attach, enter_document
from pipeline.register.forms import one_line
from pipeline.register.lookup import is_taken, record_numbered
from pipeline.register.reserving import Request, reserve
from pipeline.register.series import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pipeline.kinds.base import DocumentSettings
    from pipeline.places import Place
    from pipeline.register.entering import FileEntry
    from pipeline.register.journal import Record, Value, Writing
    from pipeline.register.series import Series


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that adopts a document (förvaltningslagen 2017:900, 31 §).

    Attributes:
        number: a series, whose next number it gets, or the number itself.
        day: when it was made.
        by: who made it, by name and title.
        presenter: who presented the matter (föredragande); empty where nobody did.
        participants: others who took part in the final handling.
    """

    number: str
    day: date
    by: str
    presenter: str = ""
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be entered, before anything has a number.

    Attributes:
        document: name of the document.
        settings: its document.yaml.
        place: place of a key there.
        case: number of its case.
        reserved: how the case's number is asked for, where the register gives it and has not yet done so.
        decision: the decision.
        key: entering again with it gives the same document.
        version: of the document.
        replaces: number of the one that it replaces; empty for a first version.
        inputs_sha256, template_sha256: of what it is made from.
        program: what it is made with.
    """

    document: str
    settings: DocumentSettings
    place: Callable[..., Place]
    case: str
    reserved: Request | None
    decision: Decision
    key: str
    version: str
    replaces: str
    inputs_sha256: str
    template_sha256: str
    program: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of an adoption.

    Attributes:
        case: diary number (diarienummer).
        document: number of the document in the case (handlingsnummer).
        decision: number of the decision (beslutsnummer).
    """

    case: str
    document: str
    decision: str

    @property
    def folder(self) -> str:
        """The document's folder, relative to the project."""
        return folder_of(self.document)


def enter(writing: Writing, plan: Plan, files: Iterable[FileEntry] = ()) -> Numbers:
    """Enter everything, and say which numbers it got.

    Args:
        writing: the transaction; a rehearsed one to foresee the numbers.
        plan: what.
        files: of the document.

    Raises:
        FaultError: R208 the decision has neither series nor number; R221 the number is another decision's; what
            reserving, entering and changing find: R103, R105, R106, R108, R109, R112, R113, R114.
    """
    case = _case(writing, plan)
    decision, is_new = _decision(writing, plan)
    number = enter_document(writing, case, _fields(plan, decision), key=plan.key, made_as=plan.document).number
    if is_new:
        change(writing, decision, {"status": "issued", "document": number}, why=f"adopts {number}")
    for file in files:
        attach(writing, number, file)
    return Numbers(case, number, decision)


def _fields(plan: Plan, decision: str) -> dict[str, Value]:
    settings, decided = plan.settings, plan.decision
    return {
        "direction": "drawn-up",
        "type": settings.document_type,
        "title": one_line(settings.title),
        "date": settings.date.isoformat(),
        "status": "adopted",
        "version": plan.version,
        "replaces": plan.replaces,
        "decision-number": decision,
        "decision-date": decided.day.isoformat(),
        "decided-by": decided.by,
        "presenter": decided.presenter,
        "participants": "; ".join(decided.participants),
        "changes": one_line(settings.changes) if plan.replaces else "",
        "inputs-sha256": plan.inputs_sha256,
        "template-sha256": plan.template_sha256,
        "program": plan.program,
    }


def _case(writing: Writing, plan: Plan) -> str:
    if plan.reserved is not None:
        return reserve(writing, plan.reserved).number
    if is_taken(writing.connection, plan.case):
        return plan.case
    fitting = _fitting(writing, plan.case, "cases")
    title = one_line(plan.settings.title)
    request = Request(
        fitting[0] if len(fitting) == 1 else DEFAULT, number=plan.case, unit=plan.settings.unit, subject=title
    )
    try:
        return reserve(writing, request).number
    except FaultError as error:
        place = plan.place("case-number")
        raise FaultError(replace(fault, place=fault.place or place) for fault in error.faults) from None


def _decision(writing: Writing, plan: Plan) -> tuple[str, bool]:
    """The decision's number, and whether this is the first document that it adopts."""
    named, settings = plan.decision.number, plan.settings
    series = writing.series.get(named)
    if series is not None and series.numbers == "decisions":
        year = plan.decision.day.year if series.year_of == "document" else None
        request = Request(named, classification=settings.classification or "", unit=settings.unit, year=year)
        return reserve(writing, request).number, True
    if series is None and is_taken(writing.connection, named):
        return named, _is_first(writing, record_numbered(writing.connection, named), plan)
    fitting = _fitting(writing, named, "decisions")
    if len(fitting) != 1:
        raise no_decision(writing.series, named)
    return reserve(writing, Request(fitting[0], number=named)).number, True


def no_decision(series: Mapping[str, Series], named: str | None = None) -> FaultError:
    """R208: the decision is not named, or not so that its number can be told.

    Args:
        series: the agency's, by name.
        named: what was said; None for nothing.
    """
    known = {name: one.pattern.text for name, one in series.items() if one.numbers == "decisions"}
    if not known:
        message = "inputs/agency.yaml has no series that decision numbers (beslutsnummer) are from."
        todo = (
            'Give it one, below its other keys: register: {series: {beslut: {pattern: "Beslut {year}-{serial}",'
            " numbers: decisions}}}, written as your decisions are numbered; docs/register.md tells more."
            " Do that before you fill in the review list, which asks anew when agency.yaml changes."
        )
    elif named is None:
        message = "The decision is not named, and there are several series that its number could be from."
        todo = (
            f"Say --decision with one of {', '.join(known)}, or with a number;"
            " or name the usual series under register: decisions: in inputs/agency.yaml."
        )
    else:
        message = f"“{named}” is neither a series of decision numbers nor written as one of them writes its numbers."
        written = ", ".join(f"{name} writes {pattern}" for name, pattern in known.items())
        near = get_close_matches(named, known, n=1)
        todo = f"Did you mean “{near[0]}”?" if near else f"Name the series or the number: {written}."
    return FaultError.of("R208", message, None, todo, decision=named, known=list(known))


def other_year(series: Iterable[Series], number: str, day: date) -> tuple[Fault, ...]:
    """A warning, R219, when a decision number is of another year than the decision; () when nothing is odd.

    Args:
        series: the agency's.
        number: of the decision.
        day: when it was made.
    """
    years = {
        parts.year for one in series if one.numbers == "decisions" and (parts := one.pattern.parsed(number)) is not None
    }
    if not years or day.year in years:
        return ()
    message = f"The decision {number} is of {min(years)} by its number, and was made on {day}."
    todo = "See that both are right; a series with year-of: document gives numbers of the decision's year."
    return (Fault("R219", message, None, todo, {"number": number, "date": day.isoformat()}, "warning"),)


def _is_first(writing: Writing, record: Record, plan: Plan) -> bool:
    """Whether a decision number that the register has adopts nothing yet.

    One decision may adopt several documents: then it was made on one day, by one person.

    Raises:
        FaultError: R109 the number is void; R208 it is no decision's; R221 it is another decision's.
    """
    number = str(record.state["number"])
    if record.kind != "number":
        message = f"{number} is no decision number: the register has it as a {record.kind}."
        raise FaultError.of("R208", message, None, "Name the decision's number, or a series.", decision=number)
    if record.state["status"] == "void":
        change(writing, number, {})
    adopted = str(record.state.get("document", ""))
    if not adopted:
        return True
    other = record_numbered(writing.connection, adopted).state
    if other.get("status") != "void" and (other.get("decision-date"), other.get("decided-by")) != (
        plan.decision.day.isoformat(),
        plan.decision.by,
    ):
        raise FaultError.of(
            "R221",
            f"The decision {number}, for {adopted}, was made on {other.get('decision-date')}"
            f" by {other.get('decided-by')}.",
            None,
            "Give the number of this decision; or the same day and person, if one decision adopts both.",
            number=number,
            document=adopted,
        )
    return False


def _fitting(writing: Writing, number: str, numbers: str) -> list[str]:
    """Names of the series that write numbers so."""
    found = []
    for name, series in writing.series.items():
        parts = series.pattern.parsed(number) if series.numbers == numbers else None
        if parts is not None and parts.document is None:
            found.append(name)
    return found
