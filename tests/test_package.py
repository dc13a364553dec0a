"""The package is what the QGIS plugin repository takes, and holds nothing else."""

from __future__ import annotations

import configparser
import importlib.util
import re
import subprocess
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIRED = ("name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository")


@pytest.fixture(scope="module")
def metadata():
    """The general section of metadata.txt, with the case of its keys."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return parser["general"]


@pytest.fixture(scope="module")
def package(tmp_path_factory, metadata):
    """The package, built by the script that `make package` runs."""
    subprocess.run([str(ROOT / "scripts" / "i18n.sh"), "release"], check=True)
    folder = tmp_path_factory.mktemp("dist")
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "package.py"), "--folder", str(folder)],
            capture_output=True, text=True, check=False,
        )
        assert done.returncode == 0, done.stderr
        path = folder / f"landplan_toolbox-{metadata['version']}.zip"
        path.replace(folder / f"{len(list(folder.iterdir()))}.zip")
    first, second = sorted(folder.iterdir())
    assert first.read_bytes() == second.read_bytes()
    return second


@pytest.fixture(scope="module")
def package_script():
    """The script that builds the package, as a module."""
    spec = importlib.util.spec_from_file_location("package_script", ROOT / "scripts" / "package.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_metadata_has_what_the_repository_requires(metadata):
    assert all(metadata.get(key, "").strip() for key in REQUIRED)
    assert "plugin" not in metadata["name"].lower()
    assert (metadata["qgisMinimumVersion"], metadata["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert metadata["hasProcessingProvider"] == "yes" and metadata["supportsQt6"] == "True"
    assert re.fullmatch(r"\d+\.\d+\.\d+", metadata["version"])
    for key in ("tracker", "repository", "homepage"):
        assert metadata[key].startswith("https://")
    assert (ROOT / metadata["icon"]).is_file()
    for key in ("description", "about"):
        assert re.search("[一-龥]{8}", metadata[key]) and re.search("[a-z]{4} [a-z]{2}", metadata[key])


def test_an_address_that_does_not_answer_is_told(package_script):
    class Page(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802
            self.send_response(200 if self.path == "/there" else 404)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"http://127.0.0.1:{server.server_port}"
        assert package_script.silent(f"{place}/there") == ""
        assert "404" in package_script.silent(f"{place}/gone")
        server.shutdown()
    assert package_script.silent(f"{place}/there", 2) and package_script.silent("no address")


def test_version_is_the_newest_of_the_changelog(metadata):
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest.group(1) == metadata["version"]


def test_package_has_one_folder_and_only_what_runs(package):
    with zipfile.ZipFile(package) as content:
        names = content.namelist()
        assert content.testzip() is None
    assert package.stat().st_size <= 25_000_000
    assert {name.split("/")[0] for name in names} == {"landplan_toolbox"}
    inside = [name.split("/", 1)[1] for name in names]
    needed = {"__init__.py", "plugin.py", "metadata.txt", "LICENSE", "README.md", "i18n/landplan_toolbox_zh.qm",
              "resources/icons/icon.svg", "resources/rulepacks/farmland/pack.yaml",
              "resources/rulepacks/forest/checks.yaml", "resources/codelists/land_class_2007.yaml",
              "algorithms/rulepack/loader.py", "processing_provider/provider.py"}
    assert needed <= set(inside)
    tops = {name.split("/")[0] for name in inside}
    assert not tops & {"tests", "scripts", "Makefile", ".git", ".ci", "dist", "pyproject.toml", "pytest.ini"}
    for name in inside:
        assert not re.search(r"(^|/)\.|__pycache__|\.(pyc|ts|exe|dll|so|bat|sh|ps1)$|-(wal|shm)$", name), name


def test_every_python_file_of_the_plugin_is_in_the_package(package):
    with zipfile.ZipFile(package) as content:
        packaged = {name.split("/", 1)[1] for name in content.namelist() if name.endswith(".py")}
    tracked = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    expected = {name for name in tracked.stdout.split() if not name.startswith(("tests/", "scripts/"))}
    assert {name for name in expected if (ROOT / name).is_file()} <= packaged


def test_the_packaged_plugin_runs_by_itself(package, tmp_path):
    """What is installed must not lean on the checkout: unpack it elsewhere and let QGIS list its algorithms."""
    install = ROOT / "scripts" / "install.py"
    spec = importlib.util.spec_from_file_location("install_script", install)
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    for _ in range(2):  # an earlier installation is replaced
        target = module.install(package, tmp_path / "profile")
        (target / "left_over.txt").write_text("old", encoding="utf-8")
    assert not (module.install(package, tmp_path / "profile") / "left_over.txt").exists()
    program = (
        "import sys; from qgis.core import QgsApplication; a = QgsApplication([], False); a.initQgis()\n"
        "sys.path.insert(0, '/usr/share/qgis/python/plugins')\n"
        "from processing.core.Processing import Processing; Processing.initialize()\n"
        "import landplan_toolbox\n"
        "plugin = landplan_toolbox.classFactory(None); plugin.initProcessing()\n"
        "provider = QgsApplication.processingRegistry().providerById('landplan')\n"
        "print(landplan_toolbox.__file__); print(sorted(a.name() for a in provider.algorithms()))\n"
    )
    environment = {"PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path),
                   "PYTHONPATH": str(target.parent), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, cwd=tmp_path, capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(target) in done.stdout
    for name in ("runselfcheck", "checkstructure", "checkattributes", "checkgeometry", "checktopology", "checkareas"):
        assert f"'{name}'" in done.stdout
