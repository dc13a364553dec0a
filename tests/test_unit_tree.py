"""The tree of administrative units: codes as people write them, levels made from codes, parents stated by tables."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from dataset_files import write_layer
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.dataset.binding import BindingState, bind
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.indicators.unit_borders import unit_borders
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.context import CheckContext, NotRunnable
from landplan_toolbox.algorithms.units.codes import is_within, unit_code, without_zeros
from landplan_toolbox.algorithms.units.read_tree import UnitRow, tree_of_dataset, tree_of_rows
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from landplan_toolbox.algorithms.units.tree_builder import TreeBuilder
from landplan_toolbox.algorithms.units.unit_overlaps import unit_overlaps
from osgeo import ogr

DIGITS = {"province": 2, "city": 4, "county": 6, "town": 9, "village": 12}
FIXED = settings(deadline=None, max_examples=150, derandomize=True)


def read(*rows, digits=None):
    """Read rows given as tuples."""
    return tree_of_rows([UnitRow(*row) for row in rows], digits or DIGITS)


def said(reading):
    """Return the sentences as text in English."""
    return [note.text.format(**{name: getattr(value, "text", value) for name, value in note.values.items()})
            for note in reading.notes]


def units(reading):
    """Return code → (name, level, parent)."""
    return {unit.code: (unit.name, unit.level, unit.parent) for unit in reading.tree.units.values()}


def test_levels_above_are_made_from_the_codes():
    reading = read(("610116001", "甘亭街道"), ("610116002", "余下街道"), ("610116", "鄠邑区"), ("610203001", "某镇"),
                   ("610302002", "又一镇"))
    assert units(reading) == {
        "61": ("61", "province", None), "6101": ("6101", "city", "61"), "610116": ("鄠邑区", "county", "6101"),
        "610116001": ("甘亭街道", "town", "610116"), "610116002": ("余下街道", "town", "610116"),
        "6102": ("6102", "city", "61"), "610203": ("610203", "county", "6102"), "610203001": ("某镇", "town", "610203"),
        "6103": ("6103", "city", "61"), "610302": ("610302", "county", "6103"), "610302002": ("又一镇", "town", "610302"),
    }
    (note,) = said(reading)
    assert note.startswith("Units only known from the codes")
    assert "(6): 61; 6101; 6102; 610203; 6103; 610302." in note
    assert list(reading.tree.walk())[:5] == ["61", "6101", "610116", "610116001", "610116002"]
    assert reading.tree.leaves("6101") == ("610116001", "610116002")


TOWNS = (("610116001", "甘亭街道"), ("610116002", "余下街道"))


@pytest.mark.parametrize("rows, roots, made", [
    ((*TOWNS, ("610116", "鄠邑区")), ("610116",), ()),  # a county begins with the county
    (TOWNS, ("610116",), ("610116",)),  # what several towns lie in is made
    ((*TOWNS, ("610117001", "某镇")), ("6101",), ("6101", "610116", "610117")),
    ((*TOWNS, ("610116", "鄠邑区"), ("610117", "高陵区")), ("6101",), ("6101",)),
    ((*TOWNS, ("610116", "鄠邑区"), ("61", "陕西省")), ("61",), ("6101",)),  # a province with a row stays, and its city
    ((*TOWNS, ("610116", "鄠邑区"), ("6101", "西安市")), ("6101",), ()),
    ((*TOWNS, ("620116001", "外省镇")), ("61", "62"), ("61", "6101", "610116", "62", "6201", "620116")),
    ((("610116001201", "一村"), ("610116001202", "二村")), ("610116001",), ("610116001",)),
    ((("610116", "鄠邑区", "西安市"),), ("6101",), ("6101",)),  # a row names the city
    ((("610116001", "甘亭街道", "610161"),), ("610161",), ("610161",)),  # against what the code of the town says
    ((("610116", "鄠邑区", "6101"),), ("610116",), ()),
])
def test_the_largest_unit_is_one_that_is_given_or_has_several_in_it(rows, roots, made):
    reading = read(*rows)
    assert reading.tree.roots == roots
    given = {row[0] for row in rows}
    assert tuple(sorted(set(reading.tree.units) - given)) == made
    noted = " ".join(note for note in said(reading) if "only known" in note or "row of their own" in note)
    assert set(re.findall(r"\d+", noted)) - {str(len(made))} >= set(made)
    assert not set(re.findall(r"\d{2,}", noted)) - set(made)
    for unit in reading.tree.units.values():
        assert unit.parent is None or unit.parent in reading.tree


def test_only_levels_of_the_plan_are_made():
    reading = read(("610116001201", "某村"), ("610116002201", "某村"), digits={"county": 6, "town": 9, "village": 12})
    assert units(reading) == {
        "610116": ("610116", "county", None), "610116001": ("610116001", "town", "610116"),
        "610116001201": ("某村", "village", "610116001"), "610116002": ("610116002", "town", "610116"),
        "610116002201": ("某村", "village", "610116002"),
    }


@pytest.mark.parametrize("written, code", [
    ("６１０１１６００１", "610116001"), (" 610116 001\t", "610116001"), (610116001.0, "610116001"),
    ("610116001.0", "610116001"), (610116, "610116"), ("610116000", "610116"), ("610116000000", "610116"),
    ("610116001000", "610116001"), ("610100", "6101"), ("610000", "61"), ("610100000000", "6101"), ("61", "61"),
    ("611000", "6110"), ("6101160012010000000", "610116001201"),
])
def test_codes_as_people_write_them(written, code):
    reading = read((written, "名称"))
    assert reading.tree[code].name == "名称"
    assert all(code == other or code.startswith(other) for other in reading.tree.units)


def test_a_part_of_a_village_belongs_to_it_but_does_not_name_it():
    reading = read(("6101160012010000003", "三组"), ("610116001201", "某村"), ("6101160012010000004", "四组"))
    assert reading.tree["610116001201"].name == "某村"
    assert not any("several names" in note for note in said(reading))
    assert read(("6101160012010000003", "三组")).tree["610116001201"].name == "610116001201"


@pytest.mark.parametrize("written", ["61011", "6101160012", "A10116", "6.10116E+08", "6101160012011", "-610116"])
def test_what_is_no_code_is_left_out_and_said(written):
    reading = read((written, "某地"), ("610116", "鄠邑区"))
    assert list(reading.tree.units) == ["610116"]
    assert any(f"{written} 某地" in note and "left out" in note for note in said(reading)), said(reading)


def test_rows_without_code_and_totals():
    reading = read(("", "无代码村"), ("  ", "又一村"), ("合计", "合计"), (None, "空"), ("", ""), ("610116", "鄠邑区"))
    assert list(reading.tree.units) == ["610116"]
    assert sum("no code" in note for note in said(reading)) == 1
    (note,) = (note for note in said(reading) if "no code" in note)
    assert note.startswith("The table: units") and "(3)" in note and "无代码村; 又一村; 空" in note


def test_one_code_with_two_names_and_names_that_are_missing():
    reading = read(("610116001", "甘亭街道"), ("610116001", "甘亭镇"), ("610116001", " 甘亭街道 "), ("610116002", ""))
    assert reading.tree["610116001"].name == "甘亭街道"
    assert reading.tree["610116002"].name == "610116002"
    assert any("610116001 (甘亭街道, 甘亭镇)" in note for note in said(reading))
    assert any(note.startswith("Units without a name") and "610116002" in note for note in said(reading))
    late = read(("610116001", ""), ("610116001", "甘亭街道"))
    assert late.tree["610116001"].name == "甘亭街道" and not any("without a name" in note for note in said(late))


def test_a_city_without_counties_lends_its_name():
    reading = read(("441900", "东莞市"), ("441900003", "东城街道"), ("442000", "中山市"))
    assert units(reading)["4419"] == ("东莞市", "city", "44")
    assert units(reading)["441900"] == ("东莞市", "county", "4419")
    assert units(reading)["441900003"] == ("东城街道", "town", "441900")
    assert read(("441900", "东莞市"), ("441900003", "东城街道")).tree.roots == ("4419",)  # given, with or without zeros


def test_a_stated_parent_wins_over_the_code():
    rows = [("610116", "鄠邑区"), ("610161", "高新区"), ("610116100", "草堂镇", "610161"), ("610116101", "庞光镇")]
    reading = read(*rows)
    assert reading.tree.parent("610116100") == "610161" and reading.tree.parent("610116101") == "610116"
    without_row = read(rows[0], rows[2])
    assert without_row.tree.parent("610116100") == "610161"
    assert any("only known from the codes" in note and "610161" in note for note in said(without_row))
    by_name = read(*rows[:2], ("610116100", "草堂镇", "高新区"))
    assert by_name.tree.parent("610116100") == "610161"


def test_names_of_larger_units_without_a_row_are_taken_over():
    reading = read(("610116001", "甘亭街道", "鄠邑区"), ("610116002", "余下街道", "鄠邑区"))
    assert units(reading)["610116"] == ("鄠邑区", "county", None)
    assert any("without a row of their own" in note and "610116 鄠邑区" in note for note in said(reading))
    assert not any("not there" in note for note in said(reading))


def test_units_with_codes_of_their_own_get_the_level_below_their_parent():
    reading = read(("610116", "鄠邑区"), ("KFQ1", "开发区", "610116"), ("KFQ1-1", "一社区", "开发区"))
    assert units(reading)["KFQ1"] == ("开发区", "town", "610116")
    assert units(reading)["KFQ1-1"] == ("一社区", "village", "KFQ1")


@pytest.mark.parametrize("rows, sentence", [
    ([("610116001", "甲", "K9"), ("610116", "县")], "not there"),
    ([("610116", "甲", "K1"), ("K1", "乙", "610117"), ("610117", "丙")], "no larger one"),
    ([("610116001", "甲", "没有的县"), ("610116", "县")], "not there"),
    ([("610116001", "甲", "610116001")], "no larger one"),
    ([("610116001", "甲", "610116002"), ("610116002", "乙", "610116001")], "no larger one"),
    ([("K1", "甲", "K2"), ("K2", "乙", "K1")], "lie in each other"),
    ([("610116", "同名"), ("610117", "同名"), ("610118001", "甲", "同名")], "whose name several have"),
    ([("610116001", "甲", "610161"), ("610116001", "甲", "610162"), ("610161", "a"), ("610162", "b")],
     "different units"),
])
def test_parents_that_cannot_be_meant_are_said(rows, sentence):
    reading = read(*rows)
    assert any(sentence in note for note in said(reading)), said(reading)
    for unit in reading.tree.units.values():
        assert unit.parent is None or unit.parent in reading.tree


def test_of_parents_with_one_name_the_one_the_code_tells_of_is_meant():
    reading = read(("610116", "城关区"), ("610117", "城关区"), ("610117001", "甲", "城关区"))
    assert reading.tree.parent("610117001") == "610117"
    assert not any("several have" in note for note in said(reading))


def as_text(cell):
    """Return a cell as a table's reader gives it."""
    return str(cell or "")


