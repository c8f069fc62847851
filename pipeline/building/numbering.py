"""Diary numbers for documents that are being built: foreseen while inputs are checked, given when all is well."""

from __future__ import annotations

from pathlib import Path

from pipeline.register.numbers import Numbers


class Numbering:
    """Foresees the numbers that documents will get, and has them given once it is certain that they are needed.

    Called by the composing of each document that has no number of its own. A build that fails before `confirm` takes no
    number.

    Args:
        register: the register's database.
    """

    def __init__(self, register: Path) -> None:
        self._register = register
        self._wanted: dict[str, tuple[str, int, str]] = {}
        self._foreseen: dict[str, str] = {}
        self._serials: dict[int, int] = {}

    def __call__(self, document: str, classification: str, year: int, pattern: str) -> str:
        """The number that the document has, or the one that it would be given now."""
        numbers = Numbers(self._register, pattern)
        given = numbers.find(document)
        if given is None and document not in self._foreseen:
            serial = self._serials.get(year) or numbers.next_serial(year)
            self._serials[year] = serial + 1
            self._wanted[document] = (classification, year, pattern)
            self._foreseen[document] = numbers.written(classification, year, serial)
        return given.case_number if given else self._foreseen[document]

    def confirm(self) -> bool:
        """Have the foreseen numbers given; False when the register gave others, because somebody else took one."""
        given = {
            document: Numbers(self._register, pattern).give(document, classification, year).case_number
            for document, (classification, year, pattern) in self._wanted.items()
        }
        return given == self._foreseen
