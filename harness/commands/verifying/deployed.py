"""What the platform holds, asked for as it is needed and once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from harness.commands.verifying.expectations import ExpectedAssistant
from harness.contract.model import Squad
from harness.vapi.client import VapiClient
from harness.vapi.errors import NotFound

if TYPE_CHECKING:
    from harness.reference.platform.records import Record

__all__ = ["Deployed", "function_name", "inline_tools", "server_url", "tool_ids"]

Document = Mapping[str, Any]


class Deployed:
    """One organisation's resources at the platform. Every method raises `VapiError` when the platform cannot be asked."""

    def __init__(self, client: VapiClient) -> None:
        self._client = client
        self._tools: dict[str, Document | None] = {}
        self._assistants: dict[str, tuple[Document, ...]] = {}

    def assistant(self, expected: ExpectedAssistant) -> Document | None:
        """By the id of the state file, or by name where the platform does not know the id; None when it has neither.

        Of several with the name it is the newest.
        """
        return next(iter(self.namesakes(expected)), None)

    def namesakes(self, expected: ExpectedAssistant) -> tuple[Document, ...]:
        """The one with the id of the state file alone, or every one with the name, newest first."""
        if expected.name not in self._assistants:
            known = self._by_id("assistant", expected.id)
            named = (known,) if known is not None else self._named(expected.name)
            self._assistants[expected.name] = named
        return self._assistants[expected.name]

    def tool(self, id: str) -> Document | None:
        """None when there is none with this id."""
        if id not in self._tools:
            self._tools[id] = self._by_id("tool", id)
        return self._tools[id]

    def attached(self, assistant: Document) -> tuple[Document, ...]:
        """The tools its `toolIds` name, as far as they exist."""
        found = (self.tool(each) for each in tool_ids(assistant))
        return tuple(tool for tool in found if tool is not None)

    def squad_of(self, assistant: Document) -> Squad:
        """This assistant alone on the line, as it is deployed. Raises ContractProblems when it cannot be read."""
        from harness.reference.platform.casting import Cast

        tools = [_record("tool", tool) for tool in self.attached(assistant)]
        return Cast([_record("assistant", assistant)], tools, []).squad({"assistantId": assistant["id"]})

    def _named(self, name: str) -> tuple[Document, ...]:
        found = [one for one in self._client.list("assistant") if one.get("name") == name]
        return tuple(sorted(found, key=lambda one: str(one.get("createdAt", "")), reverse=True))

    def _by_id(self, resource: str, id: str | None) -> Document | None:
        if id is None:
            return None
        try:
            return self._client.get(resource, id)
        except NotFound:
            return None


def tool_ids(assistant: Document) -> tuple[str, ...]:
    """The ids an assistant refers to; whatever is no text is none."""
    model = assistant.get("model")
    listed = model.get("toolIds") if isinstance(model, Mapping) else None
    return tuple(each for each in listed if isinstance(each, str)) if isinstance(listed, list) else ()


def inline_tools(assistant: Document) -> tuple[Document, ...]:
    """The tools written into an assistant."""
    model = assistant.get("model")
    listed = model.get("tools") if isinstance(model, Mapping) else None
    return tuple(tool for tool in listed if isinstance(tool, Mapping)) if isinstance(listed, list) else ()


def function_name(tool: Document) -> str:
    """What the model calls it; empty when it has no function."""
    function = tool.get("function")
    name = function.get("name") if isinstance(function, Mapping) else None
    return name if isinstance(name, str) else ""


def server_url(resource: Document) -> str | None:
    """Where its webhooks go, in the present or the older form; None when nowhere."""
    server = resource.get("server")
    url = server.get("url") if isinstance(server, Mapping) else resource.get("serverUrl")
    return url if isinstance(url, str) and url else None


def _record(kind: str, body: Document) -> "Record":
    from harness.reference.platform.records import Record

    return Record(id=str(body["id"]), org_id=None, kind=kind, body=body, created_at="", updated_at="")
