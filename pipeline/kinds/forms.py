"""Forms of settings that several kinds share: a text that says something, a language, a number's pattern."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from pipeline.content.addresses import is_allowed_address
from pipeline.register.patterns import Pattern


def _must(must: str, holds: Callable[[str], bool]) -> AfterValidator:
    """A check whose fault (I117) says what the value must be."""

    def check(text: str) -> str:
        if not holds(text):
            raise PydanticCustomError("form", "{must}", {"must": must})
        return text

    return AfterValidator(check)


def _is_language(text: str) -> bool:
    from babel.core import Locale, UnknownLocaleError

    try:
        Locale.parse(text, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _is_number_pattern(text: str) -> bool:
    """Whether years and serials can be told apart, and nothing but the three parts is asked for."""
    try:
        names = Pattern.of(text).names
    except ValueError:
        return False
    return {"year", "serial"} <= names <= {"classification", "year", "serial"}


#: A text with something to read in it.
Filled = Annotated[str, _must("must have a text", lambda text: bool(text.strip()))]
#: A language (BCP 47) that dates can be written in.
Language = Annotated[str, _must("must be a language tag, as sv-SE or en", _is_language)]
#: The first part of a diary number.
Classification = Annotated[
    str,
    _must("must be numbers joined by full stops, as 1.3.1", lambda text: bool(re.fullmatch(r"\d+(\.\d+)*", text))),
]
#: An agency's organisation number.
OrganisationNumber = Annotated[
    str, _must("must be six digits, a hyphen and four digits", lambda text: bool(re.fullmatch(r"\d{6}-\d{4}", text)))
]
#: An address of the web.
WebAddress = Annotated[
    str,
    _must(
        "must be a web address, as https://www.example.se/tillganglighet",
        lambda text: text.startswith(("https://", "http://")) and is_allowed_address(text),
    ),
]
#: How the register writes diary numbers.
NumberPattern = Annotated[
    str,
    _must("must hold {year} and {serial}, and no other braces than {classification}", _is_number_pattern),
]
