"""Defects of geometry, topology and layout planted into the farmland delivery."""

from __future__ import annotations

from typing import Callable

from .arcs import Polygon
from .farmland_values import Values, removed, wild
from .planting import Planting, settle_field, settle_ledger, settle_second_survey
from .redraw import (
    Border,
    between,
    bow_tie,
    box,
    first_border,
    hole,
    insert_after,
    middle,
    overlapping,
    points_of,
    rim_points,
    roomy,
    shift,
    split_corner,
    square,
)
from .tables import Row

#: how the area fields of a layer follow its shape
SETTLE: dict[str, Callable[[Planting, Row], None]] = {
    "XZQ": settle_field("JSMJ"),
    "CJXZQ": settle_field("JSMJ"),
    "DLTB": settle_second_survey,
    "JBNTBHPK": settle_field("BHPKMJ"),
    "JBNTBHTB": settle_second_survey,
    "JBNTHRHC": settle_ledger,
    "TDYTQ": settle_field("TDYTQMJ"),
    "JSYDGZQ": settle_field("GZQMJ"),
}

def anything(values: Values) -> bool:
    """Any feature."""
    return True


def zone(*types: str) -> Callable[[Values], bool]:
    """Return a test for land-use or control zones of some types."""
    return lambda values: (values.get("TDYTQLXDM") or values.get("GZQLXDM")) in types


def plant_overlaps(planting: Planting) -> None:
    """Overlaps within layers, wide and narrow."""
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
    row, place = roomy(planting, "DLTB", wild, 60)
    drawn = planting.add_copy("DLTB", row, [square(place, 50)], TBBH="9901")
    planting.settle("DLTB", drawn)
    planting.defect("图斑叠画在另一图斑之内", "A parcel drawn on top of another")
    planting.expect("4103", "overlap", "DLTB", row, drawn)
    row, place = roomy(planting, "JBNTBHQ", anything, 40)
    drawn = planting.add_copy("JBNTBHQ", row, [square(place, 40)], BHQBH=str(row.values["BHQBH"])[:9] + "9001")
    planting.defect("保护区重叠", "Two protection zones overlap")
    planting.expect("4104", "overlap", "JBNTBHQ", row, drawn)
    row, place = roomy(planting, "JBNTBHPK", anything, 40)
    drawn = planting.add_copy("JBNTBHPK", row, [square(place, 40)], GDMJ=900.0, JBNTMJ=900.0,
                              BHPKBH=str(row.values["BHPKBH"])[:12] + "9001")  # fmt: skip
    planting.settle("JBNTBHPK", drawn)
    planting.defect("保护片(块)重叠", "Two protection blocks overlap")
    planting.expect("4105", "overlap", "JBNTBHPK", row, drawn)
    border = first_border(planting, "JBNTBHTB")
    shift(planting, "JBNTBHTB", border, 3.0)
    planting.defect("基本农田图斑重叠", "Two basic-farmland parcels overlap")
    planting.expect("4106", "overlap", "JBNTBHTB", border.inner, border.outer)
    border = first_border(planting, "JBNTHRHC", lambda v: not removed(v), lambda v: not removed(v))
    shift(planting, "JBNTHRHC", border, 3.0)
    planting.defect("划入划出图斑重叠", "Two ledger parcels overlap")
    planting.expect("4107", "overlap", "JBNTHRHC", border.inner, border.outer)
    border = first_border(planting, "TDYTQ", zone("090"), zone("020", "990"))
    shift(planting, "TDYTQ", border, 6.0)
    planting.defect("土地用途区重叠", "Two land-use zones overlap")
    planting.expect("4108", "overlap", "TDYTQ", border.inner, border.outer)
    border = first_border(planting, "JSYDGZQ", zone("030"), zone("030", "040"))
    shift(planting, "JSYDGZQ", border, 6.0)
    planting.defect("建设用地管制区重叠", "Two control zones overlap")
    planting.expect("4109", "overlap", "JSYDGZQ", border.inner, border.outer)


