"""Every text a user may read has a Chinese translation with the same placeholders."""

from __future__ import annotations

import re
import string
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import translatable
from translation_sources import classes_whose_texts_lose_their_context, source_files, texts
from update_translations import merged, read, write

ROOT = Path(__file__).resolve().parent.parent
TS = ROOT / "i18n" / "landplan_toolbox_zh.ts"


@pytest.fixture(scope="module")
def translations():
    """Finished translations by (context, source)."""
    found = {}
    for context in ElementTree.parse(TS).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation.get("type") is None and (translation.text or "").strip():
                found[context.findtext("name"), message.findtext("source")] = translation.text
    return found


def placeholders(text):
    """Return the placeholders of a text, with their format."""
    return sorted(f"{name}:{form}" for _, name, form, _ in string.Formatter().parse(text) if name is not None)


def test_texts_are_literals():
    assert [text.place for text in texts() if text.text is None] == []


def test_texts_of_a_class_are_found_at_run_time():
    assert classes_whose_texts_lose_their_context() == []


def test_placeholders_are_names():
    bad = [text.place for text in texts()
           if text.text and any(not re.match("[a-z_]+:", name) for name in placeholders(text.text))]
    assert bad == []


def test_every_text_is_translated(translations):
    missing = sorted({f"{text.place}: {text.context}: {text.text}" for text in texts()
                      if text.text and (text.context, text.text) not in translations})
    assert missing == []


def test_translations_keep_the_placeholders(translations):
    wrong = [f"{context}: {source}" for (context, source), text in translations.items()
             if placeholders(source) != placeholders(text)]
    assert wrong == []


def test_translations_are_chinese(translations):
    known = ("GeoPackage", "HTML", "XLSX", "YAML", "CRS", "QGIS")  # names that stay
    untranslated = [f"{context}: {source}" for (context, source), text in translations.items()
                    if not re.search("[一-龥]", text) and re.search("[A-Za-z]{3}", source) and source not in known
                    and not re.fullmatch(r"(\{\w+\}|[\W\d])*", source)]
    assert untranslated == []


def test_nothing_is_translated_that_the_sources_do_not_say(translations):
    assert set(translations) - {(text.context, text.text) for text in texts()} == set()


def test_the_qt_tools_find_no_text_that_is_overlooked(tmp_path):
    """pylupdate5 finds fewer texts than there are, but it finds them its own way."""
    command = ["pylupdate5", "-noobsolete", "-translate-function", "translatable", "-tr-function", "_tr"]
    subprocess.run([*command, *map(str, source_files()), "-ts", str(tmp_path / "all.ts")], check=True,
                   capture_output=True)
    found = {(context.findtext("name"), message.findtext("source"))
             for context in ElementTree.parse(tmp_path / "all.ts").getroot().iter("context")
             for message in context.iter("message")}
    assert len(found) > 100
    assert found - {(text.context, text.text) for text in texts()} == set()


def test_updating_keeps_what_is_translated(tmp_path):
    path = tmp_path / "zh.ts"
    known = {("A", 'say "<{x}>" & go'): ("说“<{x}>”&去", True), ("A", "gone"): ("没了", True), ("B", "new"): ("", False)}
    write(path, known)
    assert read(path) == known
    now = merged([("A", 'say "<{x}>" & go'), ("C", "gone"), ("B", "new")], read(path))
    assert now == {("A", 'say "<{x}>" & go'): ("说“<{x}>”&去", True), ("B", "new"): ("", False),
                   ("C", "gone"): ("没了", False)}


def test_the_chinese_file_is_built_and_used():
    subprocess.run([str(ROOT / "scripts" / "i18n.sh"), "release"], check=True)
    message = translatable("RulePack", "The file is missing.")
    assert Language("en").render(message) == "The file is missing."
    assert re.search("[一-龥]", Language("zh").render(message))
