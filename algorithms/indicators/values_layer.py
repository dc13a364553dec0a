"""Values that are kept elsewhere, such as in the workspace, as a layer of a delivery."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant

from ..dataset.dataset import Dataset
from ..dataset.project_layers import SnapshotLayer
from ..dataset.rebind import with_layers
from ..dataset.source import SourceLayer
from ..errors import LandPlanError
from ..language import Language
from ..message import translatable
from ..rulepack.indicator_rules import IndicatorTable, ValueKind
from ..rulepack.model import FieldRule, FieldType, LayerRole, Pack
from ..units.tree import UnitTree
from .amount_words import unit_name
from .model import IndicatorValue
from .quantity import unit_title

_VARIANTS = {FieldType.TEXT: QVariant.String, FieldType.INTEGER: QVariant.LongLong, FieldType.REAL: QVariant.Double,
             FieldType.DATE: QVariant.String}


class KeptValues(SnapshotLayer):
    """A table of values in the schema of the pack that keeps what each says exactly, and where it comes from.

    :ivar values: in the order of the rows
    :ivar tree: the administrative units the values are kept with, None where only the values are kept
    :ivar delivered: the table of the delivery it stands for, None where there is none; its values count where no
        other is kept
    """

    def __init__(
        self, layer: QgsVectorLayer, values: Sequence[IndicatorValue], tree: Optional[UnitTree],
        delivered: Optional[SourceLayer],
    ) -> None:
        """:param layer: rows of the values, in their order; it is not needed any more afterwards"""
        super().__init__(
            QgsVectorLayerFeatureSource(layer), layer.fields(), name=layer.name(), path="", provider="memory",
            wkb_type=QgsWkbTypes.Type.NoGeometry, crs=QgsCoordinateReferenceSystem(), feature_count=len(values),
        )
        self.values = tuple(values)
        self.tree = tree
        self.delivered = delivered


def value_table(pack: Pack) -> IndicatorTable:
    """Return the table of the pack that can hold every value: one field for the value, and one for its kind.

    :raises LandPlanError: when the pack has no such table
    """
    for table in () if pack.indicators is None else pack.indicators.tables:
        if table.indicator is not None and table.kind is not None and table.year is not None:
            return table
    raise LandPlanError(translatable(
        "Indicators", "The rule pack {pack} has no table with a row for every unit, indicator, year and "
        "kind. Add one to the tables of indicators.yaml.", pack=pack.title))


def values_layer(
    pack: Pack, values: Sequence[IndicatorValue], tree: Optional[UnitTree] = None,
    delivered: Optional[SourceLayer] = None,
) -> KeptValues:
    """Return values as a layer in the schema of the pack's table of values.

    :param tree: the units the values are kept with; gives their names, where the table has a field for them
    :param delivered: the table of the delivery that it stands for
    :raises LandPlanError: when the pack has no table that can hold them
    """
    table = value_table(pack)
    role = pack.layers[table.role]
    ordered = sorted(values, key=lambda value: (*value.key[:3], list(ValueKind).index(value.key.kind)))
    layer = QgsVectorLayer("NoGeometry", role.names[0], "memory")
    provider = layer.dataProvider()
    provider.addAttributes([_field(rule) for rule in role.fields.values()])
    layer.updateFields()
    rows = []
    for value in ordered:
        feature = QgsFeature(layer.fields())
        for name, cell in _cells(pack, role, table, value, tree).items():
            feature.setAttribute(name, cell)
        rows.append(feature)
    provider.addFeatures(rows)
    return KeptValues(layer, ordered, tree, delivered)


def with_values(dataset: Dataset, values: Sequence[IndicatorValue], tree: Optional[UnitTree] = None) -> Dataset:
    """Return a delivery together with values that are kept elsewhere; for the same key these count.

    :raises LandPlanError: when the pack has no table that can hold them
    """
    if not values:
        return dataset
    role = value_table(dataset.pack).role
    delivered = dataset.layer(role)
    return with_layers(dataset, {role: values_layer(dataset.pack, values, tree, delivered)})


def _field(rule: FieldRule) -> QgsField:
    length = 0 if rule.type is FieldType.REAL else rule.length or 0
    return QgsField(rule.name, _VARIANTS[rule.type], len=length)


def _cells(
    pack: Pack, role: LayerRole, table: IndicatorTable, value: IndicatorValue, tree: Optional[UnitTree]
) -> dict[str, object]:
    """Return the cells of a row by field."""
    key, chinese = value.key, Language("zh")
    codes = {kind: code for code, kind in table.kinds.items()}
    cells: dict[str, object] = {table.unit: key.unit, table.indicator or "": key.indicator, table.year or "": key.year}
    cells[table.kind or ""] = codes.get(key.kind)
    cells.update({name: float(value.quantity.amount) for name, kind in table.values.items() if kind is None})
    if table.value_unit is not None:
        cells[table.value_unit] = chinese.title(unit_title(value.quantity.unit))
    names = [name for name, rule in role.fields.items() if name not in cells and rule.type is FieldType.TEXT]
    for name in names:
        title = role.fields[name].title.zh
        if "指标名称" in title and pack.indicators is not None and key.indicator in pack.indicators.indicators:
            cells[name] = pack.indicators.indicators[key.indicator].title.zh
        elif "行政区名称" in title and tree is not None and key.unit in tree:
            cells[name] = unit_name(tree, key.unit)
        elif "备注" in title and value.origin.note:
            cells[name] = value.origin.note[: role.fields[name].length or None]
    for name, cell in cells.items():
        if role.fields[name].type is FieldType.TEXT and cell is not None:
            cells[name] = str(cell)
    return cells
