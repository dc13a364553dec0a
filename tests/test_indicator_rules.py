"""indicators.yaml: what the shipped packs say, and that every mistake is told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from adjustment_support import without_indicators
from landplan_toolbox.algorithms.rulepack.folders import shipped_packs_folder
from landplan_toolbox.algorithms.rulepack.indicator_rules import (
    ChangeDirection,
    Distribution,
    IndicatorRules,
    LimitSense,
    Nature,
    Obligation,
    ValueKind,
)
from landplan_toolbox.algorithms.rulepack.loader import PackError, load_pack, pack_hash
from landplan_toolbox.algorithms.rulepack.model import Pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

FILE = "indicators.yaml"


@pytest.fixture(scope="module")
def farmland() -> Pack:
    return load_pack("farmland", kind_specs())


@pytest.fixture(scope="module")
def forest() -> Pack:
    return load_pack("forest", kind_specs())


def rules_of(pack: Pack) -> IndicatorRules:
    assert pack.indicators is not None
    return pack.indicators


# --- what the shipped packs say

# province, city, county, town of B 1.6: m = required, o = optional
OBLIGATIONS = {
    "01": "mmmm", "02": "mmoo", "03": "mooo", "04": "mooo", "05": "mooo", "06": "mmmm", "07": "mmmm", "08": "mmmm",
    "09": "mooo", "10": "mooo", "11": "mooo", "12": "mooo", "13": "mooo", "14": "mmoo", "15": "mmmo",
}
BINDING = {"01", "02", "07", "12", "13", "14", "15"}
FLOORS = {"01", "02", "03", "04", "05", "13"}


def test_obligations_nature_and_limits_of_the_standard(farmland: Pack) -> None:
    indicators = rules_of(farmland).indicators
    assert list(indicators)[:15] == list(OBLIGATIONS)
    for code, letters in OBLIGATIONS.items():
        rule = indicators[code]
        told = "".join(
            "m" if rule.levels[level] is Obligation.REQUIRED else "o" for level in ("province", "city", "county", "town")
        )
        assert told == letters, code
        assert (rule.nature is Nature.BINDING) == (code in BINDING), code
        assert (rule.limit is LimitSense.AT_LEAST) == (code in FLOORS), code
        assert rule.limit is not LimitSense.EQUAL
        assert rule.unit == ("m2/person" if code == "14" else "ha")
        assert rule.children is (None if code in ("14", "15") else rule.limit), code
        assert "village" not in rule.levels


def test_one_grows_two_shrink(farmland: Pack) -> None:
    indicators = rules_of(farmland).indicators
    changes = {code: rule.change for code, rule in indicators.items() if rule.change is not None}
    assert changes == {
        "01": ChangeDirection.DECREASE, "02": ChangeDirection.DECREASE, "06": ChangeDirection.INCREASE,
    }
    assert {code for code, rule in indicators.items() if rule.main} == set(changes)


def test_titles_are_those_of_the_code_list(farmland: Pack) -> None:
    names = farmland.code_lists["indicator_type"].names
    indicators = rules_of(farmland).indicators
    assert {code: indicators[code].title for code in names} == dict(names)


def test_relations_of_the_farmland_plan(farmland: Pack) -> None:
    relations = {(one.left, one.sense, one.right) for one in rules_of(farmland).relations}
    at_most = LimitSense.AT_MOST
    assert relations >= {
        (("06",), LimitSense.EQUAL, ("07", "09")), (("08",), at_most, ("07",)), (("11",), at_most, ("10",)),
        (("12",), at_most, ("11",)), (("15",), at_most, ("08",)),
    }


def test_measures_by_year(farmland: Pack) -> None:
    indicators = rules_of(farmland).indicators
    base, target = indicators["01"].measure_of(2014), indicators["01"].measure_of(2020)
    assert base is not None and base.roles == {"base_land_use"}
    assert target is not None and target.roles == {"land_use", "new_construction", "retirement_plan"}
    assert target.terms[0].unit == ("ZLDWDM",) and target.terms[0].field == "TBDLMJ"
    assert indicators["10"].measure_of(2014) is None and indicators["10"].measure_of(2020) is not None
    assert indicators["13"].measure_of(2014) is None and indicators["13"].measure_of(2020).terms[0].field == "XZGDMJ"
    assert indicators["15"].measure_of(2014).roles == {"base_land_use", "central_town"}
    taken = indicators["12"].measure_of(2020)
    assert taken is not None and taken.terms[0].within == ("new_construction",)
    per_head = indicators["14"].measure_of(2020)
    assert per_head is not None and per_head.over[0].field == "CZRK" and per_head.factor == 1


def test_what_units_could_have_at_most(farmland: Pack, forest: Pack) -> None:
    indicators = rules_of(farmland).indicators
    assert {code for code, rule in indicators.items() if rule.candidates} == {"01", "02", "51"}
    assert all(rule.candidates for rule in indicators.values() if rule.distribution is Distribution.CANDIDATE_SHARE)
    there, more = indicators["02"].candidates
    assert (there.role, there.field, there.unit) == ("previous_farmland", "JBNTMJ", ())
    assert more.less[:2] == ("previous_farmland", "redline") and set(there.less) <= set(more.less)
    assert all(term.within == ("urban_fringe",) for term in indicators["51"].candidates)
    forest_indicators = rules_of(forest).indicators
    assert {code for code, rule in forest_indicators.items() if rule.candidates} == {"01"}
    assert [term.role for term in forest_indicators["01"].candidates] == ["subcompartment", "land_use"]


def test_tables_of_the_farmland_plan(farmland: Pack) -> None:
    tables = {table.role: table for table in rules_of(farmland).tables}
    assert tables["assigned_change"].values == {"TZQ": ValueKind.FORMER, "TZH": ValueKind.ASSIGNED}
    assert tables["farmland_target"].code == "02" and tables["farmland_target"].indicator is None
    long = tables["indicator_value"]
    assert long.values == {"ZBZ": None} and long.kind == "ZBZLX" and long.year == "ND" and long.value_unit == "DW"
    assert set(long.kinds) == set(farmland.code_lists["indicator_value_kind"].names)
    assert set(long.kinds.values()) == set(ValueKind)


def test_ledgers_units_and_years(farmland: Pack) -> None:
    rules = rules_of(farmland)
    ledgers = {ledger.role: ledger for ledger in rules.ledgers}
    assert {role: one.indicator for role, one in ledgers.items()} == {
        "basic_farmland": "02", "land_use": "01", "new_construction": "10",
    }
    ledger = ledgers["basic_farmland"]
    assert (ledger.area, ledger.gross, ledger.quality, ledger.before) == (
        "JBNTMJ", "TBMJ", "ZLDJDM", "previous_farmland"
    )
    assert ledger.smaller_is_better and set(ledger.checks) <= set(farmland.checks) and "7101" in ledger.checks
    assert list(rules.units.digits.items()) == [
        ("province", 2), ("city", 4), ("county", 6), ("town", 9), ("village", 12),
    ]
    assert (rules.base_year, rules.target_years) == (2014, (2020,))
    assert rules.indicators["10"].distribution is Distribution.BY_HAND


def test_the_forest_plan(forest: Pack) -> None:
    rules = rules_of(forest)
    titles = [rule.title.zh for rule in rules.indicators.values()]
    assert titles == [
        "林地保有量", "森林保有量", "占用林地定额", "天然林保有量", "重点公益林林地比率", "林地生产力", "森林覆盖率",
    ]
    binding = [rule.code for rule in rules.indicators.values() if rule.nature is Nature.BINDING]
    assert binding == ["01", "02", "03"]
    assert [rule.code for rule in rules.indicators.values() if rule.limit is LimitSense.AT_MOST] == ["03"]
    assert [rule.code for rule in rules.indicators.values() if rule.children is None] == ["05", "06", "07"]
    productivity = rules.indicators["06"].measure_of(2020)
    assert productivity is not None and productivity.terms[0].times == "HUO_LMGQXJ"
    assert productivity.terms[0].unit == ("XIAN", "XIANG", "CUN") and productivity.over[0].times is None
    planned = rules.indicators["01"].measure_of(2035)
    assert planned is not None and '"BCLD"' in (planned.terms[0].where or "")
    assert rules.indicators["01"].measure_of(2025) is None  # the layers do not tell
    assert (rules.units.code_of("admin_area"), rules.units.name_of("admin_area")) == ("XZQDM", "XZQMC")
    assert (rules.units.code_of("village"), rules.units.name_of("village")) == ("ZLDWDM", "ZLDWMC")
    (ledger,) = rules.ledgers
    assert ledger.checks[:2] == ("6310", "6311")  # a pattern is replaced by the ids


@pytest.mark.parametrize(("code", "chosen"), [
    ("0111", "01 02"), ("0113", "01 02"), ("0131", "01 02"), ("0132", "01"), ("0120", "01"), ("1631", "01"), ("0180", "01"),
    ("113", "01 02"), ("131", "01 02"), ("132", "01"), ("030100", "01 02"), ("030301", "01 02"), ("030302", "01"),
    ("050101", "01"), ("0210", ""), ("210", ""), ("0250", ""), ("254", ""),
])
def test_classes_of_every_generation(forest: Pack, code: str, chosen: str) -> None:
    """The expressions choose forest land (01) and forest (02) in each generation of class codes."""
    from qgis.core import QgsExpression, QgsExpressionContext, QgsFeature, QgsField, QgsFields
    from qgis.PyQt.QtCore import QVariant

    fields = QgsFields()
    for name in ("DI_LEI", "XIAO_BAN"):
        fields.append(QgsField(name, QVariant.String))
    for number, expected in (("00001", chosen.split()), ("99999", [])):
        feature = QgsFeature(fields)
        feature.setAttributes([code, number])
        context = QgsExpressionContext()
        context.setFeature(feature)
        context.setFields(fields)
        found = [
            indicator for indicator in ("01", "02")
            if QgsExpression(rules_of(forest).indicators[indicator].measure_of(2020).terms[0].where).evaluate(context)
        ]
        assert found == expected


# --- mistakes

@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the farmland pack."""
    copied = tmp_path / "farmland"
    shutil.copytree(shipped_packs_folder() / "farmland", copied)
    return copied