CELL = st.one_of(
    st.none(), st.sampled_from(["61", "6101", "610116", "610116001", "610116001201", "甲", "乙", "K1", "K2", "合计"]),
    st.text(alphabet="0126甲 ０.", max_size=13), st.integers(0, 10**13),
)


@FIXED
@given(st.lists(st.tuples(CELL, st.sampled_from(["", "甲", "乙", "丙"]), CELL.map(as_text)),
                max_size=8))
def test_any_table_gives_a_sound_tree(rows):
    reading = read(*rows)
    assert sorted(reading.tree.walk()) == sorted(reading.tree.units)
    order = list(DIGITS)
    for unit in reading.tree.units.values():
        assert unit.name and unit.level in order
        if unit.parent is not None:
            assert order.index(reading.tree[unit.parent].level) < order.index(unit.level)
        elif len(reading.tree.roots) > 1 and unit.code.isdigit() and len(unit.code) in DIGITS.values():
            assert unit.level == "province"
    made = re.findall(r"\d+", " ".join(note.partition(":")[2] for note in said(reading) if "only known" in note))
    for root in reading.tree.roots[:1] if len(reading.tree.roots) == 1 else ():
        stated = {without_zeros(unit_code(parent) or "", DIGITS.values()) for _, _, parent in rows}
        assert root not in made or len(reading.tree.children(root)) > 1 or root in stated



