<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Adjustment</name>
    <message>
        <source>Checks of the kind {kind} look at the layer {expected}, but the rule pack says {layer}: correct the layer of the check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New construction in unit {unit} takes {measured} ha, but the assigned increase is {limit} ha: {difference} ha are too much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of administrative units ({layer}) is missing: add it to the delivery or bind it by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} has no features, so there is nothing to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger lists {area} m² as added that were basic farmland before, or are not now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger lists {area} m² as removed that were not basic farmland before, or still are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quality grade ({field}) of {removed} ha of the farmland removed and of {entered} ha of the farmland that entered is not known: complete it in {layer}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} has no adjustment.yaml, so no adjustment can be judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} has no adjustment.yaml, so no adjustment can be judged. Choose another pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} has no delineation.yaml, so nobody knows what may enter and leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} has no rule set {rules} for the three lines; it has {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} has no rules for the three lines. Choose another pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit {name} {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit {unit} has {measured} ha of basic farmland, its target is {limit} ha: {difference} ha are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Urban fringe {zone}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Urban fringe {zone}: {removed} ha of basic farmland were removed and only {entered} ha entered; {missing} ha are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adjustment.yaml does not say how the indicator {code} is measured: add it to indicators.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² are urban fringe that were not before the adjustment; its range must not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² became basic farmland here, but the ledger does not list them as added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² became basic farmland where there is no land-use parcel, so nobody knows what land it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² became basic farmland within {zone}, where the layout must not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of basic farmland of parcel {parcel} (unit {unit}) were removed without the evidence that the reason needs. Enter it in {layer}:
{needed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of basic farmland of parcel {parcel} (unit {unit}) were removed, which is allowed only once the target is met; unit {target_unit} lacks {shortfall} ha.
{reasons}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of basic farmland of parcel {parcel} were removed within the urban fringe {zone}, but {layer} has no {needed} for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of basic farmland on parcel {parcel} (unit {unit}) have the slope class {slope_class}, but {layer} has no {needed} for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of basic farmland were removed here, but the ledger does not list them as removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of basic farmland were removed where there is no land-use parcel, so they have no reason to leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of basic farmland were removed within {zone}, where the layout must not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of basic farmland were removed, but parcel {parcel} (class {land_class}, unit {unit}) has no reason to leave that the plan allows. Keep it, or prove a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of parcel {parcel} (class {land_class}, unit {unit}) are still basic farmland, but the plan demands that they leave:
{reasons}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of parcel {parcel} (class {land_class}, unit {unit}) became basic farmland, although the plan forbids it:
{reasons}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of parcel {parcel} (class {land_class}, unit {unit}) became basic farmland, but meet none of the criteria to enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of parcel {parcel} (class {land_class}, unit {unit}) should enter, but are not basic farmland:
{reasons}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² of parcel {parcel} became basic farmland within the urban fringe {zone}, but {layer} has no {needed} for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} m² were urban fringe before the adjustment and are no longer; its range must not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} {title} ({clause})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} {title}: {kinds}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} {title}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} criteria could not be judged. Deliver what is missing, a layer without features where there is no such land.
{reasons}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} features of {layer} have no area ({field}), so the indicator cannot be measured in full: complete them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} features of {layer} have no code of their administrative unit ({field}), so the indicator cannot be measured in full: complete them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{indicator} of unit {unit} falls from {before} ha to {after} ha, but the plan only lets it grow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{indicator} of unit {unit} rises from {before} ha to {after} ha, but the plan only lets it be cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{indicator} of unit {unit}: the layers measure {measured} ha, at least {limit} ha are assigned; {difference} ha are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{indicator} of unit {unit}: the layers measure {measured} ha, at most {limit} ha are assigned; {difference} ha are too much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} and {target} conflict on {area} m². By {rules} ({clause}) {giving} has to give way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} and {target} conflict on {area} m². Under {rules} ({clause}) neither has precedence: decide which of the two is to be redrawn, so that they do not cross.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} has no value for the indicator {indicator} ({code}) after the adjustment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} has no values for the indicator {indicator} ({code}) before and after the adjustment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{removed} ha of the {before} ha of former basic farmland were removed and {entered} ha entered: {share} % of the layout changed, more than the {limit} % of a small adjustment. Explain the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{scope}: the {entered_ha} ha of farmland that entered have the mean quality grade {entered}, the {removed_ha} ha removed had {removed}; a larger number is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{scope}: the {entered_ha} ha of farmland that entered have the mean quality grade {entered}, the {removed_ha} ha removed had {removed}; a smaller number is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{scope}: {removed} ha of basic farmland (area of the parcels, because not both layers have net areas) were removed and {entered} ha entered; {allowed} ha need not be replaced, so {missing} ha are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{scope}: {removed} ha of basic farmland (net of deductions) were removed and {entered} ha entered; {allowed} ha need not be replaced, so {missing} ha are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence}
{reservation}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AdjustmentAlgorithm</name>
    <message>
        <source>Adjustment</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AdjustmentCheck</name>
    <message>
        <source>Finding points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished">问题</translation>
    </message>
    <message>
        <source>One point inside each finding that has a place, easier to see on a small-scale map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row per finding with the land it is about; a finding on an indicator or on the whole has no shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{checks} are no checks of this algorithm; it runs {allowed}. Use Run self-check for the others.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlgorithmRun</name>
    <message>
        <source>The algorithm {algorithm} is not there: switch on the provider Land Plan Toolbox in the options of Processing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Area</name>
    <message>
        <source>The coordinate reference system {crs} cannot be read, so areas on the ellipsoid cannot be computed. Assign the coordinate reference system the data were made in.</source>
        <translation>无法识别坐标参考系 {crs}，不能计算椭球面积。请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>The coordinate reference system {crs} is neither geographic nor projected, so areas on the ellipsoid cannot be computed. Assign the coordinate reference system the data were made in.</source>
        <translation>坐标参考系 {crs} 既不是地理坐标系，也不是投影坐标系，不能计算椭球面积。请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>The coordinate reference system {crs} names no geodetic datum, so areas on the ellipsoid cannot be computed. Assign the coordinate reference system the data were made in.</source>
        <translation>坐标参考系 {crs} 未指明大地基准，不能计算椭球面积。请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>The layer has no valid coordinate reference system, so its areas on the ellipsoid cannot be computed. Assign the coordinate reference system the data were made in.</source>
        <translation>图层没有有效的坐标参考系，不能计算椭球面积。请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>area on the ellipsoid {ellipsoid} by the official method (国土调查办发〔2008〕32号), coordinates of {crs} brought to longitude and latitude by PROJ, edges longer than 70 m divided</source>
        <translation>按国土调查办发〔2008〕32号规定的方法计算 {ellipsoid} 椭球面积：{crs} 坐标由 PROJ 换算为经纬度，长于 70 m 的边加密</translation>
    </message>
    <message>
        <source>area on the ellipsoid {ellipsoid} by the official method (国土调查办发〔2008〕32号), from longitude and latitude, edges longer than 70 m divided</source>
        <translation>按国土调查办发〔2008〕32号规定的方法计算 {ellipsoid} 椭球面积：直接采用经纬度，长于 70 m 的边加密</translation>
    </message>
    <message>
        <source>area on the ellipsoid {ellipsoid} by the official method (国土调查办发〔2008〕32号), inverse Gauss-Kruger projection with central meridian {meridian}°, edges longer than 70 m divided</source>
        <translation>按国土调查办发〔2008〕32号规定的方法计算 {ellipsoid} 椭球面积：高斯-克吕格投影反算（中央经线 {meridian}°），长于 70 m 的边加密</translation>
    </message>
</context>
<context>
    <name>BackgroundTask</name>
    <message>
        <source>The work stopped because of an unexpected error ({details}). The log panel, tab {log}, has the rest.</source>
        <translation>出现意外错误（{details}），操作已中止。详情见日志面板的“{log}”选项卡。</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back to the current results</source>
        <translation>返回当前结果</translation>
    </message>
</context>
<context>
    <name>BindingsView</name>
    <message>
        <source>CRS without a code</source>
        <translation>坐标参考系无代号</translation>
    </message>
    <message>
        <source>Choose the layer…</source>
        <translation>选择图层…</translation>
    </message>
    <message>
        <source>Known names: {names}</source>
        <translation>可识别的名称：{names}</translation>
    </message>
    <message>
        <source>Looked for as {names}</source>
        <translation>按名称查找：{names}</translation>
    </message>
    <message>
        <source>Missing: no layer named {names}</source>
        <translation>缺失：没有名为 {names} 的图层</translation>
    </message>
    <message>
        <source>No role of the rule pack claims these layers; they are listed, not checked.</source>
        <translation>规则包未涉及这些图层，仅列出，不检查。</translation>
    </message>
    <message>
        <source>Other layers of the source ({count})</source>
        <translation>数据源中的其他图层（{count}）</translation>
    </message>
    <message>
        <source>conditional</source>
        <translation>条件必备</translation>
    </message>
    <message>
        <source>no CRS</source>
        <translation>无坐标参考系</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>required</source>
        <translation>必备</translation>
    </message>
    <message>
        <source>table</source>
        <translation>无几何表</translation>
    </message>
    <message>
        <source>{count} features</source>
        <translation>{count} 个要素</translation>
    </message>
</context>
<context>
    <name>CheckAdjustment</name>
    <message>
        <source>Basic farmland after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic farmland before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check adjustment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compares the basic farmland before and after an adjustment and judges every change: land that was removed needs a reason and its evidence, land that entered a criterion and no ban; as much land as was removed has to enter, and no worse; the urban fringe keeps range, area and quality; nothing changes where the layout must not change; indicators change in the direction assigned and are kept by what the layers measure. The findings keep their identity from run to run in the workspace. The verdict is “incomplete” while one of the checks did not run without which an adjustment cannot be judged. The delivery is never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delineation after the adjustment. Empty: the layer of the delivery.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delineation before the adjustment. Empty: the layer of the delivery.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judges every change of a delineation of basic farmland by the rules of a plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adjustment,basic farmland,replacement,balance,urban fringe,evidence,indicators</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckAreas</name>
    <message>
        <source>Area field (m²)</source>
        <translation>面积字段（m²）</translation>
    </message>
    <message>
        <source>Check areas</source>
        <translation>面积检查</translation>
    </message>
    <message>
        <source>Compares the declared area of each feature with its area on the ellipsoid.</source>
        <translation>将各要素的填报面积与椭球面积进行比较。</translation>
    </message>
    <message>
        <source>Computes the area of every feature on the ellipsoid of the layer&apos;s coordinate reference system by the official method (segments over 70 m are divided, coordinates and angles rounded as prescribed) and lists the features whose declared area differs by more than the tolerance. Areas measured on the map plane differ from this by up to 5.5 parts in 10,000 at 150 km from the central meridian and must not be compared with it.</source>
        <translation>按规定的方法在图层坐标参考系的椭球上计算每个要素的面积（长于 70 m 的线段加密，坐标和角度按规定取位），列出填报面积与其相差超过容差的要素。距中央经线 150 km 处，投影平面面积与椭球面积的相对差可达万分之 5.5，两者不得直接比较。</translation>
    </message>
    <message>
        <source>Differences up to this are allowed; rounding alone can move an area by 0.01 m².</source>
        <translation>差值不超过此值视为相符；仅取位就可能造成 0.01 m² 的差异。</translation>
    </message>
    <message>
        <source>Differing features</source>
        <translation>面积不符的要素</translation>
    </message>
    <message>
        <source>Field whose value names a feature in the result, for example BSM.</source>
        <translation>结果中用来标识要素的字段，例如 BSM。</translation>
    </message>
    <message>
        <source>Field with the declared area in square metres; TBMJ when left empty.</source>
        <translation>填报面积所在的字段，单位为平方米；留空则采用 TBMJ。</translation>
    </message>
    <message>
        <source>Key field</source>
        <translation>标识字段</translation>
    </message>
    <message>
        <source>Polygon layer</source>
        <translation>面图层</translation>
    </message>
    <message>
        <source>Relative tolerance</source>
        <translation>相对容差</translation>
    </message>
    <message>
        <source>Share of the computed area that is allowed as difference; the larger of both tolerances counts.</source>
        <translation>允许的差值与计算面积之比；两个容差取较大者。</translation>
    </message>
    <message>
        <source>The features whose declared area differs, with both areas and the difference.</source>
        <translation>填报面积不符的要素，附填报面积、计算面积和差值。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds no numbers.</source>
        <translation>图层“{layer}”的字段 {field} 不是数值字段。</translation>
    </message>
    <message>
        <source>The layer to check; it needs a coordinate reference system.</source>
        <translation>要检查的图层，必须有坐标参考系。</translation>
    </message>
    <message>
        <source>The layer {layer} holds no polygons, so it has no areas.</source>
        <translation>图层“{layer}”不是面图层，没有面积。</translation>
    </message>
    <message>
        <source>Tolerance (m²)</source>
        <translation>容差（m²）</translation>
    </message>
    <message>
        <source>Total area (m²)</source>
        <translation>总面积（m²）</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>area,ellipsoid,TBMJ,parcel area,CGCS2000,Xi&apos;an 1980</source>
        <translation>面积,椭球面积,图斑面积,TBMJ,CGCS2000,西安80,area,ellipsoid</translation>
    </message>
</context>
<context>
    <name>CheckAttributes</name>
    <message>
        <source>Check attributes</source>
        <translation>属性检查</translation>
    </message>
    <message>
        <source>Checks the values of a delivery against its rule pack: mandatory and unique values, code lists, lengths, forms, ranges, names beside codes, key prefixes, references between layers and conditions between fields. A finding is placed at a point inside the feature.</source>
        <translation>对照规则包检查成果的属性值：必填、唯一、值域、长度、格式、取值范围、代码与名称对应、编码前缀、图层间引用以及字段间的逻辑条件。每个问题定位于要素内部的一点。</translation>
    </message>
    <message>
        <source>Checks values, codes, keys and conditions of a delivery.</source>
        <translation>检查成果的属性值、代码、标识和逻辑条件。</translation>
    </message>
    <message>
        <source>attributes,values,codes,domain,required,unique,key,condition</source>
        <translation>属性,值域,代码,必填,唯一,标识码,逻辑,attributes,codes,unique</translation>
    </message>
</context>
<context>
    <name>CheckGeometry</name>
    <message>
        <source>Check geometry</source>
        <translation>几何检查</translation>
    </message>
    <message>
        <source>Corners sharper than this are reported as spikes; 0 reports only borders that turn straight back.</source>
        <translation>小于此角度的拐角报为尖角；0 表示仅报原路折返的边界。</translation>
    </message>
    <message>
        <source>Error places</source>
        <translation>错误位置</translation>
    </message>
    <message>
        <source>Field whose value names a feature in the result, for example BSM.</source>
        <translation>结果中用来标识要素的字段，例如 BSM。</translation>
    </message>
    <message>
        <source>Finds every place where a polygon is invalid (crossing or touching borders, holes outside, parts over one another, missing or broken geometry) or suspicious (duplicate vertices, spikes, short segments, several parts). All places of a feature are listed, not only the first. Places that make a polygon invalid count as errors, the others as warnings.</source>
        <translation>找出面的全部无效之处（边界自相交或自接触、内环越界、部件相互重叠、几何图形缺失或损坏）和可疑之处（重复点、尖角、短线段、多部件）。同一要素的所有位置全部列出，而不是只列第一处。使面无效的位置计为错误，其余计为警告。</translation>
    </message>
    <message>
        <source>Finds every place where a polygon is invalid or suspicious.</source>
        <translation>找出面的全部无效和可疑之处。</translation>
    </message>
    <message>
        <source>Invalid features</source>
        <translation>无效要素数</translation>
    </message>
    <message>
        <source>Key field</source>
        <translation>标识字段</translation>
    </message>
    <message>
        <source>One point per error place; features without geometry are listed without a point.</source>
        <translation>每处错误一个点；没有几何图形的要素只列记录，不带点。</translation>
    </message>
    <message>
        <source>Polygon layer</source>
        <translation>面图层</translation>
    </message>
    <message>
        <source>Segments shorter than this are reported; 0 turns this off.</source>
        <translation>报告短于此长度的线段；0 表示不检查。</translation>
    </message>
    <message>
        <source>Shortest segment (m)</source>
        <translation>最短线段（m）</translation>
    </message>
    <message>
        <source>Smallest angle (degrees)</source>
        <translation>最小角度（度）</translation>
    </message>
    <message>
        <source>The layer to check, for example land-use parcels.</source>
        <translation>要检查的图层，例如地类图斑。</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>geometry,valid,self-intersection,duplicate vertex,spike,multipart,bow-tie</source>
        <translation>几何,图形,有效性,自相交,重复点,尖角,多部件,geometry,valid,spike</translation>
    </message>
