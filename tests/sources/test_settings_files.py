"""Settings arrive as they are written, with the place of every key, or with every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, field_validator, model_validator

from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.settings import Settings
from pipeline.sources.yaml_tree import parse_yaml


class Kebab(BaseModel):
    """Settings as those of the project: keys in kebab-case, none unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-"))


class Person(Kebab):
    name: str
    office: str = ""


class Cell(Kebab):
    table: str
    row: str
    column: str


class Share(Kebab):
    share: str
    of: str


class Report(Kebab):
    title: str = Field(min_length=3)
    date: date
    case_number: str | None = Field(default=None, pattern=r"^[0-9.]+-\d{4}-\d+$")
    language: Literal["sv-SE", "nb-NO"] = "sv-SE"
    header_rows: Literal[1, 2] = 1
    width: float = Field(default=100, gt=0, le=245)
    count: int = 0
    share: Decimal = Decimal(0)
    total: bool = False
    keywords: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    places: Mapping[str, Person] = Field(default_factory=dict)
    figures: dict[str, Cell | Share] = Field(default_factory=dict)


GOOD = "title: Rapport\ndate: 2024-06-19\n"


def told(faults):
    return [(fault.code, fault.place.line, fault.place.column) for fault in faults]


# ------------------------------------------------------------------------------------------------ what is read


class Texts(Kebab):
    texts: tuple[str, ...]


@pytest.mark.parametrize(
    "text",
    [
        "1.10",
        "12:30",
        "no",
        "ja",
        "on",
        "2024-06-19",
        "007",
        "1e5",
        "0x1F",
        "1_000",
        ".inf",
        "1.3.1-2024-8647",
        "=",
        "å",
    ],
)
def test_text_stays_as_it_is_written_whatever_yaml_would_make_of_it(inputs, text):
    assert inputs.settings(f"texts: [{text}]", Texts).value.texts == (text,)


def test_numbers_dates_and_truth_are_read_where_the_model_wants_them(inputs):
    text = GOOD + "width: 82.5\ncount: -3\nshare: 0.10\ntotal: true\nheader-rows: 2\n"
    value = inputs.settings(text, Report).value
    assert (value.date, value.width, value.count, value.total, value.header_rows) == (
        date(2024, 6, 19),
        82.5,
        -3,
        True,
        2,
    )
    assert str(value.share) == "0.10"


def test_a_byte_order_mark_comments_and_windows_line_endings_are_read_over(inputs):
    text = "\ufeff# kommentar\r\ntitle: Rapport   # mer\r\ndate: 2024-06-19\r\n"
    loaded = inputs.settings(text, Report)
    assert loaded.value.title == "Rapport"
    assert loaded.place("date") == Place("settings.yaml", 3, 1)


def test_texts_over_several_lines_keep_their_lines_or_join_them(inputs):
    assert inputs.settings("texts:\n- |\n  ett\n  två\n- >\n  ett\n  två\n", Texts).value.texts == (
        "ett\ntvå\n",
        "ett två\n",
    )


def test_an_empty_value_is_no_value(inputs):
    for empty in ("", "~", "null"):
        assert inputs.settings(GOOD + f"case-number: {empty}\n", Report).value.case_number is None
    assert inputs.settings("texts: ['~', 'null', '']", Texts).value.texts == ("~", "null", "")


def test_a_union_takes_the_member_that_fits(inputs):
    text = GOOD + "figures:\n  a: {table: t, row: r, column: '2023'}\n  b: {share: a, of: c}\n"
    figures = inputs.settings(text, Report).value.figures
    assert figures == {"a": Cell(table="t", row="r", column="2023"), "b": Share(share="a", of="c")}


class Loose(BaseModel):
    model_config = ConfigDict(extra="ignore")
    kind: str


def test_a_model_may_let_other_keys_be(inputs):
    assert inputs.settings("kind: plan\nother: 1\n", Loose).value.kind == "plan"


Month = Annotated[date, BeforeValidator(lambda text: f"{text}-01")]


class Early(Kebab):
    month: Month | None = None
    day: date | None = None
    size: int = 0

    @field_validator("size", mode="before")
    @classmethod
    def _sizes(cls, text):
        return {"stor": 2}.get(text, text)


