"""``proposereplacement`` on the county of `farmland_county`, worked out by hand.

What may enter (see `test_small_county`): in town A A22 (1.90 ha, g6), A32 (1.95, g8), A42 (1.90, g5), A41 (1.90, g6); in
town B B41 (1.90, g5), B52 (2.00, g5), B12 (1.95, g8). Basic farmland: A11 (2.00, g5), A21 (1.90, g6), A31 (2.00, no
grade), B11 (1.90, g6), B21 (1.90, g7), B22 (2.00, no grade).
"""

from __future__ import annotations

import pytest
from farmland_county import (
    CRS,
    KEYS,
    TOWN_A,
    TOWN_B,
    VILLAGE,
    current_layer,
    frozen_layer,
    parcels_layer,
    rectangle,
    shape,
    units_layer,
    write_plan,
)
from feedback_support import Log
from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
)
from selfcheck_support import memory_layer

BY_KEY = {str(key): name for name, key in KEYS.items()}


pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    return write_plan(tmp_path_factory.mktemp("county") / "plan.gpkg")


def drawn(*shapes):
    """Return a layer of areas."""
    return memory_layer("removed", {"note": "text"}, [{"wkt": wkt} for wkt in shapes], crs=CRS)


def proposed(plan, log=None, seed=None, **changes):
    """Propose a replacement."""
    import processing

    parameters = {
        "PACK": "farmland", "SOURCE": plan, "PARCELS": parcels_layer(seed), "CURRENT": current_layer(),
        "UNITS": units_layer(), "FROZEN": frozen_layer(), "OUTPUT": "memory:", "LEDGER": "memory:",
    }
    parameters.update(changes)
    return processing.run("landplan:proposereplacement", parameters, feedback=log or Log())


def chosen(result, alternative=1):
    """Return the parcels of an alternative by their names in the drawing."""
    return sorted(BY_KEY[feature["key"]] for feature in result["OUTPUT"].getFeatures()
                  if feature["alternative"] == alternative)


def ledger(result, alternative=1):
    """Return the rows of an alternative by unit code, None for its total."""
    layer = result["LEDGER"]
    rows = {}
    for feature in layer.getFeatures():
        values = {field.name(): None if hasattr(v, "isNull") and v.isNull() else v
                  for field, v in zip(layer.fields(), feature.attributes())}
        if values["alternative"] == alternative:
            rows[values["unit_code"]] = values
    return rows


def test_equal_area_and_quality_in_the_same_town(plan):
    # A21 leaves: 1.90 ha of grade 6. Of the parcels that are large and good enough alone (A22, A41, A42) A41 borders the
    # basic farmland A31 by 100 m, A42 and A22 border none that stays: A41 adds 600 - 200 m.
    result = proposed(plan, REMOVED=drawn(shape("A21")))
    assert (result["REMOVED_HA"], result["PROPOSED_HA"], result["MISSING_HA"]) == (1.9, 1.9, 0.0)
    assert chosen(result) == ["A41"]
    row = ledger(result)[TOWN_A]
    assert (row["removed_quality"], row["replaced_quality"], row["quality_balance"]) == (6.0, 6.0, 0.0)
    assert (row["balance_ha"], row["from_other_units_ha"], row["note"]) == (0.0, 0.0, None)
    assert ledger(result)[None]["added_boundary_m"] == 400.0
    assert result["ALTERNATIVE_COUNT"] == 3
    assert {tuple(chosen(result, number)) for number in (1, 2, 3)} == {("A41",), ("A42",), ("A22",)}


def test_poor_land_needs_good_land_beside_it(plan):
    # 1.98 ha of A11 leave, of grade 5. Only A42 has grade 5; nothing in town A brings 1.98 ha to a mean of 5. Same
    # town first: A42 with B41 takes 1.90 ha from town B, B52 alone 2.00 ha.
    log = Log()
    most = rectangle(0, 0, 198, 100)
    result = proposed(plan, log, REMOVED=drawn(most))
    assert chosen(result) == ["A42", "B41"]
    row = ledger(result)[TOWN_A]
    assert (row["missing_ha"], row["from_other_units_ha"]) == (0.0, 1.9)
    assert not any("cannot be replaced" in warning for warning in log.warnings)
    alone = proposed(plan, log, REMOVED=drawn(most), OTHER_UNITS=False)
    assert (alone["PROPOSED_HA"], alone["MISSING_HA"]) == (1.9, 0.08)
    assert chosen(alone) == ["A42"]
    note = ledger(alone)[TOWN_A]["note"]
    assert "0.08 ha of 1.98 ha cannot be replaced at a mean grade of 5" in note
    assert "7.65 ha may enter, but of them only 1.9 ha together are good enough" in note
    assert any(note == warning for warning in log.warnings)


