"""Reserving: numbers of cases and decisions, given here or elsewhere, each once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from sqlalchemy import bindparam, select

from pipeline.faults import FaultError, did_you_mean
from pipeline.register import clock
from pipeline.register.forms import checked, composed
from pipeline.register.journal import Record, State, Taken
from pipeline.register.lookup import is_taken, next_serial, number_counted, record_keyed
from pipeline.register.patterns import Parts, name_of_unit
from pipeline.register.standing import check_standing
from pipeline.register.tables import EVENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from pipeline.register.fields import Kind
    from pipeline.register.journal import Writing
    from pipeline.register.series import Series


_OF_SERIES = select(EVENT.c.position).where(EVENT.c.series == bindparam("series")).limit(1)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Attributes:
        series: name of the series.
        key: asking again with it gives the same number; None for a new one each time.
        classification, unit: for patterns and scopes that have them.
        year: of the number; None for the year that it is now where the series counts.
        number: a number that another register has given; None for a new one.
        subject: what the case is about, for everybody; with `opened` set the case opens.
        full_subject: the same, for those who may see it.
        made_as: the document that diarie makes under this number.
        opened: whether the case opens at once, instead of its number being reserved alone; a case from elsewhere does
            that has a subject.
    """

    series: str
    key: str | None = None
    classification: str = ""
    unit: str = ""
    year: int | None = None
    number: str | None = None
    subject: str = ""
    full_subject: str = ""
    made_as: str = ""
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A number that is given.

    Attributes:
        number: as written.
        record: its record.
        new: False when the key had got it before.
    """

    number: str
    record: Record
    new: bool


def series_named(series: Mapping[str, Series], name: str) -> Series:
    """The series of that name.

    Raises:
        FaultError: R107 there is none.
    """
    if name not in series:
        raise FaultError.of("R107", f"There is no series “{name}”.", None, did_you_mean(name, series), series=name)
    return series[name]


def check_series(connection: Connection, series: Mapping[str, Series], name: str) -> None:
    """That there is a series of that name, in the settings or, when it was taken out of them, among the numbers.

    Raises:
        FaultError: R107 there is none.
    """
    if name not in series and connection.execute(_OF_SERIES, {"series": name}).first() is None:
        series_named(series, name)


def reserve(writing: Writing, request: Request) -> Given:
    """Give a number, or say which one the key has got.

    Raises:
        FaultError: R103 the number is taken; R106 a number from elsewhere is not written as the series writes; R107 no
            such series; R108 the pattern needs something that was not said; R112 a field has a wrong value; R114 the
            key was used for something else; R119 a case opens without a subject.
    """
    series = series_named(writing.series, request.series)
    if request.key is not None:
        known = record_keyed(writing.connection, request.key)
        if known is not None:
            _check_same(known, series, request)
            return Given(str(known.state["number"]), known, new=False)
    taken, parts = _external(series, request.number) if request.number is not None else _next(writing, series, request)
    _check_free(writing, taken)
    record = _record(writing, series, taken, parts, request)
    check_standing(writing.connection, None, record)
    writing.append("reserve" if taken.external is False else "enter", record, taken=taken, key=request.key)
    return Given(taken.number, record, new=True)


def _next(writing: Writing, series: Series, request: Request) -> tuple[Taken, Parts]:
    year = clock.local(writing.now, series.zone).year if request.year is None else request.year
    parts = Parts(year, 1, *_named_parts(series, request))
    scope = series.scope_of(parts)
    parts = replace(parts, serial=next_serial(writing.connection, series, scope, year))
    return Taken(_written(series, parts), series.name, scope, year, parts.serial), parts


def _named_parts(series: Series, request: Request) -> tuple[str, str]:
    """Classification and unit, where the pattern has them: a number read back must give the same parts."""
    names = series.pattern.names
    needed = {"classification": bool(names & {"classification", "class"}), "unit": "unit" in names}
    values = {"classification": request.classification, "unit": name_of_unit(request.unit)}
    for name, is_needed in needed.items():
        if is_needed and not values[name]:
            message = f"Numbers of the series {series.name} are written {series.pattern.text}: the {name} is missing."
            raise FaultError.of("R108", message, None, f"Say which, with --{name}.", series=series.name, part=name)
    return tuple(values[name] if needed[name] else "" for name in ("classification", "unit"))  # type: ignore[return-value] # two


def _written(series: Series, parts: Parts) -> str:
    try:
        return series.pattern.written(parts)
    except ValueError as error:
        message = f"The pattern {series.pattern.text} of the series {series.name} {error}."
        todo = "Write classification, unit and year so that the number can be told apart."
        raise FaultError.of("R108", message, None, todo, series=series.name) from None


def _external(series: Series, said: str) -> tuple[Taken, Parts]:
    number = normalize("NFC", said)
    parts = series.pattern.parsed(number)
    if parts is None or parts.document is not None:
        raise FaultError.of(
            "R106",
            f"{number} is not written as the series {series.name} writes its numbers: {series.pattern.text}.",
            None,
            "Mend the number, or name its series with --series.",
            number=number,
            series=series.name,
            pattern=series.pattern.text,
        )
    return Taken(number, series.name, series.scope_of(parts), parts.year, parts.serial, external=True), parts


def _check_free(writing: Writing, taken: Taken) -> None:
    assert taken.series is not None
    assert taken.year is not None
    assert taken.serial is not None
    other = number_counted(writing.connection, taken.series, taken.scope or "", taken.year, taken.serial)
    if other is not None and other != taken.number:
        raise FaultError.of(
            "R103",
            f"Number {taken.serial} of {taken.year} in the series {taken.series} is taken already, by {other}.",
            None,
            "Look at it with diarie register show; a number is never given twice.",
            number=taken.number,
            taken=other,
        )
    check_free(writing, taken.number)


def check_free(writing: Writing, number: str) -> None:
    """That nothing in the register has this number.

    Raises:
        FaultError: R103 something has.
    """
    if is_taken(writing.connection, number):
        raise FaultError.of(
            "R103",
            f"The diary number (diarienummer) {number} is taken already.",
            None,
            "Look at it with diarie register show; patterns of two series must not write the same number.",
            number=number,
        )


def _record(writing: Writing, series: Series, taken: Taken, parts: Parts, request: Request) -> Record:
    kind: Kind = "case" if series.numbers == "cases" else "number"
    local = clock.local(writing.now, series.zone)
    opened = kind == "case" and (request.opened or (taken.external and bool(request.subject)))
    state: State = {
        "number": taken.number,
        "series": series.name,
        "scope": taken.scope or "",
        "year": parts.year,
        "serial": parts.serial,
        "classification": parts.classification,
        "unit": name_of_unit(request.unit) or parts.unit or series.unit or "",
        "registered": clock.written(writing.now),
    }
    if kind == "case":
        state |= {
            "status": "open" if opened else "reserved",
            "classification-now": parts.classification,
            "subject": request.subject,
            "full-subject": request.full_subject,
            "made-as": request.made_as,
        }
        if opened:
            state |= {"opened": local.date().isoformat(), "opened-by": writing.by}
    else:
        state["status"] = "issued" if taken.external else "reserved"
    if taken.external:
        state["external"] = True
    case = taken.number if kind == "case" else None
    return Record(f"{kind}:{taken.number}", kind, case, checked(kind, composed(state)))


def _check_same(known: Record, series: Series, request: Request) -> None:
    other_number = request.number is not None and normalize("NFC", request.number) != known.state["number"]
    if known.state.get("series") != series.name or other_number:
        raise FaultError.of(
            "R114",
            f"The key “{request.key}” was used for {known.state['number']}, which is not what is asked for now.",
            None,
            "Use another key for another number.",
            key=request.key,
            number=known.state["number"],
        )
