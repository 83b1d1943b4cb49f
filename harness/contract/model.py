"""What a squad promises, as values.

Everything here is frozen and remembers where it was read (`Source`), so that a finding can point at a file and a line.
Nothing here reads a file; `harness.contract.gitops` does. Names follow Vapi's resources (https://docs.vapi.ai), in snake case.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

__all__ = [
    "Assistant",
    "BackoffPlan",
    "Condition",
    "ContextKind",
    "ContextPlan",
    "Destination",
    "DestinationKind",
    "FirstMessageMode",
    "Member",
    "Organisation",
    "Rejection",
    "Server",
    "Source",
    "Squad",
    "Tool",
    "ToolMessage",
    "ToolMessageKind",
]

FirstMessageMode = Literal[
    "assistant-speaks-first",
    "assistant-speaks-first-with-model-generated-message",
    "assistant-waits-for-user",
]
ToolMessageKind = Literal["request-start", "request-response-delayed", "request-complete", "request-failed"]


class Source(Struct, frozen=True, kw_only=True):
    """Where a value was written down."""

    file: str
    """Path as the user gave it, relative to the folder the command was run in when possible."""
    line: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class BackoffPlan(Struct, frozen=True, kw_only=True):
    """How often, and how, Vapi repeats a webhook that failed. Without one it never does (Vapi: server.backoffPlan)."""

    kind: Literal["fixed", "exponential"] = "fixed"
    max_retries: int = 0
    base_delay_seconds: float = 1.0
    excluded_status_codes: tuple[int, ...] = ()


class Server(Struct, frozen=True, kw_only=True):
    """Where Vapi sends a webhook."""

    url: str
    timeout_seconds: float = 20.0
    headers: Mapping[str, str] = field(default_factory=dict)
    credential_id: str | None = None
    secret: str | None = None
    backoff: BackoffPlan | None = None
    source: Source = Source(file="<memory>")


class Condition(Struct, frozen=True, kw_only=True):
    """One comparison over a tool call's arguments; a message with conditions is eligible when all of them hold."""

    param: str
    operator: Literal["eq", "neq", "gt", "gte", "lt", "lte"]
    value: str


class ToolMessage(Struct, frozen=True, kw_only=True):
    """What is spoken (or hinted to the model) around a tool call (Vapi: tool.messages)."""

    kind: ToolMessageKind
    content: str = ""
    """Spoken text, may hold Liquid; the empty string is silence, which is not the same as no message at all."""
    contents: Mapping[str, str] = field(default_factory=dict)
    """Text by language code; overrides `content` when the active language is listed."""
    blocking: bool = False
    """request-start only: the webhook leaves when the speech has ended, not with it."""
    timing_ms: int = 0
    """request-response-delayed only: milliseconds after the request."""
    role: Literal["assistant", "system"] = "assistant"
    """request-complete and request-failed: `system` is a hint for the model, `assistant` is spoken instead of asking it."""
    end_call_after_spoken: bool = False
    conditions: tuple[Condition, ...] = ()


ContextKind = Literal["all", "none", "lastNMessages", "userAndAssistantMessages", "previousAssistantMessages"]
DestinationKind = Literal["assistant", "squad", "dynamic", "number", "sip"]


class ContextPlan(Struct, frozen=True, kw_only=True):
    """How much of the conversation the next assistant sees (Vapi: contextEngineeringPlan)."""

    kind: ContextKind = "all"
    max_messages: int = 0
    """lastNMessages only."""
    hides_handoff: bool = False
    """The tool call that handed over, and its result, stay behind."""
    keeps_prompt: bool = False
    """The prompt of the assistant that hands over goes along, in front of the conversation (the older `rolling-history`)."""


