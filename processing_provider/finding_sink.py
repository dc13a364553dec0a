"""Findings as features of an ordinary output layer."""

from __future__ import annotations

from typing import Iterable, Optional

from qgis.core import QgsFeature, QgsFeatureSink, QgsField, QgsFields, QgsGeometry
from qgis.PyQt.QtCore import QVariant

from ..algorithms.language import Language
from ..algorithms.selfcheck.model import Finding


def finding_fields(numeric: bool) -> QgsFields:
    """Return the fields every list of findings has.

    :param numeric: True where ``measured`` and ``limit`` are always numbers, else they are text
    """
    value = QVariant.Double if numeric else QVariant.String
    fields = QgsFields()
    for name, kind in (
        ("check", QVariant.String),
        ("kind", QVariant.String),
        ("severity", QVariant.String),
        ("layer", QVariant.String),
        ("field", QVariant.String),
        ("key_a", QVariant.String),
        ("key_b", QVariant.String),
        ("fid_a", QVariant.LongLong),
        ("fid_b", QVariant.LongLong),
        ("area_m2", QVariant.Double),
        ("measured", value),
        ("limit", value),
        ("clause", QVariant.String),
        ("message", QVariant.String),
    ):
        fields.append(QgsField(name, kind))
    return fields


def finding_feature(
    finding: Finding, fields: QgsFields, language: Language, geometry: Optional[QgsGeometry]
) -> QgsFeature:
    """Return a finding as a feature of a layer with `finding_fields`."""
    features = [*finding.features[:2], None, None]
    first, second = features[0], features[1]
    numeric = fields.field("measured").type() == QVariant.Double
    feature = QgsFeature(fields)
    feature.setAttributes([
        finding.check_id,
        finding.kind,
        finding.severity.value,
        finding.layer_name,
        finding.field,
        first.key if first else None,
        second.key if second else None,
        first.fid if first else None,
        second.fid if second else None,
        finding.area_m2,
        _value(finding.measured, numeric),
        _value(finding.limit, numeric),
        finding.clause,
        language.render(finding.message),
    ])
    if geometry is not None:
        feature.setGeometry(geometry)
    return feature


def _value(value: object, numeric: bool) -> object:
    if value is None or (numeric and not isinstance(value, (int, float))):
        return None
    return value if numeric else (f"{value:.10g}" if isinstance(value, float) else str(value))


def place_of(finding: Finding) -> Optional[QgsGeometry]:
    """Return the geometry of a finding in the CRS of its layer, None when it has none."""
    if finding.geometry is None:
        return None
    geometry = QgsGeometry()
    geometry.fromWkb(finding.geometry)
    return geometry


def write_findings(
    findings: Iterable[Finding], sink: QgsFeatureSink, fields: QgsFields, language: Language
) -> int:
    """Write findings with their places to a sink and return how many there were."""
    count = 0
    for finding in findings:
        sink.addFeature(
            finding_feature(finding, fields, language, place_of(finding)), QgsFeatureSink.Flag.FastInsert
        )
        count += 1
    return count