def _between_wild(planting: Planting, border: Border) -> bool:
    """Whether a border point lies between exactly two untouched wild parcels of the land survey."""
    rows = [
        row
        for row in planting.tables["DLTB"].rows
        if row.shape and any(border.point in ring for polygon in row.shape for ring in polygon)
    ]
    return len(rows) == 2 and all(wild(row.values) and planting.free(row) for row in rows)


def plant_duplicates(planting: Planting) -> None:
    """The same shape drawn twice."""
    for layer, check, wanted, changes, more in (
        ("XZQ", "4151", anything, {"XZQDM": "690121998", "XZQMC": "重复镇"}, None),
        ("DLTB", "4153", wild, {"TBBH": "9902"}, None),
        ("JBNTBHQ", "4154", anything, {"BHQBH": "9002"}, None),
        ("JBNTBHPK", "4155", anything, {"BHPKBH": "9002"}, None),
        ("JBNTBHTB", "4156", anything, {"JBNTTBBH": "990002"}, ("6314", "unknown_reference", "JBNTTBBH")),
        ("JBNTHRHC", "4157", removed, {"HRHCTBBH": "990003HC"}, None),
        ("TDYTQ", "4158", zone("090"), {}, None),
        ("JSYDGZQ", "4159", zone("040"), {}, None),
    ):  # fmt: skip
        row = planting.pick(layer, wanted, exclusive=True)
        lengths = {"BHQBH": 9, "BHPKBH": 12, "JBNTTBBH": 12, "HRHCTBBH": 12}
        full = {
            name: (str(row.values[name])[: lengths[name]] if name in lengths else "") + value
            for name, value in changes.items()
        }
        twin = planting.add_copy(layer, row, row.shape, **full)
        planting.defect(f"{planting.tables[layer].title}图形重复", f"A shape drawn twice in {layer}")
        planting.expect(check, "duplicate", layer, row, twin)
        if more:
            planting.expect(more[0], more[1], layer, twin, field=more[2])


def plant_gaps(planting: Planting) -> None:
    """Gaps between features, and what they leave uncovered or outside."""
    border = first_border(planting, "XZQ", suits=lambda b: _between_wild(planting, b))
    land = shift(planting, "XZQ", border, -5.0)
    planting.defect("两乡镇之间有缝隙", "A gap between two towns")
    planting.expect("4201", "gap", "XZQ", border.inner, border.outer)
    for layer, check in (("CJXZQ", "4702"), ("DLTB", "4703"), ("TDYTQ", "4708"), ("JSYDGZQ", "4709")):
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
    _lost_parcel(planting)
    border = first_border(planting, "TDYTQ", zone("090"), zone("020", "990"))
    shift(planting, "TDYTQ", border, -6.0)
    planting.defect("土地用途区之间有缝隙", "A gap between two land-use zones")
    planting.expect("4208", "gap", "TDYTQ", border.inner, border.outer)
    border = first_border(planting, "JSYDGZQ", zone("040"), zone("030"))
    shift(planting, "JSYDGZQ", border, -6.0)
    planting.defect("建设用地管制区之间有缝隙", "A gap between two control zones")
    planting.expect("4209", "gap", "JSYDGZQ", border.inner, border.outer)


def _lost_parcel(planting: Planting) -> None:
    """Delete a parcel that others surround."""
    table = planting.tables["DLTB"]
    position = {id(row): number for number, row in enumerate(table.rows)}
    for row in planting.scattered("DLTB"):
        if not wild(row.values):
            continue
        corners = {point for ring in row.shape[0] for point in ring}
        around = [
            other
            for other in table.rows
            if other is not row and other.shape
            if any(point in corners for polygon in other.shape for ring in polygon for point in ring)
        ]
        if not all(planting.free(other) for other in around) or not _inside_county(planting, row):
            continue
        planting.use(row, *around)
        first = sorted(around, key=lambda other: position[id(other)])[:2]
        table.rows.remove(row)
        planting.defect("漏画一个图斑", "A parcel was left out")
        planting.expect("4203", "gap", "DLTB", *first)
        for town in overlapping(planting, "XZQ", row.shape):
            planting.expect("4701", "outside", "XZQ", town)
        return
    raise LookupError("no parcel can be left out")


