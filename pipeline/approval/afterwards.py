"""What becomes of an adopted document: it is dispatched (expedieras), or made void (makuleras)."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from pipeline.approval.located import Desk
from pipeline.faults import FaultError, did_you_mean
from pipeline.register.adopted import document_called
from pipeline.register.changing import change, void
from pipeline.register.clock import Clock, system_clock
from pipeline.register.fields import STATES
from pipeline.register.lookup import record_numbered

if TYPE_CHECKING:
    from pipeline.building.project import Project
    from pipeline.register.journal import Record


def dispatch(
    project: Project,
    name: str,
    *,
    to: str,
    how: str,
    day: date | None,
    dry_run: bool,
    clock: Clock = system_clock,
) -> tuple[Record, bool]:
    """Enter that an adopted document was dispatched (förvaltningslagen 2017:900, 33 §).

    Args:
        project: where.
        name: the document's name, or its number in the register.
        to: whom it was sent to.
        how: by which way.
        day: when; None for today.
        dry_run: enter nothing.
        clock: tells the time.

    Returns:
        The document's record, and whether that is new.

    Raises:
        FaultError: R241 no such document; R242 it is not adopted; R243 it was dispatched otherwise; R244 the day is yet
            to come, or before the decision.
    """
    desk = Desk.of(project, clock)
    number = _number(project, desk, name)
    sent = day or desk.today
    fields = {"status": "dispatched", "dispatched": sent.isoformat(), "dispatched-to": to, "dispatched-how": how}
    with desk.register() as register, register.writing(rehearsed=dry_run) as writing:
        record = record_numbered(writing.connection, number)
        _check_adopted(record, name, "dispatched (expedieras)", ("adopted", "dispatched"))
        _check_day(record, sent, desk.today)
        if record.state["status"] == "dispatched" and any(record.state.get(key) != fields[key] for key in fields):
            state = record.state
            message = (
                f"{number} was dispatched on {state['dispatched']} to {state['dispatched-to']}"
                f" ({state['dispatched-how']})."
            )
            todo = "If that is wrong, mend it with diarie register change; the log keeps what it was."
            raise FaultError.of("R243", message, None, todo, number=number)
        before = writing.head
        record = change(writing, number, fields)
        return record, writing.head != before


def make_void(
    project: Project, name: str, *, why: str, dry_run: bool, clock: Clock = system_clock
) -> tuple[Record, Record | None]:
    """Make an adopted document void: number and files stay, and it can be built and adopted anew, with another number.

    Args:
        project: where.
        name: the document's name, or its number in the register.
        why: the reason; it stays in the register.
        dry_run: enter nothing.
        clock: tells the time.

    Returns:
        The document's record; and that of the version that it had replaced and that stands again, None for none.

    Raises:
        FaultError: R241 no such document; R242 it is not adopted; R109 it is void already; R111 no reason is given.
    """
    desk = Desk.of(project, clock)
    number = _number(project, desk, name)
    with desk.register() as register, register.writing(rehearsed=dry_run) as writing:
        record = record_numbered(writing.connection, number)
        if record.state["status"] != "void":
            _check_adopted(record, name, "made void (makuleras) here", ("adopted", "dispatched", "replaced"))
        replaced = str(record.state.get("replaces", "")) if record.state["status"] in ("adopted", "dispatched") else ""
        record = void(writing, number, why=why)
        again = record_numbered(writing.connection, replaced) if replaced else None
    return record, again if again and again.state["status"] in ("adopted", "dispatched") else None


def _number(project: Project, desk: Desk, name: str) -> str:
    """The number in the register of the document that is meant."""
    found: dict[str, str] = {}
    with suppress(FaultError):  # what the register has can be meant whatever has become of inputs/
        found = {one.folder: one.name for one in project.documents()}
    wanted = found.get(name.rstrip("/"), name)
    document = document_called(desk.place, wanted)
    if document is not None:
        return document.number
    if wanted in found.values():
        message = f"{wanted} is a draft (utkast): the register has no adopted document of it."
        raise FaultError.of("R242", message, None, f"Adopt it first: diarie approve {wanted}.", document=wanted)
    hint = did_you_mean(name, found.values()) or "diarie register list shows all."
    message = f"Neither the project nor the register has a document “{name}”."
    raise FaultError.of("R241", message, None, hint, document=name)


def _check_adopted(record: Record, name: str, act: str, states: tuple[str, ...]) -> None:
    status = str(record.state["status"])
    if status in states:
        return
    message = f"{name} is {status} ({STATES['document'][status]}) and cannot be {act}."
    possible = ", ".join(f"{state} ({STATES['document'][state]})" for state in states)
    todo = f"It must be {possible}; diarie register show {record.state['number']} tells what has happened to it."
    raise FaultError.of("R242", message, None, todo, number=record.state["number"], status=status)


def _check_day(record: Record, day: date, today: date) -> None:
    decided = str(record.state.get("decision-date", ""))
    if day > today:
        message = f"The day of dispatch, {day}, is yet to come: today is {today}."
    elif day.isoformat() < decided:
        message = f"The day of dispatch, {day}, is before the decision, which was made on {decided}."
    else:
        return
    raise FaultError.of("R244", message, None, "Say the day on which it was sent.", date=day.isoformat())
