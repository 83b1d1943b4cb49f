"""New patients, and those who wait to become one."""

from sqlalchemy import and_, bindparam, func, insert, or_, select

from harness.reference.clinic.arguments import Arguments, invalid
from harness.reference.clinic.booking import LANGUAGES
from harness.reference.clinic.formats import Unfit, health_card
from harness.reference.clinic.names import displayed_name, is_chinese
from harness.reference.clinic.results import Outcome, Refused, Registered, Waitlisted
from harness.reference.clinic.tables import demographics, waitlist
from harness.reference.clinic.wording import Said
from harness.reference.clinic.work import ENDPOINT, Handler, Work, refused
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration, Parameter

__all__ = ["REGISTRATION_HANDLERS"]

_FIRST_NAME = Parameter(name="firstName", description="First name", format="person")
_LAST_NAME = Parameter(name="lastName", description="Last name", format="person")
_PHONE = Parameter(name="phone", description="Phone number, in any usual format; stored as E.164", format="phone")
_REGISTER_PARAMETERS = (
    _FIRST_NAME,
    _LAST_NAME,
    Parameter(name="dateOfBirth", description="Date of birth, YYYY-MM-DD", format="date"),
    Parameter(name="gender", description="M, F or O", enum=("M", "F", "O")),
    _PHONE,
    Parameter(name="address", description="Street address"),
    Parameter(name="city", description="City"),
    Parameter(name="postalCode", description="Canadian postal code", format="postal-code"),
    Parameter(name="healthCardType", description="Who issued the health card", enum=("BC", "OUT_OF_PROVINCE", "PRIVATE")),
    Parameter(name="language", description="Of the patient", enum=LANGUAGES),
    Parameter(name="province", description="Province; BC when left out", required=False, format="province"),
    Parameter(name="email", description="E-mail address", required=False, format="email"),
    Parameter(name="healthCardNumber", description="Ten digits for a BC card", required=False),
)
_WAITLIST_PARAMETERS = (
    _FIRST_NAME,
    _LAST_NAME,
    _PHONE,
    Parameter(name="notes", description="Notes", required=False),
)
_OLDEST = 130
"""Years."""

_ADD_PATIENT = Statement(insert(demographics))
_KNOWN = Statement(
    select(demographics.c.id).where(
        or_(
            and_(
                func.lower(demographics.c.first_name) == func.lower(bindparam("first")),
                func.lower(demographics.c.last_name) == func.lower(bindparam("last")),
                demographics.c.date_of_birth == bindparam("born"),
            ),
            and_(
                demographics.c.health_card_type == bindparam("kind"),
                demographics.c.province == bindparam("province"),
                demographics.c.health_card_number == bindparam("card"),
            ),
        )
    )
)
_PATIENT_EARLIER = Statement(select(demographics).where(demographics.c.tool_call_id == bindparam("call")))

_ADD_WAITING = Statement(insert(waitlist))
_WAITING_EARLIER = Statement(select(waitlist).where(waitlist.c.tool_call_id == bindparam("call")))


def _register(work: Work) -> Outcome:
    told, language = work.arguments, work.language
    if not work.clinic.accepting_new_patients:
        said = Said(
            en="The clinic is not accepting new patients at the moment. There is a waiting list.",
            zh="诊所目前不接收新病人，可以加入候补名单。",
        )
        return refused("not_accepting_new_patients", said, language)
    card = _checked(work)
    if isinstance(card, Refused):
        return card
    row = {**_record(told), "health_card_number": card or None, "tool_call_id": work.tool_call_id, "created_at": work.stamp}
    same = {"first": row["first_name"], "last": row["last_name"], "born": row["date_of_birth"], "kind": row["health_card_type"]}
    if _KNOWN.first(work.connection, {**same, "province": row["province"], "card": row["health_card_number"]}):
        said = Said(en="This patient is registered here already.", zh="这位病人已经登记过了。")
        return refused("already_registered", said, language)
    number = _ADD_PATIENT.add(work.connection, row)
    return _registered(number, told.text("firstName"), told.text("lastName"), language)


