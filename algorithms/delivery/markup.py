"""HTML that cannot be broken by data: every text is escaped unless it is markup made here."""

from __future__ import annotations

import html
import re
from typing import Iterable, Union

# Characters no XML or HTML text may hold: controls, half surrogate pairs, non-characters (XML 1.0, 2.2).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Markup(str):
    """A text that is HTML already."""


Content = Union[str, Markup, Iterable[Union[str, Markup]]]


def clean(text: str) -> str:
    """Return a text with the replacement character for what no document may hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def escaped(text: str) -> Markup:
    """Return a text as HTML; markup stays as it is."""
    return text if isinstance(text, Markup) else Markup(html.escape(clean(text)))


def joined(content: Content) -> Markup:
    """Return one or several contents as HTML, one after the other."""
    if isinstance(content, str):
        return escaped(content)
    return Markup("".join([escaped(part) for part in content]))


def element(name: str, content: Content = "", **attributes: str) -> Markup:
    """Return an element around its content.

    :param attributes: values are escaped; ``class_`` and ``id_`` stand for ``class`` and ``id``
    """
    written = "".join(
        f' {key.rstrip("_")}="{escaped(str(value))}"' for key, value in attributes.items() if value != ""
    )
    return Markup(f"<{name}{written}>{joined(content)}</{name}>")


_LONGEST_WORD = 28


def _cell(content: Content, class_: str) -> Markup:
    """Return a table cell; only one with a word too long for its column may break inside words."""
    text = content if isinstance(content, str) else ""
    if not isinstance(text, Markup) and any(len(word) > _LONGEST_WORD for word in text.split()):
        class_ = f"{class_} long".strip()
    return element("td", content, class_=class_)


def table(head: Iterable[Content], rows: Iterable[Iterable[Content]], classes: Iterable[str]) -> Markup:
    """Return a table whose head repeats on every printed page.

    :param classes: a class for each column, empty for none
    """
    columns = list(classes)
    heading = element(
        "thead", element("tr", [element("th", cell, class_=c) for cell, c in zip(head, columns)])
    )
    body = [element("tr", [_cell(cell, c) for cell, c in zip(row, columns)]) + "\n" for row in rows]
    return element("table", [heading, Markup("\n"), element("tbody", [Markup(row) for row in body])])
