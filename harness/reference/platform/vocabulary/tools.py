"""Tools by type, their messages and the places they lead to."""

from harness.reference.platform.shape import Union

__all__ = ["SHAPES", "UNIONS"]

SHAPES = """
Condition
    operator!: eq | neq | gt | gte | lt | lte
    param!: text(1-1000)
    value!: text(1-1000)
ToolMessage
    type!: text
    content: text(0-1000)
    contents: [object]
    conditions: [Condition]
    blocking: flag
    timingMilliseconds: number(100-120000)
    role: assistant | system
    endCallAfterSpokenEnabled: flag
Function
    name!: text(1-64)
    description: text
    strict: flag
    parameters: object
StaticParameter
    key!: text
    value!: any
RejectionPlan
    conditions: [RejectionCondition]
RejectionCondition
    type!: regex | liquid | group
    regex,liquid: text
    target: object
    negate: flag
    operator: AND | OR
    conditions: [RejectionCondition]
AnyTool
    type!: text
    messages: [ToolMessage]
    rejectionPlan: RejectionPlan
    function: Function
    server: Server
FunctionTool
    ...: AnyTool
    async: flag
    parameters: [StaticParameter]
    variableExtractionPlan: VariableExtractionPlan
ApiRequestTool
    ...: AnyTool
    async: flag
    method!: POST | GET | PUT | PATCH | DELETE
    url!: text
    name: text(1-40)
    description: text
    body,headers: object
    parameters: [StaticParameter]
    timeoutSeconds: number(1-300)
    credentialId: uuid
    encryptedPaths: [text]
    backoffPlan: BackoffPlan
    variableExtractionPlan: VariableExtractionPlan
CodeTool
    ...: FunctionTool
    code!: text
    environmentVariables: [object]
    timeoutSeconds: number(1-60)
    credentialId: uuid
HandoffTool
    ...: AnyTool
    defaultResult: text
    destinations: [HandoffDestination]
TransferCallTool
    ...: AnyTool
    destinations: [TransferDestination]
DtmfTool
    ...: AnyTool
    sipInfoDtmfEnabled: flag
VoicemailTool
    ...: AnyTool
    beepDetectionEnabled: flag
QueryTool
    ...: AnyTool
    knowledgeBases: [object]
McpTool
    ...: AnyTool
    toolMessages: [object]
    metadata: object
SipRequestTool
    ...: AnyTool
    verb!: INFO | MESSAGE | NOTIFY
    headers,body: any
DesktopTool
    ...: AnyTool
    subType!: text
    name!: text
    displayWidthPx,displayHeightPx,displayNumber: number
DestinationKeys
    type!: text
    description: text
HandoffToAssistant
    ...: DestinationKeys
    assistantName: text
    assistantId: uuid
    assistant: Assistant
    contextEngineeringPlan: ContextPlan
    variableExtractionPlan: VariableExtractionPlan
    assistantOverrides: AssistantOverrides
    handoffMessages: [object]
    message: any
    transferMode: text
HandoffToSquad
    ...: DestinationKeys
    squadId: uuid
    squad: Squad
    entryAssistantName: text
    contextEngineeringPlan: ContextPlan
    variableExtractionPlan: VariableExtractionPlan
    squadOverrides: AssistantOverrides
HandoffToAnyone
    ...: DestinationKeys
    server: Server
ContextPlan
    type!: text
    maxMessages: number(0-)
TransferKeys
    ...: DestinationKeys
    message: any
    callerId: text
    transferPlan: object
TransferToNumber
    ...: TransferKeys
    number!: text
    numberE164CheckEnabled: flag
    extension: text(0-10)
TransferToSip
    ...: TransferKeys
    sipUri!: text
    sipHeaders: object
TransferToAssistant
    ...: TransferKeys
    assistantName!: text
    transferMode: text
"""

_BY_TYPE = {
    "function": "FunctionTool",
    "apiRequest": "ApiRequestTool",
    "code": "CodeTool",
    "handoff": "HandoffTool",
    "transferCall": "TransferCallTool",
    "endCall": "AnyTool",
    "dtmf": "DtmfTool",
    "voicemail": "VoicemailTool",
    "query": "QueryTool",
    "sms": "AnyTool",
    "mcp": "McpTool",
    "sipRequest": "SipRequestTool",
    "bash": "DesktopTool",
    "computer": "DesktopTool",
    "textEditor": "DesktopTool",
    "slack.message.send": "AnyTool",
    "google.calendar.event.create": "AnyTool",
    "google.calendar.availability.check": "AnyTool",
    "google.sheets.row.append": "AnyTool",
    "gohighlevel.calendar.availability.check": "AnyTool",
    "gohighlevel.calendar.event.create": "AnyTool",
    "gohighlevel.contact.create": "AnyTool",
    "gohighlevel.contact.get": "AnyTool",
}

UNIONS = (
    Union(name="Tool", key="type", shapes=_BY_TYPE),
    Union(
        name="HandoffDestination",
        key="type",
        shapes={"assistant": "HandoffToAssistant", "squad": "HandoffToSquad", "dynamic": "HandoffToAnyone"},
    ),
    Union(
        name="TransferDestination",
        key="type",
        shapes={"number": "TransferToNumber", "sip": "TransferToSip", "assistant": "TransferToAssistant"},
    ),
)
