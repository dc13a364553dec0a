"""The pack loader: every problem of a pack is found, at its line, and nothing else is reported."""

from __future__ import annotations

import re
import shutil

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import Message, Title
from landplan_toolbox.algorithms.rulepack import available, folders
from landplan_toolbox.algorithms.rulepack.kinds import KindSpec, ParameterSpec, ParameterType
from landplan_toolbox.algorithms.rulepack.loader import PackError, available_packs, load_pack, pack_hash
from landplan_toolbox.algorithms.rulepack.model import FieldType, GeometryKind, Presence, Severity

P = ParameterSpec
KINDS = {
    spec.name: spec
    for spec in (
        KindSpec("structure.crs", {}, needs_layer=False),
        KindSpec("attributes.required", {"fields": P(ParameterType.FIELDS)}),
        KindSpec("attributes.condition", {
            "must": P(ParameterType.EXPRESSION, required=True), "field": P(ParameterType.FIELD)}),
        KindSpec("attributes.length", {"exact": P(ParameterType.BOOLEAN)}),
        KindSpec("attributes.domain", {"fields": P(
            ParameterType.FIELDS, default_fields=lambda rule, role: rule.codes is not None, only_such=True)}),
        KindSpec("attributes.code_name", {
            "code": P(ParameterType.FIELD, True), "name": P(ParameterType.FIELD, True),
            "codes": P(ParameterType.CODES, True)}),
        KindSpec("attributes.reference", {
            "field": P(ParameterType.FIELD, True), "target": P(ParameterType.ROLE, True),
            "target_field": P(ParameterType.TARGET_FIELD, True), "length": P(ParameterType.INTEGER)}),
        KindSpec("geometry.valid", {
            "kinds": P(ParameterType.CHOICES, choices=("spike", "self_intersection")),
            "min_angle": P(ParameterType.NUMBER)}),
        KindSpec("topology.covered_by", {
            "target": P(ParameterType.ROLE, True), "target_where": P(ParameterType.TARGET_EXPRESSION),
            "tolerance": P(ParameterType.NUMBER)}),
        KindSpec("areas.note", {"note": P(ParameterType.TEXT, True)}),
    )
}

PACK = """\
id: demo
version: "1.0.0"
title: {zh: 示例, en: Demo}
description: {zh: 一个示例, en: A demonstration}
source_document: {zh: 无}
base_year: 2014
target_years: [2020, 2025]
admin_levels: [county, town]
crs:
  accepted: [EPSG:4490, EPSG:4524]
  datum: {zh: 国家2000}
  ellipsoid: cgcs2000
tolerances:
  topology: 0.001
  area: 1.0e-8
area_units: [m2, ha, mu]
slope:
  id: three
  title: {zh: 坡度级别, en: Slope classes}
  breaks: [2, 6.5]
  closed: left
  code_list: slope_class
  codes: ["1", "2", "3"]
  steep: 25
severities: {error: {zh: 错误}, warning: {zh: 警告}}
presets:
  - id: all
    title: {zh: 全部}
    checks: ["*"]
  - id: delivery
    title: {zh: 交付前}
    checks: ["1*", "6101"]
"""
LAYERS = """\
land_use:
  title: {zh: 地类图斑, en: Land-use parcels}
  names: [DLTB, 地类图斑, "DLTB_*"]
  geometry: polygon
  key: [BSM]
  source: "[S19]"
  fields:
    BSM: {title: {zh: 标识码}, type: integer, length: 10, required: true, unique: true}
    DLBM:
      title: {zh: 地类编码}
      type: text
      length: 4
      codes: land_class
      pattern: "[0-9]{3}"
    DLMC: {title: {zh: 地类名称}, type: text, length: 60, required_when: "\\"DLBM\\" IS NOT NULL"}
    TBMJ:
      title: {zh: 图斑面积}
      type: real
      length: 15
      decimals: 2
      exclusive_minimum: 0
      maximum: 1000000
      aliases: [MJ]
    SJ: {title: {zh: 时间}, type: date, presence: optional}
district:
  title: {zh: 行政区}
  names: [XZQ]
  geometry: polygon
  presence: conditional
  fields:
    XZQDM: {title: {zh: 行政区代码}, type: text, length: 12, minimum_note: 1}
""".replace(", minimum_note: 1", "")
CHECKS = """\
- id: "1101"
  title: {zh: 坐标系}
  kind: structure.crs
  clause: 陕·五(三)
- id: "3601"
  title: {zh: 必填, en: Required}
  kind: attributes.required
  layer: land_use
  clause: 陕·五(三)
  fields: [BSM, TBMJ]
  severity: warning
- id: "6101"
  title: {zh: 耕地}
  kind: attributes.condition
  layer: land_use
  clause: c
  where: "\\"DLBM\\" LIKE '01%'"
  must: >
    "TBMJ" > 400
  field: TBMJ
- id: "6102"
  title: {zh: 名称}
  kind: attributes.code_name
  layer: land_use
  clause: c
  code: DLBM
  name: DLMC
  codes: land_class
- id: "6103"
  title: {zh: 引用}
  kind: attributes.reference
  layer: land_use
  clause: c
  field: DLBM
  target: district
  target_field: XZQDM
  length: 9
- id: "4101"
  title: {zh: 图形}
  kind: geometry.valid
  layer: land_use
  clause: c
  kinds: [spike]
  min_angle: 2.5
- id: "4201"
  title: {zh: 覆盖}
  kind: topology.covered_by
  layer: land_use
  clause: c
  required: false
  target: district
  target_where: "\\"XZQDM\\" <> '1'"
  tolerance: topology
  help: {zh: 说明, en: Help}
"""
CODES = """\
id: land_class
title: {zh: 地类}
source: "[S29]"
codes:
  "011": {zh: 水田, en: Paddy, group: agricultural}
  "013": {zh: 旱地, group: agricultural, aliases: ["113"]}
"""
SLOPES = """\
id: slope_class
title: {zh: 坡度级别}
source: "[S31]"
codes: {"1": {zh: 平}, "2": {zh: 缓}, "3": {zh: 陡}, "4": {zh: 险}}
"""
FILES = {
    "pack.yaml": PACK, "layers.yaml": LAYERS, "checks.yaml": CHECKS, "codelists/land_class.yaml": CODES,
    "codelists/slope_class.yaml": SLOPES,
}


