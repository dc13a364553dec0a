"""Facts of the shipped packs that must not drift: codes, groups, generations, lengths and severities."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.geometry.validity import GEOMETRY_ERROR_KINDS, INVALIDITY_KINDS
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import CodeList, Pack, Presence, Severity
from landplan_toolbox.algorithms.rulepack.problems import ProblemList
from landplan_toolbox.algorithms.rulepack.read_codes import read_code_list
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

CODE_LISTS = Path(__file__).resolve().parent.parent / "resources" / "codelists"


@pytest.fixture(scope="module")
def farmland() -> Pack:
    """Return the farmland pack."""
    return load_pack("farmland", kind_specs())


@pytest.fixture(scope="module")
def forest() -> Pack:
    """Return the forest pack."""
    return load_pack("forest", kind_specs())


def codes(name: str) -> CodeList:
    """Return a shipped code list, which must have no problem."""
    problems = ProblemList()
    found = read_code_list(CODE_LISTS / f"{name}.yaml", problems)
    assert found is not None
    assert not problems.items
    return found


@pytest.mark.parametrize("name", sorted(path.stem for path in CODE_LISTS.glob("*.yaml")))
def test_every_code_list_is_sound_and_bilingual(name: str) -> None:
    """Lists that no pack uses yet are validated as well."""
    code_list = codes(name)
    assert code_list.source
    assert all(title.zh and title.en for title in (code_list.title, *code_list.names.values()))


# --- land classes --------------------------------------------------------------------------------


def test_reservoirs_change_sides_between_the_surveys() -> None:
    """水库水面: construction land in the second survey, agricultural land in the third."""
    second, third = codes("land_class_2007"), codes("land_class_2019")
    assert second.names["113"].zh == third.names["1103"].zh == "水库水面"
    assert second.groups["113"] == "construction"
    assert third.groups["1103"] == "agricultural"


def test_three_way_grouping_of_the_second_survey() -> None:
    """The grouping is the published one, class by class."""
    groups = codes("land_class_2007").groups
    construction = {"101", "102", "105", "106", "107", "113", "118", "201", "202", "203", "204", "205"}
    unused = {"043", "111", "112", "115", "116", "119", "124", "125", "126", "127"}
    assert {code for code, group in groups.items() if group == "construction"} == construction
    assert {code for code, group in groups.items() if group == "unused"} == unused
    assert {code[0] for code, group in groups.items() if group == "agricultural"} == {"0", "1"}


def test_three_way_grouping_of_the_third_survey() -> None:
    """Every class has a group; the wetland classes keep the group of their number."""
    third = codes("land_class_2019")
    assert set(third.groups) == set(third.names)
    agricultural = re.compile("01|02|03|040[123]|1006|1103|1104|1107|1202|1203")
    construction = re.compile("0[5-9]|100[1-5]|100[7-9]|1109|1201")
    for code, group in third.groups.items():
        expected = ("agricultural" if agricultural.match(code) else
                    "construction" if construction.match(code) else "unused")
        assert group == expected, code
    assert {"0303", "0304", "0306", "0402", "0603", "1105", "1106", "1108"} <= set(third.names)
    assert {"0201K", "0301K", "0403K", "1104A", "1104K", "1107A", "08H2A", "0810A"} <= set(third.names)


def test_classes_have_the_length_of_their_era() -> None:
    """Three digits (and K) in the second survey, two to five characters in the third."""
    assert all(re.fullmatch("[0-9]{3}K?", code) for code in codes("land_class_2007").names)
    assert all(re.fullmatch("09|[0-9]{2}[0-9H][0-9][AK]?", code) for code in codes("land_class_2019").names)


# --- codes that are easily mixed up --------------------------------------------------------------


def test_slope_classes_of_farmland_and_forestry_differ() -> None:
    """Five right-closed classes against six left-closed ones: 15-25° is 4 here and 3 there."""
    farmland_slope, forest_slope = codes("farmland_slope_class"), codes("forest_slope_class")
    assert list(farmland_slope.names) == ["1", "2", "3", "4", "5"]
    assert list(forest_slope.names) == ["1", "2", "3", "4", "5", "6"]
    assert "25" in farmland_slope.names["5"].zh
    assert "15°" in forest_slope.names["3"].en
    assert "25°" in forest_slope.names["4"].en


def test_kept_added_removed_is_not_brought_in_taken_out() -> None:
    """划入划出 0/1/2 and 调整类型 1/2: the digit 2 means leaving in both, 0 exists in one only."""
    change, plot = codes("farmland_change_type").names, codes("plot_adjustment_type").names
    assert {code: title.zh for code, title in change.items()} == {"0": "保留", "1": "划入", "2": "划出"}
    assert {code: title.zh for code, title in plot.items()} == {"1": "调入", "2": "调出"}


def test_the_same_digits_mean_another_zone_per_layer() -> None:
    """010 is the zone of basic farmland, and the area where construction is allowed."""
    assert codes("land_use_zone_type").names["010"].zh == "基本农田保护区"
    control = codes("control_zone_type")
    assert control.names["010"].zh == "允许建设区"
    assert {code: control.aliases[code] for code in ("1010", "1040", "011", "022")} == {
        "1010": "010", "1040": "040", "011": "010", "022": "020"}


# --- forestry ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "canonical"), [
    ("111", "0111"), ("112", "0111"), ("114", "0111"), ("113", "0113"), ("131", "0131"), ("174", "0173"),
    ("211", "0210"), ("212", "0210"), ("030100", "0111"), ("030200", "0113"), ("030301", "0131"),
    ("030302", "0132"), ("030401", "0120"), ("030402", "0141"), ("030403", "0142"), ("030404", "0150"),
    ("030405", "0161"), ("030406", "0162"),
])
def test_forest_classes_of_other_generations_are_mapped(code: str, canonical: str) -> None:
    """3- and 6-digit codes are aliases of LY/T 1955-2011."""
    assert codes("forest_land_class").aliases[code] == canonical


def test_the_local_generation_stays_apart() -> None:
    """1634 exists in both lists with another meaning, so they are never one list."""
    assert "1111" not in codes("forest_land_class").names
    assert codes("forest_land_class_local").names["1634"] != codes("forest_land_class").names["1634"]


def test_categories_may_carry_a_leading_zero() -> None:
    """SEN_LIN_LB 011 is 11."""
    assert codes("forest_category").aliases == {"011": "11", "012": "12", "021": "21", "022": "22"}


def test_use_types_split_into_public_welfare_and_commercial() -> None:
    """1xx protection and special use, 2xx timber, energy and economic forest."""
    names = codes("forest_use_type").names
    assert {code[:2] for code in names} == {"11", "12", "23", "24", "25"}
    assert len(codes("forest_protection_grade").names) == 4
    assert len(codes("forest_quality_grade").names) == 5


# --- layers --------------------------------------------------------------------------------------


def test_land_use_parcels_of_2014_follow_the_official_table(farmland: Pack) -> None:
    """Table A.2 of the second survey."""
    fields = farmland.layers["land_use"].fields
    lengths = {name: (rule.length, rule.decimals) for name, rule in fields.items()}
    assert lengths["BSM"] == (10, None)
    assert lengths["DLBM"] == (4, None)
    assert lengths["QSXZ"] == (3, None)
    assert lengths["ZLDWDM"] == lengths["QSDWDM"] == (19, None)
    assert lengths["TKXS"] == (5, 2)
    assert {lengths[name] for name in ("TBMJ", "XZDWMJ", "LXDWMJ", "TKMJ", "TBDLMJ")} == {(15, 2)}
    assert fields["TBMJ"].exclusive_minimum == 0
    assert fields["TBDLMJ"].minimum == 0
    assert {"XZDWMJ", "LXDWMJ"} <= set(fields)


def test_land_use_parcels_of_2020_have_no_linear_deduction(forest: Pack) -> None:
    """The third survey deducts field ridges only."""
    fields = forest.layers["land_use"].fields
    assert (fields["BSM"].length, fields["DLBM"].length, fields["QSXZ"].length) == (18, 5, 2)
    assert not {"XZDWMJ", "LXDWMJ", "TKXS"} & set(fields)
    assert {"KCXS", "KCMJ", "GDPDJB", "CZCSXM"} <= set(fields)


def test_the_ledger_follows_the_official_table(farmland: Pack) -> None:
    """基本农田划入划出, fifteen columns."""
    fields = farmland.layers["adjustment_ledger"].fields
    assert list(fields) == ["YSDM", "XZQDM", "XZQMC", "HRHCLXDM", "HRHCTBBH", "TBMJ", "GDMJ", "QTNYDMJ", "JSYDMJ",
                            "WLYDMJ", "HCYY", "SJXMMC", "PZJG", "PZWH", "PZRQ"]
    assert [fields[name].length for name in ("YSDM", "XZQDM", "HRHCTBBH", "HCYY", "PZRQ")] == [10, 12, 20, 2, 10]


def test_numbers_of_zones_and_blocks(farmland: Pack) -> None:
    """13 digits for a zone, 16 for a block."""
    assert farmland.layers["protection_zone"].fields["BHQBH"].length == 13
    assert farmland.layers["protection_block"].fields["BHPKBH"].length == 16
    assert farmland.layers["protection_block"].fields["ZLDJDM"].required_when == '"GDMJ" > 0'


@pytest.mark.parametrize(("layer", "field"), [
    ("basic_farmland", "JBNTLX"), ("basic_farmland", "ZLDJDM"), ("basic_farmland", "SFCSZB"),
    ("protection_block", "ZLDJDM"), ("adjustment_ledger", "HCYY"),
])
def test_domains_that_no_source_gives_stay_open(farmland: Pack, layer: str, field: str) -> None:
    """What was not found is not invented."""
    assert farmland.layers[layer].fields[field].codes is None


def test_every_field_and_layer_is_named_in_both_languages(farmland: Pack, forest: Pack) -> None:
    """Chinese terms from the standard, an English one beside each."""
    for pack in (farmland, forest):
        for role in pack.layers.values():
            assert role.title.zh
            assert role.title.en
            assert role.source
            assert all(rule.title.zh and rule.title.en for rule in role.fields.values()), role.id


def test_the_layers_that_a_delivery_must_have(farmland: Pack, forest: Pack) -> None:
    """The M layers of both plans."""
    required = [{role.id for role in pack.layers.values() if role.presence is Presence.REQUIRED}
                for pack in (farmland, forest)]
    assert required[0] == {"admin_area", "land_use", "protection_zone", "protection_block", "basic_farmland",
                           "adjustment_ledger"}
    assert required[1] == {"admin_area", "village", "land_use", "subcompartment"}


def test_the_crs_of_each_era(farmland: Pack, forest: Pack) -> None:
    """Xi'an 1980 for 2014 data, CGCS2000 for 2020 data, never both."""
    assert {"EPSG:4610", "EPSG:2349", "EPSG:2360", "EPSG:2381", "EPSG:2390"} <= set(farmland.crs.accepted)
    assert {"EPSG:4490", "EPSG:4513", "EPSG:4524", "EPSG:4545", "EPSG:4554"} <= set(forest.crs.accepted)
    assert not set(farmland.crs.accepted) & set(forest.crs.accepted)
    assert (farmland.crs.ellipsoid, forest.crs.ellipsoid) == ("xian80", "cgcs2000")


