"""Which authority has to approve the use of forest land itself, by area and class (审核审批级别)."""

from __future__ import annotations

from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ...geometry.area_units import M2_PER_HA
from ...rulepack.forest_use_rules import AuthorityRule
from .forest_use import ForestUse


def authorities(use: ForestUse) -> list[Optional[AuthorityRule]]:
    """Return for each project the rule with the highest authority that has to approve its use of forest land.

    None for a project that no rule concerns; where the pack has no such rules, for all.
    """
    rank = {level: place for place, level in enumerate(use.rules.levels)}
    found: list[Optional[AuthorityRule]] = [None] * len(use.projects)
    for rule in sorted(use.rules.authorities, key=lambda one: rank.get(one.level, len(rank)), reverse=True):
        chosen = _concerned(use, rule)
        areas = np.bincount(
            use.pieces.first[chosen], weights=use.pieces.area_m2[chosen], minlength=len(use.projects))
        for project in np.flatnonzero((areas > 0) & (areas >= rule.at_least_ha * M2_PER_HA)).tolist():
            if not rule.natures or use.projects.nature.code(project) in rule.natures:
                found[project] = rule
    return found


def _concerned(use: ForestUse, rule: AuthorityRule) -> NDArray[np.bool_]:
    """Return bool (pieces): the land is of the grades and kinds of a rule."""
    fitting = []
    for facts in use.combinations:
        of_grade = not rule.grades or facts.grade in rule.grades
        of_kind = not rule.kinds or any(kind == facts.land_class or kind in facts.marks for kind in rule.kinds)
        fitting.append(of_grade and of_kind)
    return np.array(fitting, dtype=bool)[use.judged] if fitting else np.empty(0, dtype=bool)
