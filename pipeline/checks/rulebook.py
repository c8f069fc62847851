"""The list of rules, and holding a document against them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from pipeline.checks.allowances import Verdict, judged, judged_across

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.checks.rule import Rule, Subject

#: Modules of `pipeline.checks.rules`, in the order of their codes: a new rule is one file there and one line here.
RULES: Final[tuple[str, ...]] = (
    "untraced_numbers",  # C210
    "unbound_proportions",
    "unbound_directions",
    "false_counts",
    "uncited_sources",
    "typed_hedges",
    "thousands",  # C230
    "percent_sign",
    "minus_sign",
    "range_dash",
    "dash",
    "sentence_start",
    "date_forms",
    "mixed_numbers",
    "long_sentence",
    "readability_index",
    "decimal_point",  # C240
    "unit_space",
    "bold_heading",
    "link_text",
    "range_words",
    "heading_end",
    "unknown_word",
    "spelling_unchecked",
    "word_list",
    "amounts",
    "diary_number_titles",  # C260
    "diary_number_dates",
    "web_references",
    "uncited_references",
    "uncited_shared",
    "last_years_year",
    "other_years_figure",
    "years_of_title",
    "colophon_number",
    "same_source",
    "unmentioned_figures",  # C270
    "impossible_dates",
    "backward_ranges",
    "typed_references",
    "unreached_audiences",
)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules."""
    return tuple(import_module(f"pipeline.checks.rules.{name}").RULE for name in RULES)


def rule_of(code: str) -> Rule | None:
    """The rule with a code; None when no rule has it."""
    return next((rule for rule in rules() if rule.code == code), None)


def check_rules(subject: Subject) -> Verdict:
    """What breaks any rule in a document, and what of it the authors have allowed, giving a reason."""
    return judged([fault for rule in rules() for fault in rule.faults(subject)], subject, rules())


def check_across(subjects: Sequence[Subject]) -> Verdict:
    """What breaks a rule about all documents of a project together, and what of it the authors have allowed.

    Args:
        subjects: every document of the project; with some of them left out, rules would see too little.
    """
    found = [fault for rule in rules() for fault in rule.faults_across(subjects)]
    verdict = judged_across(found, subjects, rules())
    faults = list(verdict.faults)
    for rule in rules():
        several = [fault for fault in faults if fault.code == rule.code]
        if rule.merged is not None and len(several) > 1:
            faults = [fault for fault in faults if fault not in several] + [rule.merged(several)]
    return replace(verdict, faults=tuple(faults))
