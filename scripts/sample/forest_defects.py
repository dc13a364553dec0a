"""Defects planted into the forest delivery."""

from __future__ import annotations

from typing import Callable

from .forest_values import Values, forest_compartment, plain_compartment, wild
from .planting import Planting, Row, settle_field, settle_third_survey
from .redraw import (
    Border,
    bow_tie,
    box,
    first_border,
    hole,
    insert_after,
    middle,
    overlapping,
    roomy,
    shift,
    split_corner,
    square,
)


def settle_basic(planting: Planting, row: Row) -> None:
    """Set the areas of a basic-farmland parcel (2021 edition) to what its shape demands."""
    area = planting.area(row)
    ridges = round(area * float(row.values.get("KCXS") or 0), 2)
    row.values |= {"YJJBNTTBMJ": area, "KCMJ": ridges, "YJJBNTMJ": round(area - ridges, 2)}


#: how the area fields of a layer follow its shape
SETTLE: dict[str, Callable[[Planting, Row], None]] = {
    "XZQ": settle_field("JSMJ"),
    "DLTB": settle_third_survey,
    "LDXB": settle_field("MIAN_JI", 10_000.0, 4),
    "GJGYL": settle_field("MIAN_JI", 10_000.0, 4),
    "YJJBNTBHTB": settle_basic,
    "STBHHX": settle_field("MJ"),
    "CZKFBJ": settle_field("MJ"),
    "LDXB_Q": settle_field("MIAN_JI", 10_000.0, 4),
    "GHFZLY": settle_field("MJ", 10_000.0, 4),
    "ZRBHD": settle_field("MJ", 10_000.0, 4),
    "ZYSTKJ": settle_field("MJ", 10_000.0, 4),
    "LYJD": settle_field("MJ", 10_000.0, 4),
    "ZDGC": settle_field("GCMJ", 10_000.0, 4),
    "SYLDXM": settle_field("SYLDMJ", 10_000.0, 4),
}


def anything(values: Values) -> bool:
    """Any feature."""
    return True


def plant_duplicates(planting: Planting) -> None:
    """The same shape drawn twice."""
    for layer, check, wanted, changes in (
        ("XZQ", "4151", anything, {"XZQDM": "690121998", "XZQMC": "重复镇"}),
        ("DLTB", "4153", _farmland, {"TBBH": "9902"}),
        ("LDXB", "4154", _open_forest, {"XIAO_BAN": "09902"}),
        ("GJGYL", "4155", anything, {"XIAO_BAN": "09903"}),
        ("YJJBNTBHTB", "4156", anything, {"YJJBNTTBBH": "690121000000990002"}),
    ):
        row = planting.pick(layer, wanted, exclusive=True)
        twin = planting.add_copy(layer, row, row.shape, **changes)
        planting.defect(f"{planting.tables[layer].title}图形重复", f"A shape drawn twice in {layer}")
        planting.expect(check, "duplicate", layer, row, twin)


def _farmland(values: Values) -> bool:
    return str(values["DLBM"]) in ("0102", "0103")


def _open_forest(values: Values) -> bool:
    return forest_compartment(values) and values["SHI_QUAN_D"] is None


