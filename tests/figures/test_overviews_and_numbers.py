"""Activity overviews of figures.yaml, and where the numbers of charts stand as a table."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline.faults import FaultError
from pipeline.figures.named import load_figures
from pipeline.sources.reader import Reader

FOLDER = "inputs/plan"
PLAN = """Mål;Vad;Börjar;Slutar
Snabbare;Kartlägga;2024-01-15;2024-03-31
;Beslut om rutiner;2024-10-01;
Tryggare;Utbilda chefer;1 februari 2024;2024-05-31
"""
ORTER = "Ort;2022;2023;Not\nNorr;1;–;a\nSyd;..;4;b\nSumma;1;4;\n"
GANTT = "charts:\n  fig-plan:\n    type: gantt\n    table: plan\n    caption: Planen\n"
COLUMNS = "    label: Vad\n    start: Börjar\n    end: Slutar\n"


@pytest.fixture
def load(tmp_path):
    def load(settings, plan=PLAN, **tables):
        folder = tmp_path / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in {"plan": plan, "orter": ORTER, **tables}.items():
            (folder / f"{name}.csv").write_text(content, "utf-8")
        data = "data: {plan: {file: plan.csv}, orter: {file: orter.csv}}\n"
        (folder / "figures.yaml").write_text(data + settings, "utf-8")
        return load_figures(Reader(tmp_path), FOLDER)

    return load


@pytest.fixture
def faults(load):
    def faults(settings, **files):
        with pytest.raises(FaultError) as caught:
            load(settings, **files)
        return [(fault.code, fault.place.line or fault.place.row, fault.message) for fault in caught.value.faults]

    return faults


def test_activities_have_their_days_and_the_group_that_they_stand_in(load):
    more = "    group: Mål\n    axis: quarter\n    status-date: 2024-06-30\n"
    made = load(GANTT + COLUMNS + more).overviews["fig-plan"]
    assert [(one.group, one.label, one.first, one.last) for one in made.activities] == [
        ("Snabbare", "Kartlägga", date(2024, 1, 15), date(2024, 3, 31)),
        ("Snabbare", "Beslut om rutiner", date(2024, 10, 1), date(2024, 10, 1)),
        ("Tryggare", "Utbilda chefer", date(2024, 2, 1), date(2024, 5, 31)),
    ]
    assert (made.axis, made.status_date, made.numbers) == ("quarter", date(2024, 6, 30), "table")
    assert (made.activities[2].first_place.row, made.activities[2].first_place.header) == (4, "Börjar")


def test_an_activity_that_ends_before_it_starts_is_a_fault_at_its_cell(faults):
    wrong = PLAN + ";Utvärdera;2025-03-01;2025-02-01\n;Sluta;2025-03-02;2025-03-01\n"
    assert [fault[:2] for fault in faults(GANTT + COLUMNS, plan=wrong)] == [("I257", 5), ("I257", 6)]


def test_what_is_no_day_or_has_no_name_is_a_fault_at_its_cell(faults):
    wrong = (
        "Mål;Vad;Börjar;Slutar\nA;Ett;våren 2024;2024-05-31\nA;;2024-01-01;2024-02-01\nA;Tre;;\nB;Fyra;2024-02-30;\n"
    )
    assert [fault[:2] for fault in faults(GANTT + COLUMNS, plan=wrong)] == [
        ("I256", 2),
        ("I256", 3),
        ("I256", 4),
        ("I256", 5),
    ]


def test_columns_that_are_not_there_are_all_told(faults):
    wrong = "    label: Va\n    start: Börja\n    end: Slutar\n    group: Måll\n"
    assert [fault[:2] for fault in faults(GANTT + wrong)] == [("I243", 7), ("I243", 8), ("I243", 10)]


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (
            "Vad;Börjar;Slutar\n" + "".join(f"Steg {at};2024-01-01;2024-01-{at % 28 + 1:02}\n" for at in range(151)),
            "151",
        ),
        ("Vad;Börjar;Slutar\nSteg;2024-01-01;2204-01-01\n", "30 years"),
    ],
)
def test_more_than_can_be_shown_is_refused(faults, plan, told):
    ((code, line, message),) = faults(GANTT + COLUMNS, plan=plan)
    assert (code, line) == ("I252", 3)
    assert told in message


@pytest.mark.parametrize(
    ("settings", "code", "line"),
    [
        (GANTT + "    label: Vad\n    start: Börjar\n", "I116", 3),
        (GANTT + COLUMNS + "    series: [Vad]\n", "I115", 10),
        (GANTT + COLUMNS + "    axis: day\n", "I117", 10),
        (GANTT + COLUMNS + "    status-date: 2024-13-01\n", "I118", 10),
        (GANTT + COLUMNS + "    numbers: yes\n", "I117", 10),
        (GANTT.replace("gantt", "gant") + COLUMNS, "I117", 4),
        (GANTT.replace("table: plan", "table: plann") + COLUMNS, "I241", 5),
    ],
)
def test_mistakes_in_the_settings_have_their_lines(faults, settings, code, line):
    assert [fault[:2] for fault in faults(settings)] == [(code, line)]


BAR = "charts:\n  fig-a: {type: bar, table: %s, category: Ort, series: ['2022', '2023'], caption: A%s}\n"
SHOWN = "tables:\n  tbl-orter: {file: orter.csv, caption: Orter%s}\n"


@pytest.mark.parametrize(
    ("settings", "numbers"),
    [
        (BAR % ("orter", ""), "table"),
        (BAR % ("orter", ", numbers: none"), "none"),
        (BAR % ("orter", ", numbers: apart"), "apart"),
        (SHOWN % "" + BAR % ("tbl-orter", ""), "reference"),
        (SHOWN % "" + BAR % ("tbl-orter", ", numbers: table"), "table"),
    ],
)
def test_the_numbers_of_a_chart_stand_in_its_shown_table_or_in_one_of_their_own(load, settings, numbers):
    assert load(settings).charts["fig-a"].numbers == numbers


def test_a_chart_has_the_signs_of_its_table_and_nothing_to_report_is_nought(load):
    one, other = load(BAR % ("orter", "")).charts["fig-a"].series
    assert (one.values, one.signs) == ((1, None, 1), ("", "..", ""))
    assert (other.values, other.signs) == ((Decimal(0), 4, 4), ("–", "", ""))
    assert [(cell.row, cell.header) for cell in other.cells] == [(2, "2023"), (3, "2023"), (4, "2023")]


def test_a_row_of_totals_is_no_category(load):
    assert load(SHOWN % ", total: true" + BAR % ("tbl-orter", "")).charts["fig-a"].categories == ("Norr", "Syd")


def test_a_chart_takes_the_decimals_of_its_columns_where_all_say_them(load):
    both = ", columns: {'2022': {type: decimal, decimals: 1}, '2023': {type: decimal, decimals: 2}}"
    assert load(SHOWN % both + BAR % ("tbl-orter", "")).charts["fig-a"].decimals == 2
    assert load(SHOWN % "" + BAR % ("tbl-orter", "")).charts["fig-a"].decimals is None


def test_letters_of_notes_come_in_the_order_in_which_one_reads(load):
    marks = ", marks: [{row: Syd, column: '2022', note: Sen.}, {row: Norr, column: '2023', note: Först.}]"
    made = load(SHOWN % marks).tables["tbl-orter"].marks
    assert [(mark.text, mark.note) for mark in made] == [("a", "Först."), ("b", "Sen.")]


def test_notes_of_cells_get_letters_and_the_same_note_the_same_one(load):
    marks = (
        ", marks: [{row: Norr, column: '2022', note: Ett.}, {row: Syd, column: '2023', note: Två.}, "
        "{row: Summa, column: '2023', note: Ett.}, {row: Syd, column: '2022'}, {row: Norr, column: Not, mark: b}]"
    )
    made = load(SHOWN % marks).tables["tbl-orter"].marks
    assert [(mark.row, mark.column, mark.text) for mark in made] == [
        (0, "2022", "a"),
        (0, "Not", "b"),
        (1, "2022", "*"),
        (1, "2023", "c"),
        (2, "2023", "a"),
    ]
