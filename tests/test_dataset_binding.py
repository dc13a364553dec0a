"""Which layer of a delivery is which role of the pack."""

from __future__ import annotations

import pytest
from dataset_files import pack, role
from landplan_toolbox.algorithms.dataset.binding import BindingState, bind
from landplan_toolbox.algorithms.dataset.columns import ColumnKind
from landplan_toolbox.algorithms.dataset.layer import SourceLayer, source_field
from landplan_toolbox.algorithms.dataset.names import NameRank, name_rank
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import Title, translatable
from landplan_toolbox.algorithms.rulepack.model import FieldRule, FieldType, GeometryKind, Presence
from qgis.core import QgsCoordinateReferenceSystem, QgsWkbTypes

ALL_FIELDS = ("BSM", "ZLDWDM", "DLBM", "DLMC", "TBMJ")
POLYGON = QgsWkbTypes.Type.MultiPolygon


def layer(
    name, fields=ALL_FIELDS, wkb_type=POLYGON, path="/县.gdb", crs="EPSG:4524", problem=None
) -> SourceLayer:
    columns = tuple(source_field(field, ColumnKind.TEXT, "String", 10, 0, "") for field in fields)
    return SourceLayer(
        name, path, "OpenFileGDB", columns, wkb_type, QgsCoordinateReferenceSystem(crs), 1, problem=problem
    )


def english(message) -> str:
    return Language("en").render(message)


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("DLTB", NameRank.EXACT),
        ("dltb", NameRank.EXACT),
        ("地类图斑", NameRank.EXACT),
        ("DLTB_610199", NameRank.WITH_CODES),
        ("(610199)2014DLTB", NameRank.WITH_CODES),
        ("610199DLTB", NameRank.WITH_CODES),
        ("DLTB2014", NameRank.WITH_CODES),
        ("610124周至县地类图斑", NameRank.WITH_CODES),
        ("周至县_DLTB", NameRank.WITH_CODES),
        ("610124地类图斑2014年", NameRank.WITH_CODES),
        ("DLTB_修改前", NameRank.WITH_WORDS),
        ("old_DLTB", NameRank.WITH_WORDS),
        ("DLTBGX", None),
        ("XDLTB", None),
        ("规划地类图斑", None),
        ("地类图斑注记", None),
        ("DLT", None),
    ],
)
def test_names_of_deliveries(name, rank):
    found = name_rank(name, ("DLTB", "地类图斑"))
    assert (found[0] if found else None) == rank


def test_wildcards():
    assert name_rank("DLTB_2014_final", ("DLTB*",))[0] is NameRank.WILDCARD
    assert name_rank("XX_XBTB", ("*xbtb",))[0] is NameRank.WILDCARD
    assert name_rank("DLTB", ("DL?B", "[D]LTB")) is None  # only the asterisk is special


def test_exact_name_binds_plainly():
    dataset = bind(pack(role()), [layer("DLTB"), layer("别的")], "/县.gdb")
    binding = dataset.bindings["land_use"]
    assert binding.state is BindingState.BOUND and binding.note is None and binding.layer.name == "DLTB"
    assert dataset.layer("land_use") is binding.layer
    assert [extra.name for extra in dataset.extra_layers] == ["别的"]


def test_exact_name_wins_over_a_name_with_codes_and_words():
    layers = [layer("DLTB_修改前"), layer("DLTB_610199"), layer("DLTB")]
    dataset = bind(pack(role()), layers, "")
    assert dataset.layer("land_use").name == "DLTB"
    assert bind(pack(role()), layers[:2], "").layer("land_use").name == "DLTB_610199"
    by_words = bind(pack(role()), layers[:1], "").bindings["land_use"]
    assert by_words.state is BindingState.BOUND and "by part of its name" in english(by_words.note)


