"""Bytes become text only when nothing is guessed or lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.faults import FaultError
from pipeline.sources.text import bad_character, decode_table_text, decode_text

SWEDISH = "Sjukfrånvaro\nför kvinnor och män\nÅtgärd: följ upp – 5,3 %\n"


def faults_of(decode, data):
    with pytest.raises(FaultError) as caught:
        decode(data, "text.md")
    return [(fault.code, fault.place.line, fault.place.column) for fault in caught.value.faults]


def fault_of(decode, data):
    with pytest.raises(FaultError) as caught:
        decode(data, "text.md")
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_is_read_with_and_without_a_byte_order_mark(mark):
    assert decode_text(mark + SWEDISH.encode(), "text.md") == SWEDISH


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_of_windows_and_old_macs_become_newlines(ending):
    assert decode_text(SWEDISH.replace("\n", ending).encode(), "text.md") == SWEDISH


def test_letters_typed_as_letter_and_accent_become_one_character():
    assert decode_text(b"a\xcc\x8a", "text.md") == "å"


def test_windows_1252_is_named_with_the_line_and_column_of_the_first_wrong_letter():
    fault = fault_of(decode_text, "Myndighet\r\nDå följs planen upp".encode("cp1252"))
    assert (fault.code, fault.place.line, fault.place.column) == ("I104", 2, 2)
    assert "Windows-1252" in fault.message
    assert fault.todo == "Save it as UTF-8."
    assert fault.data == {"encoding": "windows-1252"}


def test_the_column_counts_characters_and_not_bytes():
    assert faults_of(decode_text, "åäö".encode() + b"\xe5") == [("I104", 1, 4)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_prose_in_utf16_is_refused(encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    fault = fault_of(decode_text, mark + SWEDISH.encode(encoding))
    assert fault.code == "I104"
    assert "UTF-16" in fault.message


def test_utf16_without_a_mark_is_told_from_its_nul_characters_as_one_fault():
    fault = fault_of(decode_text, "Text i UTF-16".encode("utf-16-le"))
    assert (fault.code, fault.place.line) == ("I105", 1)
    assert "UTF-16" in fault.message


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x81\x8d", b"abc\xff\x81"])
def test_what_is_not_text_is_not_taken_for_windows_1252(data):
    assert "may not be text" in fault_of(decode_table_text, data).message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_tables_may_be_in_any_encoding_that_excel_saves(encoding):
    assert decode_table_text(SWEDISH.encode(encoding), "table.csv") == SWEDISH


@pytest.mark.parametrize(("encoding", "name"), [("mac-roman", "old Mac"), ("cp850", "DOS")])
def test_swedish_letters_of_old_macs_and_dos_are_not_read_as_other_letters(encoding, name):
    fault = fault_of(decode_table_text, "Sjukfrånvaro;Andel\nmän;5\növer;6".encode(encoding))
    assert fault.code == "I104"
    assert name in fault.message


def test_a_table_that_begins_as_utf16_and_breaks_off_is_a_fault():
    assert faults_of(decode_table_text, b"\xff\xfea\x00b") == [("I104", None, None)]


@pytest.mark.parametrize(
    ("character", "said"),
    [
        ("\x0b", "vertical tab"),
        ("\x0c", "page break"),
        ("\x1b", "control character"),
        ("\x7f", "control character"),
        ("\x85", "control character"),
        ("\u2028", "line separator"),
        ("\ufeff", "byte-order mark"),
        ("\uffff", "noncharacter"),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("\u2067", "RIGHT-TO-LEFT ISOLATE"),
        ("\ufff9", "INTERLINEAR ANNOTATION ANCHOR"),
        ("\U000e0041", "TAG LATIN CAPITAL LETTER A"),
    ],
)
def test_characters_that_no_document_can_hold_are_faults_with_their_place(character, said):
    for decode in (decode_text, decode_table_text):
        fault = fault_of(decode, f"rad 1\nrad {character}2".encode())
        assert (fault.code, fault.place.line, fault.place.column) == ("I105", 2, 5)
        assert said in fault.message


def test_all_bad_characters_are_told_at_once_and_many_are_counted():
    assert faults_of(decode_text, b"a\x0b\nb\x0c") == [("I105", 1, 2), ("I105", 2, 2)]
    faults = faults_of(decode_text, b"\x0b\n" * 500)
    assert len(faults) == 21
    assert ("I105", None, None) in faults


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("FÃ¶rsÃ¤kring", "“ö”"),
        ("Ã…tgÃ¤rd", "“Å”"),
        ("dÃ¥", "“å”"),
        ("5 Â§", "“§”"),
        ("2008â€“2010", "“–”"),
        ("âˆ’3", "“−”"),
    ],
)
def test_utf8_that_was_read_as_windows_1252_and_saved_again_is_a_fault(text, meant):
    with pytest.raises(FaultError) as caught:
        decode_text(text.encode(), "text.md")
    assert {fault.code for fault in caught.value.faults} == {"I106"}
    assert meant in caught.value.faults[0].message


def test_the_mark_of_a_lost_character_is_a_fault():
    assert faults_of(decode_text, "F\ufffdrs\ufffdk".encode()) == [("I106", 1, 2), ("I106", 1, 5)]


def test_half_windows_1252_and_half_utf8_is_a_fault_and_not_garbage():
    mixed = "å".encode() + b";" + "ä".encode("cp1252")
    assert faults_of(decode_table_text, mixed) == [("I106", 1, 1)]


def test_emoji_soft_hyphens_tabs_and_foreign_scripts_are_text():
    text = "😀 hand\u00adlingsplan\tΩ 漢字 عربى\u00a0\u202f\u200d"
    assert decode_text(text.encode(), "text.md") == text


@pytest.mark.parametrize("text", ["\ud800", "a\x00", "\ufffe"])
def test_bad_characters_are_found_in_text_from_anywhere(text):
    index, said = bad_character(text)
    assert index == len(text) - 1
    assert said.startswith("U+")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_without_bad_characters_or_a_fault_with_a_place(data):
    for decode in (decode_text, decode_table_text):
        try:
            text = decode(data, "text.md")
        except FaultError as error:
            found, text = error.faults, ""
        else:
            found = ()
        assert all(fault.code in ("I104", "I105", "I106") and fault.place for fault in found)
        assert bad_character(text) is None
        assert "\r" not in text
