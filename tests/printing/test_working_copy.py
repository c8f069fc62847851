"""`diarie print` with a stand-in for wkhtmltopdf: what it is told, what it may not do, and what becomes of trouble."""

import json
import os
import select
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from pipeline.building.project import Project
from pipeline.cli import commands
from pipeline.faults import FaultError
from pipeline.pdf import process
from pipeline.printing.program import printed
from pipeline.printing.working_copy import ENDING, print_document
from tests.approval.approvals import NAME, pretend, write_project
from tests.printing.conftest import FAILS, HANGS, MAKES_GARBAGE, MAKES_NOTHING

COPY = f"my-report{ENDING}"


def texts(path):
    return [
        subprocess.run(
            ["pdftotext", "-layout", "-f", str(number), "-l", str(number), str(path), "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for number in range(1, len(pikepdf.open(path).pages) + 1)
    ]


def ends(process):
    """Whether a process has ended, or does so soon: a signal that kills takes a moment to arrive."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 180)[0])
    finally:
        os.close(handle)


def test_each_page_is_marked_with_number_time_and_page(run, printable):
    ended = run()
    assert ended.returncode == 0, ended.stderr
    assert f"outputs/{COPY}" in ended.stdout
    pages = texts(printable / "outputs" / COPY)
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        assert "ARBETSKOPIA" in page
        assert "1.3.1-2026-1" in page
        assert "utskriven 20" in page
        assert f"Sida {number} av 2" in page


def test_the_program_is_told_to_run_nothing_and_to_read_nothing_else(run, stand_in):
    run()
    told = stand_in.told
    for option in ("--disable-javascript", "--disable-local-file-access", "--disable-plugins"):
        assert option in told["arguments"]
    for option in ("--load-error-handling", "--load-media-error-handling"):
        assert told["arguments"][told["arguments"].index(option) + 1] == "abort"
    assert not [word for word in told["arguments"] if word in ("--enable-local-file-access", "--allow", "--run-script")]
    source, target = (Path(word) for word in told["arguments"][-2:])
    assert source.parent == target.parent == Path(told["home"])
    assert not source.parent.exists()
    assert "page.html" in told["beside"]


def test_no_word_of_the_document_becomes_an_option(run, printable, stand_in):
    settings = printable / "inputs" / "my-report" / "document.yaml"
    text = settings.read_text(encoding="utf-8").replace("title:", "title: --enable-local-file-access #", 1)
    settings.write_text(text, encoding="utf-8")
    ended = run()
    assert ended.returncode == 0, ended.stderr
    assert "--enable-local-file-access" not in stand_in.told["arguments"]
    assert "--enable-local-file-access" in stand_in.page


def test_the_page_has_the_documents_words_and_neither_scripts_nor_addresses(run, stand_in):
    run()
    page = stand_in.page
    assert "<h1" in page
    for word in ("<script", "<link", "http-equiv", "pdfkit", 'href="http', "<nav", "@import", "var(--"):
        assert word not in page
    assert page.count("<meta") == 1


def test_a_printed_document_is_told_of_in_json(run, printable):
    said = json.loads(run("--format", "json").stdout)
    assert said == {
        "document": "my-report",
        "file": str(printable / "outputs" / COPY),
        "case_number": "1.3.1-2026-1",
        "pages": 2,
        "composed": True,
    }


def test_a_draft_that_has_no_number_yet_takes_none_when_it_is_printed(run, printable):
    run()
    assert not (printable / ".diarie" / "register.sqlite").exists()


def test_the_page_of_the_last_build_is_printed_as_long_as_it_says_what_the_inputs_say(tmp_path, stand_in, monkeypatch):
    pretend(monkeypatch)
    monkeypatch.setenv("DIARIE_WKHTMLTOPDF", str(stand_in.path))
    project = Project(write_project(tmp_path))
    assert CliRunner().invoke(commands, ["build", "--project", str(tmp_path)]).exit_code == 0
    assert not print_document(project, NAME, None).composed
    text = min((tmp_path / "inputs" / NAME / "text").glob("*.md"))
    text.write_text(text.read_text(encoding="utf-8") + "\nEn mening till.\n", encoding="utf-8")
    assert print_document(project, NAME, None).composed
    assert "En mening till." in stand_in.page


def test_the_copy_goes_where_it_is_told_to(run, printable, tmp_path_factory):
    target = tmp_path_factory.mktemp("desk") / "läsa i kväll.pdf"
    assert run("--to", str(target)).returncode == 0
    assert len(texts(target)) == 2
    assert not (printable / "outputs" / COPY).exists()


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("outputs/my-report.pdf", "working copy's name ends with"),
        ("outputs/other.docx", ".pdf"),
        ("adopted/copy.pdf", "belongs there"),
        ("packages/copy.pdf", "belongs there"),
        (".diarie/copy.pdf", "belongs there"),
        ("shortcut/copy.pdf", "belongs there"),
        ("inputs/copy.pdf", "belongs there"),
        ("templates/copy.pdf", "belongs there"),
        ("nowhere/copy.pdf", "no such folder"),
    ],
)
def test_the_copy_takes_the_place_of_nothing_else(run, printable, stand_in, to, why):
    for folder in ("adopted", "packages", ".diarie"):
        (printable / folder).mkdir()
    (printable / "shortcut").symlink_to("adopted")
    ended = run("--to", str(printable / to))
    assert ended.returncode == 5
    assert "P327" in ended.stderr
    assert why in ended.stderr
    assert stand_in.told is None
    assert (printable / "outputs" / "my-report.pdf").read_bytes() == b"the last good one"


def test_a_link_in_the_copys_place_is_replaced_and_not_followed(run, printable, tmp_path_factory):
    other = tmp_path_factory.mktemp("elsewhere") / "other.pdf"
    other.write_bytes(b"of somebody else")
    (printable / "outputs" / COPY).symlink_to(other)
    assert run().returncode == 0
    assert other.read_bytes() == b"of somebody else"
    assert not (printable / "outputs" / COPY).is_symlink()


def test_the_copy_does_not_take_the_place_of_a_document_that_is_called_like_it(run, printable, stand_in):
    shutil.copytree(printable / "inputs" / "my-report", printable / "inputs" / "my-report.arbetskopia")
    (printable / "outputs" / COPY).write_bytes(b"its PDF")
    ended = run()
    assert ended.returncode == 5
    assert "P327" in ended.stderr
    assert "the PDF of my-report.arbetskopia" in ended.stderr
    assert (printable / "outputs" / COPY).read_bytes() == b"its PDF"
    assert stand_in.told is None


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (FAILS, "ContentAccessDenied"),
        (MAKES_NOTHING, "wkhtmltopdf made no working copy"),
        (MAKES_GARBAGE, "no PDF that can be read"),
    ],
)
def test_a_program_that_fails_is_told_of_and_leaves_nothing(run, printable, stand_in, behaviour, said):
    (printable / "outputs" / COPY).write_bytes(b"the last one")
    stand_in.behave(behaviour)
    ended = run()
    assert ended.returncode == 5
    assert "P325" in ended.stderr
    assert said in ended.stderr
    assert "The real PDF is outputs/my-report.pdf" in ended.stderr
    assert (printable / "outputs" / COPY).read_bytes() == b"the last one"


def test_a_pdf_that_was_cut_off_is_not_taken_for_a_whole_one(run, printable, stand_in):
    stand_in.behave("target.write_bytes((folder / 'blank.pdf').read_bytes()[:-20])")
    ended = run()
    assert ended.returncode == 5
    assert "no PDF that can be read" in ended.stderr
    assert not (printable / "outputs" / COPY).exists()


def test_no_room_for_temporary_files_is_told_of(stand_in, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(FaultError) as caught:
        printed(b"<p>a page</p>", str(stand_in.path))
    (fault,) = caught.value.faults
    assert fault.code == "P325"
    assert "No such file or directory" in fault.message


def test_a_program_that_hangs_is_ended_with_its_children(stand_in, monkeypatch):
    stand_in.behave(HANGS)
    wait = process._wait
    begun = stand_in.pipe()

    def wait_for_what_runs(*arguments):
        """The time limit, from the moment on at which the program hangs: how long it takes to start says nothing."""
        assert select.select([begun], [], [], 180)[0]
        return wait(*arguments)

    monkeypatch.setattr(process, "_wait", wait_for_what_runs)
    with pytest.raises(FaultError) as caught:
        printed(b"<p>a page</p>", str(stand_in.path), limit=0.2)
    os.close(begun)
    assert [fault.code for fault in caught.value.faults] == ["P324"]
    assert ends(stand_in.told["process"])


def test_a_missing_program_is_told_of_with_the_way_to_it_and_the_real_pdf(run, printable, stand_in):
    ended = run(DIARIE_WKHTMLTOPDF=str(stand_in.folder / "nowhere"))
    assert ended.returncode == 5
    assert "P323" in ended.stderr
    assert "apt install --no-install-recommends wkhtmltopdf" in ended.stderr
    assert "The real PDF is outputs/my-report.pdf." in ended.stderr


def test_a_missing_pdfkit_is_told_of_too(printable, monkeypatch):
    import importlib.util

    (printable / "outputs" / "my-report.pdf").unlink()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(FaultError) as caught:
        print_document(Project(printable), "my-report", None)
    fault = caught.value.faults[0]
    assert fault.code == "P322"
    assert "diarie[print]" in fault.todo
    assert "outputs/my-report.pdf, which diarie build my-report makes" in fault.todo


def test_faults_of_the_inputs_are_told_as_by_a_build(run, printable, stand_in):
    (printable / "inputs" / "my-report" / "document.yaml").write_text("kind: nonsense\n", encoding="utf-8")
    ended = run()
    assert ended.returncode == 3
    assert "I301" in ended.stderr
    assert stand_in.told is None


def test_an_unknown_document_is_told_of(run):
    ended = run(document="my-raport")
    assert ended.returncode == 2
    assert "Did you mean “my-report”?" in ended.stderr
