"""Ids of checks that other rules of a pack name, such as the checks of the three lines or of a ledger."""

from __future__ import annotations

import re
from typing import Iterable, Mapping

from ..message import translatable
from .model import CheckRule
from .reader import Reader
from .section import Section

# an id or the beginning of ids, the key that names it, its line
NamedCheck = tuple[str, str, int]


def check_ids(section: Section, key: str, named: list[NamedCheck], required: bool = True) -> tuple[str, ...]:
    """Return the ids and beginnings of ids that a key lists; what is none is a problem.

    :param named: those that are well written are added, for `report_unknown` once the checks are known
    """
    words = section.texts(key, required)
    for word, line in words:
        if re.fullmatch(r"[0-9]{4}|[0-9]{0,3}\*", word):
            named.append((word, section.path(key), line))
        else:
            section.reader.problem(
                line,
                translatable(
                    "RulePack", "{key}: {id} must be an id of four digits, or its beginning followed by *.",
                    key=section.path(key), id=word,
                ),
            )
    return tuple(word for word, _ in words)


def report_unknown(named: Iterable[NamedCheck], checks: Mapping[str, CheckRule], reader: Reader) -> None:
    """Note ids that no check has."""
    for word, key, line in named:
        if not _matching(word, checks):
            reader.problem(
                line, translatable("RulePack", "{key} names {id}, but no check has such an id.", key=key, id=word)
            )


def expanded(words: tuple[str, ...], checks: Mapping[str, CheckRule]) -> tuple[str, ...]:
    """Return the ids that words select, in the order of the checks."""
    chosen = {check_id for word in words for check_id in _matching(word, checks)}
    return tuple(check_id for check_id in checks if check_id in chosen)


def _matching(word: str, checks: Mapping[str, CheckRule]) -> list[str]:
    if word.endswith("*"):
        return [check_id for check_id in checks if check_id.startswith(word[:-1])]
    return [word] if word in checks else []
