"""Every fault of a settings file is told at once, at its line and column."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import Field, field_validator, model_validator
from settings_models import GOOD, Kebab, Report

from pipeline.faults import FaultError
from pipeline.places import Place


def told(faults):
    return [(fault.code, fault.place.line, fault.place.column) for fault in faults]


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
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
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
