"""A page on paper: its running header and footer, which a style sheet alone cannot know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.html.escaping import Html

if TYPE_CHECKING:
    from pipeline.content.model import Document


def print_style(document: Document) -> Html:
    """Margin boxes (CSS Paged Media, 4.2) with title, diary number, draft mark and page number."""
    about = document.metadata
    labels = document.mapping("labels")
    number = f"{labels.get('case_number', '')} {about.case_number}".strip()
    mark = str(document.mapping("document").get("draft_mark", ""))
    middle = f"@top-center {{ content: {_string(mark)} }}\n" if mark else ""
    page = _string(str(labels.get("page", "")))
    return Html(
        f"@page {{\n@top-left {{ content: {_string(about.title)} }}\n{middle}"
        f"@top-right {{ content: {_string(number)} }}\n@bottom-left {{ content: {_string(about.organisation)} }}\n"
        f'@bottom-right {{ content: {page} " " counter(page) " (" counter(pages) ")" }}\n}}'
    )


def _string(words: str) -> str:
    """A CSS string (CSS Syntax 3, 4.3.7): every sign but letters, digits and spaces by its number."""
    signs = (sign if sign.isalnum() or sign == " " else f"\\{_number(sign):x} " for sign in words)
    return f'"{"".join(signs)}"'


def _number(sign: str) -> int:
    """The sign's number; that of U+FFFD for half a surrogate pair and for NUL."""
    number = ord(sign)
    return 0xFFFD if number == 0 or 0xD800 <= number <= 0xDFFF else number
