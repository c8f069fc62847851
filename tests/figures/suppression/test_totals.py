"""Finding what adds up without being told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.figures.suppression.totals import adds_up, sums


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([[3, 1], [6, 8], [9, 9]], {(2, (0, 1))}, id="a total below"),
        pytest.param([[9, 9], [3, 1], [6, 8]], {(0, (1, 2))}, id="a total above"),
        pytest.param([[3], [6], [9]], {(2, (0, 1))}, id="a single column"),
        pytest.param([[7], [3], [6], [9]], {(3, (1, 2))}, id="a total of the last two"),
        pytest.param(
            [[3, 5], [8, 2], [11, 7], [4, 4], [9, 1], [13, 5], [24, 12]],
            {(2, (0, 1)), (5, (3, 4)), (6, (0, 1, 3, 4)), (6, (2, 5))},
            id="totals of totals",
        ),
        pytest.param([[3, 5], [1, 1], [8, 2], [11, 7]], {(3, (0, 2))}, id="two that stand apart"),
        pytest.param([[3, None], [6, 8], [9, 9]], {(2, (0, 1))}, id="a number that is not known"),
        pytest.param([[3, 1], [6, 8], [9, 10]], set(), id="one column that does not add up"),
        pytest.param([[0, 0], [3, 5], [3, 5]], {(1, (0, 2)), (2, (0, 1))}, id="a total of one line and nobody"),
        pytest.param([[0, 0], [0, 0], [0, 0]], set(), id="nobody"),
        pytest.param([], set(), id="nothing"),
    ],
)
def test_the_lines_that_are_sums_of_others(lines, expected):
    assert set(sums(lines)) == expected


@settings(max_examples=60)
@given(
    lines=st.lists(st.lists(st.integers(0, 50), min_size=3, max_size=3), min_size=2, max_size=6),
    above=st.booleans(),
)
def test_a_total_of_all_lines_is_always_found(lines, above):
    whole = [sum(column) for column in zip(*lines, strict=True)]
    if not any(whole):
        return
    table = [whole, *lines] if above else [*lines, whole]
    total = 0 if above else len(lines)
    found = sums(table)
    assert any(one == total for one, _ in found)
    assert all(adds_up(table, one, parts) for one, parts in found)