def _inside_county(planting: Planting, row: Row) -> bool:
    """Whether a parcel touches neither the rim of the county nor another town."""
    towns = [town for town in planting.tables["XZQ"].rows if town.shape]
    points = set(row.shape[0][0])
    return not any(point in points for town in towns for ring in town.shape[0] for point in ring)


def plant_small_parcels(planting: Planting) -> None:
    """Slivers and parcels below the smallest area that is mapped."""
    for check, codes, size in (
        ("4303", ("203",), 250.0),
        ("4313", ("012", "013"), 400.0),
        ("4323", ("031", "032"), 500.0),
        ("4333", ("114", "102", "127", "111"), 150.0),
    ):
        border = first_border(planting, "DLTB", lambda v, codes=codes: v["DLBM"] in codes and not v["LXDWMJ"])
        cut = split_corner(border, size)
        small = planting.add_copy("DLTB", border.inner, [cut], TBBH=f"99{check[1:3]}", XZDWMJ=0.0, LXDWMJ=0.0)
        planting.settle("DLTB", small, border.inner)
        planting.defect("图斑小于最小上图面积", "A parcel smaller than the smallest area mapped")
        planting.expect(check, "sliver", "DLTB", small)
    border = first_border(planting, "JBNTBHTB", lambda v: not v["LXDWMJ"] and not v["XZDWMJ"])
    cut = split_corner(border, 6.0)
    number = str(border.inner.values["JBNTTBBH"])[:12] + "990011"
    small = planting.add_copy("JBNTBHTB", border.inner, [cut], JBNTTBBH=number)
    planting.settle("JBNTBHTB", small, border.inner)
    planting.defect("基本农田碎图斑", "A sliver of basic farmland")
    planting.expect("4306", "sliver", "JBNTBHTB", small)
    planting.expect("6314", "unknown_reference", "JBNTBHTB", small, field="JBNTTBBH")
    border = first_border(planting, "JBNTHRHC", removed, removed)
    cut = split_corner(border, 6.0)
    number = str(border.inner.values["HRHCTBBH"])[:12] + "990012HC"
    small = planting.add_copy("JBNTHRHC", border.inner, [cut], HRHCTBBH=number, QTNYDMJ=0.0, JSYDMJ=0.0)
    planting.settle("JBNTHRHC", small, border.inner)
    planting.defect("划入划出碎图斑", "A sliver in the ledger")
    planting.expect("4307", "sliver", "JBNTHRHC", small)


def plant_invalid_shapes(planting: Planting) -> None:
    """Every kind of invalid polygon."""
    for shape, kind, zh, en in (
        (None, "null_geometry", "图斑没有图形", "A parcel without geometry"),
        ([], "empty_geometry", "图斑图形为空", "A parcel with an empty geometry"),
    ):
        row = planting.pick("DLTB", wild)
        ghost = planting.add_copy("DLTB", row, shape, TBBH="99" + ("21" if shape is None else "22"))
        planting.defect(zh, en)
        planting.expect("4403", kind, "DLTB", ghost)
    for layer, check in (
        ("XZQ", "4401"), ("DLTB", "4403"), ("JBNTBHQ", "4404"), ("JBNTBHPK", "4405"), ("JBNTBHTB", "4406"),
        ("JBNTHRHC", "4407"), ("TDYTQ", "4408"), ("JSYDGZQ", "4409"),
    ):  # fmt: skip
        row, place = roomy(planting, layer, anything, 15)
        x, y = place
        row.shape = [[*row.shape[0], [(x, y), (round(x + 5, 4), y), (x, y)]], *row.shape[1:]]
        planting.defect("洞环点数不足", f"A hole of too few points in {layer}")
        planting.expect(check, "ring_too_few_points", layer, row)
    redlines = _redline_shapes(planting)
    for number, (kinds, polygons, zh, en) in enumerate(redlines, start=1):
        template = planting.tables["STBHHX"].rows[0]
        row = planting.add_copy("STBHHX", template, polygons, HXBM=f"690121HX9{number:03d}")
        planting.set(row, MJ="1800.00")  # invalid shapes have no area to state
        planting.defect(zh, en)
        for kind in kinds:
            planting.expect("4416", kind, "STBHHX", row)
    row = planting.tables["CSKFBJ"].rows[0]
    x, y = middle(row, 30) or row.shape[0][0][0]
    row.shape = [[*row.shape[0], hole(x, y, x + 12, y + 12), hole(x, y, x + 12, y + 12)]]
    planting.defect("城市开发边界有两个相同的洞", "The urban boundary has the same hole twice")
    planting.expect("4417", "duplicate_ring", "CSKFBJ", row)


