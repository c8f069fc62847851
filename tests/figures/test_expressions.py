"""Expressions of prose: the words that filters make, the figures that are behind them, and what is refused."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.content.expressions import evaluate
from pipeline.content.source import Expression
from pipeline.faults import FaultError
from pipeline.figures.book import NamedFigure
from pipeline.places import Place

CASES = Path(__file__).parent / "cases" / "wordings.md"
_LINE = re.compile(r"(.+?) (→|✗) (.+)")

PERCENT, POINTS = "percent", "percentage-points"
FIGURES = [
    ("antal", "5131", "", 0),
    ("andel", "63.4", PERCENT, 0),
    ("liten_andel", "0.2", PERCENT, 0),
    ("låg", "51", PERCENT, 0),
    ("nästan_lika", "50.8", PERCENT, 0),
    ("hög", "54", PERCENT, 0),
    ("hälften", "49.6", PERCENT, 0),
    ("halv", "51.9", PERCENT, 0),
    ("tredje", "33.2", PERCENT, 0),
    ("nästan_alla", "98.5", PERCENT, 0),
    ("punkt", "1", POINTS, 0),
    ("en", "1", "", 0),
    ("två", "2", "", 0),
    ("tre", "3", "", 0),
    ("neg", "-3", "", 0),
    ("hot", "120", "", 0),
    ("olyckor", "118", "", 0),
    ("våld", "40", "", 0),
    ("sextio", "60", "", 0),
    ("tusen_jämnt", "5000", "", 0),
    ("tusen_fyra", "4000", "", 0),
    ("kr", "12500000", "kronor", 0),
    ("tkr", "12345", "tkr", 0),
    ("miljonen", "1000000", "kronor", 0),
    ("invånare", "10521000", "", 0),
    ("personal", "12.5", "årsarbetare", 1),
    ("ärendet", "1", "ärenden", 0),
    ("liter", "1", "liter", 0),
    ("kronan", "1", "kronor", 0),
    ("minus_ett", "-1", POINTS, 0),
    ("nära_ett", "0.95", POINTS, 1),
    ("nära_tio", "9.95", "", 1),
    ("nära_tusen", "999.5", "", 0),
    ("noll_minus", "-0.4", "", 0),
    ("åtta", "8", "", 0),
    ("tolv_tusen", "12000", "", 0),
    ("kvinnor", "66.5", PERCENT, 0),
    ("män", "33.5", PERCENT, 0),
    ("alla", "100", PERCENT, 0),
    ("nästan_hundra", "99.96", PERCENT, 0),
    ("år_då", "2021", "year", 0),
    ("år_nu", "2023", "year", 0),
]


def figure(name, value, unit="", decimals=0, **more):
    cell = Place(f"data/{name}.csv", row=2, header="2023")
    return NamedFigure(name, value, unit, decimals, (cell,), Place("figures.yaml", 3), **more)


ALL = {
    made.name: made
    for made in (
        *(figure(name, Decimal(value), unit, decimals) for name, value, unit, decimals in FIGURES),
        figure("ökning", Decimal(12), change=True),
        figure("minskning", Decimal("-9.2"), POINTS, 1, change=True),
        figure("ingen", Decimal("0.2"), change=True),
        figure("dag", date(2008, 8, 31)),
        figure("dag_tidigt", date(2008, 8, 3)),
        figure("dag_nästa", date(2009, 1, 1)),
        figure("då", Decimal(7), period="2022"),
        figure("nu", Decimal(9), period="2023"),
        figure("samtidigt", Decimal(3), period="2023"),
        figure("jämfört", Decimal(-6), period="2023", change=True),
        figure("dag_efter", date(2008, 12, 31)),
        figure("ort", "Norrköping"),
        figure("få", Decimal(3), hidden="fewer than 5 people"),
        figure("angiven", Decimal(54), PERCENT, hedge="drygt"),
        figure("angiven_hälft", Decimal(50), PERCENT, hedge="nästan"),
        figure("angivet_antal", Decimal(750), hedge="cirka"),
        figure("angiven_personal", Decimal(5000), hedge="fler än"),
        figure("angiven_andel", Decimal("7.5"), PERCENT, 1, hedge="knappt"),
        figure("angiven_ökning", Decimal("-9.4"), POINTS, 1, hedge="cirka", change=True),
    )
}


def read_cases():
    for block in re.findall(r"^```\n(.*?)^```$", CASES.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            expression, sign, expected = _LINE.fullmatch(line).groups()
            yield pytest.param(expression, f"{sign} {expected}", id=expression)


def value_of(text):
    return evaluate(Expression(f" {text} ", Place("text.md", 1, 1), exact=True), ALL)


def said(text):
    try:
        return "→ " + value_of(text).text.replace("\u00a0", "~")
    except FaultError as error:
        (fault,) = error.faults
        message = fault.message.replace("\u00a0", " ")
        return f"✗ {fault.code} {fault.place.line}:{fault.place.column} {message}"


@pytest.mark.parametrize(("expression", "expected"), list(read_cases()))
def test_an_expression_becomes_what_its_case_says(expression, expected):
    assert said(expression) == expected


def test_what_is_wrong_in_an_expression_of_several_lines_is_told_at_its_line():
    for text, place in ((" antal\n  | okänt ", (6, 5)), (" antal\n| ord(\n genus=”n”) ", (7, 8))):
        with pytest.raises(FaultError) as caught:
            evaluate(Expression(text, Place("text.md", 5, 9), exact=True), ALL)
        assert (caught.value.faults[0].place.line, caught.value.faults[0].place.column) == place
        with pytest.raises(FaultError) as caught:
            evaluate(Expression(text, Place("document.yaml", 5, 9)), ALL)
        assert caught.value.faults[0].place == Place("document.yaml", 5, 9)


def test_a_value_names_every_figure_that_its_words_depend_on_with_their_cells():
    value = value_of('hot | påstå("störst", våld, olyckor, våld)')
    assert (value.name, value.names) == ("hot", ("våld", "olyckor"))
    assert [cell.file for cell in value.cells] == ["data/hot.csv", "data/våld.csv", "data/olyckor.csv"]
    assert value_of("intervall(låg, hög)").names == ("hög",)
    assert value_of('hot | riktning("upp", "ned", sedan=våld)').names == ("våld",)
    assert value_of("hot | gånger(våld)").names == ("våld",)
    assert value_of("hot").names == ()


@pytest.mark.parametrize(
    ("expression", "todo"),
    [
        ("få | ord", "dold"),
        ("antal | drygt", "till="),
        ('våld | påstå("fler", hot)', "True is: less."),
        ("halv | andel", "True is “drygt hälften”."),
        ("andel | nära | procent", "True is “drygt 63”."),
        ("hög | intervall(låg)", "låg | intervall(hög)"),
        ("antal | mnkr", "kronor, tkr, mnkr or mdkr"),
    ],
)
def test_a_refusal_says_what_to_write_instead(expression, todo):
    with pytest.raises(FaultError) as caught:
        value_of(expression)
    assert todo in caught.value.faults[0].todo
