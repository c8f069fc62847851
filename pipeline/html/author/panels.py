"""Traces as markup: a button around the number, and the panel that it opens.

Both are the browser's own (the popover attribute of HTML): they work with the keyboard and without a script, Escape
closes a panel, and the focus goes back to the button.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.html.escaping import Html, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.html.author.data import Source, Step, Trace
    from pipeline.html.marks import Mark


def button_start(panel: str) -> Html:
    """What stands before a number whose trace is the panel of that id."""
    return Html(f'<button type="button" class="author-number" popovertarget="{text(panel)}" aria-haspopup="dialog">')


#: What stands behind it.
BUTTON_END = Html("</button>")


def chart_button(mark: Mark) -> Html:
    """The button for the values of a chart, which are drawn and cannot be buttons themselves."""
    words = "Where the numbers of this chart come from"
    return Html(f'<p class="author-chart" lang="en">{mark.before}{words}{mark.behind}</p>')


def panel(name: str, trace: Trace) -> Html:
    """The panel of a trace; `name` is its id."""
    facts = "".join(f"<dt>{text(label)}</dt><dd>{text(said)}</dd>" for label, said in trace.facts)
    parts = [
        # the focus goes within: a page may have one element alone with autofocus that stands in no popover
        f'<p id="{name}-title" class="author-title" tabindex="-1" autofocus>{text(trace.title)}</p>',
        f"<dl>{facts}</dl>" if facts else "",
        f"<ol>{''.join(map(_step, trace.steps))}</ol>" if trace.steps else "",
        _sources(trace.sources),
        f'<button type="button" popovertarget="{name}" popovertargetaction="hide">Close</button>',
    ]
    return Html(
        f'<div popover id="{name}" class="author-trace" role="dialog" aria-labelledby="{name}-title"'
        f' lang="en">{"".join(parts)}</div>'
    )


def _step(step: Step) -> str:
    worked = f" {text(step.worked)}" if step.worked else ""
    return f"<li><code>{text(step.name)}</code>{worked}{_sources(step.sources)}</li>"


def _sources(sources: Iterable[Source]) -> str:
    items = "".join(f"<li><code>{text(one.place)}</code>{_written(one)}</li>" for one in sources)
    return f"<ul>{items}</ul>" if items else ""


def _written(source: Source) -> str:
    return f": “{text(source.text)}”" if source.text else ""
