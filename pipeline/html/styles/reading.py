"""A style sheet as rules, in the order in which they count, and T239 for what browsers read otherwise than written."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.html.styles.brackets import unbalanced
from pipeline.html.styles.grouping import Group, everything, groups, stripped
from pipeline.html.styles.known import PROPERTIES
from pipeline.html.styles.selectors import SelectorError, read_selectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.faults import Faults
    from pipeline.html.styles.grouping import Token
    from pipeline.html.styles.selectors import Selector
    from pipeline.places import Place

#: At-rules that hold rules, and hold for some readers or places alone.
CONDITIONS: Final = frozenset(("media", "supports", "container", "layer", "scope", "starting-style", "document"))


@dataclass(frozen=True, slots=True)
class Declared:
    """A property and its value.

    Attributes:
        name: in small letters; that of a custom property as it is written.
        value: its tokens.
        important: whether `!important` stands behind it.
        place: of its name.
    """

    name: str
    value: tuple[Token, ...] = field(repr=False, compare=False)
    important: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Condition:
    """An at-rule around rules.

    Attributes:
        name: such as `media`, in small letters.
        prelude: what stands between its name and its block.
        place: of the at-rule.
    """

    name: str
    prelude: tuple[Token, ...] = field(repr=False, compare=False)
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations for the elements that a selector finds.

    Attributes:
        selectors: what they are for; () for a block that is for no elements, as that of @font-face.
        declared: in order.
        within: the at-rules around, the outermost first.
        place: of its beginning.
    """

    selectors: tuple[Selector, ...] = field(repr=False)
    declared: tuple[Declared, ...]
    within: tuple[Condition, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file of style says.

    Attributes:
        rules: those for elements, in order.
        blocks: declarations that are for none: of @page, @font-face, @keyframes …
        conditions: all at-rules around rules.
        unknown: at-rules for no elements (`@page`), and pseudo-classes that nobody knows (`:hovr`), with their places.
        registered: custom properties that @property sets.
        layers: names of cascade layers in the order in which they first stand.
        whole: whether all of it could be read.
    """

    rules: tuple[Rule, ...] = ()
    blocks: tuple[Rule, ...] = ()
    conditions: tuple[Condition, ...] = ()
    unknown: tuple[tuple[str, Place], ...] = ()
    registered: frozenset[str] = frozenset()
    layers: tuple[str, ...] = ()
    whole: bool = True


def read_sheet(source: str, place: Place, faults: Faults) -> Sheet:
    """Read a style sheet.

    Args:
        source: its text, with line feeds alone between lines.
        place: of the file, whose first line is that of the text.
        faults: where T239 is noted for all that cannot be read as it is written (CSS Syntax 3, 2.2: browsers pass over
            what they cannot read, and go on).
    """
    wrong = unbalanced(source)
    for one in wrong:
        line = source.count("\n", 0, one.offset) + 1
        at = place.at(line=line, column=one.offset - source.rfind("\n", 0, one.offset))
        faults.add("T239", f"The style cannot be read: {one.what}.", at, one.todo)
    if wrong:
        return Sheet(whole=False)  # what follows would be read otherwise than it is meant
    import tinycss2  # only where a style is read

    reading = _Reading(source, place, faults)
    reading.block(tinycss2.parse_component_value_list(source, skip_comments=True), (), None)
    return reading.sheet()


class _Reading:
    """Goes through the rules of one file."""

    def __init__(self, source: str, place: Place, faults: Faults) -> None:
        self._lines = source.split("\n")
        self._start = place
        self._faults = faults
        self._whole = True
        self._rules: list[Rule] = []
        self._blocks: list[Rule] = []
        self._conditions: list[Condition] = []
        self._unknown: list[tuple[str, Place]] = []
        self._registered: set[str] = set()
        self._layers: dict[str, None] = {}

    def sheet(self) -> Sheet:
        return Sheet(
            tuple(self._rules),
            tuple(self._blocks),
            tuple(self._conditions),
            tuple(self._unknown),
            frozenset(self._registered),
            tuple(self._layers),
            self._whole,
        )

    def block(
        self, tokens: Sequence[Token], within: tuple[Condition, ...], around: tuple[Selector, ...] | None
    ) -> None:
        """What stands between braces, or in the whole file.

        Args:
            tokens: of it.
            within: the at-rules around.
            around: the selectors of the rule that it belongs to; None where it belongs to none.
        """
        declared: list[Declared] = []
        at: Place | None = None
        for group in groups(tokens):
            if group.kind == "declaration" and around is not None:
                at = at or self._place(group.first)
                declared += self._declared(group)
                continue
            if declared and around is not None and at is not None:
                self._rules.append(Rule(around, tuple(declared), within, at))
                declared, at = [], None
            if group.kind == "rule":
                self._rule(group, within, around)
            elif group.kind == "at-rule":
                self._at_rule(group, within, around)
            elif group.kind == "unknown":
                self._unreadable(group.first)
            else:
                self._tell(group.first, "a declaration stands outside of a rule", "Put it between a rule’s braces.")
        if declared and around is not None and at is not None:
            self._rules.append(Rule(around, tuple(declared), within, at))

    def _rule(self, group: Group, within: tuple[Condition, ...], around: tuple[Selector, ...] | None) -> None:
        try:
            selectors = read_selectors(stripped(group.tokens), around)
        except SelectorError as error:
            self._selector(group.first, error)
            return
        for one in (sign for selector in selectors for sign in selector.unsure):
            name = one.lower_value if one.type == "ident" else one.lower_name
            self._unknown.append((f":{name}", self._place(one)))
        self.block(group.content or (), within, selectors)

    def _at_rule(self, group: Group, within: tuple[Condition, ...], around: tuple[Selector, ...] | None) -> None:
        name = group.first.lower_value
        place = self._place(group.first)
        if name == "layer":
            for word in _words(group.tokens) or ("",):
                self._layers.setdefault(word)
        elif name == "property":
            self._registered.update(_words(group.tokens))
        if name in CONDITIONS and group.content is not None:
            condition = Condition(name, tuple(stripped(group.tokens)), place)
            self._conditions.append(condition)
            self.block(group.content, (*within, condition), around)
        elif name in CONDITIONS - {"layer"}:
            self._tell(group.first, f"@{name} has no block", "Write { … } behind it.")
        elif name not in ("charset", "import", "layer", "namespace"):
            self._unknown.append((f"@{name}", place))
            self._for_none(group, within)

    def _for_none(self, group: Group, within: tuple[Condition, ...]) -> None:
        """A block that is for no elements: its declarations, and those of the blocks within it."""
        declared: list[Declared] = []
        for part in groups(group.content or ()):
            if part.kind == "declaration":
                declared += self._declared(part)
            elif part.kind == "unknown":
                self._unreadable(part.first)
            else:
                self._for_none(part, within)
        self._blocks.append(Rule((), tuple(declared), within, self._place(group.first)))

    def _declared(self, group: Group) -> Iterator[Declared]:
        custom = group.first.value.startswith("--")
        name = group.first.value if custom else group.first.lower_value
        value, important = _importance(group.tokens)
        wrong = next((sign for sign in everything(value) if sign.type == "error"), None)
        if wrong is not None:
            self._unreadable(wrong)
        elif (missed := _run_on(name, value)) is not None:
            what = f"a semicolon is missing before “{missed.value}”"
            self._tell(missed, what, f"Write “;” behind the value of {name}.")
        elif (sign := next((one for one in value if one == "!"), None)) is not None and not custom:
            self._tell(sign, f"“!” in the value of {name} is not followed by “important” alone", "Mend or remove it.")
        elif not value and not custom:
            self._tell(group.first, f"“{name}” has no value", "Write one, or remove it.")
        else:
            yield Declared(name, tuple(value), important, self._place(group.first))

    def _selector(self, first: Token, error: SelectorError) -> None:
        said = self._words(first, "{")
        before = said.partition(":")[0].strip()
        what = f"the selector “{said}” is none: {error}"
        todo = "Mend it: a browser drops the whole rule."
        if said.startswith("//"):
            what, todo = "“//” begins no comment in a style", "Write /* … */."
        elif not said:
            what, todo = "a block has no selector", "Write one before “{”, or remove the block."
        elif ":" in said and before.lower() in PROPERTIES:
            what, todo = f"the value of “{before}” has no end", "Write “;” behind it."
        self._tell(error.sign or first, what, todo)

    def _unreadable(self, first: Token) -> None:
        said = self._words(first, ";{}")
        if said.startswith("//"):
            self._tell(first, "“//” begins no comment in a style", "Write /* … */.")
            return
        name, _, value = said.partition(" ")
        todo = "Mend it: a browser drops it without a word."
        if name.lower() in PROPERTIES and value:
            todo = f"Write “{name}: {value.removeprefix('=').strip()};”."
        self._tell(first, f"“{said}” is neither a declaration nor a rule", todo)

    def _tell(self, at: Token, what: str, todo: str) -> None:
        self._whole = False
        self._faults.add("T239", f"The style cannot be read: {what}.", self._place(at), todo)

    def _place(self, at: Token) -> Place:
        return self._start.at(line=at.source_line, column=at.source_column)

    def _words(self, at: Token, ends: str) -> str:
        """What stands at a token, up to one of some signs or the end of the line."""
        words: str = self._lines[at.source_line - 1][at.source_column - 1 :]
        for end in ends:
            words = words.partition(end)[0]
        return words.strip()[:60]


def _words(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Names with commas between them; a name may have dots."""
    said = "".join("," if sign == "," else getattr(sign, "value", "") for sign in tokens)
    return tuple(word.strip() for word in said.split(",") if word.strip())


def _importance(value: Sequence[Token]) -> tuple[list[Token], bool]:
    """A value without the `!important` behind it, and whether there was one."""
    said = [sign for sign in value if sign.type not in ("whitespace", "comment")]
    if len(said) > 1 and said[-2] == "!" and said[-1].type == "ident" and said[-1].lower_value == "important":
        return stripped(value[: value.index(said[-2])]), True
    return list(value), False


def _run_on(name: str, value: Sequence[Token]) -> Token | None:
    """The name of the next declaration, where a value runs into it; None where it does not.

    No property but custom ones takes a colon (outside of brackets).
    """
    for before, sign in pairwise(value):
        if sign == ":" and before.type == "ident":
            known = before.value.startswith("--") or before.lower_value in PROPERTIES
            if known or not name.startswith("--"):
                return before
    return None