def plant_overlaps(planting: Planting) -> None:
    """Overlaps within layers."""
    border = first_border(planting, "XZQ", suits=lambda b: _between_wild(planting, b))
    shift(planting, "XZQ", border, 5.0)
    planting.defect("两乡镇界线重叠", "Two towns overlap at their border")
    planting.expect("4101", "overlap", "XZQ", border.inner, border.outer)
    for metres, zh, en in (
        (8.0, "相邻图斑重叠", "Two neighbouring parcels overlap"),
        (0.02, "相邻图斑有狭长的细微重叠", "Two neighbouring parcels overlap on a sliver"),
    ):
        border = first_border(planting, "DLTB", wild, wild)
        shift(planting, "DLTB", border, metres)
        planting.defect(zh, en)
        planting.expect("4103", "overlap", "DLTB", border.inner, border.outer)
    border = first_border(planting, "LDXB", _open_forest, _open_forest)
    shift(planting, "LDXB", border, 6.0)
    planting.defect("相邻小班重叠", "Two neighbouring compartments overlap")
    planting.expect("4104", "overlap", "LDXB", border.inner, border.outer)
    border = first_border(planting, "GJGYL")
    shift(planting, "GJGYL", border, 6.0)
    planting.defect("国家级公益林小班重叠", "Two national welfare compartments overlap")
    planting.expect("4105", "overlap", "GJGYL", border.inner, border.outer)
    border = first_border(planting, "YJJBNTBHTB")
    shift(planting, "YJJBNTBHTB", border, 4.0)
    planting.defect("永久基本农田图斑重叠", "Two basic-farmland parcels overlap")
    planting.expect("4106", "overlap", "YJJBNTBHTB", border.inner, border.outer)


def _between_wild(planting: Planting, border: Border) -> bool:
    """Whether a border point lies between exactly two untouched wild parcels of the land survey."""
    rows = [
        row
        for row in planting.tables["DLTB"].rows
        if row.shape and any(border.point in ring for polygon in row.shape for ring in polygon)
    ]
    return len(rows) == 2 and all(wild(row.values) and planting.free(row) for row in rows)


def plant_gaps(planting: Planting) -> None:
    """Gaps, and what they leave uncovered or outside."""
    border = first_border(planting, "XZQ", suits=lambda b: _between_wild(planting, b))
    land = shift(planting, "XZQ", border, -5.0)
    planting.defect("两乡镇之间有缝隙", "A gap between two towns")
    planting.expect("4201", "gap", "XZQ", border.inner, border.outer)
    for layer, check in (("DLTB", "4703"), ("LDXB", "4704"), ("GJGYL", "4705"), ("LDXB_Q", "4731")):
        for row in overlapping(planting, layer, land):
            planting.use(row)
            planting.expect(check, "outside", layer, row)
    for metres, zh, en in (
        (-6.0, "相邻图斑之间有缝隙", "A gap between two parcels"),
        (-0.05, "相邻图斑之间有细微缝隙", "A hair-thin gap between two parcels"),
    ):
        border = first_border(planting, "DLTB", wild, wild)
        land = shift(planting, "DLTB", border, metres)
        planting.defect(zh, en)
        planting.expect("4203", "gap", "DLTB", border.inner, border.outer)
        for row in overlapping(planting, "XZQ", land):
            planting.expect("4701", "outside", "XZQ", row)
        for row in overlapping(planting, "LDXB", land, lambda v: forest_compartment(v) and v["BCLD"] == "1"):
            planting.use(row)
            planting.expect("6501", "outside", "LDXB", row)
    border = first_border(planting, "LDXB", _open_forest, _open_forest)
    land = shift(planting, "LDXB", border, -6.0)
    planting.defect("相邻小班之间有碎缝, 三调林地未落入小班", "A gap between two compartments leaves forest unmapped")
    planting.expect("4204", "gap", "LDXB", border.inner, border.outer)
    for row in overlapping(planting, "DLTB", land, wild):
        planting.use(row)
        planting.expect("6502", "outside", "DLTB", row)


def plant_small(planting: Planting) -> None:
    """Parcels and compartments below the smallest area that is mapped."""
    for check, codes, size in (
        ("4303", ("0702",), 120.0),
        ("4313", ("0102", "0103", "0201"), 250.0),
        ("4323", ("1207", "1101", "1106", "0404"), 300.0),
    ):
        border = first_border(planting, "DLTB", lambda v, codes=codes: v["DLBM"] in codes)
        small = planting.add_copy("DLTB", border.inner, [split_corner(border, size)], TBBH=f"99{check[1:3]}")
        planting.settle("DLTB", small, border.inner)
        planting.defect("图斑小于最小上图面积", "A parcel smaller than the smallest area mapped")
        planting.expect(check, "sliver", "DLTB", small)
    border = first_border(planting, "LDXB", _open_forest, _open_forest)
    small = planting.add_copy("LDXB", border.inner, [split_corner(border, 400.0)], XIAO_BAN="09911")
    planting.settle("LDXB", small, border.inner)
    planting.defect("小班面积不足1亩", "A compartment smaller than one mu")
    planting.expect("4304", "sliver", "LDXB", small)


