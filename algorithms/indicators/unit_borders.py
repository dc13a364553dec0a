"""Which administrative units features lie in by their place, divided exactly where they cross a border."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..dataset.dataset import BindingState
from ..feedback import Feedback, Span, raise_if_cancelled
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_input import coordinate_rounding, polygon_parts, sound_polygons
from ..geometry.overlap_areas import strip_overlaps
from ..geometry.overlap_sums import StripLayer
from ..geometry.overlay_geometry import OverlayGeometries, remainder, shared
from ..geometry.wkb import bounding_boxes, concatenate, polygons_from_wkb, select
from ..message import translatable
from ..selfcheck.context import CheckContext, NotRunnable
from ..selfcheck.findings import text_of
from ..selfcheck.one_crs import in_crs_of
from ..units.codes import plain_code
from .sound_layers import sound_features

# Borders of two layers that are meant to be the same differ by the rounding of their coordinates; a share that
# small is no part of its own.
_NO_SHARE = 1e-6
_GEOS_BATCH = 1024


@dataclass(frozen=True)
class UnitBorders:
    """The administrative units of a layer.

    :ivar codes: one for each feature of ``polygons``, no code twice
    """

    role: str
    codes: tuple[str, ...]
    polygons: PolygonArrays


@dataclass(frozen=True)
class PlacedParts:
    """The parts of features by the units they lie in, ordered by feature.

    :ivar feature: int64 (parts), array index
    :ivar place: int64 (parts), index into ``codes``
    :ivar share: float64 (parts), share of the feature's area; what the parts of a feature lack to 1 is in no unit
    :ivar crowded: int64, features of which some area lies in two units at once
    :ivar shapes: what is divided, by layer of units; ``layer`` and ``shape`` (parts) say which shape a part is of
    """

    codes: tuple[str, ...]
    feature: NDArray[np.int64]
    place: NDArray[np.int64]
    share: NDArray[np.float64]
    crowded: NDArray[np.int64]
    layer: NDArray[np.int64]
    shape: NDArray[np.int64]
    unit: NDArray[np.int64]
    shapes: tuple[PolygonArrays, ...]
    units: tuple[PolygonArrays, ...]

    def pieces(self, parts: NDArray[np.int64]) -> PolygonArrays:
        """Return the shapes of some parts."""
        found: list[bytes] = [b""] * len(parts)
        for number in np.unique(self.layer[parts]).tolist():
            rows = np.flatnonzero(self.layer[parts] == number)
            features = _geometries(self.shapes[number])
            borders = _geometries(self.units[number])
            features.prefetch(self.shape[parts[rows]])
            for row in rows.tolist():
                part = parts[row]
                shape = int(self.shape[part])
                near = borders.near(int(self.unit[part]), features.boxes[shape])
                found[row] = _wkb(shared(features.whole(shape), near))
        return polygons_from_wkb(found)


def unit_borders(context: CheckContext, fields: Mapping[str, str]) -> tuple[UnitBorders, ...]:
    """Return the units of all layers that the delivery has, in the order given; read once in a run.

    Features of the same code are one unit, features without a code or without a usable shape are left out.

    :param fields: field of the code by the role of the layer, the larger units first
    :raises NotRunnable: when there is none of the layers
    """
    return context.once(("unit borders", tuple(fields)), lambda: _unit_borders(context, fields))


def is_there(context: CheckContext, role_id: str) -> bool:
    """Return whether there is a layer for a role, be it one too many, or one with faults that matter elsewhere."""
    binding = context.binding(role_id)
    return binding.layer is not None or binding.state is BindingState.AMBIGUOUS


def _unit_borders(context: CheckContext, fields: Mapping[str, str]) -> tuple[UnitBorders, ...]:
    found = []
    for role, field in fields.items():
        if not is_there(context, role):
            continue
        values, index = context.codes(role).of(context.column_name(role, field))
        texts = np.array([plain_code(text_of(value)) for value in values], dtype=object)[index]
        polygons = context.polygons(role)
        texts[np.isin(polygons.fids, context.layer(role).shapeless())] = ""  # a unit without a shape has no borders
        names, unit = np.unique(texts.astype(str), return_inverse=True)
        if len(names) and not names[0]:
            names, unit = names[1:], unit - 1
        found.append(UnitBorders(role, tuple(names.tolist()), _merged(polygons, unit, len(names))))
    if not found:
        raise NotRunnable(
            translatable("Indicators", "The layer of administrative units ({layer}) is missing, and the features name "
                         "no unit: add it to the delivery or bind it by hand.",
                         layer=context.role(next(iter(fields))).title)
        )
    return tuple(found)


def _merged(polygons: PolygonArrays, unit: NDArray[np.int64], count: int) -> PolygonArrays:
    """Return one feature per unit that holds the parts of all features of the unit."""
    order = np.argsort(unit, kind="stable")
    order = order[unit[order] >= 0]
    chosen = select(polygons, order)
    starts = np.searchsorted(unit[order], np.arange(count + 1))
    return replace(
        chosen,
        feature_offsets=chosen.feature_offsets[starts],
        fids=np.arange(count, dtype=np.int64),
        states=np.bitwise_or.reduceat(chosen.states, starts[:-1]) if count else chosen.states,
    )


def placed_parts(
    context: CheckContext, role_id: str, borders: Sequence[UnitBorders], features: NDArray[np.int64]
) -> PlacedParts:
    """Divide features of a layer by the units they lie in; each feature is divided once in a run.

    The smallest units come first (the last layer); of what lies in none of them the next larger take their part, so
    that no area counts twice however the borders of the layers differ.

    :param borders: layers of units, the larger units first
    :param features: int64, array indexes, ascending; there may be parts of others, too
    :raises LandPlanError: when a layer cannot be brought into the CRS of the features
    :raises Cancelled: when the user cancels
    """
    key = ("placed parts", role_id, tuple(layer.role for layer in borders))
    store = context.once(key, lambda: _Placed(context, role_id, borders))
    return store.parts(features)


class _Placed:
    """The features of a layer that were divided so far."""

    def __init__(self, context: CheckContext, role_id: str, borders: Sequence[UnitBorders]) -> None:
        self._context, self._role, self._borders = context, role_id, borders
        self._done = np.zeros(len(context.polygons(role_id)), dtype=bool)
        self._parts: Optional[PlacedParts] = None

    def parts(self, features: NDArray[np.int64]) -> PlacedParts:
        """Return the parts of these features and of all that were asked for before."""
        new = features[~self._done[features]]
        if self._parts is None or len(new):
            found = _placed(self._context, self._role, self._borders, new)
            self._parts = found if self._parts is None else _together(self._parts, found)
            self._done[new] = True
        return self._parts


def _together(one: PlacedParts, two: PlacedParts) -> PlacedParts:
    """Return the parts of different features of a layer."""
    columns = [
        np.concatenate((first, second)) for first, second in (
            (one.feature, two.feature), (one.place, two.place), (one.share, two.share),
            (one.layer, two.layer + len(one.shapes)), (one.shape, two.shape), (one.unit, two.unit))]
    order = np.lexsort((columns[1], columns[0]))
    feature, place, share, layer, shape, unit = (column[order] for column in columns)
    return PlacedParts(one.codes, feature, place, share, np.union1d(one.crowded, two.crowded), layer, shape, unit,
                       (*one.shapes, *two.shapes), (*one.units, *two.units))


def _placed(
    context: CheckContext, role_id: str, borders: Sequence[UnitBorders], features: NDArray[np.int64]
) -> PlacedParts:
    feedback = context.feedback
    whole = sound_features(context, role_id, features, Span(feedback, 0, 10))
    strips = StripLayer(whole)
    areas = strips.areas
    rest, shapes = np.flatnonzero(areas > 0), whole
    if len(rest) < len(whole):
        shapes = select(whole, rest)
        strips = StripLayer(shapes)
    codes: list[str] = []
    rows: list[tuple[NDArray, ...]] = []
    left, layers = np.ones(len(whole)), []
    crowded = [np.empty(0, dtype=np.int64)]
    for number, layer in enumerate(reversed(borders)):
        units = _units_in_crs(context, role_id, layer, Span(feedback, 10, 20))
        strips = strips if number == 0 else StripLayer(shapes)
        found = strip_overlaps(strips, StripLayer(units), 0.0, Span(feedback, 20, 60))
        share = found.area / areas[rest[found.first]]
        taken = np.bincount(found.first, weights=share, minlength=len(rest))
        over = taken > left[rest] + _NO_SHARE
        crowded.append(rest[over])
        # borders that agree but for rounding: nothing is left over, and nothing is lost
        full = (np.abs(taken - left[rest]) <= _NO_SHARE) & (taken > 0)
        share = share * np.where(full, left[rest] / np.where(full, taken, 1.0), 1.0)[found.first]
        rows.append((rest[found.first], found.second + len(codes), share, np.full(len(found), number), found.first,
                     found.second))
        layers.append((shapes, units))
        codes += layer.codes
        if number + 1 < len(borders):
            open_ = np.flatnonzero(~full & ~over)
            shapes = _without(shapes, open_, units, found.first, found.second, Span(feedback, 60, 100))
            left[rest] = np.clip(left[rest] - taken, 0.0, 1.0)
            rest = rest[open_]
    feature, place, share, at, shape, unit = (np.concatenate(column) for column in zip(*rows))
    order = np.lexsort((place, feature))
    return PlacedParts(
        tuple(codes), features[feature[order]], place[order], share[order],
        features[np.unique(np.concatenate(crowded))], at[order],
        shape[order], unit[order], tuple(one for one, _ in layers), tuple(two for _, two in layers),
    )


def _units_in_crs(context: CheckContext, role_id: str, layer: UnitBorders, feedback: Feedback) -> PolygonArrays:
    """Return the units of a layer, fit for overlays, in the CRS of another; worked out once in a run."""
    return context.once(("sound units", role_id, layer.role), lambda: sound_polygons(
        in_crs_of(context, role_id, layer.role, layer.polygons), feedback))


def _without(
    shapes: PolygonArrays, chosen: NDArray[np.int64], units: PolygonArrays, first: NDArray[np.int64],
    second: NDArray[np.int64], feedback: Feedback,
) -> PolygonArrays:
    """Return some shapes without the units they overlap.

    :param first: int64, ascending: shapes, and ``second``: the units that overlap each
    """
    begins, ends = (np.searchsorted(first, chosen, side=side) for side in ("left", "right"))
    cut = np.flatnonzero(ends > begins)
    if not len(cut):
        return select(shapes, chosen)
    features, borders = _geometries(shapes), _geometries(units)
    rounding = coordinate_rounding(shapes, units)
    pieces = []
    for number, row in enumerate(cut.tolist()):
        if not number % _GEOS_BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(cut))
            features.prefetch(chosen[cut[number : number + _GEOS_BATCH]])
        shape = int(chosen[row])
        left = features.whole(shape)
        for unit in second[begins[row] : ends[row]].tolist():
            left = remainder(left, borders.near(unit, features.boxes[shape]), rounding)
        pieces.append(_wkb(left))
    order = np.arange(len(chosen))
    order[cut] = len(chosen) + np.arange(len(cut))
    return select(concatenate((select(shapes, chosen), polygons_from_wkb(pieces))), order)


def _wkb(geometry: QgsGeometry) -> bytes:
    """Return the polygons of an overlay, without the lines and points where features only touch."""
    parts = polygon_parts(geometry)
    return bytes(QgsGeometry.collectGeometry(parts).asWkb()) if parts else b""


def _geometries(polygons: PolygonArrays) -> OverlayGeometries:
    return OverlayGeometries(polygons, bounding_boxes(polygons))
