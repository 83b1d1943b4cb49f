"""Who is calling: by the number they call from, by name, by record."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select

from harness.reference.clinic.arguments import invalid
from harness.reference.clinic.flaws import Flaws
from harness.reference.clinic.formats import FORMATS, Unfit
from harness.reference.clinic.names import is_chinese, spellings
from harness.reference.clinic.results import (
    Outcome,
    Patient,
    PatientFound,
    PatientNotFound,
    PatientRecord,
    PatientsFound,
    Refused,
)
from harness.reference.clinic.tables import demographics
from harness.reference.clinic.wording import Said
from harness.reference.clinic.work import ENDPOINT, Handler, Work
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration, Parameter

__all__ = ["DEMOGRAPHIC_ID", "PLACEHOLDER", "patient_handlers"]

PLACEHOLDER = "+10000000000"
"""What "0000000000" comes to: a prompt has the model send it, as the real number is in the request."""
DEMOGRAPHIC_ID = Parameter(name="demographicId", description="Patient demographic ID", type="integer", aliases=("patientId",))

_PHONE = Parameter(name="phone", description="10-digit phone number, for when the call shows none")
_NAME = Parameter(name="name", description="Patient last name or full name", format="person")
_FIRST_NAME = Parameter(name="firstName", description="Patient first name", required=False, format="person")
_DATE_OF_BIRTH = Parameter(name="dateOfBirth", description="Date of birth, YYYY-MM-DD", required=False, format="date")

_ORDER = (demographics.c.last_name, demographics.c.first_name, demographics.c.id)
_BY_PHONE = Statement(select(demographics).where(demographics.c.phone == bindparam("number")).order_by(*_ORDER))
_BY_ID = Statement(select(demographics).where(demographics.c.id == bindparam("number")))

_first, _last = func.lower(demographics.c.first_name), func.lower(demographics.c.last_name)
_LATIN = or_(
    _last == bindparam("wanted"),
    _first + " " + _last == bindparam("wanted"),
    _last + " " + _first == bindparam("wanted"),
    _last + ", " + _first == bindparam("wanted"),
)
_CHINESE = or_(
    demographics.c.chinese_name == bindparam("wanted"),
    demographics.c.name == bindparam("wanted"),
)
_MORE = and_(
    or_(bindparam("first") == "", _first == bindparam("first")),
    or_(bindparam("born") == "", demographics.c.date_of_birth == bindparam("born")),
)
_BY_NAME = {
    (chinese, narrowed): Statement(
        select(demographics).where(_CHINESE if chinese else _LATIN, *((_MORE,) if narrowed else ())).order_by(*_ORDER)
    )
    for chinese in (False, True)
    for narrowed in (False, True)
}


def patient_handlers(flaws: Flaws) -> tuple[Handler, ...]:
    """`search_patient_by_phone`, `search_patient` and `get_patient`."""
    finds: Mapping[str, type[Outcome]] = {
        "found": PatientFound,
        "several": PatientsFound,
        "nobody": PatientNotFound,
        "refused": Refused,
    }
    refusals = ("invalid_argument",)
    by_name = [_NAME]
    if not flaws.search_patient_ignores_first_name:
        by_name.append(_FIRST_NAME)
    if flaws.search_patient_reads_date_of_birth:
        by_name.append(_DATE_OF_BIRTH)
    return (
        Handler(
            declaration=HandlerDeclaration(
                tool="search_patient_by_phone",
                path=f"{ENDPOINT}/search-patient-by-phone",
                parameters=(_PHONE,),
                returns=finds,
                refusals=refusals,
                envelope={"phone": "call.customer.number"},
            ),
            answer=_search_by_phone,
        ),
        Handler(
            declaration=HandlerDeclaration(
                tool="search_patient",
                path=f"{ENDPOINT}/search-patient",
                parameters=tuple(by_name),
                returns=finds,
                refusals=refusals,
            ),
            answer=_search_by_name,
        ),
        Handler(
            declaration=HandlerDeclaration(
                tool="get_patient",
                path=f"{ENDPOINT}/get-patient",
                parameters=(DEMOGRAPHIC_ID,),
                returns={"found": PatientRecord, "nobody": PatientNotFound, "refused": Refused},
                refusals=refusals,
            ),
            answer=_get_patient,
        ),
    )


def _search_by_phone(work: Work) -> Outcome:
    """The number the call comes from always beats the argument."""
    number = work.caller_phone or _told_number(work.arguments.text("phone"))
    if isinstance(number, Unfit):
        return invalid({"phone": number}, None)
    if not number:
        return _nobody(
            Said(en="The caller's number is withheld. Please ask for their name.", zh="来电号码未显示。请询问来电者的姓名。")
        )
    rows = _BY_PHONE.all(work.connection, {"number": number})
    nobody = Said(en="I could not find a patient with this phone number.", zh="没有找到使用这个电话号码的病人。")
    return _found(rows, nobody)


def _told_number(told: str) -> str | Unfit:
    """The number an argument names; empty for the placeholder. Looked at only when the call itself shows none."""
    try:
        number: str = FORMATS["phone"](told)
    except Unfit as wrong:
        return wrong
    return "" if number == PLACEHOLDER else number


def _search_by_name(work: Work) -> Outcome:
    """Only arguments the declaration reads are there to be looked at, so the flaws need no mention here."""
    wanted, first = spellings(work.arguments.text("name")), spellings(work.arguments.text("firstName"))
    born = work.arguments.day("dateOfBirth")
    narrowed = {"first": first, "born": born.isoformat() if born else ""} if first or born else {}
    rows = _BY_NAME[is_chinese(wanted), bool(narrowed)].all(work.connection, {"wanted": wanted, **narrowed})
    return _found(rows, Said(en="I could not find a patient with this name.", zh="没有找到这个姓名的病人。"))


def _get_patient(work: Work) -> Outcome:
    row = _BY_ID.first(work.connection, {"number": work.arguments.the_number("demographicId")})
    if row is None:
        return _nobody(Said(en="There is no patient with this number.", zh="没有这个编号的病人。"))
    said = _named(row)
    return PatientRecord(
        demographic_id=row.id,
        first_name=row.first_name,
        last_name=row.last_name,
        date_of_birth=row.date_of_birth,
        gender=row.gender,
        phone=row.phone,
        email=row.email,
        language=row.language,
        message=said.en,
        message_zh=said.zh,
    )


def _found(rows: Sequence[Row[Any]], nobody: Said) -> Outcome:
    if not rows:
        return _nobody(nobody)
    if len(rows) == 1:
        (row,) = rows
        said = _named(row)
        return PatientFound(
            demographic_id=row.id,
            first_name=row.first_name,
            last_name=row.last_name,
            message=said.en,
            message_zh=said.zh,
        )
    patients = tuple(
        Patient(demographic_id=row.id, first_name=row.first_name, last_name=row.last_name, date_of_birth=row.date_of_birth)
        for row in rows
    )
    en = f"I found {len(rows)} patients. Please ask which of them is calling."
    return PatientsFound(patients=patients, message=en, message_zh=f"找到{len(rows)}位病人。请询问是哪一位。")


def _named(row: Row[Any]) -> Said:
    latin = f"{row.first_name} {row.last_name}"
    return Said(en=f"I found the file of {latin}.", zh=f"找到了{row.chinese_name or row.name}的档案。")


def _nobody(said: Said) -> PatientNotFound:
    return PatientNotFound(message=said.en, message_zh=said.zh)