def _checked(work: Work) -> str | Refused:
    """The health card's number, empty when there is none; or which arguments fit neither one another nor the calendar."""
    told, problems = work.arguments, {}
    born, today = told.the_day("dateOfBirth"), work.wall_clock.date()
    if not (today.year - _OLDEST <= born.year and born <= today):
        problems["dateOfBirth"] = Unfit(f'must be a date of birth; got "{born}"', f'必须是出生日期，收到的是"{born}"')
    card = None
    try:
        card = health_card(told.text("healthCardType"), told.text("healthCardNumber"))
    except Unfit as wrong:
        problems["healthCardNumber"] = wrong
    return invalid(problems, work.language) if problems else card or ""


def _record(told: Arguments) -> dict[str, str | None]:
    first, last = told.text("firstName"), told.text("lastName")
    chinese = displayed_name(first, last, None, None) if is_chinese(first + last) else None
    return {
        "name": displayed_name(first, last, chinese, told.language),
        "first_name": first,
        "last_name": last,
        "chinese_name": chinese,
        "date_of_birth": told.the_day("dateOfBirth").isoformat(),
        "gender": told.text("gender"),
        "phone": told.text("phone"),
        "email": told.text("email") or None,
        "address": told.text("address"),
        "city": told.text("city"),
        "province": told.text("province") or "BC",
        "postal_code": told.text("postalCode"),
        "health_card_type": told.text("healthCardType"),
        "language": told.language,
    }


def _registered_earlier(work: Work) -> Outcome | None:
    row = _PATIENT_EARLIER.first(work.connection, {"call": work.tool_call_id})
    return None if row is None else _registered(row.id, row.first_name, row.last_name, row.language)


def _registered(number: int, first: str, last: str, language: str) -> Registered:
    name = displayed_name(first, last, None, None)
    said = Said(en=f"{name} is registered as a new patient.", zh=f"已为{name}登记为新病人。")
    return Registered(demographic_id=number, first_name=first, last_name=last, message=said.spoken(language))


def _wait(work: Work) -> Outcome:
    told = work.arguments
    row = {"first_name": told.text("firstName"), "last_name": told.text("lastName"), "phone": told.text("phone")}
    stamp = {"notes": told.text("notes"), "tool_call_id": work.tool_call_id, "created_at": work.stamp}
    number = _ADD_WAITING.add(work.connection, row | stamp)
    return _waitlisted(number, row["first_name"], row["last_name"])


def _waiting_earlier(work: Work) -> Outcome | None:
    row = _WAITING_EARLIER.first(work.connection, {"call": work.tool_call_id})
    return None if row is None else _waitlisted(row.id, row.first_name, row.last_name)


def _waitlisted(number: int, first: str, last: str) -> Waitlisted:
    name = displayed_name(first, last, None, None)
    en = f"{name} is on the waiting list. The clinic will call back when there is a place."
    return Waitlisted(waitlist_id=number, message=en, message_zh=f"已把{name}加入候补名单，有名额时诊所会回电。")


REGISTRATION_HANDLERS = (
    Handler(
        declaration=HandlerDeclaration(
            tool="register_new_patient",
            path=f"{ENDPOINT}/register-patient",
            parameters=_REGISTER_PARAMETERS,
            returns={"registered": Registered, "refused": Refused},
            refusals=("invalid_argument", "not_accepting_new_patients", "already_registered"),
            writes=("demographics",),
        ),
        answer=_register,
        earlier=_registered_earlier,
    ),
    Handler(
        declaration=HandlerDeclaration(
            tool="add_to_waitlist",
            path=f"{ENDPOINT}/add-to-waitlist",
            parameters=_WAITLIST_PARAMETERS,
            returns={"waitlisted": Waitlisted, "refused": Refused},
            refusals=("invalid_argument",),
            writes=("waitlist",),
        ),
        answer=_wait,
        earlier=_waiting_earlier,
    ),
)
"""`register_new_patient` and `add_to_waitlist`."""
