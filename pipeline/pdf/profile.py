"""LibreOffice's private profile: settings that keep it quiet, offline and quick, and a kept copy for the next start."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

_COMMON = "/org.openoffice.Office.Common"

#: (node of LibreOffice's configuration, property, value); unknown ones are ignored by a LibreOffice that lacks them.
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    # Without a last version, every start takes itself for an upgrade and runs a second of graphics tests.
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "99.9"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("/org.openoffice.Setup/L10N", "ooLocale", "en-US"),
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "en-US"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (f"{_COMMON}/Misc", "CrashReport", "false"),
    (f"{_COMMON}/Misc", "CollectUsageInformation", "false"),
    (f"{_COMMON}/Misc", "UseOpenCL", "false"),
    # Macros and everything else that a document could run.
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    # Linked content: never updated. A proxy that leads nowhere, for what would be fetched all the same.
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    (
        "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
        "AutoCheckEnabled",
        "false",
    ),
    # Nothing to save or recover.
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
)


def settings() -> str:
    """The text of registrymodifications.xcu."""
    items = "".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}</oor:items>\n"
    )


def prepare(profile: Path, kept: Path | None) -> None:
    """Fill a new profile folder, from the kept copy where there is one.

    A profile without a copy costs LibreOffice a second start of its own, about 0.2 s.
    """
    if kept is not None and kept.is_dir():
        try:
            shutil.copytree(kept, profile)
        except OSError:  # another process has dropped the copy, or it is spoilt: begin anew
            shutil.rmtree(profile, ignore_errors=True)
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(settings(), encoding="utf-8")


def kept_copy(cache: Path | None, version: str) -> Path | None:
    """Where the copy for this version of LibreOffice and of the settings is kept; None without a cache folder."""
    if cache is None:
        return None
    return cache / f"libreoffice-{hashlib.sha256((version + settings()).encode()).hexdigest()[:16]}"


def keep(profile: Path, kept: Path | None) -> None:
    """Keep a profile that has worked; whole or not at all, and never a reason to fail."""
    if kept is None or kept.is_dir():
        return
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=kept.name, dir=kept.parent))
    except OSError:
        return
    try:
        shutil.copytree(
            profile, beside / "profile", ignore=shutil.ignore_patterns(".lock", "registrymodifications.xcu")
        )
        (beside / "profile").rename(kept)
    except OSError:
        pass  # a full disk, or another process was first: the next start is a little slower
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def drop(kept: Path | None) -> None:
    """Forget a kept copy, which may be what makes LibreOffice fail."""
    if kept is not None:
        shutil.rmtree(kept, ignore_errors=True)
