"""docs/approval.md: its examples say what the program says."""

from pipeline.approval.files import GATE_FILE
from tests.approval.approvals import fill_in
from tests.conftest import ROOT
from tests.console_examples import check_example, examples

PAGE = (ROOT / "docs" / "approval.md").read_text(encoding="utf-8")


def test_the_examples_say_what_the_page_shows(project, monkeypatch):
    monkeypatch.chdir(project)
    ran = 0
    for words, expected in examples(PAGE):
        check_example(words, expected)
        if ran == 0:
            fill_in(project)
        ran += 1
    assert ran == 8


def test_every_file_that_is_kept_stands_on_the_page():
    from pipeline.approval import files

    roles = {*files._ROLES.values(), *files._OWN.values(), "source", "template"}
    assert sorted(role for role in roles if f"`{role}`" not in PAGE) == []
    assert f"`{GATE_FILE}`" in PAGE
