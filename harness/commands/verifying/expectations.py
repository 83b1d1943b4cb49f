"""What the platform should hold, from the organisation's own files and what its backend says it reads."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from harness.contract.handlers import Handler
from harness.contract.model import Assistant, Organisation, Source, Tool
from harness.contract.reach import unreachable
from harness.errors import InputError

__all__ = ["WEBHOOK_PATH", "Expectations", "ExpectedAssistant", "ExpectedTool", "booking_tool", "expectations"]

WEBHOOK_PATH = "/api/vapi/webhook"
"""Where a backend takes status updates and reports of calls."""
_ANSWERED_BY_A_BACKEND = ("function", "apiRequest")


class ExpectedTool(Struct, frozen=True, kw_only=True):
    """A tool as it should be at the platform."""

    name: str
    id: str | None
    url: str | None
    """None: it has no server of its own, and its calls go where its assistant's webhooks go."""
    required: tuple[str, ...]
    """What its backend insists on."""
    emphasised: tuple[str, ...]
    """Parameters whose description says REQUIRED: without it a model goes on without asking."""
    source: Source


class ExpectedAssistant(Struct, frozen=True, kw_only=True):
    """An assistant as it should be at the platform."""

    name: str
    id: str | None
    webhook: str | None
    """None: it has no server of its own."""
    attached: tuple[ExpectedTool, ...]
    """By `toolIds`."""
    inline: tuple[ExpectedTool, ...]
    source: Source


class Expectations(Struct, frozen=True, kw_only=True):
    """Everything that is expected of one organisation."""

    base: str
    """Scheme and host the platform reaches the backend by; empty when the files name none that is public."""
    assistants: tuple[ExpectedAssistant, ...]


def expectations(organisation: Organisation, handlers: Sequence[Handler], public_url: str = "") -> Expectations:
    """`public_url` is where the platform reaches the backend; by default what most server URLs of the files begin with.

    Raises InputError when there is nothing that could be verified.
    """
    if not organisation.assistants:
        raise InputError(f"the organisation '{organisation.slug}' has no assistant that could be verified.")
    base = public_url.rstrip("/") or _usual_base(organisation)
    by_name = {handler.tool: handler for handler in handlers}
    return Expectations(base=base, assistants=tuple(_assistant(each, by_name, base) for each in organisation.assistants))


def booking_tool() -> str:
    """The tool that is tried out: the one whose rows can be undone."""
    from harness.reference.booking.handler import BOOK_CLINIC_APPOINTMENT

    return BOOK_CLINIC_APPOINTMENT.tool


def _usual_base(organisation: Organisation) -> str:
    urls = [
        server.url
        for assistant in organisation.assistants
        for server in (assistant.server, *(tool.server for tool in assistant.tools))
        if server is not None and "{{" not in server.url and unreachable(server.url) is None
    ]
    counted = Counter(f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, urls))
    return counted.most_common(1)[0][0] if counted else ""


def _assistant(assistant: Assistant, handlers: Mapping[str, Handler], base: str) -> ExpectedAssistant:
    sent = [tool for tool in assistant.tools if tool.type in _ANSWERED_BY_A_BACKEND]
    return ExpectedAssistant(
        name=assistant.name,
        id=assistant.id,
        webhook=None if assistant.server is None else base + WEBHOOK_PATH,
        attached=tuple(_tools((tool for tool in sent if tool.slug), handlers, base)),
        inline=tuple(_tools((tool for tool in sent if not tool.slug), handlers, base)),
        source=assistant.source,
    )


def _tools(tools: Iterable[Tool], handlers: Mapping[str, Handler], base: str) -> Iterable[ExpectedTool]:
    for tool in tools:
        handler = handlers.get(tool.name)
        local = None if tool.server is None else tool.server.url
        path = handler.path if handler is not None and handler.path else urlsplit(local or "").path
        required = tool.required if handler is None else handler.required
        yield ExpectedTool(
            name=tool.name,
            id=tool.id,
            url=None if local is None else base + path,
            required=required,
            emphasised=tuple(name for name in required if _is_emphasised(tool, name)),
            source=tool.source,
        )


def _is_emphasised(tool: Tool, parameter: str) -> bool:
    """As the file has it; of the booking's phone number it is expected whatever the file says, for that fault has been made."""
    said = str(tool.properties.get(parameter, {}).get("description", ""))
    return "REQUIRED" in said or (tool.name == booking_tool() and "phone" in parameter.lower())
