"""What the lint rules look at: every resource as it is written, tools and handoffs wherever they stand."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from harness.contract.document import Document
from harness.contract.entry import Entry
from harness.contract.gitops import Reading, ResourceFile
from harness.contract.lint.settings import Settings
from harness.contract.model import Source
from harness.contract.references import is_uuid, without_comment

__all__ = ["AssistantAt", "SquadAt", "Subject", "ToolAt", "entry_of", "everything_in", "texts_in"]


class ToolAt(Struct, frozen=True, kw_only=True):
    """One tool, in a file of its own or inside an assistant or a squad."""

    entry: Entry
    type: str
    name: str
    """What the model calls it, when the file says so."""
    slug: str = ""
    """Empty for one that has no file."""

    @property
    def label(self) -> str:
        """How a person would call it."""
        return self.name or self.slug or self.type

    @property
    def schema(self) -> Entry:
        """Its arguments' JSON Schema."""
        body = self.entry.at("body")
        return body if self.type == "apiRequest" and body.present else self.entry.at("function", "parameters")

    @property
    def properties(self) -> Mapping[str, Any]:
        """Argument name → its schema."""
        return self.schema.at("properties").mapping()

    @property
    def waits_for_a_server(self) -> bool:
        """The call waits until somebody's server has answered."""
        return self.type in ("function", "apiRequest") and not self.entry.at("async").flag()

    def messages(self, kind: str) -> tuple[Entry, ...]:
        """Its messages of that type."""
        return tuple(message for message in self.entry.at("messages").objects() if message.at("type").value == kind)


class AssistantAt(Struct, frozen=True, kw_only=True):
    """One assistant with a file of its own."""

    entry: Entry
    slug: str
    name: str
    prompt: str
    prompt_source: Source
    """Line n of the prompt stands n - 1 lines below this."""
    tools: tuple[ToolAt, ...]
    """Inline ones, then those `toolIds` name."""

    def line(self, number: int) -> Source:
        """Where line `number` of the prompt (from 1) stands."""
        return Source(file=self.prompt_source.file, line=self.prompt_source.line + number - 1)


class SquadAt(Struct, frozen=True, kw_only=True):
    """One squad."""

    entry: Entry
    slug: str
    members: tuple[Entry, ...]


class Subject:
    """One organisation as its files say it. Nothing here complains: what cannot be read is absent."""

    def __init__(self, reading: Reading, settings: Settings | None = None) -> None:
        self.reading = reading
        self.settings = settings or Settings()
        self.state = reading.state.value if reading.state is not None and isinstance(reading.state.value, dict) else None

    def files(self, kind: str) -> Iterator[ResourceFile]:
        """Resources of one kind that hold a YAML object."""
        return (file for file in self.reading.files if file.kind == kind and file.document is not None)

    def entries(self, kind: str) -> Iterator[Entry]:
        """The same as places in documents."""
        return (entry_of(file) for file in self.files(kind))

    @cached_property
    def places(self) -> tuple[Entry, ...]:
        """Every place in every resource, outermost first."""
        return tuple(place for file in self.reading.files if file.document is not None for place in everything_in(entry_of(file)))

    @cached_property
    def texts(self) -> tuple[Entry, ...]:
        """Every text in every resource."""
        return tuple(place for place in self.places if isinstance(place.value, str))

    @cached_property
    def tool_files(self) -> Mapping[str, ToolAt]:
        """Tools with a file of their own, by slug."""
        return {file.slug: _tool(entry_of(file), file.slug) for file in self.files("tools")}

    @cached_property
    def assistants(self) -> tuple[AssistantAt, ...]:
        """Assistants with a file of their own."""
        read = {assistant.slug: assistant for assistant in self.reading.organisation.assistants}
        found = []
        for file in self.files("assistants"):
            entry, model = entry_of(file), read.get(file.slug)
            found.append(
                AssistantAt(
                    entry=entry,
                    slug=file.slug,
                    name=entry.at("name").text() or file.slug.rsplit("/", 1)[-1],
                    prompt=model.prompt if model else "",
                    prompt_source=model.prompt_source if model else entry.source,
                    tools=tuple(self._tools_of(entry)),
                )
            )
        return tuple(found)

    @cached_property
    def squads(self) -> tuple[SquadAt, ...]:
        """Every squad."""
        entries = ((file.slug, entry_of(file)) for file in self.files("squads"))
        return tuple(SquadAt(entry=e, slug=slug, members=tuple(e.at("members").objects())) for slug, e in entries)

    @cached_property
    def tools(self) -> tuple[ToolAt, ...]:
        """Every tool: files first, then those written inside assistants and squads."""
        inline = [tool for assistant in self.assistants for tool in assistant.tools if not tool.slug]
        for squad in self.squads:
            inline += [_tool(entry) for layer in self.layers(squad) for entry in layer.at("tools:append").objects()]
            inline += [_tool(entry) for layer in self.layers(squad) for entry in layer.at("model", "tools").objects()]
            for member in squad.members:
                inline += [_tool(entry) for entry in member.at("assistant", "model", "tools").objects()]
        return (*self.tool_files.values(), *inline)

    @staticmethod
    def layers(squad: SquadAt) -> tuple[Entry, ...]:
        """The overrides a squad lays over its members."""
        every = squad.entry.at("membersOverrides")
        return tuple(e for e in (*(m.at("assistantOverrides") for m in squad.members), every) if e.mapping())

    def assistant_named(self, written: str) -> AssistantAt | None:
        """The assistant a slug, a UUID or a name leads to."""
        slug = self.slug("assistants", written)
        return next((one for one in self.assistants if one.slug == slug or one.name == written), None)

    def slug(self, kind: str, reference: str) -> str:
        """The slug behind a reference of that kind; what was written when nobody knows its UUID."""
        written = without_comment(reference)
        if not is_uuid(written):
            return written
        for slug, value in self.state_section(kind).items():
            uuid = value.get("uuid") if isinstance(value, dict) else value
            if isinstance(uuid, str) and uuid.lower() == written.lower():
                return slug
        return written

    def state_section(self, kind: str) -> Mapping[str, Any]:
        """One section of the state file."""
        section = (self.state or {}).get(kind)
        return section if isinstance(section, dict) else {}

    def _tools_of(self, entry: Entry) -> Iterator[ToolAt]:
        yield from (_tool(inline) for inline in entry.at("model", "tools").objects())
        for reference in (*entry.at("model", "toolIds").texts(), *entry.at("toolIds").texts()):
            if (found := self.tool_files.get(self.slug("tools", reference))) is not None:
                yield found


def entry_of(file: ResourceFile) -> Entry:
    """The top of a file that holds an object."""
    return Entry.of(file.document or Document(value=None, sources={}), [])


def everything_in(entry: Entry) -> Iterator[Entry]:
    """The place itself and every place below it, outermost first."""
    yield entry
    if isinstance(entry.value, dict):
        children: Iterator[tuple[str | int, Any]] = iter(entry.value.items())
    elif isinstance(entry.value, list):
        children = iter(enumerate(entry.value))
    else:
        return
    for key, value in children:
        yield from everything_in(Entry(entry.document, entry.problems, (*entry.path, key), value))


def texts_in(entry: Entry) -> Iterator[Entry]:
    """Every text at or below a place."""
    return (found for found in everything_in(entry) if isinstance(found.value, str))


def _tool(entry: Entry, slug: str = "") -> ToolAt:
    kind = entry.at("type").text("function")
    name = entry.at("function", "name").text() or (entry.at("name").text() if kind == "apiRequest" else "")
    return ToolAt(entry=entry, type=kind, name=name, slug=slug)
