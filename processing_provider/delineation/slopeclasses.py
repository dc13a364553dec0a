"""landplan:slopeclasses."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QVariant

from ...algorithms.delineation.slope import slope_classes, slope_scheme
from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Span, raise_if_cancelled
from ...algorithms.geometry.terrain import Terrain, terrain_of
from ...algorithms.language import Language
from ...algorithms.message import translatable
from ...algorithms.rulepack.model import SlopeScheme
from ..finding_sink import add_feature
from ..result_styles import style_on_load
from ..unfinished import whole_or_nothing
from .delineation_algorithm import DelineationAlgorithm, ElevationLayer

MEAN_SLOPE, STEEP_SHARE, SLOPE_CLASS, DEM_SHARE = "mean_slope", "steep_share", "slope_class", "dem_share"
REASON = "reason"
_WHOLE = 1.0 - 1e-6  # share of a parcel with heights from which on it counts as covered
_EVERY = 2048


class SlopeClasses(DelineationAlgorithm):
    """Mean slope, share of steep land and slope class of every parcel (坡度级别)."""

    INPUT = "INPUT"
    BAND = "BAND"
    OUTPUT = "OUTPUT"
    WITHOUT_DEM = "WITHOUT_DEM"
    PARCEL_COUNT = "PARCEL_COUNT"
    WITHOUT_DEM_COUNT = "WITHOUT_DEM_COUNT"
    PARTLY_COVERED_COUNT = "PARTLY_COVERED_COUNT"
    STEEP_COUNT = "STEEP_COUNT"

    def name(self) -> str:
        """Return the fixed id."""
        return "slopeclasses"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Compute slope classes")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("slope,DEM,elevation,terrain,steep,zonal statistics,parcel").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Gives parcels their mean slope, the share of steep land and the slope class.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Measures the slope of parcels on an elevation model and adds four fields: mean_slope (degrees), "
            "steep_share (share of the area steeper than the pack's limit, 0 to 1), slope_class (code by the pack's "
            "classes, which differ between farmland and forestry) and dem_share (share of the parcel with heights). "
            "Slope is Horn's, on the model's own grid, with the cell size in metres on the ground; the model may "
            "be in another coordinate reference system, in degrees too. Every cell counts by the share of it that "
            "lies in the parcel, so a parcel smaller than a cell has a value. Parcels without heights keep empty "
            "fields and are listed."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Parcels"), [polygons]),
            self.tr("Land-use parcels, sub-compartments or any other polygons."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.DEM, self.tr("Elevation model (DEM)")),
            self.tr("Heights in metres, in any coordinate reference system; not a raster of slopes."),
        )
        self.add(
            QgsProcessingParameterBand(self.BAND, self.tr("Band with the heights"), 1, self.DEM, True),
            self.tr("Number of the band, from 1."),
            advanced=True,
        )
        self.add_pack_parameter()
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Parcels with slope"), polygons),
            self.tr("The parcels with their fields and the four new ones."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.WITHOUT_DEM, self.tr("Parcels without heights"), polygons, None, True, False
            ),
            self.tr("Parcels that no cell with a height lies in, each with the reason."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.PARCEL_COUNT, self.tr("Parcels")))
        self.addOutput(QgsProcessingOutputNumber(self.WITHOUT_DEM_COUNT, self.tr("Parcels without heights")))
        self.addOutput(QgsProcessingOutputNumber(self.PARTLY_COVERED_COUNT, self.tr("Parcels with heights in part")))
        self.addOutput(QgsProcessingOutputNumber(self.STEEP_COUNT, self.tr("Parcels steeper than the limit")))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Measure the slope and write the parcels."""
        layer = self.source_layer(parameters, self.INPUT, context)
        band = self.parameterAsInt(parameters, self.BAND, context)
        self.require_sinks_apart(parameters, (self.OUTPUT, self.WITHOUT_DEM))
        dem = self._elevation_source(parameters)
        scheme = slope_scheme(self.chosen_pack(parameters, context))
        self.require_crs(layer)
        data = layer.read(Span(feedback, 0, 15))
        terrain = terrain_of(
            data.polygons, layer.crs, dem.source, scheme.steep, Span(feedback, 15, 50), band=band,
            dem_crs=dem.crs, context=context.transformContext(),
        )
        _require_overlap(terrain, layer.name, dem)
        classes = slope_classes(terrain.mean_slope, scheme)
        counts = self._say(terrain, classes, scheme, feedback)
        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        outputs = self._write(
            parameters, context, source, data.fids, terrain, classes, Span(feedback, 50, 100), feedback
        )
        style_on_load(context, outputs[self.OUTPUT], f"slope_class_{scheme.id}")
        return {**outputs, **counts}

    def _elevation_source(self, parameters: dict[str, Any]) -> ElevationLayer:
        """Return the elevation model, which GDAL must be able to open."""
        dem = self.elevation(parameters)
        if dem is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.DEM))
        return dem

    def _say(
        self, terrain: Terrain, classes: np.ndarray, scheme: SlopeScheme, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Tell the log what was found; return the counts."""
        language = Language.current()
        for note in terrain.notes:
            feedback.pushWarning(language.render(note))
        partly = (terrain.covered_share > 0) & (terrain.covered_share < _WHOLE)
        if partly.any():
            feedback.pushWarning(
                self.tr("{count} parcels have heights in part only (least share {share} %): their slope is that of the "
                        "part with heights.").format(
                    count=int(partly.sum()), share=round(100 * float(terrain.covered_share[partly].min()), 2)
                )
            )
        without = np.isnan(terrain.mean_slope)
        if without.any():
            feedback.pushWarning(
                self.tr("{count} parcels have no heights and no slope class.").format(count=int(without.sum()))
            )
        for code in scheme.codes:
            feedback.pushInfo(
                self.tr("Class {code}: {count} parcels").format(code=code, count=int((classes == code).sum()))
            )
        return {
            self.PARCEL_COUNT: len(classes),
            self.WITHOUT_DEM_COUNT: int(without.sum()),
            self.PARTLY_COVERED_COUNT: int(partly.sum()),
            self.STEEP_COUNT: int((terrain.mean_slope > scheme.steep).sum()),
        }

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        source: QgsProcessingFeatureSource,
        fids: np.ndarray,
        terrain: Terrain,
        classes: np.ndarray,
        progress: Span,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Write both layers, feature by feature as the source gives them."""
        fields = self._output_fields(source.fields(), feedback)
        listed = QgsFields(source.fields())
        reason_name = _free_name(REASON, listed)
        listed.append(QgsField(reason_name, QVariant.String))
        output, output_id = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, source.wkbType(), source.sourceCrs()
        )
        if output is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        without, without_id = self.parameterAsSink(
            parameters, self.WITHOUT_DEM, context, listed, source.wkbType(), source.sourceCrs()
        )
        flag = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
        means, shares = terrain.mean_slope.tolist(), terrain.steep_share.tolist()
        covered, unknown = terrain.covered_share.tolist(), np.isnan(terrain.mean_slope).tolist()
        own = source.fields().count()
        place = {fid: index for index, fid in enumerate(fids.tolist())}
        with ExitStack() as written:
            written.enter_context(whole_or_nothing(context, output, output_id))
            if without is not None:
                written.enter_context(whole_or_nothing(context, without, without_id))
            for number, feature in enumerate(source.getFeatures(QgsFeatureRequest(), flag)):
                if not number % _EVERY:
                    raise_if_cancelled(progress)
                    progress.setProgress(100.0 * number / max(len(place), 1))
                index = place.get(feature.id())
                if index is None:
                    raise QgsProcessingException(
                        self.tr("The layer {layer} was changed while it was read. Run again.").format(
                            layer=source.sourceName()
                        )
                    )
                lost = unknown[index]
                if without is not None and lost:
                    self._list(without, listed, feature, self._reason(covered[index]))
                # the own values stay where they are: taking them to Python and back costs most of the time
                feature.padAttributes(fields.count() - own)
                if not lost:
                    feature.setAttribute(own, means[index])
                    feature.setAttribute(own + 1, shares[index])
                    feature.setAttribute(own + 2, classes[index])
                if covered[index] == covered[index]:
                    feature.setAttribute(own + 3, covered[index])
                add_feature(output, feature)
        return {self.OUTPUT: output_id, self.WITHOUT_DEM: without_id}

    @staticmethod
    def _list(sink: QgsFeatureSink, fields: QgsFields, feature: QgsFeature, reason: str) -> None:
        listed = QgsFeature(fields)
        listed.setGeometry(feature.geometry())
        listed.setAttributes([*feature.attributes(), reason])
        add_feature(sink, listed)

    def _reason(self, covered: float) -> str:
        """Return why a parcel has no slope."""
        if covered != covered:
            return self.tr("no polygon, or no such place in the coordinate reference system of the elevation model")
        return self.tr("outside of the elevation model, or only cells without height")

    def _output_fields(self, own: QgsFields, feedback: QgsProcessingFeedback) -> QgsFields:
        """Return the source's fields and the four new ones; an own field of the same name is renamed."""
        new = (
            QgsField(MEAN_SLOPE, QVariant.Double),
            QgsField(STEEP_SHARE, QVariant.Double),
            QgsField(SLOPE_CLASS, QVariant.String),
            QgsField(DEM_SHARE, QVariant.Double),
        )
        taken = {field.name().casefold() for field in new}
        fields = QgsFields()
        for field in own:
            kept = QgsField(field)
            if field.name().casefold() in taken:
                kept.setName(_free_name(f"{field.name()}_input", own))
                feedback.pushWarning(
                    self.tr("The parcels have a field {field} of their own: it is called {name} in the result.").format(
                        field=field.name(), name=kept.name()
                    )
                )
            fields.append(kept)
        for field in new:
            fields.append(field)
        return fields


def _require_overlap(terrain: Terrain, name: str, dem: ElevationLayer) -> None:
    if not len(terrain.covered_share) or (terrain.covered_share > 0).any():
        return
    raise LandPlanError(
        translatable(
            "SlopeClasses",
            "No parcel of {layer} has a height of {dem}. Check that both lie in the same place and that the "
            "coordinate reference systems are right (elevation model: {crs}).",
            layer=name,
            dem=dem.name,
            crs=dem.crs.userFriendlyIdentifier(),
        )
    )


def _free_name(wanted: str, fields: QgsFields) -> str:
    """Return a field name nobody has."""
    taken = {field.name().casefold() for field in fields}
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted}_{number}", number + 1
    return name