</context>
<context>
    <name>CheckStructure</name>
    <message>
        <source>Check structure</source>
        <translation>结构检查</translation>
    </message>
    <message>
        <source>Compares a delivery with the structure its rule pack demands: required layers, geometry types, fields with their types, lengths and decimals, coordinate reference systems and readable text.</source>
        <translation>对照规则包检查成果的数据结构：必备图层、几何类型、字段及其类型、长度和小数位数、坐标参考系以及文字编码。</translation>
    </message>
    <message>
        <source>Compares layers and fields of a delivery with the database standard.</source>
        <translation>对照数据库标准检查成果的图层和字段。</translation>
    </message>
    <message>
        <source>structure,fields,layers,schema,encoding,CRS,database standard</source>
        <translation>结构,字段,图层,编码,坐标参考系,数据库标准,structure,schema,CRS</translation>
    </message>
</context>
<context>
    <name>CheckThreeLines</name>
    <message>
        <source>Check three lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ecological redline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: the layer of the delivery.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds every place where two of the three lines overlap (permanent basic farmland, ecological redline, urban growth boundary), and where the urban growth boundary takes land it has to avoid, with the shape and area of the conflict. The rule set says which line has to give way: the plan of 2016 puts farmland and redline first without order among them, the rules of 2022 put farmland before the redline and the redline before the urban growth boundary. The findings keep their identity from run to run in the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds where basic farmland, ecological redline and urban growth boundary conflict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permanent basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Urban growth boundary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which line gives way: {rules}, or a rule set of your own pack. Empty: the default of the pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>three lines,basic farmland,ecological redline,urban growth boundary,conflict</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckTopology</name>
    <message>
        <source>Boundary to be filled</source>
        <translation>应铺满的边界</translation>
    </message>
    <message>
        <source>Check topology</source>
        <translation>拓扑检查</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复数</translation>
    </message>
    <message>
        <source>Error areas</source>
        <translation>错误区域</translation>
    </message>
    <message>
        <source>Error points</source>
        <translation>错误点</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误数</translation>
    </message>
    <message>
        <source>Features smaller than this are reported as slivers; 0 turns this off.</source>
        <translation>小于此面积的要素报为碎图斑；0 表示不检查。</translation>
    </message>
    <message>
        <source>Field whose value names a feature in the result, for example BSM.</source>
        <translation>结果中用来标识要素的字段，例如 BSM。</translation>
    </message>
    <message>
        <source>Finds every overlap, gap and duplicate of a polygon layer, features smaller than a limit, and where the layer leaves a boundary uncovered or reaches beyond it. Each error is written with its true geometry, both features and its area on the ellipsoid. Differences narrower than the tolerance are ignored. Invalid features do not stop the check and do not hide other errors; use “Check geometry” to find their places.</source>
        <translation>找出面图层的全部重叠、缝隙和重复，小于限值的碎图斑，以及未铺满边界或超出边界之处。每个错误输出真实的错误图形、所涉及的两个要素和椭球面积。宽度小于容差的差异忽略不计。无效要素不会中断检查，也不会掩盖其他错误；其具体位置请用“几何检查”查找。</translation>
    </message>
    <message>
        <source>Finds overlaps, gaps, duplicates and slivers of a polygon layer.</source>
        <translation>找出面图层的重叠、缝隙、重复和碎图斑。</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>缝隙数</translation>
    </message>
    <message>
        <source>Key field</source>
        <translation>标识字段</translation>
    </message>
    <message>
        <source>One point inside each error, easier to see on a small-scale map.</source>
        <translation>每个错误内部一个点，便于在小比例尺地图上查看。</translation>
    </message>
    <message>
        <source>One polygon per error.</source>
        <translation>每个错误一个面。</translation>
    </message>
    <message>
        <source>Overlaps</source>
        <translation>重叠数</translation>
    </message>
    <message>
        <source>Overlaps and gaps narrower than this are not errors.</source>
        <translation>宽度小于此值的重叠和缝隙不计为错误。</translation>
    </message>
    <message>
        <source>Places outside the boundary</source>
        <translation>超出边界处数</translation>
    </message>
    <message>
        <source>Polygon layer</source>
        <translation>面图层</translation>
    </message>
    <message>
        <source>Polygons the layer has to cover exactly, for example the administrative area. May be left empty.</source>
        <translation>图层应恰好铺满的面，例如行政区。可留空。</translation>
    </message>
    <message>
        <source>Slivers</source>
        <translation>碎图斑数</translation>
    </message>
    <message>
        <source>Smallest area (m²)</source>
        <translation>最小面积（m²）</translation>
    </message>
    <message>
        <source>The layer is in {layer} and the boundary in {boundary}: bring both into one coordinate reference system.</source>
        <translation>图层的坐标参考系为 {layer}，边界为 {boundary}：请统一到同一坐标参考系。</translation>
    </message>
    <message>
        <source>The layer to check, for example land-use parcels.</source>
        <translation>要检查的图层，例如地类图斑。</translation>
    </message>
    <message>
        <source>Tolerance (m)</source>
        <translation>容差（m）</translation>
    </message>
    <message>
        <source>Uncovered places of the boundary</source>
        <translation>边界内未覆盖处数</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>topology,overlap,gap,duplicate,sliver,coverage,hole,boundary</source>
        <translation>拓扑,重叠,缝隙,重复图斑,碎图斑,铺满,边界,topology,overlap,gap,sliver</translation>
    </message>
</context>
<context>
    <name>ChecksTab</name>
    <message>
        <source>Checks and findings</source>
        <translation>检查项与问题</translation>
    </message>
    <message>
        <source>Choose a rule pack and a source on the Data tab.</source>
        <translation>请在“数据”选项卡中选择规则包和数据源。</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>Comparing two runs</source>
        <translation>正在比较两次检查</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Expand all</source>
        <translation>全部展开</translation>
    </message>
    <message>
        <source>No finding has “{text}” in it.</source>
        <translation>没有包含“{text}”的问题。</translation>
    </message>
    <message>
        <source>No finding is open. Checks passed: {passed}, with accepted exceptions only: {accepted}.</source>
        <translation>没有待处理的问题。通过 {passed} 项，仅有例外 {accepted} 项。</translation>
    </message>
    <message>
        <source>No finding so far: {done} of {all} checks have run.</source>
        <translation>暂无问题：已执行 {done}/{all} 项检查。</translation>
    </message>
    <message>
        <source>No finding: all {count} checks passed.</source>
        <translation>没有问题：{count} 项检查全部通过。</translation>
    </message>
    <message>
        <source>No open finding is left.</source>
        <translation>待处理的问题已全部处理完毕。</translation>
    </message>
    <message>
        <source>Not checked yet. Press “Run checks”.</source>
        <translation>尚未检查。请点击“开始检查”。</translation>
    </message>
    <message>
        <source>Recording the decision</source>
        <translation>正在保存处理意见</translation>
    </message>
    <message>
        <source>Run {later} compared with run {earlier}</source>
        <translation>第 {later} 次检查与第 {earlier} 次检查的比较</translation>
    </message>
    <message>
        <source>Run {run}</source>
        <translation>检查记录 {run}</translation>
    </message>
    <message>
        <source>Take back the last decision</source>
        <translation>撤销最近一次处理</translation>
    </message>
    <message>
        <source>The checks are running…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>The filter hides everything: press a count above to show its findings.</source>
        <translation>筛选条件隐藏了全部问题：点击上方的数量可显示相应问题。</translation>
    </message>
    <message>
        <source>The rule pack or the source cannot be used: see the Data tab.</source>
        <translation>规则包或数据源无法使用，详见“数据”选项卡。</translation>
    </message>
    <message>
        <source>The run was cancelled: {count} checks did not end.</source>
        <translation>检查已取消：{count} 项检查未完成。</translation>
    </message>
    <message>
        <source>There is no decision to take back on the selected findings.</source>
        <translation>所选问题没有可撤销的处理。</translation>
    </message>
    <message>
        <source>This was the first finding.</source>
        <translation>已是第一个问题。</translation>
    </message>
    <message>
        <source>This was the last finding.</source>
        <translation>已是最后一个问题。</translation>
    </message>
    <message>
        <source>{finding}: its place cannot be shown in the map&apos;s coordinate reference system.</source>
        <translation>{finding}：该问题的位置无法在地图的坐标参考系中显示。</translation>
    </message>
    <message>
        <source>{finding}: this finding has no place on the map.</source>
        <translation>{finding}：该问题没有图上位置。</translation>
    </message>
