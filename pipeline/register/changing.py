"""Changing: fields with their old and new values, statuses, and numbers made void; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.faults import FaultError, Faults, did_you_mean
from pipeline.register import clock
from pipeline.register.fields import FIELDS, FROZEN_STATES, STATES, field_of
from pipeline.register.forms import checked, composed
from pipeline.register.journal import Record, State
from pipeline.register.lookup import members_of, record_numbered
from pipeline.register.series import Series, default_series
from pipeline.register.standing import check_standing

if TYPE_CHECKING:
    from pipeline.register.fields import Kind
    from pipeline.register.journal import Value, Writing


def change(writing: Writing, number: str, fields: Mapping[str, Value], *, why: str = "") -> Record:
    """Change fields of a case, a document or a decision number, and log what they held.

    A document that becomes adopted and replaces another makes that one replaced, in the same moment.

    Args:
        writing: the transaction.
        number: which.
        fields: name → new value; an empty one takes the value away.
        why: the reason.

    Returns:
        The record as it stands now; as it was, without an event, when nothing differs.

    Raises:
        FaultError: R105 no such number; R109 it is void; R110 a field is frozen; R111 no such field; R112 a wrong
            value; R113 a status that cannot follow; R118, R119 as `check_standing` has them.
    """
    before = record_numbered(writing.connection, number)
    _check_not_void(before)
    check_fields(before.kind, fields)
    state = checked(before.kind, {**before.state, **composed(fields)})
    state = _with_days(writing, before, state)
    changes = _changes(before.state, state)
    if not changes:
        return before
    after = Record(before.name, before.kind, before.case, state)
    _check_frozen(before, changes)
    check_standing(writing.connection, before, after)
    writing.append("change", after, changes=changes, why=why)
    replaced = state.get("replaces")
    if replaced and state["status"] == "adopted" and before.state["status"] != "adopted":
        replace_document(writing, str(replaced), number)
    return after


def void(writing: Writing, number: str, *, why: str) -> Record:
    """Make a number void (makulera): it stays in the register, with who, when and why, and is not given again.

    What an adopted document had replaced stands again as it stood before.

    Raises:
        FaultError: R105 no such number; R109 it is void already; R111 no reason is given; R112 a wrong reason; R113
            the case has documents that are not void.
    """
    before = record_numbered(writing.connection, number)
    _check_not_void(before)
    if not why.strip():
        message = "A number is made void for a reason, and none is given."
        raise FaultError.of("R111", message, None, "Say why, with --why.", number=number)
    if before.kind == "case":
        left = [
            str(document.state["number"])
            for document in members_of(writing.connection, number, "document")
            if document.state["status"] != "void"
        ]
        if left:
            message = f"The case {number} has documents that are not void: {', '.join(left[:5])}."
            todo = "Make them void first, if they are; else close the case."
            raise FaultError.of("R113", message, None, todo, number=number, documents=left)
    gone: State = {
        "status": "void",
        "void-reason": why,
        "voided": clock.written(writing.now),
        "voided-by": writing.by,
    }
    state = checked(before.kind, {**before.state, **gone})
    after = Record(before.name, before.kind, before.case, state)
    writing.append("void", after, changes=_changes(before.state, state), why=why)
    if before.kind == "document" and before.state["status"] in ("adopted", "dispatched"):
        _reinstate(writing, str(before.state.get("replaces", "")), number)
    return after


def _reinstate(writing: Writing, number: str, gone: str) -> None:
    """What a document had replaced stands again as it stood, when that document is made void."""
    if not number:
        return
    replaced = record_numbered(writing.connection, number)
    if replaced.state["status"] != "replaced":
        return
    was = "dispatched" if "dispatched" in replaced.state else "adopted"
    state: State = {**replaced.state, "status": "received" if replaced.state.get("direction") == "in" else was}
    after = Record(replaced.name, replaced.kind, replaced.case, state)
    why = f"{gone}, which replaced it, is void"
    writing.append("change", after, changes=_changes(replaced.state, state), why=why)


def replace_document(writing: Writing, number: str, by: str) -> None:
    """Make a document replaced by another, which has become adopted.

    Raises:
        FaultError: R105 no such number; R113 it cannot be replaced as it stands.
    """
    replaced = record_numbered(writing.connection, number)
    if replaced.state["status"] not in ("adopted", "dispatched", "received"):
        status = replaced.state["status"]
        message = f"{by} replaces {number}, which is {status} ({STATES['document'][str(status)]})."
        todo = "Only what is adopted, dispatched or has come in can be replaced."
        raise FaultError.of("R113", message, None, todo, number=number, status=status)
    change(writing, number, {"status": "replaced"}, why=f"replaced by {by}")


def _with_days(writing: Writing, before: Record, state: State) -> State:
    """The state with the day and the person of opening and closing, where the status has changed."""
    old, new = before.state.get("status"), state.get("status")
    if before.kind != "case" or old == new:
        return state
    series: Series = writing.series.get(str(state["series"])) or default_series()
    today = clock.local(writing.now, series.zone).date().isoformat()
    if new == "closed":
        return state | {"closed": today, "closed-by": writing.by}
    if new == "open" and old == "closed":
        return {name: value for name, value in state.items() if name not in ("closed", "closed-by")}
    if new == "open":
        return state | {"opened": today, "opened-by": writing.by}
    return state


def _changes(old: State, new: State) -> list[dict[str, Value]]:
    names = [*old, *(name for name in new if name not in old)]
    return [
        {"field": name, "old": old.get(name, ""), "new": new.get(name, "")}
        for name in names
        if old.get(name, "") != new.get(name, "")
    ]


def _check_not_void(record: Record) -> None:
    if record.state.get("status") == "void":
        number = record.state["number"]
        message = (
            f"{number} is void (makulerat) since {str(record.state['voided'])[:10]}: {record.state['void-reason']}."
        )
        raise FaultError.of("R109", message, None, "A void number stays void; reserve another.", number=number)


def check_fields(kind: Kind, fields: Mapping[str, Value]) -> None:
    """That people may set these fields of such a record, all at once.

    Raises:
        FaultError: R111 there is no such field, or none that is set by hand; R112 a status that is empty.
    """
    faults = Faults()
    for name in fields:
        field = field_of(kind, name)
        if field is None:
            known = [other.name for other in FIELDS[kind] if other.by_hand]
            hint = did_you_mean(name, known)
            faults.add("R111", f"A {kind} has no field “{name}”.", None, hint, field=name)
        elif field.form == "state" and not fields[name]:
            faults.add(
                "R112", f"{name} ({field.swedish}) is never empty.", None, "Say which status follows.", field=name
            )
        elif not field.by_hand:
            message = f"{name} ({field.swedish}) is not changed by hand."
            faults.add("R111", message, None, "It comes from the number, the clock or the files.", field=name)
    faults.raise_if_errors()


def _check_frozen(before: Record, changes: list[dict[str, Value]]) -> None:
    if before.kind != "document" or before.state["status"] not in FROZEN_STATES:
        return
    status = str(before.state["status"])
    faults = Faults()
    for one in changes:
        field = field_of("document", str(one["field"]))
        if field is not None and field.frozen:
            faults.add(
                "R110",
                f"{before.state['number']} is {status} ({STATES['document'][status]}): {field.name} ({field.swedish})"
                " does not change any more.",
                None,
                "Enter a new document that replaces it.",
                number=before.state["number"],
                field=field.name,
            )
    faults.raise_if_errors()
