"""The list of rules, and holding a document against them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from pipeline.faults import Faults

if TYPE_CHECKING:
    from pipeline.checks.rule import Rule, Subject
    from pipeline.faults import Fault

#: Modules of `pipeline.checks.rules`, in the order of their codes: a new rule is one file there and one line here.
RULES: Final[tuple[str, ...]] = ()


@cache
def rules() -> tuple[Rule, ...]:
    """All rules."""
    return tuple(import_module(f"pipeline.checks.rules.{name}").RULE for name in RULES)


def check_rules(subject: Subject) -> tuple[Fault, ...]:
    """What breaks any rule in a document, sorted by place."""
    faults = Faults()
    for rule in rules():
        faults.extend(rule.faults(subject))
    return tuple(faults)
