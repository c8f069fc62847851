"""Where the register lies: a SQLite file in the project, or a PostgreSQL database; and what stands beside it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.faults import FaultError

if TYPE_CHECKING:
    from pipeline.register.settings import RegisterSettings

#: Seconds to wait for others who are writing.
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class RegisterPlace:
    """Where a register lies.

    Attributes:
        file: the SQLite file; with a server the file that would be, whose neighbours are used all the same.
        url: address of a PostgreSQL database; None for SQLite.
    """

    file: Path
    url: str | None = None

    @property
    def head(self) -> Path:
        """Holds position and hash of the newest event that this machine has seen."""
        return self.file.with_suffix(".head")

    @property
    def seal(self) -> Path:
        """Holds a digest of each page of the SQLite file as the program left it."""
        return self.file.with_name(f"{self.file.name}.seal")

    @property
    def name(self) -> str:
        """The register as messages name it, without any password."""
        if self.url is None:
            return f"{self.file.parent.name}/{self.file.name}"
        from sqlalchemy import make_url

        return make_url(self.url).render_as_string(hide_password=True)


#: A register in memory alone, as SQLite calls it: an empty one, for who looks or rehearses where there is none yet.
NOWHERE: Final = RegisterPlace(Path(":memory:"))


def place_of(file: Path, settings: RegisterSettings) -> RegisterPlace:
    """Where the register of an agency lies.

    Args:
        file: the project's SQLite file, used unless the settings name a server.
        settings: `register` of the agency.

    Raises:
        FaultError: R116 the variable that holds the address is not set, or holds none.
    """
    if settings.url_env is None:
        return RegisterPlace(file, settings.url)
    url = os.environ.get(settings.url_env, "")
    if not url.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        said = "is not set" if not url else "holds no address of a PostgreSQL database"
        raise FaultError.of(
            "R116",
            f"The variable {settings.url_env}, which says where the register is, {said}.",
            None,
            f"Set it, as export {settings.url_env}=postgresql://diarie@server/diarie.",
            variable=settings.url_env,
        )
    return RegisterPlace(file, url)