@pytest.fixture(autouse=True)
def _own_places(tmp_path, monkeypatch):
    """Shipped and user packs lie in scratch folders."""
    monkeypatch.setattr(folders, "RESOURCES", tmp_path / "resources")
    monkeypatch.setattr(available, "user_packs_folder", lambda: tmp_path / "profile")


def write(folder, **changed):
    """Write the sample pack, with the files given by their stems replaced (None: left out)."""
    for name, text in FILES.items():
        stem = name.split("/")[-1].split(".")[0]
        text = changed.get(stem, text)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def problems(folder):
    """Return the problems of a pack as (file, line, English sentence)."""
    with pytest.raises(PackError) as caught:
        load_pack(folder, KINDS)
    language = Language("en")
    return [(problem.file, problem.line, language.render(problem.message)) for problem in caught.value.problems]


def line_of(text, part):
    """Return the line of the first occurrence of a part."""
    assert part in text
    return text.count("\n", 0, text.index(part)) + 1


def test_a_good_pack_becomes_the_typed_model(tmp_path):
    pack = load_pack(write(tmp_path / "demo"), KINDS)
    assert (pack.id, pack.version, pack.base_year, pack.target_years) == ("demo", "1.0.0", 2014, (2020, 2025))
    assert pack.title == Title("示例", "Demo")
    assert pack.crs.accepted == ("EPSG:4490", "EPSG:4524") and pack.crs.ellipsoid == "cgcs2000"
    assert pack.tolerances == {"topology": 0.001, "area": 1e-8} and pack.tolerance("topology") == 0.001
    assert pack.folder == (tmp_path / "demo").resolve()
    assert pack.presets["delivery"].checks == ("1*", "6101")
    land_use = pack.layers["land_use"]
    assert land_use.names == ("DLTB", "地类图斑", "DLTB_*") and land_use.key == ("BSM",)
    assert land_use.geometry is GeometryKind.POLYGON and land_use.presence is Presence.REQUIRED
    assert pack.layers["district"].presence is Presence.CONDITIONAL
    assert list(land_use.fields) == ["BSM", "DLBM", "DLMC", "TBMJ", "SJ"]
    area = land_use.fields["TBMJ"]
    assert (area.type, area.length, area.decimals) == (FieldType.REAL, 15, 2)
    assert (area.exclusive_minimum, area.minimum, area.maximum, area.aliases) == (0.0, None, 1e6, ("MJ",))
    assert land_use.fields["SJ"].presence is Presence.OPTIONAL
    assert (pack.slope.id, pack.slope.breaks, pack.slope.right_closed) == ("three", (2.0, 6.5), False)
    assert (pack.slope.codes, pack.slope.steep, pack.slope.code_list) == (("1", "2", "3"), 25.0, "slope_class")
    assert pack.code_lists["land_class"].names["011"] == Title("水田", "Paddy")
    assert pack.code_lists["land_class"].aliases == {"113": "013"}
    assert list(pack.checks) == ["1101", "3601", "6101", "6102", "6103", "4101", "4201"]
    assert pack.checks["1101"].layer is None and pack.checks["1101"].required
    warning = pack.checks["3601"]
    assert warning.severity is Severity.WARNING and not warning.required
    assert warning.parameters == {"fields": ("BSM", "TBMJ")}
    assert pack.checks["6101"].parameters == {"must": '"TBMJ" > 400', "field": "TBMJ"}
    assert pack.checks["4101"].parameters == {"kinds": ("spike",), "min_angle": 2.5}
    assert pack.checks["4201"].parameters["tolerance"] == "topology"
    assert pack.checks["4201"].help == Title("说明", "Help") and not pack.checks["4201"].required


