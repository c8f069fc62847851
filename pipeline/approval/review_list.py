"""The review list (granskningslista): a file beside document.yaml that the approver fills in before adoption."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from pipeline.approval.filled_in import FilledIn
from pipeline.approval.folder import folder_fault, write_file
from pipeline.approval.review_items import short
from pipeline.faults import FaultError, Faults
from pipeline.kinds.base import Strict
from pipeline.places import Place
from pipeline.sources.reader import Reader
from pipeline.sources.settings import load_settings

if TYPE_CHECKING:
    from pipeline.approval.questions import Question
    from pipeline.building.compose import Composed
    from pipeline.sources.settings import Settings

FILE: Final = "review-list.yaml"

_HEAD = """\
# Granskningslista för {document}: det som bara en människa kan se.
# Bygg dokumentet (diarie build {document} --final-look). Läs outputs/{document}.pdf,
# och lyssna på den med en skärmläsare.
# Svara ja eller nej efter answer, på varje fråga. Ett nej stoppar fastställelsen: skriv efter note vad som ska ändras.
# Skriv sist vem som har granskat (namn och titel) efter reviewed-by, och vilken dag (som 2024-06-19) efter reviewed-on.
# Svaren gäller underlaget som det är nu. Ändras det frågas det på nytt, och den här filen sparas under ett annat namn.
"""


class Answered(Strict):
    """A question with its answer."""

    id: str
    question: str
    about: str | None = None
    answer: Literal["ja", "nej"] | None = None
    note: str | None = None


class ReviewList(Strict):
    """What stands in review-list.yaml.

    Attributes:
        inputs_sha256: of the inputs and the template that the answers are about, as `digest_of` has it.
        reviewed_by: who looked; None while that is not filled in.
        reviewed_on: which day.
    """

    document: str
    inputs_sha256: str
    questions: tuple[Answered, ...]
    reviewed_by: str | None = None
    reviewed_on: date | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nobody has filled anything in."""
        answered = any(one.answer or one.note for one in self.questions)
        return not (answered or self.reviewed_by or self.reviewed_on)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about one document.

    Attributes:
        document: its name.
        folder: its folder relative to the project.
        digest: of its inputs and template.
        questions: in their order.
    """

    document: str
    folder: str
    digest: str
    questions: tuple[Question, ...]

    @property
    def path(self) -> str:
        """The list, relative to the project."""
        return f"{self.folder}/{FILE}"


def digest_of(composed: Composed) -> str:
    """SHA-256 over everything that was read for a document: names and hashes of inputs, template and listings."""
    reader = composed.reader
    listings = [[*where, list(names)] for where, names in sorted(reader.listings.items())]
    read = {"files": reader.files | reader.answers, "listings": listings}
    return hashlib.sha256(json.dumps(read, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def check_list(root: Path, asked: Asked, today: date) -> bytes:
    """Hold the list against what is asked.

    Args:
        root: the project's folder.
        asked: what must be answered.
        today: the day that it is, which no review lies after.

    Returns:
        The file as it was read.

    Raises:
        FaultError: R210 there is no list, or one about other inputs: it has been written, to be filled in. R211 a
            question is not answered; R212 one is answered with nej; R213 who looked, or which day, is missing; R214 the
            day is yet to come; R215 the list's own text has been changed; the faults of a settings file; R230, R231 the
            list cannot be written.
    """
    reader = Reader(root)
    if not (reader.exists(asked.path) and reader.data(asked.path).strip()):
        raise _written(root, asked, "There was no review list (granskningslista): it has been written.", None)
    settings = load_settings(FilledIn(root), asked.path, ReviewList)
    if settings.value.inputs_sha256 != asked.digest:
        kept = _keep_old(root, asked, settings.value)
        beside = f" The old answers are in {kept}." if kept else ""
        said = f"The inputs have changed since the review list (granskningslista) was written: it asks anew.{beside}"
        raise _written(root, asked, said, settings.value)
    faults = Faults()
    if settings.value.document != asked.document:
        said = f"The review list (granskningslista) is that of {settings.value.document}, not of {asked.document}."
        todo = "Move the file away, and let diarie approve --dry-run write it anew."
        faults.add("R215", said, settings.place("document"), todo, document=asked.document)
    _check_questions(settings, asked, faults)
    _check_reviewer(settings, today, faults)
    faults.raise_if_errors()
    return reader.data(asked.path)


def _check_questions(settings: Settings[ReviewList], asked: Asked, faults: Faults) -> None:
    given = {one.id: (index, one) for index, one in enumerate(settings.value.questions)}
    for question in asked.questions:
        if question.id not in given or _differs(question, given[question.id][1]):
            keys = ("questions", given[question.id][0]) if question.id in given else ("questions",)
            message = f"The question {question.id} is missing in the review list, or has been changed."
            todo = "Move the file away, and let diarie approve --dry-run write it anew."
            faults.add("R215", message, settings.place(*keys), todo, question=question.id)
            continue
        index, one = given[question.id]
        place = settings.place("questions", index, "answer")
        about = f" ({short(question.about)})" if question.about else ""
        if one.answer is None:
            message = f"The question {question.id}{about} of the review list is not answered."
            faults.add("R211", message, place, "Look, and answer ja or nej.", question=question.id)
        elif one.answer == "nej":
            note = f": {one.note}" if one.note else "."
            message = f"The review found something wrong, {question.id}{about}{note}"
            faults.add("R212", message, place, "Mend it in the inputs; the list then asks anew.", question=question.id)


def _check_reviewer(settings: Settings[ReviewList], today: date, faults: Faults) -> None:
    value = settings.value
    if not value.reviewed_by:
        message = "The review list does not say who has looked (granskad av)."
        faults.add("R213", message, settings.place("reviewed-by"), "Write name and title after reviewed-by.")
    if value.reviewed_on is None:
        message = "The review list does not say which day somebody has looked."
        faults.add("R213", message, settings.place("reviewed-on"), "Write the day after reviewed-on, as 2024-06-19.")
    elif value.reviewed_on > today:
        message = f"The review list says {value.reviewed_on}, which is yet to come: today is {today}."
        faults.add("R214", message, settings.place("reviewed-on"), "Write the day on which somebody looked.")


def _differs(question: Question, given: Answered) -> bool:
    return (given.question, given.about or "") != (question.text, question.about)


def _keep_old(root: Path, asked: Asked, old: ReviewList) -> str:
    """Give the old list another name, unless nobody has filled it in; its new name, or nothing."""
    if old.is_blank:
        return ""
    path = root / asked.path
    number = 1
    while (new := path.with_name(f"review-list-{number}.yaml")).exists():
        number += 1
    try:
        path.rename(new)
    except OSError as error:
        raise folder_fault(asked.folder, error) from None
    return f"{asked.folder}/{new.name}"


def _written(root: Path, asked: Asked, said: str, old: ReviewList | None) -> FaultError:
    """R210, after the list has been written."""
    write_file(root, asked.path, list_text(asked, old).encode())
    todo = "Fill it in: answer each question with ja or nej, and say who has looked and which day; then approve again."
    return FaultError.of("R210", said, Place(asked.path, line=1), todo, document=asked.document)


def list_text(asked: Asked, old: ReviewList | None = None) -> str:
    """The list to be filled in.

    Args:
        asked: what is asked.
        old: a list about earlier inputs, whose answers stand as comments beside the same questions; None for none.
    """
    before = {(one.question, one.about or ""): one for one in old.questions} if old else {}
    lines = [
        _HEAD.format(document=asked.document),
        f"document: {_quoted(asked.document)}",
        f"inputs-sha256: {asked.digest}  # underlaget som svaren gäller; ändra inte",
        "questions:",
    ]
    for question in asked.questions:
        lines += [f"- id: {question.id}", f"  question: {_quoted(question.text)}"]
        lines += [f"  about: {_quoted(question.about)}"] if question.about else []
        answered = before.get((question.text, question.about))
        if answered and (answered.answer or answered.note):
            note = f" – {answered.note}" if answered.note else ""
            lines.append(f"  # förra gången: {answered.answer or 'inget svar'}{' '.join(note.splitlines())}")
        lines += ["  answer:", "  note:"]
    was = f"  # förra gången: {old.reviewed_by}" if old and old.reviewed_by else ""
    on = f"  # förra gången: {old.reviewed_on}" if old and old.reviewed_on else ""
    lines += [f"reviewed-by:{was}", f"reviewed-on:{on}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text as YAML has it between quotation marks."""
    return json.dumps(text, ensure_ascii=False)
