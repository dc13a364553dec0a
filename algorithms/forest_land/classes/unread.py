"""Features whose forest land class the conditions of a rule pack cannot read, so that nobody can tell what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsExpression

from ...rulepack.model import CodeList, Pack
from ...selfcheck.context import CheckContext
from .generations import FOREST_LAND_CLASS, ClassCodes

_EXAMPLES = 3


@dataclass(frozen=True)
class UnreadClasses:
    """Features whose class is no code as it is written.

    :ivar features: int64, their places in the layer
    :ivar field: the column of the class
    :ivar examples: what stands there, without what is empty
    """

    features: NDArray[np.int64]
    field: str
    examples: tuple[str, ...]

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.features)


def unread_classes(context: CheckContext, role_id: str, field: str) -> UnreadClasses:
    """Return the features whose class is empty, unknown, or written with full-width digits or blanks.

    Conditions of a pack compare the class as it is written: such a feature is in none of their sets, and without being
    told apart it would pass for land that is no forest land.

    :param field: field of the role whose values are classes
    :raises NotRunnable: when the layer has no such field
    """
    name = context.column_name(role_id, field)
    column = context.data(role_id).column(name)
    rule = context.role(role_id).fields[field]
    codes = ClassCodes(context.pack, rule.codes) if rule.codes else ClassCodes(context.pack)
    found = codes.canonical(column).codes.tolist()
    spelt = known_spellings(context.pack, codes.list)
    values: list[Any] = np.ma.getdata(column).tolist()
    unread = [place for place, (value, code) in enumerate(zip(values, found))
              if code is None or (isinstance(value, str) and value not in spelt)]
    masked = np.ma.getmaskarray(column)
    shown = dict.fromkeys(str(values[place]) for place in unread if not masked[place] and str(values[place]).strip())
    return UnreadClasses(np.array(unread, dtype=np.int64), name, tuple(list(shown)[:_EXAMPLES]))


def unread_by(context: CheckContext, role_id: str, where: str) -> Optional[UnreadClasses]:
    """Return the features a condition passes over whose class it cannot read; None where it looks at no class.

    :param where: expression over the role that chooses forest land
    :raises NotRunnable: when the layer lacks a field of the condition
    """
    needed = QgsExpression(where).referencedColumns()
    field = next((rule.name for rule in context.role(role_id).fields.values()
                  if rule.codes == FOREST_LAND_CLASS and rule.name in needed), None)
    if field is None:
        return None
    found = unread_classes(context, role_id, field)
    passed = np.setdiff1d(found.features, context.selection(role_id, where), assume_unique=True)
    return UnreadClasses(passed, found.field, found.examples)


def known_spellings(pack: Pack, codes: CodeList) -> frozenset[str]:
    """Return every way the codes of a list may be written: its own, their aliases, those of other generations."""
    others = (pack.code_lists[name].same_as for name in codes.generations if name in pack.code_lists)
    return frozenset(codes.names).union(codes.aliases, *others)