def test_two_of_the_same_rank_are_ambiguous():
    layers = [layer("DLTB", path="/甲/县.gdb"), layer("DLTB", path="/乙/县.gdb")]
    dataset = bind(pack(role()), layers, "")
    binding = dataset.bindings["land_use"]
    assert (
        binding.state is BindingState.AMBIGUOUS
        and binding.layer is None
        and binding.candidates == tuple(layers)
    )
    assert dataset.layer("land_use") is None and dataset.extra_layers == ()
    sentence = english(binding.note)
    assert (
        "DLTB|/甲/县.gdb" in sentence and "DLTB|/乙/县.gdb" in sentence and "Choose one by hand" in sentence
    )


def test_of_two_names_only_one_has_the_fields():
    layers = [layer("DLTB", ("BSM",), QgsWkbTypes.Type.Point), layer("地类图斑")]
    binding = bind(pack(role()), layers, "").bindings["land_use"]
    assert binding.state is BindingState.BOUND and binding.layer is layers[1]
    assert "DLTB|/县.gdb has the same name but not the geometry type or fields" in english(binding.note)


def test_wrong_geometry():
    binding = bind(pack(role()), [layer("DLTB", wkb_type=QgsWkbTypes.Type.LineString)], "").bindings[
        "land_use"
    ]
    assert binding.state is BindingState.WRONG and binding.layer.name == "DLTB"
    assert "has lines, but “DLTB” needs polygons" in english(binding.note)
    assert "线" in Language("zh").render(binding.note)


def test_too_few_fields():
    dataset = bind(pack(role()), [layer("dltb", ("BSM", "X"))], "")
    binding = dataset.bindings["land_use"]
    assert binding.state is BindingState.WRONG and binding.layer is not None
    assert "lacks 4 of the 5 fields" in english(binding.note) and "ZLDWDM, DLBM, DLMC, TBMJ" in english(
        binding.note
    )
    assert dataset.layer("land_use") is None and dataset.extra_layers == ()


def test_wrong_layer_with_only_part_of_the_name_is_not_kept():
    binding = bind(pack(role()), [layer("DLTB_说明", ())], "").bindings["land_use"]
    assert binding.state is BindingState.WRONG and binding.layer is None and len(binding.candidates) == 1


def test_a_missing_field_or_two_is_left_to_the_checks():
    assert bind(pack(role()), [layer("DLTB", ALL_FIELDS[:3])], "").layer("land_use") is not None


def test_missing():
    binding = bind(pack(role()), [layer("XZQ", ("XZQDM",))], "").bindings["land_use"]
    assert binding.state is BindingState.MISSING and binding.layer is None
    assert "No layer is named DLTB / 地类图斑" in english(binding.note)


def test_unreadable_layer_with_the_name_is_wrong_with_its_reason():
    broken = layer("DLTB", (), QgsWkbTypes.Type.Unknown, problem=translatable("Dataset", "cut off"))
    binding = bind(pack(role()), [broken], "").bindings["land_use"]
    assert (
        binding.state is BindingState.WRONG and binding.layer is None and english(binding.note) == "cut off"
    )


def test_a_layer_goes_to_the_role_with_the_longer_name():
    roles = role(), role("protection", ("JBNTBHTB", "基本农田保护图斑")), role("blocks", ("图斑",))
    layers = [layer("JBNTBHTB_DLTB"), layer("610124基本农田保护图斑")]
    dataset = bind(pack(*roles), layers[1:], "")
    assert dataset.layer("protection") is layers[1] and dataset.layer("blocks") is None
    assert bind(pack(*roles), layers[:1], "").layer("protection") is layers[0]


def test_bound_by_fields():
    towns = role("towns", ("XZQ",), ("BSM", "XZQDM", "XZQMC", "KZMJ"))
    layers = [layer("图层1", (*ALL_FIELDS, "更多")), layer("XZQ", ("BSM", "XZQDM", "XZQMC", "KZMJ"))]
    binding = bind(pack(role(), towns), layers, "").bindings["land_use"]
    assert binding.state is BindingState.BOUND and binding.layer is layers[0]
    assert "by its fields, not by its name. Rename it to DLTB" in english(binding.note)


