"""C247: spelling was not checked, as hunspell or its dictionary is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.rule import Finding, Rule
from pipeline.checks.spelling.asking import PROBE
from pipeline.checks.spelling.dictionary import dictionary_for
from pipeline.checks.spelling.verdicts import verdicts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject


def find(subject: Subject) -> Iterator[Finding]:
    """One hint for all documents of a language; its place is none of theirs."""
    language = subject.settings.language
    dictionary = dictionary_for(language)
    if dictionary is not None and verdicts_of(dictionary).unknown((PROBE,), subject.reader.root) is not None:
        return
    package = "hunspell-sv" if language.startswith("sv") else f"the dictionary of {language}"
    message = f"Spelling was not checked: hunspell or its dictionary of {language} is missing."
    if dictionary is not None:
        message = "Spelling was not checked: hunspell failed."
    todo = f"On Debian: sudo apt-get install hunspell {package}"
    yield Finding(message, None, todo if package == "hunspell-sv" else f"Install hunspell and {package}.")


RULE = Rule(
    code="C247",
    name="spelling not checked (stavningskontroll saknas)",
    level="hint",
    source="Diarie's own: words are looked up, and the agency adds its own",
    explanation="""\
Spelling is checked with hunspell and its dictionary of the document's language. Without them everything else is
checked, and this says so once.

Wrong: a machine without the packages hunspell and hunspell-sv
Right: sudo apt-get install hunspell hunspell-sv (make report installs them where it may)""",
    find=find,
    binding=True,
)
