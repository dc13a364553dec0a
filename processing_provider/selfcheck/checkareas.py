"""landplan:checkareas."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant

from ...algorithms.geometry.area import ellipsoidal_areas, round_half_up
from ...algorithms.geometry.projection import area_frame
from ...algorithms.geometry.wkb import geometry_of
from ...algorithms.rulepack.model import GeometryKind
from ...algorithms.selfcheck.findings import text_of
from ...algorithms.selfcheck.kinds.areas import differing_areas
from ...algorithms.selfcheck.model import Verdict
from ..finding_sink import add_feature
from .selfcheck_algorithm import SelfCheckAlgorithm

DEFAULT_AREA_FIELD = "TBMJ"  # the parcel area (图斑面积) of every database standard


class CheckAreas(SelfCheckAlgorithm):
    """Declared areas against the official area on the ellipsoid (图斑椭球面积检查)."""

    INPUT = "INPUT"
    AREA_FIELD = "AREA_FIELD"
    KEY_FIELD = "KEY_FIELD"
    TOLERANCE = "TOLERANCE"
    RELATIVE_TOLERANCE = "RELATIVE_TOLERANCE"
    OUTPUT = "OUTPUT"
    ERROR_COUNT = "ERROR_COUNT"
    TOTAL_M2 = "TOTAL_M2"
    VERDICT = "VERDICT"

    def name(self) -> str:
        """Return the fixed id."""
        return "checkareas"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Check areas")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("area,ellipsoid,TBMJ,parcel area,CGCS2000,Xi'an 1980").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Compares the declared area of each feature with its area on the ellipsoid.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Computes the area of every feature on the ellipsoid of the layer's coordinate reference system by "
            "the official method (segments over 70 m are divided, coordinates and angles rounded as prescribed) "
            "and lists the features whose declared area differs by more than the tolerance. Areas measured on the "
            "map plane differ from this by up to 5.5 parts in 10,000 at 150 km from the central meridian and must "
            "not be compared with it."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        number = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, self.tr("Polygon layer"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            self.tr("The layer to check; it needs a coordinate reference system."),
        )
        self.add(
            QgsProcessingParameterField(
                self.AREA_FIELD, self.tr("Area field (m²)"), DEFAULT_AREA_FIELD, self.INPUT,
                QgsProcessingParameterField.DataType.Numeric, optional=True,
            ),
            self.tr("Field with the declared area in square metres; TBMJ when left empty."),
        )
        self.add(
            QgsProcessingParameterField(self.KEY_FIELD, self.tr("Key field"), None, self.INPUT, optional=True),
            self.tr("Field whose value names a feature in the result, for example BSM."),
        )
        self.add(
            QgsProcessingParameterNumber(self.TOLERANCE, self.tr("Tolerance (m²)"), number, 0.01, False, 0.0),
            self.tr("Differences up to this are allowed; rounding alone can move an area by 0.01 m²."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.RELATIVE_TOLERANCE, self.tr("Relative tolerance"), number, 1e-8, False, 0.0, 1.0
            ),
            self.tr("Share of the computed area that is allowed as difference; the larger of both tolerances counts."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Differing features"), QgsProcessing.SourceType.TypeVectorPolygon, None, True
            ),
            self.tr("The features whose declared area differs, with both areas and the difference."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.ERROR_COUNT, self.tr("Differing features")))
        self.addOutput(QgsProcessingOutputNumber(self.TOTAL_M2, self.tr("Total area (m²)")))
        self.addOutput(QgsProcessingOutputString(self.VERDICT, self.tr("Verdict")))

    def cancelled_results(self) -> dict[str, Any]:
        """Return the verdict of a check that did not end."""
        return {self.VERDICT: Verdict.INCOMPLETE.value}

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compute the areas and write the features that differ."""
        layer = self.source_layer(parameters, self.INPUT, context)
        named = self.parameterAsString(parameters, self.AREA_FIELD, context) or DEFAULT_AREA_FIELD
        area_field = self.field_name(layer, named) or named
        key_field = self.field_name(layer, self.parameterAsString(parameters, self.KEY_FIELD, context))
        if layer.geometry is not GeometryKind.POLYGON:
            raise QgsProcessingException(
                self.tr("The layer {layer} holds no polygons, so it has no areas.").format(layer=layer.name)
            )
        self.require_sinks_apart(parameters, (self.OUTPUT,))
        data = layer.read(feedback)
        areas = ellipsoidal_areas(data.polygons, area_frame(layer.crs), feedback=feedback)
        declared = data.column(area_field)
        if declared.dtype.kind not in "if":
            raise QgsProcessingException(
                self.tr("The field {field} of {layer} holds no numbers.").format(field=area_field, layer=layer.name)
            )
        keys = data.column(key_field) if key_field else None
        computed = round_half_up(areas, 2)  # not a number where none can be known, and then it differs
        wrong = differing_areas(
            declared, computed,
            self.parameterAsDouble(parameters, self.TOLERANCE, context),
            self.parameterAsDouble(parameters, self.RELATIVE_TOLERANCE, context),
        )

        fields = _fields()
        sink, sink_id = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, QgsWkbTypes.Type.MultiPolygon, layer.crs
        )
        for index in wrong if sink is not None else ():
            said = None if declared.mask is not np.ma.nomask and declared.mask[index] else float(declared.data[index])
            known = float(computed[index]) if np.isfinite(computed[index]) else None
            feature = QgsFeature(fields)
            feature.setAttributes([
                text_of(keys[index]) if keys is not None else None,
                int(data.fids[index]),
                said,
                known,
                None if said is None or known is None else round(said - known, 2),
            ])
            geometry = geometry_of(data.polygons, int(index))
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
            add_feature(sink, feature)
        return {
            self.OUTPUT: sink_id,
            self.ERROR_COUNT: len(wrong),
            self.TOTAL_M2: float(np.nansum(computed)),
            self.VERDICT: _verdict(len(data), len(wrong)).value,
        }


def _verdict(features: int, wrong: int) -> Verdict:
    """Return the verdict; where there was nothing to check, nothing passed."""
    if not features:
        return Verdict.INCOMPLETE
    return Verdict.FAILED if wrong else Verdict.PASSED


def _fields() -> QgsFields:
    fields = QgsFields()
    for name, kind in (
        ("key", QVariant.String),
        ("fid_a", QVariant.LongLong),
        ("declared_m2", QVariant.Double),
        ("computed_m2", QVariant.Double),
        ("difference_m2", QVariant.Double),
    ):
        fields.append(QgsField(name, kind))
    return fields
