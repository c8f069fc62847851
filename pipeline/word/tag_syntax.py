"""Whether each tag is good Jinja by itself, so that all that are not are told at once and not only the first."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from pipeline.faults import did_you_mean
from pipeline.sandbox import REFUSED_FILTERS
from pipeline.word.sandbox import TemplateEnvironment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.faults import Faults
    from pipeline.places import Place
    from pipeline.word.tag_model import FoundTag

#: What Python raises for code that it finds too deep.
TOO_DEEP = (SyntaxError, RecursionError, MemoryError, OverflowError)

#: Statements that have an end, with it.
ENDS = {
    "if": "endif",
    "for": "endfor",
    "macro": "endmacro",
    "call": "endcall",
    "filter": "endfilter",
    "set": "endset",
    "block": "endblock",
    "with": "endwith",
}
#: Statements within others, with those.
BETWEEN = {"elif": ("if",), "else": ("if", "for")}
#: docxtpl's own statements for a table's cells; the first two take an expression.
_CELL = {"colspan": True, "cellbg": True, "vm": False, "hm": False}
#: Statements that read other templates, or turn escaping off.
_REFUSED = frozenset({"include", "import", "from", "extends", "autoescape"})
_RAW = frozenset({"raw", "endraw"})


def check_syntax(tags: Iterable[FoundTag], file: str, faults: Faults) -> None:
    """Note T120 for what is no good Jinja, T123 for what templates may not use."""
    for tag in tags:
        keyword = tag.keyword
        if keyword in _REFUSED:
            faults.add(
                "T123",
                f"The statement “{keyword}” cannot be used in a template.",
                tag.place(file),
                "Write its content into this template.",
            )
        elif tag.opener == "{%" and keyword not in _KEYWORDS:
            faults.add("T120", f"There is no statement “{keyword}”.", tag.place(file), did_you_mean(keyword, _KEYWORDS))
        else:
            _check_alone(tag, file, faults)


_KEYWORDS = frozenset({*ENDS, *ENDS.values(), *BETWEEN, *_CELL, *_RAW})


def _check_alone(tag: FoundTag, file: str, faults: Faults) -> None:
    environment = _environment()
    try:
        tree = environment.parse(_completed(tag))
        named = [
            *((node.name, "filter", environment.filters) for node in tree.find_all(nodes.Filter)),
            *((node.name, "test", environment.tests) for node in tree.find_all(nodes.Test)),
        ]
    except TemplateSyntaxError as error:
        faults.add("T120", f"The tag cannot be read: {error.message}.", tag.place(file), "Mend the tag.")
        return
    except RecursionError:
        note_too_deep(tag.place(file), faults)
        return
    for name, what, known in named:
        if name in REFUSED_FILTERS and what == "filter":
            message = f"The filter “{name}” cannot be used in a template: its result is not plain, or never the same."
            faults.add("T123", message, tag.place(file), "Leave it out; everything is escaped where it is printed.")
        elif name not in known:
            faults.add("T120", f"There is no {what} “{name}”.", tag.place(file), did_you_mean(name, known))


def is_compilable(tag: FoundTag) -> bool:
    """Whether Python takes what Jinja makes of the tag; it refuses expressions that are too deep or too long."""
    try:
        _environment().compile(_completed(tag))
    except TOO_DEEP:
        return False
    return True


def note_too_deep(place: Place, faults: Faults) -> None:
    """Note T120 for an expression that is more than Jinja or Python can take."""
    faults.add("T120", "The tag's expression is too long or too deep.", place, "Work it out in several steps.")


def _completed(tag: FoundTag) -> str:
    """The tag with what its statement needs to be whole."""
    content, keyword = tag.content, tag.keyword
    if tag.opener == "{{":
        return f"{{{{ {content} }}}}"
    if keyword in _CELL:
        rest = content.removeprefix(keyword).strip()
        return f"{{{{ {rest} }}}}" if _CELL[keyword] else rest and "{% if %}"
    if keyword in BETWEEN:
        return f"{{% if 1 %}}{{% {content} %}}{{% endif %}}"
    begins = {end: begin for begin, end in ENDS.items()}
    if keyword in begins:
        # An end may repeat a block's name, and nothing else.
        words = content.split()
        return "" if len(words) == 1 or (keyword == "endblock" and len(words) == 2) else "{% endif %}"
    if keyword in _RAW:
        return ""
    end = "" if is_inline_set(content) else f"{{% {ENDS[keyword]} %}}"
    return f"{{% {content} %}}{end}"


def is_inline_set(content: str) -> bool:
    """Whether a statement is `set x = …`, which has no end."""
    return content.startswith("set") and "=" in content


@cache
def _environment() -> TemplateEnvironment:
    return TemplateEnvironment(numbered=False)
