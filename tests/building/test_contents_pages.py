"""The pages of the contents list: those that come out of the layout, or none."""

import json
import shutil

import pytest

from pipeline.building import convert, write
from pipeline.building.numbering import Numbering
from pipeline.building.project import Project
from pipeline.building.run import compose_all
from pipeline.building.write import write_all
from pipeline.faults import FaultError
from pipeline.pdf.pages import OutlineEntry
from tests.approval.approvals import NAME


@pytest.fixture
def laid_out(example, monkeypatch):
    """Lay the README's example out by a layout of the test's own: which page each heading comes on, time after time."""
    project = Project(example)
    composed = compose_all(project, project.documents(), Numbering(project.register), draft=True)
    written = write_all(composed)
    headings = [entry.text for entry in written["my-report"].contents]

    def run(page_of):
        times = []

        def lay_out(files, *, profile_cache, done):
            times.append(1)
            for file in files:
                done(file, b"")

        def outline(_):
            found = ((title, page_of(len(times), at)) for at, title in enumerate(headings))
            return [OutlineEntry(title, 1, page) for title, page in found if page is not None]

        monkeypatch.setattr(convert, "convert", lay_out)
        monkeypatch.setattr(convert, "outline_pages", outline)
        with pytest.raises(FaultError) as error:
            convert.make_all(composed, written, cache=example, progress=lambda _: None)
        return [fault.code for fault in error.value.faults], len(times)

    return run


def test_pages_that_move_with_each_layout_are_refused(laid_out):
    assert laid_out(lambda time, at: time + at) == (["P310"], 2)


def test_a_heading_that_the_pdf_does_not_have_is_told(laid_out):
    assert laid_out(lambda _, at: None if at == 1 else at + 1) == (["P311"], 1)


@pytest.fixture
def guessed(project, run, monkeypatch):
    """What a build begins with that finds no outputs, after a change in the manifest that is kept of the last one."""
    real = write.write_all

    def after(change):
        run("build")
        shutil.rmtree(project / "outputs")
        (kept,) = (project / ".diarie" / "builds" / NAME).iterdir()
        kept.write_text(change(json.loads(kept.read_bytes())), encoding="utf-8")
        begun_with = []
        monkeypatch.setattr(write, "write_all", lambda made, pages: begun_with.append(pages) or real(made, pages))
        run("build")
        return begun_with[0][NAME]

    return after


def test_without_outputs_the_pages_of_the_newest_build_that_is_kept_are_tried_first(guessed):
    assert guessed(lambda manifest: json.dumps(manifest | {"contents": {"_Toc1": 7}})) == {"_Toc1": 7}


@pytest.mark.parametrize(
    "change",
    [lambda _: "{", lambda manifest: json.dumps(manifest | {"document": "another", "contents": {"_Toc1": 7}})],
    ids=["damaged", "of another document"],
)
def test_a_kept_build_that_is_not_the_documents_is_passed_over(guessed, change):
    assert guessed(change) == {}
