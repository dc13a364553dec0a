"""Named conditions of a layer role: an expression has ``@name``, and what the condition says takes its place.

What a pack means by forest land stands in one place then, ``conditions`` in layers.yaml, and not in thirty filters.
"""

from __future__ import annotations

import re
from typing import Collection, Mapping, Optional

from ..message import Title
from .expressions import LOCAL_VARIABLES, PARTS, WITH_VARIABLE, expression_problems
from .model import Condition, LayerRole
from .reader import Reader


def names_in(expression: str) -> list[str]:
    """Return the names an expression has after ``@``, in their order, without those it sets itself.

    What stands in text constants, quoted names and comments is no name.
    """
    own = LOCAL_VARIABLES | set(WITH_VARIABLE.findall(expression))
    found = [match.group("variable") for match in PARTS.finditer(expression) if match.group("variable")]
    return [name for name in dict.fromkeys(found) if name not in own]


def with_conditions(expression: str, conditions: Mapping[str, str]) -> str:
    """Return an expression with conditions in brackets instead of their names; other names stay as they are.

    :param conditions: expression by name, none of which names another
    """
    wanted = {name for name in names_in(expression) if conditions.get(name)}
    if not wanted:
        return expression

    def put(match: re.Match[str]) -> str:
        name = match.group("variable")
        return f"({_without_comments(conditions[name])})" if name in wanted else match.group(0)

    return PARTS.sub(put, expression)


def in_words(expression: str, conditions: Mapping[str, Condition]) -> Title:
    """Return an expression as people read it: titles in quotation marks where its named conditions were put in.

    :param conditions: of the layer, by name
    """
    zh = en = expression
    for condition in sorted(conditions.values(), key=lambda one: len(one.expression), reverse=True):
        put_in = f"({_without_comments(condition.expression)})"
        title = condition.title or Title(f"@{condition.name}")
        zh = zh.replace(put_in, f"“{title.zh}”")
        en = en.replace(put_in, f"“{title.text('en')}”")
    return Title(zh, en)


def _without_comments(expression: str) -> str:
    """Return an expression without comments: one that runs to the end of the line would hide what follows."""
    return PARTS.sub(lambda match: " " if match.group("comment") else match.group(0), expression).strip()


def checked_expression(
    reader: Reader, expression: str, line: int, role: Optional[LayerRole], more_fields: Collection[str] = ()
) -> str:
    """Return an expression over a layer with its named conditions put in; what is wrong with it is noted.

    :param role: None where the layer is not known: the expression is returned as it is
    :param more_fields: names the expression may use besides the fields of the role
    """
    if role is None:
        return expression
    conditions = {name: condition.expression for name, condition in role.conditions.items()}
    if any(conditions.get(name) == "" for name in names_in(expression)):
        return expression  # the condition has its own problem
    full = with_conditions(expression, conditions)
    fields = (*role.fields, *more_fields) if more_fields else role.fields
    for message in expression_problems(full, role.id, fields, written=expression, conditions=conditions):
        reader.problem(line, message)
    return full
