"""What a document says about other documents: under which title and date it names a diary number (diarienummer)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pipeline.content.model import Text
from pipeline.sources.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Passage, Span
    from pipeline.checks.rule import Subject
    from pipeline.places import Place


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named by its diary number.

    Attributes:
        dnr: the number.
        title: what it is called there; empty where the words do not say.
        day: the day it is given there; None where the words do not say.
        title_place, day_place: where; that of the number for what is not said.
    """

    dnr: str
    title: str
    day: date | None
    title_place: Place | None
    day_place: Place | None


#: Diary numbers as agencies and departments write them.
_DNR: Final = re.compile(
    r"(?<![\w.])(?:\d+(?:\.\d+)+-\d{4}-\d+|[A-ZÅÄÖ][a-zåäö]{0,3}\d{4}/\d+(?:/\w+)*|\w+/\d+/\d{4})(?!\w)"
)
_DAY: Final = re.compile(rf"\b(?:(\d{{1,2}})[ \u00a0]({'|'.join(MONTHS)})[ \u00a0](\d{{4}})|(\d{{4}})-(\d\d)-(\d\d))\b")
#: What may stand between a number and the day: “dnr X, beslutad den 3 maj 2023”, “av den 3 maj 2023 (dnr X)”.
_DAY_AFTER: Final = re.compile(r"[),]*\s*(?:(?:daterad|daterat|beslutad|beslutat|fastställd|fastställt|av|den),?\s*)*")
_DAY_BEFORE: Final = re.compile(r"[\s,(]*(?:med\s)?(?i:dnr|diarienummer|diarienr)?[.:]?\s*")
#: What stands between a title and its number.
_TITLE_END: Final = re.compile(r"[\s,(”\"]*(?:med )?(?i:dnr|diarienummer|diarienr)?[.:]?\s*$")
#: Words; a link with fewer names its document by its kind.
_SHORT: Final = 2
_QUOTED: Final = re.compile(r"[”\"“]([^”\"“]{4,})[”\"]$")


def mentions(subject: Subject) -> Iterator[Mention]:
    """The document itself, its references, and what its prose and own footnotes name, in this order."""
    document = subject.document.metadata
    yield Mention(document.case_number, document.title, None, subject.place("title"), subject.place("date"))
    if subject.references:
        for key, entry in subject.references.entries.items():
            settings, place = entry.settings, subject.references.places[key]
            if settings.dnr:
                title_place = entry.places.get("title", place)
                yield Mention(settings.dnr, settings.title, settings.date, title_place, entry.places.get("date", place))
    for passage, _ in subject.numbers:
        for match in _DNR.finditer(passage.text):
            title, at = _title_before(passage, match.start())
            day, offset = _day_beside(passage.text, match.start(), match.end())
            yield Mention(match[0], title, day, passage.place(at), passage.place(offset))


def plain_title(title: str) -> str:
    """A title for comparing: no capitals, one kind of dash and blank, no signs around it."""
    return re.sub(r"[-–—]", "–", " ".join(title.casefold().split())).strip(' .,:;”"“')


def _title_before(passage: Passage, offset: int) -> tuple[str, int]:
    """The title right before a number, and its offset.

    A title is in italics, in quotation marks or a link; in a footnote it is the sentence before the number.
    """
    text = passage.text[:offset]
    end = offset - len(match[0]) if (match := _TITLE_END.search(text)) else offset
    for span in passage.spans:
        is_title = isinstance(span.node, Text) and (span.node.emphasis or _is_linked_title(span))
        if is_title and span.end in (end, end + 1):
            return passage.text[span.start : span.end], span.start
    if quoted := _QUOTED.search(passage.text[: end + 1].rstrip(" ,(")):
        return quoted[1], quoted.start(1)
    if passage.role == "footnote":
        start = max((one.start for one in passage.sentences if one.start < end), default=0)
        return passage.text[start:end].rstrip(" ."), start
    return "", offset


def _is_linked_title(span: Span) -> bool:
    """Whether a link's text is a title, and not “beslutet” or “Läs mer här”."""
    words = span.node.text.split() if span.link is not None and isinstance(span.node, Text) else []
    return len(words) > _SHORT and words[0][0].isupper() and words[0] not in ("Läs", "Se", "Till")


def _day_beside(text: str, start: int, end: int) -> tuple[date | None, int]:
    """The day right behind or right before a number, and its offset."""
    gap = _DAY_AFTER.match(text, end)
    if gap and gap.end() > end and (after := _DAY.match(text, gap.end())):
        return _day(after), after.start()
    for before in _DAY.finditer(text, max(0, start - 60), start):
        gap = _DAY_BEFORE.match(text, before.end())
        if gap and gap.end() == start and not text[: before.start()].rstrip().endswith(("läst", "läst den")):
            return _day(before), before.start()
    return None, start


def _day(match: re.Match[str]) -> date | None:
    if match[1]:
        year, month, day = int(match[3]), MONTHS.index(match[2]) + 1, int(match[1])
    else:
        year, month, day = int(match[4]), int(match[5]), int(match[6])
    try:
        return date(year, month, day)
    except ValueError:  # C271 tells it
        return None
