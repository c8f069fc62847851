"""Audiences, channels and activities of a communication plan."""

from datetime import date

import pytest

from pipeline.followup.activities import months_of, read_activities
from pipeline.followup.audiences import read_audiences, read_channels
from pipeline.sources.reader import Reader

AUDIENCES = """\
Prioritet;Målgrupp;Omfattar
2;Övriga medarbetare;All personal
1;Berörda chefer;"Enhetschefer, All personal"
"""
CHANNELS = """\
Kanal;Typ
Möten;intern
Webbsidan;extern
Utskick;enskild
"""
HEAD = "Aktivitet;Målgrupp;Kanaler;Tidpunkt;Ansvarig;Start;Slut\n"
ROWS = """\
Information;All personal;Webbsidan (artikel), Utskick;30 april;Staben;2008-04-30;2008-04-30
;Enhetschefer;Möten;Maj–juni;Chefen;2008-05-12;2008-06-30
Förankring;Berörda chefer;möten;Maj;Chefen;2008-05-01;2008-05-31
"""


@pytest.fixture
def lists(tables):
    audiences = tables.read(read_audiences, AUDIENCES, name="audiences.csv")
    channels = tables.read(read_channels, CHANNELS, name="channels.csv")
    return audiences, channels


def test_audiences_stand_in_their_order_of_priority(lists):
    assert [(audience.priority, audience.name.text, audience.groups) for audience in lists[0]] == [
        (1, "Berörda chefer", ("Enhetschefer", "All personal")),
        (2, "Övriga medarbetare", ("All personal",)),
    ]


def test_the_column_of_narrower_groups_may_be_left_out(tables):
    (audience,) = tables.read(read_audiences, "Prioritet;Målgrupp\n1;Alla\n")
    assert audience.groups == ()


@pytest.mark.parametrize("priorities", [(1, 1), (1, 3), (0, 1)])
def test_priorities_are_counted_from_one_each_once(tables, priorities):
    text = "Prioritet;Målgrupp\n" + "".join(f"{number};Grupp {row}\n" for row, number in enumerate(priorities))
    fault = tables.fault(read_audiences, text)
    assert (fault.code, fault.place.header) == ("I354", "Prioritet")


def test_an_unknown_type_of_channel_is_found(tables):
    assert tables.faults(read_channels, CHANNELS.replace("extern", "externt")) == [("I134", 3, "Typ")]


def test_rows_without_an_activity_belong_to_the_one_above(tables, lists):
    activities = tables.read(read_activities, HEAD + ROWS, *lists)
    assert [(one.name.text, [action.audience.text for action in one.actions]) for one in activities] == [
        ("Information", ["All personal", "Enhetschefer"]),
        ("Förankring", ["Berörda chefer"]),
    ]


def test_the_overview_has_every_month_and_the_days_within_it(tables, lists):
    activities = tables.read(read_activities, HEAD + ROWS, *lists)
    months = months_of(activities)
    assert months == (date(2008, 4, 1), date(2008, 5, 1), date(2008, 6, 1))
    first, second = activities[0].actions
    assert [first.days_in(month) for month in months] == [(30, 30), None, None]
    assert [second.days_in(month) for month in months] == [None, (12, 31), (1, 30)]


def test_a_months_first_and_last_day_belong_to_it(tables, lists):
    text = ROWS.replace("2008-05-12;2008-06-30", "2008-04-30;2008-06-01")
    second = tables.read(read_activities, HEAD + text, *lists)[0].actions[1]
    days = [second.days_in(date(2008, month, 1)) for month in range(3, 8)]
    assert days == [None, (30, 30), (1, 31), (1, 1), None]


def test_the_overview_goes_over_new_year(tables, lists):
    activities = tables.read(read_activities, HEAD + ROWS.replace("2008-06-30", "2009-02-01"), *lists)
    assert len(months_of(activities)) == 11
    assert months_of(activities)[-1] == date(2009, 2, 1)


def test_an_unknown_audience_and_channel_get_suggestions(tables, lists):
    fault = tables.fault(read_activities, HEAD + ROWS.replace(";Enhetschefer", ";Enhetscheferna"), *lists)
    assert (fault.code, fault.place.row, fault.place.header) == ("I350", 3, "Målgrupp")
    assert fault.todo == "Did you mean “Enhetschefer”?"
    fault = tables.fault(read_activities, HEAD + ROWS.replace("Webbsidan (artikel)", "Websidan (artikel)"), *lists)
    assert (fault.code, fault.place.row, fault.place.header) == ("I351", 2, "Kanaler")
    assert fault.todo == "Did you mean “Webbsidan”?"


def test_an_activity_that_ends_before_it_starts(tables, lists):
    faults = tables.faults(read_activities, HEAD + ROWS.replace("2008-05-12", "2008-07-12"), *lists)
    assert faults == [("I352", 3, "Slut")]


def test_the_first_row_needs_an_activity(tables, lists):
    assert tables.faults(read_activities, HEAD + ROWS.replace("Information", ""), *lists) == [("I353", 2, "Aktivitet")]


def test_a_row_without_responsible_is_the_tables_fault(tables, lists):
    assert tables.faults(read_activities, HEAD + ROWS.replace("Staben", ""), *lists) == [("I130", 2, "Ansvarig")]


def test_a_plan_over_more_than_two_years_is_a_mistake_in_a_year(tables, lists):
    faults = tables.faults(read_activities, HEAD + ROWS.replace("2008-06-30", "2080-06-30"), *lists)
    assert faults == [("I356", 3, "Slut")]


def test_a_file_that_excel_saved_reads_the_same(tables, lists):
    path = tables.folder / "old.csv"
    path.write_bytes((HEAD + ROWS).replace("\n", "\r\n").encode("cp1252"))
    activities = read_activities(Reader(tables.folder), "old.csv", *lists)
    assert activities[1].name.text == "Förankring"
