"""Words that compare, *fler*, *minskade*, *störst*, *senare*: what each says, and what else may stand beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pipeline.figures.periods import span
from pipeline.figures.shown_units import WordingError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.figures.book import NamedFigure

#: More than each of the others, less than each, the same as each; the most of all, the least of all.
Meaning: TypeAlias = Literal["more", "less", "same", "most", "least"]

#: Words that say that time has passed between what is compared.
_OVER_TIME: Final[Mapping[Meaning, str]] = {
    "more": "ökade ökat ökar steg stigit stiger växte vuxit växer",
    "less": "minskade minskat minskar sjönk sjunkit sjunker föll fallit faller",
    "same": "oförändrad oförändrat oförändrade",
}
# What is quicker or heavier depends on what is counted: such words need betyder=.
_AT_ANY_TIME: Final[Mapping[Meaning, str]] = {
    "more": "fler mer större högre längre äldre",
    "less": "färre mindre lägre kortare yngre",
    "same": "lika samma densamma detsamma desamma",
    "most": "störst störste största högst högsta flest mest längst längsta äldst",
    "least": "minst minsta lägst lägsta färst kortast kortaste yngst",
}
_OF_DAYS: Final[Mapping[Meaning, str]] = {
    "more": "senare efter",
    "less": "tidigare före innan",
    "same": "samma",
    "most": "senast sist",
    "least": "tidigast först",
}


def _by_word(*lists: Mapping[Meaning, str]) -> dict[str, Meaning]:
    return {word: meaning for words in lists for meaning, listed in words.items() for word in listed.split()}


#: Word → what it says of numbers, and of days.
MEANINGS: Final[Mapping[str, Meaning]] = _by_word(_OVER_TIME, _AT_ANY_TIME)
DAY_MEANINGS: Final[Mapping[str, Meaning]] = _by_word(_OF_DAYS)
_CHANGES: Final = _by_word(_OVER_TIME)

_WORD: Final = re.compile(r"\w+")
_NEGATION: Final = re.compile(r"\b(inte|ej|icke|aldrig|knappast|varken|ingen|inget|inga)\b")
#: Digits, number words and everything else that says how much.
_AMOUNT: Final = re.compile(
    r"\d+(?:[\s,]\d+)*|\b(noll|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w+ti(o|onde)|hundra\w*|tusen\w*|miljon\w*|miljard\w*"
    r"|procent\w*|(tredje|fjärde|femte|sjätte|sjunde|åtton|nion|tion)del(ar)?|hälften|halva|halvera\w*"
    r"|(för|tre|fyr)?dubb\w*|gånger)\b"
)


def meanings_in(words: str, known: Mapping[str, Meaning] = MEANINGS) -> set[Meaning]:
    """What the words of comparison in a text say; several for “större och mindre”."""
    return {known[word] for word in _WORD.findall(words.casefold()) if word in known}


def unchecked(words: str) -> tuple[str, str]:
    """What stands beside a word of comparison and says something that nobody checks, and what to do; empty for none."""
    small = words.casefold()
    if found := _NEGATION.search(small):
        return f"“{found[0]}” turns round what “{words}” says", "Claim words that say the same without it."
    if found := _AMOUNT.search(small):
        todo = 'Let riktning put the amount in (riktning("ökade med …", "minskade med …")), or write it as a figure.'
        return f"“{found[0]}” in “{words}” says how much, which a comparison does not check", todo
    return "", ""


def is_swapped(up: str, down: str) -> bool:
    """Whether the words for more say less, and those for less say more."""
    return (meanings_in(up, _CHANGES), meanings_in(down, _CHANGES)) == ({"less"}, {"more"})


def check_time(words: str, figure: NamedFigure, earlier: NamedFigure | None, filter_: str) -> None:
    """Hold words that say that time has passed against the times of the figures, where they are known.

    Args:
        words: such as *ökade*.
        figure: what they are said of.
        earlier: what it is compared with; None for a figure that is a change itself.
        filter_: that asks.

    Raises:
        WordingError: I234 the two are about one time, or the earlier one about a later.
    """
    then = figure.period if earlier is None else earlier.period
    if not figure.period or not then or not meanings_in(words, _CHANGES):
        return
    if earlier is None:
        if "/" not in then:
            message = f"“{words}” says that time has passed, and {figure.name} is about {then} alone."
            raise WordingError(
                "I234", message, "Define the change in figures.yaml: change: NAME, since: YEAR.", filter_
            )
    elif span(then)[0] >= span(figure.period)[0]:
        message = f"“{words}” says that time has passed, and {figure.name} is about {figure.period}, "
        message += f"{earlier.name} about {then}."
        raise WordingError("I234", message, "Compare with an earlier figure, or choose other words.", filter_)
