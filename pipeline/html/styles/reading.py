"""A style sheet as rules, in the order in which they count, and T239 for what browsers read otherwise than written."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.html.styles.brackets import unbalanced
from pipeline.html.styles.known import PROPERTIES
from pipeline.html.styles.selectors import SelectorError, read_selectors
from pipeline.html.styles.sheet import Condition, Declared, Rule, Sheet
from pipeline.html.styles.tokens import everything, stripped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.faults import Faults
    from pipeline.html.styles.selectors import Selector
    from pipeline.html.styles.tokens import Token
    from pipeline.places import Place

#: At-rules that hold rules, and hold for some readers or places alone.
_CONDITIONS: Final = frozenset(("media", "supports", "container", "layer", "scope", "starting-style", "document"))


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
        self._conditions: list[Condition] = []
        self._unknown: list[tuple[str, Place]] = []
        self._registered: set[str] = set()

    def sheet(self) -> Sheet:
        unknown, registered = tuple(self._unknown), frozenset(self._registered)
        return Sheet(tuple(self._rules), tuple(self._conditions), unknown, registered, self._whole)

    def block(
        self, tokens: Sequence[Token], within: tuple[Condition, ...], around: tuple[Selector, ...] | None
    ) -> None:
        """What stands between braces, or in the whole file.

        Args:
            tokens: of it.
            within: the at-rules around.
            around: the selectors of the rule that it belongs to, () for one that is for no elements; None for no rule.
        """
        declared: list[Declared] = []
        for item in self._items(tokens):
            if item.type == "declaration":
                declared += self._declared(item, around)
                continue
            self._rule(declared, within, around)
            declared = []
            if item.type == "at-rule":
                self._at_rule(item, within, around)
            elif around == ():
                self.block(item.content, within, around)  # 50% { … } of @keyframes
            else:
                self._qualified(item, within, around)
        self._rule(declared, within, around)

    def _items(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """Declarations, rules and at-rules of a block; what is none of them is told."""
        import tinycss2

        for item in tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True):
            if item.type == "error":
                self._unreadable(_begin(tokens, item))
            else:
                yield item

    def _rule(
        self, declared: Sequence[Declared], within: tuple[Condition, ...], around: tuple[Selector, ...] | None
    ) -> None:
        if declared:
            self._rules.append(Rule(around or (), tuple(declared), within))

    def _qualified(self, item: Token, within: tuple[Condition, ...], around: tuple[Selector, ...] | None) -> None:
        try:
            selectors = read_selectors(stripped(item.prelude), around)
        except SelectorError as error:
            self._selector(item, error)
            return
        for sign in (sign for selector in selectors for sign in selector.unknown):
            name = sign.lower_value if sign.type == "ident" else sign.lower_name
            self._unknown.append((f":{name}", self._place(sign)))
        self.block(item.content, within, selectors)

    def _at_rule(self, item: Token, within: tuple[Condition, ...], around: tuple[Selector, ...] | None) -> None:
        name, place = item.lower_at_keyword, self._place(item)
        if name == "property":
            self._registered.update(sign.value for sign in item.prelude if sign.type == "ident")
        if name in _CONDITIONS and item.content is not None:
            condition = Condition(name, tuple(stripped(item.prelude)), place)
            self._conditions.append(condition)
            self.block(item.content, (*within, condition), around)
        elif name in _CONDITIONS - {"layer"}:
            self._tell(item, f"@{name} has no block", "Write { … } behind it.")
        elif name not in ("charset", "import", "layer", "namespace"):
            self._unknown.append((f"@{name}", place))
            self.block(item.content or (), within, ())

    def _declared(self, item: Token, around: tuple[Selector, ...] | None) -> Iterator[Declared]:
        custom = item.name.startswith("--")
        name = item.name if custom else item.lower_name
        value = stripped(item.value)
        if around is None:
            self._tell(item, "a declaration stands outside of a rule", "Put it between a rule’s braces.")
        elif (wrong := next((sign for sign in everything(value) if sign.type == "error"), None)) is not None:
            self._unreadable(wrong)
        elif (missed := _run_on(name, value)) is not None:
            what = f"a semicolon is missing before “{missed.value}”"
            self._tell(missed, what, f"Write “;” behind the value of {name}.")
        elif (sign := next((one for one in value if one == "!"), None)) is not None and not custom:
            self._tell(sign, f"“!” in the value of {name} is not followed by “important” alone", "Mend or remove it.")
        elif not value and not custom:
            self._tell(item, f"“{name}” has no value", "Write one, or remove it.")
        else:
            yield Declared(name, tuple(value), item.important, self._place(item))

    def _selector(self, item: Token, error: SelectorError) -> None:
        said = self._words(item, "{")
        before = said.partition(":")[0].strip()
        what, todo = f"the selector “{said}” is none: {error}", "Mend it: a browser drops the whole rule."
        if not said:
            what, todo = "a block has no selector", "Write one before “{”, or remove the block."
        elif ":" in said and before.lower() in PROPERTIES:
            what, todo = f"the value of “{before}” has no end", "Write “;” behind it."
        self._tell(error.sign or item, what, todo)

    def _unreadable(self, first: Token) -> None:
        said = self._words(first, ";{}")
        name, _, value = said.partition(" ")
        todo = "Mend it: a browser drops it without a word."
        if name.lower() in PROPERTIES and value:
            todo = f"Write “{name}: {value.removeprefix('=').strip()};”."
        self._tell(first, f"“{said}” is neither a declaration nor a rule", todo)

    def _tell(self, at: Token, what: str, todo: str) -> None:
        self._whole = False
        if self._words(at, "").startswith("//"):
            what, todo = "“//” begins no comment in a style", "Write /* … */."
        self._faults.add("T239", f"The style cannot be read: {what}.", self._place(at), todo)

    def _place(self, at: Token) -> Place:
        return self._start.at(line=at.source_line, column=at.source_column)

    def _words(self, at: Token, ends: str) -> str:
        """What stands at a token, up to one of some signs or the end of the line."""
        words: str = self._lines[at.source_line - 1][at.source_column - 1 :]
        for end in ends:
            words = words.partition(end)[0]
        return words.strip()[:60]


def _begin(tokens: Sequence[Token], error: Token) -> Token:
    """The first token of what tinycss2 could not read: it tells where that ends."""
    begin, ended = error, True
    for sign in tokens:
        if ended and sign.type != "whitespace":
            begin = sign
        ended = sign == ";" or sign.type == "{} block" or (ended and sign.type == "whitespace")
        if (sign.source_line, sign.source_column) >= (error.source_line, error.source_column):
            break
    return begin


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