# (file, text, its replacement, where the problem is reported: part of the changed text or a line, sentence)
CASES = [
    # structure of pack.yaml
    ("pack", 'version: "1.0.0"\n', "", 1, "the key version is missing"),
    ("pack", "base_year: 2014", "base_yaer: 2014", "base_yaer", "did you mean base_year?"),
    ("pack", "base_year: 2014", "base_year: 2014\ncolour: red", "colour", "known keys: id, version"),
    ("pack", "base_year: 2014", "base_year: soon", "base_year", "must be a whole number"),
    ("pack", "base_year: 2014", "base_year: 14", "base_year", "14 is no year"),
    ("pack", "[2020, 2025]", "[2020, 2018]", "target_years", "2018 must come after 2020"),
    ("pack", "[2020, 2025]", "[2014]", "target_years", "2014 must come after 2014"),
    ("pack", "[2020, 2025]", "2020", "target_years", "must be a list"),
    ("pack", 'version: "1.0.0"', "version: 1.0", "version", "reads 1.0 as the number 1.0: write \"1.0\""),
    ("pack", 'version: "1.0.0"', "version: 2016-08-08", "version", "reads 2016-08-08 as a date: write \"2016-08-08\""),
    ("pack", "id: demo", "id: Demo Pack", "id:", "must consist of small letters"),
    ("pack", "title: {zh: 示例, en: Demo}", "title: 示例", "title:", "must be written {zh: 中文, en: English}"),
    ("pack", "title: {zh: 示例, en: Demo}", "title: {en: Demo}", "title:", "the key zh is missing"),
    ("pack", "title: {zh: 示例, en: Demo}", "title: {zh: 示例, en: kept, added}", "title:", "added stands there without"),
    ("pack", "title: {zh: 示例, en: Demo}", "title: {zh: '  '}", "title:", "title.zh is empty"),
    ("pack", "title: {zh: 示例, en: Demo}", "title: {zh: ' 示例'}", "title:", "begins or ends with a blank"),
    ("pack", "[county, town]", "[county, twon]", "admin_levels", "did you mean town?"),
    ("pack", "[m2, ha, mu]", "[m2, feet]", "area_units", "cannot be feet; possible: m2"),
    ("pack", "ellipsoid: cgcs2000", "ellipsoid: cgcs200", "ellipsoid", "did you mean cgcs2000?"),
    ("pack", "EPSG:4524", "\"4524\"", "accepted", "4524 is no authority id"),
    ("pack", "EPSG:4524", "EPSG:999999", "accepted", "does not know the coordinate reference system EPSG:999999"),
    ("pack", "EPSG:4524", "epsg4524", "accepted", "epsg4524 is no authority id"),
    ("pack", "EPSG:4524", "EPSG:4490", "accepted", "names EPSG:4490 twice"),
    ("pack", "area: 1.0e-8", "area: 1e-8", "area: 1e-8", "which YAML reads as text: write it as 1.0e-08"),
    ("pack", "area: 1.0e-8", "area: -1", "area: -1", "must not be negative"),
    ("pack", "area: 1.0e-8", "area: .nan", "area: .nan", "must be a number"),
    ("pack", "area: 1.0e-8", "area: .inf", "area: .inf", "must be a number"),
    ("pack", "area: 1.0e-8", "area: true", "area: true", "must be a number"),
    ("pack", "area: 1.0e-8", "area: 010", "area: 010", "which YAML reads as 8"),
    ("pack", "area: 1.0e-8", "area: 12:30", "area: 12:30", "which YAML reads as 750"),
    ("pack", ", warning: {zh: 警告}", "", "severities", "the key warning is missing"),
    ("pack", "warning: {zh: 警告}", "warning: {zh: 警告}, fatal: {zh: 严重}", "severities", "the key fatal is not known"),
    # slope classes
    ("pack", "  steep: 25\n", "", "  id: three", "pack.yaml.slope: the key steep is missing"),
    ("pack", "  steep: 25\n", "  steep: 25\n  colour: red\n", "colour", "the key colour is not known"),
    ("pack", "  steep: 25\n", "  steep: 90\n", "steep: 90", "90 is no slope between 0 and 90 degrees"),
    ("pack", "  steep: 25\n", "  steep: steeply\n", "steeply", "must be a number"),
    ("pack", "[2, 6.5]", "[6.5, 2]", "breaks", "must ascend: 2 comes after 6.5"),
    ("pack", "[2, 6.5]", "[2, 2]", "breaks", "must ascend: 2 comes after 2"),
    ("pack", "[2, 6.5]", "[0, 6.5]", "breaks", "0 is no slope between 0 and 90 degrees"),
    ("pack", "[2, 6.5]", "[2, 91]", "breaks", "91 is no slope"),
    ("pack", "[2, 6.5]", "[]", "breaks", "breaks is empty"),
    ("pack", "[2, 6.5]", "2", "breaks", "must be a list"),
    ("pack", "[2, 6.5]", "[2, 6.5, 15, 25]", "codes: [", "4 breaks make 5 classes, but there are 3 codes"),
    ("pack", "[2, 6.5]", "[2]", "codes: [", "1 breaks make 2 classes, but there are 3 codes"),
    ("pack", '["1", "2", "3"]', '["1", "2", "5"]', "codes: [", "names the code 5, which the code list slope_class"),
    ("pack", '["1", "2", "3"]', '["1", "2", "2"]', "codes: [", "names 2 twice"),
    ("pack", '["1", "2", "3"]', '["1", "2", 3]', "codes: [", "as the number 3: write \"3\""),
    ("pack", "closed: left", "closed: both", "closed: both", "possible: right, left"),
    ("pack", "code_list: slope_class", "code_list: slope_clas", "slope_clas\n", "did you mean slope_class?"),
    ("pack", "  id: three", "  id: Three", "Three", "must consist of small letters"),
    ("pack", "{zh: 坡度级别, en: Slope classes}", "steepness", "steepness", "must be written {zh: 中文, en: English}"),
    # presets
    ("pack", '["1*", "6101"]', '["1*", "6199"]', "6199", "The preset delivery selects nothing by 6199"),
    ("pack", '["1*", "6101"]', '["9*"]', "9*", "selects nothing by 9*"),
    ("pack", '["1*", "6101"]', "[]", "checks: []", "The preset delivery selects nothing."),
    ("pack", '["1*", "6101"]', '["topology"]', "topology\"", "must be an id of four digits"),
    ("pack", '["1*", "6101"]', "[6101]", "[6101]", "the number 6101"),
    ("pack", "  - id: delivery", "  - id: all", 30, "Two presets have the id all"),
    ("pack", "  - id: delivery", "  - idd: delivery", "idd", "did you mean id?"),
    # layers.yaml
    ("layers", "  names: [DLTB, 地类图斑, \"DLTB_*\"]\n", "", 1, "land_use: the key names is missing"),
    ("layers", "  geometry: polygon\n  key", "  geometry: plygon\n  key", "plygon", "did you mean polygon?"),
    ("layers", "  presence: conditional", "  presence: sometimes", "sometimes", "possible: required, conditional"),
    ("layers", "names: [XZQ]", "names: [xzq, DLTB]", "[xzq, DLTB]", "claimed by district and by land_use"),
    ("layers", "names: [XZQ]", "names: [dltb]", "[dltb]", "claimed by district and by land_use"),
    ("layers", "names: [XZQ]", 'names: ["*"]', '["*"]', "would match every layer"),
    ("layers", "names: [XZQ]", "names: []", "names: []", "give at least one name"),
    ("layers", "names: [XZQ]", "names: XZQ", "names: XZQ", "must be a list"),
    ("layers", "names: [XZQ]", "names: [XZQ, xzq]", "names: [XZQ, xzq]", "names xzq twice"),
    ("layers", "key: [BSM]", "key: [BMS]", "key: [BMS]", "names the field BMS, which land_use does not have; did you mean"),
    ("layers", "key: [BSM]", "key: [XYZW]", "key: [XYZW]", "its fields: BSM, DLBM"),
    ("layers", "codes: land_class", "codes: land_clas", "codes: land_clas\n", "did you mean land_class?"),
    ("layers", "codes: land_class", "codes: soil", "codes: soil", "there is no codelists/soil.yaml"),
    ("layers", 'pattern: "[0-9]{3}"', 'pattern: "[0-9{3}"', "pattern", "the regular expression [0-9{3} is wrong"),
    ("layers", "exclusive_minimum: 0", "minimum: 2000000", "minimum: 2000000", "greater than the maximum 1000000"),
    ("layers", "exclusive_minimum: 0", "exclusive_minimum: 1000000", "exclusive_minimum", "no value is greater than"),
    ("layers", "exclusive_minimum: 0", "exclusive_minimum: 0\n      minimum: 1", "exclusive_minimum", "keep one"),
    ("layers", "      length: 4", "      length: 0", "length: 0", "must be at least 1"),
    ("layers", "      length: 4", "      length: 4.5", "length: 4.5", "must be a whole number"),
    ("layers", "      length: 4", "      length: 4\n      decimals: 2", 13, "of the type real only"),
    ("layers", "      length: 4", "      length: 4\n      maximum: 2", 13, "is for numbers only"),
    ("layers", "      decimals: 2", "      decimals: 15", "decimals: 15", "smaller than the length"),
    ("layers", "      decimals: 2", "      decimals: 2\n      codes: land_class", 21, "text or integer only"),
    ("layers", "type: date", "type: datum", "datum", "did you mean date?"),
    ("layers", "type: date", "type: date, required: yes please", "yes please", "must be true or false"),
    ("layers", "type: date", "type: date, lenght: 8", "lenght", "did you mean length?"),
    ("layers", "    SJ:", "    NO:", "    NO:", "reads NO as yes or no: write \"NO\""),
    ("layers", "    SJ:", "    2019:", "    2019:", "the number 2019"),
    ("layers", "    SJ:", "    MJ:", "    MJ:", "the field name MJ belongs to TBMJ and to MJ"),
    ("layers", "    SJ:", "    bsm:", "    bsm:", "the field name bsm belongs to BSM and to bsm"),
    ("layers", "district:", "District 1: {title: {zh: 区}, names: [A], geometry: none, fields: {}}\ndistrict:", "District 1:", "must consist of small letters"),
    ("layers", 'required_when: "\\"DLBM\\" IS NOT NULL"', 'required: true, required_when: "\\"DLBM\\" > 1"', "DLMC", "keep one"),
    ("layers", "IS NOT NULL", "IS NOT", "DLMC", "The expression \"DLBM\" IS NOT cannot be read"),
    ("layers", '"\\"DLBM\\" IS NOT NULL"', '"\\"DLMB\\" IS NOT NULL"', "DLMC", "names the field DLMB, which land_use"),
    ("layers", "  title: {zh: 行政区}", "  title: {zh: 行政区}\n  title: {zh: 政区}", "政区}\n  names", "title is written twice"),
    # checks.yaml
    ("checks", 'id: "3601"', "id: 3601", "id: 3601", 'as the number 3601: write "3601"'),
    ("checks", 'id: "3601"', 'id: "361"', 'id: "361"', "The id 361 must have four digits"),
    ("checks", 'id: "3601"', 'id: "３６０１"', 'id: "３', "must have four digits"),
    ("checks", 'id: "3601"', 'id: "1101"', 5, "The id 1101 is used twice; the first time in line 1"),
    ("checks", '- id: "4201"\n  title', "- title", 45, "the key id is missing"),
    ("checks", "  clause: 陕·五(三)\n- id", "- id", 1, "1101: the key clause is missing"),
    ("checks", "  layer: land_use\n  clause: 陕·五(三)\n  fields", "  clause: 陕·五(三)\n  fields", 5, "the key layer is missing"),
    ("checks", "severity: warning", "severity: fatal", "fatal", "possible: error, warning"),
    ("checks", "kind: structure.crs", "kind: structure.csr", "structure.csr", "did you mean structure.crs?"),
    ("checks", "kind: structure.crs", "kind: magic", "kind: magic", "check kinds: areas.note"),
    ("checks", "layer: land_use\n  clause: 陕", "layer: land_us\n  clause: 陕", "land_us\n", "did you mean land_use?"),
    ("checks", "layer: land_use\n  clause: 陕", "layer: soil\n  clause: 陕", "soil\n", "its layers: land_use, district"),
    ("checks", "[BSM, TBMJ]", "[BSM, JDQLTB]", "JDQLTB", "names the field JDQLTB"),
    ("checks", "[BSM, TBMJ]", "BSM", "fields: BSM", "must be a list"),
    ("checks", "[BSM, TBMJ]", "[]", "fields: []", "must name at least one"),
    ("checks", "[BSM, TBMJ]", "[BSM, BSM]", "fields: [BSM, BSM]", "names BSM twice"),
    ("checks", "  fields: [BSM, TBMJ]", "  field: [BSM]", "  field: [BSM]", "did you mean fields?"),
    ("checks", "  must: >\n    \"TBMJ\" > 400\n", "", 12, "6101: the key must is missing"),
    ("checks", "  field: TBMJ", "  field: XZQDM", "  field: XZQDM", "names the field XZQDM, which land_use does not have"),
    ("checks", '"TBMJ" > 400', '"TBMJ" >', "must:", "cannot be read"),
    ("checks", '"TBMJ" > 400', 'frobnicate("TBMJ")', "must:", "is not known"),
    ("checks", '"TBMJ" > 400', 'lower("TBMJ", 1)', "must:", "wrong number of arguments"),
    ("checks", '"TBMJ" > 400', '"TBJM" > 400', "must:", "names the field TBJM, which land_use does not have; did you mean TBMJ?"),
    ("checks", '"TBMJ" > 400', '"tbmj" > 400', "must:", "did you mean TBMJ?"),
    ("checks", '"TBMJ" > 400', '"DLBM" = "011"', "must:", "text constants stand in single quotes"),
    ("checks", '"TBMJ" > 400', "TBMJ > 400", "must:", "without quotes: write \"TBMJ\""),
    ("checks", '"TBMJ" > 400', "1 > 400", "must:", "looks at no field and no geometry"),
    ("checks", '"TBMJ" > 400', "$area > 400", "must:", "write area($geometry) for the plane value"),
    ("checks", '"TBMJ" > 400', '"TBMJ" > @limit', "must:", "The variable @limit has no value"),
    ("checks", '"TBMJ" > 400', "\"TBMJ\" > rand(1, 2)", "must:", "another value at every run"),
    ("checks", '"TBMJ" > 400', "\"TBMJ\" > env('X')", "must:", "depends on the window or the computer"),
    ("checks", '"TBMJ" > 400', "\"TBMJ\" > sum(\"TBMJ\")", "must:", "looks beyond the feature"),
    ("checks", '"TBMJ" > 400', "\"TBMJ\" > eval('1')", "must:", "hides which fields"),
    ("checks", "where: \"\\\"DLBM\\\" LIKE '01%'\"", "where: \"\\\"XX\\\" = 1\"", "where:", "names the field XX"),
    ("checks", "  clause: 陕·五(三)\n- id", "  clause: c\n  where: \"\\\"A\\\" = 1\"\n- id", "where:", "names no layer"),
    ("checks", "  codes: land_class", "  codes: landclass", "codes: landclass", "did you mean land_class?"),
    ("checks", "  name: DLMC", "  name: DLCM", "DLCM", "did you mean DLMC?"),
    ("checks", "  target: district\n  target_field", "  target: distrikt\n  target_field", "distrikt", "did you mean district?"),
    ("checks", "target_field: XZQDM", "target_field: DLBM", "target_field: DLBM", "which district does not have"),
    ("checks", "  length: 9", "  length: nine", "length: nine", "must be a whole number"),
    ("checks", "  length: 9", "  length: -1", "length: -1", "must not be negative"),
    ("checks", "[spike]", "[spikes]", "[spikes]", "did you mean spike?"),
    ("checks", "min_angle: 2.5", "min_angle: topologie", "topologie", "did you mean topology?"),
    ("checks", "min_angle: 2.5", "min_angle: wide", "wide", "must be a number or a tolerance of pack.yaml, not wide"),
    ("checks", "min_angle: 2.5", "min_angle: [2]", "min_angle: [2]", "must be a number"),
    ("checks", "target_where: \"\\\"XZQDM\\\" <> '1'\"", "target_where: \"\\\"DLBM\\\" = '1'\"", "target_where", "which district does not"),
    ("checks", "required: false", "required: maybe", "maybe", "must be true or false"),
    ("checks", "required: false", 'required: "false"', '"false"', "must be true or false"),
    ("checks", "help: {zh: 说明, en: Help}", "help: {zh: 说明, fr: Aide}", "fr:", "the key fr is not known"),
    ("checks", "  kind: structure.crs", "  kind: structure.crs\n  kind: structure.crs", 4, "kind is written twice; the first time in line 3"),
    ("checks", "kind: attributes.required\n  layer: land_use\n  clause: 陕·五(三)\n  fields: [BSM, TBMJ]",
     "kind: attributes.domain\n  layer: land_use\n  clause: 陕·五(三)\n  fields: [DLBM, TBMJ]", "fields: [DLBM", "demands nothing of land_use.TBMJ"),
    ("checks", "kind: structure.crs\n", "kind: attributes.domain\n  layer: district\n", 1,
     "district has no field that attributes.domain would look at"),
    # code lists
    ("land_class", '"011":', "011:", "011:", 'reads 011 as the number 9: write "011"'),
    ("land_class", '"013":', '"011":', 6, "The key 011 is written twice; the first time in line 5"),
    ("land_class", '["113"]', "[0113]", "[0113]", "reads 0113 as the number 75"),
    ("land_class", '["113"]', '["011"]', "aliases", "The alias 011 of 013 is itself a code"),
    ("land_class", 'group: agricultural, aliases: ["113"]', "group: farm", "group: farm", "possible: agricultural, construction"),
    ("land_class", 'group: agricultural, aliases: ["113"]', "note: x, group: unused", "note: x", "the key note is not known"),
    ("land_class", ", group: agricultural}", '}', 5, "Some codes have a group, 011 has none"),
    ("land_class", ", group: agricultural}", ', group: agricultural, aliases: ["113"]}', 6, "an alias of 011 and of 013"),
    ("land_class", "id: land_class", "id: landclass", 1, "must be the name of the file, land_class"),
    ("land_class", 'source: "[S29]"\n', "", 1, "the key source is missing"),
    ("land_class", "{zh: 水田, en: Paddy, group: agricultural}", "水田", "水田", "must be a mapping"),
]


