"""C274: each audience (målgrupp) of a communication plan is reached by an activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.rule import Finding, Rule
from pipeline.faults import FaultError
from pipeline.followup.activities import read_activities
from pipeline.followup.audiences import read_audiences, read_channels, split_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Audiences that no activity names, by their own name or by one of the groups that they include."""
    if subject.document.kind != "communication-plan":
        return
    try:
        audiences = read_audiences(subject.reader, f"{subject.folder}/audiences.csv")
        channels = read_channels(subject.reader, f"{subject.folder}/channels.csv")
        activities = read_activities(subject.reader, f"{subject.folder}/activities.csv", audiences, channels)
    except FaultError:  # told where the plan was made
        return
    reached = {
        name.casefold()
        for activity in activities
        for action in activity.actions
        for name in split_names(action.audience.text)
    }
    for audience in audiences:
        if not reached & {name.casefold() for name in (audience.name.text, *audience.groups)}:
            yield Finding(
                f"No activity reaches the audience “{audience.name.text}”.",
                audience.name.place,
                "Plan an activity for it in activities.csv, or take it out of the audiences.",
                {"audience": audience.name.text},
            )


RULE = Rule(
    code="C274",
    name="an audience that no activity reaches (målgrupp utan aktivitet)",
    level="warning",
    source="Agencies' practice: a communication plan says how each of its audiences is reached",
    explanation="""\
An audience that stands in the plan and in no activity is a promise without a deed. An activity reaches an audience when
it names it, or one of the groups that the audience includes (Omfattar). The other way round, an audience or channel
that the plan does not have is an error of activities.csv (I350, I351).

Wrong: Allmänheten in audiences.csv, and in no row of activities.csv
Right: an activity whose Målgrupp is Allmänheten, or one of the groups that it includes""",
    find=find,
)
