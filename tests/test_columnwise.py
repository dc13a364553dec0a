"""Expressions over whole columns say what QGIS says feature by feature."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.selfcheck.columnwise import ColumnCodes, verdicts
from qgis.core import QgsExpression, QgsFeature, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

CODES = st.sampled_from([None, "", " ", "011", "013 ", "021K", "20", "1", "abc", "１"])
REALS = st.one_of(st.none(), st.sampled_from([0.0, -1.5, 0.1, 0.2, 0.30000000000000004, 100.0, 1e9]),
                  st.floats(-1e6, 1e6))
WHOLE = st.one_of(st.none(), st.integers(-5, 5), st.integers(-(2**40), 2**40))
ROWS = st.lists(st.tuples(CODES, CODES, REALS, REALS, WHOLE), min_size=1, max_size=12)

NUMBERS = st.recursive(
    st.sampled_from(['"a"', '"b"', '"n"', "0", "2.5", "-1", "0.3"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda text: f"abs({text})"),
        inner.map(lambda text: f"(- {text})"),
        st.tuples(inner, inner).map(lambda t: f"coalesce({t[0]}, {t[1]})"),
    ),
    max_leaves=4,
)
COMPARISON = st.tuples(NUMBERS, st.sampled_from(["=", "<>", "<", "<=", ">", ">="]), NUMBERS).map(" ".join)
ON_CODES = st.sampled_from([
    "\"code\" LIKE '0%'", "\"code\" NOT LIKE '%K'", "\"code\" IN ('011', '20')", "\"CODE\" NOT IN ('011', '')",
    "coalesce(trim(\"code\"), '') = ''", '"code" IS NULL', '"code" IS NOT NULL', '"a" IS NULL', '"n" IS NOT NULL',
    "\"code\" = \"other\"", "\"code\" < \"other\"", '"code" = 1', '"other" <> 20', '"code" > "n"', "\"code\" = NULL",
    "regexp_match(\"code\", '^[0-9]+$') > 0", 'to_int("code") > 5', 'to_real("other") > "a"', "length(\"code\") = 3",
    "\"code\" || \"other\" = '011'", "CASE WHEN \"code\" = '011' THEN \"n\" > 0 ELSE \"code\" IS NULL END",
    "\"code\" ~ '[0-9]'", '"a" / "n" > 1', '"n" % 2 = 1', "TRUE", "NULL", "1 = 2",
])
CONDITIONS = st.recursive(
    st.one_of(COMPARISON, ON_CODES),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        inner.map(lambda text: f"NOT ({text})"),
    ),
    max_leaves=5,
)


def layer_of(rows):
    layer = QgsVectorLayer(
        "None?field=code:string&field=other:string&field=a:double&field=b:double&field=n:int8", "rows", "memory"
    )
    features = []
    for row in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(row))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def by_qgis(layer, source, text):
    """Return the places of the features an expression is true for and of those it breaks on."""
    expression, context = QgsExpression(text), source.expression_context()
    assert expression.prepare(context), (text, expression.parserErrorString())
    true, broken = [], []
    for place, feature in enumerate(layer.getFeatures()):
        context.setFeature(feature)
        result = expression.evaluate(context)
        if expression.hasEvalError():
            broken.append(place)
        elif result:
            true.append(place)
    return true, broken


def judged(layer, text):
    source = layer_source(layer)
    found = verdicts(source, ColumnCodes(source.read()), text, Silent())
    return source, found


@settings(deadline=None, max_examples=250, derandomize=True)
@given(rows=ROWS, text=CONDITIONS)
def test_columns_and_features_agree(rows, text):
    layer = layer_of(rows)
    source, found = judged(layer, text)
    if found is None:
        return
    true, broken = by_qgis(layer, source, text)
    doubtful = set(found.broken.tolist())  # QGIS may do without the part that breaks
    assert doubtful.issuperset(broken), text
    assert found.true.tolist() == [place for place in true if place not in doubtful], text


@pytest.mark.parametrize("text", [
    "\"code\" LIKE '01%' AND \"a\" > 0",
    "NOT (\"code\" IN ('011') OR coalesce(trim(\"code\"), '') <> '')",
    'abs("a" - ("b" - coalesce("a", 0) - coalesce("b", 0))) > 0.01',
    "NOT (regexp_match(\"code\", '^[0-9]{18}HC$') > 0)",
    '"code" IS NOT NULL', '"n" < 5',
])
def test_the_expressions_of_packs_need_no_walk_over_features(text):
    _, found = judged(layer_of([("011", "x", 1.0, 2.0, 3), (None, None, None, None, None)]), text)
    assert found is not None


@pytest.mark.parametrize("text", [
    "$id > 1", "@row_number = 1", "$area > 5", "area($geometry) > 5", "rand(1, 5) > 2", "now() > to_date('2020-01-01')",
    "count(\"a\") > 1", "\"code\"", '"a"', '"nowhere" = 1', "attribute('a') > 1",
])
def test_what_depends_on_more_than_columns_is_left_to_qgis(text):
    _, found = judged(layer_of([("011", "x", 1.0, 2.0, 3)]), text)
    assert found is None


def test_numbers_that_are_not_finite_are_judged_by_qgis():
    layer = layer_of([("011", "x", float("nan"), 2.0, 3), ("011", "x", float("inf"), 2.0, 3)])
    for text in ('"a" > 0', '"a" = "a"', '"a" - "b" < 0 OR "b" > 0'):
        source, found = judged(layer, text)
        assert found is not None
        assert (found.true.tolist(), found.broken.tolist()) == by_qgis(layer, source, text)


def test_many_different_texts_of_two_columns_are_left_to_qgis_but_not_where_they_do_not_count():
    rows = [("0" if row % 1000 else "2", f"number {row}", 1.0, 2.0, row) for row in range(5000)]
    text = "\"other\" > \"code\""
    layer = layer_of(rows)
    assert judged(layer, text)[1] is None
    source, found = judged(layer, f"\"code\" = '2' AND ({text})")
    assert found is not None and found.true.tolist() == by_qgis(layer, source, f"\"code\" = '2' AND ({text})")[0]


def test_many_different_texts_of_one_column_are_judged_once_for_all_expressions():
    rows = [("0", f"number {row}", 1.0, 2.0, row) for row in range(5000)]
    layer = layer_of(rows)
    source, found = judged(layer, "coalesce(\"other\", '') <> 'number 7'")
    assert found is not None
    assert found.true.tolist() == by_qgis(layer, source, "coalesce(\"other\", '') <> 'number 7'")[0]


def test_many_different_texts_are_judged_where_qgis_would_have_to_be_asked_about_each():
    rows = [("0", f"number {row}", 1.0, 2.0, row) for row in range(1500)]
    text = "regexp_match(\"other\", '0$') > 0 AND \"code\" <> '2'"
    source, found = judged(layer_of(rows), text)
    assert found is not None and len(found.true) == 150
    assert (found.true.tolist(), found.broken.tolist()) == by_qgis(layer_of(rows), source, text)


def test_codes_tell_null_from_empty_and_keep_the_order():
    source = layer_source(layer_of([("b", None, 1.0, None, 1), (None, "", 1.0, None, 1), ("b", "", 2.0, None, 2)]))
    codes = ColumnCodes(source.read())
    assert codes.of("code")[0] == ["b", None] and codes.of("code")[1].tolist() == [0, 1, 0]
    assert codes.of("other")[0] == [None, ""] and codes.of("b")[0] == [None]
    assert np.array_equal(codes.of("a")[1], [0, 0, 1])


@pytest.mark.parametrize("text", ['- "code" < 5', "\"code\" + '20' = '20'", '"code" // 2 > 0', '- "n" >= 0'])
def test_a_null_is_one_of_its_fields_type(text):
    # QGIS joins a NULL text to another text and breaks on its negative; with a NULL number it does neither.
    text_null, number_null = QVariant(QVariant.String), QVariant(QVariant.LongLong)  # as files give them
    layer = layer_of([(text_null, "x", 1.0, 2.0, number_null), ("20", "x", 1.0, 2.0, 3)])
    source, found = judged(layer, text)
    true, broken = by_qgis(layer, source, text)
    assert found is None or (found.true.tolist(), found.broken.tolist()) == (true, broken)


def test_an_overflow_is_an_error_as_in_qgis():
    layer = layer_of([("1", "x", 1e300, 1e300, 3), ("1", "x", 1.0, 2.0, 3)])
    for text in ('"a" * "b" > 1', '"a" < "a" * "b"'):
        source, found = judged(layer, text)
        assert found is not None
        assert (found.true.tolist(), found.broken.tolist()) == by_qgis(layer, source, text)


@pytest.mark.parametrize("condition", [
    "\"code\" = '17'", "\"code\" <> '017'", "coalesce(\"code\", '') <> '99999'", "coalesce(\"code\", '17') = '17'",
    "\"code\" = ''", "\"CODE\" <> 'a'", "coalesce(\"code\", 17) = '17'", "coalesce(\"code\", \"other\") = '17'",
    "\"code\" = 17", "'17' = \"code\"", "coalesce(\"code\", NULL) = '17'",
])
def test_texts_that_hardly_repeat_are_compared_as_qgis_compares_them(condition):
    """Numbers of features: thousands of values, some of them look like the same number, some are blank or NULL."""
    texts = [None, "", " ", "17", "017", "17.0", "1.7e1", "A", "a", "１７", "17 ", *(str(n) for n in range(1500))]
    layer = layer_of([(text, "17" if row % 2 else None, 0.0, 0.0, 0) for row, text in enumerate(texts)])
    source = layer_source(layer)
    found = verdicts(source, ColumnCodes(source.read()), condition, Silent())
    assert found is not None
    expression = QgsExpression(condition)
    context = source.expression_context()
    assert expression.prepare(context)
    true = []
    for row, feature in enumerate(layer.getFeatures()):
        context.setFeature(feature)
        result = expression.evaluate(context)
        if result not in (None, QVariant()) and result:
            true.append(row)
    assert found.true.tolist() == true and (true or "= ''" in condition)