</context>
<context>
    <name>CompareDelineations</name>
    <message>
        <source>A row per dimension (class, quality, slope, unit), change and pair of values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row per unit and the total: before, kept, out, in, after, slivers, and the area-weighted mean grades of the land before, out, in and after.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrative units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After {AFTER_AREA} m² = kept {KEPT_AREA} m² − slivers out {SLIVERS_OUT_AREA} m² + slivers in {SLIVERS_IN_AREA} m² + in {IN_AREA} m²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before {BEFORE_AREA} m² = kept {KEPT_AREA} m² + out {OUT_AREA} m²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare delineations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declared ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delineation after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delineation before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences into which no circle of this diameter fits are no change. Left empty: the rule pack&apos;s; 0: everything is listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences to the declared ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features whose land is not what they declare, and changes that nobody declared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the quality grade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds the land that two delineations share, that left and that entered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept, out and in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land-use parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lays two delineations over each other that were digitised independently and writes the land that is kept, that left and that entered, with its area on the ellipsoid. What is narrower than the sliver width is two drawings of one border and no change: it stays with the kept land and its sum is reported, so that before = kept + out and after = kept − slivers out + slivers in + in. Overlapping features count once. With parcels the pieces are cut by them and carry class, quality and slope; with units the ledger has a row for each. The transfer matrix says which classes, grades, slopes and units changed into which. A declared ledger (JBNTHRHC) is held against the true difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger of the units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No quality grade is known of {before} ha before and {after} ha after; the mean grades leave them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the parcels, or of the delineations where no parcels are given. Left empty: the field of the rule pack, where the layer has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One polygon per piece; change is kept, out or in. Kept and out together are the land before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons declared as kept, entered or removed (JBNTHRHC with HRHCLXDM 0, 1, 2), to be held against the true difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons, for example the basic farmland before the adjustment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons; another coordinate reference system is no obstacle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say class, quality and slope of every piece. Left empty: the fields of both delineations do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sliver width (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slivers in (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slivers out (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no declared ledger, so there are no differences to it: the layer of differences is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Towns or villages with their codes. Left empty: the codes in the fields of the delineations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comparison,change,kept,removed,entered,transfer matrix,ledger,before,after,sliver</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare two runs</source>
        <translation>比较两次检查</translation>
    </message>
    <message>
        <source>Earlier run</source>
        <translation>前次检查</translation>
    </message>
    <message>
        <source>Later run</source>
        <translation>后次检查</translation>
    </message>
    <message>
        <source>The earlier run must be older than the later one.</source>
        <translation>前次检查必须早于后次检查。</translation>
    </message>
</context>
<context>
    <name>ComparedFindings</name>
    <message>
        <source>Gone: only in the earlier run</source>
        <translation>已消除：仅前次检查有</translation>
    </message>
    <message>
        <source>New: only in the later run</source>
        <translation>新增：仅后次检查有</translation>
    </message>
    <message>
        <source>Not checked again: the later run did not finish these checks</source>
        <translation>未复查：后次检查未完成这些检查项</translation>
    </message>
    <message>
        <source>Not checked before: the earlier run did not finish these checks</source>
        <translation>前次未查：前次检查未完成这些检查项</translation>
    </message>
    <message>
        <source>Still there: in both runs</source>
        <translation>仍存在：两次检查均有</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>{layers} has no field {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} has no coordinate reference system, so no area can be computed. Assign the coordinate reference system the data were made in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} has no field {field}, so it is not known which land it declares as kept, entered or removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} holds no polygons: choose a polygon layer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConsolidationReserve</name>
    <message>
        <source>Administrative areas with their codes; a reserve lies in one of them. Left empty: those of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic farmland in contiguous farmland smaller than this counts as scattered, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic farmland: {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code of the steepest slope class that may be part of a reserve; all: any slope. Left empty: the limit of the rule pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consolidation reserve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consolidation reserves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contiguous blocks of farmland that a reserve brings together at least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws the areas in which scattered farmland can be brought together and improved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Farmland in reserves (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Farmland not further apart than this is brought together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewest blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land to be converted (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land-use parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest gap (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least share of farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger of the towns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left empty: the limit of the rule pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits: gap {gap} m, area {area} m², blocks {blocks}, share of farmland {share}, small block {block} m²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No basic farmland was given: all farmland counts as not being basic farmland.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels of the reserves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reserves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reserves are drawn town by town: choose the layer of towns, or add it to the layers of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scattered farmland is farmland that is not basic farmland, and basic farmland in contiguous farmland that is too small. Scattered farmland of one town that is not further apart than the gap forms a group. Land that can be converted (by the pack&apos;s list of land classes) joins a group where it lies between blocks of its farmland or is enclosed by it, as long as the share of farmland stays above the limit. Groups that are large enough are reserves. Parcels under a ban of the pack (redline, flood way, areas for construction and others), parcels that are too steep and parcels across the border of a town stay out; no parcel is split. The log names the layers of bans that were not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share (0 to 1) of a reserve&apos;s area that is farmland already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small block (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller groups are no reserve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest reserve (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steepest slope class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table with the areas of each town in hectares.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The basic farmland, after its delineation where there is one. Left empty: the layer of the plan, else all farmland counts as not being basic farmland.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The land-use parcels (DLTB) of the county with their land classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reserves with their areas, share of farmland, blocks before, mean quality and slope class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their parcels (farmland, convertible), and the scattered farmland left out with the reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Towns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>basic farmland,consolidation,reserve,scattered farmland,land readjustment,town plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} farmland parcels stay out: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels of scattered farmland are in groups too small for a reserve, or of too few blocks.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Corrections</name>
    <message>
        <source>A spreadsheet holds at most {most} rows, but the run has {count} findings. Run fewer checks at a time, or use the finding table of the workspace.</source>
        <translation>电子表格最多容纳 {most} 行，而本次检查有 {count} 个问题。请减少每次检查的检查项，或直接使用工作空间中的问题表。</translation>
    </message>
    <message>
        <source>The correction list {path} cannot be written. Choose another folder.</source>
        <translation>无法写入整改清单 {path}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The correction list {path} must be a file ending with .xlsx or .ods.</source>
        <translation>整改清单 {path} 的扩展名必须是 .xlsx 或 .ods。</translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message>
        <source>The borders of the layer lie too close together for a tolerance of {tolerance}. Give a smaller tolerance.</source>
        <translation>图层中的边界相距过近，不适用容差 {tolerance}。请减小容差。</translation>
    </message>
    <message>
        <source>Two features near {x}, {y} could not be overlaid ({reason}). Repair the geometries found by the geometry check and run again.</source>
        <translation>坐标 {x}, {y} 附近的两个要素无法叠加（{reason}）。请先修复几何检查发现的问题，再重新执行。</translation>
    </message>
</context>
<context>
    <name>DataTab</name>
    <message>
        <source>(chosen with the source)</source>
        <translation>（选择数据源后自动确定）</translation>
    </message>
    <message>
        <source>Add layers to the map</source>
        <translation>添加到地图</translation>
    </message>
    <message>
        <source>Add the bound layers to the open project</source>
        <translation>将已绑定的图层添加到当前工程</translation>
    </message>
    <message>
        <source>Bind the selected role by hand</source>
        <translation>手工绑定所选图层</translation>
    </message>
    <message>
        <source>Choose layer…</source>
        <translation>选择图层…</translation>
    </message>
    <message>
        <source>Choose the data source, or drop a folder, .gdb, .gpkg or .shp here.</source>
        <translation>请选择数据源，或将文件夹、.gdb、.gpkg、.shp 拖放到此处。</translation>
    </message>
    <message>
        <source>Choose the rule pack of the plan you check, then the delivered data.</source>
        <translation>请先选择所检规划的规则包，再选择成果数据。</translation>
    </message>
    <message>
        <source>Data source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>Findings of {source} are kept. If this is the same delivery, handed in again or moved, they go on with it.</source>
        <translation>已保存有 {source} 的检查问题。如果本成果是其重新提交或移动位置后的版本，可沿用这些问题。</translation>
    </message>
    <message>
        <source>Go on with them</source>
        <translation>沿用</translation>
    </message>
    <message>
        <source>Keep the results in</source>
        <translation>检查结果保存到</translation>
    </message>
    <message>
        <source>Keep the results in another file</source>
        <translation>将检查结果保存到其他文件</translation>
    </message>
    <message>
        <source>Layers the rule pack knows</source>
        <translation>规则包中的图层</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Problems of the rule pack or source</source>
        <translation>规则包或数据源存在的问题</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Read rule pack and source anew</source>
        <translation>重新读取规则包和数据源</translation>
    </message>
    <message>
        <source>Results in</source>
        <translation>结果保存至</translation>
    </message>
    <message>
        <source>Rule pack</source>
        <translation>规则包</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>The rule pack cannot be used. Mend it and press “Read again”, or choose another one.</source>
        <translation>规则包无法使用。请修改后点击“重新读取”，或选择其他规则包。</translation>
    </message>
    <message>
        <source>The source cannot be used.</source>
        <translation>数据源无法使用。</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作空间</translation>
    </message>
    <message>
        <source>{bound} of {all} layers found</source>
        <translation>已找到 {bound}/{all} 个图层</translation>
    </message>
    <message>
        <source>{count} ambiguous</source>
        <translation>{count} 个不唯一</translation>
    </message>
    <message>
        <source>{count} not as demanded</source>
        <translation>{count} 个不符合要求</translation>
    </message>
    <message>
        <source>{count} required layers missing</source>
        <translation>缺少 {count} 个必备图层</translation>
    </message>
</context>
<context>
    <name>Dataset</name>
    <message>
        <source>Layer {layer} cannot be read.</source>
        <translation>图层“{layer}”无法读取。</translation>
    </message>
    <message>
        <source>Layer {layer} of the project cannot be read ({reason}). Repair its data source or remove the layer.</source>
        <translation>工程中的图层“{layer}”无法读取（{reason}）。请修复其数据源或移除该图层。</translation>
    </message>
    <message>
        <source>Layer {layer} of {file} is no longer there or has other fields. Open the data source again.</source>
        <translation>{file} 中的图层“{layer}”已不存在或字段已改变。请重新打开数据源。</translation>
    </message>
    <message>
        <source>Layer {layer} was changed while it was read. Start again when it is at rest.</source>
        <translation>图层“{layer}”在读取过程中被修改。请在停止编辑后重新开始。</translation>
    </message>
    <message>
        <source>Layer {layer}, chosen by hand for “{role}”, is not in the data source. Choose another layer.</source>
        <translation>为“{role}”手工选择的图层“{layer}”不在数据源中。请另选图层。</translation>
    </message>
    <message>
        <source>No data source was given. Choose a file or a folder.</source>
        <translation>未指定数据源。请选择文件或文件夹。</translation>
    </message>
    <message>
        <source>No layer is named {names}. Add “{role}” to the data source, or choose a layer by hand.</source>
        <translation>没有名为 {names} 的图层。请在数据源中补充“{role}”，或手工选择图层。</translation>
    </message>
    <message>
        <source>No layer: “{role}” was set to none by hand.</source>
        <translation>无图层：“{role}”已手工设为不绑定。</translation>
    </message>
    <message>
        <source>QGIS cannot open layer {layer} of {file}. Characters such as % and | in the names of folders, files and layers can be the cause: rename what has them and try again.</source>
        <translation>QGIS 无法打开 {file} 中的图层“{layer}”。原因可能是文件夹、文件或图层名称中含有 %、| 等字符：请改名后重试。</translation>
    </message>
    <message>
        <source>QGIS shows layer {layer} in {shown}, but the texts of its file are {encoding}. End editing, choose {encoding} in the layer properties (Source) and start again.</source>
        <translation>QGIS 以 {shown} 编码显示图层“{layer}”，而文件中的文字为 {encoding} 编码。请结束编辑，在图层属性的“源”页中选择 {encoding}，再重新开始。</translation>
    </message>
    <message>
        <source>The .cpg file of {file} says {declared}, but its texts are {encoding}; they were read as {encoding}. Correct the .cpg file.</source>
        <translation>{file} 的 .cpg 文件声明为 {declared}，而文字实为 {encoding} 编码，已按 {encoding} 读取。请改正 .cpg 文件。</translation>
    </message>
    <message>
        <source>The project has no vector layer. Open the data or choose a data source.</source>
        <translation>当前工程没有矢量图层。请打开数据或选择数据源。</translation>
    </message>
    <message>
        <source>The shapefile {file} lacks its {suffix} file. A shapefile is complete only with .shp, .shx and .dbf; copy them all into the same folder.</source>
        <translation>Shapefile {file} 缺少 {suffix} 文件。完整的 Shapefile 至少包括 .shp、.shx 和 .dbf，请将其全部复制到同一文件夹。</translation>
    </message>
    <message>
        <source>The texts of {file} are neither valid UTF-8 nor valid GBK; they were read as {encoding} and may be wrong. Export the shapefile again with a known encoding.</source>
        <translation>{file} 中的文字既不是有效的 UTF-8，也不是有效的 GBK；已按 {encoding} 读取，可能有误。请以明确的编码重新导出 Shapefile。</translation>
    </message>
    <message>
        <source>{count} layers may be “{role}”: {layers}. Choose one by hand, or leave only one in the data source.</source>
        <translation>有 {count} 个图层可能是“{role}”：{layers}。请手工选择其一，或在数据源中只保留一个。</translation>
    </message>
    <message>
        <source>{count} of {total} different texts of {file} are not valid {encoding} and show wrong characters. Correct these values and export the shapefile again.</source>
        <translation>{file} 的 {total} 个不同文字值中有 {count} 个不是有效的 {encoding} 编码，显示为乱码。请改正这些值并重新导出 Shapefile。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation>{file} 无法读取：{reason}。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}. The file may be damaged or incomplete; ask for it again.</source>
        <translation>{file} 无法读取：{reason}。文件可能已损坏或不完整，请重新索取。</translation>
    </message>
    <message>
        <source>{file} declares code page {declared}, but its texts are {encoding}; they were read as {encoding}. Add a .cpg file that says {encoding}.</source>
        <translation>{file} 声明的代码页为 {declared}，而文字实为 {encoding} 编码，已按 {encoding} 读取。请补充声明为 {encoding} 的 .cpg 文件。</translation>
    </message>
    <message>
        <source>{file} does not exist. Check the spelling and whether the drive is connected.</source>
        <translation>{file} 不存在。请检查路径是否正确、磁盘是否已连接。</translation>
    </message>
    <message>
        <source>{file} does not say which encoding its texts are in; they were read as {encoding}. Add a .cpg file that says {encoding}.</source>
        <translation>{file} 未声明文字编码，已按 {encoding} 读取。请补充声明为 {encoding} 的 .cpg 文件。</translation>
    </message>
    <message>
        <source>{file} holds no layer. Ask for a file with the data.</source>
        <translation>{file} 中没有图层。请索取含有数据的文件。</translation>
    </message>
    <message>
        <source>{file} is a workspace: it keeps the findings of checks and holds no data to check. Choose the data themselves.</source>
        <translation>{file} 是工作空间，保存的是检查问题，其中没有可检查的数据。请选择成果数据本身。</translation>
    </message>
    <message>
        <source>{file} is an archive. Unpack it first and choose the folder.</source>
        <translation>{file} 是压缩包。请先解压，再选择解压后的文件夹。</translation>
    </message>
    <message>
        <source>{file} is cut off: it has {size} bytes and should have {announced}. The copy or download was not complete; copy it again.</source>
        <translation>{file} 不完整：应有 {announced} 字节，实有 {size} 字节。复制或下载未完成，请重新复制。</translation>
    </message>
    <message>
        <source>{file} is damaged or incomplete. Copy it again or ask for it again.</source>
        <translation>{file} 已损坏或不完整。请重新复制或重新索取。</translation>
    </message>
    <message>
        <source>{file} is empty (0 bytes). Ask for the file again.</source>
        <translation>{file} 是空文件（0 字节）。请重新索取。</translation>
    </message>
    <message>
        <source>{file} is locked by another program ({reason}). Close it there and try again.</source>
        <translation>{file} 已被其他程序锁定（{reason}）。请在该程序中关闭后重试。</translation>
    </message>
    <message>
        <source>{file} is named .gdb but holds no geodatabase. Ask for it again, or rename the folder if it holds other files.</source>
        <translation>{file} 以 .gdb 命名，但不是地理数据库。请重新索取；如果存放的是其他文件，请将文件夹改名。</translation>
    </message>
    <message>
        <source>{file} is named .gpkg but is no GeoPackage. Ask for the file again.</source>
        <translation>{file} 以 .gpkg 命名，但不是 GeoPackage。请重新索取。</translation>
    </message>
    <message>
        <source>{file} is named .shp but is no shapefile. Ask for the file again.</source>
        <translation>{file} 以 .shp 命名，但不是 Shapefile。请重新索取。</translation>
    </message>
    <message>
        <source>{file} is no DBF table. Ask for the shapefile again.</source>
        <translation>{file} 不是 DBF 表。请重新索取该 Shapefile。</translation>
    </message>
    <message>
        <source>{file} is not a GIS file that can be read here. Give a geodatabase (.gdb), a GeoPackage (.gpkg), a shapefile (.shp) or a folder of them.</source>
        <translation>{file} 不是可读取的 GIS 文件。请提供地理数据库（.gdb）、GeoPackage（.gpkg）、Shapefile（.shp）或存放它们的文件夹。</translation>
    </message>
    <message>
        <source>{file} may not be read: access is denied or another program has locked it. Close it there or ask for the right to read it.</source>
        <translation>{file} 不允许读取：没有访问权限，或已被其他程序锁定。请在该程序中关闭，或申请读取权限。</translation>
    </message>
    <message>
        <source>{folder} holds more than {count} files. Choose the folder of one delivery.</source>
        <translation>{folder} 中的文件超过 {count} 个。请选择单份成果所在的文件夹。</translation>
    </message>
    <message>
        <source>{folder} holds no data that can be read here: no geodatabase (.gdb), GeoPackage (.gpkg) or shapefile (.shp), not in its folders either. Choose the folder with the data.</source>
        <translation>{folder} 及其子文件夹中没有可读取的数据：既无地理数据库（.gdb），也无 GeoPackage（.gpkg）或 Shapefile（.shp）。请选择数据所在的文件夹。</translation>
    </message>
    <message>
        <source>{layer} has {found}, but “{role}” needs {expected}. Deliver the layer with the right geometry type or choose another one.</source>
        <translation>图层“{layer}”的几何类型为{found}，而“{role}”要求{expected}。请提交几何类型正确的图层，或另选图层。</translation>
    </message>
    <message>
        <source>{layer} lacks {count} of the {total} fields that “{role}” requires: {fields}. Add them or choose another layer.</source>
        <translation>图层“{layer}”缺少“{role}”所要求的 {total} 个字段中的 {count} 个：{fields}。请补充字段或另选图层。</translation>
    </message>
    <message>
        <source>{layer} was recognised as “{role}” by its fields, not by its name. Rename it to {name}, or choose another layer if this is not right.</source>
        <translation>图层“{layer}”是按字段（而非名称）识别为“{role}”的。请将其改名为 {name}；如识别有误，请另选图层。</translation>
    </message>
    <message>
        <source>{layer} was taken for “{role}” by part of its name. Choose another layer if this is not right.</source>
        <translation>图层“{layer}”是按部分名称识别为“{role}”的。如识别有误，请另选图层。</translation>
    </message>
    <message>
        <source>{layer} was taken; {others} has the same name but not the geometry type or fields of “{role}”.</source>
        <translation>已采用 {layer}；{others} 名称相同，但几何类型或字段不符合“{role}”的要求。</translation>
    </message>
</context>
<context>
    <name>DecisionDialog</name>
    <message>
        <source>Choose the document that supports the decision</source>
        <translation>选择举证材料</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Evidence (file)</source>
        <translation>举证材料（文件）</translation>
    </message>
    <message>
        <source>Mark as exception</source>
        <translation>标为例外</translation>
    </message>
    <message>
        <source>Mark as fixed</source>
        <translation>标为已改正</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Why this is no defect, or why it may stay (required)</source>
        <translation>说明为何不属于问题，或为何可以保留（必填）</translation>
    </message>
    <message>
        <source>{count} findings</source>
        <translation>{count} 个问题</translation>
    </message>
</context>
<context>
    <name>DelineateFarmland</name>
    <message>
        <source>A parcel counts as basic farmland when at least the pack&apos;s share of it lies in this layer. Left empty: the layer of the plan, if there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row per unit and the total: target, before, kept, out, in, after, shortfall and what would close it, quality, mix of classes and slopes, blocks and borders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrative units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All parcels of the county with their land class; fields are found by the names of the rule pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Areas whose layout must not change, besides those of the plan. A parcel belongs to them from the same share on that makes it basic farmland.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic farmland before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before {before} ha, kept {kept} ha, out {out} ha, in {entered} ha, after {after} ha; mean quality grade {quality_before} → {quality_after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-up areas or main roads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codes of units whose layout must not change, separated by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact: {area} ha, mean grade {quality}, border {boundary} km; no choice has less than {bound} km (proven, gap {gap} %); {changed} parcels differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut parcels at the borders of units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delineate basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delineated (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delineates permanent basic farmland up to the target of every town or village.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distances are reckoned from these. Left empty: the layers of the plan, else the parcels of built-up classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the area of a target (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the unit code of a target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How land is chosen where there is a choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept, entered and removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land that is filled in must be part of a block of at least this area. Left empty: the rule pack&apos;s; 0: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land-use parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger of the units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left empty: the field of the rule pack, else the one whose values fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let land leave that may, where the target is met without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean quality grade after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean quality grade before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Near to far: {area} ha, mean grade {quality}, border {boundary} km</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otherwise a parcel belongs to the unit that holds the largest part of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otherwise only what must leave leaves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screens the parcels against the criteria of the rule pack, keeps what is stable, takes out what must leave, takes in what must enter, and fills up every unit to its target: from near to far (rings around built-up areas and main roads), within a ring from high to low quality. The order “compact” chooses land with the shortest borders instead, at equal area and not lower quality, and says how far that is from a proven bound. Filled land lies in contiguous blocks of at least the minimum; frozen land stays as it is; parcels are not split unless you ask for it at the borders of units. Nothing enters against the rules: where a target cannot be met, the log and the ledger say how much is missing and what would close it. All areas are net areas on the ellipsoid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortfall (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest contiguous block (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of documents by parcel. Left empty: the table of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table with a unit code and an area in hectares; one row for the whole county works, too. Left empty: the table of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The basic farmland after the delineation, in the schema of the rule pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger layer of the rule pack (JBNTHRHC): parcels kept, entered and removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Towns or villages with their codes. Left empty: the layer of the plan that has the codes of the targets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit {code} {name} lies {missing} ha below its target of {target} ha. {remedies}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units below their target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With reasons, clause and evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compact: shortest borders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>near to far, high to low quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>permanent basic farmland,delineation,target,town,fill order,ledger,quality,compact</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Delineation</name>
    <message>
        <source>In {layer} {count} keys in the field {field} belong to several parcels each, for example {key}. Parcels are told apart by this field: correct it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No parcel has a value of {measure}: give the layer, field or elevation model it comes from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The elevation model does not cover {count} parcels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds no code of an administrative unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layers of the plan are missing: give the data source they are in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parcel layer {layer} has no field {field} ({title}), so it cannot be told what is farmland.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parcel layer {layer} holds no parcel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parcels have no field {field} ({title}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} delineates no basic farmland: it has no delineation.yaml. Choose another pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are targets in {layer} but no administrative units they belong to: give the layer of units.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no basic farmland now, so no parcel was judged for leaving.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no table of evidence, so no parcel has any: {codes} were judged without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} {title}: for {count} parcels it cannot be told, because a value is not known; it counts as not met there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} {title}: the condition cannot be evaluated for {count} parcels ({reason}); it counts as not met there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels have no land class, or one the code list does not know; they are not farmland.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels lie in no administrative unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels of farmland have no quality grade; the county&apos;s mean is that of the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} cannot serve as the layer of administrative units: it has to hold polygons and to have a coordinate reference system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} has no coordinate reference system, so no area can be computed: assign its CRS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} has no field {field} with the codes of the administrative units. Choose the field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} has no field {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} holds no polygons: choose a polygon layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} is no table of evidence: it has no field {field} ({title}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer}: {count} rows are about parcels that do not exist, for example {examples}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer}: {count} rows have a kind of evidence the rule pack does not know, for example {examples}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer}: {count} rows name no document and prove nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unit} has no target, so waiting land must not leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unit}: {sure} ha are sure, the target of {target} ha is met; up to {spare} ha of waiting land may leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unit}: {sure} ha are sure, {missing} ha are missing to the target of {target} ha; no waiting land may leave.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DelineationAlgorithm</name>
    <message>
        <source>Delineation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elevation model (DEM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the quality grade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the slope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File geodatabase, GeoPackage or folder with the layers the rules of the pack look at, found by their names. Left empty: the layers of the open project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heights in metres, in any coordinate reference system. Left empty: the slope comes from the field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id of a rule pack ({packs}) or the folder of your own.</source>
        <translation type="unfinished">规则包代号（{packs}），或自定义规则包所在的文件夹。</translation>
    </message>
    <message>
        <source>Left empty: the field of the rule pack, where the parcels have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other layers of the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule pack</source>
        <translation type="unfinished">规则包</translation>
    </message>
    <message>
        <source>Texts and whole numbers are codes of slope classes, decimal numbers are degrees. Left empty: the field of the rule pack, where the parcels have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The elevation model {layer} cannot be opened as a file. Save it as a file first (Export &gt; Save As).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} has no slope classes, so an elevation model is of no use: add slope to its pack.yaml, or leave the elevation model out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open project</source>
        <translation type="unfinished">当前工程</translation>
    </message>