def _redline_shapes(planting: Planting) -> list[tuple[tuple[str, ...], list[Polygon], str, str]]:
    """Return one invalid redline polygon of each kind, all within wild land outside the redline."""
    places = []
    for row in planting.scattered("DLTB"):
        place = middle(row, 45) if wild(row.values) else None
        if place is not None and not overlapping(planting, "STBHHX", [square(place, 80)]):
            places.append(place)
    x, y = places[0]
    shapes: list[tuple[tuple[str, ...], list[Polygon], str, str]] = []

    def at(number: int) -> tuple[float, float]:
        return places[number]

    shapes.append((("self_intersection",), [bow_tie(at(0), 60)], "红线自相交(蝴蝶形)", "A redline that crosses itself"))
    x, y = at(1)
    shapes.append(
        (("hole_outside",), [[box(x - 30, y - 30, x, y + 30), hole(x + 10, y - 10, x + 30, y + 10)]],
         "红线的洞在外环之外", "A redline with a hole outside")
    )  # fmt: skip
    x, y = at(2)
    outer = box(x - 30, y - 30, x + 30, y + 30)
    shapes.append(
        (("nested_hole",), [[outer, hole(x - 20, y - 20, x + 20, y + 20), hole(x - 10, y - 10, x + 10, y + 10)]],
         "红线的洞套在另一个洞中", "A redline with a hole inside a hole")
    )  # fmt: skip
    x, y = at(3)
    outer = box(x - 30, y - 30, x + 30, y + 30)
    twice = hole(x - 10, y - 10, x + 10, y + 10)
    shapes.append(
        (("duplicate_ring",), [[outer, twice, list(twice)]], "红线的洞重复", "A redline with a hole drawn twice")
    )
    x, y = at(4)
    inner = [(x - 10, y - 10), (x + 10, y - 10), (x + 10, y + 10), (x - 10, y + 10), (x - 10, y - 10)]
    shapes.append(
        (("nested_parts",), [[box(x - 30, y - 30, x + 30, y + 30)], [inner]],
         "红线的一个部件套在另一个部件中", "A redline with a part inside another part")
    )  # fmt: skip
    x, y = at(5)
    notch = [
        (x - 30, y - 30), (x, y), (x + 30, y - 30), (x + 30, y + 30), (x, y), (x - 30, y + 30), (x - 30, y - 30),
    ]  # fmt: skip
    shapes.append((("ring_self_touch",), [[notch]], "红线外环自接触", "A redline whose shell touches itself"))
    x, y = at(6)
    cut = [(x, y - 30), (x - 8, y), (x, y + 30), (x + 8, y), (x, y - 30)]
    frame = [(x - 30, y - 30), (x, y - 30), (x + 30, y - 30), (x + 30, y + 30), (x, y + 30), (x - 30, y + 30),
             (x - 30, y - 30)]  # fmt: skip
    shapes.append((("disconnected_interior",), [[frame, cut]], "红线被洞切断", "A redline cut apart by its hole"))
    x, y = at(7)
    shapes.append(
        (("not_finite",), [[[(x - 30, y - 30), (x + 30, y - 30), (float("nan"), y + 30), (x - 30, y - 30)]]],
         "红线有坐标不是数", "A redline with a coordinate that is no number")
    )  # fmt: skip
    return [(kinds, _rounded(polygons), zh, en) for kinds, polygons, zh, en in shapes]


