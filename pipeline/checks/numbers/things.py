"""The things that are told apart by a number behind them: steg 2, tabell 3, rum 214, artikel 8."""

from __future__ import annotations

from typing import Final

#: For a verbose pattern, with the endings that the words may have.
KINDS_OF_THINGS: Final = r"""(?:
      \w*num(?:mer|ret) | aktivitet(?:en|er|erna)? | alternativ(?:en|et)? | anslagspost(?:en|er)?
    | arbetspaket(?:et)? | art\. | artik(?:el|eln|lar|larna) | avs\. | avsnitt(?:en|et)? | bil\.
    | bilag(?:a|an|or|orna) | blankett(?:en)? | blankettnummer | bok | box(?:en)? | buss(?:en)? | del(?:en)?
    | delprojekt(?:et)? | delrapport(?:en)? | diagram(?:met)? | etapp(?:en|er|erna)? | fas(?:en|er|erna)? | fig\.
    | figur(?:en|er|erna)? | formulär(?:et)? | fotnot(?:en)? | fråg(?:a|an|or|orna) | gate | grupp(?:en)?
    | hall(?:en)? | hus(?:et)? | id | indikator(?:n|er|erna)? | kanal(?:en)? | kap\.? | kapit(?:el|let|len)
    | kategori(?:n|er|erna)? | klass(?:en)? | kod(?:en|er|erna)? | kolumn(?:en|er)? | konto(?:t)?
    | konvention(?:en)? | kostnadsställe(?:t)? | kriteri(?:um|et|er|erna) | kurs(?:en|er|erna)? | kvarter(?:et)?
    | linje(?:n)? | länsväg | modell(?:en)? | modul(?:en|er|erna)? | mom\. | moment(?:et)?
    | (?:del|effekt|etapp|folkhälso|hållbarhets|inriktnings|klimat|kvalitets|miljö|utvecklings|verksamhets)?mål(?:en)?
    | målet | nivå(?:n|er|erna)? | not(?:en)? | nr\.? | område(?:t|na)? | p\. | paket(?:et)? | paragraf(?:en)?
    | pelare(?:n)? | plan(?:et)? | plats | plattform | port(?:en)? | princip(?:en|er|erna)? | prioritet
    | projekt(?:et)? | protokoll(?:et)? | punkt(?:en|er|erna)? | rad(?:en|er)? | regel(?:n)? | region
    | rekommendation(?:en|er|erna)? | resolution(?:en)? | riksväg | rubrik(?:en)? | rum(?:met)? | ruta(?:n)? | rv
    | sal(?:en)? | scenario(?:t)? | scope | skolår | skäl | spår(?:et)? | stadi(?:um|et) | steg(?:en|et)?
    | stycke(?:t)? | tab\. | tabell(?:en|er|erna)? | tema(?:t)? | termin(?:en)? | terminal(?:en)? | typ
    | uppdrag(?:et|en)? | uppgift(?:en|er|erna)? | uppgång(?:en)? | utg\.omr\. | utgiftsområde(?:t)? | väg
    | våning(?:en)? | zon(?:en)? | åk | årskurs(?:en|er|erna)? | åtgärd(?:en|er|erna)?
)"""
