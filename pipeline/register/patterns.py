"""Patterns of numbers: how a series writes its numbers, and what a written number is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from string import Formatter
from unicodedata import normalize

#: What braces in a pattern may name → the form of what stands there.
_FORMS = {
    "classification": r"\d+(?:\.\d+)*",
    "class": r"\d+(?:\.\d+)*",
    "unit": r".+?",
    "year": r"[1-9]\d{3}",
    "yy": r"\d\d",
    "serial": r"\d+",
    "case": r"\d+",
    "document": r"\d+",
}
_COUNTED = ("serial", "case", "document")
#: Two digits of a year mean 1970–2069.
_FIRST_YEAR = 1970
#: Between a case's number and that of a document in it, where the pattern does not say.
_SEPARATOR = "-"
#: Characters that a number may have: it stands in indexes and in the names of folders.
_LONGEST = 200


def name_of_unit(text: str) -> str:
    """A unit's name as numbers hold it: composed (Unicode's form C), with single blanks between its words."""
    return " ".join(normalize("NFC", text).split())


@dataclass(frozen=True, slots=True)
class Parts:
    """What a number is made of.

    Attributes:
        year: all four digits.
        serial: counts the cases, or the decisions, of a year.
        classification, unit: empty where the pattern has none.
        document: counts the documents of a case; None for the number of the case itself.
    """

    year: int
    serial: int
    classification: str = ""
    unit: str = ""
    document: int | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    literal: str
    name: str
    width: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a series writes its numbers, as `{classification}-{year}-{serial}` or `{yy}/{case}-{document}`.

    Attributes:
        text: as in the settings.
        names: the parts that it holds.
    """

    text: str
    names: frozenset[str]
    _pieces: tuple[_Piece, ...]
    _end: str

    @classmethod
    def of(cls, text: str) -> Pattern:
        """The pattern that a text is.

        Raises:
            ValueError: it is none; the message goes on from “The pattern …”.
        """
        return _pattern(normalize("NFC", text))

    def written(self, parts: Parts) -> str:
        """The number of these parts; without `document` that of the case.

        Raises:
            ValueError: a part is missing, or the number could not be read back; the message says what must be.
        """
        number = "".join(self._written(parts, self._case_pieces)) + ("" if self._document else self._end)
        if parts.document is not None:
            separator = self._document.literal if self._document else _SEPARATOR
            width = self._document.width if self._document else 0
            number += f"{separator}{parts.document:0{width}d}"
        if self.parsed(number) != parts or len(number) > _LONGEST:
            raise ValueError(f"cannot write {number} so that it can be read back")
        return number

    def parsed(self, number: str) -> Parts | None:
        """What a number is made of; None when it is not written like this."""
        if len(number) > _LONGEST:
            return None
        for with_document in (True, False):
            match = re.fullmatch(self._expression(with_document=with_document), number, re.ASCII)
            if match:
                parts = self._parts(match.groupdict())
                if parts is not None:
                    return parts
        return None

    @property
    def _document(self) -> _Piece | None:
        return self._pieces[-1] if self._pieces[-1].name == "document" else None

    @property
    def _case_pieces(self) -> tuple[_Piece, ...]:
        return self._pieces[:-1] if self._document else self._pieces

    def _written(self, parts: Parts, pieces: Iterable[_Piece]) -> Iterable[str]:
        for piece in pieces:
            yield piece.literal
            if piece.name in ("serial", "case"):
                yield f"{parts.serial:0{piece.width}d}"
            elif piece.name == "year":
                yield str(parts.year)
            elif piece.name == "yy":
                yield f"{parts.year % 100:02d}"
            else:
                name = "classification" if piece.name == "class" else piece.name
                value = getattr(parts, name)
                if not value:
                    raise ValueError(f"needs a {name}")
                yield value

    def _expression(self, *, with_document: bool) -> str:
        expression = "".join(f"{re.escape(piece.literal)}({'?P<' + piece.name + '>'}{_FORMS[piece.name]})"
                             for piece in self._case_pieces)  # fmt: skip
        if not self._document:
            expression += re.escape(self._end)
        if with_document:
            separator = self._document.literal if self._document else _SEPARATOR
            expression += rf"{re.escape(separator)}(?P<document>\d+)"
        return expression

    def _parts(self, found: dict[str, str]) -> Parts | None:
        widths = {piece.name: piece.width for piece in self._pieces}
        for name in _COUNTED:
            digits = found.get(name)
            if digits is not None and (len(digits) > 15 or f"{int(digits):0{widths.get(name, 0)}d}" != digits):
                return None
        year = int(found["year"]) if "year" in found else _FIRST_YEAR + (int(found["yy"]) - _FIRST_YEAR) % 100
        serial = int(found.get("serial") or found["case"])
        document = int(found["document"]) if "document" in found else None
        if serial < 1 or document == 0:
            return None
        classification = found.get("classification") or found.get("class") or ""
        unit = found.get("unit", "")
        if unit != name_of_unit(unit) or not unit.isprintable():
            return None
        return Parts(year, serial, classification, unit, document)


