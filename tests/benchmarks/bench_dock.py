"""The dock's list with 100,000 findings: milliseconds from the deed until the list is drawn again.

``python3 bench_dock.py [FINDINGS]``
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import conftest  # noqa: F401  (makes the repository importable under its installed name)
import made_runs
from qgis.core import QgsApplication

TARGET = 200.0  # ms, for each deed
SOURCE = "/交付/测试县.gdb"


def main(count: int) -> None:
    """Measure and print, and say which deed is over its target; a busy machine is no failure."""
    application = QgsApplication([], True)
    application.initQgis()
    from landplan_toolbox.algorithms.language import Language
    from landplan_toolbox.algorithms.workspace.model import SortColumn
    from landplan_toolbox.algorithms.workspace.workspace import Workspace
    from landplan_toolbox.ui.finding_sources import Order, Shown, StoredFindings
    from landplan_toolbox.ui.findings_model import FindingsModel
    from landplan_toolbox.ui.findings_tree import FindingsTree

    language = Language("zh")
    slow = []

    def measure(title: str, deed: Callable[[], object]) -> None:
        began = time.perf_counter()
        deed()
        application.processEvents()
        milliseconds = 1000 * (time.perf_counter() - began)
        over = milliseconds > TARGET
        print(f"{title:32} {milliseconds:8.1f} ms" + ("  over target" if over else ""))
        if over:
            slow.append(title)

    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "w.gpkg") as workspace:
        began = time.perf_counter()
        workspace.save_run(made_runs.many(count, ("4101", "4102")), language)
        print(f"{count:,} findings saved in {time.perf_counter() - began:.1f} s")
        model = FindingsModel(language)
        tree = FindingsTree(model)
        tree.resize(400, 600)
        tree.show()
        application.processEvents()

        def search(text: str) -> None:
            place = tree.keep_place()
            model.set_shown(Shown(text=text))
            tree.restore_place(place)

        def scroll() -> None:
            tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum())
            application.processEvents()

        measure("show", lambda: model.set_source(StoredFindings.current(workspace, language, "farmland", SOURCE)))
        measure("open a check", lambda: tree.expand(model.index(0, 0)))
        for column in SortColumn:
            measure(f"sort by {column.value}", lambda column=column: tree.sort_by(Order(column, True)))
        for text in ("61", "610000123", "none"):
            measure(f"search “{text}”", lambda text=text: search(text))
        measure("search nothing", lambda: search(""))
        tree.expand(model.index(0, 0))
        for _ in range(3):
            measure("scroll to the end", scroll)
        measure("next", lambda: tree.move(1))
        tree.close()
        tree.setModel(None)
    print(f"target {TARGET:.0f} ms for each deed; over target: {', '.join(slow) or 'nothing'}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
