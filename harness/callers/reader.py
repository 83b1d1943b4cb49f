"""Reads caller files: strict, and with every problem at once."""

from pathlib import Path

from msgspec import Struct

from harness.callers.entries import read_duration, read_spoken, refuse_other_keys
from harness.callers.fact_reader import read_facts, read_goals
from harness.callers.line_reader import read_line
from harness.callers.personas import LOCALES
from harness.callers.phrases import LANGUAGES, base_language, book_for
from harness.callers.profile import EVERYTHING, CallerProfile, Line, Patience, Persona, Reaction
from harness.callers.reaction_reader import read_reaction, read_when
from harness.callers.topics import topic_named, topics_of
from harness.contract.entry import Entry
from harness.contract.model import Source
from harness.contract.problems import ContractProblems, Problem, did_you_mean
from harness.contract.yaml12 import read_yaml
from harness.errors import InputError

__all__ = ["CALLER_KEYS", "CallerProblems", "find_caller", "parse_caller", "read_caller"]

CALLER_KEYS = (
    "name", "language", "number", "persona", "wants", "opening", "then", "knows", "volunteers", "refuses", "lacks", "reacts",
    "hangs_up_when", "patience", "lines",
)  # fmt: skip
_OF_A_GOAL = tuple(key for key in CALLER_KEYS if key not in {"name", "language", "number", "persona", "lines"})
_SUFFIXES = (".yml", ".yaml")


class CallerProblems(ContractProblems):
    """A caller file could not be read; its author can mend it. Holds every problem found, by line."""


def find_caller(name: str, folder: Path, *, shown_as: str | None = None) -> CallerProfile:
    """The caller of that name: the file's name without its ending, in any letter case. Raises CallerProblems.

    `shown_as` is how messages call the folder; by default, its path.
    """
    shown = shown_as if shown_as is not None else str(folder)
    files = {path.stem: path for path in sorted(folder.glob("*")) if path.suffix in _SUFFIXES} if folder.is_dir() else {}
    wanted = name.strip().casefold()
    found = next((path for stem, path in files.items() if stem.casefold() == wanted), None)
    if found is None:
        message = f"there is no caller '{name}'."
        raise CallerProblems([Problem(source=Source(file=shown), message=message, mend=did_you_mean(name, files))])
    return read_caller(found, shown_as=f"{shown}/{found.name}")


def read_caller(path: Path, *, shown_as: str | None = None) -> CallerProfile:
    """The caller in a file. Raises CallerProblems when it is not one, or cannot be read."""
    shown = shown_as if shown_as is not None else str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _single(shown, f"the file cannot be read: {error.strerror}.", "Check the path and its permissions.") from None
    except UnicodeDecodeError:
        raise _single(shown, "the file is not UTF-8 text.", "Save it as UTF-8.") from None
    return parse_caller(text, file=shown)


def parse_caller(text: str, *, file: str = "<memory>") -> CallerProfile:
    """The caller that YAML text describes. Raises CallerProblems with everything that is wrong with it."""
    document = read_yaml(text, file=file)
    problems = list(document.problems)
    if not problems and not isinstance(document.value, dict):
        problems.append(Problem(source=Source(file=file), message="a caller is an object.", mend="Write `key: value` lines."))
    if problems:
        raise CallerProblems(problems)
    profile = _Reading(top=Entry.of(document, problems), text=text).profile()
    if problems:
        raise CallerProblems(problems)
    return profile


def _single(file: str, message: str, mend: str) -> CallerProblems:
    return CallerProblems([Problem(source=Source(file=file), message=message, mend=mend)])


