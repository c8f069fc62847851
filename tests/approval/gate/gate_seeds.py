"""Mistakes put into sound files: a digit of a PDF, a part of a Word file, a block of a tree."""

import io
import re
import zipfile
from dataclasses import replace

import pikepdf

from pipeline.content.model import Table
from pipeline.pdf.fonts import Fonts


def word_with(word, changes=None, added=None, removed=()):
    """A Word file with (old, new) texts changed in its parts, each exactly once, and parts added or removed."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in (changes or {}).get(name, ()):
                assert before.encode() in content, (name, before)
                content = content.replace(before.encode(), after.encode(), 1)
            if name not in removed:
                new.writestr(name, content)
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return data.getvalue()


def word_part(word, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return package.read(name).decode()


def paragraph_around(word, text, name="word/document.xml"):
    """The XML of the first paragraph that shows a text in one run."""
    part = word_part(word, name)
    at = part.index(f">{text}<")
    return part[part.rindex("<w:p>", 0, at) : part.index("</w:p>", at) + len("</w:p>")]


def row_around(word, text):
    """The XML of the first table row that shows a text in one run."""
    part = word_part(word)
    at = part.index(f">{text}<")
    return part[part.rindex("<w:tr>", 0, at) : part.index("</w:tr>", at) + len("</w:tr>")]


def pdf_with(pdf, change):
    """A PDF with its opened file changed."""
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(data, static_id=True)
    return data.getvalue()


def pdf_showing(pdf, old, new, only=None):
    """A PDF that shows `new` where it first shows `old` in one string; `only` is the page, from 1."""
    done = []

    def change(opened):
        fonts = Fonts()
        for number, page in enumerate(opened.pages, 1):
            if not done and only in (None, number):
                _show(opened, page, fonts, old, new, done)

    changed = pdf_with(pdf, change)
    assert done, f"no string of the PDF holds {old}"
    return changed


def _show(opened, page, fonts, old, new, done):
    instructions = list(pikepdf.parse_content_stream(page))
    font = None
    for at, instruction in enumerate(instructions):
        operator = str(instruction.operator)
        if operator == "Tf":
            font = fonts.font(page.obj.Resources, str(instruction.operands[0]))
        if operator not in ("Tj", "TJ") or font is None or done:
            continue
        operand = instruction.operands[0]
        parts = list(operand) if operator == "TJ" else [operand]
        texts = [font.decode(bytes(part)) if isinstance(part, pikepdf.String) else "" for part in parts]
        whole = "".join(texts)
        if old not in whole:
            continue
        codes = {text: code for code, text in font.texts.items()}
        shown = whole.replace(old, new, 1)
        data = b"".join(codes[sign].to_bytes(1 + font.wide, "big") for sign in shown)
        instructions[at] = pikepdf.ContentStreamInstruction([pikepdf.String(data)], pikepdf.Operator("Tj"))
        done.append(shown)
    page.obj.Contents = opened.make_stream(pikepdf.unparse_content_stream(instructions))


def tree_with(composed, change):
    """A composed document with each block changed by a function, at the top of its parts."""
    parts = {name: tuple(map(change, blocks)) for name, blocks in composed.document.parts.items()}
    return replace(composed, document=replace(composed.document, parts=parts))


def first_table(composed, *, header):
    """The first table of a document whose rows have as many cells as columns, and a caption if `header` asks for it."""
    for blocks in composed.document.parts.values():
        for block in blocks:
            if isinstance(block, Table) and (block.caption or not header) and len(block.rows) > 1:
                return block
    raise AssertionError("no table")


def said(fault):
    """A fault's message without its variable parts."""
    return re.sub(r"“[^”]*”", "“…”", fault.message)
