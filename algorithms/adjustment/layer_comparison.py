"""Two delineations compared as layers: pieces cut by parcels and units, with what their fields say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ..dataset.layer import SourceLayer
from ..delineation.model import Units
from ..delineation.units_layer import read_units
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span
from ..geometry.area import AreaFrame, area_frame, ellipsoidal_areas
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_cover import covering_features
from ..geometry.coverage_input import sound_polygons
from ..geometry.cutting import cut_by
from ..geometry.plane import metres_per_unit, plane_crs
from ..geometry.reproject import reprojected
from ..geometry.wkb import bounding_boxes
from ..message import translatable
from ..rulepack.model import GeometryKind, Pack
from .compared_fields import LandFields, land_fields, own_field, require_field
from .comparison import IN, OUT, Comparison, compare

DEFAULT_SLIVER_WIDTH = 1.0  # m, where the pack says nothing: 0.1 mm on a map of 1:10 000


@dataclass(frozen=True)
class ComparedLayers:
    """What is compared.

    :ivar parcels: land-use parcels that say class, quality and slope; None: the fields of the delineations do
    :ivar units: administrative units; None: the codes in the fields of the delineations
    """

    before: SourceLayer
    after: SourceLayer
    parcels: Optional[SourceLayer] = None
    units: Optional[SourceLayer] = None


@dataclass(frozen=True)
class Values:
    """Values of pieces on one side, before or after; all arrays of one entry per piece.

    :ivar land_class: text, empty where not known; ``slope`` likewise
    :ivar quality: float64, NaN where not known
    """

    land_class: NDArray[np.object_]
    slope: NDArray[np.object_]
    quality: NDArray[np.float64]


@dataclass(frozen=True)
class LayerComparison:
    """Pieces with all that is known of them; arrays of one entry per piece.

    :ivar comparison: the sums, and pieces before they were cut by parcels and units
    :ivar change: int8, place in `comparison.CHANGES`
    :ivar polygons: in ``crs``
    :ivar area_m2: float64, on the ellipsoid; ``net_m2``: what of it counts as basic farmland
    :ivar key_before: text, empty for none; ``key_after``, ``key_parcel`` likewise
    :ivar before: values before, meaningless for land that entered; ``after``: for land that left
    :ivar unit: int64, place in ``units``, -1 for none
    :ivar sliver_unit: int64 (slivers), the unit of each sliver, -1 for none
    :ivar frame: of ``crs``
    """

    comparison: Comparison
    crs: QgsCoordinateReferenceSystem
    frame: AreaFrame
    change: NDArray[np.int8]
    polygons: PolygonArrays
    area_m2: NDArray[np.float64]
    net_m2: NDArray[np.float64]
    key_before: NDArray[np.object_]
    key_after: NDArray[np.object_]
    key_parcel: NDArray[np.object_]
    before: Values
    after: Values
    unit: NDArray[np.int64]
    units: Units
    sliver_unit: NDArray[np.int64]
    sliver_width: float

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.change)


def compare_layers(
    pack: Pack,
    layers: ComparedLayers,
    sliver_width_m: float,
    quality_field: Optional[str] = None,
    context: Optional[QgsCoordinateTransformContext] = None,
    feedback: Feedback = Silent(),
) -> LayerComparison:
    """Compare two delineations and say for every piece what land it is.

    Layers in other coordinate reference systems are brought into that of the delineation before; lengths and
    shapes of geographic data are taken on a transverse Mercator plane through the middle of the data.

    :param sliver_width_m: metres, see `compare`
    :param quality_field: field with the quality grade, of the parcels, or of the delineations where there are none
    :param context: the datum transformations chosen by the user
    :raises LandPlanError: when a layer cannot be used
    :raises Cancelled: when the user cancels
    """
    given = [layers.before, layers.after, layers.parcels, layers.units]
    for layer in given:
        if layer is not None:
            _require_polygons(layer)
    graded = [layers.parcels] if layers.parcels is not None else [layers.before, layers.after]
    if quality_field:
        require_field(graded, quality_field)
    data_before, data_after = layers.before.read(Span(feedback, 0, 3)), layers.after.read(Span(feedback, 3, 6))
    crs = plane_crs(layers.before.crs, data_before.polygons if len(data_before) else data_after.polygons)
    frame = area_frame(crs)
    width = sliver_width_m / metres_per_unit(crs)

    def brought(layer: SourceLayer, polygons: PolygonArrays) -> PolygonArrays:
        return reprojected(polygons, layer.crs, crs, layer.name, context)

    compared = compare(
        brought(layers.before, data_before.polygons), brought(layers.after, data_after.polygons), frame, width,
        Span(feedback, 6, 60),
    )
    unmeasured = np.flatnonzero(~np.isfinite(compared.area_m2))
    if len(unmeasured):
        layer, index = (
            (layers.after, compared.after) if compared.change[unmeasured[0]] == IN else (layers.before, compared.before)
        )
        data = data_after if layer is layers.after else data_before
        raise LandPlanError(
            translatable(
                "Comparison",
                "The feature with the id {fid} of {layer} lies where {crs} has no areas. Check whether the layer has "
                "the right coordinate reference system, and its geometry.",
                fid=int(data.fids[index[unmeasured[0]]]), layer=layer.name, crs=crs.userFriendlyIdentifier(),
            )
        )
    own = (
        land_fields(pack, layers.before, data_before, own_field(layers.before, _unless(layers, quality_field))),
        land_fields(pack, layers.after, data_after, own_field(layers.after, _unless(layers, quality_field))),
    )
    pieces = _Pieces(compared.change, compared.before, compared.after, compared.polygons, compared.area_m2)
    parcel = np.full(len(pieces.change), -1, dtype=np.int64)
    of_parcels: Optional[LandFields] = None
    if layers.parcels is not None:
        data = layers.parcels.read(Span(feedback, 60, 65))
        of_parcels = land_fields(pack, layers.parcels, data, own_field(layers.parcels, quality_field))
        cutters = sound_polygons(brought(layers.parcels, data.polygons), Span(feedback, 65, 67))
        pieces, parcel, _ = _cut(pieces, cutters, width, frame, Span(feedback, 67, 82))
    units, unit, sliver_unit = _no_units(len(pieces.change), len(compared.slivers.x))
    if layers.units is not None:
        units = read_units(pack, layers.units, feedback=Span(feedback, 82, 84))
        shapes = units.polygons
        if shapes is not None:
            shapes = sound_polygons(brought(layers.units, shapes), Span(feedback, 84, 85))
            pieces, unit, source = _cut(pieces, shapes, width, frame, Span(feedback, 85, 97))
            parcel = parcel[source]
            points = np.column_stack((compared.slivers.x, compared.slivers.y))
            at, holder = covering_features(points, shapes, bounding_boxes(shapes))
            sliver_unit[at[::-1]] = holder[::-1]  # on a border the first one
    else:
        units, unit = _own_units(own, pieces)
    before = _values(own[0], of_parcels, pieces.before, parcel)
    after = _values(own[1], of_parcels, pieces.after, parcel)
    net = _taken(own[0].net_share, pieces.before, np.nan)
    net = np.where(np.isnan(net), _taken(own[1].net_share, pieces.after, 1.0), net)
    if of_parcels is not None:
        shares = _taken(of_parcels.net_share, parcel, np.nan)
        net = np.where(np.isnan(shares), net, shares)
    return LayerComparison(
        comparison=compared,
        crs=crs,
        frame=frame,
        change=pieces.change,
        polygons=pieces.polygons,
        area_m2=pieces.area_m2,
        net_m2=pieces.area_m2 * net,
        key_before=_taken(own[0].key, pieces.before, ""),
        key_after=_taken(own[1].key, pieces.after, ""),
        key_parcel=_taken(of_parcels.key, parcel, "") if of_parcels is not None else np.full(len(parcel), "", object),
        before=before,
        after=after,
        unit=unit,
        units=units,
        sliver_unit=sliver_unit,
        sliver_width=width,
    )


@dataclass(frozen=True)
class _Pieces:
    change: NDArray[np.int8]
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    polygons: PolygonArrays
    area_m2: NDArray[np.float64]


def _unless(layers: ComparedLayers, quality_field: Optional[str]) -> Optional[str]:
    """Return the quality field where it is one of the delineations."""
    return None if layers.parcels is not None else quality_field


def _require_polygons(layer: SourceLayer) -> None:
    if layer.geometry is not GeometryKind.POLYGON:
        raise LandPlanError(
            translatable("Comparison", "{layer} holds no polygons: choose a polygon layer.", layer=layer.name)
        )
    if not layer.crs.isValid():
        raise LandPlanError(
            translatable(
                "Comparison",
                "{layer} has no coordinate reference system, so no area can be computed. Assign the coordinate "
                "reference system the data were made in.",
                layer=layer.name,
            )
        )


def _cut(
    pieces: _Pieces, cutters: PolygonArrays, width: float, frame: AreaFrame, feedback: Feedback
) -> tuple[_Pieces, NDArray[np.int64], NDArray[np.int64]]:
    """Return the pieces cut, the feature each lies in (-1: none) and the piece it is of.

    The parts of a piece share its area by their own, so that sums stay what they are.
    """
    cut = cut_by(pieces.polygons, cutters, width, Span(feedback, 0, 90), leave_uncovered=True)
    areas = pieces.area_m2[cut.source].copy()
    several = np.bincount(cut.source, minlength=len(pieces.change))[cut.source] > 1
    if several.any():
        measured = ellipsoidal_areas(cut.polygons, frame, rounding=False, feedback=Span(feedback, 90, 100))
        sums = np.bincount(cut.source, weights=measured, minlength=len(pieces.change))[cut.source]
        split = several & (sums > 0)
        areas[split] *= measured[split] / sums[split]
    polygons = replace(cut.polygons, fids=np.arange(len(cut)))
    made = _Pieces(
        pieces.change[cut.source], pieces.before[cut.source], pieces.after[cut.source], polygons, areas
    )
    return made, cut.cutter, cut.source


def _taken(values: NDArray, index: NDArray[np.int64], otherwise: object) -> NDArray:
    """Return the value at each index, another for index -1."""
    result = np.full(len(index), otherwise, dtype=values.dtype if values.dtype == object else np.float64)
    known = index >= 0
    result[known] = values[index[known]]
    return result


def _values(
    own: LandFields, parcels: Optional[LandFields], index: NDArray[np.int64], parcel: NDArray[np.int64]
) -> Values:
    """Return what is known on one side: by its own fields, and where they are silent by the parcels.

    With parcels their quality grades come first: one source for both sides makes grades comparable.
    """
    land_class, slope = _taken(own.land_class, index, ""), _taken(own.slope, index, "")
    quality = _taken(own.quality, index, np.nan)
    if parcels is not None:
        for mine, theirs in ((land_class, parcels.land_class), (slope, parcels.slope)):
            given = _taken(theirs, parcel, "")
            mine[mine == ""] = given[mine == ""]
        grades = _taken(parcels.quality, parcel, np.nan)
        quality = np.where(np.isnan(grades), quality, grades)
    return Values(land_class, slope, quality)


def _no_units(pieces: int, slivers: int) -> tuple[Units, NDArray[np.int64], NDArray[np.int64]]:
    return Units((), ()), np.full(pieces, -1, dtype=np.int64), np.full(slivers, -1, dtype=np.int64)


def _own_units(own: tuple[LandFields, LandFields], pieces: _Pieces) -> tuple[Units, NDArray[np.int64]]:
    """Return the units by the codes in the fields of the delineations, that before first."""
    codes = _taken(own[0].unit, pieces.before, "")
    blank = codes == ""
    codes[blank] = _taken(own[1].unit, pieces.after, "")[blank]
    found = sorted(set(codes.tolist()) - {""})
    place = {code: number for number, code in enumerate(found)}
    unit = np.array([place.get(code, -1) for code in codes.tolist()], dtype=np.int64)
    return Units(tuple(found), tuple("" for _ in found)), unit


def side_of(result: LayerComparison, before: bool) -> NDArray[np.bool_]:
    """Return bool (pieces): the land before, or the land after."""
    return np.asarray(result.change != (IN if before else OUT))
