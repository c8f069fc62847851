"""What somebody who owns the database can do to it behind the register's back: all of it is named."""

import pytest

from pipeline.register.desk import Register
from pipeline.register.entering import enter_document
from pipeline.register.reading import entries
from pipeline.register.reserving import Request
from pipeline.register.store import Store
from pipeline.register.verifying import verify
from tests.register.conftest import SERIES, codes

CASE = Request("cases", classification="1.3", year=2024, subject="Återvändande", opened=True)


@pytest.fixture
def filled(register, place):
    for _ in range(3):
        register.reserve(CASE)
    with register.writing() as writing:
        enter_document(writing, "1.3-2024-1", {"title": "Plan"})
    register.store.close()
    return place


def done(place, *statements):
    with Store(place, as_found=True) as store, store.connected() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


EVIL = "CREATE FUNCTION evil.event_refused() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"


@pytest.mark.parametrize(
    "statements",
    [
        ["ALTER TABLE event DISABLE TRIGGER ALL"],
        ["DROP TRIGGER event_stays ON event"],
        ["DROP TRIGGER event_is_kept ON event"],
        [
            "DROP SCHEMA IF EXISTS evil CASCADE",
            "CREATE SCHEMA evil",
            EVIL,
            (
                "CREATE OR REPLACE TRIGGER event_stays BEFORE UPDATE OR DELETE ON event FOR EACH ROW"
                " EXECUTE FUNCTION evil.event_refused()"
            ),
        ],
        ["CREATE TRIGGER another BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION event_refused()"],
        ["CREATE RULE nothing AS ON INSERT TO event DO INSTEAD NOTHING"],
        ["ALTER TABLE event SET UNLOGGED"],
        ["ALTER TABLE event ENABLE ROW LEVEL SECURITY"],
        ["ALTER TABLE event ALTER COLUMN serial TYPE double precision"],
        ["ALTER TABLE event ALTER COLUMN external TYPE text"],
        ["ALTER TABLE event ALTER COLUMN year TYPE numeric"],
        ["ALTER TABLE event ALTER COLUMN hash TYPE varchar(64)"],
        ["ALTER TABLE event ALTER COLUMN body DROP NOT NULL"],
        ["ALTER TABLE event ALTER COLUMN key SET DEFAULT 'x'"],
        ["ALTER TABLE event ADD COLUMN more text"],
        ["ALTER TABLE event ADD CHECK (year < 2030)"],
        ["ALTER TABLE event DROP CONSTRAINT event_number"],
        ["ALTER TABLE event DROP CONSTRAINT event_number", "CREATE UNIQUE INDEX event_number ON event (number, hash)"],
        ["ALTER TABLE event DROP CONSTRAINT event_pkey"],
        ["DROP INDEX event_case"],
        ["CREATE TABLE more () INHERITS (event)"],
        ["DROP VIEW case_now"],
        ["CREATE OR REPLACE VIEW case_now AS SELECT * FROM case_now WHERE false"],
        [
            (
                "CREATE OR REPLACE VIEW record_now AS SELECT position, record, kind, case_number, body FROM event"
                " WHERE position < 3"
            )
        ],
        ["ALTER ROLE CURRENT_USER SET session_replication_role = replica"],
    ],
)
def test_a_database_that_is_built_otherwise_is_named(filled, statements):
    try:
        done(filled, *statements)
        assert "R124" in codes(verify(filled).faults)
    finally:
        done(filled, "ALTER ROLE CURRENT_USER RESET session_replication_role")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET position = 9 WHERE position = 2",
        "UPDATE event SET hash = upper(hash) WHERE position = 2",
        "UPDATE event SET body = body || ' ' WHERE position = 2",
        "UPDATE event SET record = 'case:x' WHERE position = 2",
        "UPDATE event SET kind = 'document' WHERE position = 2",
        "UPDATE event SET case_number = NULL WHERE position = 2",
        "UPDATE event SET series = 'im' WHERE position = 2",
        "UPDATE event SET scope = 'x' WHERE position = 2",
        "UPDATE event SET year = 2023 WHERE position = 2",
        "UPDATE event SET serial = 9 WHERE position = 2",
        "UPDATE event SET external = 1 WHERE position = 2",
        "UPDATE event SET number = NULL WHERE position = 2",
        "UPDATE event SET key = 'x' WHERE position = 2",
        "DELETE FROM event WHERE position = 1",
        "DELETE FROM event WHERE position = 4",
        "INSERT INTO event SELECT position + 3, hash, body, record, kind, case_number FROM event WHERE position = 2",
        "INSERT INTO event SELECT 0, hash, body, record, kind, case_number FROM event WHERE position = 1",
    ],
)
def test_a_row_that_is_changed_put_in_or_taken_out_is_named(filled, tampered, statement):
    assert list(verify(filled).faults) == []
    with tampered() as connection:
        assert connection.exec_driver_sql(statement).rowcount == 1
    assert {"R120", "R121", "R122", "R123"} & set(codes(verify(filled).faults))


def test_a_view_that_hides_rows_is_made_anew_by_the_next_who_looks(filled, clock):
    view = (
        "CREATE OR REPLACE VIEW record_now AS SELECT position, record, kind, case_number, body FROM event WHERE false"
    )
    done(filled, view)
    with Register(filled, SERIES, by="bo", clock=clock) as register, register.reading() as connection:
        assert len(entries(connection)) == 4
    assert list(verify(filled).faults) == []
