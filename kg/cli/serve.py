"""`kg serve`: the graph as an endpoint, with its pages."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.shared import build_folder, current_project, say
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.project import Project
    from kg.serving.limits import Limits
    from kg.serving.pages import Site
    from kg.serving.server import Content, Source

_SHORTEST = 16


@click.command("serve")
@click.option(
    "--on", "files", multiple=True, type=click.Path(), metavar="FILE", help="Serve RDF files, not the project."
)
@click.option("--disk", is_flag=True, help="Ask the build's index on disk: slower, but a graph larger than memory.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--base-url", default="", metavar="URL", help="The address by which clients know the server.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Another name that the server goes by.")
@click.option("--allow-origin", "origins", multiple=True, metavar="ORIGIN", help="Whose pages may ask; * for any.")
@click.option("--writable", is_flag=True, help="Let whoever has the token change the graph, in memory.")
@click.option("--token-file", type=click.Path(), help="The file that holds the token; else KG_TOKEN.")
@click.option("--workers", type=click.IntRange(1, 256), help="Queries at a time; as many as processors.")
@click.option("--seconds", type=click.FloatRange(0.1, 3600), help="The longest that a query may run.  [default: 10]")
@click.option("--memory", type=click.IntRange(64), metavar="MIB", help="The most that a query may use.  [default: 512]")
@click.option("--patience", type=click.FloatRange(0.1, 600), help="How long a client may be silent.  [default: 10]")
@click.option("--max-body", type=click.IntRange(1), metavar="MIB", help="The largest upload.  [default: 32]")
@click.option("--max-result", type=click.IntRange(1), metavar="MIB", help="The largest answer.  [default: 64]")
def command(host: str, port: int, base_url: str, writable: bool, token_file: str | None, **options: Any) -> None:
    """Serve the graph: SPARQL at /sparql, graphs at /store, a query editor at /ask, pages at /.

    Only this machine can reach it unless --host says otherwise. What clients change with --writable lives in memory,
    until the server ends.

    \b
    Example:
      kg serve
      KG_TOKEN=$(openssl rand -hex 24) kg serve --writable
    """
    try:
        from kg.serving import server
        from kg.serving.guard import Policy
    except ImportError as error:
        raise UsageError(f"kg serve needs {error.name}", do="pip install 'communique[serve]'") from None
    if not hasattr(os, "fork"):
        raise UsageError("kg serve needs a system with fork", do="run it on Linux or macOS, or in WSL")
    token = _token(token_file) if writable else ""
    policy = Policy(_checked_url(base_url), _hosts(host, options["hosts"]), frozenset(options["origins"]), token)
    limits = _limits(options)
    if options["disk"] and (writable or options["files"]):
        raise UsageError("--disk only reads a build's index", do="leave --writable and --on away")
    if options["files"]:
        source = server.Source(partial(_files, options["files"], limits))
    else:
        source = _project_source(current_project(), limits, writable, options["disk"])
    sock = server.listen(host, port)
    bound = sock.getsockname()
    shown = f"[{bound[0]}]" if ":" in bound[0] else bound[0]
    how = "writable, in memory until it ends" if writable else "read-only"
    server.serve(sock, policy, limits, source, lambda: say(f"serving http://{shown}:{bound[1]}/ ({how})"))


def _project_source(project: Project, limits: Limits, writable: bool, disk: bool) -> Source:
    """The project's build as it is now, and each later one, unless clients may write into the graph."""
    from kg.build import MANIFEST
    from kg.serving.server import Source

    manifest = build_folder(project) / MANIFEST

    def mark() -> object:
        try:
            found = manifest.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    built = partial(_on_disk if disk else _built, project, limits)
    read = partial(_content, project, limits, built)
    return Source(read) if writable else Source(read, mark, built)


def _content(project: Project, limits: Limits, read: Callable[[], Content | None]) -> Content:
    """The files of a fresh build, or a build in memory."""
    from kg.build import build_in_memory, read_manifest, to_files
    from kg.files import recover
    from kg.serving.keeper import to_load

    folder = build_folder(project)
    recover(folder)
    built = read()
    if built:
        return built
    is_there = read_manifest(folder) is not None
    say(f"{'the build is out of date' if is_there else 'nothing is built yet'}: serving a build in memory")
    build = build_in_memory(project)
    files: dict[str, Callable[[], bytes]] = {name: partial(bytes, content) for name, content in to_files(build).items()}
    site = _site(project, files)
    return site, (to_load(site.prefixes, limits), _to_nquads(build.graph))


