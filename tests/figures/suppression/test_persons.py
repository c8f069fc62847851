"""Groups of persons that a document counts: none can be worked out from the others."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.figures.suppression.audit import Audit
from pipeline.figures.suppression.persons import persons
from pipeline.figures.suppression.system import Fact, System
from tests.figures.suppression.attack import Attack, given_away


def system_of(groups):
    made = persons("personer", 5, groups, 0)
    return made, System(tuple(made.counts), tuple(made.facts))


def test_groups_are_cut_into_pieces_that_no_figure_divides():
    norr, kvinnor = frozenset(range(9)), frozenset(range(3, 20))
    made, system = system_of([norr, kvinnor])
    values = {group: system.counts[index].value for group, index in made.index.items()}
    assert values == {norr: 9, kvinnor: 17, norr & kvinnor: 6, norr - kvinnor: 3, kvinnor - norr: 11}
    assert all(not count.shown for count in system.counts)


def test_a_group_without_persons_has_no_count():
    made, _ = system_of([frozenset(), frozenset(range(9))])
    assert frozenset() not in made.index


@settings(max_examples=30, deadline=None)
@given(
    sizes=st.lists(st.integers(0, 9), min_size=8, max_size=8),
    asked=st.lists(st.sets(st.integers(0, 7), min_size=1), min_size=1, max_size=4),
)
def test_what_the_audit_lets_pass_tells_of_no_small_piece(sizes, asked):
    """Eight kinds of persons by three properties; figures count any of them together."""
    kinds, people = list(product("ab", "cd", "ef")), iter(range(100))
    rows = {kind: frozenset(next(people) for _ in range(size)) for kind, size in zip(kinds, sizes, strict=True)}
    groups = [frozenset().union(*(rows[kinds[one]] for one in chosen)) for chosen in asked]
    made, system = system_of([group for group in groups if group])
    told = []
    attack = Attack()
    for group in groups:
        if not group:
            continue
        index = made.index[group]
        fact = Fact(((index, 1),), len(group), len(group))
        if Audit(system, (), [*told, fact]).first_weakness() is None:
            told.append(fact)
            attack.sums({kind: 1 for kind in kinds if rows[kind] and rows[kind] <= group}, len(group))
    small = {kind: len(found) for kind, found in rows.items() if 0 < len(found) < 5 and kind in attack.names}
    assert given_away(attack, small) == {}
