"""What a caller's words ask for, by what the prompt says each tool and each place is for."""

from collections.abc import Mapping, Sequence

from harness.agents.literal.intent import asks_to_look, is_wish, route_for_others, verb_of, wanted_route, wanted_tool
from harness.agents.literal.pending import sentences_in
from harness.agents.literal.policy import Policy
from harness.language.acts import is_question

__all__ = ["Wishes"]


class Wishes:
    """Knows the policy, and nothing of a conversation."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.wants: Mapping[str, str] = {name: tool.wants for name, tool in policy.tools.items() if tool.wants}
        """Tool → what the prompt says it is for."""
        self.after = frozenset(name for name, tool in policy.tools.items() if tool.earlier)
        """Tools that others prepare."""
        self._speaks = {name: tool.speaks for name, tool in policy.tools.items() if tool.speaks}

    def meant_by(self, text: str, *, tongue: str, told: int, is_busy: bool) -> str | None:
        """The tool or the place that the words ask for; None when they ask for nothing here.

        `tongue` is the language of the words, `told` how many values they gave; `is_busy`: something is under way already, so
        that what is for nobody in particular is not passed on.
        """
        key, known = (text, tongue, told > 0, is_busy), self._policy.wishes_met
        if key not in known:
            known[key] = self._deed(self._wished(text, tongue, told, is_busy), text)
        return known[key]

    def turns_to(self, wanted: str, text: str, goal: str) -> bool:
        """The caller wants something else in the middle of things: said as a wish, and naming another deed."""
        specs = {tool.name: tool for tool in self._policy.specs}
        if wanted == goal or not is_wish(text) or goal not in specs:
            return False
        on_the_way = {tool.tool.name for tool in self._policy.chain(goal)}
        return wanted not in on_the_way and verb_of(specs[wanted]) != verb_of(specs[goal])

    def look_up_for(self, question: str) -> str | None:
        """The look-up that the prompt has for such a question."""
        tool = self._tool(question)
        return tool if tool in self.wants and self._looks_up(tool) else None

    def offered(self, said: Sequence[str], failed: str | None) -> str | None:
        """The tool that the prompt has for what was just offered, when it is another one than what has failed."""
        last = sentences_in(said[-1])[-1:] if said else ()
        tool = self._tool(last[0]) if last else None
        return tool if tool in self.wants and tool != failed else None

    def _wished(self, text: str, tongue: str, told: int, is_busy: bool) -> str | None:
        """A place to hand the call to, or a tool; a plain question is for the look-up that the prompt has for such questions."""
        tool = self._tool(text, told)
        answers = tool is not None and tool in self.wants and self._looks_up(tool)
        if answers and is_question(text, self._policy.language) and not is_wish(text):
            return tool
        wanted = wanted_route(text, self._policy.specs, self.wants, self._speaks, tongue) or tool
        return wanted or (route_for_others(self._policy.specs, self.wants) if is_wish(text) and not is_busy else None)

    def _deed(self, wanted: str | None, text: str) -> str | None:
        """The deed that a look-up only prepares, when that deed is what the caller wishes for: "I'd like a room"."""
        if wanted is None or not self._looks_up(wanted):
            return wanted
        deeds = [name for name, tool in self._policy.tools.items() if wanted in tool.earlier]
        return deeds[0] if len(deeds) == 1 and is_wish(text) and not asks_to_look(text) else wanted

    def _tool(self, text: str, told: int = 0) -> str | None:
        return wanted_tool(text, self._policy.specs, values=told, wants=self.wants, after=self.after)

    def _looks_up(self, tool: str | None) -> bool:
        return tool is not None and verb_of(self._policy.tools[tool].tool) == "find"
