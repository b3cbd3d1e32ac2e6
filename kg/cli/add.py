"""`kg add`: a file becomes a statement, or renews one."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.claims.file import KINDS, LICENCES
from kg.cli.shared import say
from kg.errors import UsageError
from kg.project import find_project
from kg.sources.ingest.found import FORMATS

if TYPE_CHECKING:
    from kg.adding.carried import Carried
    from kg.adding.entry import Entry, Given, Value
    from kg.project import Project
    from kg.register import Register
    from kg.sources.ingest.found import Found
    from kg.vocabulary import Vocabulary


@click.command("add")
@click.argument("file", metavar="FILE")
@click.option("--id", "name", default="", help="The statement's id, its folder's name (made of title and year).")
@click.option("--title", default="", help="Its title (proposed by the file).")
@click.option("--issued", default="", help="Its day: YYYY-MM-DD, YYYY-MM or YYYY (proposed by the file).")
@click.option("--publisher", default="", help="Who published it: a name of the register, or how the body is called.")
@click.option("--url", default="", help="The address that it was taken from; nothing is fetched.")
@click.option("--kind", default="", type=click.Choice(["", *KINDS]), metavar="KIND", help=f"{', '.join(KINDS)}.")
@click.option("--language", default="", help="The language of the text, such as en or fr.")
@click.option("--licence", "--rights", "licence", default="", type=click.Choice(["", *LICENCES]), metavar="LICENCE",
              help=f"{', '.join(LICENCES)}.")  # fmt: skip
@click.option("--format", "form", default="", type=click.Choice(["", *FORMATS]), metavar="FORMAT",
              help=f"{', '.join(FORMATS)} (by suffix and content).")  # fmt: skip
@click.option("--encoding", default="", help="The encoding of a text or page that does not say its own.")
@click.option("--drop-invisible", is_flag=True, help="Take out characters that nobody sees, instead of refusing them.")
@click.option("--read-on", default="", help="The day on which you took the file (today).")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is sure; renew a statement that is there.")
def command(
    file: str, name: str, title: str, issued: str, publisher: str, url: str, kind: str, language: str, licence: str,
    form: str, encoding: str, drop_invisible: bool, read_on: str, yes: bool,
) -> None:  # fmt: skip
    """Take in a statement: FILE is .html, .pdf, .docx, .md or .txt, or `-` for standard input.

    The main text is frozen as source.txt, beside a claims file without claims. Title, day and publisher are what the
    file says of itself, or what you give; nothing is made up. With the id of a statement that is there, its text is
    renewed and the reviewed quotes are carried over: what moved or cannot be carried over is listed first.

    \b
    Example:
      kg add release.html
      kg add agreement.pdf --id tide-accord-2026 --issued 2026-03-02 --licence ogl-3.0
      pbpaste | kg add - --title "Joint statement on tides" --issued 2026-03-02
    """
    from kg.adding.entry import Given, check_given
    from kg.adding.new_statement import check_own

    project = find_project(Path.cwd())
    check_own(project)
    given = Given(name, title, issued, publisher, url, kind, language, licence)
    check_given(given)
    day = read_on or date.today().isoformat()
    content, found, shown = _read(file, form, encoding, drop_invisible)
    _show(found, shown)
    _take(project, given, found, content, shown, day, asks=not yes and file != "-" and _is_terminal(), yes=yes)


def _read(file: str, form: str, encoding: str, drop_invisible: bool) -> tuple[bytes, Found, str]:
    from kg.sources.ingest.formats import to_format
    from kg.sources.ingest.run import MAX_BYTES, limited, read_bytes, read_file

    if file == "-":
        shown, suffix = "standard input", ""
        content = limited(sys.stdin.buffer.read(MAX_BYTES + 1), shown)
    else:
        shown, suffix = Path(file).name, Path(file).suffix
        content = read_bytes(Path(file))
    form = to_format(content, suffix, form)
    return content, read_file(content, form, file, encoding=encoding, drop_invisible=drop_invisible), shown


def _show(found: Found, shown: str) -> None:
    from kg.sources.sentences import split_sentences

    blocks, words = found.text.count("\n\n") + 1, len(found.text.split())
    sentences = len(split_sentences(found.text))
    say(f"{shown}: {found.form}, {blocks} paragraphs, {sentences} sentences, {words} words")
    for remark in found.remarks:
        _row("", remark)


def _row(name: str, words: str) -> None:
    from textwrap import fill

    say(fill(words, 80, initial_indent=f"  {name:<11}", subsequent_indent=" " * 13, break_long_words=False,
             break_on_hyphens=False))  # fmt: skip


def _take(
    project: Project, given: Given, found: Found, content: bytes, shown: str, day: str, *, asks: bool, yes: bool
) -> None:
    from kg.adding.entry import propose, to_entry
    from kg.adding.new_statement import add_statement, statement_folder
    from kg.register import read_register
    from kg.vocabulary import read_vocabulary

    vocabulary = read_vocabulary(project.ontology_folder)
    register, _ = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    known = (register, vocabulary)
    if given.id and statement_folder(project, given.id).exists():
        _renew(project, given, found, content, day, known, asks=asks, yes=yes)
        return
    values = propose(found, given)
    if asks:
        values = _ask(found, values)
    entry = to_entry(values, given, found, *known)
    if statement_folder(project, entry.id).exists():
        do = f"--id {entry.id} renews it; any other --id makes another statement"
        raise UsageError(f"there is a statement {entry.id} already", do=do)
    _show_entry(entry, found, values)
    folder = add_statement(project, entry, found, content, shown, day)
    _row("wrote", f"{project.show(folder)}/source.txt, claims.yaml")
    _row("next", f"kg draft {entry.id}, then kg review {entry.id}")
    click.echo(entry.id)


def _renew(
    project: Project, given: Given, found: Found, content: bytes, day: str, known: tuple[Register, Vocabulary], *,
    asks: bool, yes: bool,
) -> None:  # fmt: skip
    """Renews the text of a statement that is there, its reviewed claims carried over, where the person says so."""
    from kg.adding.entry import check_nothing_but_id
    from kg.adding.renew import carry_over, is_same_text, told_otherwise, write_renewed

    check_nothing_but_id(given)
    folder = project.statements_folder / given.id
    if is_same_text(folder, found.text):
        say(f"{given.id} has this text already: nothing changed")
        click.echo(given.id)
        return
    carried = carry_over(project, given.id, found.text, day, *known)
    _show_carried(carried)
    for row in told_otherwise(carried.claims, found):
        _row("also", row)
    if not (click.confirm("  write it?", err=True) if asks else yes):
        say("nothing is written: look at the list, then give --yes")
        raise SystemExit(1)
    write_renewed(folder, carried, found, content, day)
    _row("wrote", f"{project.show(folder)}/source.txt, claims.yaml")
    if (folder / "draft.yaml").exists() or not carried.is_whole:
        _row("next", f"kg draft {given.id}, then kg review {given.id}: what is new or orphaned is to be read")
    click.echo(given.id)


def _show_carried(carried: Carried) -> None:
    """What is carried over as it was, what in other signs, what moved; then one by one what is lost."""
    from kg.adding.carried import moves

    kept = carried.kept
    count = sum(one.sayings for one in kept)
    _row("the text", "has changed")
    _row("carried", f"over {count} claims, word for word")
    signs = sum(one.sayings for one in kept if one.is_rewritten)
    if signs:
        _row("", f"{signs} of them in other typographic signs, as the text has them now")
    touched = sorted({one.sentence for one in kept if one.is_touched})
    if touched:
        _row("", f"look again at sentences that changed around a quote: {', '.join(map(str, touched))}")
    if moved := moves(kept):
        _row("moved", f"sentences {'; '.join(moved)}")
    for words in carried.changed_speech:
        _row("speech", f"has changed, its speaker has not: {words}")
    for words in carried.added_mentions:
        _row("mention", f"added: {words}")
    for one in carried.lost:
        say("")
        say(str(one))
    for row in carried.to_mend:
        say("")
        say(f"to mend, in the new file: {row}")
    if carried.lost or carried.to_mend:
        say("")
        say(f"{len(carried.lost)} orphaned, put into comments; {len(carried.to_mend)} to mend (`kg check`)")


def _show_entry(entry: Entry, found: Found, values: dict[str, Value]) -> None:
    """What is recorded and where it comes from; what the file proposes besides."""
    from kg.adding.entry import suggestions

    for name in ("title", "issued", "publisher", "kind", "language", "address", "licence"):
        value = getattr(entry, name)
        shown = entry.declared if name == "publisher" and entry.declared else value.words
        if value.words:
            more = "; new, as this statement declares it" if name == "publisher" and entry.declared else ""
            _row(name, f"{shown} ({value.where}{more})")
    if not entry.publishes_text:
        _row("", "so the pages and graphs hold quotes only; --licence says otherwise")
    for proposal in suggestions(found, values):
        _row("also there", f"{proposal.field} {proposal.value} ({proposal.where}): not taken")


def _ask(found: Found, values: dict[str, Value]) -> dict[str, Value]:
    """The values as the person confirms them, one by one; a value that was given is not asked again."""
    from kg.adding.entry import BY_HAND, Value

    asked = dict(values)
    for name in ("title", "issued", "publisher", "kind", "licence"):
        value = values[name]
        if value.where == BY_HAND:
            continue
        offers = [Value(p.value, p.where) for p in found.offers(name)]
        default = value if value.words and name != "licence" else next(iter(offers), value)
        answer = click.prompt(f"  {name} ({default.where or 'not said'})", default=default.words, err=True).strip()
        if answer == default.words:
            asked[name] = Value(answer, f"{default.where}, confirmed" if answer else "")
        else:
            asked[name] = Value(answer, BY_HAND)
    return asked


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()
