"""Projects whose document can be built and approved in no time, as in tests/approval."""

from tests.approval.conftest import project, run

__all__ = ["project", "run"]
