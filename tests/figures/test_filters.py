"""Filters: what they write, and what they refuse to say."""

import inspect
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.book import NamedFigure
from pipeline.figures.filters import FILTER_NAMES, FILTERS, Wording, WordingError
from pipeline.places import Place
from pipeline.sources.number import parse_number

CELL = Place("data/x.csv", row=2, header="2023")


def worded(value, *filters, unit="", decimals=0):
    """The words of a figure after filters: names, or names with their arguments."""
    wording = Wording(NamedFigure("a.b", value, unit, decimals, (CELL,), Place("figures.yaml", 3)))
    for item in filters:
        name, arguments = item if isinstance(item, tuple) else (item, {})
        wording = FILTERS[name](wording, **arguments)
    return wording.text


def worded_or_not(value, *filters):
    """The words; None when a hedge is refused."""
    try:
        return worded(value, *filters, unit="percent")
    except WordingError as error:
        if error.code != "I233":
            raise
        return None


@pytest.mark.parametrize(
    ("value", "unit", "filters", "words"),
    [
        ("12345", "", [], "12\u00a0345"),
        ("63.44", "percent", ["procent"], "63\u00a0procent"),
        ("63.44", "percent", [("procent", {"decimaler": 1})], "63,4\u00a0procent"),
        ("63.44", "percent", ["drygt", "procent"], "drygt 63\u00a0procent"),
        ("62.6", "percent", ["procent", "knappt"], "knappt 63\u00a0procent"),
        ("62.6", "percent", ["nara", "procent"], "nära 63\u00a0procent"),
        ("63.61", "percent", ["drygt", "procent"], "drygt 63\u00a0procent"),
        ("63.39", "percent", ["knappt", "procent"], "knappt 64\u00a0procent"),
        ("7.8", "percent", [("knappt", {"till": 1}), "procent", "ord"], "knappt åtta procent"),
        ("7.55", "percent", [("drygt", {"till": 0.5}), "procent"], "drygt 7,5\u00a0procent"),
        ("12345", "", [("drygt", {"till": 1000})], "drygt 12\u00a0000"),
        ("12345", "", [("cirka", {"till": 500})], "cirka 12\u00a0500"),
        ("24", "percent", ["cirka", "procent"], "cirka 24\u00a0procent"),
        ("2.25", "percentage-points", [("procentenheter", {"decimaler": 1})], "2,3\u00a0procentenheter"),
        ("1", "percentage-points", ["procentenheter"], "1\u00a0procentenhet"),
        ("0.6", "", [("tal", {"decimaler": 2})], "0,60"),
        ("3", "", ["ord"], "tre"),
        ("1", "", [("ord", {"genus": "n"}), "versal"], "En"),
        ("13", "", ["ord"], "13"),
        ("2.5", "", ["ord", ("tal", {"decimaler": 1})], "2,5"),
        ("2023", "year", [], "2023"),
        ("12.5", "mnkr", ["enhet", ("tal", {"decimaler": 1})], "12,5\u00a0mnkr"),
    ],
)
def test_figures_are_worded(value, unit, filters, words):
    assert worded(Decimal(value), *filters, unit=unit) == words


def test_dates_and_texts_are_worded_too():
    assert worded(date(2008, 8, 31)) == "31 augusti 2008"
    assert worded(date(2024, 6, 19), "kort") == "2024-06-19"
    assert worded("Norrköping") == "Norrköping"


@pytest.mark.parametrize(
    ("value", "unit", "filters", "code", "todo"),
    [
        ("63", "percent", ["drygt"], "I233", "Leave the hedge out"),
        ("63", "percent", ["knappt"], "I233", "Leave the hedge out"),
        ("63.4", "percent", ["nara"], "I233", "True is “drygt 63”."),
        ("0.2", "percent", ["drygt"], "I233", "Leave the hedge out"),
        ("-4", "", ["knappt"], "I233", "say in words that it fell"),
        ("63.4", "percent", [("drygt", {"till": -1})], "I232", "till=1"),
        ("63.4", "percent", [("drygt", {"till": "x"})], "I232", "till=1"),
        ("63.4", "percent", [("procent", {"decimaler": 1.5})], "I232", "decimaler=1"),
        ("63", "", ["procent"], "I234", "share:"),
        ("2", "percentage-points", ["procent"], "I234", "procentenheter"),
        ("63", "percent", ["procentenheter"], "I234", "procent"),
        ("63", "", ["enhet"], "I234", "unit:"),
        ("63", "", ["kort"], "I234", "kort"),
    ],
)
def test_what_is_not_so_is_refused_with_what_is(value, unit, filters, code, todo):
    with pytest.raises(WordingError) as caught:
        worded(Decimal(value), *filters, unit=unit)
    assert caught.value.code == code
    assert todo in caught.value.todo


