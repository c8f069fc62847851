"""The audit: what must remain possible of a withheld number, shown by tables that agree with everything published."""

import pytest
import scipy.optimize

from pipeline.figures.suppression.audit import Audit, Weakness
from pipeline.figures.suppression.system import Count, Fact, System, adds_up


def system(*values, facts=(), threshold=5, **about):
    """Counts, all shown; the first is the sum of the others unless facts are given."""
    counts = tuple(Count(f"number {place}", value, threshold, **about) for place, value in enumerate(values))
    return System(counts, tuple(facts) or (adds_up(0, range(1, len(values))),))


def test_a_small_number_is_safe_when_every_small_value_is_possible():
    assert Audit(system(9, 3, 6), {1, 2}).weaknesses() == ()


def test_a_number_that_is_the_rest_of_a_total_is_not_safe():
    assert Audit(system(9, 3, 6), {1}).weaknesses() == (Weakness(1, (1, 2, 4)),)


def test_33_percent_of_a_known_9_are_3():
    told = Fact(((0, -65), (1, 200)), 0, None), Fact(((0, -67), (1, 200)), None, -1)
    assert Audit(system(9, 3, 6), {1, 2}, told).first_weakness() == Weakness(1, (1, 2, 4))


def test_an_interval_with_a_gap_is_not_safe():
    even = system(40, 2, 1, 37, facts=[adds_up(0, [1, 2, 3]), Fact(((1, 1), (2, -2)), 0, 0)])
    assert Audit(even, {1, 2, 3}).first_weakness() == Weakness(1, (1, 3))


def test_a_larger_number_must_stay_as_uncertain_as_the_threshold_is_large():
    near = Fact(((2, 1),), 17, 20)
    assert Audit(system(60, 20, 18, 22), {1, 2, 3}, [near]).first_weakness() == Weakness(2)
    assert Audit(system(60, 20, 18, 22), {1, 2, 3}, [Fact(((2, 1),), 16, 20)]).first_weakness() is None


def test_a_small_number_that_no_table_shows_is_guarded_too():
    hidden = system(9, 3, 6, shown=False)
    assert Audit(hidden, ()).first_weakness() is None
    assert Audit(hidden, (), [Fact(((0, 1),), 9, 9), Fact(((2, 1),), 6, 6)]).first_weakness() == Weakness(1, (1, 2, 4))


def test_a_number_that_the_source_withholds_is_guarded_too():
    assert Audit(system(9, None, 6), ()).first_weakness() == Weakness(1)
    assert Audit(system(9, None, None), ()).first_weakness() is None


def test_facts_that_cannot_be_true_make_everything_unsafe():
    impossible = Fact(((0, 1),), 10, 10)
    assert Audit(system(9, 3, 6), {1, 2}, [impossible]).first_weakness() is not None
    against = Fact(((1, 1), (2, 1)), 10, 10)
    assert Audit(system(9, 3, 6), {1, 2}, [against]).first_weakness() is not None


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"x": None, "status": 1}, id="gives up"),
        pytest.param({"x": [1.0, 1.0], "status": 0}, id="is wrong"),
        pytest.param({"x": [-1.0, 10.0], "status": 0}, id="goes below nought"),
    ],
)
def test_a_solver_cannot_make_the_audit_pass_what_is_not_shown(monkeypatch, answer):
    found = scipy.optimize.OptimizeResult(answer)
    monkeypatch.setattr(scipy.optimize, "milp", lambda *given, **options: found)
    assert Audit(system(9, 3, 6), {1, 2}).first_weakness() == Weakness(1, (1, 2, 4))


def test_numbers_that_nothing_ties_to_what_is_published_need_no_solver(monkeypatch):
    monkeypatch.setattr(scipy.optimize, "milp", None)
    alone = System((Count("a", 3, 5), Count("b", 30, 5)))
    assert Audit(alone, {0}).first_weakness() is None
