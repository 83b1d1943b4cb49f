"""What a platform makes of the places a call can be handed to, read from files."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.gitops import read_organisation
from harness.contract.handoffs import completed, normalised
from harness.contract.model import Assistant, ContextPlan, Destination, Organisation, Rejection, Squad, Tool
from tests.contract.folder import problems, read, written

UUID = "c8617e87-be85-45b9-ba53-1fed059cb5e9"
EXPLANATION = (
    "Use this function to handoff the call to the next assistant. Only use it when instructions explicitly ask you to use the "
    "handoff_to_assistant function. DO NOT call this function unless you are instructed to do so. Here are the destinations you "
    "can handoff the call to:"
)


def squad(folder: Path, *tools: dict[str, Any], state: dict[str, Any] | None = None, **more: Any) -> Organisation:
    """A house of Desk, Bills (slug back-office) and Bar (slug bar); Desk has `tools` appended. `more` is laid over the squad."""
    top = files(folder, *tools, **more)
    if state is not None:
        (folder / ".vapi-state.inn.json").write_text(json.dumps(state))
    return read_organisation(top, shown_as=Path("inn"))


def files(folder: Path, *tools: dict[str, Any], **more: Any) -> Path:
    desk: dict[str, Any] = {"assistantId": "desk"}
    if tools:
        desk["assistantOverrides"] = {"tools:append": list(tools)}
    house = {"name": "House", "members": [desk, {"assistantId": "back-office"}, {"assistantId": "bar"}]} | more
    bills = "---\nname: Bills\nfirstMessage: Bills here.\nmodel: {tools: [{type: function, function: {name: pay}}]}\n---\nPay."
    return written(
        folder,
        assistants__desk_md="---\nname: Desk\nvariableValues: {floor: 1, town: Bern}\n---\nGreet.",
        assistants__back_office_md=bills,
        assistants__bar_md="---\nname: Bar\n---\nServe.",
        assistants__annex_md="---\nname: Annex\nfirstMessage: Annex here.\n---\nHelp.",
        squads__house_yml=yaml.safe_dump(house, sort_keys=False),
    )


def to(*names: str, **fields: Any) -> dict[str, Any]:
    return {"type": "handoff", "destinations": [{"type": "assistant", "assistantName": name} for name in names]} | fields


def of_desk(found: Organisation) -> tuple[Tool, ...]:
    return found.squads[0].entry.tools


# --- the function -----------------------------------------------------------------------------------------------------


def test_one_destination_names_the_function_and_several_are_a_group_with_its_place(tmp_path: Path) -> None:
    found = squad(tmp_path, to("Bills", "Bar"), to("Bar"), to("Bar", "Bills"))

    assert [tool.name for tool in of_desk(found)] == ["handoff_to_group_0", "handoff_to_Bar", "handoff_to_group_1"]


def test_names_keep_letters_digits_underscores_and_dashes_and_64_characters() -> None:
    long = Tool(name="", type="handoff", is_unnamed=True, destinations=(Destination(name="Müller & Co. " * 9),))

    assert normalised("Front Desk (24/7)-b_c") == "Front_Desk_24_7_-b_c"
    assert completed([long])[0].name == ("handoff_to_" + "M_ller_Co_" * 9)[:64]


@given(st.lists(st.text(max_size=90), min_size=1, max_size=4))
def test_any_destination_gives_a_function_a_model_can_be_offered(names: list[str]) -> None:
    tool = Tool(name="", type="handoff", is_unnamed=True, destinations=tuple(Destination(name=name) for name in names))
    (made,) = completed([tool])

    assert 1 <= len(made.name) <= 64
    assert set(made.name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
    assert [name for name in names if name] == list(made.properties.get("destination", {}).get("enum", []))


def test_the_description_is_the_platforms_word_for_word_with_each_destination(tmp_path: Path) -> None:
    places = [{"type": "assistant", "assistantName": "Bills", "description": "invoices"}, {"assistantName": "Bar"}]
    (tool,) = of_desk(squad(tmp_path, to(destinations=places)))

    assert tool.description == f"{EXPLANATION} 1. Bills. When: invoices 2. Bar."


def test_the_parameter_destination_is_made_up_with_its_options(tmp_path: Path) -> None:
    places = [{"type": "assistant", "assistantName": "Bills", "description": "invoices"}, {"assistantName": "Bar"}]
    (tool,) = of_desk(squad(tmp_path, to(destinations=places)))

    chosen = {"type": "string", "description": "Options: Bills (invoices), Bar", "enum": ["Bills", "Bar"]}
    assert tool.parameters == {"type": "object", "properties": {"destination": chosen}, "required": ["destination"]}


def test_a_function_can_be_written_in_part_and_the_rest_is_made_up(tmp_path: Path) -> None:
    reason = {"type": "object", "properties": {"reason": {"type": "string"}}}
    named, described, parametrised = of_desk(
        squad(
            tmp_path,
            to("Bills", function={"name": "bill"}),
            to("Bar", function={"description": "Thirst."}),
            to("Bar", "Bills", function={"parameters": reason}),
        )
    )

    assert (named.name, named.description[:40]) == ("bill", EXPLANATION[:40])
    assert named.required == ("destination",)
    assert (described.name, described.description, described.required) == ("handoff_to_Bar", "Thirst.", ("destination",))
    assert (parametrised.name, parametrised.parameters) == ("handoff_to_group_0", reason)


def test_a_destination_without_a_name_is_left_out_of_what_the_model_can_choose() -> None:
    tool = Tool(name="", type="handoff", is_unnamed=True, destinations=(Destination(), Destination(name="Bar")))
    (made,) = completed([tool])

    assert (made.name, made.description) == ("handoff_to_Bar", f"{EXPLANATION} 1. Bar.")
    assert made.properties["destination"]["enum"] == ["Bar"]


def test_a_destination_by_id_is_called_by_its_name_and_a_dynamic_one_dynamic(tmp_path: Path) -> None:
    places = [{"type": "assistant", "assistantId": "back-office ## bills"}, {"type": "dynamic", "description": "else"}]
    (tool,) = of_desk(squad(tmp_path, to(destinations=places)))

    assert tool.properties["destination"]["enum"] == ["Bills", "dynamic"]


# --- what the members' destinations become ----------------------------------------------------------------------------


def test_a_members_destinations_are_handoffs_of_their_own_or_share_one_transfer_call(tmp_path: Path) -> None:
    members = [
        {
            "assistantId": "desk",
            "assistantDestinations": [
                {"type": "assistant", "assistantName": "Bar", "description": "thirst", "message": ""},
                {"type": "assistant", "assistantId": "back-office"},
                {"type": "assistant", "assistantName": "Bar", "contextEngineeringPlan": {"type": "none"}},
                {"type": "assistant", "assistantName": "Bills", "variableExtractionPlan": {"schema": {}}},
                {"type": "assistant", "assistantName": "Bills"},
            ],
        },
        {"assistantId": "back-office"},
        {"assistantId": "bar"},
    ]
    found = squad(tmp_path, members=members)

    assert [(tool.name, tool.type) for tool in of_desk(found)] == [
        ("handoff_to_Bills", "handoff"),
        ("handoff_to_Bar", "handoff"),
        ("handoff_to_Bills", "handoff"),
        ("transferCall", "transferCall"),
    ]
    shared = of_desk(found)[-1]
    assert [(one.name, one.message) for one in shared.destinations] == [("Bar", ""), ("Bills", None)]
    assert shared.properties["destination"]["enum"] == ["Bar", "Bills"]
    assert found.squads[0].members[0].destinations == ("Bills", "Bar")


@pytest.mark.parametrize(
    ("mode", "plan"),
    [
        (None, ContextPlan(keeps_prompt=True)),
        ("rolling-history", ContextPlan(keeps_prompt=True)),
        ("swap-system-message-in-history", ContextPlan()),
        ("swap-system-message-in-history-and-remove-transfer-tool-messages", ContextPlan(hides_handoff=True)),
        ("delete-history", ContextPlan(kind="none")),
    ],
)
def test_each_older_transfer_mode_is_a_context_plan(tmp_path: Path, mode: str | None, plan: ContextPlan) -> None:
    place = {"type": "assistant", "assistantName": "Bar"} | ({"transferMode": mode} if mode else {})
    found = squad(tmp_path, {"type": "transferCall", "destinations": [place]})

    assert of_desk(found)[0].destinations[0].context == plan


def test_a_transfer_call_lists_numbers_sip_addresses_and_the_assistants_forwarding_number(tmp_path: Path) -> None:
    places = [
        {"type": "number", "number": "+16045550100", "description": "manager"},
        {"type": "sip", "sipUri": "sip:bar@inn.test"},
    ]
    tool = {"type": "transferCall", "destinations": places}
    found = squad(tmp_path, tool, membersOverrides={"forwardingPhoneNumber": "+16045550199"})

    assert of_desk(found)[0].properties["destination"] == {
        "type": "string",
        "description": "Options: +16045550100 (manager), sip:bar@inn.test, +16045550199",
        "enum": ["+16045550100", "sip:bar@inn.test", "+16045550199"],
    }


# --- what a destination says ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "read_as"),
    [
        ({"type": "all"}, ContextPlan()),
        ({"type": "none"}, ContextPlan(kind="none")),
        ({"type": "lastNMessages", "maxMessages": 0}, ContextPlan(kind="lastNMessages")),
        ({"type": "lastNMessages", "maxMessages": 4}, ContextPlan(kind="lastNMessages", max_messages=4)),
        ({"type": "userAndAssistantMessages"}, ContextPlan(kind="userAndAssistantMessages")),
        ({"type": "previousAssistantMessages"}, ContextPlan(kind="previousAssistantMessages")),
    ],
)
def test_each_context_plan(tmp_path: Path, plan: dict[str, Any], read_as: ContextPlan) -> None:
    place = {"type": "assistant", "assistantName": "Bar", "contextEngineeringPlan": plan}

    assert of_desk(squad(tmp_path, to(destinations=[place])))[0].destinations[0].context == read_as


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"assistantName": "Bar", "contextEngineeringPlan": {"type": "some"}}, "the context plan 'some' is unknown"),
        ({"assistantName": "Bar", "contextEngineeringPlan": {"type": "lastNMessages"}}, "does not say how many"),
        ({"assistantName": "Bar", "transferMode": "rolling"}, "the transfer mode 'rolling' is unknown"),
        ({"type": "asistant", "assistantName": "Bar"}, "the destination type 'asistant' is unknown"),
        ({"assistantName": "bar"}, "'bar' is no member of this squad"),
        ({"assistantName": "Annex"}, "'Annex' is no member of this squad"),
        ({"type": "assistant"}, "the destination names nobody"),
        ({"type": "squad", "squadId": "huose"}, "'huose' is no squad of this organisation. Did you mean 'house'?"),
        ({"type": "squad", "squad": {"members": []}}, "a squad written in place is not read"),
        ({"assistantName": "Bar", "assistantOverrides": {"model": {"toolIds": ["pay"]}}}, "only a UUID is understood"),
    ],
)
def test_a_destination_that_cannot_work_is_told(tmp_path: Path, place: dict[str, Any], said: str) -> None:
    files(tmp_path, to(destinations=[place]))

    assert any(said in problem for problem in problems(tmp_path / "resources" / "inn"))


def test_variables_aliases_and_the_schema_of_an_extraction(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"room": {"type": "string"}}}
    place = {
        "assistantName": "Bar",
        "variableExtractionPlan": {
            "schema": schema,
            "aliases": [{"key": "who", "value": "{{guest}}"}, {"key": "no", "value": None}],
        },
        "assistantOverrides": {"variableValues": {"floor": 2}},
    }
    one = of_desk(squad(tmp_path, to(destinations=[place])))[0].destinations[0]

    assert (one.variables, one.aliases, one.extraction) == ({"floor": 2}, {"who": "{{guest}}", "no": ""}, schema)
    assert (one.overrides, one.assistant) == ({}, None)


def test_a_rejection_plan_in_all_its_forms(tmp_path: Path) -> None:
    regex = {"type": "regex", "regex": "(?i)no", "target": {"role": "user", "position": -2}, "negate": True}
    liquid = {"type": "liquid", "liquid": "{{ 'true' }}"}
    group = {"type": "group", "operator": "OR", "conditions": [regex, liquid]}
    found = squad(tmp_path, to("Bar", rejectionPlan={"conditions": [regex, group]}))

    first = Rejection(kind="regex", text="(?i)no", role="user", position=-2, negate=True)
    second = Rejection(kind="liquid", text="{{ 'true' }}")
    assert of_desk(found)[0].rejection == (first, Rejection(kind="group", operator="OR", conditions=(first, second)))


# --- overrides --------------------------------------------------------------------------------------------------------


def test_overrides_are_laid_over_each_other_member_then_all_members_then_destination(tmp_path: Path) -> None:
    member = {
        "assistantId": "back-office",
        "assistantOverrides": {
            "firstMessage": "member",
            "endCallMessage": "member",
            "endCallPhrases": ["a", "b"],
            "variableValues": {"a": 1, "b": 1},
            "tools:append": [{"type": "function", "function": {"name": "of_member"}}],
        },
    }
    everyone = {"endCallMessage": "all", "endCallPhrases": ["c"], "variableValues": {"b": 2}}
    over = {
        "firstMessage": "destination",
        "variableValues": {"b": 3},
        "tools:append": [{"type": "function", "function": {"name": "of_destination"}}],
    }
    members = [{"assistantId": "desk", "assistantOverrides": {"tools:append": [to(destinations=[
        {"assistantName": "Bills", "assistantOverrides": over}])]}}, member]  # fmt: skip
    found = squad(tmp_path, members=members, membersOverrides=everyone)
    bills, one = found.squads[0].assistants[1], of_desk(found)[0].destinations[0]

    assert (bills.first_message, bills.end_call_message, bills.end_call_phrases) == ("member", "all", ("c",))
    assert bills.variables == {"a": 1, "b": 2}
    assert [tool.name for tool in bills.tools] == ["pay", "of_member"]
    assert one.assistant is not None
    assert (one.assistant.name, one.assistant.slug, one.assistant.first_message) == ("Bills", "back-office", "destination")
    assert [tool.name for tool in one.assistant.tools] == ["pay", "of_member", "of_destination"]
    assert one.variables == {"b": 3}
    assert one.assistant.variables == {"a": 1, "b": 2}


def test_lists_in_overrides_replace_and_null_changes_nothing(tmp_path: Path) -> None:
    over = {"firstMessage": None, "model": {"tools": [{"type": "function", "function": {"name": "other"}}]}}
    place = {"assistantName": "Bills", "assistantOverrides": over}
    made = of_desk(squad(tmp_path, to(destinations=[place])))[0].destinations[0].assistant

    assert made is not None
    assert (made.first_message, [tool.name for tool in made.tools], made.prompt) == ("Bills here.", ["other"], "Pay.")


def test_an_assistant_can_be_written_in_place(tmp_path: Path) -> None:
    inline = {"name": "Bar", "firstMessage": "Another bar.", "model": {"messages": [{"role": "system", "content": "Pour."}]}}
    place = {"type": "assistant", "assistant": inline, "assistantOverrides": {"firstMessage": "Cheers."}}
    (tool,) = of_desk(squad(tmp_path, to(destinations=[place])))
    made = tool.destinations[0].assistant

    assert tool.name == "handoff_to_Bar"
    assert made is not None
    assert (made.name, made.prompt, made.first_message) == ("Bar", "Pour.", "Cheers.")


@pytest.mark.parametrize("reference", ["annex", UUID, UUID.upper()])
def test_a_saved_assistant_outside_the_squad_is_reached_by_its_id(tmp_path: Path, reference: str) -> None:
    place = {"type": "assistant", "assistantId": reference}
    state = {"assistants": {"annex": {"uuid": UUID}}}
    one = of_desk(squad(tmp_path, to(destinations=[place]), state=state))[0].destinations[0]

    assert one.assistant is not None
    assert (one.name, one.assistant.first_message) == ("Annex", "Annex here.")


def test_overrides_in_a_circle_end(tmp_path: Path) -> None:
    """Each assistant that overrides make has the handoffs of its member, which have overrides again."""
    over = {"firstMessage": "Back."}
    members = [
        {"assistantId": "desk", "assistantDestinations": [{"assistantId": "bar", "assistantOverrides": over}]},
        {"assistantId": "bar", "assistantDestinations": [{"assistantId": "desk", "assistantOverrides": over}]},
    ]
    bar = of_desk(squad(tmp_path, members=members))[0].destinations[0].assistant

    assert bar is not None
    assert (bar.first_message, [tool.name for tool in bar.tools]) == ("Back.", ["handoff_to_Desk"])


def test_tools_that_overrides_append_can_have_destinations_with_overrides(tmp_path: Path) -> None:
    deeper = to(destinations=[{"assistantName": "Bar", "assistantOverrides": {"firstMessage": "Deep."}}])
    place = {"assistantName": "Bills", "assistantOverrides": {"tools:append": [deeper]}}
    bills = of_desk(squad(tmp_path, to(destinations=[place])))[0].destinations[0].assistant

    assert bills is not None
    bar = bills.tools[1].destinations[0].assistant
    assert bar is not None
    assert bar.first_message == "Deep."


@pytest.mark.parametrize("reference", ["cellar", "Cellar", UUID, "cellar ## below"])
def test_a_squad_is_found_by_slug_name_and_id(tmp_path: Path, reference: str) -> None:
    place = {"type": "squad", "squadId": reference, "entryAssistantName": "Bar", "squadOverrides": {"variableValues": {"a": 1}}}
    top = files(tmp_path, to(destinations=[place]))
    (top / "squads" / "cellar.yml").write_text("name: Cellar\nmembers:\n  - assistantId: bar\n")
    (tmp_path / ".vapi-state.inn.json").write_text(json.dumps({"squads": {"cellar": {"uuid": UUID}}}))
    house: Squad = next(one for one in read(top).squads if one.name == "House")
    entry: Assistant = house.entry
    one = entry.tools[0].destinations[0]

    assert (one.kind, one.name, one.entry, one.variables, one.overrides) == ("squad", "Cellar", "Bar", {"a": 1}, {})
    assert [sibling.name for sibling in house.siblings] == ["Cellar"]
