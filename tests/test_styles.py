"""The shipped styles of result layers: complete, readable in both languages, in the standard colours, put on by themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.adjustment.comparison import CHANGES
from landplan_toolbox.algorithms.delineation.reserve_tables import CONVERTIBLE, FARMLAND, LEFT_OUT
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.delineation_rules import Status
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.processing_provider.result_styles import STYLES as FOLDER
from landplan_toolbox.processing_provider.result_styles import style_on_load, style_path
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsFeature,
    QgsGeometry,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
from build_styles import LANGUAGES, style_files  # noqa: E402
from styles.table import STYLES  # noqa: E402

BY_NAME = {style.name: style for style in STYLES}
EVERY = [(style.name, language) for style in STYLES for language in LANGUAGES]
SAMPLE = ROOT / "resources" / "sample" / "farmland_clean.gpkg"
CRS = "EPSG:2381"


pytestmark = pytest.mark.usefixtures("provider")


def layer_of(style, language):
    """Return a layer with a feature of every value of a style, side by side, drawn in that style; and the values."""
    values = [entry.value for entry in style.entries]
    kind = "integer" if any(isinstance(value, int) for value in values) else "string"
    field = "" if style.field is None else f"&field={style.field}:{kind}"
    extra = "".join(f"&field={name}:string" for name in ("XZQMC", "BHPKBH", "zone")) + "&field=JBNTMJ:double"
    layer = QgsVectorLayer(f"Polygon?crs={CRS}{field}{extra}", style.name, "memory")
    features = []
    for number, value in enumerate(values):
        feature = QgsFeature(layer.fields())
        x = 500_000 + 1_000 * number
        feature.setGeometry(QgsGeometry.fromWkt(
            f"Polygon(({x} 3800000, {x + 1000} 3800000, {x + 1000} 3801000, {x} 3801000, {x} 3800000))"
        ))
        if style.field is not None:
            feature[style.field] = value
        feature["BHPKBH"], feature["JBNTMJ"] = "6901211002000001", 1_000_000.0
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    message, done = layer.loadNamedStyle(str(FOLDER / f"{style.name}_{language}.qml"))
    assert done, message
    return layer, values


def picture(layer, values):
    """Return the layer drawn so that every feature is 100 pixels wide."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(100 * len(values), 100))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def colours(image, number):
    """Return how often each colour comes in the middle of a feature, the most frequent first."""
    counts = {}
    for x in range(100 * number + 15, 100 * number + 85):
        for y in range(15, 85):
            rgb = QColor(image.pixel(x, y)).getRgb()[:3]
            counts[rgb] = counts.get(rgb, 0) + 1
    return sorted(counts, key=counts.get, reverse=True)


def test_files_agree_with_the_table():
    files = style_files()
    assert {path.name for path in FOLDER.glob("*_zh.qml")} | {path.name for path in FOLDER.glob("*_en.qml")} == set(files)
    for name, text in files.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: run scripts/build_styles.py"


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_style_loads_and_draws(name, language):
    style = BY_NAME[name]
    layer, values = layer_of(style, language)
    renderer = layer.renderer()
    labels = [item.label() for item in renderer.legendSymbolItems()]
    assert labels == [entry.title(language) for entry in style.entries]
    assert all(any("一" <= letter <= "鿿" for letter in label) is (language == "zh") for label in labels)
    if style.field is not None:
        assert isinstance(renderer, QgsCategorizedSymbolRenderer) and renderer.classAttribute() == style.field
    assert layer.labelsEnabled() is (style.labels is not None)
    if style.labels is not None:
        expression = QgsExpression(layer.labeling().settings().fieldName)
        assert not expression.hasParserError() and expression.referencedColumns() <= set(layer.fields().names())
    image = picture(layer, values)
    seen = [tuple(colours(image, number)[:3]) for number in range(len(values))]
    whole = {QColor(image.pixel(x, y)).getRgb()[:3] for x in range(image.width()) for y in range(image.height())}
    assert len(whole) > 1  # something is drawn
    assert len(set(seen)) == len(seen)  # no two entries look the same


@pytest.mark.parametrize("language", LANGUAGES)
def test_standard_colours(language):
    yellow, magenta, cyan = (255, 255, 0), (255, 0, 255), (0, 255, 255)
    for name, expected in (
        ("farmland_change", {"0": yellow, "1": magenta, "2": cyan}),
        ("comparison", {"kept": yellow, "in": magenta, "out": cyan}),
        ("screening", {"keep": yellow, "must_enter": magenta, "must_leave": cyan}),
        ("basic_farmland", {None: yellow}), ("parcels_in", {None: magenta}), ("parcels_out", {None: cyan}),
        ("responsibility_parcels", {None: yellow}),
    ):
        layer, values = layer_of(BY_NAME[name], language)
        image = picture(layer, values)
        found = {value: colours(image, number)[0] for number, value in enumerate(values) if value in expected}
        assert found == expected, name
    layer, _ = layer_of(BY_NAME["responsibility_block"], language)
    symbol = layer.renderer().symbols(QgsRenderContext())[0]
    border = symbol.symbolLayer(0)
    assert border.color().getRgb()[:3] == (255, 0, 0) and border.width() == 0.5


def grey_signature(image, number):
    """Return the greys of a feature, coarse, that cover at least a twentieth of it."""
    counts = {}
    for x in range(100 * number + 15, 100 * number + 85):
        for y in range(15, 85):
            red, green, blue = QColor(image.pixel(x, y)).getRgb()[:3]
            grey = round((0.299 * red + 0.587 * green + 0.114 * blue) / 32)
            counts[grey] = counts.get(grey, 0) + 1
    return frozenset(grey for grey, count in counts.items() if count >= 245)


