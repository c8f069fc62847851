"""Which variables tags name, followed through loops: `{{ row.goal }}` within `for row in rows` is `rows.goal`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Filters that give elements of what they are given.
_PASSING = frozenset(
    {"first", "last", "list", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"}
)


@dataclass(frozen=True, slots=True)
class Use:
    """A variable that a tag names.

    Attributes:
        path: dotted, as `colophon.label`; elements of a list go by the list's name.
        number: of the tag.
        optional: whether the tag asks for it with `is defined` or `default`.
    """

    path: str
    number: int
    optional: bool


def uses_in(tree: nodes.Template) -> Iterator[Use]:
    """All uses in a part, in order; names of the template's own (loops, macros, `set`) are not among them."""
    yield from _Walk().walk(tree, {})


#: A name of the template's own → the path that it stands for; None where it stands for nothing that was given.
_Scope = dict[str, str | None]


class _Walk:
    def walk(self, node: nodes.Node, scope: _Scope) -> Iterator[Use]:
        if isinstance(node, nodes.For):
            yield from self._loop(node, scope)
        elif isinstance(node, (nodes.Macro, nodes.CallBlock)):
            if isinstance(node, nodes.Macro):
                scope[node.name] = None
            else:
                yield from self.walk(node.call, scope)
            inner = scope | {argument.name: None for argument in node.args} | {"caller": None}
            for part in (*node.defaults, *node.body):
                yield from self.walk(part, inner)
        elif isinstance(node, nodes.Assign):
            yield from self.walk(node.node, scope)
            self._bind(node.target, self._path(node.node, scope), scope)
        elif isinstance(node, nodes.AssignBlock):
            yield from self._all(node.body, dict(scope))
            self._bind(node.target, None, scope)
        elif isinstance(node, nodes.With):
            inner = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                yield from self.walk(value, scope)
                self._bind(target, self._path(value, scope), inner)
            yield from self._all(node.body, inner)
        elif isinstance(node, nodes.Expr):
            yield from self._expression(node, scope, optional=False)
        else:
            yield from self._all(node.iter_child_nodes(), scope)

    def _all(self, children: Iterable[nodes.Node], scope: _Scope) -> Iterator[Use]:
        for child in children:
            yield from self.walk(child, scope)

    def _loop(self, node: nodes.For, scope: _Scope) -> Iterator[Use]:
        yield from self.walk(node.iter, scope)
        inner = scope | {"loop": None}
        self._bind(node.target, self._path(node.iter, scope), inner)
        if node.test is not None:
            yield from self.walk(node.test, inner)
        yield from self._all(node.body, inner)
        yield from self._all(node.else_, scope)

    def _expression(self, node: nodes.Node, scope: _Scope, *, optional: bool) -> Iterator[Use]:
        if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            path = self._path(node, scope)
            if path is not None:
                yield Use(path, node.lineno, optional)
            base: nodes.Node = node
            while isinstance(base, (nodes.Getattr, nodes.Getitem)):
                if isinstance(base, nodes.Getitem):
                    yield from self._expression(base.arg, scope, optional=False)
                base = base.node
            if not isinstance(base, nodes.Name):
                yield from self._expression(base, scope, optional=optional)
            return
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
            # A method of a value: the value is named, the method is none of its fields.
            yield from self._expression(node.node.node, scope, optional=False)
            children = [child for child in node.iter_child_nodes() if child is not node.node]
        else:
            children = list(node.iter_child_nodes())
        asks = (isinstance(node, nodes.Test) and node.name in ("defined", "undefined")) or (
            isinstance(node, nodes.Filter) and node.name in ("default", "d")
        )
        for number, child in enumerate(children):
            yield from self._expression(child, scope, optional=asks and number == 0)

    def _path(self, node: nodes.Node | None, scope: _Scope) -> str | None:
        if isinstance(node, nodes.Name):
            if node.name in scope:
                return scope[node.name]
            return None if node.name in DEFAULT_NAMESPACE else node.name
        if isinstance(node, nodes.Filter) and node.name in _PASSING:
            return self._path(node.node, scope)
        if isinstance(node, (nodes.Getattr, nodes.Getitem)):
            owner = self._path(node.node, scope)
            if owner is None:
                return None
            if isinstance(node, nodes.Getattr):
                return f"{owner}.{node.attr}"
            field = node.arg.value if isinstance(node.arg, nodes.Const) else None
            return f"{owner}.{field}" if isinstance(field, str) else owner
        return None

    @staticmethod
    def _bind(target: nodes.Node, path: str | None, scope: _Scope) -> None:
        """A single name takes the path; of several, such as key and value, nothing is known."""
        if isinstance(target, nodes.Name):
            scope[target.name] = path
        else:
            scope.update((name.name, None) for name in target.find_all(nodes.Name))
