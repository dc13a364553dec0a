"""Output layers that keep the fields and shapes of a source layer and add columns."""

from __future__ import annotations

from typing import Sequence

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingException,
    QgsWkbTypes,
)

from ...algorithms.dataset.source import SourceLayer
from ...algorithms.delineation.schema import ResultTable
from ...algorithms.feedback import Feedback, raise_if_cancelled
from ...algorithms.language import Language
from ..finding_sink import add_feature

_EVERY = 2048  # features between two looks at the cancel button


def multi_type(layer: SourceLayer) -> QgsWkbTypes.Type:
    """Return the type of a layer that takes all shapes of a source layer, heights and measures included."""
    return QgsWkbTypes.multiType(QgsWkbTypes.parseType(layer.geometry_name))


def with_own_fields(own: QgsFields, added: QgsFields) -> tuple[QgsFields, list[tuple[str, str]]]:
    """Return the source's fields followed by the added ones.

    An own field of an added one's name is renamed: the added ones are what styles and scripts go by.

    :return: the fields, and the renamed ones as (own name, new name)
    """
    taken = {field.name().casefold() for field in (*own, *added)}
    reserved = {field.name().casefold() for field in added}
    fields, renamed = QgsFields(), []
    for field in own:
        copy = QgsField(field)
        if field.name().casefold() in reserved:
            name, number = f"{field.name()}_input", 2
            while name.casefold() in taken:
                name, number = f"{field.name()}_input_{number}", number + 1
            taken.add(name.casefold())
            copy.setName(name)
            renamed.append((field.name(), name))
        fields.append(copy)
    for field in added:
        fields.append(QgsField(field))
    return fields, renamed


def write_with_own_fields(
    sink: QgsFeatureSink,
    fields: QgsFields,
    layer: SourceLayer,
    fids: Sequence[int],
    added: ResultTable,
    feedback: Feedback,
) -> None:
    """Write the features of a layer with the columns of a table.

    :param fields: of the sink, from `with_own_fields`
    :param fids: feature ids of the rows of the table
    :raises QgsProcessingException: when the sink cannot be written, or the layer was changed meanwhile
    :raises Cancelled: when the user cancels
    """
    place = {fid: index for index, fid in enumerate(fids)}
    rows = list(zip(*added.columns))
    for number, source in enumerate(layer.features(QgsFeatureRequest())):
        if not number % _EVERY:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / max(len(place), 1))
        index = place.get(source.id())
        if index is None:
            sentence = Language.current().translate(
                "OwnFields", "The layer {layer} was changed while it was read. Run again."
            )
            raise QgsProcessingException(sentence.format(layer=layer.name))
        feature = QgsFeature(fields)
        feature.setAttributes([*source.attributes(), *rows[index]])
        geometry = QgsGeometry(source.geometry())
        if not geometry.isNull():
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
        add_feature(sink, feature)
