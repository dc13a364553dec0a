"""Charts of indicators: axis and places, what is shown, and the widget with mouse, keys and pictures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from chart_support import COUNTY, FARMLAND, PER_HEAD, TOWNS, county_sheet, rules, tree, value
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.chart_content import ChartContent, shown_decimals
from landplan_toolbox.algorithms.indicators.chart_layout import ChartLayout, Sizes, scale_of
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.ui.indicators.chart import IndicatorChart
from landplan_toolbox.ui.indicators.chart_colours import chart_colours, paper_palette
from landplan_toolbox.ui.indicators.chart_picture import TALLEST, formats, paper_size
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPalette
from qgis.PyQt.QtWidgets import QApplication

SIZES = Sizes(title=20, bar=16, gap=9, axis=24)
AMOUNTS = st.floats(-1e9, 1e9, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-6)


# --- axis ----------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(AMOUNTS, max_size=8), st.integers(2, 9))
def test_axis_holds_zero_and_all_values_with_few_nice_ticks(values, most):
    scale = scale_of(values, most)
    assert scale.low == min([0.0, *values]) and scale.high >= max([0.0, *values])
    assert Decimal(0) in scale.ticks
    assert 2 <= len(scale.ticks) <= most + 2  # the zero of values on both sides needs ticks of its own
    steps = {b - a for a, b in zip(scale.ticks, scale.ticks[1:])}
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in ((1,), (2,), (2, 5), (5,))
    assert all(scale.low - 1e-6 <= tick <= Decimal(scale.high) + Decimal("1e-6") for tick in scale.ticks)
    assert scale.place(scale.low, 300) == 0 and scale.place(scale.high, 300) == pytest.approx(300)


@pytest.mark.parametrize(
    ("values", "most", "labels"),
    [
        ([988.4, 1012.5], 4, ["0", "500", "1,000"]),
        ([300.0], 4, ["0", "100", "200", "300"]),
        ([0.7], 3, ["0.00", "0.25", "0.50"]),
        ([-30.0, 60.0], 4, ["-25", "0", "25", "50"]),
        ([], 3, ["0.0", "0.5", "1.0"]),
    ],
)
def test_ticks_are_written_as_people_write_them(values, most, labels):
    scale = scale_of(values, most)
    assert [scale.label(tick) for tick in scale.ticks] == labels


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_axis_refuses_what_has_no_place(bad):
    with pytest.raises(ValueError, match="finite"):
        scale_of([1.0, bad])


# --- places --------------------------------------------------------------------------------------


def test_groups_stand_below_each_other_and_each_section_has_an_axis():
    layout = ChartLayout([1, 3], 5, SIZES)
    assert layout.group_height == 20 + 5 * 16 + 9
    assert layout.group_top(0) == 24
    assert layout.group_top(1) == 24 + 109 + 24
    assert layout.bar_top(1, 2) == layout.group_top(1) + 20 + 32
    assert layout.height == 2 * 24 + 4 * 109
    assert [layout.section_of(group) for group in range(4)] == [0, 1, 1, 1]


def test_group_at_a_height_is_the_inverse_of_its_place():
    layout = ChartLayout([1, 40], 3, SIZES)
    for group in range(41):
        assert layout.group_at(layout.group_top(group)) == group
        assert layout.group_at(layout.group_top(group) + layout.group_height - 1) == group
    assert layout.group_at(5) is None  # the axis
    assert layout.group_at(-1) is None and layout.group_at(layout.height) is None


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(-200, 9000), st.integers(1, 800), st.sampled_from([(1, 60), (61,), (1,), (2, 1)]))
def test_visible_groups_are_those_that_touch_the_view(top, height, sections):
    layout = ChartLayout(sections, 4, SIZES)
    inside = {
        group for group in range(layout.count)
        if layout.group_top(group) < top + height and layout.group_top(group) + layout.group_height > top
    }
    assert set(layout.visible(top, top + height)) == inside


def test_axis_stays_in_sight_while_its_groups_do():
    layout = ChartLayout([1, 5], 5, SIZES)
    assert layout.sticky_axis(1, 0) == layout.axis_top(1)
    assert layout.sticky_axis(1, 300) == 300
    assert layout.sticky_axis(0, 300) == layout.axis_top(1) - 24


# --- content -------------------------------------------------------------------------------------


def content(unit=COUNTY, indicator="01", year=2020, area_unit="ha", sheet=None):
    return ChartContent(sheet or county_sheet(), unit, indicator, year, area_unit)


def test_unit_comes_first_then_those_directly_below_it():
    shown = content()
    assert shown.units == (COUNTY, *TOWNS)
    assert shown.apart and shown.empty is None
    assert shown.group(2).name == "河口镇"


def test_base_is_that_of_the_base_year_before():
    assert content().group(0).bars[0].amount == Fraction("1012.5")
    assert content(year=2013).kinds == ()


def test_amounts_are_exact_in_the_unit_asked_for():
    assert content(area_unit="mu").group(2).bars[3].amount == Fraction(3498)
    assert content(area_unit="mu").decimals == 1
    assert content(area_unit="wan_mu").decimals == 5
    assert shown_decimals(FARMLAND, "m2") == 0


def test_a_ratio_keeps_its_own_unit_and_has_one_axis():
    shown = content(indicator="14", area_unit="mu")
    assert shown.area_unit == "m2/person" and shown.decimals == PER_HEAD.decimals
    assert not shown.apart


def test_difference_to_the_target_has_a_sign_and_what_is_wrong_is_at_its_bar():
    town = content().group(2)
    planned = town.bars[3]
    assert planned.kind is ValueKind.PLANNED and planned.against == Fraction("-2.8")
    assert [one.severity for one in planned.deviations] == [Severity.ERROR]
    better = content().group(1).bars[3]
    assert better.against == 1 and not better.deviations


def test_a_value_in_a_unit_that_cannot_be_converted_has_no_length():
    sheet = IndicatorSheet(rules(), tree(), [value(COUNTY, "5", area_unit="percent"), value("690121100", "7")])
    shown = content(sheet=sheet)
    assert shown.group(0).bars[0].amount is None
    assert shown.group(1).bars[0].amount == 7


@pytest.mark.parametrize(
    ("given", "word"),
    [({"unit": "111111"}, "111111"), ({"indicator": "99"}, "99"), ({"year": 2013}, "2013")],
)
def test_nothing_to_show_says_why(given, word):
    message = content(**given).empty
    assert message is not None
    assert word in Language("en").render(message)


# --- widget --------------------------------------------------------------------------------------


@pytest.fixture
def chart(qtbot):
    widget = IndicatorChart()
    qtbot.addWidget(widget)
    widget.resize(420, 400)
    widget.show_indicator(county_sheet(), COUNTY, "01", 2020, "ha", Language("en"))
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def seen(widget):
    """Return the colours of the viewport."""
    image = widget.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())}


def place_of(chart, group):
    layout = chart._painter.layout
    return QPoint(60, chart._header_height() + layout.group_top(group) + 30 - chart.verticalScrollBar().value())


def test_every_kind_is_drawn_in_its_colour(chart):
    colours = chart_colours(chart.palette()).bars
    drawn = seen(chart)
    for kind in (ValueKind.BASE, ValueKind.ASSIGNED, ValueKind.PLANNED, ValueKind.MEASURED):
        assert colours[kind].rgb() in drawn, kind


def test_bars_are_as_long_as_their_values(chart):
    plot, _ = chart._painter._plot(420)
    scale = chart._painter._scale(1, plot)
    bars = chart._painter.content.group(1).bars
    boxes = [chart._painter._bar_box(scale, plot, 0, bar) for bar in bars]
    assert all(box.left() == boxes[0].left() for box in boxes)
    assert boxes[2].width() / boxes[0].width() == pytest.approx(295 / 300)


def test_click_opens_the_unit_under_the_pointer(chart, qtbot):
    with qtbot.waitSignal(chart.unit_clicked) as told:
        qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place_of(chart, 1))
    assert told.args == ["690121100"]
    with qtbot.assertNotEmitted(chart.unit_clicked):
        qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 3))


def test_keys_step_through_the_units_and_keep_them_in_sight(chart, qtbot):
    order = [COUNTY, *TOWNS]
    for unit in order:
        qtbot.keyClick(chart, Qt.Key.Key_Down)
        assert chart.current_unit == unit
        place = place_of(chart, order.index(unit))
        assert chart._header_height() <= place.y() - 30 + chart._painter.layout.sizes.title
        assert place.y() < chart.viewport().height()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current_unit == order[-1]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    with qtbot.waitSignal(chart.unit_clicked) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == [COUNTY]
    assert chart.verticalScrollBar().value() == 0


def test_screen_readers_hear_the_current_unit(chart, qtbot):
    for _ in range(3):
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    said = chart.accessibleDescription()
    assert "河口镇" in said and "233.20" in said and "2.8" in said
    assert chart.accessibleName()


def test_hover_escapes_what_comes_from_data(qtbot):
    sheet = IndicatorSheet(rules(), tree({"690121100": "<img src=x>&"}), [value("690121100", "7")])
    shown = ChartContent(sheet, COUNTY, "01", 2020, "ha")
    from landplan_toolbox.ui.indicators.chart_texts import ChartTexts

    text = ChartTexts(shown, Language("en")).hover(shown.group(1))
    assert "<img" not in text and "&lt;img src=x&gt;&amp;" in text


def test_the_unit_stays_the_current_one_when_values_change(chart, qtbot):
    for _ in range(2):
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    chart.refresh()
    assert chart.current_unit == "690121100"
    chart.show_indicator(county_sheet(), COUNTY, "14", 2020, "ha", Language("en"))
    assert chart.current_unit == "690121100"


def test_nothing_chosen_is_a_sentence_and_no_picture(qtbot, tmp_path):
    widget = IndicatorChart()
    qtbot.addWidget(widget)
    assert "Choose an indicator" in widget.empty_text() or widget.empty_text()
    assert widget.picture() is None
    assert not widget.copy_action.isEnabled()
    with pytest.raises(LandPlanError):
        widget.save_picture(str(tmp_path / "a.png"))
    widget.show_indicator(county_sheet(), COUNTY, "01", 1999, "ha", Language("en"))
    assert "1999" in widget.empty_text()
    assert widget.grab().width() > 0


def test_picture_is_dark_on_white_whatever_the_theme(chart, qtbot):
    dark = QPalette()
    dark.setColor(QPalette.ColorRole.Base, QColor("#101010"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#f0f0f0"))
    chart.setPalette(dark)
    assert QColor("#101010").rgb() in seen(chart)
    image = chart.picture()
    assert image.pixelColor(2, 2) == QColor("white")
    whole, over = paper_size(chart._on_paper(), chart._paper_width())
    assert over == 0 and image.height() == 2 * whole.height()
    assert whole.height() > chart.viewport().height()  # also what is scrolled out of sight
    chart.copy_picture()
    assert QApplication.clipboard().image().size() == image.size()


def test_pictures_are_saved_by_their_ending(chart, tmp_path):
    path = tmp_path / "图表 1.png"
    chart.save_picture(str(path))
    assert QImage(str(path)).width() == 2 * chart._paper_width()
    if "svg" in formats():
        chart.save_picture(str(tmp_path / "a.svg"))
        text = (tmp_path / "a.svg").read_text(encoding="utf-8")
        assert ElementTree.fromstring(text).tag.endswith("svg")
        assert "河口镇" in text
    with pytest.raises(LandPlanError, match="cannot be saved"):
        chart.save_picture(str(tmp_path / "a.bmp"))
    with pytest.raises(LandPlanError, match="could not be written"):
        chart.save_picture(str(tmp_path / "no such folder" / "a.png"))


def test_refusal_of_a_picture_is_told(chart, qtbot, tmp_path, monkeypatch):
    from landplan_toolbox.ui.indicators import chart as module

    class Dialog:
        @staticmethod
        def getSaveFileName(*_):  # noqa: N802
            return str(tmp_path / "none" / "a"), "PNG (*.png)"

    monkeypatch.setattr(module, "QFileDialog", Dialog)
    with qtbot.waitSignal(chart.refused) as told:
        chart.ask_and_save()
    assert "a.png" in told.args[0]


def test_thousands_of_units_are_drawn_at_once_and_a_picture_says_what_it_leaves_out(qtbot):
    towns = {f"690121{number:03d}": f"第{number}镇" for number in range(100, 999)}
    sheet = IndicatorSheet(rules(), tree(towns), [value(code, str(i + 1)) for i, code in enumerate(towns)])
    widget = IndicatorChart()
    qtbot.addWidget(widget)
    widget.resize(400, 500)
    widget.show_indicator(sheet, COUNTY, "01", 2020, "ha", Language("en"))
    widget.show()
    widget.grab()
    assert len(widget._painter.content._groups) < 40  # only what is in sight is judged
    size, over = paper_size(widget._on_paper(), 480)
    assert size.height() <= TALLEST and 0 < over < 900
    assert f"{over:,}" in widget._painter.texts.left_out(over)
    assert widget.picture().height() == 2 * size.height()


@pytest.mark.parametrize("width", [120, 260, 420, 1000])
def test_numbers_give_way_to_bars_where_there_is_no_room(chart, width):
    plot, numbers = chart._painter._plot(width)
    assert plot.width() >= 60
    assert plot.right() <= width
    assert numbers in {120: {0}, 260: {1, 2}, 420: {2}, 1000: {2}}[width]  # by how wide the letters are


@pytest.mark.parametrize("dark", [False, True])
def test_colours_are_told_from_the_ground(dark):
    palette = paper_palette()
    if dark:
        palette.setColor(QPalette.ColorRole.Base, QColor("#232629"))
        palette.setColor(QPalette.ColorRole.Text, QColor("#eff0f1"))
    colours = chart_colours(palette)
    for text in (colours.text, colours.dim, *colours.wrong.values()):
        assert contrast(text, colours.ground) >= 4.5
    for edge in colours.edges.values():
        assert contrast(edge, colours.ground) >= 3


# Machado, Oliveira & Fernandes 2009, severity 1: linear RGB as people without red or green receptors see it.
NO_GREEN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
NO_RED = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
ALL = ((1, 0, 0), (0, 1, 0), (0, 0, 1))


@pytest.mark.parametrize("eye", [ALL, NO_GREEN, NO_RED])
@pytest.mark.parametrize("base", ["#ffffff", "#232629"])
def test_kinds_are_told_apart_without_red_or_green(base, eye):
    palette = paper_palette()
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    seen_as = [lab(colour, eye) for colour in chart_colours(palette).bars.values()]
    pairs = [(a, b) for number, a in enumerate(seen_as) for b in seen_as[:number]]
    assert min(sum((x - y) ** 2 for x, y in zip(a, b)) ** 0.5 for a, b in pairs) > 15


def linear(colour):
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]


def lab(colour, eye):
    """CIELAB (D65) of a colour through an eye."""
    r, g, b = (min(max(sum(m * c for m, c in zip(row, linear(colour))), 0), 1) for row in eye)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505, 0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def luminance(colour):
    """Relative luminance (WCAG 2.1)."""
    parts = linear(colour)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)
