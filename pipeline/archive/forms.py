"""A package as an uncompressed zip or tar file: always in the same order, with the same times and modes."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import IO, Final

#: Path of a file, its size, and a way to open it for reading.
Packed = tuple[str, int, Callable[[], IO[bytes]]]

#: Zip files know no year before this one (APPNOTE 4.4.6).
_FIRST: Final = datetime(1980, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(2107, 12, 31, tzinfo=UTC)
_FILE: Final = 0o100644


def moment_of(written: str) -> datetime:
    """A moment as packages write it; the first one of zip files when it is none."""
    try:
        return datetime.strptime(written, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return _FIRST


def packed(files: dict[str, bytes]) -> list[Packed]:
    """Files in memory, to be packed."""
    return [(path, len(data), lambda data=data: BytesIO(data)) for path, data in files.items()]  # type: ignore[misc] # mypy does not see the default


def write_zip(into: IO[bytes], name: str, at: str, files: Iterable[Packed]) -> None:
    """Write a package as an uncompressed zip file.

    Args:
        into: a file that can be sought in.
        name: the object id, which is the folder that all of it lies in.
        at: the moment that all files carry, in UTC.
        files: what.
    """
    moment = min(max(moment_of(at), _FIRST), _LAST)
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for path, size, opened in sorted(files, key=lambda one: one[0]):
            info = zipfile.ZipInfo(f"{name}/{path}", moment.timetuple()[:6])
            info.create_system = 3  # Unix, whatever machine this is
            info.external_attr = _FILE << 16
            info.file_size = size
            with opened() as source, archive.open(info, "w", force_zip64=size >= 2**31) as target:
                while chunk := source.read(1 << 20):
                    target.write(chunk)


def write_tar(into: IO[bytes], name: str, at: str, files: Iterable[Packed]) -> None:
    """Write a package as a tar file (POSIX.1-2001); arguments as `write_zip` has them."""
    with tarfile.open(fileobj=into, mode="w", format=tarfile.PAX_FORMAT, encoding="utf-8") as archive:
        for path, size, opened in sorted(files, key=lambda one: one[0]):
            info = tarfile.TarInfo(f"{name}/{path}")
            info.size = size
            info.mtime = int(moment_of(at).timestamp())
            info.mode = 0o644
            with opened() as source:
                archive.addfile(info, source)


#: Form → how it is written into one file.
WRITERS: Final = {"zip": write_zip, "tar": write_tar}