class Destination(Struct, frozen=True, kw_only=True):
    """One place a call can be handed or forwarded to (Vapi: destinations of a handoff or transferCall tool)."""

    kind: DestinationKind = "assistant"
    name: str = ""
    """Of the assistant or squad it leads to, once it is in a squad; empty for a number and for a dynamic destination."""
    reference: str = ""
    """How the file refers to it (assistantId, squadId), when not by name."""
    address: str = ""
    """Phone number or SIP URI."""
    entry: str = ""
    """squad only: who of its members takes the call; empty is the first."""
    description: str = ""
    message: str | None = None
    """transferCall only: spoken first; None is the platform's own text, the empty string is silence."""
    context: ContextPlan = ContextPlan()
    variables: Mapping[str, Any] = field(default_factory=dict)
    """Set as they are written: Liquid in them is not rendered (Vapi: destination.assistantOverrides.variableValues)."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Variable name → Liquid over the call's variables (Vapi: variableExtractionPlan.aliases)."""
    extraction: Mapping[str, Any] = field(default_factory=dict)
    """JSON Schema of what a model extracts from the conversation (Vapi: variableExtractionPlan.schema); empty is nothing."""
    overrides: Mapping[str, Any] = field(default_factory=dict)
    """As the file has them, without the variables (Vapi: destination.assistantOverrides, squadOverrides)."""
    inline: Mapping[str, Any] = field(default_factory=dict)
    """An assistant written in place, as the file has it (Vapi: destination.assistant)."""
    assistant: "Assistant | None" = None
    """Who takes the call when it is not the member as it stands: the member with `overrides`, or an assistant of its own."""
    server: Server | None = None
    """dynamic only: who is asked where to hand the call to; None asks the usual server."""
    source: Source = Source(file="<memory>")

    @property
    def label(self) -> str:
        """What a model passes as `destination` to choose it."""
        return self.address or self.name or self.reference or ("dynamic" if self.kind == "dynamic" else "")


class Rejection(Struct, frozen=True, kw_only=True):
    """One condition under which a tool call is not carried out (Vapi: rejectionPlan.conditions)."""

    kind: Literal["regex", "liquid", "group"]
    text: str = ""
    """The pattern, or Liquid that prints `true` or `false`."""
    role: Literal["user", "assistant", "tool", "system", ""] = ""
    """regex: the message it is held against is the `position`th of this role; empty is of any."""
    position: int = -1
    """From 0; negative counts from the end."""
    negate: bool = False
    operator: Literal["AND", "OR"] = "AND"
    conditions: tuple["Rejection", ...] = ()


class Tool(Struct, frozen=True, kw_only=True):
    """One function the model may call."""

    name: str
    type: str = "function"
    """Vapi's tool type: function, endCall, transferCall, handoff, apiRequest …"""
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=lambda: {"type": "object", "properties": {}})
    """JSON Schema of the arguments; always an object schema."""
    server: Server | None = None
    messages: tuple[ToolMessage, ...] = ()
    is_async: bool = False
    strict: bool = False
    static_parameters: Mapping[str, Any] = field(default_factory=dict)
    """Merged last over the model's arguments, rendered with Liquid, invisible to the model (Vapi: tool.parameters)."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Variable name → Liquid over the parsed result (Vapi: variableExtractionPlan.aliases)."""
    destinations: tuple[Destination, ...] = ()
    """handoff and transferCall only: where it can lead to."""
    default_result: str | None = None
    """handoff only: what the model hears when it worked; None is the platform's own text."""
    is_unnamed: bool = False
    """handoff only: the file names no function, the platform makes a name up."""
    rejection: tuple[Rejection, ...] = ()
    """The call is not carried out when all of them hold (Vapi: rejectionPlan); none is no plan."""
    slug: str = ""
    """Resource id: the file's path below tools/ without its extension; empty for an inline tool."""
    id: str | None = None
    """Vapi's UUID, when the state file knows it."""
    source: Source = Source(file="<memory>")
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of `required`, `description`, and of each parameter as `parameters.<name>`."""

    @property
    def properties(self) -> Mapping[str, Mapping[str, Any]]:
        """Parameter name → its own schema."""
        found: Mapping[str, Mapping[str, Any]] = self.parameters.get("properties", {})
        return found

    @property
    def required(self) -> tuple[str, ...]:
        """Names the schema insists on, in its order."""
        return tuple(self.parameters.get("required", ()))

    def line_of(self, what: str) -> Source:
        """Where `what` ("required", "description", "parameters.phone") stands; the tool's own place when unknown."""
        return Source(file=self.source.file, line=self.lines.get(what, self.source.line))


