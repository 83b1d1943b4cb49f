"""Whether an utterance reads details back and asks for approval."""


def asks_to_confirm(text: str, language: str = "en") -> bool:
    return False
