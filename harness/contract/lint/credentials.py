"""Rules about how requests prove who they come from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.secrets import is_secret_name, secrets_in
from harness.contract.lint.subject import Subject
from harness.contract.lint.tool_servers import server_of, servers
from harness.contract.references import is_uuid, without_comment

__all__ = ["RULES"]

_SENT_ANYWAY = "content-type"
_SHOWN = 3


def _hardcoded(subject: Subject) -> Iterable[Hit]:
    for source, name in secrets_in(subject.texts):
        yield Hit(source=source, message=f"A secret is written here: {name}.")


def _header_names(server: Entry) -> tuple[str, ...]:
    headers = server.at("headers").mapping()
    return tuple(headers.get("properties", headers)) if isinstance(headers.get("properties", headers), dict) else ()


def _inconsistent(subject: Subject) -> Iterable[Hit]:
    hosts: dict[str, dict[str, list[tuple[Entry, str]]]] = defaultdict(lambda: defaultdict(list))
    for tool in subject.tools:
        server = server_of(tool)
        if server.at("url").present:
            hosts[_host(server)][_way(server)].append((server, tool.label))
    for host, ways in hosts.items():
        if len(ways) > 1:
            rarest_last = sorted(ways.items(), key=lambda item: -len(item[1]))
            told = "; ".join(f"{_counted(found)} {way}" for way, found in rarest_last)
            place = min((found[0][0] for _, found in rarest_last[1:]), key=lambda server: str(server.source))
            yield hit(place, f"Tools on {host} prove who they are in {len(ways)} ways: {told}.")


def _counted(found: list[tuple[Entry, str]]) -> str:
    names = [name for _, name in found]
    shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    return f"{len(names)} ({shown})"


def _way(server: Entry) -> str:
    headers = [name for name in _header_names(server) if is_secret_name(name)]
    others = [name for name in _header_names(server) if not is_secret_name(name)]
    secret = ["X-Vapi-Secret"] if server.at("secret").present else []
    parts = ["a credentialId"] if server.at("credentialId").present else []
    if headers or secret:
        parts.append(f"hard-coded {' and '.join(sorted(headers + secret) + sorted(others))}")
    return f"by {' and '.join(parts)}" if len(parts) > 1 else f"by {parts[0]} alone" if parts else "by nothing"


def _host(server: Entry) -> str:
    try:
        return urlsplit(server.at("url").text().strip()).netloc.rpartition("@")[2]
    except ValueError:
        return "?"


def _secret_twice(subject: Subject) -> Iterable[Hit]:
    for server, label in servers(subject):
        for name in _header_names(server):
            if name.lower() == "x-vapi-secret" and server.at("secret").present:
                yield hit(server.at("headers"), f"'{label}' has both `server.secret` and a header {name}.")


def _authorization_twice(subject: Subject) -> Iterable[Hit]:
    for server, label in servers(subject):
        for name in _header_names(server):
            if name.lower() == "authorization" and server.at("credentialId").present:
                yield hit(server.at("headers"), f"'{label}' has both a credentialId and a header {name}.")


def _redundant_header(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        for name in _header_names(server_of(tool)) if tool.type == "function" else ():
            if name.lower() == _SENT_ANYWAY:
                yield hit(server_of(tool).at("headers", name), f"'{tool.label}' sets {name} by hand.")


def _no_credential(subject: Subject) -> Iterable[Hit]:
    known = subject.state_section("credentials")
    for tool in subject.tools:
        if tool.type == "apiRequest" and len(known) > 1 and not tool.entry.at("credentialId").present:
            yield hit(tool.entry, f"'{tool.label}' names none of the organisation's {len(known)} credentials.")


def _credential_references(subject: Subject) -> Iterator[Entry]:
    for text in subject.texts:
        if text.path[-1:] == ("credentialId",) or text.path[-2:-1] == ("credentialIds",):
            yield text


def _unknown_credential(subject: Subject) -> Iterable[Hit]:
    if subject.state is None:
        return
    known = subject.state_section("credentials")
    for reference in _credential_references(subject):
        written = without_comment(reference.value)
        if written not in known and not is_uuid(written):
            yield hit(reference, f"The state file knows no credential '{written}'.")


RULES = (
    Rule(
        id="tools/hardcoded-secret",
        severity="warning",
        what="a secret written into a file",
        why="Whoever can read the repository, or Vapi's dashboard, has it, and changing it means changing every file.",
        mend="Keep it in a credential of the organisation and name that by `credentialId`.",
        check=_hardcoded,
    ),
    Rule(
        id="tools/credential-inconsistent",
        severity="warning",
        what="tools of one server that prove who they are in different ways",
        why="A key that is changed in one place goes on working for half of the tools, which is found out by callers.",
        mend="Choose one way for all of them, best `credentialId` alone.",
        check=_inconsistent,
    ),
    Rule(
        id="tools/secret-twice",
        severity="warning",
        what="`server.secret` beside a header X-Vapi-Secret",
        why="Both set the same header, and only one of the two arrives.",
        mend="Keep one of the two, best neither: use a credential.",
        check=_secret_twice,
    ),
    Rule(
        id="tools/authorization-with-credential",
        severity="warning",
        what="an Authorization header beside a credentialId",
        why="The header overrides the credential.",
        mend="Remove the header.",
        check=_authorization_twice,
    ),
    Rule(
        id="tools/redundant-header",
        severity="info",
        what="a Content-Type header written by hand",
        why="Vapi sends application/json anyway.",
        mend="Remove it.",
        check=_redundant_header,
    ),
    Rule(
        id="tools/no-credential",
        severity="warning",
        what="an apiRequest without a credentialId in an organisation that has several credentials",
        why="Vapi picks one of them.",
        mend="Name the one you mean by `credentialId`.",
        check=_no_credential,
    ),
    Rule(
        id="references/unknown-credential",
        severity="error",
        what="a credentialId the state file does not know",
        why="The name is sent as it is, and Vapi's API knows only UUIDs.",
        mend="Write the name of a credential, or let Vapi's `pull` write the state file anew.",
        check=_unknown_credential,
    ),
)
