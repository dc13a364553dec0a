"""A county to edit: two towns with villages, basic farmland before and now, and random edits of it."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Any, Optional, Sequence

from adjustment_support import layer as role_layer
from adjustment_support import pack
from landplan_toolbox.algorithms.geometry.area import area_frame, geometry_area
from landplan_toolbox.algorithms.indicators.live.session import LiveSession
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from selfcheck_support import CRS, EAST, NORTH, make_dataset, square

COUNTY = "690121"
TOWNS = ("690121100", "690121101")
VILLAGES = tuple(f"{town}00{number}" for town in TOWNS for number in (1, 2))
COLUMNS, ROWS, SIZE = 12, 4, 100.0  # parcels; three columns a village
TARGET_HA = Decimal("20.00")


def village(column: int) -> str:
    """Return the code of the village a column of parcels lies in."""
    return VILLAGES[column // 3]


def area_of(wkt: str) -> float:
    """Return the official area of a polygon of the county, m²."""
    return geometry_area(QgsGeometry.fromWkt(wkt), area_frame(QgsCoordinateReferenceSystem(CRS)))


def parcel_row(column: int, row: int, **values: Any) -> dict[str, Any]:
    """Return a row of basic farmland: gross area as the geometry, net area 9000 m²."""
    number = row * COLUMNS + column + 1
    shape = str(values.pop("wkt", square(SIZE * column, SIZE * row, SIZE)))
    return {"TBMJ": round(area_of(shape), 2), "wkt": shape, "BSM": number, "JBNTTBBH": f"{village(column)}{number:06d}", "DLBM": "013", "JBNTMJ": 9000.0, "ZLDWDM": f"{village(column)}0000000", "XZQDM": village(column)[:9],
            "ZLDJDM": str(4 + row), **values}


def basic_farmland() -> QgsVectorLayer:
    """Return basic farmland after the adjustment: all but the first column."""
    return role_layer("basic_farmland", [parcel_row(column, row) for row in range(ROWS) for column in range(1, COLUMNS)])


def fringe() -> QgsVectorLayer:
    """Return the urban fringe, cutting through parcels."""
    return role_layer("urban_fringe", [{"wkt": square(250, 50, 333, 180)}, {"wkt": square(500, 150, 300, 100)}])


def layers_besides(before: bool = True, units: bool = True) -> list[QgsVectorLayer]:
    """Return what was basic farmland before, and the units."""
    layers = []
    if before:  # all but the last column; the parcels of the second row lie a little higher
        layers.append(role_layer("previous_farmland", [
            parcel_row(column, row, wkt=square(SIZE * column, SIZE * row + (7.5 if row == 1 else 0.0), SIZE, SIZE - 7.5))
            for row in range(ROWS) for column in range(COLUMNS - 1)]))
    if units:
        layers.append(role_layer("admin_area", [
            {"XZQDM": code, "XZQMC": code, "wkt": square(600.0 * place, -500, 600, 3000)}
            for place, code in enumerate(TOWNS)]))
        layers.append(role_layer("village", [
            {"XZQDM": code, "XZQMC": code, "wkt": square(300.0 * place, -500, 300, 3000)}
            for place, code in enumerate(VILLAGES)]))
    return layers


def dataset_of(edited: QgsVectorLayer, before: bool = True, units: bool = True, more: Sequence[QgsVectorLayer] = ()):
    """Return a dataset with the edited layer as basic farmland, what was there before, and the units."""
    return make_dataset(pack(), edited, *layers_besides(before, units), *more)


def construction() -> QgsVectorLayer:
    """Return new construction on every fourth parcel, across the borders of parcels and villages."""
    return role_layer("new_construction", [
        {"BSM": number, "XMMC": f"项目{number}", "wkt": square(130.0 * number, 40.0 * number, 150.0, 90.0)}
        for number in range(1, 8)])


def cut_layers() -> list[QgsVectorLayer]:
    """Return land use that construction cuts, earlier construction that cuts both, and units."""
    land = role_layer("land_use", [
        {"BSM": row * COLUMNS + column, "DLBM": "013" if (row + column) % 3 else "031", "TBMJ": 10_000.0,
         "TBDLMJ": 9000.0, "ZLDWDM": f"{village(column)}0000000", "wkt": square(SIZE * column, SIZE * row, SIZE)}
        for row in range(ROWS) for column in range(COLUMNS)])
    earlier = role_layer("previous_construction", [{"wkt": square(350, 100, 120)}, {"wkt": square(400, 120, 120)}])
    units = [role_layer(role, [
        {"XZQDM": code, "XZQMC": code, "wkt": square(1200.0 / len(codes) * place - 200 * (place == 0), -500,
                                                     1200.0 / len(codes) + 200 * (place == 0), 3000)}
        for place, code in enumerate(codes)]) for role, codes in (("admin_area", TOWNS), ("village", VILLAGES))]
    return [land, earlier, *units]


def cut_dataset(edited: QgsVectorLayer):
    """Return a dataset in which construction cuts the land use, and earlier construction cuts both."""
    return make_dataset(pack(), edited, *cut_layers())


def tree() -> UnitTree:
    """Return county, towns and villages."""
    return UnitTree([
        AdminUnit(COUNTY, "示范县", "county"),
        *(AdminUnit(code, f"镇{code[-3:]}", "town", COUNTY) for code in TOWNS),
        *(AdminUnit(code, f"村{code[-3:]}", "village", code[:9]) for code in VILLAGES),
    ])


def sheet(units: Optional[UnitTree] = None) -> IndicatorSheet:
    """Return a sheet with a target for each town."""
    from datetime import datetime, timezone

    origin = Origin(translatable("Test", "by hand"), "甲", datetime(2026, 1, 1, tzinfo=timezone.utc))
    values = [IndicatorValue(ValueKey(code, "02", pack().target_years[0], ValueKind.ASSIGNED),
                             Quantity(TARGET_HA, "ha"), origin) for code in TOWNS]
    return IndicatorSheet(pack().indicators, units or tree(), values)


def session_of(layer: QgsVectorLayer, start: bool = True, **options: Any) -> LiveSession:
    """Return a session on a layer, measured before it is returned."""
    units = tree()
    session = LiveSession.prepare(dataset_of(layer, **options), units, "basic_farmland", layer, sheet(units))
    if start:
        session.start(background=False)
    return session


def stored(layer: QgsVectorLayer, folder: Path, driver: str) -> QgsVectorLayer:
    """Return a memory layer written to a file and opened from there."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    options.layerName = "JBNTBHTB"
    options.fileEncoding = "UTF-8"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / ("JBNTBHTB.shp" if driver == "ESRI Shapefile" else "基本农田.gpkg")
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsCoordinateTransformContext(), options)
    if error != QgsVectorFileWriter.WriterError.NoError:
        raise ValueError(message)
    found = QgsVectorLayer(str(path), "JBNTBHTB", "ogr")
    if not found.isValid():
        raise ValueError(str(path))
    return found