def told(folder: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_pack(folder, kind_specs())
    return [f"{one.file}:{one.line}: {one.message.text.format(**one.message.values)}" for one in caught.value.problems]


def text_of(folder: Path) -> str:
    return (folder / FILE).read_text(encoding="utf-8")


FARMLAND = "\"\\\"DLBM\\\" LIKE '01%'\""

LAND_COVER = "  - {layer: land_use, field: TBMJ, unit: [ZLDWDM], least: 0.98, slight: 0.005}"


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ("units:", "unitz:", "did you mean units"),
    ("code: XZQDM", "code: XZQD", "names the field XZQD"),
    ("roles: [admin_area, village]", "roles: [admin_area, evidence]", "whose geometry is none"),
    ("{province: 2, city: 4,", "{province: 2, city: 1,", "no longer than that of the larger unit"),
    ("city: 4, county: 6, town", "city: 4, cuonty: 6, town", "did you mean county"),
    ("tolerance: 0.5", "tolerance: -0.5", "must not be negative"),
    ("tolerance: 0.5", "tolerance: 1000", "would hide what is missed"),
    (LAND_COVER, "  - {layer: land_use, least: 98, slight: 0.1}",
     "more than 0 and at most 1"),
    (LAND_COVER, "  - {layer: land_use, slight: 0.1}", "least"),
    (LAND_COVER, "  - {layer: land_use, least: 0.9, slight: 2}", "slight is a share"),
    (LAND_COVER, "  - {layer: no_layer, least: 0.9, slight: 0.1}", "no_layer"),
    (LAND_COVER, "  - {layer: unit_statistics, least: 0.9, slight: 0.1}",
     "has no areas"),
    ("    unit: ha\n", "    unit: hm2\n", "did you mean ha"),
    ("    unit: ha\n", "    unit: Ha\n", "did you mean ha"),
    ("decimals: 2", "decimals: 9", "from 0 to 6 decimals"),
    ("nature: binding", "nature: bindng", "did you mean binding"),
    ("limit: at_least", "limit: at_leest", "did you mean at_least"),
    ("change: decrease ", "change: down ", "cannot be down"),
    ("children: at_least", "children: less", "cannot be less"),
    ("main: true", "main: 1", "must be true or false"),
    ("distribution: by_hand", "distribution: by_hnd", "did you mean by_hand"),
    ("levels: {province: required,", "levels: {country: required,", "country is not known"),
    ("levels: {province: required,", "levels: {province: requred,", "did you mean required"),
    ("years: [2014]", "years: [2015]", "neither the base year nor a target year"),
    ("years: [2014]", "years: [2020, 2020, 2014]", "two measures hold for 2020"),
    ("layer: base_land_use, where", "layer: base_land_us, where", "did you mean base_land_use"),
    ("LIKE '11%'\", field: TBDLMJ", "LIKE '11%'\", field: TBDLM", "names the field TBDLM"),
    ("LIKE '11%'\", field: TBDLMJ", "LIKE '11%'\", field: TBBH", "holds no numbers"),
    ("LIKE '11%'\", field: TBDLMJ", "LIKE '11%'\", field: TKXS", "but the indicator in ha"),
    ("LIKE '11%'\", field: TBDLMJ, unit: [XZQDM]", "LIKE '11%'\", field: TBDLMJ, unit: [XZQ]", "names the field XZQ"),
    (FARMLAND, FARMLAND.replace("DLBM", "DLBN"), "did you mean DLBM"),
    (FARMLAND, FARMLAND.replace("LIKE", "LIKE ("), "cannot be read"),
    ("less: [new_construction, retirement_plan]", "less: [new_constr]", "names the layer new_constr"),
    ("less: [new_construction, retirement_plan]", "less: [main_road]", "which has no areas"),
    ("over: [{layer: unit_statistics, field: CZRK, ", "over: [{layer: unit_statistics, ", "has no areas, so name a field"),
    ("left: [\"06\"]", "left: [\"60\"]", "names the indicator 60"),
    ("right: [\"07\", \"09\"]", "right: [\"07\", \"14\"]", "compares amounts of different units"),
    ("right: [\"07\", \"09\"]", "right: [\"07\", \"06\"]", "names 06 twice"),
    ("id: urban_in_settled", "id: construction_parts", "Two relations have the id"),
    ("value: ZBZ\n", "value: ZBMC\n", "holds no numbers"),
    ("kind: ZBZLX\n", "kind: ZBZL\n", "names the field ZBZL"),
    ("    kind: ZBZLX\n", "", "give either values"),
    ("\"4\": measured", "\"9\": measured", "has no code 9"),
    ("\"4\": measured", "\"4\": mesured", "did you mean measured"),
    ("{TZQ: former", "{TZV: former", "names the field TZV"),
    ("    code: \"02\"\n    values", "    values", "give either indicator"),
    ("    code: \"02\"\n    values", "    code: \"99\"\n    values", "names the indicator 99"),
    ("indicator: \"02\"", "indicator: \"2\"", "names the indicator 2"),
    ("area: JBNTMJ", "area: DLMC", "holds no numbers"),
    ("before: previous_farmland", "before: evidence", "which has no areas"),
    ("\"7101\", \"7102\"", "\"7199\", \"7102\"", "no check has such an id"),
    ("\"7101\", \"7102\"", "\"seven\", \"7102\"", "must be an id of four digits"),
    ("  - layer: new_construction\n    indicator", "  - layer: land_use\n    indicator", "names land_use twice"),
    ("    clause: 陕·一; 陕·二(一)2; 陕·三(一)\n", "", "the key clause is missing"),
    ("main: true", "mian: true", "did you mean main"),
])
def test_a_mistake_is_told_where_it_stands(folder: Path, old: str, new: str, sentence: str) -> None:
    path = folder / FILE
    text = text_of(folder)
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = told(folder)
    right = [one for one in found if sentence in one]
    assert right and all(one.startswith(f"{FILE}:") for one in found), found
    near = 25 if "land_use twice" in sentence else 10  # of a list, an entry or a value
    assert all(abs(int(one.split(":")[1]) - line) <= near for one in right), (line, right)


