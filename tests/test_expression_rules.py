"""Expressions of checks: comments, names in texts, sources that filter by themselves, rules that break."""

from __future__ import annotations

from dataclasses import replace

import pytest
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.selfcheck import expressions
from landplan_toolbox.algorithms.selfcheck.context import CheckContext
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorLayer
from selfcheck_support import make_dataset, make_pack, memory_layer, parcel, parcel_layer, run_check, run_checks, square


def as_file(layer, path):
    """Return a layer written to a GeoPackage and opened from there."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = layer.name()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsProject.instance().transformContext(), options)
    return QgsVectorLayer(f"{path}|layername={layer.name()}", layer.name(), "ogr")


@pytest.mark.parametrize("where", ["\"DLBM\" = '031' -- forest", "\"DLBM\" = '031' AND area($geometry) > 1 -- drawn",
                                   "\"DLBM\" = '031' AND to_int(\"ZLDWDM\") > 0 /* known */ -- x"])
def test_a_comment_may_end_an_expression(tmp_path, where):
    layer = parcel_layer([parcel(1, square(0, 0)), parcel(2, square(200, 0), DLBM="011"),
                          parcel(3, square(400, 0), TBMJ=1.0)])
    check = {"kind": "attributes.condition", "layer": "parcels", "where": where, "must": '"TBMJ" > 5 -- m²'}
    result = run_check(tmp_path, check, layer)
    assert (result.outcome, result.reason, result.examined) == (Outcome.FAILED, None, 2)
    assert [finding.features[0].key for finding in result.findings] == ["3"]
    check = {"kind": "areas.arithmetic", "layer": "parcels", "where": where, "field": "TBMJ",
             "formula": '"JMJ" -- net'}
    assert [finding.features[0].key for finding in run_check(tmp_path, check, layer).findings] == ["3"]


def test_a_source_that_filters_by_itself_selects_what_qgis_would(tmp_path):
    # SQLite compares a text with a number as texts, QGIS as numbers; so many texts are not judged by column.
    rows = [parcel(number, square(0, number * 200), DLMC=f"{number}.0") for number in range(1500)]
    layer = as_file(parcel_layer(rows), tmp_path / "many.gpkg")
    dataset = make_dataset(make_pack(tmp_path, [{"kind": "structure.not_empty", "layer": "parcels"}]), layer)
    assert CheckContext(dataset, [], Silent()).selection("parcels", '"DLMC" = 5').tolist() == [5]


def test_only_names_are_replaced_by_those_of_the_delivery(tmp_path):
    pack = make_pack(tmp_path, [{"kind": "structure.not_empty", "layer": "parcels"}])
    role = pack.layers["parcels"]
    rules = {**role.fields, "TBMJ": replace(role.fields["TBMJ"], aliases=("AREA",))}
    pack = replace(pack, layers={**pack.layers, "parcels": replace(role, fields=rules)})
    layer = memory_layer("DLTB", {"DLMC": "text", "AREA": "real"}, [{"DLMC": '5" pipe', "AREA": 5.0}])
    context = CheckContext(make_dataset(pack, layer), [], Silent())
    text = "\"DLMC\" LIKE '%\" pipe' AND \"TBMJ\" > 1 AND \"DLMC\" <> 'the \"TBMJ\"'"
    assert context.layer_expression("parcels", text) == text.replace('AND "TBMJ"', 'AND "AREA"')
    assert context.selection("parcels", text).tolist() == [0]


def test_a_rule_that_breaks_takes_no_other_along(tmp_path, monkeypatch):
    judge = expressions.verdicts

    def breaking(layer, codes, expression, feedback):
        if "KCMJ" in expression:
            raise RuntimeError("broken")
        return judge(layer, codes, expression, feedback)

    monkeypatch.setattr(expressions, "verdicts", breaking)
    layer = parcel_layer([parcel(1, square(0, 0)), parcel(2, square(200, 0), TBMJ=1.0)])
    checks = [{"kind": "attributes.condition", "layer": "parcels", "must": text}
              for text in ('"TBMJ" > 5', '"KCMJ" < 5', '"JMJ" > 5')]
    run = run_checks(tmp_path, checks, layer)
    assert [result.outcome for result in run.results] == [Outcome.FAILED, Outcome.CRASHED, Outcome.PASSED]