def test_the_tree_itself():
    tree = UnitTree([AdminUnit("2", "b", "town", "1"), AdminUnit("1", "a", "county"), AdminUnit("3", "c", "town", "9")])
    assert tree.roots == ("1", "3") and tree.children("1") == ("2",) and tree.parent("3") is None
    assert tree.leaves("2") == ("2",) and "9" not in tree and tree.levels == {"county", "town"}
    with pytest.raises(ValueError, match="twice"):
        UnitTree([AdminUnit("1", "a", "county"), AdminUnit("1", "b", "county")])
    with pytest.raises(ValueError, match="each other"):
        UnitTree([AdminUnit("1", "a", "county", "2"), AdminUnit("2", "b", "county", "1")])


def test_a_plan_without_levels_has_no_units():
    reading = tree_of_rows([UnitRow("610116", "鄠邑区")], {})
    assert len(reading.tree) == 0 and "left out" in said(reading)[0]


def test_within_and_zeros():
    assert is_within("610116001", "6101") and is_within("610116001", "610100") and is_within("610116", "610000")
    assert is_within("6101", "610000") and not is_within("610100", "610100") and not is_within("6101", "610100")
    assert not is_within("610116001", "610200") and not is_within("610116", "610116")
    assert unit_code("610116000", {"610116001"}) == "610116"
    assert without_zeros("610110") == "610110" and without_zeros("abc000") == "abc000"