@pytest.mark.parametrize(("stem", "old", "new", "place", "sentence"), CASES)
def test_each_problem_is_reported_once_at_its_line(tmp_path, stem, old, new, place, sentence):
    name = next(name for name in FILES if name.split("/")[-1] == f"{stem}.yaml")
    assert old in FILES[name]
    text = FILES[name].replace(old, new, 1)
    line = place if isinstance(place, int) else line_of(text, place)
    found = problems(write(tmp_path / "demo", **{stem: text}))
    assert [(file, number) for file, number, _ in found] == [(name, line)], found
    assert sentence in found[0][2]


UNREADABLE = [
    (None, 0, "The file is missing"),
    ("", 0, "The file is empty"),
    ("# only a comment\n", 0, "The file is empty"),
    ("id: 示例\n".encode("gbk"), 1, "not UTF-8"),
    (b"id: demo\ntitle: \xff\n", 2, "not UTF-8"),
    ("id: demo\n\ttitle: x\n", 2, "not valid YAML"),
    ("id: demo\ntitle: {zh: a\nbase_year: 1\n", 3, "not valid YAML"),
    ("id: demo\n---\nid: other\n", 2, "A second document"),
    ("id: demo\nnote: \x07\n", 2, "the character U+0007"),
    ("- a\n- b\n", 1, "must be a mapping"),
    ("just words\n", 1, "must be a mapping"),
    ("id: !!python/object/apply:os.system [ls]\n", 1, "The tag !!python/object/apply:os.system is not allowed"),
    ("id: !secret x\n", 1, "The tag !secret is not allowed"),
    ("id: !!int many\n", 1, "many cannot be read as !!int"),
    ("id: demo\ntitle: &a [*a]\n", 2, "stands inside what it refers to"),
    ("id: demo\ntitle: *nobody\n", 2, "refers to nothing"),
    ("id: demo\n? [a, b]\n: c\n", 2, "A key must be a single word"),
    ("id: demo\n<<: 3\n", 2, "The key << takes a mapping"),
    ("a: " + "[" * 40 + "]" * 40, 1, "nested more than 30 levels"),
    ("[" * 100_000, 1, "nested more than 30 levels"),
    ("a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old}]\n"
        for old, new in zip("abcdefgh", "bcdefghi")), 6, "once its aliases are written out"),
    ("# " + "x" * 4_000_000, 0, "too large"),
]


