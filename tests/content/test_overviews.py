"""Activity overviews: bars and diamonds where their days lie, names that fit, several pictures for many rows."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from chart_checks import HERE, LONG, off_sheet, overlapping
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.charted import days_table
from pipeline.content.drawing import PETROL, Area, Outline, Stroke
from pipeline.content.drawn import overview_figures
from pipeline.content.model import CrossReference, Figure, Table
from pipeline.content.overviews import overview_sheets
from pipeline.content.plotting import HIGHEST, HIGHEST_WIDE
from pipeline.faults import FaultError, Faults
from pipeline.figures.book import Activity, OverviewDefinition

SPRING = (
    Activity("Kurs", date(2024, 3, 1), date(2024, 3, 31), "Utbildning"),
    Activity("Prov", date(2024, 4, 15), date(2024, 4, 15), "Utbildning"),
    Activity("Start", date(2024, 4, 1), date(2024, 5, 31), "Drift"),
)


def overview(activities=SPRING, **changes):
    given = {
        "name": "fig-plan",
        "activities": tuple(activities),
        "axis": None,
        "status_date": None,
        "label_title": "Vad",
        "start_title": "Start",
        "end_title": "Slut",
        "group_title": "Mål",
        "caption": "Planen",
        "alt": "",
        "notes": (),
        "width": 120.0,
        "height": None,
        "place": HERE,
        "caption_place": HERE,
        "note_places": (),
    }
    return OverviewDefinition(**{**given, **changes})


def many(count, group=10):
    start = date(2024, 1, 1)
    return [
        Activity(f"{LONG[at % 4]} {at}", start + timedelta(at * 9), start + timedelta(at * 10), f"Mål {at // group}")
        for at in range(count)
    ]


def texts(sheet):
    return [text.text for text in sheet.texts()]


def bars(sheet):
    return [shape for shape in sheet.shapes if isinstance(shape, Area) and shape.fill.colour == PETROL]


def test_a_single_day_has_weeks_around_it():
    (page,) = overview_sheets(overview([Activity("Beslut", date(2024, 5, 1), date(2024, 5, 1))]))
    assert [text for text in texts(page.sheet) if text.startswith("vecka")] == ["vecka 17", "vecka 18", "vecka 19"]


def test_days_leave_out_their_years_only_where_they_have_no_room():
    middle = Activity("Mitt", date(2023, 10, 25), date(2024, 8, 10))
    ends = [Activity("Först", date(2023, 1, 9), date(2023, 2, 1)), Activity("Sist", date(2025, 3, 1), date(2025, 4, 1))]
    (page,) = overview_sheets(overview([ends[0], middle, ends[1]], width=95.0))
    said = texts(page.sheet)
    assert "25 okt–10 aug" in said
    assert "9 jan–1 feb 2023" in said


def test_bars_lie_along_the_axis_as_their_days_do_and_a_single_day_is_a_diamond():
    (page,) = overview_sheets(overview(axis="month"))
    march, spring = bars(page.sheet)[:2]
    (diamond,) = [shape for shape in page.sheet.shapes if isinstance(shape, Outline)]
    assert march.x + march.width == pytest.approx(spring.x)
    assert march.width / spring.width == pytest.approx(31 / 61)
    day = spring.width / 61
    assert sum(x for x, _ in diamond.points) / 4 == pytest.approx(spring.x + 14.5 * day)


def test_days_stand_at_the_bars_and_groups_above_their_rows():
    (page,) = overview_sheets(overview())
    shown = texts(page.sheet)
    assert {"1–31 mars", "15 april", "1 april–31 maj"} <= set(shown)
    assert [text for text in shown if text in ("Utbildning", "Kurs", "Prov", "Drift", "Start")] == [
        "Utbildning",
        "Kurs",
        "Prov",
        "Drift",
        "Start",
    ]


@pytest.mark.parametrize(
    ("axis", "last", "named"),
    [
        ("week", date(2024, 4, 10), {"mars 2024", "vecka 10"}),
        ("month", date(2024, 5, 31), {"2024", "mars", "april", "maj"}),
        ("quarter", date(2025, 5, 31), {"2024", "2025", "kvartal 1", "kvartal 2"}),
        (None, date(2024, 4, 20), {"mars 2024", "vecka 10"}),
        (None, date(2024, 12, 31), {"2024", "mars", "sept"}),
        (None, date(2027, 12, 31), {"2024", "2026", "kv. 1", "kv. 4"}),
    ],
)
def test_the_axis_counts_in_weeks_months_or_quarters(axis, last, named):
    plan = [Activity("Kurs", date(2024, 3, 1), date(2024, 3, 9)), Activity("Prov", last, last)]
    (page,) = overview_sheets(overview(plan, axis=axis))
    assert named <= set(texts(page.sheet))


def test_a_status_day_is_a_dashed_line_with_its_day_and_stretches_the_axis():
    (page,) = overview_sheets(overview(status_date=date(2024, 7, 1)))
    dashed = [shape for shape in page.sheet.shapes if isinstance(shape, Stroke) and shape.dashes]
    assert len({x for line in dashed for x, _ in line.points}) == 1
    assert "Läget den 1 juli 2024" in texts(page.sheet)


def test_many_rows_go_on_in_further_pictures_with_their_group_named_again():
    pages = overview_sheets(overview(many(60, group=30)))
    assert len(pages) > 1
    assert [one for page in pages for one in page.activities] == many(60, group=30)
    assert all(page.sheet.height <= HIGHEST for page in pages)
    firsts = [next(text.text for text in page.sheet.texts() if text.text.startswith("Mål")) for page in pages]
    assert firsts[0] == "Mål 0"
    assert firsts[1].endswith("(forts.)")


def test_on_a_page_on_its_side_the_pictures_are_lower():
    assert all(page.sheet.height <= HIGHEST_WIDE for page in overview_sheets(overview(many(40), width=237.0)))


def test_a_groups_heading_never_ends_a_picture():
    for page in overview_sheets(overview(many(60, group=2), height=60.0)):
        last = [text for text in page.sheet.texts() if text.text.startswith("Mål") and text.bold][-1]
        assert min(text.y for text in page.sheet.texts()) < last.y


def test_months_of_weeks_that_cannot_all_be_named_keep_apart_however_long_their_names():
    label = "Efterkontroller av beviljade tillstånd"
    plan = overview([Activity(label, date(2024, 4, 1), date(2024, 4, 1))], axis="week", width=80.0)
    (page,) = overview_sheets(replace(plan, status_date=date(2026, 1, 1)))
    assert overlapping(page.sheet) == []
    assert len([text for text in texts(page.sheet) if re.fullmatch(r"\w+ 202\d", text)]) > 1


@st.composite
def plans(draw):
    words = st.sampled_from((*LONG, "Kurs", "A", "Förvaltningsprocessenheten i Norrköping"))
    days = st.dates(date(2023, 11, 1), date(2026, 2, 1))
    made = []
    for _ in range(draw(st.integers(1, 12))):
        first, last = sorted((draw(days), draw(days)))
        made.append(
            Activity(draw(words), first, draw(st.sampled_from((first, last))), draw(st.sampled_from(("", "Mål"))))
        )
    width = draw(st.sampled_from((80.0, 120.0, 237.0)))
    axis = draw(st.sampled_from((None, "week", "month", "quarter")))
    return overview(made, width=width, axis=axis, status_date=draw(st.one_of(st.none(), days)))


@settings(max_examples=80, deadline=None)
@given(plans())
def test_whatever_the_days_labels_keep_apart_or_the_overview_is_refused(plan):
    faults = Faults()
    with faults.collecting():
        for page in overview_sheets(plan):
            assert (overlapping(page.sheet), off_sheet(page.sheet)) == ([], [])
    assert {fault.code for fault in faults} <= {"I253"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"activities": [Activity("X" * 60, date(2024, 1, 1), date(2024, 2, 1))]}, "too narrow"),
        ({"height": 15.0}, "too low"),
        ({"activities": [Activity("🌱", date(2024, 1, 1), date(2024, 2, 1))]}, "cannot be drawn"),
    ],
)
def test_what_does_not_fit_is_refused(changes, told):
    with pytest.raises(FaultError) as caught:
        overview_sheets(overview(**changes))
    (fault,) = caught.value.faults
    assert (fault.code, fault.place) == ("I253", HERE)
    assert told in fault.message


def test_each_picture_is_a_figure_with_its_part_in_the_caption_and_the_label_on_the_first():
    figures = [block for block in overview_figures(overview(many(60))) if isinstance(block, Figure)]
    count = len(figures)
    assert [figure.label for figure in figures] == ["fig-plan", *[None] * (count - 1)]
    assert [figure.caption[-1].text for figure in figures] == [f" (del {at} av {count})" for at in range(1, count + 1)]
    assert len({figure.alt for figure in figures}) == count


def test_its_days_stand_in_a_table_whose_groups_span_their_rows():
    *_, table = overview_figures(overview(numbers="table"))
    assert isinstance(table, Table)
    assert table == days_table(overview(numbers="table"))
    words = [[cell.children[0].children[0].text for cell in row.cells] for row in table.rows]
    assert words == [
        ["Utbildning", "Kurs", "1\u00a0mars\u00a02024", "31\u00a0mars\u00a02024"],
        ["Prov", "15\u00a0april\u00a02024", "15\u00a0april\u00a02024"],
        ["Drift", "Start", "1\u00a0april\u00a02024", "31\u00a0maj\u00a02024"],
    ]
    assert [row.cells[0].rows for row in table.rows] == [2, 1, 1]
    assert table.caption[-1] == CrossReference("fig-plan", HERE)


def test_a_note_says_which_table_has_the_days_when_it_stands_elsewhere():
    (figure,) = overview_figures(overview(numbers="apart"))
    assert [node.label for node in figure.notes[0].children if isinstance(node, CrossReference)] == ["tbl-plan-siffror"]


@pytest.mark.parametrize(("members", "names"), [(12, [12]), (13, [1] * 13)])
def test_a_group_too_long_for_a_page_is_named_in_each_of_its_rows(members, names):
    rows = days_table(overview(many(members, group=members))).rows
    named = [row.cells[0].rows for row in rows if len(row.cells) == 4]
    assert named == names
    assert [row.keep_with_next for row in rows].count(True) == (members - 1 if names == [members] else 0)
