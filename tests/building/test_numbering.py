"""Numbers are foreseen while inputs are checked, and given only when they are needed."""

from pipeline.building.numbering import Numbering
from pipeline.register.numbers import Numbers

PATTERN = "{classification}-{year}-{serial}"


def test_what_is_foreseen_is_what_is_given(tmp_path):
    path = tmp_path / "register.sqlite"
    Numbers(path).give("old", "1.3", 2008)
    numbering = Numbering(path)
    foreseen = [numbering(name, "1.3", year, PATTERN) for name, year in [("a", 2008), ("b", 2008), ("c", 2009)]]
    assert foreseen == ["1.3-2008-2", "1.3-2008-3", "1.3-2009-1"]
    assert Numbers(path).find("a") is None
    assert numbering.confirm()
    assert [Numbers(path).find(name).case_number for name in "abc"] == foreseen


def test_foreseeing_makes_no_register(tmp_path):
    numbering = Numbering(tmp_path / "register.sqlite")
    assert numbering("a", "1.3", 2008, PATTERN) == numbering("a", "1.3", 2008, PATTERN) == "1.3-2008-1"
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_somebody_else_took_meanwhile_is_noticed(tmp_path):
    path = tmp_path / "register.sqlite"
    numbering = Numbering(path)
    assert numbering("a", "1.3", 2008, PATTERN) == "1.3-2008-1"
    Numbers(path).give("other", "1.3", 2008)
    assert not numbering.confirm()
    assert numbering("a", "1.3", 2008, PATTERN) == "1.3-2008-2"
