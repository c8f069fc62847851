"""A page that holds one of everything, in the frame that a project's own templates make: what colours are looked at on.

What the program itself writes into a page stands here once for all documents; a test compares it with real pages.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.html.sandbox import PageEnvironment
from pipeline.html.slots import PLACED
from pipeline.sandbox import TEMPLATE_ERRORS, run

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cssselect2 import ElementWrapper

_HEADINGS: Final = "".join(
    f'<div class="heading level-{level}"><h{level + 1} id="h{level}"><span class="number">1.1</span> Ord</h{level + 1}>'
    f'<a class="anchor" href="#h{level}"></a></div>\n'
    for level in range(1, 6)
)
_CELLS: Final = """
<caption><span class="caption"><span class="label">Tabell 1. </span>Ord<br>
<span class="unit">ord</span></span></caption>
<thead><tr><th scope="col">Ord</th><th scope="col" class="figure">Ord</th><th class="centred">Ord</th></tr></thead>
<tbody><tr><th scope="row">Ord</th><td class="figure">1</td><td><p>Ord <strong>ord</strong> <a href="#a">ord</a></p>
<ul><li>Ord</li></ul></td></tr>
<tr><th scope="row" class="centred">Ord</th><td class="tone-good">Ord</td><td class="tone-attention">Ord</td></tr>
<tr><th scope="row">Ord</th><td class="tone-bad">Ord</td><td class="centred tone-quiet">Ord</td></tr>
<tr><th scope="row">Ord</th><td class="tone-good"><a href="#a">Ord</a></td>
<td class="tone-bad"><a href="#a">Ord</a></td></tr>
<tr class="total"><th scope="row">Ord</th><td class="figure"><strong>1</strong></td><td>Ord</td></tr></tbody>
"""
_TABLES: Final = "".join(
    f'<div class="table {look}"><div class="scroll" tabindex="0"><table>{_CELLS}</table></div>'
    '<p class="note">Ord <a class="reference" href="#a">ord</a></p></div>\n'
    for look in ("plain", "plan", "calendar")
)
#: Shapes and words of charts with their colours on paper (html/charts.py): class, attribute, colour.
_PAINTED: Final = (
    ("rect", "paper", "fill", "#ffffff"),
    ("rect", "strong", "fill", "#0e4a5a"),
    ("rect", "soft", "fill", "#6899a9"),
    ("rect", "tint", "fill", "#e6eef0"),
    ("circle", "ink", "fill", "#1f2a30"),
    ("circle", "grey", "fill", "#54626a"),
    ("text", "ink", "fill", "#1f2a30"),
    ("text", "grey", "fill", "#54626a"),
    ("text", "on-strong", "fill", "#ffffff"),
    ("path", "strong-line", "stroke", "#0e4a5a"),
    ("path", "soft-line", "stroke", "#6899a9"),
    ("path", "ink-line", "stroke", "#1f2a30"),
    ("path", "grey-line", "stroke", "#54626a"),
)
_CHART: Final = "".join(f'<{tag} class="{look}" {name}="{colour}"></{tag}>' for tag, look, name, colour in _PAINTED)
_BODY: Final = f"""
{_HEADINGS}<p>Ord <strong>ord</strong> <em>ord</em> <span lang="en">word</span> <a id="a" href="https://a">ord</a>
<a class="reference" href="#a">ord</a><sup class="noteref"><a id="ref-1" href="#note-1">1</a></sup></p>
<p class="lead">Ord</p><p class="note">Ord</p><p class="example">Ord <a href="#a">ord</a></p>
<p class="signature">Ord</p>
<ul><li>Ord <a href="#a">ord</a></li></ul><ol><li>Ord</li></ol><blockquote><p>Ord <a href="#a">ord</a></p></blockquote>
{_TABLES}<figure><div class="drawn"><svg class="chart">{_CHART}</svg></div>
<figcaption><p class="caption"><span class="label">Figur 1. </span>Ord</p><p class="note">Ord</p></figcaption></figure>
"""
_LIST: Final = (
    '<ol><li><a href="#h1" aria-current="true"><span class="number">1</span> Ord</a>'
    '<ol><li><a href="#h2">Ord</a><ol><li><a href="#h3"><span class="number">1</span> Ord</a></li></ol></li></ol></li>'
    '<li><a href="#h1"><span class="number">1</span> Ord</a></li></ol>'
)
_NOTES: Final = (
    '<section class="notes"><h2>Ord</h2><ol><li id="note-1"><p>Ord <a href="https://a">ord</a></p> '
    '<a class="back" href="#ref-1"></a></li></ol></section>'
)
_SLOT: Final = re.compile("\ue000([a-z_]+)\ue001")


class StandIn(str):
    """A variable of templates, whatever it holds: there, shown as a word, and with two of everything in it."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> object:
        """What a template asks it for, which a text has otherwise."""
        return super().__getattribute__(name) if name.startswith("__") else StandIn("Ord")

    def __getitem__(self, key: object) -> StandIn:
        return StandIn("Ord")

    def __call__(self, *_: object, **__: object) -> StandIn:
        """Whatever a method would give."""
        return StandIn("Ord")

    def __iter__(self) -> Iterator[str]:
        return iter((StandIn("Ord"), StandIn("Ord")))