def test_validators_of_a_model_see_the_text_first(inputs):
    value = inputs.settings("month: 2008-06\nsize: stor\n", Early).value
    assert (value.month, value.size) == (date(2008, 6, 1), 2)


class Shorthand(Kebab):
    file: str
    rows: int = 1

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data):
        return {"file": data["file"], "rows": len(data["rows"])}


def test_a_model_may_reshape_its_mapping_first(inputs):
    assert inputs.settings("file: a.csv\nrows: två\n", Shorthand).value.rows == 3


class Names(RootModel[dict[str, date]]):
    pass


def test_a_file_may_be_a_mapping_of_free_names(inputs):
    assert inputs.settings("a: 2008-06-01\n", Names).value.root == {"a": date(2008, 6, 1)}
    assert told(inputs.settings_faults("a: 2008-06-31\n", Names)) == [("I118", 1, 4)]


# ---------------------------------------------------------------------------------------------------- places

NESTED = """\
title: Rapport
people:
  - name: Första
    office: Staben
  - {name: Andra,  office: Ekonomi}
places:
  "Ö 1":
    name: Tredje
date: 2024-06-19
"""


@pytest.mark.parametrize(
    ("keys", "key_at", "value_at"),
    [
        (("title",), (1, 1), (1, 8)),
        (("people",), (2, 1), (3, 3)),
        (("people", 0), (3, 5), (3, 5)),
        (("people", 0, "office"), (4, 5), (4, 13)),
        (("people", 1, "office"), (5, 20), (5, 28)),
        (("places", "Ö 1"), (7, 3), (8, 5)),
        (("places", "Ö 1", "name"), (8, 5), (8, 11)),
        (("people", 7, "name"), (2, 1), (3, 3)),
        (("places", "Ö 1", "office"), (7, 3), (8, 5)),
        (("unknown", "key"), (None, None), (None, None)),
        ((), (None, None), (None, None)),
    ],
)
def test_every_key_has_its_place_and_a_missing_one_that_of_what_is_around_it(inputs, keys, key_at, value_at):
    loaded = inputs.settings(NESTED, Report)
    assert loaded.place(*keys) == Place("settings.yaml", *key_at)
    assert loaded.value_place(*keys) == Place("settings.yaml", *value_at)