@pytest.mark.parametrize(("content", "line", "sentence"), UNREADABLE)
def test_a_file_that_cannot_be_read_gives_one_sentence_and_no_echo_in_others(tmp_path, content, line, sentence):
    found = problems(write(tmp_path / "demo", pack=content))
    assert [(file, number) for file, number, _ in found] == [("pack.yaml", line)], found
    assert sentence in found[0][2]


@pytest.mark.parametrize("stem", ["layers", "checks"])
def test_a_missing_file_is_the_only_problem(tmp_path, stem):
    assert problems(write(tmp_path / "demo", **{stem: None})) == [(f"{stem}.yaml", 0, "The file is missing.")]


def test_checks_must_be_a_list(tmp_path):
    (found,) = problems(write(tmp_path / "demo", checks="id: x\n"))
    assert found[:2] == ("checks.yaml", 1) and "must be a list" in found[2]


def test_a_folder_in_place_of_a_file_is_a_sentence(tmp_path):
    folder = write(tmp_path / "demo", layers=None)
    (folder / "layers.yaml").mkdir()
    (found,) = problems(folder)
    assert found[:2] == ("layers.yaml", 0) and "cannot be read" in found[2]


def test_a_broken_shared_code_list_is_reported_though_it_is_not_in_the_pack(tmp_path):
    shared = tmp_path / "resources" / "codelists"
    shared.mkdir(parents=True)
    (shared / "land_class.yaml").write_text("id: land_class\n", encoding="utf-8")
    found = problems(write(tmp_path / "demo", land_class=None))
    assert {file for file, _, _ in found} == {"codelists/land_class.yaml"}
    assert "the key codes is missing" in " ".join(sentence for _, _, sentence in found)


