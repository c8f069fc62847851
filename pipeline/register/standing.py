"""What must hold of a record as it stands: what its status asks for, what may follow what, where its relations lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.faults import FaultError, Faults
from pipeline.register.fields import RELATIONS, STATES, STEPS, withheld
from pipeline.register.lookup import record_numbered

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline.register.fields import Kind
    from pipeline.register.journal import Record

_DECIDED = ("type", "title", "date", "decision-date", "decided-by")
#: What a record in a state must have. What a case is about: offentlighets- och sekretesslagen (2009:400) 5 kap. 2 §. A
#: decision's content: förvaltningslagen (2017:900) 31 §.
_NEEDED: dict[Kind, dict[str, tuple[str, ...]]] = {
    "case": {"open": ("subject",), "closed": ("subject",)},
    "document": {
        "adopted": _DECIDED,
        "dispatched": (*_DECIDED, "dispatched", "dispatched-to", "dispatched-how"),
        "received": ("title", "date"),
    },
    "file": {},
    "number": {},
}
#: What a secrecy mark must say: offentlighets- och sekretesslagen (2009:400) 5 kap. 5 §.
_MARK = ("secrecy-provision", "secrecy-date", "secrecy-authority")


def check_standing(connection: Connection, before: Record | None, after: Record) -> None:
    """Hold a record against the rules, all at once.

    Args:
        connection: to look up what it relates to.
        before: as it stood; None for a new one.
        after: as it would stand.

    Raises:
        FaultError: R113 a status that cannot follow; R118 a relation that leads to no document; R119 something is
            missing that the status or the secrecy mark asks for; R136 a title is withheld that the case's subject says.
    """
    faults = Faults()
    for check in (_step, _needed, _mark, _subject, _relations):
        with faults.collecting():
            check(connection, before, after)
    faults.raise_if_errors()


def _step(_: Connection, before: Record | None, after: Record) -> None:
    new = str(after.state.get("status", ""))
    if before is None:
        beginnings = ("draft", "in-review", "received", "adopted")
        if after.kind == "document" and new not in beginnings:
            raise _wrong_step(after, "", new, beginnings)
        return
    old = str(before.state.get("status", ""))
    following = STEPS[after.kind].get(old, ())
    if new not in (old, *following):
        raise _wrong_step(after, old, new, following)


def _wrong_step(record: Record, old: str, new: str, following: tuple[str, ...]) -> FaultError:
    number = record.state["number"]
    names = STATES[record.kind]
    possible = ", ".join(f"{name} ({names[name]})" for name in following) or "nothing"
    begins = f"{number} is {old} ({names[old]})" if old else f"{number} is new"
    message = f"{begins} and cannot become {new} ({names[new]})."
    todo = "Use diarie register void." if new == "void" else f"What can follow: {possible}."
    return FaultError.of("R113", message, None, todo, number=number, old=old, new=new)


def _needed(_: Connection, __: Record | None, after: Record) -> None:
    status = str(after.state["status"])
    _miss(after, _NEEDED[after.kind].get(status, ()), f"is {status} ({STATES[after.kind][status]})")


def _mark(_: Connection, __: Record | None, after: Record) -> None:
    marked = any(name.startswith("secrecy-") for name in after.state)
    _miss(after, _MARK if marked else (), "has a secrecy mark (sekretessmarkering)")


def _subject(connection: Connection, _: Record | None, after: Record) -> None:
    """A withheld title must not stand in the public list as the subject of its case."""
    if after.kind != "document" or after.case is None or "title" not in withheld("document", dict(after.state)):
        return
    case = record_numbered(connection, after.case).state
    if case.get("subject") == after.state.get("title") and "subject" not in withheld("case", dict(case)):
        raise public_subject(after.case, str(after.state["number"]))


def public_subject(case: str, document: str) -> FaultError:
    """R136: the case's public subject would say what is withheld."""
    message = (
        f"The title of {document} is withheld, and the subject (ärendemening) of {case}, which is public, says it."
    )
    todo = f"First give the case another one: diarie register change {case} subject=…"
    return FaultError.of("R136", message, None, todo, number=document, case=case)


def _miss(record: Record, names: tuple[str, ...], because: str) -> None:
    missing = [name for name in names if name not in record.state]
    if missing:
        number = record.state["number"]
        todo = f"Give {', '.join(missing)} in the same change."
        message = f"{number} {because} and lacks {', '.join(missing)}."
        raise FaultError.of("R119", message, None, todo, number=number, missing=missing)


def _relations(connection: Connection, _: Record | None, after: Record) -> None:
    names = (*RELATIONS, "document") if after.kind == "number" else RELATIONS
    for name in names:
        other = str(after.state.get(name, ""))
        if not other:
            continue
        try:
            kind = record_numbered(connection, other).kind
        except FaultError:
            kind = "case"
        if kind != "document" or other == after.state["number"]:
            raise FaultError.of(
                "R118",
                f"{after.state['number']}: {name} says {other}, which is no other document of the register.",
                None,
                "Write the document's number as diarie register list shows it.",
                number=after.state["number"],
                relation=name,
                other=other,
            )
