"""What keeps the use of forest land from being judged: features without a shape, land whose class cannot be read."""

from __future__ import annotations

from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ...geometry.area import AreaFrame
from ...geometry.area_units import hectares
from ...geometry.arrays import PolygonArrays
from ...geometry.wkb import select
from ...message import Message, translatable
from ...rulepack.forest_use_rules import ForestUseRules
from ...selfcheck.context import CheckContext
from ..classes.unread import unread_by
from .pieces import Pieces, pieces_between
from .project_columns import ProjectColumns


def unjudged(
    context: CheckContext, rules: ForestUseRules, projects: ProjectColumns, shapes: PolygonArrays, frame: AreaFrame
) -> Optional[Message]:
    """Return why some use of land cannot be judged, None where all can.

    :param shapes: of the projects, in the coordinate reference system of the land
    :raises Cancelled: when the user cancels
    """
    lost = _shapeless(shapes)
    if len(lost):
        return translatable(
            "ForestUse", "{count} projects of {layer} have no usable shape, for example {project}: which land they use "
            "is not known. Check their geometry.", count=len(lost), layer=context.layer(rules.projects.role).name,
            project=projects.called(int(lost[0])))
    land = context.layer(rules.land.role)
    whole = context.polygons(rules.land.role)
    lost = np.intersect1d(_shapeless(whole), context.selection(rules.land.role, rules.land.where))
    if len(lost):
        return translatable(
            "ForestUse", "{count} features of {layer} that are forest land have no usable shape, for example the "
            "feature with the id {fid}: whether projects use them is not known. Check their geometry.",
            count=len(lost), layer=land.name, fid=int(whole.fids[lost[0]]))
    unread = None if not rules.land.where else unread_by(context, rules.land.role, rules.land.where)
    if unread is None or not len(unread):
        return None
    rank = np.arange(len(projects), dtype=np.int64)
    used = pieces_between(shapes, select(whole, unread.features), rank, frame, context.feedback)
    told = (used.area_m2 >= rules.min_piece_m2)
    if not told.any():
        return None
    return translatable(
        "ForestUse", "{area} ha under {count} projects, for example {project}, lie in features of {layer} whose "
        "{field} is no known code ({examples}): whether they are forest land is not known. Correct it.",
        area=hectares(float(used.area_m2[told].sum())), count=len(np.unique(used.first[told])),
        project=projects.called(int(used.first[told][0])), layer=land.name, field=unread.field,
        examples=", ".join(unread.examples) or "NULL")


def _shapeless(polygons: PolygonArrays) -> NDArray[np.int64]:
    return np.flatnonzero(np.diff(polygons.feature_offsets) == 0)


def doubled(context: CheckContext, rules: ForestUseRules, pieces: Pieces) -> tuple[Message, ...]:
    """Return a sentence on land of a project that lies in several sub-compartments at once, none where none does."""
    twice = pieces.area_m2 - pieces.own_m2
    told = twice > rules.min_piece_m2
    if not told.any():
        return ()
    fids = context.data(rules.land.role).fids
    return (translatable(
        "ForestUse", "{layer}: sub-compartments lie over each other under projects, {area} ha in all, for example the "
        "feature with the id {fid}. That land stands in the areas by outcome more than once; it counts against the "
        "quota once. Run the topology check.", layer=context.layer(rules.land.role).name,
        area=hectares(float(twice[told].sum())), fid=int(fids[pieces.second[np.flatnonzero(told)[0]]])),)
