"""HTML and SVG from plain calls. Words are escaped, markup is not: nothing from a file can become a tag by accident."""

from __future__ import annotations

from html import escape

_VOID = {"meta", "link", "img", "br", "hr", "rect", "path", "line", "circle", "polygon"}
_RENAMED = {"class_": "class", "for_": "for"}


class Markup(str):
    """Text that is HTML or SVG already, and is not escaped again."""

    __slots__ = ()


Content = str | Markup | None


def tag(name: str, /, *content: Content, **attributes: object) -> Markup:
    """An element. Attributes that are None or False are left out; `class_` is class, `aria_label` is aria-label.

    >>> tag("p", "2 < 3", class_="quiet")
    '<p class="quiet">2 &lt; 3</p>'
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))
    if name in _VOID:
        return Markup(f"<{name}{written}>" if name in ("meta", "link", "img", "br", "hr") else f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{join(*content)}</{name}>")


def join(*content: Content, by: str = "") -> Markup:
    """Pieces one after the other; plain strings are escaped, None is nothing."""
    pieces = (
        piece if isinstance(piece, Markup) else escape(piece, quote=False) for piece in content if piece is not None
    )
    return Markup(by.join(pieces))


def link(target: str, *content: Content) -> Markup:
    """A link."""
    return tag("a", *content, href=target)


def code(*content: Content) -> Markup:
    """A word of code."""
    return tag("code", *content)


def listing(source: str) -> Markup:
    """Lines of code, wrapped where they are too long for the page."""
    return tag("pre", tag("code", source.rstrip("\n") + "\n"))


def _attribute(key: str, value: object) -> str:
    name = _RENAMED.get(key, key.replace("_", "-"))
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