</context>
<context>
    <name>DelineationLayers</name>
    <message>
        <source>Basic farmland as delineated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delineation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept, entered, removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger of the units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screened parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary of the screening</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DelineationTab</name>
    <message>
        <source>, typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">取消</translation>
    </message>
    <message>
        <source>Check the adjustment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking the adjustment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a rule pack and a source on the Data tab.</source>
        <translation type="unfinished">请在“数据”选项卡中选择规则包和数据源。</translation>
    </message>
    <message>
        <source>Delineate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delineating…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delineation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drops what was typed and takes the targets of the table again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give at least one target first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judgement and reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judges each parcel by the criteria of the plan: must it enter, may it stay, has it to leave?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger of the units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Net (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen the parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short of (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary of the screening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets of the units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of these results is no longer there: run the step again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This rule pack delineates no basic farmland, so there is nothing to do here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type targets, or paste a column from a spreadsheet. An empty target means: nothing is filled up there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would close it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all targets are met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing: {inputs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no target yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not eligible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing delineated yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} units fall short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} units, {area} ha</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{given} of {all} given</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DelineationWork</name>
    <message>
        <source>Cancelled; the earlier results stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks are running: cancel them first, or wait for their end.</source>
        <translation type="unfinished">检查正在进行：请先取消，或等待其结束。</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>The folder {path} does not exist. Make it or choose another one.</source>
        <translation>文件夹 {path} 不存在。请新建该文件夹或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder {path} is read-only: {name} cannot be written. Choose another folder.</source>
        <translation>文件夹 {path} 是只读的，无法写入 {name}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} belongs to the data that are checked and must not be written over. Give the result another name.</source>
        <translation>{path} 是受检数据的一部分，不能覆盖。请为输出文件另取名称。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. Close it in other programs, or choose another name.</source>
        <translation>{path} 无法写入：{reason}。请在其他程序中关闭该文件，或更换文件名。</translation>
    </message>
    <message>
        <source>{path} is a folder. Give the file another name.</source>
        <translation>{path} 是文件夹。请更换文件名。</translation>
    </message>
    <message>
        <source>{path} is given for two results, and one would replace the other. Give each its own name.</source>
        <translation>两项输出都指定为 {path}，其中一项会覆盖另一项。请分别命名。</translation>
    </message>
    <message>
        <source>{path} must end with {suffixes}.</source>
        <translation>{path} 的扩展名必须是 {suffixes}。</translation>
    </message>
    <message>
        <source>{path} would lie inside the geodatabase {folder}. Choose another folder.</source>
        <translation>{path} 会写入地理数据库 {folder} 内部。请选择其他文件夹。</translation>
    </message>
</context>
<context>
    <name>Dissolve</name>
    <message>
        <source>Features near {x}, {y} could not be united ({reason}). Repair the geometries found by the geometry check and run again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EcologicalSpace</name>
    <message>
        <source>Conflicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conflicts (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ecological space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example a delineation just made. Left empty: the layer of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example one just drawn. Left empty: the layer of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One polygon per piece and set of source layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permanent basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unites important ecological function areas, ecologically sensitive areas, core zones of scenic areas, water source protection areas and, where there is one, the ecological redline. Each piece says which layers cover it; land that several cover counts once. Overlaps with permanent basic farmland and the urban growth boundary are written as polygons with their area and stay in the space. A source layer that is missing is told; it never counts as empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unites the areas of ecological protection and reports where other lines overlap them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Urban growth boundary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where permanent basic farmland or the urban growth boundary overlap the space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ecological space,protection,redline,scenic area,water source,three lines</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Farmland</name>
    <message>
        <source>Basic farmland before: {true} ha by its own layer; {count} parcels of {area} ha count as such (gross), {partly} parcels are so only in part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distances ({rings} m) are reckoned from {centres}; parcels by ring: {counts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean quality grade of the county&apos;s farmland: {grade}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not judged: {code} {title}. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The elevation model does not cover {count} parcels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no administrative units. Give the layer of towns or villages, or a data source that has {layers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no targets. Give a table with unit codes and areas in hectares, or a data source that has the layer {layer}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no basic farmland before: every parcel chosen enters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no unit {code} that could be frozen. The units are {units}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit {code} {name} has a target of {area} ha but no parcel lies in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} ha of the basic farmland before ({layer}) lie on no parcel or overlap each other; they are not part of the sums.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of them ({area} ha) would have to leave by the criteria.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels ({area} ha) are frozen and stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels ({area} ha) lie in no unit: what is basic farmland there is kept, and nothing enters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels have no net area and count for nothing, for example {key}: their geometry is missing or broken, or the deductions take all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels were cut at the borders of units.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldLines</name>
    <message>
        <source>Field of the parcels with the quality grade of the farmland; 1 is best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field of the parcels with the slope class, used where no elevation model is given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality grade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer there: choose again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not given</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Errors {count}</source>
        <translation>错误 {count}</translation>
    </message>
    <message>
        <source>Exceptions {count}</source>
        <translation>例外 {count}</translation>
    </message>
    <message>
        <source>Fixed {count}</source>
        <translation>已改正 {count}</translation>
    </message>
    <message>
        <source>Not run {count}</source>
        <translation>未执行 {count}</translation>
    </message>
    <message>
        <source>Passed {count}</source>
        <translation>通过 {count}</translation>
    </message>
    <message>
        <source>Search in the findings</source>
        <translation>搜索问题</translation>
    </message>
    <message>
        <source>Search key, layer, field, check, message…</source>
        <translation>搜索标识、图层、字段、检查项、说明…</translation>
    </message>
    <message>
        <source>Show only the checks that did not run, crashed or were cancelled</source>
        <translation>仅显示未执行、异常中断或已取消的检查项</translation>
    </message>
    <message>
        <source>Show the checks that passed</source>
        <translation>显示通过的检查项</translation>
    </message>
    <message>
        <source>Show the open errors</source>
        <translation>显示待处理的错误</translation>
    </message>
    <message>
        <source>Show the open warnings</source>
        <translation>显示待处理的警告</translation>
    </message>
    <message>
        <source>Show what was fixed</source>
        <translation>显示已改正的问题</translation>
    </message>
    <message>
        <source>Show what was marked as exception</source>
        <translation>显示标为例外的问题</translation>
    </message>
    <message>
        <source>Warnings {count}</source>
        <translation>警告 {count}</translation>
    </message>
</context>
<context>
    <name>FindingDetails</name>
    <message>
        <source>Area {value}</source>
        <translation>面积 {value}</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Details of the finding</source>
        <translation>问题详情</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次发现</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>已改正</translation>
    </message>
    <message>
        <source>History</source>
        <translation>处理记录</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>最近检查</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近发现</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Limit {value}</source>
        <translation>限值 {value}</translation>
    </message>
    <message>
        <source>Mark as exception…</source>
        <translation>标为例外…</translation>
    </message>
    <message>
        <source>Mark the selected findings as fixed</source>
        <translation>将所选问题标为已改正</translation>
    </message>
    <message>
        <source>Measured {value}</source>
        <translation>实测 {value}</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Next finding (F8)</source>
        <translation>下一个问题（F8）</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Previous finding (Shift+F8)</source>
        <translation>上一个问题（Shift+F8）</translation>
    </message>
    <message>
        <source>Re-check</source>
        <translation>复查</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Run the check of this finding again on the data as it is now</source>
        <translation>按数据现状重新执行该问题所属的检查项</translation>
    </message>
    <message>
        <source>Say why the selected findings may stay</source>
        <translation>说明所选问题可以保留的理由</translation>
    </message>
    <message>
        <source>Select a check or finding to see what is known about it.</source>
        <translation>选择检查项或问题，即可查看详情。</translation>
    </message>
    <message>
        <source>Show the place on the map (Enter)</source>
        <translation>在地图上显示位置（回车键）</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Take back a decision on the selected findings</source>
        <translation>将所选问题恢复为待处理</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>evidence: {file}</source>
        <translation>举证材料：{file}</translation>
    </message>
    <message>
        <source>feature {fid}</source>
        <translation>要素 {fid}</translation>
    </message>
    <message>
        <source>features examined: {count}</source>
        <translation>受检数：{count}</translation>
    </message>
    <message>
        <source>{count} findings selected</source>
        <translation>已选中 {count} 个问题</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>另有 {count} 个</translation>
    </message>
    <message>
        <source>{key} (feature {fid})</source>
        <translation>{key}（要素 {fid}）</translation>
    </message>
    <message>
        <source>{state} by a run</source>
        <translation>经检查变为“{state}”</translation>
    </message>
    <message>
        <source>{state}, no longer found</source>
        <translation>{state}，已不再检出</translation>
    </message>
</context>
<context>
    <name>FindingLayers</name>
    <message>
        <source>Check findings</source>
        <translation>检查问题</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>例外</translation>
    </message>
    <message>
        <source>Findings: areas</source>
        <translation>问题（面）</translation>
    </message>
    <message>
        <source>Findings: lines</source>
        <translation>问题（线）</translation>
    </message>
    <message>
        <source>Findings: places</source>
        <translation>问题（点）</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
</context>
<context>
    <name>FindingSink</name>
    <message>
        <source>The output layer cannot be written: {reason}</source>
        <translation>输出图层无法写入：{reason}</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>Check and finding</source>
        <translation>检查项与问题</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测值</translation>
    </message>
</context>
<context>
    <name>FindingsTree</name>
    <message>
        <source>As found</source>
        <translation>按检出顺序</translation>
    </message>
    <message>
        <source>By area</source>
        <translation>按面积</translation>
    </message>
    <message>
        <source>By feature</source>
        <translation>按要素</translation>
    </message>
    <message>
        <source>By field</source>
        <translation>按字段</translation>
    </message>
    <message>
        <source>By layer</source>
        <translation>按图层</translation>
    </message>
    <message>
        <source>By measured value</source>
        <translation>按实测值</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>Click to sort, right-click for more ways to sort</source>
        <translation>单击排序，右键选择更多排序方式</translation>
    </message>
    <message>
        <source>Largest or last first</source>
        <translation>降序</translation>
    </message>
</context>
<context>
    <name>InputsForm</name>
    <message>
        <source>All files</source>
        <translation type="unfinished">所有文件</translation>
    </message>
    <message>
        <source>Areas not to be changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic farmland before the delineation. Left out, nothing is basic farmland yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-up areas, main roads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elevation model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elevation models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File…</source>
        <translation type="unfinished">文件…</translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In these areas the layout stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land near them enters first. Left out, the urban parcels of the survey serve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land-use parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished">图层</translation>
    </message>
    <message>
        <source>Present basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope is measured on it. Left out, the slope class of the parcels is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of the documents that prove a reason, one row per parcel and document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table with the code and the target area (ha) of each unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets are handed down to these units; each parcel belongs to one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parcels of the land survey that the delineation chooses from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units (towns or villages)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer there: choose again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found: choose a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not given</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LandPlanAlgorithm</name>
    <message>
        <source>The layer {layer} has no field {field}.</source>
        <translation>图层“{layer}”没有字段 {field}。</translation>
    </message>
</context>
<context>
    <name>LandPlanDock</name>
    <message>
        <source>All bound layers are on the map already.</source>
        <translation>已绑定的图层均已在地图中。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Choose a rule pack and a source on the Data tab</source>
        <translation>请在“数据”选项卡中选择规则包和数据源</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Delineation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel 工作簿</translation>
    </message>
    <message>
        <source>Land Plan Toolbox</source>
        <translation>国土规划工具箱</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>下一个问题</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>尚未检查</translation>
    </message>
    <message>
        <source>OpenDocument table</source>
        <translation>OpenDocument 电子表格</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>上一个问题</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>自检报告</translation>
    </message>
    <message>
        <source>Rule pack or source cannot be used: see the Data tab</source>
        <translation>规则包或数据源无法使用，详见“数据”选项卡</translation>
    </message>
    <message>
        <source>The layers of the workspace {file} cannot be opened.</source>
        <translation>无法打开工作空间 {file} 中的图层。</translation>
    </message>
    <message>
        <source>These layers cannot be shown: {layers}.</source>
        <translation>以下图层无法显示：{layers}。</translation>
    </message>
    <message>
        <source>Write the correction list</source>
        <translation>导出整改清单</translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation>导出自检报告</translation>
    </message>
    <message>
        <source>Writing the correction list</source>
        <translation>正在导出整改清单</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在导出自检报告</translation>
    </message>
    <message>
        <source>{done} of {all} checks</source>
        <translation>仅查 {done}/{all} 项</translation>
    </message>
    <message>
        <source>{file} is written (run {number}).</source>
        <translation>已导出 {file}（第 {number} 次检查）。</translation>
    </message>
</context>
<context>
    <name>LandPlanProvider</name>
    <message>
        <source>Land Plan Toolbox</source>
        <translation>国土规划工具箱</translation>
    </message>
</context>
<context>
    <name>LandPlanToolboxPlugin</name>
    <message>
        <source>Land Plan Toolbox</source>
        <translation>国土规划工具箱</translation>
    </message>
    <message>
        <source>Show or hide the Land Plan Toolbox panel</source>
        <translation>显示或隐藏国土规划工具箱面板</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>Other units have {area} ha above their targets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of units has no such unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The unit has no further farmland.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in no unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} ha could enter but are frozen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} ha leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} ha may enter but lie in blocks that are too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} ha of farmland are not eligible: {code} {title}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} ha of farmland meet no criterion for entering ({code}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} ha would be free to enter with the evidence that is missing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LineAlgorithm</name>
    <message>
        <source>Area (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left empty: the limit of the rule pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits: piece {area} m², width {width} m, hole {hole} m²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Narrower pieces are dropped and listed (width: 2 · area / perimeter).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller holes are closed where nothing keeps the land out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller pieces that stand alone are dropped and listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest hole (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest mean width (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest piece (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table with what each layer gave or took, in m² and hectares, with the clause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} took no part, because it is missing. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>No zone of {layer} has one of the types {codes} in {field}: there is nothing to draw the urban growth boundary from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the layers the ecological space is made of is there: add one of {layers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The boundary is to follow the city and industry plans, but none is there: add one of the layers {layers}, or choose all zones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer is there and holds no polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} has no coordinate reference system: assign the one it was made in.</source>
        <translation type="unfinished">图层“{layer}”没有坐标参考系：请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>The rule pack {pack} does not say how an urban growth boundary is drawn: add urban_boundary to its lines.yaml, or choose another pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} does not say what ecological space is made of: add ecological_space to its lines.yaml, or choose another pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} zones of {layer} have no type of the code list in {field}; they take no part.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionLines</name>
    <message>
        <source>Cut parcels at the borders of units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land that is filled in must be part of a block of at least this area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let land leave once the target is met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otherwise a parcel belongs to the unit that holds the largest part of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otherwise only what must leave leaves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fill order of the plan, or the same area and no lower quality in blocks as compact as possible. The ledger and the log compare both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compact: shortest borders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>near to far, good to poor</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnFields</name>
    <message>
        <source>The layer {layer} was changed while it was read. Run again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PackCheck</name>
    <message>
        <source>Checks not run</source>
        <translation>未执行的检查项数</translation>
    </message>
    <message>
        <source>Delivery to check</source>
        <translation>待检成果</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误数</translation>
    </message>
    <message>
        <source>File geodatabase or folder, or the path of a GeoPackage or shapefile. Left empty, the layers of the open project are checked, unsaved edits included.</source>
        <translation>文件地理数据库或文件夹，或 GeoPackage、Shapefile 的路径。留空则检查当前工程中的图层，包括尚未保存的编辑。</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Id of a rule pack ({packs}) or the folder of your own.</source>
        <translation>规则包代号（{packs}），或自定义规则包所在的文件夹。</translation>
    </message>
    <message>
        <source>One row per finding, with the check, the clause, what was measured and the limit.</source>
        <translation>每个问题一行，附检查项、条款、实测值和限值。</translation>
    </message>
    <message>
        <source>Rule pack</source>
        <translation>规则包</translation>
    </message>
    <message>
        <source>The rule pack has no checks of this kind.</source>
        <translation>规则包中没有此类检查项。</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告数</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>异常中断</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>未执行</translation>
    </message>
    <message>
        <source>open project</source>
        <translation>当前工程</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>{count} findings</source>
        <translation>{count} 个问题</translation>
    </message>
</context>
<context>
    <name>PackCombo</name>
    <message>
        <source>Choose a rule pack</source>
        <translation>选择规则包</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose the folder of a rule pack</source>
        <translation>选择规则包文件夹</translation>
    </message>
    <message>
        <source>{pack} (not found)</source>
        <translation>{pack}（未找到）</translation>
    </message>
    <message>
        <source>{title} (my own)</source>
        <translation>{title}（自定义）</translation>
    </message>
</context>
<context>
    <name>ProposeReplacement</name>
    <message>
        <source>Administrative units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All parcels of the county with their land class; fields are found by the names of the rule pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alternative {number}: {count} parcels, {area} ha, mean grade {quality}, border {boundary} m longer, {elsewhere} ha in other units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alternatives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Areas that are taken out: drawn, a project, or the selected features of the basic farmland. What of them is no basic farmland does not count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Areas whose layout must not change, besides those of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds land of equal area and not lower quality for basic farmland that is taken out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many alternatives at most; they differ by a third of their area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land to be removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land-use parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean grade proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean grade removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measures the net area and the mean quality grade of the basic farmland that is taken out, unit by unit, and finds land to replace it: parcels that the criteria of the rule pack let enter, that are no basic farmland yet and not frozen, of at least the same area and of a mean grade that is not worse, in the same unit first, then in those beside it, and with borders as short as possible. Several alternatives are offered, the best first. What cannot be replaced is said, and whether area or quality is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not available (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of basic-farmland parcels or identifiers of land-use parcels, separated by commas, instead of or besides the areas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of the land to be removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otherwise what a unit cannot replace itself is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose replacement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed, best alternative (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed and replaced area and quality by alternative and unit, and what is not available.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of documents by parcel. Left empty: the table of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take land of other units where need be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The basic farmland that land is taken out of. Left empty: the layer of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parcels of all alternatives, with the unit whose loss they replace, reasons and clause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Towns or villages within which land is replaced first. Left empty: the layer of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replacement,permanent basic farmland,balance,occupied,quality,compact</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RebindDialog</name>
    <message>
        <source>Find it by its name and fields</source>
        <translation>按名称和字段自动识别</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Layer for {role}</source>
        <translation>“{role}”对应的图层</translation>
    </message>
    <message>
        <source>No layer: leave it out</source>
        <translation>无图层：不绑定</translation>
    </message>
    <message>
        <source>{layer} ({count} features)</source>
        <translation>{layer}（{count} 个要素）</translation>
    </message>
</context>
<context>
    <name>Regions</name>
    <message>
        <source>Polygons around {x}, {y} could not be united ({reason}). Repair the geometries found by the geometry check and run again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Replacement</name>
    <message>
        <source>Neither the basic farmland nor the parcels have {keys}. Correct the list of what is to be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of the land to be removed is basic farmland, so nothing has to be replaced. Check that the areas and the layer of basic farmland belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The land removed from {code} {name} has no quality grade: any quality is taken as equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no land to be removed. Give a layer of areas, select features of the basic farmland, or list their numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} ha of the land to be removed are no basic farmland and need no replacement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area} ha of the land to be removed lie in no unit and are not replaced. Complete the layer of units.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} {name}: {missing} ha of {needed} ha cannot be replaced at a mean grade of {grade}. {available} ha may enter, but of them only {fitting} ha together are good enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} {name}: {missing} ha of {needed} ha cannot be replaced, because the land that is good enough also serves other units.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} {name}: {missing} ha of {needed} ha cannot be replaced. Only {available} ha may enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} holds no polygons: draw the land to be removed as areas.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>All checks of the rule pack ran to their end.</source>
        <translation>规则包的检查项已全部执行完毕。</translation>
    </message>
    <message>
        <source>Area method</source>
        <translation>面积计算方法</translation>
    </message>
    <message>
        <source>Area m²</source>
        <translation>面积 m²</translation>
    </message>
    <message>
        <source>CRS</source>
        <translation>坐标参考系</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>Checked by, date</source>
        <translation>检查人、日期</translation>
    </message>
    <message>
        <source>Checked on</source>
        <translation>检查时间</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>Checks asked for</source>
        <translation>检查范围</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Clause: {clause}</source>
        <translation>条款：{clause}</translation>
    </message>
    <message>
        <source>Coordinate reference system</source>
        <translation>坐标参考系</translation>
    </message>
    <message>
        <source>Coordinates in {crs}</source>
        <translation>坐标参考系 {crs}</translation>
    </message>
    <message>
        <source>Corrected by</source>
        <translation>整改人</translation>
    </message>
    <message>
        <source>Correction made</source>
        <translation>整改情况</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>整改清单</translation>
    </message>
    <message>
        <source>Data checked</source>
        <translation>受检数据</translation>
    </message>
    <message>
        <source>Data fingerprint (SHA-256)</source>
        <translation>数据指纹（SHA-256）</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Ellipsoid</source>
        <translation>椭球</translation>
    </message>
    <message>
        <source>Examined</source>
        <translation>受检数</translation>
    </message>
    <message>
        <source>Exception: reason, person, date</source>
        <translation>例外：理由、经办人、日期</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>例外</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Feature id</source>
        <translation>要素 ID</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>问题描述</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Findings: {count}</source>
        <translation>问题数：{count}</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>要素标识</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>检查类型</translation>
    </message>
    <message>
        <source>Land Plan Toolbox · run {run} · {time}</source>
        <translation>国土规划工具箱 · 检查编号 {run} · {time}</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Layer in the data</source>
        <translation>数据图层</translation>
    </message>
    <message>
        <source>Layer of the rule pack</source>
        <translation>规则包图层</translation>
    </message>
    <message>
        <source>Layer: {layer}</source>
        <translation>图层：{layer}</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Layers no rule is about</source>
        <translation>规则包未涉及的图层</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>Map of the findings</source>
        <translation>问题分布图</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测值</translation>
    </message>
    <message>
        <source>No finding has a place on the map.</source>
        <translation>没有可在图上定位的问题。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Only features with</source>
        <translation>限定条件</translation>
    </message>
    <message>
        <source>Only {count} of the {total} checks of the rule pack were asked for. This report says nothing about the others and is no proof that the delivery is in order.</source>
        <translation>规则包共有 {total} 项检查，本次仅选择其中 {count} 项。本报告不涉及其余检查项，不能作为成果合格的依据。</translation>
    </message>
    <message>
        <source>Organisation, seal</source>
        <translation>单位（盖章）</translation>
    </message>
    <message>
        <source>Other keys</source>
        <translation>相关要素标识</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Parameters of the checks</source>
        <translation>检查参数</translation>
    </message>
    <message>
        <source>Partial run: {count} of {total} checks</source>
        <translation>部分检查：仅查 {count}/{total} 项</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Passed with exceptions</source>
        <translation>合格（有例外）</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>溯源信息</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必检</translation>
    </message>
    <message>
        <source>Reviewed by, date</source>
        <translation>审核人、日期</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>图层代号</translation>
    </message>
    <message>
        <source>Rule pack</source>
        <translation>规则包</translation>
    </message>
    <message>
        <source>Rule pack hash</source>
        <translation>规则包哈希值</translation>
    </message>
    <message>
        <source>Self-check report</source>
        <translation>自检报告</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>软件环境</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>The checks that ran found nothing.</source>
        <translation>已执行的检查项未发现问题。</translation>
    </message>
    <message>
        <source>The first {shown} of {count} findings; the correction list holds all.</source>
        <translation>此处列出 {count} 个问题中的前 {shown} 个，全部问题见整改清单。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tolerances</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>What was not checked</source>
        <translation>未执行的检查项</translation>
    </message>
    <message>
        <source>Where the findings are</source>
        <translation>问题分布</translation>
    </message>
    <message>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <source>X, Y</source>
        <translation>X, Y</translation>
    </message>
    <message>
        <source>Y</source>
        <translation>Y</translation>
    </message>
    <message>
        <source>all {count} of the rule pack</source>
        <translation>规则包全部 {count} 项</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>checks failed</source>
        <translation>检查项不通过</translation>
    </message>
    <message>
        <source>checks not carried out</source>
        <translation>检查项未执行</translation>
    </message>
    <message>
        <source>checks passed</source>
        <translation>检查项通过</translation>
    </message>
    <message>
        <source>checks with exceptions only</source>
        <translation>检查项仅有例外</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>异常中断</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>exception</source>
        <translation>例外</translation>
    </message>
    <message>
        <source>exceptions only</source>
        <translation>仅有例外</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>已改正</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>not bound</source>
        <translation>未绑定</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>未执行</translation>
    </message>
    <message>
        <source>of these accepted as exceptions</source>
        <translation>其中列为例外</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{state}: {reason} ({signed})</source>
        <translation>{state}：{reason}（{signed}）</translation>
    </message>
