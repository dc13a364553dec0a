"""The measures of the two packs: figures worked by hand, and every value of the sample is the sum of its features."""

from __future__ import annotations

from pathlib import Path

import pytest
from adjustment_support import TOWNS, pack
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.indicators.measuring import Measurer, measure
from landplan_toolbox.algorithms.indicators.plan_data import read_plan
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from selfcheck_support import make_dataset, square
from test_measuring import layer, towns

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
COUNTY = "690121"
EAST, WEST = TOWNS
TREE = UnitTree([AdminUnit(COUNTY, "测试县", "county"),
                 *(AdminUnit(code, code, "town", COUNTY) for code in TOWNS)])
# Not measured in either pack, by year, and the word that says why.
WITHOUT = {
    "farmland": {(code, 2014) for code in ("10", "11", "12", "13", "14", "52", "53")},
    "forest": {("03", 2020), *((code, 2025) for code in ("01", "02", "04", "05", "06", "07")), ("06", 2035)},
}


def hectares(measurement, code):
    """Return the measured amounts of an indicator in ha, by unit."""
    return {value.key.unit: round(value.amount / 1e4, 6) for value in measurement.values
            if value.key.indicator == code}


def test_what_projects_add_is_divided_where_they_cross_a_border():
    """10 ha of new farmland in a project of which 40 % lies in the east town, 2 ha in one of the west town."""
    projects = layer("consolidation_project", [
        {"XMMC": "一", "XZGDMJ": 10.0, "wkt": square(300, 0, 500, 100)},
        {"XMMC": "二", "XZGDMJ": 2.0, "wkt": square(800, 100, 100, 100)}])
    found = measure(make_dataset(pack(), towns(), projects), TREE, [2014, 2020], ["13"])
    assert hectares(found, "13") == {COUNTY: 12.0, EAST: pytest.approx(4.0), WEST: pytest.approx(8.0)}
    assert [(one.indicator, one.year) for one in found.not_measured] == [("13", 2014)]


def test_a_project_without_its_area_is_told():
    projects = layer("consolidation_project", [
        {"XMMC": "一", "XZGDMJ": None, "wkt": square(0, 0, 100, 100)},
        {"XMMC": "二", "XZGDMJ": 2.0, "wkt": square(100, 0, 100, 100)}])
    found = measure(make_dataset(pack(), towns(), projects), TREE, [2020], ["13"])
    county = next(value for value in found.values if value.key.unit == COUNTY)
    assert "1 features of ZLFKKFXM have no usable value in XZGDMJ" in Language("en").render(county.reservations[0])


def test_the_central_town_is_the_urban_land_in_its_range():
    """4 ha of towns and 2 ha of mines, a half of each in the range; villages and fields do not count."""
    rows = [(EAST, "211", 4e4, 0), (EAST, "212", 3e4, 0), (EAST, "214", 2e4, 0), (EAST, "111", 150_000 - 9e4, 0),
            (WEST, "211", 150_000.0, 500)]
    planned = layer("planned_land_use", [
        {"BSM": number, "XZQDM": town, "GHDLDM": code, "GHDLMJ": area, "wkt": square(x, 0, 100, 100)}
        for number, (town, code, area, x) in enumerate(rows, 1)])
    bare = make_dataset(pack(), towns(), planned)
    missing = measure(bare, TREE, [2020], ["15"])
    assert not missing.values and "Planning range of the central town" in Language("en").render(
        missing.not_measured[0].reason)
    central = layer("central_town", [{"MC": "中心城区", "wkt": square(0, 0, 50, 100)}])
    found = measure(make_dataset(pack(), towns(), planned, central), TREE, [2020], ["15"])
    assert hectares(found, "15") == {COUNTY: pytest.approx(3.0), EAST: pytest.approx(3.0), WEST: 0.0}
    assert not any(value.partial for value in found.values)


@pytest.mark.parametrize("name", ["farmland", "forest"])
def test_every_value_of_the_sample_is_the_sum_of_its_features(name):
    path = str(SAMPLE / f"{name}_clean.gpkg")
    rules = load_pack(name, kind_specs())
    dataset = bind(rules, open_source(path), path)
    tree = read_plan(dataset).sheet.tree
    years = [rules.base_year, *rules.target_years]
    measurer = Measurer(dataset, tree)
    found = measurer.measure(years)
    assert {(one.indicator, one.year) for one in found.not_measured} == WITHOUT[name]
    assert not any(value.partial or value.reservations for value in found.values)
    assert {value.key.indicator for value in found.values} == set(rules.indicators.indicators)
    county = tree.roots[0]
    some = {county, *tree.children(county)[:2], tree.children(tree.children(county)[0])[0]}
    compared = 0
    for value in found.values:
        if value.key.unit not in some:
            continue
        parts = measurer.behind(value.key)
        above = sum(part.amounts.sum() for part in parts if not part.divisor)
        below = sum(part.amounts.sum() for part in parts if part.divisor)
        amount = above / below if any(part.divisor for part in parts) else above
        assert amount == pytest.approx(value.amount, rel=1e-9, abs=1e-6), value.key
        assert all(len(set(part.fids.tolist())) == len(part.fids) for part in parts)
        compared += 1
    assert compared > 40
