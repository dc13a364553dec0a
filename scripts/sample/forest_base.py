"""What the planning base of a town is made from: the land survey, and a one-map that was drawn apart from it.

The one-map has the surveyed stands where they were surveyed (moved, not redrawn), and elsewhere sub-compartments of the
coarser drawing of forestry, so that no border runs as in the land survey. It differs from the survey in the three ways
that are to be decided: forest on land that the survey has otherwise, none where the survey has forest, other classes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Hashable, Optional

from osgeo import ogr
from qgis.core import QgsGeometry

from .arcs import Fabric, Polygon
from .county import ORIGIN, STANDS_AT, polygon_areas
from .forest import FOREST_USES, ForestDelivery
from .grids import Labels
from .landscape import FINE
from .names import COUNTY_CODE, town_code
from .overlays import geometry_of, shapes_of
from .tables import Row, Table, Value

TOWN = 0
COARSE = 2.4  # fine cells a border of the one-map may be straightened by
LEAST = 667.0  # m²; smaller sub-compartments are not mapped (1 mu)
MISSED = 11  # every so many parcels of forest of the survey the one-map does not have

#: classes of the stands by development class, in the three digits of the inventory
STAND_CLASSES = {"T1": "141", "A0": "161"}
#: classes of the one-map by those of the delivery, in the three digits of the inventory
INVENTORY = {"0111": "111", "0120": "120", "0131": "131", "0132": "132", "0141": "141", "0161": "161"}


class BaseInputs:
    """The layers: XZQ, DLTB, LDXB, GHFZLY and YJJBNTBHTB of one town.

    :ivar tables: layers by name
    """

    def __init__(self, delivery: ForestDelivery, parcels: Labels, data: Path) -> None:
        """:param parcels: (rows, columns) parcel number of the fine grid, -1 outside the county
        :param data: folder of the open data
        """
        self._delivery = delivery
        self._county = delivery.county
        self._parcels = parcels
        self._inside = {parcel for parcel in range(self._county.count) if delivery.town_of(parcel) == TOWN}
        self.tables: dict[str, Table] = {}
        code = town_code(TOWN)
        self._take("XZQ", lambda row: row.values["XZQDM"] == code)
        self._take("DLTB", lambda row: str(row.values["ZLDWDM"]).startswith(code))
        self._take("YJJBNTBHTB", lambda row: str(row.values["XZQDM"]).startswith(code))
        town = geometry_of(self.tables["XZQ"].rows[0].shape)
        self._take("GHFZLY", lambda row: geometry_of(row.shape).intersection(town).area() > 1.0)
        self._villages = {
            str(row.values["ZLDWDM"])[:12]: geometry_of(row.shape)
            for row in delivery.tables["CJDCQ"].rows
            if str(row.values["ZLDWDM"]).startswith(code)
        }
        self._town = town
        self._table = Table("LDXB", delivery.tables["LDXB"].columns, "polygon", self._county.epsg,
                            delivery.tables["LDXB"].title, "subcompartment")  # fmt: skip
        self.tables["LDXB"] = self._table
        self._numbers: dict[str, int] = {}
        self._one_map(data)

    def _take(self, name: str, wanted: Callable[[Row], bool]) -> None:
        table = self._delivery.tables[name]
        rows = [Row(dict(row.values), row.shape) for row in table.rows if wanted(row)]
        self.tables[name] = Table(name, table.columns, table.geometry, table.crs, table.title, table.role, rows)

    # --- the one-map ---------------------------------------------------------------------------

    def _one_map(self, data: Path) -> None:
        taken: list[QgsGeometry] = []
        for shape, values in self._stands(data):
            self._draw(shape, values, taken)
        surveyed = QgsGeometry.unaryUnion(taken)
        for shape, values in self._coarse():
            self._draw(shape.difference(surveyed), values, [])

    def _draw(self, shape: QgsGeometry, values: dict[str, Value], taken: list[QgsGeometry]) -> None:
        """Add a sub-compartment within the town, less what others have of it."""
        shape = shape.intersection(self._town)
        for other in taken:
            if shape.boundingBoxIntersects(other) and shape.intersects(other):
                shape = shape.difference(other)
        for polygon in _sound_shapes(shape):
            area = float(polygon_areas([[polygon]], self._county.frame)[0])
            if area < LEAST:
                continue
            drawn = geometry_of([polygon])
            taken.append(drawn)
            village = max(self._villages, key=lambda code: drawn.intersection(self._villages[code]).area())
            number = self._numbers[village] = self._numbers.get(village, 0) + 1
            self._table.rows.append(Row(
                values | {
                    "SHENG": COUNTY_CODE[:2], "XIAN": COUNTY_CODE, "XIANG": village[6:9], "CUN": village[9:],
                    "LIN_BAN": f"{int(village[9:]) - 199:04d}", "XIAO_BAN": f"{number:05d}",
                    "MIAN_JI": round(area / 10_000, 4),
                }, [polygon],
            ))  # fmt: skip

    def _stands(self, data: Path) -> list[tuple[QgsGeometry, dict[str, Value]]]:
        """Return the surveyed stands, moved to where the county has them."""
        source = ogr.Open(str(data / "fi_metsi_stands" / "fi_forest_stands.gpkg"))
        layer = source.GetLayerByName("metsi_grow_3")
        west, _, _, north = layer.GetExtent()
        zone = round(self._county.place(0, 0)[0] - ORIGIN[0])
        east = zone + ORIGIN[0] - west + STANDS_AT[1] * FINE
        up = ORIGIN[1] - north - STANDS_AT[0] * FINE
        found = []
        for feature in sorted(layer, key=lambda each: int(each["StandNumber"])):
            shape = QgsGeometry()
            shape.fromWkb(bytes(feature.GetGeometryRef().ExportToIsoWkb()))
            shape.translate(east, up)
            development = feature["DevelopmentClass"] or "02"
            found.append((shape if shape.isGeosValid() else shape.makeValid(), {
                "DI_LEI": STAND_CLASSES.get(development, "111"), "LD_QS": "10", "SEN_LIN_LB": "22", "BH_DJ": "4",
                "QI_YUAN": "21", "LIN_ZHONG": None if development in STAND_CLASSES else "233", "BCLD": "1",
            }))  # fmt: skip
        return found

    def _coarse(self) -> list[tuple[QgsGeometry, dict[str, Value]]]:
        """Return the other forest of the town as forestry draws it: fewer corners, like neighbours together."""
        groups: list[Optional[Hashable]] = [None] * self._county.count
        for parcel in sorted(self._inside):
            if self._delivery.uses[parcel] not in FOREST_USES or parcel % MISSED == 0:
                continue
            values = self._delivery.compartments[parcel]
            kind = (values["DI_LEI"], values["SEN_LIN_LB"], values["BH_DJ"], values["QI_YUAN"], values["LIN_ZHONG"])
            groups[parcel] = (*kind, values["LD_QS"], parcel // 40)
        coarse = Fabric(self._parcels, FINE, self._county.place(0, 0), COARSE)
        pieces = self._county.dissolve(groups)
        owner: list[Optional[int]] = [None] * self._county.count
        for number, piece in enumerate(pieces):
            for parcel in piece.members:
                owner[parcel] = number
        found = []
        for number, polygons in sorted(coarse.polygons(owner).items()):
            shape = geometry_of(polygons)
            code, category, grade, origin, use, ownership, _ = pieces[number].group
            found.append((shape if shape.isGeosValid() else shape.makeValid(), {
                "DI_LEI": INVENTORY[str(code)], "LD_QS": ownership, "SEN_LIN_LB": category, "BH_DJ": grade,
                "QI_YUAN": origin, "LIN_ZHONG": use, "BCLD": "1",
            }))  # fmt: skip
        return found


def _sound_shapes(shape: QgsGeometry) -> list[Polygon]:
    """Return the polygons of a cut geometry: where rounding would make one invalid, its hair-thin ends are left out."""
    for narrow in (0.0, 0.05, 0.2):
        try:
            return shapes_of(shape.buffer(-narrow, 2).buffer(narrow, 2) if narrow else shape, narrow)
        except ValueError:
            continue
    raise ValueError("a sub-compartment of the one-map cannot be cut")
