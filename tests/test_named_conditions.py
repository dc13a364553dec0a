"""Named conditions of a layer role: put into expressions when a pack is loaded, refused where they are wrong."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.conditions import in_words, names_in, with_conditions
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from qgis.core import QgsExpression, QgsExpressionContext, QgsFeature, QgsField, QgsFields
from qgis.PyQt.QtCore import QVariant
from selfcheck_support import CODES, PACK, PARCELS, TOWNS

FARMLAND = "\"DLBM\" LIKE '01%'"


def made(tmp_path, conditions, checks=(), codes=None, fields=None):
    """Write a pack whose parcels have conditions, and load it."""
    parcels = {**PARCELS, "conditions": conditions, "fields": fields or PARCELS["fields"]}
    files = {
        "pack.yaml": PACK,
        "layers.yaml": {"land_use": parcels, "town": TOWNS},
        "checks.yaml": list(checks) or [check("\"TBMJ\" > 0")],
        "codelists/test_classes.yaml": codes or CODES,
    }
    (tmp_path / "codelists").mkdir()
    for name, content in files.items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return load_pack(tmp_path, kind_specs())


def check(where, must="\"TBMJ\" > 0", id_="6001"):
    """Return a check on the parcels."""
    return {"id": id_, "title": {"zh": "检查"}, "kind": "attributes.condition", "layer": "land_use", "where": where,
            "must": must, "clause": "1"}


def problems(tmp_path, *given, **options):
    """Return the problems of a pack."""
    with pytest.raises(LandPlanError) as refused:
        made(tmp_path, *given, **options)
    return [Language("en").render(problem.sentence) for problem in refused.value.problems]


def test_conditions_are_put_in(tmp_path):
    pack = made(tmp_path, {"farmland": FARMLAND, "large": "\"TBMJ\" > 600 OR \"KCMJ\" > 1",
                           "large_farmland": "@farmland AND @large"},
                [check("@large_farmland", "NOT @large")])
    rule = pack.checks["6001"]
    assert rule.where == "((\"DLBM\" LIKE '01%') AND (\"TBMJ\" > 600 OR \"KCMJ\" > 1))"
    assert rule.parameters["must"] == "NOT (\"TBMJ\" > 600 OR \"KCMJ\" > 1)"


def test_a_required_when_names_a_condition(tmp_path):
    fields = {**PARCELS["fields"], "GDLX": {**PARCELS["fields"]["GDLX"], "required_when": "@farmland"}}
    pack = made(tmp_path, {"farmland": FARMLAND}, fields=fields)
    assert pack.layers["land_use"].fields["GDLX"].required_when == f"({FARMLAND})"


def test_titles_and_sets(tmp_path):
    codes = {**CODES, "sets": {"wooded": ["031"]}}
    pack = made(tmp_path, {"wooded": {"title": {"zh": "林地", "en": "Woods"}, "field": "DLBM", "set": "wooded"}},
                [check("@wooded")], codes=codes)
    condition = pack.layers["land_use"].conditions["wooded"]
    assert condition.title.en == "Woods"
    assert condition.expression == "\"DLBM\" IN ('031', '0301')"
    assert pack.checks["6001"].where == "(\"DLBM\" IN ('031', '0301'))"


@pytest.mark.parametrize(
    ("conditions", "where", "said"),
    [
        ({"farmland": FARMLAND}, "@farmlnd", "names the condition @farmlnd, which land_use does not have; did you mean @farmland?"),
        ({"farmland": FARMLAND}, "@zzz AND \"TBMJ\" > 0", "its conditions: farmland"),
        ({}, "@zzz AND \"TBMJ\" > 0", "The variable @zzz has no value when a check runs: write the value itself."),
        ({"a_one": "@b_two AND \"TBMJ\" > 0", "b_two": "@a_one OR \"TBMJ\" > 1"}, "\"TBMJ\" > 0",
         "the condition is defined by itself: @a_one → @b_two → @a_one."),
        ({"own": "@own OR \"TBMJ\" > 1"}, "\"TBMJ\" > 0", "the condition is defined by itself: @own → @own."),
        ({"index": "\"TBMJ\" > 1"}, "\"TBMJ\" > 0", "index is a name that QGIS gives a value itself"),
        ({"broken": "\"TBMJ\" >"}, "@broken", "The expression \"TBMJ\" > cannot be read"),
        ({"strange": "\"XYZ\" = 1"}, "@strange", "names the field XYZ"),
        ({"both": {"where": "\"TBMJ\" > 1", "field": "DLBM", "set": "x"}}, "\"TBMJ\" > 0", "give either where, or field and set"),
        ({"none": {"title": {"zh": "空"}}}, "\"TBMJ\" > 0", "give either where, or field and set"),
        ({"no_list": {"field": "TBMJ", "set": "x"}}, "\"TBMJ\" > 0", "must be a field of the layer with a code list, not TBMJ"),
        ({"no_set": {"field": "DLBM", "set": "woods"}}, "\"TBMJ\" > 0", "the code list test_classes has no set woods"),
        ({"listed": ["a"]}, "\"TBMJ\" > 0", "must be text"),
    ],
)
def test_what_is_wrong_is_said_once(tmp_path, conditions, where, said):
    found = problems(tmp_path, conditions, [check(where)])
    assert sum(said in one for one in found) == 1, found
    assert len(found) <= 2


def test_sentences_show_what_the_author_wrote(tmp_path):
    found = problems(tmp_path, {"farmland": FARMLAND}, [check("@farmland AND (")])
    assert any("The expression @farmland AND ( cannot be read" in one for one in found)


def test_constants_names_and_comments_are_left_alone():
    conditions = {"a": "\"x\" > 1 -- much\n", "b": "'@a' = \"y\""}
    text = "'@a it''s' = \"@a\" AND @a /* @b */ OR @b -- @a"
    assert names_in(text) == ["a", "b"]
    assert with_conditions(text, conditions) == (
        "'@a it''s' = \"@a\" AND (\"x\" > 1) /* @b */ OR ('@a' = \"y\") -- @a")
    assert with_conditions("with_variable('a', 1, @a)", conditions) == "with_variable('a', 1, @a)"
    assert names_in("array_foreach(array(1), @element + @index)") == []


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["@p AND @q", "@p OR @q", "NOT @p", "NOT (@p OR @q)",
                                                             "@p = @q", "coalesce(@p, @q)", "@p AND NOT @q OR @p"]))
def test_an_expression_means_the_same_as_its_conditions(x, y, text):
    conditions = {"p": "\"x\" > 1 OR \"y\" = 0", "q": "\"y\" > 1 AND \"x\" < 3"}
    fields = QgsFields()
    fields.append(QgsField("x", QVariant.Int))
    fields.append(QgsField("y", QVariant.Int))
    feature = QgsFeature(fields)
    feature.setAttributes([x, y])
    context = QgsExpressionContext()
    context.setFields(fields)
    context.setFeature(feature)

    def value(expression):
        return QgsExpression(expression).evaluate(context)

    wanted = text.replace("@p", str(value(conditions["p"]))).replace("@q", str(value(conditions["q"])))
    assert value(with_conditions(text, conditions)) == value(wanted)


def test_the_forest_pack_says_each_thing_once():
    pack = load_pack("forest", kind_specs())
    role = pack.layers["subcompartment"]
    lists = pack.code_lists["forest_land_class"]
    assert role.conditions["forest_land"].expression.count("DI_LEI") == 1
    for code in lists.sets["forest_land"]:
        assert f"'{code}'" in role.conditions["forest_land_class"].expression
    assert "'111'" in role.conditions["forest"].expression and "'0120'" not in role.conditions["forest"].expression


def test_an_expression_is_read_with_the_titles_of_its_conditions(tmp_path):
    pack = made(tmp_path, {
        "farmland": {"title": {"zh": "耕地", "en": "Farmland"}, "where": FARMLAND + " -- all of it"},
        "large": "\"TBMJ\" > 100",
        "large_farmland": {"title": {"zh": "大块耕地", "en": "Large farmland"}, "where": "@farmland AND @large"},
    }, [check("@large_farmland OR (@farmland AND \"BSM\" = '1') OR @large")])
    role = pack.layers["land_use"]
    found = in_words(pack.checks["6001"].where, role.conditions)
    assert found.zh == "“大块耕地” OR (“耕地” AND \"BSM\" = '1') OR “@large”"
    assert found.en == "“Large farmland” OR (“Farmland” AND \"BSM\" = '1') OR “@large”"
    assert in_words("\"BSM\" = '1'", role.conditions).zh == "\"BSM\" = '1'"
