"""The table of all styles of result layers.

Standard colours of the drawing of basic farmland (划区定界图示): basic farmland 255,255,0; reduced 0,255,255;
replacement 255,0,255; border of a protection block 255,0,0, 0.5 mm. Where several of them stand side by side,
hatching and border tell them apart without colour as well: what is basic farmland now stands on yellow, what enters
is magenta, what leaves is cyan under lines; a whole colour is a must, a hatching a may. The other colours are free
choices out of ranges that the colour-blind tell apart (ColorBrewer YlOrBr).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Tuple, Union

from .symbols import Colour, Fill, Hatch, Outline, Symbol


@dataclass(frozen=True)
class Entry:
    """One row of a legend; ``value`` None stands for all other values, or for a layer without categories."""

    value: Union[str, int, None]
    zh: str
    en: str
    symbol: Symbol

    def title(self, language: str) -> str:
        """Return the text of the legend."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Labels:
    """Labels on the map, shown at scales from 1 : ``largest_denominator``.

    :ivar expression: QGIS expression; ``{mu}`` in it stands for the unit in the language of the style
    """

    expression: str
    colour: Colour
    size: float
    largest_denominator: int


@dataclass(frozen=True)
class Style:
    """A style: categories by a field, or one entry for the whole layer where ``field`` is None."""

    name: str
    field: Optional[str]
    entries: Tuple[Entry, ...]
    labels: Optional[Labels] = None


YELLOW, MAGENTA, CYAN, RED = (255, 255, 0, 255), (255, 0, 255, 255), (0, 255, 255, 255), (255, 0, 0, 255)
OLIVE, PURPLE, TEAL, GREY = (132, 122, 0, 255), (120, 0, 120, 255), (0, 96, 104, 255), (130, 130, 130, 255)
PALE_YELLOW, LIGHT_GREY, WHITE = (255, 255, 150, 255), (206, 206, 206, 255), (255, 255, 255, 255)
BROWN, GREEN, DARK_GREEN = (140, 70, 0, 255), (120, 190, 110, 90), (20, 90, 40, 255)
THIN, PLAIN, BLOCK_BORDER = 0.1, 0.26, 0.5

KEPT: Symbol = (Fill(YELLOW), Outline(OLIVE, THIN))
ENTERED: Symbol = (Fill(MAGENTA), Outline(PURPLE, PLAIN))
REMOVED: Symbol = (Fill(CYAN), Hatch(TEAL, 135, 2.0, 0.2), Outline(TEAL, PLAIN))
MAY_ENTER: Symbol = (Fill(WHITE), Hatch(MAGENTA, 45, 1.6, 0.5), Outline(PURPLE, PLAIN))
MAY_LEAVE: Symbol = (Fill(PALE_YELLOW), Hatch((0, 190, 200, 255), 135, 1.6, 0.5), Outline(TEAL, PLAIN))
OUTSIDE: Symbol = (Fill(LIGHT_GREY), Outline(GREY, THIN))
UNKNOWN: Symbol = (Fill(WHITE), Hatch(GREY, 0, 2.5, 0.15), Outline(GREY, THIN))


def _slope(colours: tuple[str, ...], zh: tuple[str, ...], en: tuple[str, ...], steep: int) -> Tuple[Entry, ...]:
    """Return the classes of a slope scheme, pale to dark; lines mark those from number ``steep`` on."""
    entries = []
    for number, (colour, chinese, english) in enumerate(zip(colours, zh, en), 1):
        fill = Fill((int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16), 255))
        lines: Symbol = (Hatch((60, 20, 0, 255), 45, 1.8, 0.25),) if number >= steep else ()
        entries.append(Entry(str(number), f"{number}级 {chinese}", f"{number}: {english}",
                             (fill, *lines, Outline((90, 60, 30, 255), THIN))))
    return (*entries, Entry(None, "未定级(无高程数据)", "Not known (no terrain)", UNKNOWN))


def _alternative(number: int, colour: Colour, *lines: Hatch) -> Entry:
    return Entry(number, f"补划方案{number}", f"Replacement, alternative {number}",
                 (Fill(colour), *lines, Outline(PURPLE, PLAIN)))


