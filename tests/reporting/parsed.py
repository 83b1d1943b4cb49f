"""An HTML page as its elements and its text, for tests that ask what a reader would see."""

from html.parser import HTMLParser

__all__ = ["ParsedPage", "parse"]

_VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})


class ParsedPage(HTMLParser):
    """Collects start tags with attributes, text, and whatever is closed in the wrong order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.misnested: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Must close the element opened last."""
        if not self._open or self._open.pop() != tag:
            self.misnested.append(tag)

    def handle_data(self, data: str) -> None:
        """Text outside <style>."""
        if not self._open or self._open[-1] != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All text, with white space as a browser shows it."""
        return " ".join("".join(self.texts).split())

    @property
    def unclosed(self) -> list[str]:
        """Elements never closed."""
        return self._open

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        """Attributes of every element of that name whose attributes contain the given words ("class_" for class)."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [a for t, a in self.elements if t == tag and all(v in (a.get(n) or "").split() for n, v in wanted.items())]


def parse(html: str) -> ParsedPage:
    """The page, read to its end."""
    page = ParsedPage()
    page.feed(html)
    page.close()
    return page
