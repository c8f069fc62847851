"""Attributes in braces: `{#sec-x .unnumbered}` of headings, `{lang=en}` of words, `{width=120mm}` of pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.content.source import STAND_IN
from pipeline.faults import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.faults import Faults
    from pipeline.places import Place

_ATTRIBUTE: Final = re.compile(
    r"""#(?P<id>[^\s#.="{}]+)|\.(?P<class>[^\s#.="{}]+)|(?P<key>[\w-]+)=(?P<value>"[^"]*"|[^\s"{}]+)"""
)

#: RFC 5646 without the rare: language, script, region, variants, private use. Languages have two or three letters.
_LANGUAGE: Final = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-x(-[a-z\d]{1,8})+)?", re.IGNORECASE
)
_LENGTH: Final = re.compile(r"(\d+(?:\.\d+)?)(mm|cm)")

#: What headings, tables and figures are called.
LABEL: Final = re.compile(r"(sec|tbl|fig)-[a-z0-9åäö]+(-[a-z0-9åäö]+)*")

#: What a number can count beside what has a label: the items of the next list or of the last one, what the same
#: sentence enumerates, the sentences that follow in the paragraph.
COUNTS: Final = ("list", "list-before", "enumeration", "sentences")

#: What can be counted of a table, chart or section, behind its label and a colon; "" is what is meant without one.
COUNTED_PARTS: Final = {"tbl": ("", "rows", "columns"), "fig": ("", "categories", "series"), "sec": ("",)}

LABEL_TODO: Final = "Write {}- and small letters, digits and hyphens, such as {}."


@dataclass(frozen=True, slots=True)
class Attributes:
    """Attributes as they stand: `#label`, `.class` and `key=value`."""

    label: str | None = None
    classes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


def read_attributes(text: str, place: Place, faults: Faults) -> Attributes:
    """What stands between the braces behind a heading; I212 what cannot be read, and a second label."""
    label: str | None = None
    classes: list[str] = []
    values: list[tuple[str, str]] = []
    for word in re.findall(r'(?:[^\s"]|"[^"]*")+', text):
        match = _ATTRIBUTE.fullmatch(word)
        if match is None or (match["id"] and label is not None):
            message = f"“{word}” is no attribute, or a second label."
            faults.add("I212", message, place, "Attributes are written {#label .class key=value}.", attribute=word)
        elif match["id"]:
            label = match["id"]
        elif match["class"]:
            classes.append(match["class"])
        else:
            values.append((match["key"], match["value"].strip('"')))
    return Attributes(label, tuple(classes), tuple(values))


def from_token(attributes: Mapping[str, object], refused: Mapping[str, object], known: frozenset[str]) -> Attributes:
    """Attributes that the parser has read.

    Args:
        attributes: of the token.
        refused: those that the parser thinks dangerous, which are unknown to us as well.
        known: those that are the token's own (src, alt).
    """
    given = {**attributes, **refused}
    label = given.pop("id", None)
    classes = str(given.pop("class", "")).split()
    values = tuple((key, str(value)) for key, value in given.items() if key not in known)
    return Attributes(None if label is None else str(label), tuple(classes), values)


def refuse_unknown(
    attributes: Attributes, place: Place, faults: Faults, *, classes: tuple[str, ...] = (), keys: tuple[str, ...] = ()
) -> None:
    """I212 for every class and key that has no meaning here, I235 for figures in attributes."""
    for given, known, form in (
        (attributes.classes, classes, ".{}"),
        (tuple(key for key, _ in attributes.values), keys, "{}="),
    ):
        for name in given:
            if name not in known:
                shown = form.format(name)
                todo = did_you_mean(name, known) or "Leave it out."
                faults.add("I212", f"The attribute {shown} has no meaning here.", place, todo, attribute=name)
    for text in (attributes.label or "", *attributes.classes, *(value for _, value in attributes.values)):
        if STAND_IN.search(text):
            faults.add("I235", "A figure cannot stand in an attribute.", place, "Write the attribute out.")


def check_label(label: str | None, prefix: str, place: Place, faults: Faults) -> str | None:
    """The label if it has its form (`sec-`, `tbl-`, `fig-`); otherwise None and I270."""
    if label is None or (LABEL.fullmatch(label) and label.startswith(f"{prefix}-")):
        return label
    example = {"sec": "sec-miljo", "tbl": "tbl-sjukfranvaro", "fig": "fig-karta"}[prefix]
    todo = LABEL_TODO.format(prefix, example)
    faults.add("I270", f"“{label}” is no label for this.", place, todo, label=label)
    return None


def check_language(tag: str, place: Place, faults: Faults) -> str | None:
    """The tag if it is written as BCP 47 has it (`en`, `nb-NO`); otherwise None and I213."""
    if _LANGUAGE.fullmatch(tag):
        return tag
    todo = "Write the short code of the language: en for English, fi for Finnish, ar for Arabic."
    faults.add("I213", f"“{tag}” is no language tag (BCP 47).", place, todo, language=tag)
    return None


def check_counts(target: str, place: Place, faults: Faults) -> str | None:
    """What a number counts if it has one of the forms of `COUNTS`; otherwise None and I212."""
    label, _, part = target.partition(":")
    if target in COUNTS or (LABEL.fullmatch(label) and part in COUNTED_PARTS.get(label[:3], ())):
        return target
    todo = f"Write {', '.join(f'counts={name}' for name in COUNTS)}, or the label of a figure, table or section."
    faults.add("I212", f"“{target}” is nothing that a number can count.", place, todo, attribute=target)
    return None


def read_length(text: str, place: Place, faults: Faults, *, least: float, most: float) -> float | None:
    """Millimetres of a length such as `120mm`; None and I224 when it is none, or out of bounds."""
    match = _LENGTH.fullmatch(text)
    length = float(match[1]) * (10 if match[2] == "cm" else 1) if match else None
    if length is not None and least <= length <= most:
        return length
    message = f"The width “{text}” is no length from {least:g} to {most:g} mm."
    faults.add("I224", message, place, "Write it in millimetres, such as width=120mm.", width=text)
    return None
