"""Objects that assistants, tools and phone numbers share.

The platform's own customer has no `metadata`; backends look there for the organisation, so that a stand-in takes it.
"""

__all__ = ["SHAPES"]

SHAPES = """
BackoffPlan
    type!: fixed | exponential
    maxRetries!: number(0-10)
    baseDelaySeconds!: number(0-10)
    excludedStatusCodes: [any]
Server
    url: text
    timeoutSeconds: number(1-300)
    credentialId: uuid
    headers: object
    secret: text
    backoffPlan: BackoffPlan
    staticIpAddressesEnabled: flag
    encryptedPaths: [text]
Alias
    key!: text(1-40)
    value!: text(0-10000)
VariableExtractionPlan
    schema: object
    aliases: [Alias]
Customer
    number: text
    numberE164CheckEnabled: flag
    extension: text(0-10)
    sipUri: text
    name: text(0-40)
    email: text(0-40)
    externalId: text(0-40)
    assistantOverrides: AssistantOverrides
    metadata: object
SummaryPlan
    messages: [object]
    enabled: flag
    timeoutSeconds: number(1-60)
StructuredDataPlan
    ...: SummaryPlan
    schema: object
SuccessEvaluationPlan
    ...: SummaryPlan
    rubric: text
StructuredDataMultiPlan
    key!: text
    plan!: StructuredDataPlan
AnalysisPlan
    minMessagesThreshold: number(0-)
    summaryPlan: SummaryPlan
    structuredDataPlan: StructuredDataPlan
    structuredDataMultiPlan: [StructuredDataMultiPlan]
    successEvaluationPlan: SuccessEvaluationPlan
    outcomeIds: [text]
TranscriptPlan
    enabled: flag
    assistantName: text
    userName: text
ArtifactPlan
    recordingEnabled: flag
    recordingFormat: wav;l16 | mp3
    recordingUseCustomStorageEnabled,videoRecordingEnabled,fullMessageHistoryEnabled,pcapEnabled: flag
    pcapUseCustomStorageEnabled,loggingEnabled,loggingUseCustomStorageEnabled: flag
    pcapS3PathPrefix,recordingPath,loggingPath: text
    transcriptPlan: TranscriptPlan
    structuredOutputIds: [uuid]
    structuredOutputs: [StructuredOutput]
    scorecardIds: [uuid]
    scorecards: [object]
MonitorPlan
    listenEnabled,listenAuthenticationEnabled,controlEnabled,controlAuthenticationEnabled: flag
    monitorIds: [text]
StartSpeakingPlan
    waitSeconds: number(0-5)
    smartEndpointingEnabled: any
    smartEndpointingPlan: object
    customEndpointingRules: [object]
    transcriptionEndpointingPlan: object
StopSpeakingPlan
    numWords: number(0-10)
    voiceSeconds: number(0-0.5)
    backoffSeconds: number(0-10)
    acknowledgementPhrases: [text(0-240)]
    interruptionPhrases: [text(0-240)]
MessagePlan
    idleMessages: [text(0-1000)]
    idleTimeoutSeconds: number(5-60)
    idleMessageMaxSpokenCount: number(1-10)
    idleMessageResetCountOnUserSpeechEnabled: flag
    silenceTimeoutMessage: text(0-1000)
KeypadInputPlan
    enabled: flag
    timeoutSeconds: number(0-10)
    delimiters: any
CompliancePlan
    hipaaEnabled: flag
    pciEnabled: flag
    securityFilterPlan: object
    recordingConsentPlan: object
BackgroundSpeechDenoisingPlan
    smartDenoisingPlan: object
    fourierDenoisingPlan: object
ObservabilityPlan
    provider!: text
    promptName,traceName: text
    promptVersion: number
    tags: [text]
    metadata: object
Hook
    on!: text
    do: [HookAction]
    filters: [object]
    options: object
    name: text(0-1000)
HookAction
    type!: text
    exact: any
    prompt: any
    tool: Tool
    toolId: uuid
    function: object
    message: object
    triggerResponseEnabled: flag
    destination: object
    server: Server
    include: object
"""
