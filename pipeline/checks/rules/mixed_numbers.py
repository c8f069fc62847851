"""C237: numbers of like things are all words or all figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.words import SINGLE_WORDS
from pipeline.checks.prose import MEASURES, PROSE
from pipeline.checks.rule import Finding, Rule
from pipeline.content.model import ItemList
from pipeline.sources.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject
    from pipeline.checks.sentences import Sentence

_SPACE: Final = "[ \u00a0]"
_WORD: Final = rf"(?:{'|'.join(SINGLE_WORDS)})"
_DIGITS: Final = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})*"
_NOUNS: Final = rf"(?:{_SPACE}[^\W\d_]+)"
_HEDGE: Final = rf"(?:(?:ca|cirka|drygt|knappt|nära|omkring|nästan|minst|högst|ungefär){_SPACE})?"
_AND: Final = r"(?P<and>och|eller|samt|respektive|till|mot|av)"
_END: Final = r"(?![\w%,.:/–-]*\d|[%‰§]|[\w–-])"

_WORD_FIRST: Final = re.compile(
    rf"\b(?P<word>{_WORD})\b(?P<between>{_NOUNS}{{0,3}}){_SPACE}{_AND}{_SPACE}{_HEDGE}(?P<number>{_DIGITS}){_END}"
    rf"(?:{_SPACE}(?P<noun>[^\W\d_]+))?",
    re.IGNORECASE,
)
_NUMBER_FIRST: Final = re.compile(
    rf"(?<![\w.,:/§–-])(?P<number>{_DIGITS})(?P<between>{_NOUNS}{{0,3}}){_SPACE}{_AND}{_SPACE}{_HEDGE}"
    rf"(?P<word>{_WORD})\b(?!-)",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(
    rf"(?<![\w.,:/§–-])(?:(?P<word>{_WORD})|(?P<number>{_DIGITS}){_END}){_SPACE}(?P<noun>[^\W\d_]{{3,}})", re.IGNORECASE
)

#: Above this, a figure beside a word is of another order, and the two are no longer read as one list.
_MOST: Final = 100

#: Words between two numbers of one kind, whatever their size: “två av 500”, “fem till 15”.
_OF_ONE_KIND: Final = frozenset({"av", "till", "eller", "respektive"})

_NOT_COUNTED: Final = frozenset(word.casefold() for word in (*MEASURES, *MONTHS, "kap"))


def find(subject: Subject) -> Iterator[Finding]:
    """Number words and figures joined by a conjunction, before one and the same noun, or in one list."""
    for passage in subject.texts:
        if passage.has_digit and (passage.role in PROSE or passage.role == "cell"):
            for sentence in passage.sentences:
                yield from _in_sentence(passage, sentence)
    yield from _in_lists(subject)


def _in_sentence(passage: Passage, sentence: Sentence) -> Iterator[Finding]:
    text = passage.own
    found: set[int] = set()
    for pattern in (_WORD_FIRST, _NUMBER_FIRST):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if _mixes(passage, match):
                found.add(match.start("number"))
                yield _finding(passage, match["word"], match["number"], match.start("number"))
    words: dict[str, re.Match[str]] = {}
    numbers: dict[str, re.Match[str]] = {}
    for match in _COUNT.finditer(text, sentence.start, sentence.end):
        kind = words if match["word"] else numbers
        noun = match["noun"].casefold()
        if noun not in _NOT_COUNTED and not passage.is_name(match.start()):
            kind.setdefault(noun, match)
    for noun in sorted(words.keys() & numbers.keys()):
        if numbers[noun].start() not in found:
            yield _finding(passage, words[noun]["word"], numbers[noun]["number"], numbers[noun].start())


def _mixes(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a word and a figure that a conjunction joins count like things."""
    groups = match.groupdict()
    between = (groups["between"] or "").split()
    noun = groups.get("noun") or (between[0] if between else "")
    if noun.casefold() in _NOT_COUNTED or passage.is_name(match.start("number")):
        return False
    if match["and"].casefold() in _OF_ONE_KIND:
        return True
    return int(re.sub(r"\D", "", match["number"])) < _MOST


def _in_lists(subject: Subject) -> Iterator[Finding]:
    """Lists of which some items begin with a word and others with a figure."""
    passages = {id(passage.block): passage for passage in subject.texts if passage.role == "item"}
    for block in subject.blocks:
        if not isinstance(block, ItemList):
            continue
        firsts = [passages.get(id(item.children[0])) for item in block.items if item.children]
        begun = [(one, match) for one in firsts if one is not None and (match := _COUNT.match(one.own))]
        word = next((match["word"] for _, match in begun if match["word"]), None)
        for passage, match in begun:
            if word and match["number"] and match["noun"].casefold() not in _NOT_COUNTED:
                yield _finding(passage, word, match["number"], match.start())


def _finding(passage: Passage, word: str, number: str, offset: int) -> Finding:
    message = f"“{number}” is a figure and “{word}” beside it a word."
    return Finding(message, passage.place(offset), "Write numbers of like things all in figures, or all in words.")


RULE = Rule(
    code="C237",
    name="number words and figures mixed (siffror och bokstäver)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.) 12.1.3",
    explanation="""\
Low numbers, often up to twelve, are words where the number is not the point; beside higher numbers of like things all
are figures. Numbers of unlike things, years, measures, percentages and laws may stand beside words.

Wrong: tre chefer och 5 medarbetare; två av 15 kommuner
Right: tre chefer och fem medarbetare; 2 av 15 kommuner; tre regioner och 1 850 medarbetare;
tre åtgärder kostade 5 mnkr""",
    find=find,
    swedish=True,
)
