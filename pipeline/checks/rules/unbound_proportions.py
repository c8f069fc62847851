"""C211: words of proportion, such as hälften and hundratals, are bound to figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.near import has_data, is_own
from pipeline.checks.numbers.pieces import B
from pipeline.checks.numbers.words import SINGLE_WORDS
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject
    from pipeline.faults import Level

#: What says how large a part is, or how many times, without a number that could be seen as one.
_PROPORTION: Final = re.compile(
    rf"""\b(?:
      hälften | en{B}(?:tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|tjugonde|hundra)del
    | (?:dubbelt|dubbla){B}(?:så{B}\w+|fler|mer|upp|antalet|andelen|beloppet) | det{B}dubbla | mer{B}än{B}dubbelt
    | (?:fördubbl|tredubbl|fyrdubbl|mångdubbl|halver)(?:ad|at|ade|ats|ades|ar|as|ing|ingen)
    | (?:två|tre|fyr|fem|tio|hundra)faldig\w* | halva(?={B}[^\W\d_]+(?:en|et|na)\b)
    | ett{B}(?:{"|".join(SINGLE_WORDS)}|hundra|tusen)tal | (?:\w*(?:tio|hundra|tusen|miljon))tals?
    | (?:ett{B}(?:halvt{B})?)?(?:dussin(?:tals)?|tjog(?:tals)?)
    | (?:flera|många|några|ett{B}par){B}(?:hundra|tusen|miljoner|miljarder)
    | vart?{B}(?:annan|annat|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|tjugonde|hundrade)
    | varannan | vartannat
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
#: Times, which are no proportions: första hälften, andra hälften av året, vart tredje år.
_TIME_BEFORE: Final = re.compile(rf"(?i:\b(?:första|andra|senare|övre|nedre){B}$)")
_TIME_AFTER: Final = re.compile(
    rf"(?i:{B}(?:år|månad|vecka|dag|timme|kvartal|gång|halvår|termin|tid|vägen|minut)(?:en|et|n)?\b|{B}av{B}(?:året|månaden|19\d\d|20\d\d)\b)"
)

#: What only says that it is most or few: worth binding where the sentence has data to bind it to.
_SOFT: Final = re.compile(
    rf"\b(?:majoriteten|en{B}majoritet|merparten|flertalet|huvuddelen|de{B}flesta|en{B}minoritet)\b", re.IGNORECASE
)

_TODO: Final = (
    'Bind it to a figure, {{ name | andel }}, {{ one | gånger(other) }} or {{ name | påstå("…") }}; '
    "or mark it as quoted, [%s]{source=key}; or say how many."
)


def find(subject: Subject) -> Iterator[Finding]:
    """Such words that are neither worded from a figure nor quoted."""
    for passage, _ in subject.numbers:
        text = passage.typed
        for match in _PROPORTION.finditer(text):
            if not _is_time(text, match) and is_own(passage, match.start(), match.end()):
                yield _finding(passage, match, None)
        for match in _SOFT.finditer(text):
            if is_own(passage, match.start(), match.end()) and has_data(passage, match.start()):
                yield _finding(passage, match, "hint")


def _is_time(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()]
    return bool(_TIME_BEFORE.search(before) or _TIME_AFTER.match(text, match.end()))


def _finding(passage: Passage, match: re.Match[str], level: Level | None) -> Finding:
    words = match[0]
    message = f"“{words}” is a proportion that no figure stands behind."
    return Finding(message, passage.place(match.start()), _TODO % words, {"words": words}, level)


RULE = Rule(
    code="C211",
    name="a proportion that no figure stands behind (andelsord utan uppgift)",
    level="warning",
    source="Diarie's own: words of proportion state numbers, and follow the data like them",
    explanation="""\
Hälften, en tredjedel, dubbelt så många, ett hundratal: such words state a number. Typed, they stay when the number
changes. Bind them to a figure with andel, gånger or påstå, which refuse an untrue word, mark them as quoted from a
cited source, or say how many there are. Merparten, de flesta and the like are told (as a hint) where the sentence has a
figure, table or chart that they could be bound to. Times are left alone: vart tredje år, andra hälften av 2023.

Wrong: Hälften av upphandlingarna var egna.
Right: {{ upphandling.egen_andel | drygt | andel | versal }} av upphandlingarna var egna.""",
    find=find,
    swedish=True,
)