def _rounded(polygons: list[Polygon]) -> list[Polygon]:
    return [[[(round(x, 4), round(y, 4)) for x, y in ring] for ring in polygon] for polygon in polygons]


def plant_suspicious_shapes(planting: Planting) -> None:
    """Duplicate vertices, a spike, a parcel of several parts."""
    for layer, check in (("DLTB", "4503"), ("JBNTBHTB", "4506")):
        row = planting.pick(layer)
        insert_after(row, row.shape[0][0][2], row.shape[0][0][2])
        planting.defect("相邻节点重复", f"The same vertex twice in {layer}")
        planting.expect(check, "duplicate_vertex", layer, row)
    border = first_border(planting, "DLTB", wild, wild)
    tip = border.towards(12.0)
    east, north = border.after[0] - border.point[0], border.after[1] - border.point[1]
    length = (east**2 + north**2) ** 0.5
    foot = (round(border.point[0] + east / length * 0.0016, 4), round(border.point[1] + north / length * 0.0016, 4))
    insert_after(border.inner, border.point, tip, foot)
    planting.defect("图斑边界有尖角", "A spike in the border of a parcel")
    planting.expect("4503", "spike", "DLTB", border.inner)
    first = planting.pick("DLTB", wild)
    second = planting.pick("DLTB", lambda v: wild(v) and v["ZLDWDM"] == first.values["ZLDWDM"]
                           and v["DLBM"] == first.values["DLBM"])  # fmt: skip
    planting.tables["DLTB"].rows.remove(second)
    first.shape = [*first.shape, *second.shape]
    planting.settle("DLTB", first)
    planting.defect("两处林地合为一个多部件图斑", "Two places of forest merged into one parcel of two parts")
    planting.expect("4503", "multipart", "DLTB", first)


def plant_outside(planting: Planting) -> None:
    """Features that reach beyond the layer they belong into."""
    border = first_border(planting, "CJXZQ", outer=None)
    shift(planting, "CJXZQ", border, 6.0)
    planting.defect("村界超出行政区", "A village reaches beyond the administrative areas")
    planting.expect("4702", "outside", "CJXZQ", border.inner)
    border = first_border(planting, "DLTB", wild, None)
    shift(planting, "DLTB", border, 7.0)
    planting.defect("图斑超出县界", "A parcel reaches beyond the county")
    planting.expect("4703", "outside", "DLTB", border.inner)
    planting.expect("4713", "outside", "DLTB", border.inner)
    rim = rim_points(planting)
    border = first_border(planting, "JBNTBHQ", outer=None, suits=lambda b: b.point in rim)
    shift(planting, "JBNTBHQ", border, 5.0)
    planting.defect("保护区超出县界", "A protection zone reaches beyond the county")
    planting.expect("4704", "outside", "JBNTBHQ", border.inner)
    border = first_border(planting, "JBNTBHPK", outer=None, suits=lambda b: b.point not in rim
                          and b.point in points_of(planting, "JBNTBHQ"))  # fmt: skip
    shift(planting, "JBNTBHPK", border, 4.0)
    planting.defect("片(块)超出保护区", "A block reaches beyond its zone")
    planting.expect("4705", "outside", "JBNTBHPK", border.inner)
    border = first_border(planting, "JBNTBHTB", outer=None, suits=lambda b: b.point not in rim
                          and b.point in points_of(planting, "JBNTBHPK") and _beside_wild(planting, b))  # fmt: skip
    land = shift(planting, "JBNTBHTB", border, 4.0)
    planting.defect("基本农田图斑超出片(块)、划入划出和用途区", "Basic farmland beyond its block, ledger and zone")
    for check in ("4706", "6320", "6503"):
        planting.expect(check, "outside", "JBNTBHTB", border.inner)
    planting.expect_on("7002", "entered_undeclared", "JBNTHRHC", ("JBNTBHTB", border.inner))
    beyond = overlapping(planting, "DLTB", land)[0]
    planting.use(beyond)
    planting.expect("7202", "banned", "JBNTBHTB", border.inner, partner=("DLTB", beyond))
    if overlapping(planting, "JSYDGZQ", land, zone("010", "020")):
        raise LookupError("the parcel planted outside its block meets a zone for construction")
    border = first_border(planting, "JBNTHRHC", lambda v: not removed(v), None, lambda b: b.point in rim)
    shift(planting, "JBNTHRHC", border, 4.0)
    planting.defect("划入划出图斑超出县界", "A ledger parcel reaches beyond the county")
    planting.expect("4707", "outside", "JBNTHRHC", border.inner)
    planting.expect("6319", "outside", "JBNTHRHC", border.inner)
    for layer, check, wanted in (("TDYTQ", "4708", zone("020", "090")), ("JSYDGZQ", "4709", zone("030"))):
        border = first_border(planting, layer, wanted, None)
        shift(planting, layer, border, 5.0)
        planting.defect(f"{planting.tables[layer].title}超出县界", f"A zone of {layer} reaches beyond the county")
        planting.expect(check, "outside", layer, border.inner)
    border = first_border(planting, "CJXZQ", suits=lambda b: _between_wild(planting, b))
    land = shift(planting, "CJXZQ", border, -5.0)
    planting.defect("两村之间有缝隙, 图斑未被村界覆盖", "A gap between two villages leaves parcels uncovered")
    for row in overlapping(planting, "DLTB", land):
        planting.use(row)
        planting.expect("4713", "outside", "DLTB", row)