def plant_outside(planting: Planting) -> None:
    """Features that reach beyond the layer they belong into."""
    border = first_border(planting, "DLTB", lambda v: v["DLBM"] == "1207", None)
    shift(planting, "DLTB", border, 7.0)
    planting.defect("图斑超出县界", "A parcel reaches beyond the county")
    planting.expect("4703", "outside", "DLTB", border.inner)
    rim = _rim_points(planting)
    border = first_border(planting, "LDXB", lambda v: _open_forest(v) and v["BCLD"] == "1", None,
                          lambda b: b.point in rim)  # fmt: skip
    shift(planting, "LDXB", border, 6.0)
    planting.defect("小班超出县界", "A compartment reaches beyond the county")
    planting.expect("4704", "outside", "LDXB", border.inner)
    planting.expect("6501", "outside", "LDXB", border.inner)
    border = first_border(planting, "GJGYL", outer=None, suits=lambda b: b.point in rim)
    shift(planting, "GJGYL", border, 6.0)
    planting.defect("国家级公益林超出县界", "National welfare forest reaches beyond the county")
    planting.expect("4705", "outside", "GJGYL", border.inner)
    planting.expect("6504", "outside", "GJGYL", border.inner)


def _rim_points(planting: Planting) -> set[tuple[float, float]]:
    count: dict[tuple[float, float], int] = {}
    for town in planting.tables["XZQ"].rows[:5]:
        for point in set(town.shape[0][0]):
            count[point] = count.get(point, 0) + 1
    return {point for point, number in count.items() if number == 1}


def plant_layout(planting: Planting) -> None:
    """Forest against land survey, welfare forest, farmland, redline and projects."""
    row = planting.pick("LDXB", lambda v: v["BCLD"] == "2")
    parcel = next(each for each in planting.tables["DLTB"].rows if each.shape and each.shape == row.shape)
    planting.use(parcel)
    planting.set(parcel, DLBM="0404", DLMC="其他草地")
    plans = planting.tables["GHFZLY"].rows
    plans[:] = [each for each in plans if each not in overlapping(planting, "GHFZLY", row.shape, least=1.0)]
    planting.defect(
        "补充林地落在其他草地上, 也未列入规划发展林业用地", "Supplementary forest land on grassland, in no plan"
    )
    planting.expect("6503", "outside", "LDXB", row)
    row, place = roomy(planting, "GJGYL", anything, 40)
    stray, there = roomy(planting, "LDXB", _open_forest, 40)
    new = planting.add_copy("GJGYL", row, [square(there, 40)], XIAO_BAN="09912")
    planting.settle("GJGYL", new)
    planting.defect("国家级公益林落在一般林地小班", "National welfare forest in a compartment that is none")
    planting.expect("6504", "outside", "GJGYL", new)
    planting.use(stray)
    row = planting.pick("LDXB", lambda v: plain_compartment(v) and v["SHI_QUAN_D"] == "21")
    planting.set(row, SEN_LIN_LB="11", SHI_QUAN_D="10", GJGYL_BHDJ="2", BH_DJ="2", GH_BHDJ="2", GH_GJJBHDJ="2",
                 GH_SLLB="11", Q_BH_DJ="2", Q_SEN_LB="11")  # fmt: skip
    planting.defect("国家级公益林小班不在国家级公益林图层内", "A national welfare compartment missing from that layer")
    planting.expect("6505", "outside", "LDXB", row)
    urban = planting.tables["CZKFBJ"].rows[0]
    x, y = middle(urban, 40) or urban.shape[0][0][0]
    template = planting.tables["STBHHX"].rows[0]
    red_layer = "STBHHX"
    spot = planting.add_copy(red_layer, template, [square((x, y), 20)], HXBM="690121HX9101")
    planting.settle(red_layer, spot)
    planting.defect("生态保护红线位于城镇开发边界内", "A redline inside the urban boundary")
    planting.expect("6601", "overlap_with_layer", "CZKFBJ", urban, partner=(red_layer, spot))
    row, place = roomy(planting, "YJJBNTBHTB", anything, 30)
    spot = planting.add_copy("CZKFBJ", urban, [square(place, 30)])
    planting.settle("CZKFBJ", spot)
    planting.defect("城镇开发边界与永久基本农田重叠", "An urban area on basic farmland")
    planting.expect("6602", "overlap_with_layer", "CZKFBJ", spot, partner=("YJJBNTBHTB", row))
    row, place = roomy(planting, "YJJBNTBHTB", anything, 30)
    spot = planting.add_copy(red_layer, template, [square(place, 30)], HXBM="690121HX9102")
    planting.settle(red_layer, spot)
    planting.defect("生态保护红线与永久基本农田重叠", "A redline on basic farmland")
    planting.expect("6603", "overlap_with_layer", red_layer, spot, partner=("YJJBNTBHTB", row))
    row, place = roomy(planting, "LDXB", lambda v: _open_forest(v) and v["BCLD"] == "1", 40)
    spot = planting.add_copy("YJJBNTBHTB", planting.pick("YJJBNTBHTB"), [square(place, 40)],
                             YJJBNTTBBH="690121000000990013")  # fmt: skip
    planting.settle("YJJBNTBHTB", spot)
    planting.defect("永久基本农田位于林地小班内", "Basic farmland inside a forest compartment")
    planting.expect("6604", "overlap_with_layer", "LDXB", row, partner=("YJJBNTBHTB", spot))


