"""Texts that must not be built, and what their authors are told: fault code and line of the text."""

from functools import partial

from tests.stress.annex_folder import annex

_CELLS = {
    "figures.yaml": "tables:\n  tbl-t: {file: data/t.csv, caption: Tabell, row-headers: 1}\n",
    "data/t.csv": "Vad;Hur\nStöd;Se [^lag] och [lagen](https://www.riksdagen.se/lag)\n",
}

#: Refused while the text is read: name → files, code, place.
AT_ONCE = {
    "override": (partial(annex, "Text.\n\nSumman är \u202e0001\u202c kronor.\n"), "I105", "text/10-text.md:3:11"),
    "isolate": (partial(annex, "Text \u2067abc\u2069.\n"), "I105", "text/10-text.md:1:6"),
    "hidden-tags": (partial(annex, "Text\U000e0041\U000e0042.\n"), "I105", "text/10-text.md:1:5"),
    "override-as-entity": (partial(annex, "Text &#x202E;abc.\n"), "I214", "text/10-text.md:1:6"),
    "private-use": (partial(annex, "Text \ue000.\n"), "I214", "text/10-text.md:1:6"),
    "private-use-as-entity": (partial(annex, "Text &#xE000;.\n"), "I214", "text/10-text.md:1:6"),
    "nothing-to-see": (partial(annex, "Text.\n\n\u200b\u00ad\u2060\n"), "T210", "text/10-text.md:3:1"),
    "note-in-a-link": (
        partial(annex, "Se [lagen[^a]](https://www.riksdagen.se/lag).\n\n[^a]: Not.\n"),
        "I263",
        "text/10-text.md:1:10",
    ),
    "note-in-a-note": (partial(annex, "Text.[^a]\n\n[^a]: Se.[^b]\n\n[^b]: Not.\n"), "I263", "text/10-text.md:3:10"),
    "link-in-a-link": (
        partial(annex, "[Lagen [i sin helhet](https://www.riksdagen.se/a)](https://www.riksdagen.se/b).\n"),
        "I211",
        "text/10-text.md:1:50",
    ),
    "markdown-in-a-plain-cell": (partial(annex, "![](tbl-t)\n", _CELLS), "I208", "data/t.csv:2"),
}

#: Refused when the pages are there, as no font has a character: name → text, characters.
FOR_THE_FONTS = {
    "welsh": ("Ord ỺỻỼỽ slut.", "Ỽỽ"),
    "welsh-alone": ("Ord Ỽ och ỽ slut.", "Ỽỽ"),
    "chinese": ("Orden 中文 slut.\n\nOch 中.", "中文"),
    "emoji": ("Bra 👍🏽 slut.", "👍🏽"),
}
