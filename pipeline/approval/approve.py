"""Adopting a document (fastställa): step by step, and nothing is adopted until the register's transaction ends."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from pipeline.approval.steps import Approval, TakenMeanwhileError
from pipeline.building.lock import only_build
from pipeline.building.publish import uninterrupted
from pipeline.faults import FaultError
from pipeline.register.clock import Clock, system_clock

if TYPE_CHECKING:
    from pipeline.approval.outcome import Adopted, Asked
    from pipeline.building.convert import Progress
    from pipeline.building.project import Project

#: What is done once.
FIRST: Final = ("look", "prepare")
#: What is done again when somebody has taken a number that was foreseen.
NUMBERED: Final = ("foresee", "compose", "lay_out", "gate")
#: What writes; a rehearsal ends before.
WRITING: Final = ("stage", "put_in_place", "enter")
#: What can be done by any later build just as well.
LAST: Final = "fill_outputs"

#: How often numbers are foreseen before it is given up.
_TRIES: Final = 5


def approve(
    project: Project, name: str, asked: Asked, *, dry_run: bool, progress: Progress, clock: Clock = system_clock
) -> Adopted:
    """Adopt a document.

    Args:
        project: where.
        name: of the document, or its folder.
        asked: the decision.
        dry_run: do it all for trial: enter nothing, and write the review list alone.
        progress: told each step.
        clock: tells the time, for the register.

    Raises:
        FaultError: everything that stops it; nothing is adopted then. U102 no such document; R200 another decision has
            adopted it; R222 numbers are taken faster than they can be foreseen; what the steps find.
    """
    (found,) = project.choose((name,))
    with only_build(project.state):
        approval = Approval(project, found, asked, dry_run=dry_run, progress=progress, clock=clock)
        for step in FIRST:
            take(approval, step)
            if approval.before is not None:
                return approval.before
        try:
            _numbered(approval)
        except KeyboardInterrupt:
            if not approval.is_entered:
                approval.tidy()
                raise  # else it came too late, while the register was being written
        except FaultError as error:
            approval.tidy()
            raise FaultError(approval.with_held_back(error.faults)) from None
        except BaseException:
            approval.tidy()
            raise
        if not dry_run:
            with suppress(KeyboardInterrupt), uninterrupted():  # it is adopted: nothing is broken off any more
                take(approval, LAST)
        return approval.result()


def _numbered(approval: Approval) -> None:
    for _ in range(_TRIES):
        try:
            for step in NUMBERED if approval.dry_run else (*NUMBERED, *WRITING):
                take(approval, step)
        except TakenMeanwhileError:
            approval.progress("somebody has taken one of the numbers; beginning again with the next")
        else:
            return
    message = f"Somebody took the numbers that {approval.found.name} was to get, {_TRIES} times in a row."
    raise FaultError.of("R222", message, None, "Approve again when fewer numbers are being given.")


def take(approval: Approval, step: str) -> None:
    """Take one step."""
    getattr(approval, step)()
