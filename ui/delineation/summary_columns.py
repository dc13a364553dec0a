"""Which columns of the result tables the tab shows, and what they are called."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from qgis.PyQt.QtCore import QCoreApplication

from ...algorithms.rulepack.delineation_rules import Status
from ..ledger_model import LedgerColumn, Row


def ledger_columns() -> tuple[LedgerColumn, ...]:
    """Return the columns of the ledger of the units."""
    return (
        LedgerColumn("unit_name", QCoreApplication.translate("DelineationTab", "Unit")),
        LedgerColumn("target_ha", QCoreApplication.translate("DelineationTab", "Target (ha)"), 2),
        LedgerColumn("after_ha", QCoreApplication.translate("DelineationTab", "After (ha)"), 2),
        LedgerColumn("shortfall_ha", QCoreApplication.translate("DelineationTab", "Short of (ha)"), 2),
        LedgerColumn("before_ha", QCoreApplication.translate("DelineationTab", "Before (ha)"), 2),
        LedgerColumn("out_ha", QCoreApplication.translate("DelineationTab", "Out (ha)"), 2),
        LedgerColumn("in_ha", QCoreApplication.translate("DelineationTab", "In (ha)"), 2),
        LedgerColumn("quality_before", QCoreApplication.translate("DelineationTab", "Grade before"), 2),
        LedgerColumn("quality_after", QCoreApplication.translate("DelineationTab", "Grade after"), 2),
        LedgerColumn("note", QCoreApplication.translate("DelineationTab", "What would close it")),
    )


def screening_columns() -> tuple[LedgerColumn, ...]:
    """Return the columns of the summary of the screening."""
    return (
        LedgerColumn("judgement", QCoreApplication.translate("DelineationTab", "Judgement and reason")),
        LedgerColumn("parcel_count", QCoreApplication.translate("DelineationTab", "Parcels"), 0),
        LedgerColumn("net_area_ha", QCoreApplication.translate("DelineationTab", "Net (ha)"), 2),
    )


def field_titles() -> Mapping[str, str]:
    """Return what the fields of ledger and summary are called in a spreadsheet; those of the tables shown included."""
    translate = QCoreApplication.translate
    shown = {column.field: column.title for column in (*ledger_columns(), *screening_columns())}
    return {
        **shown,
        "unit_code": translate("DelineationTab", "Code"),
        "unit": translate("DelineationTab", "Code"),
        "kept_ha": translate("DelineationTab", "Kept (ha)"),
        "must_leave_ha": translate("DelineationTab", "Has to leave (ha)"),
        "surplus_ha": translate("DelineationTab", "Above target (ha)"),
        "classes_before": translate("DelineationTab", "Land classes before (ha)"),
        "classes_after": translate("DelineationTab", "Land classes after (ha)"),
        "slopes_before": translate("DelineationTab", "Slope classes before (ha)"),
        "slopes_after": translate("DelineationTab", "Slope classes after (ha)"),
        "blocks_before": translate("DelineationTab", "Blocks before"),
        "blocks_after": translate("DelineationTab", "Blocks after"),
        "mean_block_before_ha": translate("DelineationTab", "Mean block before (ha)"),
        "mean_block_after_ha": translate("DelineationTab", "Mean block after (ha)"),
        "boundary_before_m_per_ha": translate("DelineationTab", "Border before (m/ha)"),
        "boundary_after_m_per_ha": translate("DelineationTab", "Border after (m/ha)"),
        "status": translate("DelineationTab", "Judgement (code)"),
        "status_name": translate("DelineationTab", "Judgement"),
        "reason_code": translate("DelineationTab", "Reason (code)"),
        "reason": translate("DelineationTab", "Reason"),
        "clause": translate("DelineationTab", "Clause"),
        "area_ha": translate("DelineationTab", "Area (ha)"),
    }


def screening_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the summary of the whole county: each judgement, and below it the reasons for it.

    :param rows: the summary by unit, status and reason; rows without a reason are the totals of a status
    """
    sums: dict[tuple[str, str], list[float]] = {}
    titles: dict[str, str] = {}
    for row in rows:
        code = str(row.get("reason_code") or "")
        titles[code] = str(row.get("reason") or "")
        cell = sums.setdefault((str(row["status"]), code), [0.0, 0.0])
        cell[0] += row.get("parcel_count") or 0
        cell[1] += row.get("net_area_ha") or 0.0
    order = {status.value: place for place, status in enumerate(Status)}
    shown: list[Mapping[str, Any]] = []
    for status, code in sorted(sums, key=lambda key: (order.get(key[0], len(order)), key[1])):
        count, area = sums[status, code]
        words = f"    {code} {titles[code]}" if code else status_word(status)
        shown.append({
            "judgement": words, "parcel_count": count, "net_area_ha": area, "is_total": not code,
            "status": status, "reason_code": code,
        })
    return shown


def status_word(value: str) -> str:
    """Return the word for a judgement by its code, the code itself where it is none."""
    words = {
        Status.MUST_ENTER.value: QCoreApplication.translate("DelineationTab", "must enter"),
        Status.MAY_ENTER.value: QCoreApplication.translate("DelineationTab", "may enter"),
        Status.KEEP.value: QCoreApplication.translate("DelineationTab", "stays"),
        Status.MAY_LEAVE.value: QCoreApplication.translate("DelineationTab", "may leave"),
        Status.MUST_LEAVE.value: QCoreApplication.translate("DelineationTab", "must leave"),
        Status.NOT_ELIGIBLE.value: QCoreApplication.translate("DelineationTab", "not eligible"),
    }
    return words.get(value, value)
