"""The key `archive` in inputs/agency.yaml: packages' form, and what they say of who delivers and keeps them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator

Form = Literal["folder", "zip", "tar"]
Said = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\x00-\x1f\x7f\ufffe\uffff]*$")
]


def _listed(value: object) -> object:
    """One word as a list of one."""
    return (value,) if isinstance(value, str) else value


class ArchiveSettings(BaseModel):
    """The key `archive`.

    Attributes:
        form: what is written: a folder, an uncompressed zip or tar file, or several of these.
        archivist: who has formed the archive (arkivbildare); None for the agency.
        archivist_code: its identification; None for `ORG:` and the agency's number.
        submitter: the part of the agency that delivers, such as its registry; None for the agency.
        preservation_organisation: who keeps the archive; None for the agency, which answers for its archive until
            another takes it over (arkivlagen 1990:782, 4 and 9 §§).
        preservation_code: its identification; None for the agency's.
        submission_agreement: the agreement (överenskommelse) that the delivery goes by; None where there is none.
        classifications: code → name of the class (process) in the agency's classification scheme, as `1.3.1`.
        retention: what is said of keeping (bevaras, gallras) where the register says nothing of it.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-"), populate_by_name=False
    )

    form: Annotated[tuple[Form, ...], BeforeValidator(_listed)] = ("folder",)
    archivist: Said | None = None
    archivist_code: Said | None = None
    submitter: Said | None = None
    preservation_organisation: Said | None = None
    preservation_code: Said | None = None
    submission_agreement: Said | None = None
    classifications: dict[str, Said] = {}
    retention: Said | None = None

    @model_validator(mode="after")
    def _agreeing(self) -> ArchiveSettings:
        if (self.preservation_organisation is None) != (self.preservation_code is None):
            raise ValueError("Give both preservation-organisation and preservation-code, or neither.")
        if not self.form or len(set(self.form)) != len(self.form):
            raise ValueError("The key form names folder, zip or tar, each once.")
        return self
