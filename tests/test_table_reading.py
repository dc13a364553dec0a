"""Sheets are read as they were written, whatever program wrote them; what is no table gets a sentence."""

from __future__ import annotations

import base64
import os
import zipfile
import zlib

import pytest
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.tables.raw_sheet import MOST_ROWS, MergedRange, number_text
from landplan_toolbox.algorithms.indicators.tables.reading import read_sheets
from osgeo import ogr
from table_support import cells_xml, write_ods, write_xlsx

# A workbook of Excel 97–2003: rows 2–4 with heads, a number, a code as text, 0.1 + 0.2.
XLS = (
    'c-rk)O=uHA6#iy6=_a8~)7l8FP(s0~wTGrw5usfxXf7HXJw!y%v<)f^twh0}gGOsW4+TX6Dqae`c&U2v2R*1K4`PcR1fh_$M-dS!cxb!6dD+#r'
    '_RxS9mHC!=GxN>7H~(*Uc6_WVKm4GsfJNwljycPVvU!}K;B_(qP`PEvq!W86SPK6XydGM}GB=)9yf)+-%JnWl!+qBalE5T|LpXuxKz}l{g4n@*'
    'NC?@7c9H^ji1DMAdsWS{hvh1k_qgUWmfM*bV%bi0^Wq@J%xKeAdlw(j8o104Y4;K9d|)PwAYRE`eBqiX)^(#ZeLRu+I}7Sv<ro32TO`?^Oea!#'
    ')X)Ns;Hwn^rk#`eJf!%Q<pqfUwvacL;BROyAOq_NZ}2S2F|ErIO&C4Ku^GhpILhFL*nP!JZreW<6=!rO<An%jTH+IXy+_Bcd#qIK^i8itrElUV'
    'W04%W>Mh}x&8=<WmR2G^59OkfoKO02KJ$SEXTE~ZLOID^RC2nCPeg#c`pn%gZ})U}nTMIlu%9o!4c5v5z`{kTLCSt+U0g0l(!?4YSzcnRYdBrU'
    'vWA95abs7|PV5@wI+wY$k=ohBcxSGgmtIfl?8n&S`s|dsfzqRq!nvB!_vSDf=<U=?`tlh>vuGB#Z%I5comkkOV}fPvFJ8o>1$YEHEc=yLiCOrV'
    't74*<ld~g!<TQJ(q_(z5Ti5)|N$t$!r|`>8sZ*R^IYZ|)nUfaus|H)pmuO#S3og4wowePv9$D8}yUm`R4y_swWrO4ef5Ha^1qB5K1qB5K1?MYX'
    'v%l6|e9<W02Mqha&MbvF^_%3s#XbzsbBZpeJJC;Z8fQz|Kda#ujxDiF9p`_cM4VbrqYvHOkG_)kFWu+F{P8SXG4T72P^s<DmD0~Y-2Qi+729('
)
PERCENT_STYLES = ('<numFmts><numFmt numFmtId="180" formatCode="0.0%"/><numFmt numFmtId="181" formatCode="yyyy&quot;年&quot;"/>'
                  '<numFmt numFmtId="182" formatCode="0.00&quot;md%&quot;"/></numFmts>'
                  '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
                  '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="180"/><xf numFmtId="14"/><xf numFmtId="181"/>'
                  '<xf numFmtId="182"/></cellXfs>')


def refusal(path):
    """Return the sentence a file is refused with; it names the file."""
    with pytest.raises(LandPlanError) as error:
        read_sheets(path)
    text = str(error.value)
    assert os.path.basename(path) in text
    return text


def test_shared_strings_rich_text_readings_and_escapes(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
                                                 '<c r="C1" t="s"><v>2</v></c></row></sheetData>'},
                      strings=("<si><t>共享</t></si>", '<si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space="preserve">文本 </t></r>'
                               '<rPh sb="0" eb="1"><t>pinyin</t></rPh></si>', "<si><t>a_x000D_b</t></si>"))
    assert read_sheets(path)[0].rows == [["共享", "富文本 ", "a\rb"]]


