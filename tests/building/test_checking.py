"""A check finds what a build would find, without drawing a picture or writing a file."""

import io

import pytest
from PIL import Image

from pipeline.building.check import check
from pipeline.building.write import sketched
from pipeline.content import raster
from pipeline.content.model import Figure
from tests.traces.conftest import Report


@pytest.fixture
def report(tmp_path):
    return Report(tmp_path).write()


def check_all(report):
    return check(report.project, report.project.documents())


def test_a_check_draws_no_chart(report, monkeypatch):
    def draw(*_):
        raise AssertionError("a picture was drawn")

    monkeypatch.setattr(raster, "png", draw)
    checked = check_all(report)
    assert checked.documents == ("x",)
    assert [str(fault) for fault in checked.faults if fault.level == "error"] == []


def test_a_chart_that_cannot_be_drawn_is_found_all_the_same(report):
    report.replace("figures.yaml", "    unit: antal\n", "    unit: antal\n    height: 25\n    width: 40\n").write()
    assert "I253" in [fault.code for fault in check_all(report).faults]


def test_a_sketch_has_the_size_of_the_chart_and_is_a_picture(report):
    document = report.examined().document
    (chart,) = [block for block in document.parts["body"] if isinstance(block, Figure)]
    (dot,) = [block for block in sketched(document).parts["body"] if isinstance(block, Figure)]
    assert (dot.picture.width, dot.picture.height) == (chart.picture.width, chart.picture.height)
    with Image.open(io.BytesIO(dot.picture.data)) as image:
        image.load()
        assert image.size == (1, 1)


def test_a_chart_is_drawn_once_however_often_it_is_asked_for(report):
    (chart,) = [block for block in report.examined().document.parts["body"] if isinstance(block, Figure)]
    assert chart.picture.data is chart.picture.data
    assert chart.picture.data.startswith(b"\x89PNG")


def test_documents_without_a_tree_are_checked_and_not_composed(report):
    report.files["inputs/x/document.yaml"] = "kind: nothing\n"
    report.write()
    checked = check_all(report)
    assert (checked.documents, dict(checked.composed), dict(checked.traced)) == (("x",), {}, {})
    assert [fault.code for fault in checked.faults] == ["I301"]