def test_area_that_is_not_there_is_said(plan):
    log = Log()
    everything = [shape(name) for name in ("A11", "A21", "A31", "B11", "B21")]
    result = proposed(plan, log, REMOVED=drawn(*everything), OTHER_UNITS=False)
    rows = ledger(result)
    assert rows[TOWN_A]["removed_ha"] == 5.9 and rows[TOWN_B]["removed_ha"] == 3.8
    assert rows[TOWN_A]["removed_quality"] == round((10 + 11.4) / 3.9, 4)  # A31 has no grade
    # town B: 3.80 ha of grade 6.5 leave. B41 and B52 (3.90, g5) would do, but B12 borders B22, which stays, and with B52 has
    # a mean of (8 · 1.95 + 5 · 2.00) / 3.95 = 6.48
    assert (rows[TOWN_B]["replaced_ha"], rows[TOWN_B]["missing_ha"]) == (3.95, 0.0)
    assert rows[TOWN_B]["quality_balance"] == round(6.5 - 25.6 / 3.95, 4)
    assert rows[TOWN_A]["replaced_ha"] + rows[TOWN_A]["missing_ha"] == pytest.approx(5.9)
    assert rows[None]["removed_ha"] == 9.7


def test_part_of_a_parcel_counts_by_its_share(plan):
    # the left half of B11 and 40 m of A51, which is no basic farmland: 50 + 20 m beside the border of the towns
    log = Log()
    result = proposed(plan, log, REMOVED=drawn(rectangle(960, 0, 140, 100)))
    assert result["REMOVED_HA"] == 0.95
    assert any("0.4 ha of the land to be removed are no basic farmland" in warning for warning in log.warnings)
    assert "B11" not in chosen(result)


def test_by_number_by_key_and_by_selection(plan):
    expected = chosen(proposed(plan, REMOVED=drawn(shape("A21"))))
    assert chosen(proposed(plan, REMOVED_KEYS=VILLAGE["A"] + "000002")) == expected
    assert chosen(proposed(plan, REMOVED_KEYS=f"{KEYS['A21']}，")) == expected
    layer = current_layer()
    QgsProject.instance().addMapLayer(layer)
    try:
        layer.selectByExpression(f"\"JBNTTBBH\" = '{VILLAGE['A']}000002'")
        selected = QgsProcessingFeatureSourceDefinition(layer.id(), True)
        assert chosen(proposed(plan, REMOVED=selected, CURRENT=layer)) == expected
    finally:
        QgsProject.instance().clear()


def test_banned_frozen_and_removed_land_does_not_serve(plan):
    frozen = drawn(shape("A41"), shape("A42"))
    result = proposed(plan, REMOVED=drawn(shape("A21")), FROZEN=frozen, ALTERNATIVES=10)
    offered = {BY_KEY[feature["key"]] for feature in result["OUTPUT"].getFeatures()}
    assert not offered & {"A41", "A42", "B31", "A12", "A52"}
    # a drawn area that also takes candidates away
    result = proposed(plan, REMOVED=drawn(rectangle(200, 0, 200, 200)), ALTERNATIVES=10)
    assert "A22" not in {BY_KEY[feature["key"]] for feature in result["OUTPUT"].getFeatures()}
    assert result["REMOVED_HA"] == 1.9


def test_the_order_of_the_features_does_not_matter(plan):
    def content(result):
        return [
            [[str(v) for v in feature.attributes()] for feature in result[name].getFeatures()]
            for name in ("OUTPUT", "LEDGER")
        ]

    removed = [shape("A21"), shape("B21")]
    expected = content(proposed(plan, REMOVED=drawn(*removed)))
    for seed in (1, 2):
        assert content(proposed(plan, seed=seed, REMOVED=drawn(*reversed(removed)))) == expected


def test_reasons_and_clause(plan):
    result = proposed(plan, REMOVED=drawn(shape("B11")), ALTERNATIVES=5)
    features = {BY_KEY[feature["key"]]: feature for feature in result["OUTPUT"].getFeatures()}
    assert all(feature["clause"] == "陕·二(二)1" for feature in features.values())
    assert all(feature["for_unit_code"] == TOWN_B for feature in features.values())
    assert features["B52"]["reasons"] == "E02; E07"


@pytest.mark.parametrize(("changes", "sentence"), [
    ({}, "There is no land to be removed"),
    ({"REMOVED_KEYS": "999, " + str(KEYS["A21"])}, "Neither the basic farmland nor the parcels have 999"),
    ({"REMOVED_KEYS": str(KEYS["A51"])}, "Nothing of the land to be removed is basic farmland"),
    ({"REMOVED_KEYS": str(KEYS["A21"]), "CURRENT": None}, "Nothing of the land to be removed is basic farmland"),
    ({"REMOVED_KEYS": str(KEYS["A21"]), "UNITS": None}, "no administrative units"),
    ({"REMOVED_KEYS": str(KEYS["A21"]), "PACK": "forest"}, "delineates no basic farmland"),
])
def test_refusals(plan, changes, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        proposed(plan, **changes)
