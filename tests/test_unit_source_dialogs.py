"""The dialogs that ask where former borders and another plan come from: what they offer first, and that it fits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from indicator_plan import COUNTY, A, B, key, plan_sheet, put
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, ValueChange
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.workspace.other_plan import OtherPlan
from landplan_toolbox.ui.indicators.former_layer_dialog import FormerLayerDialog
from landplan_toolbox.ui.indicators.other_plan_dialog import OtherPlanDialog
from qgis.core import QgsProject, QgsVectorLayer
from table_support import ORIGIN, farmland_rules


@pytest.mark.parametrize("names", [("MC",), ("MC", "XZQDM"), ("XZQDM", "MC", "XZQDM,XZQMC")])
def test_the_layer_that_looks_most_like_units_is_offered_first(qtbot, names):
    project = QgsProject.instance()
    project.clear()
    for name in names:
        fields = "".join(f"&field={field}:string" for field in name.split(","))
        layer = QgsVectorLayer(f"Polygon?crs=EPSG:4545{fields}", name, "memory")
        assert layer.isValid() and project.addMapLayer(layer)
    dialog = FormerLayerDialog(farmland_rules().units, Language("en"))
    qtbot.addWidget(dialog)
    assert dialog.layer.count() == len(names) and dialog.layer.currentText() == names[-1]
    assert dialog.code.currentText() == names[-1].split(",")[0]
    project.clear()


def test_no_layer_can_be_chosen_where_there_is_none(qtbot):
    QgsProject.instance().clear()
    dialog = FormerLayerDialog(farmland_rules().units, Language("en"))
    qtbot.addWidget(dialog)
    assert dialog.layer.count() == 0 and dialog.former() is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_values_that_differ_are_read_without_scrolling_aside(qtbot, language):
    sheet = plan_sheet()
    put(sheet, COUNTY, "01", "a", "901234.5678")
    differing = [ValueChange(at, IndicatorValue(at, Quantity(Decimal("1234567.891234"), "ha"), ORIGIN))
                 for at in (key(unit, "01", "a") for unit in (COUNTY, A, B))]
    dialog = OtherPlanDialog(OtherPlan("b.gpkg", sheet.tree, ()), [], differing, sheet, Language(language))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.table.horizontalHeader().length() <= dialog.table.viewport().width()
