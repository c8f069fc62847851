"""Numbers are foreseen while inputs are checked, and given only when they are needed."""

from datetime import UTC, date, datetime

import pytest

from pipeline.building.numbering import Numbering, Wanted, number_of, place_from_files
from pipeline.faults import FaultError
from pipeline.kinds.base import Agency
from pipeline.register.changing import void
from pipeline.register.desk import Register
from pipeline.register.place import RegisterPlace
from pipeline.register.reserving import Request

ABOUT = {
    "name": "Myndigheten",
    "organisation-number": "202100-2163",
    "web": "www.example.se",
    "email": "a@example.se",
    "phone": "08-1",
}
AGENCY = Agency.model_validate(ABOUT)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "register.sqlite"


def wanted(document, year=2008, unit="Staben"):
    return Wanted(document, "1.3", date(year, 6, 1), unit, "Handlingsplan\nför återvändande")


def give(path, document, year=2008):
    with Register(RegisterPlace(path)) as register:
        request = Request("cases", key=f"build:{document}", classification="1.3", year=year)
        return register.reserve(request).number


def test_what_is_foreseen_is_what_is_given(path):
    give(path, "old")
    numbering = Numbering(path)
    foreseen = [numbering(wanted(name, year), AGENCY) for name, year in [("a", 2008), ("b", 2008), ("c", 2009)]]
    assert foreseen == ["1.3-2008-2", "1.3-2008-3", "1.3-2009-1"]
    assert number_of(RegisterPlace(path), "a") is None
    assert numbering.confirm()
    assert [number_of(RegisterPlace(path), name) for name in "abc"] == foreseen


def test_foreseeing_makes_no_register(tmp_path, path):
    numbering = Numbering(path)
    assert numbering(wanted("a"), AGENCY) == numbering(wanted("a"), AGENCY) == "1.3-2008-1"
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_number_makes_no_register(tmp_path, path):
    assert Numbering(path).confirm()
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_somebody_else_took_meanwhile_is_noticed(path):
    numbering = Numbering(path)
    assert numbering(wanted("a"), AGENCY) == "1.3-2008-1"
    give(path, "other")
    assert not numbering.confirm()
    assert numbering(wanted("a"), AGENCY) == "1.3-2008-2"


def test_the_register_keeps_what_the_number_was_given_for(path):
    numbering = Numbering(path)
    numbering(wanted("plan"), AGENCY)
    numbering.confirm()
    from pipeline.register.reading import show

    with Register(RegisterPlace(path)) as register, register.reading() as connection:
        state = show(connection, "1.3-2008-1").record.state
    about = {"made-as": "plan", "subject": "Handlingsplan för återvändande", "unit": "Staben", "status": "reserved"}
    assert about.items() <= state.items()


def test_a_document_whose_number_was_made_void_gets_another(path):
    give(path, "plan")
    with Register(RegisterPlace(path)) as register, register.writing() as writing:
        void(writing, "1.3-2008-1", why="fel")
    assert number_of(RegisterPlace(path), "plan") is None
    numbering = Numbering(path)
    assert numbering(wanted("plan"), AGENCY) == "1.3-2008-2"
    assert numbering.confirm()
    assert number_of(RegisterPlace(path), "plan") == "1.3-2008-2"


def test_another_series_can_number_documents_in_the_year_they_are_registered(path):
    series = {"diarium": {"pattern": "{unit} {year}-{serial:03}", "scope": "unit"}}
    agency = Agency.model_validate({**ABOUT, "register": {"series": series, "documents": "diarium"}})
    turn = datetime(2025, 12, 31, 23, 0, tzinfo=UTC)
    numbering = Numbering(path, clock=lambda: turn)
    numbers = [
        numbering(wanted(name, unit=unit), agency) for name, unit in [("a", "Nord"), ("b", "Syd"), ("c", "Nord")]
    ]
    assert numbers == ["Nord 2026-001", "Syd 2026-001", "Nord 2026-002"]
    assert numbering.confirm()


def test_a_unit_that_the_pattern_cannot_write_is_a_fault(path):
    series = {"diarium": {"pattern": "{unit}-{year}-{serial}"}}
    agency = Agency.model_validate({**ABOUT, "register": {"series": series, "documents": "diarium"}})
    with pytest.raises(FaultError) as error:
        Numbering(path, clock=lambda: datetime(2025, 6, 1, tzinfo=UTC))(wanted("a", unit="Nord-2024"), agency)
    assert error.value.faults[0].code == "R108"


def test_settings_are_looked_into_only_where_they_may_name_a_server(tmp_path, path, monkeypatch):
    (tmp_path / "inputs").mkdir()
    settings = tmp_path / "inputs" / "agency.yaml"
    settings.write_text("no: settings at all\n")
    assert place_from_files(tmp_path, path) == RegisterPlace(path)
    about = "".join(f'{key}: "{value}"\n' for key, value in ABOUT.items())
    settings.write_text(f"{about}register: {{url-env: DIARIE_TEST_REGISTER}}\n", encoding="utf-8")
    with pytest.raises(FaultError) as error:
        place_from_files(tmp_path, path)
    assert error.value.faults[0].code == "R116"
    monkeypatch.setenv("DIARIE_TEST_REGISTER", "postgresql://a:secret@server/diarie")
    place = place_from_files(tmp_path, path)
    assert place.url == "postgresql://a:secret@server/diarie"
    assert "secret" not in place.name
