"""The clinic and who works there."""

from typing import Any

from sqlalchemy import Row, select

from harness.reference.clinic.flaws import Flaws
from harness.reference.clinic.results import ClinicInfo, Outcome, Provider, Providers, Refused
from harness.reference.clinic.settings import Clinic, listed
from harness.reference.clinic.tables import providers
from harness.reference.clinic.work import ENDPOINT, Handler, Work
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration, Parameter

__all__ = ["about_handlers"]

_SPECIALTY = Parameter(name="specialty", description="Only those of this specialty", required=False)
_EVERYBODY = Statement(select(providers).order_by(providers.c.id))


def about_handlers(flaws: Flaws) -> tuple[Handler, ...]:
    """`get_clinic_info` and `get_providers`."""
    return (
        Handler(
            declaration=HandlerDeclaration(
                tool="get_clinic_info",
                path=f"{ENDPOINT}/get-clinic-info",
                parameters=(),
                returns={"clinic": ClinicInfo, "refused": Refused},
            ),
            answer=_clinic_info,
        ),
        Handler(
            declaration=HandlerDeclaration(
                tool="get_providers",
                path=f"{ENDPOINT}/get-providers",
                parameters=() if flaws.get_providers_ignores_specialty else (_SPECIALTY,),
                returns={"providers": Providers, "refused": Refused},
                refusals=() if flaws.get_providers_ignores_specialty else ("invalid_argument",),
            ),
            answer=_providers,
        ),
    )


def _clinic_info(work: Work) -> Outcome:
    clinic = work.clinic
    accepting = clinic.accepting_new_patients
    hours_zh = clinic.hours_zh or clinic.hours
    return ClinicInfo(
        clinic_name=clinic.name,
        address=clinic.address,
        phone=clinic.phone,
        hours=clinic.hours,
        accepting_new_patients=accepting,
        custom_greeting=clinic.custom_greeting,
        custom_greeting_zh=clinic.custom_greeting_zh,
        default_provider_id=None if clinic.default_provider_id is None else str(clinic.default_provider_id),
        supported_languages=listed(clinic.supported_languages),
        appointment_type_mappings={name: code for code, name in clinic.types_by_code.items()},
        message=f"{clinic.name} is at {clinic.address}. It is open {clinic.hours}. "
        f"It is {'accepting new patients' if accepting else 'not accepting new patients at the moment'}.",
        message_zh=f"{clinic.name_zh or clinic.name}的地址是{clinic.address}。营业时间：{hours_zh}。"
        f"{'目前接收新病人' if accepting else '目前不接收新病人'}。",
    )


def _providers(work: Work) -> Outcome:
    specialty = work.arguments.text("specialty").lower()
    rows = _EVERYBODY.all(work.connection, {})
    found = tuple(_provider(row, work.clinic) for row in rows if specialty in row.specialty.lower())
    names = ", ".join(f"{one.provider_name} ({one.specialty})" for one in found)
    names_zh = "、".join(one.provider_name_zh for one in found)
    return Providers(
        providers=found,
        message=f"These providers see patients here: {names}." if found else "There is no such provider here.",
        message_zh=f"这里的医生有：{names_zh}。" if found else "这里没有这样的医生。",
    )


def _provider(row: Row[Any], clinic: Clinic) -> Provider:
    offered = {"in-person": row.offers_in_person, "virtual": row.offers_virtual}
    return Provider(
        provider_id=str(row.id),
        provider_name=row.name,
        provider_name_zh=row.name_zh or row.name,
        specialty=row.specialty,
        languages=listed(row.languages),
        accepts_new_patients=row.accepts_new_patients,
        visit_modes=tuple(mode for mode, is_offered in offered.items() if is_offered),
        default_visit_mode=row.default_visit_mode or clinic.default_visit_mode,
        default_visit_reason=row.default_visit_reason or clinic.default_visit_reason,
        preferred_time=row.preferred_time,
    )
