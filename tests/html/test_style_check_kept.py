"""Warnings of styles stop no build and are told at each look; sound styles are looked at once."""

import pytest

from pipeline.building.page_styles import keep_sound, look_at_styles, part_names
from pipeline.building.project import Project
from pipeline.faults import FaultError
from pipeline.html.styles.checking import check_styles
from tests.html.styled import FILES, look, reading


@pytest.fixture
def agency(tmp_path):
    """A project with the templates of pages alone."""
    (tmp_path / "templates" / "html").mkdir(parents=True)
    (tmp_path / "inputs").mkdir()
    for name, data in FILES.items():
        (tmp_path / "templates" / "html" / name).write_bytes(data)
    project = Project(tmp_path)
    (project.state / "cache").mkdir(parents=True)
    return project


def _add(project, style):
    path = project.templates / "html" / "style.css"
    path.write_bytes(FILES["style.css"] + style)


def test_a_faint_colour_stops_no_build_and_is_told_each_time(agency):
    _add(agency, b"p { color: #aaa; margin: 1xp; colr: red }")
    looked = look_at_styles(agency)
    keep_sound(agency, looked)
    again = look_at_styles(agency).of_pages()
    assert again == looked.of_pages()
    assert {fault.code for fault in again} == {"T241", "T242", "T243"}
    assert {fault.level for fault in again} == {"warning"}


def test_styles_with_nothing_to_tell_are_looked_at_again_when_they_change(agency):
    sound = look_at_styles(agency)
    keep_sound(agency, sound)
    assert look_at_styles(agency) == sound
    _add(agency, b"p { color: #aaa }")
    assert {fault.code for fault in look_at_styles(agency).faults} == {"T243"}


@pytest.mark.parametrize(("style", "code"), [(b"p { color: red", "T239"), (b"p { color: var(--acent) }", "T240")])
def test_a_style_that_browsers_read_otherwise_stops_a_build(agency, style, code):
    _add(agency, style)
    with pytest.raises(FaultError) as told:
        look_at_styles(agency).of_pages()
    assert [fault.code for fault in told.value.faults] == [code]


@pytest.mark.parametrize(
    "style",
    [
        "p { margin: var(--mine) } @property --mine { syntax: '*'; inherits: true; initial-value: 1px }",
        "p { margin: var(--no, var(--nor, 1px)) } h2 { margin: var(--side, var(--nor)) }",
        "p { margin: var(--late) } @media print { h2 { --late: 1px } }",
    ],
)
def test_what_is_registered_or_has_a_fallback_counts_as_set(style):
    assert [fault for fault in look(style) if fault.code == "T240"] == []


def test_a_fallback_that_is_itself_not_set_is_told():
    assert [fault.code for fault in look("p { margin: var(--no, var(--nor)) }")] == ["T240"]


@pytest.mark.parametrize(("style", "codes"), [("--own: 1px", []), ("margin: var(--own)", ["T240"])])
def test_what_a_template_sets_on_an_element_counts_as_set_and_what_it_asks_for_does_not(style, codes):
    page = FILES["edition.html"].replace(b'<div class="cover">', f'<div class="cover" style="{style}">'.encode())
    assert page != FILES["edition.html"]
    files = FILES | {"edition.html": page, "style.css": FILES["style.css"] + b".own { margin: var(--own) }"}
    assert [fault.code for fault in check_styles(files, part_names())] == codes


def test_names_that_are_right_and_near_to_another_are_not_told():
    style = "a { background-position-x: 0; counter-set: x 1; column-wrap: wrap } a::part(b):read-only { top: 0 }"
    assert reading(style) == ([], [])
