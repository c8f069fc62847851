"""Charts, diagrams and overviews for narrow screens: large text, all words, nothing over anything or off the sheet."""

import re
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.charts import draw_bar, draw_line, draw_stacked
from pipeline.content.diagrams import draw_chain, draw_steps
from pipeline.content.drawing import Words
from pipeline.content.overviews import overview_sheets
from pipeline.content.screens import NARROW
from pipeline.content.timespans import days_in_short
from pipeline.content.typeface import SMALL_SIZE, millimetres
from pipeline.faults import FaultError
from pipeline.figures.book import Activity, OverviewDefinition, Step
from pipeline.figures.settings import TEXT_WIDTH, WIDEST
from pipeline.places import Place

#: Pixels that a page has for its text on a screen of 320, between its margins of 20.
COLUMN = 280

YEARS = ("2019", "2020", "2021", "2022", "2023")
LONG = ("Efterkontroller av beviljade tillstånd", "Förvaltningsprocessrättsspecialistkompetens", "Övrigt", "Övrigt")
FIVE = ("Bifall", "Avslag", "Avvisning", "Avskrivning", "Övrigt och ej redovisat")
STEPS = [Step("Insats", "Utbildning i prövning"), Step("Effekt", "https://www.myndigheten.example/om/oss/mer")] * 4


def numbers(*values):
    return [None if value is None else Decimal(str(value)) for value in values]


def five(count, start=0):
    return {name: numbers(*range(start + at * 7, start + at * 7 + count)) for at, name in enumerate(FIVE)}


def overview(count, **changes):
    activities = tuple(
        Activity(
            f"Ta fram gemensamma rutiner för komplettering {number}",
            date(2024, 1, 10) + timedelta(13 * number),
            date(2024, 1, 10) + timedelta(13 * number + number % 3 * 40),
            f"Mål {number // 5}: kortare handläggning",
        )
        for number in range(count)
    )
    given = {
        "name": "fig-plan",
        "activities": activities,
        "axis": None,
        "status_date": date(2024, 6, 30),
        "label_title": "Åtgärd",
        "start_title": "Börjar",
        "end_title": "Slutar",
        "group_title": "Mål",
        "caption": "Planen",
        "alt": "",
        "notes": (),
        "width": TEXT_WIDTH,
        "height": None,
        "place": Place("figures.yaml", 4),
        "caption_place": Place("figures.yaml", 4),
        "note_places": (),
    }
    return OverviewDefinition(**{**given, **changes})


def drawn(plan):
    return [page.sheet.picture(page.narrower) for page in overview_sheets(plan)]


PICTURES = {
    "one bar": lambda: [draw_bar(("2023",), {"A": numbers(1204)}, unit="antal", category_title="År")],
    "many bars": lambda: [draw_bar([f"Kommun {at}" for at in range(24)], {"A": numbers(*range(24))})],
    "long names": lambda: [draw_bar(LONG, {"A": numbers(1204, -3, None, 0)}, unit="antal")],
    "groups": lambda: [draw_bar(LONG, {"2022": numbers(1, -12040, 3, 4), "2023": numbers(9, 3, None, 12040)})],
    "five in a group": lambda: [draw_bar(YEARS[:3], five(3))],
    "negative": lambda: [draw_bar(LONG, {"A": numbers(-1, -2, -3, -1240.5)})],
    "nought": lambda: [draw_bar(("A", "B"), {"A": numbers(0, 0)})],
    "huge": lambda: [draw_bar(LONG, {"A": numbers(10**14, 2, 3, 4)})],
    "tiny": lambda: [draw_bar(LONG, {"A": numbers("0.00004", "0.0001", 0, 0)})],
    "stacks": lambda: [draw_stacked(YEARS, five(5, 20), unit="antal ärenden", category_title="År")],
    "long stacks": lambda: [draw_stacked(LONG, five(4, 20), unit="antal")],
    "missing": lambda: [draw_stacked(YEARS, {"A": numbers(1, None, 3, 4, 5), "B": numbers(None, None, 2, 3, 9)})],
    "line": lambda: [draw_line(YEARS, {"Alla": numbers(61.2, 71.1, 62.6, None, 64)}, unit="procent")],
    "lines": lambda: [draw_line(YEARS, five(5), unit="antal ärenden som har avgjorts inom sex månader och ett dygn")],
    "close lines": lambda: [draw_line(YEARS, {name: numbers(1, 2, 3, 4, 5) for name in FIVE})],
    "high lines": lambda: [draw_line(YEARS, {name: numbers(10**9, 2, 3, -4, 10**9) for name in "AB"})],
    "long ago": lambda: [draw_line([f"{month} 2023" for month in range(1, 13)], five(12))],
    "wide": lambda: [draw_line(YEARS, five(5), unit="procent", width=WIDEST, height=90)],
    "wide bars": lambda: [draw_bar([f"Kommun {at}" for at in range(20)], {"A": numbers(*range(20))}, width=WIDEST)],
    "chain": lambda: [draw_chain(STEPS)],
    "wide chain": lambda: [draw_chain(STEPS, width=WIDEST)],
    "steps": lambda: [draw_steps(STEPS[::2])],
    "overview": lambda: drawn(overview(8)),
    "wide overview": lambda: drawn(overview(20, width=WIDEST)),
    "weeks": lambda: drawn(overview(3, axis="week", status_date=None)),
    "thirty years": lambda: drawn(overview(2, status_date=date(2053, 1, 1))),
}


