"""What Word and a browser put before headings and items of lists: the numbers that no text holds, counted anew."""

import re
import zipfile
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Bullets of every shape and level.
BULLET = "•"
#: How the numbers of `ol` look, by its type; in a browser, the style sees to it.
_TYPES = {None: ("decimal", "{}."), "1": ("decimal", "{})"), "a": ("lowerLetter", "{})"), "i": ("lowerRoman", "{})")}
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def numeral(number, kind):
    """A number as lists and headings show it."""
    if kind == "lowerLetter":
        return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)
    if kind == "lowerRoman":
        if number < 1:
            return str(number)
        return "x" * (number // 10) + _ROMAN[number % 10]  # up to 39
    assert kind == "decimal", kind
    return str(number)


def label_of_item(item):
    """The bullet or number of a list item of a page."""
    above = item.getparent()
    if above.tag != "ol":
        return BULLET
    kind, shown = _TYPES[above.get("type")]
    number = int(above.get("start", "1")) + len(list(item.itersiblings("li", preceding=True)))
    return shown.format(numeral(number, kind)) if number > 0 or kind == "decimal" else f"{number}."


def _value(element, path, name="val"):
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


class WordLabels:
    """Counts the paragraphs of a Word file as Word does (ECMA-376 part 1, 17.9)."""

    def __init__(self, data):
        with zipfile.ZipFile(BytesIO(data)) as package:
            numbering, styles = (etree.fromstring(package.read(f"word/{name}.xml")) for name in ("numbering", "styles"))
        self._levels = {
            one.get(f"{W}abstractNumId"): {
                int(level.get(f"{W}ilvl")): tuple(
                    _value(level, name) for name in ("numFmt", "lvlText", "start", "pStyle")
                )
                for level in one.iter(f"{W}lvl")
            }
            for one in numbering.iter(f"{W}abstractNum")
        }
        self._numbers = {
            one.get(f"{W}numId"): (
                _value(one, "abstractNumId"),
                {int(o.get(f"{W}ilvl")): _value(o, "startOverride") for o in one.iter(f"{W}lvlOverride")},
            )
            for one in numbering.iter(f"{W}num")
        }
        self._styles = {one.get(f"{W}styleId"): one for one in styles.iter(f"{W}style")}
        self._counts = {key: {} for key in self._levels}
        self._begun = set()

    def next(self, paragraph):
        """What stands before the next paragraph; empty for most."""
        style = _value(paragraph, "pPr/pStyle")
        number, level = (_value(paragraph, f"pPr/numPr/{name}") for name in ("numId", "ilvl"))
        at = style
        while number is None and at in self._styles:
            number, level = (_value(self._styles[at], f"pPr/numPr/{name}") for name in ("numId", "ilvl"))
            at = _value(self._styles[at], "basedOn")
        if number not in self._numbers:
            return ""
        abstract, overrides = self._numbers[number]
        levels, counts = self._levels[abstract], self._counts[abstract]
        bound = next((key for key, known in levels.items() if known[3] is not None and known[3] == style), None)
        at = int(level or 0) if bound is None or level is not None else bound
        kind, text, start, _ = levels[at]
        anew = overrides.get(at) if (number, at) not in self._begun else None
        self._begun.add((number, at))
        counts[at] = int(anew) if anew is not None else counts[at] + 1 if at in counts else int(start or 0)
        for deeper in [key for key in counts if key > at]:
            del counts[deeper]
        if kind == "bullet":
            return BULLET
        return re.sub(r"%(\d)", lambda found: self._shown(levels, counts, int(found[1]) - 1), text)

    @staticmethod
    def _shown(levels, counts, at):
        return numeral(counts.get(at, int(levels[at][2] or 0)), levels[at][0])
