"""The tables of a county as LibreOffice saved them: merged heads, formulas, sections, notes, a filter, hidden columns."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.tables.compound_file import CompoundFile
from landplan_toolbox.algorithms.indicators.tables.reading import read_sheets
from landplan_toolbox.algorithms.indicators.tables.xls_strings import Strings
from landplan_toolbox.algorithms.indicators.tables.xml_parts import Damaged
from table_support import B, F, P, planned, raw, read, sentences

FOLDER = Path(__file__).parent / "tables"
FILES = [FOLDER / f"official.{ending}" for ending in ("xls", "ods", "xlsx")]
XLS = FILES[0].read_bytes()


def refusal(path):
    """Return the sentence a file is refused with, '' where it is read."""
    try:
        read_sheets(path)
    except LandPlanError as error:
        return str(error)
    return ""


@pytest.fixture(params=FILES, ids=[path.suffix for path in FILES])
def sheets(request):
    """The sheets of one of the files by name."""
    return {sheet.name: sheet for sheet in read_sheets(request.param)}


def test_the_table_of_adjusted_indicators_of_a_county_is_understood_without_a_correction(sheets):
    mapping, result = read(sheets["指标调整情况表"])
    assert sentences(result.problems) == [] and mapping.head_rows == (2, 3)
    found = planned(result)
    assert found["610524", "01", 2014, B] == "71234 ha" and found["610524", "01", 2020, F] == "69800 ha"
    assert found["610524", "09", 2020, P] == "1950 ha" and found["610524", "13", 2020, P] == "1300 ha"
    assert found["610524", "14", 2014, B] == "128 m2/person" and len(found) == 38


def test_the_table_of_assigned_indicators_of_towns_is_understood_without_a_correction(sheets):
    _, result = read(sheets["指标分解表"])
    assert sentences(result.problems) == [] and result.totals_notes == ()
    found = planned(result)
    assert len(found) == 18 and found["610524102", "01", 2020, F] == "23456.5 ha"
    assert {code for code, *_ in found} == {"610524101", "610524102", "610524103"}  # the total is none


def test_full_width_texts_units_in_heads_and_what_a_filter_hides(sheets):
    mapping, result = read(sheets["下达"])
    found = planned(result)
    assert found["610524101", "01", 2014, B] == "1.85 wan_mu" and found["610524101", "02", 2014, B] == "153000 mu"
    assert ("610524103", "01") not in {key[:2] for key in found if key[2] == 2020}
    notes = sentences(result.notes)
    assert any("hides some rows" in note and ": 5." in note for note in notes)
    assert mapping.columns[2].parts.kind is B


def test_indicators_by_row_and_a_sheet_for_each_town(sheets):
    assert len(planned(read(sheets["横表"])[1])) == 6
    for name, code in (("城关镇", "610524101"), ("路井镇", "610524102")):
        assert {key[0] for key in planned(read(sheets[name])[1])} == {code}


def test_results_of_formulas_merged_cells_and_hidden_rows_of_an_old_workbook():
    sheet = {one.name: one for one in read_sheets(FILES[0])}["指标分解表"]
    assert sheet.rows[7][2:4] == ["44566.5", "43600"] and sheet.rows[4][4] == "-345"
    assert (2, 2, 2, 4) in [tuple(merged) for merged in sheet.merged]


@given(st.integers(0, len(XLS) - 1), st.binary(min_size=1, max_size=8))
@settings(deadline=None, max_examples=250, derandomize=True)
def test_a_damaged_old_workbook_is_read_or_refused_with_a_sentence(tmp_path_factory, place, bytes_):
    path = tmp_path_factory.mktemp("xls") / "a.xls"
    path.write_bytes(XLS[:place] + bytes_ + XLS[place + len(bytes_):])
    sentence = refusal(path)
    assert not sentence or "a.xls" in sentence or "sheet" in sentence.lower()


@given(st.integers(9, len(XLS) - 1))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_a_workbook_cut_off_is_never_read_in_part(tmp_path_factory, length):
    path = tmp_path_factory.mktemp("xls") / "a.xls"
    path.write_bytes(XLS[:length])
    sentence = refusal(path)
    assert "a.xls" in sentence or [one.rows for one in read_sheets(path)] == [one.rows for one in read_sheets(FILES[0])]


def test_a_chain_that_runs_in_a_circle_is_refused():
    first = struct.unpack_from("<I", XLS, 48)[0]  # of the directory
    table = (struct.unpack_from("<I", XLS, 76)[0] + 1) * 512
    circle = bytearray(XLS)
    struct.pack_into("<I", circle, table + 4 * first, first)
    with pytest.raises(Damaged):
        CompoundFile(bytes(circle))


def test_a_text_goes_on_in_the_next_record_in_another_width():
    text = "耕地ab"
    wide = text[:2].encode("utf-16-le")
    parts = [struct.pack("<II", 2, 2) + struct.pack("<HB", 4, 1) + wide, b"\x00ab" + struct.pack("<HB", 1, 0) + b"x"]
    assert Strings(True).table(parts) == [text, "x"]


def test_other_names_of_parts_as_some_programs_write_them(tmp_path):
    usual, odd = zipfile.ZipFile(FILES[2]), tmp_path / "odd.xlsx"
    with zipfile.ZipFile(odd, "w") as archive:
        for name in usual.namelist():
            archive.writestr(name.replace("/", "\\").replace("sharedStrings", "SharedStrings"), usual.read(name))
    assert [sheet.rows for sheet in read_sheets(odd)] == [sheet.rows for sheet in read_sheets(FILES[2])]


def test_a_row_with_a_unit_alone_begins_the_rows_of_that_unit():
    _, result = read(raw("""
        指标 | 2014年现状 | 2020年规划（亩）
        城关镇 | |
        耕地保有量 | 100 | 90
        路井镇 | |
        耕地保有量 | 200 | 190
        合计 | |
        耕地保有量 | 300 | 280
    """))
    assert {key[0] for key in planned(result)} == {"610524101", "610524102"}
    assert any("which administrative unit" in text for text in sentences(result.problems))  # of the rows below 合计


def test_the_base_year_beside_a_target_year_holds_base_values():
    _, result = read(raw("""
        耕地保有量分解下达表（公顷） | |
        乡镇 | 2014年 | 2020年
        城关镇 | 100 | 90
        路井镇 | 200 | 190
    """))
    kinds = {(year, kind.value) for _, _, year, kind in planned(result)}
    assert kinds == {(2014, "base"), (2020, "assigned")}


def test_a_strict_workbook_is_read_like_any_other(tmp_path):
    strict = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(FILES[2]) as usual, zipfile.ZipFile(strict, "w") as archive:
        for name in usual.namelist():
            content = usual.read(name).replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            archive.writestr(name, content)
    assert [sheet.rows for sheet in read_sheets(strict)] == [sheet.rows for sheet in read_sheets(FILES[2])]
