"""What one call holds while it lives: who is on the line, what was said, which variables are set."""

from collections.abc import Mapping
from typing import Any

from harness.contract.handoffs import named_after_first_destination
from harness.contract.model import Assistant, Server, Squad, Tool
from harness.ports import HttpRequest, ToolSpec
from harness.runtime.history import History
from harness.runtime.ids import Ids
from harness.runtime.liquid import names_in, render
from harness.runtime.recorder import Recorder
from harness.runtime.settings import CallSettings
from harness.runtime.variables import CONVERSATION, default_variables
from harness.vapi import Artifact, CallFacts, Webhooks, headers_for

__all__ = ["CallState"]


class CallState:
    """Owned by one `Call`; nothing outside it holds on to it."""

    def __init__(self, squad: Squad, settings: CallSettings) -> None:
        self.squad = squad
        """Whose members the call can be handed to now."""
        self.squads = (squad, *squad.siblings)
        self.settings = settings
        self.ids = Ids(settings.seed)
        # The longest member's limit holds for the whole call (https://docs.vapi.ai/squads).
        self.recorder = Recorder(settings.pace, round(max(a.max_duration_seconds for a in squad.assistants) * 1000))
        self.history = History(Artifact(settings.started_at))
        # Drawn even when they are given, so that every other id of the call is the same.
        made_call_id, made_org_id = self.ids.uuid(), self.ids.uuid()
        self.facts = CallFacts(
            call_id=settings.call_id or made_call_id,
            org_id=settings.organisation_id or made_org_id,
            phone_number_id=self.ids.uuid(),
            provider_id=self.ids.carrier_call(),
            started_at=settings.started_at,
            customer_number=settings.customer_number,
            customer_metadata=settings.customer_metadata,
            phone_number=settings.phone_number,
            squad_id=None if squad.is_one_assistant else squad.id or self.ids.uuid(),
        )
        self.webhooks = Webhooks(self.facts, settings.switches)
        self.variables: dict[str, Any] = {}
        self._learned: dict[str, Any] = {}
        self.activate(squad.entry)

    def activate(self, assistant: Assistant) -> None:
        """Put `assistant` on the line: its prompt, its tools, its variables.

        One bag of variables serves the whole call, and the last write wins: what was learned in the call stays when an assistant
        brings values of its own.
        """
        by_group = self.settings.switches.multi_handoff_name == "group_index"
        self.assistant = assistant = assistant if by_group else named_after_first_destination(assistant)
        self.history.activated()
        self.history.artifact.activation(assistant.name, assistant.id)
        defaults = default_variables(self.facts, assistant)
        of_assistant = {name: defaults[name] for name in ("assistant", "call")}
        configured = {**assistant.variables, **self.settings.variables}
        self.variables = {**defaults, **self.variables, **of_assistant, **configured, **self._learned}
        self._prompt_is_alive = not CONVERSATION.isdisjoint(names_in(assistant.prompt))
        self._prompt = self.render(assistant.prompt)
        # Of tools with one name the platform offers one (vendor: de-duplicated by function.name since 2026-06).
        offered: dict[str, Tool] = {}
        for tool in assistant.tools:
            offered.setdefault(tool.name, tool)
        self.tools = tuple(self._spec(tool) for tool in offered.values())

    @property
    def prompt(self) -> str:
        """The active assistant's prompt with its variables filled in; one that quotes the conversation changes with it."""
        return self.render(self.assistant.prompt) if self._prompt_is_alive else self._prompt

    def set_variables(self, fresh: Mapping[str, Any]) -> None:
        """Set variables; the prompt is rendered again because they may stand in it."""
        if fresh:
            self._learned.update(fresh)
            self.variables.update(fresh)
            self._prompt = self.render(self.assistant.prompt)

    def render(self, text: str, more: Mapping[str, Any] | None = None) -> str:
        """`text` with the call's variables filled in; those of `more` win."""
        if "{{" not in text and "{%" not in text:
            return text
        variables = {**self.variables, **more} if more else self.variables
        if not CONVERSATION.isdisjoint(names_in(text)):
            variables = {**self._conversation(), **variables}
        return render(text, variables, now=self.settings.started_at, undefined=self.settings.switches.undefined_variable)

    def request(self, server: Server, url: str, body: bytes) -> HttpRequest:
        """A POST of `body` with the headers of `server`; `url` is its address with the variables filled in."""
        headers = {name: self.render(value) for name, value in server.headers.items()}
        return HttpRequest(
            url=url, headers=headers_for(headers, server.secret), body=body, timeout_seconds=server.timeout_seconds
        )

    def server_of(self, tool: Tool) -> Server | None:
        """Where a tool's calls go: its own server, else the assistant's, else the organisation's."""
        return tool.server or self.server

    @property
    def server(self) -> Server | None:
        """Where webhooks of the active assistant go."""
        return self.assistant.server or self.squad.server

    def _conversation(self) -> dict[str, Any]:
        artifact = self.history.artifact
        return {
            "messages": artifact.openai_messages(),
            "prompt": self.assistant.prompt,
            "transcript": artifact.transcript(),
        }

    def _spec(self, tool: Tool) -> ToolSpec:
        # The schema is handed on as the object it is: an agent may keep what it has worked out for it.
        return ToolSpec(name=tool.name, description=self.render(tool.description), parameters=tool.parameters)