def plant_invalid_shapes(planting: Planting) -> None:
    """Invalid and suspicious polygons."""
    for shape, kind, zh, en in (
        (None, "null_geometry", "图斑没有图形", "A parcel without geometry"),
        ([], "empty_geometry", "图斑图形为空", "A parcel with an empty geometry"),
    ):
        row = planting.pick("DLTB", lambda v: v["DLBM"] == "0103")
        ghost = planting.add_copy("DLTB", row, shape, TBBH="99" + ("21" if shape is None else "22"))
        planting.defect(zh, en)
        planting.expect("4403", kind, "DLTB", ghost)
    for layer, check in (
        ("XZQ", "4401"), ("DLTB", "4403"), ("LDXB", "4404"), ("GJGYL", "4405"), ("YJJBNTBHTB", "4406"),
    ):  # fmt: skip
        row, (x, y) = roomy(planting, layer, anything, 15)
        row.shape = [[*row.shape[0], [(x, y), (round(x + 5, 4), y), (x, y)]], *row.shape[1:]]
        planting.defect("洞环点数不足", f"A hole of too few points in {layer}")
        planting.expect(check, "ring_too_few_points", layer, row)
    spot, place = roomy(planting, "DLTB", lambda v: v["DLBM"] == "1207", 45)
    planting.use(spot)
    x, y = place
    crossed = planting.add_copy("STBHHX", planting.tables["STBHHX"].rows[0], [bow_tie(place, 60)], HXBM="690121HX9001")
    planting.settle("STBHHX", crossed)
    planting.set(crossed, MJ=900.0)
    planting.defect("红线自相交(蝴蝶形)", "A redline that crosses itself")
    planting.expect("4407", "self_intersection", "STBHHX", crossed)
    outer, inner = hole(x - 20, y - 20, x + 20, y + 20), hole(x - 9, y - 9, x + 9, y + 9)
    nested = [box(x - 30, y - 30, x + 30, y + 30), outer, inner]
    row = planting.add_copy("STBHHX", planting.tables["STBHHX"].rows[0], [nested], HXBM="690121HX9002")
    planting.set(row, MJ=2_000.0)
    planting.defect("红线的洞套在另一个洞中", "A redline with a hole inside a hole")
    planting.expect("4407", "nested_hole", "STBHHX", row)
    row = planting.tables["CZKFBJ"].rows[0]
    x, y = middle(row, 40) or row.shape[0][0][0]
    twice = hole(x + 15, y, x + 27, y + 12)
    row.shape = [[*row.shape[0], twice, list(twice)]]
    planting.defect("城镇开发边界有两个相同的洞", "The urban boundary has the same hole twice")
    planting.expect("4408", "duplicate_ring", "CZKFBJ", row)
    for layer, check in (("DLTB", "4503"), ("LDXB", "4504")):
        row = planting.pick(layer)
        insert_after(row, row.shape[0][0][2], row.shape[0][0][2])
        planting.defect("相邻节点重复", f"The same vertex twice in {layer}")
        planting.expect(check, "duplicate_vertex", layer, row)
    first = planting.pick("LDXB", lambda v: _open_forest(v) and v["BCLD"] == "1")
    second = planting.pick("LDXB", lambda v: _open_forest(v) and v["BCLD"] == "1" and v["CUN"] == first.values["CUN"])
    planting.tables["LDXB"].rows.remove(second)
    first.shape = [*first.shape, *second.shape]
    planting.settle("LDXB", first)
    planting.defect("两处林地合为一个多部件小班", "Two places of forest merged into one compartment of two parts")
    planting.expect("4504", "multipart", "LDXB", first)