def test_the_pack_own_code_list_replaces_the_shared_one(tmp_path):
    shared = tmp_path / "resources" / "codelists"
    shared.mkdir(parents=True)
    (shared / "land_class.yaml").write_text("broken: [", encoding="utf-8")
    pack = load_pack(write(tmp_path / "demo"), KINDS)
    assert pack.code_lists["land_class"].names["013"].zh == "旱地"


def test_ten_errors_come_in_one_message_in_reading_order(tmp_path):
    folder = write(
        tmp_path / "demo",
        pack=PACK.replace("base_year: 2014", "base_yaer: 2014").replace("1.0e-8", "1e-8"),
        layers=LAYERS.replace("[BSM]", "[BMS]").replace("type: date", "type: datum").replace('"[0-9]{3}"', '"["'),
        checks=CHECKS.replace('"1101"', "1101").replace("[spike]", "[spikes]").replace('"TBMJ" > 400', '"TBMJ" >')
        .replace("topology.covered_by", "topology.covered"),
        land_class=CODES.replace('"013"', "013"),
    )
    with pytest.raises(PackError) as caught:
        load_pack(folder, KINDS)
    language = Language("en")
    text = language.render(caught.value.message)
    places = re.findall(r"^([\w/.]+):(\d+): ", text, re.MULTILINE)
    assert len(places) == len(caught.value.problems) == 10
    assert [file for file, _ in places] == sorted(
        (file for file, _ in places), key=["pack.yaml", "layers.yaml", "checks.yaml", "codelists/land_class.yaml"].index)
    assert str(folder) in text.splitlines()[0] and "10" in text.splitlines()[0]
    assert str(caught.value) == Language.current().render(caught.value.message)
    assert Message.from_json(caught.value.message.to_json()) == caught.value.message