def added(folder: Path, entries: str) -> list[str]:
    """Return the problems of the pack with indicators added before the relations."""
    text = text_of(folder)
    (folder / FILE).write_text(text.replace("# INF from the names", entries + "\n# INF from the names", 1), encoding="utf-8")
    return told(folder)


def indicator(code: str, rest: str, unit: str = "ha") -> str:
    return (
        f"  - code: \"{code}\"\n    title: {{zh: 甲}}\n    unit: {unit}\n    decimals: 2\n    nature: expected\n"
        f"    limit: at_most\n    clause: x\n    levels: {{county: optional}}\n{rest}"
    )


def sum_of(*codes: str) -> str:
    listed = ", ".join(f'"{code}"' for code in codes)
    return f"    measures: [{{indicators: [{listed}]}}]\n"


def test_a_code_is_there_once(folder: Path) -> None:
    (only,) = added(folder, indicator("01", ""))
    assert "The indicator 01 is there twice; the first time in line" in only


def test_measures_do_not_go_round_in_circles(folder: Path) -> None:
    found = added(folder, indicator("81", sum_of("82")) + indicator("82", sum_of("83")) + indicator("83", sum_of("81")))
    assert len(found) == 3 and all("measured by indicators that are measured by it" in one for one in found)
    lines = text_of(folder).splitlines()
    assert [lines[int(one.split(":")[1]) - 1].strip() for one in found] == [
        '- code: "81"', '- code: "82"', '- code: "83"'
    ]


