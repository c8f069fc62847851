"""Mistakes in YAML are told in words, at the line where they are mended."""

import pytest
from pydantic import BaseModel

from pipeline.places import Place


class Anything(BaseModel):
    title: str = ""


@pytest.mark.parametrize(
    ("text", "line", "column", "said", "todo"),
    [
        ("title: Rapport: del 2\n", 1, 15, "colon", "quotes"),
        ("title:\n\t- ett\n", 2, 1, "tab", "spaces"),
        ('a: 1\ntitle: "Rapport\nb: 2\n', 2, 8, "never closed", "closing quote"),
        ("title: 'Rapport\n---\n", 1, 8, "never closed", "closing quote"),
        ("title: @rapport\n", 1, 8, "cannot begin", "quotes"),
        ("title: `rapport`\n", 1, 8, "cannot begin", "quotes"),
        ("title: %rapport\n", 1, 8, "cannot begin", "quotes"),
        ("title: }\n", 1, 8, "cannot begin", "quotes"),
        ('title: "a" b\n', 1, 12, "goes on", "quotes"),
        ("keywords: [a, b\ntitle: c\n", 1, 11, "brackets", "]"),
        ("title: Rapport\n unit: Staben\n", 2, 6, "colon", "column"),
        ("- ett\ntitle: Rapport\n", 2, 1, "key", "column"),
        ("title: Rapport\n- ett\n", 2, 1, "list", "column"),
        ('title: "C:\\rapport\\data"\n', 1, 20, "backslash", "single quotes"),
        ('title: "\\x4"\n', 1, 11, "backslash", "quotes"),
        ("title: | ett\n  två\n", 1, 10, "|", "next line"),
        ("title: {{ namn }}\n", 1, 9, "key must be a word", "quotes"),
        ("title\nunit: 1\n", 2, 5, "colon", "quotes"),
        ("title: a\nrapport\n", 2, 1, "lacks its colon", "colon"),
        ("%rapport\ntitle: a\n", 2, 1, "no key", "key"),
        ("title: [a, , b]\n", 1, 12, "comma", "comma"),
        ("texts:\n  - a\n title: b\n", 3, 2, "another column", "same column"),
        ("title: a\n... b\n", 2, 5, "ends a YAML document", "Delete"),
    ],
)
def test_a_syntax_error_says_what_is_wrong_and_where(inputs, text, line, column, said, todo):
    (fault,) = inputs.settings_faults(text, Anything)
    assert fault.code == "I110"
    assert fault.place == Place("settings.yaml", line, column)
    assert said in fault.message
    assert todo in fault.todo


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("title: &namn Rapport\n", 1, 8, "anchor"),
        ("title: *namn\n", 1, 8, "alias"),
        ("title: !python/object Rapport\n", 1, 8, "tag"),
        ("title: !!str Rapport\n", 1, 8, "tag"),
        ("<<: {title: a}\n", 1, 1, "merge"),
        ("title: a\n---\ntitle: b\n", 2, 1, "second YAML document"),
    ],
)
def test_what_is_powerful_in_yaml_is_refused(inputs, text, line, column, said):
    (fault,) = (fault for fault in inputs.settings_faults(text, Anything) if fault.code == "I112")
    assert fault.place == Place("settings.yaml", line, column)
    assert said in fault.message


def test_a_bomb_of_aliases_is_refused_without_being_unfolded(inputs):
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]" for n in range(1, 30)]
    faults = inputs.settings_faults("\n".join(levels), Anything)
    assert {fault.code for fault in faults} == {"I112"}


def test_a_repeated_key_names_both_lines(inputs):
    (fault,) = inputs.settings_faults("title: a\nunit: b\ntitle: c\n", Anything)
    assert (fault.code, fault.place) == ("I111", Place("settings.yaml", 3, 1))
    assert "line 1" in fault.message
    assert fault.data == {"key": "title", "first": 1}


def test_repeated_keys_at_any_depth_are_told_at_once(inputs):
    text = "a:\n  b: 1\n  b: 2\nc:\n  - {d: 1, d: 2}\n"
    faults = inputs.settings_faults(text, Anything)
    assert [(fault.code, fault.place.line, fault.place.column) for fault in faults] == [("I111", 3, 3), ("I111", 5, 12)]


@pytest.mark.parametrize("text", ["", "# kommentar\n", "---\n", "\n\n", "~\n"])
def test_an_empty_file_is_a_fault(inputs, text):
    (fault,) = inputs.settings_faults(text, Anything)
    assert (fault.code, fault.place) == ("I113", Place("settings.yaml"))


@pytest.mark.parametrize("text", ["- a\n- b\n", "bara text\n", "'citat'\n"])
def test_a_file_without_keys_is_a_fault(inputs, text):
    (fault,) = inputs.settings_faults(text, Anything)
    assert (fault.code, fault.place) == ("I114", Place("settings.yaml", 1, 1))


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 5000, "- " * 5000 + "a"])
def test_deep_nesting_is_refused(inputs, text):
    (fault,) = inputs.settings_faults(text, Anything)
    assert fault.code == "I107"


def test_a_huge_file_is_refused_before_it_is_parsed(inputs):
    (fault,) = inputs.settings_faults("title: " + "a" * 1_100_000, Anything)
    assert (fault.code, fault.place) == ("I107", Place("settings.yaml"))


@pytest.mark.parametrize("escape", ["\\0", "\\x0b", "\\uD800", "\\uFFFF", "\\e"])
def test_an_escape_cannot_smuggle_in_a_control_character(inputs, escape):
    (fault,) = inputs.settings_faults(f'unit: a\ntitle: "a{escape}b"\n', Anything)
    assert (fault.code, fault.place) == ("I105", Place("settings.yaml", 2, 8))


def test_windows_1252_is_told_with_its_line(inputs):
    inputs.write("settings.yaml", "unit: a\ntitle: Hållbarhet\n".encode("cp1252"))
    (fault,) = inputs.settings_faults("unit: a\ntitle: Hållbarhet\n".encode("cp1252"), Anything)
    assert (fault.code, fault.place) == ("I104", Place("settings.yaml", 2, 9))
