"""docs/register.md: its examples say what the program says, and its tables have what the program has."""

import re
from datetime import UTC, datetime

import pytest

from pipeline.register.fields import FIELDS, STATES
from tests.cli.test_register_command import AGENCY
from tests.conftest import ROOT
from tests.console_examples import check_example, examples, stop_clock

PAGE = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path, monkeypatch):
    stop_clock(monkeypatch, datetime(2024, 6, 19, 8, 0, tzinfo=UTC))
    monkeypatch.setattr("pipeline.register.desk.getpass.getuser", lambda: "anna")
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "agency.yaml").write_text(AGENCY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_say_what_the_page_shows(project):
    ran = [check_example(*example) for example in examples(PAGE)]
    assert len(ran) > 15


def test_every_field_and_state_stands_on_the_page():
    named = set(re.findall(r"`([a-z0-9-]+)`", PAGE))
    fields = {field.name for kind in FIELDS.values() for field in kind}
    states = {state for kind in STATES.values() for state in kind}
    assert sorted((fields | states) - named) == []


def test_every_field_has_its_swedish_name():
    for kind in FIELDS.values():
        assert all(field.swedish for field in kind)
        assert len({field.name for field in kind}) == len(kind)