def test_sums_are_of_what_adds_up(folder: Path) -> None:
    found = added(folder, indicator("81", sum_of("07", "14")) + indicator("82", sum_of("14"), "m2/person"))
    assert ["cannot be the sum of 14" in one for one in found] == [True, True]


@pytest.mark.parametrize(("rest", "sentence"), [
    ("    measures: [{years: [2020]}]\n", "give either terms or indicators"),
    ("    measures: []\n", "is empty"),
    ("    measures: [{terms: [{layer: land_use}], indicators: [\"01\"]}]\n", "give either terms or indicators"),
    ("    measures: [{indicators: [\"01\"], over: [{layer: land_use}]}]\n", "only terms can be divided"),
    ("    measures: [{terms: [{layer: land_use}], factor: 0}]\n", "must be more than 0"),
    ("    measures: [{terms: [{layer: land_use}]}, {terms: [{layer: village}]}]\n", "two measures name no years"),
    ("    measures: [{terms: [{layer: unit_statistics, field: ZRK}]}]\n", "is in person, but the indicator in ha"),
    ("    measures: [{terms: [{layer: land_use, times: DLMC}]}]\n", "holds no numbers"),
    ("    measures: [{terms: [{layer: land_use, inside: x}]}]\n", "the key inside is not known"),
    ("    children: at_most\n    measures: [{terms: [{layer: land_use}], over: [{layer: village}]}]\n", "is a ratio"),
    ("    over_time: up\n", "cannot be up"),
    ("    children: at_most\n    candidates: []\n", "is empty"),
    ("    children: at_most\n    candidates: [{layer: unit_statistics, field: ZRK}]\n", "is in person, but the"),
    ("    children: at_most\n    candidates: [{layer: land_use, less: [unit_statistics]}]\n", "which has no areas"),
    ("    children: at_most\n    candidates: [{layer: land_use, where: '\"XX\" > 1'}]\n", "XX"),
    ("    children: at_most\n    candidates: [{layer: land_use, over: x}]\n", "the key over is not known"),
    ("    candidates: [{layer: land_use}]\n", "do not add up, so it is not handed down"),
])
def test_measures_that_mean_nothing(folder: Path, rest: str, sentence: str) -> None:
    (only,) = added(folder, indicator("81", rest))
    assert sentence in only


