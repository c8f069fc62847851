"""What a document was made with, beside its inputs: program, packages, fonts, LibreOffice.

Each is a short text that differs when the thing differs. Nothing is started to find out: an unchanged project must
be recognised in a fraction of a second.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Packages whose version can change what comes out.
_PACKAGES = (
    "babel",
    "docxtpl",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "matplotlib",
    "mdit-py-plugins",
    "openpyxl",
    "page-validation",
    "pandas",
    "pikepdf",
    "pydantic",
    "pytauargus",
    "ruamel.yaml",
    "scipy",
    "sqlalchemy",
    "xlsxwriter",
)
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def made_with() -> dict[str, str]:
    """Name → state of everything beside the inputs that decides what comes out."""
    return {
        "program": f"{pipeline.__version__} {_program()}",
        "packages": _digest(f"{name} {_version(name)}" for name in _PACKAGES),
        "fonts": _fonts(),
        "LibreOffice": _libreoffice(),
    }


def _program() -> str:
    folder = Path(pipeline.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _fonts() -> str:
    found = []
    for name in _FONT_FOLDERS:
        for folder, _, files in os.walk(Path(name).expanduser()):
            found += [
                f"{file} {os.stat(os.path.join(folder, file)).st_size}"  # noqa: PTH116, PTH118 - hundreds of files
                for file in files
                if file.lower().endswith((".ttf", ".otf", ".ttc")) and Path(folder, file).exists()
            ]
    return _digest(sorted(found))


def _libreoffice() -> str:
    named = os.environ.get("DIARIE_SOFFICE") or shutil.which("soffice")
    if not named:
        return "missing"
    program = Path(named).resolve()
    try:
        about = program.with_name("versionrc").read_text(encoding="utf-8", errors="replace")
    except OSError:
        try:
            return f"{program.name} {program.stat().st_size}"
        except OSError:
            return "missing"
    return f"{_libreoffice_version(program)} {_digest(about.splitlines())}".strip()


def _libreoffice_version(program: Path) -> str:
    """Its full version, such as `7.4.7.2`, from its own settings; empty where they do not tell."""
    try:
        settings = (program.parents[1] / "share" / "registry" / "main.xcd").read_bytes()
    except (OSError, IndexError):
        return ""
    found = re.search(rb'"ooSetupVersionAboutBox">\s*<value>([\d.]+)</value>', settings)
    return found[1].decode() if found else ""


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
