"""Selectors as data (Selectors 4), read from the tokens before a block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A token of tinycss2, which is not typed.
Token = Any
Combinator = Literal[" ", ">", "+", "~", "||", ""]

_OPERATORS: Final = frozenset(("=", "~=", "|=", "^=", "$=", "*="))
#: Classes whose argument is a list of selectors; in the first two a wrong one is passed over by browsers.
_LISTS: Final = frozenset(("is", "where", "not", "has", "matches", "-webkit-any", "-moz-any"))
_FORGIVING: Final = frozenset(("is", "where"))


class SelectorError(Exception):
    """A selector that browsers cannot read, with the sign where that shows; None for its end."""

    def __init__(self, what: str, sign: Token | None = None) -> None:
        super().__init__(what)
        self.sign = sign


@dataclass(frozen=True, slots=True)
class Test:
    """One condition of a compound selector.

    Attributes:
        kind: what it asks about.
        name: of the class, id, attribute, or pseudo-class; empty for `&`.
        operator, value: of an attribute; an empty operator where it need only be there.
        selectors: the argument of `:is()`, `:where()`, `:not()` and `:has()`; of `&` those of the rule around.
        arguments: of every other pseudo-class, its tokens; None where it has none.
    """

    kind: Literal["class", "id", "attribute", "pseudo", "nested"]
    name: str = ""
    operator: str = ""
    value: str = ""
    selectors: tuple[Selector, ...] = ()
    arguments: tuple[Token, ...] | None = field(default=None, compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class Compound:
    """What is asked of one element.

    Attributes:
        combinator: how it stands to the compound before it; empty for the first of a selector that is not relative.
        tag: its name in small letters; None for any.
        tests: all other conditions.
    """

    combinator: Combinator
    tag: str | None
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Selector:
    """A complex selector.

    Attributes:
        compounds: from the outermost to the element itself.
        element: the pseudo-element that it is about, such as `before`; empty for the element itself.
        unsure: pseudo-classes and pseudo-elements whose names nobody knows, with their tokens.
    """

    compounds: tuple[Compound, ...]
    element: str = ""
    unsure: tuple[Token, ...] = field(default=(), compare=False, hash=False)

    @property
    def specificity(self) -> tuple[int, int, int]:
        """Ids, classes and elements that it names (Selectors 4, 17)."""
        total = (0, 0, 1 if self.element else 0)
        for compound in self.compounds:
            total = _sum(total, (0, 0, 1 if compound.tag else 0))
            for test in compound.tests:
                total = _sum(total, _weight(test))
        return total


def _sum(one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[int, int, int]:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _weight(test: Test) -> tuple[int, int, int]:
    if test.kind == "id":
        return 1, 0, 0
    if test.selectors or test.kind == "nested":
        nothing = test.name == "where" or not test.selectors
        return (0, 0, 0) if nothing else max(one.specificity for one in test.selectors)
    return (0, 0, 0) if test.name == "where" else (0, 1, 0)


def read_selectors(
    tokens: Sequence[Token], around: tuple[Selector, ...] | None = None, *, relative: bool = False
) -> tuple[Selector, ...]:
    """A list of selectors.

    Args:
        tokens: of the list.
        around: those of the rule that it stands in; None where it stands in none.
        relative: whether selectors may begin with a combinator, as in `:has()`.

    Raises:
        SelectorError: one cannot be read, and browsers drop the whole rule.
    """
    return tuple(_selector(part, around, relative=relative) for part in _split(tokens))


def _split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for sign in tokens:
        if sign == ",":
            yield part
            part = []
        elif sign.type != "comment":
            part.append(sign)
    yield part


def _selector(tokens: list[Token], around: tuple[Selector, ...] | None, *, relative: bool) -> Selector:
    reading = _Reading(tokens, around)
    compounds: list[Compound] = []
    combinator: Combinator = ""
    reading.skip_blanks()
    nested = around is not None
    if reading.at_end():
        raise SelectorError("a selector is missing", tokens[0] if tokens else None)
    if (said := reading.combinator()) is not None:
        if not (relative or nested):
            raise SelectorError(f"it begins with “{said}”", tokens[0])
        combinator = said
    elif relative:
        combinator = " "
    while True:
        compounds.append(reading.compound(combinator))
        blank = reading.skip_blanks()
        if reading.at_end():
            break
        said = reading.combinator()
        if said is None and not blank:
            raise SelectorError(f"“{reading.peek_value()}” cannot stand there", reading.peek())
        combinator = said or " "
        if reading.at_end():
            raise SelectorError(f"nothing stands behind “{combinator}”", tokens[-1])
    if around is not None and not relative and not reading.names_parent:
        parent = Compound("", None, (Test("nested", selectors=around),))
        first = compounds[0]
        compounds = [parent, Compound(first.combinator or " ", first.tag, first.tests), *compounds[1:]]
    elif compounds[0].combinator and not relative:
        parent = Compound("", None, (Test("nested", selectors=around or ()),))
        compounds.insert(0, parent)
    return Selector(tuple(compounds), reading.element, tuple(reading.unsure))


class _Reading:
    """One pass over the tokens of a selector."""

    def __init__(self, tokens: list[Token], around: tuple[Selector, ...] | None) -> None:
        self._tokens = tokens
        self._at = 0
        self._around = around
        self.names_parent = False
        self.element = ""
        self.unsure: list[Token] = []

    def at_end(self) -> bool:
        return self._at >= len(self._tokens)

    def peek(self) -> Token | None:
        return None if self.at_end() else self._tokens[self._at]

    def peek_value(self) -> str:
        return str(getattr(self.peek(), "value", "")) or self._tokens[self._at].serialize()

    def _next(self) -> Token | None:
        sign = self.peek()
        self._at += 1
        return sign

    def skip_blanks(self) -> bool:
        before = self._at
        while (sign := self.peek()) is not None and sign.type == "whitespace":
            self._at += 1
        return self._at > before

    def combinator(self) -> Combinator | None:
        sign = self.peek()
        if sign is None or sign not in (">", "+", "~", "||"):
            return None
        self._at += 1
        self.skip_blanks()
        said: Combinator = sign.value
        return said

    def compound(self, combinator: Combinator) -> Compound:
        start = self._at
        tag: str | None = None
        tests: list[Test] = []
        while (sign := self.peek()) is not None:
            if self._at == start and (named := self._tag(sign)) is not None:
                tag = named
            elif sign.type == "hash" and sign.is_identifier:
                tests.append(Test("id", sign.value))
            elif sign == ".":
                tests.append(self._class(sign))
            elif sign.type == "[] block":
                tests.append(_attribute(sign))
            elif sign == "&":
                self.names_parent = True
                tests.append(Test("nested", selectors=self._around or ()))
            elif sign == ":":
                tests += self._pseudo(sign)
                continue
            else:
                break
            self._at += 1
        if self._at == start:
            raise SelectorError(f"“{self.peek_value() if self.peek() else ''}” cannot stand there", self.peek())
        return Compound(combinator, tag or None, tuple(tests))

    def _tag(self, sign: Token) -> str | None:
        """The element that a compound begins with, an empty one for any; None where it begins with something else."""
        name = "" if sign in ("*", "|") else None
        name = sign.lower_value if sign.type == "ident" else name
        if name is None:
            return None
        behind = self._tokens[self._at : self._at + 3]
        behind = behind[1:] if sign != "|" else behind
        if not behind or behind[0] != "|":
            return str(name)
        if len(behind) < 2 or not (behind[1].type == "ident" or behind[1] == "*"):
            return None
        self._at += 1 if sign == "|" else 2  # a namespace; all that a page has stands in one
        return str(behind[1].lower_value) if behind[1].type == "ident" else ""

    def _class(self, point: Token) -> Test:
        self._at += 1
        name = self.peek()
        if name is None or name.type != "ident":
            raise SelectorError("no name of a class stands behind “.”", point)
        return Test("class", name.value)

    def _pseudo(self, colon: Token) -> list[Test]:
        from pipeline.html.styles.known import CLASSES, ELEMENTS, ONE_COLON

        self._at += 1
        sign = self._next()
        double = sign == ":"
        if double:
            sign = self._next()
        if sign is None or sign.type not in ("ident", "function"):
            raise SelectorError("no name stands behind “:”", colon)
        name = sign.lower_value if sign.type == "ident" else sign.lower_name
        if double or name in ONE_COLON:
            if name not in ELEMENTS and not name.startswith("-"):
                self.unsure.append(sign)
            self.element = name
            return []
        if name not in CLASSES and not name.startswith("-"):
            self.unsure.append(sign)
        if sign.type == "ident":
            return [Test("pseudo", name)]
        if name not in _LISTS:
            return [Test("pseudo", name, arguments=tuple(sign.arguments))]
        return [Test("pseudo", name, selectors=self._list(sign.arguments, name), arguments=())]

    def _list(self, tokens: Sequence[Token], name: str) -> tuple[Selector, ...]:
        found: list[Selector] = []
        for part in _split(tokens):
            try:
                # `&` within stands for the rule around; a selector without it is not nested here
                inner = _selector(part, self._around if _names_parent(part) else None, relative=name == "has")
            except SelectorError:
                if name not in _FORGIVING:
                    raise
                continue
            self.names_parent |= _names_parent(part)
            self.unsure += inner.unsure if name not in _FORGIVING else ()
            found.append(inner)
        return tuple(found)


def _names_parent(tokens: Sequence[Token]) -> bool:
    return any((sign == "&") or (sign.type == "function" and _names_parent(sign.arguments)) for sign in tokens)


def _attribute(block: Token) -> Test:
    parts = [sign for sign in block.content if sign.type not in ("whitespace", "comment")]
    if not parts or parts[0].type != "ident":
        raise SelectorError("“[” is not followed by the name of an attribute", block)
    name = parts[0].lower_value
    if len(parts) == 1:
        return Test("attribute", name)
    operator = parts[1].value if parts[1].type == "literal" else ""
    if operator not in _OPERATORS or len(parts) not in (3, 4) or parts[2].type not in ("ident", "string"):
        raise SelectorError(f"the condition [{name} …] cannot be read; a value other than a word needs quotes", block)
    return Test("attribute", name, operator, parts[2].value)