def test_anchors_and_merges_are_written_out_with_their_own_lines(tmp_path):
    layers = LAYERS.replace("    SJ: {title: {zh: 时间}, type: date, presence: optional}\n",
                            "    SJ: &date {title: {zh: 时间}, type: date, presence: optional}\n"
                            "    GXSJ:\n      <<: *date\n      title: {zh: 更新时间}\n")
    pack = load_pack(write(tmp_path / "demo", layers=layers), KINDS)
    updated = pack.layers["land_use"].fields["GXSJ"]
    assert (updated.title.zh, updated.type, updated.presence) == ("更新时间", FieldType.DATE, Presence.OPTIONAL)
    broken = layers.replace("type: date", "type: dat")
    found = problems(write(tmp_path / "demo", layers=broken))
    assert [place[:2] for place in found] == [("layers.yaml", line_of(broken, "type: dat"))] * len(found)


@pytest.mark.parametrize("must", [
    "\"TBMJ\" > 400 OR \"DLBM\" IN ('011', '012')",
    "regexp_match(\"DLBM\", '^0[1-3]') > 0",
    "array_all(array('1','2'), array(\"DLBM\"))",
    "array_length(array_filter(array(\"TBMJ\"), @element > 1)) = 1",
    "with_variable('half', \"TBMJ\" / 2, @half > 3)",
    "area($geometry) > 400",
    "\"DLMC\" <> 'TBMJ is not \"TBMJ\"' -- TBMJ",
    "length(\"DLMC\") > 2 AND \"TBMJ\" NOT IN (1, 2)",
    "CASE WHEN \"DLBM\" = '011' THEN \"TBMJ\" > 1 ELSE TRUE END",
])
def test_ordinary_expressions_are_accepted(tmp_path, must):
    checks = CHECKS.replace('    "TBMJ" > 400\n', f"    {must}\n")
    assert load_pack(write(tmp_path / "demo", checks=checks), KINDS).checks["6101"].parameters["must"] == must


