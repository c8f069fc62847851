"""Wordings read back: what is written is the value within its rounding, and no hedge is ever false."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.book import NamedFigure
from pipeline.figures.filters import FILTERS
from pipeline.figures.hedges import HEDGES
from pipeline.figures.parsed import ParsedWording, WordingNotReadError, parse_wording
from pipeline.figures.proportions import HEDGED_PART_MARGIN, PART_MARGIN
from pipeline.figures.shown_units import WordingError
from pipeline.figures.worded import Wording
from pipeline.places import Place

UNITS = {
    "procent": "percent",
    "procentenheter": "percentage-points",
    "kronor": "kronor",
    "tkr": "tkr",
    "mnkr": "mnkr",
    "mdkr": "mdkr",
    "enhet": "årsarbetare",
}


def wording(value, unit="", decimals=0, **more):
    cell = Place("data/x.csv", row=2, header="2023")
    return Wording(NamedFigure("x", value, unit, decimals, (cell,), Place("figures.yaml", 3), **more))


def text_or_not(made):
    """The words; None when they would not be true."""
    try:
        return made.text
    except WordingError as error:
        if error.code not in ("I233", "I276") and "is less than any" not in str(error):
            raise
        return None


@pytest.mark.parametrize(
    ("text", "value", "unit", "hedge", "decimals"),
    [
        ("drygt 63 procent", "63", "percent", "drygt", 0),
        ("Drygt 63\u00a0procent", "63", "percent", "drygt", 0),
        ("5 131", "5131", "", "", 0),
        ("5131", "5131", "", "", 0),
        ("−3,5 procentenheter", "-3.5", "percentage-points", "", 1),
        ("-3,5", "-3.5", "", "", 1),
        ("5,30 %", "5.30", "percent", "", 2),
        ("5,3%", "5.3", "percent", "", 1),
        ("1 procentenhet", "1", "percentage-points", "", 0),
        ("12,5 mnkr", "12.5", "mnkr", "", 1),
        ("12,5 miljoner kronor", "12.5", "mnkr", "", 1),
        ("en miljon kronor", "1", "mnkr", "", 0),
        ("12,5 miljoner", "12500000", "", "", -5),
        ("cirka 10 tusen personer", "10000", "personer", "cirka", -3),
        ("tolv", "12", "", "", 0),
        ("Tre steg", "3", "steg", "", 0),
        ("fler än 5 000 medarbetare", "5000", "medarbetare", "fler än", 0),
        ("hälften", "50", "percent", "", 0),
        ("nästan tre fjärdedelar", "75", "percent", "nästan", 0),
        ("dubbelt så många", "2", "times", "", 0),
        ("mer än tre gånger så stora som", "3", "times", "mer än", 0),
        ("hälften så många", "0.5", "times", "", 0),
    ],
)
def test_wordings_are_read(text, value, unit, hedge, decimals):
    assert parse_wording(text) == ParsedWording(Decimal(value), unit, hedge, decimals)


def test_a_third_is_a_third_and_a_range_has_two_ends():
    assert abs(Fraction(parse_wording("en tredjedel").value) - Fraction(100, 3)) < Fraction(1, 10**50)
    assert parse_wording("51–54 procent") == ParsedWording(Decimal(51), "percent", upper=Decimal(54))
    assert parse_wording("Mellan 51 och 54\u00a0procent") == ParsedWording(Decimal(51), "percent", upper=Decimal(54))
    assert parse_wording("två–tre miljoner") == ParsedWording(Decimal(2_000_000), decimals=-6, upper=Decimal(3_000_000))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "drygt",
        "många",
        "31 augusti 2008, 5",
        "1.3.1-2024-8647",
        "en tredjedel av dem",
        "63,",
        "6 3",
        "tretton",
        "tre av fem",
        "ett av fem kommuner",
        "en annan",
        "en del",
        "fem fler än",
        "63 procent av männen",
        "12 minskade",
        "5 till 10 dagar",
        "3 ärenden och 5 beslut",
        "en lång rad ord som ingen enhet är",
        "mellan 3",
        "mellan 3–5",
        "3 och 5",
    ],
)
def test_other_text_is_not_taken_for_a_number(text):
    with pytest.raises(WordingNotReadError):
        parse_wording(text)


values = st.one_of(
    st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=6),
    st.integers(-20, 20).map(Decimal),
    st.integers(-200, 200).map(lambda number: Decimal(number) / 8),  # ties
    st.sampled_from(["0.000001", "-0.000001", "999999999999999999", "1e-18"]).map(Decimal),
)


@given(values, st.integers(0, 6), st.sampled_from(["", *UNITS]), st.booleans())
def test_a_wording_is_read_as_the_value_within_its_rounding(value, decimals, unit, word):
    made = wording(value, UNITS.get(unit, ""), decimals)
    for name in ([unit] if unit else []) + (["ord"] if word else []):
        made = FILTERS[name](made)
    read = parse_wording(made.text)
    assert read.unit == UNITS.get(unit, "")
    assert (read.decimals, read.hedge) in ((decimals, ""), (0, ""))
    assert abs(Fraction(read.value) - Fraction(value)) * 2 <= Fraction(10) ** -read.decimals


@given(values, st.sampled_from(["kronor", "tkr", "mnkr", "mdkr"]), st.sampled_from(["kronor", "tkr", "mnkr", "mdkr"]))
def test_an_amount_in_another_unit_is_read_as_the_same_amount(value, unit, shown):
    words = text_or_not(FILTERS[shown](wording(value, unit, 2)))
    if words is None:
        return
    read = parse_wording(words)
    power = {"kronor": 0, "tkr": 3, "mnkr": 6, "mdkr": 9}
    scale = Fraction(10) ** (power[read.unit] - power[unit])
    assert abs(Fraction(read.value) * scale - Fraction(value)) * 2 <= Fraction(10) ** -read.decimals * scale


@given(values, st.sampled_from(["tusen", "miljoner", "miljarder"]), st.integers(0, 3))
def test_thousands_and_millions_are_read_as_the_number(value, filter_, decimals):
    words = text_or_not(FILTERS[filter_](wording(value), decimaler=decimals))
    if words is None:
        assert 0 < abs(value) < 10**9
        return
    read = parse_wording(words)
    assert abs(Fraction(read.value) - Fraction(value)) * 2 <= Fraction(10) ** -read.decimals


TRUE = {
    "drygt": lambda away: away > 0,
    "knappt": lambda away: away < 0,
    "nära": lambda away: away < 0,
    "nästan": lambda away: away < 0,
    "cirka": lambda away: True,
    "omkring": lambda away: True,
    "ungefär": lambda away: True,
    "fler än": lambda away: away > 0,
    "färre än": lambda away: away < 0,
    "mer än": lambda away: away > 0,
    "mindre än": lambda away: away < 0,
    "över": lambda away: away > 0,
    "under": lambda away: away < 0,
    "minst": lambda away: away >= 0,
    "högst": lambda away: away <= 0,
    "upp till": lambda away: away <= 0,
}
HALF = ("nära", "nästan", "cirka", "omkring", "ungefär")


@given(values, st.sampled_from([0.1, 0.5, 1, 5, 10, 1000]), st.sampled_from(sorted(HEDGES)), st.integers(0, 3))
def test_a_hedge_is_true_of_the_exact_value_or_refused(value, step, hedge, decimals):
    made = FILTERS[hedge](FILTERS["tal"](wording(value), decimaler=decimals), till=step)
    words = text_or_not(made)
    if words is None:
        return
    read = parse_wording(words)
    away = Fraction(value) - Fraction(read.value)
    assert value > 0
    assert read.hedge == HEDGES[hedge].word
    assert TRUE[read.hedge](away)
    assert abs(away) <= Fraction(str(step)) * Fraction(1, 2 if read.hedge in HALF else 1)
    assert abs(away) * 2 <= Fraction(read.value)
    if HEDGES[hedge].near and step > 1:
        assert abs(away) * 4 <= Fraction(read.value)


@given(st.one_of(st.decimals(4, 60, places=2), st.integers(4, 60).map(Decimal)), st.sampled_from(sorted(HEDGES)))
def test_what_is_refused_within_reach_would_not_be_true(value, hedge):
    if text_or_not(FILTERS[hedge](wording(value))) is not None:
        return
    word = HEDGES[hedge].word
    fraction = Fraction(value) % 1
    if word in ("nära", "nästan"):
        assert fraction == 0 or fraction < Fraction(1, 2)
    else:
        assert not HEDGES[hedge].exact
        assert fraction == 0


@given(
    st.decimals("0", "110", places=3),
    st.sampled_from(["", "drygt", "knappt", "nästan", "cirka", "mer_än", "mindre_än", "minst", "högst"]),
)
def test_a_part_of_the_whole_is_true_or_refused(value, hedge):
    made = FILTERS["andel"](wording(value, "percent"))
    words = text_or_not(FILTERS[hedge](made) if hedge else made)
    if words is None:
        return
    read = parse_wording(words)
    away = Fraction(value) - Fraction(read.value)
    assert read.unit == "percent"
    assert abs(away) <= (HEDGED_PART_MARGIN if hedge else PART_MARGIN) + Fraction(1, 10**40)
    assert TRUE.get(read.hedge, lambda away: True)(away)


@given(st.integers(1, 300).map(Decimal), st.integers(1, 300).map(Decimal), st.sampled_from(["", "drygt", "nästan"]))
def test_so_many_times_as_many_is_true_or_refused(value, other, hedge):
    compared = wording(other).figure
    made = FILTERS["gånger"](wording(value), compared)
    words = text_or_not(FILTERS[hedge](made) if hedge else made)
    if words is None:
        return
    read = parse_wording(words)
    ratio = Fraction(value) / Fraction(other)
    assert read.unit == "times"
    assert abs(ratio - Fraction(read.value)) <= Fraction(read.value) * Fraction(10 if hedge else 5, 100)
    assert TRUE.get(read.hedge, lambda away: True)(ratio - Fraction(read.value))


@given(values, values, st.integers(0, 2))
def test_words_of_direction_follow_the_numbers_that_readers_see(now, then, decimals):
    made = FILTERS["riktning"](
        wording(now, decimals=decimals), "steg med …", "sjönk med …", "var lika", sedan=wording(then).figure
    )
    difference = Fraction(now) - Fraction(then)
    if made.text == "var lika":
        assert abs(difference) * 2 <= Fraction(10) ** -decimals
    else:
        verb, _, number = made.text.partition(" med ")
        assert (verb == "steg") == (difference > 0)
        assert parse_wording(number).value > 0


@given(values, values, st.sampled_from(["högre", "lägre", "lika", "störst", "minst"]))
def test_a_claim_that_stands_is_true(one, other, word):
    made = FILTERS["påstå"](wording(one, decimals=6), word, wording(other, decimals=6).figure)
    true = {"högre": one > other, "störst": one > other, "lägre": one < other, "minst": one < other}
    stands = text_or_not(made) is not None
    if stands:
        assert true.get(word, abs(one - other) <= Decimal("0.000001"))
    elif word == "lika":
        assert one != other
