"""What words tell of a figure: never more than is true, and as much as a reader can take from them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.expressions import evaluate
from pipeline.content.source import Expression
from pipeline.faults import FaultError
from pipeline.figures.book import COUNT, PERCENT, NamedFigure
from pipeline.figures.suppression.told import Told, told_by
from pipeline.places import Place

PLACE = Place("text.md", 1, 1)


def figure(name, value, unit=COUNT, *, decimals=0, change=False, hidden=""):
    value = Decimal(value) if isinstance(value, str | int) else value
    return NamedFigure(name, value, unit, decimals, (PLACE,), PLACE, change=change, hidden=hidden)


def told(text, *figures):
    """What an expression tells, as (figures with factors, from, to, open below, open above)."""
    known = {one.name: one for one in figures}
    return told_by(evaluate(Expression(text, PLACE, exact=False), known).wording)


def bounds(text, *figures):
    (one,) = told(text, *figures)
    low, high = (None if bound is None else float(bound) for bound in (one.low, one.high))
    return f"{'(' if one.open_low else '['}{low}, {high}{')' if one.open_high else ']'}"


ANTAL = figure("antal", 23)
ANDEL = figure("andel", "63.4", PERCENT)
STOR = figure("stor", 5131)
OKNING = figure("okning", "12.3", change=True)
NED = figure("ned", "-12.3", change=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("antal", "[22.5, 23.5)"),
        ("andel | procent", "[62.5, 63.5)"),
        ("andel | procent(decimaler=1)", "[63.35, 63.45)"),
        ("andel | drygt | procent", "(63.0, 64.0)"),
        ("andel | drygt(till=10) | procent", "(60.0, 70.0)"),
        ("andel | knappt(till=10) | procent", "(60.0, 70.0)"),
        ("andel | cirka(till=10) | procent", "[55.0, 65.0]"),
        ("stor | minst(till=1000)", "[5000.0, 6000.0)"),
        ("stor | fler_än(till=100)", "(5100.0, 5200.0)"),
        ("stor | tusen", "[5050.0, 5150.0)"),
        ("ned", "(-12.5, -11.5]"),
        ("ned | storlek", "(-12.5, -11.5]"),
        ('okning | riktning("ökade", "minskade")', "(0.0, None]"),
        ('ned | riktning("ökade", "minskade")', "[None, 0.0)"),
        ('ned | riktning("ökade med …", "minskade med …")', "(-12.5, -11.5]"),
        ("andel | andel(inom=5) | knappt", "[61.666666666666664, 66.66666666666667]"),
    ],
)
def test_words_tell_an_interval(text, expected):
    assert bounds(text, ANTAL, ANDEL, STOR, OKNING, NED) == expected


def test_a_range_tells_of_both_its_ends():
    assert [one.figures[0][0] for one in told("intervall(antal, stor)", ANTAL, STOR)] == ["antal", "stor"]


def test_so_many_times_as_many_ties_two_figures():
    above, below = told('a | gånger(b, "många")', figure("a", 20), figure("b", 10))
    assert above == Told((("a", Fraction(1)), ("b", Fraction("-1.9"))), Fraction(0), None)
    assert below == Told((("a", Fraction(1)), ("b", Fraction("-2.1"))), None, Fraction(0))


def test_words_that_nobody_can_measure_count_as_telling_everything():
    assert told('a | påstå("störst", b)', figure("a", 20), figure("b", 10)) == (
        Told((("a", Fraction(1)),), Fraction(20), Fraction(20)),
        Told((("b", Fraction(1)),), Fraction(10), Fraction(10)),
    )


def test_a_day_tells_of_no_number():
    assert told("dag", figure("dag", date(2024, 6, 19))) == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("färre än fem", "[None, 5.0)"),
        ("fler än 20", "(20.0, None]"),
        ("högst fyra", "[None, 4.0]"),
        ("tre", "[2.5, 3.5)"),
    ],
)
def test_words_in_place_of_a_figure_tell_what_they_say(words, expected):
    assert bounds(f'a | dold("{words}")', figure("a", 3, hidden="few people")) == expected


def test_words_in_place_of_a_figure_may_tell_nothing():
    assert told('a | dold("några")', figure("a", 3, hidden="few people")) == ()


FILTERS = st.sampled_from(
    [
        "",
        " | drygt(till={step})",
        " | knappt(till={step})",
        " | cirka(till={step})",
        " | nära(till={step})",
        " | fler_än(till={step})",
        " | högst(till={step})",
        " | tal(decimaler=1)",
        " | ord",
        " | tusen",
    ]
)


@settings(max_examples=150)
@given(
    value=st.decimals(min_value=0, max_value=20_000, places=2),
    filter_=FILTERS,
    step=st.sampled_from([1, 5, 10, 100, 1000]),
)
def test_what_words_tell_is_true(value, filter_, step):
    try:
        tellings = told("x" + filter_.format(step=step), figure("x", value))
    except FaultError:
        return  # the words are refused, and tell nobody anything
    assert tellings
    assert all(one.holds(Fraction(value)) for one in tellings)