# --- checks --------------------------------------------------------------------------------------


def test_first_digit_of_an_id_is_its_category(farmland: Pack, forest: Pack) -> None:
    """1 and 2 source and base, 3 structure and attributes, 4 geometry and topology, 5 areas, 6 logic, 7 adjustment."""
    families = {"structure": "123", "attributes": "367", "geometry": "4", "topology": "467", "areas": "5",
                "lines": "6", "adjustment": "7", "indicators": "6", "grades": "6", "forest_use": "6",
                "editions": "6"}
    for pack in (farmland, forest):
        for check in pack.checks.values():
            assert check.id[0] in families[check.family], check.id
        in_adjustment = set() if pack.adjustment is None else set(pack.adjustment.checks)
        assert {check_id for check_id in pack.checks if check_id[0] == "7"} == in_adjustment


def test_every_check_says_its_clause_in_both_languages(farmland: Pack, forest: Pack) -> None:
    """陕·… or 花·…, with a title and, where there is a help, both languages of it."""
    for pack, mark in ((farmland, "陕·"), (forest, "花·")):
        for check in pack.checks.values():
            assert check.clause.startswith(mark), check.id
            assert check.title.zh
            assert check.title.en
            assert check.help is None or (check.help.zh and check.help.en)


def test_checks_on_optional_layers_do_not_spoil_the_verdict(farmland: Pack, forest: Pack) -> None:
    """A check that needs a layer not every delivery has is not required.

    That targets were compared is (陕·五(三)), whether they come from a table or from the workspace.
    """
    for pack in (farmland, forest):
        for check in pack.checks.values():
            if check.kind == "indicators.compared" and "any" in check.parameters["by"]:
                assert check.required, check.id
                continue
            roles = [role for role in (check.layer, check.parameters.get("target")) if role]
            if check.family == "adjustment":
                roles.append(pack.adjustment.before)
            if any(pack.layers[role].presence is not Presence.REQUIRED for role in roles):
                assert not check.required, check.id
            elif check.severity is Severity.ERROR and not check.parameters.get("planned"):  # of optional fields
                assert check.required, check.id