@pytest.mark.parametrize("name", ["screening", "farmland_change", "comparison", "replacement", "reserve_parcels"])
def test_entries_differ_without_colour(name):
    """In greys, too, no two entries look alike: hatching tells apart what colour-blind people cannot."""
    layer, values = layer_of(BY_NAME[name], "en")
    image = picture(layer, values)
    signatures = [grey_signature(image, number) for number in range(len(values))]
    assert len(set(signatures)) == len(signatures), signatures


def test_categories_cover_every_code():
    def values(name):
        return {entry.value for entry in BY_NAME[name].entries}

    packs = {name: load_pack(name, kind_specs()) for name in ("farmland", "forest")}
    assert values("screening") == {status.value for status in Status}
    assert values("farmland_change") == set(packs["farmland"].code_lists["farmland_change_type"].names)
    assert values("reserve_parcels") == {FARMLAND, CONVERTIBLE, LEFT_OUT}
    assert values("comparison") == set(CHANGES)
    for pack in packs.values():
        assert values(f"slope_class_{pack.slope.id}") == {*pack.slope.codes, None}
    assert BY_NAME["farmland_change"].field in packs["farmland"].layers["adjustment_ledger"].fields


# --- put on by themselves


def reserve_parameters(output):
    """Return parameters of an algorithm with a styled output on the sample county."""
    return {
        "PARCELS": f"{SAMPLE}|layername=DLTB", "UNITS": f"{SAMPLE}|layername=XZQ", "SOURCE": str(SAMPLE), "OUTPUT": output,
    }


def test_result_is_drawn_when_it_is_loaded():
    project = QgsProject.instance()
    context = QgsProcessingContext()
    context.setProject(project)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("landplan:consolidationreserve")
    output = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project)
    results, done = algorithm.run(reserve_parameters(output), context, QgsProcessingFeedback())
    assert done
    details = context.layerToLoadOnCompletionDetails(results["OUTPUT"])
    layer = context.temporaryLayerStore().mapLayer(results["OUTPUT"])
    details.postProcessor().postProcessLayer(layer, context, QgsProcessingFeedback())
    wanted = BY_NAME["consolidation_reserve"].entries[0].title(Language.current().code)
    assert [item.label() for item in layer.renderer().legendSymbolItems()] == [wanted]
    assert details.name == algorithm.parameterDefinition("OUTPUT").description()


def test_result_of_a_model_is_drawn():
    model = QgsProcessingModelAlgorithm("model", "group")
    child = QgsProcessingModelChildAlgorithm("landplan:consolidationreserve")
    child.setChildId("reserve")
    for name, value in reserve_parameters(None).items():
        if name != "OUTPUT":
            child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    output = QgsProcessingModelOutput("zones", "zones")
    output.setChildOutputName("OUTPUT")
    output.setChildId("reserve")
    child.setModelOutputs({"zones": output})
    model.addChildAlgorithm(child)
    model.updateDestinationParameters()
    project = QgsProject.instance()
    context = QgsProcessingContext()
    context.setProject(project)
    layer_output = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project)
    _, done = model.run({"reserve:zones": layer_output}, context, QgsProcessingFeedback())
    assert done
    loaded = context.layersToLoadOnCompletion()
    assert len(loaded) == 1
    details = next(iter(loaded.values()))
    layer = context.temporaryLayerStore().mapLayer(next(iter(loaded)))
    details.postProcessor().postProcessLayer(layer, context, QgsProcessingFeedback())
    assert len(layer.renderer().legendSymbolItems()) == 1 and layer.labelsEnabled()


def test_nothing_happens_where_nothing_is_loaded():
    context = QgsProcessingContext()
    style_on_load(context, None, "screening")
    style_on_load(context, "no_such_layer", "screening")
    assert not context.layersToLoadOnCompletion()


def loaded_details(context, layer, style):
    """Have a layer loaded with a style and return how Processing was told to."""
    context.temporaryLayerStore().addMapLayer(layer)
    context.addLayerToLoadOnCompletion(
        layer.id(), QgsProcessingContext.LayerDetails("", QgsProject.instance(), "OUTPUT")
    )
    style_on_load(context, layer.id(), style, "Title")
    return context.layerToLoadOnCompletionDetails(layer.id())


def test_wrong_layers_and_styles_are_left_as_they_are():
    context = QgsProcessingContext()
    layer = QgsVectorLayer("Polygon?crs=EPSG:2381&field=other:string", "x", "memory")
    before = layer.renderer().dump()
    details = loaded_details(context, layer, "no_such_style")
    details.postProcessor().postProcessLayer(layer, context, QgsProcessingFeedback())
    assert layer.renderer().dump() == before
    assert details.name == "Title"
    table = QgsVectorLayer("NoGeometry?field=status:string", "x", "memory")
    details = loaded_details(context, table, "screening")
    details.postProcessor().postProcessLayer(table, context, QgsProcessingFeedback())
    assert table.renderer() is None


def test_post_processor_outlives_the_algorithm():
    """Processing keeps no reference to it, so Python has to."""
    import gc

    context = QgsProcessingContext()
    layer = QgsVectorLayer("Polygon?crs=EPSG:2381&field=status:string", "x", "memory")
    details = loaded_details(context, layer, "screening")
    gc.collect()
    details.postProcessor().postProcessLayer(layer, context, QgsProcessingFeedback())
    assert isinstance(layer.renderer(), QgsCategorizedSymbolRenderer)
    assert style_path("screening", Language("zh-Hans")).name == "screening_zh.qml"
