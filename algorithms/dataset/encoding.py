"""Which character encoding a shapefile is in, decided by its bytes rather than by what it says."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from ..message import Message, translatable
from .dbf import DbfHeader, foreign_texts

UTF8 = "UTF-8"
CHINESE = "GB18030"  # contains GBK (code page 936) and GB 2312
LATIN = "ISO-8859-1"

# Language driver ids of DBF files (ESRI's list): id → Python codec.
_LANGUAGE_DRIVERS = {
    0x01: "cp437",
    0x02: "cp850",
    0x03: "cp1252",
    0x13: "cp932",
    0x26: "cp866",
    0x4D: "cp936",
    0x4E: "cp949",
    0x4F: "cp950",
    0x57: "cp1252",
    0x58: "cp1252",
    0x59: "cp1252",
    0x78: "cp950",
    0x79: "cp949",
    0x7A: "cp936",
    0x7B: "cp932",
    0xC8: "cp1250",
    0xC9: "cp1251",
}
_CHINESE_CODECS = ("gb18030", "gbk", "gb2312", "cp936")
_EAST_ASIAN_CODECS = ("big5", "cp950", "big5hkscs", "cp932", "shift_jis", "euc_jp", "cp949", "euc_kr")
# GBK text of so many characters is practically never valid UTF-8 by accident.
_CERTAIN_CHARACTERS = 4
# With fewer broken texts than one in ten the file is in that encoding and some values are damaged.
_DAMAGED_SHARE = 0.1
_MAX_TEXTS = 200_000


@dataclass(frozen=True)
class Encoding:
    """The encoding to read a shapefile with, and what a person should know about it."""

    name: str
    note: Optional[Message] = None


@dataclass
class _Evidence:
    """How well the texts agree with UTF-8 and with the Chinese code page."""

    total: int = 0
    broken_utf8: int = 0
    broken_chinese: int = 0
    common_chinese: int = 0  # texts made of GB 2312 characters, which Western text practically never is
    utf8_characters: int = 0  # characters beyond U+07FF, which Chinese text has and accidents have not


def shapefile_encoding(header: DbfHeader, code_page: Optional[str]) -> Encoding:
    """Decide the encoding of a shapefile.

    Bytes that are valid UTF-8 are UTF-8, else those that are valid GB 18030 are GB 18030 (contains GBK);
    what the .cpg file or the language driver id says is followed where the bytes allow it. A note is
    given where the declaration is wrong or where texts fit no encoding.

    :param header: header of its DBF file
    :param code_page: content of its .cpg file, None when it has none
    :raises OSError: when the file cannot be read
    """
    declared = _declared(header, code_page)
    texts = []
    for text, may_be_cut in foreign_texts(header):
        texts.append((text, may_be_cut))
        if len(texts) >= _MAX_TEXTS:
            break
    if not texts:
        return Encoding(_gdal_name(declared) if declared else UTF8)
    file = header.path.name
    evidence = _weigh(texts)
    if declared and _family(declared) not in (UTF8, CHINESE) and _is_believable(declared, texts, evidence):
        return Encoding(_gdal_name(declared))
    detected = _detected(evidence, _family(declared) if declared else None)
    if detected is None:
        fallback = _gdal_name(declared) if declared and _family(declared) not in (UTF8, CHINESE) else LATIN
        return Encoding(
            fallback,
            translatable(
                "Dataset",
                "The texts of {file} are neither valid UTF-8 nor valid GBK; they were read as "
                "{encoding} and may "
                "be wrong. Export the shapefile again with a known encoding.",
                file=file,
                encoding=fallback,
            ),
        )
    broken = evidence.broken_utf8 if detected == UTF8 else evidence.broken_chinese
    if broken:
        return Encoding(
            detected,
            translatable(
                "Dataset",
                "{count} of {total} different texts of {file} are not valid {encoding} and show "
                "wrong characters. "
                "Correct these values and export the shapefile again.",
                count=broken,
                total=evidence.total,
                file=file,
                encoding=shown_name(detected),
            ),
        )
    return Encoding(detected, _note(file, detected, declared, code_page))


def _note(file: str, detected: str, declared: Optional[str], code_page: Optional[str]) -> Optional[Message]:
    if declared is not None and _family(declared) == detected:
        return None
    if code_page is not None:
        return translatable(
            "Dataset",
            "The .cpg file of {file} says {declared}, but its texts are {encoding}; they were read "
            "as {encoding}. "
            "Correct the .cpg file.",
            file=file,
            declared=code_page.strip(),
            encoding=shown_name(detected),
        )
    if declared is not None:
        return translatable(
            "Dataset",
            "{file} declares code page {declared}, but its texts are {encoding}; they were read as "
            "{encoding}. "
            "Add a .cpg file that says {encoding}.",
            file=file,
            declared=declared,
            encoding=shown_name(detected),
        )
    return translatable(
        "Dataset",
        "{file} does not say which encoding its texts are in; they were read as {encoding}. Add a "
        ".cpg file that "
        "says {encoding}.",
        file=file,
        encoding=shown_name(detected),
    )


def _declared(header: DbfHeader, code_page: Optional[str]) -> Optional[str]:
    """Return the Python codec that the .cpg file, or else the language driver id, stands for."""
    if code_page is not None:
        return _codec(code_page)
    return _LANGUAGE_DRIVERS.get(header.language)


def _codec(code_page: str) -> Optional[str]:
    text = code_page.strip().strip("\ufeff").lower()
    words = [
        text,
        f"cp{text}",
        text.replace("ansi", "cp").replace(" ", ""),
        text.replace("oem", "cp").replace(" ", ""),
    ]
    if text.isdigit() and text.startswith("8859") and len(text) > 4:  # 88591 = ISO 8859-1
        words.insert(0, f"iso8859-{text[4:]}")
    for word in words:
        try:
            return codecs.lookup(word).name
        except LookupError:
            continue
    return None


def _family(codec: str) -> str:
    name = codecs.lookup(codec).name
    if name in ("utf-8", "ascii"):
        return UTF8
    return CHINESE if name in _CHINESE_CODECS else name


def _gdal_name(codec: str) -> str:
    """Return the name GDAL and iconv know an encoding by."""
    family = _family(codec)
    if family in (UTF8, CHINESE):
        return family
    if family.startswith("iso8859"):
        return "ISO-8859-" + family.split("-")[-1]
    return family.upper()


def same_encoding(one: str, other: str) -> bool:
    """Return True when two names stand for the same encoding (GBK and GB 18030 count as the same)."""
    codecs_found = [_codec(one), _codec(other)]
    return None not in codecs_found and len({_family(codec) for codec in codecs_found if codec}) == 1


def shown_name(encoding: str) -> str:
    """Return the name of an encoding that people know: GBK for GB 18030."""
    return "GBK" if encoding == CHINESE else encoding


def _weigh(texts: list[tuple[bytes, bool]]) -> _Evidence:
    evidence = _Evidence(total=len(texts))
    for text, cut in texts:
        decoded = _decoded(text, "utf-8", cut)
        if decoded is None:
            evidence.broken_utf8 += 1
        else:
            evidence.utf8_characters += sum(character > "\u07ff" for character in decoded)
        evidence.broken_chinese += _decoded(text, "gb18030", cut) is None
        evidence.common_chinese += _decoded(text, "gb2312", cut) is not None
    return evidence


def _detected(evidence: _Evidence, declared: Optional[str]) -> Optional[str]:
    if not evidence.broken_utf8:
        if evidence.broken_chinese or declared == UTF8 or evidence.utf8_characters >= _CERTAIN_CHARACTERS:
            return UTF8
        # so few characters fit both: the declaration decides, else whether they are Chinese as UTF-8
        if declared == CHINESE:
            return CHINESE
        return UTF8 if evidence.utf8_characters else CHINESE
    if not evidence.broken_chinese:
        return CHINESE
    fewest = min(evidence.broken_utf8, evidence.broken_chinese)
    if fewest <= _DAMAGED_SHARE * evidence.total:
        return UTF8 if evidence.broken_utf8 < evidence.broken_chinese else CHINESE
    return None


def _is_believable(declared: str, texts: list[tuple[bytes, bool]], evidence: _Evidence) -> bool:
    """Return True when a declaration other than UTF-8 and GBK agrees with the bytes.

    Western code pages accept any byte, so they are believed only where the texts look like nothing else.
    """
    if any(_decoded(text, declared, cut) is None for text, cut in texts):
        return False
    if _family(declared) in _EAST_ASIAN_CODECS:
        return True
    is_chinese = not evidence.broken_chinese and 2 * evidence.common_chinese > evidence.total
    return evidence.broken_utf8 > 0 and not is_chinese


def _decoded(text: bytes, codec: str, cut: bool) -> Optional[str]:
    """Decode a text, forgiving a character cut off by the end of the field."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        return decoder.decode(text, final=not cut)
    except UnicodeDecodeError:
        return None


def read_code_page(shapefile: Path) -> Optional[str]:
    """Return the content of the .cpg file of a shapefile, None when there is none or it is empty.

    :raises OSError: when the file cannot be read
    """
    for candidate in (shapefile.with_suffix(".cpg"), shapefile.with_suffix(".CPG")):
        if candidate.is_file():
            return candidate.read_bytes()[:100].decode("latin-1").strip() or None
    return None
