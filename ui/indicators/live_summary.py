"""What the live ledger says of one unit in a few lines: area and target, balance, quality before and after."""

from __future__ import annotations

from fractions import Fraction
from typing import Callable, Optional

from qgis.PyQt.QtCore import QCoreApplication

from ...algorithms.indicators.live.rows import LedgerFigures, LedgerRow, TargetState
from ...algorithms.indicators.quantity import amount_in, rounded, unit_title
from ...algorithms.language import Language
from .live_model import DECIMALS

_GRADE_DECIMALS = 3


def summary_of(
    row: LedgerRow, name: str, area_unit: str, smaller_is_better: bool, supposed: bool = False
) -> str:
    """Return up to three lines; what is not known is left out.

    :param name: of the unit
    :param area_unit: unit the areas are given in
    :param smaller_is_better: of the grades of quality
    :param supposed: the row is that of a supposition, its differences to the layer with its edits
    """
    translate = QCoreApplication.translate
    unit = Language.current().title(unit_title(area_unit))

    def area(value: Fraction, signed: bool = False) -> str:
        amount = rounded(amount_in(value, area_unit), DECIMALS.get(area_unit, 2))
        return f"{amount:+,f}" if signed and amount else f"{amount:,f}" if amount else "0"

    now = row.now
    text = translate("LiveLedger", "{unit}: {area} {area_unit}, edits {difference}; {target}")
    if supposed:
        text = translate("LiveLedger", "{unit}: {area} {area_unit}, supposed {difference}; {target}")
    lines = [text.format(
        unit=name, area=area(now.area), area_unit=unit, difference=area(now.area - row.before.area, signed=True),
        target=_target(now, area))]
    if now.entered is not None and now.left is not None and now.balance is not None:
        lines.append(translate("LiveLedger", "Entered {entered}, left {left}: balance {balance}").format(
            entered=area(now.entered), left=area(now.left), balance=area(now.balance, signed=True)))
    if now.quality is not None:
        lines.append(_quality(row, smaller_is_better))
    return "\n".join(lines)


def _target(now: LedgerFigures, area: Callable[[Fraction], str]) -> str:
    translate = QCoreApplication.translate
    if now.state is TargetState.NO_TARGET:
        return translate("LiveLedger", "there is no target")
    if now.state is TargetState.MISSING and now.missing is not None:
        return translate("LiveLedger", "{area} short of the target").format(area=area(now.missing))
    if now.state is TargetState.EXCEEDED and now.surplus is not None:
        return translate("LiveLedger", "{area} above the target").format(area=area(now.surplus))
    return translate("LiveLedger", "the target is met")


def _quality(row: LedgerRow, smaller_is_better: bool) -> str:
    translate = QCoreApplication.translate
    now, before = row.now, row.before
    if before.quality is None or _grade(before.quality) == _grade(now.quality):  # a change nobody sees is none
        text = translate("LiveLedger", "Mean grade {now}").format(now=_grade(now.quality))
    else:
        better = now.quality is not None and (now.quality < before.quality) == smaller_is_better
        verdict = translate("LiveLedger", "better") if better else translate("LiveLedger", "worse")
        text = translate("LiveLedger", "Mean grade {before} → {now} ({verdict})").format(
            before=_grade(before.quality), now=_grade(now.quality), verdict=verdict)
    if now.entered_quality is None and now.left_quality is None:
        return text
    return translate("LiveLedger", "{grade}; of what entered {entered}, of what left {left}").format(
        grade=text, entered=_grade(now.entered_quality), left=_grade(now.left_quality))


def _grade(value: Optional[Fraction]) -> str:
    return "–" if value is None else f"{rounded(value, _GRADE_DECIMALS):,f}"
