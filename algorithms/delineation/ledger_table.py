"""The ledger as a table: hectares with four decimals, mixes and remedies as text."""

from __future__ import annotations

from typing import Optional, Sequence

from ..geometry.area_units import M2_PER_HA, hectares, known, rounded
from ..language import Language
from ..message import Title
from ..rulepack.model import CodeList
from .ledger import TOTAL, LedgerRow
from .result import Delineation
from .schema import ResultTable, plain_fields

_HECTARES = (
    "target_ha", "before_ha", "kept_ha", "must_leave_ha", "out_ha", "in_ha", "after_ha", "shortfall_ha", "surplus_ha",
)
OUTSIDE = "-"  # in the place of the code, for land in no unit; the total has none
_FIELDS = (
    ("unit_code", "text"), ("unit_name", "text"), *((name, "real") for name in _HECTARES),
    ("quality_before", "real"), ("quality_after", "real"), ("classes_before", "text"), ("classes_after", "text"),
    ("slopes_before", "text"), ("slopes_after", "text"), ("blocks_before", "integer"), ("blocks_after", "integer"),
    ("mean_block_before_ha", "real"), ("mean_block_after_ha", "real"), ("boundary_before_m_per_ha", "real"),
    ("boundary_after_m_per_ha", "real"), ("note", "text"),
)


def ledger_table(delineation: Delineation, rows: Sequence[LedgerRow], language: Language) -> ResultTable:
    """Return the ledger as a table, the total last.

    :param language: of the names of classes and of the remedies
    """
    pack, parcels = delineation.pack, delineation.rules.parcels
    classes = pack.code_lists.get(parcels.land_classes)
    listed = [
        [
            None if row.code == TOTAL else row.code or OUTSIDE,
            language.translate("Ledger", "Total") if row.code == TOTAL else (
                row.name or (None if row.code else language.translate("Ledger", "in no unit"))
            ),
            *(known(hectares(area)) for area in (
                row.target_m2, row.before.area_m2, row.kept_m2, row.must_leave_m2, row.out_m2, row.in_m2,
                row.after.area_m2, row.shortfall_m2, row.surplus_m2,
            )),
            known(rounded(row.before.quality, 4)),
            known(rounded(row.after.quality, 4)),
            mix(row.before.classes, classes, language),
            mix(row.after.classes, classes, language),
            mix(row.before.slopes, None, language),
            mix(row.after.slopes, None, language),
            row.before.blocks,
            row.after.blocks,
            known(hectares(row.before.mean_block_m2)),
            known(hectares(row.after.mean_block_m2)),
            known(rounded(row.before.boundary_per_ha, 2)),
            known(rounded(row.after.boundary_per_ha, 2)),
            language.paragraph(row.notes) or None,
        ]
        for row in rows
    ]
    return ResultTable(plain_fields(*_FIELDS), [list(column) for column in zip(*listed)])


def mix(areas: dict[str, float], codes: Optional[CodeList], language: Language) -> Optional[str]:
    """Return areas by code as text: ``011 水田 12.3456; 013 旱地 4.5``, in ha; None without any."""
    unknown = language.translate("Ledger", "not known")
    said = []
    for code, area in sorted(areas.items()):
        title: Optional[Title] = None if codes is None else codes.names.get(code)
        name = code or unknown
        said.append(" ".join(filter(None, (name, language.title(title) if title else "", f"{area / M2_PER_HA:.4f}"))))
    return "; ".join(said) or None
