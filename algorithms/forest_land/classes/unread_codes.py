"""Features whose codes the conditions of a rule pack cannot read: no code of the list as they are written."""

from __future__ import annotations

from typing import Collection, Iterable, NamedTuple

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsExpression

from ...selfcheck.context import CheckContext
from ...selfcheck.findings import text_of
from .unread import known_spellings


class UnreadCodes(NamedTuple):
    """Features of a layer with a value in a field that its code list does not have as it is written.

    :ivar field: the column; ``example``: one of the values
    :ivar features: int64, ascending
    """

    field: str
    example: str
    features: NDArray[np.int64]


def unread_codes(
    context: CheckContext, role_id: str, conditions: Iterable[str], passed_over: Collection[str] = ()
) -> list[UnreadCodes]:
    """Return by field which features have a code that conditions compare and that no list knows; empty is no code.

    A condition is false for such a feature without a word: “１１” is not 11.

    :param conditions: expressions over the role
    :param passed_over: code lists that are looked at elsewhere
    """
    layer, role = context.layer(role_id), context.role(role_id)
    needed = set().union(*(QgsExpression(one).referencedColumns() for one in conditions))
    found = []
    for rule in role.fields.values():
        name = layer.field_name(rule) if rule.name in needed and rule.codes not in passed_over else None
        codes = context.pack.code_lists.get(rule.codes or "")
        if name is None or codes is None:
            continue
        known = known_spellings(context.pack, codes)
        values, places = context.codes(role_id).of(name)
        texts = ["" if value is None else text_of(value) for value in values]
        strange = [number for number, text in enumerate(texts) if text.strip() and text not in known]
        if strange and len(places):
            features = np.flatnonzero(np.isin(places, strange))
            if len(features):
                found.append(UnreadCodes(name, texts[strange[0]], features))
    return found
