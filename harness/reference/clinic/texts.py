"""Text messages about an appointment: queued in the outbox, or not, and the truth told about it."""

from functools import lru_cache

import phonenumbers
from msgspec import Struct
from sqlalchemy import bindparam, insert, select

from harness.reference.clinic.tables import sms_outbox
from harness.reference.clinic.wording import Said, moment_in_words
from harness.reference.clinic.work import Work
from harness.reference.database.statement import Statement

__all__ = ["Recipient", "queue_text", "was_queued"]

_QUEUE = Statement(insert(sms_outbox))
_QUEUED = Statement(
    select(sms_outbox.c.id).where(
        sms_outbox.c.appointment_id == bindparam("appointment"), sms_outbox.c.template == bindparam("which")
    )
)
_TEMPLATES = {
    "booked": Said(
        en="{clinic}: your appointment with {provider} is on {when}.", zh="{clinic}：您与{provider}的预约时间是{when}。"
    ),
    "rescheduled": Said(
        en="{clinic}: your appointment was moved to {when}, with {provider}.", zh="{clinic}：您的预约已改到{when}，{provider}。"
    ),
    "cancelled": Said(
        en="{clinic}: your appointment on {when} with {provider} was cancelled.",
        zh="{clinic}：您{when}与{provider}的预约已取消。",
    ),
}


class Recipient(Struct, frozen=True, kw_only=True):
    """Who the message is for, and what about."""

    demographic_id: int
    phone: str
    phone_is_mobile: bool
    appointment_id: int
    starts_at: str
    provider: Said
    language: str


def queue_text(work: Work, template: str, to: Recipient) -> bool:
    """Whether a message was put into the outbox: not when the caller declined it, nor to a number that cannot take one."""
    if not work.arguments.flag("smsConsent", default=True) or not to.phone_is_mobile or not _takes_texts(to.phone):
        return False
    words = {
        "clinic": (work.clinic.name_zh if to.language == "zh" else "") or work.clinic.name,
        "provider": to.provider.spoken(to.language),
        "when": moment_in_words(to.starts_at).spoken(to.language),
    }
    row = {"demographic_id": to.demographic_id, "appointment_id": to.appointment_id, "phone": to.phone, "template": template}
    body = _TEMPLATES[template].spoken(to.language).format(**words)
    _QUEUE.add(work.connection, {**row, "language": to.language, "body": body, "created_at": work.stamp})
    return True


def was_queued(work: Work, template: str, appointment_id: int) -> bool:
    """Whether that message is in the outbox already."""
    return _QUEUED.first(work.connection, {"appointment": appointment_id, "which": template}) is not None


@lru_cache(maxsize=4096)
def _takes_texts(phone: str) -> bool:
    """North American numbers do not tell mobile from landline; toll-free and premium ones are neither."""
    kind = phonenumbers.number_type(phonenumbers.parse(phone))
    return kind in (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
        phonenumbers.PhoneNumberType.UNKNOWN,
    )