def plant_layers(planting: Planting) -> None:
    """Layers of another geometry type, delivered twice, with other fields or in another CRS.

    Comes last: what is done here takes layers away from other checks.
    """
    village = planting.tables["CJDCQ"]
    for row in village.rows:
        row.shape = row.shape[0][0]
    village.geometry = "line"
    planting.not_run += ["4102", "4152", "4202", "4402", "4702", "4713", "5102", "6719", "6742"]
    planting.defect("村级调查区为线图层", "The villages are a line layer")
    planting.expect("3102", "wrong_geometry_type", "CJDCQ")
    planting.retype_column("XZQ", "XZQMC", "text", 60)
    planting.defect("行政区名称字段长度不足", "The name field of the towns is too short")
    planting.expect("3201", "wrong_field_length", "XZQ", field="XZQMC")
    planting.move_to_crs("CJDCQ", 4545, -36_000_000.0)
    planting.defect("村级调查区不带带号, 与其他图层坐标系不一致", "The villages alone have no zone number")
    planting.expect("2101", "different_crs", "CJDCQ")
    for layer, check, name, length in (
        ("CJDCQ", "3202", "ZLDWMC", 100), ("DLTB", "3203", "BZ", 100), ("GJGYL", "3205", "LIN_BAN", 6),
        ("STBHHX", "3207", "XZQDM", 9),
    ):  # fmt: skip
        planting.retype_column(layer, name, "text", length)
        planting.defect(f"{planting.tables[layer].title}的字段{name}长度有误", f"A wrong length of {name} in {layer}")
        planting.expect(check, "wrong_field_length", layer, field=name)
    planting.retype_column("LDXB", "PINGJUN_NL", "real")
    planting.defect("平均年龄字段为浮点型", "The mean age is a real field")
    planting.expect("3204", "wrong_field_type", "LDXB", field="PINGJUN_NL")
    planting.retype_column("YJJBNTBHTB", "WDGD", "text", 2)
    planting.defect("是否稳定耕地字段长度不足", "The field for stable farmland is too short")
    planting.expect("3206", "wrong_field_length", "YJJBNTBHTB", field="WDGD")
    planting.drop_column("CZKFBJ", "GHFQMC")
    planting.defect("城镇开发边界缺规划分区名称字段", "The urban boundary has no zone name field")
    planting.expect("3208", "missing_field", "CZKFBJ", field="GHFQMC")
