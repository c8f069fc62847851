"""What authors allow in place, with a reason: the comments and settings that say so, and what they cover.

In Markdown a line `<!-- allow C231: reason -->` stands before the block that it covers, in YAML a comment
`# allow C231: reason` before or behind an entry; for tables and everything else document.yaml has a list `allow`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.checks.allowing import in_markdown, in_yaml
from pipeline.content.model import Figure, Table
from pipeline.content.walk import walk_blocks
from pipeline.faults import Faults, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.checks.allowing import Comment
    from pipeline.checks.rule import Rule, Subject
    from pipeline.faults import Fault
    from pipeline.places import Place

#: Codes of rules begin with C2; those of other families, and of checks of Word files (C1), are known, and no rules.
_OTHERS: Final = re.compile(r"[ITPRU]\d{3}|C1\d\d")
_WHERE: Final = re.compile(r"(?P<file>.+?)(?::(?P<line>[1-9]\d*))?")
_FORM: Final = "Write allow C231: and why, in words."


@dataclass(frozen=True, slots=True)
class Allowance:
    """One permission to break a rule.

    Attributes:
        code: of the rule.
        reason: why it may be broken here.
        origin: where the permission stands.
        file: which file it is about, relative to the project.
        first, last: the lines (or rows) that it covers; None for the whole file.
        placed: where the words of tables and figures stand that are placed on these lines.
    """

    code: str
    reason: str
    origin: Place
    file: str
    first: int | None = None
    last: int | None = None
    placed: frozenset[Place] = frozenset()

    def covers(self, fault: Fault) -> bool:
        """Whether it is about what a rule has found."""
        if fault.code != self.code or fault.place is None:
            return False
        if fault.place.file != self.file:
            return fault.place in self.placed
        line = fault.place.row if fault.place.line is None else fault.place.line
        return self.first is None or (line is not None and self.first <= line <= (self.last or self.first))


@dataclass(frozen=True, slots=True)
class Allowed:
    """What breaks a rule and is allowed to, for those who approve the document."""

    fault: Fault
    allowance: Allowance

    def as_json(self) -> dict[str, Any]:
        """The fault, the reason, and where it is given, for `--format json`."""
        return {
            **self.fault.as_json(),
            "reason": self.allowance.reason,
            "allowed_at": self.allowance.origin.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a document's rules come to.

    Attributes:
        faults: what breaks a rule, and what is wrong with permissions, sorted by place.
        allowed: what breaks a rule and may.
    """

    faults: tuple[Fault, ...]
    allowed: tuple[Allowed, ...] = ()


def judged(found: Iterable[Fault], subject: Subject, rules: Sequence[Rule]) -> Verdict:
    """What rules have found, less what is allowed.

    Args:
        found: what breaks rules in a document.
        subject: the document.
        rules: all rules, to tell which codes may be allowed.

    Returns:
        The rest, with C200 a permission without a reason, C201 an unknown code, C202 (warning) a permission that is
        not needed, C203 a code that nobody may allow, C204 a file that the document does not use.
    """
    faults = Faults()
    allowances = tuple(_checked(subject, rules, faults))
    shared = _shared(rules)
    # Files of all documents, such as references.yaml, and rules across documents are about others too.
    own = [one for one in allowances if one.code not in shared and one.origin.file.startswith(f"{subject.folder}/")]
    return _verdict(found, allowances, own, faults)


def judged_across(found: Iterable[Fault], subjects: Sequence[Subject], rules: Sequence[Rule]) -> Verdict:
    """What rules have found in all documents of a project together, less what is allowed in any of their files.

    Args:
        found: what breaks rules about all documents.
        subjects: all documents; what is wrong with their permissions, each of them has been told.
        rules: all rules.

    Returns:
        The rest, with C202 a permission of such a rule that is not needed.
    """
    shared = _shared(rules)
    given = (one for subject in subjects for one in _checked(subject, rules, Faults()) if one.code in shared)
    allowances = tuple(dict.fromkeys(given))
    return _verdict(found, allowances, allowances, Faults())


def _shared(rules: Iterable[Rule]) -> frozenset[str]:
    """The codes of rules about all documents together."""
    return frozenset(rule.code for rule in rules if rule.across is not None)


