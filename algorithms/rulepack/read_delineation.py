"""Reads ``delineation.yaml``: how the plan's permanent basic farmland is delineated (划定规则)."""

from __future__ import annotations

from typing import Callable, Optional, TypeVar

from ..message import translatable
from .delineation_references import checked_role, no_such_code, selects, share
from .delineation_rules import (
    DelineationRules,
    EvidenceTable,
    FillOrder,
    ParcelFields,
    TargetTable,
    UnitLayers,
)
from .model import CodeList, FieldType, GeometryKind, LayerRole
from .read_criteria import CriteriaReader
from .reader import Reader
from .section import Section
from .section_parts import check_role_field, not_negative
from .vocabulary import Vocabulary
from .yaml_lines import YamlNode

T = TypeVar("T")

_AREAS = (GeometryKind.POLYGON,)
_NUMBERS = (FieldType.INTEGER, FieldType.REAL)


def read_delineation(root: YamlNode, reader: Reader, vocabulary: Vocabulary) -> Optional[DelineationRules]:
    """Return the content of ``delineation.yaml``; None when it is no mapping.

    Whatever is wrong in the file is noted with the reader; what is returned then is not to be used.
    """
    node = reader.mapping(root, reader.file)
    if node is None:
        return None
    content = _Content(Section(reader, node, 1, reader.file), vocabulary)
    parcels, parcel_role = content.parcels()
    current_role, current_share = content.current()
    result_role, ledger_role = content.results()
    units = content.units()
    targets = content.targets()
    evidence = content.evidence()
    order = content.order(parcels.land_classes)
    min_block = not_negative(content.top, "min_block_m2")
    frozen = content.role(content.top, "frozen", _AREAS, required=False)
    criteria = CriteriaReader(
        content.top, vocabulary, parcel_role, content.code_list(evidence.kinds)
    ).read()
    content.top.finish()
    return DelineationRules(
        parcels=parcels,
        current_role=current_role,
        current_share=current_share,
        result_role=result_role,
        ledger_role=ledger_role,
        units=units,
        targets=targets,
        evidence=evidence,
        order=order,
        min_block_m2=min_block,
        frozen_role=None if frozen is None else frozen.id,
        criteria=criteria,
    )


