"""The steps of an approval, in the order in which `approve` takes them; each leaves what the next one needs."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.approval import folder as folders
from pipeline.approval import review_items, review_list
from pipeline.approval.entering import Decision, Numbers, Plan, enter, no_decision, other_year
from pipeline.approval.files import GATE_FILE, entries, sources_of
from pipeline.approval.located import Desk
from pipeline.approval.outcome import Adopted
from pipeline.approval.preparing import check_decided, clean, fixed_number, prepare, refuse_warnings
from pipeline.building import convert
from pipeline.building.adopted import put_back, renamed, told, without_inputs
from pipeline.building.fingerprint import made_with
from pipeline.building.history import target_number
from pipeline.building.manifest import Manifest
from pipeline.building.outputs import outputs_of
from pipeline.building.pages import author_page_name
from pipeline.building.publish import publish, uninterrupted
from pipeline.building.run import make_cache_folder
from pipeline.building.write import write_all
from pipeline.content.adoption import AdoptedVersion, Adoption
from pipeline.faults import Fault, FaultError, Faults
from pipeline.places import Place
from pipeline.register.adopted import adopted_documents, free_key
from pipeline.register.forms import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.approval.gate import GateReport
    from pipeline.approval.outcome import Asked
    from pipeline.approval.preparing import Ready
    from pipeline.building.compose import Composed
    from pipeline.building.convert import Progress
    from pipeline.building.project import Found, Project
    from pipeline.register.adopted import AdoptedDocument
    from pipeline.register.clock import Clock

#: Who decides, in a rehearsal that does not know.
_SOMEBODY = "(namn och titel)"


class TakenMeanwhileError(Exception):
    """Somebody has taken a number between foreseeing and entering; nothing was entered."""


class Approval:
    """An approval on its way.

    Attributes:
        before: the result, when the same decision has adopted the document before.
        is_entered: whether the register's transaction has ended: then the document is adopted.
    """

    _ready: Ready
    _plan: Plan
    _numbers: Numbers
    _adoption: Adoption | None
    _composed: Composed
    _outputs: Mapping[str, bytes]
    _report: GateReport
    _files: Mapping[str, bytes]
    _staged: Path

    def __init__(
        self, project: Project, found: Found, asked: Asked, *, dry_run: bool, progress: Progress, clock: Clock
    ) -> None:
        self.project = project
        self.found = found
        self.dry_run = dry_run
        self.progress = progress
        self.before: Adopted | None = None
        self.is_entered = False
        self._asked = asked
        self._desk = Desk.of(project, clock)
        self._is_placed = False
        self._remarks = Faults()

    # ------------------------------------------------------------------------------------------------ once

    def look(self) -> None:
        """Whether the document is adopted already.

        Raises:
            FaultError: R200 it is, by another decision; R224 it is, under another name.
        """
        adopted = adopted_documents(self._desk.place, (self.found.name,))
        if self.found.name not in adopted:
            gone = without_inputs(self.project, self.project.documents())
            renamed(self.project, (self.found,), gone, "error").raise_if_errors()
            return
        document = adopted[self.found.name]
        if not self._is_same(document):
            message = f"{self.found.name} is {told(document)}."
            todo = f"A new version is a new folder in inputs/, with replaces: {self.found.name} in its document.yaml."
            place = Place(f"{self.found.folder}/document.yaml")
            raise FaultError.of("R200", message, place, todo, number=document.number)
        _, missing = put_back(self.project, adopted, dry_run=self.dry_run)
        numbers = Numbers(document.text("case"), document.number, document.text("decision-number"))
        if not self.dry_run:
            folders.entered(self.project.root, numbers.folder)
        files = {file.name: file.sha256 for file in document.files}
        self.before = Adopted(
            self.found.name, numbers, document.text("version"), files, remarks=tuple(missing), new=False
        )

    def _is_same(self, document: AdoptedDocument) -> bool:
        asked, number = self._asked, document.text("decision-number")
        series = self._desk.series.get((asked.decision or "").strip() or self._desk.decisions or "")
        same = series.pattern.parsed(number) is not None if series else asked.decision == number
        decided = (asked.day.isoformat() if asked.day else "", one_line(asked.by or ""))
        return same and decided == (document.text("decision-date"), document.text("decided-by"))

    def prepare(self) -> None:
        """Hold inputs, template, review list and items against what adoption asks, and the decision against the day.

        Raises:
            FaultError: R208 no decision is named, and the settings name no series; R209 the decision is yet to come;
                what `preparing.prepare` finds.
        """
        self.progress(f"reading {self.found.name}")
        faults = Faults()
        with faults.collecting():
            decision = self._decision()
        with faults.collecting():
            self._ready = prepare(self.project, self.found, self._desk.today, rehearsed=self.dry_run)
            check_decided(self._asked.day, self._ready.composed, faults)
            if faults:  # the gate will not look, so that nothing is to be held back for it
                faults.extend(self._ready.wrong)
        faults.raise_if_errors()
        self._plan = self._planned(decision)

    def _decision(self) -> Decision:
        asked, today = self._asked, self._desk.today
        faults = Faults()
        number = (asked.decision or "").strip() or self._desk.decisions
        if number is None:
            faults.extend(no_decision(self._desk.series).faults)
        day = asked.day or today
        if day > today:
            message = f"The decision's day, {day}, is yet to come: today is {today}."
            faults.add("R209", message, None, "A document is adopted when that has been decided.", date=str(day))
        faults.raise_if_errors()
        by = one_line(asked.by or _SOMEBODY)
        participants = tuple(map(one_line, asked.participants))
        return Decision(str(number), day, by, one_line(asked.presenter), participants)

    def _planned(self, decision: Decision) -> Plan:
        composed, place = self._ready.composed, self._desk.place
        settings = composed.subject.settings
        return Plan(
            document=self.found.name,
            settings=settings,
            place=composed.subject.place,
            case=self._ready.case,
            reserved=self._ready.reserved,
            decision=decision,
            key=free_key(place, self.found.name),
            version=_next_version(composed.history),
            replaces=target_number(place, settings.replaces) if settings.replaces else "",
            inputs_sha256=self._ready.digest,
            template_sha256=hashlib.sha256(composed.template_data).hexdigest(),
            program=made_with()["program"],
        )

    # ------------------------------------------------------------------------------------------------ numbered

    def foresee(self) -> None:
        """Rehearse the register's transaction, for the numbers that it would give.

        A rehearsal that knows neither day nor person has no adoption to show.

        Raises:
            FaultError: R232, R234 the document's folder has other files; what `enter` finds.
        """
        with self._desk.register(must_exist=False) as register, register.writing(rehearsed=True) as writing:
            self._numbers = enter(writing, self._plan)
        self._desk.check_free(self.project.root, self._numbers.folder)
        folders.check_place(self.project.root, self._numbers.folder)
        decision = self._plan.decision
        adopted = AdoptedVersion(
            self._plan.version,
            self._numbers.document,
            self._numbers.decision,
            decision.day,
            decision.by,
            one_line(self._plan.settings.changes) if self._plan.replaces else "",
        )
        known = self._asked.day is not None and self._asked.by is not None
        self._adoption = Adoption(adopted, decision.presenter, decision.participants) if known else None

    def compose(self) -> None:
        """Compose the final document, with these numbers.

        Raises:
            FaultError: R223 the inputs have changed since they were looked at; what composing finds.
        """
        numbering = fixed_number(self._numbers.case)
        self._composed, remarks = clean(self.project, self.found, numbering, self._adoption)
        refuse_warnings(self.found, remarks)
        remarks.raise_if_errors()
        if review_list.digest_of(self._composed) != self._ready.digest:
            message = f"The inputs of {self.found.name} were changed while it was being adopted. Nothing is adopted."
            raise FaultError.of("R223", message, Place(self.found.folder), "Look at the change, and approve again.")
        self._remarks = remarks

    def lay_out(self) -> None:
        """Make the final Word file, PDF, workbook and manifest."""
        name = self.found.name
        composed = {name: self._composed}
        last = Manifest.read(self.project.outputs, name)
        written = write_all(composed, {name: last.contents} if last else None)
        cache = make_cache_folder(self.project.state)
        made = convert.make_all(composed, written, cache=cache, progress=self.progress)
        self._outputs = outputs_of(composed, made, made_with(), {}).files

    def gate(self) -> None:
        """Run the machine gate over the final bytes.

        Raises:
            FaultError: all that it finds, when any of it is an error; in a rehearsal with what was held back.
        """
        from pipeline.approval.gate import run_gate

        self.progress("holding Word file and PDF against the gate")
        name = self.found.name
        word, pdf = self._outputs[f"{name}.docx"], self._outputs[f"{name}.pdf"]
        self._report = run_gate(self._composed, word, pdf, self._adoption, f"outputs/{name}")
        faults = Faults()
        faults.extend(self._report.findings)
        faults.extend(self._ready.wrong)
        faults.raise_if_errors()
        self._remarks.extend(self._report.findings)
        self._remarks.extend(other_year(self._desk.series.values(), self._numbers.decision, self._plan.decision.day))

    # ------------------------------------------------------------------------------------------------ writing

    def stage(self) -> None:
        """Write all files beside the document's folder in `adopted/`."""
        files = {**self._outputs, review_list.FILE: self._ready.review_list}
        if self._ready.review_items is not None:
            files[review_items.FILE] = self._ready.review_items
        files[GATE_FILE] = self._report.to_bytes()
        self._files = files | sources_of(self.project.root, self._composed)
        self._staged = folders.stage(self.project.root, self._numbers.folder, self._files)

    def put_in_place(self) -> None:
        """Rename the folder; the register does not know it yet."""
        self._is_placed = True
        folders.put_in_place(self.project.root, self._numbers.folder, self._staged)

    def enter(self) -> None:
        """Enter everything in one transaction. Its end is the adoption.

        Raises:
            TakenMeanwhileError: the numbers are others than were foreseen; nothing was entered.
        """
        self.progress(f"entering {self._numbers.document}")
        files = entries(self._numbers.folder, self._files, self._composed.template)
        with uninterrupted():
            with self._desk.register() as register, register.writing() as writing:
                if enter(writing, self._plan, files) != self._numbers:
                    self.tidy()
                    raise TakenMeanwhileError
            self.is_entered = True

    def fill_outputs(self) -> None:
        """Copy what readers want to `outputs/`; where that fails, the next build does it."""
        folders.entered(self.project.root, self._numbers.folder)
        try:
            publish(self.project.outputs, self._outputs, gone=[author_page_name(self.found.name)])
        except FaultError as error:
            said = " ".join(fault.message for fault in error.faults)
            message = f"{self.found.name} is adopted, but its copies are not in outputs/. {said}"
            todo = f"It lies in {self._numbers.folder}/; diarie build puts the copies back."
            self._remarks.extend([Fault("R233", message, None, todo, level="warning")])

    # ------------------------------------------------------------------------------------------------ the end

    def with_held_back(self, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
        """Faults, and those that a rehearsal has held back, if they are not among them."""
        return (*faults, *(fault for fault in self._ready.wrong if fault not in faults))

    def tidy(self) -> None:
        """Take a folder away whose document was not entered, where that is certain.

        A server may have entered it although it did not say so; what stays then is a leftover that the next approval
        replaces.
        """
        if self._is_placed and not self.is_entered and self._desk.place.url is None:
            folders.take_away(self.project.root, self._numbers.folder)
            self._is_placed = False

    def result(self) -> Adopted:
        """What became of it."""
        files = self._outputs if self.dry_run else self._files
        return Adopted(
            self.found.name,
            self._numbers,
            self._plan.version,
            {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
            self._report.checks,
            tuple(self._remarks),
        )


def _next_version(history: tuple[AdoptedVersion, ...]) -> str:
    """One more than the version that is replaced; where that one's is no number, by how many there were."""
    if not history:
        return "1"
    latest = history[0].version
    return str(int(latest) + 1) if latest.isdecimal() else str(len(history) + 1)
