"""What guards the events: whether table, triggers and views are as the program made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.places import Place
from pipeline.register.store import first_version, schema_of
from pipeline.register.tables import statements

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline.faults import Faults, Level
    from pipeline.register.tables import Dialect

_TODO = "Somebody has changed the database: restore a backup, diarie register restore."


def check_schema(connection: Connection, dialect: Dialect, name: str, faults: Faults) -> None:
    """Hold the database against what it was made with; R124 for all that differs."""
    wanted, found = _sqlite(connection) if dialect == "sqlite" else _postgresql(connection)
    for what in sorted(wanted.keys() | found.keys()):
        if what not in found:
            said = "is missing"
        elif what not in wanted:
            said = "is none of the register’s"
        elif wanted[what] != found[what]:
            said = "is not as it was made"
        else:
            continue
        # A view holds nothing of its own, and another version of the program may have made it: it is made anew by the
        # next who enters something.
        level: Level = "warning" if what.endswith("_now") else "error"
        shown = what.encode("utf-8", "replace").decode()
        faults.add("R124", f"“{shown}” in the database {said}.", Place(name), _TODO, level=level, name=shown)


def _sqlite(connection: Connection) -> tuple[dict[str, str], dict[str, str]]:
    from pipeline.register.migrating import CLOSED

    found = {
        name: sql
        for name, sql in schema_of(connection).items()
        if not first_version(name, sql) and not name.startswith("sqlite_autoindex")
    }
    wanted = statements("sqlite")
    if "number_is_closed" in found:
        wanted["number_is_closed"] = CLOSED
    return wanted, found


def _postgresql(connection: Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Triggers that are switched on, with their function; columns; what makes numbers unique; views by their names."""
    triggers = connection.exec_driver_sql(
        "SELECT tgname, tgenabled::text || ' ' || pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE tgrelid = 'event'::regclass AND NOT tgisinternal"
    ).all()
    functions = connection.exec_driver_sql(
        "SELECT proname, prosrc FROM pg_proc WHERE proname = 'event_refused'"
        " AND pronamespace = current_schema()::regnamespace"
    ).all()
    indexes = connection.exec_driver_sql(
        "SELECT indexname, regexp_replace(indexdef, ' ON \\S+ ', ' ON event ') FROM pg_indexes"
        " WHERE tablename = 'event' AND schemaname = current_schema()"
    ).all()
    views = connection.exec_driver_sql(
        "SELECT relname, '' FROM pg_class WHERE relkind = 'v' AND relname LIKE '%%\\_now'"
        " AND relnamespace = current_schema()::regnamespace"
    ).all()
    found = {str(name): str(sql) for name, sql in (*triggers, *functions, *indexes, *views)}
    found = {name: _plain(sql) for name, sql in found.items()}
    unique = "CREATE UNIQUE INDEX {} ON event USING btree ({})"
    each = "EXECUTE FUNCTION event_refused()"
    wanted = {
        "event_stays": f"O CREATE TRIGGER event_stays BEFORE DELETE OR UPDATE ON event FOR EACH ROW {each}",
        "event_is_kept": f"O CREATE TRIGGER event_is_kept BEFORE TRUNCATE ON event FOR EACH STATEMENT {each}",
        "event_refused": "BEGIN RAISE EXCEPTION 'an event does not change and is never deleted'; END",
        "event_pkey": unique.format("event_pkey", "position"),
        "event_record": unique.format("event_record", "record, position"),
        "event_serial": unique.format("event_serial", "series, scope, year, serial"),
        "event_number": unique.format("event_number", "number"),
        "event_key": unique.format("event_key", "key"),
        "event_case": "CREATE INDEX event_case ON event USING btree (case_number)",
    }
    return wanted | {view: "" for view in statements("postgresql") if view.endswith("_now")}, found


def _plain(sql: str) -> str:
    """Without the schema's name and the quotation marks that the server may put in."""
    import re

    return re.sub(r"\b\w+\.(?=event)", "", sql).replace('"', "")
