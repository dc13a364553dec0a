"""Deliveries with something wrong in them, and what a whole self-check run says about them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, Sequence

from dataset_files import write_layer
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.selfcheck.model import CheckRun
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from osgeo import ogr
from selfcheck_support import make_pack, square

FIELDS = {
    "BSM": (ogr.OFTInteger64, 10, 0),
    "DLBM": (ogr.OFTString, 4, 0),
    "DLMC": (ogr.OFTString, 10, 0),
    "TBMJ": (ogr.OFTReal, 15, 2),
    "KCMJ": (ogr.OFTReal, 15, 2),
    "JMJ": (ogr.OFTReal, 15, 2),
    "ZLDWDM": (ogr.OFTString, 12, 0),
    "GDLX": (ogr.OFTString, 2, 0),
}
ROW = {"BSM": 1, "DLBM": "031", "DLMC": "林地", "TBMJ": 9999.38, "KCMJ": 0.0, "JMJ": 9999.38,
       "ZLDWDM": "690101001001", "GDLX": None}
FILES = {"GPKG": "交付 数据.gpkg", "ESRI Shapefile": "DLTB.shp", "OpenFileGDB": "交付.gdb"}

CHECKS = {
    "1001": {"kind": "structure.readable"},
    "1002": {"kind": "structure.layer_present", "layer": "parcels"},
    "1003": {"kind": "structure.geometry_type", "layer": "parcels"},
    "1004": {"kind": "structure.fields", "layer": "parcels"},
    "1005": {"kind": "structure.crs"},
    "1006": {"kind": "structure.encoding"},
    "1007": {"kind": "attributes.required", "layer": "parcels"},
    "1008": {"kind": "attributes.unique", "layer": "parcels"},
    "1009": {"kind": "attributes.domain", "layer": "parcels"},
    "1010": {"kind": "attributes.range", "layer": "parcels"},
    "1011": {"kind": "attributes.clean_text", "layer": "parcels"},
    "1012": {"kind": "attributes.condition", "layer": "parcels", "where": "\"DLBM\" LIKE '03%'",
             "must": "\"DLMC\" IS NOT NULL"},
    "1013": {"kind": "attributes.code_name", "layer": "parcels", "code": "DLBM", "name": "DLMC",
             "codes": "test_classes"},
    "1014": {"kind": "attributes.reference", "layer": "parcels", "field": "ZLDWDM", "target": "towns",
             "target_field": "XZQDM"},
    "1015": {"kind": "geometry.valid", "layer": "parcels"},
    "1016": {"kind": "topology.no_overlap", "layer": "parcels"},
    "1017": {"kind": "topology.no_gap", "layer": "parcels"},
    "1018": {"kind": "topology.no_duplicate", "layer": "parcels"},
    "1019": {"kind": "topology.min_area", "layer": "parcels", "min_area": 1.0},
    "1020": {"kind": "topology.covered_by", "layer": "parcels", "target": "towns"},
    "1021": {"kind": "areas.ellipsoidal", "layer": "parcels", "field": "TBMJ"},
    "1022": {"kind": "areas.arithmetic", "layer": "parcels", "field": "JMJ",
             "formula": "\"TBMJ\" - \"KCMJ\""},
}

# What no sentence for a person may hold: traces of the program that made it.
PROGRAM_WORDS = re.compile(
    r"Traceback|File \"|\b\w+(Error|Exception)\b|object has no|NoneType|numpy|dtype|ufunc|<class|\bnan\b|None\b"
)


@dataclass(frozen=True)
class Told:
    """What a run said.

    :ivar result: outputs of the algorithm
    :ivar run: the run as kept in the workspace
    """

    result: dict[str, Any]
    run: CheckRun

    def sentences(self, check: str) -> list[str]:
        """Return the English sentences of a check: its findings, then why it did not run."""
        language = Language("en")
        for result in self.run.results:
            if result.check.id == check:
                reason = [result.reason] if result.reason else []
                return [language.render(each) for each in (*(finding.message for finding in result.findings), *reason)]
        raise KeyError(check)

    def found(self, check: str) -> list[tuple[str, ...]]:
        """Return what a check found as (kind, key, key…)."""
        return [(finding.kind, *(feature.key for feature in finding.features))
                for finding in self.run.findings if finding.check_id == check]

    def outcomes(self) -> dict[str, str]:
        """Return the outcome of each check."""
        return {result.check.id: result.outcome.value for result in self.run.results}

    def not_run(self) -> set[str]:
        """Return the checks that did not run or broke off."""
        return {check for check, outcome in self.outcomes().items() if outcome in ("not_run", "crashed")}


def pack_folder(folder: Path, checks: Optional[Sequence[dict]] = None) -> Path:
    """Write the pack of `CHECKS` (or of others) and return its folder."""
    make_pack(folder, list(CHECKS.values()) if checks is None else checks)
    return folder


def row(wkt: Any, **values: Any) -> tuple:
    """Return a parcel as a row of `delivery`."""
    return (wkt, {**ROW, **values})


def delivery(
    folder: Path,
    rows: Sequence[tuple],
    driver: str = "GPKG",
    fields: Optional[dict] = None,
    epsg: Optional[int] = 4545,
    towns_epsg: Optional[int] = 4545,
    geometry_type: int = ogr.wkbPolygon,
    name: str = "DLTB",
    options: Sequence[str] = (),
) -> Path:
    """Write a delivery of parcels and, unless it is a shapefile, the town around them."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILES[driver]
    fields = {**FIELDS, **(fields or {})}
    kept = {field: kind for field, kind in fields.items() if kind is not None}
    write_layer(
        path, driver, [(field, *kind) for field, kind in kept.items()],
        [(wkt, *(values.get(field) for field in kept)) for wkt, values in rows],
        name=name, epsg=epsg, geometry_type=geometry_type, options=options,
    )
    if driver != "ESRI Shapefile":
        write_layer(
            path, driver, [("XZQDM", ogr.OFTString, 12, 0)], [(square(-1000, -1000, 9000), "690101001001")],
            name="XZQ", epsg=towns_epsg, append=True,
        )
    return path