def settle() -> None:
    """Let the event loop turn."""
    for _ in range(3):
        QCoreApplication.processEvents()


def stored_in(layers: Sequence[QgsVectorLayer], folder: Path) -> list[QgsVectorLayer]:
    """Return memory layers written to one GeoPackage and opened from there."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "县.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    for layer in layers:
        options.layerName = layer.name()
        error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, str(path), QgsCoordinateTransformContext(), options)
        if error != QgsVectorFileWriter.WriterError.NoError:
            raise ValueError(message)
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    return [QgsVectorLayer(f"{path}|layername={layer.name()}", layer.name(), "ogr") for layer in layers]


class RandomEditor:
    """Edits a layer at random, as a person and their tools would."""

    def __init__(self, layer: QgsVectorLayer, seed: int) -> None:
        """:param seed: of the random numbers"""
        self.layer = layer
        self.random = random.Random(seed)

    def step(self) -> str:
        """Make one edit and return what it was."""
        if not self.layer.isEditable():
            self.layer.startEditing()
            return "start"
        kinds = ["add", "add", "delete", "geometry", "geometry", "attribute", "attribute", "empty", "split", "many",
                 "undo", "undo", "undo", "redo", "redo", "destroyed", "merge", "commit", "rollback", "save"]
        kind = self.random.choice(kinds)
        getattr(self, f"_{kind}")()
        return kind

    def shape(self) -> QgsGeometry:
        """Return a rectangle, a polygon with a hole, two parts or a bow-tie near the parcels."""
        x, y = (self.random.uniform(-150, 1250) for _ in range(2))
        y = self.random.uniform(-150, 450)
        wide, high = self.random.uniform(1, 250), self.random.uniform(1, 150)
        kind = self.random.random()
        if kind < 0.7:
            return QgsGeometry.fromWkt(square(x, y, wide, high))
        if kind < 0.8:
            inner = square(x + wide / 4, y + high / 4, wide / 2, high / 2)[len("Polygon("):-1]
            return QgsGeometry.fromWkt(f"{square(x, y, wide, high)[:-1]}, {inner})")
        if kind < 0.9:
            other = QgsGeometry.fromWkt(square(x + wide + 20, y, wide, high))
            return QgsGeometry.collectGeometry([QgsGeometry.fromWkt(square(x, y, wide, high)), other])
        e, n = EAST + x, NORTH + y
        return QgsGeometry.fromWkt(
            f"Polygon(({e} {n}, {e + wide} {n + high}, {e + wide} {n}, {e} {n + high}, {e} {n}))")

    def fid(self) -> Optional[int]:
        """Return the id of some feature, None when there is none."""
        fids = sorted(self.layer.allFeatureIds())
        return self.random.choice(fids) if fids else None

    def feature(self) -> QgsFeature:
        """Return a new feature, drawn by hand or copied with its attributes."""
        feature = QgsFeature(self.layer.fields())
        if self.random.random() < 0.5:
            values: dict[str, Any] = {"TBMJ": 10_000.0, "JBNTMJ": 8000.0, "ZLDJDM": "6",
                      "ZLDWDM": self.random.choice([*VILLAGES, TOWNS[0], "999", None])}
            for name, value in values.items():
                if self.layer.fields().lookupField(name) >= 0:
                    feature[name] = value
        feature.setGeometry(self._fitting(self.shape()))
        return feature

    def _fitting(self, geometry: QgsGeometry) -> QgsGeometry:
        """Return a geometry of the type the layer holds."""
        if not geometry.isMultipart() and self.layer.storageType() in ("GPKG", "ESRI Shapefile"):
            geometry.convertToMultiType()
        return geometry

    def _add(self) -> None:
        self.layer.addFeature(self.feature())

    def _delete(self) -> None:
        fid = self.fid()
        if fid is not None:
            self.layer.deleteFeature(fid)

    def _geometry(self) -> None:
        fid = self.fid()
        if fid is not None:
            self.layer.changeGeometry(fid, self._fitting(self.shape()))

    def _empty(self) -> None:
        fid = self.fid()
        if fid is not None:
            self.layer.changeGeometry(fid, QgsGeometry())

    def _attribute(self) -> None:
        fid = self.fid()
        name, value = self.random.choice([
            ("JBNTMJ", 7777.77), ("JBNTMJ", None), ("TBMJ", 12_345.0), ("TBMJ", 10_000.0), ("ZLDJDM", "9"),
            ("ZLDJDM", "九"), ("ZLDJDM", None), ("ZLDWDM", f"{VILLAGES[3]}0000000"), ("ZLDWDM", ""), ("DLBM", "011")])
        index = self.layer.fields().lookupField(name)
        if fid is not None and index >= 0:
            self.layer.changeAttributeValue(fid, index, value)

    def _split(self) -> None:
        x = EAST + self.random.uniform(0, 1200)
        curve = [QgsPointXY(x, NORTH - 200), QgsPointXY(x + 30, NORTH + 700)]
        self.layer.beginEditCommand("split")
        self.layer.splitFeatures(curve, False)
        self.layer.endEditCommand()

    def _merge(self) -> None:
        one, two = self.fid(), self.fid()
        if one is None or one == two:
            return
        shapes = [self.layer.getFeature(fid).geometry() for fid in (one, two)]
        if any(shape.isEmpty() for shape in shapes):
            return
        self.layer.beginEditCommand("merge")
        self.layer.changeGeometry(one, self._fitting(QgsGeometry.collectGeometry(
            [part for shape in shapes for part in shape.asGeometryCollection() or [shape]])))
        self.layer.deleteFeature(two)
        self.layer.endEditCommand()

    def _many(self) -> None:
        self.layer.beginEditCommand("many")
        for _ in range(self.random.randint(2, 12)):
            getattr(self, self.random.choice(["_add", "_delete", "_geometry", "_attribute"]))()
        self.layer.endEditCommand()

    def _destroyed(self) -> None:
        self.layer.beginEditCommand("given up")
        self._geometry()
        self._add()
        self._delete()
        self.layer.destroyEditCommand()

    def _undo(self) -> None:
        self.layer.undoStack().undo()

    def _redo(self) -> None:
        self.layer.undoStack().redo()

    def _commit(self) -> None:
        self.layer.commitChanges()

    def _save(self) -> None:
        self.layer.commitChanges(False)

    def _rollback(self) -> None:
        self.layer.rollBack()
