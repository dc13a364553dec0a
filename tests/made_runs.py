"""Check runs made by hand for the tests of workspace, report and correction list."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Optional, Sequence

from landplan_toolbox.algorithms.message import Title, translatable
from landplan_toolbox.algorithms.rulepack.model import CheckRule, Severity
from landplan_toolbox.algorithms.selfcheck.model import (
    CheckResult,
    CheckRun,
    Feature,
    Finding,
    LayerBindingRecord,
    Outcome,
)
from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle

START = datetime(2024, 11, 2, 9, 30, tzinfo=timezone(timedelta(hours=8)))
CRS = "EPSG:4524"  # CGCS2000 / 3-degree Gauss-Kruger zone 36
ORIGIN_X, ORIGIN_Y = 36_500_000.0, 3_800_000.0


def square(x: float, y: float, size: float = 4.0) -> bytes:
    """Return WKB of a square with its lower left corner at x, y (m from the origin of the tests)."""
    west, south = ORIGIN_X + x, ORIGIN_Y + y
    return bytes(QgsGeometry.fromRect(QgsRectangle(west, south, west + size, south + size)).asWkb())


def point(x: float, y: float) -> bytes:
    """Return WKB of a point (m from the origin of the tests)."""
    return bytes(QgsGeometry.fromPointXY(QgsPointXY(ORIGIN_X + x, ORIGIN_Y + y)).asWkb())


def line(x: float, y: float, length: float = 30.0) -> bytes:
    """Return WKB of a line to the east of a point (m from the origin of the tests)."""
    west, south = ORIGIN_X + x, ORIGIN_Y + y
    return bytes(
        QgsGeometry.fromPolylineXY([QgsPointXY(west, south), QgsPointXY(west + length, south)]).asWkb()
    )


def rule(check_id: str, severity: Severity = Severity.ERROR, **changes: object) -> CheckRule:
    """Return a check rule; ``changes`` replace its values."""
    made = CheckRule(
        id=check_id,
        title=Title("地类图斑不得重叠", "Land-use parcels must not overlap"),
        kind="topology.no_overlap",
        layer="land_use",
        severity=severity,
        clause="陕·五(三)",
        required=severity is Severity.ERROR,
        parameters={"tolerance": 0.001},
    )
    return replace(made, **changes)


def overlap(
    check_id: str,
    keys: Sequence[str],
    geometry: Optional[bytes],
    fids: Optional[Sequence[int]] = None,
    **changes: object,
) -> Finding:
    """Return an overlap finding of the features with these keys; ``changes`` replace its values."""
    made = Finding(
        check_id=check_id,
        role="land_use",
        layer_name="DLTB",
        kind="overlap",
        severity=Severity.ERROR,
        clause="陕·五(三)",
        message=translatable(
            "Checks", "Overlaps {other} by {area} m².", other=keys[-1] if keys else "", area=12.41
        ),
        features=tuple(Feature(fid, key) for fid, key in zip(fids or range(1, len(keys) + 1), keys)),
        measured=12.41,
        limit=0.001,
        area_m2=12.41,
        geometry=geometry,
        crs=CRS,
    )
    return replace(made, **changes)


def blank(
    check_id: str, key: str, field: str, geometry: Optional[bytes] = None, **changes: object
) -> Finding:
    """Return the finding of a blank value; ``changes`` replace its values."""
    made = Finding(
        check_id=check_id,
        role="land_use",
        layer_name="DLTB",
        kind="null_value",
        severity=Severity.ERROR,
        clause="陕·五(三)",
        message=translatable("Checks", "{field} is blank.", field=field),
        features=(Feature(7, key),),
        field=field,
        measured=None,
        limit=None,
        geometry=geometry,
        crs=CRS,
    )
    return replace(made, **changes)


def result(
    check: CheckRule, findings: Sequence[Finding] = (), outcome: Optional[Outcome] = None, **changes: object
) -> CheckResult:
    """Return the result of a check: passed or failed by its findings unless an outcome is given."""
    ended = outcome or (Outcome.FAILED if findings else Outcome.PASSED)
    return replace(CheckResult(check, ended, tuple(findings), examined=1000, seconds=0.5), **changes)


def run(run_id: str, results: Sequence[CheckResult], day: int = 0, **changes: object) -> CheckRun:
    """Return a run of all checks of a pack, ``day`` days after the first one."""
    made = CheckRun(
        id=run_id,
        started=START + timedelta(days=day),
        finished=START + timedelta(days=day, minutes=1),
        pack_id="farmland",
        pack_version="1.0.0",
        pack_title=Title("永久基本农田划定", "Permanent basic farmland"),
        pack_hash="a" * 64,
        source="/交付/测试县.gdb",
        fingerprint="f" * 64,
        crs=CRS,
        ellipsoid="cgcs2000",
        area_method=translatable("Report", "Ellipsoidal area of parcels by the official method."),
        tolerances={"topology": 0.001},
        selected=(),
        check_count=len(results),
        bindings=(LayerBindingRecord("land_use", Title("地类图斑", "Land-use parcels"), "DLTB", 1000, CRS),),
        results=tuple(results),
        versions={"plugin": "0.1.0", "QGIS": "3.22.16"},
    )
    return replace(made, **changes)


def many(
    count: int, check_ids: Sequence[str] = ("4101", "4102", "4103", "4104"), shift: float = 0.0
) -> CheckRun:
    """Return a run with ``count`` overlap findings on a grid, spread over the checks."""
    findings: dict[str, list[Finding]] = {check_id: [] for check_id in check_ids}
    for number in range(count):
        check_id = check_ids[number % len(check_ids)]
        keys = (f"61{number:07d}", f"62{number:07d}")
        place = square(number % 400 * 20.0 + shift, number // 400 * 20.0)
        findings[check_id].append(
            overlap(
                check_id,
                keys,
                place,
                (number, number + 1),
                measured=number % 977 / 10,
                area_m2=number % 977 / 10,
            )
        )
    return run("many", [result(rule(check_id), rows) for check_id, rows in findings.items()])


def folder_file(folder: Path, name: str = "工作 空间.gpkg") -> Path:
    """Return the path of a workspace with blanks and Chinese in its name."""
    return folder / name
