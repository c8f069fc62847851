"""What the validator's rules mean to someone who writes documents: clause, fault code, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

#: Names of the profiles as people know them.
STANDARDS = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A group of the validator's rules.

    Attributes:
        words: parts of rule names, of which one is in the name of each rule of the group.
        code: fault code.
        clauses: clause of ISO 19005-2 and of ISO 14289-1; empty where a standard has none.
        todo: what to do about it.
    """

    words: tuple[str, ...]
    code: str
    clauses: dict[str, str]
    todo: str


_LANGUAGE = "Give the document a language: `language` in document.yaml, or the default language of the Word template."
_BUG = "Run the build again; if it fails again, report it with the Word file: the finished PDF should never have this."

#: The first group that fits is the rule's.
RULES: tuple[Rule, ...] = (
    Rule(
        ("NOTDEF", "GLYPH-PRESENCE"),
        "P206",
        {"2a": "6.2.11.8", "ua1": "7.21.8"},
        "Replace the character that no installed font has, or install a font that has it.",
    ),
    Rule(
        ("FONT-EMBED",),
        "P207",
        {"2a": "6.2.11.4", "ua1": "7.21.4"},
        "Use a font that may be embedded (Carlito, Caladea).",
    ),
    Rule(
        ("UNICODE",),
        "P207",
        {"2a": "6.2.11.7", "ua1": "7.21.7"},
        "Use Unicode characters of a text font for bullets and signs, not the fonts Symbol and Wingdings.",
    ),
    Rule(
        ("FIGURE-ALT", "FORMULA-ALT"),
        "P209",
        {"ua1": "7.3"},
        "Give the picture an alternative text: ![what it shows](file).",
    ),
    Rule(("METADATA-TITLE", "INFO-TITLE"), "P204", {"2a": "6.6.3", "ua1": "7.1"}, "Give the document a title."),
    Rule(("LANGUAGE", "LANG-0"), "P203", {"2a": "6.7.4", "ua1": "7.2"}, _LANGUAGE),
    Rule(
        ("HEADING",), "P213", {"ua1": "7.4.2"}, "Let headings go down one level at a time: # then ##, not # then ###."
    ),
    Rule(
        ("TABLE", "-TH-", "-TD-", "-TR-"),
        "P214",
        {"ua1": "7.5"},
        "Give the table a header row, and every row its full number of cells.",
    ),
    Rule(("LINK", "ANNOTATION"), "P215", {"2a": "6.3", "ua1": "7.18"}, _BUG),
    Rule(
        ("CONTENT-TAGGING", "ARTIFACT"),
        "P216",
        {"ua1": "7.1"},
        "Remove drawings and text boxes from the Word template.",
    ),
    Rule(("TRANSPARENCY", "SMASK", "ALPHA", "BLEND"), "P217", {"2a": "6.2.10"}, "Use pictures without transparency."),
    Rule(
        ("EMBEDDED-FILE", "FILE-SPEC"),
        "P218",
        {"2a": "6.8"},
        "Remove embedded files and objects from the Word template.",
    ),
)

#: For everything else.
OTHER: dict[str, Rule] = {
    "2a": Rule((), "P201", {}, _BUG),
    "ua1": Rule((), "P202", {}, _BUG),
}


def rule_for(name: str, profile: str) -> Rule:
    """The group that a rule belongs to, by its name such as `PDFUA1-NOTDEF-GLYPH-001`."""
    return next((rule for rule in RULES if any(word in name for word in rule.words)), OTHER[profile])
