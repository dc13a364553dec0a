"""The grid of indicators with 2,000 units × all indicators of the farmland plan: milliseconds until it is drawn again.

``python3 bench_grid.py [TOWNS]``   20 villages in each town
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import conftest  # noqa: F401  (makes the repository importable under its installed name)
from qgis.core import QgsApplication

TARGET = 200.0  # ms, for each deed


def main(towns: int) -> None:
    """Measure and print, and say which deed is over its target; a busy machine is no failure."""
    application = QgsApplication([], True)
    application.initQgis()
    from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
    from landplan_toolbox.algorithms.indicators.quantity import Quantity
    from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
    from landplan_toolbox.algorithms.language import Language
    from landplan_toolbox.algorithms.message import translatable
    from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
    from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
    from landplan_toolbox.ui.indicators.grid.grid import IndicatorGrid

    rules = load_pack("farmland", kind_specs()).indicators
    units = [AdminUnit("610116", "县", "county")]
    for town in range(towns):
        code = f"610116{town:03d}"
        units.append(AdminUnit(code, f"镇{town}", "town", "610116"))
        units += [AdminUnit(f"{code}{village:03d}", f"村{village}", "village", code) for village in range(20)]
    origin = Origin(translatable("Indicators", "Entered by hand"), "测试", datetime.now(timezone.utc))
    numbers = random.Random(1)
    values = []
    for unit in units:
        for code, rule in rules.indicators.items():
            for kind, year in ((ValueKind.BASE, 2014), (ValueKind.ASSIGNED, 2020), (ValueKind.PLANNED, 2020),
                               (ValueKind.MEASURED, 2020)):
                amount = Decimal(numbers.randrange(10**7)).scaleb(-rule.decimals)
                values.append(IndicatorValue(ValueKey(unit.code, code, year, kind), Quantity(amount, rule.unit), origin))
    sheet = IndicatorSheet(rules, UnitTree(units), values)
    print(f"{len(units):,} units, {len(rules.indicators)} indicators, {len(values):,} values")
    grid = IndicatorGrid()
    grid.resize(700, 600)
    grid.show()
    slow = []

    def measure(title: str, deed: Callable[[], object]) -> None:
        began = time.perf_counter()
        deed()
        application.processEvents()
        grid.repaint()
        milliseconds = 1000 * (time.perf_counter() - began)
        over = milliseconds > TARGET
        print(f"{title:32} {milliseconds:8.1f} ms" + ("  over target" if over else ""))
        if over:
            slow.append(title)

    def typed(unit: str) -> ValueChange:
        key = ValueKey(unit, "01", 2020, ValueKind.PLANNED)
        return ValueChange(key, IndicatorValue(key, Quantity(Decimal("12.34"), "ha"), origin))

    village, down, across = units[22].code, grid.view.verticalScrollBar(), grid.view.horizontalScrollBar()
    measure("open", lambda: grid.set_sheet(sheet, Language("zh")))
    measure("open all units", lambda: grid.model.open_all())
    measure("scroll down", lambda: down.setValue(down.maximum() // 2))
    measure("scroll across", lambda: across.setValue(across.maximum() // 2))
    measure("write a value of a village", lambda: grid.apply([typed(village)], "typed"))
    measure("write a value of the county", lambda: grid.apply([typed("610116")], "typed"))
    measure("undo", grid.undo_stack.undo)
    measure("redo", grid.undo_stack.redo)
    measure("search", lambda: grid.set_shown(replace(grid.shown, text="村7")))
    measure("end of search", lambda: grid.set_shown(replace(grid.shown, text="")))
    measure("binding only", lambda: grid.set_shown(replace(grid.shown, binding_only=True)))
    measure("all indicators", lambda: grid.set_shown(replace(grid.shown, binding_only=False)))
    measure("other area unit", lambda: grid.set_shown(replace(grid.shown, area_unit="mu")))
    measure("towns only", lambda: grid.set_shown(replace(grid.shown, level="town")))
    measure("all levels", lambda: grid.set_shown(replace(grid.shown, level="")))
    measure("only deviations", lambda: grid.set_shown(replace(grid.shown, only_deviations=True)))
    grid.set_sheet(None, Language("zh"))  # ends what it looks for in the background
    grid.deleteLater()
    application.processEvents()
    print("all within target" if not slow else f"over target: {', '.join(slow)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 95)
