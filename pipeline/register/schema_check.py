"""What guards the events: whether tables, columns, indexes, triggers and views are as the program made them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.places import Place
from pipeline.register.store import APPLICATION, FORM, first_version
from pipeline.register.tables import EVENT, statements

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline.faults import Faults, Level
    from pipeline.register.store import Store

#: Kind and name of a thing in the database → how it is made. SQLite lets a trigger have a table's name.
_Made = dict[tuple[str, str], str]

_TODO = "Somebody has changed the database: restore a backup, diarie register restore."


def check_schema(store: Store, name: str, faults: Faults) -> None:
    """Hold the database against what it was made with; R124 for all that differs."""
    wanted, found = _of_file(store) if store.dialect == "sqlite" else _of_server(store)
    for kind, what in sorted(wanted.keys() | found.keys()):
        if (kind, what) not in found:
            said = "is missing"
        elif (kind, what) not in wanted:
            said = "is none of the register’s"
        elif wanted[kind, what] != found[kind, what]:
            said = "is not as it was made"
        else:
            continue
        # A view holds nothing of its own, and another version of the program may have made it: it is made anew by the
        # next who enters something.
        level: Level = "warning" if kind == "view" and what.endswith("_now") else "error"
        shown = what.encode("utf-8", "replace").decode()
        faults.add("R124", f"The {kind} “{shown}” in the database {said}.", Place(name), _TODO, level=level, name=shown)


def _of_file(store: Store) -> tuple[_Made, _Made]:
    from pipeline.register.migrating import CLOSED

    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
        marks = {
            ("mark", mark): str(connection.exec_driver_sql(f"PRAGMA {mark}").scalar_one())
            for mark in ("application_id", "user_version")
        }
    found = {
        (str(kind), str(name)): str(sql)
        for kind, name, sql in rows
        if not first_version(str(name), str(sql)) and not (sql is None and str(name).startswith("sqlite_autoindex_"))
    }
    wanted = {(sql.split()[1].lower(), name): sql for name, sql in statements("sqlite").items()}
    if ("trigger", "number_is_closed") in found:
        wanted["trigger", "number_is_closed"] = CLOSED
    if not found:  # a file of no bytes, or of the first version alone: nothing is made in it yet
        return wanted, found
    wanted |= {("mark", "application_id"): str(APPLICATION), ("mark", "user_version"): str(FORM)}
    return wanted, found | marks


def _of_server(store: Store) -> tuple[_Made, _Made]:
    """What is there, and what the program's own statements make of a temporary table that is taken back at once."""
    with store.reading() as connection:
        found = _shape(connection, "current_schema()::regnamespace") | _guards(connection)
        may = connection.exec_driver_sql("SELECT has_database_privilege(current_database(), 'TEMP')").scalar_one()
    if not may:  # who may only look cannot make anything to compare with
        wanted = {key: sql for key, sql in found.items() if key[0] in ("view", "column", "index", "constraint")}
    else:
        wanted = _made_anew(store)
    return wanted | _wanted_guards(), found


def _made_anew(store: Store) -> _Made:
    with store.passing() as connection:
        for name, statement in statements("postgresql").items():
            if name == EVENT.name or name.endswith("_now"):
                temporary = re.sub(r"^CREATE (TABLE|VIEW) ", r"CREATE TEMPORARY \1 ", statement)
                connection.exec_driver_sql(temporary.replace("%", "%%"))
            elif statement.startswith("CREATE INDEX"):
                connection.exec_driver_sql(statement)
        return _shape(connection, "pg_my_temp_schema()")


def _shape(connection: Connection, schema: str) -> _Made:
    """Columns, constraints, indexes and views of the register in a schema."""
    rows = connection.exec_driver_sql(
        f"""
        SELECT 'column', attname, concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, attidentity,
            attgenerated, atthasdef, attcollation)
          FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
          WHERE relname = 'event' AND relnamespace = {schema} AND attnum > 0 AND NOT attisdropped
        UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(pg_constraint.oid)
          FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
          WHERE relname = 'event' AND relnamespace = {schema} AND contype <> 'n'
        UNION ALL SELECT 'index', index.relname, concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid, indisready)
          FROM pg_index JOIN pg_class AS index ON index.oid = indexrelid JOIN pg_class ON pg_class.oid = indrelid
          WHERE pg_class.relname = 'event' AND pg_class.relnamespace = {schema}
        UNION ALL SELECT 'view', relname, pg_get_viewdef(oid)
          FROM pg_class WHERE relkind = 'v' AND relnamespace = {schema} AND relname LIKE '%%\\_now'
        """  # noqa: S608 - our own names
    ).all()
    return {(str(kind), str(name)): _plain(str(sql)) for kind, name, sql in rows}


def _guards(connection: Connection) -> _Made:
    """Triggers with the function that they really call, rules, and what the table is."""
    rows = connection.exec_driver_sql(
        """
        SELECT 'trigger', tgname, concat_ws(' ', tgenabled, pg_get_triggerdef(pg_trigger.oid), lanname, prosrc)
          FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_language ON pg_language.oid = prolang
          WHERE tgrelid = 'event'::regclass AND NOT tgisinternal
        UNION ALL SELECT 'rule', rulename, pg_get_ruledef(oid) FROM pg_rewrite WHERE ev_class = 'event'::regclass
        UNION ALL SELECT 'table', relname, concat_ws(' ', relkind, relpersistence, relrowsecurity, relispartition,
            EXISTS (SELECT 1 FROM pg_inherits WHERE inhparent = pg_class.oid OR inhrelid = pg_class.oid))
          FROM pg_class WHERE oid = 'event'::regclass
        UNION ALL SELECT 'setting', 'session_replication_role', current_setting('session_replication_role')
        """
    ).all()
    return {(str(kind), str(name)): _plain(str(sql)) for kind, name, sql in rows}


def _wanted_guards() -> _Made:
    made = "O CREATE TRIGGER {} BEFORE {} EXECUTE FUNCTION event_refused() plpgsql BEGIN RAISE EXCEPTION '{}'; END"
    said = "an event does not change and is never deleted"
    return {
        ("trigger", "event_stays"): made.format("event_stays", "DELETE OR UPDATE ON event FOR EACH ROW", said),
        ("trigger", "event_is_kept"): made.format("event_is_kept", "TRUNCATE ON event FOR EACH STATEMENT", said),
        ("table", "event"): "r p f f f",
        ("setting", "session_replication_role"): "origin",
    }


def _plain(sql: str) -> str:
    """Without schemas' names and the quotation marks that the server may put in, with single blanks."""
    return " ".join(re.sub(r"\b\w+\.(?=event\b|event_|record_now\b)", "", sql.replace('"', "")).split())
