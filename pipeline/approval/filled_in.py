"""A review list as people fill it in, in any editor: turned into the YAML that it is meant to be."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from pipeline.sources.reader import Reader
from pipeline.sources.text import decode_text

if TYPE_CHECKING:
    from pipeline.places import Place

#: A line of the list that somebody writes into, however the editor has indented or capitalised it.
_LINE: Final = re.compile(r"[ \t\xa0]*(answer|note|reviewed-by|reviewed-on)[ \t\xa0]*:(.*)", re.IGNORECASE)
#: A line of the list's own, whose quotation marks Word makes round.
_OWN: Final = re.compile(r"((?:- id|  question|  about|document):[ \t\xa0]*)([“”„].*[“”„])[ \t\xa0]*")
#: A line that goes on with the text above it.
_FURTHER: Final = re.compile(r"(?: {3,}|[ \t\xa0]*\t[ \t\xa0]*)(?=\S)(.*)")
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_INDENTED: Final = frozenset({"answer", "note"})

#: What people write for ja and nej. A cross, a tick or “ok” could mean either, and is asked about.
_ANSWERS: Final = {"j": "ja", "yes": "ja", "y": "ja", "n": "nej", "no": "nej"}
_HYPHENS: Final = dict.fromkeys(map(ord, "‐‑–−"), "-")
_BLANK: Final = " \t\xa0"
_AROUND: Final = f"{_BLANK}“”„’"


class FilledIn(Reader):
    """Reads the list so that a colon, a quotation mark or a capital letter in an answer does no harm."""

    def data(self, path: str, named_at: Place | None = None) -> bytes:
        """The file's text as strict YAML, line by line; its faults are those of reading a file and of its encoding."""
        return as_yaml(decode_text(super().data(path, named_at), path)).encode()


def as_yaml(text: str) -> str:
    r"""The list with each answer, note, name and day between quotation marks; lines keep their numbers.

    Args:
        text: as it was filled in, with line ends `\n`.
    """
    lines = text.split("\n")
    strict: list[str] = []
    while lines:
        line = lines.pop(0)
        found = _LINE.fullmatch(line)
        own = _OWN.fullmatch(line)
        if own:
            line = f"{own[1]}{json.dumps(own[2][1:-1], ensure_ascii=False)}"
        if not found:
            strict.append(line)
            continue
        further = []
        while lines and not _LINE.fullmatch(lines[0]) and (more := _FURTHER.fullmatch(lines[0])):
            further.append(more[1].strip(_BLANK))
            lines.pop(0)
        key = found[1].lower()
        value = _value(key, found[2].strip(_BLANK), further)
        strict.append(f"{'  ' if key in _INDENTED else ''}{key}: {value}")
        strict += [""] * len(further)
    return "\n".join(strict)


def _value(key: str, text: str, further: list[str]) -> str:
    if key != "note":
        text = re.sub(r"(^|[ \t\xa0])#.*", "", text)  # the list itself writes the earlier answers there
    if further and text in ("|", ">", "|-", ">-"):
        text = ""
    text = " ".join([text, *further]).strip(_BLANK)
    if not text or _QUOTED.fullmatch(text):
        return text
    if key == "answer":
        answer = text.strip(f"{_AROUND}.!").casefold()
        text = _ANSWERS.get(answer, answer if answer in _ANSWERS.values() else text)
    if key == "reviewed-on":
        text = text.strip(f"{_AROUND}.").translate(_HYPHENS)
    return json.dumps(text, ensure_ascii=False)
