"""Plants defects into a clean delivery and keeps the list of the findings each of them must cause."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Callable, Iterable, Mapping, Optional, Sequence

import numpy as np

from .arcs import Polygon
from .county import polygon_areas
from .delivery import cents
from .standards import key_fields
from .tables import Row, Table, Value


@dataclass
class Expected:
    """A finding that must come.

    :ivar layer: role of the layer the check looks at
    :ivar rows: the features it names; their keys are read when everything is planted
    :ivar unit: code of the unit, for findings on a unit
    """

    check: str
    kind: str
    layer: str
    field: str = ""
    rows: tuple[tuple[str, Row], ...] = ()  # (role, row)
    unit: str = ""
    keys: tuple[str, ...] = ()  # of what is no feature with a business key


@dataclass
class Defect:
    """A planted defect with all findings it causes."""

    id: str
    zh: str
    en: str
    expected: list[Expected] = field(default_factory=list)


def text_of(value: Value) -> str:
    """Return a key value as the engine writes it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


class Planting:
    """A copy of a clean delivery that defects are planted into, one place for each.

    :ivar tables: layers by name
    :ivar not_run: ids of the checks that cannot run any more
    """

    def __init__(
        self,
        pack: str,
        source: str,
        tables: Mapping[str, Table],
        frame: Any,
        letter: str,
        settle: Mapping[str, Callable[[Planting, Row], None]],
    ) -> None:
        """:param source: file or folder of the delivery
        :param frame: area frame of the delivery's CRS; ``letter`` begins the defect ids
        :param settle: by layer, what lets the area fields of a feature follow its shape
        """
        self.pack = pack
        self.source = source
        self.tables = {name: table.copy() for name, table in tables.items()}
        self.frame = frame
        self.defects: list[Defect] = []
        self.not_run: list[str] = []
        self._letter = letter
        self._settle = settle
        self._used: set[int] = set()
        self._exclusive: set[int] = set()
        self.places: dict[str, list[tuple[float, float]]] = {}  # where borders were moved, by layer
        self._next_identifier: dict[str, int] = {}
        self._last: dict[str, Row] = {}

    # --- the list ----------------------------------------------------------------------------

    def defect(self, zh: str, en: str) -> Defect:
        """Start a defect; `expect` adds the findings it causes."""
        defect = Defect(f"{self._letter}{len(self.defects) + 1:03d}", zh, en)
        self.defects.append(defect)
        return defect

    def expect(
        self, check: str, kind: str, layer: str, *rows: Row, field: str = "", partner: Optional[tuple[str, Row]] = None
    ) -> None:
        """Say that the last defect causes a finding.

        :param layer: name of the layer in the delivery; ``rows`` are its features
        :param partner: layer and feature of another layer that the finding names as well
        """
        role = self.tables[layer].role if layer else ""
        named = tuple((role, row) for row in rows)
        if partner is not None:
            named += ((self.tables[partner[0]].role, partner[1]),)
        self.defects[-1].expected.append(Expected(check, kind, role, field, named))

    def expect_layer(self, check: str, kind: str, role: str, field: str = "") -> None:
        """Say that the last defect causes a finding on a layer as a whole."""
        self.defects[-1].expected.append(Expected(check, kind, role, field))

    def expect_on(self, check: str, kind: str, layer: str, *features: tuple[str, Row], field: str = "") -> None:
        """Say that the last defect causes a finding of a layer's check that names features of other layers.

        :param features: layer and feature
        """
        named = tuple((self.tables[name].role, row) for name, row in features)
        self.defects[-1].expected.append(Expected(check, kind, self.tables[layer].role, field, named))

    def expect_unit(self, check: str, kind: str, layer: str, unit: str, field: str = "") -> None:
        """Say that the last defect causes a finding on an administrative unit.

        :param unit: its code, empty for the county as a whole
        """
        self.defects[-1].expected.append(Expected(check, kind, self.tables[layer].role, field, (), unit))

    def entries(self) -> list[dict[str, Any]]:
        """Return the documented list, one entry for each finding that must come."""
        keys = {table.role: key_fields(self.pack, table.role) for table in self.tables.values()}
        return [
            {
                "defect": defect.id,
                "pack": self.pack,
                "source": self.source,
                "check": expected.check,
                "kind": expected.kind,
                "layer": expected.layer,
                "field": expected.field,
                "keys": sorted(self._key(row, keys[role]) for role, row in expected.rows)
                or ([expected.unit] if expected.unit else sorted(expected.keys)),
                "note": {"zh": defect.zh, "en": defect.en},
            }
            for defect in self.defects
            for expected in defect.expected
        ]

    @staticmethod
    def _key(row: Row, names: Sequence[str]) -> str:
        parts = [text_of(row.values.get(name)) for name in names]
        return "-".join(parts) if any(parts) else ""

    # --- rows --------------------------------------------------------------------------------

    def use(self, *rows: Row) -> None:
        """Reserve features, so that no other defect touches them."""
        self._used |= {id(row) for row in rows}

    def reserve(self, *rows: Row) -> None:
        """Reserve features for the defect at hand alone."""
        self.use(*rows)
        self._exclusive |= {id(row) for row in rows}

    def free(self, row: Row) -> bool:
        """Whether no defect has touched a feature yet."""
        return id(row) not in self._used

    def scattered(self, layer: str, again: bool = False) -> list[Row]:
        """Return the untouched features of a layer in an order that jumps about the county.

        :param again: also those touched before, as layers of few features need it
        """
        barred = self._exclusive if again else self._used
        rows = [row for row in self.tables[layer].rows if id(row) not in barred and row.shape]
        return sorted(rows, key=lambda row: hashlib.sha256(repr(row.shape[0]).encode()).digest())

    def shared(self, row: Row) -> bool:
        """Whether a feature may carry more than one defect."""
        return id(row) not in self._exclusive

    def pick(
        self,
        layer: str,
        wanted: Callable[[dict[str, Value]], bool] = lambda values: True,
        exclusive: bool = False,
    ) -> Row:
        """Reserve and return a feature whose values fit, an untouched one where there is one.

        :param exclusive: let no other defect touch the feature
        """
        last = self._last.get(layer)
        for row in [*self.scattered(layer), *self.scattered(layer, again=True)]:
            if wanted(row.values) and row is not last:
                self._last[layer] = row
                self.use(row)
                if exclusive:
                    self._exclusive.add(id(row))
                return row
        raise LookupError(f"{layer} has no untouched feature of the kind wanted")

    def identifier(self, layer: str) -> Value:
        """Return a BSM no feature of the layer has."""
        used = [row.values.get("BSM") for row in self.tables[layer].rows]
        highest = max(int(value) for value in used if value is not None)
        number = self._next_identifier[layer] = self._next_identifier.get(layer, highest) + 1
        return number if self.tables[layer].column("BSM").type == "integer" else f"{number:018d}"

    def add_copy(self, layer: str, row: Row, shape: object, **changes: Value) -> Row:
        """Append a feature with the values of another, a new identifier and some changes."""
        values = dict(row.values)
        if any(column.name == "BSM" for column in self.tables[layer].columns):
            values["BSM"] = self.identifier(layer)
        new = Row(values | changes, shape)
        self.tables[layer].rows.append(new)
        self.use(new)
        self._exclusive.add(id(new))
        return new

    def set(self, row: Row, **changes: Value) -> None:
        """Change values of a feature."""
        row.values.update(changes)

    def change(
        self,
        layer: str,
        wanted: Callable[[dict[str, Value]], bool],
        note: tuple[str, str],
        findings: Sequence[tuple[str, str, str]],
        **values: Value,
    ) -> Row:
        """Plant a defect by changing values of one feature.

        :param note: the defect in Chinese and English
        :param findings: check, kind and field of each finding on the feature
        """
        row = self.pick(layer, wanted)
        self.set(row, **values)
        self.defect(*note)
        for check, kind, field_name in findings:
            self.expect(check, kind, layer, row, field=field_name)
        return row

    def recode(self, row: Row, name: str, new: Callable[[str], str]) -> None:
        """Replace a code of a feature by what ``new`` makes of it."""
        row.values[name] = new(str(row.values[name]))

    def settle(self, layer: str, *rows: Optional[Row]) -> None:
        """Let the area fields of features follow their shapes."""
        for row in rows:
            if row is not None and layer in self._settle:
                self._settle[layer](self, row)

    def area(self, row: Row) -> float:
        """Return the official area of a feature as drawn now, in m²."""
        return float(polygon_areas([row.shape], self.frame)[0])

    def drop_column(self, layer: str, name: str) -> None:
        """Remove a column."""
        table = self.tables[layer]
        table.columns = [column for column in table.columns if column.name != name]

    def retype_column(self, layer: str, name: str, type_: str, length: int = 0, decimals: int = 2) -> None:
        """Give a column another type, length or number of decimals."""
        table = self.tables[layer]
        position = [column.name for column in table.columns].index(name)
        old = table.columns[position]
        table.columns[position] = type(old)(name, type_, length, old.alias, decimals)
        for row in table.rows:
            value = row.values.get(name)
            if type_ == "text" and value is not None:
                row.values[name] = text_of(value) if not isinstance(value, float) else f"{value:.2f}"

    def move_to_crs(self, layer: str, crs: int, east: float = 0.0) -> None:
        """Declare another CRS for a layer, shifting its eastings."""
        table = self.tables[layer]
        table.crs = crs
        if not east:
            return
        for row in table.rows:
            if row.shape is None:
                continue
            if table.geometry == "line":
                row.shape = [(x + east, y) for x, y in row.shape]
            else:
                row.shape = [[[(x + east, y) for x, y in ring] for ring in polygon] for polygon in row.shape]