class _Content:
    """The sections before the criteria."""

    def __init__(self, top: Section, vocabulary: Vocabulary) -> None:
        self.top = top
        self._reader = top.reader
        self._vocabulary = vocabulary

    def parcels(self) -> tuple[ParcelFields, Optional[LayerRole]]:
        """Return what the parcels are, and their role."""

        def read(section: Section) -> tuple[ParcelFields, Optional[LayerRole]]:
            role = self.role(section, "layer", _AREAS)
            classes = self._code_list_name(section, "land_classes", grouped=True)
            fields = ParcelFields(
                role="" if role is None else role.id,
                key=self._field(section, role, "key"),
                land_class=self._field(section, role, "land_class"),
                land_classes=classes,
                farmland=self._classes(section, "farmland", classes),
                location=self._field(section, role, "location"),
                location_name=self._field(section, role, "location_name"),
                gross_area=self._field(section, role, "gross_area", _NUMBERS),
                deductions=self._deductions(section, role),
                slope_class=self._field(section, role, "slope_class", required=False) or None,
                quality=self._field(section, role, "quality", required=False) or None,
                smaller_is_better=section.boolean("smaller_is_better", True),
            )
            return fields, role

        nothing: tuple[ParcelFields, Optional[LayerRole]] = (
            ParcelFields("", "", "", "", (), "", "", "", (), None, None),
            None,
        )
        return self._section("parcels", read, nothing)

    def current(self) -> tuple[str, float]:
        """Return the role of the basic farmland before the delineation, and the share that makes it so."""

        def read(section: Section) -> tuple[str, float]:
            role = self.role(section, "layer", _AREAS)
            return "" if role is None else role.id, share(section, "share")

        return self._section("current", read, ("", 0.5))

    def results(self) -> tuple[str, str]:
        """Return the roles of the resulting layer and of the ledger of changes."""

        def read(section: Section) -> tuple[str, str]:
            roles = [self.role(section, key, _AREAS) for key in ("layer", "ledger")]
            first, second = ("" if role is None else role.id for role in roles)
            return first, second

        return self._section("results", read, ("", ""))

    def units(self) -> UnitLayers:
        """Return the layers of administrative units."""

        def read(section: Section) -> UnitLayers:
            roles = self._roles(section, "layers", _AREAS)
            code, name = section.text("code", required=True) or "", section.text("name", required=True) or ""
            for role in roles:
                for key, value in (("code", code), ("name", name)):
                    if value:
                        self._vocabulary.check_field(
                            self._reader, role, value, section.line_of(key), section.path(key)
                        )
            return UnitLayers(tuple(role.id for role in roles), code, name)

        return self._section("units", read, UnitLayers((), "", ""))

    def targets(self) -> TargetTable:
        """Return the table of targets handed down."""

        def read(section: Section) -> TargetTable:
            role = self.role(section, "layer", tuple(GeometryKind))
            return TargetTable(
                "" if role is None else role.id,
                self._field(section, role, "unit"),
                self._field(section, role, "area_ha", _NUMBERS),
            )

        return self._section("targets", read, TargetTable("", "", ""))

    def evidence(self) -> EvidenceTable:
        """Return the table of evidence."""

        def read(section: Section) -> EvidenceTable:
            role = self.role(section, "layer", tuple(GeometryKind))
            return EvidenceTable(
                role="" if role is None else role.id,
                parcel=self._field(section, role, "parcel"),
                kind=self._field(section, role, "kind"),
                kinds=self._code_list_name(section, "kinds"),
                document=self._field(section, role, "document"),
            )

        return self._section("evidence", read, EvidenceTable("", "", "", "", ""))

    def order(self, land_classes: str) -> FillOrder:
        """Return the order in which land enters.

        :param land_classes: code list of the land classes of the parcels
        """

        def read(section: Section) -> FillOrder:
            kinds = (GeometryKind.POLYGON, GeometryKind.LINE, GeometryKind.POINT)
            return FillOrder(
                self._rings(section),
                tuple(role.id for role in self._roles(section, "centres", kinds)),
                self._classes(section, "centre_classes", land_classes),
            )

        return self._section("order", read, FillOrder((), (), ()))

    def role(
        self, section: Section, key: str, geometries: tuple[GeometryKind, ...], required: bool = True
    ) -> Optional[LayerRole]:
        """Return the layer role a key names, which must hold one of some kinds of geometry."""
        name = section.text(key, required)
        if name is None:
            return None
        return self._checked_role(section, key, name, section.line_of(key), geometries)

    def code_list(self, name: str) -> Optional[CodeList]:
        """Return a code list, None when there is none (reported where it is named)."""
        return self._vocabulary.find_code_list(name) if name else None

    def _section(self, key: str, read: Callable[[Section], T], otherwise: T) -> T:
        node = self.top.get(key, required=True)
        mapping = None if node is None else self._reader.mapping(node, key)
        if mapping is None:
            return otherwise
        section = Section(self._reader, mapping, self.top.line_of(key), key)
        content = read(section)
        section.finish()
        return content

    def _roles(
        self, section: Section, key: str, geometries: tuple[GeometryKind, ...]
    ) -> tuple[LayerRole, ...]:
        names = section.texts(key, required=True)
        self._refuse_empty(section, key, names)
        roles = [self._checked_role(section, key, name, line, geometries) for name, line in names]
        return tuple(role for role in roles if role is not None)

    def _checked_role(
        self, section: Section, key: str, name: str, line: int, geometries: tuple[GeometryKind, ...]
    ) -> Optional[LayerRole]:
        return checked_role(self._vocabulary, section, key, name, line, geometries)

    def _field(
        self,
        section: Section,
        role: Optional[LayerRole],
        key: str,
        types: tuple[FieldType, ...] = tuple(FieldType),
        required: bool = True,
    ) -> str:
        name = section.text(key, required)
        if name is None:
            return ""
        self._check_field(section, role, key, name, section.line_of(key), types)
        return name

    def _check_field(
        self,
        section: Section,
        role: Optional[LayerRole],
        key: str,
        name: str,
        line: int,
        types: tuple[FieldType, ...],
    ) -> None:
        check_role_field(section, self._vocabulary, role, key, name, line, types)

    def _deductions(self, section: Section, role: Optional[LayerRole]) -> tuple[str, ...]:
        names = section.texts("deductions")
        for name, line in names:
            self._check_field(section, role, "deductions", name, line, _NUMBERS)
        return tuple(name for name, _ in names)

    def _code_list_name(self, section: Section, key: str, grouped: bool = False) -> str:
        name = section.text(key, required=True)
        if name is None:
            return ""
        self._vocabulary.check_code_list(self._reader, name, section.line_of(key), section.path(key))
        found = self.code_list(name)
        if grouped and found is not None and not found.groups:
            self._reader.problem(
                section.line_of(key),
                translatable(
                    "RulePack",
                    "{key} names the code list {name}, whose codes have no group: which land is agricultural, "
                    "construction or unused could not be told.",
                    key=section.path(key),
                    name=name,
                ),
            )
        return name

    def _classes(self, section: Section, key: str, land_classes: str) -> tuple[str, ...]:
        patterns = section.texts(key, required=True)
        self._refuse_empty(section, key, patterns)
        codes = self.code_list(land_classes)
        for pattern, line in patterns:
            if codes is not None and not any(selects(pattern, code) for code in codes.names):
                self._reader.problem(line, no_such_code(section.path(key), pattern, codes))
        return tuple(pattern for pattern, _ in patterns)

    def _rings(self, section: Section) -> tuple[float, ...]:
        node = section.get("rings", required=True)
        what = section.path("rings")
        rings: list[float] = []
        for item in [] if node is None else self._reader.items(node, what):
            distance = self._reader.number(item, what)
            if distance is None:
                continue
            if distance <= (rings[-1] if rings else 0.0):
                self._reader.problem(
                    item.line,
                    translatable(
                        "RulePack",
                        "{key}: {distance} m must be more than {before} m, the rings go from near to far.",
                        key=what,
                        distance=distance,
                        before=rings[-1] if rings else 0.0,
                    ),
                )
            rings.append(distance)
        return tuple(rings)

    def _refuse_empty(self, section: Section, key: str, names: list[tuple[str, int]]) -> None:
        if not names and not section.is_missing(key):
            self._reader.problem(
                section.line_of(key),
                translatable("RulePack", "{key} is empty: give at least one.", key=section.path(key)),
            )
