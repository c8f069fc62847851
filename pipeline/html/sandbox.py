"""The Jinja environment of page templates: nothing to call but what Jinja has, nothing random, everything escaped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import DictLoader, StrictUndefined, Undefined
from jinja2.exceptions import TemplateError, TemplateRuntimeError
from markupsafe import Markup

from pipeline.html.escaping import Html, text
from pipeline.html.marks import Shown
from pipeline.sandbox import BoundedEnvironment

if TYPE_CHECKING:
    from collections.abc import Mapping

_OWN_FOLDER: Final = Path(__file__).parent


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
    if isinstance(value, Shown):
        return value._html  # noqa: SLF001  (see `placed`)
    if isinstance(value, Undefined):
        str(value)  # raises
    return Html() if value is None else text(_said(value))


def _said(value: object) -> str:
    """A value in words, as a Word template prints it; what has none would be told with its address in the memory."""
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")  # 1E+3 is how a decimal may call itself, and not how a reader knows a thousand
    if isinstance(value, date) or (isinstance(value, float) and isfinite(value)):
        return str(value)
    raise TemplateRuntimeError(f"the tag would print a {type(value).__name__}, which is no text")


class PageEnvironment(BoundedEnvironment):
    """Where page templates are compiled and run."""

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


def failing_tag(error: Exception, file: str) -> tuple[str, int | None]:
    """Name and line of the template whose tag has raised this; what our own code has raised goes further.

    Args:
        error: one of `TEMPLATE_ERRORS`, caught around `pipeline.sandbox.run`.
        file: the template that was run, for an error without a line.
    """
    found: tuple[str, int | None] = file, None
    frame = None
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        used = frame.f_globals.get("__jinja_template__")
        if used is not None:
            found = used.name, used.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    own = frame is not None and Path(frame.f_code.co_filename).parent == _OWN_FOLDER
    if own and not isinstance(error, TemplateError):
        raise error
    return found
