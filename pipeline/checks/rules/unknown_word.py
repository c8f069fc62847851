"""C246: words that neither the dictionary nor the agency's list of words has."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pipeline.checks.rule import Finding, Rule
from pipeline.checks.spelling.asking import asked_of
from pipeline.checks.spelling.dictionary import dictionary_for
from pipeline.checks.spelling.looked_up import parts_of
from pipeline.checks.spelling.verdicts import verdicts_of
from pipeline.checks.spelling.words import FILE, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

#: How alike a word is to what it may be meant to be.
_ALIKE: Final = 0.84


def find(subject: Subject) -> Iterator[Finding]:
    """Unknown words, each once a document, where it stands first."""
    dictionary = dictionary_for(subject.settings.language)
    if dictionary is None:
        return  # C247 says so
    words = subject.words
    asked = asked_of(subject)
    unknown = verdicts_of(dictionary).unknown(asked, subject.reader.root)
    if not unknown:
        return
    missing = [
        word
        for text, word in words.first.items()
        if text in unknown
        and text not in words.names
        and any(part in unknown and part not in words.names for part in parts_of(text))
    ]
    times: Counter[str] = Counter()
    for word in missing:
        times[word.text.casefold()] += words.times[word.text]
    known = sorted((asked - unknown) | word_list(subject.reader.root).words)
    for word in {word.text.casefold(): word for word in reversed(missing)}.values():
        number = times[word.text.casefold()]
        again = f" ({number} times)" if number > 1 else ""
        near = get_close_matches(word.text, [one for one in known if one[:1] == word.text[:1]], 1, _ALIKE)
        meant = f"Did you mean “{near[0]}”? " if near else ""
        yield Finding(
            f"“{word.text}” is not in the dictionary{again}.",
            word.passage.place(word.offset),
            f"{meant}Mend it, mark it as [{word.text}]{{lang=…}}, or add it to {FILE}.",
            {"word": word.text, "times": number},
        )


RULE = Rule(
    code="C246",
    name="unknown word (stavning)",
    level="hint",
    source="Myndigheternas skrivregler (8 uppl.) 5.1; hunspell's Swedish dictionary (DSSO)",
    explanation="""\
Words are looked up in hunspell's Swedish dictionary, which knows compounds and inflections, and in the agency's own
list, inputs/words.txt: one word a line, # begins a comment, and hbtqi* stands for every word that begins so. Names
inside sentences, abbreviations, addresses, numbers with letters, quotations and words marked [so]{lang=en} are left
alone. A dictionary does not know what is meant: it is a hint.

Wrong: Myndigeten har fattat beslutt.
Right: Myndigheten har fattat beslut.""",
    find=find,
)