def plant_layout(planting: Planting) -> None:
    """Plan layers against each other, and the three lines."""
    conditional = zone("020")
    border = first_border(planting, "JSYDGZQ", conditional, zone("030"), lambda b: _beside_basic(planting, b))
    land = shift(planting, "JSYDGZQ", border, 4.0, both=True)
    planting.defect("有条件建设区侵入基本农田", "A conditional construction zone cuts into basic farmland")
    _expect_each(planting, "6501", "outside", "JBNTBHTB", land)
    border = first_border(planting, "JSYDGZQ", zone("010"), zone("030"), lambda b: _beside_basic(planting, b))
    land = shift(planting, "JSYDGZQ", border, 4.0, both=True)
    planting.defect("允许建设区侵入基本农田", "A zone that allows construction cuts into basic farmland")
    _expect_each(planting, "6501", "outside", "JBNTBHTB", land)
    for row in overlapping(planting, "JBNTBHTB", land):
        planting.expect("6505", "overlap_with_layer", "JBNTBHTB", row, partner=("JSYDGZQ", border.inner))
    border = first_border(planting, "TDYTQ", zone("020", "990"), zone("010"), lambda b: _beside_basic(planting, b))
    land = shift(planting, "TDYTQ", border, 4.0, both=True)
    planting.defect("一般农地区侵入基本农田", "A general farmland zone cuts into basic farmland")
    _expect_each(planting, "6503", "outside", "JBNTBHTB", land)
    border = first_border(planting, "TDYTQ", zone("010"), zone("020", "990", "090"))
    shift(planting, "TDYTQ", border, 4.0, both=True)
    planting.defect("用途区010超出基本农田保护区", "Land-use zone 010 reaches beyond the protection zones")
    planting.expect("6504", "outside", "TDYTQ", border.inner)
    border = first_border(planting, "TDYTQ", zone("030", "040"), zone("020", "990", "090"))
    shift(planting, "TDYTQ", border, 4.0, both=True)
    planting.defect("村镇建设用地区超出允许建设区", "A zone for construction reaches beyond where it is allowed")
    planting.expect("6506", "outside", "TDYTQ", border.inner)
    _plant_three_lines(planting)


def _beside_basic(planting: Planting, border: Border) -> bool:
    """Whether the land just beyond a border point is one untouched basic-farmland parcel."""
    land = [square(border.towards(4.0), 3.0)]
    rows = overlapping(planting, "JBNTBHTB", between(border, border.towards(4.0)))
    beyond = overlapping(planting, "JBNTBHTB", land)
    return len(rows) == 1 and rows == beyond and planting.free(rows[0])


