"""What the preview shows beside documents' pages: faults above the last good page, and the list of documents."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pipeline.html.author.marks import SLOT
from pipeline.html.author.notes import counted_list, listed
from pipeline.html.escaping import Html, text
from pipeline.html.marks import NOTHING
from pipeline.html.policy import policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.html.author.data import Remark
    from pipeline.html.marks import Marks

_STYLE: Final = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
#: Seconds after which a page that has no script of its own asks again.
_AGAIN: Final = 1


def address(name: str) -> str:
    """The path of a document's page on the server."""
    return f"/{quote(name, safe='')}"


def with_state(page: bytes, panel: Html = NOTHING) -> tuple[bytes, str]:
    """A page of the author's edition that knows its version, with what is wrong above it.

    Args:
        page: with a slot, as pages that learn of changes have.
        panel: empty when nothing hinders a new page.

    Returns:
        The page, and its version, which differs when anything in it does.
    """
    version = hashlib.sha256(page + panel.encode()).hexdigest()[:16]
    state = f'<div id="author-state" data-version="{version}">{panel}</div>'
    return page.replace(SLOT.encode(), state.encode(), 1), version


def fault_panel(remarks: Sequence[Remark], *, above: bool) -> Html:
    """What is wrong, so that no new page can be made; `above` the last good page, or alone."""
    below = "Under felen står den senaste sidan som kunde göras." if above else "Sidan kommer när felen är rättade."
    return Html(
        '<section class="author-findings author-fault" aria-label="Fel" lang="sv">'
        f'<p class="author-title">Ingen ny sida kan göras. {below}</p>{counted_list(remarks, {})}</section>'
    )


def bare_page(name: str, marks: Marks | None) -> bytes:
    """A page with room for what is wrong and nothing else, for a document that has had no good page yet.

    Args:
        name: the document's.
        marks: of the author's edition, whose script asks for changes; a page without one asks again by itself.
    """
    body = f'<main><h1>{text(name)}</h1><div class="author-top">{SLOT}</div></main>'
    if marks is None:
        return _page(text(name), body, f'<meta http-equiv="refresh" content="{_AGAIN}">').encode()
    return _page(text(name), f"{body}{marks.end()}", marks.head(), marks.script).encode()


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
    wrong = listed(problems, {}) if problems else ""
    return _page("Dokument", f"<main><h1>Dokument</h1>{wrong}<ul>{items}</ul></main>", "").encode()


def _page(title: str, body: str, head: str, script: str = "") -> str:
    allowed = policy((script,), asking=bool(script))
    return (
        '<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} – förhandsvisning</title><style>{_STYLE}</style>{head}</head><body>{body}</body></html>\n"
    )