def _on_disk(project: Project, limits: Limits) -> Content:
    """The index of a fresh build. Raises `InputError` where it has none."""
    from kg.asking.disk import FROM_QUADS, index_path
    from kg.serving.keeper import to_load

    folder = build_folder(project)
    made = _fresh(project)
    if made:
        made_of = made["outputs"]["graph.trig"]["sha256"]
        if index_path(folder, made_of):
            site = _built_site(project, made)
            return site, (to_load(site.prefixes, limits, index=[str(folder), made_of]), b"")
    what = "there is no index on disk"
    raise InputError(what, where=str(folder), do=f"`kg build` makes one from {FROM_QUADS:,} quads upwards")


def _built(project: Project, limits: Limits) -> Content | None:
    """The files of a fresh build, or None where there is none."""
    from kg.serving.keeper import to_load

    made = _fresh(project)
    if made is None:
        return None
    site = _built_site(project, made)
    files = [str(build_folder(project) / name) for name in ("graph.ttl", "graph.trig")]
    return site, (to_load(site.prefixes, limits, files=files), b"")


def _fresh(project: Project) -> dict[str, Any] | None:
    """The manifest of a build of the whole project as it is now, or None."""
    from kg.build import is_fresh, read_manifest

    manifest = read_manifest(build_folder(project))
    if not manifest or not is_fresh(manifest, project, build_folder(project)):
        return None
    return manifest if sorted(manifest["statements"]) == project.statement_names else None


def _built_site(project: Project, manifest: dict[str, Any]) -> Site:
    from kg.serving.pages import build_files

    return _site(project, build_files(build_folder(project), list(manifest["outputs"])))


def _site(project: Project, files: dict[str, Callable[[], bytes]]) -> Site:
    from kg.asking.questions import read_questions
    from kg.serving.pages import Site
    from kg.vocabulary import read_prefixes

    questions = tuple(read_questions(project.ontology_folder / "questions"))
    prefixes = read_prefixes(project.ontology_folder / "context.jsonld")
    return Site("Communiqué" if project.is_shipped else project.root.name, files, questions, prefixes)


def _files(paths: tuple[str, ...], limits: Limits) -> Content:
    """A site of RDF files: no pages but those of things. Raises `InputError` for a file that cannot be read."""
    from kg.serving.keeper import to_load
    from kg.serving.pages import Site
    from kg.shipped import shipped_folder
    from kg.vocabulary import read_prefixes

    for path in paths:
        try:
            Path(path).open("rb").close()
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", where=path) from None
    prefixes = read_prefixes(shipped_folder() / "ontology" / "context.jsonld")
    site = Site(Path(paths[0]).name, {}, (), prefixes)
    return site, (to_load(prefixes, limits, files=[str(Path(path).resolve()) for path in paths]), b"")


def _to_nquads(graph: Any) -> bytes:
    import pyoxigraph as ox

    written = ox.serialize([*graph.merged, *graph.named], format=ox.RdfFormat.N_QUADS)
    assert written is not None
    return written


def _limits(options: dict[str, Any]) -> Limits:
    from kg.serving.limits import MIB, Limits

    given = {name: options[name] for name in ("workers", "seconds", "patience")}
    sizes = {"memory": options["memory"], "body": options["max_body"], "result": options["max_result"]}
    given |= {name: size and size * MIB for name, size in sizes.items()}
    return Limits(**{name: value for name, value in given.items() if value is not None})


def _hosts(host: str, named: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.lower().rstrip(".") for name in (*named, host) if name)


def _checked_url(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise UsageError(f"not the address of a server: {url}", do="give https://name or http://name")
    return url.rstrip("/")


def _token(path: str | None) -> str:
    """The token from the file or from KG_TOKEN. Raises `UsageError` for none, or a short one."""
    if path:
        try:
            token = Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError("the token cannot be read", where=path, do=str(error)) from None
    else:
        token = os.environ.get("KG_TOKEN", "").strip()
    if len(token) < _SHORTEST or not token.isascii() or not token.isprintable():
        what = f"--writable needs a token of {_SHORTEST} characters or more"
        raise UsageError(what, do="set KG_TOKEN or give --token-file; `openssl rand -hex 24` makes one")
    return token
