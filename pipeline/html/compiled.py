"""Templates made ready once: that they can be read, and that styles and script ask for nothing and end nowhere odd."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jinja2.exceptions import TemplateSyntaxError

from pipeline.faults import Faults
from pipeline.html.escaping import Html
from pipeline.html.sandbox import PageEnvironment
from pipeline.html.shell import ASKING
from pipeline.html.templates import BASE, FOLDER, SCRIPT, STYLES
from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.html.templates import Templates

#: What would make a page ask for something, or end its element.
_FOREIGN: Final = re.compile(rf"{ASKING}|</|<!--", re.IGNORECASE)
#: What would end a script, or let what stands behind it be taken for its own (HTML, 4.12.1.3).
_ENDING: Final = re.compile(r"</script|<script|<!--", re.IGNORECASE)
#: A comment of a style; strings are passed over, as they may hold what looks like one.
_COMMENT: Final = re.compile(r"(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CompiledTemplates:
    """Templates that can be used.

    Attributes:
        environment: where they run.
        style: all styles.
        script: of the page, as it stands in its element; empty where there is none.
        folder: for faults.
    """

    environment: PageEnvironment
    style: Html
    script: Html
    folder: str

    def place(self, name: str, line: int | None = None) -> Place:
        """A line of a template."""
        return Place(f"{self.folder}/{name}", line=line)

    def source(self, name: str) -> str:
        """The text of a template, without a byte-order mark, and with line feeds alone at the ends of its lines."""
        loader = self.environment.loader
        assert loader is not None
        return loader.get_source(self.environment, name)[0]

    def file_for(self, names: Iterable[str]) -> str:
        """The first of some templates that there is; the base where there is none of them."""
        return next((name for name in names if name in self.environment.list_templates()), BASE)


@lru_cache(maxsize=8)
def compiled(templates: Templates) -> CompiledTemplates:
    """Templates made ready; the same ones once only.

    Raises:
        FaultError: T230 one is missing; T231 one cannot be read as a template; T236 a style asks for something, or a
            style or script would end its element.
    """
    faults = Faults()
    sources = {}
    for name, data in templates.files:
        place = Place(f"{templates.folder}/{name}")
        try:
            sources[name] = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            faults.add("T231", "The file is no UTF-8 text.", place.at(line=line), "Save it as UTF-8.")
            continue
        if "\0" in sources[name]:
            line = sources[name].partition("\0")[0].count("\n") + 1
            faults.add("T231", "The file holds the character U+0000.", place.at(line=line), "Remove it.")
    unreadable = bool(faults)
    for name in (BASE, *STYLES[:1]):
        if name not in templates and templates.files:
            todo = f"Put it back: the web edition is made with it. The one that came with diarie in {FOLDER} will do."
            faults.add("T230", f"The template {name} does not exist.", Place(f"{templates.folder}/{name}"), todo)
    if not templates.files:
        message = f"There are no templates for the web edition in {templates.folder}."
        todo = f"Copy the folder {FOLDER} that came with diarie into the project, beside the Word templates."
        faults.add("T230", message, Place(templates.folder), todo)
    environment = PageEnvironment({name: source for name, source in sources.items() if name.endswith(".html")})
    if not unreadable:
        for name in environment.list_templates():
            _check_syntax(environment, sources[name], Place(f"{templates.folder}/{name}"), faults)
        for name in STYLES:
            _check_style(sources.get(name, ""), Place(f"{templates.folder}/{name}"), faults)
        _check_script(sources.get(SCRIPT, ""), Place(f"{templates.folder}/{SCRIPT}"), faults)
    faults.raise_if_errors()
    style = Html("\n".join(_without_comments(sources[name]) for name in STYLES if name in sources))
    return CompiledTemplates(environment, style, Html(sources.get(SCRIPT, "").strip()), templates.folder)


def _without_comments(style: str) -> str:
    """A style as a page carries it: what it says to those who change it stays where they do so."""
    bare = _COMMENT.sub(lambda found: found["string"] or "", style)
    return "\n".join(line.rstrip() for line in bare.splitlines() if line.strip())


def _check_syntax(environment: PageEnvironment, source: str, place: Place, faults: Faults) -> None:
    try:
        environment.compile(source, place.file)
    except TemplateSyntaxError as error:
        message = f"The template cannot be read: {(error.message or '').rstrip('.')}."
        faults.add("T231", message, place.at(line=error.lineno), "Mend the tag.")


def _check_style(source: str, place: Place, faults: Faults) -> None:
    for found in _FOREIGN.finditer(source):
        faults.add(
            "T236",
            f"The style holds “{found[0]}”, with which a page would ask for something from elsewhere.",
            place.at(line=source[: found.start()].count("\n") + 1),
            "A page is one file: take it away, or write the picture out as a data: address.",
        )


def _check_script(source: str, place: Place, faults: Faults) -> None:
    for found in _ENDING.finditer(source):
        message = f"The script holds “{found[0]}”, which would end it, or take in what comes behind it."
        line = source[: found.start()].count("\n") + 1
        faults.add("T236", message, place.at(line=line), "Write it in two parts: '<' + '/script'.")
