"""A review list is understood as people fill it in: their words, their punctuation, their editors."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.approval.filled_in import as_yaml
from pipeline.approval.questions import Question
from pipeline.approval.review_list import FILE, Asked, check_list, list_text
from pipeline.faults import FaultError
from pipeline.sources.yaml_tree import parse_yaml

FOLDER = "inputs/plan"
ASKED = Asked(
    "plan",
    FOLDER,
    "d" * 64,
    (Question("reading-order", "Kommer allt i rätt ordning: rubriker?"), Question("title", "Titel?", "En ”plan” till")),
)
BLANK = list_text(ASKED)


def filled(answer="ja", note="", by="Anna Ek, chef", on="2026-06-18"):
    text = BLANK
    for key, value in (("  answer", answer), ("  note", note), ("reviewed-by", by), ("reviewed-on", on)):
        text = re.sub(rf"^{key}:$", lambda _, line=f"{key}: {value}": line, text, flags=re.MULTILINE)
    return text


@pytest.fixture
def check(tmp_path):
    """Hold a list against what is asked; the faults as code, line, or [] for none."""

    def hold(data):
        (tmp_path / FOLDER).mkdir(parents=True, exist_ok=True)
        (tmp_path / FOLDER / FILE).write_bytes(data if isinstance(data, bytes) else data.encode())
        try:
            kept = check_list(tmp_path, ASKED, date(2026, 6, 20))
        except FaultError as error:
            return [(fault.code, fault.place.line) for fault in error.faults]
        assert kept == (tmp_path / FOLDER / FILE).read_bytes()
        return []

    return hold


@pytest.mark.parametrize(
    "answer",
    [
        "ja",
        "Ja",
        "JA",
        "j",
        "J",
        "yes",
        "ja.",
        "Ja!",
        '"ja"',
        "'ja'",
        "“ja”",
        "”Ja”",
        "ja # sett",
        "\xa0ja\xa0",
        "\tja\t",
    ],
)
def test_a_yes_is_a_yes_however_it_is_written(check, answer):
    assert check(filled(answer)) == []


@pytest.mark.parametrize("answer", ["nej", "Nej", "NEJ", "n", "no", "nej."])
def test_a_no_is_a_no(check, answer):
    assert {code for code, _ in check(filled(answer))} == {"R212"}


@pytest.mark.parametrize("answer", ["x", "X", "true", "ok", "1", "☒", "ja, men noten saknas", "kanske", "~"])
def test_what_could_mean_either_is_asked_about(check, answer):
    line = BLANK.splitlines().index("  answer:") + 1
    assert check(filled(answer))[0] == ("I117", line)


@pytest.mark.parametrize(
    "note",
    [
        "Sida 4: årtal saknas",
        '"Citat" är fel',
        "'x' saknas",
        "“Citat”: fel",
        "*viktigt* fel",
        "- punkt",
        "# allt bra",
        "%20 fel",
        "@ Anna",
        "[x] y",
        "{x}",
        "> större",
        "| rör",
        "!viktigt",
        "&b",
        "? hur",
        "`kod`",
        "a #b",
        "\ttab",
        "2026-01-01",
        "null",
        "sidan 4\n    och sidan 5: samma",
        "|\n    först\n    sedan: mer",
    ],
)
def test_a_note_may_hold_any_signs(check, note):
    assert check(filled(note=note)) == []
    words = re.findall(r"\w+", note)
    (value,) = {entry["note"] for entry in notes(filled(note=note))}
    assert re.findall(r"\w+", value) == words


def notes(text):
    """The questions of a list as they are read, key → text."""
    root = parse_yaml(as_yaml(text), "list")
    questions = root.entries["questions"].value.items
    return [{key: entry.value.text for key, entry in one.entries.items()} for one in questions]


@pytest.mark.parametrize("name", ["Anna Ek: chef", '"Anna" Ek, chef', "@anna", "- Anna Ek", "”Anna Ek”"])
def test_a_name_may_hold_any_signs(check, name):
    assert check(filled(by=name)) == []


@pytest.mark.parametrize("day", ["2026-06-18.", "”2026-06-18”", "2026‑06‑18", "2026–06–18", "2026-06-18  # i tisdags"])
def test_a_day_may_have_hyphens_and_quotation_marks_of_an_office_program(check, day):
    assert check(filled(on=day)) == []


@pytest.mark.parametrize(
    ("day", "code"), [("18/6 2026", "I117"), ("i tisdags", "I117"), ("2026-06-31", "I118"), ("2026-06-21", "R214")]
)
def test_another_day_is_told_with_its_line(check, day, code):
    assert check(filled(on=day)) == [(code, len(filled().splitlines()))]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace('"', "”"),
        lambda text: text.replace("  answer", "\tanswer").replace("  note", "\tnote"),
        lambda text: text.replace("  answer", "\xa0\xa0answer"),
        lambda text: text.replace("  answer", "answer"),
        lambda text: text.replace("  answer", "      answer"),
        lambda text: (
            text.replace("answer: ", "answer:").replace("by: ", "by:").replace("reviewed-on: ", "reviewed-on :")
        ),
        lambda text: text.replace("answer", "Answer").replace("reviewed-by", "Reviewed-By"),
    ],
    ids=[
        "Windows",
        "old Mac",
        "BOM",
        "round quotes",
        "tabs",
        "hard blanks",
        "no indent",
        "indent",
        "no blank",
        "capitals",
    ],
)
def test_editors_do_no_harm(check, change):
    assert check(change(filled())) == []


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16"])
def test_another_encoding_is_named(check, encoding):
    assert check(filled().encode(encoding))[0][0] == "I104"


def test_an_empty_file_is_written_anew(check):
    assert check(b"\n") == [("R210", 1)]


def test_the_list_of_another_document_is_told(check):
    text = filled().replace('document: "plan"', 'document: "annex"')
    assert check(text) == [("R215", text.splitlines().index('document: "annex"') + 1)]


def test_lines_keep_their_numbers():
    assert as_yaml(filled(note="a\n    b\n    c")).count("\n") == filled(note="a\n    b\n    c").count("\n")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1))
def test_whatever_stands_in_a_note_the_list_is_read(note):
    entries = notes(filled(note=note))
    assert [entry["answer"] for entry in entries] == ["ja", "ja"]


def test_the_lists_own_text_is_read_as_it_was_written():
    assert [one.get("about") for one in notes(BLANK)] == [None, "En ”plan” till"]
