"""Which columns of the result tables the tab shows, and what they are called."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ...algorithms.rulepack.delineation_rules import Status
from .ledger_model import LedgerColumn


def ledger_columns() -> tuple[LedgerColumn, ...]:
    """Return the columns of the ledger of the units."""
    return (
        LedgerColumn("unit_name", QCoreApplication.translate("DelineationTab", "Unit")),
        LedgerColumn("target_ha", QCoreApplication.translate("DelineationTab", "Target (ha)"), 2),
        LedgerColumn("before_ha", QCoreApplication.translate("DelineationTab", "Before (ha)"), 2),
        LedgerColumn("out_ha", QCoreApplication.translate("DelineationTab", "Out (ha)"), 2),
        LedgerColumn("in_ha", QCoreApplication.translate("DelineationTab", "In (ha)"), 2),
        LedgerColumn("after_ha", QCoreApplication.translate("DelineationTab", "After (ha)"), 2),
        LedgerColumn("shortfall_ha", QCoreApplication.translate("DelineationTab", "Short of (ha)"), 2),
        LedgerColumn("quality_before", QCoreApplication.translate("DelineationTab", "Grade before"), 2),
        LedgerColumn("quality_after", QCoreApplication.translate("DelineationTab", "Grade after"), 2),
        LedgerColumn("note", QCoreApplication.translate("DelineationTab", "What would close it")),
    )


def screening_columns() -> tuple[LedgerColumn, ...]:
    """Return the columns of the summary of the screening."""
    return (
        LedgerColumn("status", QCoreApplication.translate("DelineationTab", "Judgement")),
        LedgerColumn("reason", QCoreApplication.translate("DelineationTab", "Reason")),
        LedgerColumn("count", QCoreApplication.translate("DelineationTab", "Parcels"), 0),
        LedgerColumn("area_ha", QCoreApplication.translate("DelineationTab", "Area (ha)"), 2),
    )


def status_word(value: object) -> str:
    """Return the word for a judgement by its code, the code itself where it is none."""
    words = {
        Status.MUST_ENTER.value: QCoreApplication.translate("DelineationTab", "must enter"),
        Status.MAY_ENTER.value: QCoreApplication.translate("DelineationTab", "may enter"),
        Status.KEEP.value: QCoreApplication.translate("DelineationTab", "stays"),
        Status.MAY_LEAVE.value: QCoreApplication.translate("DelineationTab", "may leave"),
        Status.MUST_LEAVE.value: QCoreApplication.translate("DelineationTab", "must leave"),
        Status.NOT_ELIGIBLE.value: QCoreApplication.translate("DelineationTab", "not eligible"),
    }
    return words.get(str(value), str(value))
