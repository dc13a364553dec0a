"""The dialog that imports values from a table."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.indicators.tables.mapping import ColumnRole, Parts
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.ui.indicators.import_dialog import ImportDialog
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QDialog
from table_support import TREE, A, P, cells_xml, farmland_rules, values, write_xlsx

GOOD = [["2020年规划指标"], ["行政区", "耕地保有量（公顷）", "林地面积（亩）"], ["城关镇", 5, 30], ["路井镇", 6, 40], ["合计", 11, 75]]


@pytest.fixture
def opened(qtbot, tmp_path):
    """Return a function that opens rows (or sheets by name) in the dialog and waits for the preview."""
    def do(rows, current=None, language="en", name="指标.xlsx", hidden=()):
        sheets = rows if isinstance(rows, dict) else {"表一": rows}
        path = write_xlsx(tmp_path / name, {key: cells_xml(cells) for key, cells in sheets.items()}, hidden=hidden)
        dialog = ImportDialog(current if current is not None else IndicatorSheet(farmland_rules(), TREE),
                              Language(language), "Li")
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.open_file(str(path))
        qtbot.waitUntil(lambda: dialog.preview is not None, timeout=10_000)
        return dialog
    return do


def lines(dialog):
    return [dialog.problems.item(row).text() for row in range(dialog.problems.count())]


def test_a_good_table_is_imported_with_one_click(opened, qtbot):
    dialog = opened(GOOD)
    assert dialog.summary.text() == "4 values new, 0 changed, 0 unchanged; problems: 0"
    assert any("75" in line and "C5" in line for line in lines(dialog))  # the total differs
    assert dialog.import_button.isEnabled()
    qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted and len(dialog.changes()) == 4
    [first, *_] = dialog.changes()
    assert first.value.origin.person == "Li" and first.value.origin.source.values["file"] == "指标.xlsx"
    assert first.value.origin.at.tzinfo is not None


def test_a_problem_keeps_all_from_being_imported_until_its_row_is_left_out(opened, qtbot):
    dialog = opened([*GOOD[:3], ["路井镇", "约6", 40]])
    assert not dialog.import_button.isEnabled() and dialog.changes() == [] and "B4" in lines(dialog)[0]
    dialog.accept()
    assert dialog.isVisible()
    dialog.problems.setCurrentRow(0)
    dialog.problems.itemActivated.emit(dialog.problems.item(0))
    index = dialog.cells.currentIndex()
    assert (index.row(), index.column()) == (3, 1)
    assert "约6" in index.data(Qt.ItemDataRole.ToolTipRole) and index.data(Qt.ItemDataRole.BackgroundRole) is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5_000)  # a shortcut works in the active window only
    dialog.cells.setFocus()
    qtbot.keyClick(dialog.cells, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert dialog.mapping.skipped_rows == {3}
    assert dialog.import_button.isEnabled() and len(dialog.changes()) == 2
    assert dialog.cells.model().index(3, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    dialog.row_action.trigger()  # and back in
    assert dialog.mapping.skipped_rows == frozenset() and not dialog.import_button.isEnabled()


def test_a_column_nobody_knows_is_chosen_by_hand(opened, qtbot):
    dialog = opened([["行政区", "甲乙丙"], ["城关镇", 5]])
    assert dialog.meaning_model.index(0, 1).data() == "not known: choose" and not dialog.import_button.isEnabled()
    index = dialog.meaning_model.index(0, 1)
    dialog.meanings.setCurrentIndex(index)
    dialog.meanings.edit(index)
    editor = dialog.meanings.findChild(QComboBox)
    wanted = next(row for row in range(editor.count()) if editor.itemText(row).startswith("01 "))
    editor.setCurrentIndex(wanted)
    editor.activated.emit(wanted)
    assert dialog.mapping.columns[1].role is ColumnRole.VALUE and dialog.mapping.columns[1].parts.indicator == "01"
    assert not dialog.import_button.isEnabled()  # which kind of value?
    assert any("which kind" in line for line in lines(dialog))
    fields = dialog.column_fields
    fields.kind.setCurrentIndex(fields.kind.findText("Assigned"))
    fields.kind.activated.emit(fields.kind.currentIndex())
    assert dialog.import_button.isEnabled()
    [change] = dialog.changes()
    assert tuple(change.key) == ("610524101", "01", 2020, A)


def test_year_kind_and_unit_of_the_whole_table(opened):
    dialog = opened([["行政区", "耕地保有量"], ["城关镇", 15]])
    assert not dialog.import_button.isEnabled()
    dialog.defaults.kind.setCurrentIndex(dialog.defaults.kind.findText("Planned"))
    dialog.defaults.kind.activated.emit(0)
    dialog.defaults.measure.setCurrentIndex(dialog.defaults.measure.findText("mu"))
    dialog.defaults.measure.activated.emit(0)
    dialog.defaults.year.setEditText("2035")
    dialog.defaults.year.lineEdit().editingFinished.emit()
    [change] = dialog.changes()
    assert tuple(change.key) == ("610524101", "01", 2035, P) and change.value.quantity.unit == "mu"


def test_where_the_data_begin_can_be_set(opened):
    dialog = opened(GOOD)
    assert dialog.first_row.value() == 3
    dialog.first_row.setValue(4)
    assert dialog.mapping.first_row == 3 and len(dialog.preview.planned) < 4


def test_another_sheet_and_hidden_ones(opened):
    dialog = opened({"一": GOOD, "二": [["行政区", "园地面积2020规划"], ["城关镇", 1]], "三": [["x"]]}, hidden=("三",))
    assert [dialog.sheet_combo.itemText(i) for i in range(3)] == ["一", "二", "三 (hidden)"]
    dialog.sheet_combo.setCurrentIndex(1)
    dialog.sheet_combo.activated.emit(1)
    assert len(dialog.changes()) == 1
    dialog.sheet_combo.setCurrentIndex(2)
    dialog.sheet_combo.activated.emit(2)
    assert dialog.changes() == [] and not dialog.import_button.isEnabled()


def test_values_there_are_already(opened):
    dialog = opened(GOOD, values(("610524101", "01", 2020, P, "5", "ha"), ("610524102", "01", 2020, P, "7", "ha")))
    assert dialog.summary.text() == "2 values new, 1 changed, 1 unchanged; problems: 0"


def test_nothing_to_change_is_nothing_to_import(opened):
    dialog = opened([["行政区", "耕地保有量2020规划（公顷）"], ["城关镇", 5]], values(("610524101", "01", 2020, P, "5", "ha")))
    assert dialog.preview.unchanged == 1 and not dialog.import_button.isEnabled()


def test_a_file_that_cannot_be_read_says_so(qtbot, tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04garbage")
    dialog = ImportDialog(IndicatorSheet(farmland_rules(), TREE), Language("en"), "Li")
    qtbot.addWidget(dialog)
    dialog.open_file(str(path))
    qtbot.waitUntil(lambda: "坏.xlsx" in dialog.summary.text() and "damaged" in dialog.summary.text(), timeout=10_000)
    assert not dialog.import_button.isEnabled() and dialog.preview is None


def test_many_rows_are_looked_through_in_the_background(opened, qtbot):
    rows = [["代码", "指标", "年份", "类型", "指标值"]]
    rows += [[f"61052410{i % 3 + 1}", "01", 1950 + i // 3 % 150, "规划", 5] for i in range(4000)]
    dialog = opened(rows)
    assert dialog.import_button.isEnabled() and dialog.preview.new == 450
    dialog.defaults.measure.setCurrentIndex(3)
    dialog.defaults.measure.activated.emit(3)
    assert dialog.preview is None and not dialog.import_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=10_000)
    dialog.defaults.measure.setCurrentIndex(2)
    dialog.defaults.measure.activated.emit(2)
    dialog.reject()  # while it is under way
    assert not dialog.isVisible()


def test_a_transposed_table_offers_the_units(opened):
    dialog = opened([["指标", "城关镇", "路井镇"], ["耕地保有量2020规划", 1, 2]])
    texts = [text for text, _, _ in dialog.meaning_model.choices(1)]
    assert "和家庄乡" in texts and "01 Farmland retained" in texts
    assert "Every row is an indicator" in dialog.about.text()


def test_chinese(opened):
    dialog = opened(GOOD, language="zh")
    assert "耕地保有量" in dialog.meaning_model.index(0, 1).data()


def test_everything_fits_and_is_reached_by_tab(opened, qtbot):
    dialog = opened(GOOD)
    dialog.resize(900, 600)
    assert dialog.width() == 900 and dialog.height() == 600  # nothing asks for more
    assert dialog.minimumSizeHint().width() <= 900
    reached, widget = set(), dialog.file_button
    for _ in range(200):
        reached.add(widget)
        widget = widget.nextInFocusChain()
    assert {dialog.cells, dialog.meanings, dialog.problems, dialog.import_button, dialog.sheet_combo} <= reached
    assert not dialog.cells.tabKeyNavigation()


def test_mapping_parts_are_shown_for_the_column_the_cursor_is_in(opened):
    dialog = opened(GOOD)
    dialog.cells.setCurrentIndex(dialog.sheet_model.index(2, 2))
    assert dialog.column_label.text() == "Column C:" and dialog.column_fields.measure.currentText() == "mu"
    dialog.cells.setCurrentIndex(dialog.sheet_model.index(2, 0))
    assert not dialog.column_fields.isEnabled() and dialog.mapping.columns[0].parts == Parts()


def test_cells_that_look_like_markup_are_shown_as_they_are(opened):
    dialog = opened([*GOOD, ["<img src='x'>", "1", 2]])
    tip = dialog.cells.model().index(len(GOOD), 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip and "<img" not in tip
    assert all("<img" not in dialog.problems.item(row).toolTip() for row in range(dialog.problems.count()))


TOWNS = {
    "城关镇": [["城关镇指标表（公顷）"], ["指标", "2014年现状", "某列"], ["耕地保有量", 100, 90]],
    "路井镇": [["路井镇指标表（公顷）"], ["指标", "2014年现状", "某列"], ["耕地保有量", 200, 190]],
    "其他": [["行政区", "园地面积2020规划"], ["城关镇", 1]],
}


@pytest.fixture
def no_memory():
    """Forget what earlier tests have corrected."""
    from landplan_toolbox.ui.indicators import import_memory
    from qgis.core import QgsSettings

    QgsSettings().remove(import_memory._KEY)
    yield
    QgsSettings().remove(import_memory._KEY)


def test_sheets_of_the_same_head_are_imported_together(opened, no_memory):
    dialog = opened(TOWNS)
    assert dialog.others_box.isVisible() and "1" in dialog.others_box.text()
    assert "All values are of 城关镇." in dialog.about.text()
    dialog.meaning_model.chosen.emit(2, ColumnRole.VALUE, Parts(year=2020, kind=P))
    assert {change.key.unit for change in dialog.changes()} == {"610524101"}
    dialog.others_box.setChecked(True)
    assert {change.key.unit for change in dialog.changes()} == {"610524101", "610524102"} and len(dialog.changes()) == 4
    assert {change.value.origin.source.values["sheet"] for change in dialog.changes()} == {"城关镇", "路井镇"}
    assert dialog.summary.text().startswith("4 values new, 0 changed")
    dialog.sheet_combo.setCurrentIndex(2)
    dialog.sheet_combo.activated.emit(2)
    assert not dialog.others_box.isVisible() and len(dialog.changes()) == 1


def test_a_problem_in_another_sheet_keeps_all_from_being_imported_and_leads_there(opened, no_memory):
    sheets = {**TOWNS, "路井镇": [*TOWNS["路井镇"][:2], ["耕地保有量", "约200", 190]]}
    dialog = opened(sheets)
    dialog.meaning_model.chosen.emit(2, ColumnRole.VALUE, Parts(year=2020, kind=P))
    dialog.others_box.setChecked(True)
    assert dialog.changes() == [] and "路井镇 B3" in lines(dialog)[0]
    dialog.problems.itemActivated.emit(dialog.problems.item(0))
    assert dialog.sheet_combo.currentText() == "路井镇"
    assert (dialog.cells.currentIndex().row(), dialog.cells.currentIndex().column()) == (2, 1)


def test_what_two_sheets_give_differently_is_a_problem(opened, no_memory):
    dialog = opened({"一": [["乡镇", "耕地保有量2020规划（公顷）"], ["城关镇", 5]], "二": [["乡镇", "耕地保有量2020规划（公顷）"], ["城关镇", 6]]})
    dialog.others_box.setChecked(True)
    assert dialog.changes() == [] and "different values" in lines(dialog)[0]


def test_what_was_corrected_is_kept_for_the_next_table_with_the_same_head(opened, no_memory):
    rows = [["2020年规划指标（公顷）"], ["行政区", "甲乙丙", "某数"], ["城关镇", 5, 7]]
    dialog = opened(rows)
    assert not dialog.import_button.isEnabled()
    dialog.meaning_model.chosen.emit(1, ColumnRole.VALUE, Parts(indicator="01"))
    dialog.reading.change(dialog.mapping.with_column_skipped(2, True))
    assert dialog.import_button.isEnabled()
    dialog.accept()
    again = opened([["2035年规划指标（公顷）"], *rows[1:2], ["路井镇", 6, 8]], name="又一张.xlsx")
    assert [tuple(change.key) for change in again.changes()] == [("610524102", "01", 2035, P)]
    assert "chosen by hand" in again.about.text()
    assert "chosen by hand" in again.meaning_model.reason(1)
    other = opened([["2020年规划指标"], ["行政区", "另一列"], ["城关镇", 5]], name="别的.xlsx")
    assert other.mapping.columns[1].role is ColumnRole.UNKNOWN


def test_what_is_cancelled_is_not_kept_and_what_is_taken_back_is_forgotten(opened, no_memory):
    rows = [["行政区", "耕地保有量2020规划（公顷）", "园地面积2020规划（公顷）"], ["城关镇", 5, 6]]
    dialog = opened(rows)
    dialog.reading.change(dialog.mapping.with_column_skipped(2, True))
    dialog.reject()
    dialog = opened(rows)
    assert len(dialog.changes()) == 2
    dialog.reading.change(dialog.mapping.with_column_skipped(2, True))
    dialog.accept()
    dialog = opened(rows)
    assert len(dialog.changes()) == 1
    dialog.reading.change(dialog.mapping.with_column_skipped(2, False))
    dialog.accept()
    assert len(opened(rows).changes()) == 2


def test_a_memory_that_cannot_be_understood_does_no_harm(opened, no_memory):
    from landplan_toolbox.ui.indicators import import_memory
    from qgis.core import QgsSettings

    for kept in ("{", '[1, {"head": 3}, {"head": [["x"]], "columns": {"a": []}, "skipped": [], "defaults": {}}]', "null"):
        QgsSettings().setValue(import_memory._KEY, kept)
        assert len(opened(GOOD).changes()) == 4


UNNAMED = [["2020年规划指标"], ["指标", "2020年规划", "单位"], ["耕地保有量", 5, "公顷"], ["林地面积", 30, "亩"]]


def test_a_table_that_names_no_unit_is_given_one(opened, qtbot):
    dialog = opened(UNNAMED, name="附表.xlsx")
    unit = dialog.unit
    assert not dialog.import_button.isEnabled() and unit.currentIndex() == 0 and unit.currentData() == ""
    assert [unit.itemData(row) for row in range(1, unit.count())] == list(TREE.walk())
    place = unit.findData("610524101")
    unit.setCurrentIndex(place)
    unit.activated.emit(place)
    qtbot.waitUntil(lambda: dialog.preview is not None and bool(dialog.preview.changes), timeout=10_000)
    assert {change.key.unit for change in dialog.changes()} == {"610524101"}
    assert dialog.import_button.isEnabled() and "城关镇" in dialog.about.text()


@pytest.mark.parametrize("typed, wanted", [("610524101", "610524101"), ("城关镇", "610524101"), ("不知道", None)])
def test_the_unit_of_a_table_is_typed(opened, qtbot, typed, wanted):
    dialog = opened(UNNAMED, name="附表.xlsx")
    line = dialog.unit.lineEdit()
    line.setText(typed)
    line.editingFinished.emit()
    assert dialog.mapping.defaults.unit == wanted
    assert (dialog.unit.currentData() or None) == wanted


def test_the_unit_is_not_remembered_for_the_next_table(opened, qtbot):
    dialog = opened(UNNAMED, name="东.xlsx")
    place = dialog.unit.findData("610524101")
    dialog.unit.setCurrentIndex(place)
    dialog.unit.activated.emit(place)
    qtbot.waitUntil(lambda: dialog.import_button.isEnabled(), timeout=10_000)
    dialog.accept()
    again = opened(UNNAMED, name="西.xlsx")
    assert again.mapping.defaults.unit is None and not again.import_button.isEnabled()


def test_a_unit_is_only_asked_for_where_the_table_says_none(opened):
    assert not opened(GOOD).unit.isVisible() and opened(UNNAMED, name="附表.xlsx").unit.isVisible()
