"""What one call holds while it lives: who is on the line, what was said, which variables are set."""

from collections.abc import Mapping
from typing import Any

from harness.contract.model import Assistant, Server, Squad, Tool
from harness.ports import ToolSpec
from harness.runtime.history import History
from harness.runtime.ids import Ids
from harness.runtime.liquid import default_variables, render
from harness.runtime.recorder import Recorder
from harness.runtime.settings import CallSettings
from harness.vapi.webhook import CallFacts

__all__ = ["CallState"]


class CallState:
    """Owned by one `Call`; nothing outside it holds on to it."""

    def __init__(self, squad: Squad, settings: CallSettings) -> None:
        self.squad = squad
        self.settings = settings
        self.ids = Ids(settings.seed)
        self.recorder = Recorder(settings.pace)
        self.history = History(settings.started_at)
        self.facts = CallFacts(
            call_id=self.ids.uuid(),
            org_id=self.ids.uuid(),
            phone_number_id=self.ids.uuid(),
            started_at=settings.started_at,
            customer_number=settings.customer_number,
            customer_metadata=settings.customer_metadata,
            phone_number=settings.phone_number,
            squad_id=self.ids.uuid() if len(squad.members) > 1 else None,
        )
        self.variables: dict[str, Any] = {}
        self.activate(squad.entry)

    def activate(self, assistant: Assistant) -> None:
        """Put `assistant` on the line: its prompt, its tools, its variables. One bag of variables serves the whole call."""
        self.assistant = assistant
        defaults = default_variables(
            now=self.settings.started_at,
            call_id=self.facts.call_id,
            assistant_name=assistant.name,
            assistant_id=assistant.id,
            customer_number=self.settings.customer_number,
            phone_number=self.settings.phone_number,
        )
        self.variables = {**defaults, **self.variables, "assistant": defaults["assistant"], **assistant.variables,
                          **self.settings.variables}
        self.prompt = self.render(assistant.prompt)
        self.tools = tuple(self._spec(tool) for tool in assistant.tools)

    def set_variables(self, fresh: Mapping[str, Any]) -> None:
        """Set variables; the prompt is rendered again because they may stand in it."""
        if fresh:
            self.variables.update(fresh)
            self.prompt = self.render(self.assistant.prompt)

    def render(self, text: str, **more: Any) -> str:
        """`text` with the call's variables filled in."""
        variables = {**self.variables, **more} if more else self.variables
        return render(text, variables, now=self.settings.started_at, undefined=self.settings.switches.undefined_variable)

    def server_of(self, tool: Tool) -> Server | None:
        """Where a tool's calls go: its own server, else the assistant's."""
        return tool.server or self.assistant.server

    def _spec(self, tool: Tool) -> ToolSpec:
        return ToolSpec(name=tool.name, description=self.render(tool.description), parameters=tool.parameters)
