"""The structure tree (tags) of a PDF as plain objects: read it, mend it, write it anew with its parent tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from pipeline.pdf.roles import standard_type

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Identity of an indirect object in its file.
ObjectId = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked-content sequence: page from 0, and its MCID there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation that belongs to an element."""

    annotation: ObjectId


@dataclass(slots=True, eq=False)
class Element:
    """A structure element.

    Attributes:
        kind: standard structure type without its slash (ISO 32000-1, 14.8.4).
        style: the name it was exported with, lower case: for paragraphs, the style's.
        children: what it holds, in reading order.
        page: page from 0 on which it begins; None when unknown.
        language: BCP 47 tag where it differs; None for that of what surrounds it.
        alt, actual: text alternative, replacement text.
        name: its /ID, unique in the file; None for none.
        box: bounding box on its page, in points; None for none.
        sized: whether its width and height are given, as those of pictures are and those of drawn shapes are not.
        table: attributes of tables and cells: Scope, RowSpan, ColSpan, Summary.
        numbering: /ListNumbering of a list; None elsewhere.
    """

    kind: str
    style: str = ""
    children: list[Child] = field(default_factory=list)
    page: int | None = None
    language: str | None = None
    alt: str | None = None
    actual: str | None = None
    name: str | None = None
    box: tuple[float, float, float, float] | None = None
    sized: bool = False
    table: dict[str, int | str] = field(default_factory=dict)
    numbering: str | None = None

    def elements(self) -> list[Element]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element]:
        """This element and all below it, parents first."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    def marks(self) -> Iterator[Marked]:
        """All marked content in and below it, in reading order."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.marks()
            elif isinstance(child, Marked):
                yield child

    def texts(self, shown: Callable[[Marked], str]) -> Iterator[str]:
        """The pieces of its text in reading order; `shown` tells what a sequence shows where nothing replaces it."""
        if self.actual is not None:
            yield self.actual.replace("\N{SOFT HYPHEN}", "")
            return
        for child in self.children:
            if isinstance(child, Element):
                yield from child.texts(shown)
            elif isinstance(child, Marked):
                yield shown(child)

    def annotations(self) -> Iterator[ObjectId]:
        """All annotations in and below it."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.annotations()
            elif isinstance(child, Annotated):
                yield child.annotation


Child = Element | Marked | Annotated


# ---------------------------------------------------------------------------------------------- reading


def read(pdf: pikepdf.Pdf) -> Element:
    """The tree below its root, as one Document element; empty when the file is not tagged."""
    root = pdf.Root.get(Name.StructTreeRoot)
    document = Element("Document")
    if not isinstance(root, Dictionary):
        return document
    reader = _Reader(pdf, root)
    document.children = reader.children(root.get(Name.K), None)
    tops = document.elements()
    if len(tops) == len(document.children) == 1 and tops[0].kind == "Document":
        return tops[0]
    return document


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, root: Dictionary) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        roles = root.get(Name.RoleMap, Dictionary())
        self._roles: Mapping[str, str] = {name[1:]: str(role)[1:] for name, role in roles.items()}

    def children(self, kids: Any, page: int | None) -> list[Child]:
        """The children that a /K stands for."""
        if kids is None:
            return []
        found = (self._child(kid, page) for kid in (kids if isinstance(kids, Array) else [kids]))
        return [child for child in found if child is not None]

    def _child(self, kid: Any, page: int | None) -> Child | None:
        if isinstance(kid, int):
            return Marked(page or 0, kid)
        if not isinstance(kid, Dictionary):
            return None
        # Asking for a key that is not there costs ten times as much as asking whether it is.
        if "/MCID" in kid:
            return Marked(self._page(kid, page) or 0, int(kid["/MCID"]))
        if "/Obj" in kid:
            return Annotated(kid["/Obj"].objgen)
        return self._element(kid, page)

    def _element(self, source: Dictionary, page: int | None) -> Element:
        page = self._page(source, page)
        exported = str(source["/S"])[1:]
        element = Element(exported, exported.casefold(), page=page)
        for name, key in (("language", "/Lang"), ("alt", "/Alt"), ("actual", "/ActualText")):
            if key in source:
                setattr(element, name, str(source[key]))
        placed = "/A" in source and self._attributes(element, source["/A"])
        if "/K" in source:
            element.children = self.children(source["/K"], page)
        # What holds paragraphs or a label is no paragraph itself, whatever the name of its style.
        holds = any(child.kind in ("P", "Lbl") for child in element.elements())
        styled = placed and element.box is None and element.alt is None and not holds
        element.kind = standard_type(exported, self._roles, styled=styled)
        return element

    def _page(self, source: Dictionary, inherited: int | None) -> int | None:
        return self._pages.get(source["/Pg"].objgen, inherited) if "/Pg" in source else inherited

    @staticmethod
    def _attributes(element: Element, attributes: Any) -> bool:
        """Take over the attributes that mean something to a reader; whether it is laid out as a paragraph."""
        placed = False
        for owner in attributes if isinstance(attributes, Array) else [attributes]:
            if not isinstance(owner, Dictionary):
                continue
            placed = placed or ("/Placement" in owner and owner["/Placement"] == "/Block")
            if "/BBox" in owner:
                left, bottom, right, top = (float(number) for number in owner["/BBox"])
                element.box = (left, bottom, right, top)
            element.sized = element.sized or "/Height" in owner
            if "/ListNumbering" in owner:
                element.numbering = str(owner["/ListNumbering"])[1:]
            for key in ("/Scope", "/RowSpan", "/ColSpan", "/Summary"):
                if key in owner:
                    value = owner[key]
                    element.table[key[1:]] = value if isinstance(value, int) else str(value).removeprefix("/")
        return placed


# ---------------------------------------------------------------------------------------------- writing


def write(pdf: pikepdf.Pdf, document: Element, annotations: Mapping[ObjectId, pikepdf.Object]) -> None:
    """Put the tree in place of the file's own, with parent tree, element names and the pages' and annotations' keys."""
    writer = _Writer(pdf, annotations)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = writer.element(document, root)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(writer.parents())))
    root.ParentTreeNextKey = writer.next_key
    if writer.names:
        pairs = [part for name in sorted(writer.names) for part in (String(name), writer.names[name])]
        first, last = min(writer.names), max(writer.names)
        leaf = pdf.make_indirect(Dictionary(Limits=Array([String(first), String(last)]), Names=Array(pairs)))
        root.IDTree = pdf.make_indirect(Dictionary(Kids=Array([leaf])))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf, annotations: Mapping[ObjectId, pikepdf.Object]) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._annotations = annotations
        self._owners: list[dict[int, Dictionary]] = [{} for _ in self._pages]
        self._annotation_owners: dict[ObjectId, pikepdf.Object] = {}
        self.names: dict[str, Dictionary] = {}
        self.next_key = 0

    def element(self, element: Element, parent: Dictionary) -> Dictionary:
        """The element and all below it, as objects of the file."""
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent))
        page = next((child.page for child in element.children if isinstance(child, Marked)), element.page)
        if page is not None:
            made.Pg = self._pages[page]
        self._describe(made, element)
        kids = [self._kid(child, made, page) for child in element.children]
        if kids:
            made.K = kids[0] if len(kids) == 1 else Array(kids)
        return made

    def _describe(self, made: Dictionary, element: Element) -> None:
        for key, text in (("/Lang", element.language), ("/Alt", element.alt), ("/ActualText", element.actual)):
            if text is not None:
                made[key] = String(text)
        if element.name is not None:
            made.ID = String(element.name)
            self.names[element.name] = made
        owners = []
        if element.box is not None and element.kind in ("Figure", "Formula", "Table"):
            owners.append(Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(list(element.box))))
        if element.numbering is not None:
            owners.append(Dictionary(O=Name.List, ListNumbering=Name(f"/{element.numbering}")))
        if element.table:
            owners.append(_table_attributes(element.table))
        if owners:
            made.A = owners[0] if len(owners) == 1 else Array(owners)

    def _kid(self, child: Child, made: Dictionary, page: int | None) -> Any:
        if isinstance(child, Element):
            return self.element(child, made)
        if isinstance(child, Marked):
            self._owners[child.page][child.mcid] = made
            if child.page == page:
                return child.mcid
            return Dictionary(Type=Name.MCR, Pg=self._pages[child.page], MCID=child.mcid)
        self._annotation_owners[child.annotation] = made
        return Dictionary(Type=Name.OBJR, Obj=self._annotations[child.annotation])

    def parents(self) -> list[Any]:
        """Keys and owners of the parent tree: pages first, then annotations."""
        pairs: list[Any] = []
        for key, (page, owners) in enumerate(zip(self._pages, self._owners, strict=True)):
            if owners:
                slots = [owners.get(mcid) for mcid in range(max(owners) + 1)]
                pairs += [key, self._pdf.make_indirect(Array(slots))]
                page.StructParents = key
            elif Name.StructParents in page:
                del page[Name.StructParents]
        self.next_key = len(self._pages)
        for annotation, owner in self._annotation_owners.items():
            self._annotations[annotation].StructParent = self.next_key
            pairs += [self.next_key, owner]
            self.next_key += 1
        return pairs


def _table_attributes(table: Mapping[str, int | str]) -> Dictionary:
    attributes = Dictionary(O=Name.Table)
    for key, value in sorted(table.items()):
        if isinstance(value, int):
            attributes[f"/{key}"] = value
        else:
            attributes[f"/{key}"] = String(value) if key == "Summary" else Name(f"/{value}")
    return attributes