@pytest.mark.parametrize(
    "layers",
    [
        [layer("图层1"), layer("图层2")],  # two layers fit
        [layer("图层1", ALL_FIELDS[1:])],  # the key is missing
        [layer("图层1", wkb_type=QgsWkbTypes.Type.Point)],
        [layer("图层1", ALL_FIELDS[:4])],  # 80 %
    ],
)
def test_not_bound_by_fields(layers):
    dataset = bind(pack(role()), layers, "")
    assert dataset.bindings["land_use"].state is BindingState.MISSING
    assert dataset.extra_layers == tuple(layers)


def test_two_roles_with_the_same_fields_are_not_told_apart_by_fields():
    dataset = bind(pack(role(), role("land_use_2020", ("DLTB2020",))), [layer("图层1")], "")
    assert {binding.state for binding in dataset.bindings.values()} == {BindingState.MISSING}


def test_optional_fields_do_not_count():
    optional = FieldRule("BZ", Title("备注"), FieldType.TEXT, presence=Presence.OPTIONAL)
    few = role(fields=("BSM", *[FieldRule(f"F{i}", Title(""), FieldType.TEXT, presence=Presence.OPTIONAL) for i in range(9)], optional))  # fmt: skip
    assert bind(pack(few), [layer("DLTB", ("BSM",))], "").layer("land_use") is not None


def test_choice_by_hand():
    layers = [layer("DLTB", path="/甲.gdb"), layer("DLTB", path="/乙.gdb"), layer("随便")]
    packed = pack(role())
    assert bind(packed, layers, "", {"land_use": "随便"}).layer("land_use") is layers[2]
    assert bind(packed, layers, "", {"land_use": "DLTB|/乙.gdb"}).layer("land_use") is layers[1]
    assert bind(packed, layers, "", {"land_use": "DLTB"}).bindings["land_use"].state is BindingState.AMBIGUOUS
    none = bind(packed, layers[:1], "", {"land_use": None})
    assert none.bindings["land_use"].state is BindingState.MISSING and none.extra_layers == (layers[0],)
    gone = bind(packed, layers, "", {"land_use": "没有了"}).bindings["land_use"]
    assert gone.state is BindingState.MISSING and "没有了" in english(gone.note)
    assert bind(packed, layers[:1], "", {"another_pack": "x"}).layer("land_use") is layers[0]


def test_choice_by_hand_of_a_layer_that_cannot_be_it():
    lines = layer("路", wkb_type=QgsWkbTypes.Type.LineString)
    binding = bind(pack(role()), [lines], "", {"land_use": "路"}).bindings["land_use"]
    assert (
        binding.state is BindingState.WRONG
        and binding.layer is lines
        and "has lines" in english(binding.note)
    )


def test_a_layer_chosen_by_hand_is_no_longer_free_for_its_own_name():
    roles = role(), role("land_use_2020", ("DLTB2020",))
    layers = [layer("DLTB")]
    dataset = bind(pack(*roles), layers, "", {"land_use_2020": "DLTB"})
    assert dataset.layer("land_use_2020") is layers[0] and dataset.layer("land_use") is None


def test_tables_and_points():
    table = role("targets", ("ZBFJ",), ("DM", "ZB"), GeometryKind.NONE, key=())
    bound = bind(pack(table), [layer("ZBFJ", ("DM", "ZB"), QgsWkbTypes.Type.NoGeometry)], "")
    assert bound.layer("targets") is not None
    with_shapes = bind(pack(table), [layer("ZBFJ", ("DM", "ZB"))], "").bindings["targets"]
    assert with_shapes.state is BindingState.WRONG and "needs no geometry" in english(with_shapes.note)


def test_crs_of_the_dataset_is_the_most_frequent():
    roles = [role(name, (name,), ("BSM",)) for name in ("A", "B", "C", "D")]
    layers = [layer("A", crs="EPSG:4525"), layer("B"), layer("C"), layer("D", crs="")]
    assert bind(pack(*roles), layers, "").crs.authid() == "EPSG:4524"
    assert not bind(pack(*roles), [layers[3]], "").crs.isValid()
