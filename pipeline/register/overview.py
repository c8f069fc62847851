"""How documents stand: every one that was adopted, made void or not, and those on review; the quick way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.register import quick
from pipeline.register.adopted import ADOPTED_STATES, folder_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.register.journal import State
    from pipeline.register.place import RegisterPlace

#: States that the overview is told of.
_SHOWN = frozenset({"in-review", "void", *ADOPTED_STATES})

#: Fields of the record that are passed on.
_FIELDS = (
    "title",
    "version",
    "date",
    "decision-number",
    "decision-date",
    "replaces",
    "dispatched",
    "dispatched-to",
    "voided",
    "void-reason",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands in the register.

    Attributes:
        name: what builds call it; empty for one that was entered by hand.
        number: its own number in the case.
        case: its case.
        status: as in `fields.STATES`.
        folder: where its files lie, relative to the project: `adopted/1.3.1-2024-8647-1`.
        fields: some of its record, those that have a value.
    """

    name: str
    number: str
    case: str
    status: str
    folder: str
    fields: tuple[tuple[str, str], ...]

    @property
    def counts(self) -> bool:
        """Whether it is adopted, and not made void."""
        return self.status in ADOPTED_STATES

    def text(self, field: str) -> str:
        """A field's value; empty when it has none."""
        return dict(self.fields).get(field, "")

    def as_json(self) -> list[Any]:
        """All of it, to be hashed."""
        return [self.name, self.number, self.case, self.status, self.folder, *self.fields]


def standings(place: RegisterPlace, cases: Iterable[str]) -> tuple[Standing, ...]:
    """How documents stand, in the order in which they were entered.

    Args:
        place: where the register lies.
        cases: those in which documents are looked for that were entered by hand. They are told of only while they are
            on review: nothing else leads from them to what is built.

    Raises:
        FaultError: R101, R102, R116 the register cannot be read.
    """
    wanted = sorted({case for case in cases if case})
    states = _from_server(place, wanted) if place.url is not None else _from_file(place, wanted)
    return tuple(_standing(state) for state in states if _is_shown(state))


def _is_shown(state: State) -> bool:
    return state.get("status") in _SHOWN and (bool(state.get("made-as")) or state.get("status") == "in-review")


def _standing(state: State) -> Standing:
    number = str(state["number"])
    fields = tuple((name, str(state[name])) for name in _FIELDS if state.get(name) not in (None, ""))
    return Standing(
        str(state.get("made-as", "")),
        number,
        str(state["case"]),
        str(state["status"]),
        folder_of(number),
        fields,
    )


def _from_file(place: RegisterPlace, cases: list[str]) -> list[State]:
    with quick.reading(place) as database:
        if database is None or not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'event'").fetchone():
            return []
        # “;” follows “:”: all keys of adoptions, by the index.
        adopted = "SELECT record FROM event WHERE key >= 'adopt:' AND key < 'adopt;'"
        records = {str(row[0]) for row in database.execute(adopted)}
        for case in cases:
            by_hand = "SELECT DISTINCT record FROM event WHERE case_number = ? AND kind = 'document'"
            records |= {str(row[0]) for row in database.execute(by_hand, (case,))}
        newest = "SELECT position, body FROM event WHERE record = ? ORDER BY position DESC LIMIT 1"
        found = [database.execute(newest, (record,)).fetchone() for record in sorted(records)]
        return [json.loads(body)["state"] for _, body in sorted(found)]


def _from_server(place: RegisterPlace, cases: list[str]) -> list[State]:
    from sqlalchemy import select

    from pipeline.register.lookup import members_of, record_named
    from pipeline.register.store import Store
    from pipeline.register.tables import EVENT

    with Store(place) as store, store.reading() as connection:
        adopted = select(EVENT.c.record).where(EVENT.c.key.startswith("adopt:")).order_by(EVENT.c.position)
        named = [record_named(connection, str(name)) for name in connection.execute(adopted).scalars().all()]
        found = {record.name: record.state for record in named if record is not None}
        for case in cases:
            found |= {record.name: record.state for record in members_of(connection, case, "document")}
        return list(found.values())
