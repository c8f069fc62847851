"""What is wrong with a file that is not YAML, in words for those who write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.faults import Fault
from pipeline.places import Place

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

_QUOTE = "Put the whole text in quotes."
_CLOSE = "Add “]”, “}” or the comma; a formula with such signs stands in single quotation marks."

#: Part of the parser's own words → what is wrong, what to do, whether the place is where the construct began.
_EXPLAINED: tuple[tuple[str, str, str, bool], ...] = (
    ("character '\\t'", "A tab is used for indentation.", "Indent with spaces.", False),
    ("cannot start any token", "A value cannot begin with this character.", _QUOTE, False),
    (
        "mapping values are not allowed",
        "A colon and a space stand where no key can stand.",
        "Put a text that holds a colon in quotes, and begin keys of one level in the same column.",
        False,
    ),
    ("found unexpected end of stream", "A text in quotes is never closed.", "Add the closing quote.", True),
    ("found unexpected document separator", "A text in quotes is never closed.", "Add the closing quote.", True),
    (
        "unknown escape character",
        "A backslash in double quotes begins an escape that YAML does not know.",
        "Use single quotes, or write the backslash twice.",
        False,
    ),
    ("escape sequence", "A backslash in double quotes begins an escape that is not complete.", _QUOTE, False),
    ("but got", "A list or mapping in brackets is not closed, or lacks a comma.", _CLOSE, True),
    (
        "found ','",
        "A comma stands where a value was expected.",
        "Delete one of two commas, or put the text in quotes.",
        False,
    ),
    ("could not find expected ':'", "A key lacks its colon.", "Write the key, a colon and a space.", True),
    (
        "found '?'",
        "A key stands where the list or mapping above it does not expect one.",
        "Begin keys of one level in the same column, and each item of a list with “- ”.",
        False,
    ),
    (
        "found '<block mapping start>'",
        "A key begins in another column than those around it.",
        "Begin keys of one level in the same column.",
        False,
    ),
    ("document start", "The file begins with something that is no key.", "Begin each line with a key.", False),
    ("document end", "Text follows the line “...”, which ends a YAML document.", "Delete that line.", False),
    (
        "found '-'",
        "An item of a list stands where no list is open.",
        "Begin the items of a list in the same column, below their key.",
        False,
    ),
    (
        "found '<scalar>'",
        "Text goes on after a value has ended.",
        "Put the whole text in quotes, and indent continued lines more than their key.",
        False,
    ),
    ("expected the node content", "A value cannot begin with this character.", _QUOTE, False),
    ("directive", "A line that begins with “%” is read as a YAML directive.", _QUOTE, False),
    ("scanning an alias", "A text that begins with “*” is read as a YAML alias.", _QUOTE, False),
    ("scanning an anchor", "A text that begins with “&” is read as a YAML anchor.", _QUOTE, False),
    ("undefined tag handle", "A text that begins with “!” is read as a YAML tag.", _QUOTE, False),
    (" tag", "A text that begins with “!” is read as a YAML tag.", _QUOTE, False),
    ("block scalar", "After “|” or “>” nothing more may stand on the line.", "Begin the text on the next line.", False),
)


def explain_syntax(error: MarkedYAMLError, text: str, file: str) -> Fault:
    """The fault I110 for what the YAML parser says about `text`, at the line where an author would mend it."""
    words = f"{error.context or ''} {error.problem or ''}"
    unknown = ("", f"The file is not YAML: {words.strip()}.", "", False)
    _, message, todo, at_begin = next((known for known in _EXPLAINED if known[0] in words), unknown)
    mark = error.context_mark if at_begin and error.context_mark else error.problem_mark
    if mark is None:
        return Fault("I110", message, Place(file), todo)
    # The parser counts the end of the file as a line of its own.
    line = min(mark.line, text.rstrip("\n").count("\n"))
    place = Place(file, line + 1, mark.column + 1 if line == mark.line else None)
    return Fault("I110", message, place, todo, {"parser": words.strip()})
