"""Takes away output layers that were not written to their end: half a layer looks like a whole one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import Iterator

from osgeo import gdal
from qgis.core import QgsFeatureSink, QgsProcessingContext, QgsProviderRegistry
from qgis.PyQt import sip


@contextmanager
def whole_or_nothing(context: QgsProcessingContext, sink: QgsFeatureSink, sink_id: str) -> Iterator[None]:
    """Write to an output layer; where that is cancelled or fails, the layer is removed again.

    :param sink: as ``parameterAsSink`` returns it, and its id
    """
    try:
        yield
    except BaseException:
        sip.delete(sink)  # closes the file
        _remove(context, sink_id)
        raise


def _remove(context: QgsProcessingContext, sink_id: str) -> None:
    to_load = context.layersToLoadOnCompletion()
    if sink_id in to_load:
        context.setLayersToLoadOnCompletion({key: value for key, value in to_load.items() if key != sink_id})
    if context.takeResultLayer(sink_id) is not None:  # a layer in memory, gone with the reference to it
        return
    parts = QgsProviderRegistry.instance().decodeUri("ogr", sink_id)
    path, table = str(parts.get("path") or ""), str(parts.get("layerName") or "")
    if not os.path.exists(path) and path.lower().endswith(".shp"):
        path = path[:-len("shp")] + "dbf"  # all that is written of a table
    if not os.path.exists(path):
        return
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # what cannot be removed is told by the failure itself
    try:
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
        if dataset is None:
            return
        others = [name for name in _tables(dataset) if name != table]
        if table and others:
            for number, name in enumerate(_tables(dataset)):
                if name == table:
                    dataset.DeleteLayer(number)
            return
        driver = dataset.GetDriver()
        dataset = None  # closed before its files are deleted
        driver.Delete(path)
    finally:
        gdal.PopErrorHandler()


def _tables(dataset: gdal.Dataset) -> list[str]:
    return [dataset.GetLayer(number).GetName() for number in range(dataset.GetLayerCount())]