class Assistant(Struct, frozen=True, kw_only=True):
    """One phone agent: its prompt, its voice to the caller and its tools."""

    name: str
    prompt: str = ""
    """System prompt before Liquid is rendered; line n of it stands at `prompt_source.line + n - 1` of its file."""
    prompt_source: Source = Source(file="<memory>")
    first_message: str | None = None
    first_message_mode: FirstMessageMode = "assistant-speaks-first"
    tools: tuple[Tool, ...] = ()
    """As the model sees them: inline tools first, then those named by `toolIds`."""
    server: Server | None = None
    """Where this assistant's own webhooks go, and those of its tools that have no server."""
    language: str = "en"
    """Base language of its transcriber ("en", "zh"); "multi" counts as "en"."""
    silence_timeout_seconds: float = 30.0
    max_duration_seconds: float = 600.0
    end_call_phrases: tuple[str, ...] = ()
    end_call_message: str | None = None
    idle_messages: tuple[str, ...] = ()
    idle_timeout_seconds: float = 10.0
    idle_max_count: int = 3
    server_messages: tuple[str, ...] | None = None
    """Which webhooks are sent; None is Vapi's default set."""
    keeps_full_history: bool = False
    """Whether the artifact holds more than the last assistant's context (Vapi: artifactPlan.fullMessageHistoryEnabled)."""
    variables: Mapping[str, Any] = field(default_factory=dict)
    model: Mapping[str, Any] = field(default_factory=dict)
    """provider, model, temperature, maxTokens …: what a real model needs, as written."""
    slug: str = ""
    id: str | None = None
    source: Source = Source(file="<memory>")
    lines: Mapping[str, int] = field(default_factory=dict)

    def tool(self, name: str) -> Tool | None:
        """The tool the model knows as `name`."""
        return next((tool for tool in self.tools if tool.name == name), None)


class Member(Struct, frozen=True, kw_only=True):
    """An assistant in its place in a squad."""

    assistant: Assistant
    destinations: tuple[str, ...] = ()
    """Names of the members it can hand the call to."""


class Squad(Struct, frozen=True, kw_only=True):
    """Who can be on the line in one call; the first member answers. One assistant alone is a squad of one."""

    name: str
    members: tuple[Member, ...]
    siblings: tuple["Squad", ...] = ()
    """The other squads of the organisation; a handoff can lead to one of them."""
    server: Server | None = None
    """The organisation's: where webhooks go for which neither the tool nor its assistant has a server."""
    id: str | None = None
    """Vapi's UUID, when the state file knows it."""
    source: Source = Source(file="<memory>")

    @property
    def entry(self) -> Assistant:
        """The assistant that answers the phone."""
        return self.members[0].assistant

    @property
    def assistants(self) -> tuple[Assistant, ...]:
        """Every member's assistant, in order."""
        return tuple(member.assistant for member in self.members)

    @property
    def is_one_assistant(self) -> bool:
        """Nobody else can be on the line."""
        return len(self.members) == 1

    def assistant(self, name: str) -> Assistant | None:
        """The member called `name`."""
        return next((member.assistant for member in self.members if member.assistant.name == name), None)

    def tool(self, name: str) -> Tool | None:
        """The first member's tool of that name."""
        return next((tool for member in self.members if (tool := member.assistant.tool(name))), None)


class Organisation(Struct, frozen=True, kw_only=True):
    """Everything one resources folder holds."""

    slug: str
    assistants: tuple[Assistant, ...] = ()
    tools: tuple[Tool, ...] = ()
    """Tools that have a file of their own, also those no assistant uses."""
    squads: tuple[Squad, ...] = ()
    server: Server | None = None
    """Of the organisation itself. Vapi keeps it in the dashboard, so `.callproof.yml` says it here."""
    source: Source = Source(file="<memory>")

    def answering(self, name: str) -> Squad | None:
        """Who picks up when `name` is phoned: the squad, or the assistant as a squad of one."""
        for squad in self.squads:
            if squad.name == name:
                return squad
        for assistant in self.assistants:
            if assistant.name == name:
                return Squad(name=name, members=(Member(assistant=assistant),), server=self.server, source=assistant.source)
        return None

    def with_assistants(self, assistants: Sequence[Assistant]) -> "Organisation":
        """The same organisation with assistants replaced by name, in its squads too."""
        changed = {assistant.name: assistant for assistant in assistants}

        def current(assistant: Assistant) -> Assistant:
            return changed.get(assistant.name, assistant)

        return replace(
            self,
            assistants=tuple(map(current, self.assistants)),
            squads=tuple(
                replace(squad, members=tuple(replace(m, assistant=current(m.assistant)) for m in squad.members))
                for squad in self.squads
            ),
        )
