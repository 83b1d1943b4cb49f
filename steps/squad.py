"""Given the squad, and the one thing that is different about it in this scenario."""

from collections.abc import Callable

from harness.commands.rig import Rig
from harness.contract import mutations
from harness.contract.model import Organisation, ToolMessage
from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog
from harness.steps.wording import given

ORGANISATION = "organisation"


@given('the squad "{slug}"', '小队 "{slug}"', target_fixture=ORGANISATION)
def the_squad(rig: Rig, log: ScenarioLog, slug: str) -> Organisation:
    """Reads scenarios/resources/<slug>."""
    found = rig.organisation(slug)
    members = [*found.assistants, *(assistant for squad in found.squads for assistant in squad.assistants)]
    log.tools = {tool.name for tool in (*found.tools, *(tool for member in members for tool in member.tools))}
    return found


@given('the tool "{tool}" does not require "{parameter}"', '工具 "{tool}" 不要求 "{parameter}"', target_fixture=ORGANISATION)
def does_not_require(organisation: Organisation, tool: str, parameter: str) -> Organisation:
    """Takes a parameter out of the tool's `required`."""
    return _with(mutations.without_required, organisation, tool, parameter)


@given('the tool "{tool}" requires "{parameter}"', '工具 "{tool}" 要求 "{parameter}"', target_fixture=ORGANISATION)
def requires(organisation: Organisation, tool: str, parameter: str) -> Organisation:
    """Adds a parameter to the tool's `required`."""
    return _with(mutations.with_required, organisation, tool, parameter)


@given('the tool "{tool}" has no parameter "{parameter}"', '工具 "{tool}" 没有参数 "{parameter}"', target_fixture=ORGANISATION)
def has_no_parameter(organisation: Organisation, tool: str, parameter: str) -> Organisation:
    """Takes a parameter out of the tool's schema altogether."""
    return _with(mutations.without_parameter, organisation, tool, parameter)


@given('the tool "{tool}" is described as "{text}"', '工具 "{tool}" 的描述是 "{text}"', target_fixture=ORGANISATION)
def is_described_as(organisation: Organisation, tool: str, text: str) -> Organisation:
    """Replaces the tool's description."""
    return _with(mutations.with_description, organisation, tool, text)


@given('the server URL of "{name}" is "{url}"', '"{name}" 的服务器地址是 "{url}"', target_fixture=ORGANISATION)
def server_url_is(organisation: Organisation, name: str, url: str) -> Organisation:
    """Replaces the server URL of a tool or an assistant."""
    return _with(mutations.with_server_url, organisation, name, url)


@given(
    'the server URL of "{name}" has "{new}" instead of "{old}"',
    '"{name}" 的服务器地址中 "{old}" 变成 "{new}"',
    target_fixture=ORGANISATION,
)
def server_url_has(organisation: Organisation, name: str, new: str, old: str) -> Organisation:
    """Replaces a part of a server URL."""
    return _with(mutations.with_url_part_replaced, organisation, name, old, new)


@given('"{assistant}" does not have the tool "{tool}"', '"{assistant}" 没有工具 "{tool}"', target_fixture=ORGANISATION)
def does_not_have_the_tool(organisation: Organisation, assistant: str, tool: str) -> Organisation:
    """Takes a tool from one assistant."""
    return _with(mutations.without_tool, organisation, assistant, tool)


@given(
    'the prompt of "{assistant}" says nothing about "{word}"',
    '"{assistant}" 的提示词没有提到 "{word}"',
    target_fixture=ORGANISATION,
)
def prompt_says_nothing_about(organisation: Organisation, assistant: str, word: str) -> Organisation:
    """Drops every line of the prompt that holds the word."""
    return _with(mutations.without_prompt_lines, organisation, assistant, word)


@given('the prompt of "{assistant}" also says "{line}"', '"{assistant}" 的提示词还写着 "{line}"', target_fixture=ORGANISATION)
def prompt_also_says(organisation: Organisation, assistant: str, line: str) -> Organisation:
    """Adds a line at the end of the prompt."""
    return _with(mutations.with_extra_prompt_line, organisation, assistant, line)


@given(
    'the prompt of "{assistant}" says "{new}" instead of "{old}"',
    '"{assistant}" 的提示词把 "{old}" 写成 "{new}"',
    target_fixture=ORGANISATION,
)
def prompt_says_instead(organisation: Organisation, assistant: str, new: str, old: str) -> Organisation:
    """Replaces a text in the prompt."""
    return _with(mutations.with_prompt_text_replaced, organisation, assistant, old, new)


@given('"{assistant}" answers the phone with "{text}"', '"{assistant}" 接起电话说 "{text}"', target_fixture=ORGANISATION)
def answers_with(organisation: Organisation, assistant: str, text: str) -> Organisation:
    """Replaces the first message."""
    return _with(mutations.with_first_message, organisation, assistant, text)


@given(
    'the prompt of "{assistant}" lacks the words "{text}"',
    '"{assistant}" 的提示词缺少 "{text}"',
    target_fixture=ORGANISATION,
)
def prompt_lacks(organisation: Organisation, assistant: str, text: str) -> Organisation:
    """Takes a sentence out of the prompt, and leaves the rest of its line."""
    return _with(mutations.with_prompt_text_replaced, organisation, assistant, text, "")


@given(
    'the platform says "{text}" while "{tool}" works',
    '"{tool}" 运行时平台说 "{text}"',
    target_fixture=ORGANISATION,
)
def platform_says_while(organisation: Organisation, tool: str, text: str) -> Organisation:
    """Replaces the tool's request-start; an empty text is silence."""
    return _with_message(organisation, tool, ToolMessage(kind="request-start", content=text))


@given(
    'the platform says "{text}" once "{tool}" has answered',
    '"{tool}" 回答之后平台说 "{text}"',
    target_fixture=ORGANISATION,
)
def platform_says_afterwards(organisation: Organisation, tool: str, text: str) -> Organisation:
    """Replaces the tool's request-complete: it is spoken, and the model is not asked."""
    return _with_message(organisation, tool, ToolMessage(kind="request-complete", content=text))


def _with_message(organisation: Organisation, tool: str, message: ToolMessage) -> Organisation:
    try:
        return mutations.with_tool_message(organisation, tool, message)
    except ValueError as impossible:
        raise InputError(str(impossible)) from impossible


def _with(change: Callable[..., Organisation], organisation: Organisation, *words: str) -> Organisation:
    """The squad, changed. Raises InputError for a change that would change nothing: the scenario would prove nothing."""
    try:
        return change(organisation, *words)
    except ValueError as impossible:
        raise InputError(str(impossible)) from impossible