# --- layers --------------------------------------------------------------------------------------


def square(x, y, width=1000.0, height=1000.0):
    """Return a rectangle in EPSG:4524 as WKT; x and y in metres from a corner in the county."""
    x, y = x + 36_400_000, y + 3_780_000
    return (f"POLYGON (({x} {y}, {x + width} {y}, {x + width} {y + height}, {x} {y + height}, {x} {y}))")


def fields_of(code, name):
    """Return the fields a layer of units has to have."""
    return [(code, ogr.OFTString), (name, ogr.OFTString), ("BSM", ogr.OFTString), ("YSDM", ogr.OFTString),
            ("JSMJ", ogr.OFTReal), ("DCMJ", ogr.OFTReal)]


def delivery(tmp_path, pack="farmland", **layers):
    """Write layers (name → rows of WKT, code, name) and return them bound to a pack."""
    path = tmp_path / "县.gpkg"
    for number, (name, rows) in enumerate(layers.items()):
        fields = fields_of("ZLDWDM", "ZLDWMC") if name == "CJDCQ" else fields_of("XZQDM", "XZQMC")
        filled = [(*row, None, None, None, None) for row in rows]
        write_layer(path, "GPKG", fields, filled, name, append=number > 0)
    return bind(load_pack(pack, kind_specs()), open_source(str(path)), str(path))


