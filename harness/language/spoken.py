"""Canonical values as people say them: the inverse of `harness.language.values`."""

from datetime import date, datetime

from harness.language.calendar_dates import on_or_after
from harness.language.emails import emails
from harness.language.slot import Kind

__all__ = ["spoken", "spoken_date", "spoken_email", "spoken_phone", "spoken_time"]

# Written out, because strftime follows the machine's locale.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def spoken(value: str, kind: Kind, now: datetime, language: str = "en") -> str:
    """How somebody says a value; a value that is not in its kind's canonical form is said as it is."""
    if language == "zh":
        from harness.language.chinese import spoken as chinese  # loaded by those who hear it

        return chinese.spoken(value, kind, now)
    match kind:
        case Kind.DATE:
            return spoken_date(value, now)
        case Kind.TIME:
            return spoken_time(value)
        case Kind.DATETIME:
            day, _, clock = value.partition("T")
            return f"{spoken_date(day, now)} at {spoken_time(clock)}" if clock else value
        case Kind.PHONE:
            return spoken_phone(value)
        case Kind.EMAIL:
            return spoken_email(value)
        case Kind.BOOLEAN:
            return {"true": "yes", "false": "no"}.get(value, value)
        case _:
            return value


def spoken_date(value: str, now: datetime, language: str = "en") -> str:
    """A date as "Tuesday, January 20"; with its year unless it is the next such day from now on."""
    if language == "zh":
        from harness.language.chinese import spoken as chinese  # loaded by those who hear it

        return chinese.spoken_date(value, now)
    try:
        when = date.fromisoformat(value)
    except ValueError:
        return value
    said = f"{_WEEKDAYS[when.weekday()]}, {_MONTHS[when.month - 1]} {when.day}"
    return said if on_or_after(now.date(), when.month, when.day) == when else f"{said}, {when.year}"


def spoken_time(value: str, language: str = "en") -> str:
    """A time as "2 PM", "2:05 PM", "noon" or "midnight"; seconds are left out."""
    if language == "zh":
        from harness.language.chinese import spoken as chinese  # loaded by those who hear it

        return chinese.spoken_time(value)
    hours, _, minutes = value.partition(":")
    hours, minutes = hours.strip(), minutes[:2]
    if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
        return value
    hour, minute = int(hours), int(minutes)
    if minute == 0 and hour in {0, 12}:
        return "noon" if hour else "midnight"
    clock = f"{(hour - 1) % 12 + 1}" + (f":{minute:02}" if minute else "")
    return f"{clock} {'PM' if hour >= 12 else 'AM'}"


def spoken_phone(value: str, language: str = "en") -> str:
    """A phone number as "604-555-0123"; from outside North America in its international grouping, "+44 20 7946 0958"."""
    if language == "zh":
        from harness.language.chinese import spoken as chinese  # loaded by those who hear it

        return chinese.spoken_phone(value)
    digits = value.removeprefix("+1")
    if value.startswith("+1") and len(digits) == 10 and digits.isdecimal():
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    import phonenumbers  # 30 ms to import, and most numbers never need it

    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def spoken_email(value: str, language: str = "en") -> str:
    """An address as "jane dot doe at example dot com"; as written when a listener could not write that back."""
    if language == "zh":
        from harness.language.chinese import spoken as chinese  # loaded by those who hear it

        return chinese.spoken_email(value)
    local, _, domain = value.partition("@")
    for sign, word in {".": "dot", "_": "underscore", "-": "dash", "+": "plus"}.items():
        local, domain = (part.replace(sign, f" {word} ") for part in (local, domain))
    said = " ".join(f"{local} at {domain}".split())
    return said if [found.value for found in emails(said)] == [value] else value
