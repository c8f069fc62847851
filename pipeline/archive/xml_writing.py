"""Writing XML: elements in the namespaces of METS, PREMIS and ERMS, always as the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

METS: Final = "http://www.loc.gov/METS/"
XLINK: Final = "http://www.w3.org/1999/xlink"
CSIP: Final = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
SIP: Final = "https://DILCIS.eu/XML/METS/SIPExtensionMETS"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
PREMIS: Final = "http://www.loc.gov/premis/v3"
ERMS: Final = "https://DILCIS.eu/XML/ERMS"

#: Prefix of an attribute → its namespace.
_PREFIXES: Final = {"xlink": XLINK, "csip": CSIP, "sip": SIP, "xsi": XSI}
#: What XML 1.0 cannot hold (section 2.2).
_IMPOSSIBLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Builder:
    """Makes elements of one namespace.

    Args:
        namespace: of the elements.
        prefixes: namespaces that the root declares, beside the elements' own.
    """

    def __init__(self, namespace: str, *prefixes: str) -> None:
        self._namespace = namespace
        # the stubs know no namespace without a prefix
        self._declared: dict[str, str] = {None: namespace, **{name: _PREFIXES[name] for name in prefixes}}  # type: ignore[dict-item]

    def __call__(
        self,
        name: str,
        attributes: Mapping[str, str | None] | None = None,
        children: Iterable[etree._Element | None] | str | None = None,
    ) -> etree._Element:
        """An element.

        Args:
            name: of the element.
            attributes: name, with `xlink:` and the like where it has a namespace → value; None for one to leave out.
            children: elements, None for one to leave out; or the element's text.
        """
        made = etree.Element(f"{{{self._namespace}}}{name}", None, nsmap=self._declared)
        for key, value in (attributes or {}).items():
            if value is not None:
                made.set(_attribute(key), possible(value))
        if isinstance(children, str):
            made.text = possible(children)
        else:
            made.extend([child for child in children or () if child is not None])
        return made


def _attribute(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}" if prefix else name


def possible(text: str) -> str:
    """The text with U+FFFD for every sign that XML cannot hold."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def written(root: etree._Element) -> bytes:
    """The document as bytes, in UTF-8, an element a line."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=[prefix for prefix in root.nsmap if prefix])
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
