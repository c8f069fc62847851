"""Opening a package: a folder, a zip or a tar file, within bounds, and nothing that leads out of it."""

from __future__ import annotations

import io
import os
import stat
import tarfile
import zipfile
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pipeline.archive.naming import is_plain
from pipeline.archive.verifying.opened import MOST_BYTES, MOST_FILES, Opened, held, printable
from pipeline.faults import FaultError, Faults
from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import WriteableBuffer

#: General purpose bits of zip files (APPNOTE 4.4.4): encrypted, patched, strongly encrypted, masked headers.
_HIDDEN = 0x1 | 0x20 | 0x40 | 0x2000


def opened_package(path: Path, faults: Faults) -> Opened:
    """The package that lies there.

    Args:
        path: a folder, or a zip or tar file.
        faults: where members are told of that were refused; they count as not there.

    Raises:
        FaultError: R320 it cannot be opened; R322 it is beyond bounds.
    """
    try:
        if path.is_dir():
            return _folder(path, faults)
        if path.exists() and not path.is_file():  # a pipe would keep whoever reads it waiting for ever
            raise _unopened(path, "is no package: neither a folder nor an uncompressed zip or tar file")
        with path.open("rb") as file:
            beginning = file.read(512)
        if beginning[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
            return _zip(path, faults)
        if beginning[257:262] == b"ustar":
            return _tar(path, faults)
    except OSError as error:
        raise _unopened(path, f"cannot be read: {error.strerror or error}") from None
    raise _unopened(path, "is no package: neither a folder nor an uncompressed zip or tar file")


def _unopened(path: Path, why: str) -> FaultError:
    todo = "Name the package's folder, or its zip or tar file; fetch a damaged one anew."
    name = printable(path.name or path)
    return FaultError.of("R320", f"{name} {why}.", Place(name), todo, path=printable(path))


def _refuse(faults: Faults, name: str, what: str) -> None:
    todo = "A package holds plain files alone, under its own folder."
    faults.add(
        "R321", f"The package holds {what}: it was not looked into.", Place(printable(name)), todo, name=printable(name)
    )


def _check_bounds(path: Path, sizes: Iterable[int]) -> None:
    known = list(sizes)
    if min(known, default=0) < 0:
        raise _unopened(path, "is damaged: it claims to hold a file of fewer than no bytes")
    if path.is_file() and sum(known) > path.stat().st_size:
        message = f"{printable(path.name)} claims to hold more than it has room for."
        todo = "Fetch the package anew: it is damaged, or made to harm."
        raise FaultError.of("R322", message, Place(printable(path.name)), todo, files=len(known), size=sum(known))
    if len(known) > MOST_FILES or sum(known) > MOST_BYTES:
        raise _too_large(path, len(known), sum(known))


def _too_large(path: Path, files: int, size: int) -> FaultError:
    message = f"{printable(path.name)} holds more than {MOST_FILES} files or {MOST_BYTES // 2**30} GB."
    todo = "No package of one document is so large: find out where it comes from."
    return FaultError.of("R322", message, Place(printable(path.name)), todo, files=files, size=size)


def _folder(path: Path, faults: Faults) -> Opened:
    name = printable(path.resolve().name)
    package = Opened(name, name)
    unread = Faults()
    found: dict[str, int] = {}
    entries, size = 0, 0
    folders = [""]
    while folders:  # os.walk would call itself as deep as the folders lie
        folder = folders.pop()
        for inside, status in _entries(path, folder, package, unread):
            entries += 1
            size += status.st_size if stat.S_ISREG(status.st_mode) else 0
            if entries > 2 * MOST_FILES or len(found) >= MOST_FILES or size > MOST_BYTES:
                raise _too_large(path, entries, size)
            if stat.S_ISLNK(status.st_mode):
                _refuse(faults, inside, "a symbolic link")
            elif stat.S_ISDIR(status.st_mode):
                folders.append(inside)
            elif not stat.S_ISREG(status.st_mode):
                _refuse(faults, inside, "a device or the like")
            elif not _is_text(inside) or not is_plain(inside):
                _refuse(faults, inside, "a name that cannot be")
            else:
                found[inside] = status.st_size
    for inside, length in sorted(found.items()):
        try:
            package.files[inside] = held(length, partial(_section, path / inside, 0, length))
        except OSError as error:
            _cannot_read(unread, inside, error)
    unread.raise_if_errors()
    return package


def _entries(path: Path, folder: str, package: Opened, unread: Faults) -> list[tuple[str, os.stat_result]]:
    """What lies in a folder of the package; a folder in which nothing lies is noted."""
    try:
        names = sorted(os.listdir(path / folder))  # noqa: PTH208 - a name as it is, and no path
        known = [(f"{folder}/{name}" if folder else name, (path / folder / name).lstat()) for name in names]
    except OSError as error:
        _cannot_read(unread, folder or path.name, error)
        return []
    if folder and not known:
        package.empty.append(printable(folder))
    return known


def _cannot_read(unread: Faults, inside: str, error: OSError) -> None:
    message = f"{printable(inside)} cannot be read: {error.strerror or error}."
    todo = "See to it that all of the package may be read, or fetch it anew; the rest was not looked at."
    unread.add("R320", message, Place(printable(inside)), todo, path=printable(inside))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Members:
    """The members of a container, sorted out: each name once, all under one folder."""

    def __init__(self, path: Path, faults: Faults) -> None:
        self._faults = faults
        self._names: set[str] = set()
        self.package = Opened("", printable(_stem(path)))

    def admitted(self, name: str) -> str | None:
        """The path in the package that a member has; None when it is refused."""
        if name in self._names:
            message = "The name stands twice in the file: nobody can tell which of the two is meant."
            self._faults.add("R323", message, Place(printable(name)), "Fetch the package anew.", name=printable(name))
            return None
        self._names.add(name)
        if not _is_text(name) or not is_plain(name):
            _refuse(self._faults, name, "a name that leads out of it, or cannot be")
            return None
        root, _, inside = name.partition("/")
        if not inside:
            _refuse(self._faults, name, "a file beside its folder")
            return None
        self.package.name = self.package.name or root
        if root != self.package.name:
            _refuse(self._faults, name, f"a file in another folder than {self.package.name}")
            return None
        return inside


def _stem(path: Path) -> str:
    return path.name[: -len(path.suffix)] if path.suffix else path.name


def _zip(path: Path, faults: Faults) -> Opened:
    members = _Members(path, faults)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            # what is compressed is refused below, unread, so that its size does not count
            _check_bounds(path, (0 if _refused_entry(entry) else entry.file_size for entry in entries))
            for entry in sorted(entries, key=lambda one: one.filename):
                refused = _refused_entry(entry)
                if refused:
                    _refuse(faults, entry.filename, refused)
                    continue
                inside = members.admitted(entry.orig_filename)
                if inside is not None:
                    part = partial(_section, path, _data_offset(path, entry), entry.file_size)
                    members.package.files[inside] = held(entry.file_size, part)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, RuntimeError, OverflowError) as error:
        raise _unopened(path, f"is damaged: {printable(str(error))}") from None
    return members.package


