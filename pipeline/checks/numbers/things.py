"""The things that are told apart by a number behind them: steg 2, tabell 3, rum 214, artikel 8."""

from __future__ import annotations

from typing import Final

#: For a verbose pattern, with the endings that the words may have.
KINDS_OF_THINGS: Final = r"""(?:
      aktivitet(?:en|er|erna)? | alternativ(?:en|et)? | anslagspost(?:en|er)? | arbetspaket(?:et)? | art\.
    | artik(?:el|eln|lar|larna) | avs\. | avsnitt(?:en|et)? | bil\. | bilag(?:a|an|or|orna) | blankett(?:en)?
    | blankettnummer | bok | box(?:en)? | buss(?:en)? | del(?:en)? | delprojekt(?:et)?
    | delrapport(?:en)? | diagram(?:met)? | etapp(?:en|er|erna)? | fas(?:en|er|erna)? | fig\.
    | figur(?:en|er|erna)? | formulär(?:et)? | fotnot(?:en)? | fråg(?:a|an|or|orna) | grupp(?:en)? | id
    | indikator(?:n|er|erna)? | kap\.? | kapit(?:el|let|len) | kategori(?:n|er|erna)? | klass(?:en)?
    | kod(?:en|er|erna)? | kolumn(?:en|er)? | konto(?:t)? | kostnadsställe(?:t)? | konvention(?:en)?
    | kriteri(?:um|et|er|erna)
    | linje(?:n)? | länsväg | modell(?:en)? | modul(?:en|er|erna)? | moment(?:et)?
    | (?:del|effekt|etapp|folkhälso|hållbarhets|inriktnings|klimat|kvalitets|miljö|utvecklings|verksamhets)?mål(?:en)?
    | målet | \w*num(?:mer|ret) | nivå(?:n|er|erna)? | not(?:en)? | nr\.? | område(?:t|na)? | p\.
    | paket(?:et)? | paragraf(?:en)?
    | pelare(?:n)? | plan(?:et)? | plats | port(?:en)? | princip(?:en|er|erna)? | prioritet | projekt(?:et)?
    | protokoll(?:et)?
    | punkt(?:en|er|erna)? | rad(?:en|er)? | regel(?:n)? | region | rekommendation(?:en|er|erna)?
    | resolution(?:en)? | riksväg | rubrik(?:en)? | rum(?:met)? | ruta(?:n)? | rv | sal(?:en)? | scenario(?:t)?
    | scope | skäl | spår(?:et)? | stadi(?:um|et) | steg(?:en|et)? | stycke(?:t)? | tab\.
    | tabell(?:en|er|erna)? | tema(?:t)? | terminal(?:en)? | typ | uppdrag(?:et|en)? | uppgift(?:en|er|erna)?
    | utg\.omr\. | utgiftsområde(?:t)? | väg | våning(?:en)? | zon(?:en)? | åtgärd(?:en|er|erna)?
)"""
