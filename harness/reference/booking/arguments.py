"""A tool call's arguments → a booking, or every reason why they are none."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from msgspec import Struct

from harness.reference.booking.outcomes import Refused
from harness.reference.declaration import Parameter
from harness.reference.phones import normalised_phone

__all__ = [
    "DATE", "PARAMETERS", "PHONE", "TIME", "Booking", "booking_of", "read_arguments", "read_values",
]  # fmt: skip

_LONGEST = 200
"""Characters; a name that is longer is a prompt, not a name."""
_LONGEST_MESSAGE = 480
"""Characters; three text messages."""


class Booking(Struct, frozen=True, kw_only=True):
    """What was asked for, in the clinic's own terms."""

    name: str
    phone: str
    """E.164."""
    scheduled_at: datetime
    """Local to the clinic, without an offset."""
    email: str | None = None


def read_arguments(arguments: Mapping[str, Any] | None, region: str) -> Booking | Refused:
    """The booking; a refusal names every argument that is missing or wrong. None is what was no JSON object at all.

    `region` is the country a phone number without a country code belongs to.
    """
    read = read_values(PARAMETERS, arguments, region)
    return read if isinstance(read, Refused) else booking_of(read)


def booking_of(read: Mapping[str, Any]) -> Booking:
    """The booking that the values of `PARAMETERS` are."""
    return Booking(
        name=read["patientName"],
        phone=read["patientPhone"],
        email=read["patientEmail"],
        scheduled_at=datetime.combine(read["appointmentDate"], read["appointmentTime"]),
    )


def read_values(parameters: Sequence[Parameter], arguments: Mapping[str, Any] | None, region: str) -> dict[str, Any] | Refused:
    """A value for each parameter, None for one that was left out; a refusal names everything that is missing or wrong."""
    if arguments is None:
        return Refused(reason="invalid_argument", message="arguments must be a JSON object")
    read: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for parameter in parameters:
        try:
            read[parameter.name] = _read(parameter, arguments.get(parameter.name), region)
        except ValueError as wrong:
            problems[parameter.name] = f"{parameter.name} {wrong}"
    if problems:
        return Refused(reason="invalid_argument", message="; ".join(problems.values()), parameters=tuple(problems))
    return read


def _read(parameter: Parameter, value: Any, region: str) -> Any:
    if isinstance(value, str):
        value = " ".join(value.split())
    if value is None or value == "":
        if parameter.required:
            raise ValueError("is missing")
        return None
    if parameter.type == "integer":
        return _number(value)
    if not isinstance(value, str):
        raise ValueError(f"must be text; got {_kind_of(value)}")
    longest = _LONGEST_MESSAGE if parameter.name == "message" else _LONGEST
    if len(value) > longest:
        raise ValueError(f"must be at most {longest} characters; got {len(value)}")
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in value):
        raise ValueError("must not contain control characters")
    return _READERS[parameter.name](value, region)


def _number(value: Any) -> int:
    """A key of a table, from a number or its digits."""
    digits = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"[1-9][0-9]{0,17}", digits):
        raise ValueError(f"must be a whole number from 1; got {_shown(value)}")
    return int(digits)


def _shown(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) and len(value) <= _LONGEST else _kind_of(value)


def _kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "a number"


def _name(text: str, _region: str) -> str:
    if not any(letter.isalpha() for letter in text):
        raise ValueError(f'must be a name; got "{text}"')
    return text


def _email(text: str, _region: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", text):
        raise ValueError(f'must be an e-mail address; got "{text}"')
    return text


def _date(text: str, _region: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f'must be YYYY-MM-DD; got "{text}"')
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'must be a day of the calendar; got "{text}"') from None


def _time(text: str, _region: str) -> time:
    if not re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise ValueError(f'must be HH:MM, 24 hours; got "{text}"')
    return time.fromisoformat(text)


def _code(text: str, _region: str) -> str:
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{6}", digits):
        raise ValueError("must be six digits")
    return digits


def _text(text: str, _region: str) -> str:
    return text


PHONE = Parameter(name="patientPhone", description="Phone number, in any usual format; stored as E.164")
DATE = Parameter(name="appointmentDate", description="Day of the appointment, YYYY-MM-DD", format="date")
TIME = Parameter(name="appointmentTime", description="Local time of the appointment, HH:MM, 24 hours")
PARAMETERS = (
    Parameter(name="patientName", description="Full name of the patient"),
    PHONE,
    Parameter(name="patientEmail", description="E-mail address", required=False, format="email"),
    DATE,
    TIME,
)
_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "patientName": _name,
    "patientPhone": normalised_phone,
    "patientEmail": _email,
    "appointmentDate": _date,
    "appointmentTime": _time,
    "code": _code,
    "message": _text,
}