def test_halves_of_characters_are_put_together_or_replaced(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'},
                      strings=("<si><t>_xD842__xDFB7_乡_xD842_</t></si>",))
    text = read_sheets(path)[0].rows[0][0]
    assert text == "\U00020bb7乡\ufffd"
    text.encode("utf-8")


def test_few_bytes_that_would_be_many_cells_are_refused_at_once(tmp_path):
    path = write_ods(tmp_path / "a.ods", (
        '<table:table table:name="a"><table:table-row table:number-rows-repeated="99000"><table:table-cell '
        'table:number-columns-repeated="1900" office:value-type="string"><text:p>x</text:p></table:table-cell>'
        "</table:table-row></table:table>"))
    with pytest.raises(LandPlanError, match="cells"):
        read_sheets(path)


def test_numbers_are_those_the_spreadsheet_shows(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": cells_xml([[1234.5, 0.1 + 0.2, 1.1, 1e21, 610524101, -0.0, 1e-7]])})
    assert read_sheets(path)[0].rows == [["1234.5", "0.3", "1.1", "1000000000000000000000", "610524101", "0", "0.0000001"]]


@pytest.mark.parametrize("written, text", [
    ("1.1000000000000001", "1.1"), ("0.30000000000000004", "0.3"), ("1234.56", "1234.56"), ("1.2E5", "120000"),
    ("12345678901234567", "12345678901234567"), ("9999999999999.99", "9999999999999.99"), ("1E300", "1E300"), ("abc", "abc"),
    ("NaN", "NaN"), ("007", "007"), ("2.50", "2.5"),
])
def test_digits_of_numbers(written, text):
    assert number_text(written) == text


def test_percentages_dates_and_own_formats(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": cells_xml([[(1, 0.123), (2, 0.5), (3, 43831), (4, 43831), (5, 7), (0, 8)]])},
                      styles=PERCENT_STYLES)
    assert read_sheets(path)[0].rows == [["12.3%", "50%", "2020-01-01", "2020-01-01", "7", "8"]]


def test_dates_of_a_workbook_of_a_macintosh(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": cells_xml([[(3, 42369)]])}, styles=PERCENT_STYLES, date1904=True)
    assert read_sheets(path)[0].rows == [["2020-01-01"]]


def test_formulas_errors_booleans_and_cells_without_a_place(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": '<sheetData><row><c><f>1+1</f><v>2</v></c><c><f>SUM(A1)</f></c><c t="e"><v>#DIV/0!</v>'
                                                 '</c><c t="b"><v>1</v></c><c t="str"><f>"a"</f><v>文</v></c><c><f t="shared" si="0"/></c>'
                                                 "</row><row><c><v>5</v></c></row></sheetData>"})
    assert read_sheets(path)[0].rows == [["2", "=SUM(A1)", "#DIV/0!", "TRUE", "文", "="], ["5", "", "", "", "", ""]]


def test_merged_cells_hidden_sheets_and_empty_edges(tmp_path):
    sheet = cells_xml([[], ["", "头", "", "x"], ["", "", "", 1], ["", (0, "")]], "B2:C3 F9:G9 D3:D3")
    path = write_xlsx(tmp_path / "a.xlsx", {"隐藏": cells_xml([["h"]]), "空": cells_xml([[]]), "表": sheet}, hidden=("隐藏",))
    shown, hidden = read_sheets(path)
    assert (shown.name, shown.hidden, hidden.name, hidden.hidden) == ("表", False, "隐藏", True)
    assert shown.rows == [["", "", "", ""], ["", "头", "", "x"], ["", "", "", "1"]]
    assert shown.merged == (MergedRange(1, 1, 2, 2),)


def test_a_workbook_of_gdal(tmp_path):
    path = str(tmp_path / "a.xlsx")
    dataset = ogr.GetDriverByName("XLSX").CreateDataSource(path)
    layer = dataset.CreateLayer("指标")
    for name, kind in (("代码", ogr.OFTString), ("值", ogr.OFTReal)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetField(0, "610524101")
    feature.SetField(1, 1234.56)
    layer.CreateFeature(feature)
    layer = dataset = None
    [sheet] = read_sheets(path)
    assert (sheet.name, sheet.rows) == ("指标", [["代码", "值"], ["610524101", "1234.56"]])


def test_an_open_document_with_all_that_cells_may_hold(tmp_path):
    row = ('<table:table-row><table:table-cell office:value-type="float" office:value="1234.5"><text:p>1,235</text:p></table:table-cell>'
           '<table:table-cell office:value-type="percentage" office:value="0.123"><text:p>12%</text:p></table:table-cell>'
           '<table:table-cell office:value-type="date" office:date-value="2020-01-01"><text:p>2020年</text:p></table:table-cell>'
           '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation>'
           "<text:p>a<text:s text:c=\"2\"/>b<text:span>c</text:span></text:p><text:p>二</text:p></table:table-cell>"
           '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>'
           '<table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>'
           '<table:table-cell table:formula="of:=[.A1]"/></table:table-row>')
    merged = ('<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1">'
              "<text:p>合并</text:p></table:table-cell><table:covered-table-cell/></table:table-row>")
    empty = '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    path = write_ods(tmp_path / "a.ods", f'<table:table table:name="表">{empty.format(1)}<table:table-header-rows>{merged}'
                     f"</table:table-header-rows>{row}{empty.format(1048570)}</table:table>"
                     f'<table:table table:name="隐" table:style-name="ta2">{row}</table:table>',
                     styles='<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>')
    shown, hidden = read_sheets(path)
    assert shown.rows == [[""] * 8, ["合并"] + [""] * 7,
                          ["1234.5", "12.3%", "2020-01-01", "a  bc\n二", "7", "7", "#DIV/0!", "=[.A1]"]]
    assert shown.merged == (MergedRange(1, 0, 1, 1),) and hidden.hidden and hidden.name == "隐"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_files_in_every_encoding_and_separator(tmp_path, encoding, separator):
    path = tmp_path / "指标.csv"
    lines = [["行政区", "耕地，保有量"], ["城关镇", "1.5"]]
    path.write_bytes("\r\n".join(map(separator.join, lines)).encode(encoding))
    [sheet] = read_sheets(path)
    assert sheet.rows == [["行政区", "耕地，保有量"], ["城关镇", "1.5"]] and sheet.name == "指标"


@pytest.mark.parametrize("text, rows", [
    ('a,"1,234.5",c\nd,"x\ny",f\n', [["a", "1,234.5", "c"], ["d", "x\ny", "f"]]),
    ("标题\na;1,234.5\nb;2,345.6\n", [["标题", ""], ["a", "1,234.5"], ["b", "2,345.6"]]),
    ("sep=;\na,b;c\n", [["a,b", "c"]]),
    ("a\n\nb\n\n\n", [["a"], [""], ["b"]]),
    ('say ""yes"",x\n', [['say ""yes""', "x"]]),
    ("a,b,,,\n1,2,,,\n", [["a", "b"], ["1", "2"]]),
])
def test_text_files_as_people_save_them(tmp_path, text, rows):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert read_sheets(path)[0].rows == rows


def test_an_old_workbook(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(zlib.decompress(base64.b85decode(XLS)))
    [sheet] = read_sheets(path)
    assert sheet.rows[1:] == [["行政区代码", "行政区", "耕地保有量（公顷）"], ["610524101", "城关镇", "1234.56"], ["610524102", "路井镇", "0.3"]]


def test_the_content_counts_and_not_the_ending(tmp_path):
    path = tmp_path / "a.csv"
    write_xlsx(path, {"表": cells_xml([["x"]])})
    assert read_sheets(path)[0].rows == [["x"]]
    other = tmp_path / "b.xlsx"
    other.write_text("a,b\n1,2\n")
    assert read_sheets(other)[0].rows == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize("content, part", [
    (b"", "is empty"), (b"\xef\xbb\xbf", "is empty"), (b"  \r\n", "is empty"), (b"\x00" * 50, "is empty"),
    (b"<html><table><tr><td>1</td></tr></table></html>", "web page"), (b'<?xml version="1.0"?><Workbook/>', "web page"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff\xfe\x00\x81", "neither"), (b"a,\"open\n1,2\n", "quotation mark"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le"), "password"),
    (b"PK\x05\x06" + b"\x00" * 18, "damaged"), (b"PK\x03\x04garbage", "damaged"),
])
def test_what_is_no_table(tmp_path, content, part):
    path = tmp_path / "表.xlsx"
    path.write_bytes(content)
    assert part in refusal(path)


def test_a_file_cut_short(tmp_path):
    whole = write_xlsx(tmp_path / "whole.xlsx", {"表": cells_xml([["x", 1]] * 300)}).read_bytes()
    for share in (0.2, 0.6, 0.95):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[:int(len(whole) * share)])
        assert "damaged" in refusal(path)


def test_parts_that_are_missing_or_broken(tmp_path):
    broken = write_xlsx(tmp_path / "broken.xlsx", {"表": "<sheetData><row><c"})
    assert "damaged" in refusal(broken)
    missing = write_xlsx(tmp_path / "missing.xlsx", {"表": '<sheetData><row r="1"><c r="A1" t="s"><v>5</v></c></row></sheetData>'})
    assert "damaged" in refusal(missing)
    other = tmp_path / "other.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "no table" in refusal(other)
    flipped = bytearray(write_xlsx(tmp_path / "f.xlsx", {"表": cells_xml([["x" * 20, 1]] * 50)}).read_bytes())
    place = flipped.index(b"xl/worksheets/sheet1.xml") + 40
    flipped[place] ^= 0xFF
    (tmp_path / "f.xlsx").write_bytes(flipped)
    assert "damaged" in refusal(tmp_path / "f.xlsx")


def test_entities_are_not_multiplied(tmp_path):
    path = tmp_path / "bomb.xlsx"
    write_xlsx(path, {"表": cells_xml([["x"]])})
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "lol"}">' for i in range(12))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<!DOCTYPE sst [{entities}]><sst><si><t>&e11;</t></si></sst>")
    assert "damaged" in refusal(path)


