"""Everything that is neither an assistant nor a tool."""

from harness.reference.platform.shape import Union

__all__ = ["SHAPES", "UNIONS"]

SHAPES = """
Squad
    name: text(0-40)
    members!: [Member](1-)
    membersOverrides: AssistantOverrides
    metadata: object
Member
    assistantId: uuid
    assistant: Assistant
    assistantVersion: text
    assistantOverrides: AssistantOverrides
    assistantDestinations: [HandoffToAssistant]
    metadata: object
StructuredOutput
    name!: text(1-40)
    type: ai | regex
    description: text
    schema: object
    regex: text
    model: object
    conditions: any
    compliancePlan: object
    assistantIds,workflowIds: [uuid]
Eval
    name: text(1-80)
    description: text(1-500)
    type!: "chat.mockConversation"
    messages!: [EvalMessage](1-)
EvalMessage
    role!: user | system | tool | assistant
    content: text
    toolCalls: [object]
    judgePlan,continuePlan: object
Personality
    name!: text(1-80)
    assistant!: Assistant
    path: text(1-255)
Scenario
    name!: text(1-80)
    instructions!: text(1-10000)
    evaluations!: [Evaluation](1-)
    hooks: [Hook]
    targetOverrides: AssistantOverrides
    toolMocks: [ToolMock]
    path: text(1-255)
Evaluation
    structuredOutputId: uuid
    structuredOutput: StructuredOutput
    path: text
    target: text
    comparator!: = | != | > | < | >= | <=
    value!: any
    required: flag
ToolMock
    toolName!: text
    result: text
    enabled: flag
Simulation
    name: text(0-80)
    scenarioId!: uuid
    personalityId!: uuid
    path: text(1-255)
SimulationSuite
    name!: text(1-80)
    simulationIds!: [uuid](1-)
    slackWebhookUrl: text
    targetAssignments: [TargetAssignment]
    path: text(1-255)
TargetAssignment
    targetType!: assistant | squad
    targetId!: uuid
SimulationRun
    simulations!: [SimulationEntry](1-)
    target!: Target
    iterations: number(1-)
    transport: object
SimulationEntry
    type!: simulation | simulationSuite
    simulationId,simulationSuiteId,scenarioId,personalityId: uuid
    scenario: Scenario
    personality: Personality
    name: text
Target
    type!: assistant | squad
    assistantId,squadId: uuid
    assistant: Assistant
    squad: Squad
    assistantOverrides: AssistantOverrides
EvalRun
    type!: "eval"
    evalId: uuid
    eval: Eval
    target!: Target
Session
    name: text(0-40)
    status: active | completed
    expirationSeconds: number(60-2592000)
    assistantId,squadId,customerId,phoneNumberId: uuid
    assistant: Assistant
    assistantOverrides: AssistantOverrides
    squad: Squad
    messages: [object]
    customer: Customer
    phoneNumber: object
Chat
    input: any
    assistantId,squadId,sessionId,previousChatId: uuid
    assistant: Assistant
    assistantOverrides: AssistantOverrides
    squad: Squad
    name: text(0-40)
    stream: flag
    transport: object
    customer: Customer
Call
    name: text(0-40)
    type: text
    assistantId,squadId,phoneNumberId,customerId: uuid
    assistant: Assistant
    assistantOverrides,squadOverrides: AssistantOverrides
    squad: Squad
    phoneNumber,transport,schedulePlan: object
    customer: Customer
    customers: [Customer]
CallUpdate
    name: text(0-40)
PhoneNumber
    provider!: text
    name: text(0-40)
    assistantId,squadId,workflowId: uuid
    server: Server
    fallbackDestination: object
    hooks: [object]
VapiNumber
    ...: PhoneNumber
    numberDesiredAreaCode: text(3-3)
    sipUri: text
    authentication: object
TwilioNumber
    ...: PhoneNumber
    number!: text
    twilioAccountSid!: text
    twilioAuthToken,twilioApiKey,twilioApiSecret: text
    smsEnabled: flag
CarrierNumber
    ...: PhoneNumber
    number!: text
    credentialId!: uuid
ByoNumber
    ...: PhoneNumber
    number: text
    numberE164CheckEnabled: flag
    credentialId!: uuid
Credential
    provider!: text
    name: text(1-40)
CustomCredential
    ...: Credential
    authenticationPlan!: object
    encryptionPlan: object
"""

UNIONS = (
    Union(
        name="AnyPhoneNumber",
        key="provider",
        shapes={
            "vapi": "VapiNumber",
            "twilio": "TwilioNumber",
            "vonage": "CarrierNumber",
            "telnyx": "CarrierNumber",
            "byo-phone-number": "ByoNumber",
        },
    ),
    Union(
        name="AnyCredential",
        key="provider",
        shapes={"custom-credential": "CustomCredential", "webhook": "CustomCredential"},
        is_open=True,
    ),
)
