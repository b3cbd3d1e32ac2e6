"""The same decisions at a prompt: one proposal after the other, a letter and Enter for each; works from a pipe too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.errors import KGError
from kg.findings import Finding, Severity, printable
from kg.model import Source, Span
from kg.reviewing.completion import complete
from kg.reviewing.line import SETTINGS, Line, NewEntity, from_saying, squeeze, to_object
from kg.reviewing.second import AGREES, DIFFERS, SecondReading
from kg.reviewing.session import PENDING, Outcome, Session

HELP = """\
a  accept (with what it needs: a status, a speaker)     e  edit, then accept
r  reject: it is not proposed again                     l  link an entity to another one
s  skip: decide later                                   b  back to the one before
n  add a claim of your own                              u  undo
c  change a claim of the file, or take it out           q  leave; everything is saved
S  accept all that is sure in this sentence"""
SECOND_HELP = "a  agree    r  differ, and say what    s  skip    b  back    u  undo    q  leave; everything is saved"
_EDIT_HELP = "Write key=value, Enter saves, . cancels. Keys: subject predicate object quote sentence"
_NEW_HELP = "A thing nobody knows: new=name|Type|label|words of the text for it"
Ask = Callable[[str], str]


class Prompt:
    """What both kinds of reading share: the console, and asking until the input ends."""

    def __init__(self, console: Console, ask: Ask) -> None:
        self.console, self.ask = console, ask

    def say(self, words: str, style: str = "") -> None:
        """One paragraph, as far in as its first line; no word of it is markup."""
        inside = len(words) - len(words.lstrip(" "))
        text = Text(printable(words[inside:]), style=style)
        self.console.print(Padding(text, (0, 0, 0, inside), expand=False) if inside else text)

    def show_error(self, error: KGError) -> None:
        """A mistake in words, with what to do."""
        self.say(str(error), "red")

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """New findings; open stretches aside, which are for the whole text."""
        for finding in findings:
            if finding.code != "W070":
                style = "red" if finding.severity is Severity.ERROR else "yellow"
                near = f" (nearest: {finding.nearest})" if finding.nearest else ""
                self.say(f"{finding.code} {finding.title}: {finding.found}{near}", style)
                self.say(f"  {finding.do}", "dim")

    def show_words(self, source: Source, spans: tuple[Span, ...], number: int) -> None:
        """The sentence with the quoted words marked."""
        sentence = next((s for s in source.sentences if s.number == number), None)
        if sentence is None:
            return
        text = Text(printable(source.words(sentence.span)))
        if len(text) == sentence.span.end - sentence.span.start:
            for span in spans:
                text.stylize("bold underline", span.start - sentence.span.start, span.end - sentence.span.start)
        self.console.print(Padding(text, (0, 0, 0, 2), expand=False))


class TerminalReview(Prompt):
    """A review at a prompt."""

    def __init__(self, session: Session, console: Console, ask: Ask) -> None:
        super().__init__(console, ask)
        self.session = session

    def run(self) -> None:
        """Walk through the proposals until all are decided, the person leaves, or the input ends."""
        at = 0
        while True:
            pending = [n for n, state in self.session.states().items() if state == PENDING and n > 0]
            at = max(0, min(at, len(pending) - 1))
            if not pending:
                self.say("Everything is decided.", "bold")
            else:
                self._show(pending[at], len(pending))
            try:
                key = self.ask("a e r l s b n c u S ? q > " if pending else "n c u ? q > ").strip()
            except EOFError:
                return
            if key == "q":
                return
            at = self._decide(key, pending[at] if pending else None, at)

    def _decide(self, key: str, number: int | None, at: int) -> int:
        steps = {"s": 1, "b": -1, "": 0}
        if key in steps:
            return at + steps[key]
        acts: dict[str, Callable[[int], None]] = {
            "a": self._accept, "e": self._edit, "r": self._reject, "l": self._link, "S": self._accept_sure,
        }  # fmt: skip
        try:
            if key == "u":
                self.say(f"undone: {self.session.undo()}")
            elif key == "n":
                self._add()
            elif key == "c":
                self._change()
            elif key in acts and number is not None:
                acts[key](number)
            else:
                self.say(HELP)
        except KGError as error:
            self.show_error(error)
        except EOFError:
            self.say("not saved: the input ended", "red")
        return at

    def _show(self, number: int, left: int) -> None:
        offer, line = self.session.offer(number), self.session.line_of(number)
        placed = self.session.placed[number]
        sure = f" · confidence {offer.confidence:.2f}" if offer.confidence is not None else ""
        seldom = f" (fired {offer.firings} times on the development data)" if offer.firings else ""
        self.console.print()
        sentence = f"sentence {placed.sentence} · " if placed else ""
        self.say(f"{left} to decide · {sentence}rule {offer.rule or 'none'}{seldom}{sure}", "dim")
        if placed:
            self.show_words(self.session.ground.source, placed.spans, placed.sentence)
        self._show_line(line)
        outcome = self.session.preview([line])
        self._show_outcome(outcome)

    def _show_line(self, line: Line) -> None:
        obj = to_object(line.obj, is_words=True) if line.is_words else self._label(line.obj)
        self.say(f"{self._label(line.subject)} — {line.predicate} — {obj}", "bold")
        new = [name for name in line.names if not self.session.gated.find(name) and self._described(name)]
        for name in new:
            self.say(f"  new: {self._described(name)}", "magenta")
        told = [f"{key}: {words}" for key, words in line.settings]
        told += [f"{end} bound by {reason}" for end, reason in line.because]
        if told:
            self.say("  " + " · ".join(told), "dim")

    def _show_outcome(self, outcome: Outcome) -> None:
        self.show_findings(outcome.findings)
        if not outcome.passes and outcome.is_settled:
            helps = "; ".join(self.session.line_of(number).say for number in outcome.helps)
            self.say(f"It passes together with: {helps}", "cyan")
        elif outcome.needs:
            lacks = "; ".join(f"{'… ' if n.is_inverse else n.name + ' '}{n.predicate}" for n in outcome.needs)
            self.say(f"Nothing proposes what it lacks: {lacks} (n adds it)", "cyan")

    def _label(self, name: str) -> str:
        drafted = self.session.drafted.entities.get(name) or self.session.drafted.quotations.get(name)
        return self.session.gated.label(name) or (drafted.label if drafted else "") or name

    def _described(self, name: str) -> str:
        entity = self.session.drafted.entities.get(name)
        return f"{name} ({entity.type}): {entity.label}" if entity and entity.type else ""

    def _accept(self, number: int) -> None:
        outcome = self.session.preview([self.session.line_of(number)])
        helps = outcome.helps if outcome.is_settled else ()
        self._tell(self.session.accept([number, *helps]), "accepted")

    def _reject(self, number: int) -> None:
        self.session.reject([number])
        self.say(f"rejected: {self.session.offer(number).line.say}", "yellow")

    def _accept_sure(self, number: int) -> None:
        least = self.ask("confidence at least [0.9] > ").strip() or "0.9"
        try:
            outcome, taken = self.session.accept_sure(self.session.sentences()[number], float(least))
        except ValueError:
            self.say("not a number", "red")
            return
        self.say(f"accepted {len(taken)} of this sentence", "green")
        self.show_findings(() if outcome.is_written else outcome.findings)

    def _link(self, number: int) -> None:
        line = self.session.line_of(number)
        names = [line.subject] if line.is_words else [line.subject, line.obj]
        for count, name in enumerate(names, start=1):
            self.say(f"{count}  {self._label(name)}")
        which = self.ask("which one > ").strip()
        if which not in ("1", "2")[: len(names)]:
            return
        name = names[int(which) - 1]
        sought = self.ask("is (words, or a name) > ").strip() or self._label(name)
        found = [one for one in complete(self.session, sought) if one["name"] != name][:9]
        for count, one in enumerate(found, start=1):
            self.say(f"{count}  {one['label']} · {one['type']} · {one['from']} · {one['name']}")
        chosen = self.ask("number or name (Enter: none) > ").strip()
        if chosen:
            to = found[int(chosen) - 1]["name"] if chosen.isdecimal() and 0 < int(chosen) <= len(found) else chosen
            self._tell(self.session.link(name, to), f"linked: {name} is {to}")

    def _edit(self, number: int) -> None:
        line = self.session.line_of(number)
        edited = self._ask_line(line)
        if edited is not None:
            line, entities, helps = edited
            self._tell(self.session.edit(number, line, entities, helps), "saved")

    def _add(self) -> None:
        edited = self._ask_line(Line("", "", "", ()))
        if edited is not None:
            line, entities, helps = edited
            self._tell(self.session.add(line, entities, helps), "added")

    def _change(self) -> None:
        sought = self.ask("words of the claim > ").strip().lower()
        written = {saying.place: from_saying(saying) for saying in self.session.gated.file.sayings}
        found = [(claim.name, written[claim.place]) for claim in self.session.gated.claims]
        found = [(name, line) for name, line in found if sought in f"{line.say} {' '.join(line.quotes)}".lower()][:9]
        for count, (_, line) in enumerate(found, start=1):
            self.say(f"{count}  {line.say}")
        chosen = self.ask("number (Enter: none) > ").strip()
        if not chosen.isdecimal() or not 0 < int(chosen) <= len(found):
            return
        name, line = found[int(chosen) - 1]
        if self.ask("e change it, t take it out > ").strip() == "t":
            self._tell(self.session.take_out(name), "taken out")
        elif (edited := self._ask_line(line, instead_of=name)) is not None:
            self._tell(self.session.change(name, *edited), "changed")

    def _ask_line(self, line: Line, *, instead_of: str = "") -> tuple[Line, list[NewEntity], tuple[int, ...]] | None:
        """The line as it is written down key by key, with new things and what it needs; None where it is given up."""
        entities: list[NewEntity] = []
        outcome = Outcome(())
        self.say(f"{_EDIT_HELP} {' '.join(SETTINGS)} because-subject because-object.\n{_NEW_HELP}", "dim")
        while True:
            self._show_line(line)
            for quote in line.quotes:
                self.say(f"  “{quote}”")
            if line.subject and line.predicate and line.obj and line.quotes:
                outcome = self.session.preview([line], entities, instead_of=instead_of)
                self._show_outcome(outcome)
            given = self.ask("key=value > ").strip()
            if given == ".":
                return None
            if not given:
                return line, entities, outcome.helps if outcome.is_settled else ()
            key, _, words = given.partition("=")
            if key.strip() == "new":
                entities.append(_to_entity(words))
            else:
                line = self._changed(line, key.strip(), squeeze(words))

    def _changed(self, line: Line, key: str, words: str) -> Line:
        if key == "subject":
            return replace(line, subject=words)
        if key in ("predicate", "object"):
            predicate = words if key == "predicate" else line.predicate
            known = self.session.ground.vocabulary.sayable.get(predicate)
            obj = line.obj if key == "predicate" else words
            return replace(line, predicate=predicate, obj=obj, is_words=bool(known and known.takes_words))
        if key == "quote":
            return replace(line, quotes=tuple(q for part in words.split("…") if (q := squeeze(part))), sentence="")
        if key == "sentence":
            return replace(line, sentence=words)
        if key.startswith("because-"):
            others = tuple(pair for pair in line.because if pair[0] != key.removeprefix("because-"))
            return replace(line, because=(*others, *([(key.removeprefix("because-"), words)] if words else [])))
        if key in SETTINGS:
            others = tuple(pair for pair in line.settings if pair[0] != key)
            return replace(line, settings=(*others, *([(key, words)] if words else [])))
        self.say(f"no key {key!r}", "red")
        return line

    def _tell(self, outcome: Outcome, done: str) -> None:
        if outcome.is_written:
            self.say(done, "green")
        else:
            self.say("not saved", "red")
            self.show_findings(outcome.findings)


class TerminalSecond(Prompt):
    """A second reading at a prompt."""

    def __init__(self, reading: SecondReading, console: Console, ask: Ask) -> None:
        super().__init__(console, ask)
        self.reading = reading

    def run(self) -> None:
        """Walk through the claims that have no verdict yet."""
        at = 0
        while True:
            verdicts = self.reading.verdicts()
            left = [claim for claim in self.reading.claims if claim.name not in verdicts]
            at = max(0, min(at, len(left) - 1))
            if left:
                self.console.print()
                self.say(f"{len(left)} to read · sentence {left[at].sentence}", "dim")
                self.show_words(self.reading.gated.ground.source, left[at].spans, left[at].sentence)
                self.say(self.reading.says(left[at]), "bold")
            else:
                self.say("Every claim is read.", "bold")
            try:
                key = self.ask("a r s b u ? q > ").strip()
                if key == "q":
                    return
                at = self._decide(key, left[at].name if left else "", at)
            except EOFError:
                return

    def _decide(self, key: str, name: str, at: int) -> int:
        steps = {"s": 1, "b": -1, "": 0}
        try:
            if key in steps:
                return at + steps[key]
            if key == "u":
                self.say(f"undone: {self.reading.store.undo()}")
            elif key == "a" and name:
                self.reading.judge(name, AGREES)
            elif key == "r" and name:
                self.reading.judge(name, DIFFERS, self.ask("what do the words say instead > "))
            else:
                self.say(SECOND_HELP)
        except KGError as error:
            self.show_error(error)
        return at


def lines_of(stream: Iterator[str], console: Console) -> Ask:
    """Asks by taking the next line of a stream, such as a pipe; raises `EOFError` at its end."""

    def ask(prompt: str) -> str:
        given = next(stream, None)
        console.print(Text(printable(prompt + (given or "").rstrip("\n"))))
        if given is None:
            raise EOFError
        return given

    return ask


def _to_entity(words: str) -> NewEntity:
    name, kind, label, *mentions = [*(squeeze(part) for part in words.split("|")), "", "", ""][
        : max(3, words.count("|") + 1)
    ]
    return NewEntity(name, kind, label, mentions=tuple(words for words in mentions if words))
