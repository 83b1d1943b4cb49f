"""Rules about resources that name one another, and about the state file that knows their UUIDs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject, entry_of
from harness.contract.model import Source
from harness.contract.problems import did_you_mean
from harness.contract.references import is_uuid, without_comment

__all__ = ["RULES"]

_SUFFIX = re.compile(r"(.+)-[0-9a-f]{8}")
_STATE_KINDS = {
    "assistants": "assistants",
    "tools": "tools",
    "squads": "squads",
    "structuredOutputs": "structuredOutputs",
    "evals": "evals",
    "personalities": "simulations/personalities",
    "scenarios": "simulations/scenarios",
    "simulations": "simulations/tests",
    "simulationSuites": "simulations/suites",
}


def _references(subject: Subject) -> Iterator[tuple[Entry, str, str]]:
    """Each reference the reader does not follow itself: the place, the kind in the state file, and what to call it."""
    for assistant in subject.assistants:
        for entry in assistant.entry.at("artifactPlan", "structuredOutputIds").entries():
            yield entry, "structuredOutputs", "structured output"
        for entry in _hook_tools(assistant.entry):
            yield entry, "tools", "tool"
    for output in subject.entries("structuredOutputs"):
        for entry in output.at("assistant_ids").entries():
            yield entry, "assistants", "assistant"
    for test in subject.entries("simulations/tests"):
        yield test.at("personalityId"), "personalities", "personality"
        yield test.at("scenarioId"), "scenarios", "scenario"
    for suite in subject.entries("simulations/suites"):
        for entry in suite.at("simulationIds").entries():
            yield entry, "simulations", "simulation"
    for scenario in subject.entries("simulations/scenarios"):
        for evaluation in scenario.at("evaluations").objects():
            yield evaluation.at("structuredOutputId"), "structuredOutputs", "structured output"


def _hook_tools(assistant: Entry) -> Iterator[Entry]:
    for hook in assistant.at("hooks").objects():
        for action in hook.at("do").objects():
            if action.at("toolId").present:
                yield action.at("toolId")


def _unknown(subject: Subject, *kinds: str, hooks: bool | None = None) -> Iterable[Hit]:
    for entry, kind, called in _references(subject):
        written = without_comment(entry.text())
        if kind not in kinds or not written or (hooks is not None and ("hooks" in entry.path) is not hooks):
            continue
        slugs = {file.slug for file in subject.reading.files if file.kind == _STATE_KINDS[kind]}
        slug = subject.slug(kind, written)
        if slug in slugs or f"{_STATE_KINDS[kind]}/{slug}" in subject.reading.ignored or is_uuid(slug):
            continue
        yield hit(entry, f"There is no {called} '{slug}'.", did_you_mean(slug, slugs))


def _unknown_output(subject: Subject) -> Iterable[Hit]:
    return _unknown(subject, "structuredOutputs")


def _unknown_assistant(subject: Subject) -> Iterable[Hit]:
    return _unknown(subject, "assistants")


def _unknown_part(subject: Subject) -> Iterable[Hit]:
    return _unknown(subject, "personalities", "scenarios", "simulations")


def _unknown_hook_tool(subject: Subject) -> Iterable[Hit]:
    return _unknown(subject, "tools", hooks=True)


def _ignored(subject: Subject) -> Iterable[Hit]:
    for entry, kind, called in _references(subject):
        slug = subject.slug(kind, entry.text())
        if f"{_STATE_KINDS[kind]}/{slug}" in subject.reading.ignored:
            yield hit(entry, f"The {called} '{slug}' is excluded by .vapi-ignore.")


def _lockstep(subject: Subject) -> Iterable[Hit]:
    wants: dict[tuple[str, str], Entry] = {}
    for assistant in subject.assistants:
        for entry in assistant.entry.at("artifactPlan", "structuredOutputIds").entries():
            wants[assistant.slug, subject.slug("structuredOutputs", entry.text())] = entry
    outputs = {file.slug: entry_of(file) for file in subject.files("structuredOutputs")}
    gives: dict[tuple[str, str], Entry] = {}
    for slug, output in outputs.items():
        for entry in output.at("assistant_ids").entries():
            gives[subject.slug("assistants", entry.text()), slug] = entry
    known = {assistant.slug for assistant in subject.assistants}
    for (assistant_slug, output_slug), entry in wants.items():
        if (assistant_slug, output_slug) not in gives and output_slug in outputs:
            yield hit(entry, f"'{assistant_slug}' lists '{output_slug}', which does not list '{assistant_slug}'.")
    for (assistant_slug, output_slug), entry in gives.items():
        if (assistant_slug, output_slug) not in wants and assistant_slug in known:
            yield hit(entry, f"'{output_slug}' lists '{assistant_slug}', which does not list '{output_slug}'.")


def _phantom(subject: Subject) -> Iterable[Hit]:
    for entry, kind, called in _references(subject):
        phantom = "hooks" in entry.path or (kind == "structuredOutputs" and "evaluations" in entry.path)
        written = without_comment(entry.text())
        if phantom and written and not is_uuid(written):
            yield hit(entry, f"The {called} is named by its slug '{written}'.")


def _state_ghost(subject: Subject) -> Iterable[Hit]:
    for section, slug, source in _state_entries(subject):
        kind = _STATE_KINDS[section]
        slugs = {file.slug for file in subject.reading.files if file.kind == kind}
        if slug not in slugs and f"{kind}/{slug}" not in subject.reading.ignored:
            yield Hit(source=source, message=f"The state file knows '{slug}' under {section}, which has no file.")


def _state_entries(subject: Subject) -> Iterator[tuple[str, str, Source]]:
    document = subject.reading.state
    for section in _STATE_KINDS:
        for slug in subject.state_section(section):
            if document is not None:
                yield section, slug, document.source((section, slug))


def _not_in_state(subject: Subject) -> Iterable[Hit]:
    if subject.state is None:
        return
    for section, kind in _STATE_KINDS.items():
        for file in subject.reading.files:
            if file.kind == kind and file.slug not in subject.state_section(section):
                yield Hit(source=file.source, message=f"The state file does not know '{file.slug}' under {section}.")


def _uuid_collision(subject: Subject) -> Iterable[Hit]:
    seen: dict[str, str] = {}
    for section, slug, source in _state_entries(subject):
        value = subject.state_section(section)[slug]
        uuid = value.get("uuid") if isinstance(value, dict) else value
        if not isinstance(uuid, str):
            continue
        other = seen.setdefault(f"{section}/{uuid.lower()}", slug)
        if other != slug:
            yield Hit(source=source, message=f"'{slug}' and '{other}' have the same UUID.")


def _old_state(subject: Subject) -> Iterable[Hit]:
    for section, slug, source in _state_entries(subject):
        if isinstance(subject.state_section(section)[slug], str):
            yield Hit(source=source, message="The state file has its older form: a plain UUID for each resource.")
            return


def _siblings(subject: Subject) -> Iterable[Hit]:
    families: dict[tuple[str, str], list[tuple[str, Source]]] = defaultdict(list)
    for file in subject.reading.files:
        found = _SUFFIX.fullmatch(file.slug)
        families[file.kind, found.group(1) if found else file.slug].append((file.slug, file.source))
    for (_, base), family in families.items():
        for slug, source in family[1:]:
            yield Hit(source=source, message=f"'{slug}' and '{family[0][0]}' are both called '{base}'.")


def _identical(subject: Subject) -> Iterable[Hit]:
    first: dict[tuple[str, str], str] = {}
    for file in subject.reading.files:
        other = first.setdefault((file.kind, file.text.strip()), file.source.file)
        if other != file.source.file and file.text.strip():
            yield Hit(source=file.source, message=f"This file says the same as {other}.")


RULES = (
    Rule(
        id="references/unknown-output",
        severity="error",
        what="a reference to a structured output that has no file",
        why="Vapi's CLI drops it with no more than a warning, and nothing is extracted from calls.",
        mend="Write the slug of a structured output that has a file.",
        check=_unknown_output,
    ),
    Rule(
        id="references/unknown-assistant",
        severity="error",
        what="an assistant id that leads to no assistant",
        why="Vapi's CLI drops it, or sends it as it is.",
        mend="Write the slug of an assistant that has a file.",
        check=_unknown_assistant,
    ),
    Rule(
        id="references/unknown-simulation-part",
        severity="error",
        what="a personality, scenario or simulation that has no file",
        why="Vapi's CLI drops it, or sends the slug as it is and the API refuses it.",
        mend="Write the slug of one that has a file.",
        check=_unknown_part,
    ),
    Rule(
        id="references/unknown-hook-tool",
        severity="error",
        what="a hook that calls a tool which has no file",
        why="The slug is sent as it is; the hook then does nothing but a warning in the call's log.",
        mend="Write the slug or the UUID of a tool that has a file.",
        check=_unknown_hook_tool,
    ),
    Rule(
        id="references/ignored",
        severity="error",
        what="a reference to a resource that .vapi-ignore excludes",
        why="Vapi's `push` refuses it.",
        mend="Take it out of .vapi-ignore, or do not refer to it.",
        check=_ignored,
    ),
    Rule(
        id="references/output-lockstep",
        severity="warning",
        what="an assistant and a structured output that do not name each other",
        why="Whichever is pushed last decides whether the two are linked.",
        mend="Name each in the other, or in neither.",
        check=_lockstep,
    ),
    Rule(
        id="references/slug-drifts",
        severity="info",
        what="a slug where Vapi's `pull` writes a UUID back",
        why="The file shows as changed for ever, and `audit` never passes.",
        mend="Write the UUID.",
        check=_phantom,
    ),
    Rule(
        id="references/state-ghost",
        severity="warning",
        what="a resource in the state file that has no file",
        why="It goes on living at Vapi, out of everybody's sight.",
        mend="Delete it at Vapi and let `pull` write the state file anew, or put its file back.",
        check=_state_ghost,
    ),
    Rule(
        id="references/not-in-state",
        severity="info",
        what="a file the state file does not know",
        why="Vapi has never seen it; `push` will create it.",
        mend="Push it, or remove the file.",
        check=_not_in_state,
    ),
    Rule(
        id="references/state-uuid-collision",
        severity="error",
        what="two resources with one UUID in the state file",
        why="Each push overwrites the other's content.",
        mend="Remove the wrong one of the two, and push it as new.",
        check=_uuid_collision,
    ),
    Rule(
        id="references/old-state-file",
        severity="warning",
        what="a state file in its older form",
        why="Vapi's pull, push and apply refuse to work with it.",
        mend="Run Vapi's `npm run migrate`.",
        check=_old_state,
    ),
    Rule(
        id="references/sibling-slugs",
        severity="warning",
        what="two files of one kind that differ only in the id at the end of their names",
        why="One is usually left over from a copy at Vapi, and edits reach the wrong one.",
        mend="Remove the one nobody uses, at Vapi too.",
        check=_siblings,
    ),
    Rule(
        id="references/identical-files",
        severity="warning",
        what="two files of one kind with the same content",
        why="Only one of them will be edited next time.",
        mend="Keep one, and refer to it from both places.",
        check=_identical,
    ),
)
