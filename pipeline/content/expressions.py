"""`{{ tillstand.avslagsandel | procent }}`: from an expression to a value with the cells behind it.

Jinja's parser reads the expression, so that prose and templates are written alike; then only names of figures and the
filters of `pipeline.figures.filters` are followed, with constants and names of figures in their brackets. A filter can
stand before its figure as well: `intervall(a, b)` is `a | intervall(b)`. Nothing is compiled and no attribute or method
is ever looked up, so that there is nothing that prose could call.
"""

from __future__ import annotations

import inspect
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.content.expression_mistakes import QUOTED, TODO, place_in, unreadable
from pipeline.content.model import Value
from pipeline.faults import FaultError, did_you_mean
from pipeline.figures.filter_arguments import shortened
from pipeline.figures.filters import FILTER_NAMES, FILTERS, without_dots
from pipeline.figures.shown_units import WordingError
from pipeline.figures.worded import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment, nodes

    from pipeline.content.source import Expression
    from pipeline.figures.book import NamedFigure
    from pipeline.figures.filter_arguments import Argument
    from pipeline.places import Place

#: Expressions are short; beyond these, Jinja's parser would go deeper than Python can.
_LONGEST: Final = 1000
_DEEPEST: Final = 30


def evaluate(expression: Expression, figures: Mapping[str, NamedFigure]) -> Value:
    """The value that an expression gives.

    Args:
        expression: what stands between the braces.
        figures: the figures that it can name.

    Raises:
        FaultError: I230 unknown figure; I231 it cannot be read; I232 unknown filter or argument; I233 a hedge that is
            not true; I234 a filter that does not fit the figure; I275 a figure that must not be shown; I276 words that
            are not true of the figures.
    """
    node = _parsed(expression)
    evaluation = _Evaluation(expression, figures)
    wording = evaluation.wording(node)
    text = evaluation.text(wording)
    first, *others = (figure.name for figure in wording.figures)
    return Value(text, first, expression.place, wording.cells, names=tuple(others), wording=wording)


@cache
def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined)


def _parsed(expression: Expression) -> nodes.Node:
    from jinja2 import TemplateSyntaxError

    text = expression.text.strip()
    if not text:
        raise FaultError.of("I231", "There is nothing between the braces.", expression.place, TODO)
    if len(text) > _LONGEST or max(text.count(sign) for sign in "([{-") > _DEEPEST:
        message = f"The expression that begins “{text[:40]}” is longer than any that people can read."
        raise FaultError.of("I231", message, expression.place, TODO)
    try:
        template = _environment().parse("{{ " + text + "\n}}")
    except TemplateSyntaxError:
        raise unreadable(expression) from None
    (output,) = template.body if len(template.body) == 1 else (None,)
    found = list(output.iter_child_nodes()) if output is not None else []
    if len(found) != 1:
        raise unreadable(expression)
    return found[0]


class _Evaluation:
    def __init__(self, expression: Expression, figures: Mapping[str, NamedFigure]) -> None:
        self._expression = expression
        self._figures = figures

    def wording(self, node: nodes.Node) -> Wording:
        from jinja2 import nodes

        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filtered(node, node.name, node.args, self.wording(node.node))
        if (
            isinstance(node, nodes.Call)
            and isinstance(node.node, nodes.Name)
            and node.node.name in FILTERS
            and node.args
        ):
            return self._filtered(node, node.node.name, node.args[1:], self.wording(node.args[0]))
        name = _dotted(node)
        if name is None:
            text = shortened(self._expression.text.strip())
            message = f"“{text}” is more than a figure's name and filters."
            raise FaultError.of("I231", message, self._expression.place, TODO, expression=text)
        return Wording(self._named(name))

    def text(self, wording: Wording) -> str:
        """The words of a wording.

        Raises:
            FaultError: I233, I234, I275, I276: they would not be true, or do not fit.
        """
        try:
            return wording.text
        except WordingError as error:
            raise self._fault(error, wording) from None

    def _fault(self, error: WordingError, wording: Wording) -> FaultError:
        place = self._place(error.filter, after="|") if error.filter else self._expression.place
        return FaultError.of(error.code, str(error), place, error.todo, figure=wording.figure.name)

    def _filtered(
        self, node: nodes.Filter | nodes.Call, name: str, given: Sequence[nodes.Expr], wording: Wording
    ) -> Wording:
        from jinja2 import nodes

        place = self._place(name, after="|")
        if name not in FILTERS:
            raise FaultError.of(
                "I232", f"There is no filter “{name}”.", place, did_you_mean(name, FILTER_NAMES), filter=name
            )
        chosen = FILTERS[name]
        try:
            arguments = [self._argument(argument) for argument in given]
            named = {
                str(pair.key): self._argument(pair.value) for pair in node.kwargs if isinstance(pair, nodes.Keyword)
            }
            if len(named) < len(node.kwargs):
                raise TypeError("it is given the same twice")
            if node.dyn_args is not None or node.dyn_kwargs is not None:
                raise TypeError("* and ** have no meaning here")
            inspect.signature(chosen).bind(wording, *arguments, **named)
        except TypeError as error:
            known = list(inspect.signature(chosen).parameters)[1:]
            todo = f"It takes {', '.join(known)}." if known else "It takes nothing."
            raise FaultError.of("I232", f"The filter {name} is used wrongly: {error}.", place, todo) from None
        try:
            return chosen(wording, *arguments, **named)
        except WordingError as error:
            raise self._fault(error, wording) from None

    def _argument(self, node: nodes.Node) -> Argument:
        """A constant, or the figure of that name.

        Raises:
            TypeError: it is neither.
            FaultError: I230 there is no such figure.
        """
        from jinja2 import nodes

        sign = 1
        if isinstance(node, nodes.Neg):
            node, sign = node.node, -1
        if isinstance(node, nodes.Const):
            if isinstance(node.value, int | float) and not isinstance(node.value, bool):
                return sign * node.value
            if isinstance(node.value, str | bool) and sign == 1:
                return node.value
        name = _dotted(node)
        if name is None or sign != 1:
            raise TypeError("an argument is no number, text or figure")
        return self._named(name)

    def _named(self, name: str) -> NamedFigure:
        if name not in self._figures:
            none = "No figures are defined: the document needs a figures.yaml beside its document.yaml that names them."
            todo = did_you_mean(name, self._figures) or none
            message = f"There is no figure “{shortened(name)}”."
            raise FaultError.of("I230", message, self._place(name), todo, figure=shortened(name))
        return self._figures[name]

    def _place(self, word: str, after: str = "") -> Place:
        """Line and column of a word of the expression, outside quotation marks."""
        text = QUOTED.sub(lambda quoted: " " * len(quoted[0]), self._expression.text)
        start = text.find(after) + 1 if after else 0
        spelt = "|".join(map(re.escape, (word, without_dots(word))))
        found = re.compile(rf"(?<![\w.])({spelt})(?!\w)").search(text, start)
        return place_in(self._expression, found.start() if found else 0)


def _dotted(node: nodes.Node) -> str | None:
    """`a.b` for the nodes of a dotted name; None for anything else."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        before = _dotted(node.node)
        return None if before is None else f"{before}.{node.attr}"
    return None
