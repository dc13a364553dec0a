"""The way through the house goes in one direction, and the code is ready for Qt 6."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted([ROOT / "__init__.py", ROOT / "plugin.py", *(
    path for folder in ("algorithms", "processing_provider", "ui") for path in (ROOT / folder).rglob("*.py"))])
RUNTIME = {"qgis", "osgeo", "numpy", "yaml", "processing"}  # what every QGIS brings

# folder: folders it must not import from (relative to the plugin)
FORBIDDEN = {
    "algorithms": ("ui", "processing_provider", "plugin"),
    "algorithms/geometry": ("algorithms/rulepack", "algorithms/dataset", "algorithms/selfcheck", "algorithms/workspace",
                            "algorithms/delivery"),
    "algorithms/rulepack": ("algorithms/dataset", "algorithms/geometry", "algorithms/selfcheck", "algorithms/workspace",
                            "algorithms/delivery"),
    "algorithms/dataset": ("algorithms/selfcheck", "algorithms/workspace", "algorithms/delivery"),
    "algorithms/selfcheck": ("algorithms/workspace", "algorithms/delivery", "algorithms/delineation"),
    "algorithms/delineation": ("algorithms/adjustment", "algorithms/workspace", "algorithms/delivery"),
    "algorithms/adjustment": ("algorithms/workspace", "algorithms/delivery"),
    "algorithms/units": ("algorithms/selfcheck", "algorithms/delineation", "algorithms/indicators",
                         "algorithms/adjustment", "algorithms/workspace", "algorithms/delivery"),
    "algorithms/indicators": ("algorithms/adjustment", "algorithms/workspace", "algorithms/delivery"),
    "algorithms/forest_land": ("algorithms/adjustment", "algorithms/workspace", "algorithms/delivery"),
    "processing_provider": ("ui",),
    "ui": ("processing_provider",),
}


def name_of(path):
    """Return a file's path as it is shown."""
    return path.relative_to(ROOT).as_posix()


@cache
def text_of(path):
    """Return a file's text, read once for all tests."""
    return path.read_text("utf-8")


@cache
def nodes(path):
    """Return the syntax nodes of a file, of which the first is the whole."""
    return tuple(ast.walk(ast.parse(text_of(path))))


@cache
def statements(path, kind):
    """Return the syntax nodes of a kind in a file."""
    return [node for node in nodes(path) if isinstance(node, kind)]


@cache
def imported(path):
    """Return (module, names, line, relative) of every import, relative ones as paths from the plugin folder."""
    found = []
    for node in statements(path, (ast.Import, ast.ImportFrom)):
        if isinstance(node, ast.Import):
            found += [(alias.name, [], node.lineno, False) for alias in node.names]
        elif node.level == 0:
            found.append((node.module, [alias.name for alias in node.names], node.lineno, False))
        else:
            base = path.parent
            for _ in range(node.level - 1):
                base = base.parent
            parts = (node.module or "").split(".") if node.module else []
            module = "/".join([*base.relative_to(ROOT).parts, *parts])
            found.append((module, [alias.name for alias in node.names], node.lineno, True))
    return found


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_imports_go_one_way(folder):
    wrong = []
    for path in (ROOT / folder).rglob("*.py"):
        for module, names, line, relative in imported(path):
            targets = [f"{module}/{name}".strip("/") for name in names] or [module]
            for target in targets if relative else ():
                if any(f"{target}/".startswith(f"{forbidden}/") for forbidden in FORBIDDEN[folder]):
                    wrong.append(f"{name_of(path)}:{line} imports {target}")
    assert wrong == []


def test_the_self_check_knows_adjustments_only_where_check_kinds_are_registered():
    wrong = [f"{name_of(path)}:{line}" for path in (ROOT / "algorithms" / "selfcheck").rglob("*.py")
             for module, _, line, relative in imported(path)
             if relative and module.startswith("algorithms/adjustment") and path.name != "catalogue.py"]
    assert wrong == []


def test_indicators_know_of_delineation_only_its_units():
    allowed = ("algorithms/delineation/units_layer", "algorithms/delineation/model")
    wrong = [f"{name_of(path)}:{line} {module}" for path in (ROOT / "algorithms" / "indicators").rglob("*.py")
             for module, names, line, relative in imported(path)
             if relative and module.startswith("algorithms/delineation") and not module.startswith(allowed)
             and any(f"{module}/{name}" not in allowed for name in names)]
    assert wrong == []


def test_the_self_check_knows_indicators_only_where_check_kinds_are_registered():
    wrong = [f"{name_of(path)}:{line}" for path in (ROOT / "algorithms" / "selfcheck").rglob("*.py")
             for module, names, line, relative in imported(path)
             if relative and (module.startswith("algorithms/indicators") or (
                 module == "algorithms" and "indicators" in names)) and path.name != "catalogue.py"]
    assert wrong == []


