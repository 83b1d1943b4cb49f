"""What bodies may hold: the shapes themselves, and that the SDK can send nothing that is refused for being unknown."""

from collections.abc import Iterator
from typing import Any

import pytest
import vapi.types
from hypothesis import given
from hypothesis import strategies as st

from harness.reference.platform.shape import Kind, Shape, read_shapes
from harness.reference.platform.validation import faults_of
from harness.reference.platform.vocabulary import VOCABULARY

# Later versions of the SDK have types that earlier ones lack.
BEHIND = {
    "Assistant": "CreateAssistantDto",
    "AssistantOverrides": "AssistantOverrides",
    "FunctionTool": "CreateFunctionToolDto",
    "ApiRequestTool": "CreateApiRequestToolDto",
    "CodeTool": "CreateCodeToolDto",
    "HandoffTool": "CreateHandoffToolDto",
    "TransferCallTool": "CreateTransferCallToolDto",
    "DtmfTool": "CreateDtmfToolDto",
    "VoicemailTool": "CreateVoicemailToolDto",
    "QueryTool": "CreateQueryToolDto",
    "McpTool": "CreateMcpToolDto",
    "SipRequestTool": "CreateSipRequestToolDto",
    "DesktopTool": "CreateComputerToolDto",
    "HandoffToAssistant": "HandoffDestinationAssistant",
    "HandoffToSquad": "HandoffDestinationSquad",
    "HandoffToAnyone": "HandoffDestinationDynamic",
    "TransferToNumber": "TransferDestinationNumber",
    "TransferToSip": "TransferDestinationSip",
    "Squad": "CreateSquadDto",
    "Member": "SquadMemberDto",
    "StructuredOutput": "CreateStructuredOutputDto",
    "Eval": "CreateEvalDto",
    "Personality": "CreatePersonalityDto",
    "Scenario": "CreateScenarioDto",
    "Evaluation": "EvaluationPlanItem",
    "Simulation": "CreateSimulationDto",
    "SimulationSuite": "CreateSimulationSuiteDto",
    "SimulationRun": "CreateSimulationRunDto",
    "VapiNumber": "CreateVapiPhoneNumberDto",
    "TwilioNumber": "CreateTwilioPhoneNumberDto",
    "ByoNumber": "CreateByoPhoneNumberDto",
    "Server": "Server",
    "AnalysisPlan": "AnalysisPlan",
    "ArtifactPlan": "ArtifactPlan",
    "MonitorPlan": "MonitorPlan",
    "StartSpeakingPlan": "StartSpeakingPlan",
    "StopSpeakingPlan": "StopSpeakingPlan",
    "KeypadInputPlan": "KeypadInputPlan",
    "CompliancePlan": "CompliancePlan",
    "VariableExtractionPlan": "VariableExtractionPlan",
    "Model": "OpenAiModel",
    "ElevenLabsVoice": "ElevenLabsVoice",
    "VapiVoice": "VapiVoice",
    "AzureVoice": "AzureVoice",
    "CartesiaVoice": "CartesiaVoice",
    "DeepgramVoice": "DeepgramVoice",
    "OpenaiVoice": "OpenAiVoice",
    "DeepgramTranscriber": "DeepgramTranscriber",
    "GoogleTranscriber": "GoogleTranscriber",
}


def _keys(model: Any) -> set[str]:
    return {
        next((one.alias for one in field.metadata if hasattr(one, "alias")), None) or field.alias or name
        for name, field in model.model_fields.items()
    }


@pytest.mark.parametrize(("ours", "theirs"), [pair for pair in BEHIND.items() if hasattr(vapi.types, pair[1])])
def test_every_key_the_sdk_can_send_is_known(ours: str, theirs: str) -> None:
    shape = VOCABULARY[ours]

    assert isinstance(shape, Shape)
    assert _keys(getattr(vapi.types, theirs)) - shape.keys.keys() <= {"workflowIds"}


def _named(kind: Kind) -> Iterator[str]:
    if kind.items is not None:
        yield from _named(kind.items)
    elif kind.word[0].isupper():
        yield kind.word


def test_every_shape_that_is_named_is_there() -> None:
    shapes = [shape for shape in VOCABULARY.values() if isinstance(shape, Shape)]
    named = {name for shape in shapes for kind in shape.keys.values() for name in _named(kind)}
    chosen = {name for one in VOCABULARY.values() if not isinstance(one, Shape) for name in one.shapes.values()}

    assert named | chosen <= VOCABULARY.keys()


@pytest.mark.parametrize("text", ["A\n  key", "A\n  key: nonsense", "A\n  key: text(", "A\n  ...: B"])
def test_a_shape_that_cannot_be_read_is_a_mistake_of_ours(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        read_shapes(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
WORDS = sorted({key for shape in VOCABULARY.values() if isinstance(shape, Shape) for key in shape.keys})


@given(st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=8), JSON, max_size=5), st.sampled_from(sorted(VOCABULARY)))
def test_anything_can_be_held_against_any_shape(body: dict[str, Any], shape: str) -> None:
    assert all(isinstance(fault, str) and fault for fault in faults_of(body, shape))


@given(st.text(max_size=80))
def test_a_name_is_refused_exactly_when_it_is_too_long(name: str) -> None:
    assert bool(faults_of({"name": name}, "Assistant")) is (len(name) > 40)


def test_nesting_without_end_is_refused() -> None:
    body: dict[str, Any] = {}
    for _ in range(60):
        body = {"members": [{"assistant": {"model": {"provider": "x", "tools": []}}}], "membersOverrides": {}, "x": body}
        body = {"type": "squad", "squad": body}

    assert faults_of({"type": "handoff", "destinations": [body]}, "Tool")
