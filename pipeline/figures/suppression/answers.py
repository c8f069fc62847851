"""Small counts among the answers of a survey: each question's answers add up to how many answered it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from pipeline.figures.suppression.system import Count, Fact, System, adds_up

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Indexes of a question and of one of its answers; None for how many answered the question.
Answer: TypeAlias = tuple[int, int | None]

#: Numbers from 1 to below this are small, unless something else is said.
THRESHOLD: Final = 5


def withheld_answers(
    questions: Sequence[Sequence[int]], threshold: int = THRESHOLD
) -> frozenset[tuple[int, int | None]]:
    """Which numbers of answers to withhold, with the percentages that tell them.

    Args:
        questions: for each question, how many gave each answer.
        threshold: numbers from 1 to below it are small.

    Raises:
        UnsafeError: no choice protects them, or pytauargus gives no answer.
    """
    counts: list[Count] = []
    facts: list[Fact] = []
    names: list[Answer] = []
    for number, answers in enumerate(questions):
        first = len(counts)
        counts.append(Count(f"answers to question {number + 1}", sum(answers), threshold))
        counts += [
            Count(f"answer {place + 1} to question {number + 1}", one, threshold) for place, one in enumerate(answers)
        ]
        names += [(number, None), *((number, place) for place in range(len(answers)))]
        facts.append(adds_up(first, range(first + 1, len(counts))))
    system = System(tuple(counts), tuple(facts))
    if not system.small:
        return frozenset()
    from pipeline.figures.suppression.choosing import choose  # with its solvers, for those who need it

    return frozenset(names[index] for index in choose(system).withheld)
