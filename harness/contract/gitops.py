"""A squad's folder in Vapi GitOps layout, read into values.

    resources/<org>/assistants/*.md|.yml   tools/*.yml   squads/*.yml   .vapi-ignore
    .vapi-state.<org>.json                 beside resources/, or in it

The only module of the contract that touches files. Rules: https://github.com/VapiAI/gitops.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from harness.contract.assistant_entry import read_assistant
from harness.contract.document import Document
from harness.contract.entry import Entry
from harness.contract.front_matter import read_front_matter
from harness.contract.handoffs import completed
from harness.contract.ignore import Ignored
from harness.contract.model import Assistant, Organisation, Server, Source, Squad, Tool
from harness.contract.problems import ContractProblems, Problem, did_you_mean
from harness.contract.references import References
from harness.contract.server_entry import read_server
from harness.contract.squad_entry import Roster, read_squad
from harness.contract.state import State, read_state
from harness.contract.tool_entry import read_tool
from harness.contract.yaml12 import read_yaml

__all__ = ["Reading", "ResourceFile", "read_leniently", "read_organisation"]

_KINDS = ("assistants", "tools", "squads")
_OTHER_KINDS = (
    "structuredOutputs",
    "evals",
    "simulations/personalities",
    "simulations/scenarios",
    "simulations/tests",
    "simulations/suites",
)
"""Resources that no call needs; they are only read to be looked at."""
_SETTINGS = ".callproof.yml"
_EXTENSIONS = frozenset((".md", ".yml", ".yaml", ".ts"))
_INVISIBLE = (".bkp", ".dashboard", ".d")
"""Second extensions of the copies Vapi's CLI keeps for itself, and of TypeScript declarations."""


def read_organisation(folder: Path, *, shown_as: Path | None = None) -> Organisation:
    """Everything `folder` (a `resources/<org>`) holds. Raises `ContractProblems` with all that is wrong, each with file and line.

    Sources name files below `shown_as`, by default the folder relative to the current one, or as given when it lies elsewhere.
    """
    reading = _Reading(folder, shown_as or _relative_to_here(folder))
    organisation = reading.organisation()
    if reading.problems:
        raise ContractProblems(tuple(dict.fromkeys(reading.problems)))
    return organisation


class ResourceFile(Struct, frozen=True, kw_only=True):
    """One resource as it is written."""

    kind: str
    """Its folder below resources/<org>: "tools", "simulations/scenarios"."""
    slug: str
    source: Source
    text: str
    """The whole file; its lines end in a line feed."""
    document: Document | None
    """None when it holds no YAML object."""


class Reading(Struct, frozen=True, kw_only=True):
    """A folder as far as it can be read."""

    organisation: Organisation
    files: tuple[ResourceFile, ...]
    """Every resource Vapi would see, by kind and path."""
    problems: tuple[Problem, ...]
    """What `read_organisation` refuses, in no particular order, each once."""
    state: Document | None = None
    """The state file; None when there is none that can be read."""
    settings: Document | None = None
    """`.callproof.yml` in the folder; None when there is none that can be read."""
    ignored: Ignored = Ignored("")
    """Knows what `.vapi-ignore` excludes, by "<kind>/<slug>"."""


def read_leniently(folder: Path, *, shown_as: Path | None = None) -> Reading:
    """What `read_organisation` would return were nothing wrong, beside the files themselves; never raises `ContractProblems`.

    A resource that cannot be read is missing from the organisation, and so is a squad one of whose members is.
    """
    reading = _Reading(folder, shown_as or _relative_to_here(folder))
    organisation = reading.organisation()
    for kind in _OTHER_KINDS:
        reading.ignored[kind] = []
        reading.slugs[kind] = {}
        for _ in reading.resource_files(kind):
            pass
    settings = reading.document_beside(_SETTINGS)
    return Reading(
        organisation=organisation,
        files=tuple(reading.files),
        problems=tuple(dict.fromkeys(reading.problems)),
        state=reading.state,
        settings=settings,
        ignored=reading.patterns,
    )


class _File(Struct, frozen=True, kw_only=True):
    """One resource that could be read as far as its YAML."""

    slug: str
    document: Document