def test_only_what_stands_above_knows_forest_land():
    """The self-check learns of its check kinds where kinds are registered, and nowhere else."""
    below = ("geometry", "rulepack", "dataset", "units", "selfcheck", "indicators", "delineation", "adjustment")
    wrong = [f"{name_of(path)}:{line}" for folder in below for path in (ROOT / "algorithms" / folder).rglob("*.py")
             for module, names, line, relative in imported(path)
             if relative and (module.startswith("algorithms/forest_land") or (
                 module == "algorithms" and "forest_land" in names)) and path.name != "catalogue.py"]
    assert wrong == []


def test_parts_of_forest_land_know_classes_and_grades_only():
    """Every part stands for itself; protection grades are what others build on."""
    folder = ROOT / "algorithms" / "forest_land"
    parts = {path.name for path in folder.iterdir() if path.is_dir() and path.name != "__pycache__"}
    shared = {"classes": set(), "grades": {"classes"}}
    wrong = []
    for path in folder.rglob("*.py"):
        part = path.relative_to(folder).parts[0]
        for module, names, line, relative in imported(path):
            if part not in parts or not relative or not module.startswith("algorithms/forest_land"):
                continue
            targets = [f"{module}/{name}" for name in names] if module == "algorithms/forest_land" else [module]
            for target in targets:
                other = target.split("/")[2] if target.count("/") >= 2 else ""
                if other in parts and other != part and other not in shared.get(part, {"classes", "grades"}):
                    wrong.append(f"{name_of(path)}:{line} imports {target}")
    assert wrong == []


def test_rule_packs_know_nothing_of_qgis_layers():
    wrong = [f"{name_of(path)}:{line}" for path in (ROOT / "algorithms" / "rulepack").rglob("*.py")
             for _, names, line, _ in imported(path)
             if any(("Layer" in name and name.startswith("Qgs")) or name == "QgsProject" for name in names)]
    assert wrong == []


def test_the_plugin_imports_itself_relatively():
    wrong = [f"{name_of(path)}:{line}" for path in FILES for module, _, line, relative in imported(path)
             if not relative and module.split(".")[0] in ("landplan_toolbox", "algorithms", "ui", "processing_provider")]
    assert wrong == []


def test_nothing_is_needed_that_a_qgis_does_not_bring():
    import sys

    wrong = [f"{name_of(path)}:{line} {module}" for path in FILES for module, _, line, relative in imported(path)
             if not relative and module.split(".")[0] not in RUNTIME | set(sys.stdlib_module_names) | {"__future__"}]
    assert wrong == []


def test_algorithms_have_no_widgets():
    wrong = [f"{name_of(path)}:{line} {module}" for path in (ROOT / "algorithms").rglob("*.py")
             for module, names, line, _ in imported(path)
             if module in ("qgis.PyQt.QtWidgets", "qgis.gui") or "QtWidgets" in names]
    assert wrong == []


def test_qt_comes_from_qgis_only():
    wrong = [f"{name_of(path)}:{line} {module}" for path in FILES for module, _, line, _ in imported(path)
             if re.match(r"(PyQt[56]|PySide\d?|sip)\b", module)]
    assert wrong == []


def test_qaction_comes_from_where_every_version_has_it():
    wrong = [f"{name_of(path)}:{line}" for path in FILES for module, names, line, _ in imported(path)
             if module == "qgis.PyQt.QtGui" and {"QAction", "QActionGroup", "QShortcut"} & set(names)]
    assert wrong == []


# Scoped in Qt 6 as `Class.Enumeration.Member`; a member straight on the class exists in Qt 5 only.
UNSCOPED = {
    "QDialog": "Accepted Rejected", "QMessageBox": "Yes No Ok Cancel Warning Critical Information Question",
    "QDialogButtonBox": "Ok Cancel Close Save Yes No", "QHeaderView": "Stretch ResizeToContents Interactive Fixed",
    "QAbstractItemView": "SelectRows SingleSelection ExtendedSelection NoEditTriggers ScrollPerPixel NoSelection",
    "QSizePolicy": "Expanding Minimum Maximum Fixed Preferred Ignored MinimumExpanding",
    "QFrame": "NoFrame HLine VLine StyledPanel Plain Sunken", "QFont": "Bold Normal",
    "QPalette": "Window WindowText Base Text Button Highlight", "QStyle": "State_Selected SP_DialogOkButton",
    "QEvent": "KeyPress MouseMove Resize LanguageChange PaletteChange FocusIn", "QLineEdit": "LeadingPosition",
    "QToolButton": "InstantPopup MenuButtonPopup DelayedPopup", "QFileDialog": "Directory ShowDirsOnly ExistingFile",
    "QItemSelectionModel": "Select ClearAndSelect Rows", "QIODevice": "ReadOnly WriteOnly", "QPainter": "Antialiasing",
    "QgsFeatureRequest": "NoGeometry NoFlags", "QgsProcessing": "TypeVectorPolygon TypeVectorPoint TypeVectorAnyGeometry",
    "QgsProcessingParameterDefinition": "FlagAdvanced FlagOptional", "QgsProcessingParameterNumber": "Double Integer",
    "QgsProcessingParameterFile": "File Folder", "QgsProcessingParameterField": "Any Numeric String",
    "QgsFeatureSink": "FastInsert", "QgsTask": "CanCancel", "Qgis": "Info Warning Critical Success",
    "QgsVectorFileWriter": "NoError CreateOrOverwriteLayer CreateOrOverwriteFile",
    "QgsWkbTypes": "Point LineString Polygon MultiPolygon PolygonGeometry PointGeometry LineGeometry NoGeometry Unknown",
    "QgsUnitTypes": "DistanceMeters AreaSquareMeters",
}
# What QGIS 3.22 lacks.
TOO_NEW = {"Qgis": ("WkbType", "GeometryType", "FeatureRequestFlag", "ProcessingSourceType", "DistanceUnit", "AreaUnit",
                    "ProcessingNumberParameterType", "ProcessingParameterFlag", "MakeValidMethod", "FileFilterType")}