def texts(drawing):
    return [shape for shape in drawing.shapes if isinstance(shape, Words)]


def said(drawing):
    """All words, without spaces and the hyphens of divided ones."""
    return re.sub(r"[\s-]", "", "".join(words.text for words in texts(drawing)))


def kept_apart(drawing):
    """Fails where a text lies over another, or beyond the sheet."""
    found = [(words.text, words.box) for words in texts(drawing)]
    for at, (text, box) in enumerate(found):
        assert box.left >= -0.01, text
        assert box.right <= drawing.width + 0.01, text
        assert box.bottom >= -0.3, text
        assert box.top <= drawing.height + 0.3, text
        # capitals stand on the line, and are 0.63 of the type's height
        low, high = box.bottom + 0.6, box.top - 0.5
        for other, beside in found[at + 1 :]:
            across = box.left < beside.right - 0.05 and beside.left < box.right - 0.05
            assert not (across and low < beside.top - 0.5 and beside.bottom + 0.6 < high), (text, other)


@pytest.mark.parametrize("name", PICTURES)
def test_a_telephone_gets_text_of_twelve_pixels_that_is_neither_cut_off_nor_covered(name):
    for picture in PICTURES[name]():
        drawing = picture.source.narrower[-1]
        assert drawing.width == NARROW
        assert min(words.size for words in texts(drawing)) >= SMALL_SIZE
        assert COLUMN / NARROW * millimetres(SMALL_SIZE) >= 12
        kept_apart(drawing)


@pytest.mark.parametrize("name", [name for name in PICTURES if name.startswith("wide")])
def test_what_is_for_a_page_on_its_side_has_a_drawing_as_wide_as_the_text(name):
    for picture in PICTURES[name]():
        assert [drawing.width for drawing in picture.source.narrower] == [TEXT_WIDTH, NARROW]
        kept_apart(picture.source.narrower[0])


def test_names_and_numbers_are_those_of_the_drawing_on_paper():
    for name in ("long names", "groups", "chain", "steps"):
        for picture in PICTURES[name]():
            narrow = said(picture.source.narrower[-1])
            for words in texts(picture.source):
                for word in re.findall(r"[^\W\d_]{4,}|\d+", words.text):
                    assert word in narrow, word


def test_an_overview_tells_of_every_activity_with_its_group_and_its_days():
    plan = overview(20, width=WIDEST)
    narrow = "".join(said(picture.source.narrower[-1]) for picture in drawn(plan))
    for one in plan.activities:
        assert re.sub(r"[\s-]", "", one.label) in narrow
        assert re.sub(r"[\s-]", "", one.group) in narrow
        assert re.sub(r"[\s-]", "", days_in_short(one.first, one.last, year=False)) in narrow


def test_series_that_stand_in_a_key_are_all_named_there():
    for name in ("five in a group", "long stacks", "lines", "close lines"):
        (picture,) = PICTURES[name]()
        narrow = said(picture.source.narrower[-1])
        assert all(series.replace(" ", "") in narrow for series in FIVE)


def test_an_overview_of_many_years_names_some_of_them():
    (picture,) = drawn(overview(2, status_date=date(2053, 1, 1)))
    for drawing in (picture.source, *picture.source.narrower):
        years = [words.text for words in texts(drawing) if re.fullmatch(r"20\d\d", words.text)]
        assert len(years) >= 4
        assert len(set(years)) == len(years)


def test_the_picture_of_the_word_file_is_the_same_whatever_screens_there_are():
    (picture,) = PICTURES["line"]()
    alone = type(picture.source)(picture.source.width, picture.source.height, picture.source.shapes)
    assert picture.source == alone
    assert picture.data == alone()


def test_names_of_two_lines_do_not_push_bars_off_the_sheet():
    names = [f"Efterkontroller av beviljade tillstånd nummer {number}" for number in range(21)]
    for picture in (
        draw_bar(names, {"A": numbers(*range(21))}),
        draw_stacked(names, {"A": numbers(*range(21)), "B": numbers(*range(21))}),
    ):
        kept_apart(picture.source)


def test_a_unit_of_several_lines_is_not_covered_by_names():
    unit = (
        "antal ärenden som har avgjorts inom den tid som regeringen har angett i regleringsbrevet för året, alla slag"
    )
    parts = {"Bifall": numbers(1000), **{name: numbers(1) for name in FIVE[1:]}}
    kept_apart(draw_stacked(("2023",), parts, unit=f"{unit}, {unit}").source)


WORDS = st.lists(
    st.sampled_from(["i", "Öst", "handläggning", "uppehållstillståndsärenden", "2023", "X" * 30]),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(
    st.sampled_from([draw_bar, draw_stacked, draw_line]),
    st.lists(WORDS, min_size=2, max_size=6),
    st.lists(WORDS, min_size=1, max_size=5, unique=True),
    st.data(),
)
def test_whatever_fits_on_paper_fits_on_a_telephone(draw, categories, names, data):
    lowest = 0 if draw is draw_stacked else -(10**6)
    values = st.none() | st.decimals(lowest, 10**6, places=1)
    series = {
        name: [Decimal(1), *data.draw(st.lists(values, min_size=len(categories) - 1, max_size=len(categories) - 1))]
        for name in names
    }
    with suppress(FaultError):  # what does not fit on paper has no drawing at all
        kept_apart(draw(categories, series, unit="antal").source.narrower[-1])
