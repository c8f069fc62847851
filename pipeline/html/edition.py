"""A document as one self-contained web page: the tree's parts written, and placed by a template."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final

from jinja2.exceptions import UndefinedError

from pipeline.content.directions import runs_right_to_left
from pipeline.content.heading_numbers import DECIMAL
from pipeline.content.model import Heading
from pipeline.faults import Faults, did_you_mean
from pipeline.html.blocks import blocks_html
from pipeline.html.compiled import compiled
from pipeline.html.contents import contents_html
from pipeline.html.escaping import Html
from pipeline.html.metadata import metadata_html, report_data
from pipeline.html.names import wrong_names
from pipeline.html.notes import notes_html
from pipeline.html.paper import print_style
from pipeline.html.policy import policy
from pipeline.html.sandbox import Slot, failing_tag
from pipeline.html.shell import check_shell
from pipeline.html.slots import NEEDED, PAGE_KEYS, PLACED, TWICE
from pipeline.html.targets import find_targets
from pipeline.html.whole import check_whole, line_in
from pipeline.html.wording import page_words, shown_size
from pipeline.html.writing import Writing
from pipeline.sandbox import TEMPLATE_ERRORS, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.content.heading_numbers import HeadingStyles
    from pipeline.content.model import Document, Plain
    from pipeline.html.compiled import CompiledTemplates
    from pipeline.html.downloads import Download
    from pipeline.html.marks import Marks
    from pipeline.html.templates import Templates
    from pipeline.places import Place

_PLACED: Final = re.compile("\0([^\0]+)\0")


@dataclass(frozen=True, slots=True)
class Edition:
    """What a page is made of.

    Attributes:
        document: the tree, already checked.
        downloads: the document's other files; () where there are none yet.
        marks: what an author's edition adds; None for the published one.
        template: name of a template of its own, without ending, such as `our-plan`; empty for the kind's.
        headings: how headings are numbered: as in the Word file.
    """

    document: Document
    downloads: tuple[Download, ...] = ()
    marks: Marks | None = None
    template: str = ""
    headings: HeadingStyles = field(default_factory=lambda: DECIMAL, repr=False)


def write_edition(edition: Edition, templates: Templates) -> bytes:
    """Write a document as a page.

    Args:
        edition: what it is made of.
        templates: of the project. The one that is used has the name that the document gives, or that of its kind, or is
            `edition.html` where there is neither.

    Raises:
        FaultError: T230–T237 everything that is wrong with the templates, or with how they fit the document; T205–T218
            what in the document cannot be written, as for the Word file.
    """
    faults = Faults()
    ready = compiled(templates)
    document = edition.document
    file = ready.file_for(f"{name}.html" for name in (edition.template, document.kind) if name)
    page = _page(edition)
    keys = {name: frozenset(value) for name, value in document.variables.items() if isinstance(value, dict)}
    known = frozenset({*document.variables, *document.parts})
    faults.extend(wrong_names(ready, file, known, frozenset({**keys, "page": PAGE_KEYS}.items())))
    faults.raise_if_errors()
    marks = edition.marks
    variables = document.variables if marks is None else marks.variables(document.variables)
    shell = _shell(ready, file, {**variables, **_slots(edition, ready), "page": page}, faults)
    faults.raise_if_errors()
    if marks is not None:
        shell = marks.settled(shell)
    place = ready.place(file)
    order = _order(shell, document, place, faults)
    check_shell(_PLACED.sub(" ", shell), lambda tag: line_in(ready, file, tag), faults)
    targets = find_targets((document.parts[name] for name in order), edition.headings, faults)
    writing = Writing(document, targets, faults, marks)
    filled = {name: blocks_html(writing, document.parts[name]) for name in order}
    filled["notes"] = notes_html(writing)
    filled["contents"] = contents_html(writing)
    filled |= _heads(edition, ready)
    check_whole(shell, filled, ready, file, faults)
    if writing.cited and "notes" not in _PLACED.findall(shell):
        faults.add("T234", "The template does not place the footnotes.", place, "Write {{ notes }} below the text.")
    faults.raise_if_errors()
    return _PLACED.sub(lambda found: filled[found[1]], shell).encode("utf-8")


def _page(edition: Edition) -> dict[str, Plain]:
    """The variable `page`."""
    about = edition.document.metadata
    return {
        "language": about.language,
        "direction": "rtl" if runs_right_to_left(about.language) else "ltr",
        "title": f"{about.title} – {about.organisation}",
        "words": asdict(page_words(about.language)),
        "downloads": [
            {
                "url": one.url,
                "label": one.label,
                "size": shown_size(one.size, about.language),
                "type": one.media_type,
            }
            for one in edition.downloads
        ],
    }


def _slots(edition: Edition, ready: CompiledTemplates) -> dict[str, Slot]:
    document, marks = edition.document, edition.marks
    filled = {
        "contents": any(isinstance(block, Heading) for part in document.parts.values() for block in part),
        "notes": bool(document.footnotes),
        "script": bool(ready.script),
        "author_head": marks is not None,
        "author_top": marks is not None,
        "author_end": marks is not None,
    }
    slots = {name: Slot(name, filled=filled.get(name, True)) for name in PLACED}
    return slots | {name: Slot(name, filled=bool(blocks)) for name, blocks in document.parts.items()}


def _heads(edition: Edition, ready: CompiledTemplates) -> dict[str, Html]:
    marks = edition.marks
    report = report_data(edition.document, edition.downloads)
    scripts = (report, ready.script, marks.script if marks else "")
    return {
        "style": ready.style,
        "print_style": print_style(edition.document),
        "metadata": metadata_html(edition.document, edition.downloads, report),
        "script": Html(f"<script>{ready.script}</script>" if ready.script else ""),
        "policy": Html(policy(scripts, asking=marks is not None and marks.asking)),
        "author_head": marks.head() if marks else Html(),
        "author_top": marks.top() if marks else Html(),
        "author_end": marks.end() if marks else Html(),
    }


def _shell(ready: CompiledTemplates, file: str, context: Mapping[str, object], faults: Faults) -> str:
    """The page with NUL signs around the names of its parts; empty, with a fault noted, where a tag fails."""
    try:
        return run(ready.environment.get_template(file), context)
    except TEMPLATE_ERRORS as error:
        place = ready.place(*failing_tag(error, file))
        code = "T232" if isinstance(error, UndefinedError) else "T233"
        reason = str(error).rstrip(".") or type(error).__name__
        faults.add(code, f"The tag cannot be worked out: {reason}.", place, "Mend the tag, or what it is given.")
        return ""


def _order(shell: str, document: Document, place: Place, faults: Faults) -> list[str]:
    """The names of the parts as the template places them, each of them that holds anything exactly once."""
    found = _PLACED.findall(shell)
    for name, blocks in document.parts.items():
        if blocks and name not in found:
            message = f"The template does not place the part “{name}”, so its text would be lost."
            todo = f"Write {{{{ {name} }}}} where it is to stand. {did_you_mean(name, found)}".strip()
            faults.add("T234", message, place, todo, name=name)
    for name in NEEDED:
        if name not in found:
            faults.add("T234", f"The template does not place “{name}”.", place, f"Write {{{{ {name} }}}}.", name=name)
    for name in sorted({name for name in found if found.count(name) > 1} - TWICE):
        faults.add("T235", f"The template places “{name}” twice.", place, "Remove one of the tags.", name=name)
    return list(dict.fromkeys(name for name in found if name in document.parts))
