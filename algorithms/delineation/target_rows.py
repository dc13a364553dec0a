"""The rows of a table of targets: which fields hold code and area, and what their values mean."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple, Optional, Sequence

import numpy as np

from ..dataset.layer import SourceField, SourceLayer
from ..dataset.layerdata import LayerData
from ..errors import LandPlanError
from ..feedback import Feedback, Silent
from ..message import Message, translatable
from ..rulepack.delineation_rules import TargetTable
from ..rulepack.model import FieldType, Pack
from ..units.codes import is_within, unit_code
from .model import Units

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[+-]?\d+)?", re.IGNORECASE)


class TargetRow(NamedTuple):
    """One target.

    :ivar code: digits of the unit
    :ivar area_ha: 0 or more
    """

    code: str
    area_ha: float


def target_rows(
    pack: Pack,
    rules: TargetTable,
    layer: SourceLayer,
    units: Units,
    unit_field: Optional[str] = None,
    area_field: Optional[str] = None,
    feedback: Feedback = Silent(),  # noqa: B008
) -> tuple[list[TargetRow], list[Message]]:
    """Return the targets of a table and what was passed over.

    :param units: whose codes tell the field of the codes from the others
    :raises LandPlanError: when a field cannot be found or a value cannot be a target
    """
    data = layer.read(feedback)
    code_field = _code_field(pack, rules, layer, data, units, unit_field)
    size_field = _area_field(pack, rules, layer, data, code_field, area_field)
    codes, sizes = data.column(code_field), data.column(size_field)
    rows: list[TargetRow] = []
    notes: list[Message] = []
    for index in range(len(data)):
        number = index + 1
        code = unit_code(_plain(codes, index), units.codes)
        size = _plain(sizes, index)
        if code is None:
            if size is not None and str(size).strip():
                notes.append(
                    translatable(
                        "Targets",
                        "Row {row} of {layer} names no unit ({field}: {value}) and was left out.",
                        row=number, layer=layer.name, field=code_field, value=_plain(codes, index),
                    )
                )
            continue
        if size is None or not str(size).strip():
            notes.append(
                translatable(
                    "Targets",
                    "Row {row} of {layer}: unit {code} has no target ({field} is empty).",
                    row=number, layer=layer.name, code=code, field=size_field,
                )
            )
            continue
        rows.append(TargetRow(code, _area(size, layer, size_field, code, number)))
    if not rows:
        raise LandPlanError(
            translatable(
                "Targets",
                "The table of targets {layer} holds no target: no row has both a unit code in {code} and an area in "
                "{area}. Fill it in, or name the right fields.",
                layer=layer.name, code=code_field, area=size_field,
            )
        )
    return rows, notes


def _plain(column: np.ma.MaskedArray, index: int) -> Any:
    value = column[index]
    return None if value is np.ma.masked else value.item() if isinstance(value, np.generic) else value


def _code_field(
    pack: Pack, rules: TargetTable, layer: SourceLayer, data: LayerData, units: Units, wanted: Optional[str]
) -> str:
    """Return the field of the unit codes: the one asked for, the pack's, or the one that holds codes of units."""
    if wanted:
        return _named(layer, wanted)
    named = layer.field_name(pack.layers[rules.role].fields[rules.unit])
    if named is not None:
        return named
    best, most = "", 0
    for field in layer.fields:
        if field.type not in (FieldType.TEXT, FieldType.INTEGER, FieldType.REAL):
            continue
        column = data.column(field.name)
        found = (unit_code(_plain(column, index), units.codes) for index in range(len(data)))
        count = sum(code is not None and _is_of(code, units.codes) for code in found)
        if count > most:
            best, most = field.name, count
    if not best:
        raise LandPlanError(
            translatable(
                "Targets",
                "The table of targets {layer} has no field {field}, and none of its fields ({fields}) holds codes of "
                "the units. Name the field with the unit codes, or correct the codes.",
                layer=layer.name, field=rules.unit, fields=_names(layer.fields),
            )
        )
    return best


def _is_of(code: str, known: Sequence[str]) -> bool:
    return any(code == unit or is_within(code, unit) or is_within(unit, code) for unit in known)


def _area_field(
    pack: Pack, rules: TargetTable, layer: SourceLayer, data: LayerData, code_field: str, wanted: Optional[str]
) -> str:
    """Return the field of the areas: the one asked for, the pack's, or the only one with numbers."""
    if wanted:
        return _named(layer, wanted)
    named = layer.field_name(pack.layers[rules.role].fields[rules.area_ha])
    if named is not None and named != code_field:
        return named
    others = [field for field in layer.fields if field.name != code_field]
    for choice in (
        [field for field in others if field.type is FieldType.REAL],
        [field for field in others if field.type is FieldType.INTEGER],
        [field for field in others if field.type is FieldType.TEXT and _holds_numbers(data, field.name)],
    ):
        if len(choice) == 1:
            return choice[0].name
        if choice:
            raise LandPlanError(
                translatable(
                    "Targets",
                    "The table of targets {layer} has several fields with numbers ({fields}) and none named {field}. "
                    "Name the field with the targets in hectares.",
                    layer=layer.name, fields=_names(choice), field=rules.area_ha,
                )
            )
    raise LandPlanError(
        translatable(
            "Targets",
            "The table of targets {layer} has no field {field} and no other field with numbers ({fields}). Add the "
            "targets in hectares.",
            layer=layer.name, field=rules.area_ha, fields=_names(layer.fields),
        )
    )


def _holds_numbers(data: LayerData, name: str) -> bool:
    column = data.column(name)
    values = [_plain(column, index) for index in range(len(data))]
    texts = [str(value).strip() for value in values if value is not None and str(value).strip()]
    return bool(texts) and all(_number(text) is not None for text in texts)


def _named(layer: SourceLayer, wanted: str) -> str:
    for field in layer.fields:
        if field.name.casefold() == wanted.casefold():
            return field.name
    raise LandPlanError(
        translatable(
            "Targets", "The table of targets {layer} has no field {field}; it has {fields}.",
            layer=layer.name, field=wanted, fields=_names(layer.fields),
        )
    )


def _names(fields: Sequence[SourceField]) -> str:
    return ", ".join(field.name for field in fields) or "-"


def _number(text: str) -> Optional[float]:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if not plain or not any(map(str.isdigit, plain)) or not _NUMBER.fullmatch(plain):
        return None
    return float(plain.replace(",", ""))


def _area(value: Any, layer: SourceLayer, field: str, code: str, row: int) -> float:
    """Return a target in ha.

    :raises LandPlanError: when it is no number or negative
    """
    number = _number(value) if isinstance(value, str) else float(value)
    if number is None or not np.isfinite(number):
        raise LandPlanError(
            translatable(
                "Targets",
                "Row {row} of {layer}: the target of unit {code} is “{value}”, which is no number. Write the area in "
                "hectares in {field}.",
                row=row, layer=layer.name, code=code, value=str(value), field=field,
            )
        )
    if number < 0:
        raise LandPlanError(
            translatable(
                "Targets",
                "Row {row} of {layer}: the target of unit {code} is {value} ha. A target cannot be negative.",
                row=row, layer=layer.name, code=code, value=number,
            )
        )
    return number