def test_every_required_layer_is_looked_at_from_all_sides(farmland: Pack, forest: Pack) -> None:
    """Presence, type, fields, mandatory values, valid geometry, overlaps and duplicates."""
    kinds = {"structure.layer_present", "structure.geometry_type", "structure.fields", "attributes.required",
             "geometry.valid", "topology.no_overlap", "topology.no_duplicate"}
    for pack in (farmland, forest):
        for role in pack.layers.values():
            if role.presence is Presence.REQUIRED:
                found = {check.kind for check in pack.checks.values() if check.layer == role.id}
                assert kinds <= found, (role.id, kinds - found)


def test_no_geometry_error_is_left_out(farmland: Pack, forest: Pack) -> None:
    """What makes a polygon invalid is an error on every layer; the rest is looked at on the main layers."""
    for pack in (farmland, forest):
        checks = [check for check in pack.checks.values() if check.kind == "geometry.valid"]
        errors = [set(check.parameters["kinds"]) for check in checks if check.severity is Severity.ERROR]
        assert all(kinds >= INVALIDITY_KINDS | {"null_geometry", "empty_geometry", "not_polygon"} for kinds in errors)
        every = set().union(*(check.parameters["kinds"] for check in checks))
        assert set(GEOMETRY_ERROR_KINDS) - every == {"short_segment"}  # no source gives a limit for polygons


