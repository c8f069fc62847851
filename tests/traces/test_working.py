"""How a figure is worked out is told with the numbers put in."""

import pytest

from pipeline.traces.working import in_working, steps, working


def worked(traces, name):
    return working(traces.named[name], traces.book_of(name), traces.texts).replace("\u00a0", " ")


def test_a_share_is_written_as_the_arithmetic_that_everybody_knows(traces):
    assert worked(traces, "tillstand.avslagsandel") == "3 264 / 5 131 × 100"


def test_a_difference_has_a_real_minus_sign(traces):
    assert worked(traces, "tillstand.fler") == "5 131 − 3 264"


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
