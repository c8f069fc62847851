"""The folder of a document to stress the build with: an annex, as the plainest kind, with prose to fill its pages."""

from itertools import cycle, islice

SENTENCES = (
    "Myndigheten följer upp arbetet tillsammans med de verksamheter som berörs av det.",
    "Den som söker uppehållstillstånd ska få veta vad som händer i ärendet och varför.",
    "Handläggarna beskriver att samordningen har blivit bättre, fast inte överallt.",
    "Ansvaret ligger hos den enhet som beslutar, och enheten rapporterar till staben.",
    "Resultatet av uppföljningen används när planeringen för nästa period tas fram.",
    "Överenskommelsen gäller tills vidare och ses över när förutsättningarna ändras.",
)


def prose(sentences):
    """A paragraph of so many sentences."""
    return " ".join(islice(cycle(SENTENCES), sentences))


def annex(text, files=None, title="Prövning av texten"):
    """The files of an annex with this text, and others by their paths."""
    settings = f"""\
kind: plan-annex
title: "{title}"
document-type: Bilaga
case-number: 1.3.3-2023-2929
date: 2023-03-13
unit: Migrationsverket
form-number: Bfd22 2023-02-13
subject: En bilaga som prövar vad en text kan innehålla.
keywords: [prövning]
"""
    return {"document.yaml": settings, "text/10-text.md": text, **(files or {})}


def report(text, title="Prövning av rapporten"):
    """The files of a report with a cover and a contents list, and this text as its chapters."""
    settings = f"""\
kind: sustainability-report
title: "{title}"
document-type: Rapport
case-number: 1.3.1-2024-8647
date: 2024-06-19
unit: Myndighetsstaben
subject: En rapport som prövar vad rubriker kan innehålla.
keywords: [prövning]
colophon:
  - {{label: Diarienummer, value: 1.3.1-2024-8647}}
"""
    return {
        "document.yaml": settings,
        "text/00-forord.md": "# Förord {.unnumbered}\n\n" + prose(2) + "\n",
        "text/05-sammanfattning.md": "# Sammanfattning {.unnumbered}\n\n" + prose(2) + "\n",
        "text/10-text.md": text,
    }