def _refused_entry(entry: zipfile.ZipInfo) -> str:
    mode = entry.external_attr >> 16
    if entry.flag_bits & _HIDDEN:
        return "an encrypted file"
    if entry.compress_type != zipfile.ZIP_STORED:
        return "a compressed file"
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "a link, a folder or a device"
    return "a folder" if entry.is_dir() else ""


def _data_offset(path: Path, entry: zipfile.ZipInfo) -> int:
    """Where a member's bytes begin; behind its header there, whose names may be of other lengths (APPNOTE 4.3.7)."""
    with path.open("rb") as file:
        file.seek(entry.header_offset)
        header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile(f"no file begins at {entry.header_offset}")
    return entry.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")


class _Section(io.RawIOBase):
    """A part of a file, to be read."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._file.read(min(len(view), self._left))
        view[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def _section(path: Path, offset: int, size: int) -> IO[bytes]:
    file = path.open("rb")  # before there is a section, which would be closed without a file if this failed
    file.seek(offset)
    return io.BufferedReader(_Section(file, size))


def _tar(path: Path, faults: Faults) -> Opened:
    members = _Members(path, faults)
    try:
        with tarfile.open(path, "r:", encoding="utf-8") as archive:
            entries = list(islice(archive, MOST_FILES + 1))
            _check_bounds(path, (entry.size for entry in entries))
            for entry in sorted(entries, key=lambda one: one.name):
                if not entry.isreg() or entry.issparse():
                    _refuse(faults, entry.name, "a link, a folder, a device or a file with holes")
                    continue
                inside = members.admitted(entry.name)
                if inside is not None:
                    part = partial(_section, path, entry.offset_data, entry.size)
                    members.package.files[inside] = held(entry.size, part)
    except (tarfile.TarError, ValueError, EOFError, OverflowError, MemoryError, IndexError) as error:
        raise _unopened(path, f"is damaged: {printable(str(error))}") from None
    return members.package
