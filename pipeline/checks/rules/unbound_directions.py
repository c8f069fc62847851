"""C212: words of direction, such as ökade and oförändrad, are bound to figures where the sentence has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.near import has_data, is_own
from pipeline.checks.numbers.pieces import B
from pipeline.checks.passages import REFERENCE_SIGN
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

#: What follows *ökat* and *minskat* as verbs; before a noun they are adjectives: ökat samarbete.
_AFTER_VERB: Final = (
    rf"(?=[.,;:?!)]|$|{B}(?:avsevärt|betydligt|eller|från|i|igen|jämfört|kraftigt|markant|med|mest|något|och|sedan|stadigt"
    rf"|successivt|till|under|varje|väsentligt|ytterligare|än|även)\b)"
)

#: Words that say which way a quantity went; *steg* only where it cannot be the noun.
_DIRECTION: Final = re.compile(
    rf"""\b(?:
      (?:ökats|ökade|ökar|ökning|ökningen|minskats|minskade|minskar|minskning|minskningen)
    | (?:ökat|minskat){_AFTER_VERB}
    | (?:stigit|stiger|sjönk|sjunkit|sjunker|växte|växt|krympte|krympt)
    | steg(?={B}(?:från|till|med|något|kraftigt|andelen|antalet|andelarna|nivån)\b)
    | (?:gick|gått|går){B}(?:upp|ned|ner)(?={B}(?:från|till|med|något|kraftigt|jämfört|under|sedan)\b|[.,])
    | oförändra(?:d|t|de)
    | (?:högre|lägre|färre|större|mindre){B}än(?!{B}{REFERENCE_SIGN})
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
#: Behind these, *steg* is a noun, and *ökade* and *minskade* are adjectives: av ökade kostnader, vilka steg.
_NOUN_BEFORE: Final = re.compile(
    rf"(?i:\b(?:alla|av|de|den|dessa|det|flera|för|genom|inga|mot|några|om|på|samma|samt|till|trots|vid|vilka|våra){B}$)"
)
_PLURAL: Final = re.compile(r"(?i:ökade|minskade|steg)")

#: Before them, the sentence tells what is wanted or expected, and there are no data yet.
_WANTED: Final = re.compile(
    r"(?i:\b(?:ska|skall|skulle|bör|kan|kunna|måste|väntas|beräknas|förväntas|vill|målet)\b[^.!?]*$)"
)


def find(subject: Subject) -> Iterator[Finding]:
    """Such words, typed, in a sentence with a figure or a reference to a table or chart."""
    for passage, _ in subject.numbers:
        if passage.role == "heading":
            continue
        text = passage.typed
        for match in _DIRECTION.finditer(text):
            if _WANTED.search(text, 0, match.start()) or not is_own(passage, match.start(), match.end()):
                continue
            if _PLURAL.fullmatch(match[0]) and (match[0][0].isupper() or _NOUN_BEFORE.search(text, 0, match.start())):
                continue
            if has_data(passage, match.start()):
                yield Finding(
                    f"“{match[0]}” does not follow the data.",
                    passage.place(match.start()),
                    'Bind it to a figure: {{ name | riktning("ökade", "minskade") }} or {{ name | påstå("ökade") }}.',
                    {"words": match[0]},
                )


RULE = Rule(
    code="C212",
    name="a direction that does not follow the data (riktningsord utan uppgift)",
    level="hint",
    source="Diarie's own: what prose says about figures is held against them",
    explanation="""\
Ökade, minskade, oförändrad, högre än: such words say which way a figure went. In a sentence with a figure of its own,
or one that refers to a table or chart, the word can be bound to the figures, and then turns with them.

Wrong: Sjukfrånvaron minskade till {{ sjukfranvaro.totalt_2023 | procent }}.
Right: Sjukfrånvaron {{ sjukfranvaro.skillnad | riktning("ökade", "minskade") }} till
{{ sjukfranvaro.totalt_2023 | procent }}.""",
    find=find,
    swedish=True,
)
