"""paketbeskrivning.txt: what lies where in the package and how it is checked, for people, in Swedish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.archive import naming
from pipeline.archive.adopted import as_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.archive.member import Subject

_ROLES = {
    "manifest": "Manifest: vilka underlag och program handlingen är gjord med, och cellerna bakom varje siffra.",
    "review list": "Granskningslista: vad människor kontrollerade före fastställandet, med svar, namn och datum.",
    "review items": "Granskningens synpunkter och hur de avgjordes.",
    "gate report": "Den maskinella kontrollen före fastställandet: vad som kontrollerades och med vilka program.",
    "web edition": "Webbutgåvan: samma ord som i PDF-filen, för läsning i en webbläsare.",
    "workbook": "Sifferförteckning: varje siffra med sin uträkning och sina celler.",
}


_STATUSES = {"adopted": "fastställd", "dispatched": "fastställd och expedierad", "replaced": "ersatt"}


def guide(subject: Subject, schemas: Sequence[str]) -> bytes:
    """The description.

    Args:
        subject: what the package is about.
        schemas: names of the schemas that are with it.
    """
    lines = [
        *_about(subject),
        "",
        *_places(subject, schemas),
        "",
        *_missing(subject),
        *_checking(subject),
    ]
    return ("\n".join(lines) + "\n").encode()


def _about(subject: Subject) -> list[str]:
    known = subject.document.registered
    document, case = known.document, known.case
    hidden = "(sekretessmarkerad, se metadata/descriptive/erms.xml)"
    title = hidden if "title" in subject.withheld else document["title"]
    about = hidden if "subject" in subject.withheld else case.get("subject", "")
    rows = (
        ("Rubrik", title),
        ("Handling", document["number"]),
        ("Version", document.get("version", "")),
        ("Ersätter", document.get("replaces", "")),
        ("Status", _STATUSES.get(str(document["status"]), "")),
        ("Ärende", f"{case['number']} {about}".strip()),
        ("Beslut", document.get("decision-number", "")),
        ("Beslutsdatum", document.get("decision-date", "")),
        ("Beslutsfattare", document.get("decided-by", "")),
        ("Föredragande", document.get("presenter", "")),
        ("Expedierad", document.get("dispatched", "")),
        ("Myndighet", subject.deliverer.agency),
        ("Paketet gjort", f"{subject.at} med diarie {subject.program}"),
    )
    return [
        f"Arkivpaket {subject.object_id}",
        "",
        "Paketet innehåller en fastställd handling och det som visar hur den kom till. Det följer E-ARK CSIP och",
        "SIP 2.1.0 (FGS Paketstruktur 2.0) och CITS ERMS 2.1.2 (FGS Ärendehantering 2.0).",
        "",
        *(f"{name}: {value}" for name, value in rows if value),
    ]


def _places(subject: Subject, schemas: Sequence[str]) -> list[str]:
    files = subject.document
    told = [
        ("METS.xml", "Paketets innehållsförteckning med kontrollsumma för varje fil."),
        (naming.ERMS, "Ärendet och handlingen enligt diariet."),
        (naming.PREMIS, "Vilka filer paketet innehåller, och hur det sattes samman."),
        (
            "representations/",
            (
                "Handlingen i två former. METS.xml och metadata/preservation/premis.xml i vardera mappen säger\n"
                "    vilka filer som finns där, hur de kom till och hur de kontrollerades."
            ),
        ),
        (files.original.path, "Handlingen som den fastställdes i Word."),
        (files.archive_copy.path, "Samma handling som PDF/A, för bevarande."),
        *((file.path, _ROLES[file.role]) for file in files.files if file.role in _ROLES),
        (
            naming.REGISTER,
            (
                "Diariets händelser om ärendet, handlingen, beslutsnumret och filerna, och diariekedjans huvud:\n"
                "    kontrollsumman för diariets senaste händelse."
            ),
        ),
        (
            f"{naming.SCHEMAS}/",
            f"Scheman för METS: {', '.join(schemas)}.\n    De för PREMIS och ERMS ligger inte i paketet.",
        ),
    ]
    if files.of_role("source", "template"):
        told.insert(-2, (f"{naming.DOCUMENTATION}/sources/", "Underlag, texter och mall, byte för byte som de lästes."))
    return ["Vad som ligger var", "", *(line for path, words in told for line in (path, f"    {words}"))]


def _missing(subject: Subject) -> list[str]:
    """Answers of database servers are not kept; their checksums are."""
    asked: list[str] = []
    for manifest in subject.document.of_role("manifest"):
        inputs = as_object(manifest.data).get("inputs")
        asked += [name for name in inputs or () if str(name).startswith("sql:")] if isinstance(inputs, dict) else []
    if not asked:
        return []
    return [
        "Vad som inte finns med",
        "",
        f"Svar från databaser ({len(asked)} st). Frågorna ligger bland underlagen, svarens kontrollsummor i",
        "manifestet.",
        "",
    ]


def _checking(subject: Subject) -> list[str]:
    position, head = subject.document.registered.head
    command = f"diarie archive verify {subject.object_id}"
    return [
        "Hur paketet kontrolleras",
        "",
        "1. METS.xml nämner varje fil en gång, med storlek och SHA-256. Kommandot sha256sum FIL ger samma siffror.",
        "2. METS.xml bär sitt eget sigill: attributet ID i elementet mets är SHA-256 av filen med nollor i",
        "   sigillets ställe.",
        "3. Diariets händelser räknas om så som documentation/register.json beskriver.",
        f"4. Kommandot {command} gör allt detta.",
        "",
        f"Diariekedjans huvud när paketet gjordes: händelse {position},",
        head,
        "Jämför med det huvud som myndigheten har bevarat på annat håll. Finns diariet kvar visar kommandot",
        f"diarie register verify --head {head}",
        "om det fortfarande rymmer det.",
    ]
