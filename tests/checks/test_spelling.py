"""Spelling: without hunspell everything else is checked, and what is known is kept."""

import json
import shutil

import pytest
from case_project import CaseProject

from pipeline.building.check import check
from pipeline.building.project import Project
from pipeline.checks.rules import spelling_unchecked, unknown_word
from pipeline.checks.spelling import asking
from pipeline.checks.spelling.dictionary import Dictionary, dictionary_for
from pipeline.checks.spelling.verdicts import Verdicts, verdicts_of
from tests.conftest import copy_project

TEXT = "Myndigeten har fattat beslutt.\n"


@pytest.fixture
def project(tmp_path):
    return CaseProject(tmp_path)


@pytest.fixture
def with_dictionary(monkeypatch):
    def use(dictionary):
        for module in (unknown_word, spelling_unchecked):
            monkeypatch.setattr(module, "dictionary_for", lambda language: dictionary)

    return use


def spelling(faults):
    return [(fault.code, fault.level) for fault in faults if fault.code in ("C246", "C247")]


def test_without_hunspell_one_hint_says_how_to_get_it(project, with_dictionary):
    with_dictionary(None)
    faults = project.faults(TEXT)
    assert spelling(faults) == [("C247", "hint")]
    (hint,) = (fault for fault in faults if fault.code == "C247")
    assert hint.todo == "On Debian: sudo apt-get install hunspell hunspell-sv"
    assert hint.place is None


@pytest.mark.parametrize("program", ["/bin/false", "/nowhere/hunspell"])
def test_a_hunspell_that_fails_is_no_failure_of_the_check(project, with_dictionary, program):
    with_dictionary(Dictionary(program, "/usr/share/hunspell/sv_SE", "key"))
    assert spelling(project.faults(TEXT)) == [("C247", "hint")]


def test_a_program_or_dictionary_that_is_not_there_is_none(monkeypatch, tmp_path):
    assert dictionary_for.__wrapped__("xx-XX") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert dictionary_for.__wrapped__("sv-SE") is None


def test_an_unknown_word_is_told_with_what_may_be_meant(project):
    hints = {fault.data["word"]: fault for fault in project.faults(f"Ett beslut är ett {TEXT}") if fault.code == "C246"}
    assert hints["beslutt"].todo.startswith("Did you mean “beslut”? ")
    assert "inputs/words.txt" in hints["beslutt"].todo


class Counting:
    """A dictionary that knows all words without an x, and counts how often it is asked."""

    path = "/dictionaries/sv_SE"
    key = "one"

    def __init__(self):
        self.asked = []

    def unknown(self, words):
        self.asked.append(list(words))
        return frozenset(word for word in words if "x" in word)


def asked_in(tmp_path, monkeypatch):
    """A project of two documents, and the dictionary that is asked about them."""
    dictionary = Counting()
    for module in (unknown_word, spelling_unchecked, asking):
        monkeypatch.setattr(module, "dictionary_for", lambda language: dictionary)
    root = copy_project(tmp_path)
    for name in ("return-communication-plan-2008", "return-action-plan-2008", "labour-market-annex-2023"):
        shutil.rmtree(root / "inputs" / name)
    shutil.copytree(root / "inputs" / "sustainability-report-2023", root / "inputs" / "another")
    return Project(root), dictionary


def test_the_words_of_all_documents_are_asked_about_at_once(tmp_path, monkeypatch):
    project, dictionary = asked_in(tmp_path, monkeypatch)
    faults = check(project, project.choose(())).faults
    assert {fault.place.file.split("/")[1] for fault in faults if fault.code == "C246"} >= {"another"}
    assert len(dictionary.asked) == 1


def test_checking_keeps_nothing_on_the_disk(tmp_path, monkeypatch):
    project, _ = asked_in(tmp_path, monkeypatch)
    (project.state / "cache").mkdir(parents=True)
    check(project, project.choose(()))
    assert list((project.state / "cache").iterdir()) == []


def test_a_build_keeps_what_was_asked(tmp_path, monkeypatch):
    project, dictionary = asked_in(tmp_path, monkeypatch)
    (project.state / "cache").mkdir(parents=True)
    checked = check(project, project.choose(()))
    asking.keep(made.subject for made in checked.composed.values())
    (file,) = (project.state / "cache").iterdir()
    kept = json.loads(file.read_text("utf-8"))
    assert {*kept["known"], *kept["unknown"]} == set(dictionary.asked[0])


def test_what_a_build_keeps_is_known_in_the_next_run(tmp_path):
    folder = tmp_path / ".diarie" / "cache"
    folder.mkdir(parents=True)
    first = Verdicts(Counting())
    first.unknown({"ett", "exx"}, tmp_path)
    first.keep(tmp_path)
    second = Counting()
    assert Verdicts(second).unknown({"ett", "exx"}, tmp_path) == {"exx"}
    assert second.asked == []


def test_nothing_is_kept_where_no_build_has_made_a_place(tmp_path):
    verdicts = Verdicts(Counting())
    verdicts.unknown({"ett"}, tmp_path)
    verdicts.keep(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damage", ["", "[]", '{"dictionary": "one"}', '{"dictionary": "one", "known": 5, "unknown": []}']
)
def test_a_damaged_or_older_cache_is_made_anew(tmp_path, damage):
    folder = tmp_path / ".diarie" / "cache"
    folder.mkdir(parents=True)
    file = folder / "spelling-sv_SE.json"
    file.write_text(damage, encoding="utf-8")
    verdicts = Verdicts(Counting())
    assert verdicts.unknown({"exx"}, tmp_path) == {"exx"}
    verdicts.keep(tmp_path)
    assert json.loads(file.read_text("utf-8")) == {"dictionary": "one", "known": [], "unknown": ["exx"]}


def test_words_of_an_old_dictionary_are_not_believed(tmp_path):
    folder = tmp_path / ".diarie" / "cache"
    folder.mkdir(parents=True)
    (folder / "spelling-sv_SE.json").write_text('{"dictionary": "old", "known": ["exx"], "unknown": []}', "utf-8")
    assert Verdicts(Counting()).unknown({"exx"}, tmp_path) == {"exx"}


def test_the_dictionary_knows_compounds_and_inflections(project):
    dictionary = dictionary_for("sv-SE")
    words = {"myndighetsövergripande", "handläggningsrutinerna", "jämställdhetsintegrering", "handlägningsrutin"}
    assert verdicts_of(dictionary).unknown(words, project.root) == {"handlägningsrutin"}