class _Reading:
    """One pass over a folder, collecting what is wrong on the way."""

    def __init__(self, folder: Path, shown: Path) -> None:
        self.folder = folder
        self.shown = shown
        self.problems: list[Problem] = []
        self.files: list[ResourceFile] = []
        self.state: Document | None = None
        self.slugs: dict[str, dict[str, Path]] = {kind: {} for kind in _KINDS}
        self.ignored: dict[str, list[str]] = {kind: [] for kind in _KINDS}

    def organisation(self) -> Organisation:
        here = Source(file=self.shown.as_posix())
        if not self._folder_is_readable(here):
            return Organisation(slug=self.folder.name, source=here)
        state = self._state()
        files = {kind: tuple(self.resource_files(kind)) for kind in _KINDS}
        if not any(self.slugs.values()) and not self.problems:
            self._report(here, "the folder holds no resources.", "Put assistants in assistants/ and tools in tools/ below it.")
        tools = self._tools(files["tools"], state)
        tool_references = self._references("tool", "tools", state)
        names = _called(files["assistants"], state.slugs("assistants"))
        assistants = self._assistants(files["assistants"], tools, tool_references, names, state)
        roster = Roster(
            assistants=assistants,
            documents={file.slug: file.document for file in files["assistants"]},
            tools=tools,
            names=names,
            squads=_called(files["squads"], state.slugs("squads")),
            assistant_references=self._references("assistant", "assistants", state),
            tool_references=tool_references,
        )
        server = self._server()
        return Organisation(
            slug=self.folder.absolute().name,
            assistants=tuple(assistants.values()),
            tools=tuple(completed((tool,))[0] for tool in tools.values()),
            squads=tuple(replace(squad, server=server) for squad in self._squads(files["squads"], roster, state)),
            server=server,
            source=here,
        )

    def _server(self) -> Server | None:
        """The organisation's own, which no resource holds."""
        settings = self.document_beside(_SETTINGS)
        return read_server(Entry.of(settings, self.problems)) if settings is not None else None

    # --- from documents to values ----------------------------------------------------------------------------------------

    def _tools(self, files: tuple[_File, ...], state: State) -> dict[str, Tool]:
        tools: dict[str, Tool] = {}
        first: dict[str, Tool] = {}
        for file in files:
            entry = Entry.of(file.document, self.problems)
            tool = tools[file.slug] = read_tool(entry, slug=file.slug, id=state.uuid("tools", file.slug))
            other = first.setdefault(tool.name, tool)
            if other is not tool and "function.name" in tool.lines:
                message = f"the function name '{tool.name}' is already used by {other.line_of('function.name')}."
                self._report(tool.line_of("function.name"), message, "Rename one of the two, or keep one file for both.")
        return tools

    def _assistants(
        self, files: tuple[_File, ...], tools: dict[str, Tool], references: References, names: dict[str, str], state: State
    ) -> dict[str, Assistant]:
        assistants: dict[str, Assistant] = {}
        first: dict[str, Assistant] = {}
        for file in files:
            entry = Entry.of(file.document, self.problems)
            uuid = state.uuid("assistants", file.slug)
            assistant = read_assistant(entry, tools=tools, references=references, names=names, slug=file.slug, id=uuid)
            assistants[file.slug] = assistant
            other = first.setdefault(assistant.name, assistant)
            if other is not assistant:
                message = f"the assistant name '{assistant.name}' is already used by {other.source.file}."
                entry.at("name").refuse(message, "Give each assistant a name of its own.")
        return assistants

    def _squads(self, files: tuple[_File, ...], roster: Roster, state: State) -> tuple[Squad, ...]:
        read = (
            read_squad(Entry.of(file.document, self.problems), roster, slug=file.slug, id=state.uuid("squads", file.slug))
            for file in files
        )
        squads = tuple(squad for squad in read if squad is not None)
        if len(squads) == 1:
            return squads
        return tuple(replace(squad, siblings=tuple(one for one in squads if one is not squad)) for squad in squads)

    def _references(self, name: str, kind: str, state: State) -> References:
        return References(kind=name, slugs=frozenset(self.slugs[kind]), ignored=self.ignored[kind], slug_of=state.slugs(kind))

    # --- from files to documents -----------------------------------------------------------------------------------------

    def _folder_is_readable(self, here: Source) -> bool:
        if self.folder.is_dir():
            return True
        if self.folder.exists():
            self._report(here, "this is a file, not a folder.", "Name the folder that holds assistants/ and tools/.")
        else:
            parent = self.folder.parent
            siblings = [path.name for path in parent.iterdir() if path.is_dir()] if parent.is_dir() else []
            self._report(here, "there is no such folder.", did_you_mean(self.folder.name, siblings))
        return False

    def _state(self) -> State:
        name = f".vapi-state.{self.folder.absolute().name}.json"
        for up in (2, 1):
            path = self.folder.absolute().parents[min(up, len(self.folder.absolute().parents)) - 1] / name
            if path.is_file():
                file = _relative_to_here(path).as_posix()
                text = self._text(path, file)
                state = State() if text is None else read_state(text, file=file)
                self.state = None if text is None else read_yaml(text, file=file)
                self.problems.extend(state.problems)
                return state
        return State()

    @cached_property
    def patterns(self) -> Ignored:
        """What `.vapi-ignore` says; nothing when there is none."""
        path = self.folder / ".vapi-ignore"
        return Ignored((self._text(path, ".vapi-ignore") or "") if path.is_file() else "")

    def resource_files(self, kind: str) -> Iterator[_File]:
        top = self.folder / kind
        for path in self._resource_paths(top):
            slug = path.relative_to(top).with_suffix("").as_posix()
            if f"{kind}/{slug}" in self.patterns:
                self.ignored[kind].append(slug)
                continue
            source = Source(file=self._shown(path))
            if path.suffix == ".ts":
                self._report(source, "TypeScript resources are not read.", "Write it as .md or .yml, as Vapi's `pull` does.")
            elif other := self.slugs[kind].get(slug):
                message = f"the resource id '{slug}' is also that of {self._shown(other)}."
                self._report(source, message, "Rename or remove one of the two files.")
            elif document := self._document(path, source, kind, slug):
                yield _File(slug=slug, document=document)
            self.slugs[kind].setdefault(slug, path)

    def _resource_paths(self, folder: Path) -> Iterator[Path]:
        """Files with resources below `folder`, sorted; nothing outside the organisation's folder is ever opened."""
        if folder.is_symlink() or not folder.is_dir():
            if folder.is_symlink():
                self._report_link(folder)
            return
        for path in sorted(folder.iterdir()):
            if path.name.startswith("."):
                continue
            if path.is_symlink() and not path.exists():
                self._report(Source(file=self._shown(path)), "this is a link to nothing.", "Put the file here, or remove it.")
            elif path.is_symlink() and (path.is_dir() or not path.resolve().is_relative_to(self.folder.resolve())):
                self._report_link(path)
            elif path.is_dir():
                yield from self._resource_paths(path)
            elif path.suffix in _EXTENSIONS and Path(path.stem).suffix not in _INVISIBLE:
                yield path

    def _report_link(self, path: Path) -> None:
        message = "this is a link that leads out of the folder." if not path.is_dir() else "this is a link to a folder."
        self._report(Source(file=self._shown(path)), f"{message[:-1]}, which is not followed.", "Put the files themselves here.")

    def document_beside(self, name: str) -> Document | None:
        """A file of the organisation's own folder that is no resource; None when there is none, or none that is an object."""
        path = self.folder / name
        text = self._text(path, self._shown(path)) if path.exists() else None
        if text is None:
            return None
        document = read_yaml(text, file=self._shown(path))
        self.problems.extend(document.problems)
        return document if isinstance(document.value, dict) else None

    def _document(self, path: Path, source: Source, kind: str, slug: str) -> Document | None:
        """The file's YAML object; None when there is none, which has then been reported."""
        text = self._text(path, source.file)
        if text is None:
            return None
        read = read_front_matter if path.suffix == ".md" else read_yaml
        document = read(text, file=source.file)
        self.problems.extend(document.problems)
        kept = document if isinstance(document.value, dict) else None
        self.files.append(ResourceFile(kind=kind, slug=slug, source=source, text=text, document=kept))
        if kept is not None:
            return kept
        if document.value is not None:
            self._report(source, "the YAML is not an object.", "Write `key: value` lines.")
        elif not document.problems:
            self._report(source, "the YAML is empty.", "Write the resource as `key: value` lines, or remove the file.")
        return None

    def _text(self, path: Path, file: str) -> str | None:
        """The file's text with line feeds only; None when it cannot be read, which has then been reported."""
        if not path.is_file():
            self._report(Source(file=file), "this is not a file.", "Put a regular file here, or remove it.")
            return None
        try:
            content = path.read_bytes()
        except OSError as error:
            self._report(Source(file=file), f"the file cannot be read: {error.strerror}.", "Check its permissions.")
            return None
        try:
            return content.decode().replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            message = f"the file is not UTF-8: byte 0x{content[error.start]:02x} fits nowhere."
            self._report(Source(file=file, line=line), message, "Save it as UTF-8.")
            return None

    def _shown(self, path: Path) -> str:
        return (self.shown / path.relative_to(self.folder)).as_posix()

    def _report(self, source: Source, message: str, mend: str) -> None:
        self.problems.append(Problem(source=source, message=message, mend=mend))


def _called(files: tuple[_File, ...], slug_of: Mapping[str, str]) -> dict[str, str]:
    """The name each resource is given, by its slug, its UUID and the name itself."""
    by_slug = {file.slug: str(file.document.value.get("name") or file.slug.rsplit("/", 1)[-1]) for file in files}
    by_uuid = {uuid: by_slug[slug] for uuid, slug in slug_of.items() if slug in by_slug}
    return {name: name for name in by_slug.values()} | by_uuid | by_slug


def _relative_to_here(path: Path) -> Path:
    """`path` relative to the current folder when it lies in it, else as given."""
    here = Path.cwd()
    return path.absolute().relative_to(here) if path.absolute().is_relative_to(here) else path
