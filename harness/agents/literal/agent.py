"""A deterministic, literal-minded reader behind the same door as a model.

It sees the system prompt, the tool schemas and the history; nothing else. Same messages in, same reply out. It does what the
sentences it understands say, asks for what the schema requires, reports what tools answered, and never invents a value.
"""

from collections.abc import Sequence

from harness.agents.literal.decide import decide
from harness.agents.literal.memory import Memory
from harness.agents.literal.policy import Policy, policy_of
from harness.ports import ChatMessage, Reply, SystemMessage, ToolSpec

__all__ = ["LiteralAgent"]

_KEPT_POLICIES = 256


class LiteralAgent:
    """Answers as a chat-completions model does.

    It remembers nothing that the messages do not say: what it keeps between replies is only work already done for a conversation
    that is being continued, and for prompts it has read before.
    """

    def __init__(self) -> None:
        self._policies: dict[tuple[object, ...], tuple[Policy, Sequence[ToolSpec]]] = {}
        self._seen: list[ChatMessage] = []
        self._memory: Memory | None = None

    def reply(self, messages: Sequence[ChatMessage], tools: Sequence[ToolSpec]) -> Reply:
        """The next assistant message for this history."""
        return decide(self._remember(messages, tools))

    def _remember(self, messages: Sequence[ChatMessage], tools: Sequence[ToolSpec]) -> Memory:
        prompt = "\n".join(m.content for m in messages[:1] if isinstance(m, SystemMessage))
        policy = self._policy(prompt, tools)
        memory, seen = self._memory, len(self._seen)
        if (
            memory is None
            or memory.policy is not policy
            or seen > len(messages)
            or any(old is not new for old, new in zip(self._seen[1:], messages[1:], strict=False))
        ):
            memory, seen = Memory(policy), 0
        for message in messages[seen:]:
            memory.take(message)
        self._memory, self._seen = memory, list(messages)
        return memory

    def _policy(self, prompt: str, tools: Sequence[ToolSpec]) -> Policy:
        key = (prompt, *((tool.name, tool.description, id(tool.parameters)) for tool in tools))
        kept = self._policies.get(key)
        if kept is None:
            if len(self._policies) >= _KEPT_POLICIES:
                self._policies.clear()
            kept = self._policies[key] = (policy_of(prompt, tools), tuple(tools))
        return kept[0]
