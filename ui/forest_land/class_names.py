"""The names of land classes, by the code lists of the rule pack."""

from __future__ import annotations

from .inputs import ONE_MAP_ROLE, SURVEY_ROLE
from .work import ForestLandWork

_ROLES = {"DLBM": SURVEY_ROLE, "DI_LEI": ONE_MAP_ROLE}


def class_name(work: ForestLandWork, field: str, code: str) -> str:
    """Return the name of a class in the language of the panel, empty where no list has the code.

    :param field: the field of the parcels or of the sub-compartments that holds it
    """
    pack = work.pack
    role = None if pack is None else pack.layers.get(_ROLES.get(field, ""))
    rule = None if role is None else role.fields.get(field)
    if pack is None or rule is None or rule.codes is None:
        return ""
    codes = pack.code_lists[rule.codes]
    for each in (codes, *(pack.code_lists[name] for name in codes.generations if name in pack.code_lists)):
        title = each.names.get(code) or each.names.get(each.aliases.get(code, ""))
        if title is not None:
            return work.title(title)
    return ""
