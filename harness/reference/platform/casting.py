"""From stored resources to a squad that can be on the line: the contract's own readers, fed with documents instead of files."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from harness.contract.assistant_entry import APPENDED, read_assistant
from harness.contract.document import Document, overlaid
from harness.contract.entry import Entry
from harness.contract.model import Assistant, Member, Server, Source, Squad, Tool
from harness.contract.problems import ContractProblems, Problem
from harness.contract.references import References
from harness.contract.server_entry import read_server
from harness.contract.squad_entry import Roster, read_squad
from harness.contract.tool_entry import read_tool
from harness.reference.platform.records import Record

__all__ = ["Cast", "server_of"]

_INLINE = "inline"


class Cast:
    """Everybody an organisation can put on the line."""

    def __init__(self, assistants: Sequence[Record], tools: Sequence[Record], squads: Sequence[Record]) -> None:
        self._problems: list[Problem] = []
        self._names = {one.id: str(one.body.get("name") or one.id) for one in assistants}
        self._documents = {one.id: _document(one.body, f"assistant/{one.id}") for one in assistants}
        self._squads = {one.id: one for one in squads}
        self._tools = {one.id: read_tool(self._entry(one.body, f"tool/{one.id}"), slug=one.id, id=one.id) for one in tools}
        self._assistants = {uuid: self._assistant(document, uuid) for uuid, document in self._documents.items()}

    def squad(self, body: Mapping[str, Any], *, server: Server | None = None) -> Squad:
        """Who answers for this request: its `squad`, `squadId`, `assistant` or `assistantId`, under its overrides.

        `server` is where webhooks go for which neither a tool nor its assistant has one. Raises ContractProblems when somebody
        who could be on the line cannot be read, or is not there.
        """
        before = len(self._problems)
        if body.get("squadId") or body.get("squad"):
            found = self._whole_squad(body)
        else:
            found = self._one_assistant(body)
        files = _files(found) if found is not None else None
        fresh = self._problems[before:]
        relevant = [one for one in self._problems[:before] if files is None or one.source.file in files] + fresh
        if found is None or relevant:
            nobody = Problem(source=Source(file="request"), message="nobody answers.", mend="Name an assistant or a squad.")
            raise ContractProblems(tuple(dict.fromkeys(relevant)) or (nobody,))
        return replace(found, server=server)

    def _whole_squad(self, body: Mapping[str, Any]) -> Squad | None:
        stored = self._squads.get(str(body.get("squadId")))
        if stored is None and not body.get("squad"):
            raise _unknown("squad", body.get("squadId"))
        written = dict(stored.body if stored else body["squad"])
        layers = [written.get("membersOverrides"), body.get("assistantOverrides"), body.get("squadOverrides")]
        over: Document = _document({}, "request")
        for layer in layers:
            over = overlaid(over, _document(layer or {}, "request"))
        written["membersOverrides"] = over.value
        entry = self._entry(written, f"squad/{stored.id}" if stored else "request")
        return read_squad(entry, self._roster(), slug=stored.id if stored else _INLINE, id=stored.id if stored else None)

    def _one_assistant(self, body: Mapping[str, Any]) -> Squad:
        uuid = str(body.get("assistantId") or "")
        if uuid and uuid not in self._documents:
            raise _unknown("assistant", uuid)
        document = self._documents[uuid] if uuid else _document(body.get("assistant") or {}, "request")
        over = body.get("assistantOverrides") or {}
        if over:
            top = _document(over, "request")
            appended = tuple(Entry.of(top, self._problems).at(APPENDED).objects())
            assistant = self._assistant(overlaid(document, top), uuid, appended)
        else:
            assistant = self._assistants[uuid] if uuid else self._assistant(document, uuid)
        return Squad(name=assistant.name or "Assistant", members=(Member(assistant=assistant),), source=assistant.source)

    def _assistant(self, document: Document, id: str, appended: tuple[Entry, ...] = ()) -> Assistant:
        return read_assistant(
            Entry.of(document, self._problems),
            tools=self._tools,
            references=self._references("tool", self._tools),
            names=self._names,
            appended=appended,
            slug=id or _INLINE,
            id=id or None,
        )

    def _roster(self) -> Roster:
        names = {name: name for name in self._names.values()} | self._names
        squads = {uuid: str(one.body.get("name") or uuid) for uuid, one in self._squads.items()}
        return Roster(
            assistants=self._assistants,
            documents=self._documents,
            tools=self._tools,
            names=names,
            squads=squads | {name: name for name in squads.values()},
            assistant_references=self._references("assistant", self._documents),
            tool_references=self._references("tool", self._tools),
        )

    def _references(self, kind: str, known: Mapping[str, Any]) -> References:
        return References(kind=kind, slugs=frozenset(known), slug_of={uuid: uuid for uuid in known})

    def _entry(self, body: Mapping[str, Any], name: str) -> Entry:
        return Entry.of(_document(body, name), self._problems)


def server_of(body: Mapping[str, Any] | None) -> Server | None:
    """The server a phone number names; None when it names none."""
    return read_server(Entry.of(_document(body, "phone number"), [])) if body else None


def _document(body: Mapping[str, Any], name: str) -> Document:
    return Document(value=dict(body), sources={(): Source(file=name)})


def _files(squad: Squad) -> set[str]:
    def of(tools: Sequence[Tool]) -> set[str]:
        return {tool.source.file for tool in tools}

    return {squad.source.file, "request"}.union(
        *({assistant.source.file} | of(assistant.tools) for assistant in squad.assistants)
    )


def _unknown(kind: str, id: object) -> ContractProblems:
    problem = Problem(source=Source(file="request"), message=f"there is no {kind} {id}.", mend="Name one that exists.")
    return ContractProblems((problem,))
