"""Surveys (enkäter): how many gave which answer to each question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.faults import FaultError, Faults
from pipeline.figures.suppression.answers import THRESHOLD, withheld_answers
from pipeline.figures.suppression.problems import UnsafeError
from pipeline.sources.table import ColumnSpec
from pipeline.sources.tables import read_table

if TYPE_CHECKING:
    from pipeline.places import Place
    from pipeline.sources.reader import Reader

#: Columns of survey.csv, one row an answer to a question.
COLUMNS: Final = {
    "Fråga": ColumnSpec(),
    "Svar": ColumnSpec(),
    "Antal": ColumnSpec(type="integer"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that could be given, and how many gave it; `withheld` when nobody may know (small counts)."""

    text: str
    count: int
    place: Place
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answers, in the file's order; `place` is the question's first cell.

    `withheld` when nobody may know how many answered it (small counts).
    """

    text: str
    choices: tuple[Choice, ...]
    place: Place
    withheld: bool = False

    @property
    def total(self) -> int:
        """How many answered; never 0."""
        return sum(choice.count for choice in self.choices)

    def share(self, choice: Choice) -> Decimal:
        """How large a part gave that answer, in percent, unrounded."""
        return Decimal(100 * choice.count) / self.total


@dataclass(frozen=True, slots=True)
class Survey:
    """A whole survey."""

    file: str
    questions: tuple[Question, ...]

    @property
    def scale(self) -> tuple[str, ...]:
        """The answers that all questions share, in order; () when questions have different answers."""
        scales = {tuple(choice.text for choice in question.choices) for question in self.questions}
        return scales.pop() if len(scales) == 1 else ()

    @property
    def answered(self) -> tuple[int, int] | None:
        """The fewest and the most who answered a question, of those that may be told; None when none may."""
        totals = [question.total for question in self.questions if not question.withheld]
        return (min(totals), max(totals)) if totals else None

    @property
    def has_withheld(self) -> bool:
        """Whether any of its numbers must not be told."""
        return any(question.withheld or any(one.withheld for one in question.choices) for question in self.questions)


def protected(survey: Survey, threshold: int = THRESHOLD) -> Survey:
    """The survey with its small counts withheld, and others that would give them away.

    Raises:
        FaultError: I297 they could not be protected.
    """
    try:
        withheld = withheld_answers(
            [[one.count for one in question.choices] for question in survey.questions], threshold
        )
    except UnsafeError as error:
        message = f"The small numbers of answers could not be protected: {error.reason or 'they can be worked out'}."
        raise FaultError.of(
            "I297", message, survey.questions[0].place, "Join answers, or leave a question out."
        ) from None
    questions = (
        replace(
            question,
            withheld=(number, None) in withheld,
            choices=tuple(
                replace(one, withheld=(number, place) in withheld) for place, one in enumerate(question.choices)
            ),
        )
        for number, question in enumerate(survey.questions)
    )
    return replace(survey, questions=tuple(questions))


def read_survey(reader: Reader, path: str) -> Survey:
    """Read survey.csv.

    Raises:
        FaultError: what `read_table` finds, and I345 an answer that stands twice under its question; I346 a negative or
            missing number; I347 a question that nobody answered.
    """
    table = read_table(reader, path, columns=COLUMNS, closed=True)
    faults = Faults()
    groups: dict[str, dict[str, Choice]] = {}
    places: dict[str, Place] = {}
    for row in table.rows:
        question, answer, count = row["Fråga"], row["Svar"], row["Antal"].value
        choices = groups.setdefault(question.text, {})
        places.setdefault(question.text, question.place)
        if answer.text in choices:
            message = f"The answer “{answer.text}” stands twice under its question."
            faults.add("I345", message, answer.place, f"It is also in row {choices[answer.text].place.row}.")
            continue
        if not isinstance(count, int) or count < 0:
            todo = "Write how many gave the answer; 0 when nobody did."
            faults.add("I346", f"“{row['Antal'].text}” is no number of answers.", row["Antal"].place, todo)
            count = 1
        choices[answer.text] = Choice(answer.text, count, row["Antal"].place)
    questions = tuple(Question(text, tuple(group.values()), places[text]) for text, group in groups.items())
    for empty in (question for question in questions if not question.total):
        faults.add("I347", "Nobody answered the question.", empty.place, "Take the question away.")
    faults.raise_if_errors()
    return Survey(path, questions)