def test_layers_of_towns_and_villages(tmp_path):
    dataset = delivery(
        tmp_path,
        XZQ=[(square(0, 0), "610116", "鄠邑区"), (square(0, 0), "６１０１１６００１", "甘亭街道"), (square(9, 0), "610116001", "甘亭街道"),
             (square(0, 9), "610116002000", "余下街道"), (square(3, 0), None, None), (square(4, 0), "61011", "错")],
        CJXZQ=[(square(0, 0), "610116001201", "一村"), (square(1, 0), "610116003201", "孤村"), (None, "610116001202", "")],
    )
    reading = tree_of_dataset(dataset)
    assert {code: unit.name for code, unit in reading.tree.units.items()} == {
        "610116": "鄠邑区", "610116001": "甘亭街道", "610116002": "余下街道",
        "610116003": "610116003", "610116001201": "一村", "610116001202": "610116001202", "610116003201": "孤村",
    }
    assert reading.tree.parent("610116003201") == "610116003"
    notes = said(reading)
    assert any("Features of XZQ with neither code nor name are left out: 1." in note for note in notes)
    assert any("61011 错" in note for note in notes)
    assert any("(1): 610116003." in note for note in notes)
    assert any("without a name" in note and "610116001202" in note for note in notes)
    assert len(notes) == 4


def test_villages_of_the_third_survey_have_another_field(tmp_path):
    dataset = delivery(tmp_path, "forest", XZQ=[(square(0, 0), "520111100", "甲镇"), (square(1, 0), "520111101", "乙镇")],
                       CJDCQ=[(square(0, 0), "5201111002010000000", "一村"), (square(0, 1), "520111100202", "二村")])
    tree = tree_of_dataset(dataset).tree
    assert {code: (unit.name, unit.level) for code, unit in tree.units.items()} == {
        "520111": ("520111", "county"), "520111100": ("甲镇", "town"), "520111101": ("乙镇", "town"),
        "520111100201": ("一村", "village"),
        "520111100202": ("二村", "village"),
    }


def test_a_layer_without_codes_or_no_layer_at_all_is_a_sentence(tmp_path):
    reading = tree_of_dataset(delivery(tmp_path, DLTB=[(square(0, 0), "1", "2")]))
    (note,) = said(reading)
    assert len(reading.tree) == 0 and "XZQ, CJXZQ" in note
    (tmp_path / "b").mkdir()
    empty = tree_of_dataset(delivery(tmp_path / "b", XZQ=[]))
    assert len(empty.tree) == 0 and len(empty.notes) == 1


def test_a_layer_that_is_not_bound_is_said(tmp_path):
    path = tmp_path / "a.gpkg"
    write_layer(path, "GPKG", fields_of("XZQDM", "XZQMC")[1:], [(square(0, 0), "甲", *[None] * 4)], "XZQ")
    reading = tree_of_dataset(bind(load_pack("farmland", kind_specs()), open_source(str(path)), str(path)))
    assert len(reading.tree) == 0 and any("XZQDM" in note for note in said(reading)), said(reading)


def test_a_faulty_layer_whose_codes_can_be_read_is_used_as_in_measuring(tmp_path):
    path = tmp_path / "a.gpkg"
    rows = [(square(0, 0), "610116001", "甲"), (square(1000, 0), "610116002", "乙")]
    write_layer(path, "GPKG", fields_of("XZQDM", "XZQMC")[:2], rows, "XZQ")
    dataset = bind(load_pack("farmland", kind_specs()), open_source(str(path)), str(path))
    assert dataset.bindings["admin_area"].state is BindingState.WRONG
    reading = tree_of_dataset(dataset)
    assert list(reading.tree.walk()) == ["610116", "610116001", "610116002"]
    borders = unit_borders(CheckContext(dataset, (), Silent()), {"admin_area": "XZQDM", "village": "XZQDM"})
    assert [one.codes for one in borders] == [("610116001", "610116002")]


