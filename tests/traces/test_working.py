"""How a figure is worked out is told with the numbers put in."""

import pytest

from pipeline.traces.register import Register
from pipeline.traces.working import in_working, shown_value, steps, working


def worked(traces, name):
    return working(traces.named[name], traces.book_of(name), traces.texts).replace("\u00a0", " ")


def test_a_share_is_written_as_the_arithmetic_that_everybody_knows(traces):
    assert worked(traces, "tillstand.avslagsandel") == "3 264 / 5 131 × 100"


def test_a_difference_has_a_real_minus_sign(traces):
    assert worked(traces, "tillstand.fler") == "5 131 − 3 264"


def test_a_change_since_an_earlier_time_is_written_as_a_difference(report):
    report.files["inputs/x/data/ar.csv"] = "Mått;2021;2022\nHot;51;54\nFrånvaro;6,4;6,05\n"
    report.replace("figures.yaml", "data:\n", "data:\n  ar: {file: data/ar.csv}\n")
    report.files["inputs/x/figures.yaml"] += """\
  hot: {table: ar, row: Hot, column: "2022"}
  hot.sedan: {change: hot, since: "2021"}
  franvaro: {table: ar, row: Frånvaro, column: "2022"}
  franvaro.sedan: {change: franvaro, since: "2021"}
  hot.procent: {percent-change: hot, since: "2021"}
"""
    traces = report.traces()
    assert worked(traces, "hot.sedan") == "54 − 51"
    assert worked(traces, "franvaro.sedan") == "6,05 − 6,40"
    assert worked(traces, "hot.procent") == "(54 − 51) / 51 × 100"


def test_a_formula_keeps_its_parentheses(traces):
    assert worked(traces, "tillstand.kvot") == "3 264 / (1 398 + 2)"


def test_a_cell_is_not_worked_out(traces):
    assert worked(traces, "tillstand.avgjorda") == ""


def test_a_sum_over_a_column_says_which(traces):
    assert worked(traces, "tillstand.alla") == 'sum(tillstand["Avgjorda"])'


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("tillstand.avslagsandel", ("63,61", False)),
        ("tillstand.kvot", ("2,33", False)),
        ("tillstand.fler", ("1 867", True)),
    ],
)
def test_a_rounded_value_is_known_to_be_one(traces, name, shown):
    value, exact = in_working(traces.named[name])
    assert (value.replace("\u00a0", " "), exact) == shown


def test_a_number_that_its_source_has_rounded_is_told_with_the_hedge_of_the_source(report):
    report.replace("figures.yaml", "row: Nya, column: Avgjorda}", "row: Nya, column: Avgjorda, hedge: cirka}")
    report.replace("text/05-sammanfattning.md", "| drygt ", "").replace("text/10-kapitel.md", "| drygt ", "")
    traces = report.traces()
    figure = traces.named["tillstand.avgjorda"]
    assert (shown_value(figure), in_working(figure)) == ("cirka 5\u00a0131", ("5\u00a0131", False))
    assert in_working(traces.named["tillstand.fler"]) == ("1\u00a0867", False)
    (trace,) = (one for one in traces.figures if one.name == "tillstand.avgjorda")
    assert trace.as_json()["hedge"] == "cirka"
    assert Register(traces).row(trace).method == "Står i källan: cirka 5\u00a0131"


def test_steps_lead_from_a_figure_to_its_cells_each_once(traces):
    names = [step.name for step in steps(traces.named["tillstand.avslagsandel"], traces.named)]
    assert names == ["tillstand.avslagsandel", "tillstand.avslagna", "tillstand.avgjorda"]


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("percent_change(tillstand.avgjorda, tillstand.avslagna)", "(5 131 − 3 264) / 3 264 × 100"),
        ("average(tillstand.avgjorda, tillstand.avslagna)", "(5 131 + 3 264) / 2"),
        ("sum(tillstand.avgjorda, tillstand.avslagna) - 1", "5 131 + 3 264 − 1"),
        ("1 - (tillstand.avgjorda - tillstand.avslagna)", "1 − (5 131 − 3 264)"),
        ("share(tillstand.avgjorda - tillstand.avslagna, tillstand.avgjorda)", "(5 131 − 3 264) / 5 131 × 100"),
        ('sum(tillstand["Avgjorda"], Ärenden = "Nya")', 'sum(tillstand["Avgjorda"], Ärenden = "Nya")'),
    ],
)
def test_every_way_to_work_out_is_written(report, formula, shown):
    report.replace("figures.yaml", "formula: 'sum(tillstand[\"Avgjorda\"])'", f"formula: '{formula}'")
    assert worked(report.traces(), "tillstand.alla") == shown
