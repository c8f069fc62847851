"""Rendering in memory against docxtpl, used as its documentation shows; `python -m bench.rendering` prints the ratios.

Both are given the same template files, made here with python-docx, and must give the same document, compared as
canonical XML. docxtpl opens, renders and saves for each document; here a template is compiled before and rendered for
each, with all its safety checks.
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate
from lxml import etree

from bench.table import Row, as_table
from pipeline.content.model import Plain
from pipeline.word.compiled import CompiledTemplate, compile_template

_COLUMNS = {"goal": "Mål", "what": "Vad", "how": "Hur", "who": "Vem", "when": "När"}
_WORDS = """
    myndigheten ansvaret handlingsplanen uppföljningen redovisningen arbetet målen åtgärderna resurserna samverkan
    enheten regionen kommunerna utbildningen rutinerna kvaliteten dialogen underlaget bedömningen resultatet visar
    bidrar omfattar kräver stärker minskar ökar följer påverkar planerar genomför utvecklar redovisar bedömer och
    samt under året inom området för att med stöd av enligt beslut från tidigare år där det behövs i hela landet
""".split()  # noqa: SIM905  (a list of 70 quoted words would be harder to read)


@dataclass(frozen=True, slots=True)
class Case:
    """A template, what it is given, and the bar for the ratio."""

    name: str
    template: bytes
    context: Mapping[str, Plain]
    bar: int


#: Milliseconds that the calls of one round together should take, so that both are timed warm.
_SPAN = 100


def measure(rounds: int = 11) -> list[Row]:
    """The rows on rendering: three kinds of document against docxtpl, and a long table against a longer one.

    Args:
        rounds: how often each is timed; medians are given.
    """
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for case in (_sheet(), _table(), _report()):
            path = Path(folder, f"{case.bar}.docx")
            path.write_bytes(case.template)
            compiled = compile_template(case.template, path.name)
            _compare(_ours(compiled, case.context), _theirs(path, case.context))
            ours, theirs = _interleaved(
                lambda compiled=compiled, case=case: _ours(compiled, case.context),  # type: ignore[misc]  # bound now
                lambda path=path, case=case: _theirs(path, case.context),  # type: ignore[misc]  # bound now
                rounds,
            )
            ratio = theirs / ours
            rows.append(
                Row(f"rendering: {case.name}", ours, theirs, f"{ratio:.0f}×", f"≥ {case.bar}×", ratio >= case.bar)
            )
    return [*rows, _linearity(rounds)]


def _ours(compiled: CompiledTemplate, context: Mapping[str, Plain]) -> bytes:
    return compiled.render(context)


def _theirs(path: Path, context: Mapping[str, Plain]) -> bytes:
    """As docxtpl's documentation begins: open, render, save."""
    template = DocxTemplate(path)
    template.render(context)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


def _linearity(rounds: int) -> Row:
    """10,000 rows against 1,000 of the same table, both ours."""
    compiled = compile_template(_table().template, "table.docx")
    short, long = _rows(1_000), _rows(10_000)
    long_time, short_time = _interleaved(lambda: compiled.render(long), lambda: compiled.render(short), rounds)
    ratio = long_time / short_time
    return Row("10,000-row table, against 1,000 rows", long_time, short_time, f"{ratio:.1f}×", "≤ 12×", ratio <= 12)


