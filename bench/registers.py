"""The register at a million events: the list of one case, and a verification of everything."""

from __future__ import annotations

import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.table import Row
from pipeline.register import chain
from pipeline.register.journal import columns_of
from pipeline.register.place import RegisterPlace
from pipeline.register.reading import entries
from pipeline.register.series import DEFAULT
from pipeline.register.store import Store
from pipeline.register.tables import EVENT, statements
from pipeline.register.verifying import verify

#: Events of one case: its opening, two documents, a file of each, their adoption, a change, and its closing.
_EACH = 10
_LOT = 20_000


def measure(events: int = 1_000_000, rounds: int = 20) -> list[Row]:
    """The rows on the register, filled with so many events."""
    folder = Path(tempfile.mkdtemp(prefix="diarie-bench-"))
    try:
        place = RegisterPlace(folder / "register.sqlite")
        cases = _fill(place, events)
        times = []
        with Store(place) as store:
            for index in range(rounds):
                number = _number(1 + index * cases // rounds)
                begin = time.perf_counter()
                with store.reading() as connection:
                    found = entries(connection, numbers=[number])
                times.append((time.perf_counter() - begin) * 1000)
                assert len(found) == 3
        begin = time.perf_counter()
        verdict = verify(place)
        verifying = (time.perf_counter() - begin) * 1000
        assert list(verdict.faults) == [], [str(fault) for fault in verdict.faults][:3]
        assert verdict.events == cases * _EACH
    finally:
        shutil.rmtree(folder)
    size = f"{events:,} events".replace(",", " ")
    one = statistics.median(times)
    return [
        _against(f"register list of one case, {size}", one, 50),
        _against(f"register verify, {size}", verifying, 60_000),
    ]


def _against(name: str, ours: float, limit: float) -> Row:
    """A row whose figure is the part of its limit, in milliseconds, that was needed."""
    bar = f"≤ {limit:.0f} ms" if limit < 1000 else f"≤ {limit / 1000:.0f} s"
    return Row(name, ours, None, f"{ours / limit:.3f} of the limit", bar, ours <= limit)


def _fill(place: RegisterPlace, events: int) -> int:
    """Put events in as fast as the database takes them; how many cases they are."""
    cases = max(1, events // _EACH)
    with Store(place) as store:
        with store.connected():
            pass  # makes the tables
        with store.writing() as connection:
            # The guard against INSERT OR REPLACE asks the indexes at each row; nothing else writes here.
            connection.exec_driver_sql("DROP TRIGGER event_follows")
            lot: list[dict[str, Any]] = []
            previous = chain.BEGINNING
            for position, content in enumerate(_contents(cases), start=1):
                # The same as chain.canonical for what is written here, in a twentieth of the time.
                body = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                assert position > 20 or body == chain.canonical(content)
                previous = chain.digest(previous, body)
                lot.append({"position": position, "hash": previous, "body": body, **columns_of(content)})
                if len(lot) == _LOT:
                    connection.execute(EVENT.insert(), lot)
                    lot.clear()
            if lot:
                connection.execute(EVENT.insert(), lot)
            connection.exec_driver_sql(statements("sqlite")["event_follows"])
    return cases


def _number(serial: int) -> str:
    return f"1.3.1-2024-{serial}"


def _contents(cases: int) -> Iterator[dict[str, Any]]:
    for serial in range(1, cases + 1):
        yield from _case(serial, _number(serial))


def _case(serial: int, number: str) -> Iterator[dict[str, Any]]:
    case = {
        "number": number,
        "series": DEFAULT,
        "year": 2024,
        "serial": serial,
        "classification": "1.3.1",
        "classification-now": "1.3.1",
        "unit": "Staben",
        "subject": "Ansökan om tillstånd",
        "status": "open",
        "opened": "2024-06-19",
        "opened-by": "anna",
        "registered": "2024-06-19T08:00:00Z",
    }
    counted = {"series": DEFAULT, "scope": "", "year": 2024, "serial": serial, "number": number, "external": False}
    yield _event("reserve", "case", f"case:{number}", number, case, taken=counted, key=f"bench:{serial}")
    for index in (1, 2):
        name = f"{number}-{index}"
        document = {
            "number": name,
            "case": number,
            "serial": index,
            "title": "Beslut om tillstånd",
            "type": "beslut",
            "date": "2024-06-19",
            "status": "draft",
            "registered": "2024-06-19T08:00:00Z",
        }
        file = {"document": name, "case": number, "name": f"{index}.pdf", "format": "fmt/476", "size": 98_703,
                "sha256": f"{serial:064x}", "role": "archive copy", "registered": "2024-06-19T08:00:00Z"}  # fmt: skip
        adopted = document | {"status": "adopted", "decision-date": "2024-06-19", "decided-by": "GD"}
        changes = [{"field": "status", "old": "draft", "new": "adopted"}]
        record = f"document:{name}"
        yield _event("enter", "document", record, number, document, taken={"number": name})
        yield _event("attach", "file", f"file:{name}/{index}.pdf", number, file)
        yield _event("change", "document", record, number, adopted, changes=changes)
        changes = [{"field": "retention-rule", "old": "", "new": "bevaras"}]
        yield _event("change", "document", record, number, adopted | {"retention-rule": "bevaras"}, changes=changes)
    closed = case | {"status": "closed", "closed": "2024-06-19", "closed-by": "anna"}
    changes = [{"field": "status", "old": "open", "new": "closed"}]
    yield _event("change", "case", f"case:{number}", number, closed, changes=changes)


def _event(action: str, kind: str, record: str, case: str, state: dict[str, Any], **more: Any) -> dict[str, Any]:
    about = {"action": action, "at": "2024-06-19T08:00:00Z", "by": "anna", "kind": kind, "record": record}
    return {**about, "case": case, "state": state, **more}