def test_every_code_and_form_is_checked_somewhere(farmland: Pack, forest: Pack) -> None:
    """No field of a required layer has a domain, a form or limits that nothing looks at."""
    for pack in (farmland, forest):
        for role in pack.layers.values():
            if role.presence is not Presence.REQUIRED:
                continue
            checks = [check for check in pack.checks.values() if check.layer == role.id]
            for rule in role.fields.values():
                if rule.codes:
                    assert any(check.kind == "attributes.domain"
                               and rule.name in check.parameters.get("fields", role.fields)
                               for check in checks), (role.id, rule.name)
                if rule.pattern:
                    assert any(check.kind == "attributes.pattern" for check in checks), (role.id, rule.name)


def test_area_tolerances_allow_for_the_official_rounding(farmland: Pack, forest: Pack) -> None:
    """The rounding steps of the method alone move a 1 km square by 0.009 m² and flip a cent."""
    for pack in (farmland, forest):
        assert pack.tolerances["area"] >= 0.01
        assert pack.tolerances["area_relative"] >= 1e-8
        assert pack.tolerances["topology"] == 0.001
    assert forest.tolerances["forest_area"] >= 50  # half of 0.01 ha


def test_presets_choose_what_they_say(farmland: Pack, forest: Pack) -> None:
    """All, before delivery, structure, geometry and while editing exist in both packs."""
    for pack in (farmland, forest):
        assert {"all", "before_delivery", "structure", "geometry", "while_editing"} <= set(pack.presets)
        assert pack.presets["all"].checks == ("*",)
        quick = pack.presets["while_editing"].checks
        layers = {check.layer for check in pack.checks.values()
                  if any(check.id.startswith(word.rstrip("*")) for word in quick)}
        assert layers == {"basic_farmland" if pack.id == "farmland" else "subcompartment"}