def _verdict(
    found: Iterable[Fault], allowances: Sequence[Allowance], needed: Iterable[Allowance], faults: Faults
) -> Verdict:
    """What is left, with those permissions that ought to be needed and are not."""
    allowed: list[Allowed] = []
    used: set[Allowance] = set()
    for fault in found:
        covering = [allowance for allowance in allowances if allowance.covers(fault)]
        used.update(covering)
        if covering:
            allowed.append(Allowed(fault, covering[0]))
        else:
            faults.extend([fault])
    for allowance in needed:
        if allowance not in used:
            message = f"{allowance.code} is allowed here, and nothing breaks that rule."
            faults.add("C202", message, allowance.origin, "Take it away, or move it.", level="warning")
    return Verdict(tuple(faults), tuple(sorted(allowed, key=lambda one: one.fault.sort_key())))


def _checked(subject: Subject, rules: Sequence[Rule], faults: Faults) -> Iterator[Allowance]:
    for allowance in (*_comments(subject, faults), *_listed(subject, faults)):
        if _may_allow(allowance, rules, faults):
            yield allowance


def _may_allow(allowance: Allowance, rules: Sequence[Rule], faults: Faults) -> bool:
    """Whether a permission can be given."""
    code, place = allowance.code, allowance.origin
    by_code = {rule.code: rule for rule in rules}
    if code not in by_code and not _OTHERS.fullmatch(code):
        todo = did_you_mean(code, by_code)
        faults.add("C201", f"“{code}” is no rule.", place, todo, rule=code)
    elif code not in by_code or by_code[code].binding:
        message = f"{code} cannot be allowed: only rules of language and consistency can."
        if code in by_code:
            message = f"{code} cannot be allowed: {by_code[code].name} is never right."
        faults.add("C203", message, place, "Mend what it tells, and take this away.", rule=code)
    elif len(allowance.reason) < 3:
        faults.add("C200", f"{code} is allowed without a reason.", place, _FORM, rule=code)
    else:
        return True
    return False


def _comments(subject: Subject, faults: Faults) -> Iterator[Allowance]:
    """Permissions in the Markdown and YAML files that the document was made from."""
    for path in sorted(path for path, digest in subject.reader.files.items() if digest):
        if not path.endswith((".md", ".yaml", ".yml")) or b"allow" not in subject.reader.data(path):
            continue
        read = in_markdown if path.endswith(".md") else in_yaml
        for comment in read(subject.reader, path):
            code, colon, reason = (part.strip() for part in comment.text.partition(":"))
            if not code or " " in code:
                todo = "Write a comment for each rule." if code.startswith("C2") else _FORM
                faults.add("C200", "It is not said which rule is allowed, and why.", comment.place, todo)
            else:
                placed = _placed_on(subject, path, comment)
                reason = reason if colon else ""
                yield Allowance(code, reason, comment.place, path, comment.first, comment.last, placed)


def _placed_on(subject: Subject, path: str, comment: Comment) -> frozenset[Place]:
    """Where the captions, cells, notes and alternatives of tables and figures stand that a text places there."""
    inside: set[int] = set()
    for block in subject.blocks:
        origin = block.origin if isinstance(block, Table | Figure) else None
        if origin and origin.file == path and comment.first <= (origin.line or 0) <= comment.last:
            inside.update(id(one) for one in walk_blocks((block,)))
    spans = ((passage, span) for passage in subject.texts if id(passage.block) in inside for span in passage.spans)
    return frozenset(place for passage, span in spans if (place := passage.place(span.start)) is not None)


def _listed(subject: Subject, faults: Faults) -> Iterator[Allowance]:
    """Permissions of document.yaml."""
    files = [path for path, digest in subject.reader.files.items() if digest]
    for index, entry in enumerate(subject.settings.allow):
        match = _WHERE.fullmatch(entry.where)
        assert match is not None  # the model admits nothing empty
        file = match["file"]
        known = {path.removeprefix(f"{subject.folder}/"): path for path in files} | {path: path for path in files}
        if file not in known:
            message = f"This document is not made from a file “{file}”."
            faults.add("C204", message, subject.place("allow", index, "where"), did_you_mean(file, known), file=file)
            continue
        line = int(match["line"]) if match["line"] else None
        origin = subject.place("allow", index)
        yield Allowance(entry.code, entry.reason.strip(), origin, known[file], line, line)
