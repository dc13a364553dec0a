#!/usr/bin/env python3
"""Brings ``i18n/landplan_toolbox_zh.ts`` up to date with the texts in the sources.

Translations that exist are kept, new texts come in unfinished (with the translation the same text has
in another context, as a proposal), texts that are gone are dropped. pylupdate5 cannot do this: it
overlooks every call with a keyword argument or a trailing comma.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Iterable
from xml.sax.saxutils import escape

from translation_sources import ROOT, texts

TS = ROOT / "i18n" / "landplan_toolbox_zh.ts"
Key = tuple[str, str]  # context, source text


def read(path: Path) -> dict[Key, tuple[str, bool]]:
    """Return the translations of a file by context and text, each with whether it is finished."""
    if not path.is_file():
        return {}
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            text = "" if translation is None else translation.text or ""
            finished = bool(text) and translation is not None and translation.get("type") is None
            found[context.findtext("name") or "", message.findtext("source") or ""] = (text, finished)
    return found


def merged(sources: Iterable[Key], known: dict[Key, tuple[str, bool]]) -> dict[Key, tuple[str, bool]]:
    """Return the translations of the texts that exist now."""
    elsewhere = {text: translation for (_, text), (translation, finished) in known.items() if finished}
    return {key: known.get(key, (elsewhere.get(key[1], ""), False)) for key in sorted(set(sources))}


def write(path: Path, translations: dict[Key, tuple[str, bool]]) -> None:
    """Write a file as Qt Linguist does, ordered by context and text, without line numbers."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", '<TS version="2.1" language="zh_CN">']
    current = None
    for (context, text), (translation, finished) in translations.items():
        if context != current:
            if current is not None:
                lines.append("</context>")
            lines += ["<context>", f"    <name>{_xml(context)}</name>"]
            current = context
        state = "" if finished else ' type="unfinished"'
        lines += [
            "    <message>",
            f"        <source>{_xml(text)}</source>",
            f"        <translation{state}>{_xml(translation)}</translation>",
            "    </message>",
        ]
    if current is not None:
        lines.append("</context>")
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([*lines, "</TS>", ""]), encoding="utf-8")


def _xml(text: str) -> str:
    return escape(text, {'"': "&quot;", "'": "&apos;"})


def main() -> int:
    """Update the file and say how much is left to translate."""
    found = texts()
    translations = merged([(text.context, text.text) for text in found if text.text], read(TS))
    write(TS, translations)
    left = sum(not finished for _, finished in translations.values())
    print(f"{TS.relative_to(ROOT)}: {len(translations)} texts, {left} to translate")
    wrong = [text.place for text in found if text.text is None]
    if wrong:
        print("These texts are no literals, so they cannot be translated:", *wrong, sep="\n  ", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
