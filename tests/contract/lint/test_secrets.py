"""A secret is found by its name or its shape, and never repeated."""

from pathlib import Path

import pytest

from tests.contract.lint.inn import BOOK, DESK, STATE, WEATHER, Edit, diagnostics

SECRET = "q8Zr4Lm2Vt6Xp1Ny"
AT = "  credentialId: house\n"


def found(folder: Path, edit: Edit) -> list[str]:
    """What is said of secrets after an edit of the inn."""
    return [each.message for each in diagnostics(folder, (edit,)) if each.rule == "tools/hardcoded-secret"]


@pytest.mark.parametrize(
    "edit",
    [
        (BOOK, AT, f"{AT}  headers: {{X-API-Key: {SECRET}}}\n"),
        (BOOK, AT, f"{AT}  headers: {{X-Access-Token: {SECRET}}}\n"),
        (BOOK, AT, f"{AT}  secret: {SECRET}\n"),
        (BOOK, "type: function\n", f"type: function\nparameters: [{{key: apiKey, value: {SECRET}}}]\n"),
        (
            WEATHER,
            "method: GET\n",
            f"method: GET\nheaders: {{type: object, properties: {{Authorization: {{value: {SECRET}}}}}}}\n",
        ),
        (WEATHER, "https://weather.example", f"https://user:{SECRET}@weather.example"),
        (DESK, "# Task", f"# Task\nUse Bearer {SECRET}."),
        (DESK, "voice:", f"serverUrlSecret: {SECRET}\nvoice:"),
    ],
)
def test_a_secret_is_found_and_not_repeated(edit: Edit, tmp_path: Path) -> None:
    result = diagnostics(tmp_path, (edit,))

    assert [each for each in result if each.rule == "tools/hardcoded-secret"]
    assert not [each for each in result if SECRET in f"{each.message} {each.why} {each.mend}"]


@pytest.mark.parametrize(
    "edit",
    [
        (BOOK, AT, f'{AT}  headers: {{X-API-Key: "{{{{ houseKey }}}}"}}\n'),
        (BOOK, AT, f"{AT}  headers: {{Accept: application/json}}\n"),
        (DESK, "  maxTokens: 4000", "  maxTokens: 4001"),
        (BOOK, "      guest:", "      token: {type: string, description: The token on the key fob}\n      guest:"),
        (DESK, "# Task", "# Task\nAsk for the password of the bearer."),
        (STATE, '"desk":', '"secret":'),
    ],
)
def test_what_is_no_secret_is_not_found(edit: Edit, tmp_path: Path) -> None:
    assert found(tmp_path, edit) == []
