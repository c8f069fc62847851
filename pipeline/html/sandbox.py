"""The Jinja environment of page templates: nothing to call but what Jinja has, nothing random, everything escaped."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from jinja2 import DictLoader, StrictUndefined, Undefined
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pipeline.html.escaping import Html, text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Filters that would let text through as markup, or differ from one build to the next.
REFUSED_FILTERS: Final = frozenset({"pprint", "random", "safe", "tojson", "urlize", "xmlattr"})
#: Longest text or list that a template may make by multiplication, and highest power.
_LONGEST: Final = 1_000_000
_HIGHEST: Final = 1_000


class Slot:
    """The place of a part in a page: it can be placed and asked for being empty, and nothing else.

    What it holds is written once the order of all parts is known.
    """

    __slots__ = ("_filled", "_name")

    def __init__(self, name: str, *, filled: bool) -> None:
        self._name = name
        self._filled = filled

    def __bool__(self) -> bool:
        return self._filled

    def __str__(self) -> str:
        raise TemplateRuntimeError("the variable holds whole paragraphs, which are no text to work with")


def placed(slot: Slot) -> Html:
    """What stands for a part until it is written: NUL, which no text keeps, around its name."""
    return Html(f"\0{slot._name}\0")  # noqa: SLF001  (an attribute without the underscore could be read by templates)


def finalize(value: object) -> object:
    """What is printed: text is escaped here, whatever a template says of escaping."""
    if isinstance(value, Slot):
        return placed(value)
    if isinstance(value, (Html, Markup)):
        # Markup is what Jinja has escaped, or a template's own words in a macro
        return value
    if isinstance(value, Undefined):
        str(value)  # raises
    return Html() if value is None else text(str(value))


class PageEnvironment(ImmutableSandboxedEnvironment):
    """Where page templates are compiled and run."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, sources: Mapping[str, str]) -> None:
        """Set up with the templates by name."""
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            finalize=finalize,
            loader=DictLoader(sources),
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        for name in REFUSED_FILTERS:
            del self.filters[name]
        del self.globals["lipsum"]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`row.items` is the row's field of that name where it has one, and only then a method of it."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """`*` and `**`, within bounds: a template must not fill the memory."""
        numbers: list[int | float | Decimal] = [of for of in (left, right) if isinstance(of, (int, float, Decimal))]
        if operator == "**" and any(not -_HIGHEST <= number <= _HIGHEST for number in numbers):
            raise SecurityError(f"a power of numbers over {_HIGHEST}")
        for value, times in ((left, right), (right, left)):
            if isinstance(value, (str, list, tuple)) and isinstance(times, int) and len(value) * times > _LONGEST:
                raise SecurityError(f"a text or list of more than {_LONGEST} by multiplication")
        return super().call_binop(context, operator, left, right)
