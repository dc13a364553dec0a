"""Made-up counties for the screening: squares far apart, each with the overlays and evidence a case asks for."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.delineation.inputs import read_parcels, read_units
from landplan_toolbox.algorithms.delineation.model import Parcels, Screening
from landplan_toolbox.algorithms.delineation.screening import screen
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import FieldType, Pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from qgis.core import QgsVectorLayer
from selfcheck_support import make_dataset, memory_layer

CRS = "EPSG:2381"  # Xi'an 1980 / 3-degree Gauss-Kruger CM 108E, which is x = 500 000
EAST, NORTH, STEP = 500_000.0, 3_800_000.0, 1_000.0
ANCHOR = "anchor"  # farmland so large that it alone makes the county's mean quality
VALUES = {"control_zone": {"GZQLXDM": "010"}}  # of the overlays, where a criterion looks at them
_LOADED: dict[str, Pack] = {}


def farmland_pack() -> Pack:
    """Return the shipped farmland pack, loaded once."""
    if "farmland" not in _LOADED:
        _LOADED["farmland"] = load_pack("farmland", kind_specs())
    return _LOADED["farmland"]


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """Return the WKT of a rectangle; x and y in m from the corner of the county."""
    e, n = EAST + x, NORTH + y
    return f"Polygon(({e} {n}, {e + width} {n}, {e + width} {n + height}, {e} {n + height}, {e} {n}))"


class MadeCounty:
    """A county of squares, each 1 km from the next."""

    def __init__(self, pack: Optional[Pack] = None) -> None:
        """:param pack: the farmland pack where None"""
        self.pack = pack or farmland_pack()
        self.rows: list[dict[str, Any]] = []
        self.covers: dict[str, list[dict[str, Any]]] = {}
        self.evidence: list[dict[str, Any]] = []

    def anchor(self, grade: int) -> None:
        """Add farmland of 100 km² that decides the mean quality grade."""
        self.rows.append({"BSM": 999_999, "DLBM": "013", "GDPDJ": "1", "GDDB": grade, "wkt": rectangle(0, 5_000, 1e4, 1e4)})

    def parcel(
        self,
        *,
        side: float = 200.0,
        current: float = 0.0,
        cover: Optional[Mapping[str, float]] = None,
        cover_values: Optional[Mapping[str, Any]] = None,
        evidence: Sequence[str] = (),
        at: Optional[tuple[float, float]] = None,
        **fields: Any,
    ) -> int:
        """Add a square parcel and return its number, which is its key.

        :param current: share of it that is basic farmland now
        :param cover: share of it that the layer of a role covers, from its western side
        :param cover_values: attributes of those overlays
        :param evidence: kinds of evidence there are for it
        :param at: place in m from the corner of the county, else 1 km from the one before
        """
        key = len(self.rows) + 1
        x, y = at or (key * STEP, 0.0)
        row = {"BSM": key, "DLBM": "013", "GDPDJ": "1", "GDLX": "P", "ZLDWDM": "610124100001", **fields}
        self.rows.append({**row, "wkt": rectangle(x, y, side, side)})
        shares = {**(cover or {}), **({self.pack.delineation.current_role: current} if current else {})}
        for role, share in shares.items():
            values = {**VALUES.get(role, {}), **(cover_values or {})}
            self.covers.setdefault(role, []).append({**values, "wkt": rectangle(x, y, side * share, side)})
        self.evidence += [{"TBBSM": str(key), "ZMLX": kind, "CLMC": f"document {kind}"} for kind in evidence]
        return key

    def layer(self, role_id: str, rows: Sequence[Mapping[str, Any]], crs: str = CRS, skip: Sequence[str] = ()) -> QgsVectorLayer:
        """Return a memory layer of a role with all its fields."""
        role = self.pack.layers[role_id]
        fields = {
            name: f"text({max(rule.length or 254, 60)})" if rule.type is FieldType.TEXT else rule.type.value
            for name, rule in role.fields.items() if name not in skip
        } or {"NAME": "text(10)"}
        kind = "NoGeometry" if role.geometry.value == "none" else role.geometry.value.capitalize()
        return memory_layer(role.names[0], fields, rows, geometry=kind.replace("Line", "LineString"), crs=crs)

    def overlay_roles(self) -> list[str]:
        """Return the roles of all overlays the criteria look at."""
        criteria = self.pack.delineation.criteria
        return sorted({criterion.overlay.role for criterion in criteria if criterion.overlay is not None})

    def layers(self, without: Sequence[str] = (), skip: Sequence[str] = ()) -> dict[str, QgsVectorLayer]:
        """Return all layers by role.

        :param without: roles that are missing
        :param skip: fields the parcels do not have
        """
        rules = self.pack.delineation
        layers = {rules.parcels.role: self.layer(rules.parcels.role, self.rows, skip=skip)}
        for role in {*self.overlay_roles(), rules.current_role}:
            layers[role] = self.layer(role, self.covers.get(role, ()))
        layers[rules.evidence.role] = self.layer(rules.evidence.role, self.evidence)
        return {role: layer for role, layer in layers.items() if role not in without}

    def screened(self, layers: Optional[Mapping[str, QgsVectorLayer]] = None, **options: Any) -> tuple[Parcels, Screening]:
        """Read and screen the county.

        :param layers: by role; those of `layers` where None
        :param options: of `read_parcels`
        """
        layers = dict(self.layers() if layers is None else layers)
        rules = self.pack.delineation
        dataset = make_dataset(self.pack, *layers.values())
        current = layers.get(rules.current_role)
        parcels = read_parcels(
            self.pack, layer_source(layers[rules.parcels.role]),
            current=None if current is None else layer_source(current), **options,
        )
        return parcels, screen(self.pack, parcels, dataset)

    def units(self, codes: Mapping[str, str]):
        """Return units of the given code and WKT."""
        rows = [{"XZQDM": code, "XZQMC": f"town {code}", "wkt": wkt} for code, wkt in codes.items()]
        return read_units(self.pack, layer_source(self.layer("admin_area", rows)))


def place(screening: Screening, code: str) -> int:
    """Return the row of a criterion by its reason code."""
    return [criterion.code for criterion in screening.criteria].index(code)
