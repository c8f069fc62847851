"""Survey results of a follow-up, as tables and charts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.content.drawn import chart_figure
from pipeline.content.model import Cell, Column, Heading, Paragraph, Row, Table, Text
from pipeline.figures.book import ChartDefinition, Series
from pipeline.figures.settings import TEXT_WIDTH
from pipeline.figures.suppression.explaining import withheld_note
from pipeline.figures.suppression.masking import WITHHELD
from pipeline.figures.wording import NO_BREAK_SPACE, number_word, rounded, swedish_number
from pipeline.kinds.plans.cells import header_row, text_cell
from pipeline.places import Place

if TYPE_CHECKING:
    from pipeline.content.model import Block
    from pipeline.followup.surveys import Choice, Question, Survey

#: A chart tells this many answers apart at the most.
_MOST_ANSWERS: Final = 5


def survey_blocks(survey: Survey, title: str, label: str) -> tuple[Block, ...]:
    """A survey's heading, how many answered, its table, and a chart where all questions have the same answers."""
    place = Place(survey.file)
    blocks: list[Block] = [Heading(2, (Text(title),), label=f"sec-{label}"), _answered(survey, place)]
    if survey.answered is None:
        return tuple(blocks)
    if not survey.scale:
        return (*blocks, _long_table(survey, title, label))
    blocks.append(_scale_table(survey, title, label))
    if len(survey.scale) <= _MOST_ANSWERS:
        blocks.append(_survey_chart(survey, title, label))
    return tuple(blocks)


def _answered(survey: Survey, place: Place) -> Paragraph:
    if survey.answered is None:
        few = "Så få har svarat att svaren inte kan redovisas utan att enskilda personer skulle kunna kännas igen."
        return Paragraph((Text(few, place),), origin=place)
    fewest, most = (swedish_number(Decimal(number)) for number in survey.answered)
    answers = f"{most} svar" if fewest == most else f"mellan {fewest} och {most} svar"
    subject = "Frågor vars antal svar kan visas" if any(one.withheld for one in survey.questions) else "Varje fråga"
    return Paragraph((Text(f"{subject} har {answers}.", place),), origin=place)


def _scale_table(survey: Survey, title: str, label: str) -> Table:
    """A row a question and a column an answer, in percent."""
    rows = []
    for question in survey.questions:
        shares = (text_cell(_percent(question, choice), origin=choice.place) for choice in question.choices)
        total = text_cell(_number(question.total, withheld=question.withheld), origin=question.place)
        rows.append(Row((text_cell(question.text, origin=question.place, header=True), *shares, total)))
    return Table(
        columns=(Column(4.4), *(Column(1.2, "right") for _ in survey.scale), Column(1.2, "right")),
        header=(header_row("Fråga", *survey.scale, "Antal svar"),),
        rows=tuple(rows),
        caption=(Text(f"{title}: svar i procent"),),
        label=f"tbl-{label}",
        notes=_notes(survey),
        summary="En rad för varje fråga med andelen som gav varje svar och antalet svar.",
        origin=survey.questions[0].place,
    )


def _long_table(survey: Survey, title: str, label: str) -> Table:
    """A row an answer, grouped by question."""
    rows = []
    for question in survey.questions:
        for number, choice in enumerate(question.choices):
            cells = [
                text_cell(choice.text, origin=choice.place),
                text_cell(_number(choice.count, withheld=choice.withheld), origin=choice.place),
                text_cell(_percent(question, choice), origin=choice.place),
            ]
            if number == 0:
                head = Paragraph((Text(question.text, question.place),), origin=question.place)
                cells.insert(0, Cell((head,), rows=len(question.choices), header=True, origin=question.place))
            rows.append(Row(tuple(cells), keep_with_next=number < len(question.choices) - 1))
    return Table(
        columns=(Column(4.0), Column(3.0), Column(1.2, "right"), Column(1.2, "right")),
        header=(header_row("Fråga", "Svar", "Antal", "Andel"),),
        rows=tuple(rows),
        caption=(Text(f"{title}: svar"),),
        label=f"tbl-{label}",
        notes=_notes(survey),
        summary="En rad för varje svar på varje fråga, med antal och andel.",
        origin=survey.questions[0].place,
    )


def _survey_chart(survey: Survey, title: str, label: str) -> Block:
    place = survey.questions[0].place
    series = tuple(
        Series(answer, tuple(_charted(question, question.choices[index]) for question in survey.questions))
        for index, answer in enumerate(survey.scale)
    )
    return chart_figure(
        ChartDefinition(
            name=f"fig-{label}",
            type="stacked-bar",
            categories=tuple(question.text for question in survey.questions),
            series=series,
            unit="procent",
            category_title="Fråga",
            caption=f"{title}: andelen som gav varje svar",
            alt=_alternative(survey),
            notes=(),
            width=TEXT_WIDTH,
            height=None,
            place=place,
            caption_place=place,
            note_places=(),
            withheld=withheld_note() if survey.has_withheld else "",
        )
    )


def _charted(question: Question, choice: Choice) -> Decimal | None:
    return None if choice.withheld else rounded(question.share(choice), 0)


def _alternative(survey: Survey) -> str:
    """What the chart shows, in words: the questions with the largest and the smallest part of the first answer."""
    answer = survey.scale[0]
    told = (question for question in survey.questions if not question.choices[0].withheld)
    ranked = sorted(told, key=lambda question: question.share(question.choices[0]))
    if len(ranked) < len(survey.questions):  # the largest of those that are told may not be the largest
        return f"Staplat stapeldiagram med andelen som gav varje svar. {withheld_note()} Övriga värden står i tabellen."
    most, least = (f"”{one.text}” ({_share(one, one.choices[0])} procent)" for one in (ranked[-1], ranked[0]))
    *others, last = (f"”{name}”" for name in survey.scale)
    scale = f"{', '.join(others)} eller {last}" if others else last
    count = number_word(len(ranked), "n") or str(len(ranked))
    asked = "fråga" if len(ranked) == 1 else "frågor"
    words = f"Staplat stapeldiagram med andelen som svarade {scale} på {count} {asked}."
    if len(ranked) > 1:
        words += f" Störst andel svarade ”{answer}” på {most}, minst andel på {least}."
    if survey.has_withheld:
        return f"{words} {withheld_note()} Övriga värden står i tabellen."
    return f"{words} Alla värden står i tabellen."


def _percent(question: Question, choice: Choice) -> str:
    return WITHHELD if choice.withheld else f"{_share(question, choice)}{NO_BREAK_SPACE}%"


def _number(count: int, *, withheld: bool) -> str:
    return WITHHELD if withheld else swedish_number(Decimal(count))


def _share(question: Question, choice: Choice) -> str:
    return swedish_number(question.share(choice), 0)


def _notes(survey: Survey) -> tuple[Paragraph, ...]:
    """What stands below the table: that shares are rounded, and what is withheld."""
    rounding = Paragraph((Text("Andelarna är avrundade och summerar därför inte alltid till 100."),), "note")
    if not survey.has_withheld:
        return (rounding,)
    return (rounding, Paragraph((Text(withheld_note()),), "note"))