@pytest.mark.parametrize("name", ["tal", "procent", "drygt", "ord", "enhet"])
def test_filters_for_numbers_refuse_dates(name):
    with pytest.raises(WordingError) as caught:
        worded(date(2008, 8, 31), name)
    assert caught.value.code == "I234"


@given(
    st.decimals("0.001", 10**9, places=3),
    st.sampled_from([0.5, 1, 5, 10, 100, 1000]),
    st.sampled_from(["drygt", "knappt", "nara", "cirka"]),
)
def test_a_hedge_is_never_false(value, step, hedge):
    words = worded_or_not(value, (hedge, {"till": step}), ("tal", {"decimaler": 0}))
    if words is None:
        return
    shown = Decimal(parse_number(words.split(" ", 1)[1]))
    assert {"drygt": value > shown, "knappt": value < shown, "nara": value < shown, "cirka": True}[hedge]
    assert abs(value - shown) * (2 if hedge in ("nara", "cirka") else 1) <= Decimal(str(step))


@given(st.decimals("0.001", 10**9, places=3), st.sampled_from([1, 10, 1000]))
def test_a_round_value_is_neither_drygt_nor_knappt_and_any_other_is_both_unless_too_far(value, step):
    said = [worded_or_not(value, (hedge, {"till": step})) for hedge in ("drygt", "knappt")]
    below = value // step * step
    above = below + step
    if value == below:
        assert said == [None, None]
    else:
        rounding = Decimal(step) / 2 if step == 1 else 0
        assert (said[0] is not None) == (value - below <= min(below / 2, max(below / 4, rounding))), "not far away"
        assert (said[1] is not None) == (above - value <= min(above / 2, max(above / 4, rounding)))


ASKED = [
    ("procent", {}),
    ("procentenheter", {}),
    ("miljoner", {}),
    ("kronor", {}),
    ("enhet", {"en": "ärende", "flera": "ärenden"}),
    ("tal", {"decimaler": 1}),
    ("ord", {"genus": "n"}),
    ("drygt", {"till": 5}),
    ("cirka", {"till": 10}),
    ("minst", {}),
    ("storlek", {}),
    ("versal", {}),
    ("andel", {}),
    ("riktning", {"upp": "fler med …", "ned": "färre med …", "lika": "lika"}),
    ("dold", {"i_stallet": "några"}),
]


@given(
    st.lists(st.sampled_from(ASKED), max_size=4, unique_by=lambda one: one[0]).flatmap(
        lambda asked: st.tuples(st.just(asked), st.permutations(asked))
    ),
    st.one_of(st.integers(-20, 120).map(Decimal), st.decimals(0, 120, places=1)),
    st.sampled_from(["", "percent", "percentage-points", "mnkr"]),
)
def test_in_whatever_order_filters_stand_they_mean_the_same(orders, value, unit):
    said = set()
    for order in orders:
        wording = Wording(
            NamedFigure("a.b", value, unit, 1, (CELL,), Place("figures.yaml", 3), change=True, period="2022/2023")
        )
        try:
            for name, arguments in order:
                wording = FILTERS[name](wording, **arguments)
            said.add(wording.text)
        except WordingError:
            said.add("")
    assert len(said) == 1


def test_names_can_be_written_without_å_ä_and_ö():
    assert set(FILTER_NAMES) < set(FILTERS)
    for name, twin in (("fler_än", "fler_an"), ("månad", "manad"), ("gånger", "ganger"), ("över", "over")):
        assert inspect.unwrap(FILTERS[twin]) is inspect.unwrap(FILTERS[name])
