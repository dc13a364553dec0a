"""The live ledger on a county of 130,000 parcels: milliseconds from an edit until the rows are there again.

``python3 bench_live.py [parcels | basic] …``: ``parcels`` edits the 131,000 parcels of land use (a filter, units by
code), ``basic`` the basic farmland against that before the adjustment (60,000 each, what entered and what left). The
layers are those of bench_delineation, copied so that nothing is written to them.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
import conftest  # noqa: F401  (makes the repository importable under its installed name)
from bench_delineation import COUNTY
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsVectorLayer
from qgis_processes import CACHE

PROMISED = 200.0  # ms from an edit to the rows
ROLES = {"parcels": ("land_use", "DLTB", "TBDLMJ"), "basic": ("basic_farmland", "JBNTBHTB", "JBNTMJ")}


def best(deed: Callable[[], Any], times: int = 5) -> tuple[float, float]:
    """Return the median and the worst of several runs in ms."""
    spans = []
    for _ in range(times):
        began = time.perf_counter()
        deed()
        spans.append(1000 * (time.perf_counter() - began))
    return sorted(spans)[len(spans) // 2], max(spans)


def memory() -> float:
    """Return the memory this process takes now, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1]) if Path("/proc/self/statm").exists() else 0
    return pages * resource.getpagesize() / 2**20


def bench(job: str, path: Path) -> bool:
    """Measure one ledger; False when a number is not that of a full recomputation."""
    from landplan_toolbox.algorithms.dataset.binding import bind
    from landplan_toolbox.algorithms.dataset.source import open_source
    from landplan_toolbox.algorithms.indicators.live.session import LiveSession
    from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
    from landplan_toolbox.algorithms.units.read_tree import tree_of_dataset

    role, name, net = ROLES[job]
    dataset = bind(load_pack("farmland", kind_specs()), open_source(str(path)), str(path))
    tree = tree_of_dataset(dataset).tree
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    before = memory()
    session = LiveSession.prepare(dataset, tree, role, layer, IndicatorSheet(dataset.pack.indicators, tree))
    began = time.perf_counter()
    session.start(background=False)
    session.rows()
    print(f"{job}: {layer.featureCount()} features, {len(tree)} units: prepared in "
          f"{time.perf_counter() - began:.1f} s, {memory() - before:.0f} MB more", flush=True)
    began = time.perf_counter()
    session.measured()
    print(f"  measured values prepared in {time.perf_counter() - began:.1f} s", flush=True)
    layer.startEditing()
    fids = sorted(layer.allFeatureIds())[5000::60]
    net_index = layer.fields().lookupField(net)
    place = iter(range(10**6))

    ledger_ms = []

    def told(deed: Callable[[], Any]) -> Callable[[], None]:
        def run() -> None:
            deed()  # QGIS's own part
            began = time.perf_counter()
            session.flush()
            session.rows()
            ledger_ms.append(1000 * (time.perf_counter() - began))
        return run

    def moved(fid: int) -> QgsGeometry:
        geometry = layer.getFeature(fid).geometry()
        geometry.translate(3.0, 2.0)
        return geometry

    def add() -> None:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(moved(fids[next(place)]))
        layer.addFeature(feature)

    def many() -> None:
        layer.beginEditCommand("many")
        for fid in fids[1000:2000] if len(fids) >= 2000 else sorted(layer.allFeatureIds())[:1000]:
            layer.changeAttributeValue(fid, net_index, 1234.5)
            layer.changeGeometry(fid, moved(fid))
        layer.endEditCommand()

    what_if = fids[:500]
    shapes = [layer.getFeature(fid).geometry() for fid in what_if]
    deeds = {
        "change a geometry": (told(lambda: layer.changeGeometry(fids[(at := next(place))], moved(fids[at]))), 20),
        "change an attribute": (told(lambda: layer.changeAttributeValue(fids[next(place)], net_index, 500.0)), 20),
        "add a feature": (told(add), 20),
        "delete a feature": (told(lambda: layer.deleteFeature(fids[next(place)])), 20),
        "undo": (told(layer.undoStack().undo), 20),
        "redo": (told(layer.undoStack().redo), 20),
        "1000 features in one command": (told(many), 1),
        "undo of it": (told(layer.undoStack().undo), 1),
        "what if 500 leave": (lambda: session.what_if(leave=what_if), 3),
        "what if 500 enter": (lambda: session.what_if(enter=shapes), 3),
        "measured values after an edit": (lambda: (add(), session.flush(), session.measured()), 3),
    }
    for title, (deed, times) in deeds.items():
        ledger_ms.clear()
        middle, worst = best(deed, times)
        single = times == 20  # the promise is for one edit
        over = f"  over the {PROMISED:.0f} ms promised" if single and worst > PROMISED else ""
        of_it = f", of it the ledger {sorted(ledger_ms)[len(ledger_ms) // 2]:7.1f} ms" if ledger_ms else ""
        print(f"  {title:32} {middle:8.1f} ms, worst {worst:8.1f} ms{of_it}{over}", flush=True)
    began = time.perf_counter()
    exact = session.rows() == session.recomputed()
    print(f"  full recomputation {time.perf_counter() - began:.1f} s: {'the same' if exact else 'DIFFERS'}", flush=True)
    layer.rollBack()
    return exact


def main(jobs: list[str]) -> int:
    """Measure the ledgers named on the command line, or all."""
    unknown = set(jobs) - set(ROLES)
    if unknown:
        print(f"There is no job {', '.join(sorted(unknown))}; there are {', '.join(ROLES)}.", file=sys.stderr)
        return 2
    script = Path(__file__).with_name("bench_delineation.py")
    subprocess.run([sys.executable, str(script), "--write"], check=True, stderr=subprocess.DEVNULL)
    application = QgsApplication([], True)
    application.initQgis()
    with tempfile.TemporaryDirectory(prefix="landplan-bench-") as folder:
        path = Path(folder) / COUNTY
        shutil.copyfile(CACHE / COUNTY, path)
        exact = [bench(job, path) for job in jobs or ROLES]
    application.exitQgis()
    return 0 if all(exact) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
