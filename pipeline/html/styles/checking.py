"""The styles of a project's pages, looked through: each file for itself, and all of a page together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.faults import Faults
from pipeline.html.styles.cascade import Cascade
from pipeline.html.styles.contrast import check_contrast
from pipeline.html.styles.naming import Naming, check_custom
from pipeline.html.styles.reading import read_sheet
from pipeline.html.templates import FOLDER, OVERVIEW, STYLES, made_from
from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pipeline.faults import Fault
    from pipeline.html.styles.sheet import Sheet

#: What a page of an author has besides, and what the quick print has: styles whose colours are not looked at.
AUTHOR: Final = "author.css"
PRINT: Final = ("charts.css", "print.css")
_ELEMENT: Final = re.compile(r"(<style[^>]*>)(.*?)</style>", re.DOTALL | re.IGNORECASE)
_OWN_STYLE: Final = re.compile(r"\{\{\s*(?:print_)?style\s*\}\}")
_TAG: Final = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
#: A custom property that a style attribute, a script or @property sets; not one that var() asks for.
_CUSTOM: Final = re.compile(r"(?<!var\()(?<![\w-])--[\w-]+")
#: What the program itself sets on elements (html/tables.py).
_SET: Final = frozenset(("--tail",))


def check_styles(files: Mapping[str, bytes], parts: Collection[str], *, folder: str = FOLDER) -> tuple[Fault, ...]:
    """T239 to T244: what is wrong with styles, before a reader meets it.

    Args:
        files: of `templates/html/`, by name; those that are there.
        parts: names of all parts that documents may have, which templates place.
        folder: where they lie, for faults.
    """
    faults = Faults()
    sources = {name: text for name, data in sorted(files.items()) if (text := _decoded(name, data, folder, faults))}
    sheets: dict[str, Sheet] = {}
    for name, source in sources.items():
        if name.endswith(".css"):
            sheets[name] = _read(source, Place(f"{folder}/{name}"), faults)
    within = {
        name: [_read(css, Place(f"{folder}/{name}"), faults) for css in _elements(source)]
        for name, source in sources.items()
        if name.endswith(".html")
    }
    also = {*_SET, *(one for name, text in sources.items() if name[-4:] != ".css" for one in _CUSTOM.findall(text))}
    edition = [sheets[name] for name in STYLES if name in sheets]
    own = [sheet for name, several in within.items() if name != OVERVIEW[0] for sheet in several]
    overview = [sheets[name] for name in OVERVIEW if name in sheets] + within.get(OVERVIEW[0], [])
    author = [*edition, *own, *(sheets[name] for name in (AUTHOR,) if name in sheets)]
    for page in (author, overview, [sheets[name] for name in PRINT if name in sheets]):
        if all(sheet.whole for sheet in page):  # the one that could not be read may set it
            check_custom(page, also, faults)
    _check_editions(sources, edition, within, parts, faults)
    _check_overview(files, overview, faults)
    return tuple(faults)


def _decoded(name: str, data: bytes, folder: str, faults: Faults) -> str:
    """A file's text; empty, with a fault noted, where it is none."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        faults.add("T231", "The file is no UTF-8 text.", Place(f"{folder}/{name}", line=line), "Save it as UTF-8.")
        return ""


def _read(source: str, place: Place, faults: Faults) -> Sheet:
    sheet = read_sheet(source, place, faults)
    Naming(faults).check(sheet)
    return sheet


def _elements(source: str) -> Iterator[str]:
    """The style elements of a template, each with as many blanks before it that lines and columns are the file's.

    One that holds tags besides those of the page's own style is left out: what it says is known once it is made.
    """
    for found in _ELEMENT.finditer(source):
        css = _OWN_STYLE.sub(lambda tag: " " * len(tag[0]), found[2])
        if css.strip() and not _TAG.search(css):
            before = source[: found.start(2)]
            yield "\n" * before.count("\n") + " " * (len(before) - before.rfind("\n") - 1) + css


def _check_editions(
    sources: Mapping[str, str],
    edition: list[Sheet],
    within: Mapping[str, list[Sheet]],
    parts: Collection[str],
    faults: Faults,
) -> None:
    """Contrast on the page of each template; on what looks like the page of another, once."""
    from pipeline.html.styles.specimen import Frames

    if not edition or not all(sheet.whole for sheet in edition):
        return
    pages = {name: source for name, source in sources.items() if name.endswith(".html") and name != OVERVIEW[0]}
    looked: set[object] = set()
    together = []
    plain, frames = Cascade(edition), Frames(pages, parts)
    for name in pages:
        own = [sheet for used in _chain(name, pages) for sheet in within[used]]
        page = frames.specimen(name)
        if page is None or not all(sheet.whole for sheet in own):
            continue
        elements = [one for path, one in page.looks.items() if own or path not in looked]
        looked |= set(page.looks)
        together.append((Cascade([*edition, *own]) if own else plain, elements))
    check_contrast(together, faults)


def _chain(name: str, pages: Mapping[str, str]) -> list[str]:
    """A template and all that it is made from."""
    names = [name]
    for one in names:
        names += [used for used in made_from(pages[one].encode()) if used in pages and used not in names]
    return names


def _check_overview(files: Mapping[str, bytes], sheets: list[Sheet], faults: Faults) -> None:
    from pipeline.faults import FaultError
    from pipeline.html.overview import write_overview
    from pipeline.html.styles.overview_specimen import OVERVIEW_SPECIMEN
    from pipeline.html.styles.specimen import parsed
    from pipeline.html.templates import Templates

    if not sheets or not all(sheet.whole for sheet in sheets):
        return
    try:
        written = write_overview(OVERVIEW_SPECIMEN, Templates(tuple(sorted(files.items())))).decode()
    except FaultError:  # what keeps the page from being made is told where it is made
        return
    page = parsed(written.replace(" hidden>", ">"))  # the script shows it
    if page is not None:
        check_contrast([(Cascade(sheets), list(page.looks.values()))], faults)