def number_of_both(one: Pattern, other: Pattern) -> str | None:
    """A number that two patterns write for the same parts, so that their series would meet; None when there is none."""
    numbers = {pattern.written(_parts_for(pattern)) for pattern in (one, other)}
    return numbers.pop() if len(numbers) == 1 else None


def _parts_for(pattern: Pattern) -> Parts:
    """Parts with a serial that is as long as the widest pattern writes any."""
    classification = "1.3.1" if pattern.names & {"classification", "class"} else ""
    return Parts(2024, 123_456_789, classification, "Enheten" if "unit" in pattern.names else "")


@cache
def _pattern(text: str) -> Pattern:
    try:
        raw = list(Formatter().parse(text))
    except ValueError:
        raise ValueError("must close each brace that it opens, as {year}") from None
    pieces = []
    end = ""
    for literal, name, spec, conversion in raw:
        if name is None:
            end = literal
        else:
            pieces.append(_Piece(literal, name, _width(name, spec or "", conversion)))
    names = [piece.name for piece in pieces]
    for holds, must in _rules(text, names, [*(piece.literal for piece in pieces), end]):
        if not holds:
            raise ValueError(f"must {must}")
    return Pattern(text, frozenset(names), tuple(pieces), end)


def _width(name: str, spec: str, conversion: str | None) -> int:
    if name not in _FORMS:
        raise ValueError(f"must hold no other braces than {', '.join(f'{{{known}}}' for known in _FORMS)}")
    if conversion or (spec and not (name in _COUNTED and re.fullmatch(r"0[1-9]", spec))):
        raise ValueError("must have nothing in braces but a name, or a name and a width, as {serial:03}")
    return int(spec or 0)


def _rules(text: str, names: list[str], literals: list[str]) -> Iterable[tuple[bool, str]]:
    """Whether each rule holds, and what it asks."""
    counted = sum(name in ("serial", "case") for name in names)
    yield (
        text == text.strip() and text.isprintable(),
        "neither begin nor end with a blank, and hold no control character",
    )
    yield not text.startswith("-"), "not begin with a hyphen, which commands take for an option"
    yield sum(name in ("year", "yy") for name in names) == 1, "hold {year} or {yy}, once"
    yield counted == 1, "hold {serial} or {case}, once"
    yield sum(name in ("classification", "class") for name in names) <= 1, "hold the classification once"
    yield len(set(names)) == len(names), "hold each part once"
    documented = "document" in names
    yield (
        (not documented or ("case" in names and names[-1] == "document" and not literals[-1])),
        ("end with {document} where it has one, and have {case} before"),
    )
    for (before, after), literal in zip(pairwise(names), literals[1:-1], strict=True):
        yield bool(literal), f"have a sign between {{{before}}} and {{{after}}}"
    for literal in literals:
        yield not (literal[:1].isdigit() or literal[-1:].isdigit()), "have no digit next to a brace"
    for name, before, after in zip(names, literals, literals[1:], strict=False):
        touching = name in ("classification", "class") and (before.endswith(".") or after.startswith("."))
        yield not touching, "have no full stop next to {classification}"
