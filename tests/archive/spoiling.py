"""Spoiling packages, also as somebody does who puts all checksums right, and what verify finds then."""

import hashlib
import re

from pipeline.archive.verifying import verify

PREMIS = "metadata/preservation/premis.xml"


def found(package, **options):
    """Code and file of each finding."""
    return {(fault.code, fault.place.file) for fault in verify(package, **options).faults}


def codes(package, **options):
    return {code for code, _ in found(package, **options)}


def rewritten(package, path, old, new):
    """Put something else into a file, and all checksums above it right, as somebody does who knows how."""
    file = package / path
    data = file.read_bytes()
    assert old.encode() in data
    reworked(package, path, data.replace(old.encode(), new.encode(), 1))


def reworked(package, path, data):
    file = package / path
    before = file.read_bytes()
    file.write_bytes(data)
    above = "METS.xml"
    if path.startswith("representations/") and not path.endswith("METS.xml"):
        above = "/".join(path.split("/")[:2]) + "/METS.xml"
    if path == "METS.xml":
        file.write_bytes(resealed(data))
        return
    if path.endswith("METS.xml"):
        data = resealed(data)
        file.write_bytes(data)
    text = (package / above).read_text(encoding="utf-8")
    old, new = hashlib.sha256(before).hexdigest().upper(), hashlib.sha256(data).hexdigest().upper()
    lines = text.splitlines(keepends=True)
    lines = [
        line.replace(old, new).replace(f'SIZE="{len(before)}"', f'SIZE="{len(data)}"') if old in line else line
        for line in lines
    ]
    reworked(package, above, "".join(lines).encode())
    if path.startswith("documentation/"):
        history = (package / PREMIS).read_text(encoding="utf-8")
        there = re.compile(rf"{old.lower()}(.*?<size>){len(before)}<", re.DOTALL)
        right, count = there.subn(rf"{new.lower()}\g<1>{len(data)}<", history, count=1)
        if count:
            reworked(package, PREMIS, right.encode())


def resealed(data):
    empty = re.sub(rb'ID="sha256-[0-9a-f]{64}"', b'ID="sha256-' + b"0" * 64 + b'"', data, count=1)
    return empty.replace(b"0" * 64, hashlib.sha256(empty).hexdigest().encode(), 1)


def paths(package):
    return sorted(path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file())
