"""Which numbers are withheld: enough of them in every table, the same ones each time, and none without need."""

import sys
from pathlib import Path

import pytauargus
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.figures.suppression import choosing
from pipeline.figures.suppression.audit import Audit
from pipeline.figures.suppression.choosing import choose
from pipeline.figures.suppression.problems import UnsafeError
from pipeline.figures.suppression.system import Count, Fact, System, adds_up
from tests.figures.suppression.attack import Attack, given_away


def grid(numbers, threshold=5):
    """A table with totals as a system: names of its cells, in the order of the counts, and the system."""
    rows, columns = range(len(numbers) + 1), range(len(numbers[0]) + 1)
    whole = [[*row, sum(row)] for row in numbers]
    whole.append([sum(column) for column in zip(*whole, strict=True)])
    names = [(row, column) for row in rows for column in columns]
    index = {name: place for place, name in enumerate(names)}
    counts = tuple(Count(str(name), whole[name[0]][name[1]], threshold) for name in names)
    sums = [adds_up(index[row, columns[-1]], [index[row, column] for column in columns[:-1]]) for row in rows]
    sums += [adds_up(index[rows[-1], column], [index[row, column] for row in rows[:-1]]) for column in columns]
    return names, System(counts, tuple(sums))


def attacked(names, system, withheld, told=()):
    """What gets out when a table is published with some numbers withheld."""
    attack = Attack()
    for place, name in enumerate(names):
        attack.number(name)
        if place not in withheld:
            attack.knows(name, system.counts[place].value)
    for fact in (*system.facts, *told):
        attack.sums({names[place]: factor for place, factor in fact.terms}, fact.low)
    return given_away(attack, {names[place]: system.counts[place].value for place in withheld})


COUNT = st.one_of(st.integers(0, 4), st.integers(5, 40))
TABLES = st.integers(1, 4).flatmap(
    lambda columns: st.lists(st.lists(COUNT, min_size=columns, max_size=columns), min_size=2, max_size=4)
)


@settings(max_examples=30, deadline=None)
@given(numbers=TABLES)
def test_no_table_with_totals_gives_a_withheld_number_away(numbers):
    names, system = grid(numbers)
    withheld = choose(system).withheld
    assert set(system.small) <= withheld
    assert attacked(names, system, withheld) == {}


@settings(max_examples=15, deadline=None)
@given(numbers=TABLES, data=st.data())
def test_sums_that_are_published_as_well_are_reckoned_with(numbers, data):
    names, system = grid(numbers)
    told = []
    for _ in range(data.draw(st.integers(1, 2))):
        places = data.draw(st.lists(st.sampled_from(range(len(names))), min_size=2, max_size=4, unique=True))
        value = sum(system.counts[place].value for place in places)
        told.append(Fact(tuple((place, 1) for place in sorted(places)), value, value))
    try:
        withheld = choose(system, told).withheld
    except UnsafeError:
        everything = range(len(names))
        assert Audit(system, everything, told).weaknesses(), "refused, although withholding everything is safe"
    else:
        assert attacked(names, system, withheld, told) == {}


def test_the_small_numbers_alone_do_not_protect_each_other():
    names, system = grid([[3, 20], [12, 30]])
    assert attacked(names, system, {0}) == {(0, 0): (3, 3)}


def test_the_same_table_always_hides_the_same_numbers():
    _, system = grid([[3, 20, 9], [12, 7, 9], [8, 15, 2], [30, 8, 8]])
    assert len({choose(system).withheld for _ in range(5)}) == 1


def test_a_table_without_small_numbers_is_published_whole_and_no_solver_is_asked(monkeypatch):
    monkeypatch.setattr(choosing, "secondary", None)
    assert choose(grid([[0, 20], [12, 30]])[1]).withheld == frozenset()


def test_nought_is_told():
    names, system = grid([[0, 20, 31], [3, 12, 40], [9, 8, 25]])
    assert names.index((0, 0)) not in choose(system).withheld


def test_few_numbers_are_withheld():
    assert len(choose(grid([[3, 20, 10], [12, 7, 9], [6, 15, 6]])[1]).withheld) == 4


def test_what_was_published_before_is_not_withheld_and_counts_as_known():
    total, small, other, third = (Count(name, value, 5) for name, value in zip("abcd", (49, 3, 12, 34), strict=True))
    before = Count("c", 12, 5, public=True)
    free = System((total, small, other, third), (adds_up(0, [1, 2, 3]),))
    bound = System((total, small, before, third), (adds_up(0, [1, 2, 3]),))
    assert choose(free).withheld == {1, 2}
    assert choose(bound).withheld == {1, 3}


def test_numbers_that_were_all_published_before_but_one_cannot_be_protected():
    counts = [Count("a", 9, 5, public=True), Count("b", 3, 5), Count("c", 6, 5, public=True)]
    with pytest.raises(UnsafeError) as error:
        choose(System(tuple(counts), (adds_up(0, [1, 2]),)))
    assert error.value.index == 1


@pytest.mark.parametrize("ends", [5008, 1])
def test_a_solver_that_fails_is_never_taken_for_an_answer(monkeypatch, ends):
    monkeypatch.setattr(pytauargus.HiTaSCtrl, "full_jj", lambda self, **options: ends)
    with pytest.raises(UnsafeError, match=f"code {ends}"):
        choose(grid([[3, 20], [12, 30]])[1])


def test_a_library_that_is_not_there_is_a_refusal(monkeypatch):
    monkeypatch.setitem(sys.modules, "pytauargus", None)
    with pytest.raises(UnsafeError, match="cannot be loaded"):
        choose(grid([[3, 20], [12, 30]])[1])


def test_an_answer_that_cannot_be_read_is_never_taken_for_one(monkeypatch):
    def nonsense(self, *, out_file, **options):
        Path(out_file).write_text("12 everything\n", encoding="ascii")
        return 0

    monkeypatch.setattr(pytauargus.HiTaSCtrl, "full_jj", nonsense)
    with pytest.raises(UnsafeError, match="cannot be read"):
        choose(grid([[3, 20], [12, 30]])[1])


def test_the_audit_adds_what_pytauargus_leaves_out(monkeypatch):
    names, system = grid([[3, 20], [12, 30]])
    monkeypatch.setattr(choosing, "secondary", lambda system, withheld: frozenset())
    withheld = choose(system).withheld
    assert attacked(names, system, withheld) == {}
    assert Audit(system, withheld).weaknesses() == ()