@dataclass(frozen=True, slots=True)
class Specimen:
    """A page to look at.

    Attributes:
        looks: the elements of its body by how and where they stand, one of those that stand alike.
        everything: all elements; they must live as long as the page is looked at.
    """

    looks: Mapping[object, ElementWrapper] = field(repr=False)
    everything: tuple[ElementWrapper, ...] = field(repr=False)


class Frames:
    """The templates of pages, to put one of everything into each."""

    def __init__(self, sources: Mapping[str, str], parts: Collection[str]) -> None:
        """Take up the templates.

        Args:
            sources: templates by name.
            parts: names of all parts that documents may have.
        """
        from jinja2 import TemplateSyntaxError, meta

        self._environment = PageEnvironment(sources)
        names: set[str] = set()
        for name, source in sources.items():
            with suppress(TemplateSyntaxError):  # told elsewhere
                names |= meta.find_undeclared_variables(self._environment.parse(source, name))
        placed = {*PLACED, *parts}
        self._context = {
            name: StandIn(f"\ue000{name}\ue001" if name in placed else "Ord") for name in sorted(names | {"page"})
        }
        self._filled = dict.fromkeys(parts, _BODY) | {"latest_changes": _TABLES}
        self._filled |= {"contents": _LIST, "notes": _NOTES}

    def specimen(self, file: str) -> Specimen | None:
        """A page made with a template; None where that cannot be used, which is told elsewhere."""
        try:
            shell = run(self._environment.get_template(file), self._context)
        except TEMPLATE_ERRORS:
            return None
        return parsed(_SLOT.sub(lambda found: self._filled.get(found[1], ""), shell))


def parsed(page: str) -> Specimen | None:
    """A whole page to look at; None for one without a body."""
    import lxml.html
    from cssselect2 import ElementWrapper

    root = lxml.html.document_fromstring(page)
    if root.find("body") is None:
        return None
    everything = tuple(ElementWrapper.from_html_root(root).iter_subtree())
    looks: dict[object, ElementWrapper] = {}
    paths: dict[ElementWrapper | None, tuple[object, ...]] = {None: ()}
    for one in everything:
        own, beside = one.etree_element, one.previous
        paths[one] = (paths[one.parent], own.tag, own.get("class"), own.get("aria-current"), own.get("style"))
        if "body" in (own.tag, *(around.local_name for around in one.ancestors)):
            # what stands first, or behind something, may look otherwise
            looks.setdefault((paths[one], beside and (beside.local_name, beside.etree_element.get("class"))), one)
    return Specimen(looks, everything)