def test_of_two_layers_for_one_role_neither_is_used_and_both_say_so(tmp_path):
    rows = [(square(0, 0), "610116001", "甲"), (square(1000, 0), "610116002", "乙")]
    dataset = delivery(tmp_path, XZQ=rows, 行政区=rows, CJXZQ=[(square(0, 0), "610116001201", "一村")])
    assert dataset.bindings["admin_area"].state is BindingState.AMBIGUOUS
    reading = tree_of_dataset(dataset)
    assert list(reading.tree.units) == ["610116001201"]
    note = dataset.bindings["admin_area"].note
    assert note in reading.notes
    with pytest.raises(NotRunnable) as refused:
        unit_borders(CheckContext(dataset, (), Silent()), {"admin_area": "XZQDM", "village": "XZQDM"})
    assert refused.value.message == note


def test_areas_that_units_of_two_editions_share(tmp_path):
    (tmp_path / "b").mkdir()
    old = delivery(tmp_path, XZQ=[(square(0, 0), "610116001", "甲"), (square(1000, 0), "610116002", "乙")])
    new = delivery(tmp_path / "b", XZQ=[(square(0, 0, 600), "610116003", "丙"), (square(600, 0, 400), "610116004", "丁"),
                                        (square(1000, 0, height=500), "610116002", "乙"),
                                        (square(1000, 500, height=500), "610116002000", "乙")])
    role, sources = old.pack.layers["admin_area"], old.pack.indicators.units
    found = unit_overlaps(old.layer("admin_area"), new.layer("admin_area"), role, sources)
    assert set(found.shared) == {"610116001", "610116002"} and set(found.shared["610116002"]) == {"610116002"}
    first = found.shared["610116001"]
    assert first["610116003"] / sum(first.values()) == pytest.approx(0.6, abs=1e-6)
    assert sum(first.values()) == pytest.approx(found.before["610116001"], rel=1e-6)
    assert found.before["610116001"] == pytest.approx(1e6, rel=2e-3)
    assert found.after["610116002"] == pytest.approx(found.before["610116002"], rel=1e-6)
    with pytest.raises(LandPlanError, match="cannot tell what became"):
        unit_overlaps(old.layer("admin_area"), new.layer("admin_area"), role, replace(sources, code="NICHTS"))


def test_a_table_names_the_county_that_no_layer_names():
    builder = TreeBuilder(DIGITS)
    for code, name in (("610116001", "甘亭街道"), ("610116002", "涝店镇")):
        builder.add(code, name, "XZQ")
    builder.call("610116", " 鄠邑区 ")
    builder.call(610116001, "不改名")
    builder.call("610117", "不在其中")
    tree = builder.build().tree
    assert {code: unit.name for code, unit in tree.units.items()} == {
        "610116": "鄠邑区", "610116001": "甘亭街道", "610116002": "涝店镇"}


def test_a_unit_that_a_table_of_values_names_stays_above_a_single_one():
    builder = TreeBuilder(DIGITS)
    builder.add("610116001", "甘亭街道", "XZQ")
    builder.call("610116", "鄠邑区")
    assert list(builder.build().tree.walk()) == ["610116", "610116001"]


def test_a_development_zone_whose_code_breaks_the_rule_lies_where_a_table_says():
    reading = tree_of_rows([UnitRow("610116", "甲县"), UnitRow("610171001", "开发区", "610116"),
                            UnitRow("610171001201", "一村")], DIGITS)
    assert set(reading.tree.units) == {"610116", "610171001", "610171001201"}  # no empty county is made of the code
    assert reading.tree.parent("610171001") == "610116" and reading.tree.parent("610171001201") == "610171001"
    assert reading.notes == ()


def test_an_exclave_lies_in_the_county_that_is_stated():
    reading = tree_of_rows([UnitRow("610116", "甲县"), UnitRow("610117", "乙县"), UnitRow("610117005", "飞地镇", "甲县")],
                           DIGITS)
    assert reading.tree.children("610116") == ("610117005",) and reading.tree.roots == ("6101",)
