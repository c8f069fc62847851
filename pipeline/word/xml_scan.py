"""One look through a member's XML by a parser that builds nothing: is it well-formed, how large, what is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class XmlBounds:
    """How large one XML member may be.

    Attributes:
        elements: number of elements (a 40-page report has some 10,000).
        depth: of elements within each other; lxml gives up at 256.
    """

    elements: int = 200_000
    depth: int = 200


@dataclass(slots=True)
class XmlScan:
    """What was seen in one member.

    Attributes:
        error: what is not well-formed, and its line; None when all is.
        document_type: line of a document type declaration; None without one. Nothing behind it has been read.
        beyond: which bound is passed; empty for none.
        root: the root element as `namespace name`.
        prefixes: prefix → namespace, as first declared.
        found: (`namespace name`, line) of the elements that were asked for.
        instructions: (instruction, line) of the fields.
        sources: (address, line) of pictures that are named by address and not by relationship (VML).
    """

    error: tuple[str, int] | None = None
    document_type: int | None = None
    beyond: str = ""
    root: str = ""
    prefixes: dict[str, str] = field(default_factory=dict)
    found: list[tuple[str, int]] = field(default_factory=list)
    instructions: list[tuple[str, int]] = field(default_factory=list)
    sources: list[tuple[str, int]] = field(default_factory=list)


def scan_xml(data: bytes, wanted: Collection[str] = (), bounds: XmlBounds | None = None) -> XmlScan:
    """Look through a member.

    Args:
        data: its bytes.
        wanted: elements to report, as `namespace name`.
        bounds: None for those of templates.
    """
    return _Scanner(frozenset(wanted), bounds or XmlBounds()).run(data)


def xml_error(data: bytes, *, namespaces: bool = True) -> tuple[str, int, int] | None:
    """What is not well-formed, with line and byte column from 1; None when all is.

    Args:
        data: the XML.
        namespaces: whether prefixes must be declared, too, which takes half as long again.
    """
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return expat.ErrorString(error.code), error.lineno, error.offset + 1
    return None


_VML = "urn:schemas-microsoft-com:vml "


class _StopError(Exception):
    """Ends the look early."""


class _Scanner:
    def __init__(self, wanted: frozenset[str], bounds: XmlBounds) -> None:
        self._wanted = wanted
        self._bounds = bounds
        self._seen = XmlScan()
        self._elements = self._depth = 0
        self._fields: list[tuple[list[str], int]] = []
        self._in_instruction = False
        # Names come as “namespace local”, so that a strange prefix hides nothing.
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def run(self, data: bytes) -> XmlScan:
        parser = self._parser
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            self._seen.error = (expat.ErrorString(error.code), error.lineno)
        except _StopError:
            pass
        return self._seen

    def _doctype(self, *_: object) -> None:
        self._seen.document_type = self._parser.CurrentLineNumber
        raise _StopError

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        self._seen.prefixes.setdefault(prefix or "", uri or "")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > self._bounds.elements:
            self._seen.beyond = f"more than {self._bounds.elements} elements"
            raise _StopError
        if self._depth > self._bounds.depth:
            self._seen.beyond = f"elements more than {self._bounds.depth} deep"
            raise _StopError
        self._seen.root = self._seen.root or name
        local = name.rpartition(" ")[2]
        if name in self._wanted:
            self._seen.found.append((name, self._parser.CurrentLineNumber))
        if name.startswith(_VML) and attributes.get("src"):
            self._seen.sources.append((attributes["src"], self._parser.CurrentLineNumber))
        if local in ("instrText", "fldChar", "fldSimple"):
            self._field(local, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _field(self, local: str, attributes: dict[str, str]) -> None:
        """A field's instruction may be spread over several runs: it lies between `begin` and `separate` or `end`."""
        line = self._parser.CurrentLineNumber
        if local == "fldSimple":
            self._seen.instructions.append((attributes.get("instr", ""), line))
        elif local == "instrText":
            self._in_instruction = True
        elif attributes.get("fldCharType") == "begin":
            self._fields.append(([], line))
        elif attributes.get("fldCharType") in ("separate", "end") and self._fields:
            pieces, begin = self._fields[-1]
            self._seen.instructions.append(("".join(pieces), begin))
            pieces.clear()
            if attributes["fldCharType"] == "end":
                self._fields.pop()

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name.endswith(" instrText"):
            self._in_instruction = False

    def _text(self, text: str) -> None:
        if not self._in_instruction:
            return
        if self._fields:
            self._fields[-1][0].append(text)
        else:
            # An instruction outside any field does nothing, but is looked at all the same.
            self._seen.instructions.append((text, self._parser.CurrentLineNumber))
