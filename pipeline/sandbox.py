"""The Jinja environment that all templates share: nothing to call but what Jinja has, nothing random, within bounds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

#: What template code can raise by what it does with values; from our own code, any of them is a bug.
TEMPLATE_ERRORS: Final = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)

#: Filters that would let text through as markup, or differ from one build to the next.
REFUSED_FILTERS: Final = frozenset({"pprint", "random", "safe", "tojson", "urlize", "xmlattr"})
#: Longest text or list that a template may make by multiplication, and highest power.
_LONGEST: Final = 1_000_000
_HIGHEST: Final = 1_000


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Where templates of agencies are compiled and run, whatever they make."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **options: Any) -> None:
        """Set up with Jinja's own options."""
        super().__init__(**options)
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


def run(template: Template, context: Mapping[str, object]) -> str:
    """What a template makes; what it raises is one of `TEMPLATE_ERRORS`, or a bug of ours.

    Jinja's own `render` would hide the line behind a rewritten traceback.
    """
    return "".join(template.root_render_func(template.new_context(dict(context))))
