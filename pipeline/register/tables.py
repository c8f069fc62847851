"""The database: one table of events that nothing can change, and views of how things stand now."""

from __future__ import annotations

from typing import Final, Literal

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from pipeline.register.fields import FIELDS, KINDS

Dialect = Literal["sqlite", "postgresql"]

METADATA = MetaData()
#: SQLite's strict tables know INTEGER alone, which holds as much.
_LARGE = BigInteger().with_variant(Integer, "sqlite")

#: The events. Columns behind `body` repeat what stands in it, where the database must search or tell numbers apart:
#: `series`, `scope`, `year`, `serial`, `number`, `external` and `key` only in the event that takes a number.
EVENT = Table(
    "event",
    METADATA,
    Column("position", _LARGE, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("case_number", Text),
    Column("series", Text),
    Column("scope", Text),
    Column("year", Integer),
    Column("serial", _LARGE),
    Column("external", Integer),
    Column("number", Text),
    Column("key", Text),
    UniqueConstraint("record", "position", name="event_record"),
    UniqueConstraint("series", "scope", "year", "serial", name="event_serial"),
    UniqueConstraint("number", name="event_number"),
    UniqueConstraint("key", name="event_key"),
    Index("event_case", "case_number"),
    sqlite_strict=True,
)

_NOW = """CREATE VIEW record_now AS
SELECT position, record, kind, case_number, body FROM event AS one
WHERE position = (SELECT max(position) FROM event AS later WHERE later.record = one.record)"""

_REFUSALS = {
    "event_stays": ("UPDATE", "an event does not change"),
    "event_is_kept": ("DELETE", "an event is never deleted"),
}

#: `INSERT OR REPLACE` would delete a row without asking the trigger that guards deletion.
_SQLITE_INSERT = """CREATE TRIGGER event_follows BEFORE INSERT ON event
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM event)
  OR EXISTS (SELECT 1 FROM event WHERE number = NEW.number)
  OR EXISTS (SELECT 1 FROM event WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM event WHERE series = NEW.series AND scope = NEW.scope AND year = NEW.year
    AND serial = NEW.serial)
BEGIN SELECT raise(ABORT, 'an event comes after the others and takes no number that is taken'); END"""

_POSTGRESQL_FUNCTION: Final = """CREATE FUNCTION event_refused() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'an event does not change and is never deleted'; END$$"""
_POSTGRESQL_TRIGGERS = {
    "event_stays": "BEFORE UPDATE OR DELETE ON event FOR EACH ROW",
    "event_is_kept": "BEFORE TRUNCATE ON event FOR EACH STATEMENT",
}


def statements(dialect: Dialect) -> dict[str, str]:
    """Everything that the database is made with: name → SQL, in order."""
    compiler = sqlite.dialect() if dialect == "sqlite" else postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy has no types there
    made = {"event": str(CreateTable(EVENT).compile(dialect=compiler)).strip()}
    for index in sorted(EVENT.indexes, key=lambda index: str(index.name)):
        made[str(index.name)] = str(CreateIndex(index).compile(dialect=compiler)).strip()
    if dialect == "sqlite":
        for name, (act, said) in _REFUSALS.items():
            made[name] = f"CREATE TRIGGER {name} BEFORE {act} ON event BEGIN SELECT raise(ABORT, '{said}'); END"
        made["event_follows"] = _SQLITE_INSERT
    else:
        made["event_refused"] = _POSTGRESQL_FUNCTION
        for name, when in _POSTGRESQL_TRIGGERS.items():
            made[name] = f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION event_refused()"
    made["record_now"] = _NOW
    for kind in KINDS:
        columns = ", ".join(_column(dialect, field.name) for field in FIELDS[kind])
        view = f"CREATE VIEW {kind}_now AS SELECT {columns} FROM record_now WHERE kind = '{kind}'"  # noqa: S608 - our names
        made[f"{kind}_now"] = view
    return made


def _column(dialect: Dialect, field: str) -> str:
    column = field.replace("-", "_")
    if dialect == "sqlite":
        return f"""json_extract(body, '$.state."{field}"') AS "{column}\""""
    return f"""body::jsonb -> 'state' ->> '{field}' AS "{column}\""""
