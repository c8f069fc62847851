"""Line, tab, paragraph and page breaks of values, as elements: what docxtpl makes of them, where there are any."""

from __future__ import annotations

import re

from pipeline.word.printing import LINE, PAGE, PARAGRAPH, TAB

_BREAK = re.compile("\ufffe[1-4]")
_T = '<w:t xml:space="preserve">'


def resolve_breaks(xml: str) -> str:
    """Put elements in place of the breaks that wait in runs' texts.

    Each run and paragraph is found by going back from the break, so that the cost follows the number of breaks.
    """
    pieces: list[str] = []
    done = 0
    for found in _BREAK.finditer(xml):
        pieces += (xml[done : found.start()], _element(xml, found.group(), found.start()))
        done = found.end()
    pieces.append(xml[done:])
    return "".join(pieces)


def _element(xml: str, kind: str, at: int) -> str:
    if kind == LINE:
        return f"</w:t><w:br/>{_T}"
    run = _look(xml, "w:r", at)
    if kind == TAB:
        return f"</w:t></w:r><w:r>{run}<w:tab/></w:r><w:r>{run}{_T}"
    paragraph = _look(xml, "w:p", at)
    end, begin = "</w:t></w:r></w:p>", f"<w:p>{paragraph}<w:r>{run}{_T}"
    if kind == PARAGRAPH:
        return end + begin
    assert kind == PAGE
    return f'{end}<w:p><w:r><w:br w:type="page"/></w:r></w:p>{begin}'


def _look(xml: str, name: str, before: int) -> str:
    """The properties of the run or paragraph that `before` is in; empty for none."""
    at = before
    while True:
        at = xml.rfind(f"<{name}", 0, at)
        assert at >= 0, "a break waits outside any run"
        behind = at + len(name) + 1
        if xml[behind] in " >":
            break
    begin = xml.index(">", behind) + 1
    properties = f"{name}Pr"
    if not xml.startswith(f"<{properties}>", begin):
        return ""
    end = f"</{properties}>"
    return xml[begin : xml.index(end, begin) + len(end)]
