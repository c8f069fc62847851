"""A colour that cannot be read is found in the template itself, and in the documents that it makes."""

import io
import shutil
import zipfile

import pytest

from pipeline.building.check import check
from pipeline.building.project import Project
from pipeline.building.templates import check_all
from tests.conftest import ROOT
from tests.readme import write_example

TEMPLATE = "sustainability-report.docx"
LIGHT = b'<w:color w:val="B8B8B8"/>'


@pytest.fixture
def project(tmp_path):
    """The README's example, with the text of captions in light grey."""
    for path in ("inputs/agency.yaml", f"templates/{TEMPLATE}"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    write_example(tmp_path)
    return Project(tmp_path)


def lighten(path):
    before = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as after:
        for member in before.infolist():
            data = before.read(member)
            if member.filename == "word/styles.xml":
                begin = data.index(b'<w:name w:val="caption"/>')
                style, rest = data[:begin], data[begin:]
                assert b"<w:rPr>" in rest
                data = style + rest.replace(b"<w:rPr>", b"<w:rPr>" + LIGHT, 1)
            after.writestr(member, data)


def colours(faults):
    return [(fault.place.file, fault.place.part, fault.data["colour"]) for fault in faults if fault.code == "C106"]


def test_the_templates_colours_can_be_read(project):
    assert colours(check_all(project, (TEMPLATE,))) == []


def test_a_light_colour_is_found_by_template_check(project):
    lighten(project.templates / TEMPLATE)
    assert colours(check_all(project, (TEMPLATE,))) == [(f"templates/{TEMPLATE}", "word/styles.xml", "B8B8B8")]


def test_a_light_colour_is_found_by_check(project):
    lighten(project.templates / TEMPLATE)
    found = colours(check(project, project.documents()).faults)
    assert found == [("outputs/my-report.docx", "word/styles.xml", "B8B8B8")]
