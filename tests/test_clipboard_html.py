"""Numbers from the HTML that spreadsheets put on the clipboard beside what their cells show."""

from __future__ import annotations

from decimal import Decimal

import pytest
from indicator_bench import CONTROL, Bench, assigned, bench
from indicator_plan import A, B, C, key, put
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.tables.clipboard_html import to_html, with_all_digits
from qgis.PyQt.QtCore import QMimeData, Qt
from qgis.PyQt.QtWidgets import QApplication

__all__ = ["bench"]

# As LibreOffice 7.4 writes it, less fonts and colours.
CALC = (
    '<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/></head><body>'
    '<table cellspacing="0" border="0"><colgroup span="2" width="80"></colgroup><tr>'
    '<td height="20" align="right" sdval="1234.5678" sdnum="1033;0;#,##0.00"><font color="#000000">1,234.57</font></td>'
    '<td align="left"><font face="Noto Sans CJK SC">１，２３４</font></td></tr><tr>'
    '<td align="right" sdval="0.35125" sdnum="1033;0;0.0%"><font>35.1%</font></td><td align="left"><font><br></font></td>'
    "</tr></table></body></html>")


def test_digits_that_are_not_shown_are_taken():
    assert with_all_digits([["1,234.57", "１，２３４"], ["35.1%", ""]], CALC) == [["1234.5678", "１，２３４"], ["35.125%", ""]]


def test_excel_and_wps_give_them_otherwise():
    html = ('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td class=xl65 align=right '
            "x:num=\"9800.456\">9,800.46</td><td x:num>5</td></tr></table></html>")
    assert with_all_digits([["9,800.46", "5"]], html) == [["9800.456", "5"]]


@pytest.mark.parametrize("html", [
    "", "<p>1</p>", "<table></table>", CALC.replace("<tr>", "<tr><td>x</td>", 1), CALC + CALC, "<table><tr><td sdval=",
    '<table><tr><td colspan="999999999" sdval="1">', '<table><tr><td rowspan="99999" colspan="1999">'])
def test_html_of_another_table_changes_nothing(html):
    block = [["1,234.57", "１，２３４"], ["35.1%", ""]]
    assert with_all_digits(block, html) == block


@pytest.mark.parametrize(("shown", "number", "taken"), [
    ("1.2346", "12345.678", "1.2346"),  # a format that shows ten thousands
    ("12 ha", "12.4", "12 ha"), ("城关镇", "3", "城关镇"), ("7", "7", "7"), ("0.3", "0.30000000000000004", "0.3"),
    ("-5", "-5.25", "-5.25"), ("1", "nan", "1"), ("5", "1e400", "5"),
])
def test_only_the_rounding_of_what_is_shown_is_taken_back(shown, number, taken):
    assert with_all_digits([[shown]], f'<table><tr><td sdval="{number}">{shown}</td></tr></table>') == [[taken]]


def test_merged_cells_keep_the_columns_in_their_places():
    html = ('<table><tr><td colspan="2">a</td><td rowspan="2" sdval="1.26">1.3</td></tr>'
            '<tr><td sdval="2.26">2.3</td><td sdval="3.26">3.3</td></tr></table>')
    assert with_all_digits([["a", "", "1.3"], ["2.3", "3.3", ""]], html) == [["a", "", "1.26"], ["2.26", "3.26", ""]]


def paste(bench: Bench, text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)
    bench.press(Qt.Key.Key_V, CONTROL)


def test_the_grid_takes_all_digits(bench):
    bench.go(assigned(A))
    paste(bench, "1,234.57\n", '<table><tr><td sdval="1234.5678">1,234.57</td></tr></table>')
    assert bench.amount(assigned(A)) == Quantity(Decimal("1234.5678"), "ha")


def test_rows_that_were_copied_whole_come_back_over_measured_values(bench):
    measured = key(B, "01", "m")
    put(bench.sheet, B, "01", "m", "265.125", "ha")
    bench.grid.refresh([measured])
    before = bench.amount(measured)
    bench.go(assigned(B))
    bench.go(measured, extend=True)
    bench.press(Qt.Key.Key_C, CONTROL)
    cells = QApplication.clipboard().text().rstrip("\n").split("\t")
    assert len(cells) == 3 and cells[2]
    paste(bench, "\t".join(["11", "12", cells[2]]) + "\n")
    assert [str(bench.amount(key(B, "01", kind)).amount) for kind in "ap"] == ["11", "12"]
    assert bench.amount(measured) == before and bench.grid.undo_stack.count() == 1
    paste(bench, "\t".join(["21", "22", ""]) + "\n")
    assert str(bench.amount(assigned(B)).amount) == "21" and bench.amount(measured) == before
    paste(bench, "\t".join(["31", "32", "33"]) + "\n")
    assert str(bench.amount(assigned(B)).amount) == "21" and "come from the layers" in bench.bubble()


def test_a_blank_on_a_measured_value_alone_says_why_nothing_happens(bench):
    bench.go(key(C, "01", "m"))
    paste(bench, " \n")
    assert "come from the layers" in bench.bubble()


def test_what_is_copied_is_a_table_for_spreadsheets_and_texts():
    html = to_html([["0012", "1234.5", "<b>&镇\n"], ["610101001001", "-3", ""]], (0,))
    assert '<td align="right" sdval="1234.5" sdnum="1033;">1234.5</td>' in html and 'sdval="-3"' in html
    assert "sdval=\"610101001001\"" not in html and ">0012</td>" in html and "&lt;b&gt;&amp;镇<br>" in html
    assert with_all_digits([["0012", "1234.5", "x"], ["610101001001", "-3", ""]], html)[0][:2] == ["0012", "1234.5"]


def test_cells_and_heads_are_on_the_clipboard_in_both_forms(bench):
    bench.go(assigned(B))
    bench.press(Qt.Key.Key_C, CONTROL)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "270\n" and 'sdval="270"' in data.html()
    bench.view.copy_with_heads()
    html = QApplication.clipboard().mimeData().html()
    assert f">{B}</td>" in html and f'sdval="{B}"' not in html and 'sdval="270"' in html