def test_utf8_with_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    windows = {stem: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
               for stem, text in (("pack", PACK), ("layers", LAYERS), ("checks", CHECKS), ("land_class", CODES))}
    pack = load_pack(write(tmp_path / "一个 包", **windows), KINDS)
    assert pack.id == "demo" and pack.checks["6101"].parameters["must"] == '"TBMJ" > 400'


def test_packs_are_found_by_id_and_folder_and_the_shipped_one_wins(tmp_path):
    write(tmp_path / "resources" / "rulepacks" / "demo")
    write(tmp_path / "profile" / "copy", pack=PACK.replace('"1.0.0"', '"2.0.0"'))
    write(tmp_path / "profile" / "mine", pack=PACK.replace("id: demo", "id: mine").replace("zh: 示例", "zh: 我的"))
    write(tmp_path / "profile" / "broken", pack="id: [")
    (tmp_path / "profile" / "empty").mkdir()
    summaries = [(pack.id, pack.title.zh, pack.folder.name, pack.shipped) for pack in available_packs()]
    assert summaries == [("demo", "示例", "demo", True), ("broken", "broken", "broken", False),
                         ("demo", "示例", "copy", False), ("mine", "我的", "mine", False)]
    assert load_pack("demo", KINDS).version == "1.0.0"
    assert load_pack(tmp_path / "profile" / "copy", KINDS).version == "2.0.0"
    assert load_pack(str(tmp_path / "profile" / "copy"), KINDS).version == "2.0.0"
    assert load_pack("mine", KINDS).title.zh == "我的"
    with pytest.raises(PackError):
        load_pack("broken", KINDS)


def test_no_pack_folders_at_all_is_an_empty_list():
    assert available_packs() == []


@pytest.mark.parametrize(("pack", "sentence"), [
    ("dmo", "There is no rule pack dmo; did you mean demo?"),
    ("zzz", "give one of demo, or the folder"),
    ("", "give one of demo"),
    ("/no/such/folder", "/no/such/folder does not exist"),
])
def test_a_pack_that_does_not_exist_is_a_sentence(tmp_path, pack, sentence):
    write(tmp_path / "resources" / "rulepacks" / "demo")
    with pytest.raises(LandPlanError) as caught:
        load_pack(pack, KINDS)
    assert sentence in Language("en").render(caught.value.message)


def test_a_file_in_place_of_the_pack_folder_is_a_sentence(tmp_path):
    folder = write(tmp_path / "demo")
    with pytest.raises(LandPlanError) as caught:
        load_pack(str(folder / "pack.yaml"), KINDS)
    assert "is a file" in str(caught.value)


def test_hash_depends_on_everything_that_is_read_and_on_nothing_else(tmp_path):
    shared = tmp_path / "resources" / "codelists"
    shared.mkdir(parents=True)
    (shared / "land_class.yaml").write_text(CODES, encoding="utf-8")
    (shared / "other.yaml").write_text(CODES, encoding="utf-8")
    folder = write(tmp_path / "demo", land_class=None)
    first = pack_hash(folder)
    assert re.fullmatch("[0-9a-f]{64}", first) and pack_hash(folder) == first
    (shared / "other.yaml").write_text("changed", encoding="utf-8")
    (folder / "notes.txt").write_text("changed", encoding="utf-8")
    assert pack_hash(folder) == first
    shutil.copytree(folder, tmp_path / "elsewhere")
    assert pack_hash(tmp_path / "elsewhere") == first
    (folder / "pack.yaml").write_bytes(PACK.replace("\n", "\r\n").encode())
    assert pack_hash(folder) == first
    hashes = {first}
    for path, text in ((shared / "land_class.yaml", CODES), (folder / "pack.yaml", PACK),
                       (folder / "layers.yaml", LAYERS), (folder / "checks.yaml", CHECKS)):
        path.write_text(text + "# note\n", encoding="utf-8")
        hashes.add(pack_hash(folder))
    (folder / "codelists").mkdir(exist_ok=True)
    (folder / "codelists" / "land_class.yaml").write_text(CODES, encoding="utf-8")
    hashes.add(pack_hash(folder))
    assert len(hashes) == 6


_plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=_plain, stem=st.sampled_from(["pack", "layers", "checks", "land_class"]))
def test_any_yaml_at_all_ends_in_problems_and_never_in_another_exception(tmp_path, document, stem):
    folder = write(tmp_path / "demo", **{stem: yaml.safe_dump(document, allow_unicode=True)})
    assert problems(folder)


@settings(max_examples=60, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), value=_plain)
def test_any_value_at_any_place_is_refused_or_read(tmp_path, data, value):
    stem, text = data.draw(st.sampled_from([("pack", PACK), ("layers", LAYERS), ("checks", CHECKS),
                                            ("land_class", CODES)]))
    tree = yaml.safe_load(text)
    node = tree
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(node[key], (dict, list)) and node[key] and data.draw(st.booleans()):
            node = node[key]
        else:
            node[key] = value
            break
    folder = write(tmp_path / "demo", **{stem: yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)})
    try:
        sentence = load_pack(folder, KINDS).title.zh
    except PackError as error:
        sentence = str(error)
    assert sentence