def test_passwords_of_open_documents(tmp_path):
    path = write_ods(tmp_path / "a.ods", "", manifest='<manifest><file-entry><encryption-data checksum="x"/></file-entry></manifest>')
    assert "password" in refusal(path)


def test_sheets_without_content(tmp_path):
    assert "no cells with content" in refusal(write_xlsx(tmp_path / "a.xlsx", {"表": "<sheetData/>"}))


def test_sheets_that_are_too_large(tmp_path):
    far = f'<sheetData><row r="{MOST_ROWS + 5}"><c r="A{MOST_ROWS + 5}"><v>1</v></c></row></sheetData>'
    with pytest.raises(LandPlanError, match="more than"):
        read_sheets(write_xlsx(tmp_path / "a.xlsx", {"表": far}))
    with pytest.raises(LandPlanError, match="more than"):
        read_sheets(write_xlsx(tmp_path / "b.xlsx", {"表": '<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>'}))
    repeated = ('<table:table table:name="表"><table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" '
                'office:value="7"/></table:table-row></table:table>')
    with pytest.raises(LandPlanError, match="more than"):
        read_sheets(write_ods(tmp_path / "c.ods", repeated))
    text = tmp_path / "d.csv"
    text.write_text("1\n" * (MOST_ROWS + 5))
    with pytest.raises(LandPlanError, match="more than"):
        read_sheets(text)


def test_a_styled_but_empty_cell_far_away_does_not_count(tmp_path):
    far = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    assert read_sheets(write_xlsx(tmp_path / "a.xlsx", {"表": far}))[0].rows == [["1"]]


def test_files_that_cannot_be_opened(tmp_path):
    assert "does not exist" in refusal(tmp_path / "nothing.xlsx")
    assert "folder" in refusal(tmp_path)


def test_the_guard_against_formulas_is_no_part_of_a_cell(tmp_path):
    path = tmp_path / "guarded.csv"
    path.write_text("行政区,指标\n'=甲镇,'-0.5 亩\n'乙镇,O'Hara\n", encoding="utf-8-sig")
    assert read_sheets(path)[0].rows == [["行政区", "指标"], ["=甲镇", "-0.5 亩"], ["'乙镇", "O'Hara"]]
