"""Spelling: without hunspell everything else is checked, and what is known is kept."""

import json

import pytest
from case_project import CaseProject

from pipeline.checks.rules import spelling_unchecked, unknown_word
from pipeline.checks.spelling.dictionary import Dictionary, dictionary_for
from pipeline.checks.spelling.verdicts import Verdicts, verdicts_of

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


def test_all_words_of_a_project_are_asked_about_at_once(tmp_path):
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "a.md").write_text("Alla orden, även xyz.", encoding="utf-8")
    dictionary = Counting()
    verdicts = Verdicts(dictionary)
    assert verdicts.unknown({"ett", "exx"}, tmp_path) == {"exx"}
    assert verdicts.unknown({"orden", "xyz"}, tmp_path) == {"xyz"}
    assert verdicts.unknown({"Orden", "alla"}, tmp_path) == set()
    assert len(dictionary.asked) == 1


def test_what_is_known_is_kept_for_the_next_run_where_a_build_has_made_a_place(tmp_path):
    folder = tmp_path / ".diarie" / "cache"
    Verdicts(Counting()).unknown({"ett"}, tmp_path)
    assert not folder.exists()
    folder.mkdir(parents=True)
    Verdicts(Counting()).unknown({"ett", "exx"}, tmp_path)
    second = Counting()
    assert Verdicts(second).unknown({"ett", "exx"}, tmp_path) == {"exx"}
    assert second.asked == []


@pytest.mark.parametrize(
    "damage", ["", "[]", '{"dictionary": "one"}', '{"dictionary": "one", "known": 5, "unknown": []}']
)
def test_a_damaged_or_older_cache_is_made_anew(tmp_path, damage):
    folder = tmp_path / ".diarie" / "cache"
    folder.mkdir(parents=True)
    file = folder / "spelling-sv_SE.json"
    file.write_text(damage, encoding="utf-8")
    assert Verdicts(Counting()).unknown({"exx"}, tmp_path) == {"exx"}
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