names = st.text("abcåäö-", min_size=1, max_size=6).filter(lambda name: not name.startswith("-"))
trees = st.recursive(
    st.text("abc åäö:#'\"1.-{}[]&*!|>%@`", max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)


def written(value, indent, lines, places, path):
    """Write a tree as YAML by hand, noting where each key and item begins."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        places[(*path, key)] = (len(lines) + 1, indent + (1 if isinstance(value, dict) else 3))
        head = " " * indent + (f"{key}:" if isinstance(value, dict) else "-")
        if isinstance(inner, str):
            quoted = inner.replace("'", "''")
            lines.append(f"{head} '{quoted}'")
        elif not inner:
            lines.append(f"{head} {'{}' if isinstance(inner, dict) else '[]'}")
        elif isinstance(value, dict):
            lines.append(head)
            written(inner, indent + 2, lines, places, (*path, key))
        else:
            lines.append(head + "   # item")
            places[(*path, key)] = (len(lines) + 1, indent + 3)
            written(inner, indent + 2, lines, places, (*path, key))


def plain(node):
    if hasattr(node, "entries"):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    return [plain(item) for item in node.items] if hasattr(node, "items") else node.text


@given(st.dictionaries(names, trees, min_size=1, max_size=4))
def test_any_tree_is_read_back_with_the_exact_place_of_every_key(tree):
    lines, places = [], {}
    written(tree, 0, lines, places, ())
    root = parse_yaml("\n".join(lines) + "\n", "settings.yaml")
    assert plain(root) == tree
    loaded = Settings(None, "settings.yaml", root)
    for keys, place in places.items():
        assert loaded.place(*keys) == Place("settings.yaml", *place), keys


# ---------------------------------------------------------------------------------------------- what is wrong


@pytest.mark.parametrize(
    ("line", "code", "column", "said"),
    [
        ("colour: blue", "I115", 1, "“colour”"),
        ("count: tre", "I117", 8, "whole number"),
        ("count: 1.5", "I117", 8, "whole number"),
        ("count: 1_000", "I117", 8, "whole number"),
        ("count: [1]", "I117", 8, "whole number"),
        ("count:", "I117", 1, "no value"),
        ("width: bred", "I117", 8, "not a number"),
        ("width: nan", "I117", 8, "not a number"),
        ("width: '82,5'", "I117", 8, "decimal comma"),
        ("width: 0", "I117", 8, "more than 0"),
        ("width: 300", "I117", 8, "at most 245"),
        ("share: 5 %", "I117", 8, "not a number"),
        ("total: ja", "I117", 8, "true nor false"),
        ("total: yes", "I117", 8, "true nor false"),
        ("total: 1", "I117", 8, "true nor false"),
        ("language: sv-FI", "I117", 11, "sv-FI"),
        ("header-rows: 3", "I117", 14, "“3”"),
        ("case-number: 8647", "I117", 14, "“8647”"),
        ("keywords: hållbarhet", "I117", 11, "must be a list"),
        ("keywords: [a, {b: c}]", "I117", 15, "must be a text"),
        ("people: [Anna]", "I117", 10, "keys and values"),
        ("people: {name: Anna}", "I117", 9, "must be a list"),
        ("places: [a]", "I117", 9, "keys and values"),
    ],
)
def test_a_wrong_line_is_one_fault_at_its_value(inputs, line, code, column, said):
    (fault,) = inputs.settings_faults(GOOD + line + "\n", Report)
    assert (fault.code, fault.place) == (code, Place("settings.yaml", 3, column))
    assert said in fault.message


@pytest.mark.parametrize("day", ["2026-13-40", "2023-02-29", "2024-00-01", "2024-04-31", "0000-01-01"])
def test_an_impossible_date_is_told_with_line_and_column(inputs, day):
    (fault,) = inputs.settings_faults(f"title: Rapport\ndate: {day}\n", Report)
    assert (fault.code, fault.place) == ("I118", Place("settings.yaml", 2, 7))
    assert day in fault.message


@pytest.mark.parametrize(
    "day", ["20240619", "2024-6-9", "19 juni 2024", "2024-06-19T00:00:00", "1718755200", "19/6", "igår"]
)
def test_a_date_written_in_another_way_is_not_guessed(inputs, day):
    (fault,) = inputs.settings_faults(f"title: Rapport\ndate: {day}\n", Report)
    assert (fault.code, fault.place) == ("I117", Place("settings.yaml", 2, 7))


def test_an_unknown_key_gets_the_near_one_and_does_not_count_as_missing_too(inputs):
    (fault,) = inputs.settings_faults("titel: Rapport\ndate: 2024-06-19\n", Report)
    assert (fault.code, fault.place, fault.todo) == ("I115", Place("settings.yaml", 1, 1), "Did you mean “title”?")


def test_a_key_of_another_level_is_not_suggested(inputs):
    text = GOOD + "people:\n- name: Anna\n  ofice: Staben\n- name: Bo\n  title: chef\n"
    first, second = inputs.settings_faults(text, Report)
    assert (first.place, first.todo) == (Place("settings.yaml", 5, 3), "Did you mean “office”?")
    assert (second.place, second.todo) == (Place("settings.yaml", 7, 3), "Known: “name”, “office”.")
    assert second.data == {"key": "people[2].title"}


def test_a_missing_key_has_the_place_of_the_mapping_that_lacks_it(inputs):
    faults = inputs.settings_faults("title: Rapport\npeople:\n- office: Staben\nplaces:\n  öst: {}\n", Report)
    assert [(fault.place.line, fault.place.column, fault.message) for fault in faults] == [
        (1, 1, "The key “date” is missing."),
        (3, 3, "The key “name” is missing in “people[1]”."),
        (5, 3, "The key “name” is missing in “places.öst”."),
    ]
    assert {fault.code for fault in faults} == {"I116"}


def test_all_faults_come_at_once_in_the_order_of_the_file(inputs):
    text = "titel: Rapport\ndate: 2024-02-30\ncount: x\nlanguage: svenska\npeople:\n- {nam: Bo}\nzzz: 1\n"
    assert told(inputs.settings_faults(text, Report)) == [
        ("I115", 1, 1),
        ("I118", 2, 7),
        ("I117", 3, 8),
        ("I117", 4, 11),
        ("I115", 6, 4),
        ("I115", 7, 1),
    ]


def test_of_a_union_the_nearest_member_is_told(inputs):
    text = GOOD + "figures:\n  a: {table: t, row: r, colum: c}\n  b: {share: a}\n"
    first, second = inputs.settings_faults(text, Report)
    assert (first.code, first.place, first.todo) == ("I115", Place("settings.yaml", 4, 25), "Did you mean “column”?")
    assert (second.code, second.place) == ("I116", Place("settings.yaml", 5, 3))
    assert "“of” is missing in “figures.b”" in second.message


class Bar(Kebab):
    type: Literal["bar"]
    height: int


class Line(Kebab):
    type: Literal["line"]
    day: date


class Charts(Kebab):
    charts: dict[str, Annotated[Bar | Line, Field(discriminator="type")]]


@pytest.mark.parametrize(
    ("chart", "code", "column", "said"),
    [
        ("{type: bar}", "I116", 3, "“height”"),
        ("{type: bar, height: hög}", "I117", 26, "hög"),
        ("{type: line, day: 2023-02-29}", "I118", 24, "2023-02-29"),
        ("{type: pie}", "I117", 13, "“pie”"),
        ("{height: 3}", "I116", 3, "type"),
        ("{type: bar, heigth: 3}", "I115", 18, "“heigth”"),
    ],
)
def test_a_mapping_that_says_its_type_is_held_against_that_type(inputs, chart, code, column, said):
    (fault,) = inputs.settings_faults(f"charts:\n  a: {chart}\n", Charts)
    assert (fault.code, fault.place) == (code, Place("settings.yaml", 2, column))
    assert said in fault.message


class Colour(Enum):
    RED = "röd"
    BLUE = "blå"


class Ruled(Kebab):
    first: int = 0
    last: int = 0
    colour: Colour = Colour.RED
    pair: tuple[int, date] | None = None
    limit: int | Literal["none"] | None = None
    items_: Annotated[tuple[int, ...], Field(min_length=2)] = (1, 2)

    @field_validator("first")
    @classmethod
    def _even(cls, value):
        if value % 2:
            raise ValueError("an odd number cannot be first")
        return value

    @model_validator(mode="after")
    def _ordered(self):
        if self.first > self.last:
            raise ValueError("first comes after last")
        return self


def test_a_list_is_not_called_too_short_for_its_wrong_items(inputs):
    (fault,) = inputs.settings_faults("items-: [1, två]\n", Ruled)
    assert (fault.code, fault.place.column) == ("I117", 13)
    (fault,) = inputs.settings_faults("items-: [1]\n", Ruled)
    assert fault.message == "“items-” must list at least 2."


def test_rules_of_a_model_speak_in_their_own_words(inputs):
    (fault,) = inputs.settings_faults("last: 4\nfirst: 3\n", Ruled)
    assert (fault.code, fault.message) == ("I119", "An odd number cannot be first.")
    assert fault.place == Place("settings.yaml", 2, 8)
    (fault,) = inputs.settings_faults("# plan\nfirst: 4\nlast: 2\n", Ruled)
    assert (fault.code, fault.message, fault.place.line) == ("I119", "First comes after last.", 2)


@pytest.mark.parametrize(
    ("line", "code", "column", "todo"),
    [
        ("colour: blåå", "I117", 9, "Did you mean “blå”?"),
        ("pair: [1, 2008-06-31]", "I118", 11, "Write a date of the calendar, as 2024-06-19."),
        ("limit: non", "I117", 8, None),
        ("items-: [1]", "I117", 9, None),
    ],
)
def test_choices_pairs_and_lengths_are_held_too(inputs, line, code, column, todo):
    (fault,) = inputs.settings_faults(line + "\n", Ruled)
    assert (fault.code, fault.place.column) == (code, column)
    assert todo is None or fault.todo == todo


def test_a_number_or_a_word_is_taken_where_the_model_offers_both(inputs):
    assert inputs.settings("limit: 5\n", Ruled).value.limit == 5
    assert inputs.settings("limit: none\n", Ruled).value.limit == "none"


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_settings_or_faults_with_places(inputs, text):
    if text.encode("utf-8", "replace").decode() != text:
        return
    try:
        inputs.settings(text, Report)
    except FaultError as error:
        found = error.faults
    else:
        return
    assert all(fault.place and fault.code.startswith("I1") for fault in found)
