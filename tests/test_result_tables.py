"""Result tables in the files QGIS writes."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.delineation.schema import described_table
from landplan_toolbox.algorithms.delivery.formula_guard import guarded, harmless
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.processing_provider.result_tables import write_table
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsVectorLayer,
)

NAMES = ["=HYPERLINK(1)", "+1+1", "-Li", "@镇", "城关镇", "-5.5", "+3", None]


class Writer(QgsProcessingAlgorithm):
    """Writes the table it is given."""

    def initAlgorithm(self, configuration=None):  # noqa: N802
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", "Table", QgsProcessing.SourceType.TypeVector))

    def name(self):
        return "writer"

    def displayName(self):  # noqa: N802
        return "Writer"

    def createInstance(self):  # noqa: N802
        return Writer()

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        table = described_table([("name", "text", NAMES), ("value", "real", [-1.0] * len(NAMES))])
        return {"OUTPUT": write_table(self, parameters, "OUTPUT", context, table, QgsCoordinateReferenceSystem(), Silent())}


def written(path):
    results, fine = Writer().run({"OUTPUT": str(path)}, QgsProcessingContext(), QgsProcessingFeedback())
    assert fine and results["OUTPUT"]
    layer = QgsVectorLayer(str(path), "table", "ogr")
    assert layer.isValid()
    return [(feature["name"] or None, feature["value"]) for feature in layer.getFeatures()]


def test_a_csv_file_holds_no_formulas(tmp_path):
    assert [name for name, _ in written(tmp_path / "a.csv")] == [
        "'=HYPERLINK(1)", "'+1+1", "'-Li", "'@镇", "城关镇", "-5.5", "+3", None]
    assert all(float(value) == -1 for _, value in written(tmp_path / "b.CSV"))


def test_data_for_programs_stay_as_they_are(tmp_path):
    assert [name for name, _ in written(tmp_path / "a.gpkg")] == NAMES


@pytest.mark.parametrize("text, shown", [("", ""), ("\t=1", "'\t=1"), ("a=1", "a=1"), ("-", "'-"), ("-5", "-5"), ("\x01x", "\ufffdx")])
def test_what_is_guarded(text, shown):
    assert harmless(text) == shown
    assert guarded("x") == "x"
