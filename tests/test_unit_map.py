"""Maps of indicators by unit: classes, what is shown of a unit, shapes from the layers, the layer in the project."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from chart_support import COUNTY, TOWNS, county_sheet, rules, tree, value
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.map_classes import Classing, map_classes
from landplan_toolbox.algorithms.indicators.plan_data import read_plan
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.indicators.unit_map import MapChoice, MapContent, unit_map
from landplan_toolbox.algorithms.indicators.unit_shapes import UnitShapes, unit_shapes
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.ui.indicators.unit_map import PROPERTY, maps_file, show_unit_map
from landplan_toolbox.ui.indicators.unit_map_style import class_colour, class_label
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample" / "farmland_clean.gpkg"
NUMBERS = st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 2)), min_size=1, max_size=40)


# --- classes -------------------------------------------------------------------------------------


@settings(max_examples=300, deadline=None, derandomize=True)
@given(NUMBERS, st.integers(1, 7), st.sampled_from(list(Classing)), st.sampled_from([None, 0.0, 100.0]))
def test_every_value_is_in_exactly_one_class(values, count, classing, middle):
    classes = map_classes(values, count, classing, middle)
    for number in values:
        assert sum(one.holds(number) for one in classes) == 1
    assert all(one.low <= one.high for one in classes)
    assert list(classes) == sorted(classes, key=lambda one: (one.low, one.high))
    if middle is not None:
        assert all((one.step > 0) == (one.high > middle) for one in classes)


def test_classes_of_equal_count_hold_about_as_many():
    values = [float(n**3) for n in range(20)]
    classes = map_classes(values, 4, Classing.EQUAL_COUNT)
    assert [sum(one.holds(number) for number in values) for one in classes] == [5, 5, 5, 5]


def test_pretty_classes_end_at_round_numbers():
    assert [one.high for one in map_classes([3.0, 47.0], 5)] == [10, 20, 30, 40, 47]


def test_classes_around_a_middle_are_as_wide_on_both_sides():
    classes = map_classes([-30.0, 0.0, 5.0, 18.0], 4, Classing.PRETTY, 0.0)
    widths = {one.step: one.high - one.low for one in classes}
    assert widths[-1] == widths[1] and widths[0] == 0
    assert -2 in widths and 0 in widths


def test_no_value_has_no_class_and_wrong_input_is_refused():
    assert map_classes([]) == ()
    with pytest.raises(ValueError, match="finite"):
        map_classes([float("nan")])
    with pytest.raises(ValueError, match="count"):
        map_classes([1.0], 0)


# --- content -------------------------------------------------------------------------------------


def square(x):
    return bytes(QgsGeometry.fromRect(QgsRectangle(x, 0, x + 1000, 1000)).asWkb())


def shapes(crs="EPSG:4524"):
    codes = tuple(TOWNS)
    places = tuple(square(36_500_000 + 1000 * n) for n in range(len(codes)))
    return UnitShapes(codes, places, np.full(len(codes), 1e6), QgsCoordinateReferenceSystem(crs))


def made(content=MapContent.VALUE, sheet=None, **choice):
    wanted = {"indicator": "01", "year": 2020, "level": "town"} | choice
    return unit_map(sheet or county_sheet(), MapChoice(content=content, **wanted), shapes())


def amounts(one):
    return {unit.code[-3:]: unit.amount for unit in one.units}


def test_values_are_exact_and_a_unit_without_one_has_none():
    one = made(area_unit="mu")
    assert amounts(one)["101"] == Fraction(3498)
    assert amounts(one)["200"] is None
    assert {unit.shown for unit in one.units} == {"4,440.0", "3,498.0", "3,930.0", ""}


def test_difference_lies_around_zero_with_signs():
    one = made(MapContent.DIFFERENCE)
    assert amounts(one) == {"100": 1, "101": Fraction("-2.8"), "102": 0, "200": None}
    assert [unit.shown for unit in one.units] == ["+1.00", "−2.80", "0.00", ""]
    assert one.middle == 0.0 and {0} < {each.step for each in one.classes}


def test_measured_is_held_against_the_plan_else_against_what_is_assigned():
    one = made(MapContent.FULFILMENT)
    assert amounts(one)["101"] == Fraction("233.1") / Fraction("233.2") * 100
    assert amounts(one)["200"] == Fraction("197.3") / 197 * 100
    assert one.middle == 100.0 and one.unit.en == "%"


def test_a_target_of_zero_has_no_ratio():
    sheet = IndicatorSheet(rules(), tree(), [
        value("690121100", "0"), value("690121100", "3", ValueKind.MEASURED),
        value("690121101", "2"), value("690121101", "3", ValueKind.MEASURED),
    ])  # fmt: skip
    assert amounts(made(MapContent.FULFILMENT, sheet)) == {"100": None, "101": 150, "102": None, "200": None}


def test_share_of_the_land_is_of_the_unit_s_own_area():
    one = made(MapContent.SHARE_OF_LAND, kind=ValueKind.BASE)
    assert amounts(one)["100"] == 300  # 300 ha in a unit of 100 ha
    with pytest.raises(LandPlanError, match="no area"):
        made(MapContent.SHARE_OF_LAND, indicator="14")


def test_nothing_to_show_is_said():
    with pytest.raises(LandPlanError, match="no indicator 99"):
        made(indicator="99")
    with pytest.raises(LandPlanError, match="No unit of the"):
        made(year=2031)
    empty = UnitShapes((), (), np.zeros(0), QgsCoordinateReferenceSystem("EPSG:4524"))
    with pytest.raises(LandPlanError, match="has a shape"):
        unit_map(county_sheet(), MapChoice("01", 2020, "town"), empty)


def test_title_and_legend_are_in_the_language():
    one = made(MapContent.DIFFERENCE)
    assert "耕地保有量" in Language("zh").render(one.title)
    assert "Farmland retained 2020" in Language("en").render(one.title)
    assert class_label(one.classes[0], one).startswith("−")
    assert class_label(made(MapContent.FULFILMENT).classes[-1], made(MapContent.FULFILMENT)).endswith("%")


def test_maps_of_different_things_have_different_names():
    names = {
        made(content, kind=kind).choice.id
        for content in (MapContent.VALUE, MapContent.DIFFERENCE, MapContent.FULFILMENT, MapContent.SHARE_OF_LAND)
        for kind in (ValueKind.PLANNED, ValueKind.MEASURED)
    }
    assert len(names) == 6


# --- shapes --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(qgis_application):
    pack = load_pack("farmland", kind_specs())
    dataset = bind(pack, open_source(str(SAMPLE)), str(SAMPLE))
    return dataset, read_plan(dataset)


def test_shapes_of_towns_and_villages_are_those_of_their_layers(sample):
    dataset, plan = sample
    towns = unit_shapes(dataset, plan.sheet.tree, "town")
    villages = unit_shapes(dataset, plan.sheet.tree, "village")
    assert (len(towns.codes), len(villages.codes)) == (5, 20)
    assert towns.areas.sum() == pytest.approx(villages.areas.sum(), rel=1e-7)


def test_a_level_without_a_layer_is_made_of_the_units_within(sample):
    dataset, plan = sample
    county = unit_shapes(dataset, plan.sheet.tree, "county")
    assert county.codes == ("690121",)
    geometry = QgsGeometry()
    geometry.fromWkb(county.shapes[0])
    assert geometry.isGeosValid()
    assert len(geometry.asGeometryCollection()) == 1
    towns = unit_shapes(dataset, plan.sheet.tree, "town")
    assert county.areas[0] == pytest.approx(towns.areas.sum())


def test_level_without_units_is_refused(sample):
    dataset, plan = sample
    with pytest.raises(LandPlanError, match="no units"):
        unit_shapes(dataset, plan.sheet.tree, "continent")


# --- layer ---------------------------------------------------------------------------------------


@pytest.fixture
def project():
    project = QgsProject()
    yield project
    project.clear()


def test_layer_holds_the_units_and_survives_the_project(project, tmp_path):
    file = maps_file(str(tmp_path), "/somewhere/砚溪县_selfcheck.gpkg")
    assert file.endswith("砚溪县_selfcheck_unit_maps.gpkg")
    layer = show_unit_map(project, made(), file, Language("en"))
    assert layer.crs().authid() == "EPSG:4524"
    rows = {f["unit"]: f["amount"] for f in layer.getFeatures()}
    assert rows["690121101"] == 233.2 and not isinstance(rows["690121200"], float)
    again = QgsVectorLayer(f"{file}|layername={layer.customProperty(PROPERTY)}", "x", "ogr")
    assert again.isValid() and again.featureCount() == 4
    assert [node.name() for node in project.layerTreeRoot().findLayers()] == [layer.name()]


def test_making_it_again_renews_the_layer_and_keeps_its_place(project, tmp_path):
    file = str(tmp_path / "maps.gpkg")
    layer = show_unit_map(project, made(), file, Language("en"))
    other = show_unit_map(project, made(MapContent.DIFFERENCE), file, Language("en"))
    sheet = county_sheet()
    changed = IndicatorSheet(sheet.rules, sheet.tree, [*sheet, value("690121200", "199", ValueKind.PLANNED)])
    same = show_unit_map(project, made(sheet=changed), file, Language("en"))
    assert same is layer or same.id() == layer.id()
    assert {f["unit"]: f["amount"] for f in same.getFeatures()}["690121200"] == 199
    assert len(project.mapLayers()) == 2 and other.featureCount() == 4
    assert len(project.layerTreeRoot().findGroups()) == 1


def test_a_removed_layer_is_made_again_in_the_same_file(project, tmp_path):
    file = str(tmp_path / "maps.gpkg")
    layer = show_unit_map(project, made(), file, Language("en"))
    other = show_unit_map(project, made(MapContent.DIFFERENCE), file, Language("en"))
    project.removeMapLayer(layer.id())
    again = show_unit_map(project, made(), file, Language("en"))
    assert again.featureCount() == 4 and other.featureCount() == 4


def test_edits_in_the_layer_are_not_lost(project, tmp_path):
    file = str(tmp_path / "maps.gpkg")
    layer = show_unit_map(project, made(), file, Language("en"))
    assert layer.startEditing()
    with pytest.raises(LandPlanError, match="being edited"):
        show_unit_map(project, made(), file, Language("en"))
    layer.rollBack()


def test_a_file_that_cannot_be_written_is_said(project, tmp_path):
    with pytest.raises(LandPlanError, match="could not be written"):
        show_unit_map(project, made(), str(tmp_path / "none" / "maps.gpkg"), Language("en"))
    assert not project.mapLayers()


def test_classes_are_drawn_in_their_colours_and_units_without_a_value_are_hatched(project, tmp_path):
    one = made(MapContent.DIFFERENCE)
    layer = show_unit_map(project, one, str(tmp_path / "maps.gpkg"), Language("en"))
    layer.setLabelsEnabled(False)
    legend = [item.label() for item in layer.renderer().legendSymbolItems()]
    assert legend[-1] == "no value" and len(legend) == len(one.classes) + 1
    view = QgsMapSettings()
    view.setLayers([layer])
    view.setDestinationCrs(layer.crs())
    view.setExtent(layer.extent())
    view.setOutputSize(QSize(400, 100))
    job = QgsMapRendererParallelJob(view)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    for place, unit in enumerate(one.units[:3]):
        wanted = next(each for each in one.classes if each.holds(float(unit.amount)))
        assert image.pixelColor(50 + 100 * place, 50).name() == class_colour(wanted, one).name(), unit
    hatched = {image.pixelColor(x, y).name() for x in range(320, 380) for y in range(20, 80)}
    assert len(hatched) > 1 and "#ffffff" in hatched


def test_colours_grow_with_the_values_and_differ_on_both_sides():
    around = made(MapContent.DIFFERENCE)
    colours = {each.step: class_colour(each, around).name() for each in around.classes}
    assert len(set(colours.values())) == len(colours)
    rising = made()
    lights = [class_colour(each, rising).lightness() for each in rising.classes]
    assert lights == sorted(lights, reverse=True)


def test_map_of_the_sample_county(sample, project, tmp_path):
    dataset, plan = sample
    level = unit_shapes(dataset, plan.sheet.tree, "village")
    one = unit_map(plan.sheet, MapChoice("02", 2020, "village", classing=Classing.EQUAL_COUNT), level)
    layer = show_unit_map(project, one, str(tmp_path / "maps.gpkg"), Language("zh"))
    assert layer.featureCount() == 20
    assert sum(unit.amount for unit in one.units) == pytest.approx(float(
        plan.sheet.value(next(v.key for v in plan.sheet if v.key[:3] == (COUNTY, "02", 2020)
                              and v.key.kind is ValueKind.PLANNED)).quantity.amount), abs=0.01)