def content(folder: Path) -> dict[str, tuple[int, str]]:
    """Return names, times and hashes of everything in a folder."""
    return {
        str(path): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "")
        for path in [folder, *folder.rglob("*")]
    }


def run(algorithm: str, **parameters: Any) -> dict[str, Any]:
    """Run an algorithm of the toolbox."""
    import processing

    return processing.run(f"landplan:{algorithm}", parameters)


def check(pack: Path, source: Path, results: Path, **parameters: Any) -> Told:
    """Run the self-check and assert what holds whatever the data are.

    The delivery is as before and nothing was left beside it, every sentence is plain, no check crashed, the
    verdict is not green when one did not run, and report and correction list were written.
    """
    results.mkdir(exist_ok=True)
    before = content(source.parent)
    workspace, report, corrections = (results / name for name in ("工作区.gpkg", "报告.html", "整改.xlsx"))
    result = run("runselfcheck", PACK=str(pack), SOURCE=str(source), WORKSPACE=str(workspace), REPORT=str(report),
                 CORRECTIONS=str(corrections), **parameters)
    assert content(source.parent) == before
    assert sorted(results.iterdir()) == sorted((workspace, report, corrections))
    with Workspace.open(workspace, create=False) as opened:
        told = Told(result, opened.whole_run(opened.runs()[0].id))
    for outcome in told.run.results:
        assert outcome.outcome.value != "crashed", outcome.details
        for sentence in told.sentences(outcome.check.id):
            assert sentence.strip() and not PROGRAM_WORDS.search(sentence), sentence
    if told.not_run():
        assert result["VERDICT"] == "incomplete"
        assert result["NOT_RUN_COUNT"] == len(told.not_run())
    return told