</context>
<context>
    <name>Reproject</name>
    <message>
        <source>{layer} cannot be brought from {source} into {target}: there is no such place as {x}, {y}. Check whether the layer has the right coordinate reference system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} cannot be brought into the coordinate reference system of the other layers, because one of them has none. Assign the coordinate reference system the data were made in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} is in {source}, the other layers are in {target}, and QGIS knows no transformation between these datums. Bring {layer} into {target} with the parameters of the surveying office first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reserve</name>
    <message>
        <source>Reserves were not kept out of “{layer}”: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of towns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} draws no consolidation reserves: it has no reserve in zones.yaml. Choose another pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slope of {count} farmland parcels is not known; they count as not too steep. Give an elevation model or a field with the slope.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is steeper than slope class {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lies across the border of a town</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lies in no town of the layer of towns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lies in {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the farmland near it is too small for a reserve, or is of too few blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} is no slope class of the rule pack {pack}; its classes: {codes}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Responsibility</name>
    <message>
        <source>In {layer} {count} values of the field {field} belong to several parcels each, for example {key}: nobody could tell who answers for which. Correct them first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of administrative units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of towns does not have the towns {codes}, which villages with basic farmland belong to; they are named by their codes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} knows no zones of responsibility: it has no responsibility in zones.yaml. Choose another pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of persons {layer} has no column with the codes of the units ({headings}). Choose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of persons {layer} has no column with the names of the persons ({headings}). Choose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels ({area} m²) are in no village: they are in no block and no zone, for example {keys}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels have no shape: they are in no block and no zone, for example {keys}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels lie in another village than their location code names, for example {key}: code {code}, map {village}. They were put down to the village of the code; check them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels of {layer} have no area in the field {field}; they count with their whole area on the ellipsoid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} units of {layer} have a code that has not {digits} digits, for example {code}; they were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} cannot serve as basic farmland: it has to hold polygons and to have a coordinate reference system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} holds no parcel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unit} ({code}) has more than {count} separate areas of basic farmland, more than there are numbers of {digits} digits.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResponsibilityZones</name>
    <message>
        <source>A row per town, village and group with title, person and area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrative areas with 9-digit codes. Left empty: those of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contiguous basic farmland of a village, in the pack&apos;s fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day (YYYY-MM-DD) written to the zones; may be left empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divides basic farmland among towns, villages and groups and those who answer for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every parcel of basic farmland belongs to the village its location code names, else to the village it lies in. Parcels of a village that lie side by side form a protection block, the blocks of a town its protection zone; numbers are the code of the unit and a serial number from north to south and west to east. Zones and blocks have the fields of the rule pack, with areas, the quality grade of most of the farmland and what lies on each side. The table of persons gives each town, village and group the person who answers for it; the last table is the table of protection responsibility, in mu. Parcels in no village and units without a person are named in the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the unit&apos;s code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups with codes that begin with the village&apos;s. Left empty: those the location codes name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left empty: found by the headings the rule pack knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No table of persons was given: the columns of persons are empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody answers for {count} units: {units}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: a town has one zone, of several parts where its farmland is apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One zone for each contiguous part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One zone per town, in the pack&apos;s fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels in no village</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels of basic farmland with number, location code and net area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels with their responsible persons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protected since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protection blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protection zones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responsibility zones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responsible persons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responsible persons by unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of protection responsibility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table with a row per unit: its code, the person, telephone, households, start, remarks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parcels with zone, block, units, persons and areas in m² and mu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of persons names units without basic farmland: {codes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of the annex, a row per block and group, in mu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Towns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units without a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Villagers&apos; groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Villages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Villages with 12-digit codes. Left empty: those of the plan, else the location codes alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>basic farmland,responsibility,protection zone,protection block,town,village,group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} rows of the table of persons name no unit or no person; they were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} holds no unit with a code of {digits} digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no day of the form YYYY-MM-DD, for example 2016-12-31.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultLayers</name>
    <message>
        <source>Required fields of {layer} are empty where neither the parcels nor the basic farmland before has their values: {fields}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels have no land class of the pack: the ledger lists them as other agricultural land.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} removed parcels have no code of the reason ({field}): the rule pack knows none for why they leave. Fill it in; the reasons are in the layer of removed parcels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} values of the field {field} could not be taken over: they are no {type}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultStyles</name>
    <message>
        <source>{layer} keeps its plain colours: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsBar</name>
    <message>
        <source>Add the findings to the map as layers</source>
        <translation>将问题作为图层添加到地图</translation>
    </message>
    <message>
        <source>Compare two runs…</source>
        <translation>比较两次检查…</translation>
    </message>
    <message>
        <source>Correction list (XLSX)…</source>
        <translation>整改清单（XLSX）…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Open an earlier run or compare two runs</source>
        <translation>打开历次检查，或比较两次检查</translation>
    </message>
    <message>
        <source>Open an earlier run…</source>
        <translation>打开历次检查…</translation>
    </message>
    <message>
        <source>Report (HTML)…</source>
        <translation>自检报告（HTML）…</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>检查记录</translation>
    </message>
    <message>
        <source>Show on map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Write the report or the correction list</source>
        <translation>导出自检报告或整改清单</translation>
    </message>