def _interleaved(first: Callable[[], object], second: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median milliseconds of one call of each, taken in turn so that a busy machine slows both."""
    counts = [max(1, int(_SPAN / _time(work, 1))) for work in (first, second)]
    pairs = [(_time(first, counts[0]), _time(second, counts[1])) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _time(work: Callable[[], object], count: int) -> float:
    """Milliseconds of one of `count` calls in a row; as with `timeit`, garbage is collected before and not during."""
    gc.collect()
    gc.disable()
    begin = time.process_time()
    for _ in range(count):
        work()
    elapsed = (time.process_time() - begin) * 1000 / count
    gc.enable()
    return elapsed


def _compare(ours: bytes, theirs: bytes) -> None:
    """Both packages hold the same parts, equal as canonical XML or byte for byte."""
    with zipfile.ZipFile(io.BytesIO(ours)) as first, zipfile.ZipFile(io.BytesIO(theirs)) as second:
        assert sorted(first.namelist()) == sorted(second.namelist())
        for name in first.namelist():
            # python-docx writes content types and relationships in an order of its own.
            if name.endswith(".rels") or name == "[Content_Types].xml":
                continue
            pair = first.read(name), second.read(name)
            assert pair[0] == pair[1] or _canonical(pair[0]) == _canonical(pair[1]), name


def _canonical(data: bytes) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    if root.tag.endswith("coreProperties"):
        # docxtpl adds the properties that the template lacks, empty.
        for element in [element for element in root if not element.text]:
            root.remove(element)
    return etree.tostring(root, method="c14n")


def _sheet() -> Case:
    document = Document()
    document.add_heading("{{ title }}", 1)
    for number in range(12):
        document.add_paragraph(f"{_text(number, 14)} {{{{ value_{number} }}}} {_text(number + 5, 9)}")
    values: dict[str, Plain] = {f"value_{number}": _text(3 * number, 3) for number in range(12)}
    return Case("one-page sheet", _saved(document), {"title": "Anmälan om tjänsteresa", **values}, 40)


def _table() -> Case:
    document = Document()
    document.add_heading("{{ title }}", 1)
    table = document.add_table(rows=4, cols=len(_COLUMNS))
    table.style = "Table Grid"
    for number, (key, heading) in enumerate(_COLUMNS.items()):
        table.rows[0].cells[number].text = heading
        table.rows[2].cells[number].text = f"{{{{ row.{key} }}}}"
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    return Case("300-row table", _saved(document), _rows(300), 8)


def _rows(count: int) -> dict[str, Plain]:
    rows = [{key: _text(7 * row + 3 * at, 4 + at) for at, key in enumerate(_COLUMNS)} for row in range(count)]
    return {"title": "Handlingsplan", "rows": rows}


def _report() -> Case:
    """42 chapters of about a page each: heading, paragraphs with four figures each, list; title and number above."""
    document = Document()
    context: dict[str, Plain] = {"title": "Hållbarhetsredovisning", "number": "1.3.1-2024-8647"}
    document.sections[0].header.paragraphs[0].text = "{{ title }}"
    document.sections[0].footer.paragraphs[0].text = "{{ number }}"
    for chapter in range(42):
        seed = 1000 * chapter
        document.add_heading(f"{chapter + 1} {{{{ heading_{chapter} }}}}", 1)
        context[f"heading_{chapter}"] = _text(seed, 3)
        for number in range(8):
            in_list = number in (3, 4, 5)
            names = [f"value_{chapter}_{number}_{at}" for at in range(1 if in_list else 4)]
            context |= {name: _text(seed + 100 * number + at, 3) for at, name in enumerate(names)}
            text = " ".join(
                f"{_text(seed + 100 * number + 10 * at, 17 if in_list else 13)} {{{{ {name} }}}}"
                for at, name in enumerate(names)
            )
            document.add_paragraph(f"{text}.", "List Bullet" if in_list else "Normal")
    return Case("40-page report", _saved(document), context, 60)


def _text(seed: int, words: int) -> str:
    """Words that follow each other as if by chance, the same in every run."""
    chosen, state = [], seed * 2_654_435_761 % 2**32
    for _ in range(words):
        state = (1_664_525 * state + 1_013_904_223) % 2**32
        chosen.append(_WORDS[(state >> 16) % len(_WORDS)])
    return " ".join(chosen)


def _saved(document: object) -> bytes:
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]  # python-docx's `Document` is a function
    return target.getvalue()


def main() -> None:
    """Measure and print; exit code 1 when a bar is not reached."""
    rows = measure()
    print(as_table(rows))
    sys.exit(0 if all(row.ok for row in rows) else 1)


if __name__ == "__main__":
    main()
