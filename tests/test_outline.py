"""The borders behind the findings of a picture come from the role a pack names."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.rulepack.loader import PackError, pack_hash
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from qgis.core import QgsGeometry
from selfcheck_support import make_dataset, make_pack, parcel, parcel_layer, square, town_layer

CHECKS = [{"kind": "attributes.unique", "layer": "parcels"}]
TOWN = {"XZQDM": "690101001", "wkt": square(0, 0, 200, 100)}


def run(pack, *layers):
    return run_selfcheck(make_dataset(pack, parcel_layer([parcel(1, square(0, 0))]), *layers))


def test_outline_is_the_layer_of_the_role(tmp_path):
    pack = make_pack(tmp_path, CHECKS, outline="towns")
    (shape,) = run(pack, town_layer([TOWN])).outline
    geometry = QgsGeometry()
    geometry.fromWkb(shape)
    assert geometry.area() == pytest.approx(20000)


def test_no_outline_where_none_is_named_or_there(tmp_path):
    assert run(make_pack(tmp_path / "a", CHECKS), town_layer([TOWN])).outline == ()
    named = make_pack(tmp_path / "b", CHECKS, outline="towns")
    assert run(named).outline == ()
    parcels = [parcel(1, square(0, 0))]
    other = make_dataset(named, parcel_layer(parcels), town_layer([TOWN], crs="EPSG:3857"))
    assert other.crs.authid() != "EPSG:3857" and run_selfcheck(other).outline == ()


def test_unknown_outline_is_a_problem_of_the_pack(tmp_path):
    with pytest.raises(PackError, match=r"pack\.yaml:\d+: outline .*town"):
        make_pack(tmp_path, CHECKS, outline="town")


def test_hash_of_the_pack_is_kept(tmp_path):
    pack = make_pack(tmp_path, CHECKS)
    assert len(pack.content_hash) == 64
    assert run(pack).pack_hash == pack.content_hash == pack_hash(tmp_path)


def test_where_is_refused_for_a_check_of_the_layer_as_a_whole(tmp_path):
    with pytest.raises(PackError, match=r"checks\.yaml:\d+: structure.not_empty looks at the layer as a whole"):
        make_pack(tmp_path, [{"kind": "structure.not_empty", "layer": "parcels", "where": "\"BSM\" > 1"}])
