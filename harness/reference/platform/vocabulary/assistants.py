"""Assistants, what a squad lays over them, and their models, voices and ears."""

from harness.reference.platform.shape import Union

__all__ = ["SHAPES", "UNIONS"]

SHAPES = """
Model
    provider!: text
    model: text
    messages: [ModelMessage]
    tools: [Tool]
    toolIds: [uuid]
    toolRefs: [ToolRef]
    knowledgeBase: object
    knowledgeBaseId: text
    temperature: number(0-2)
    maxTokens: number(50-10000)
    emotionRecognitionEnabled: flag
    numFastTurns: number(0-)
    fallbackModels: [text]
    toolStrictCompatibilityMode: strip-parameters-with-unsupported-validation | strip-unsupported-validation
    reasoningEffort,promptCacheKey,promptCacheRetention,systemPrompt: text
    functions: [object]
    thinking: object
    url: text
    headers: object
    metadataSendMode: off | variable | destructured
    wordLevelConfidenceEnabled: flag
    timeoutSeconds: number(20-600)
    inferenceEngine,region,bedrockRegion: text
ModelOverride
    ...: Model
ModelMessage
    role!: assistant | developer | function | user | system | tool
    content: any
    tool_calls: [object]
    tool_call_id: text
    name: text
ToolRef
    toolId!: uuid
    version: text
Voice
    provider!: text
    voiceId: text
    cachingEnabled: flag
    chunkPlan: object
    fallbackPlan: object
AzureVoice
    ...: Voice
    speed: number(0.5-2)
CartesiaVoice
    ...: Voice
    model,language,pronunciationDictId: text
    experimentalControls,generationConfig: object
CustomVoice
    ...: Voice
    server!: Server
DeepgramVoice
    ...: Voice
    model: text
    mipOptOut: flag
ElevenLabsVoice
    ...: Voice
    stability,similarityBoost,style: number(0-1)
    speed: number(0.7-1.2)
    optimizeStreamingLatency: number(0-4)
    useSpeakerBoost,enableSsmlParsing,autoMode: flag
    model,language: text
    pronunciationDictionaryLocators: [object]
OpenaiVoice
    ...: Voice
    model,instructions: text
    speed: number(0.25-4)
VapiVoice
    ...: Voice
    speed: number(0.25-2)
    version: any
    pronunciationDictionary: [object]
Transcriber
    provider!: text
    model,language: text
    fallbackPlan: object
DeepgramTranscriber
    ...: Transcriber
    smartFormat,mipOptOut,numerals,profanityFilter: flag
    confidenceThreshold: number(0-1)
    eagerEotThreshold: number(0-1)
    eotThreshold: number(0-1)
    eotTimeoutMs: number(500-10000)
    keywords,keyterm: [text]
    endpointing: number(10-500)
GoogleTranscriber
    ...: Transcriber
CustomTranscriber
    ...: Transcriber
    server!: Server
AssistantKeys
    name: text(0-40)
    firstMessage: text
    firstMessageMode: assistant-speaks-first | assistant-speaks-first-with-model-generated-message | assistant-waits-for-user
    firstMessageInterruptionsEnabled: flag
    voice: AnyVoice
    transcriber: AnyTranscriber
    server: Server
    serverMessages,clientMessages: [text]
    hooks: [Hook]
    maxDurationSeconds: number(10-43200)
    silenceTimeoutSeconds: number(10-3600)
    endCallFunctionEnabled: flag
    endCallMessage,voicemailMessage: text(0-1000)
    endCallPhrases: [text(2-140)]
    voicemailDetection: any
    backgroundSound: text
    backgroundDenoisingEnabled,modelOutputInMessagesEnabled: flag
    backgroundSpeechDenoisingPlan: BackgroundSpeechDenoisingPlan
    startSpeakingPlan: StartSpeakingPlan
    stopSpeakingPlan: StopSpeakingPlan
    messagePlan: MessagePlan
    analysisPlan: AnalysisPlan
    artifactPlan: ArtifactPlan
    monitorPlan: MonitorPlan
    observabilityPlan: ObservabilityPlan
    compliancePlan: CompliancePlan
    keypadInputPlan: KeypadInputPlan
    transportConfigurations: [object]
    metadata: object
    credentials: [object]
    credentialIds: [uuid]
    forwardingPhoneNumber: text
    forwardingPhoneNumbers: [text]
    serverUrl,serverUrlSecret: text
    dialKeypadFunctionEnabled,hipaaEnabled,recordingEnabled,interruptionsEnabled,backchannelingEnabled: flag
    responseDelaySeconds,llmRequestDelaySeconds,numWordsToInterruptAssistant: number
Assistant
    ...: AssistantKeys
    model: Model
AssistantOverrides
    ...: AssistantKeys
    model: ModelOverride
    tools:append: [Tool]
    variableValues: object
"""

UNIONS = (
    Union(
        name="AnyVoice",
        key="provider",
        shapes={
            "azure": "AzureVoice",
            "cartesia": "CartesiaVoice",
            "custom-voice": "CustomVoice",
            "deepgram": "DeepgramVoice",
            "11labs": "ElevenLabsVoice",
            "openai": "OpenaiVoice",
            "vapi": "VapiVoice",
        },
        is_open=True,
    ),
    Union(
        name="AnyTranscriber",
        key="provider",
        shapes={
            "deepgram": "DeepgramTranscriber",
            "google": "GoogleTranscriber",
            "custom-transcriber": "CustomTranscriber",
        },
        is_open=True,
    ),
)
"""Providers that are not listed have keys of their own, which nobody looks at here."""