def _beside_wild(planting: Planting, border: Border) -> bool:
    """Whether the land just beyond a border point is one forest parcel, where the layout may change."""
    land = between(border, border.towards(4.0))
    rows = overlapping(planting, "DLTB", land)
    barred = overlapping(planting, "BDTZFW", land) + overlapping(planting, "CSZBFW", land)
    return len(rows) == 1 and wild(rows[0].values) and planting.free(rows[0]) and not barred


def _expect_each(planting: Planting, check: str, kind: str, layer: str, land: list[Polygon]) -> None:
    for row in overlapping(planting, layer, land):
        planting.use(row)
        planting.expect(check, kind, layer, row)


def _plant_three_lines(planting: Planting) -> None:
    urban = planting.tables["CSKFBJ"].rows[0]
    basic_points = points_of(planting, "JBNTBHTB")
    planting_free = planting.free(urban)
    border = first_border(planting, "CSKFBJ", outer=None, suits=lambda b: planting_free and b.point in basic_points
                          and _beside_basic(planting, b))  # fmt: skip
    land = shift(planting, "CSKFBJ", border, 4.0)
    planting.defect("城市开发边界侵入基本农田", "The urban boundary cuts into basic farmland")
    for row in overlapping(planting, "JBNTBHTB", land):
        planting.use(row)
        planting.expect("6601", "overlap_with_layer", "CSKFBJ", urban, partner=("JBNTBHTB", row))
    planting.expect("6604", "outside", "CSKFBJ", urban)
    town = [row for row in planting.tables["DLTB"].rows if row.values["DLBM"] == "202" and row.shape]
    places = [place for row in town for place in (middle(row, 40),) if place is not None]
    x, y = places[0]
    template = planting.tables["STBHHX"].rows[0]
    spot = planting.add_copy("STBHHX", template, [square((x - 25, y), 20)], HXBM="690121HX9101")
    planting.set(spot, MJ=f"{planting.area(spot):.2f}")
    planting.defect("生态保护红线位于城市开发边界内", "A redline inside the urban boundary")
    planting.expect("6602", "overlap_with_layer", "CSKFBJ", urban, partner=("STBHHX", spot))
    row, place = roomy(planting, "JBNTBHTB", anything, 30)
    spot = planting.add_copy("STBHHX", template, [square(place, 30)], HXBM="690121HX9102")
    planting.set(spot, MJ=f"{planting.area(spot):.2f}")
    planting.defect("生态保护红线与基本农田重叠", "A redline on basic farmland")
    planting.expect("6603", "overlap_with_layer", "JBNTBHTB", row, partner=("STBHHX", spot))
    for number, (layer, check, zh, en) in enumerate((
        ("XZHQ", "6605", "城市开发边界内有蓄滞洪区", "A flood detention area inside the urban boundary"),
        ("DZZHGWQ", "6606", "城市开发边界内有地质灾害高危区", "High geological hazard inside the urban boundary"),
        ("KCCKQ", "6607", "城市开发边界内有矿产采空区", "A mined-out area inside the urban boundary"),
    )):  # fmt: skip
        spot = Row({}, [square((x + 10, y - 20 + number * 20), 14)])
        planting.tables[layer].rows.append(spot)
        planting.defect(zh, en)
        planting.expect(check, "overlap_with_layer", "CSKFBJ", urban, partner=(layer, spot))
    row, place = roomy(planting, "JBNTBHTB", anything, 40)
    project = planting.add_copy("MZZDJSXM", planting.tables["MZZDJSXM"].rows[0], [square(place, 40)],
                                XMMC="砚溪县过境公路工程")  # fmt: skip
    planting.set(project, MJ=planting.area(project))
    planting.defect("重点建设项目占用基本农田", "A key project on basic farmland")
    planting.expect("6608", "overlap_with_layer", "MZZDJSXM", project, partner=("JBNTBHTB", row))

