"""The Jinja environment of templates: nothing to call but what Jinja has, nothing random, everything escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from jinja2.lexer import Token

from pipeline.sandbox import BoundedEnvironment
from pipeline.word.printing import PUTTING, Missing, finalize
from pipeline.word.tag_model import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.lexer import TokenStream

    from pipeline.word.tag_model import FoundTag


#: docxtpl's way of writing braces that are no tag.
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class TagStream(Extension):
    """Between Jinja's lexer and its parser: a tag's number becomes its line number, and what prints is told where.

    Attributes:
        sequence: the tags in the order in which they come; None for one that docxtpl has added.
    """

    sequence: tuple[FoundTag | None, ...] = ()

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens, numbered anew."""
        tags = iter(self.sequence)
        tag: FoundTag | None = None
        number = 1
        for token in stream:
            kind, value = token.type, token.value
            if kind in ("variable_begin", "block_begin"):
                tag = next(tags, None)
                number = tag.number if tag else number
            elif kind == "data":
                for escaped, meant in _BRACES:
                    value = value.replace(escaped, meant)
            wrapped = tag is not None and tag.spot is not Spot.TEXT
            if kind == "variable_end" and wrapped and tag is not None:
                # {{ x }} becomes {{ (x)|spot(number) }}.
                yield Token(number, "rparen", ")")
                yield Token(number, "pipe", "|")
                yield Token(number, "name", _filter_name(tag.spot))
                yield Token(number, "lparen", "(")
                yield Token(number, "integer", number)  # type: ignore[arg-type]  # Jinja's lexer has it as int, too
                yield Token(number, "rparen", ")")
            yield Token(number, kind, value)
            if kind == "variable_begin" and wrapped:
                yield Token(number, "lparen", "(")


class _Printer(CodeGenerator):
    """Lets `finalize` alone decide what is printed; Jinja would have what it returns escaped once more."""

    def _output_child_pre(self, *of: Any) -> None:
        finalize: CodeGenerator._FinalizeInfo = of[-1]
        self.write(str(finalize.src))

    def _output_child_post(self, *_: object) -> None:
        self.write(")")


def _filter_name(spot: Spot) -> str:
    return f"put_into_{spot.value}"


def _same(value: object) -> object:
    """`e` and its like: everything is escaped where it is printed, and once is enough."""
    return value


class TemplateEnvironment(BoundedEnvironment):
    """Where templates are compiled and run."""

    code_generator_class = _Printer

    def __init__(self, *, numbered: bool = True) -> None:
        """Set up.

        Args:
            numbered: whether tags carry their numbers; not so for looking at a single tag.
        """
        super().__init__(
            autoescape=True, undefined=Missing, finalize=finalize, extensions=[TagStream] if numbered else []
        )
        for name in ("e", "escape", "forceescape"):
            self.filters[name] = _same
        for spot, put in PUTTING.items():
            self.filters[_filter_name(spot)] = put
