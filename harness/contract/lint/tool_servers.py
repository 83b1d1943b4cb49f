"""Rules about where a tool call goes: address, time limit, repetition."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject, ToolAt
from harness.contract.model import Assistant, Tool
from harness.contract.problems import listed

__all__ = ["RULES", "server_of", "servers"]

_TIMEOUT_S = (1, 300)
_CODE_TIMEOUT_S = 30


def server_of(tool: ToolAt) -> Entry:
    """What carries url, timeout and credential: an apiRequest does so itself."""
    return tool.entry if tool.type == "apiRequest" else tool.entry.at("server")


def servers(subject: Subject) -> Iterator[tuple[Entry, str]]:
    """Every server of a tool or an assistant that has an address, with whose it is."""
    for tool in subject.tools:
        if server_of(tool).at("url").present:
            yield server_of(tool), tool.label
    for assistant in subject.assistants:
        if assistant.entry.at("server", "url").present:
            yield assistant.entry.at("server"), assistant.name


def _no_timeout(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        server = server_of(tool)
        if tool.waits_for_a_server and not server.at("timeoutSeconds").present:
            mend = (
                "" if server.present else "Give it a `server` with `timeoutSeconds`; until then whoever answers for it decides."
            )
            yield hit(server if server.present else tool.entry, f"'{tool.label}' has no explicit timeout.", mend)


def _timeout_misplaced(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        if tool.type == "apiRequest" and tool.entry.at("server", "timeoutSeconds").present:
            wrong = tool.entry.at("server", "timeoutSeconds")
            yield hit(
                wrong, f"'{tool.label}' is an apiRequest: its timeout is not read under `server`.", "Move it to the top level."
            )
        if tool.type == "function" and tool.entry.at("timeoutSeconds").present:
            wrong = tool.entry.at("timeoutSeconds")
            yield hit(
                wrong, f"'{tool.label}' is a function: its timeout is not read at the top level.", "Move it under `server`."
            )


def _timeout_range(subject: Subject) -> Iterable[Hit]:
    low, high = _TIMEOUT_S
    for server, label in servers(subject):
        timeout = server.at("timeoutSeconds")
        seconds = timeout.number(low)
        if seconds > high or 0 < seconds < low:  # the reader itself refuses what is not above nought
            yield hit(timeout, f"The timeout of '{label}' is {seconds:g} seconds; {low} to {high} are allowed.")


def _code_timeout(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        timeout = tool.entry.at("timeoutSeconds")
        if tool.type == "code" and timeout.number(0) > _CODE_TIMEOUT_S:
            yield hit(timeout, f"'{tool.label}' asks for {timeout.number(0):g} seconds.")


def _no_server(subject: Subject) -> Iterable[Hit]:
    owners: dict[str, list[str]] = defaultdict(list)
    places: dict[str, Tool] = {}
    for assistant in _on_the_line(subject):
        for tool in assistant.tools:
            if tool.type == "function" and tool.server is None and assistant.server is None:
                owners[tool.name].append(assistant.name)
                places[tool.name] = tool
    for name, tool in places.items():
        nor = f"nor has {'any of ' if len(set(owners[name])) > 1 else ''}{listed(set(owners[name]))}"
        yield Hit(source=tool.source, message=f"'{name}' has no server of its own, {nor}.")


def _on_the_line(subject: Subject) -> Iterator[Assistant]:
    """Assistants as they answer: members with their squad's overrides, the others as they are."""
    organisation = subject.reading.organisation
    members = [assistant for squad in organisation.squads for assistant in squad.assistants]
    yield from members
    taken = {assistant.slug for assistant in members}
    yield from (assistant for assistant in organisation.assistants if assistant.slug not in taken)


def _plain_http(subject: Subject) -> Iterable[Hit]:
    for server, label in servers(subject):
        if server.at("url").text().strip().lower().startswith("http://"):
            yield hit(server.at("url"), f"The address of '{label}' is not encrypted.")


def _unreachable(subject: Subject) -> Iterable[Hit]:
    for server, label in servers(subject):
        host = _host(server.at("url").text())
        if host == "localhost" or host.endswith(".local") or host.startswith(("127.", "192.168.", "10.", "0.")) or host == "::1":
            yield hit(server.at("url"), f"'{label}' is to be reached at {host}.")


def _host(url: str) -> str:
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""


def _no_backoff(subject: Subject) -> Iterable[Hit]:
    for server, label in servers(subject):
        if not server.at("backoffPlan").present:
            yield hit(server, f"'{label}' has no backoffPlan.")


def _backoff_without_exclusions(subject: Subject) -> Iterable[Hit]:
    for server, label in servers(subject):
        plan = server.at("backoffPlan")
        if plan.at("maxRetries").number(0) > 0 and not plan.at("excludedStatusCodes").value:
            yield hit(plan, f"'{label}' is repeated whatever its server answered.")


RULES = (
    Rule(
        id="tools/no-timeout",
        severity="warning",
        what="a tool that waits for a server and has no explicit timeout",
        why="Vapi waits its default of 20 seconds, which nobody chose for this tool; a caller rarely waits that long.",
        mend="Write `timeoutSeconds` below its `server`.",
        check=_no_timeout,
    ),
    Rule(
        id="tools/timeout-misplaced",
        severity="warning",
        what="a timeout where this type of tool does not read it",
        why="It is not applied; the default of 20 seconds is.",
        mend="Move it.",
        check=_timeout_misplaced,
    ),
    Rule(
        id="tools/timeout-out-of-range",
        severity="error",
        what="a timeout outside 1 to 300 seconds",
        why="Vapi's API refuses it.",
        mend="Write a number from 1 to 300.",
        check=_timeout_range,
    ),
    Rule(
        id="tools/code-timeout",
        severity="warning",
        what="a code tool with a timeout above 30 seconds",
        why="No code tool runs longer than 30 seconds.",
        mend="Write at most 30.",
        check=_code_timeout,
    ),
    Rule(
        id="tools/no-server",
        severity="warning",
        what="a function tool without a server, in an assistant without one",
        why="The call goes where the phone number or the organisation says, which these files do not show; if that is nowhere, "
        "nothing is sent and nobody is told.",
        mend="Give the tool or the assistant a `server`.",
        check=_no_server,
    ),
    Rule(
        id="tools/plain-http",
        severity="warning",
        what="a server address that begins with http://",
        why="What callers say, and the credential, travel in the clear.",
        mend="Use https.",
        check=_plain_http,
    ),
    Rule(
        id="tools/private-address",
        severity="error",
        what="a server address that only this machine or this network knows",
        why="Vapi calls from its own cloud, where this address is somebody else's: every call ends without a result.",
        mend="Write an address the internet can reach.",
        check=_unreachable,
    ),
    Rule(
        id="tools/no-backoff",
        severity="info",
        what="a server without a backoffPlan",
        why="A request that fails is never repeated.",
        mend="Add one if the server may be asked twice (it must then recognise a repeated toolCallId).",
        check=_no_backoff,
    ),
    Rule(
        id="tools/backoff-without-exclusions",
        severity="warning",
        what="a backoffPlan without excludedStatusCodes",
        why="Refusals such as 400 or 404, which stay what they are, are repeated while the caller waits.",
        mend="Add `excludedStatusCodes: [400, 401, 403, 404, 413, 422]`.",
        check=_backoff_without_exclusions,
    ),
)
