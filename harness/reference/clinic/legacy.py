"""Five cases kept for assistants of earlier versions. No tool file names them, and nothing new may."""

import re
from datetime import datetime, time, timedelta

from harness.reference.clinic.availability import earliest, list_slots, upcoming
from harness.reference.clinic.patients import DEMOGRAPHIC_ID
from harness.reference.clinic.results import (
    Appointments,
    NewPatients,
    NoSlot,
    Outcome,
    Refused,
    SlotFound,
    Slots,
    TextNotSent,
)
from harness.reference.clinic.slots import Wanted
from harness.reference.clinic.wording import Said
from harness.reference.clinic.work import ENDPOINT, Handler, Work
from harness.reference.declaration import HandlerDeclaration, Parameter

__all__ = ["LEGACY_HANDLERS"]

_YEAR = timedelta(days=365)
_MONTH = timedelta(days=30)

_START = Parameter(name="startDate", description="First day, YYYY-MM-DD; today when left out", required=False, format="date")
_END = Parameter(name="endDate", description="Last day, YYYY-MM-DD; 30 days later when left out", required=False, format="date")
_PROVIDER = Parameter(name="providerId", description='Provider ID or "any"', required=False, format="provider")
_PREFERENCE = Parameter(name="preference", description="What the caller would like, in their own words", required=False)

_MORNING = re.compile(r"\bmorning\b|上午|早上", re.IGNORECASE)
_AFTERNOON = re.compile(r"\bafternoon\b|下午", re.IGNORECASE)
_VIRTUAL = re.compile(r"\b(?:virtual|video|phone)\b|视频|电话", re.IGNORECASE)
_WEEKDAYS = (
    r"\bmon(?:day)?\b|(?:星期|周)一",
    r"\btue(?:s(?:day)?)?\b|(?:星期|周)二",
    r"\bwed(?:nesday)?\b|(?:星期|周)三",
    r"\bthu(?:rs(?:day)?)?\b|(?:星期|周)四",
    r"\bfri(?:day)?\b|(?:星期|周)五",
    r"\bsat(?:urday)?\b|(?:星期|周)六",
    r"\bsun(?:day)?\b|(?:星期|周)[日天]",
)


def _upcoming(work: Work) -> Outcome:
    now = work.wall_clock
    return upcoming(work, work.arguments.the_number("demographicId"), now, now.date() + _YEAR)


def _available(work: Work) -> Outcome:
    told, now = work.arguments, work.wall_clock
    first = told.day("startDate")
    since = now if first is None else max(datetime.combine(first, time.min), now)
    last_day = told.day("endDate") or since.date() + _MONTH
    return list_slots(work, Wanted(since=since, last_day=last_day, provider_id=told.number("providerId")))


def _by_preference(work: Work) -> Outcome:
    """The half of the day, a weekday, tomorrow, and a visit by phone are understood; everything else is passed over."""
    wish, since = work.arguments.text("preference"), work.wall_clock
    day = next((number for number, words in enumerate(_WEEKDAYS) if re.search(words, wish, re.IGNORECASE)), None)
    ahead = 1 if re.search(r"\btomorrow\b|明天", wish, re.IGNORECASE) else None
    if day is not None:
        ahead = (day - since.weekday()) % 7
    last_day = since.date() + _MONTH
    if ahead is not None:
        last_day = since.date() + timedelta(days=ahead)
        since = max(since, datetime.combine(last_day, time.min))
    half = "morning" if _MORNING.search(wish) else "afternoon" if _AFTERNOON.search(wish) else ""
    mode = "virtual" if _VIRTUAL.search(wish) else ""
    return earliest(work, Wanted(since=since, last_day=last_day, time_of_day=half, visit_mode=mode))


def _acceptance(work: Work) -> Outcome:
    accepting = work.clinic.accepting_new_patients
    return NewPatients(
        accepting_new_patients=accepting,
        message=f"The clinic is {'' if accepting else 'not '}accepting new patients.",
        message_zh=f"诊所目前{'' if accepting else '不'}接收新病人。",
    )


def _no_text(_work: Work) -> Outcome:
    said = Said(
        en="Text messages are sent with the booking itself; nothing was sent now.", zh="短信随预约一起发送，现在没有发送短信。"
    )
    return TextNotSent(message=said.en, message_zh=said.zh)


def _slots_case(tool: str) -> Handler:
    return Handler(
        declaration=HandlerDeclaration(
            tool=tool,
            path=ENDPOINT,
            parameters=(_START, _END, _PROVIDER),
            returns={"slots": Slots, "refused": Refused},
            refusals=("invalid_argument",),
            legacy=True,
        ),
        answer=_available,
    )


LEGACY_HANDLERS = (
    Handler(
        declaration=HandlerDeclaration(
            tool="getUpcomingAppointments",
            path=ENDPOINT,
            parameters=(DEMOGRAPHIC_ID,),
            returns={"bookings": Appointments, "refused": Refused},
            refusals=("invalid_argument",),
            legacy=True,
        ),
        answer=_upcoming,
    ),
    _slots_case("get_available_slots"),
    _slots_case("getAvailableSlots"),
    Handler(
        declaration=HandlerDeclaration(
            tool="findAppointmentByPreference",
            path=ENDPOINT,
            parameters=(_PREFERENCE,),
            returns={"slot": SlotFound, "none": NoSlot, "refused": Refused},
            refusals=("invalid_argument",),
            legacy=True,
        ),
        answer=_by_preference,
    ),
    Handler(
        declaration=HandlerDeclaration(
            tool="checkNewPatientAcceptance",
            path=ENDPOINT,
            parameters=(),
            returns={"acceptance": NewPatients, "refused": Refused},
            legacy=True,
        ),
        answer=_acceptance,
    ),
    Handler(
        declaration=HandlerDeclaration(
            tool="sendConfirmationSMS", path=ENDPOINT, parameters=(), returns={"not sent": TextNotSent}, legacy=True
        ),
        answer=_no_text,
    ),
)
"""Five cases; one of them answers to two names."""
