"""What the preview shows beside documents' pages: faults above the last good page, and the list of documents."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pipeline.html.author.marks import SLOT
from pipeline.html.author.notes import counted_list, listed
from pipeline.html.escaping import Html, text
from pipeline.html.marks import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.html.author.data import Remark

_STYLE: Final = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
#: Seconds after which a page that has no script of its own asks again.
_AGAIN: Final = 1


def address(name: str) -> str:
    """The path of a document's page on the server."""
    return f"/{quote(name, safe='')}"


def with_state(page: bytes, panel: Html = NOTHING) -> tuple[bytes, str]:
    """A page of the author's edition that knows its version, with what is wrong above it.

    Args:
        page: with a slot.
        panel: empty when nothing hinders a new page.

    Returns:
        The page, and its version, which differs when anything in it does.
    """
    version = hashlib.sha256(page + panel.encode()).hexdigest()[:16]
    state = f'<div id="author-state" data-version="{version}">{panel}</div>'
    return page.replace(SLOT.encode(), state.encode(), 1), version


def fault_panel(remarks: Sequence[Remark], *, above: bool) -> Html:
    """What is wrong, so that no new page can be made; `above` the last good page, or alone."""
    below = "Below is the last page that could be made." if above else "The page comes when it is mended."
    return Html(
        '<section class="author-findings author-fault" aria-label="Faults" lang="en">'
        f'<p class="author-title">No new page can be made. {below}</p>{counted_list(remarks, ())}</section>'
    )


def bare_page(name: str, head: Html, end: Html) -> bytes:
    """A page with room for what is wrong and nothing else, for a document that has had no good page yet.

    Args:
        name: the document's.
        head: of the author's edition.
        end: of it, with its script; a page without one asks again by itself.
    """
    again = "" if end else f'<meta http-equiv="refresh" content="{_AGAIN}">'
    body = f'<main><h1>{text(name)}</h1><div class="author-top">{SLOT}</div></main>{end}'
    return _page(text(name), body, f"{head}{again}").encode()


def list_page(documents: Iterable[tuple[str, str]], problems: Sequence[Remark] = ()) -> bytes:
    """The list of documents.

    Args:
        documents: name and folder of each.
        problems: why there are none, or not all.
    """
    items = "".join(
        f'<li><a href="{text(address(name))}">{text(name)}</a> <code>{text(folder)}</code></li>'
        for name, folder in documents
    )
    wrong = listed(problems, ()) if problems else ""
    return _page("Documents", f"<main><h1>Documents</h1>{wrong}<ul>{items}</ul></main>", "").encode()


def _page(title: str, body: str, head: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} – diarie preview</title><style>{_STYLE}</style>{head}</head><body>{body}</body></html>\n"
    )