def settle_second_survey(planting: Planting, row: Row, area: Optional[float] = None) -> None:
    """Set parcel area, ridges and net area of a second-survey parcel (二调) to what its shape demands."""
    area = planting.area(row) if area is None else area
    values = row.values
    lines, points = float(values.get("XZDWMJ") or 0), float(values.get("LXDWMJ") or 0)
    ridges = cents((area - lines - points) * float(values.get("TKXS") or 0))
    net = cents(area - lines - points - ridges)
    values |= {"TBMJ": area, "TKMJ": ridges, ("TBDLMJ" if "TBDLMJ" in values else "JBNTMJ"): net}


def settle_third_survey(planting: Planting, row: Row, area: Optional[float] = None) -> None:
    """Set parcel area, deducted and net area of a third-survey parcel (三调) to what its shape demands."""
    area = planting.area(row) if area is None else area
    ridges = cents(area * float(row.values.get("KCXS") or 0))
    row.values |= {"TBMJ": area, "KCMJ": ridges, "TBDLMJ": cents(area - ridges)}


def settle_ledger(planting: Planting, row: Row) -> None:
    """Set the areas of a ledger parcel to what its shape demands; the difference goes to farmland."""
    area = planting.area(row)
    parts = sum(float(row.values.get(name) or 0) for name in ("QTNYDMJ", "JSYDMJ", "WLYDMJ"))
    row.values |= {"TBMJ": area, "GDMJ": cents(area - parts)}


