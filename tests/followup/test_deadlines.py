"""Deadlines as people write them become dates that can be held to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.followup.deadlines import DeadlineError, parse_deadline
from pipeline.sources.dates import MONTHS, format_date


@pytest.mark.parametrize(
    ("text", "due", "continuous", "as_needed"),
    [
        ("Fortlöpande", [], True, False),
        ("Utefter behov", [], False, True),
        ("Juni 2008", ["2008-06-30"], False, False),
        ("Juni 2008 och fortlöpande", ["2008-06-30"], True, False),
        ("Maj 2008 och därefter fortlöpande", ["2008-05-31"], True, False),
        ("Prognos, maj 2008 och fortlöpande", ["2008-05-31"], True, False),
        ("Höst 2008", ["2008-11-30"], False, False),
        ("Våren 2009", ["2009-05-31"], False, False),
        ("Senast december 2008", ["2008-12-31"], False, False),
        ("Senast 31 december 2008", ["2008-12-31"], False, False),
        ("Oktober/november 2008", ["2008-11-30"], False, False),
        ("december 2008–januari 2009", ["2009-01-31"], False, False),
        ("31 augusti 2008; 31 december 2008", ["2008-08-31", "2008-12-31"], False, False),
        ("31 augusti 2008\n31 december 2008", ["2008-08-31", "2008-12-31"], False, False),
        ("31 augusti och 31 december 2008", ["2008-08-31", "2008-12-31"], False, False),
        ("Kvartal 3 2008", ["2008-09-30"], False, False),
        ("Tredje kvartalet 2008", ["2008-09-30"], False, False),
        ("Första halvåret 2009", ["2009-06-30"], False, False),
        ("2008-08-15", ["2008-08-15"], False, False),
        ("2008-02", ["2008-02-29"], False, False),
        ("2009", ["2009-12-31"], False, False),
    ],
)
def test_what_a_deadline_says(text, due, continuous, as_needed):
    found = parse_deadline(text)
    assert [day.isoformat() for day in found.due] == due
    assert (found.continuous, found.as_needed) == (continuous, as_needed)
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "No time"),
        ("31 juni 2008", "There is no day “31 juni 2008”"),
        ("2008-13-01", "There is no day"),
        ("juli", "there is no year"),
        ("snart", "there is no year"),
        ("kvartal 5 2008", "no time that can be followed up"),
        ("vinter 2008", "no time that can be followed up"),
        ("november/oktober 2008", "ends before it begins"),
        ("första halvåret 0000", "there is no year"),
    ],
)
def test_what_says_no_time_is_refused_with_the_reason(text, said):
    with pytest.raises(DeadlineError) as caught:
        parse_deadline(text)
    assert said in caught.value.why


@pytest.mark.parametrize("text", ["jnui 2008", "Jnui, augusti 2008"])
def test_a_misspelt_month_is_neither_skipped_nor_left_without_a_hint(text):
    with pytest.raises(DeadlineError) as caught:
        parse_deadline(text)
    assert "Did you mean “juni”?" in caught.value.todo


days = st.dates(date(1950, 1, 1), date(2150, 1, 1))
moments = st.one_of(
    days.map(lambda day: (day.isoformat(), day)),
    days.map(lambda day: (format_date(day), day)),
    days.map(lambda day: (f"{MONTHS[day.month - 1]} {day.year}", _month_end(day))),
    days.map(lambda day: (f"kvartal {(day.month + 2) // 3} {day.year}", _quarter_end(day))),
)


def _month_end(day):
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _quarter_end(day):
    return _month_end(day.replace(day=1, month=(day.month + 2) // 3 * 3))


@given(
    st.lists(moments, min_size=1, max_size=4),
    st.sampled_from(["; ", ", ", "\n", " och ", " samt "]),
    st.sampled_from(["", " och fortlöpande", ", därefter fortlöpande"]),
    st.sampled_from(["", "Senast ", "i "]),
    st.booleans(),
)
def test_written_moments_are_read_back(written, separator, end, prefix, capitals):
    text = prefix + separator.join(moment for moment, _ in written) + end
    found = parse_deadline(text.upper() if capitals else text)
    assert found.due == tuple(sorted({day for _, day in written}))
    assert found.continuous == bool(end)


@given(st.one_of(st.text(), st.from_regex(r"[a-zåäö0-9 ,;/–-]{0,25} ?(2008|1999|0000)?", fullmatch=True)))
def test_any_text_is_a_deadline_or_a_sentence_that_says_why_not(text):
    said = None
    try:
        found = parse_deadline(text)
    except DeadlineError as error:
        said = error
    if said:
        assert said.why.endswith(".")
        assert said.todo
    else:
        assert list(found.due) == sorted(set(found.due))
        assert found.due or found.continuous or found.as_needed
