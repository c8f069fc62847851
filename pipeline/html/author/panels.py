"""Traces as markup: a button around the number, and the panel that it opens.

Both are the browser's own (the popover attribute of HTML): they work with the keyboard and without a script, Escape
closes a panel, and the focus goes back to the button.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.html.escaping import Html, text
from pipeline.html.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.html.author.data import Source, Step, Trace

#: What stands behind the words of a button.
BUTTON_END = Html("</button>")


def button(panel: str, words: str) -> Mark:
    """The button that opens the panel of that id.

    Its name is what it shows, once, and what it does; nothing else could tell it from the words around it.

    Args:
        panel: id of the panel.
        words: what it stands around, as it is read.
    """
    around, apart = (_start(panel, words, look) for look in ("", " author-apart"))
    return Mark(around, BUTTON_END, Html(f"{apart}{BUTTON_END}"))


def _start(panel: str, words: str, look: str) -> Html:
    return Html(
        f'<button type="button" class="author-number{look}" popovertarget="{text(panel)}" aria-haspopup="dialog"'
        f' aria-label="{text(words)}: visa spår">'
    )


def buttons(label: str, marked: Iterable[tuple[Mark, str]]) -> Html:
    """A line of buttons above a chart or a table, for numbers that can have none themselves.

    Args:
        label: what numbers they are, and a blank; may be empty.
        marked: each button with its words.
    """
    shown = ", ".join(f"{mark.before}{text(words)}{mark.behind}" for mark, words in marked)
    return Html(f'<p class="author-chart" lang="sv">{text(label)}{shown}</p>')


def panel(name: str, trace: Trace) -> Html:
    """The panel of a trace; `name` is its id."""
    facts = "".join(f"<dt>{text(label)}</dt><dd>{text(said)}</dd>" for label, said in trace.facts)
    parts = [
        # where the focus goes when it opens: the page's script says so
        f'<p id="{name}-title" class="author-title" tabindex="-1">{text(trace.title)}</p>',
        f"<dl>{facts}</dl>" if facts else "",
        f"<ol>{''.join(map(_step, trace.steps))}</ol>" if trace.steps else "",
        _sources(trace.sources),
        f'<button type="button" popovertarget="{name}" popovertargetaction="hide">Stäng</button>',
    ]
    return Html(
        f'<div popover id="{name}" class="author-trace" role="dialog" aria-labelledby="{name}-title"'
        f' lang="sv">{"".join(parts)}</div>'
    )


def _step(step: Step) -> str:
    worked = f" {text(step.worked)}" if step.worked else ""
    return f"<li><code>{text(step.name)}</code>{worked}{_sources(step.sources)}</li>"


def _sources(sources: Iterable[Source]) -> str:
    items = "".join(f"<li><code>{text(one.place)}</code>{_written(one)}</li>" for one in sources)
    return f"<ul>{items}</ul>" if items else ""


def _written(source: Source) -> str:
    return f": ”{text(source.text)}”" if source.text else ""