def settle_field(name: str, unit: float = 1.0, decimals: int = 2) -> Callable[[Planting, Row], None]:
    """Return a function that sets one area field (in ``unit`` m²) to what the shape demands."""

    def settle(planting: Planting, row: Row) -> None:
        row.values[name] = round(planting.area(row) / unit, decimals)

    return settle


def flat_area(polygons: Sequence[Polygon]) -> float:
    """Return the area on the map plane in m², which is not the official area."""
    total = 0.0
    for polygon in polygons:
        for ring in polygon:
            points = np.array(ring) - np.array(ring[0])
            x, y = points[:, 0], points[:, 1]
            total += float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)
    return cents(total)


def as_yaml(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the entries as lines of YAML."""
    lines = []
    for entry in entries:
        keys = ", ".join(_quoted(key) for key in entry["keys"])
        lines += [
            f"- {{defect: {entry['defect']}, pack: {entry['pack']}, source: {entry['source']},",
            f"   check: {_quoted(entry['check'])}, kind: {entry['kind']}, layer: {_quoted(entry['layer'])}, "
            f"field: {_quoted(entry['field'])}, keys: [{keys}],",
            f"   note: {{zh: {_quoted(entry['note']['zh'])}, en: {_quoted(entry['note']['en'])}}}}}",
        ]
    return lines


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    visible = "".join(c if c.isprintable() and c != "\u3000" else f"\\u{ord(c):04x}" for c in escaped)
    return f'"{visible}"'
