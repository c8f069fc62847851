"""Every file against METS: changed, missing, extra, renamed, listed twice, sizes and kinds of checksums."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.archive.naming import ROOT_METS
from pipeline.faults import Faults
from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.archive.verifying.mets import Listed, MetsFile
    from pipeline.archive.verifying.opened import Opened

_TODO = "Fetch the package anew."


def check_fixity(package: Opened, mets: Sequence[MetsFile], unread: Sequence[str], faults: Faults) -> None:
    """Hold the files of a package against what its METS files list.

    Args:
        package: the files.
        mets: all METS files that can be read.
        unread: folders, with a slash at the end, whose METS cannot be read: nobody knows what belongs there.
        faults: where to tell.
    """
    expected: dict[str, Listed] = {}
    for one in (listed for file in mets for listed in file.listed):
        if one.path is None:
            faults.add("R331", f"“{one.href}” leads out of the package.", one.place, _TODO, target=one.href)
        elif one.path in expected:
            message = f"The file {one.path} is listed twice."
            faults.add("R341", message, one.place, _TODO, path=one.path)
        else:
            expected[one.path] = one
    missing = [one for path, one in expected.items() if path not in package.files]
    extra = [path for path in package.files if path not in expected and path != ROOT_METS]
    _check_renamed(package, missing, extra, unread, faults)
    for folder in package.empty:
        if not any(path.startswith(f"{folder}/") for path in expected):  # else what is missing from it is told
            message = "The folder does not belong to the package: nothing lies in it."
            faults.add("R328", message, Place(folder), "Take it away.", path=folder)
    for path, one in expected.items():
        if path in package.files:
            _check_file(package, path, one, faults)


def _check_renamed(
    package: Opened, missing: Sequence[Listed], extra: Sequence[str], unread: Sequence[str], faults: Faults
) -> None:
    """A missing file whose bytes lie under another name is told once, as renamed."""
    elsewhere: defaultdict[str, list[str]] = defaultdict(list)
    for path in extra:
        elsewhere[package.files[path].sha256].append(path)
    renamed: set[str] = set()
    for one in missing:
        place = Place(str(one.path))
        found = elsewhere.get(one.checksum.lower(), [])
        if found:
            new = found.pop(0)
            renamed.add(new)
            message = f"The file was renamed: it is called {new} now."
            faults.add("R329", message, place, "Give it its name again.", path=one.path, found=new)
        else:
            faults.add("R327", f"The file is missing; {one.place} lists it.", place, _TODO, path=one.path)
    for path in extra:
        if path not in renamed and not any(path.startswith(folder) for folder in unread):
            message = "The file does not belong to the package: no METS.xml lists it."
            faults.add("R328", message, Place(path), "Take it away, or fetch the package anew.", path=path)


def _check_file(package: Opened, path: str, one: Listed, faults: Faults) -> None:
    held = package.files[path]
    if one.checksum_type != "SHA-256":
        message = f"The checksum of {path} is of the kind “{one.checksum_type}”, and not SHA-256."
        faults.add("R332", message, one.place, _TODO, path=path, kind=one.checksum_type)
    if one.checksum.lower() != held.sha256:
        message = "The file was changed: its bytes are not those that METS.xml lists."
        faults.add("R326", message, Place(path), _TODO, path=path, expected=one.checksum.lower(), found=held.sha256)
    if one.size != str(held.size):
        message = f"The file {path} has {held.size} bytes, and “{one.size}” are listed."
        faults.add("R332", message, one.place, _TODO, path=path, expected=one.size, found=held.size)
