"""Taking over a register of the first version, which had one table of numbers, without losing any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.register import clock
from pipeline.register.forms import checked
from pipeline.register.journal import Record, State, Taken, Writing
from pipeline.register.series import DEFAULT
from pipeline.register.store import schema_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: Bars programs of the first version from giving numbers that this one does not know of.
CLOSED = """CREATE TRIGGER number_is_closed BEFORE INSERT ON number
BEGIN SELECT raise(ABORT, 'the numbers have moved to the table event'); END"""


def is_first_version(connection: Connection) -> bool:
    """Whether there are numbers of the first version that have not been taken over."""
    made = schema_of(connection)
    return "number" in made and "number_is_closed" not in made


def take_over(writing: Writing) -> None:
    """Enter each number of the first version, in the order of years and serials; its table stays as it is."""
    rows = writing.connection.exec_driver_sql(
        "SELECT year, serial, document, classification, case_number FROM number ORDER BY year, serial"
    ).all()
    for year, serial, document, classification, number in rows:
        state: State = {
            "number": number,
            "series": DEFAULT,
            "year": year,
            "serial": serial,
            "classification": classification,
            "classification-now": classification,
            "status": "reserved",
            "made-as": document,
            "registered": clock.written(writing.now),
        }
        writing.append(
            "take-over",
            Record(f"case:{number}", "case", number, checked("case", state)),
            why="from the first version of the register",
            taken=Taken(number, DEFAULT, "", year, serial),
            key=f"build:{document}",
        )
    writing.connection.exec_driver_sql(CLOSED)
