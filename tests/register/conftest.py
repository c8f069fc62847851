"""Registers to test on: empty ones with a clock that the test sets."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from pipeline.register.desk import Register
from pipeline.register.patterns import Pattern
from pipeline.register.place import RegisterPlace
from pipeline.register.series import Series
from pipeline.register.store import Store

SERIES = {
    series.name: series
    for series in (
        Series("cases", Pattern.of("{classification}-{year}-{serial}"), year_of="document"),
        Series("stab", Pattern.of("Stab/{serial:03}/{year}"), numbers="decisions"),
        Series("im", Pattern.of("IM {year}-{serial:03}")),
        Series("old", Pattern.of("{yy}/{case}-{document}")),
        Series("units", Pattern.of("{unit}-{year}-{serial}"), scope="unit"),
        Series("classes", Pattern.of("K{classification}/{year}/{serial}"), scope="class"),
        Series("utc", Pattern.of("U{year}-{serial}"), zone="UTC"),
    )
}


class Clock:
    """A clock that goes on by a second each time it is asked."""

    def __init__(self, moment):
        self.moment = moment

    def __call__(self):
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture
def place(tmp_path):
    return RegisterPlace(tmp_path / ".diarie" / "register.sqlite")


@pytest.fixture
def clock():
    return Clock(datetime(2024, 6, 19, 8, 0, tzinfo=UTC))


@pytest.fixture
def register(place, clock):
    with Register(place, SERIES, by="anna", clock=clock) as opened:
        yield opened


@pytest.fixture
def tampered(place):
    """A way to do with the database what the program never does: triggers are switched off first."""

    @contextmanager
    def unguarded():
        with Store(place) as store, store.connected() as connection:
            if store.dialect == "sqlite":
                guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
                for name, _ in guards:
                    connection.execute(text(f"DROP TRIGGER {name}"))
                yield connection
                for _, sql in guards:
                    connection.exec_driver_sql(sql)
            else:
                connection.execute(text("ALTER TABLE event DISABLE TRIGGER ALL"))
                yield connection
                connection.execute(text("ALTER TABLE event ENABLE TRIGGER ALL"))

    return unguarded


def codes(faults):
    return [fault.code for fault in faults]
