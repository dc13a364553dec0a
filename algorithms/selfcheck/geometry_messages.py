"""The sentence for each kind of geometry error."""

from __future__ import annotations

from ..geometry.validity import GeometryError
from ..message import Message, translatable

SENTENCES = {
    "null_geometry": translatable("SelfCheck", "The feature has no geometry (NULL): draw it or delete the record."),
    "empty_geometry": translatable("SelfCheck", "The geometry of the feature is empty: draw it or delete the record."),
    "not_finite": translatable("SelfCheck", "A coordinate is not a number or too large to be a place on Earth."),
    "not_polygon": translatable("SelfCheck", "The geometry is not a polygon."),
    "broken_geometry": translatable("SelfCheck", "The geometry cannot be read; draw the feature again."),
    "curved_geometry": translatable("SelfCheck", "The geometry has curves; standards demand straight segments."),
    "unclosed_ring": translatable("SelfCheck", "The ring is not closed."),
    "ring_too_few_points": translatable("SelfCheck", "The ring has fewer than four points, so it encloses nothing."),
    "self_intersection": translatable("SelfCheck", "The border crosses itself here."),
    "ring_self_touch": translatable("SelfCheck", "The ring touches itself here."),
    "duplicate_ring": translatable("SelfCheck", "Two rings of the polygon are the same."),
    "hole_outside": translatable("SelfCheck", "A hole lies outside its polygon."),
    "nested_hole": translatable("SelfCheck", "A hole lies inside another hole."),
    "nested_parts": translatable("SelfCheck", "One part of the polygon lies inside or over another part."),
    "disconnected_interior": translatable("SelfCheck", "A hole cuts the interior of the polygon in two."),
    "multipart": translatable("SelfCheck", "The feature consists of several separate parts; standards demand one."),
}


def geometry_message(error: GeometryError, unit: float) -> Message:
    """Return the sentence for a geometry error.

    :param unit: length of a coordinate unit in metres
    """
    if error.more:
        return translatable(
            "SelfCheck", "The feature has so many places of error that the list ends here: draw it again."
        )
    measured = error.measured or 0.0
    limit = error.limit or 0.0
    if error.kind == "duplicate_vertex":
        return translatable("SelfCheck", "Two consecutive vertices lie at the same place ({distance} m apart).",
                            distance=round(measured * unit, 6))
    if error.kind == "short_segment":
        return translatable("SelfCheck", "The segment is {length} m long, shorter than {limit} m.",
                            length=round(measured * unit, 4), limit=limit * unit)
    if error.kind == "spike":
        return translatable(
            "SelfCheck",
            "The border turns back on itself (a spike with an angle of {angle}°, less than {limit}°).",
            angle=round(measured, 4),
            limit=limit,
        )
    return SENTENCES[error.kind]
