"""The report: complete, honest, safe against what data contains, and the same for the same run."""

from __future__ import annotations

import os
import re
import threading
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import made_runs as made
import numpy as np
import pytest
from landplan_toolbox.algorithms.delivery.map_picture import draw_map_picture
from landplan_toolbox.algorithms.delivery.report import report_html, write_report
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.geometry.arrays import PolygonArrays
from landplan_toolbox.algorithms.geometry.wkb import wkb_of
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import Title, translatable
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.selfcheck.model import LayerBindingRecord, Outcome
from landplan_toolbox.algorithms.workspace.model import Standing, State
from qgis.PyQt.QtGui import QColor, QImage

EN = Language("en")
EVIL = "<script>alert('x')</script>\"&\x00\ud800"
VOID = {"meta", "img", "br"}


class Reader(HTMLParser):
    """Reads a page strictly: every element closed in order; collects texts, elements and addresses."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.texts, self.elements, self.addresses, self.ids = [], [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        for name, value in attributes:
            assert not name.startswith("on")
            if name in ("src", "href"):
                self.addresses.append(value)
            if name == "id":
                self.ids.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    @property
    def text(self):
        """All that a person reads, blanks folded."""
        return re.sub(r"\s+", " ", " ".join(self.texts))


def rich_run(count=3, **changes):
    """Return a run with all five outcomes."""
    overlaps = [
        made.overlap("4101", (f"61{i:04d}", f"62{i:04d}"), made.square(i * 40, i * 25), area_m2=i + 0.126)
        for i in range(count)
    ]
    results = [
        made.result(made.rule("4101"), overlaps),
        made.result(made.rule("1101", title=Title("图层齐全", "All layers present")), examined=14),
        made.result(
            made.rule("6503", title=Title("不得与红线重叠", "No overlap with the red line"), layer="redline"),
            outcome=Outcome.NOT_RUN,
            reason=translatable("Checks", "The layer {layer} is missing.", layer=Title("红线", "Red line")),
        ),
        made.result(made.rule("6601"), outcome=Outcome.CRASHED, details="Traceback\nValueError: no number"),
        made.result(
            made.rule("6701", Severity.WARNING, where="\"DLBM\" LIKE '01%'"),
            outcome=Outcome.CANCELLED,
            reason=translatable("Checks", "Cancelled by the user."),
        ),
    ]
    bindings = (
        LayerBindingRecord("land_use", Title("地类图斑", "Land-use parcels"), "DLTB", 1000, made.CRS),
        LayerBindingRecord(
            "redline", Title("红线", "Red line"), "", 0, "", translatable("C", "Two layers match.")
        ),
    )
    values = {"bindings": bindings, "extra_layers": ("临时",), "source": "/交付/甲县.gdb", **changes}
    return made.run("run-1", results, **values)


def page(run, picture=None, standings=None, language=EN):
    """Return a report as read."""
    return Reader(report_html(run, language, picture, standings))


def test_nothing_is_hidden():
    read = page(rich_run())
    for words in (
        "Verdict Incomplete",
        "/交付/甲县.gdb",
        "Permanent basic farmland 1.0.0",
        "The layer Red line is missing.",
        "ValueError: no number",
        "Cancelled by the user.",
        "not run",
        "crashed",
        "cancelled",
        "passed",
        "failed",
        "陕·五(三)",
        "610001",
        "× 620001",
        "12.41",
        "0.001",
        "Overlaps 620001 by 12.41 m².",
        "1.13",
        "f" * 64,
        "a" * 64,
        "EPSG:4524",
        "cgcs2000",
        "Ellipsoidal area of parcels",
        "topology = 0.001",
        "QGIS = 3.22.16",
        "Two layers match.",
        "not bound",
        "临时",
        "tolerance = 0.001",
        "\"DLBM\" LIKE '01%'",
        "all 5 of the rule pack",
    ):
        assert words in read.text, words
    assert "Traceback" not in read.text
    assert "0.5 s" not in read.text and "seconds" not in read.text


def test_figures_and_verdict():
    html = report_html(rich_run(), EN, None)
    assert [int(n) for n in re.findall(r"<div><b>(\d+)</b>", html)] == [3, 0, 1, 1, 3]
    assert 'class="verdict incomplete"' in html


@pytest.mark.parametrize(
    "results, check_count, shown",
    [
        ([made.result(made.rule("1"))], 1, "passed"),
        ([made.result(made.rule("1"), [made.overlap("1", ("1",), None)])], 1, "failed"),
        ([made.result(made.rule("1"), outcome=Outcome.NOT_RUN)], 1, "incomplete"),
        ([made.result(made.rule("1"))], 7, "incomplete"),
        ([made.result(made.rule("1"), [made.overlap("1", ("1",), None)])], 7, "failed"),
        ([], 7, "incomplete"),
    ],
)
def test_a_partial_run_is_never_shown_green(results, check_count, shown):
    run = made.run("r", results, check_count=check_count)
    html = report_html(run, EN, None)
    assert f'class="verdict {shown}"' in html
    partial = f"Partial run: {len(results)} of {check_count} checks"
    assert (partial in Reader(html).text) == (len(results) < check_count)
    assert ("says nothing about the others" in Reader(html).text) == (len(results) < check_count)


def test_everything_from_data_is_escaped():
    evil = made.overlap(
        EVIL,
        (EVIL, EVIL),
        made.square(0, 0),
        message=translatable("Checks", "{value}", value=EVIL),
        field=EVIL,
        measured=EVIL,
        limit=EVIL,
        layer_name=EVIL,
        clause=EVIL,
        crs=made.CRS,
    )
    other = replace(evil, layer_name="other")
    rule = made.rule(
        EVIL,
        title=Title(EVIL, EVIL),
        clause=EVIL,
        layer=EVIL,
        parameters={EVIL: EVIL},
        where=EVIL,
        help=Title(EVIL),
    )
    reason = translatable("Checks", "{value}", value=EVIL)
    run = made.run(
        EVIL,
        [
            made.result(rule, (evil, other)),
            made.result(rule, outcome=Outcome.CRASHED, details=EVIL),
            made.result(rule, outcome=Outcome.NOT_RUN, reason=reason),
        ],
        source=EVIL,
        pack_id=EVIL,
        pack_version=EVIL,
        pack_title=Title(EVIL, EVIL),
        pack_hash=EVIL,
        fingerprint=EVIL,
        crs=EVIL,
        ellipsoid=EVIL,
        area_method=reason,
        tolerances={EVIL: 1.0},
        selected=(EVIL,),
        extra_layers=(EVIL,),
        versions={EVIL: EVIL},
        bindings=(LayerBindingRecord(EVIL, Title(EVIL, EVIL), EVIL, 1, EVIL, reason),),
    )
    standings = {(EVIL, 0): Standing(State.EXCEPTION, made.START, EVIL, EVIL, EVIL, made.START)}
    html = report_html(run, EN, b"png", standings)
    read = Reader(html)
    assert "script" not in read.elements
    assert html.count("&lt;script&gt;") > 30
    assert "\x00" not in html and "\ud800" not in html
    html.encode("utf-8")


def test_the_file_stands_alone(tmp_path):
    path = tmp_path / "报告 一.html"
    write_report(rich_run(), path, EN)
    html = path.read_text(encoding="utf-8")
    read = Reader(html)
    assert {address[:22] for address in read.addresses} == {"data:image/png;base64,", "#check-4101"}
    assert all(address[1:] in read.ids for address in read.addresses if address.startswith("#"))
    assert not re.search(r"https?://|@import|url\(", html)
    assert set(read.elements) & {"script", "link", "iframe", "object"} == set()
    assert os.listdir(tmp_path) == [path.name]


def test_the_same_run_gives_the_same_bytes_apart_from_time_and_id(tmp_path):
    first, second = rich_run(), rich_run()
    later = replace(second, id="run-2", started=second.started + timedelta(days=3), finished=second.finished)
    slower = tuple(replace(result, seconds=99.0) for result in later.results)
    pages = []
    for run in (first, replace(later, results=slower)):
        path = tmp_path / f"{run.id}.html"
        write_report(run, path, EN)
        pages.append(path.read_text(encoding="utf-8"))
    assert pages[0] != pages[1]
    neutral = [re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?|run-\d", "*", text) for text in pages]
    assert neutral[0] == neutral[1]


def test_long_lists_are_cut_and_say_so():
    html = report_html(rich_run(450), EN, None)
    assert html.count("× 62") == 200
    assert "The first 200 of 450 findings; the correction list holds all." in Reader(html).text
    assert "Findings: 450" in Reader(html).text


def test_numbers_run_on_over_the_checks_like_in_the_correction_list():
    results = [
        made.result(made.rule(check), [made.overlap(check, (str(i),), None) for i in range(250)])
        for check in ("4101", "4102")
    ]
    rows = re.findall(r'<tr><td class="num">(\d+)</td>', report_html(made.run("r", results), EN, None))
    assert rows[:2] == ["1", "2"] and rows[200:202] == ["251", "252"]


def test_states_and_exceptions_are_shown_when_known():
    standings = {
        ("4101", 0): Standing(State.EXCEPTION, made.START, "批复同意", "张三", "", made.START),
        ("4101", 1): Standing(State.REOPENED, made.START),
        ("4101", 2): Standing(State.OPEN, made.START),
    }
    text = page(rich_run(), standings=standings).text
    assert "exception: 批复同意 (张三 2024-11-02)" in text and "reopened" in text
    assert "1 of these accepted as exceptions" in text
    assert "exceptions" not in page(rich_run()).text


def test_features_without_key_and_many_features():
    keyless = made.overlap("4101", ("", ""), None, fids=(5, 8))
    many = made.overlap("4101", [f"K{i}" for i in range(20)], None)
    text = page(made.run("r", [made.result(made.rule("4101"), (keyless, many))])).text
    assert "#5 × #8" in text and "K0 × K1 × K2 × K3 × K4 × K5 … +14".replace("… ", "× … ") in text


def test_chinese_report_uses_pack_titles(tmp_path):
    html = report_html(rich_run(), Language("zh"), None)
    assert 'lang="zh-Hans"' in html and "地类图斑不得重叠" in html and "must not overlap" not in html


def test_refusals(tmp_path, monkeypatch):
    with pytest.raises(LandPlanError, match=r"folder .*缺 does not exist"):
        write_report(rich_run(), tmp_path / "缺" / "r.html", EN)
    (tmp_path / "r.html").mkdir()
    with pytest.raises(LandPlanError, match=r"r.html is a folder"):
        write_report(rich_run(), tmp_path / "r.html", EN)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(LandPlanError, match=r"is read-only: x.html cannot be written"):
        write_report(rich_run(), tmp_path / "x.html", EN)


def test_a_failing_report_leaves_the_older_one(tmp_path):
    path = tmp_path / "r.html"
    path.write_text("older", encoding="utf-8")
    broken = rich_run()
    broken = replace(broken, area_method=translatable("Report", "{nothing}"))
    with pytest.raises(KeyError):
        write_report(broken, path, EN)
    assert path.read_text(encoding="utf-8") == "older" and os.listdir(tmp_path) == ["r.html"]


def colours(png):
    """Return how many pixels of the picture have each colour."""
    image = QImage.fromData(png, "PNG").convertToFormat(QImage.Format.Format_RGB32)
    raw = image.constBits().asstring(image.sizeInBytes())
    values, counts = np.unique(np.frombuffer(raw, dtype="<u4") & 0xFFFFFF, return_counts=True)
    return dict(zip(values.tolist(), counts.tolist())), image


RED, AMBER, GREY = 0xB3261E, 0xC98A00, 0x8A949B


def test_the_picture_shows_findings_in_their_colours():
    findings = [
        made.overlap("4101", ("1",), made.square(0, 0, 0.01)),
        made.overlap("4101", ("2",), made.point(4000, 0), severity=Severity.WARNING),
        made.overlap("4101", ("3",), made.line(0, 3000, 900)),
        made.overlap("4101", ("4",), made.square(3000, 2000, 600)),
    ]
    run = made.run("r", [made.result(made.rule("4101"), findings)])
    found, image = colours(draw_map_picture(run))
    assert image.width() == 1400 and 600 <= image.height() <= 1120
    assert found[RED] > 200 and found[AMBER] > 30 and GREY not in found
    grey, _ = colours(draw_map_picture(run, standings={("4101", 3): Standing(State.EXCEPTION, made.START)}))
    assert grey[GREY] > 200


def test_a_dot_lies_where_the_finding_is():
    findings = [
        made.overlap("4101", ("1",), made.point(0, 0)),
        made.overlap("4101", ("2",), made.point(2000, 1000)),
    ]
    run = made.run("r", [made.result(made.rule("4101"), findings)])
    _, image = colours(draw_map_picture(run, width=800))
    red = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) == QColor(RED)
    ]
    assert {(x < 400, y > image.height() / 2) for x, y in red} == {(True, True), (False, False)}


def test_the_picture_is_the_same_twice_and_in_a_thread():
    run = made.many(500)
    pictures = [draw_map_picture(run)]
    thread = threading.Thread(target=lambda: pictures.append(draw_map_picture(run)))
    thread.start()
    thread.join()
    assert pictures[0] == pictures[1]


def test_a_background_widens_the_picture_and_keeps_its_holes():
    x = np.array([0.0, 9000, 9000, 0, 0, 3000, 6000, 6000, 3000, 3000]) + made.ORIGIN_X
    y = np.array([0.0, 0, 6000, 6000, 0, 2000, 2000, 4000, 4000, 2000]) + made.ORIGIN_Y
    land = PolygonArrays(
        x, y, np.array([0, 5, 10]), np.array([0, 2]), np.array([0, 1]), np.array([1]), np.zeros(1, np.uint8)
    )
    run = made.run(
        "r", [made.result(made.rule("4101"), [made.overlap("4101", ("1",), made.point(100, 100))])]
    )
    run = replace(run, outline=(wkb_of(land, 0),))
    found, image = colours(draw_map_picture(run, width=900))
    assert found[0xF2F5F3] > 100_000
    assert image.pixelColor(450 + 20, image.height() // 2 + 7) == QColor("white")


def test_findings_of_another_crs_and_without_place():
    geographic = bytes(made.QgsGeometry.fromWkt("POINT(108.0 34.3)").asWkb())
    findings = [
        made.overlap("4101", ("1",), geographic, crs="EPSG:4490"),
        made.overlap("4101", ("2",), made.point(0, 0)),
        made.overlap("4101", ("3",), None),
        made.overlap("4101", ("4",), made.point(float("inf"), 0)),
    ]
    run = made.run("r", [made.result(made.rule("4101"), findings)])
    assert colours(draw_map_picture(run))[0][RED] > 50
    nowhere = made.run("r", [made.result(made.rule("4101"), findings[2:])])
    assert draw_map_picture(nowhere) is None
    assert "No finding has a place on the map." in page(nowhere).text


def test_coordinates_have_the_decimals_of_their_crs():
    geographic = bytes(made.QgsGeometry.fromWkt("POINT(108.123456789 34.3)").asWkb())
    findings = [
        made.overlap("4101", ("1",), geographic, crs="EPSG:4490"),
        made.overlap("4101", ("2",), made.square(0, 0)),
    ]
    text = page(made.run("r", [made.result(made.rule("4101"), findings)])).text
    assert "108.1234568 34.3000000" in text
    assert f"{made.ORIGIN_X + 2:.2f} {made.ORIGIN_Y + 2:.2f}" in text