def test_a_level_without_digits_is_told(folder: Path) -> None:
    path = folder / FILE
    path.write_text(text_of(folder).replace("city: 4, ", "", 1), encoding="utf-8")
    found = told(folder)
    assert found and all("does not say how long a code of this level is" in one for one in found)


@pytest.mark.parametrize("content", ["- 1\n", "x\n"])
def test_a_file_that_is_no_mapping(folder: Path, content: str) -> None:
    (folder / FILE).write_text(content, encoding="utf-8")
    found = told(folder)
    assert len(found) == 1 and "must be a mapping" in found[0] and found[0].startswith(FILE)


def test_broken_layers_do_not_flood_the_indicators(folder: Path) -> None:
    (folder / "layers.yaml").write_text("- 1\n", encoding="utf-8")
    assert not [one for one in told(folder) if one.startswith(FILE)]


def test_a_pack_without_the_file_has_no_indicators(folder: Path) -> None:
    without_indicators(folder)
    assert load_pack(folder, kind_specs()).indicators is None


def test_checks_of_indicators_are_refused_without_the_file(folder: Path) -> None:
    (folder / FILE).unlink()
    found = told(folder)
    assert found and all("needs the rules indicators.yaml, which the pack does not have" in one for one in found)


def test_the_file_counts_in_the_hash_of_the_pack(folder: Path) -> None:
    before = pack_hash(folder)
    (folder / FILE).write_text(text_of(folder).replace("tolerance: 0.5", "tolerance: 1"), encoding="utf-8")
    assert pack_hash(folder) != before
    assert rules_of(load_pack(folder, kind_specs())).tolerance == 1
