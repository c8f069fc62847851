"""The clock: the one place where the register asks what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

#: Tells the time, as a moment with its zone.
Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """A moment as events hold it, in UTC and whole seconds: `2024-12-31T22:59:59Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(text: str) -> datetime:
    """The moment that `written` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def local(moment: datetime, zone: str) -> datetime:
    """The moment as the clocks of a time zone show it; its year turns at midnight there."""
    return moment.astimezone(ZoneInfo(zone))
