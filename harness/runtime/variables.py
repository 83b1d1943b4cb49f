"""The variables every call knows without being told (https://docs.vapi.ai/assistants/dynamic-variables)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from harness.contract.model import Assistant
from harness.vapi.webhook import CallFacts

__all__ = ["CONVERSATION", "default_variables"]

CONVERSATION = frozenset({"messages", "prompt", "transcript"})
"""Variables that change with every word; they are made only for templates that look them up."""


def default_variables(facts: CallFacts, assistant: Assistant) -> dict[str, Any]:
    """Times are UTC and those of the start of the call."""
    times = _times(facts.started_at)
    customer: dict[str, Any] = {"number": facts.customer_number} if facts.customer_number else {}
    if facts.customer_metadata:
        customer["metadata"] = facts.customer_metadata
    return {
        **{name: text for name, text in times.items() if name != "startedAt"},
        "customer": customer,
        "phoneNumber": {"number": facts.phone_number, "id": facts.phone_number_id, "provider": "twilio"},
        "call": {
            "id": facts.call_id,
            "type": "inboundPhoneCall",
            "status": "in-progress",
            "startedAt": times["startedAt"],
            "assistantId": assistant.id or "",
        },
        "assistant": {"id": assistant.id or "", "name": assistant.name},
        "transport": {"provider": "twilio", "callSid": facts.provider_id, "conversationType": "voice"},
    }


@lru_cache(maxsize=64)
def _times(now: datetime) -> Mapping[str, str]:
    moment = now.astimezone(UTC)
    clock = f"{moment.hour % 12 or 12}:{moment:%M %p}"
    day = f"{moment:%b} {moment.day}, {moment.year}"
    return {
        "startedAt": moment.isoformat(),
        "now": f"{day}, {clock} UTC",
        "date": day,
        "time": clock,
        "month": f"{moment:%B}",
        "day": f"{moment.day}",
        "year": f"{moment.year}",
        "currentDateTime": f"{day}, {clock} UTC",
    }