</context>
<context>
    <name>Rings</name>
    <message>
        <source>The centres ({centres}) cannot be united: {reason}. Repair their geometry (Fix geometries).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of centres {layer} cannot be brought from {source} into {target}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of centres {layer} has no coordinate reference system. Assign the one its data were made in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing: there are no built-up areas or main roads, so all land counts as near</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels of the classes {classes}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RulePack</name>
    <message>
        <source>A key must be a single word, not a list or a mapping.</source>
        <translation>键必须是单个词，不能是列表或映射。</translation>
    </message>
    <message>
        <source>A second document begins here: one file holds one document, remove the line ---.</source>
        <translation>此处开始了第二个 YAML 文档：一个文件只能有一个文档，请删除 --- 这一行。</translation>
    </message>
    <message>
        <source>Some codes have a group, {code} has none: give all a group or none.</source>
        <translation>部分代码有 group，而 {code} 没有：请全部填写或全部不填。</translation>
    </message>
    <message>
        <source>The alias *{name} refers to nothing: no &amp;{name} comes before it.</source>
        <translation>引用 *{name} 没有对应的锚点：在它之前没有 &amp;{name}。</translation>
    </message>
    <message>
        <source>The alias *{name} stands inside what it refers to.</source>
        <translation>引用 *{name} 位于它所引用的内容之中。</translation>
    </message>
    <message>
        <source>The alias {alias} of {code} is itself a code of the list.</source>
        <translation>{code} 的别名 {alias} 本身就是该代码表中的代码。</translation>
    </message>
    <message>
        <source>The check kind {kind} does not exist; check kinds: {kinds}.</source>
        <translation>检查类型 {kind} 不存在；可用的检查类型：{kinds}。</translation>
    </message>
    <message>
        <source>The check kind {kind} does not exist; did you mean {suggestion}?</source>
        <translation>检查类型 {kind} 不存在；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>The check kind {kind} needs the rules {rules}, which the pack does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The expression names the field {field} without quotes: write {quoted}.</source>
        <translation>表达式中的字段 {field} 未加引号：请写作 {quoted}。</translation>
    </message>
    <message>
        <source>The expression names the field {field}, which {layer} does not have (text constants stand in single quotes); its fields: {fields}.</source>
        <translation>表达式中的字段 {field} 在 {layer} 中不存在（文本常量应使用单引号）；该图层的字段：{fields}。</translation>
    </message>
    <message>
        <source>The expression names the field {field}, which {layer} does not have; did you mean {suggestion}?</source>
        <translation>表达式中的字段 {field} 在 {layer} 中不存在；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>The expression {expression} cannot be read: {reason}.</source>
        <translation>表达式 {expression} 无法解析：{reason}。</translation>
    </message>
    <message>
        <source>The expression {expression} looks at no field and no geometry, so it is the same for every feature.</source>
        <translation>表达式 {expression} 既未用到字段，也未用到几何图形，对所有要素结果都相同。</translation>
    </message>
    <message>
        <source>The file cannot be read: {reason}.</source>
        <translation>文件无法读取：{reason}。</translation>
    </message>
    <message>
        <source>The file holds more than {limit} values once its aliases are written out.</source>
        <translation>展开引用后，文件中的值超过 {limit} 个。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件为空。</translation>
    </message>
    <message>
        <source>The file is missing.</source>
        <translation>缺少该文件。</translation>
    </message>
    <message>
        <source>The file is nested more than {limit} levels deep.</source>
        <translation>文件嵌套超过 {limit} 层。</translation>
    </message>
    <message>
        <source>The file is not UTF-8 text: save it in UTF-8.</source>
        <translation>文件不是 UTF-8 文本：请以 UTF-8 编码保存。</translation>
    </message>
    <message>
        <source>The file is too large: {size} bytes, at most {limit} are read.</source>
        <translation>文件过大：{size} 字节，最多读取 {limit} 字节。</translation>
    </message>
    <message>
        <source>The function {function} depends on the window or the computer, so the same data would give another result elsewhere: leave it out.</source>
        <translation>函数 {function} 的结果取决于窗口或计算机，同样的数据在别处会得到不同结果：请勿使用。</translation>
    </message>
    <message>
        <source>The function {function} gives another value at every run, so no run could be repeated: leave it out.</source>
        <translation>函数 {function} 每次执行的值都不同，检查结果无法复现：请勿使用。</translation>
    </message>
    <message>
        <source>The function {function} hides which fields are read, so the rule cannot be validated: name the fields in double quotes.</source>
        <translation>函数 {function} 使所用字段无从得知，规则无法校验：请用双引号直接写出字段名。</translation>
    </message>
    <message>
        <source>The function {function} looks beyond the feature into a layer, which an expression of a rule pack cannot: use a check kind with a target.</source>
        <translation>函数 {function} 要访问要素以外的图层，规则包的表达式不支持：请使用带 target 的检查类型。</translation>
    </message>
    <message>
        <source>The id {id} is used in {file}, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id {id} is used twice; the first time in line {line}.</source>
        <translation>编号 {id} 重复；首次出现在第 {line} 行。</translation>
    </message>
    <message>
        <source>The id {id} must be the name of the file, {stem}.</source>
        <translation>id {id} 必须与文件名 {stem} 一致。</translation>
    </message>
    <message>
        <source>The id {id} must have four digits.</source>
        <translation>编号 {id} 必须为四位数字。</translation>
    </message>
    <message>
        <source>The key &lt;&lt; takes a mapping, or a list of mappings, given by an alias.</source>
        <translation>键 &lt;&lt; 只接受以引用给出的映射或映射列表。</translation>
    </message>
    <message>
        <source>The key {key} is written twice; the first time in line {line}: remove one.</source>
        <translation>键 {key} 重复；首次出现在第 {line} 行：请删除其一。</translation>
    </message>
    <message>
        <source>The line holds the character U+{code}, which a YAML file must not hold.</source>
        <translation>该行含有 YAML 文件不允许的字符 U+{code}。</translation>
    </message>
    <message>
        <source>The list has no code.</source>
        <translation>代码表中没有代码。</translation>
    </message>
    <message>
        <source>The name {name} is claimed by {layer} and by {other}: a layer so named could not be told apart.</source>
        <translation>{layer} 和 {other} 都使用了名称 {name}：同名图层将无法区分。</translation>
    </message>
    <message>
        <source>The pack has no check.</source>
        <translation>规则包没有检查项。</translation>
    </message>
    <message>
        <source>The pack has no layer.</source>
        <translation>规则包没有图层。</translation>
    </message>
    <message>
        <source>The preset {preset} selects nothing by {pattern}: no check has such an id.</source>
        <translation>检查方案 {preset} 中的 {pattern} 没有选中任何检查项：没有这样的编号。</translation>
    </message>
    <message>
        <source>The preset {preset} selects nothing.</source>
        <translation>检查方案 {preset} 没有选中任何检查项。</translation>
    </message>
    <message>
        <source>The preset {preset}: {pattern} must be an id of four digits, or its beginning followed by *.</source>
        <translation>检查方案 {preset}：{pattern} 必须是四位编号，或编号的开头加 *。</translation>
    </message>
    <message>
        <source>The reason code {code} is kept for land that meets no criterion: choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason code {code} is used twice; the first time in line {line}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason code {code} must be a capital letter and two digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack folder {path} does not exist.</source>
        <translation>规则包文件夹 {path} 不存在。</translation>
    </message>
    <message>
        <source>The rule pack {folder} cannot be used; problems found: {count}
{problems}</source>
        <translation>规则包 {folder} 无法使用，共有 {count} 个错误：
{problems}</translation>
    </message>
    <message>
        <source>The tag {tag} is not allowed in a rule pack.</source>
        <translation>规则包中不允许使用标签 {tag}。</translation>
    </message>
    <message>
        <source>The variable @{variable} has no value when a check runs: write the value itself.</source>
        <translation>变量 @{variable} 在检查时没有值：请直接写出具体值。</translation>
    </message>
    <message>
        <source>There is no rule pack {pack}: give one of {packs}, or the folder of a pack.</source>
        <translation>没有规则包 {pack}：请填写 {packs} 之一，或规则包所在的文件夹。</translation>
    </message>
    <message>
        <source>There is no rule pack {pack}; did you mean {suggestion}?</source>
        <translation>没有规则包 {pack}；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>This is not valid YAML: {detail}.</source>
        <translation>不是有效的 YAML：{detail}。</translation>
    </message>
    <message>
        <source>Two presets have the id {id}.</source>
        <translation>有两个检查方案的 id 都是 {id}。</translation>
    </message>
    <message>
        <source>Two rule sets have the id {id}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{alias} is an alias of {first} and of {second}.</source>
        <translation>{alias} 同时是 {first} 和 {second} 的别名。</translation>
    </message>
    <message>
        <source>{file} must be a list: every check begins with - id.</source>
        <translation>{file} 必须是列表：每个检查项以 - id 开头。</translation>
    </message>
    <message>
        <source>{file} says nothing: give reserve, responsibility or both, or leave the file out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} says nothing: give urban_boundary, ecological_space or both, or leave the file out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: {problem}</source>
        <translation>{file}：{problem}</translation>
    </message>
    <message>
        <source>{file}:{line}: {problem}</source>
        <translation>{file} 第 {line} 行：{problem}</translation>
    </message>
    <message>
        <source>{function} depends on the settings of the project: write {plane} for the plane value, or use a check of the kind areas.</source>
        <translation>{function} 取决于工程设置：需要平面值请写作 {plane}，或使用 areas 类的检查。</translation>
    </message>
    <message>
        <source>{key} begins or ends with a blank.</source>
        <translation>{key} 的开头或末尾有空格。</translation>
    </message>
    <message>
        <source>{key} cannot be {value}; did you mean {suggestion}? Possible: {choices}.</source>
        <translation>{key} 不能是 {value}；是否应为 {suggestion}？可选值：{choices}。</translation>
    </message>
    <message>
        <source>{key} cannot be {value}; possible: {choices}.</source>
        <translation>{key} 不能是 {value}；可选值：{choices}。</translation>
    </message>
    <message>
        <source>{key} is a share of an area, from 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is an expression over the fields of a layer, but the check names no layer.</source>
        <translation>{key} 是针对图层字段的表达式，但该检查项未指定图层。</translation>
    </message>
    <message>
        <source>{key} is empty.</source>
        <translation>{key} 为空。</translation>
    </message>
    <message>
        <source>{key} is empty: give at least one name the layer is found by.</source>
        <translation>{key} 为空：请至少给出一个用于查找图层的名称。</translation>
    </message>
    <message>
        <source>{key} is empty: give at least one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is for criteria of the list leave only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is for criteria of the status {status} only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is for fields of the type real only.</source>
        <translation>{key} 仅适用于 real 类型的字段。</translation>
    </message>
    <message>
        <source>{key} is for fields of the type text or integer only.</source>
        <translation>{key} 仅适用于 text 或 integer 类型的字段。</translation>
    </message>
    <message>
        <source>{key} is for numbers only, but the field is of the type {type}.</source>
        <translation>{key} 仅适用于数值，而该字段为 {type} 类型。</translation>
    </message>
    <message>
        <source>{key} is written {text}, which YAML reads as text: write it as {example}.</source>
        <translation>{key} 写作 {text}，YAML 会将其读作文本：请写作 {example}。</translation>
    </message>
    <message>
        <source>{key} is written {text}, which YAML reads as {value}: write it in plain decimals.</source>
        <translation>{key} 写作 {text}，YAML 会将其读作 {value}：请写成普通十进制数。</translation>
    </message>
    <message>
        <source>{key} is {value}: a serial number has 1 to 9 digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is {value}: a share of the area must be more than 0 and at most 1 (0.5 is half).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is {value}: it must be at least 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} looks at the shape of the parcels, which is not there when they are judged: use the measures, for example area_m2, or an overlay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must ascend: {value} comes after {earlier}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must be a list: [first, second].</source>
        <translation>{key} 必须是列表：[第一项, 第二项]。</translation>
    </message>
    <message>
        <source>{key} must be a mapping: lines of the form key: value.</source>
        <translation>{key} 必须是映射：每行的形式为“键: 值”。</translation>
    </message>
    <message>
        <source>{key} must be a number or a tolerance of pack.yaml, not {name}; its tolerances: {tolerances}.</source>
        <translation>{key} 必须是数值或 pack.yaml 中的容差，不能是 {name}；已有的容差：{tolerances}。</translation>
    </message>
    <message>
        <source>{key} must be a number.</source>
        <translation>{key} 必须是数值。</translation>
    </message>
    <message>
        <source>{key} must be a whole number.</source>
        <translation>{key} 必须是整数。</translation>
    </message>
    <message>
        <source>{key} must be at least 0 and smaller than the length.</source>
        <translation>{key} 必须不小于 0 且小于字段长度。</translation>
    </message>
    <message>
        <source>{key} must be at least 1.</source>
        <translation>{key} 必须不小于 1。</translation>
    </message>
    <message>
        <source>{key} must be text, but without quotes YAML reads {text} as a date: write {quoted}.</source>
        <translation>{key} 必须是文本，但不加引号时 YAML 会将 {text} 读作日期：请写作 {quoted}。</translation>
    </message>
    <message>
        <source>{key} must be text, but without quotes YAML reads {text} as the number {value}: write {quoted}.</source>
        <translation>{key} 必须是文本，但不加引号时 YAML 会将 {text} 读作数值 {value}：请写作 {quoted}。</translation>
    </message>
    <message>
        <source>{key} must be text, but without quotes YAML reads {text} as yes or no: write {quoted}.</source>
        <translation>{key} 必须是文本，但不加引号时 YAML 会将 {text} 读作是或否：请写作 {quoted}。</translation>
    </message>
    <message>
        <source>{key} must be text.</source>
        <translation>{key} 必须是文本。</translation>
    </message>
    <message>
        <source>{key} must be true or false.</source>
        <translation>{key} 必须是 true 或 false。</translation>
    </message>
    <message>
        <source>{key} must be written {example}.</source>
        <translation>{key} 必须写成 {example}。</translation>
    </message>
    <message>
        <source>{key} must name at least one; leave the key out for the default.</source>
        <translation>{key} 至少要列出一项；采用默认值时请省略该键。</translation>
    </message>
    <message>
        <source>{key} must name town, village and group, in this order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} must not be negative.</source>
        <translation>{key} 不能为负数。</translation>
    </message>
    <message>
        <source>{key} names no rule set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the code list {name}, which does not exist: there is no {file}.</source>
        <translation>{key} 引用的代码表 {name} 不存在：没有文件 {file}。</translation>
    </message>
    <message>
        <source>{key} names the code list {name}, which does not exist; did you mean {suggestion}?</source>
        <translation>{key} 引用的代码表 {name} 不存在；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{key} names the code list {name}, whose codes have no group: which land is agricultural, construction or unused could not be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the code {code}, which the code list {list} does not have; its codes: {codes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the field {field}, which has no code list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the field {field}, which is of the type {type} and cannot hold an area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the field {field}, which is of the type {type} and holds no numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the field {field}, which {layer} does not have; did you mean {suggestion}?</source>
        <translation>{key} 引用的字段 {field} 在 {layer} 中不存在；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{key} names the field {field}, which {layer} does not have; its fields: {fields}.</source>
        <translation>{key} 引用的字段 {field} 在 {layer} 中不存在；该图层的字段：{fields}。</translation>
    </message>
    <message>
        <source>{key} names the layer {layer}, which layers.yaml does not have; did you mean {suggestion}?</source>
        <translation>{key} 引用的图层 {layer} 不在 layers.yaml 中；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{key} names the layer {layer}, which layers.yaml does not have; its layers: {layers}.</source>
        <translation>{key} 引用的图层 {layer} 不在 layers.yaml 中；已有的图层：{layers}。</translation>
    </message>
    <message>
        <source>{key} names the layer {layer}, whose geometry is {geometry}; possible: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names the tolerance {name}, which pack.yaml does not have; did you mean {suggestion}?</source>
        <translation>{key} 引用的容差 {name} 不在 pack.yaml 中；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{key} names {id}, but no check has such an id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} names {value} twice.</source>
        <translation>{key} 重复列出了 {value}。</translation>
    </message>
    <message>
        <source>{key} says nothing, because no evidence is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} {value} must consist of small letters, digits and underscores.</source>
        <translation>{key} {value} 只能由小写字母、数字和下划线组成。</translation>
    </message>
    <message>
        <source>{key}: QGIS does not know the coordinate reference system {crs}.</source>
        <translation>{key}：QGIS 不识别坐标参考系 {crs}。</translation>
    </message>
    <message>
        <source>{key}: a code of {digits} digits is no longer than that of the larger unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: layers.yaml demands nothing of {layer}.{field} that this check could look at, so it would never find anything.</source>
        <translation>{key}：layers.yaml 对 {layer}.{field} 没有此项检查可用的要求，检查永远不会有结果。</translation>
    </message>
    <message>
        <source>{key}: the name {name} would match every layer.</source>
        <translation>{key}：名称 {name} 会匹配所有图层。</translation>
    </message>
    <message>
        <source>{key}: the regular expression {pattern} is wrong: {reason}.</source>
        <translation>{key}：正则表达式 {pattern} 有误：{reason}。</translation>
    </message>
    <message>
        <source>{key}: {breaks} breaks make {classes} classes, but there are {count} codes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: {code} is no code of the code list {name}; did you mean {suggestion}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: {code} is no code of the code list {name}; its codes: {codes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: {crs} is no authority id of the form EPSG:4490.</source>
        <translation>{key}：{crs} 不是形如 EPSG:4490 的代号。</translation>
    </message>
    <message>
        <source>{key}: {distance} m must be more than {before} m, the rings go from near to far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: {id} must be an id of four digits, or its beginning followed by *.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: {value} is no slope between 0 and 90 degrees.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: {year} is no year from {first} to {last}.</source>
        <translation>{key}：{year} 不是 {first} 至 {last} 之间的年份。</translation>
    </message>
    <message>
        <source>{key}: {year} must come after {earlier}.</source>
        <translation>{key}：{year} 必须晚于 {earlier}。</translation>
    </message>
    <message>
        <source>{kind} looks at the layer as a whole, so where would have no effect: remove it.</source>
        <translation>{kind} 检查的是整个图层，where 不起作用，请删除。</translation>
    </message>
    <message>
        <source>{path} is a file: a rule pack is a folder that holds pack.yaml, layers.yaml and checks.yaml.</source>
        <translation>{path} 是文件：规则包应为含有 pack.yaml、layers.yaml 和 checks.yaml 的文件夹。</translation>
    </message>
    <message>
        <source>{section} has a minimum and an exclusive_minimum: keep one.</source>
        <translation>{section} 同时有 minimum 和 exclusive_minimum：请保留其一。</translation>
    </message>
    <message>
        <source>{section} holds for every parcel: give where, overlay, or evidence without which it is ignored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{section} is required always, so required_when says nothing: keep one.</source>
        <translation>{section} 已是必填（required），required_when 不起作用：请保留其一。</translation>
    </message>
    <message>
        <source>{section}: no value is greater than {minimum} and at most {maximum}.</source>
        <translation>{section}：不存在大于 {minimum} 且不大于 {maximum} 的值。</translation>
    </message>
    <message>
        <source>{section}: the field name {name} belongs to {first} and to {second}.</source>
        <translation>{section}：字段名 {name} 同时属于 {first} 和 {second}。</translation>
    </message>
    <message>
        <source>{section}: the key {key} is missing.</source>
        <translation>{section}：缺少键 {key}。</translation>
    </message>
    <message>
        <source>{section}: the key {key} is not known; did you mean {suggestion}?</source>
        <translation>{section}：无法识别的键 {key}；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{section}: the key {key} is not known; known keys: {known}.</source>
        <translation>{section}：无法识别的键 {key}；可用的键：{known}。</translation>
    </message>
    <message>
        <source>{section}: the minimum {minimum} is greater than the maximum {maximum}.</source>
        <translation>{section}：最小值 {minimum} 大于最大值 {maximum}。</translation>
    </message>
    <message>
        <source>{section}: {key} stands there without a value; a text that holds a comma or a colon must stand in quotes.</source>
        <translation>{section}：{key} 没有值；含有逗号或冒号的文本必须加引号。</translation>
    </message>
    <message>
        <source>{section}: {layer} has no field that {kind} would look at, so the check would never find anything.</source>
        <translation>{section}：{layer} 没有 {kind} 可检查的字段，检查永远不会有结果。</translation>
    </message>
    <message>
        <source>{text} cannot be read as {tag}.</source>
        <translation>{text} 无法读作 {tag}。</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>All checks of the rule pack</source>
        <translation>规则包的全部检查项</translation>
    </message>
    <message>
        <source>All {count} checks</source>
        <translation>全部 {count} 项检查</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the run; what has ended by now is kept</source>
        <translation>取消本次检查，已完成的结果保留</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Checks of the preset</source>
        <translation>所选方案的检查项</translation>
    </message>
    <message>
        <source>Checks of the selected rows</source>
        <translation>所选行的检查项</translation>
    </message>
    <message>
        <source>Opening the data source…</source>
        <translation>正在打开数据源…</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>检查方案</translation>
    </message>
    <message>
        <source>Run checks</source>
        <translation>开始检查</translation>
    </message>
    <message>
        <source>Run the checks of the preset beside</source>
        <translation>执行右侧所选方案的检查项</translation>
    </message>
    <message>
        <source>Which checks are run</source>
        <translation>选择要执行的检查项</translation>
    </message>
</context>
<context>
    <name>RunSelfCheck</name>
    <message>
        <source>Correction list</source>
        <translation>整改清单</translation>
    </message>
    <message>
        <source>Excel files (*.xlsx);;OpenDocument files (*.ods)</source>
        <translation>Excel 工作簿 (*.xlsx);;OpenDocument 电子表格 (*.ods)</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage 文件 (*.gpkg)</translation>
    </message>
    <message>
        <source>GeoPackage that keeps runs and findings; an existing workspace is continued.</source>
        <translation>保存检查记录和问题的 GeoPackage；选择已有的工作空间则接续使用。</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML 文件 (*.html)</translation>
    </message>
    <message>
        <source>Ids of checks or presets, separated by commas; a * stands for any ending. Empty: all checks.</source>
        <translation>检查项编号或检查方案代号，以逗号分隔；* 代表任意结尾。留空则执行全部检查项。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>One HTML file to hand over.</source>
        <translation>用于提交的单个 HTML 文件。</translation>
    </message>
    <message>
        <source>Only these checks</source>
        <translation>仅执行的检查项</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>自检报告</translation>
    </message>
    <message>
        <source>Run self-check</source>
        <translation>执行自检</translation>
    </message>
    <message>
        <source>Runs every check of a rule pack on a delivery and writes report and correction list.</source>
        <translation>对成果执行规则包的全部检查项，并生成自检报告和整改清单。</translation>
    </message>
    <message>
        <source>Runs the checks of a rule pack on a delivery or on the open project. The findings go to a workspace GeoPackage, where they keep their identity from run to run, to a report for handing over and to a correction list. The verdict is “passed” only when every required check ran and passed; it is “incomplete” while one did not run, and the report says which and why. The delivery itself is never changed.</source>
        <translation>对成果或当前工程执行规则包的检查项。问题写入工作空间（GeoPackage），同一问题在历次检查中保持同一身份；同时可生成供提交的自检报告和整改清单。只有全部必检项均已执行并通过，结论才为“合格”（passed）；只要有必检项未执行，结论即为“不完整”（incomplete），报告会列明是哪些检查项及其原因。成果数据本身不会被修改。</translation>
    </message>
    <message>
        <source>Spreadsheet with one row per finding and columns for the answer.</source>
        <translation>每个问题一行的电子表格，留有填写整改情况的列。</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作空间</translation>
    </message>
    <message>
        <source>self-check,quality,inspection,delivery,report,rule pack</source>
        <translation>自检,质检,质量检查,成果,报告,整改,规则包,selfcheck,quality</translation>
    </message>
    <message>
        <source>zh or en; empty: the language of QGIS.</source>
        <translation>zh 或 en；留空则采用 QGIS 的界面语言。</translation>
    </message>
    <message>
        <source>“{text}” names no check. Give ids separated by commas, or nothing for all checks.</source>
        <translation>“{text}”不对应任何检查项。请填写以逗号分隔的编号；留空则执行全部检查项。</translation>
    </message>
</context>
<context>
    <name>RunsDialog</name>
    <message>
        <source>Begun</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>未执行</translation>
    </message>
    <message>
        <source>Open an earlier run</source>
        <translation>打开历次检查</translation>
    </message>
    <message>
        <source>Rule pack</source>
        <translation>规则包</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
</context>
<context>
    <name>ScreenParcels</name>
    <message>
        <source>Administrative units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic farmland now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Criteria that could not be judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For each unit with a target: what surely stays and enters, and whether waiting land may leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judges each parcel by the criteria of the rule pack and adds the field status (must_enter, may_enter, keep, may_leave, must_leave, not_eligible), the reasons with their clauses, and the evidence that is needed, found and missing. Land outside: a ban goes before what must enter, that before what may enter; farmland that meets no criterion is not eligible (N00). Basic farmland: what must leave goes before what may leave; all other stays. A parcel that the border of an overlay cuts is judged as a whole by the share of its area that is covered; the shares are written, one field per criterion. Land that may leave only once the target is met has waits_for_target = 1; with targets the table of gates says for each unit whether it is met. A criterion whose layer or field is missing is named in the log and counted, it is never taken as not met.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land-use parcels of the whole county: the mean quality grade is reckoned from them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left empty: the layer among the other layers of the plan, where there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean quality grade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean quality grade of the county&apos;s farmland: {grade}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number and area of the parcels by unit, status and reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that are not eligible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that may enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that may leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that must enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that must leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that wait for the target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels whose evidence is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Says of each parcel whether it must or may enter or leave the basic farmland, and why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screened parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table with parcel, kind of evidence and document. Left empty: the table among the other layers of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table with unit code and area in ha. Left empty: the table among the other layers of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets and waiting land</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parcels have a field {field} of their own: it is called {name} in the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parcels with their own fields and the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no targets, so the table of targets and waiting land is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Towns or villages. Left empty: the layer among the other layers of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>screening,basic farmland,criteria,enter,leave,evidence,delineation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} {title} was not judged: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} {title}: {count} parcels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelfCheck</name>
    <message>
        <source>A coordinate is not a number or too large to be a place on Earth.</source>
        <translation>坐标不是数值，或过大而不可能是地球上的位置。</translation>
    </message>
    <message>
        <source>A hole cuts the interior of the polygon in two.</source>
        <translation>内环将面的内部分割为两部分。</translation>
    </message>
    <message>
        <source>A hole lies inside another hole.</source>
        <translation>内环位于另一个内环之中。</translation>
    </message>
    <message>
        <source>A hole lies outside its polygon.</source>
        <translation>内环位于面的外部。</translation>
    </message>
    <message>
        <source>No feature covers this place of {area} m² between its neighbours.</source>
        <translation>相邻要素之间存在缝隙，面积 {area} m²。</translation>
    </message>
    <message>
        <source>No layer of the delivery was recognised, so there is nothing to look at.</source>
        <translation>成果中没有可识别的图层，无从检查。</translation>
    </message>
    <message>
        <source>One part of the polygon lies inside or over another part.</source>
        <translation>面的一个部件位于另一部件之内或与其重叠。</translation>
    </message>
    <message>
        <source>The border crosses itself here.</source>
        <translation>边界在此处自相交。</translation>
    </message>
    <message>
        <source>The border turns back on itself (a spike with an angle of {angle}°, less than {limit}°).</source>
        <translation>边界在此处折返（尖角 {angle}°，小于 {limit}°）。</translation>
    </message>
    <message>
        <source>The check broke off with an error of the program ({error}); the details are in the log.</source>
        <translation>检查因程序错误（{error}）异常中断，详情见日志。</translation>
    </message>
    <message>
        <source>The condition {condition} cannot be evaluated here: {reason}.</source>
        <translation>此处无法计算条件 {condition}：{reason}。</translation>
    </message>
    <message>
        <source>The expression of check {check} does not fit the layer {layer}: {reason}.</source>
        <translation>检查项 {check} 的表达式不适用于图层“{layer}”：{reason}。</translation>
    </message>
    <message>
        <source>The feature consists of several separate parts; standards demand one.</source>
        <translation>要素由多个互不相连的部件组成；标准要求单部件。</translation>
    </message>
    <message>
        <source>The feature has no area on the ellipsoid: its coordinates (x = {x}, y = {y}) lie outside what {crs} can show. Are x and y swapped, or is it another coordinate reference system?</source>
        <translation>要素无法计算椭球面积：其坐标（x = {x}，y = {y}）超出 {crs} 的表示范围。请检查 x、y 是否颠倒，或坐标参考系是否有误。</translation>
    </message>
    <message>
        <source>The feature has no geometry (NULL): draw it or delete the record.</source>
        <translation>要素没有几何图形（NULL）：请补绘图形或删除该记录。</translation>
    </message>
    <message>
        <source>The feature has so many places of error that the list ends here: draw it again.</source>
        <translation>该要素错误过多，此后不再列出：请重新绘制。</translation>
    </message>
    <message>
        <source>The feature has {area} m², less than the smallest area mapped, {limit} m².</source>
        <translation>要素面积 {area} m²，小于最小上图面积 {limit} m²。</translation>
    </message>
    <message>
        <source>The feature overlaps the layer {target} on {area} m².</source>
        <translation>要素与图层“{target}”重叠 {area} m²。</translation>
    </message>
    <message>
        <source>The field {field} ({title}) of {layer} is {found} and holds no numbers, so its values could not be checked.</source>
        <translation>图层“{layer}”的字段 {field}（{title}）类型为 {found}，不是数值，无法检查其属性值。</translation>
    </message>
    <message>
        <source>The field {field} ({title}) of {layer} is {found} characters long; the standard demands {wanted}.</source>
        <translation>图层“{layer}”的字段 {field}（{title}）长度为 {found}，标准要求为 {wanted}。</translation>
    </message>
    <message>
        <source>The field {field} ({title}) of {layer} is {found}; the standard demands {wanted}.</source>
        <translation>图层“{layer}”的字段 {field}（{title}）类型为{found}，标准要求为{wanted}。</translation>
    </message>
    <message>
        <source>The field {field} ({title}) of {layer} keeps {found} decimals; the standard demands {wanted}.</source>
        <translation>图层“{layer}”的字段 {field}（{title}）保留 {found} 位小数，标准要求 {wanted} 位。</translation>
    </message>
    <message>
        <source>The geometry cannot be read; draw the feature again.</source>
        <translation>几何图形无法读取；请重新绘制该要素。</translation>
    </message>
    <message>
        <source>The geometry has curves; standards demand straight segments.</source>
        <translation>几何图形含有曲线；标准要求使用直线段。</translation>
    </message>
    <message>
        <source>The geometry is not a polygon.</source>
        <translation>几何图形不是面。</translation>
    </message>
    <message>
        <source>The geometry of the feature is empty: draw it or delete the record.</source>
        <translation>要素的几何图形为空：请补绘图形或删除该记录。</translation>
    </message>
    <message>
        <source>The layer {layer} ({name}) is not in the delivery; it is needed only in some deliveries.</source>
        <translation>成果中没有图层“{layer}”（{name}）；该图层仅部分成果需要提交。</translation>
    </message>
    <message>
        <source>The layer {layer} has no coordinate reference system, so no area can be computed: assign its CRS.</source>
        <translation>图层“{layer}”没有坐标参考系，无法计算面积：请指定坐标参考系。</translation>
    </message>
    <message>
        <source>The layer {layer} has no coordinate reference system: assign the one it was made in.</source>
        <translation>图层“{layer}”没有坐标参考系：请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>The layer {layer} has no features, so there is nothing to check.</source>
        <translation>图层“{layer}”没有要素，无内容可检查。</translation>
    </message>
    <message>
        <source>The layer {layer} has no features.</source>
        <translation>图层“{layer}”没有要素。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field {fields}, so its values could not be checked.</source>
        <translation>图层“{layer}”没有字段 {fields}，无法检查其属性值。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field {field} ({title}).</source>
        <translation>图层“{layer}”缺少字段 {field}（{title}）。</translation>
    </message>
    <message>
        <source>The layer {layer} holds {found}; the standard demands {wanted}.</source>
        <translation>图层“{layer}”的几何类型为{found}，标准要求为{wanted}。</translation>
    </message>
    <message>
        <source>The layer {layer} holds {geometry} instead of polygons.</source>
        <translation>图层“{layer}”的几何类型为{geometry}，应为面。</translation>
    </message>
    <message>
        <source>The layer {layer} is in {crs}, most layers of the delivery are in {common}.</source>
        <translation>图层“{layer}”的坐标参考系为 {crs}，而成果的多数图层为 {common}。</translation>
    </message>
    <message>
        <source>The layer {layer} is in {crs}, which the plan does not accept; it demands {datum}.</source>
        <translation>图层“{layer}”的坐标参考系为 {crs}，不符合规划要求；应采用{datum}。</translation>
    </message>
    <message>
        <source>The layer {layer} is missing: add it to the delivery or bind it by hand.</source>
        <translation>缺少图层“{layer}”：请在成果中补充，或手工绑定。</translation>
    </message>
    <message>
        <source>The layer {layer} is missing: add it to the delivery under the name {name}.</source>
        <translation>缺少图层“{layer}”：请以名称 {name} 补充到成果中。</translation>
    </message>
    <message>
        <source>The mandatory field {field} ({title}) is not filled in.</source>
        <translation>必填字段 {field}（{title}）未填写。</translation>
    </message>
    <message>
        <source>The ring has fewer than four points, so it encloses nothing.</source>
        <translation>环少于四个点，不能构成面。</translation>
    </message>
    <message>
        <source>The ring is not closed.</source>
        <translation>环未闭合。</translation>
    </message>
    <message>
        <source>The ring touches itself here.</source>
        <translation>环在此处自接触。</translation>
    </message>
    <message>
        <source>The rule pack gives the field {field} the unit {unit}, which is no unit of area; known are {units}.</source>
        <translation>规则包中字段 {field} 的单位 {unit} 不是面积单位；可用的单位：{units}。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no check and no preset {word}.</source>
        <translation>规则包“{pack}”中没有编号或代号为 {word} 的检查项或检查方案。</translation>
    </message>
    <message>
        <source>The run was cancelled.</source>
        <translation>检查已取消。</translation>
    </message>
    <message>
        <source>The segment is {length} m long, shorter than {limit} m.</source>
        <translation>线段长 {length} m，短于 {limit} m。</translation>
    </message>
    <message>
        <source>The two features have the same shape ({area} m²): one of them is drawn twice.</source>
        <translation>两个要素的图形完全相同（{area} m²），属重复绘制。</translation>
    </message>
    <message>
        <source>The two features overlap here on {area} m².</source>
        <translation>两个要素在此处重叠 {area} m²。</translation>
    </message>
    <message>
        <source>The value {value} of {field} occurs more than once; it must be unique.</source>
        <translation>{field} 的值“{value}”重复出现，应为唯一值。</translation>
    </message>
    <message>
        <source>This version does not know the check kind {kind}.</source>
        <translation>当前版本不支持检查类型 {kind}。</translation>
    </message>
    <message>
        <source>Two consecutive vertices lie at the same place ({distance} m apart).</source>
        <translation>相邻两点重合（相距 {distance} m）。</translation>
    </message>
    <message>
        <source>Two rings of the polygon are the same.</source>
        <translation>面有两个相同的环。</translation>
    </message>
    <message>
        <source>Whether the check concerns {count} features of {layer} cannot be told, because {where} cannot be evaluated there, for example on feature {fid}: {reason}</source>
        <translation>图层“{layer}”有 {count} 个要素无法计算 {where}，不能确定是否属于检查范围，例如要素 {fid}：{reason}</translation>
    </message>
    <message>
        <source>{area} m² of the feature lie outside the layer {target}.</source>
        <translation>要素有 {area} m² 超出图层“{target}”的范围。</translation>
    </message>
    <message>
        <source>{count} values of the field {field} of {layer} cannot be read in the code page {encoding}, for example {value}.</source>
        <translation>图层“{layer}”的字段 {field} 有 {count} 个值无法按 {encoding} 编码读取，例如“{value}”。</translation>
    </message>
    <message>
        <source>{field} = {formula} cannot be evaluated here: {reason}.</source>
        <translation>此处无法计算 {field} = {formula}：{reason}。</translation>
    </message>
    <message>
        <source>{field} is {declared}, but {formula} is {computed}: difference {difference}, allowed {limit}.</source>
        <translation>{field} 填写为 {declared}，而 {formula} 为 {computed}：相差 {difference}，容差 {limit}。</translation>
    </message>
    <message>
        <source>{field} says {declared} m², the area on the ellipsoid is {computed} m²: difference {difference} m², allowed {limit} m².</source>
        <translation>{field} 填写为 {declared} m²，椭球面积为 {computed} m²：相差 {difference} m²，容差 {limit} m²。</translation>
    </message>
    <message>
        <source>{layer} is in {crs} and {target} is in {other}: bring both into one coordinate reference system to compare them.</source>
        <translation>图层“{layer}”的坐标参考系为 {crs}，图层“{target}”为 {other}：请统一到同一坐标参考系后再比较。</translation>
    </message>
    <message>
        <source>{name} in {field} does not belong to the code {code}, whose name is {expected}.</source>
        <translation>{field} 填写的名称“{name}”与代码 {code} 不符，应为“{expected}”。</translation>
    </message>
    <message>
        <source>{title}: the condition {condition} is not met.</source>
        <translation>{title}：不满足条件 {condition}。</translation>
    </message>
    <message>
        <source>{title}: the defect lies here, but its area cannot be computed, because the coordinates are outside what the coordinate reference system can show.</source>
        <translation>{title}：问题在此处，但坐标超出坐标参考系的表示范围，无法计算面积。</translation>
    </message>
    <message>
        <source>{value} in {field} ({title}) does not have the form {form}.</source>
        <translation>{field}（{title}）的值“{value}”不符合格式 {form}。</translation>
    </message>
    <message>
        <source>{value} in {field} ({title}) has {found} characters; at most {limit} are allowed.</source>
        <translation>{field}（{title}）的值“{value}”长 {found} 个字符，最多允许 {limit} 个。</translation>
    </message>
    <message>
        <source>{value} in {field} ({title}) has {found} characters; it must have {limit}.</source>
        <translation>{field}（{title}）的值“{value}”长 {found} 个字符，应为 {limit} 个。</translation>
    </message>
    <message>
        <source>{value} in {field} ({title}) is not in the code list {codes}.</source>
        <translation>{field}（{title}）的值“{value}”不在代码表“{codes}”中。</translation>
    </message>
    <message>
        <source>{value} in {field} ({title}) is outside the allowed range {limits}.</source>
        <translation>{field}（{title}）的值“{value}”超出允许范围 {limits}。</translation>
    </message>
    <message>
        <source>{value} in {field} is not found in {target_field} of the layer {target}.</source>
        <translation>{field} 的值“{value}”在图层“{target}”的字段 {target_field} 中不存在。</translation>
    </message>
    <message>
        <source>{value} in {field} must begin with {prefix}, as {other} says.</source>
        <translation>{field} 的值“{value}”应以 {other} 的值“{prefix}”开头。</translation>
    </message>
    <message>
        <source>“{value}” in {field} ({title}) holds blanks.</source>
        <translation>{field}（{title}）的值“{value}”含有空格。</translation>
    </message>
    <message>
        <source>“{value}” in {field} ({title}) holds full-width characters; codes are written with half-width digits and letters.</source>
        <translation>{field}（{title}）的值“{value}”含有全角字符；代码应使用半角数字和字母。</translation>
    </message>
    <message>
        <source>“{value}” in {field} ({title}) holds invisible control characters.</source>
        <translation>{field}（{title}）的值“{value}”含有不可见的控制字符。</translation>
    </message>