def enumeration_members(path):
    """Yield (class, member, line) of every `Class.member` that stands in a file."""
    for node in statements(path, ast.Attribute):
        if isinstance(node.value, ast.Name):
            yield node.value.id, node.attr, node.lineno


def is_unscoped(owner, member):
    """Return whether `owner.member` names an enumeration member without its enumeration."""
    if owner == "Qt":  # enumerations of Qt are CamelCase too, so ask Qt itself
        from qgis.PyQt.QtCore import Qt

        return not isinstance(getattr(Qt, member, None), type)
    return member in UNSCOPED.get(owner, "").split()


def test_enumerations_are_scoped_as_qt6_wants():
    wrong = [f"{name_of(path)}:{line} {owner}.{member}" for path in FILES
             for owner, member, line in enumeration_members(path) if is_unscoped(owner, member)]
    assert wrong == []


def test_nothing_is_used_that_qgis_3_22_lacks():
    wrong = [f"{name_of(path)}:{line} {owner}.{member}" for path in FILES
             for owner, member, line in enumeration_members(path) if member in TOO_NEW.get(owner, ())]
    wrong += [f"{name_of(path)}:{line} {module}" for path in FILES for module, names, line, _ in imported(path)
              if "QMetaType" in names]
    assert wrong == []


def test_refusals_and_cancelling_have_one_frame():
    wrong = [f"{name_of(path)}:{node.lineno}" for path in (ROOT / "processing_provider").rglob("*.py")
             for node in statements(path, ast.FunctionDef)
             if node.name == "processAlgorithm" and path.name != "base.py"]
    assert wrong == []


def test_no_calls_that_qt6_dropped():
    wrong = [f"{name_of(path)}:{node.lineno}" for path in FILES for node in statements(path, ast.Attribute)
             if node.attr in ("exec_", "print_", "QRegExp")]
    assert wrong == []


def test_code_is_python_3_9():
    """What only a newer Python reads: match statements, and types joined by | that are evaluated."""
    wrong = []
    for path in FILES:
        source = text_of(path)
        try:
            ast.parse(source, feature_version=(3, 9))
        except SyntaxError as error:
            wrong.append(f"{name_of(path)}:{error.lineno} {error.msg}")
        if "from __future__ import annotations" not in source and len(source.splitlines()) > 15:
            wrong.append(f"{name_of(path)}: no future annotations")
    assert wrong == []


def test_no_asserts_and_no_swallowed_exceptions_in_the_plugin():
    wrong = [f"{name_of(path)}:{node.lineno} assert" for path in FILES for node in statements(path, ast.Assert)]
    for path in FILES:
        for node in statements(path, ast.ExceptHandler):
            only_pass = len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
            if node.type is None or (only_pass and getattr(node.type, "id", "") in ("Exception", "BaseException")):
                wrong.append(f"{name_of(path)}:{node.lineno} except")
    assert wrong == []


def test_files_stay_small():
    wrong = [f"{name_of(path)}: {lines} lines" for path in FILES
             if (lines := len(text_of(path).splitlines())) > 500]
    assert wrong == []


def test_nothing_unfinished_and_no_machine_paths_are_left():
    pattern = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError|/work/|/root/")
    wrong = [f"{name_of(path)}:{number} {line.strip()}" for path in FILES
             for number, line in enumerate(text_of(path).splitlines(), 1) if pattern.search(line)]
    assert wrong == []


def test_public_functions_are_documented():
    wrong = []
    for path in FILES:
        if not ast.get_docstring(nodes(path)[0]):
            wrong.append(f"{name_of(path)}: module")
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                wrong.append(f"{name_of(path)}:{node.lineno} {node.name}")
    assert wrong == []


def test_the_rules_of_this_file_can_fail():
    assert is_unscoped("Qt", "AlignLeft") and not is_unscoped("Qt", "AlignmentFlag")
    assert is_unscoped("QDialog", "Accepted") and not is_unscoped("QDialog", "DialogCode")
    path = ROOT / "algorithms" / "rulepack" / "available.py"
    assert ("algorithms/errors", ["LandPlanError"]) in [(module, names) for module, names, _, _ in imported(path)]
