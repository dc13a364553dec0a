"""Forest land classes of every generation, clean and dirty, come to the same canonical codes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.forest_land.classes.generations import ClassCodes, Generation, clean_code
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

PACK = load_pack("forest", kind_specs())
CODES = ClassCodes(PACK)
LIST = PACK.code_lists["forest_land_class"]
LOCAL = PACK.code_lists["forest_land_class_local"]
SETS = ("forest_land", "forest", "arboreal", "bamboo", "shrub_special", "shrub_other", "open", "young", "nursery",
        "unstocked", "suitable", "auxiliary", "not_forest_land")


@pytest.mark.parametrize(("value", "code", "generation"), [
    ("0111", "0111", Generation.LYT1955), ("1631", "1631", Generation.LYT1955), ("1635", "1635", Generation.LYT1955),
    ("111", "0111", Generation.INVENTORY), ("112", "0111", Generation.INVENTORY), ("114", "0111", Generation.INVENTORY),
    ("174", "0173", Generation.INVENTORY), ("211", "0210", Generation.INVENTORY), ("212", "0210", Generation.INVENTORY),
    ("163", "1631", Generation.INVENTORY), ("254", "0254", Generation.INVENTORY),
    ("030301", "0131", Generation.SURVEY3), ("30301", "0131", Generation.SURVEY3), ("050101", "050101", Generation.SURVEY3),
    ("50201", "050201", Generation.SURVEY3),
    ("1140", "0111", Generation.LOCAL), ("2120", "0254", Generation.LOCAL), ("1760", "0173", Generation.LOCAL),
    (" 0111 ", "0111", Generation.LYT1955), ("０１１１", "0111", Generation.LYT1955), ("0111.0", "0111", Generation.LYT1955),
    ("111.00", "0111", Generation.INVENTORY), ("\u30000120\u200b", "0120", Generation.LYT1955), ("01 11", "0111", Generation.LYT1955),
    ("", None, Generation.NONE), ("  ", None, Generation.NONE), (None, None, Generation.NONE),
    ("9999", None, Generation.UNKNOWN), ("乔木林", None, Generation.UNKNOWN), ("0111.5", None, Generation.UNKNOWN),
])
def test_one_value(value, code, generation):
    found = CODES.canonical([value])
    assert (found.codes[0], found.generation[0]) == (code, generation)
    assert found.counts() == {generation: 1}


@pytest.mark.parametrize("numbers", [
    np.ma.array([111.0, 174.0, 0.0], mask=[False, False, True]), np.ma.array([111, 174, 5], mask=[False, False, True]),
    np.array([111.0, 174.0, np.nan]),
])
def test_columns_of_numbers(numbers):
    found = CODES.canonical(numbers)
    assert found.codes.tolist() == ["0111", "0173", None]
    assert found.counts() == {Generation.INVENTORY: 2, Generation.NONE: 1}
    assert found.unknown == {} and found.changed == {}


def test_numbers_that_lost_a_zero_are_told_by_their_neighbours():
    mixed = CODES.canonical(np.array([111, 131, 1631]))
    assert mixed.counts() == {Generation.LYT1955: 3} and not mixed.mixed and mixed.changed == {"111": 1, "131": 1}
    assert CODES.canonical(np.array([111, 174, 1631])).mixed  # 174 is a code of the inventory only
    assert CODES.canonical(["111", "131", "1631"]).mixed  # in a text nothing was lost


def test_a_code_of_two_generations_goes_with_its_neighbours():
    assert CODES.canonical(["1631", "1111", "1111"]).counts() == {Generation.LOCAL: 3}
    assert CODES.canonical(["1631", "0111"]).counts() == {Generation.LYT1955: 2}
    assert CODES.canonical(["1631", "1632"]).main is Generation.LYT1955
    even = CODES.canonical(["1631", "0111", "1111"])
    assert even.counts()[Generation.LYT1955] == 2 and even.mixed


def test_the_generation_is_decided_by_counting():
    found = CODES.canonical(["0111"] * 5 + ["111"] * 2 + ["x", "x", None])
    assert found.main is Generation.LYT1955 and found.mixed
    assert found.counts() == {Generation.LYT1955: 5, Generation.INVENTORY: 2, Generation.UNKNOWN: 2, Generation.NONE: 1}
    assert found.unknown == {"x": 2}
    assert CODES.canonical(["x"]).main is Generation.NONE and not CODES.canonical([]).mixed


def test_nothing_is_a_layer_without_features():
    found = CODES.canonical(np.ma.masked_all(0, dtype=object))
    assert len(found.codes) == len(found.generation) == 0 and found.counts() == {}


@pytest.mark.parametrize("name", SETS)
def test_every_set_is_there(name):
    assert CODES.members(name) and CODES.members(name) <= set(LIST.names)


def test_sets_share_out_the_classes():
    parts = [CODES.members(name) for name in ("arboreal", "mangrove", "bamboo", "open", "shrub_special", "shrub_other",
             "young", "nursery", "unstocked", "suitable", "auxiliary", "swamp", "not_forest_land")]
    assert sorted(code for part in parts for code in part) == sorted(LIST.names)
    assert CODES.members("forest_land") | CODES.members("not_forest_land") == set(LIST.names)
    assert CODES.members("forest") == {"0111", "0112", "0113", "0131"}


def test_open_forest_and_other_shrubs_are_no_forest():
    found = CODES.canonical(["0120", "132", "030401", "131", "1130"])
    assert CODES.is_in(found.codes, "forest").tolist() == [False, False, False, True, True]
    assert CODES.is_in(found.codes, "forest_land").all()


def test_an_unknown_set_is_refused():
    with pytest.raises(LandPlanError, match="has no set forrest"):
        CODES.members("forrest")


def test_a_pack_without_the_list_is_refused():
    with pytest.raises(LandPlanError, match="no code list forest_land_class"):
        ClassCodes(load_pack("farmland", kind_specs()))


def test_every_local_class_is_on_the_same_side_as_its_digits_say():
    """1xxx is forest land, 2xxx is not."""
    for code, same in LOCAL.same_as.items():
        assert (same in CODES.members("forest_land")) == code.startswith("1"), code
    assert {code for code in LOCAL.names if code in LIST.names} == {"1631", "1632", "1633", "1634"}
    assert all(LOCAL.same_as[code] == code for code in LOCAL.names if code in LIST.names)


def test_an_unknown_code_has_a_nearest():
    assert CODES.nearest("0119") in {"0111", "0112", "0113"}
    assert CODES.nearest("03030") in {"030301", "030302", "030300"}
    assert CODES.nearest("乔木") == ""


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.lists(st.one_of(st.none(), st.sampled_from([*LIST.names, *LIST.aliases, *LOCAL.names]), st.text(max_size=6))))
def test_every_value_ends_somewhere(values):
    found = CODES.canonical(values)
    assert sum(found.counts().values()) == len(values)
    known = [code is not None for code in found.codes]
    assert known == [kind not in (Generation.NONE, Generation.UNKNOWN) for kind in found.generation]
    assert sum(found.unknown.values()) == int((found.generation == Generation.UNKNOWN).sum())
    assert CODES.canonical(np.ma.array(values, mask=[value is None for value in values], dtype=object)
                           ).codes.tolist() == found.codes.tolist()


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.sampled_from([*LIST.names, *LIST.aliases, *LOCAL.names]), st.sampled_from(["{}", " {}", "{}\u3000", "{}.0", "{}\ufeff"]))
def test_dirt_changes_nothing(code, dirt):
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    clean, dirty, full = (CODES.canonical([value]).codes[0] for value in (code, dirt.format(code), wide))
    assert clean == dirty == full is not None
    assert clean_code(dirt.format(code)) == code