</context>
<context>
    <name>SelfCheckAlgorithm</name>
    <message>
        <source>Self-check</source>
        <translation>成果自检</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Checking {source}</source>
        <translation>正在检查 {source}</translation>
    </message>
    <message>
        <source>Checks are running: cancel them first, or wait for their end.</source>
        <translation>检查正在进行：请先取消，或等待其结束。</translation>
    </message>
    <message>
        <source>Opening the data source</source>
        <translation>正在打开数据源</translation>
    </message>
    <message>
        <source>Opening was cancelled. Press “Read again” to go on.</source>
        <translation>打开操作已取消。点击“重新读取”可继续。</translation>
    </message>
    <message>
        <source>The results cannot be kept in {file}: {reason}. They stay where they are.</source>
        <translation>检查结果无法保存到 {file}：{reason}。仍保存在原处。</translation>
    </message>
</context>
<context>
    <name>SlopeClasses</name>
    <message>
        <source>Band with the heights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class {code}: {count} parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elevation model (DEM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives parcels their mean slope, the share of steep land and the slope class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heights in metres, in any coordinate reference system; not a raster of slopes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land-use parcels, sub-compartments or any other polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measures the slope of parcels on an elevation model and adds four fields: mean_slope (degrees), steep_share (share of the area steeper than the pack&apos;s limit, 0 to 1), slope_class (code by the pack&apos;s classes, which differ between farmland and forestry) and dem_share (share of the parcel with heights). Slope is Horn&apos;s, on the model&apos;s own grid, with the cell size in metres on the ground; the model may be in another coordinate reference system, in degrees too. Every cell counts by the share of it that lies in the parcel, so a parcel smaller than a cell has a value. Parcels without heights keep empty fields and are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No parcel of {layer} has a height of {dem}. Check that both lie in the same place and that the coordinate reference systems are right (elevation model: {crs}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the band, from 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels steeper than the limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels that no cell with a height lies in, each with the reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels with heights in part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels with slope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels without heights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The elevation model {layer} is a service or a virtual layer, not a file. Save it as a file first (Export &gt; Save As).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} was changed while it was read. Run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parcels have a field {field} of their own: it is called {name} in the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parcels with their fields and the four new ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule pack {pack} has no slope classes: add slope to its pack.yaml, or choose another pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no polygon, or no such place in the coordinate reference system of the elevation model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outside of the elevation model, or only cells without height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slope,DEM,elevation,terrain,steep,zonal statistics,parcel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels have heights in part only (least share {share} %): their slope is that of the part with heights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parcels have no heights and no slope class.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceLine</name>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Choose a data file</source>
        <translation>选择数据文件</translation>
    </message>
    <message>
        <source>Choose a folder or a geodatabase</source>
        <translation>选择文件夹或地理数据库</translation>
    </message>
    <message>
        <source>Choose the data source</source>
        <translation>选择数据源</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder or geodatabase (.gdb)…</source>
        <translation>文件夹或地理数据库（.gdb）…</translation>
    </message>
    <message>
        <source>Folder, .gdb, .gpkg or .shp</source>
        <translation>文件夹、.gdb、.gpkg 或 .shp</translation>
    </message>
    <message>
        <source>Layers of the open project</source>
        <translation>当前工程的图层</translation>
    </message>
    <message>
        <source>Vector data</source>
        <translation>矢量数据</translation>
    </message>
</context>
<context>
    <name>Targets</name>
    <message>
        <source>Row {row} of {layer} names no unit ({field}: {value}) and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row} of {layer}: the target of unit {code} is {value} ha. A target cannot be negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row} of {layer}: the target of unit {code} is “{value}”, which is no number. Write the area in hectares in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row} of {layer}: unit {code} has no target ({field} is empty).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of targets {layer} has no field {field} and no other field with numbers ({fields}). Add the targets in hectares.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of targets {layer} has no field {field}, and none of its fields ({fields}) holds codes of the units. Name the field with the unit codes, or correct the codes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of targets {layer} has no field {field}; it has {fields}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of targets {layer} has several fields with numbers ({fields}) and none named {field}. Name the field with the targets in hectares.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of targets {layer} holds no target: no row has both a unit code in {code} and an area in {area}. Fill it in, or name the right fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of targets {layer} holds two targets for unit {code}: {first} ha and {second} ha. Keep the right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target of {area} ha for unit {code} cannot be met: the layer of units has no such unit. Correct the code in {layer}, or give the layer that has the unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target of {code} is {total} ha, but those of its units add up to {parts} ha.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The targets of the units of {code} add up to {sum} ha, more than the {total} ha of {code} itself, and {count} of its units have none. Correct the table of targets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The targets of {count} smaller units were added up to {area} ha for unit {code}, because the layer of units holds no smaller ones. Give the layer of the smaller units to delineate each of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} units have no target: {units}. Their basic farmland is kept where nothing asks it to leave, and nothing is filled up there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} units share the target of {area} ha of {code}: {units}. It was not divided among them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TargetsModel</name>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no area in hectares; nothing was taken over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no unit of this layer; nothing was taken over.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Terrain</name>
    <message>
        <source>Band {band} of {file} holds colours or complex numbers, not heights: choose an elevation model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No transformation between the datums of {crs} and {dem_crs} is known: the parcels may lie up to 150 m off on {file}. Choose a transformation in the project&apos;s properties, or bring the elevation model to the coordinate reference system of the parcels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The elevation model {file} cannot be opened as a raster: {reason}. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The elevation model {file} cannot be read: {reason}. It may be damaged; ask for it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The elevation model {file} has no band {band}: it has {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The elevation model {file} has no coordinate reference system. Assign the one it was made in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The elevation model {file} says nothing of where it lies (no georeference). Georeference it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The heights of {file} are in {unit}: they were taken times {factor}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The polygons have no coordinate reference system, so their place on the elevation model is not known. Assign the one they were made in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no way from {crs} to {dem_crs}, the coordinate reference system of {file}. Bring the elevation model to the coordinate reference system of the polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} cells of {file} have heights no land has (below {lowest} m or above {highest} m); they count as without height.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds several rasters or none: choose one of them as the elevation model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UrbanBoundary</name>
    <message>
        <source>Administrative areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement with city and industry plans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All zones; the plans are only compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed zones, and conditional zones where a plan covers them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Avoided (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code and name of the pieces come from here. Left empty: the layer of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws the urban growth boundary from the construction zones minus all that must be avoided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example a delineation just made. Left empty: the layer of the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No administrative areas were given: the pieces have no code and name of their unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One polygon per piece, in the structure the rule pack gives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only zones that a plan covers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permanent basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts from the zones where construction is allowed or conditional, agrees them with the city and industry plans and takes out what must be avoided: permanent basic farmland, the ecological redline, flood detention areas, high geological hazard and mined-out areas. The rule pack names the layers and limits. The ledger accounts for every square metre of the zones: which layer took it, what was too small or too narrow, what of the plans lies outside of the zones. A layer that is missing is told; it never counts as empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too small or too narrow (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Urban growth boundary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What of the zones is not in the boundary, each piece with layer, area and clause; and the parts of the plans outside of the zones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the plans decide. In each case the ledger says what of the plans lies outside of the zones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>urban growth boundary,city,development,construction zone,three lines,avoid</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictLine</name>
    <message>
        <source>Errors {count}</source>
        <translation>错误 {count}</translation>
    </message>
    <message>
        <source>Exceptions {count}</source>
        <translation>例外 {count}</translation>
    </message>
    <message>
        <source>Not run {count}</source>
        <translation>未执行 {count}</translation>
    </message>
    <message>
        <source>To re-check {count}</source>
        <translation>待复查 {count}</translation>
    </message>
    <message>
        <source>Warnings {count}</source>
        <translation>警告 {count}</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Failed</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Passed with exceptions</source>
        <translation>合格（有例外）</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>异常中断</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>exception</source>
        <translation>例外</translation>
    </message>
    <message>
        <source>exceptions only</source>
        <translation>仅有例外</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>feature {fid}</source>
        <translation>要素 {fid}</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>已改正</translation>
    </message>
    <message>
        <source>marked as exception</source>
        <translation>标为例外</translation>
    </message>
    <message>
        <source>marked as fixed</source>
        <translation>标为已改正</translation>
    </message>
    <message>
        <source>marked as fixed, to be re-checked</source>
        <translation>标为已改正，待复查</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>未执行</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>{features} and {count} more</source>
        <translation>{features} 等，另有 {count} 个</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>An exception needs a reason. Write why it is accepted.</source>
        <translation>标为例外须填写理由。请说明为何予以认可。</translation>
    </message>
    <message>
        <source>The disk is full: the workspace {path} was left as it was.</source>
        <translation>磁盘已满：工作空间 {path} 未作改动。</translation>
    </message>
    <message>
        <source>The file {path} cannot be reached: {reason}.</source>
        <translation>无法访问文件 {path}：{reason}。</translation>
    </message>
    <message>
        <source>The finding number {number} is not in the workspace.</source>
        <translation>工作空间中没有编号为 {number} 的问题。</translation>
    </message>
    <message>
        <source>The folder of the workspace, {path}, is read-only. Copy the workspace to a folder you may write to.</source>
        <translation>工作空间所在的文件夹 {path} 是只读的。请将工作空间复制到可写的文件夹。</translation>
    </message>
    <message>
        <source>The folder {path} does not exist. Make it or choose another one.</source>
        <translation>文件夹 {path} 不存在。请新建该文件夹或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The name of a workspace file must end with .gpkg; {path} does not.</source>
        <translation>工作空间文件的扩展名必须是 .gpkg，而 {path} 不是。</translation>
    </message>
    <message>
        <source>The run {run} is already in the workspace {path}.</source>
        <translation>检查记录 {run} 已存在于工作空间 {path} 中。</translation>
    </message>
    <message>
        <source>The workspace already holds checks of {source}; the two histories cannot be joined.</source>
        <translation>工作空间中已有 {source} 的检查记录，两者的历史不能合并。</translation>
    </message>
    <message>
        <source>The workspace cannot be made in the folder {path}: it is read-only. Choose another folder.</source>
        <translation>无法在文件夹 {path} 中新建工作空间：该文件夹是只读的。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The workspace file {path} cannot be created. Choose another folder.</source>
        <translation>无法新建工作空间文件 {path}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The workspace file {path} cannot be created: {reason}. Choose another folder.</source>
        <translation>无法新建工作空间文件 {path}：{reason}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The workspace file {path} cannot be read: {reason}.</source>
        <translation>工作空间文件 {path} 无法读取：{reason}。</translation>
    </message>
    <message>
        <source>The workspace file {path} is read-only. Allow writing, or copy it to a folder you may write to.</source>
        <translation>工作空间文件 {path} 是只读的。请取消只读，或将其复制到可写的文件夹。</translation>
    </message>
    <message>
        <source>The workspace holds no check of {source}.</source>
        <translation>工作空间中没有 {source} 的检查记录。</translation>
    </message>
    <message>
        <source>The workspace {path} cannot be opened. Is the file still there?</source>
        <translation>无法打开工作空间 {path}。请确认文件是否仍然存在。</translation>
    </message>
    <message>
        <source>The workspace {path} cannot be written: the file or its folder is read-only.</source>
        <translation>工作空间 {path} 无法写入：文件或其所在文件夹是只读的。</translation>
    </message>
    <message>
        <source>The workspace {path} has no run {run}.</source>
        <translation>工作空间 {path} 中没有检查记录 {run}。</translation>
    </message>
    <message>
        <source>The workspace {path} has the old format {found}, which this version of the plugin can no longer read. Start a new workspace.</source>
        <translation>工作空间 {path} 为旧格式 {found}，当前版本的插件已无法读取。请新建工作空间。</translation>
    </message>
    <message>
        <source>The workspace {path} is being written by another program or window. Try again when it is done.</source>
        <translation>其他程序或窗口正在写入工作空间 {path}。请待其完成后重试。</translation>
    </message>
    <message>
        <source>The workspace {path} is damaged or is no workspace ({reason}). Restore it from a copy.</source>
        <translation>工作空间 {path} 已损坏或不是工作空间（{reason}）。请用备份恢复。</translation>
    </message>
    <message>
        <source>The workspace {path} was written by a newer version of this plugin (format {found}, this one reads up to {known}). Update the plugin.</source>
        <translation>工作空间 {path} 由更新版本的插件写入（格式 {found}，当前版本最高支持 {known}）。请更新插件。</translation>
    </message>
    <message>
        <source>There is no workspace file {path}. Choose an existing file.</source>
        <translation>工作空间文件 {path} 不存在。请选择已有的文件。</translation>
    </message>
    <message>
        <source>{path} is a database but not a workspace of this plugin. Choose another file.</source>
        <translation>{path} 是数据库，但不是本插件的工作空间。请选择其他文件。</translation>
    </message>
    <message>
        <source>{path} is a folder, not a workspace file. Choose a .gpkg file.</source>
        <translation>{path} 是文件夹，不是工作空间文件。请选择 .gpkg 文件。</translation>
    </message>
    <message>
        <source>{path} is not a workspace file. Choose another .gpkg file.</source>
        <translation>{path} 不是工作空间文件。请选择其他 .gpkg 文件。</translation>
    </message>
</context>
</TS>
