"""What templates name: variables, parts and other templates, each of which there must be."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import nodes

from pipeline.faults import Faults, did_you_mean
from pipeline.html.slots import SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.faults import Fault
    from pipeline.html.compiled import CompiledTemplates


@lru_cache(maxsize=64)
def wrong_names(
    ready: CompiledTemplates, file: str, known: frozenset[str], keys: frozenset[tuple[str, frozenset[str]]]
) -> tuple[Fault, ...]:
    """T232 for each variable and part that a template, or one that it is made from, names and that there is not.

    T230 is among them for a template that one of them is made from, and that does not exist. What stands in a block
    that an extending template has of its own is not looked at: it is not shown.

    Args:
        ready: the templates.
        file: the one that is used.
        known: names of variables and parts.
        keys: names of variables that are mappings, each with its keys.
    """
    faults = Faults()
    names = known | {*SLOTS, "loop", "self", "super", "caller", "varargs", "kwargs", *ready.environment.globals}
    replaced: set[str] = set()
    files = [file]
    for name in files:
        tree = ready.environment.parse(ready.source(name), name)
        blocks = list(tree.find_all(nodes.Block))
        for block in blocks:
            if block.name in replaced:
                block.body = []
        replaced |= {block.name for block in blocks}
        files += [used for used in _made_from(tree, name, ready, faults) if used not in files]
        _check_tree(tree, name, ready, names, dict(keys), faults)
    return tuple(faults)


def _made_from(tree: nodes.Template, file: str, ready: CompiledTemplates, faults: Faults) -> Iterator[str]:
    """The templates that one is made from; T230 is noted for each that does not exist."""
    there = ready.environment.list_templates()
    for found in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        used = found.template  # type: ignore[attr-defined]  # each of the four has one
        if not isinstance(used, nodes.Const) or not isinstance(used.value, str):
            continue
        if used.value in there:
            yield used.value
        else:
            message = f"The template {used.value} does not exist."
            place = ready.place(file, found.lineno)
            faults.add("T230", message, place, did_you_mean(used.value, there), template=used.value)


def _check_tree(
    tree: nodes.Template,
    file: str,
    ready: CompiledTemplates,
    names: frozenset[str],
    keys: Mapping[str, frozenset[str]],
    faults: Faults,
) -> None:
    own = _own_names(tree)
    tested = {id(found.node) for found in tree.find_all(nodes.Test) if found.name in ("defined", "undefined")}
    for found in tree.find_all(nodes.Name):
        if found.ctx == "load" and found.name not in names | own and id(found) not in tested:
            message = f"“{found.name}” is neither a variable nor a part of this document."
            todo = did_you_mean(found.name, names | own)
            faults.add("T232", message, ready.place(file, found.lineno), todo, name=found.name)
    for reached in tree.find_all(nodes.Getattr):
        inner = reached.node
        if not isinstance(inner, nodes.Name) or inner.name in own or inner.name not in keys:
            continue
        if reached.attr not in keys[inner.name] and id(reached) not in tested:
            path = f"{inner.name}.{reached.attr}"
            message = f"“{path}” is no variable of this document."
            todo = did_you_mean(reached.attr, keys[inner.name])
            faults.add("T232", message, ready.place(file, reached.lineno), todo, name=path)


def _own_names(tree: nodes.Template) -> set[str]:
    """What a template names itself: what it sets, loops over, takes as a parameter, imports, and its macros."""
    own = {found.name for found in tree.find_all(nodes.Name) if found.ctx in ("store", "param")}
    own |= {found.name for found in tree.find_all(nodes.Macro)}
    own |= {found.target for found in tree.find_all(nodes.Import)}
    imported = (one for found in tree.find_all(nodes.FromImport) for one in found.names)
    return own | {one if isinstance(one, str) else one[1] for one in imported}
