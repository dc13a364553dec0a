<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Area</name>
    <message>
        <source>The coordinate reference system {crs} cannot be read, so areas on the ellipsoid cannot be computed. Assign the coordinate reference system the data were made in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The coordinate reference system {crs} is neither geographic nor projected, so areas on the ellipsoid cannot be computed. Assign the coordinate reference system the data were made in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The coordinate reference system {crs} names no geodetic datum, so areas on the ellipsoid cannot be computed. Assign the coordinate reference system the data were made in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer has no valid coordinate reference system, so its areas on the ellipsoid cannot be computed. Assign the coordinate reference system the data were made in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>area on the ellipsoid {ellipsoid} by the official method (国土调查办发〔2008〕32号), coordinates of {crs} brought to longitude and latitude by PROJ, edges longer than 70 m divided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>area on the ellipsoid {ellipsoid} by the official method (国土调查办发〔2008〕32号), from longitude and latitude, edges longer than 70 m divided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>area on the ellipsoid {ellipsoid} by the official method (国土调查办发〔2008〕32号), inverse Gauss-Kruger projection with central meridian {meridian}°, edges longer than 70 m divided</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackgroundTask</name>
    <message>
        <source>The work stopped because of an unexpected error ({details}). The log panel, tab {log}, has the rest.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Back to the current results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BindingsView</name>
    <message>
        <source>CRS without a code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the layer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known names: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked for as {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing: no layer named {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No role of the rule pack claims these layers; they are listed, not checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other layers of the source ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conditional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no CRS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>required</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} features</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckAreas</name>
    <message>
        <source>Area field (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compares the declared area of each feature with its area on the ellipsoid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computes the area of every feature on the ellipsoid of the layer&apos;s coordinate reference system by the official method (segments over 70 m are divided, coordinates and angles rounded as prescribed) and lists the features whose declared area differs by more than the tolerance. Areas measured on the map plane differ from this by up to 5.5 parts in 10,000 at 150 km from the central meridian and must not be compared with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences up to this are allowed; rounding alone can move an area by 0.01 m².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differing features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field whose value names a feature in the result, for example BSM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the declared area in square metres.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygon layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relative tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the computed area that is allowed as difference; the larger of both tolerances counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The features whose declared area differs, with both areas and the difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds no numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer to check; it needs a coordinate reference system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} has no field {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tolerance (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total area (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>area,ellipsoid,TBMJ,parcel area,CGCS2000,Xi&apos;an 1980</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckAttributes</name>
    <message>
        <source>Check attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks the values of a delivery against its rule pack: mandatory and unique values, code lists, lengths, forms, ranges, names beside codes, key prefixes, references between layers and conditions between fields. A finding is placed at a point inside the feature.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks values, codes, keys and conditions of a delivery.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attributes,values,codes,domain,required,unique,key,condition</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckGeometry</name>
    <message>
        <source>Check geometry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corners sharper than this are reported as spikes; 0 reports only borders that turn straight back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field whose value names a feature in the result, for example BSM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds every place where a polygon is invalid (crossing or touching borders, holes outside, parts over one another, missing or broken geometry) or suspicious (duplicate vertices, spikes, short segments, several parts). All places of a feature are listed, not only the first. Places that make a polygon invalid count as errors, the others as warnings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds every place where a polygon is invalid or suspicious.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalid features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One point per error place; features without geometry are listed without a point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygon layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segments shorter than this are reported; 0 turns this off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortest segment (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest angle (degrees)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer to check, for example land-use parcels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>geometry,valid,self-intersection,duplicate vertex,spike,multipart,bow-tie</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckStructure</name>
    <message>
        <source>Check structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compares a delivery with the structure its rule pack demands: required layers, geometry types, fields with their types, lengths and decimals, coordinate reference systems and readable text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compares layers and fields of a delivery with the database standard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>structure,fields,layers,schema,encoding,CRS,database standard</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckTopology</name>
    <message>
        <source>Boundary to be filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check topology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features smaller than this are reported as slivers; 0 turns this off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field whose value names a feature in the result, for example BSM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds every overlap, gap and duplicate of a polygon layer, features smaller than a limit, and where the layer leaves a boundary uncovered or reaches beyond it. Each error is written with its true geometry, both features and its area on the ellipsoid. Differences narrower than the tolerance are ignored. Invalid features do not stop the check and do not hide other errors; use “Check geometry” to find their places.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds overlaps, gaps, duplicates and slivers of a polygon layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One point inside each error, easier to see on a small-scale map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One polygon per error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlaps and gaps narrower than this are not errors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places outside the boundary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygon layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons the layer has to cover exactly, for example the administrative area. May be left empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slivers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest area (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer is in {layer} and the boundary in {boundary}: bring both into one coordinate reference system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer to check, for example land-use parcels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tolerance (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncovered places of the boundary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>topology,overlap,gap,duplicate,sliver,coverage,hole,boundary</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChecksTab</name>
    <message>
        <source>Checks and findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a rule pack and a source on the Data tab.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expand all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No finding has “{text}” in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No finding: all {count} checks passed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No open finding is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked yet. Press “Run checks”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {later} compared with run {earlier}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {run}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checks are running…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter hides everything: press a count above to show its findings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run was cancelled: {count} checks did not end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was the first finding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was the last finding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{finding}: its place cannot be shown in the map&apos;s coordinate reference system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{finding}: this finding has no place on the map.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare two runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The earlier run must be older than the later one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparedFindings</name>
    <message>
        <source>Gone: only in the earlier run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New: only in the later run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked again: the later run did not finish these checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked before: the earlier run did not finish these checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still there: in both runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message>
        <source>The borders of the layer lie too close together for a tolerance of {tolerance}. Give a smaller tolerance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two features near {x}, {y} could not be overlaid ({reason}). Repair the geometries found by the geometry check and run again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataTab</name>
    <message>
        <source>(chosen with the source)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add layers to the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the bound layers to the open project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bind the selected role by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose layer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the data source, or drop a folder, .gdb, .gpkg or .shp here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the rule pack of the plan you check, then the delivered data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the results in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the results in another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers the rule pack knows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems of the rule pack or source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read rule pack and source anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack cannot be used. Mend it and press “Read again”, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bound} of {all} layers found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} ambiguous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} not as demanded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} required layers missing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dataset</name>
    <message>
        <source>Layer {layer} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of the project cannot be read ({reason}). Repair its data source or remove the layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of {file} is no longer there or has other fields. Open the data source again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} was changed while it was read. Start again when it is at rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer}, chosen by hand for “{role}”, is not in the data source. Choose another layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data source was given. Choose a file or a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer is named {names}. Add “{role}” to the data source, or choose a layer by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer: “{role}” was set to none by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The .cpg file of {file} says {declared}, but its texts are {encoding}; they were read as {encoding}. Correct the .cpg file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no vector layer. Open the data or choose a data source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shapefile {file} lacks its {suffix} file. A shapefile is complete only with .shp, .shx and .dbf; copy them all into the same folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The texts of {file} are neither valid UTF-8 nor valid GBK; they were read as {encoding} and may be wrong. Export the shapefile again with a known encoding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} layers may be “{role}”: {layers}. Choose one by hand, or leave only one in the data source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {total} different texts of {file} are not valid {encoding} and show wrong characters. Correct these values and export the shapefile again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}. The file may be damaged or incomplete; ask for it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} declares code page {declared}, but its texts are {encoding}; they were read as {encoding}. Add a .cpg file that says {encoding}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} does not exist. Check the spelling and whether the drive is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} does not say which encoding its texts are in; they were read as {encoding}. Add a .cpg file that says {encoding}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds no layer. Ask for a file with the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is an archive. Unpack it first and choose the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is cut off: it has {size} bytes and should have {announced}. The copy or download was not complete; copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is empty (0 bytes). Ask for the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is locked by another program ({reason}). Close it there and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is named .gdb but holds no geodatabase. Ask for it again, or rename the folder if it holds other files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is named .gpkg but is no GeoPackage. Ask for the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is named .shp but is no shapefile. Ask for the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is no DBF table. Ask for the shapefile again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not a GIS file that can be read here. Give a geodatabase (.gdb), a GeoPackage (.gpkg), a shapefile (.shp) or a folder of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} may not be read: access is denied or another program has locked it. Close it there or ask for the right to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} holds no data that can be read here: no geodatabase (.gdb), GeoPackage (.gpkg) or shapefile (.shp), not in its folders either. Choose the folder with the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} has {found}, but “{role}” needs {expected}. Deliver the layer with the right geometry type or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} lacks {count} of the {total} fields that “{role}” requires: {fields}. Add them or choose another layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} was recognised as “{role}” by its fields, not by its name. Rename it to {name}, or choose another layer if this is not right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} was taken for “{role}” by part of its name. Choose another layer if this is not right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} was taken; {others} has the same name but not the geometry type or fields of “{role}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DecisionDialog</name>
    <message>
        <source>Choose the document that supports the decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence (file)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as exception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this is no defect, or why it may stay (required)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} findings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Errors {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exceptions {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not run {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in the findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search key, layer, field, check, message…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only the checks that did not run, crashed or were cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the checks that passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the open errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the open warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was marked as exception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindingDetails</name>
    <message>
        <source>Area {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as exception…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the selected findings as fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next finding (F8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous finding (Shift+F8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re-check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the check of this finding again on the data as it is now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why the selected findings may stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the place on the map (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back a decision on the selected findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evidence: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {fid}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} features examined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} findings selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} (feature {fid})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state} by a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}, no longer found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindingLayers</name>
    <message>
        <source>Check findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings: areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings: lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings: places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>Check and finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindingsTree</name>
    <message>
        <source>As found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By feature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By measured value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to sort, right-click for more ways to sort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest or last first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LandPlanDock</name>
    <message>
        <source>All bound layers are on the map already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a rule pack and a source on the Data tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land Plan Toolbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenDocument table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {run} written to {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layers of the workspace {file} cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These layers cannot be shown: {layers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the correction list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the correction list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {all} checks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LandPlanProvider</name>
    <message>
        <source>Land Plan Toolbox</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LandPlanToolboxPlugin</name>
    <message>
        <source>Land Plan Toolbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the Land Plan Toolbox panel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PackCheck</name>
    <message>
        <source>Checks not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivery to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GeoPackage, file geodatabase, shapefile or folder. Left empty, the layers of the open project are checked, unsaved edits included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id of a rule pack ({packs}) or the folder of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row per finding, with the check, the clause, what was measured and the limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack has no checks of this kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to check: choose a delivery, or open a project with layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broke off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} findings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PackCombo</name>
    <message>
        <source>Choose a rule pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of a rule pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pack} (not found)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} (my own)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RebindDialog</name>
    <message>
        <source>Find it by its name and fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer for {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer: leave it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} ({count} features)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsBar</name>
    <message>
        <source>Add the findings to the map as layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare two runs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correction list (XLSX)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an earlier run or compare two runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an earlier run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report (HTML)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the report or the correction list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RulePack</name>
    <message>
        <source>A key must be a single word, not a list or a mapping.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second document begins here: one file holds one document, remove the line ---.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some codes have a group, {code} has none: give all a group or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The alias *{name} refers to nothing: no &amp;{name} comes before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The alias *{name} stands inside what it refers to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The alias {alias} of {code} is itself a code of the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check kind {kind} does not exist; check kinds: {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check kind {kind} does not exist; did you mean {suggestion}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The expression names the field {field} without quotes: write {quoted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The expression names the field {field}, which {layer} does not have (text constants stand in single quotes); its fields: {fields}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The expression names the field {field}, which {layer} does not have; did you mean {suggestion}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The expression {expression} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The expression {expression} looks at no field and no geometry, so it is the same for every feature.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds more than {limit} values once its aliases are written out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is nested more than {limit} levels deep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not UTF-8 text: save it in UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is too large: {size} bytes, at most {limit} are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function {function} depends on the window or the computer, so the same data would give another result elsewhere: leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function {function} gives another value at every run, so no run could be repeated: leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function {function} hides which fields are read, so the rule cannot be validated: name the fields in double quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function {function} looks beyond the feature into a layer, which an expression of a rule pack cannot: use a check kind with a target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id {id} is used twice; the first time in line {line}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id {id} must be the name of the file, {stem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id {id} must have four digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key &lt;&lt; takes a mapping, or a list of mappings, given by an alias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key {key} is written twice; the first time in line {line}: remove one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line holds the character U+{code}, which a YAML file must not hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list has no code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name {name} is claimed by {layer} and by {other}: a layer so named could not be told apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack has no check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack has no layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset {preset} selects nothing by {pattern}: no check has such an id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset {preset} selects nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset {preset}: {pattern} must be an id of four digits, or its beginning followed by *.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack folder {path} does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {folder} cannot be used; problems found: {count}
{problems}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tag {tag} is not allowed in a rule pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The variable @{variable} has no value when a check runs: write the value itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no rule pack {pack}: give one of {packs}, or the folder of a pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no rule pack {pack}; did you mean {suggestion}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not valid YAML: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two presets have the id {id}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{alias} is an alias of {first} and of {second}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} must be a list: every check begins with - id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}:{line}: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{function} depends on the settings of the project: write {plane} for the plane value, or use a check of the kind areas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} begins or ends with a blank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} cannot be {value}; did you mean {suggestion}? Possible: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} cannot be {value}; possible: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is an expression over the fields of a layer, but the check names no layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is empty: give at least one name the layer is found by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is for fields of the type real only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is for fields of the type text or integer only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is for numbers only, but the field is of the type {type}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is written {text}, which YAML reads as text: write it as {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is written {text}, which YAML reads as {value}: write it in plain decimals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be a list: [first, second].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be a mapping: lines of the form key: value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be a number or a tolerance of pack.yaml, not {name}; its tolerances: {tolerances}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be at least 0 and smaller than the length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be at least 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be text, but without quotes YAML reads {text} as a date: write {quoted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be text, but without quotes YAML reads {text} as the number {value}: write {quoted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be text, but without quotes YAML reads {text} as yes or no: write {quoted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be true or false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be written {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must name at least one; leave the key out for the default.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must not be negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the code list {name}, which does not exist: there is no {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the code list {name}, which does not exist; did you mean {suggestion}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the field {field}, which {layer} does not have; did you mean {suggestion}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the field {field}, which {layer} does not have; its fields: {fields}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the layer {layer}, which layers.yaml does not have; did you mean {suggestion}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the layer {layer}, which layers.yaml does not have; its layers: {layers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the tolerance {name}, which pack.yaml does not have; did you mean {suggestion}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names {value} twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} {value} must consist of small letters, digits and underscores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: QGIS does not know the coordinate reference system {crs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: the name {name} would match every layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: the regular expression {pattern} is wrong: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: {crs} is no authority id of the form EPSG:4490.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: {year} is no year from {first} to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: {year} must come after {earlier}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a file: a rule pack is a folder that holds pack.yaml, layers.yaml and checks.yaml.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{section} has a minimum and an exclusive_minimum: keep one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{section} is required always, so required_when says nothing: keep one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{section}: no value is greater than {minimum} and at most {maximum}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{section}: the field name {name} belongs to {first} and to {second}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{section}: the key {key} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{section}: the key {key} is not known; did you mean {suggestion}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{section}: the key {key} is not known; known keys: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{section}: the minimum {minimum} is greater than the maximum {maximum}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{section}: {key} stands there without a value; a text that holds a comma or a colon must stand in quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} cannot be read as {tag}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>All checks of the rule pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {count} checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the run; what has ended by now is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks of the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks of the selected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the data source…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the checks of the preset beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which checks are run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunSelfCheck</name>
    <message>
        <source>Correction list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel files (*.xlsx);;OpenDocument files (*.ods)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GeoPackage that keeps runs and findings; an existing workspace is continued.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ids of checks or presets, separated by commas; a * stands for any ending. Empty: all checks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One HTML file to hand over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only these checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run self-check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs every check of a rule pack on a delivery and writes report and correction list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs the checks of a rule pack on a delivery or on the open project. The findings go to a workspace GeoPackage, where they keep their identity from run to run, to a report for handing over and to a correction list. The verdict is “passed” only when every required check ran and passed; it is “incomplete” while one did not run, and the report says which and why. The delivery itself is never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spreadsheet with one row per finding and columns for the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>self-check,quality,inspection,delivery,report,rule pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zh or en; empty: the language of QGIS.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunsDialog</name>
    <message>
        <source>Begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an earlier run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelfCheck</name>
    <message>
        <source>A coordinate is not a finite number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A hole cuts the interior of the polygon in two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A hole lies inside another hole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A hole lies outside its polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No feature covers this place of {area} m² between its neighbours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer of the delivery was recognised, so there is nothing to look at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One part of the polygon lies inside or over another part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The border crosses itself here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The border turns back on itself (a spike with an angle of {angle}°, less than {limit}°).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check broke off with an error of the program ({error}); the details are in the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The condition {condition} cannot be evaluated here: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The expression of check {check} does not fit the layer {layer}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The feature consists of several separate parts; standards demand one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The feature has no geometry (NULL): draw it or delete the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The feature has {area} m², less than the smallest area mapped, {limit} m².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The feature overlaps the layer {target} on {area} m².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field {field} ({title}) of {layer} is {found} characters long; the standard demands {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field {field} ({title}) of {layer} is {found}; the standard demands {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field {field} ({title}) of {layer} keeps {found} decimals; the standard demands {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The geometry cannot be read; draw the feature again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The geometry has curves; standards demand straight segments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The geometry is not a polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The geometry of the feature is empty: draw it or delete the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} ({name}) is not in the delivery; it is needed only in some deliveries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} has no coordinate reference system, so no area can be computed: assign its CRS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} has no coordinate reference system: assign the one it was made in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} has no features.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} has no field {fields}, so its values could not be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} has no field {field} ({title}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} holds {found}; the standard demands {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} holds {geometry} instead of polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} is in {crs}, most layers of the delivery are in {common}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} is in {crs}, which the plan does not accept; it demands {datum}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} is missing: add it to the delivery or bind it by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} is missing: add it to the delivery under the name {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mandatory field {field} ({title}) is not filled in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ring has fewer than four points, so it encloses nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ring is not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ring touches itself here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} has no check and no preset {word}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The segment is {length} m long, shorter than {limit} m.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two features have the same shape ({area} m²): one of them is drawn twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two features overlap here on {area} m².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value {value} of {field} occurs more than once; it must be unique.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version does not know the check kind {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two consecutive vertices lie at the same place ({distance} m apart).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two rings of the polygon are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of the feature lie outside the layer {target}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} values of the field {field} of {layer} cannot be read in the code page {encoding}, for example {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} = {formula} cannot be evaluated here: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {declared}, but {formula} is {computed}: difference {difference}, allowed {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} says {declared} m², the area on the ellipsoid is {computed} m²: difference {difference} m², allowed {limit} m².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} is in {crs} and {target} is in {other}: bring both into one coordinate reference system to compare them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} in {field} does not belong to the code {code}, whose name is {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: the condition {condition} is not met.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} in {field} ({title}) does not have the form {form}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} in {field} ({title}) has {found} characters; at most {limit} are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} in {field} ({title}) has {found} characters; it must have {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} in {field} ({title}) is not in the code list {codes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} in {field} ({title}) is outside the allowed range {limits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} in {field} is not found in {target_field} of the layer {target}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} in {field} must begin with {prefix}, as {other} says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” in {field} ({title}) holds blanks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” in {field} ({title}) holds full-width characters; codes are written with half-width digits and letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” in {field} ({title}) holds invisible control characters.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Checking {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks are running: cancel them first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the data source</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceLine</name>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a data file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder or a geodatabase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the data source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder or geodatabase (.gdb)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder, .gdb, .gpkg or .shp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers of the open project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vector data</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictLine</name>
    <message>
        <source>Errors {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exceptions {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not run {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crashed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {fid}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked as exception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked as fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{features} and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>An exception needs a reason. Write why it is accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: the workspace {path} was left as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The finding number {number} is not in the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of the workspace, {path}, is read-only. Copy the workspace to a folder you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {path} does not exist. Make it or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of a workspace file must end with .gpkg; {path} does not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {run} is already in the workspace {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace already holds checks of {source}; the two histories cannot be joined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace cannot be made in the folder {path}: it is read-only. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace file {path} cannot be created. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace file {path} cannot be created: {reason}. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace file {path} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace file {path} is read-only. Allow writing, or copy it to a folder you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace holds no check of {source}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace {path} cannot be opened. Is the file still there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace {path} cannot be written: the file or its folder is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace {path} has no run {run}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace {path} has the old format {found}, which this version of the plugin can no longer read. Start a new workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace {path} is being written by another program or window. Try again when it is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace {path} is damaged or is no workspace ({reason}). Restore it from a copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace {path} was written by a newer version of this plugin (format {found}, this one reads up to {known}). Update the plugin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no workspace file {path}. Choose an existing file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a database but not a workspace of this plugin. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a folder, not a workspace file. Choose a .gpkg file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a workspace file. Choose another .gpkg file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
