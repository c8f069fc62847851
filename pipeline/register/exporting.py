"""Exporting: the register for machines, and the yearly closing (årsavslut) that accounts for every number."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from pipeline.register import chain
from pipeline.register.accounting import Accounts, state_of_number
from pipeline.register.fields import FIELDS, KINDS
from pipeline.register.journal import columns_of
from pipeline.register.lookup import NOW, record_from
from pipeline.register.reading import Entry, in_order, public_state
from pipeline.register.tables import EVENT

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline.register.journal import Record

#: Where a cell would begin with a formula; Excel in Swedish begins one at each semicolon, also within quotation marks.
_FORMULA = re.compile(r"(^|[;\t])(?=[\s\"]*[=+\-@＝＋－＠])")
#: A series of which more is missing is damaged: verify says how many.
_MOST_MISSING = 100_000


@dataclass(frozen=True, slots=True)
class Closing:
    """The numbers of one year.

    Attributes:
        year: which.
        rows: series, scope, serial, number, state (`issued`, `reserved`, `void`, or `missing`) and, of a void one, why.
        counts: how many there are of each state.
        head: position and hash of the register's newest event, for the signed paper.
    """

    year: int
    rows: tuple[Mapping[str, Any], ...]
    counts: Mapping[str, int]
    head: tuple[int, str]

    def as_json(self) -> dict[str, Any]:
        """The closing for machines."""
        head = {"position": self.head[0], "hash": self.head[1]}
        return {
            "year": self.year,
            "counts": dict(self.counts),
            "head": head,
            "numbers": [dict(row) for row in self.rows],
        }


def everything(connection: Connection, *, public: bool) -> dict[str, Any]:
    """All records as they stand, and the head of the chain; with all events unless it is for the public."""
    position, digest = head_of(connection)
    records = [record_from(body) for body in connection.execute(select(NOW.c.body).order_by(NOW.c.position)).scalars()]
    kinds = [kind for kind in KINDS if not (public and kind == "file")]
    shown = {f"{kind}s": [_state(one, public=public) for one in records if one.kind == kind] for kind in kinds}
    about: dict[str, Any] = {"head": {"position": position, "hash": digest}, **shown}
    if not public:
        about["events"] = [
            {"position": row.position, "hash": row.hash, "body": row.body}
            for row in connection.execute(
                select(EVENT.c.position, EVENT.c.hash, EVENT.c.body).order_by(EVENT.c.position)
            )
        ]  # fmt: skip
    return about


def _state(record: Record, *, public: bool) -> Mapping[str, Any]:
    return public_state(record) if public else in_order(record)


def head_of(connection: Connection) -> tuple[int, str]:
    """Position and hash of the newest event; 0 and zeros of an empty register."""
    newest = select(EVENT.c.position, EVENT.c.hash).order_by(EVENT.c.position.desc()).limit(1)
    row = connection.execute(newest).first()
    return (int(row.position), str(row.hash)) if row else (0, chain.BEGINNING)


def closing(connection: Connection, year: int, series: str | None = None) -> Closing:
    """All numbers of a year by state, those in series that end there with their gaps.

    Args:
        connection: the register at one moment.
        year: of the numbers.
        series: one alone; None for all.
    """
    taken = select(EVENT.c.record, EVENT.c.body).where(EVENT.c.year == year, EVENT.c.series.is_not(None))
    if series is not None:
        taken = taken.where(EVENT.c.series == series)
    accounts = Accounts()
    rows: list[dict[str, Any]] = []
    for record, body in connection.execute(taken):
        content = chain.parsed(body)
        now = connection.execute(select(NOW.c.body).where(NOW.c.record == record)).scalar_one()
        state = record_from(now).state
        accounts.add(content["kind"], columns_of(content), state)
        number = content["taken"]
        rows.append(
            {
                "series": number["series"],
                "scope": number["scope"],
                "serial": number["serial"],
                "number": number["number"],
                "state": state_of_number(state["status"]),
                "external": bool(number["external"]),
                "about": str(state.get("void-reason") or state.get("subject", "")),
            }
        )
    for name, scope, _, missing in accounts.gaps():
        plain = {"series": name, "scope": scope, "number": "", "state": "missing", "external": False, "about": ""}
        rows += [{**plain, "serial": serial} for serial in islice(joined.from_iterable(missing), _MOST_MISSING)]
    rows.sort(key=lambda row: (row["series"], row["scope"], row["serial"]))
    counts = Counter(row["state"] for row in rows)
    return Closing(year, tuple(rows), dict(sorted(counts.items())), head_of(connection))


def entries_as_csv(rows: Iterable[Entry]) -> str:
    """The list as CSV."""
    names = [*(name for name in Entry.__slots__ if name != "withheld"), "withheld"]
    return as_csv(names, ({**row.as_json(), "withheld": ",".join(row.withheld)} for row in rows))


def records_as_csv(connection: Connection, kind: str, *, public: bool) -> str:
    """All records of a kind as CSV, a column for each field."""
    names = [field.name for field in FIELDS[_kind(kind)] if field.public or not public]
    bodies = connection.execute(select(NOW.c.body).where(NOW.c.kind == kind).order_by(NOW.c.position)).scalars()
    return as_csv(names, (_state(record_from(body), public=public) for body in bodies))


def _kind(name: str) -> Any:
    assert name in KINDS
    return name


def as_csv(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV with commas; what a spreadsheet would take for a formula gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_harmless(row.get(name, "")) for name in names])
    return text.getvalue()


def _harmless(value: Any) -> Any:
    return _FORMULA.sub(r"\1'", value) if isinstance(value, str) else value