STYLES: Tuple[Style, ...] = (
    Style("screening", "status", (
        Entry("must_enter", "应划入", "Must enter", ENTERED),
        Entry("may_enter", "可划入", "May enter", MAY_ENTER),
        Entry("keep", "保留", "Keep", KEPT),
        Entry("may_leave", "可调出", "May leave", MAY_LEAVE),
        Entry("must_leave", "应调出", "Must leave", REMOVED),
        Entry("not_eligible", "不得划入", "Not eligible", OUTSIDE),
    )),
    Style("basic_farmland", None, (Entry(None, "永久基本农田", "Permanent basic farmland", KEPT),)),
    Style("farmland_change", "HRHCLXDM", (
        Entry("0", "保留", "Kept", KEPT),
        Entry("1", "划入", "Entered", ENTERED),
        Entry("2", "划出", "Removed", REMOVED),
    )),
    Style("parcels_in", None, (Entry(None, "划入图斑", "Parcels entered", ENTERED),)),
    Style("parcels_out", None, (Entry(None, "划出图斑", "Parcels removed", REMOVED),)),
    Style("comparison", "change", (
        Entry("kept", "保留", "Kept", KEPT),
        Entry("in", "调入", "In", ENTERED),
        Entry("out", "调出", "Out", REMOVED),
    )),
    Style("editions", "change", (
        Entry("new_land", "新增林地", "New forest land", ENTERED),
        Entry("lost_land", "减少林地", "Lost forest land", REMOVED),
        Entry("class", "地类变化", "Class changed", (Fill((250, 200, 90, 255)), Outline((150, 100, 0, 255), THIN))),
        Entry("factors", "因子变化", "Factors changed", (
            Fill((255, 240, 170, 255)), Outline((150, 130, 40, 255), THIN),
        )),
        Entry("new_other", "新增非林地图斑", "New land, not forest land", (
            Fill((235, 235, 235, 255)), Outline((120, 120, 120, 255), THIN),
        )),
        Entry("left_other", "减少非林地图斑", "Land left out, not forest land", (
            Fill((215, 215, 215, 255)), Outline((120, 120, 120, 255), THIN),
        )),
        Entry("split", "分割", "Split", (Hatch(PURPLE, 45, 2.4, 0.2), Outline(PURPLE, THIN))),
        Entry("merged", "合并", "Merged", (Hatch(PURPLE, 135, 2.4, 0.2), Outline(PURPLE, THIN))),
        Entry("renumbered", "重新编号", "Renumbered", (Hatch(PURPLE, 0, 2.4, 0.2), Outline(PURPLE, THIN))),
        Entry("shape", "仅图形变化", "Only the shape changed", (Outline(PURPLE, THIN),)),
        Entry("unchanged", "未变化", "Unchanged", (Fill((225, 240, 225, 120)), Outline((150, 180, 150, 255), THIN))),
    )),
    Style("replacement", "alternative", (
        _alternative(1, MAGENTA),
        _alternative(2, (255, 130, 255, 255), Hatch(PURPLE, 45, 2.0, 0.25)),
        _alternative(3, (255, 200, 255, 255), Hatch(PURPLE, 135, 2.0, 0.25)),
        Entry(None, "其他补划方案", "Further alternatives", (
            Fill((255, 235, 255, 255)), Hatch(PURPLE, 0, 2.0, 0.25), Outline(PURPLE, PLAIN),
        )),
    )),
    Style("urban_boundary", None, (Entry(None, "城市开发边界", "Urban growth boundary", (
        Fill((200, 80, 80, 50)), Outline((150, 20, 20, 255), 0.9, "dash dot"),
    )),)),
    Style("ecological_space", None, (Entry(None, "生态保护空间", "Ecological space", (
        Fill(GREEN), Hatch(DARK_GREEN, 90, 2.4, 0.15), Outline(DARK_GREEN, 0.6),
    )),)),
    Style("forest_grades", "grade", (
        Entry("1", "Ⅰ级保护林地", "Grade I", (Fill((0, 92, 49, 255)), Outline(DARK_GREEN, THIN))),
        Entry("2", "Ⅱ级保护林地", "Grade II", (Fill((65, 160, 86, 255)), Outline(DARK_GREEN, THIN))),
        Entry("3", "Ⅲ级保护林地", "Grade III", (Fill((151, 208, 126, 255)), Outline(DARK_GREEN, THIN))),
        Entry("4", "Ⅳ级保护林地", "Grade IV", (Fill((226, 243, 190, 255)), Outline(DARK_GREEN, THIN))),
    )),
    Style("consolidation_reserve", None, (Entry(None, "基本农田整备区", "Consolidation reserve", (
        Hatch(BROWN, 45, 2.2, 0.2), Outline(BROWN, 0.6, "dash"),
    )),), Labels('"zone"', BROWN, 8.0, 50000)),
    Style("reserve_parcels", "part", (
        Entry("farmland", "零星耕地", "Scattered farmland", (Fill((250, 230, 120, 255)), Outline(OLIVE, THIN))),
        Entry("convertible", "可整理为耕地", "Convertible land", (
            Fill(WHITE), Hatch(BROWN, 135, 1.8, 0.25), Outline(BROWN, THIN),
        )),
        Entry("left_out", "未划入的零星耕地", "Scattered farmland left out", OUTSIDE),
    )),
    Style("slope_class_farmland", "slope_class", _slope(
        ("ffffd4", "fed98e", "fe9929", "d95f0e", "993404"),
        ("≤2°", "2°~6°", "6°~15°", "15°~25°", ">25°"),
        ("up to 2°", "over 2° to 6°", "over 6° to 15°", "over 15° to 25°", "over 25°"), 5,
    )),
    Style("slope_class_forest", "slope_class", _slope(
        ("ffffd4", "fee391", "fec44f", "fe9929", "d95f0e", "993404"),
        ("平坡 <5°", "缓坡 5°~15°", "斜坡 15°~25°", "陡坡 25°~35°", "急坡 35°~45°", "险坡 ≥45°"),
        ("flat, under 5°", "gentle, 5° to under 15°", "inclined, 15° to under 25°", "steep, 25° to under 35°",
         "very steep, 35° to under 45°", "precipitous, 45° and over"), 5,
    )),
    Style("responsibility_zone", None, (Entry(None, "基本农田保护区(镇)", "Protection zone (town)", (
        # wide and pale, so that the red border of a block shows over and under it
        Outline((110, 70, 170, 110), 2.0),
    )),), Labels('"XZQMC"', (70, 40, 120, 255), 10.0, 250000)),
    Style("responsibility_block", None, (Entry(None, "基本农田保护片(块)", "Protection block", (
        Outline(RED, BLOCK_BORDER),
    )),), Labels(
        # number and area in mu, as the standard drawing labels a block
        '"BHPKBH" || \'\\n\' || format_number("JBNTMJ" * 15 / 10000, 2) || \' {mu}\'', RED, 7.0, 15000,
    )),
    Style("responsibility_parcels", None, (Entry(None, "基本农田图斑", "Basic-farmland parcels", KEPT),)),
    Style("forest_use", "outcome", (
        Entry("allowed", "可以使用", "Allowed", (Fill((166, 219, 160, 255)), Outline(DARK_GREEN, THIN))),
        Entry("needs_approval", "须上级批准", "Needs a higher approval", (
            Fill((254, 196, 79, 255)), Hatch(BROWN, 45, 2.0, 0.25), Outline(BROWN, PLAIN),
        )),
        Entry("forbidden", "不得使用", "Forbidden", (
            Fill((222, 84, 66, 255)), Hatch((90, 10, 0, 255), 135, 1.6, 0.3), Outline((90, 10, 0, 255), PLAIN),
        )),
        Entry("not_judged", "无法判定", "Cannot be judged", UNKNOWN),
    )),
    Style("works_conflicts", "demand", (
        Entry("avoid", "应避让而未避让", "Should be avoided", (
            Fill((222, 84, 66, 140)), Outline((90, 10, 0, 255), PLAIN),
        )),
        Entry("inside", "未布设在应布设范围内", "Outside of where it should lie", (
            Fill(WHITE), Hatch((90, 10, 0, 255), 45, 1.8, 0.25), Outline((90, 10, 0, 255), PLAIN),
        )),
    )),
    Style("planning_base", "BCLD", (
        Entry("1", "林地", "Forest land", (Fill((102, 176, 98, 255)), Outline(DARK_GREEN, THIN))),
        Entry("2", "补充林地", "Supplementary forest land", (
            Fill((204, 235, 160, 255)), Hatch(DARK_GREEN, 45, 2.0, 0.25), Outline(DARK_GREEN, PLAIN),
        )),
        Entry(None, "非林地或待定", "No forest land, or undecided", (Fill((246, 244, 236, 255)), Outline(GREY, THIN))),
    )),
    Style("disagreements", "kind", (
        Entry("one_map_only", "一张图为林地、三调为非林地", "Forest land in the one-map only", (
            Fill((254, 153, 41, 255)), Hatch(BROWN, 45, 1.8, 0.25), Outline(BROWN, PLAIN),
        )),
        Entry("survey_only", "三调为林地、一张图为非林地", "Forest land in the survey only", (
            Fill((136, 86, 167, 255)), Hatch(WHITE, 135, 1.8, 0.25), Outline(PURPLE, PLAIN),
        )),
        Entry("class_differs", "均为林地但地类不一致", "Forest land in both, classes differ", (
            Fill((254, 227, 145, 255)), Outline(BROWN, PLAIN),
        )),
        Entry("unknown_class", "地类无法识别", "Class not known", UNKNOWN),
    )),
)
