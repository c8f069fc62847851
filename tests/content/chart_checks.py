"""Charts to try, and what can be wrong with a sheet: texts over each other, off the sheet, or half on a mark."""

from decimal import Decimal
from itertools import combinations

from pipeline.content.drawing import Area
from pipeline.figures.book import ChartDefinition, Series
from pipeline.places import Place

HERE = Place("figures.yaml", 4)
YEARS = ("2021", "2022", "2023")
LONG = (
    "Efterkontroller av beviljade tillstånd",
    "Samverkan med regionala prövningsstödsnätverk",
    "Övrigt",
    "Hållbarhetsredovisningssamordningsfunktionen",
)
ANSWERS = ("Bifall", "Avslag", "Avvisning", "Avskrivning", "Övriga beslut enligt förvaltningslagen")


def numbers(*given):
    return tuple(None if number is None else Decimal(str(number)) for number in given)


def chart(chart_type, categories, series, **changes):
    """A chart of some series, each a tuple of values."""
    given = {
        "name": "fig-a",
        "type": chart_type,
        "categories": tuple(categories),
        "series": tuple(Series(name, tuple(values)) for name, values in series.items()),
        "unit": "antal ärenden",
        "category_title": "",
        "caption": "Ärenden",
        "alt": "",
        "notes": (),
        "width": 120.0,
        "height": None,
        "place": HERE,
        "caption_place": HERE,
        "note_places": (),
    }
    return ChartDefinition(**{**given, **changes})


#: Data that charts have to bear: many categories, long words, negative, tiny and huge values, zero, gaps, five series.
HARD = {
    "one bar": chart("bar", ["2023"], {"Antal": numbers(5131)}),
    "nought and a gap": chart("bar", YEARS, {"Antal": numbers(0, None, 3264)}, category_title="Region, år för år"),
    "negative bars": chart("bar", YEARS, {"Resultat": numbers("-1204.5", "350.2", "-3")}),
    "all negative": chart("bar", YEARS, {"Resultat": numbers(-1, -2, -3)}),
    "all nought": chart("bar", YEARS, {"Resultat": numbers(0, 0, 0)}),
    "bars in twos": chart("bar", YEARS, {"Kvinnor": numbers(51, 54, 54), "Män": numbers(49, None, 46)}),
    "bars in fives": chart("bar", YEARS, {name: numbers(at, at * 5, at * 11) for at, name in enumerate(ANSWERS)}),
    "long names": chart("bar", LONG, {"2022": numbers(-120, 5, None, 88), "2023": numbers(14, -60, 0, 3)}),
    "many bars": chart("bar", [f"Region {at}" for at in range(24)], {"Antal": numbers(*range(0, 2400, 100))}),
    "tiny bars": chart("bar", YEARS, {"Andel": numbers("0.0004", "0.00012", "0.0031")}),
    "huge bars": chart("bar", YEARS, {"Kronor": numbers(123456789012, "0.5", 9)}),
    "stacks": chart("stacked-bar", YEARS, {"Bifall": numbers(1398, 2000, 2500), "Avslag": numbers(3264, 1000, 20)}),
    "five in a stack": chart("stacked-bar", YEARS, {name: numbers(at + 10, 13, 1) for at, name in enumerate(ANSWERS)}),
    "lying stacks": chart(
        "stacked-bar", LONG, {name: numbers(9, 20 - at, None, at) for at, name in enumerate(ANSWERS)}
    ),
    "thin slices": chart("stacked-bar", YEARS, dict.fromkeys("ABC", numbers(1, 1, 1)) | {"D": numbers(900, 900, 900)}),
    "no last stack": chart("stacked-bar", YEARS, {"A": numbers(5, 2, None), "B": numbers(1, 2, 1)}),
    "a line": chart("line", YEARS, {"Alla": numbers("5.6", 6, "5.3")}, category_title="Avgångsår"),
    "a long line": chart(
        "line", [str(year) for year in range(1990, 2024)], {"Alla": numbers(*(at * 37 % 411 for at in range(34)))}
    ),
    "five lines": chart("line", YEARS, {name: numbers(at * 9, at * 7 + 3, at * 8) for at, name in enumerate(ANSWERS)}),
    "lines at one height": chart("line", YEARS, dict.fromkeys(ANSWERS, numbers(5, 5, 5))),
    "lines with gaps": chart("line", YEARS, {"A": numbers(1, None, 3), "B": numbers(None, -5, None)}),
    "tiny line": chart("line", YEARS, {"Andel": numbers("0.0004", "0.00012", "0.0031")}),
    "huge line": chart("line", YEARS, {"Kronor": numbers(123456789012, 100, -9000000)}),
    "a line at nought": chart("line", YEARS, {"Alla": numbers(0, 0, 0)}),
}


def overlapping(sheet):
    """Pairs of texts that lie over each other."""
    return [
        (one.text, other.text)
        for one, other in combinations(sheet.texts(), 2)
        if one.box.overlaps(other.box, gap=-0.05)
    ]


def off_sheet(sheet):
    """Texts that reach over the edge."""
    return [
        text.text
        for text in sheet.texts()
        if text.box.left < -0.01
        or text.box.bottom < -0.01
        or text.box.right > sheet.width + 0.01
        or text.box.top > sheet.height + 0.01
    ]


def half_covered(sheet):
    """Texts that lie partly on a mark and partly beside it, where half of them could not be read."""
    marks = [shape.box for shape in sheet.shapes if isinstance(shape, Area)]
    return [
        text.text
        for text in sheet.texts()
        for mark in marks
        if mark.overlaps(text.box, gap=-0.4) and not (mark.left <= text.box.left and text.box.right <= mark.right)
    ]
