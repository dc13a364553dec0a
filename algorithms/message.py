"""Texts that stay language-neutral until somebody reads them.

Findings, reasons and refusals are stored once and shown in Chinese or English, so they are kept as
a source text plus its values; `language.Language` turns them into a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Iterable, Mapping, Tuple, Union


@dataclass(frozen=True)
class Title:
    """A name given by a rule pack in Chinese and, where the pack has one, in English."""

    zh: str
    en: str = ""

    def text(self, language_code: str) -> str:
        """Return the name in the language (``zh`` or ``en``), falling back to the Chinese term."""
        return self.en if language_code != "zh" and self.en else self.zh


class Listed(str):
    """Names one after the other: as a text with commas, in a Chinese sentence with the sign for lists (、).

    :ivar names: each may have a form in either language
    :ivar more: whether there are more of them
    """

    names: tuple[Union[str, Title], ...]
    more: bool

    def __new__(cls, names: Iterable[Union[str, Title]], more: bool = False) -> Listed:
        """Put names one after the other."""
        given = tuple(names)
        self = super().__new__(cls, _joined(given, more, "en"))
        self.names, self.more = given, more
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        """Say what a copy is made from."""
        return self.names, self.more

    def text(self, language_code: str) -> str:
        """Return the names in the language (``zh`` or ``en``)."""
        return _joined(self.names, self.more, language_code)


def _joined(names: Iterable[Union[str, Title]], more: bool, language_code: str) -> str:
    texts = [name.text(language_code) if isinstance(name, Title) else name for name in names]
    if language_code == "zh":
        return "、".join(texts) + (" 等" if more else "")
    return ", ".join(texts) + (" …" if more else "")


def listed(names: Iterable[Union[str, Title]], most: int = 0) -> Listed:
    """Return names one after the other.

    :param most: of more names only so many are said; 0 = all
    """
    given = tuple(names)
    return Listed(given[:most], len(given) > most) if most else Listed(given)


def bracketed(text: str, inside: str) -> Title:
    """Return a text with another one in brackets, those of Chinese in Chinese."""
    return Title(f"{text}（{inside}）", f"{text} ({inside})")


def named(name: str, code: str) -> Title:
    """Return a name with its code in brackets; the code alone where there is no name."""
    return bracketed(name, code) if name and name != code else Title(code, code)


# A value may itself be a sentence, or several sentences that are shown one a line.
Value = Union[str, int, float, None, Title, "Message", Tuple["Message", ...]]


@dataclass(frozen=True)
class Message:
    """A translatable sentence with named values: ``{name}`` in the text is filled from ``values``."""

    context: str
    text: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return a JSON-serialisable form, read back by `from_json`."""
        values = {name: _value_to_json(value) for name, value in self.values.items()}
        return {"context": self.context, "text": self.text, "values": values}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Message:
        """Rebuild a message written by `to_json`.

        :raises KeyError, TypeError: for what was not, such as a file that somebody has changed by hand
        """
        context, text, values = data["context"], data["text"], data["values"]
        if not (isinstance(context, str) and isinstance(text, str) and isinstance(values, Mapping)):
            raise TypeError("this is no message")
        return cls(context, text, {name: _value_from_json(value) for name, value in values.items()})


def _value_to_json(value: Value) -> Any:
    if isinstance(value, Listed):
        return {"listed": [_value_to_json(name) for name in value.names], "more": value.more}
    if isinstance(value, Title):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, Message):
        return value.to_json()
    return [message.to_json() for message in value] if isinstance(value, tuple) else value


def _value_from_json(value: Any) -> Value:
    if isinstance(value, dict) and "listed" in value:
        return Listed([_name_from_json(name) for name in value["listed"]], value["more"])
    if isinstance(value, dict):
        return Message.from_json(value) if "text" in value else Title(value["zh"], value["en"])
    return tuple(Message.from_json(item) for item in value) if isinstance(value, list) else value


def _name_from_json(name: Any) -> Union[str, Title]:
    return Title(name["zh"], name["en"]) if isinstance(name, dict) else str(name)


def different(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Return messages in their order without those that are said before."""
    found: list[Message] = []
    for message in messages:
        if message not in found:
            found.append(message)
    return tuple(found)


def translatable(context: str, text: str, /, **values: Value) -> Message:
    """Make a `Message`; the literal ``text`` is picked up by the translation tools.

    :param context: translation context, a literal
    :param text: English source sentence with ``{name}`` placeholders, a literal
    :param values: the values of the placeholders
    """
    return Message(context, text, values)