class _Reading(Struct, frozen=True, kw_only=True):
    """One file being read."""

    top: Entry
    text: str

    def profile(self) -> CallerProfile:
        refuse_other_keys(self.top, CALLER_KEYS, "a caller")
        knows, alternatives = read_facts(self.top.at("knows"), self.text)
        everything = self.top.at("knows").value == EVERYTHING
        profile = CallerProfile(
            name=self.top.at("name").text(CallerProfile().name),
            language=self._language(),
            number=self._number(),
            wants=self.top.at("wants").text(),
            opening=self.top.at("opening").text(),
            knows=knows,
            alternatives=alternatives,
            knows_everything=everything,
            persona=self._persona(),
            volunteers=self._names("volunteers"),
            refuses=self._names("refuses"),
            lacks=self._names("lacks"),
            then=read_goals(self.top.at("then"), self.text),
            reacts=self._reactions(),
            patience=self._patience(),
            lines=self._lines(),
        )
        self._refuse_contradictions(profile)
        return profile

    def _language(self) -> str:
        entry = self.top.at("language")
        language = entry.text("en")
        try:
            book_for(language)
        except InputError:
            entry.refuse(f"no caller speaks {language!r}.", f"There are: {', '.join(LANGUAGES)}.")
        return language

    def _number(self) -> str | None:
        entry = self.top.at("number")
        return read_spoken(entry, self.text) if entry.present else None

    def _persona(self) -> Persona | None:
        entry = self.top.at("persona")
        if not entry.present:
            return None
        refuse_other_keys(entry, ("seed", "locale"), "a persona")
        seed, locale = entry.at("seed"), entry.at("locale")
        usual = "zh_CA" if base_language(self.top.at("language").text("en")) == "zh" else "en_CA"
        if locale.text(usual) not in LOCALES:
            locale.refuse(f"there are no people of the locale {locale.value!r}.", did_you_mean(str(locale.value), LOCALES))
        return Persona(seed=seed.whole(0) if seed.present else None, locale=locale.text(usual))

    def _names(self, key: str) -> tuple[str, ...]:
        entry = self.top.at(key)
        return (entry.value,) if isinstance(entry.value, str) else entry.texts()

    def _reactions(self) -> tuple[Reaction, ...]:
        read = (read_reaction(entry, self.text) for entry in self.top.at("reacts").entries())
        leaving = self.top.at("hangs_up_when")
        ends = [leaving] if isinstance(leaving.value, str) else list(leaving.entries())
        whens = (read_when(entry) for entry in ends)
        return (
            *(Reaction(when=when[0], about=when[1], hang_up=True) for when in whens if when is not None),
            *(reaction for reaction in read if reaction is not None),
        )

    def _patience(self) -> Patience:
        entry, usual = self.top.at("patience"), Patience()
        refuse_other_keys(entry, ("turns", "silence"), "patience")
        turns = entry.at("turns").whole(usual.turns)
        if turns < 1:
            entry.at("turns").refuse(f"patience.turns is {turns}.", "Write 1 or more.")
        return Patience(turns=turns, silence=read_duration(entry.at("silence"), usual.silence))

    def _lines(self) -> tuple[Line, ...]:
        read = (read_line(entry, self.text) for entry in self.top.at("lines").entries())
        return tuple(line for line in read if line is not None)

    def _refuse_contradictions(self, profile: CallerProfile) -> None:
        present = self.top.mapping()
        scripted = self.top.at("lines").present
        for key in _OF_A_GOAL if scripted else ():
            if key in present:
                message = f"a caller with `lines` says just these, so `{key}` does nothing."
                self.top.at(key).refuse(message, f"Remove `{key}` or `lines`.")
        if not scripted and not profile.wants and not profile.opening:
            self.top.refuse("the caller wants nothing.", "Write `wants: to book a table`, an `opening`, or `lines`.")
        if scripted and self.top.at("lines").value == []:
            self.top.at("lines").refuse("lines is empty.", "Write what the caller says, one line a turn.")
        self._refuse_odd_facts(profile)

    def _refuse_odd_facts(self, profile: CallerProfile) -> None:
        if profile.persona is not None or profile.knows_everything:
            return
        known = topics_of(tuple(profile.knows))[: len(profile.knows)]
        for position, name in enumerate(profile.volunteers):
            if name != EVERYTHING and topic_named(name, known) is None:
                message = f"the caller volunteers `{name}`, which it does not know."
                self._at("volunteers", position).refuse(message, did_you_mean(name, profile.knows))
        for position, name in enumerate(profile.lacks):
            if topic_named(name, known) is not None:
                message = f"the caller lacks `{name}`, which it knows."
                self._at("lacks", position).refuse(message, "Take it out of `lacks` or of `knows`.")

    def _at(self, key: str, position: int) -> Entry:
        return Entry(self.top.document, self.top.problems, (key, position))
