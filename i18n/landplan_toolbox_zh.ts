<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ActionsBar</name>
    <message>
        <source>All years</source>
        <translation>全部年度</translation>
    </message>
    <message>
        <source>Change report (HTML)…</source>
        <translation>指标变更报告（HTML）…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Check the indicators; the findings are on the Checks tab</source>
        <translation>检查指标，问题列于“检查”选项卡</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>From the data</source>
        <translation>从数据读取</translation>
    </message>
    <message>
        <source>Import values from XLSX, ODS or CSV</source>
        <translation>从 XLSX、ODS 或 CSV 导入指标值</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>量算</translation>
    </message>
    <message>
        <source>Measure the indicators in the layers as they are now</source>
        <translation>按图层现状量算指标</translation>
    </message>
    <message>
        <source>Take over the values in the tables of the data source</source>
        <translation>读取数据源各表中的指标值</translation>
    </message>
    <message>
        <source>The administrative units, and what became of them</source>
        <translation>行政单元及其变动情况</translation>
    </message>
    <message>
        <source>Units…</source>
        <translation>行政单元…</translation>
    </message>
    <message>
        <source>Values (XLSX, ODS, CSV)…</source>
        <translation>指标值（XLSX、ODS、CSV）…</translation>
    </message>
    <message>
        <source>Write the values or the change report</source>
        <translation>导出指标值或指标变更报告</translation>
    </message>
</context>
<context>
    <name>Adjustment</name>
    <message>
        <source>Checks of the kind {kind} look at the layer {expected}, but the rule pack says {layer}: correct the layer of the check.</source>
        <translation>{kind} 类检查针对图层 {expected}，而规则包写的是 {layer}：请改正该检查项的图层。</translation>
    </message>
    <message>
        <source>In total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>New construction in unit {unit} takes {measured} ha, but the assigned increase is {limit} ha: {difference} ha are too much.</source>
        <translation>行政单元 {unit} 的新增建设用地为 {measured} ha，下达的增加规模为 {limit} ha，超出 {difference} ha。</translation>
    </message>
    <message>
        <source>No check of the rule pack {pack} looks at a declared ledger. Leave it out.</source>
        <translation>规则包“{pack}”没有针对填报台账的检查项。请勿提供填报台账。</translation>
    </message>
    <message>
        <source>The edited layer {layer} holds no polygons.</source>
        <translation>正在编辑的图层“{layer}”不含面要素。</translation>
    </message>
    <message>
        <source>The edited layer {layer} is in another coordinate reference system than the plan was read in: read the plan again.</source>
        <translation>正在编辑的图层“{layer}”与读取规划数据时的坐标参考系不同：请重新读取规划数据。</translation>
    </message>
    <message>
        <source>The indicator {code} is no area, so it cannot be compared with the areas of the table.</source>
        <translation>指标 {code} 不是面积指标，不能与表中的面积比较。</translation>
    </message>
    <message>
        <source>The layer of administrative units ({layer}) is missing: add it to the delivery or bind it by hand.</source>
        <translation>缺少行政单元图层（{layer}）：请在成果中补充，或手工绑定。</translation>
    </message>
    <message>
        <source>The layer {layer} has no features, so there is nothing to compare.</source>
        <translation>图层“{layer}”没有要素，无内容可比较。</translation>
    </message>
    <message>
        <source>The ledger lists {area} m² as added that were basic farmland before, or are not now.</source>
        <translation>台账登记为划入的 {area} m² 在调整前已是基本农田，或调整后不是基本农田。</translation>
    </message>
    <message>
        <source>The ledger lists {area} m² as removed that were not basic farmland before, or still are.</source>
        <translation>台账登记为划出的 {area} m² 在调整前不是基本农田，或调整后仍是基本农田。</translation>
    </message>
    <message>
        <source>The quality grade ({field}) of {removed} ha of the farmland removed and of {entered} ha of the farmland that entered is not known: complete it in {layer}.</source>
        <translation>划出耕地中有 {removed} ha、划入耕地中有 {entered} ha 的质量等别（{field}）不明：请在图层“{layer}”中补充。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no adjustment.yaml, so no adjustment can be judged.</source>
        <translation>规则包“{pack}”没有 adjustment.yaml，无法审查调整。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no adjustment.yaml, so no adjustment can be judged. Choose another pack.</source>
        <translation>规则包“{pack}”没有 adjustment.yaml，无法审查调整。请选择其他规则包。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no delineation.yaml, so nobody knows what may enter and leave.</source>
        <translation>规则包“{pack}”没有 delineation.yaml，无从判断哪些土地可划入、哪些可调出。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no indicators.yaml, so nobody knows how indicators may change and what they are measured by.</source>
        <translation>规则包“{pack}”没有 indicators.yaml，无从判断指标可如何调整、如何量算。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no ledger of the layer {layer}, so no checks are run while it is edited.</source>
        <translation>规则包“{pack}”没有图层“{layer}”的台账规则，编辑该图层时不执行检查。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no rule set {rules} for the three lines; it has {known}.</source>
        <translation>规则包“{pack}”没有三线规则集 {rules}；已有的规则集：{known}。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no rules for the three lines. Choose another pack.</source>
        <translation>规则包“{pack}”没有三线规则。请选择其他规则包。</translation>
    </message>
    <message>
        <source>Unit {name} {unit}</source>
        <translation>行政单元 {name} {unit}</translation>
    </message>
    <message>
        <source>Unit {unit}</source>
        <translation>行政单元 {unit}</translation>
    </message>
    <message>
        <source>Unit {unit} has {measured} ha of basic farmland, its target is {limit} ha: {difference} ha are missing.</source>
        <translation>行政单元 {unit} 的基本农田为 {measured} ha，任务面积为 {limit} ha，缺口 {difference} ha。</translation>
    </message>
    <message>
        <source>Urban fringe {zone}</source>
        <translation>城市周边“{zone}”</translation>
    </message>
    <message>
        <source>Urban fringe {zone}: {removed} ha of basic farmland were removed and only {entered} ha entered; {missing} ha are missing.</source>
        <translation>城市周边“{zone}”：划出基本农田 {removed} ha，仅划入 {entered} ha，减少 {missing} ha。</translation>
    </message>
    <message>
        <source>indicators.yaml does not say how the indicator {code} is measured: add it to its measures.</source>
        <translation>indicators.yaml 未规定指标 {code} 的量算方法：请在其 measures 中补充。</translation>
    </message>
    <message>
        <source>{area} m² are urban fringe that were not before the adjustment; its range must not change.</source>
        <translation>{area} m² 在调整前不属于城市周边范围；该范围不得改变。</translation>
    </message>
    <message>
        <source>{area} m² became basic farmland here, but the ledger does not list them as added.</source>
        <translation>此处 {area} m² 划入基本农田，但台账未登记为划入。</translation>
    </message>
    <message>
        <source>{area} m² became basic farmland where there is no land-use parcel, so nobody knows what land it is.</source>
        <translation>此处 {area} m² 划入基本农田，但没有对应的地类图斑，地类不明。</translation>
    </message>
    <message>
        <source>{area} m² became basic farmland within {zone}, where the layout must not change.</source>
        <translation>在不得调整布局的“{zone}”内有 {area} m² 划入基本农田。</translation>
    </message>
    <message>
        <source>{area} m² of basic farmland of parcel {parcel} (unit {unit}) were removed without the evidence that the reason needs. Enter it in {layer}:
{needed}</source>
        <translation>图斑 {parcel}（行政单元 {unit}）划出基本农田 {area} m²，缺少该调出理由所需的举证材料。请在图层“{layer}”中补充：
{needed}</translation>
    </message>
    <message>
        <source>{area} m² of basic farmland of parcel {parcel} (unit {unit}) were removed, which is allowed only once the target is met; unit {target_unit} lacks {shortfall} ha.
{reasons}</source>
        <translation>图斑 {parcel}（行政单元 {unit}）划出基本农田 {area} m²，按规定须在任务完成后方可调出；行政单元 {target_unit} 尚有缺口 {shortfall} ha。
{reasons}</translation>
    </message>
    <message>
        <source>{area} m² of basic farmland of parcel {parcel} were removed within the urban fringe {zone}, but {layer} has no {needed} for it.</source>
        <translation>在城市周边“{zone}”内，图斑 {parcel} 划出基本农田 {area} m²，但图层“{layer}”中没有相应的{needed}。</translation>
    </message>
    <message>
        <source>{area} m² of basic farmland on parcel {parcel} (unit {unit}) have the slope class {slope_class}, but {layer} has no {needed} for it.</source>
        <translation>图斑 {parcel}（行政单元 {unit}）有 {area} m² 基本农田的坡度级别为 {slope_class}，但图层“{layer}”中没有相应的{needed}。</translation>
    </message>
    <message>
        <source>{area} m² of basic farmland were removed here, but the ledger does not list them as removed.</source>
        <translation>此处 {area} m² 划出基本农田，但台账未登记为划出。</translation>
    </message>
    <message>
        <source>{area} m² of basic farmland were removed where there is no land-use parcel, so they have no reason to leave.</source>
        <translation>{area} m² 划出基本农田，但没有对应的地类图斑，没有调出理由。</translation>
    </message>
    <message>
        <source>{area} m² of basic farmland were removed within {zone}, where the layout must not change.</source>
        <translation>在不得调整布局的“{zone}”内有 {area} m² 划出基本农田。</translation>
    </message>
    <message>
        <source>{area} m² of basic farmland were removed, but parcel {parcel} (class {land_class}, unit {unit}) has no reason to leave that the plan allows. Keep it, or prove a reason.</source>
        <translation>图斑 {parcel}（地类 {land_class}，行政单元 {unit}）划出基本农田 {area} m²，没有规划规定的调出理由。请予保留，或举证说明理由。</translation>
    </message>
    <message>
        <source>{area} m² of parcel {parcel} (class {land_class}, unit {unit}) are still basic farmland, but the plan demands that they leave:
{reasons}</source>
        <translation>图斑 {parcel}（地类 {land_class}，行政单元 {unit}）有 {area} m² 仍为基本农田，而规划要求应调出：
{reasons}</translation>
    </message>
    <message>
        <source>{area} m² of parcel {parcel} (class {land_class}, unit {unit}) became basic farmland, although the plan forbids it:
{reasons}</source>
        <translation>图斑 {parcel}（地类 {land_class}，行政单元 {unit}）有 {area} m² 划入基本农田，而规划规定不得划入：
{reasons}</translation>
    </message>
    <message>
        <source>{area} m² of parcel {parcel} (class {land_class}, unit {unit}) became basic farmland, but meet none of the criteria to enter.</source>
        <translation>图斑 {parcel}（地类 {land_class}，行政单元 {unit}）有 {area} m² 划入基本农田，但不符合任何划入条件。</translation>
    </message>
    <message>
        <source>{area} m² of parcel {parcel} (class {land_class}, unit {unit}) should enter, but are not basic farmland:
{reasons}</source>
        <translation>图斑 {parcel}（地类 {land_class}，行政单元 {unit}）有 {area} m² 应划入而未划为基本农田：
{reasons}</translation>
    </message>
    <message>
        <source>{area} m² of parcel {parcel} became basic farmland within the urban fringe {zone}, but {layer} has no {needed} for it.</source>
        <translation>在城市周边“{zone}”内，图斑 {parcel} 有 {area} m² 划入基本农田，但图层“{layer}”中没有相应的{needed}。</translation>
    </message>
    <message>
        <source>{area} m² were urban fringe before the adjustment and are no longer; its range must not change.</source>
        <translation>{area} m² 在调整前属于城市周边范围，现已不在其中；该范围不得改变。</translation>
    </message>
    <message>
        <source>{code} {title} ({clause})</source>
        <translation>{code} {title}（{clause}）</translation>
    </message>
    <message>
        <source>{code} {title}: {kinds}</source>
        <translation>{code} {title}：{kinds}</translation>
    </message>
    <message>
        <source>{code} {title}: {reason}</source>
        <translation>{code} {title}：{reason}</translation>
    </message>
    <message>
        <source>{count} criteria could not be judged. Deliver what is missing, a layer without features where there is no such land.
{reasons}</source>
        <translation>{count} 个条件无法判定。请补充所缺的数据；确实没有此类土地的，请提供无要素的图层。
{reasons}</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no area ({field}), so the indicator cannot be measured in full: complete them.</source>
        <translation>图层“{layer}”有 {count} 个要素没有面积（{field}），指标量算不完整：请补充。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no code of their administrative unit ({field}), so the indicator cannot be measured in full: complete them.</source>
        <translation>图层“{layer}”有 {count} 个要素没有行政单元代码（{field}），指标量算不完整：请补充。</translation>
    </message>
    <message>
        <source>{indicator} of unit {unit} falls from {before} ha to {after} ha, but the plan only lets it grow.</source>
        <translation>行政单元 {unit} 的{indicator}由 {before} ha 减至 {after} ha，而规划只允许增加。</translation>
    </message>
    <message>
        <source>{indicator} of unit {unit} rises from {before} ha to {after} ha, but the plan only lets it be cut.</source>
        <translation>行政单元 {unit} 的{indicator}由 {before} ha 增至 {after} ha，而规划只允许核减。</translation>
    </message>
    <message>
        <source>{indicator} of unit {unit}: the layers measure {measured} ha, at least {limit} ha are assigned; {difference} ha are missing.</source>
        <translation>行政单元 {unit} 的{indicator}：按图层量算为 {measured} ha，下达指标不低于 {limit} ha，缺口 {difference} ha。</translation>
    </message>
    <message>
        <source>{indicator} of unit {unit}: the layers measure {measured} ha, at most {limit} ha are assigned; {difference} ha are too much.</source>
        <translation>行政单元 {unit} 的{indicator}：按图层量算为 {measured} ha，下达指标不超过 {limit} ha，超出 {difference} ha。</translation>
    </message>
    <message>
        <source>{layer} and {target} conflict on {area} m². By {rules} ({clause}) {giving} has to give way.</source>
        <translation>“{layer}”与“{target}”冲突 {area} m²。按{rules}（{clause}），“{giving}”应予避让。</translation>
    </message>
    <message>
        <source>{layer} and {target} conflict on {area} m². Under {rules} ({clause}) neither has precedence: decide which of the two is to be redrawn, so that they do not cross.</source>
        <translation>“{layer}”与“{target}”冲突 {area} m²。{rules}（{clause}）未规定两者的先后：请确定调整其中哪一条，使两者不再交叉。</translation>
    </message>
    <message>
        <source>{layer} has no value for the indicator {indicator} ({code}) after the adjustment.</source>
        <translation>图层“{layer}”没有指标“{indicator}”（{code}）调整后的数值。</translation>
    </message>
    <message>
        <source>{layer} has no values for the indicator {indicator} ({code}) before and after the adjustment.</source>
        <translation>图层“{layer}”没有指标“{indicator}”（{code}）调整前后的数值。</translation>
    </message>
    <message>
        <source>{removed} ha of the {before} ha of former basic farmland were removed and {entered} ha entered: {share} % of the layout changed, more than the {limit} % of a small adjustment. Explain the change.</source>
        <translation>调整前基本农田 {before} ha，划出 {removed} ha，划入 {entered} ha：布局变动 {share} %，超过局部微调的 {limit} %。请说明变动原因。</translation>
    </message>
    <message>
        <source>{scope}: the {entered_ha} ha of farmland that entered have the mean quality grade {entered}, the {removed_ha} ha removed had {removed}; a larger number is better.</source>
        <translation>{scope}：划入耕地 {entered_ha} ha，平均质量等别 {entered}；划出耕地 {removed_ha} ha，平均质量等别 {removed}；数值越大质量越好。</translation>
    </message>
    <message>
        <source>{scope}: the {entered_ha} ha of farmland that entered have the mean quality grade {entered}, the {removed_ha} ha removed had {removed}; a smaller number is better.</source>
        <translation>{scope}：划入耕地 {entered_ha} ha，平均质量等别 {entered}；划出耕地 {removed_ha} ha，平均质量等别 {removed}；数值越小质量越好。</translation>
    </message>
    <message>
        <source>{scope}: {removed} ha of basic farmland (area of the parcels, because not both layers have net areas) were removed and {entered} ha entered; {allowed} ha need not be replaced, so {missing} ha are missing.</source>
        <translation>{scope}：划出基本农田 {removed} ha，划入 {entered} ha（两个图层并非都有净面积，按图斑面积计）；其中 {allowed} ha 不需补划，补划缺口 {missing} ha。</translation>
    </message>
    <message>
        <source>{scope}: {removed} ha of basic farmland (net of deductions) were removed and {entered} ha entered; {allowed} ha need not be replaced, so {missing} ha are missing.</source>
        <translation>{scope}：划出基本农田 {removed} ha，划入 {entered} ha（扣除后的净面积）；其中 {allowed} ha 不需补划，补划缺口 {missing} ha。</translation>
    </message>
    <message>
        <source>{sentence}
{reservation}</source>
        <translation>{sentence}
{reservation}</translation>
    </message>
</context>
<context>
    <name>AdjustmentAlgorithm</name>
    <message>
        <source>Adjustment</source>
        <translation>规划调整</translation>
    </message>
</context>
<context>
    <name>AdjustmentCheck</name>
    <message>
        <source>Finding points</source>
        <translation>问题点</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>One point inside each finding that has a place, easier to see on a small-scale map.</source>
        <translation>每个有图上位置的问题内部一个点，便于在小比例尺地图上查看。</translation>
    </message>
    <message>
        <source>One row per finding with the land it is about; a finding on an indicator or on the whole has no shape.</source>
        <translation>每个问题一行，附所涉及的土地；针对指标或整体的问题没有图形。</translation>
    </message>
    <message>
        <source>{checks} are no checks of this algorithm; it runs {allowed}. Use Run self-check for the others.</source>
        <translation>{checks} 不是本算法的检查项；本算法执行 {allowed}。其他检查项请用“执行自检”。</translation>
    </message>
</context>
<context>
    <name>AlgorithmRun</name>
    <message>
        <source>The algorithm {algorithm} is not there: switch on the provider Land Plan Toolbox in the options of Processing.</source>
        <translation>没有算法 {algorithm}：请在“处理”选项中启用“国土规划工具箱”算法提供者。</translation>
    </message>
    <message>
        <source>The work stopped because of an unexpected error ({details}). The log panel, tab {log}, has the rest.</source>
        <translation>出现意外错误（{details}），操作已中止。详情见日志面板的“{log}”选项卡。</translation>
    </message>
</context>
<context>
    <name>AlgorithmStep</name>
    <message>
        <source>Double-click a row to see it on the map.</source>
        <translation>双击某行可在地图上查看。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Nothing to list in this run: {tables}.</source>
        <translation>本次执行没有可列出的内容：{tables}。</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Write the tables of this step as a spreadsheet</source>
        <translation>将本步骤的表导出为电子表格</translation>
    </message>
    <message>
        <source>inputs or options have changed since: run again</source>
        <translation>输入数据或选项已变动：请重新执行</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>尚未执行</translation>
    </message>
    <message>
        <source>refused: {reason}</source>
        <translation>未能执行：{reason}</translation>
    </message>
    <message>
        <source>the file of the results is gone: run again</source>
        <translation>结果文件已不存在：请重新执行</translation>
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
    <name>BaseStep</name>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>不一致图斑</translation>
    </message>
    <message>
        <source>Import decisions</source>
        <translation>导入决定</translation>
    </message>
    <message>
        <source>In the last run right is</source>
        <translation>上次执行以何为准</translation>
    </message>
    <message>
        <source>Reading decisions</source>
        <translation>正在读取决定</translation>
    </message>
    <message>
        <source>Survey and one-map agree everywhere: there is nothing to decide.</source>
        <translation>三调与一张图完全一致，无须确定。</translation>
    </message>
    <message>
        <source>Tables and layers</source>
        <translation>表格和图层</translation>
    </message>
    <message>
        <source>{count} decisions taken from {file}.</source>
        <translation>已从 {file} 读取 {count} 个决定。</translation>
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
    <name>ChangeReport</name>
    <message>
        <source>Several administrative units are called {unit}: {codes}. Give the code.</source>
        <translation>名为{unit}的行政单元不止一个：{codes}。请填写代码。</translation>
    </message>
    <message>
        <source>Table {layer}, field {field}</source>
        <translation>表“{layer}”，字段 {field}</translation>
    </message>
    <message>
        <source>There are no values of indicators to report on. Add a table of values to the delivery, or choose the workspace that keeps them.</source>
        <translation>没有可供报告的指标值。请在成果中补充指标值表，或选择保存指标值的工作空间。</translation>
    </message>
    <message>
        <source>There is no administrative unit {unit}. Give the code or name of one that the delivery has, or nothing for the largest.</source>
        <translation>没有行政单元 {unit}。请填写成果中已有行政单元的代码或名称；留空则采用最高一级行政单元。</translation>
    </message>
    <message>
        <source>{count} values are of the unit {code}, which is none of the administrative units; they are not part of this report.</source>
        <translation>{count} 个指标值属于单元 {code}，而行政单元中没有该单元；本报告未包括这些值。</translation>
    </message>
    <message>
        <source>{unit} states nothing and is in no sum.</source>
        <translation>{unit}没有填写指标值，未计入合计。</translation>
    </message>
</context>
<context>
    <name>ChangeReportAlgorithm</name>
    <message>
        <source>Administrative unit</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>Code or name of the unit the report is about. Empty: the largest units that have values.</source>
        <translation>报告所针对的行政单元的代码或名称。留空则采用有指标值的最高一级行政单元。</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>成果数据</translation>
    </message>
    <message>
        <source>Deviations</source>
        <translation>偏差数</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误数</translation>
    </message>
    <message>
        <source>Excel files (*.xlsx);;OpenDocument files (*.ods)</source>
        <translation>Excel 工作簿 (*.xlsx);;OpenDocument 电子表格 (*.ods)</translation>
    </message>
    <message>
        <source>File geodatabase or folder, or the path of a GeoPackage, with tables of indicators. Left empty, the layers and tables of the open project are taken.</source>
        <translation>含有指标表的文件地理数据库或文件夹，或 GeoPackage 的路径。留空则采用当前工程的图层和表。</translation>
    </message>
    <message>
        <source>GeoPackage that keeps values of indicators. It is only read.</source>
        <translation>保存指标值的 GeoPackage，仅读取。</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML 文件 (*.html)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Long table with unit, indicator, year, kind and value. Empty: the table of the delivery.</source>
        <translation>每行一个指标值的表，含行政单元、指标、年度、指标值类型和数值。留空则采用成果中的表。</translation>
    </message>
    <message>
        <source>More deviations in the report: {count}.</source>
        <translation>报告中另有 {count} 项偏差。</translation>
    </message>
    <message>
        <source>One HTML file to hand over.</source>
        <translation>用于提交的单个 HTML 文件。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>指标变更报告</translation>
    </message>
    <message>
        <source>Report on the change of indicators</source>
        <translation>编制指标变更报告</translation>
    </message>
    <message>
        <source>Reports the change of the main indicators (farmland retained, basic farmland, construction land) and of all others: value of the base year, former, assigned and planned value, change and change in per cent, for the unit and for the units below it; deviations with their clauses; where the values come from, who entered them and when. What is missing is listed before the values, and never counts as 0. Where several units have values and the unit they lie in has none, they are reported each and together. Values come from the tables of the delivery and from the workspace, which counts where both have one.</source>
        <translation>报告主要指标（耕地保有量、基本农田、建设用地）及其他各项指标的变更情况：本级及下级单元的基期现状、调整前、下达和规划值，增减量及增减率；偏差及所依据的条款；指标值的来源、经办人和时间。缺少的内容列在指标值之前，一律不按 0 计。多个单元有指标值而其上级单元没有的，逐个报告并合计。指标值取自成果中的表和工作空间，两者都有时以工作空间为准。</translation>
    </message>
    <message>
        <source>Required values missing</source>
        <translation>缺少的必填指标值数</translation>
    </message>
    <message>
        <source>Say where the report is to be written.</source>
        <translation>请指定报告的保存位置。</translation>
    </message>
    <message>
        <source>Table of values</source>
        <translation>指标值表</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>电子表格</translation>
    </message>
    <message>
        <source>The tables of the annex, ready for the printer (adjustment of the indicators, indicators handed down), and lists of all values, deviations, what is missing, and sources.</source>
        <translation>可直接打印的附表（指标调整情况表、指标分解表），以及全部指标值、偏差、缺少的内容和来源的清单。</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作空间</translation>
    </message>
    <message>
        <source>Writes how the indicators of a plan change, by administrative unit, as HTML and spreadsheet.</source>
        <translation>按行政单元编制规划指标变更情况，输出 HTML 和电子表格。</translation>
    </message>
    <message>
        <source>indicators,change,adjustment,report,targets,former,assigned,planned,base</source>
        <translation>指标,变更,调整,报告,任务,调整前,下达,规划,基期,changereport</translation>
    </message>
    <message>
        <source>zh or en; empty: the language of QGIS.</source>
        <translation>zh 或 en；留空则采用 QGIS 的界面语言。</translation>
    </message>
    <message>
        <source>{units} units and {count} tables of units reported.</source>
        <translation>已报告 {units} 个行政单元、{count} 张分单元表。</translation>
    </message>
</context>
<context>
    <name>CheckAdjustment</name>
    <message>
        <source>Basic farmland after</source>
        <translation>调整后永久基本农田</translation>
    </message>
    <message>
        <source>Basic farmland before</source>
        <translation>调整前永久基本农田</translation>
    </message>
    <message>
        <source>Check adjustment</source>
        <translation>检查调整成果</translation>
    </message>
    <message>
        <source>Compares the basic farmland before and after an adjustment and judges every change: land that was removed needs a reason and its evidence, land that entered a criterion and no ban; as much land as was removed has to enter, and no worse; the urban fringe keeps range, area and quality; nothing changes where the layout must not change; indicators change in the direction assigned and are kept by what the layers measure. The findings keep their identity from run to run in the workspace. The verdict is “incomplete” while one of the checks did not run without which an adjustment cannot be judged. The delivery is never changed.</source>
        <translation>比较调整前后的永久基本农田，逐块审查变动：划出的土地须有调出理由和举证材料；划入的土地须符合划入条件，且不属于禁入条件；补划数量不少于划出，质量不低于划出；城市周边范围不变、面积不减、质量不降；不得调整布局的范围内没有变动；指标按下达的方向调整，且与图层量算的面积相符。问题写入工作空间，同一问题在历次检查中保持同一身份。审查调整所必需的检查项有一项未执行，结论即为“不完整”。成果数据本身不会被修改。</translation>
    </message>
    <message>
        <source>Declared ledger</source>
        <translation>填报台账</translation>
    </message>
    <message>
        <source>Delineation after the adjustment. Empty: the layer of the delivery.</source>
        <translation>调整后的划定成果。留空则采用成果中的图层。</translation>
    </message>
    <message>
        <source>Delineation before the adjustment. Empty: the layer of the delivery.</source>
        <translation>调整前的划定成果。留空则采用成果中的图层。</translation>
    </message>
    <message>
        <source>Judges every change of a delineation of basic farmland by the rules of a plan.</source>
        <translation>按规划规则审查永久基本农田划定成果的每处变动。</translation>
    </message>
    <message>
        <source>Kept, entered and removed land as declared. Empty: the layer of the delivery.</source>
        <translation>填报的保留、划入和划出土地。留空则采用成果中的图层。</translation>
    </message>
    <message>
        <source>adjustment,basic farmland,replacement,balance,urban fringe,evidence,indicators</source>
        <translation>调整,永久基本农田,补划,占补平衡,城市周边,举证材料,指标,划入划出,adjustment</translation>
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
    <name>CheckForestQuota</name>
    <message>
        <source>A row per project: stated and measured area, area by outcome, approval needed, what counts.</source>
        <translation>每个项目一行：填报面积和实测面积、各判定结果的面积、所需批准级别、计入定额的面积。</translation>
    </message>
    <message>
        <source>A row per unit and period: quota, used, used to date, remaining.</source>
        <translation>每个行政单元每个定额期一行：定额、使用、累计使用、剩余。</translation>
    </message>
    <message>
        <source>As recorded</source>
        <translation>按登记等级</translation>
    </message>
    <message>
        <source>Check use and quota of forest land</source>
        <translation>检查使用林地与定额</translation>
    </message>
    <message>
        <source>Checks not run</source>
        <translation>未执行的检查项数</translation>
    </message>
    <message>
        <source>Computed by the rules of the grades</source>
        <translation>按分级规则划定</translation>
    </message>
    <message>
        <source>Conflicts of works</source>
        <translation>工程布局冲突</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>成果数据</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误数</translation>
    </message>
    <message>
        <source>File geodatabase or folder, or the path of a GeoPackage or shapefile. Left empty: the layers of the open project, unsaved edits included.</source>
        <translation>文件地理数据库或文件夹，或 GeoPackage、Shapefile 的路径。留空则采用当前工程的图层，包括未保存的编辑。</translation>
    </message>
    <message>
        <source>First and last year of each, for example 2021-2025, 2026-2035. Left empty: those of the rule pack, else from one target year to the next.</source>
        <translation>每期的起止年度，例如 2021-2025, 2026-2035。留空则采用规则包的设定；规则包未设定时，以各目标年划分。</translation>
    </message>
    <message>
        <source>Forbidden (ha)</source>
        <translation>禁止使用（ha）</translation>
    </message>
    <message>
        <source>Forest land used</source>
        <translation>使用林地情况</translation>
    </message>
    <message>
        <source>Forest sub-compartments</source>
        <translation>林地小班</translation>
    </message>
    <message>
        <source>Lays the projects that use forest land over the sub-compartments and says of every piece, by the rules of the pack for type, approval, nature of use, protection grade and class of the land: allowed and by which rule; allowed only with the approval of a higher level, and of which; forbidden and why; or not to be judged and what is missing for it. Sums up what is used of the quota per period and administrative unit and what remains; a project across a border is divided by area, land under several projects counts once, temporary use does not count where the pack says so. Checks that engineering works lie where their purpose allows. The verdict is “failed” where land is used against the limits or a quota is exceeded, and “incomplete” where that could not be judged. Nothing is changed.</source>
        <translation>将使用林地项目与小班叠加，按规则包对项目类型、批准级别、使用性质、林地保护等级和林地类别的规定逐块判定：允许使用及所依据的规则；须由更高级别批准及其级别；禁止使用及原因；无法判定及所缺的内容。按定额期和行政单元汇总定额的使用和剩余情况：跨界项目按面积分摊，多个项目使用同一林地只计一次，规则包规定临时使用不占定额的不计入。同时检查重大工程是否布设在其用途允许的位置。有违反限制使用林地或超定额的，结论为“不合格”（failed）；有未能判定的，结论为“不完整”（incomplete）。不改动任何数据。</translation>
    </message>
    <message>
        <source>Left empty: the layer of the delivery.</source>
        <translation>留空则采用成果中的图层。</translation>
    </message>
    <message>
        <source>Needs a higher approval (ha)</source>
        <translation>须更高级别批准（ha）</translation>
    </message>
    <message>
        <source>Not judged (ha)</source>
        <translation>无法判定（ha）</translation>
    </message>
    <message>
        <source>Of computed grades: the national rules or those of a province, as grades.yaml of the pack names them. Left empty: the one in force in the pack.</source>
        <translation>用于划定等级：采用全国标准或某省标准，名称见规则包的 grades.yaml。留空则采用规则包现行的标准。</translation>
    </message>
    <message>
        <source>One polygon for each project and sub-compartment with the outcome, the rule and its clause.</source>
        <translation>每个项目与小班的相交部分一个面，附判定结果、规则及其条款。</translation>
    </message>
    <message>
        <source>Periods of the quota</source>
        <translation>定额期</translation>
    </message>
    <message>
        <source>Places where engineering works lie where they should not, or do not lie where they should.</source>
        <translation>工程布设在不应布设的位置，或未布设在应布设的位置之处。</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Projects that use forest land</source>
        <translation>使用林地项目</translation>
    </message>
    <message>
        <source>Protection grades</source>
        <translation>林地保护等级</translation>
    </message>
    <message>
        <source>Quota</source>
        <translation>占用林地定额</translation>
    </message>
    <message>
        <source>Remaining of the last quota (ha)</source>
        <translation>末期定额剩余（ha）</translation>
    </message>
    <message>
        <source>Says which forest land projects may use, what is used of the quota, and where works conflict.</source>
        <translation>判定项目可以使用哪些林地、定额使用多少，以及工程布局有何冲突。</translation>
    </message>
    <message>
        <source>Used of the quota (ha)</source>
        <translation>定额已使用（ha）</translation>
    </message>
    <message>
        <source>Values kept in it count before those of the delivered tables. It is only read.</source>
        <translation>其中保存的指标值优先于成果表中的值。仅读取。</translation>
    </message>
    <message>
        <source>Variant of the grades</source>
        <translation>分级标准</translation>
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
        <source>Which protection grade of the land counts. Left empty: as the rule pack says.</source>
        <translation>以哪种林地保护等级为准。留空则按规则包的设定。</translation>
    </message>
    <message>
        <source>Workspace with the quotas</source>
        <translation>保存定额的工作空间</translation>
    </message>
    <message>
        <source>forest land,quota,occupation,project,protection grade,public-welfare forest,approval,works</source>
        <translation>林地,定额,占用林地,使用林地,项目,保护等级,公益林,审批,重大工程,forest land,quota,project</translation>
    </message>
    <message>
        <source>{check}: {count} findings</source>
        <translation>{check}：{count} 个问题</translation>
    </message>
    <message>
        <source>{unit} until {year}: quota {quota} ha, used {used} ha, remaining {remaining} ha</source>
        <translation>{unit}至 {year} 年：定额 {quota} ha，已使用 {used} ha，剩余 {remaining} ha</translation>
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
    <name>CheckIndicators</name>
    <message>
        <source>A row per unit, indicator and target year: base, assigned, planned and measured values, their differences, and what is to be said of them.</source>
        <translation>每个行政单元、指标和目标年一行：基期现状、下达、规划和实测值，相互差值，以及判断。</translation>
    </message>
    <message>
        <source>Check indicators</source>
        <translation>检查规划指标</translation>
    </message>
    <message>
        <source>Differences of indicators</source>
        <translation>指标差异</translation>
    </message>
    <message>
        <source>Judges the indicators of a plan: sums, targets, plan, layers, direction of change.</source>
        <translation>审查规划指标：下级合计、下达与规划、图层实测、调整方向。</translation>
    </message>
    <message>
        <source>Judges the values of the indicators of all administrative units: rows of the tables can be read; units below add up to what their unit has; no value is missing that a level must state; the plan keeps what is assigned, and what the layers measure keeps the plan; indicators change in the direction the adjustment allows, go together, and do not fall behind over the years. Values come from the tables of the delivery and from the workspace, which counts where both have one. Each finding lies in its unit. The verdict is “incomplete” while the tables, the sums or the missing values could not be judged, or a binding target was not compared with the plan, and with the layers where the rule pack measures it. Nothing is changed.</source>
        <translation>审查各行政单元的指标值：指标表各行可读；下级合计与本级相符；各级必填的指标值不缺；规划值符合下达值，图层实测值符合规划值；指标按调整允许的方向变动，相互平衡，年度间不倒退。指标值取自成果中的表和工作空间，两者都有时以工作空间为准。每个问题定位到所在行政单元。指标表、下级合计或缺值有一项未能审查，或有约束性指标的下达值未与规划值比较，或规则包可量算而未与图层实测值比较的，结论均为“不完整”。数据不会被修改。</translation>
    </message>
    <message>
        <source>Long table with unit, indicator, year, kind and value. Empty: the table of the delivery.</source>
        <translation>每行一个指标值的表，含行政单元、指标、年度、指标值类型和数值。留空则采用成果中的表。</translation>
    </message>
    <message>
        <source>Table of values</source>
        <translation>指标值表</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no checks of indicators. Choose another one.</source>
        <translation>规则包“{pack}”没有指标检查项。请选择其他规则包。</translation>
    </message>
    <message>
        <source>indicators,targets,assigned,planned,measured,hand down,decomposition,units,sum</source>
        <translation>指标,任务,下达,规划,实测,分解下达,行政单元,合计,checkindicators</translation>
    </message>
    <message>
        <source>{count} values of the workspace count before those of the tables.</source>
        <translation>{count} 个指标值以工作空间为准，未采用表中的值。</translation>
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
        <translation>检查三线冲突</translation>
    </message>
    <message>
        <source>Ecological redline</source>
        <translation>生态保护红线</translation>
    </message>
    <message>
        <source>Empty: the layer of the delivery.</source>
        <translation>留空则采用成果中的图层。</translation>
    </message>
    <message>
        <source>Finds every place where two of the three lines overlap (permanent basic farmland, ecological redline, urban growth boundary), and where the urban growth boundary takes land it has to avoid, with the shape and area of the conflict. The rule set says which line has to give way: the plan of 2016 puts farmland and redline first without order among them, the rules of 2022 put farmland before the redline and the redline before the urban growth boundary. The findings keep their identity from run to run in the workspace.</source>
        <translation>找出三线（永久基本农田、生态保护红线、城市开发边界）两两重叠之处，以及城市开发边界占用应避让土地之处，给出冲突的图形和面积。由哪条线避让取决于规则集：2016 年实施方案将永久基本农田和生态保护红线并列优先，不分先后；2022 年规则中永久基本农田先于生态保护红线，生态保护红线先于城市开发边界。问题写入工作空间，同一问题在历次检查中保持同一身份。</translation>
    </message>
    <message>
        <source>Finds where basic farmland, ecological redline and urban growth boundary conflict.</source>
        <translation>找出永久基本农田、生态保护红线与城市开发边界的冲突。</translation>
    </message>
    <message>
        <source>Permanent basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <source>Rule set</source>
        <translation>规则集</translation>
    </message>
    <message>
        <source>Urban growth boundary</source>
        <translation>城市开发边界</translation>
    </message>
    <message>
        <source>Which line gives way: {rules}, or a rule set of your own pack. Empty: the default of the pack.</source>
        <translation>确定由哪条线避让：{rules}，或自定义规则包中的规则集。留空则采用规则包的默认规则集。</translation>
    </message>
    <message>
        <source>three lines,basic farmland,ecological redline,urban growth boundary,conflict</source>
        <translation>三线,三区三线,永久基本农田,生态保护红线,城市开发边界,冲突,three lines</translation>
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
        <translation>按维度（地类、质量等别、坡度级别、行政单元）、变化类型和前后取值各一行。</translation>
    </message>
    <message>
        <source>A row per unit and the total: before, kept, out, in, after, slivers, and the area-weighted mean grades of the land before, out, in and after.</source>
        <translation>每个行政单元及合计各一行：调整前、保留、划出、划入、调整后、碎屑，以及调整前、划出、划入、调整后土地按面积加权的平均等别。</translation>
    </message>
    <message>
        <source>Administrative units</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>After (m²)</source>
        <translation>调整后（m²）</translation>
    </message>
    <message>
        <source>After {after_area} m² = kept {kept_area} m² − slivers out {slivers_out_area} m² + slivers in {slivers_in_area} m² + in {in_area} m²</source>
        <translation>调整后 {after_area} m² = 保留 {kept_area} m² − 减少的碎屑 {slivers_out_area} m² + 增加的碎屑 {slivers_in_area} m² + 划入 {in_area} m²</translation>
    </message>
    <message>
        <source>Before (m²)</source>
        <translation>调整前（m²）</translation>
    </message>
    <message>
        <source>Before {before_area} m² = kept {kept_area} m² + out {out_area} m²</source>
        <translation>调整前 {before_area} m² = 保留 {kept_area} m² + 划出 {out_area} m²</translation>
    </message>
    <message>
        <source>Compare delineations</source>
        <translation>比较划定成果</translation>
    </message>
    <message>
        <source>Declared ledger</source>
        <translation>填报台账</translation>
    </message>
    <message>
        <source>Delineation after</source>
        <translation>调整后划定成果</translation>
    </message>
    <message>
        <source>Delineation before</source>
        <translation>调整前划定成果</translation>
    </message>
    <message>
        <source>Differences into which no circle of this diameter fits are no change. Left empty: the rule pack&apos;s; 0: everything is listed.</source>
        <translation>容不下此直径的圆的差异不计为变化。留空则采用规则包的设定；0 表示全部列出。</translation>
    </message>
    <message>
        <source>Differences to the declared ledger</source>
        <translation>与填报台账的差异</translation>
    </message>
    <message>
        <source>Features whose land is not what they declare, and changes that nobody declared.</source>
        <translation>实际情况与填报不符的要素，以及未填报的变化。</translation>
    </message>
    <message>
        <source>Field with the quality grade</source>
        <translation>质量等别字段</translation>
    </message>
    <message>
        <source>Finds the land that two delineations share, that left and that entered.</source>
        <translation>找出两期划定成果中保留、划出和划入的土地。</translation>
    </message>
    <message>
        <source>In (m²)</source>
        <translation>划入（m²）</translation>
    </message>
    <message>
        <source>Kept (m²)</source>
        <translation>保留（m²）</translation>
    </message>
    <message>
        <source>Kept, out and in</source>
        <translation>保留、划出和划入</translation>
    </message>
    <message>
        <source>Land-use parcels</source>
        <translation>地类图斑</translation>
    </message>
    <message>
        <source>Lays two delineations over each other that were digitised independently and writes the land that is kept, that left and that entered, with its area on the ellipsoid. What is narrower than the sliver width is two drawings of one border and no change: it stays with the kept land and its sum is reported, so that before = kept + out and after = kept − slivers out + slivers in + in. Overlapping features count once. With parcels the pieces are cut by them and carry class, quality and slope; with units the ledger has a row for each. The transfer matrix says which classes, grades, slopes and units changed into which. A declared ledger (JBNTHRHC) is held against the true difference.</source>
        <translation>叠加两期分别数字化的划定成果，输出保留、划出和划入的土地及其椭球面积。窄于碎屑宽度的差异是同一界线两次描绘所致，不计为变化：归入保留部分并单独报告其面积，因此调整前 = 保留 + 划出，调整后 = 保留 − 减少的碎屑 + 增加的碎屑 + 划入。重叠的要素只计一次。提供地类图斑时，结果按图斑切分，带有地类、质量等别和坡度级别；提供行政单元时，台账按行政单元分行。转移矩阵列出各地类、等别、坡度级别和行政单元之间的变化。填报台账（JBNTHRHC）与实际变化进行核对。</translation>
    </message>
    <message>
        <source>Ledger of the units</source>
        <translation>分行政单元台账</translation>
    </message>
    <message>
        <source>No quality grade is known of {before} ha before and {after} ha after; the mean grades leave them out.</source>
        <translation>质量等别不明的土地：调整前 {before} ha，调整后 {after} ha；平均等别未计入这部分。</translation>
    </message>
    <message>
        <source>Of the parcels, or of the delineations where no parcels are given. Left empty: the field of the rule pack, where the layer has it.</source>
        <translation>地类图斑的字段；未提供图斑时为划定成果的字段。留空则采用规则包指定的字段（图层中有该字段时）。</translation>
    </message>
    <message>
        <source>One polygon per piece; change is kept, out or in. Kept and out together are the land before.</source>
        <translation>每块一个面；change 的取值为 kept（保留）、out（划出）或 in（划入）。保留与划出之和即调整前的土地。</translation>
    </message>
    <message>
        <source>Out (m²)</source>
        <translation>划出（m²）</translation>
    </message>
    <message>
        <source>Polygons declared as kept, entered or removed (JBNTHRHC with HRHCLXDM 0, 1, 2), to be held against the true difference.</source>
        <translation>填报为保留、划入或划出的面（JBNTHRHC，HRHCLXDM 为 0、1、2），与实际变化核对。</translation>
    </message>
    <message>
        <source>Polygons, for example the basic farmland before the adjustment.</source>
        <translation>面图层，例如调整前的永久基本农田。</translation>
    </message>
    <message>
        <source>Polygons; another coordinate reference system is no obstacle.</source>
        <translation>面图层；坐标参考系可以不同。</translation>
    </message>
    <message>
        <source>Say class, quality and slope of every piece. Left empty: the fields of both delineations do.</source>
        <translation>用于确定每块土地的地类、质量等别和坡度级别。留空则采用两期划定成果自身的字段。</translation>
    </message>
    <message>
        <source>Sliver width (m)</source>
        <translation>碎屑宽度（m）</translation>
    </message>
    <message>
        <source>Slivers in (m²)</source>
        <translation>增加的碎屑（m²）</translation>
    </message>
    <message>
        <source>Slivers out (m²)</source>
        <translation>减少的碎屑（m²）</translation>
    </message>
    <message>
        <source>There is no declared ledger, so there are no differences to it: the layer of differences is left out.</source>
        <translation>未提供填报台账，无差异可比：不输出差异图层。</translation>
    </message>
    <message>
        <source>Towns or villages with their codes. Left empty: the codes in the fields of the delineations.</source>
        <translation>带代码的乡镇或村级行政区。留空则采用划定成果字段中的代码。</translation>
    </message>
    <message>
        <source>Transfer matrix</source>
        <translation>转移矩阵</translation>
    </message>
    <message>
        <source>comparison,change,kept,removed,entered,transfer matrix,ledger,before,after,sliver</source>
        <translation>比较,对比,变化,保留,划出,划入,转移矩阵,台账,碎屑,JBNTHRHC,comparison</translation>
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
    <name>CompareEditions</name>
    <message>
        <source>A polygon per piece of land that changed, with the kind of change, the values before and after.</source>
        <translation>每块变化的土地一个面，附变化类型和前后期的值。</translation>
    </message>
    <message>
        <source>Areas by value before and value after, of the class and of every field that is compared.</source>
        <translation>地类及各比较字段按前期值、后期值统计的面积。</translation>
    </message>
    <message>
        <source>Changed pieces</source>
        <translation>变化块数</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化图斑</translation>
    </message>
    <message>
        <source>Changes of the one-map</source>
        <translation>一张图变化情况</translation>
    </message>
    <message>
        <source>Changes without a reason or with one that contradicts them, and former values repeated wrongly.</source>
        <translation>没有原因或原因与变化不符的变化，以及填写有误的前期因子。</translation>
    </message>
    <message>
        <source>Class changed (m²)</source>
        <translation>地类变化（m²）</translation>
    </message>
    <message>
        <source>Compare editions of the one-map</source>
        <translation>比较两期一张图</translation>
    </message>
    <message>
        <source>Differences into which no circle of this diameter fits are no change. Left empty: the rule pack&apos;s; 0: everything is listed.</source>
        <translation>容不下此直径的圆的差异不计为变化。留空则采用规则包的设定；0 表示全部列出。</translation>
    </message>
    <message>
        <source>Edition after</source>
        <translation>后期一张图</translation>
    </message>
    <message>
        <source>Edition before</source>
        <translation>前期一张图</translation>
    </message>
    <message>
        <source>Finds what changed between two editions of the forest one-map, year on year.</source>
        <translation>找出两期森林资源管理一张图之间的年度变化。</translation>
    </message>
    <message>
        <source>Forest land and forest of every unit: before, new, lost, after.</source>
        <translation>各单元的林地和森林：前期、新增、减少、后期。</translation>
    </message>
    <message>
        <source>Indicators of both editions</source>
        <translation>两期指标</translation>
    </message>
    <message>
        <source>Lays two editions of the sub-compartments over each other and writes every piece of land that changed: new and lost forest land, another class, another category, grade, origin or ownership, and what was only split, merged, renumbered or drawn anew. Classes are compared whichever generation of codes an edition writes. Differences narrower than the sliver width are two drawings of one border and no change. Areas are those on the ellipsoid. The transfer matrices say which class, category and grade changed into which, the table of indicators what each unit gained or lost. Changes without a reason, reasons that contradict the change and fields that repeat the former edition wrongly are listed.</source>
        <translation>叠加两期小班，输出每块变化的土地：新增和减少的林地，地类、森林类别、保护等级、起源、权属的变化，以及仅为分割、合并、重新编号或图形修改的情况。无论两期采用哪一代地类代码，都可以比较。窄于碎屑宽度的差异是同一界线两次描绘所致，不计为变化。面积为椭球面积。转移矩阵列出地类、森林类别和保护等级由何变为何，指标表列出各单元的增减。没有原因的变化、与变化不符的原因，以及与上期不一致的前期因子，均予列出。</translation>
    </message>
    <message>
        <source>Ledger of the units</source>
        <translation>分行政单元台账</translation>
    </message>
    <message>
        <source>Lost forest land (m²)</source>
        <translation>减少林地（m²）</translation>
    </message>
    <message>
        <source>Names of the units, and their areas for the forest cover. Left empty: units are those the sub-compartments name.</source>
        <translation>用于单元名称，以及计算森林覆盖率的土地面积。留空则采用小班自身填写的单元。</translation>
    </message>
    <message>
        <source>New forest land (m²)</source>
        <translation>新增林地（m²）</translation>
    </message>
    <message>
        <source>Problems with reasons</source>
        <translation>变化原因问题</translation>
    </message>
    <message>
        <source>Reasons of another year are listed. Left empty: years are not looked at.</source>
        <translation>列出变化年度与此不同的原因。留空则不检查年度。</translation>
    </message>
    <message>
        <source>Sliver width (m)</source>
        <translation>碎屑宽度（m）</translation>
    </message>
    <message>
        <source>Sub-compartments of the former edition, for example those of the year before.</source>
        <translation>前期的小班，例如上年度的小班。</translation>
    </message>
    <message>
        <source>Sub-compartments of the later edition; another coordinate reference system is no obstacle.</source>
        <translation>后期的小班；坐标参考系不同也可以比较。</translation>
    </message>
    <message>
        <source>The indicators of the present state, measured in both editions, and their difference by unit.</source>
        <translation>按单元列出两期量算的现状指标及其差值。</translation>
    </message>
    <message>
        <source>Towns</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>Transfer matrices</source>
        <translation>转移矩阵</translation>
    </message>
    <message>
        <source>Unchanged land, too</source>
        <translation>包括未变化的土地</translation>
    </message>
    <message>
        <source>Whether the layer of pieces holds the land that did not change.</source>
        <translation>变化图层是否包括未变化的土地。</translation>
    </message>
    <message>
        <source>Year of the later edition</source>
        <translation>后期的年度</translation>
    </message>
    <message>
        <source>forest,one-map,edition,year,update,monitoring,change,transfer matrix,sub-compartment</source>
        <translation>林地,一张图,年度更新,年度监测,变化,转移矩阵,小班,forest,one-map,monitoring</translation>
    </message>
    <message>
        <source>{change}: {count} pieces, {area} m²</source>
        <translation>{change}：{count} 块，{area} m²</translation>
    </message>
    <message>
        <source>{count} features of {layer} share their key with another one: they are matched by place only.</source>
        <translation>“{layer}”有 {count} 个要素的编号与其他要素相同：仅按位置对应。</translation>
    </message>
    <message>
        <source>{layer}: {count} features, classes written as {generation}</source>
        <translation>“{layer}”：{count} 个要素，地类代码代次：{generation}</translation>
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
        <source>The feature with the id {fid} of {layer} lies where {crs} has no areas. Check whether the layer has the right coordinate reference system, and its geometry.</source>
        <translation>图层“{layer}”的要素 {fid} 位于 {crs} 无法计算面积的位置。请检查图层的坐标参考系和要素的几何图形是否正确。</translation>
    </message>
    <message>
        <source>{layers} has no field {field}.</source>
        <translation>图层“{layers}”没有字段 {field}。</translation>
    </message>
    <message>
        <source>{layer} has no coordinate reference system, so no area can be computed. Assign the coordinate reference system the data were made in.</source>
        <translation>图层“{layer}”没有坐标参考系，无法计算面积。请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>{layer} has no field {field}, so it is not known which land it declares as kept, entered or removed.</source>
        <translation>图层“{layer}”没有字段 {field}，无从得知哪些土地填报为保留、划入或划出。</translation>
    </message>
    <message>
        <source>{layer} holds no polygons: choose a polygon layer.</source>
        <translation>图层“{layer}”不是面图层：请选择面图层。</translation>
    </message>
</context>
<context>
    <name>ConflictsDialog</name>
    <message>
        <source>(removed)</source>
        <translation>（已删除）</translation>
    </message>
    <message>
        <source>Changed in two windows</source>
        <translation>指标值冲突</translation>
    </message>
    <message>
        <source>Stored by somebody else</source>
        <translation>他人保存的值</translation>
    </message>
    <message>
        <source>These values were changed here, and meanwhile by somebody else. Tick those that are to be as you wrote them; the others stay as they are stored. What does not hold is in the history or can be taken back with Ctrl+Z.</source>
        <translation>以下指标值在此处更改的同时，他人也作了更改。请勾选以此处所写为准的值；未勾选的以已保存的值为准。未采用的值可在历史中查到，或用 Ctrl+Z 恢复。</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全部勾选</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>指标值</translation>
    </message>
    <message>
        <source>Values changed in two windows</source>
        <translation>两处同时更改的指标值</translation>
    </message>
    <message>
        <source>Written here</source>
        <translation>此处填写的值</translation>
    </message>
</context>
<context>
    <name>ConsolidationReserve</name>
    <message>
        <source>Administrative areas with their codes; a reserve lies in one of them. Left empty: those of the plan.</source>
        <translation>带代码的行政区；每个整备区只位于一个行政区内。留空则采用规划数据中的行政区。</translation>
    </message>
    <message>
        <source>Area (ha)</source>
        <translation>面积（ha）</translation>
    </message>
    <message>
        <source>Basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <source>Basic farmland in contiguous farmland smaller than this counts as scattered, too.</source>
        <translation>集中连片的耕地面积小于此值时，其中的基本农田也按零星耕地计。</translation>
    </message>
    <message>
        <source>Basic farmland: {layer}</source>
        <translation>永久基本农田：{layer}</translation>
    </message>
    <message>
        <source>Code of the steepest slope class that may be part of a reserve; all: any slope. Left empty: the limit of the rule pack.</source>
        <translation>整备区可纳入的最高坡度级别代码；all 表示不限坡度。留空则采用规则包的限值。</translation>
    </message>
    <message>
        <source>Consolidation reserves</source>
        <translation>基本农田整备区</translation>
    </message>
    <message>
        <source>Contiguous blocks of farmland that a reserve brings together at least.</source>
        <translation>一个整备区至少整合归并的耕地块数。</translation>
    </message>
    <message>
        <source>Draw consolidation reserves</source>
        <translation>划定基本农田整备区</translation>
    </message>
    <message>
        <source>Draws the areas in which scattered farmland can be brought together and improved.</source>
        <translation>划出可整合归并、提质改造零星耕地的区域。</translation>
    </message>
    <message>
        <source>Farmland in reserves (ha)</source>
        <translation>整备区内耕地（ha）</translation>
    </message>
    <message>
        <source>Farmland not further apart than this is brought together.</source>
        <translation>间距不超过此值的耕地归并为一组。</translation>
    </message>
    <message>
        <source>Fewest blocks</source>
        <translation>最少块数</translation>
    </message>
    <message>
        <source>Land to be converted (ha)</source>
        <translation>可整治土地（ha）</translation>
    </message>
    <message>
        <source>Land-use parcels</source>
        <translation>地类图斑</translation>
    </message>
    <message>
        <source>Largest gap (m)</source>
        <translation>最大间距（m）</translation>
    </message>
    <message>
        <source>Least share of farmland</source>
        <translation>最低耕地比例</translation>
    </message>
    <message>
        <source>Ledger of the towns</source>
        <translation>分乡镇台账</translation>
    </message>
    <message>
        <source>Left empty: the limit of the rule pack.</source>
        <translation>留空则采用规则包的限值。</translation>
    </message>
    <message>
        <source>Limits: gap {gap} m, area {area} m², blocks {blocks}, share of farmland {share}, small block {block} m²</source>
        <translation>限值：间距 {gap} m，面积 {area} m²，块数 {blocks}，耕地比例 {share}，小块面积 {block} m²</translation>
    </message>
    <message>
        <source>No basic farmland was given: all farmland counts as not being basic farmland.</source>
        <translation>未提供永久基本农田：全部耕地按非基本农田计。</translation>
    </message>
    <message>
        <source>Parcels of the reserves</source>
        <translation>整备区图斑</translation>
    </message>
    <message>
        <source>Reserves</source>
        <translation>整备区数</translation>
    </message>
    <message>
        <source>Reserves are drawn town by town: choose the layer of towns, or add it to the layers of the plan.</source>
        <translation>整备区按乡镇划定：请选择乡镇图层，或将其补充到规划数据中。</translation>
    </message>
    <message>
        <source>Scattered farmland is farmland that is not basic farmland, and basic farmland in contiguous farmland that is too small. Scattered farmland of one town that is not further apart than the gap forms a group. Land that can be converted (by the pack&apos;s list of land classes) joins a group where it lies between blocks of its farmland or is enclosed by it, as long as the share of farmland stays above the limit. Groups that are large enough are reserves. Parcels under a ban of the pack (redline, flood way, areas for construction and others), parcels that are too steep and parcels across the border of a town stay out; no parcel is split. The log names the layers of bans that were not there.</source>
        <translation>零星耕地指未划为基本农田的耕地，以及集中连片面积过小的基本农田耕地。同一乡镇内间距不超过限值的零星耕地归为一组。可整治土地（按规则包的地类清单）位于组内耕地之间或被其包围的，在耕地比例不低于限值的前提下并入该组。面积达到要求的组即为整备区。属于规则包排除范围的图斑（生态保护红线、行洪河道、建设区域等）、坡度过大的图斑和跨乡镇界的图斑不纳入；不切割图斑。缺少的排除图层会在日志中列出。</translation>
    </message>
    <message>
        <source>Share (0 to 1) of a reserve&apos;s area that is farmland already.</source>
        <translation>整备区面积中现有耕地所占的比例（0 至 1）。</translation>
    </message>
    <message>
        <source>Small block (m²)</source>
        <translation>小块面积（m²）</translation>
    </message>
    <message>
        <source>Smaller groups are no reserve.</source>
        <translation>小于此面积的组不作为整备区。</translation>
    </message>
    <message>
        <source>Smallest reserve (m²)</source>
        <translation>最小整备区面积（m²）</translation>
    </message>
    <message>
        <source>Steepest slope class</source>
        <translation>最高坡度级别</translation>
    </message>
    <message>
        <source>Table with the areas of each town in hectares.</source>
        <translation>各乡镇面积统计表，单位为公顷。</translation>
    </message>
    <message>
        <source>The basic farmland, after its delineation where there is one. Left empty: the layer of the plan, else all farmland counts as not being basic farmland.</source>
        <translation>永久基本农田，已划定的采用划定后的成果。留空则采用规划数据中的图层；也没有时，全部耕地按非基本农田计。</translation>
    </message>
    <message>
        <source>The land-use parcels (DLTB) of the county with their land classes.</source>
        <translation>本县的地类图斑（DLTB），带地类。</translation>
    </message>
    <message>
        <source>The reserves with their areas, share of farmland, blocks before, mean quality and slope class.</source>
        <translation>整备区，附面积、耕地比例、整备前块数、平均质量等别和坡度级别。</translation>
    </message>
    <message>
        <source>Their parcels (farmland, convertible), and the scattered farmland left out with the reason.</source>
        <translation>整备区内的图斑（耕地、可整治土地），以及未纳入的零星耕地及其原因。</translation>
    </message>
    <message>
        <source>Towns</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>basic farmland,consolidation,reserve,scattered farmland,land readjustment,town plan</source>
        <translation>永久基本农田,整备区,土地整治,零星耕地,整合归并,提质改造,镇级规划,consolidation</translation>
    </message>
    <message>
        <source>{count} farmland parcels stay out: {reason}</source>
        <translation>{count} 个耕地图斑未纳入：{reason}</translation>
    </message>
    <message>
        <source>{count} parcels of scattered farmland are in groups too small for a reserve, or of too few blocks.</source>
        <translation>{count} 个零星耕地图斑所在的组面积过小或块数过少，不作为整备区。</translation>
    </message>
</context>
<context>
    <name>Corrections</name>
    <message>
        <source>A spreadsheet holds at most {most} rows, but the run has {count} findings. Run fewer checks at a time, or use the finding table of the workspace.</source>
        <translation>电子表格最多容纳 {most} 行，而本次检查有 {count} 个问题。请减少每次检查的检查项，或直接使用工作空间中的问题表。</translation>
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
    <name>DecisionBar</name>
    <message>
        <source>By the rule again</source>
        <translation>恢复按规则</translation>
    </message>
    <message>
        <source>Decide in a spreadsheet, or by a colleague</source>
        <translation>用电子表格确定，或交由同事确定</translation>
    </message>
    <message>
        <source>Decided by: image, field visit, document (may stay empty)</source>
        <translation>决定依据：影像、现地核实、文件（可留空）</translation>
    </message>
    <message>
        <source>Export the list shown…</source>
        <translation>导出当前列表…</translation>
    </message>
    <message>
        <source>For the chosen rows (key 1)</source>
        <translation>对所选行（快捷键 1）</translation>
    </message>
    <message>
        <source>For the chosen rows (key 2)</source>
        <translation>对所选行（快捷键 2）</translation>
    </message>
    <message>
        <source>From a spreadsheet or layer with the columns key and decision</source>
        <translation>读取含有 key 和 decision 列的电子表格或图层</translation>
    </message>
    <message>
        <source>Import decisions…</source>
        <translation>导入决定…</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Next undecided</source>
        <translation>下一个待定</translation>
    </message>
    <message>
        <source>One-map is right</source>
        <translation>采用一张图</translation>
    </message>
    <message>
        <source>Previous undecided</source>
        <translation>上一个待定</translation>
    </message>
    <message>
        <source>Shown on the map (F8)</source>
        <translation>在地图上显示（F8）</translation>
    </message>
    <message>
        <source>Shown on the map (Shift+F8)</source>
        <translation>在地图上显示（Shift+F8）</translation>
    </message>
    <message>
        <source>Somebody has still to look at the chosen rows (key 0)</source>
        <translation>所选行尚待核实（快捷键 0）</translation>
    </message>
    <message>
        <source>Survey is right</source>
        <translation>采用三调</translation>
    </message>
    <message>
        <source>Takes the decisions on the chosen rows back; the history keeps them (key Delete)</source>
        <translation>撤回对所选行的决定；历史予以保留（Delete 键）</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>What the decision rests on</source>
        <translation>决定依据</translation>
    </message>
    <message>
        <source>With a column decision for a colleague to fill in and send back</source>
        <translation>附 decision 列，由同事填写后交回</translation>
    </message>
    <message>
        <source>Written to every decision that is taken from now on, until it is changed.</source>
        <translation>写入此后作出的每个决定，直至改写。</translation>
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
    <name>DecisionImport</name>
    <message>
        <source>Decided otherwise here: {count}</source>
        <translation>此处已有不同决定：{count} 个</translation>
    </message>
    <message>
        <source>Decisions in {file}</source>
        <translation>{file} 中的决定</translation>
    </message>
    <message>
        <source>Import decisions</source>
        <translation>导入决定</translation>
    </message>
    <message>
        <source>Left out, as the last run has no such disagreement: {count}</source>
        <translation>上次执行的结果中没有对应的不一致图斑，未采用：{count} 个</translation>
    </message>
    <message>
        <source>New decisions: {count}</source>
        <translation>新的决定：{count} 个</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Take all, also where decided otherwise</source>
        <translation>全部采用，包括与此处不同的决定</translation>
    </message>
    <message>
        <source>Take the new ones only</source>
        <translation>仅采用新的决定</translation>
    </message>
    <message>
        <source>The same as here: {count}</source>
        <translation>与此处相同：{count} 个</translation>
    </message>
</context>
<context>
    <name>DecomposeDialog</name>
    <message>
        <source>Decimals</source>
        <translation>小数位数</translation>
    </message>
    <message>
        <source>Go on among the units below each of them</source>
        <translation>逐级分解到底</translation>
    </message>
    <message>
        <source>Hand down</source>
        <translation>分解下达</translation>
    </message>
    <message>
        <source>Hand down to the units below</source>
        <translation>向下级单元分解下达</translation>
    </message>
    <message>
        <source>Handed out {handed} of {target} {unit} · left {left}</source>
        <translation>任务 {target} {unit} · 已分解 {handed} · 剩余 {left}</translation>
    </message>
    <message>
        <source>Let all go by the rule</source>
        <translation>全部按规则分解</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Shared out</source>
        <translation>分解方式</translation>
    </message>
    <message>
        <source>Shares of the units below</source>
        <translation>下级单元的份额</translation>
    </message>
    <message>
        <source>Take the ticks away: no share is fixed any more</source>
        <translation>清除全部勾选：不再固定任何份额</translation>
    </message>
    <message>
        <source>The shares are handed down to the smallest units by the same rule</source>
        <translation>按同一分解方式逐级分解下达至最末级单元</translation>
    </message>
    <message>
        <source>Written in</source>
        <translation>计量单位</translation>
    </message>
    <message>
        <source>as needed</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手工填写</translation>
    </message>
    <message>
        <source>e.g. the document that hands the target down</source>
        <translation>例如下达任务的文件名称、文号</translation>
    </message>
    <message>
        <source>in equal parts</source>
        <translation>平均分配</translation>
    </message>
    <message>
        <source>in proportion to the base year</source>
        <translation>按基期现状的比例</translation>
    </message>
    <message>
        <source>in proportion to what each unit can have at most</source>
        <translation>按各单元潜力的比例</translation>
    </message>
    <message>
        <source>{unit}: {indicator}, {year}</source>
        <translation>{unit}：{indicator}，{year} 年</translation>
    </message>
</context>
<context>
    <name>DelineateFarmland</name>
    <message>
        <source>A parcel counts as basic farmland when at least the pack&apos;s share of it lies in this layer. Left empty: the layer of the plan, if there is one.</source>
        <translation>图斑位于该图层内的比例达到规则包的限值，即按现状基本农田计。留空则采用规划数据中的图层（如有）。</translation>
    </message>
    <message>
        <source>A row per unit and the total: target, before, kept, out, in, after, shortfall and what would close it, quality, mix of classes and slopes, blocks and borders.</source>
        <translation>每个行政单元及合计各一行：任务面积、划定前、保留、划出、划入、划定后、缺口及弥补途径、质量、地类和坡度构成、连片块数和边界长度。</translation>
    </message>
    <message>
        <source>Administrative units</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>All parcels of the county with their land class; fields are found by the names of the rule pack.</source>
        <translation>本县全部图斑，带地类；字段按规则包的名称识别。</translation>
    </message>
    <message>
        <source>Areas whose layout must not change, besides those of the plan. A parcel belongs to them from the same share on that makes it basic farmland.</source>
        <translation>除规划数据之外，不得调整布局的区域。图斑归入该区域的比例限值与判定基本农田的相同。</translation>
    </message>
    <message>
        <source>Basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <source>Basic farmland before</source>
        <translation>划定前永久基本农田</translation>
    </message>
    <message>
        <source>Before (ha)</source>
        <translation>划定前（ha）</translation>
    </message>
    <message>
        <source>Before {before} ha, kept {kept} ha, out {out} ha, in {entered} ha, after {after} ha; mean quality grade {quality_before} → {quality_after}</source>
        <translation>划定前 {before} ha，保留 {kept} ha，划出 {out} ha，划入 {entered} ha，划定后 {after} ha；平均质量等别 {quality_before} → {quality_after}</translation>
    </message>
    <message>
        <source>Built-up areas or main roads</source>
        <translation>建成区或主要道路</translation>
    </message>
    <message>
        <source>Codes of units whose layout must not change, separated by commas.</source>
        <translation>不得调整布局的行政单元代码，以逗号分隔。</translation>
    </message>
    <message>
        <source>Compact: {area} ha, mean grade {quality}, border {boundary} km; no choice has less than {bound} km (proven, gap {gap} %); {changed} parcels differ</source>
        <translation>集中连片：{area} ha，平均等别 {quality}，边界长度 {boundary} km；任何方案的边界长度都不低于 {bound} km（理论下界，差距 {gap} %）；与由近及远方案相差 {changed} 个图斑</translation>
    </message>
    <message>
        <source>Cut parcels at the borders of units</source>
        <translation>在行政单元界线处切割图斑</translation>
    </message>
    <message>
        <source>Delineate basic farmland</source>
        <translation>划定永久基本农田</translation>
    </message>
    <message>
        <source>Delineated (ha)</source>
        <translation>划定（ha）</translation>
    </message>
    <message>
        <source>Delineates permanent basic farmland up to the target of every town or village.</source>
        <translation>按各乡镇或村的任务面积划定永久基本农田。</translation>
    </message>
    <message>
        <source>Distances are reckoned from these. Left empty: the layers of the plan, else the parcels of built-up classes.</source>
        <translation>距离从这些要素起算。留空则采用规划数据中的图层；也没有时，采用建成类地类的图斑。</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>举证材料</translation>
    </message>
    <message>
        <source>Field with the area of a target (ha)</source>
        <translation>任务面积字段（ha）</translation>
    </message>
    <message>
        <source>Field with the unit code of a target</source>
        <translation>任务的行政单元代码字段</translation>
    </message>
    <message>
        <source>Frozen areas</source>
        <translation>不得调整区域</translation>
    </message>
    <message>
        <source>Frozen units</source>
        <translation>不得调整的行政单元</translation>
    </message>
    <message>
        <source>How land is chosen where there is a choice.</source>
        <translation>有选择余地时按何种顺序选择土地。</translation>
    </message>
    <message>
        <source>In (ha)</source>
        <translation>划入（ha）</translation>
    </message>
    <message>
        <source>Kept (ha)</source>
        <translation>保留（ha）</translation>
    </message>
    <message>
        <source>Kept, entered and removed</source>
        <translation>保留、划入和划出</translation>
    </message>
    <message>
        <source>Land that is filled in must be part of a block of at least this area. Left empty: the rule pack&apos;s; 0: none.</source>
        <translation>补足的土地所在连片地块须达到此面积。留空则采用规则包的设定；0 表示不限。</translation>
    </message>
    <message>
        <source>Land-use parcels</source>
        <translation>地类图斑</translation>
    </message>
    <message>
        <source>Ledger of the units</source>
        <translation>分行政单元台账</translation>
    </message>
    <message>
        <source>Left empty: the field of the rule pack, else the one whose values fit.</source>
        <translation>留空则采用规则包指定的字段，否则采用取值相符的字段。</translation>
    </message>
    <message>
        <source>Let land leave that may, where the target is met without it</source>
        <translation>扣除后仍能完成任务时，调出可调出的土地</translation>
    </message>
    <message>
        <source>Mean quality grade after</source>
        <translation>划定后平均质量等别</translation>
    </message>
    <message>
        <source>Mean quality grade before</source>
        <translation>划定前平均质量等别</translation>
    </message>
    <message>
        <source>Near to far: {area} ha, mean grade {quality}, border {boundary} km</source>
        <translation>由近及远：{area} ha，平均等别 {quality}，边界长度 {boundary} km</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>划定顺序</translation>
    </message>
    <message>
        <source>Otherwise a parcel belongs to the unit that holds the largest part of it.</source>
        <translation>不勾选时，图斑归入所占面积最大的行政单元。</translation>
    </message>
    <message>
        <source>Otherwise only what must leave leaves.</source>
        <translation>不勾选时，只调出应调出的土地。</translation>
    </message>
    <message>
        <source>Out (ha)</source>
        <translation>划出（ha）</translation>
    </message>
    <message>
        <source>Parcels that enter</source>
        <translation>划入图斑</translation>
    </message>
    <message>
        <source>Parcels that leave</source>
        <translation>划出图斑</translation>
    </message>
    <message>
        <source>Screens the parcels against the criteria of the rule pack, keeps what is stable, takes out what must leave, takes in what must enter, and fills up every unit to its target: from near to far (rings around built-up areas and main roads), within a ring from high to low quality. The order “compact” chooses land with the shortest borders instead, at equal area and not lower quality, and says how far that is from a proven bound. Filled land lies in contiguous blocks of at least the minimum; frozen land stays as it is; parcels are not split unless you ask for it at the borders of units. Nothing enters against the rules: where a target cannot be met, the log and the ledger say how much is missing and what would close it. All areas are net areas on the ellipsoid.</source>
        <translation>按规则包的条件筛查图斑：稳定的予以保留，应调出的调出，应划入的划入，并逐个行政单元补足到任务面积，顺序为由近及远（建成区和主要道路周围的距离圈层）、圈层内质量由高到低。“集中连片”顺序则在面积相等、质量不降低的前提下选择边界最短的土地，并给出与理论下界的差距。补足的土地须位于不小于最小集中连片面积的地块内；不得调整的土地维持原状；除非选择在行政单元界线处切割，否则不切割图斑。不会违反规则划入土地：任务无法完成时，日志和台账说明缺口及弥补途径。所有面积均为椭球净面积。</translation>
    </message>
    <message>
        <source>Shortfall (ha)</source>
        <translation>缺口（ha）</translation>
    </message>
    <message>
        <source>Smallest contiguous block (m²)</source>
        <translation>最小集中连片面积（m²）</translation>
    </message>
    <message>
        <source>Table of documents by parcel. Left empty: the table of the plan.</source>
        <translation>按图斑登记的材料表。留空则采用规划数据中的表。</translation>
    </message>
    <message>
        <source>Table with a unit code and an area in hectares; one row for the whole county works, too. Left empty: the table of the plan.</source>
        <translation>含行政单元代码和面积（公顷）的表；也可以只有全县一行。留空则采用规划数据中的表。</translation>
    </message>
    <message>
        <source>Target (ha)</source>
        <translation>任务面积（ha）</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>任务面积</translation>
    </message>
    <message>
        <source>The basic farmland after the delineation, in the schema of the rule pack.</source>
        <translation>划定后的永久基本农田，采用规则包的数据结构。</translation>
    </message>
    <message>
        <source>The ledger layer of the rule pack (JBNTHRHC): parcels kept, entered and removed.</source>
        <translation>规则包的台账图层（JBNTHRHC）：保留、划入和划出的图斑。</translation>
    </message>
    <message>
        <source>Towns or villages with their codes. Left empty: the layer of the plan that has the codes of the targets.</source>
        <translation>带代码的乡镇或村级行政区。留空则采用规划数据中含有任务代码的图层。</translation>
    </message>
    <message>
        <source>Unit {code} {name} lies {missing} ha below its target of {target} ha. {remedies}</source>
        <translation>行政单元 {code} {name} 距任务面积 {target} ha 尚缺 {missing} ha。{remedies}</translation>
    </message>
    <message>
        <source>Units below their target</source>
        <translation>未完成任务的行政单元</translation>
    </message>
    <message>
        <source>With reasons, clause and evidence.</source>
        <translation>附理由、条款和举证材料。</translation>
    </message>
    <message>
        <source>compact: shortest borders</source>
        <translation>集中连片：边界最短</translation>
    </message>
    <message>
        <source>near to far, high to low quality</source>
        <translation>由近及远，质量由高到低</translation>
    </message>
    <message>
        <source>permanent basic farmland,delineation,target,town,fill order,ledger,quality,compact</source>
        <translation>永久基本农田,划定,任务面积,乡镇,由近及远,划入划出台账,质量等别,集中连片,delineation</translation>
    </message>
</context>
<context>
    <name>Delineation</name>
    <message>
        <source>In {layer} {count} keys in the field {field} belong to several parcels each, for example {key}. Parcels are told apart by this field: correct it first.</source>
        <translation>图层“{layer}”的字段 {field} 有 {count} 个标识重复，各对应多个图斑，例如 {key}。图斑以该字段区分：请先改正。</translation>
    </message>
    <message>
        <source>No parcel has a value of {measure}: give the layer, field or elevation model it comes from.</source>
        <translation>所有图斑都没有{measure}：请提供其来源的图层、字段或高程模型。</translation>
    </message>
    <message>
        <source>The elevation model does not cover {count} parcels.</source>
        <translation>高程模型未覆盖 {count} 个图斑。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds no code of an administrative unit.</source>
        <translation>图层“{layer}”的字段 {field} 中没有行政单元代码。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds no quality grade: none of its values is a number, for example “{text}”. Choose another field.</source>
        <translation>图层“{layer}”的字段 {field} 不是质量等别：没有一个值是数值，例如“{text}”。请选择其他字段。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds no slope: its values are neither codes of slope classes nor decimal numbers, for example “{text}”. Choose another field.</source>
        <translation>图层“{layer}”的字段 {field} 不是坡度：其值既不是坡度级别代码，也不是小数，例如“{text}”。请选择其他字段。</translation>
    </message>
    <message>
        <source>The layers of the plan are missing: give the data source they are in.</source>
        <translation>缺少规划数据中的图层：请指定其所在的数据源。</translation>
    </message>
    <message>
        <source>The parcel layer {layer} has no field {field} ({title}), so it cannot be told what is farmland.</source>
        <translation>图斑图层“{layer}”没有字段 {field}（{title}），无法判定哪些是耕地。</translation>
    </message>
    <message>
        <source>The parcel layer {layer} holds no parcel.</source>
        <translation>图斑图层“{layer}”没有图斑。</translation>
    </message>
    <message>
        <source>The parcels have no field {field} ({title}).</source>
        <translation>图斑没有字段 {field}（{title}）。</translation>
    </message>
    <message>
        <source>The rule pack {pack} delineates no basic farmland: it has no delineation.yaml. Choose another pack.</source>
        <translation>规则包“{pack}”没有 delineation.yaml，不能用于划定永久基本农田。请选择其他规则包。</translation>
    </message>
    <message>
        <source>There are targets in {layer} but no administrative units they belong to: give the layer of units.</source>
        <translation>图层“{layer}”中有任务面积，但没有对应的行政单元：请提供行政单元图层。</translation>
    </message>
    <message>
        <source>There is no basic farmland now, so no parcel was judged for leaving.</source>
        <translation>没有现状永久基本农田，未按调出条件判定任何图斑。</translation>
    </message>
    <message>
        <source>There is no table of evidence, so no parcel has any: {codes} were judged without.</source>
        <translation>没有举证材料表，所有图斑均按无举证材料处理：涉及条件 {codes}。</translation>
    </message>
    <message>
        <source>{code} {title}: for {count} parcels it cannot be told, because a value is not known; it counts as not met there.</source>
        <translation>{code} {title}：{count} 个图斑因数值不明无法判定，按不符合处理。</translation>
    </message>
    <message>
        <source>{code} {title}: the condition cannot be evaluated for {count} parcels ({reason}); it counts as not met there.</source>
        <translation>{code} {title}：{count} 个图斑无法计算该条件（{reason}），按不符合处理。</translation>
    </message>
    <message>
        <source>{count} parcels have no land class, or one the code list does not know; they are not farmland.</source>
        <translation>{count} 个图斑没有地类，或地类不在代码表中；按非耕地处理。</translation>
    </message>
    <message>
        <source>{count} parcels lie in no administrative unit.</source>
        <translation>{count} 个图斑不在任何行政单元内。</translation>
    </message>
    <message>
        <source>{count} parcels of farmland have no quality grade; the county&apos;s mean is that of the others.</source>
        <translation>{count} 个耕地图斑没有质量等别；全县平均等别按其余图斑计算。</translation>
    </message>
    <message>
        <source>{layer} cannot serve as the layer of administrative units: it has to hold polygons and to have a coordinate reference system.</source>
        <translation>图层“{layer}”不能用作行政单元图层：须为面图层并有坐标参考系。</translation>
    </message>
    <message>
        <source>{layer} has no coordinate reference system, so no area can be computed: assign its CRS.</source>
        <translation>图层“{layer}”没有坐标参考系，无法计算面积：请指定坐标参考系。</translation>
    </message>
    <message>
        <source>{layer} has no field {field} with the codes of the administrative units. Choose the field.</source>
        <translation>图层“{layer}”没有含行政单元代码的字段 {field}。请选择字段。</translation>
    </message>
    <message>
        <source>{layer} has no field {field}.</source>
        <translation>图层“{layer}”没有字段 {field}。</translation>
    </message>
    <message>
        <source>{layer} holds no polygons: choose a polygon layer.</source>
        <translation>图层“{layer}”不是面图层：请选择面图层。</translation>
    </message>
    <message>
        <source>{layer} is no table of evidence: it has no field {field} ({title}).</source>
        <translation>图层“{layer}”不是举证材料表：没有字段 {field}（{title}）。</translation>
    </message>
    <message>
        <source>{layer}: {count} rows are about parcels that do not exist, for example {examples}.</source>
        <translation>图层“{layer}”：{count} 行对应的图斑不存在，例如 {examples}。</translation>
    </message>
    <message>
        <source>{layer}: {count} rows have a kind of evidence the rule pack does not know, for example {examples}.</source>
        <translation>图层“{layer}”：{count} 行的举证材料类型不在规则包中，例如 {examples}。</translation>
    </message>
    <message>
        <source>{layer}: {count} rows name no document and prove nothing.</source>
        <translation>图层“{layer}”：{count} 行未填写材料名称，不能作为举证。</translation>
    </message>
    <message>
        <source>{unit} has no target, so waiting land must not leave.</source>
        <translation>{unit}没有任务面积，待调出土地不得调出。</translation>
    </message>
    <message>
        <source>{unit}: {sure} ha are sure, the target of {target} ha is met; up to {spare} ha of waiting land may leave.</source>
        <translation>{unit}：稳定划定 {sure} ha，已完成任务面积 {target} ha；待调出土地最多可调出 {spare} ha。</translation>
    </message>
    <message>
        <source>{unit}: {sure} ha are sure, {missing} ha are missing to the target of {target} ha; no waiting land may leave.</source>
        <translation>{unit}：稳定划定 {sure} ha，距任务面积 {target} ha 尚缺 {missing} ha；待调出土地不得调出。</translation>
    </message>
</context>
<context>
    <name>DelineationAlgorithm</name>
    <message>
        <source>Delineation</source>
        <translation>划定</translation>
    </message>
    <message>
        <source>Elevation model (DEM)</source>
        <translation>高程模型（DEM）</translation>
    </message>
    <message>
        <source>Field with the quality grade</source>
        <translation>质量等别字段</translation>
    </message>
    <message>
        <source>Field with the slope</source>
        <translation>坡度字段</translation>
    </message>
    <message>
        <source>File geodatabase, GeoPackage or folder with the layers the rules of the pack look at, found by their names. Left empty: the layers of the open project.</source>
        <translation>规则包所涉图层所在的文件地理数据库、GeoPackage 或文件夹，图层按名称查找。留空则采用当前工程中的图层。</translation>
    </message>
    <message>
        <source>Heights in metres, in any coordinate reference system. Left empty: the slope comes from the field.</source>
        <translation>以米为单位的高程，坐标参考系不限。留空则坡度取自字段。</translation>
    </message>
    <message>
        <source>Left empty: the field of the rule pack, where the parcels have it.</source>
        <translation>留空则采用规则包指定的字段（图斑中有该字段时）。</translation>
    </message>
    <message>
        <source>Other layers of the plan</source>
        <translation>其他规划数据</translation>
    </message>
    <message>
        <source>Texts and whole numbers are codes of slope classes, decimal numbers are degrees. Left empty: the field of the rule pack, where the parcels have it.</source>
        <translation>文本和整数按坡度级别代码处理，小数按度数处理。留空则采用规则包指定的字段（图斑中有该字段时）。</translation>
    </message>
    <message>
        <source>The elevation model {layer} cannot be opened as a file. Save it as a file first (Export &gt; Save As).</source>
        <translation>高程模型“{layer}”不能作为文件打开。请先保存为文件（导出 &gt; 另存为）。</translation>
    </message>
    <message>
        <source>{layer} has no coordinate reference system, so its place on the elevation model is not known. Assign the one its data were made in.</source>
        <translation>图层“{layer}”没有坐标参考系，无法确定其在高程模型上的位置。请指定数据实际采用的坐标参考系。</translation>
    </message>
</context>
<context>
    <name>DelineationInputs</name>
    <message>
        <source>Areas not to be changed</source>
        <translation>不得调整区域</translation>
    </message>
    <message>
        <source>Basic farmland before the delineation. Left out, nothing is basic farmland yet.</source>
        <translation>划定前的永久基本农田。不提供则视为尚无永久基本农田。</translation>
    </message>
    <message>
        <source>Built-up areas, main roads</source>
        <translation>建成区、主要道路</translation>
    </message>
    <message>
        <source>Elevation model</source>
        <translation>高程模型</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>举证材料</translation>
    </message>
    <message>
        <source>In these areas the layout stays as it is.</source>
        <translation>这些区域内的布局维持原状。</translation>
    </message>
    <message>
        <source>Land near them enters first. Left out, the urban parcels of the survey serve.</source>
        <translation>距其较近的土地优先划入。不提供则采用调查成果中的城镇图斑。</translation>
    </message>
    <message>
        <source>Land-use parcels</source>
        <translation>地类图斑</translation>
    </message>
    <message>
        <source>Present basic farmland</source>
        <translation>现状永久基本农田</translation>
    </message>
    <message>
        <source>Slope is measured on it. Left out, the slope class of the parcels is used.</source>
        <translation>用于量算坡度。不提供则采用图斑的坡度级别。</translation>
    </message>
    <message>
        <source>Table of the documents that prove a reason, one row per parcel and document.</source>
        <translation>证明理由的材料表，每个图斑的每份材料一行。</translation>
    </message>
    <message>
        <source>Table with the code and the target area (ha) of each unit.</source>
        <translation>各行政单元代码和任务面积（ha）的表。</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>任务面积</translation>
    </message>
    <message>
        <source>Targets are handed down to these units; each parcel belongs to one of them.</source>
        <translation>任务面积下达到这些行政单元；每个图斑归入其中一个。</translation>
    </message>
    <message>
        <source>The parcels of the land survey that the delineation chooses from.</source>
        <translation>供划定选择的土地调查图斑。</translation>
    </message>
    <message>
        <source>Units (towns or villages)</source>
        <translation>行政单元（乡镇或村）</translation>
    </message>
</context>
<context>
    <name>DelineationLayers</name>
    <message>
        <source>Basic farmland as delineated</source>
        <translation>划定后永久基本农田</translation>
    </message>
    <message>
        <source>Delineation</source>
        <translation>划定结果</translation>
    </message>
    <message>
        <source>Kept, entered, removed</source>
        <translation>保留、划入、划出</translation>
    </message>
    <message>
        <source>Ledger of the units</source>
        <translation>分行政单元台账</translation>
    </message>
    <message>
        <source>Parcels that enter</source>
        <translation>划入图斑</translation>
    </message>
    <message>
        <source>Parcels that leave</source>
        <translation>划出图斑</translation>
    </message>
    <message>
        <source>Screened parcels</source>
        <translation>图斑筛查结果</translation>
    </message>
    <message>
        <source>Screening</source>
        <translation>筛查结果</translation>
    </message>
    <message>
        <source>Summary of the screening</source>
        <translation>筛查汇总</translation>
    </message>
</context>
<context>
    <name>DelineationTab</name>
    <message>
        <source>Above target (ha)</source>
        <translation>超出任务（ha）</translation>
    </message>
    <message>
        <source>After (ha)</source>
        <translation>划定后（ha）</translation>
    </message>
    <message>
        <source>Area (ha)</source>
        <translation>面积（ha）</translation>
    </message>
    <message>
        <source>Before (ha)</source>
        <translation>划定前（ha）</translation>
    </message>
    <message>
        <source>Blocks after</source>
        <translation>划定后连片块数</translation>
    </message>
    <message>
        <source>Blocks before</source>
        <translation>划定前连片块数</translation>
    </message>
    <message>
        <source>Border after (m/ha)</source>
        <translation>划定后单位面积边界长度（m/ha）</translation>
    </message>
    <message>
        <source>Border before (m/ha)</source>
        <translation>划定前单位面积边界长度（m/ha）</translation>
    </message>
    <message>
        <source>Checking the adjustment…</source>
        <translation>正在检查调整成果…</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Delineating…</source>
        <translation>正在划定…</translation>
    </message>
    <message>
        <source>Grade after</source>
        <translation>划定后等别</translation>
    </message>
    <message>
        <source>Grade before</source>
        <translation>划定前等别</translation>
    </message>
    <message>
        <source>Has to leave (ha)</source>
        <translation>应调出（ha）</translation>
    </message>
    <message>
        <source>In (ha)</source>
        <translation>划入（ha）</translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation>判定结果</translation>
    </message>
    <message>
        <source>Judgement (code)</source>
        <translation>判定结果代码</translation>
    </message>
    <message>
        <source>Judgement and reason</source>
        <translation>判定结果及理由</translation>
    </message>
    <message>
        <source>Kept (ha)</source>
        <translation>保留（ha）</translation>
    </message>
    <message>
        <source>Land classes after (ha)</source>
        <translation>划定后地类构成（ha）</translation>
    </message>
    <message>
        <source>Land classes before (ha)</source>
        <translation>划定前地类构成（ha）</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Mean block after (ha)</source>
        <translation>划定后平均连片面积（ha）</translation>
    </message>
    <message>
        <source>Mean block before (ha)</source>
        <translation>划定前平均连片面积（ha）</translation>
    </message>
    <message>
        <source>Net (ha)</source>
        <translation>净面积（ha）</translation>
    </message>
    <message>
        <source>Out (ha)</source>
        <translation>划出（ha）</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>图斑数</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Reason (code)</source>
        <translation>理由代码</translation>
    </message>
    <message>
        <source>Screening</source>
        <translation>筛查</translation>
    </message>
    <message>
        <source>Screening…</source>
        <translation>正在筛查…</translation>
    </message>
    <message>
        <source>Short of (ha)</source>
        <translation>缺口（ha）</translation>
    </message>
    <message>
        <source>Slope classes after (ha)</source>
        <translation>划定后坡度级别构成（ha）</translation>
    </message>
    <message>
        <source>Slope classes before (ha)</source>
        <translation>划定前坡度级别构成（ha）</translation>
    </message>
    <message>
        <source>Target (ha)</source>
        <translation>任务（ha）</translation>
    </message>
    <message>
        <source>This rule pack delineates no basic farmland, so there is nothing to do here.</source>
        <translation>该规则包不涉及永久基本农田划定，此处无可操作内容。</translation>
    </message>
    <message>
        <source>This unit has no place on the map.</source>
        <translation>该行政单元没有图上位置。</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>What would close it</source>
        <translation>弥补途径</translation>
    </message>
    <message>
        <source>may enter</source>
        <translation>可划入</translation>
    </message>
    <message>
        <source>may leave</source>
        <translation>可调出</translation>
    </message>
    <message>
        <source>must enter</source>
        <translation>应划入</translation>
    </message>
    <message>
        <source>must leave</source>
        <translation>应调出</translation>
    </message>
    <message>
        <source>not eligible</source>
        <translation>不得划入</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>DelineationWork</name>
    <message>
        <source>Targets</source>
        <translation>任务面积</translation>
    </message>
    <message>
        <source>There is no delineation to check: delineate first.</source>
        <translation>没有可检查的划定结果：请先划定。</translation>
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
    <name>DeliveryAlgorithm</name>
    <message>
        <source>Delivery</source>
        <translation>成果报送</translation>
    </message>
</context>
<context>
    <name>DialogButtons</name>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>是(&amp;Y)</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>DisagreementDetails</name>
    <message>
        <source>Case: {case}</source>
        <translation>情形：{case}</translation>
    </message>
    <message>
        <source>Choose rows to decide them; Enter or a double-click shows one on the map.</source>
        <translation>选择行后作出决定；按 Enter 键或双击可在地图上查看。</translation>
    </message>
    <message>
        <source>Details of the disagreement</source>
        <translation>不一致图斑详情</translation>
    </message>
    <message>
        <source>No disagreement fits the filters above the list.</source>
        <translation>没有符合上方筛选条件的不一致图斑。</translation>
    </message>
    <message>
        <source>One-map: {land} (sub-compartment {key})</source>
        <translation>一张图：{land}（小班 {key}）</translation>
    </message>
    <message>
        <source>Right is: {standing}</source>
        <translation>以何为准：{standing}</translation>
    </message>
    <message>
        <source>Survey: {land} (parcel {key})</source>
        <translation>三调：{land}（图斑 {key}）</translation>
    </message>
    <message>
        <source>{count} disagreements chosen: they are decided together.</source>
        <translation>已选 {count} 个不一致图斑，将一并确定。</translation>
    </message>
    <message>
        <source>… and {count} earlier decisions.</source>
        <translation>…… 以及以前的 {count} 次决定。</translation>
    </message>
</context>
<context>
    <name>DisagreementTable</name>
    <message>
        <source>The results in {file} cannot be read ({reason}): run the step again.</source>
        <translation>{file} 中的结果无法读取（{reason}）：请重新执行该步骤。</translation>
    </message>
</context>
<context>
    <name>Disagreements</name>
    <message>
        <source>land survey</source>
        <translation>采用三调</translation>
    </message>
    <message>
        <source>one-map</source>
        <translation>采用一张图</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>{decision} in the last run, taken back since: the rule decides in the next run</source>
        <translation>{decision}（上次执行时；此后已撤回，下次执行按规则确定）</translation>
    </message>
    <message>
        <source>{decision}, as chosen above for its kind</source>
        <translation>{decision}（按上方对该类型的选择）</translation>
    </message>
    <message>
        <source>{decision}, by the rule of the plan</source>
        <translation>{decision}（按规则）</translation>
    </message>
    <message>
        <source>{decision}, by {person} on {date}</source>
        <translation>{decision}（{person}于 {date} 决定）</translation>
    </message>
</context>
<context>
    <name>DisagreementsPanel</name>
    <message>
        <source>By the rule again</source>
        <translation>恢复按规则</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Decide {count} disagreements at once: {decision}?</source>
        <translation>一并确定 {count} 个不一致图斑：{decision}？</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>不一致图斑</translation>
    </message>
    <message>
        <source>Disagreements between land survey and one-map</source>
        <translation>三调与一张图不一致图斑</translation>
    </message>
    <message>
        <source>Kind of disagreement</source>
        <translation>不一致类型</translation>
    </message>
    <message>
        <source>One-map is right</source>
        <translation>采用一张图</translation>
    </message>
    <message>
        <source>Search in the disagreements</source>
        <translation>在不一致图斑中搜索</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>搜索…</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Survey is right</source>
        <translation>采用三调</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>Who has decided</source>
        <translation>确定方式</translation>
    </message>
    <message>
        <source>all kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>decided by a person</source>
        <translation>人工确定</translation>
    </message>
    <message>
        <source>decided or not</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>not decided by a person</source>
        <translation>未经人工确定</translation>
    </message>
    <message>
        <source>only undecided</source>
        <translation>仅待定</translation>
    </message>
    <message>
        <source>undecided: {undecided} · shown: {shown} of {all} · chosen: {chosen}</source>
        <translation>待定 {undecided} 个 · 显示 {shown}/{all} 个 · 已选 {chosen} 个</translation>
    </message>
</context>
<context>
    <name>Dissolve</name>
    <message>
        <source>Features near {x}, {y} could not be united ({reason}). Repair the geometries found by the geometry check and run again.</source>
        <translation>坐标 {x}, {y} 附近的要素无法合并（{reason}）。请先修复几何检查发现的问题，再重新执行。</translation>
    </message>
</context>
<context>
    <name>DraftJudge</name>
    <message>
        <source>Judging the draft</source>
        <translation>正在审查编辑草稿</translation>
    </message>
    <message>
        <source>Judging the edits was cancelled: they are judged again with the next edit.</source>
        <translation>对编辑的审查已取消：下次编辑时重新审查。</translation>
    </message>
    <message>
        <source>Preparing the rules for the draft</source>
        <translation>正在准备编辑草稿的审查规则</translation>
    </message>
    <message>
        <source>Preparing the rules was cancelled: they are prepared again with the next editing.</source>
        <translation>审查规则的准备已取消：下次开始编辑时重新准备。</translation>
    </message>
    <message>
        <source>findings on them: {count}</source>
        <translation>相关问题：{count}</translation>
    </message>
    <message>
        <source>judging…</source>
        <translation>正在审查…</translation>
    </message>
    <message>
        <source>preparing the rules…</source>
        <translation>正在准备审查规则…</translation>
    </message>
    <message>
        <source>{count} edited features are too many to be judged while they are edited: save them and run the checks</source>
        <translation>编辑的要素有 {count} 个，过多，编辑期间不作审查：请保存后执行检查</translation>
    </message>
    <message>
        <source>{findings} (not judged: {checks})</source>
        <translation>{findings}（未能审查：{checks}）</translation>
    </message>
</context>
<context>
    <name>EcologicalSpace</name>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Conflicts (ha)</source>
        <translation>冲突（ha）</translation>
    </message>
    <message>
        <source>Draw ecological space</source>
        <translation>划定生态保护空间</translation>
    </message>
    <message>
        <source>Ecological space</source>
        <translation>生态保护空间</translation>
    </message>
    <message>
        <source>For example a delineation just made. Left empty: the layer of the plan.</source>
        <translation>例如刚划定的成果。留空则采用规划数据中的图层。</translation>
    </message>
    <message>
        <source>For example one just drawn. Left empty: the layer of the plan.</source>
        <translation>例如刚划定的边界。留空则采用规划数据中的图层。</translation>
    </message>
    <message>
        <source>One polygon per piece and set of source layers.</source>
        <translation>来源图层组合相同的每块范围一个面。</translation>
    </message>
    <message>
        <source>Permanent basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <source>Unites important ecological function areas, ecologically sensitive areas, core zones of scenic areas, water source protection areas and, where there is one, the ecological redline. Each piece says which layers cover it; land that several cover counts once. Overlaps with permanent basic farmland and the urban growth boundary are written as polygons with their area and stay in the space. A source layer that is missing is told; it never counts as empty.</source>
        <translation>合并重要生态功能区、生态敏感区、风景名胜核心区、水源地保护区，以及已有的生态保护红线。每块范围注明由哪些图层覆盖；多个图层重叠的土地只计一次。与永久基本农田、城市开发边界的重叠输出为面并附面积，仍保留在生态保护空间内。缺少来源图层时会予以说明，不会当作没有要素处理。</translation>
    </message>
    <message>
        <source>Unites the areas of ecological protection and reports where other lines overlap them.</source>
        <translation>合并各类生态保护区域，并报告与其他控制线的重叠。</translation>
    </message>
    <message>
        <source>Urban growth boundary</source>
        <translation>城市开发边界</translation>
    </message>
    <message>
        <source>Where permanent basic farmland or the urban growth boundary overlap the space.</source>
        <translation>永久基本农田或城市开发边界与生态保护空间重叠之处。</translation>
    </message>
    <message>
        <source>ecological space,protection,redline,scenic area,water source,three lines</source>
        <translation>生态保护空间,生态保护红线,风景名胜区,水源地,三线,ecological space</translation>
    </message>
</context>
<context>
    <name>Editions</name>
    <message>
        <source>A reason is given, but {field} is empty: give the year.</source>
        <translation>填有变化原因，但 {field} 为空：请填写年度。</translation>
    </message>
    <message>
        <source>The feature with the id {fid} of {layer} lies where {crs} has no areas. Check whether the layer has the right coordinate reference system, and its geometry.</source>
        <translation>图层“{layer}”的要素 {fid} 位于 {crs} 无法计算面积的位置。请检查图层的坐标参考系和要素的几何图形是否正确。</translation>
    </message>
    <message>
        <source>The land changed, but {field} is empty: give the reason.</source>
        <translation>土地已变化，但 {field} 为空：请填写变化原因。</translation>
    </message>
    <message>
        <source>The reason {said} does not go with what happened: {rule}. Correct the reason or the class.</source>
        <translation>变化原因“{said}”与实际变化不符：{rule}。请改正原因或地类。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no editions.yaml, so editions cannot be compared. Choose the pack of the forest-land plan.</source>
        <translation>规则包“{pack}”没有 editions.yaml，无法比较两期成果。请选择林地规划的规则包。</translation>
    </message>
    <message>
        <source>The value changed, but {field} is empty; the former edition says “{former}”.</source>
        <translation>该值已变化，但 {field} 为空；上期的值为“{former}”。</translation>
    </message>
    <message>
        <source>This forest land is covered by no feature any more, so no reason is given for its loss.</source>
        <translation>此处林地已不在任何小班之内，没有填写减少的原因。</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>in no unit</source>
        <translation>不在任何行政单元</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no known code in {field} ({examples}), so they count as no forest land: what is new and lost there is not known. Correct it.</source>
        <translation>“{layer}”有 {count} 个要素的 {field} 不是有效代码（{examples}），按非林地处理：无法得知其中的新增和减少。请改正。</translation>
    </message>
    <message>
        <source>{field} is {said}, but the former edition says “{former}”.</source>
        <translation>{field} 为“{said}”，而上期的值为“{former}”。</translation>
    </message>
    <message>
        <source>{field} is {said}, not the year of this edition: the reason is one of before, or the year is wrong.</source>
        <translation>{field} 为“{said}”，不是本期年度：原因系以前填写，或年度有误。</translation>
    </message>
    <message>
        <source>{layer} has no coordinate reference system, so it cannot be laid over the other edition. Assign the one the data were made in.</source>
        <translation>图层“{layer}”没有坐标参考系，无法与另一期叠加。请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>{layer} has no features, so everything is new or lost. Choose the layer that holds the edition.</source>
        <translation>图层“{layer}”没有要素，全部土地都将成为新增或减少。请选择存有该期数据的图层。</translation>
    </message>
    <message>
        <source>{layer} holds no polygons: choose a polygon layer.</source>
        <translation>图层“{layer}”不是面图层：请选择面图层。</translation>
    </message>
</context>
<context>
    <name>EvaluateStatus</name>
    <message>
        <source>A row per number: table, unit, row, column, value, unit of measure; note says what is missing.</source>
        <translation>每个数值一行：表、单元、行、列、值、计量单位；note 说明缺少的内容。</translation>
    </message>
    <message>
        <source>A sheet per table, then figures, targets, ecological space, statements and sources.</source>
        <translation>每张统计表一个工作表，另有评价指标、目标、生态空间、评价意见和数据来源各表。</translation>
    </message>
    <message>
        <source>Administrative levels</source>
        <translation>行政层级</translation>
    </message>
    <message>
        <source>All numbers</source>
        <translation>全部数据</translation>
    </message>
    <message>
        <source>Evaluate the present state</source>
        <translation>现状分析与评价</translation>
    </message>
    <message>
        <source>Evaluates quantity, quality, layout, structure and efficiency of forest land, by unit.</source>
        <translation>按单元评价林地的数量、质量、布局、结构和效率。</translation>
    </message>
    <message>
        <source>Evaluates the present state of forest land by the rule pack: the annex tables by administrative unit, ownership and origin, figures of quantity, quality, layout, structure and efficiency, nature reserves and other ecological space, the targets of the plan before against what was reached, problems and risks. Every feature stands in exactly one row and column of a table; what has no value stands in a row or column of its own, so every table adds up to its total. What a missing layer or field would tell has no number, and the result says what was not there.</source>
        <translation>按规则包对林地现状进行分析与评价：按行政单元、权属和起源统计的附表，数量、质量、布局、结构、效率各方面的评价指标，自然保护地及其他生态空间，上一轮规划目标的完成情况，存在的问题和风险。每个要素只计入表中的一行一列；没有值的单列一行或一列，因此各表分项之和均等于合计。缺少图层或字段的内容不出数，并在结果中说明缺少什么。</translation>
    </message>
    <message>
        <source>Excel files (*.xlsx);;OpenDocument files (*.ods)</source>
        <translation>Excel 工作簿 (*.xlsx);;OpenDocument 电子表格 (*.ods)</translation>
    </message>
    <message>
        <source>Figures not measured</source>
        <translation>未量算的评价指标数</translation>
    </message>
    <message>
        <source>File geodatabase or folder, or the path of a GeoPackage or shapefile. Left empty, the layers of the open project are evaluated, unsaved edits included.</source>
        <translation>文件地理数据库或文件夹，或 GeoPackage、Shapefile 的路径。留空则评价当前工程的图层，包括未保存的编辑。</translation>
    </message>
    <message>
        <source>GeoPackage that keeps values of indicators, such as the targets of the plan before. It is only read.</source>
        <translation>保存指标值（如上一轮规划目标）的 GeoPackage，仅读取。</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML 文件 (*.html)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Layers of the plan</source>
        <translation>规划图层</translation>
    </message>
    <message>
        <source>Levels that have rows in the tables, separated by commas: county, town, village. Left empty: those of the rule pack.</source>
        <translation>表中分行统计的层级，以逗号分隔：county（县）、town（乡）、village（村）。留空则采用规则包的设定。</translation>
    </message>
    <message>
        <source>One HTML file to hand over.</source>
        <translation>用于提交的单个 HTML 文件。</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题数</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>评价报告</translation>
    </message>
    <message>
        <source>Risks</source>
        <translation>风险数</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>统计表</translation>
    </message>
    <message>
        <source>Targets missed</source>
        <translation>未达到的目标数</translation>
    </message>
    <message>
        <source>The plan has no administrative level {level}; it has {levels}.</source>
        <translation>规划没有行政层级 {level}；已有的层级：{levels}。</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作空间</translation>
    </message>
    <message>
        <source>status,present state,evaluation,statistics,annex tables,forest land,quality</source>
        <translation>现状,现状分析,评价,统计,附表,林地,质量,status,evaluation,statistics</translation>
    </message>
    <message>
        <source>zh or en; empty: the language of QGIS.</source>
        <translation>zh 或 en；留空则采用 QGIS 的界面语言。</translation>
    </message>
    <message>
        <source>{tables} tables and {figures} figures for {units} administrative units.</source>
        <translation>{units} 个行政单元，统计表 {tables} 张，评价指标 {figures} 项。</translation>
    </message>
</context>
<context>
    <name>Farmland</name>
    <message>
        <source>Basic farmland before: {true} ha by its own layer; {count} parcels of {area} ha count as such (gross), {partly} parcels are so only in part.</source>
        <translation>划定前永久基本农田：按原图层为 {true} ha；按图斑计 {count} 个、{area} ha（毛面积），另有 {partly} 个图斑仅部分在内。</translation>
    </message>
    <message>
        <source>Distances ({rings} m) are reckoned from {centres}; parcels by ring: {counts}</source>
        <translation>距离圈层（{rings} m）的起算依据：{centres}；各圈层图斑数：{counts}</translation>
    </message>
    <message>
        <source>Mean quality grade of the county&apos;s farmland: {grade}</source>
        <translation>全县耕地平均质量等别：{grade}</translation>
    </message>
    <message>
        <source>Not judged: {code} {title}. {reason}</source>
        <translation>未判定：{code} {title}。{reason}</translation>
    </message>
    <message>
        <source>The elevation model does not cover {count} parcels.</source>
        <translation>高程模型未覆盖 {count} 个图斑。</translation>
    </message>
    <message>
        <source>There are no administrative units. Give the layer of towns or villages, or a data source that has {layers}.</source>
        <translation>没有行政单元。请提供乡镇或村级行政区图层，或含有 {layers} 的数据源。</translation>
    </message>
    <message>
        <source>There are no targets. Give a table with unit codes and areas in hectares, or a data source that has the layer {layer}.</source>
        <translation>没有任务面积。请提供含行政单元代码和面积（公顷）的表，或含有图层“{layer}”的数据源。</translation>
    </message>
    <message>
        <source>There is no basic farmland before: every parcel chosen enters.</source>
        <translation>没有划定前永久基本农田：选中的图斑均为划入。</translation>
    </message>
    <message>
        <source>There is no unit {code} that could be frozen. The units are {units}.</source>
        <translation>没有可设为不得调整的行政单元 {code}。现有行政单元：{units}。</translation>
    </message>
    <message>
        <source>Unit {code} {name} has a target of {area} ha but no parcel lies in it.</source>
        <translation>行政单元 {code} {name} 有任务面积 {area} ha，但其中没有图斑。</translation>
    </message>
    <message>
        <source>{area} ha of the basic farmland before ({layer}) lie on no parcel or overlap each other; they are not part of the sums.</source>
        <translation>划定前永久基本农田（{layer}）中有 {area} ha 不在任何图斑内或相互重叠，不计入各项合计。</translation>
    </message>
    <message>
        <source>{count} of them ({area} ha) would have to leave by the criteria.</source>
        <translation>其中 {count} 个（{area} ha）按条件应调出。</translation>
    </message>
    <message>
        <source>{count} parcels ({area} ha) are frozen and stay as they are.</source>
        <translation>{count} 个图斑（{area} ha）不得调整，维持原状。</translation>
    </message>
    <message>
        <source>{count} parcels ({area} ha) lie in no unit: what is basic farmland there is kept, and nothing enters.</source>
        <translation>{count} 个图斑（{area} ha）不在任何行政单元内：其中的基本农田予以保留，不新划入。</translation>
    </message>
    <message>
        <source>{count} parcels have no net area and count for nothing, for example {key}: their geometry is missing or broken, or the deductions take all of it.</source>
        <translation>{count} 个图斑没有净面积，不参与计算，例如 {key}：几何图形缺失或损坏，或面积全部被扣除。</translation>
    </message>
    <message>
        <source>{count} parcels were cut at the borders of units.</source>
        <translation>{count} 个图斑在行政单元界线处被切割。</translation>
    </message>
</context>
<context>
    <name>FeaturesBehind</name>
    <message>
        <source>Looking for the features</source>
        <translation>正在查找要素</translation>
    </message>
    <message>
        <source>No feature of a layer lies behind this value.</source>
        <translation>该值没有对应的图层要素。</translation>
    </message>
    <message>
        <source>The plan has changed meanwhile, so no features were selected.</source>
        <translation>当前规划已更换，未选中要素。</translation>
    </message>
    <message>
        <source>They count {amount} {unit} now, not the {kept} {unit} that were measured: measure again.</source>
        <translation>目前计 {amount} {unit}，与已量算的 {kept} {unit}不符：请重新量算。</translation>
    </message>
    <message>
        <source>They count {amount} {unit}.</source>
        <translation>共计 {amount} {unit}。</translation>
    </message>
    <message>
        <source>{count} features selected in {layers}.</source>
        <translation>已在{layers}中选中 {count} 个要素。</translation>
    </message>
</context>
<context>
    <name>FieldLines</name>
    <message>
        <source>Field of the parcels with the quality grade of the farmland; 1 is best.</source>
        <translation>图斑中的耕地质量等别字段；1 为最优。</translation>
    </message>
    <message>
        <source>Field of the parcels with the slope class, used where no elevation model is given.</source>
        <translation>图斑中的坡度级别字段，未提供高程模型时采用。</translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Quality grade</source>
        <translation>质量等别</translation>
    </message>
    <message>
        <source>Slope class</source>
        <translation>坡度级别</translation>
    </message>
    <message>
        <source>no longer there: choose again</source>
        <translation>已不存在：请重新选择</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>未提供</translation>
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
    <name>ForestGrades</name>
    <message>
        <source>Always divided at the border</source>
        <translation>一律在界线处切分</translation>
    </message>
    <message>
        <source>As each rule says</source>
        <translation>按各条规则的规定</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误数</translation>
    </message>
    <message>
        <source>File geodatabase, GeoPackage or folder with the sub-compartments and the layers that give a grade, found by their names. Left empty: the layers of the open project.</source>
        <translation>含有小班及定级依据图层的文件地理数据库、GeoPackage 或文件夹，图层按名称查找。留空则采用当前工程的图层。</translation>
    </message>
    <message>
        <source>Gives every sub-compartment of forest land its protection grade by the rules of the pack: by its own attributes, and by the layers it lies in, such as nature reserves, other ecological areas and planned bases. The strictest rule that holds wins; each row says which rule gave the grade, with its clause, and which others hold too. A sub-compartment that lies in such an area in part is divided at the border, or judged as a whole by the share of its area. The computed grades are compared with the recorded ones: land recorded too weak is an error, land recorded stricter than any part of the sub-compartment needs is a warning. A layer that is missing is named, the grades it could give are not excluded, and the verdict is incomplete then. Land that is no forest land has no grade and is counted in the table.</source>
        <translation>按规则包的规则划定每个林地小班的保护等级：依据小班自身的属性，以及小班所在的图层，如自然保护地、其他重要生态空间和规划林业基地。多条规则同时成立时从严；每行注明定级的规则及其条款，以及同时成立的其他规则。小班仅部分位于此类区域内的，在界线处切分，或按面积比例整体判定。划定等级与登记等级进行比较：登记等级偏低为错误；登记等级高于小班任何部分所需等级的为警告。缺少图层时会予以说明，不排除该图层可能给出的等级，此时结论为“不完整”（incomplete）。非林地没有保护等级，在表中统计。</translation>
    </message>
    <message>
        <source>Gives forest land its protection grade by the rules of the pack and compares the recorded one.</source>
        <translation>按规则包的规则划定林地保护等级，并与登记等级比较。</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>保护等级</translation>
    </message>
    <message>
        <source>Grade {number} (ha)</source>
        <translation>保护等级 {number} 级（ha）</translation>
    </message>
    <message>
        <source>Graded forest land</source>
        <translation>林地分级结果</translation>
    </message>
    <message>
        <source>Grades and rules</source>
        <translation>等级与规则统计</translation>
    </message>
    <message>
        <source>Land whose grade differs (ha)</source>
        <translation>等级不一致面积（ha）</translation>
    </message>
    <message>
        <source>Layers of the plan</source>
        <translation>规划图层</translation>
    </message>
    <message>
        <source>Never divided: judged as a whole by the share of their area</source>
        <translation>一律不切分，按面积比例整体判定</translation>
    </message>
    <message>
        <source>One row per sub-compartment, or per part of it, with grade, rule and recorded grade.</source>
        <translation>每个小班或小班的每一部分一行，附等级、规则和登记等级。</translation>
    </message>
    <message>
        <source>Planned grade</source>
        <translation>规划保护等级</translation>
    </message>
    <message>
        <source>Present grade</source>
        <translation>现状保护等级</translation>
    </message>
    <message>
        <source>Protection grades of forest land</source>
        <translation>划定林地保护等级</translation>
    </message>
    <message>
        <source>Recorded against computed grades, areas by grade, what became of each rule, what was not graded.</source>
        <translation>登记等级与划定等级对照，各等级面积，各条规则的执行情况，未定级的土地。</translation>
    </message>
    <message>
        <source>Recorded {recorded}, computed {grade} ({difference}): {count} sub-compartments, {area} ha</source>
        <translation>登记{recorded}，划定{grade}（{difference}）：{count} 个小班，{area} ha</translation>
    </message>
    <message>
        <source>Rules that were not applied</source>
        <translation>未执行的规则数</translation>
    </message>
    <message>
        <source>Rules: {variant}</source>
        <translation>采用标准：{variant}</translation>
    </message>
    <message>
        <source>Sub-compartments graded</source>
        <translation>已定级小班数</translation>
    </message>
    <message>
        <source>Sub-compartments not graded</source>
        <translation>未定级小班数</translation>
    </message>
    <message>
        <source>Sub-compartments recorded stricter</source>
        <translation>登记等级偏高的小班数</translation>
    </message>
    <message>
        <source>Sub-compartments recorded too weak</source>
        <translation>登记等级偏低的小班数</translation>
    </message>
    <message>
        <source>Sub-compartments that lie in an area in part</source>
        <translation>仅部分位于区域内的小班</translation>
    </message>
    <message>
        <source>Sub-compartments whose grade differs</source>
        <translation>等级不一致的小班数</translation>
    </message>
    <message>
        <source>The pack says from which share on, and which parts are too narrow to count.</source>
        <translation>规则包规定比例达到多少时适用，以及多窄的部分忽略不计。</translation>
    </message>
    <message>
        <source>The planned grade is that of the forest land of the plan, supplementary land included.</source>
        <translation>规划保护等级针对规划林地，包括补充林地。</translation>
    </message>
    <message>
        <source>Variant of the rules</source>
        <translation>分级标准</translation>
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
        <source>forest,protection grade,nature reserve,public-welfare forest,sub-compartment</source>
        <translation>林地,保护等级,分级管理,自然保护地,公益林,小班,forest,protection grade</translation>
    </message>
    <message>
        <source>{grade} {title} was not applied: {reason}</source>
        <translation>{grade} {title}：未执行。{reason}</translation>
    </message>
    <message>
        <source>{grade} {title}: {count} sub-compartments, {area} ha</source>
        <translation>{grade} {title}：{count} 个小班，{area} ha</translation>
    </message>
    <message>
        <source>{variants}, or a variant of your own pack. Left empty: the one the pack has in force.</source>
        <translation>{variants}，或自定义规则包中的标准。留空则采用规则包现行的标准。</translation>
    </message>
</context>
<context>
    <name>ForestLand</name>
    <message>
        <source>LY/T 1955-2011 (four digits)</source>
        <translation>LY/T 1955-2011（4 位）</translation>
    </message>
    <message>
        <source>The code list {list} has no set {name}; its sets: {known}.</source>
        <translation>代码表 {list} 没有代码集 {name}；已有的代码集：{known}。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} has no code list, so generations of codes cannot be told apart.</source>
        <translation>图层“{layer}”的字段 {field} 没有代码表，无法区分代码的代次。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no code list {list}, so forest land classes cannot be told apart.</source>
        <translation>规则包“{pack}”没有代码表 {list}，无法区分林地地类。</translation>
    </message>
    <message>
        <source>forest inventory (three digits)</source>
        <translation>森林资源清查（3 位）</translation>
    </message>
    <message>
        <source>local list</source>
        <translation>地方代码</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>无数值</translation>
    </message>
    <message>
        <source>refined third land survey (six digits)</source>
        <translation>三调细化（6 位）</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{field} holds no code of any generation.</source>
        <translation>{field} 中没有任何一代的代码。</translation>
    </message>
    <message>
        <source>{field} is of the generation {main}: {count} features.</source>
        <translation>{field} 的代码代次：{main}，{count} 个要素。</translation>
    </message>
    <message>
        <source>{field} is of the generation {main}: {count} features; of another:
{others}</source>
        <translation>{field} 的代码代次：{main}，{count} 个要素；另有：
{others}</translation>
    </message>
    <message>
        <source>{field} is {value} on {count} features: a code of the generation {other}, where the layer uses {main}. In the codes of LY/T 1955-2011 it is {code} ({title}).</source>
        <translation>有 {count} 个要素的 {field} 为 {value}，代次为“{other}”，而图层所用代次为“{main}”。对应的 LY/T 1955-2011 代码为 {code}（{title}）。</translation>
    </message>
    <message>
        <source>{field} is “{value}” on {count} features, which was read as {code} ({title}): write the code in half-width digits, without blanks and with its leading zero.</source>
        <translation>有 {count} 个要素的 {field} 为“{value}”，按 {code}（{title}）读取：请以半角数字书写代码，不带空格，并保留前导零。</translation>
    </message>
    <message>
        <source>{generation}: {count}</source>
        <translation>{generation}：{count}</translation>
    </message>
</context>
<context>
    <name>ForestLandInputs</name>
    <message>
        <source>Administrative areas</source>
        <translation>行政区</translation>
    </message>
    <message>
        <source>Areas are checked against them and summed by town.</source>
        <translation>用于校核面积，并按乡镇汇总。</translation>
    </message>
    <message>
        <source>Basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <source>Forest one-map</source>
        <translation>森林资源一张图</translation>
    </message>
    <message>
        <source>Land planned for forestry</source>
        <translation>规划发展林业用地</translation>
    </message>
    <message>
        <source>Land survey</source>
        <translation>国土三调</translation>
    </message>
    <message>
        <source>Land the government has planned for forestry, and farmland to be returned to forest: supplementary forest land comes from it.</source>
        <translation>政府规划用于发展林业的土地和退耕还林地：补充林地由此产生。</translation>
    </message>
    <message>
        <source>Needed for the monitoring only: what changed from year to year.</source>
        <translation>仅年度监测需要：反映年度间的变化。</translation>
    </message>
    <message>
        <source>Never becomes supplementary forest land.</source>
        <translation>不得作为补充林地。</translation>
    </message>
    <message>
        <source>One-map of the year before</source>
        <translation>上年度一张图</translation>
    </message>
    <message>
        <source>The parcels of the third land survey (DLTB).</source>
        <translation>第三次国土调查的地类图斑（DLTB）。</translation>
    </message>
    <message>
        <source>The sub-compartments of the newest forest one-map.</source>
        <translation>最新森林资源管理一张图的小班。</translation>
    </message>
</context>
<context>
    <name>ForestLandLayers</name>
    <message>
        <source>Area checksum</source>
        <translation>面积校核</translation>
    </message>
    <message>
        <source>Changes by unit</source>
        <translation>分单元变化</translation>
    </message>
    <message>
        <source>Changes from year to year</source>
        <translation>年度变化</translation>
    </message>
    <message>
        <source>Figures of the status</source>
        <translation>现状评价数据</translation>
    </message>
    <message>
        <source>Forest land used</source>
        <translation>使用林地情况</translation>
    </message>
    <message>
        <source>Graded forest land</source>
        <translation>林地分级结果</translation>
    </message>
    <message>
        <source>Grades and rules</source>
        <translation>等级与规则统计</translation>
    </message>
    <message>
        <source>Indicators of both editions</source>
        <translation>两期指标</translation>
    </message>
    <message>
        <source>Land planned for forestry</source>
        <translation>规划发展林业用地</translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation>年度监测</translation>
    </message>
    <message>
        <source>Pieces of the base</source>
        <translation>规划基数图斑</translation>
    </message>
    <message>
        <source>Planning base</source>
        <translation>规划基数</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Protection grades</source>
        <translation>林地保护等级</translation>
    </message>
    <message>
        <source>Quota</source>
        <translation>占用林地定额</translation>
    </message>
    <message>
        <source>Reasons to see to</source>
        <translation>待核实的变化原因</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>现状评价</translation>
    </message>
    <message>
        <source>Survey and one-map disagree</source>
        <translation>三调与一张图不一致图斑</translation>
    </message>
    <message>
        <source>Transfer matrix</source>
        <translation>转移矩阵</translation>
    </message>
    <message>
        <source>Transfer matrix of the classes</source>
        <translation>地类转移矩阵</translation>
    </message>
    <message>
        <source>Use and quota</source>
        <translation>使用林地与定额</translation>
    </message>
    <message>
        <source>Works that conflict</source>
        <translation>工程布局冲突</translation>
    </message>
</context>
<context>
    <name>ForestLandSteps</name>
    <message>
        <source>After</source>
        <translation>后期</translation>
    </message>
    <message>
        <source>Approval needed</source>
        <translation>所需批准级别</translation>
    </message>
    <message>
        <source>Area (ha)</source>
        <translation>面积（ha）</translation>
    </message>
    <message>
        <source>Area (m²)</source>
        <translation>面积（m²）</translation>
    </message>
    <message>
        <source>Area checksum</source>
        <translation>面积校核</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前期</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>情形</translation>
    </message>
    <message>
        <source>Check use and quota</source>
        <translation>检查使用林地与定额</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Compare the editions</source>
        <translation>比较两期一张图</translation>
    </message>
    <message>
        <source>Compares the one-map with that of the year before: new and lost forest land, other classes, changes without a reason.</source>
        <translation>将一张图与上年度比较：新增和减少的林地、地类变化、没有原因的变化。</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>划定等级</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Evaluate the status</source>
        <translation>分析评价现状</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>评价指标</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>评价指标</translation>
    </message>
    <message>
        <source>Forbidden (ha)</source>
        <translation>禁止使用（ha）</translation>
    </message>
    <message>
        <source>Forest land in</source>
        <translation>不一致类型</translation>
    </message>
    <message>
        <source>Gives every sub-compartment its grade by the rules of the plan and compares the recorded one.</source>
        <translation>按规划的规则划定每个小班的保护等级，并与登记等级比较。</translation>
    </message>
    <message>
        <source>Grade the forest land</source>
        <translation>划定保护等级</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicators of both editions</source>
        <translation>两期指标</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation>判定结果</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>问题类型</translation>
    </message>
    <message>
        <source>Land planned for forestry</source>
        <translation>规划发展林业用地</translation>
    </message>
    <message>
        <source>Lays the land survey over the forest one-map and agrees on the base of the base year. Decide the disagreements in the list, then run again: decisions count from the next run on.</source>
        <translation>叠加三调与森林资源一张图，确定基准年的规划基数。请在列表中确定不一致图斑的取舍，然后重新执行：决定自下次执行起生效。</translation>
    </message>
    <message>
        <source>Make the planning base</source>
        <translation>生成规划基数</translation>
    </message>
    <message>
        <source>Measured (ha)</source>
        <translation>实测（ha）</translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation>年度监测</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Not applied because</source>
        <translation>未执行的原因</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>One-map</source>
        <translation>一张图</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>图斑</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>定额期</translation>
    </message>
    <message>
        <source>Planning base</source>
        <translation>规划基数</translation>
    </message>
    <message>
        <source>Problems and risks</source>
        <translation>问题和风险</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Protection grades</source>
        <translation>林地保护等级</translation>
    </message>
    <message>
        <source>Quantity, quality, layout, structure and efficiency of the forest land, targets of the last plan against what was reached, nature reserves and other ecological areas.</source>
        <translation>林地的数量、质量、布局、结构和效率，上一轮规划目标完成情况，自然保护地及其他生态空间。</translation>
    </message>
    <message>
        <source>Quota</source>
        <translation>占用林地定额</translation>
    </message>
    <message>
        <source>Quota (ha)</source>
        <translation>定额（ha）</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>完成值</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reasons to see to</source>
        <translation>待核实的变化原因</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>登记等级</translation>
    </message>
    <message>
        <source>Recorded against computed</source>
        <translation>登记等级与划定等级对照</translation>
    </message>
    <message>
        <source>Remaining (ha)</source>
        <translation>剩余（ha）</translation>
    </message>
    <message>
        <source>Right is</source>
        <translation>以何为准</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Says which forest land each project may use, what is used of the quota per period and unit, and where works conflict.</source>
        <translation>判定各项目可以使用哪些林地、各单元各期定额使用多少，以及工程布局有何冲突。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Stated (ha)</source>
        <translation>填报（ha）</translation>
    </message>
    <message>
        <source>Status evaluation</source>
        <translation>现状分析与评价</translation>
    </message>
    <message>
        <source>Sub-compartment</source>
        <translation>小班</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>三调</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>Targets of the last plan</source>
        <translation>上一轮规划目标</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>Transfer matrix of the classes</source>
        <translation>地类转移矩阵</translation>
    </message>
    <message>
        <source>Transfer matrix: where they disagree</source>
        <translation>转移矩阵：不一致情况</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>Unit of measure</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Use and quota</source>
        <translation>使用林地与定额</translation>
    </message>
    <message>
        <source>Used to date (ha)</source>
        <translation>累计使用（ha）</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>采用情况</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>问题描述</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>工程</translation>
    </message>
    <message>
        <source>Works that conflict</source>
        <translation>工程布局冲突</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>both, classes differ</source>
        <translation>均为林地，地类不同</translation>
    </message>
    <message>
        <source>class not known</source>
        <translation>地类不明</translation>
    </message>
    <message>
        <source>decisions, inputs or options have changed since: run again</source>
        <translation>决定、输入数据或选项已变动：请重新执行</translation>
    </message>
    <message>
        <source>forbidden: {forbidden} ha, used: {used} ha, remaining: {remaining} ha</source>
        <translation>禁止使用 {forbidden} ha，已使用 {used} ha，剩余 {remaining} ha</translation>
    </message>
    <message>
        <source>one-map only</source>
        <translation>仅一张图为林地</translation>
    </message>
    <message>
        <source>reasons to see to: {problems}; new: {new} ha, lost: {lost} ha</source>
        <translation>待核实的变化原因 {problems} 个；新增 {new} ha，减少 {lost} ha</translation>
    </message>
    <message>
        <source>recorded otherwise: {different} of {graded} ({area} ha)</source>
        <translation>{graded} 个小班中，与登记不一致 {different} 个（{area} ha）</translation>
    </message>
    <message>
        <source>survey only</source>
        <translation>仅三调为林地</translation>
    </message>
    <message>
        <source>targets missed: {missed}, problems: {problems}, risks: {risks}; tables: {tables}</source>
        <translation>未达到的目标 {missed} 个，问题 {problems} 个，风险 {risks} 个；统计表 {tables} 张</translation>
    </message>
    <message>
        <source>undecided: {undecided} of {count} disagreements; forest land {area} ha</source>
        <translation>待定 {undecided}/{count} 个不一致图斑；林地 {area} ha</translation>
    </message>
</context>
<context>
    <name>ForestLandTab</name>
    <message>
        <source>Checking use and quota…</source>
        <translation>正在检查使用林地与定额…</translation>
    </message>
    <message>
        <source>Comparing the editions…</source>
        <translation>正在比较两期一张图…</translation>
    </message>
    <message>
        <source>Evaluating the status…</source>
        <translation>正在分析评价现状…</translation>
    </message>
    <message>
        <source>Further tools</source>
        <translation>其他工具</translation>
    </message>
    <message>
        <source>Grading the forest land…</source>
        <translation>正在划定保护等级…</translation>
    </message>
    <message>
        <source>Making the planning base…</source>
        <translation>正在生成规划基数…</translation>
    </message>
    <message>
        <source>No undecided disagreement in the list: make the planning base first, or look at the filters above the list.</source>
        <translation>列表中没有待定的不一致图斑：请先生成规划基数，或检查列表上方的筛选条件。</translation>
    </message>
    <message>
        <source>The tools of QGIS&apos;s toolbox, filled in with these inputs</source>
        <translation>QGIS 工具箱中的工具，已按这些输入数据填好参数</translation>
    </message>
    <message>
        <source>This row has no place on the map.</source>
        <translation>该行没有图上位置。</translation>
    </message>
    <message>
        <source>This rule pack has no rules of forest land, so there is nothing to do here.</source>
        <translation>当前规则包没有林地规则，此处无可执行的步骤。</translation>
    </message>
</context>
<context>
    <name>ForestLandWork</name>
    <message>
        <source>Choose the one-map of the year before under Inputs first.</source>
        <translation>请先在“输入数据”中选择上年度一张图。</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>不一致图斑的决定</translation>
    </message>
    <message>
        <source>Wait until the run under way has ended, then decide.</source>
        <translation>请等待正在进行的操作结束，再作决定。</translation>
    </message>
</context>
<context>
    <name>ForestUse</name>
    <message>
        <source>It takes the approval of {needed} or above, as far as can be told. Not stated:
{missing}</source>
        <translation>据现有信息，须由{needed}或以上批准。未填写：
{missing}</translation>
    </message>
    <message>
        <source>No rule allows it.</source>
        <translation>没有规则允许使用。</translation>
    </message>
    <message>
        <source>No rule allows it:
{rules}</source>
        <translation>没有规则允许使用：
{rules}</translation>
    </message>
    <message>
        <source>No unit has a quota of forest land (indicator {indicator}) for the periods {periods}. Enter the values on the Indicators tab, or deliver them in the table of indicators.</source>
        <translation>各行政单元在 {periods} 期内均没有占用林地定额（指标 {indicator}）。请在“指标”选项卡中填写，或在成果的指标表中提供。</translation>
    </message>
    <message>
        <source>Not stated:
{missing}</source>
        <translation>未填写：
{missing}</translation>
    </message>
    <message>
        <source>Rules of the layout that could not be judged:
{rules}</source>
        <translation>无法判定的布局规则：
{rules}</translation>
    </message>
    <message>
        <source>The computed grades could be stricter in places, because rules of the grades could not be applied:
{rules}</source>
        <translation>部分分级规则未能执行，个别位置的划定等级可能更高：
{rules}</translation>
    </message>
    <message>
        <source>The land has {grade}, but: {rule}.</source>
        <translation>林地保护等级为{grade}，而规则规定：{rule}。</translation>
    </message>
    <message>
        <source>The land is {kind}, but: {rule}.</source>
        <translation>该林地为{kind}，而规则规定：{rule}。</translation>
    </message>
    <message>
        <source>The largest units have no quota for {count} periods in which projects use forest land.</source>
        <translation>有项目使用林地的时期中，{count} 个时期没有最高一级行政单元的定额。</translation>
    </message>
    <message>
        <source>The layer {layer} has no features, so there is no forest land that projects could use.</source>
        <translation>图层“{layer}”没有要素，没有项目可使用的林地。</translation>
    </message>
    <message>
        <source>The layer {layer} has no features, so there is no layout of works to judge.</source>
        <translation>图层“{layer}”没有要素，没有可判定的工程布局。</translation>
    </message>
    <message>
        <source>The layer {layer} has no features, so there is no use of forest land to judge.</source>
        <translation>图层“{layer}”没有要素，没有可判定的使用林地情况。</translation>
    </message>
    <message>
        <source>The period {first}–{last} must follow the one before it and end after it begins.</source>
        <translation>定额期 {first}–{last} 必须接在前一期之后，且止年不早于起年。</translation>
    </message>
    <message>
        <source>The project is approved by {approval}; it takes the approval of {needed} or above: {rule}.</source>
        <translation>项目由{approval}批准；须由{needed}或以上批准：{rule}。</translation>
    </message>
    <message>
        <source>The project {project} ({type}) may use these {area} m² of forest land ({grade}; {land}) only with the approval of a higher level. {reason}</source>
        <translation>项目“{project}”（{type}）须经更高级别批准方可使用此处 {area} m² 林地（{grade}；{land}）。{reason}</translation>
    </message>
    <message>
        <source>The project {project} ({type}) must not use these {area} m² of forest land ({grade}; {land}). {reason}</source>
        <translation>项目“{project}”（{type}）不得使用此处 {area} m² 林地（{grade}；{land}）。{reason}</translation>
    </message>
    <message>
        <source>The project {project} is of {year}, so its {area} ha count in no period of the quota ({periods}).</source>
        <translation>项目“{project}”的年度为 {year}，其 {area} ha 不计入任何定额期（{periods}）。</translation>
    </message>
    <message>
        <source>The project {project} states no area of forest land; the layers show {measured} ha under it.</source>
        <translation>项目“{project}”未填写使用林地面积；按图层量算为 {measured} ha。</translation>
    </message>
    <message>
        <source>The project {project} states no year, so its {area} ha count in no period of the quota ({periods}).</source>
        <translation>项目“{project}”未填写年度，其 {area} ha 不计入任何定额期（{periods}）。</translation>
    </message>
    <message>
        <source>The project {project} states no year, so its {area} ha count in the last period of the quota only ({periods}).</source>
        <translation>项目“{project}”未填写年度，其 {area} ha 仅计入末期（定额期：{periods}）。</translation>
    </message>
    <message>
        <source>The project {project} states {declared} ha of forest land, but the layers show {measured} ha under it: a difference of {difference} ha.</source>
        <translation>项目“{project}”填报使用林地 {declared} ha，按图层量算为 {measured} ha：相差 {difference} ha。</translation>
    </message>
    <message>
        <source>The projects {first} and {second} overlap here on {area} m². The land counts once, for {first}.</source>
        <translation>项目“{first}”与“{second}”在此处重叠 {area} m²。该林地只计一次，计入“{first}”。</translation>
    </message>
    <message>
        <source>The rule pack has no rule for this nature of use ({nature}): judge it by hand.</source>
        <translation>规则包没有针对该使用性质（{nature}）的规则：请人工判定。</translation>
    </message>
    <message>
        <source>The rule pack has no rule for this type of project ({type}): judge it by hand.</source>
        <translation>规则包没有针对该项目类型（{type}）的规则：请人工判定。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no checks of the use of forest land. Choose another one.</source>
        <translation>规则包“{pack}”没有使用林地的检查项。请选择其他规则包。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no rules for the use of forest land. Choose one with a forestuse.yaml.</source>
        <translation>规则包“{pack}”没有使用林地的规则。请选择有 forestuse.yaml 的规则包。</translation>
    </message>
    <message>
        <source>The rule pack {pack} says nothing about a quota of forest land.</source>
        <translation>规则包“{pack}”没有占用林地定额的规定。</translation>
    </message>
    <message>
        <source>The rule pack {pack} says nothing about the layout of works.</source>
        <translation>规则包“{pack}”没有工程布局的规定。</translation>
    </message>
    <message>
        <source>The works {works} are of {first}–{last}, not within the term of the plan ({begin}–{end}).</source>
        <translation>工程“{works}”的年度为 {first}–{last}，不在规划期（{begin}–{end}）内。</translation>
    </message>
    <message>
        <source>The works {works} do not state the years they begin and end in.</source>
        <translation>工程“{works}”未填写起止年度。</translation>
    </message>
    <message>
        <source>The works {works} end in {last}, before they begin in {first}.</source>
        <translation>工程“{works}”的止年 {last} 早于起年 {first}。</translation>
    </message>
    <message>
        <source>The works {works} lie here on {area} m² of land they should avoid ({share} % of them, at most {limit} %): {rule}.</source>
        <translation>工程“{works}”在此处有 {area} m² 布设在应避让的土地上（占工程面积 {share} %，限值 {limit} %）：{rule}。</translation>
    </message>
    <message>
        <source>The works {works} lie here with {area} m² outside of the land they should lie in (only {share} % of them lie in it, at least {limit} %): {rule}.</source>
        <translation>工程“{works}”在此处有 {area} m² 未布设在应布设的土地上（仅 {share} % 在其中，应不低于 {limit} %）：{rule}。</translation>
    </message>
    <message>
        <source>The works {works} state {stated} ha, but have {measured} ha on the ellipsoid.</source>
        <translation>工程“{works}”填报 {stated} ha，椭球面积为 {measured} ha。</translation>
    </message>
    <message>
        <source>There are no administrative units.</source>
        <translation>没有行政单元。</translation>
    </message>
    <message>
        <source>Whether the project {project} ({type}) may use these {area} m² of forest land ({grade}; {land}) cannot be judged. {reason}</source>
        <translation>无法判定项目“{project}”（{type}）可否使用此处 {area} m² 林地（{grade}；{land}）。{reason}</translation>
    </message>
    <message>
        <source>Which authority approves the use of forest land itself the rule pack does not say (authorities in forestuse.yaml): that column is empty.</source>
        <translation>规则包未规定使用林地本身由哪一级审批（forestuse.yaml 的 authorities）：该列为空。</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>允许使用</translation>
    </message>
    <message>
        <source>cannot be judged</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>class of public-welfare forest</source>
        <translation>公益林类别</translation>
    </message>
    <message>
        <source>exceeded</source>
        <translation>超定额</translation>
    </message>
    <message>
        <source>exceeded by what is measured</source>
        <translation>实测超定额</translation>
    </message>
    <message>
        <source>forbidden</source>
        <translation>禁止使用</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>未超定额</translation>
    </message>
    <message>
        <source>level of the project&apos;s approval</source>
        <translation>项目批准级别</translation>
    </message>
    <message>
        <source>needs approval of a higher level</source>
        <translation>须更高级别批准</translation>
    </message>
    <message>
        <source>no forest land</source>
        <translation>未使用林地</translation>
    </message>
    <message>
        <source>no quota</source>
        <translation>无定额</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>protection grade of the land</source>
        <translation>林地保护等级</translation>
    </message>
    <message>
        <source>type of the project</source>
        <translation>项目类型</translation>
    </message>
    <message>
        <source>{area} ha of {count} projects, for example {project}, lie in sub-compartments whose unit is not known: they count in no unit.</source>
        <translation>有 {count} 个项目的 {area} ha（例如“{project}”）位于单元不明的小班内，不计入任何单元。</translation>
    </message>
    <message>
        <source>{area} ha under {count} projects, for example {project}, lie in features of {layer} whose {field} is no known code ({examples}): whether they are forest land is not known. Correct it.</source>
        <translation>{count} 个项目（例如“{project}”）下有 {area} ha 位于“{layer}”的要素内，而其 {field} 不是有效代码（{examples}）：无法确定是否林地。请改正。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have a code in {field} that its code list does not have, for example {code}: they count as not stated.</source>
        <translation>图层“{layer}”有 {count} 个要素的 {field} 不在代码表中，例如 {code}：按未填写处理。</translation>
    </message>
    <message>
        <source>{count} features of {layer} that are forest land have no usable shape, for example the feature with the id {fid}: whether projects use them is not known. Check their geometry.</source>
        <translation>“{layer}”有 {count} 个林地要素没有可用的图形，例如 ID 为 {fid} 的要素：无法确定是否有项目使用。请检查其几何图形。</translation>
    </message>
    <message>
        <source>{count} projects do not state the nature of their use; the default of the rule pack counts.</source>
        <translation>有 {count} 个项目未填写使用性质，按规则包的默认值处理。</translation>
    </message>
    <message>
        <source>{count} projects of {layer} have no usable shape, for example {project}: which land they use is not known. Check their geometry.</source>
        <translation>“{layer}”有 {count} 个项目没有可用的图形，例如“{project}”：无法确定使用了哪些林地。请检查其几何图形。</translation>
    </message>
    <message>
        <source>{layer}: sub-compartments lie over each other under projects, {area} ha in all, for example the feature with the id {fid}. That land stands in the areas by outcome more than once; it counts against the quota once. Run the topology check.</source>
        <translation>“{layer}”的小班在项目范围内相互重叠，共 {area} ha，例如 ID 为 {fid} 的要素。该土地在各判定结果的面积中重复计入，但定额只计一次。请执行拓扑检查。</translation>
    </message>
    <message>
        <source>{reasons}</source>
        <translation>{reasons}</translation>
    </message>
    <message>
        <source>{rule}.</source>
        <translation>{rule}。</translation>
    </message>
    <message>
        <source>{rule}: {reason}</source>
        <translation>{rule}：{reason}</translation>
    </message>
    <message>
        <source>{sentence} (A default of the rule pack: confirm it by the text in force.)</source>
        <translation>{sentence}（规则包默认规定，请以现行文件为准。）</translation>
    </message>
    <message>
        <source>{unit} may occupy {quota} ha of forest land until {year}, but {used} ha are used: {over} ha too much. The quota must not be exceeded.</source>
        <translation>{unit}至 {year} 年的占用林地定额为 {quota} ha，已使用 {used} ha：超出 {over} ha。定额不得突破。</translation>
    </message>
    <message>
        <source>{unit} may occupy {quota} ha of forest land until {year}. What the projects state keeps that, but the layers show {used} ha under them: {over} ha too much.</source>
        <translation>{unit}至 {year} 年的占用林地定额为 {quota} ha。按项目填报面积未超定额，但按图层量算已使用 {used} ha：超出 {over} ha。</translation>
    </message>
    <message>
        <source>“{text}” is no period. Give the first and the last year of each, for example 2021-2025, 2026-2035.</source>
        <translation>“{text}”不是有效的定额期。请填写每期的起止年度，例如 2021-2025, 2026-2035。</translation>
    </message>
</context>
<context>
    <name>FormerLayerDialog</name>
    <message>
        <source>&amp;Layer:</source>
        <translation>图层(&amp;L)：</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>Choose the layer of administrative areas as it was before the change, for example the one of the former delivery.</source>
        <translation>请选择变动前的行政区图层，例如上一次成果中的图层。</translation>
    </message>
    <message>
        <source>Field of &amp;codes:</source>
        <translation>代码字段(&amp;C)：</translation>
    </message>
    <message>
        <source>Field of &amp;names:</source>
        <translation>名称字段(&amp;N)：</translation>
    </message>
    <message>
        <source>Former borders</source>
        <translation>原界线</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Geodata</source>
        <translation>空间数据</translation>
    </message>
    <message>
        <source>{file} has no layer with polygons.</source>
        <translation>{file} 中没有面图层。</translation>
    </message>
</context>
<context>
    <name>Grades</name>
    <message>
        <source>The check {check} is about {layer}, but grades.yaml grades {other}: write that layer in checks.yaml.</source>
        <translation>检查项 {check} 针对图层 {layer}，而 grades.yaml 针对 {other} 分级：请在 checks.yaml 中改写该图层。</translation>
    </message>
    <message>
        <source>The layer {layer} has no features, so there is nothing to grade.</source>
        <translation>图层“{layer}”没有要素，无可定级的土地。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field {field} ({title}), so the grades are computed but not compared.</source>
        <translation>图层“{layer}”没有字段 {field}（{title}），仅划定等级，不作比较。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no grades.yaml, so it does not say what gives forest land its protection grade: choose another pack, for example forest.</source>
        <translation>规则包“{pack}”没有 grades.yaml，未规定林地保护等级如何划分：请选择其他规则包，例如 forest。</translation>
    </message>
    <message>
        <source>The rules of protection grades have no variant {variant}; did you mean {suggestion}?</source>
        <translation>林地分级规则没有标准 {variant}；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>The rules of protection grades have no variant {variant}; there are {variants}.</source>
        <translation>林地分级规则没有标准 {variant}；已有的标准：{variants}。</translation>
    </message>
    <message>
        <source>The sub-compartment needs {grade} ({rule}; {clause}), but {field} says {recorded}, too weak by {levels}.</source>
        <translation>该小班应为{grade}（{rule}；{clause}），而 {field} 登记为{recorded}，偏低 {levels} 级。</translation>
    </message>
    <message>
        <source>grades.yaml of the rule pack {pack} does not say where the planned grade is recorded: add recorded.planned to it.</source>
        <translation>规则包“{pack}”的 grades.yaml 未规定规划保护等级登记在哪个字段：请补充 recorded.planned。</translation>
    </message>
    <message>
        <source>{area} m² of the sub-compartment lie in {layer} and need {grade} ({rule}; {clause}), but {field} says {recorded}, too weak by {levels}. Raise the grade, or divide the sub-compartment at the border.</source>
        <translation>该小班有 {area} m² 位于“{layer}”内，应为{grade}（{rule}；{clause}），而 {field} 登记为{recorded}，偏低 {levels} 级。请提高等级，或在界线处切分小班。</translation>
    </message>
    <message>
        <source>{area} m² of the sub-compartment need {grade} ({rule}; {clause}), but {field} says {recorded}, too weak by {levels}.</source>
        <translation>该小班有 {area} m² 应为{grade}（{rule}；{clause}），而 {field} 登记为{recorded}，偏低 {levels} 级。</translation>
    </message>
    <message>
        <source>{count} features do not say what they are.</source>
        <translation>有 {count} 个要素未注明类型。</translation>
    </message>
    <message>
        <source>{count} features of {layer} do not say what they are: fill in or correct their type, zone and level.</source>
        <translation>图层“{layer}”有 {count} 个要素未注明类型：请补填或改正类型、功能分区和级别。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no usable shape, so what lies in them is not known: check their geometry.</source>
        <translation>图层“{layer}”有 {count} 个要素没有可用的图形，无法确定其中的土地：请检查其几何图形。</translation>
    </message>
    <message>
        <source>{count} sub-compartments of {layer} have a code in {field} that its code list does not have, for example “{code}”: correct it.</source>
        <translation>图层“{layer}”有 {count} 个小班的 {field} 不在代码表中，例如“{code}”：请改正。</translation>
    </message>
    <message>
        <source>{count} sub-compartments of {layer} have no class that is a known code, so nobody can tell whether they are forest land; they have no grade.</source>
        <translation>图层“{layer}”有 {count} 个小班的地类不是有效代码，不能确定是否林地，未定级。</translation>
    </message>
    <message>
        <source>{count} sub-compartments of {layer} have no usable shape, so no source layer says anything of them; they are graded by their attributes only.</source>
        <translation>图层“{layer}”有 {count} 个小班没有可用的图形，未与来源图层叠加，仅按属性定级。</translation>
    </message>
    <message>
        <source>{doubts}</source>
        <translation>{doubts}</translation>
    </message>
    <message>
        <source>{field} holds “{text}”, which is no protection grade; the grades are {codes}, and the rules give {grade} ({rule}).</source>
        <translation>{field} 的值“{text}”不是保护等级；等级为 {codes}，按规则应为{grade}（{rule}）。</translation>
    </message>
    <message>
        <source>{field} is empty; the rules give {grade} ({rule}).</source>
        <translation>{field} 为空；按规则应为{grade}（{rule}）。</translation>
    </message>
    <message>
        <source>{field} of {layer} holds “{text}” in {count} sub-compartments, which is no protection grade; the grades are {codes}.</source>
        <translation>图层“{layer}”有 {count} 个小班的 {field} 为“{text}”，不是保护等级；等级为 {codes}。</translation>
    </message>
    <message>
        <source>{field} of {layer} holds “{text}” in {count} sub-compartments; it was taken for {code}. Write the code.</source>
        <translation>图层“{layer}”有 {count} 个小班的 {field} 为“{text}”，按 {code} 读取。请填写代码。</translation>
    </message>
    <message>
        <source>{field} of {layer} is empty for all forest land: fill in the grades, for example those that Protection grades of forest land computes.</source>
        <translation>图层“{layer}”所有林地的 {field} 均为空：请填写保护等级，例如采用“划定林地保护等级”的结果。</translation>
    </message>
    <message>
        <source>{field} says {recorded}, stricter by {levels} than any part of the sub-compartment needs ({strictest}, {rule}). Lower the grade, or state the reason.</source>
        <translation>{field} 登记为{recorded}，比小班各部分所需的最高等级（{strictest}，{rule}）偏高 {levels} 级。请降低等级，或说明理由。</translation>
    </message>
    <message>
        <source>{field} says {recorded}, stricter by {levels} than the rules that could be applied give ({strictest}); whether a rule that was not applied is the reason cannot be told.</source>
        <translation>{field} 登记为{recorded}，比已执行规则划定的等级（{strictest}）偏高 {levels} 级；是否出于未执行的规则，无法判断。</translation>
    </message>
    <message>
        <source>{grade} could not be excluded ({rules}). {reason}</source>
        <translation>不能排除{grade}（{rules}）。{reason}</translation>
    </message>
</context>
<context>
    <name>GridFilters</name>
    <message>
        <source>All indicators</source>
        <translation>全部指标</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>全部层级</translation>
    </message>
    <message>
        <source>Area unit</source>
        <translation>面积单位</translation>
    </message>
    <message>
        <source>As in the plan</source>
        <translation>按指标单位</translation>
    </message>
    <message>
        <source>Back to the usual columns</source>
        <translation>恢复默认列</translation>
    </message>
    <message>
        <source>Choose indicators, years and kinds of values</source>
        <translation>选择指标、年度和指标值类型</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>偏差</translation>
    </message>
    <message>
        <source>Deviations</source>
        <translation>偏差</translation>
    </message>
    <message>
        <source>Deviations {count}</source>
        <translation>偏差 {count}</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Kinds of values</source>
        <translation>指标值类型</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redo: {step} (Ctrl+Y)</source>
        <translation>重做：{step}（Ctrl+Y）</translation>
    </message>
    <message>
        <source>Search unit by name or code</source>
        <translation>按名称或代码查找行政单元</translation>
    </message>
    <message>
        <source>Search unit by name or code…</source>
        <translation>按名称或代码查找行政单元…</translation>
    </message>
    <message>
        <source>Show only binding indicators</source>
        <translation>仅显示约束性指标</translation>
    </message>
    <message>
        <source>Show only units with deviations. F8 goes to the next deviation, Shift+F8 to the one before.</source>
        <translation>仅显示有偏差的行政单元。F8 转到下一处偏差，Shift+F8 转到上一处。</translation>
    </message>
    <message>
        <source>Show the sum of the units below in each unit&apos;s row</source>
        <translation>在各单元所在行显示下级合计</translation>
    </message>
    <message>
        <source>Smallest level of units shown</source>
        <translation>显示到的最低行政层级</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo: {step} (Ctrl+Z)</source>
        <translation>撤销：{step}（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Unit areas are shown and typed in; nothing is rounded by choosing another</source>
        <translation>显示和填写面积所用的单位；切换单位不会造成数值取舍</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>to {level}</source>
        <translation>至{level}</translation>
    </message>
    <message>
        <source>Σ Sums</source>
        <translation>Σ 合计</translation>
    </message>
    <message>
        <source>★ Binding</source>
        <translation>★ 约束性</translation>
    </message>
</context>
<context>
    <name>GridModel</name>
    <message>
        <source>Not in the tree</source>
        <translation>未识别的单元</translation>
    </message>
</context>
<context>
    <name>GridStatus</name>
    <message>
        <source>Signs</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>What the chosen values come to</source>
        <translation>所选数值的汇总</translation>
    </message>
    <message>
        <source>What the signs and colours mean</source>
        <translation>符号和颜色的含义</translation>
    </message>
    <message>
        <source>from {least} to {most} {unit}</source>
        <translation>{least} 至 {most} {unit}</translation>
    </message>
    <message>
        <source>mean {amount}</source>
        <translation>平均 {amount}</translation>
    </message>
    <message>
        <source>of different sorts</source>
        <translation>类别不同，不作合计</translation>
    </message>
    <message>
        <source>sum {amount} {unit}</source>
        <translation>合计 {amount} {unit}</translation>
    </message>
    <message>
        <source>units and their parts both counted</source>
        <translation>上下级单元重复计入</translation>
    </message>
    <message>
        <source>{count} units</source>
        <translation>{count} 个行政单元</translation>
    </message>
    <message>
        <source>{count} values</source>
        <translation>{count} 个值</translation>
    </message>
    <message>
        <source>{shown} of {count} units shown</source>
        <translation>显示 {shown}/{count} 个行政单元</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Enter {cell}</source>
        <translation>填写 {cell}</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>向下填充</translation>
    </message>
    <message>
        <source>Fill right</source>
        <translation>向右填充</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>There is nothing on the clipboard to paste.</source>
        <translation>剪贴板中没有可粘贴的内容。</translation>
    </message>
    <message>
        <source>{count} measured values stay: they cannot be typed.</source>
        <translation>{count} 个实测值未变：实测值不能手工修改。</translation>
    </message>
</context>
<context>
    <name>HandingDown</name>
    <message>
        <source>Looking for what each unit could have at most</source>
        <translation>正在量算各单元的潜力</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>History of a value</source>
        <translation>指标值历史</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing has been kept of this value yet.</source>
        <translation>该指标值尚无保存记录。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Versions of the value, the newest first</source>
        <translation>该指标值的历次版本，最新的在前</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Where from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已删除</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>&amp;Data from row</source>
        <translation>数据起始行(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Sheet</source>
        <translation>工作表(&amp;S)</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Choose &amp;table…</source>
        <translation>选择表格(&amp;T)…</translation>
    </message>
    <message>
        <source>Choose a table: XLSX, ODS, CSV or XLS.</source>
        <translation>请选择表格文件：XLSX、ODS、CSV 或 XLS。</translation>
    </message>
    <message>
        <source>Column {column}:</source>
        <translation>{column} 列：</translation>
    </message>
    <message>
        <source>Import values</source>
        <translation>导入指标值</translation>
    </message>
    <message>
        <source>Imports the sheets whose columns have the same heads, too: all of them or nothing</source>
        <translation>同时导入表头相同的其他工作表：全部导入，或全部不导入</translation>
    </message>
    <message>
        <source>Looking through {count} rows…</source>
        <translation>正在识别 {count} 行…</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>提示：{text}</translation>
    </message>
    <message>
        <source>Problems and notes</source>
        <translation>问题和提示</translation>
    </message>
    <message>
        <source>Reading {file}…</source>
        <translation>正在读取 {file}…</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>There are {count} more problems.</source>
        <translation>另有 {count} 个问题。</translation>
    </message>
    <message>
        <source>Whole table:</source>
        <translation>整表：</translation>
    </message>
    <message>
        <source>and others with this head: {count}</source>
        <translation>连同表头相同的其他工作表（{count} 个）</translation>
    </message>
    <message>
        <source>{new} values new, {changed} changed, {unchanged} unchanged; problems: {problems}</source>
        <translation>新增 {new} 个值，更改 {changed} 个，不变 {unchanged} 个；问题 {problems} 个</translation>
    </message>
    <message>
        <source>{sheet} (hidden)</source>
        <translation>{sheet}（隐藏）</translation>
    </message>
</context>
<context>
    <name>ImportReading</name>
    <message>
        <source>Look through a table</source>
        <translation>识别表格</translation>
    </message>
    <message>
        <source>Read a table</source>
        <translation>读取表格</translation>
    </message>
</context>
<context>
    <name>ImportTable</name>
    <message>
        <source>Cells of the table</source>
        <translation>表格内容</translation>
    </message>
    <message>
        <source>Leave this column out</source>
        <translation>忽略此列</translation>
    </message>
    <message>
        <source>Leave this row out</source>
        <translation>忽略此行</translation>
    </message>
    <message>
        <source>What the columns are</source>
        <translation>列对应</translation>
    </message>
</context>
<context>
    <name>IndicatorChart</name>
    <message>
        <source>A chart cannot be saved as “{name}”: choose a name that ends in {formats}.</source>
        <translation>图表不能保存为“{name}”：请采用以 {formats} 结尾的文件名。</translation>
    </message>
    <message>
        <source>Chart of an indicator</source>
        <translation>指标图表</translation>
    </message>
    <message>
        <source>Choose an indicator and a unit in the grid to see their values side by side.</source>
        <translation>在表格中选择指标和行政单元，可对比查看其各项数值。</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Neither {unit} nor the units below have a value of {indicator} for {year}.</source>
        <translation>{unit}及其下级单元均没有 {year} 年“{indicator}”的指标值。</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save the chart as a picture</source>
        <translation>将图表保存为图片</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>The picture {path} could not be written: choose a folder you may write to.</source>
        <translation>无法写入图片 {path}：请选择可写的文件夹。</translation>
    </message>
    <message>
        <source>The rule pack has no indicator {code}.</source>
        <translation>规则包中没有指标 {code}。</translation>
    </message>
    <message>
        <source>The unit {unit} is not in the tree of units.</source>
        <translation>行政单元中没有 {unit}。</translation>
    </message>
    <message>
        <source>There is no chart to save: choose an indicator first.</source>
        <translation>没有可保存的图表：请先选择指标。</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>无数值</translation>
    </message>
    <message>
        <source>{code} {indicator} ({unit}), {year}</source>
        <translation>{code} {indicator}（{unit}），{year} 年</translation>
    </message>
    <message>
        <source>… and {count} more units</source>
        <translation>…… 另有 {count} 个单元</translation>
    </message>
</context>
<context>
    <name>IndicatorChecks</name>
    <message>
        <source>No indicator has values of units and of the unit they lie in, so no sum can be compared. Enter the values of both.</source>
        <translation>没有任何指标同时具有本级值和下级值，无法比较合计。请补填两级的指标值。</translation>
    </message>
    <message>
        <source>No indicator is measured from the layers.</source>
        <translation>没有可由图层量算的指标。</translation>
    </message>
    <message>
        <source>No indicator that is watched over the years has targets of several years. Enter them.</source>
        <translation>需作年度间比较的指标均没有多个年度的任务值。请补填。</translation>
    </message>
    <message>
        <source>No indicator that the layers measure has a value to compare with. Enter the values.</source>
        <translation>可由图层量算的指标均没有可供比较的指标值。请补填。</translation>
    </message>
    <message>
        <source>No indicator whose change has a direction has values before and after the adjustment. Enter the values of the former plan.</source>
        <translation>规定了调整方向的指标均没有调整前后的值。请补填调整前规划的指标值。</translation>
    </message>
    <message>
        <source>No unit has both a measured value and one to compare with. Enter the values of the units that the layers show.</source>
        <translation>没有任何行政单元同时具有实测值和可供比较的指标值。请补填图层所涉及单元的指标值。</translation>
    </message>
    <message>
        <source>No unit has both an assigned and a planned value of an indicator, so plans cannot be compared with targets. Enter both.</source>
        <translation>没有任何行政单元同时具有同一指标的下达值和规划值，无法比较。请补填。</translation>
    </message>
    <message>
        <source>No unit has values of all the indicators that a relation of the rule pack compares. Enter them.</source>
        <translation>没有任何行政单元具有规则包平衡关系所涉及的全部指标值。请补填。</translation>
    </message>
    <message>
        <source>None of the tables of indicators is delivered: {tables}. Add one of them.</source>
        <translation>成果中没有任何指标表：{tables}。请至少补充其中一张。</translation>
    </message>
    <message>
        <source>None of these indicators has a target, so nothing can be compared. Enter what is assigned or planned.</source>
        <translation>这些指标均没有目标值，无法比较。请补填下达值或规划值。</translation>
    </message>
    <message>
        <source>Not all indicators could be measured and compared:
{reasons}</source>
        <translation>部分指标未能量算和比较：
{reasons}</translation>
    </message>
    <message>
        <source>Not all values could be compared. Enter what is missing:
{reasons}</source>
        <translation>部分指标值未能比较。请补填缺少的内容：
{reasons}</translation>
    </message>
    <message>
        <source>The tables of indicators hold no value. Fill them in, or enter the values.</source>
        <translation>指标表中没有数值。请补充指标表，或填写指标值。</translation>
    </message>
    <message>
        <source>There are no administrative units to measure for.</source>
        <translation>没有可供量算的行政单元。</translation>
    </message>
    <message>
        <source>There are no values of indicators: none of the tables {tables} is delivered or holds any. Add one of them, or enter the values.</source>
        <translation>没有指标值：成果中没有表 {tables}，或表中没有内容。请补充其中一张表，或填写指标值。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>layers have more area in the unit than it has ({area} ha); without what is counted twice the target could be missed</source>
        <translation>图层在该单元的面积比单元多 {area} 公顷；扣除重复计入的部分后可能不符合目标值</translation>
    </message>
    <message>
        <source>{count} features of {layers} ({area} ha) have no usable area, unit or class; with them the target could be missed: correct them</source>
        <translation>{layers} 有 {count} 个要素（{area} 公顷）没有可用的面积、行政单元或地类；计入后可能不符合目标值：请改正</translation>
    </message>
    <message>
        <source>{count} features of {layers} have no usable area, unit or class; with them the target could be missed: correct them</source>
        <translation>{layers} 有 {count} 个要素没有可用的面积、行政单元或地类；计入后可能不符合目标值：请改正</translation>
    </message>
    <message>
        <source>{count} features of {layer} ({area} ha) in {unit} have a value in {title} ({field}) that the rule pack does not know, so they count in none of these indicators: {indicators}. Correct it.</source>
        <translation>“{layer}”在 {unit} 有 {count} 个要素（{area} 公顷）的{title}（{field}）取值在规则包中不存在，以下指标均未计入：{indicators}。请改正。</translation>
    </message>
    <message>
        <source>{count} features of {layer} ({area} ha) in {unit} have no usable value in {field}, so they count nothing in these indicators: {indicators}. Fill it in.</source>
        <translation>“{layer}”在 {unit} 有 {count} 个要素（{area} 公顷）的 {field} 没有可用的数值，以下指标均未计入：{indicators}。请补填。</translation>
    </message>
    <message>
        <source>{count} features of {layer} ({area} ha) in {unit} have no value in {title} ({field}), so they count in none of these indicators: {indicators}. Fill it in.</source>
        <translation>“{layer}”在 {unit} 有 {count} 个要素（{area} 公顷）的{title}（{field}）为空，以下指标均未计入：{indicators}。请补填。</translation>
    </message>
    <message>
        <source>{count} features of {layer} ({area} ha) name a unit in {field} that does not exist, so they count in none, in these indicators: {indicators}. Correct it.</source>
        <translation>“{layer}”有 {count} 个要素（{area} 公顷）的 {field} 所填行政单元不存在，未计入任何单元，涉及指标：{indicators}。请改正。</translation>
    </message>
    <message>
        <source>{count} features of {layer} ({area} ha) name no unit in {field}, so they count in none, in these indicators: {indicators}. Fill it in.</source>
        <translation>“{layer}”有 {count} 个要素（{area} 公顷）的 {field} 未填行政单元，未计入任何单元，涉及指标：{indicators}。请补填。</translation>
    </message>
    <message>
        <source>{indicator} {year}, in {count} units, for example {unit}: {reason}</source>
        <translation>{indicator}{year} 年，{count} 个单元（例如 {unit}）：{reason}</translation>
    </message>
    <message>
        <source>{indicator} {year}, {unit}: its target was compared neither with a plan nor with the layers</source>
        <translation>{indicator}{year} 年，{unit}：目标值既未与规划值比较，也未与图层实测值比较</translation>
    </message>
    <message>
        <source>{indicator} {year}, {unit}: {reason}</source>
        <translation>{indicator}{year} 年，{unit}：{reason}</translation>
    </message>
    <message>
        <source>{indicator} {year}: no value of the kind “{kind}” in {count} units, for example {units}</source>
        <translation>{indicator}{year} 年：{count} 个单元没有“{kind}”值，例如 {units}</translation>
    </message>
    <message>
        <source>{indicator} {year}: no value of the kind “{kind}” in {units}</source>
        <translation>{indicator}{year} 年：{units} 没有“{kind}”值</translation>
    </message>
    <message>
        <source>{indicator} {year}: {reason}</source>
        <translation>{indicator}{year} 年：{reason}</translation>
    </message>
    <message>
        <source>{sentence}
Measured: {source}</source>
        <translation>{sentence}
实测来源：{source}</translation>
    </message>
    <message>
        <source>{sentence}
Measured: {source}
To be considered: {reservations}</source>
        <translation>{sentence}
实测来源：{source}
注意：{reservations}</translation>
    </message>
    <message>
        <source>{title} ({code})</source>
        <translation>{title}（{code}）</translation>
    </message>
</context>
<context>
    <name>IndicatorDifferences</name>
    <message>
        <source>The layers cover a part of the unit only, so what they measure is not compared with the target.</source>
        <translation>图层仅覆盖该单元的一部分，实测值不与目标值比较。</translation>
    </message>
    <message>
        <source>The plan keeps the assigned target ({sense}).</source>
        <translation>规划值符合下达要求（应{sense}下达值）。</translation>
    </message>
    <message>
        <source>The plan misses the assigned target ({sense}) by {amount} {unit}.</source>
        <translation>规划值不符合下达要求（应{sense}下达值），相差 {amount} {unit}。</translation>
    </message>
    <message>
        <source>There is no target to compare with.</source>
        <translation>没有可比较的目标值。</translation>
    </message>
    <message>
        <source>What the layers measure keeps the target ({target}, {sense}).</source>
        <translation>图层实测值符合要求（应{sense}{target}值）。</translation>
    </message>
    <message>
        <source>What the layers measure misses the target ({target}, {sense}) by {amount} {unit}.</source>
        <translation>图层实测值不符合要求（应{sense}{target}值），相差 {amount} {unit}。</translation>
    </message>
    <message>
        <source>{target}: as in the base year.</source>
        <translation>{target}值与基期现状相同。</translation>
    </message>
    <message>
        <source>{target}: {amount} {unit} less than in the base year.</source>
        <translation>{target}值比基期现状少 {amount} {unit}。</translation>
    </message>
    <message>
        <source>{target}: {amount} {unit} more than in the base year.</source>
        <translation>{target}值比基期现状多 {amount} {unit}。</translation>
    </message>
</context>
<context>
    <name>IndicatorExports</name>
    <message>
        <source>CSV</source>
        <translation>CSV 文件</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel 工作簿</translation>
    </message>
    <message>
        <source>OpenDocument table</source>
        <translation>OpenDocument 电子表格</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>是否替换文件？</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>指标变更报告</translation>
    </message>
    <message>
        <source>Some values are not kept in the workspace yet, so the report would lack them. Try again once they are.</source>
        <translation>部分指标值尚未保存到工作空间，报告将缺少这些值。请待保存后重试。</translation>
    </message>
    <message>
        <source>Write the change report</source>
        <translation>导出指标变更报告</translation>
    </message>
    <message>
        <source>Write the values</source>
        <translation>导出指标值</translation>
    </message>
    <message>
        <source>one row per unit</source>
        <translation>每单元一行</translation>
    </message>
    <message>
        <source>one row per value</source>
        <translation>每值一行</translation>
    </message>
    <message>
        <source>table for printing</source>
        <translation>打印用表</translation>
    </message>
    <message>
        <source>{file} is there already. Replace it?</source>
        <translation>{file} 已存在。是否替换？</translation>
    </message>
</context>
<context>
    <name>IndicatorGrid</name>
    <message>
        <source>All indicators</source>
        <translation>全部指标</translation>
    </message>
    <message>
        <source>An indicator cannot be negative. Write the amount without a sign.</source>
        <translation>指标值不能为负数。请填写不带符号的数值。</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Close all units</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>Close the units below</source>
        <translation>折叠下级单元</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy with heads</source>
        <translation>连同表头复制</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Deviation {year}</source>
        <translation>偏差 {year}</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>向下填充</translation>
    </message>
    <message>
        <source>Fill right</source>
        <translation>向右填充</translation>
    </message>
    <message>
        <source>Hand down to the units below…</source>
        <translation>向下级单元分解下达…</translation>
    </message>
    <message>
        <source>Hide “{indicator}”</source>
        <translation>隐藏“{indicator}”</translation>
    </message>
    <message>
        <source>Hide “{kind}” of all indicators</source>
        <translation>隐藏所有指标的“{kind}”</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>历史…</translation>
    </message>
    <message>
        <source>Next deviation</source>
        <translation>下一处偏差</translation>
    </message>
    <message>
        <source>No column is shown: choose kinds of values, years and indicators under “Columns”.</source>
        <translation>没有显示任何列：请在“列”中选择指标值类型、年度和指标。</translation>
    </message>
    <message>
        <source>No deviation in the columns shown. Press “Deviations” again to see all units.</source>
        <translation>所显示的列中没有偏差。再次点击“偏差”可显示全部行政单元。</translation>
    </message>
    <message>
        <source>No unit shown has “{text}” in its name or code. Press Escape in the search box to see all.</source>
        <translation>所显示的行政单元中没有名称或代码包含“{text}”的。在查找框中按 Esc 可显示全部。</translation>
    </message>
    <message>
        <source>No units yet: bind the layer of administrative areas on the Data tab, or read the units from a table.</source>
        <translation>尚无行政单元：请在“数据”选项卡中绑定行政区图层，或从表格读取行政单元。</translation>
    </message>
    <message>
        <source>Only “{indicator}”</source>
        <translation>仅显示“{indicator}”</translation>
    </message>
    <message>
        <source>Open down to {level}</source>
        <translation>展开至{level}</translation>
    </message>
    <message>
        <source>Open the units below</source>
        <translation>展开下级单元</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Show the features behind the number</source>
        <translation>显示该数值对应的要素</translation>
    </message>
    <message>
        <source>Show the unit on the map</source>
        <translation>在地图上显示该单元</translation>
    </message>
    <message>
        <source>Still looking for deviations…</source>
        <translation>正在查找偏差…</translation>
    </message>
    <message>
        <source>There are no indicators to show: choose a rule pack that has some on the Data tab.</source>
        <translation>没有可显示的指标：请在“数据”选项卡中选择含有指标的规则包。</translation>
    </message>
    <message>
        <source>There is nothing above or to the left to fill with.</source>
        <translation>上方或左侧没有可用于填充的内容。</translation>
    </message>
    <message>
        <source>This row is a heading and holds no values.</source>
        <translation>此行是标题行，不能填写数值。</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>Units with “{text}” are smaller than the level shown: choose “All levels”.</source>
        <translation>包含“{text}”的行政单元低于所显示的层级：请选择“全部层级”。</translation>
    </message>
    <message>
        <source>Usual widths of all columns</source>
        <translation>恢复默认列宽</translation>
    </message>
    <message>
        <source>Values of the indicators</source>
        <translation>指标值</translation>
    </message>
    <message>
        <source>What was copied has {height} rows, but only {room} rows are shown from here down; nothing was pasted. Open the units below or choose a cell further up.</source>
        <translation>复制的内容有 {height} 行，而从此处向下只显示 {room} 行，未粘贴。请展开下级单元，或选择更靠上的单元格。</translation>
    </message>
    <message>
        <source>What was copied has {width} columns, but only {room} are shown from here to the right; nothing was pasted. Show the columns it is for or choose a cell further left.</source>
        <translation>复制的内容有 {width} 列，而从此处向右只显示 {room} 列，未粘贴。请显示相应的列，或选择更靠左的单元格。</translation>
    </message>
    <message>
        <source>{cell}: deviations are worked out and cannot be typed.</source>
        <translation>{cell}：偏差由程序计算，不能手工填写。</translation>
    </message>
    <message>
        <source>{cell}: {sentence}</source>
        <translation>{cell}：{sentence}</translation>
    </message>
</context>
<context>
    <name>IndicatorLegend</name>
    <message>
        <source>A value must be entered here</source>
        <translation>此处必须填写</translation>
    </message>
    <message>
        <source>All is kept (in a column of deviations)</source>
        <translation>全部符合（偏差列）</translation>
    </message>
    <message>
        <source>Binding indicator</source>
        <translation>约束性指标</translation>
    </message>
    <message>
        <source>Darker: measured or worked out, cannot be typed; or the plans of this level do not have the indicator</source>
        <translation>底色较深：由量算或计算得出，不能手工填写；或本级规划没有该指标</translation>
    </message>
    <message>
        <source>Error or warning of another sort, such as values missing below</source>
        <translation>其他错误或警告，例如下级缺值</translation>
    </message>
    <message>
        <source>Error: above or below what must be kept</source>
        <translation>错误：高于或低于规定值</translation>
    </message>
    <message>
        <source>Measured with the edits of a layer that are not saved</source>
        <translation>实测值包括图层中未保存的编辑</translation>
    </message>
    <message>
        <source>Point at a cell to read what is wrong with it. F8 goes to the next deviation, Shift+F8 to the one before.</source>
        <translation>将鼠标指向单元格可查看偏差说明。F8 转到下一处偏差，Shift+F8 转到上一处。</translation>
    </message>
    <message>
        <source>Sum of the units below; ▲▼ not the unit&apos;s own value, … values are missing</source>
        <translation>下级合计；▲▼ 与本级值不符，… 有缺值</translation>
    </message>
    <message>
        <source>The column is too narrow for the number</source>
        <translation>列宽不足，数值无法完整显示</translation>
    </message>
    <message>
        <source>Warning: above or below what should be kept</source>
        <translation>警告：高于或低于预期值</translation>
    </message>
</context>
<context>
    <name>IndicatorNotes</name>
    <message>
        <source>Measured with reservations</source>
        <translation>有保留的实测值</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>未能量算</translation>
    </message>
    <message>
        <source>The plan does not say how to measure</source>
        <translation>规则包未规定量算方法</translation>
    </message>
    <message>
        <source>Without a value in some units</source>
        <translation>部分单元无数值</translation>
    </message>
    <message>
        <source>{indicators} in {units}: {reason}</source>
        <translation>{units}的{indicators}：{reason}</translation>
    </message>
    <message>
        <source>{indicators}: {reason}</source>
        <translation>{indicators}：{reason}</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 等，另有 {count} 个</translation>
    </message>
    <message>
        <source>{unit} · {indicators}: {reason}</source>
        <translation>{unit} · {indicators}：{reason}</translation>
    </message>
    <message>
        <source>{year}: {indicators}</source>
        <translation>{year} 年：{indicators}</translation>
    </message>
</context>
<context>
    <name>IndicatorStore</name>
    <message>
        <source>Another window or program has changed {count} of these values meanwhile, the first ({unit}, indicator {indicator}, {year}) by {person} at {time}. Nothing was overwritten: decide what is to hold.</source>
        <translation>其间，另一窗口或程序更改了其中 {count} 个值，第一个（{unit}，指标 {indicator}，{year} 年）由 {person} 于 {time} 更改。未作覆盖：请确定以哪个值为准。</translation>
    </message>
    <message>
        <source>Rows of the table {table} in the workspace cannot be read ({count}): {rows}. Somebody has changed them outside this plugin; correct or delete them there.</source>
        <translation>工作空间表 {table} 中有 {count} 行无法读取：{rows}。这些行曾在本插件之外被修改，请在原处改正或删除。</translation>
    </message>
    <message>
        <source>The change of units number {number} in the table unit_change of the workspace cannot be read. Somebody has changed it outside this plugin; correct or delete it there.</source>
        <translation>工作空间表 unit_change 中第 {number} 号行政单元变动无法读取。该记录曾在本插件之外被修改，请在原处改正或删除。</translation>
    </message>
    <message>
        <source>The row {number} of the table {table} in the workspace has no readable date. Somebody has changed it outside this plugin; correct or delete it there.</source>
        <translation>工作空间表 {table} 中第 {number} 行的日期无法识别。该行曾在本插件之外被修改，请在原处改正或删除。</translation>
    </message>
    <message>
        <source>The value {amount} of indicator {indicator} for unit {unit} is no number a plan can hold. Nothing was saved; correct it.</source>
        <translation>行政单元 {unit} 指标 {indicator} 的值 {amount} 不是有效的规划数值。未作保存，请改正。</translation>
    </message>
    <message>
        <source>Units of the table admin_unit in the workspace lie in each other. Somebody has changed them outside this plugin; correct the column parent there.</source>
        <translation>工作空间表 admin_unit 中的行政单元互为上级。该表曾在本插件之外被修改，请改正其中的 parent 列。</translation>
    </message>
</context>
<context>
    <name>IndicatorTables</name>
    <message>
        <source>Row {row} of {layer} has a value but names no administrative unit ({field}). Enter its code.</source>
        <translation>“{layer}”第 {row} 行有数值但没有行政单元（{field}）。请填写代码。</translation>
    </message>
    <message>
        <source>Row {row} of {layer}, {field}: the table says {other}, the value kept in the workspace is {kept}. The workspace counts; bring the table up to date.</source>
        <translation>“{layer}”第 {row} 行字段 {field}：表中为 {other}，工作空间中为 {kept}。以工作空间为准，请更新该表。</translation>
    </message>
    <message>
        <source>Row {row} of {layer}, {field}: the value is {other}, but {place} says {kept} for the same unit, indicator, year and kind. The latter counts; remove or correct one of the two.</source>
        <translation>“{layer}”第 {row} 行字段 {field}：数值为 {other}，而{place} 中同一行政单元、指标、年度和指标值类型的值为 {kept}。以后者为准，请删除或改正其中之一。</translation>
    </message>
    <message>
        <source>Row {row} of {layer}, {field}: {reason}</source>
        <translation>“{layer}”第 {row} 行字段 {field}：{reason}</translation>
    </message>
    <message>
        <source>Row {row} of {layer}: the rule pack has no indicator “{text}” ({field}). Correct the code.</source>
        <translation>“{layer}”第 {row} 行：规则包中没有指标“{text}”（{field}）。请改正代码。</translation>
    </message>
    <message>
        <source>Row {row} of {layer}: the value is {text} ({field}); it cannot be negative. Correct it.</source>
        <translation>“{layer}”第 {row} 行：数值为 {text}（{field}），不能为负数。请改正。</translation>
    </message>
    <message>
        <source>Row {row} of {layer}: there is no administrative unit {text} ({field}). Correct the code, or add the unit to the layer of units.</source>
        <translation>“{layer}”第 {row} 行：没有行政单元 {text}（{field}）。请改正代码，或在行政单元图层中补充该单元。</translation>
    </message>
    <message>
        <source>Row {row} of {layer}: “{text}” is no kind of value ({field}); there are {known}. Correct it.</source>
        <translation>“{layer}”第 {row} 行：“{text}”不是指标值类型（{field}）；可用的有 {known}。请改正。</translation>
    </message>
    <message>
        <source>Row {row} of {layer}: “{text}” is no unit of measurement ({field}). Write, for example, 公顷, 亩, 万亩 or 平方米.</source>
        <translation>“{layer}”第 {row} 行：“{text}”不是计量单位（{field}）。请填写公顷、亩、万亩或平方米等。</translation>
    </message>
    <message>
        <source>Row {row} of {layer}: “{text}” is no year ({field}). Write it with four digits.</source>
        <translation>“{layer}”第 {row} 行：“{text}”不是年度（{field}）。请填写四位数字。</translation>
    </message>
    <message>
        <source>The workspace keeps a negative value of {indicator} for {unit}, {year}: {amount}; it does not count. Enter it again.</source>
        <translation>工作空间中 {unit}“{indicator}”{year} 年的值为负数（{amount}），未予采用。请重新填写。</translation>
    </message>
    <message>
        <source>The workspace keeps a value of {indicator} for {unit}, {year}, in {given}, but it is written in {wanted}; it does not count. Enter it again.</source>
        <translation>工作空间中 {unit}“{indicator}”{year} 年的值以{given}为单位，而该指标的单位应为{wanted}，未予采用。请重新填写。</translation>
    </message>
    <message>
        <source>The workspace keeps values of the indicator {code}, which the rule pack does not have ({count}); they do not count. Choose the rule pack they were entered for, or remove them.</source>
        <translation>工作空间中有指标 {code} 的 {count} 个值，而规则包中没有该指标，未予采用。请选择填写时所用的规则包，或删除这些值。</translation>
    </message>
    <message>
        <source>The workspace keeps values of {unit}, which is none of the administrative units ({count}). Say what became of the unit, or add it to the layer of units.</source>
        <translation>工作空间中有 {unit} 的 {count} 个值，而行政单元中没有该单元。请说明该单元的变动情况，或在行政单元图层中补充。</translation>
    </message>
    <message>
        <source>the number is not finite. Correct it.</source>
        <translation>数值不是有限数。请改正。</translation>
    </message>
    <message>
        <source>the number {number} is larger than any amount. Correct it.</source>
        <translation>数值 {number} 过大。请改正。</translation>
    </message>
    <message>
        <source>{amount} {unit}</source>
        <translation>{amount} {unit}</translation>
    </message>
    <message>
        <source>{indicator} is written in {wanted}, not in {given}. Correct the unit.</source>
        <translation>{indicator}的单位应为{wanted}，而不是{given}。请改正单位。</translation>
    </message>
    <message>
        <source>{layer} cannot be read.</source>
        <translation>无法读取“{layer}”。</translation>
    </message>
    <message>
        <source>{layer} has no field {field}, so its values of indicators cannot be read. Add the field.</source>
        <translation>“{layer}”没有字段 {field}，无法读取其中的指标值。请补充该字段。</translation>
    </message>
    <message>
        <source>{layer}, row {row}, {field}</source>
        <translation>“{layer}”第 {row} 行字段 {field}</translation>
    </message>
</context>
<context>
    <name>IndicatorTip</name>
    <message>
        <source>(written as {amount})</source>
        <translation>（原值 {amount}）</translation>
    </message>
    <message>
        <source>Clause: {clause}</source>
        <translation>条款：{clause}</translation>
    </message>
    <message>
        <source>Difference of the sum: {amount} {unit}</source>
        <translation>下级合计与本级之差：{amount} {unit}</translation>
    </message>
    <message>
        <source>Measured values come from the layers and cannot be typed; measure again to renew them.</source>
        <translation>实测值由图层量算得出，不能手工填写；重新量算即可更新。</translation>
    </message>
    <message>
        <source>No value</source>
        <translation>无数值</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>备注：{note}</translation>
    </message>
    <message>
        <source>Sum of {count} units below: {amount} {unit}</source>
        <translation>{count} 个下级单元合计：{amount} {unit}</translation>
    </message>
    <message>
        <source>These units have values but are not in the tree of units. Check their codes, or read the units again.</source>
        <translation>这些单元有指标值，但不在行政单元之列。请核对其代码，或重新读取行政单元。</translation>
    </message>
    <message>
        <source>Unit: {unit}</source>
        <translation>单位：{unit}</translation>
    </message>
    <message>
        <source>Value: {amount} {unit}</source>
        <translation>数值：{amount} {unit}</translation>
    </message>
    <message>
        <source>With the edits that are not saved: {amount} {unit}</source>
        <translation>计入未保存的编辑：{amount} {unit}</translation>
    </message>
    <message>
        <source>Without a value: {units}</source>
        <translation>缺值单元：{units}</translation>
    </message>
    <message>
        <source>expected: the target is striven for</source>
        <translation>预期性：力争实现</translation>
    </message>
    <message>
        <source>{severity}: {sentence}</source>
        <translation>{severity}：{sentence}</translation>
    </message>
    <message>
        <source>{severity}: {sentence} ({clause})</source>
        <translation>{severity}：{sentence}（{clause}）</translation>
    </message>
    <message>
        <source>{units} and {count} more</source>
        <translation>{units} 等，另有 {count} 个</translation>
    </message>
    <message>
        <source>★ binding: the target must be kept</source>
        <translation>★ 约束性：不得突破</translation>
    </message>
</context>
<context>
    <name>IndicatorWords</name>
    <message>
        <source>binding</source>
        <translation>约束性</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>预期性</translation>
    </message>
</context>
<context>
    <name>Indicators</name>
    <message>
        <source>A share is fixed for {other} ({other_code}), but that is none of the units below {name} ({code}) that the target is handed down to. Remove it.</source>
        <translation>已固定 {other}（{other_code}）的份额，但该单元不在 {name}（{code}）分解下达的下级单元之列。请取消。</translation>
    </message>
    <message>
        <source>An amount in {given} cannot be converted to {wanted}.</source>
        <translation>以{given}为单位的数值不能换算为{wanted}。</translation>
    </message>
    <message>
        <source>Entered by hand</source>
        <translation>手工填写</translation>
    </message>
    <message>
        <source>Feature {fid} of {layer} cannot be brought into the coordinate reference system of {edited}: {reason}</source>
        <translation>“{layer}”的要素 {fid} 不能转换到“{edited}”的坐标参考系：{reason}</translation>
    </message>
    <message>
        <source>Filled from the cell beside it</source>
        <translation>由相邻单元格填充</translation>
    </message>
    <message>
        <source>Handed down from {unit}</source>
        <translation>由{unit}分解下达</translation>
    </message>
    <message>
        <source>It has no borders of its own, so which of the features of {layer} lie in it is not known.</source>
        <translation>该单元没有界线，无从判定“{layer}”的哪些要素位于其中。</translation>
    </message>
    <message>
        <source>It has no borders, and the features of {layer} name no unit.</source>
        <translation>该单元没有界线，而“{layer}”的要素也没有行政单元代码。</translation>
    </message>
    <message>
        <source>Live ledger of {layer}</source>
        <translation>“{layer}”的实时台账</translation>
    </message>
    <message>
        <source>Measured for a part of the unit only: {source}
{reservations}</source>
        <translation>仅量算了该单元的一部分：{source}
{reservations}</translation>
    </message>
    <message>
        <source>Measured values while {layer} is edited</source>
        <translation>编辑“{layer}”期间的实测值</translation>
    </message>
    <message>
        <source>Measured: {source}</source>
        <translation>量算：{source}</translation>
    </message>
    <message>
        <source>Measured: {source}
{reservations}</source>
        <translation>量算：{source}
{reservations}</translation>
    </message>
    <message>
        <source>Neither the fields of {layer} nor a layer of administrative units tell where its features belong, so only the total is known.</source>
        <translation>“{layer}”的字段和行政单元图层都不能说明其要素归属，只能得出合计。</translation>
    </message>
    <message>
        <source>No administrative unit has borders, so there is no layer of units to write. Check the shapes of their layer, or leave that result out.</source>
        <translation>所有行政单元都没有界线，无法输出行政单元图层。请检查其图层的图形，或不输出该结果。</translation>
    </message>
    <message>
        <source>No administrative unit of the level {level} has borders, so there is no layer of units to write. Choose another level, or leave that result out.</source>
        <translation>{level}行政单元都没有界线，无法输出行政单元图层。请选择其他层级，或不输出该结果。</translation>
    </message>
    <message>
        <source>Pasted from the clipboard</source>
        <translation>由剪贴板粘贴</translation>
    </message>
    <message>
        <source>Preparing the ledger was cancelled.</source>
        <translation>台账准备已取消。</translation>
    </message>
    <message>
        <source>Sum of the indicators {codes}:
{parts}</source>
        <translation>指标 {codes} 之和：
{parts}</translation>
    </message>
    <message>
        <source>Taking in {count} edited features of {layer}</source>
        <translation>正在计入“{layer}”的 {count} 个编辑要素</translation>
    </message>
    <message>
        <source>The data hold only one unit of {unit}: the value is that of {part}.</source>
        <translation>数据中{unit}只有一个下级单元：该值为{part}的值。</translation>
    </message>
    <message>
        <source>The delivery has no layer of administrative units; the {count} units are those that the tables of indicators name.</source>
        <translation>成果中没有行政单元图层；{count} 个行政单元取自指标表。</translation>
    </message>
    <message>
        <source>The edited layer was removed from the project.</source>
        <translation>正在编辑的图层已从工程中移除。</translation>
    </message>
    <message>
        <source>The features of {layer} cannot be brought into the coordinate reference system of {edited}. Bring the layer into it first.</source>
        <translation>“{layer}”的要素不能转换到“{edited}”的坐标参考系。请先转换该图层。</translation>
    </message>
    <message>
        <source>The features of {layer} have {area} ha more than the unit ({share} % of its area): some lie upon each other, name a wrong unit or declare too much. Correct them.</source>
        <translation>“{layer}”的要素面积比该单元多 {area} 公顷（为单元面积的 {share} %）：部分要素相互重叠、行政单元代码有误或所填面积偏大。请改正。</translation>
    </message>
    <message>
        <source>The filter of the ledger does not fit the layer {layer}: {reason}.</source>
        <translation>台账的筛选条件不适用于图层“{layer}”：{reason}。</translation>
    </message>
    <message>
        <source>The fixed share of {other} ({other_code}) is {amount} {given}: a share of {indicator} is 0 or more, in {unit} or another unit that measures the same.</source>
        <translation>{other}（{other_code}）的固定份额为 {amount} {given}：“{indicator}”的份额不得小于 0，单位应为{unit}或同类计量单位。</translation>
    </message>
    <message>
        <source>The layer of administrative units ({layer}) is missing, and the features name no unit: add it to the delivery or bind it by hand.</source>
        <translation>缺少行政单元图层（{layer}），而要素也没有行政单元代码：请在成果中补充，或手工绑定。</translation>
    </message>
    <message>
        <source>The layer {layer} cannot be read (any more). Repair its data source.</source>
        <translation>图层“{layer}”无法读取。请修复其数据源。</translation>
    </message>
    <message>
        <source>The layer {layer} could not be read in full ({read} of {count} features), so there is no ledger of it. Save the edits and open the layer again.</source>
        <translation>图层“{layer}”未能完整读取（{read}/{count} 个要素），无法建立台账。请保存编辑后重新打开该图层。</translation>
    </message>
    <message>
        <source>The layer {layer} has no coordinate reference system, so no area can be computed: assign its CRS.</source>
        <translation>图层“{layer}”没有坐标参考系，无法计算面积：请指定坐标参考系。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field {field} (any more), which the ledger counts by. Add the field or undo its removal.</source>
        <translation>图层“{layer}”没有台账所依据的字段 {field}。请补充该字段，或撤销对它的删除。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field {field}, so the ledger shows no quality.</source>
        <translation>图层“{layer}”没有字段 {field}，台账不显示质量等别。</translation>
    </message>
    <message>
        <source>The layer {layer} holds no polygons, so no ledger can be kept of it. Bind the right layer.</source>
        <translation>图层“{layer}”不含面要素，无法建立台账。请绑定正确的图层。</translation>
    </message>
    <message>
        <source>The layer {layer} is filtered on the map, so its edits count only once they are saved: take the filter away.</source>
        <translation>图层“{layer}”在地图中设有过滤条件，其编辑须保存后才计入：请取消过滤。</translation>
    </message>
    <message>
        <source>The layer {layer} is filtered on the map: only the features that pass the filter count.</source>
        <translation>图层“{layer}”在地图中设有过滤条件：只计入符合条件的要素。</translation>
    </message>
    <message>
        <source>The layer {layer} is missing, and only what lies in it counts: add it to the delivery or bind it by hand.</source>
        <translation>缺少图层“{layer}”，而只有位于其范围内的土地才计入：请在成果中补充，或手工绑定。</translation>
    </message>
    <message>
        <source>The layer {layer} is missing, so the ledger does not tell what entered and what left.</source>
        <translation>缺少图层“{layer}”，台账不能区分划入和划出。</translation>
    </message>
    <message>
        <source>The layer {layer} is missing, so {term} is counted as if it had no features.</source>
        <translation>缺少图层“{layer}”，{term} 按无要素计。</translation>
    </message>
    <message>
        <source>The ledger could not be prepared because of an error of the program ({reason}). See the log of messages.</source>
        <translation>因程序错误（{reason}）未能建立台账。详见日志消息。</translation>
    </message>
    <message>
        <source>The pack keeps no ledger of the layer {layer}.</source>
        <translation>规则包没有图层“{layer}”的台账规则。</translation>
    </message>
    <message>
        <source>The rule pack has no indicator {code}. Choose one that it has.</source>
        <translation>规则包中没有指标 {code}。请选择已有的指标。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no indicator {code}; it has {codes}.</source>
        <translation>规则包“{pack}”中没有指标 {code}；已有的指标：{codes}。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no indicators. Choose one with an indicators.yaml.</source>
        <translation>规则包“{pack}”没有指标。请选择带有 indicators.yaml 的规则包。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no indicators.yaml, so nothing can be measured.</source>
        <translation>规则包“{pack}”没有 indicators.yaml，无法量算。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no table with a row for every unit, indicator, year and kind. Add one to the tables of indicators.yaml.</source>
        <translation>规则包“{pack}”没有按行政单元、指标、年度和指标值类型逐行记录的表。请在 indicators.yaml 的 tables 中补充。</translation>
    </message>
    <message>
        <source>There is no administrative unit {code}. Choose one of the list.</source>
        <translation>没有行政单元 {code}。请从列表中选择。</translation>
    </message>
    <message>
        <source>There is no administrative unit {unit}.</source>
        <translation>没有行政单元 {unit}。</translation>
    </message>
    <message>
        <source>What it would be divided by is 0: {source}</source>
        <translation>除数为 0：{source}</translation>
    </message>
    <message>
        <source>What the features of {layer} say of their unit does not reach down to it.</source>
        <translation>“{layer}”要素的行政单元代码不细至该单元。</translation>
    </message>
    <message>
        <source>What {units} could have is not known: {reason}</source>
        <translation>{units} 的潜力不明：{reason}</translation>
    </message>
    <message>
        <source>Whether {count} features of {layer} count cannot be told, because the filter cannot be evaluated on them, for example {fids}.</source>
        <translation>“{layer}”有 {count} 个要素无法判定是否计入，因为筛选条件在其上无法计算，例如 {fids}。</translation>
    </message>
    <message>
        <source>area on the ellipsoid</source>
        <translation>椭球面积</translation>
    </message>
    <message>
        <source>indicators.yaml does not say how {indicator} is measured in {year}.</source>
        <translation>indicators.yaml 未规定“{indicator}”{year} 年如何量算。</translation>
    </message>
    <message>
        <source>indicators.yaml does not say what the units could have of {indicator} at most. Enter the amounts by hand, or hand it down by another rule.</source>
        <translation>indicators.yaml 未规定各单元“{indicator}”的潜力如何量算。请手工填写潜力，或采用其他分解方式。</translation>
    </message>
    <message>
        <source>less {layer}: {amount}</source>
        <translation>减去“{layer}”：{amount}</translation>
    </message>
    <message>
        <source>{amount} × {title} ({field})</source>
        <translation>{amount} × {title}（{field}）</translation>
    </message>
    <message>
        <source>{count} features of {layer} ({amount} {unit}) are known to be in a unit above only; some of them may belong here.</source>
        <translation>“{layer}”有 {count} 个要素（{amount} {unit}）只能确定到上级单元，其中一部分可能属于本单元。</translation>
    </message>
    <message>
        <source>{count} features of {layer} ({amount} {unit}) have codes of no known unit, for example {code}, and are counted in none.</source>
        <translation>“{layer}”有 {count} 个要素（{amount} {unit}）的代码不属于任何行政单元，例如 {code}，未计入任何单元。</translation>
    </message>
    <message>
        <source>{count} features of {layer} ({amount} {unit}) name no unit in {fields} and are counted in none.</source>
        <translation>“{layer}”有 {count} 个要素（{amount} {unit}）的 {fields} 中没有行政单元，未计入任何单元。</translation>
    </message>
    <message>
        <source>{count} features of {layer} ({area} ha) have a value in {title} ({field}) that the rule pack does not know, and fall out of this indicator unseen. Correct it.</source>
        <translation>“{layer}”有 {count} 个要素（{area} 公顷）的{title}（{field}）取值在规则包中不存在，该指标漏统这些要素。请改正。</translation>
    </message>
    <message>
        <source>{count} features of {layer} ({area} ha) have no value in {title} ({field}) and fall out of this indicator unseen. Fill it in.</source>
        <translation>“{layer}”有 {count} 个要素（{area} 公顷）的{title}（{field}）为空，该指标漏统这些要素。请补填。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have a negative value in {field}, which is taken off the sum. Correct it.</source>
        <translation>“{layer}”有 {count} 个要素的 {field} 为负值，已从合计中减去。请改正。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no geometry or a broken one and count as 0, for example {fids}.</source>
        <translation>“{layer}”有 {count} 个要素没有几何图形或图形损坏，按 0 计，例如 {fids}。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no shape that can be used and are not counted.</source>
        <translation>“{layer}”有 {count} 个要素没有可用的图形，未计入。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no shape that can be used, so nobody knows what lies in them. Draw them, or delete them.</source>
        <translation>“{layer}”有 {count} 个要素没有可用的图形，其范围内的土地无从得知。请补绘图形，或删除这些要素。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no usable value in {field} and are not counted.</source>
        <translation>“{layer}”有 {count} 个要素的 {field} 没有可用的数值，未计入。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no usable value in {field} and are not counted; their shapes measure {area} ha.</source>
        <translation>“{layer}”有 {count} 个要素的 {field} 没有可用的数值，未计入；其图形面积为 {area} 公顷。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have outlines that cross themselves or are otherwise invalid, so their area is not certain. Repair them.</source>
        <translation>“{layer}”有 {count} 个要素的边界自相交或图形无效，面积不可靠。请修复。</translation>
    </message>
    <message>
        <source>{count} features of {layer} lie in no administrative unit and count in the total only, for example {fids}.</source>
        <translation>“{layer}”有 {count} 个要素不在任何行政单元内，只计入合计，例如 {fids}。</translation>
    </message>
    <message>
        <source>{count} features of {layer} lie outside all units, at least with a part: {amount} {unit} are counted in none.</source>
        <translation>“{layer}”有 {count} 个要素全部或部分位于各行政单元之外：{amount} {unit}未计入任何单元。</translation>
    </message>
    <message>
        <source>{count} features of {layer} lie where administrative units overlap each other, so part of them counts twice: repair the borders.</source>
        <translation>“{layer}”有 {count} 个要素位于行政单元相互重叠处，部分面积重复计入：请修正界线。</translation>
    </message>
    <message>
        <source>{count} features were edited at once: they are being taken in, these figures are from before that.</source>
        <translation>一次编辑了 {count} 个要素，正在计入；当前数字为此前的结果。</translation>
    </message>
    <message>
        <source>{count} units within it have no borders, so what features of {layer} count there is missing.</source>
        <translation>其中 {count} 个单元没有界线，“{layer}”在这些单元内的要素未计入。</translation>
    </message>
    <message>
        <source>{field} of {layer} holds {ratio} times the area of the shapes: it seems to be written in {found}, but must be in {wanted}. Correct the values.</source>
        <translation>“{layer}”的 {field} 为图形面积的 {ratio} 倍：似按{found}填写，应为{wanted}。请改正。</translation>
    </message>
    <message>
        <source>{indicator} cannot be handed down in proportion to negative base values: {units}. Correct them.</source>
        <translation>“{indicator}”不能按负的基期值比例分解：{units}。请改正。</translation>
    </message>
    <message>
        <source>{indicator} cannot be handed down in proportion to negative candidates: {units}. Correct them.</source>
        <translation>“{indicator}”不能按负的潜力比例分解：{units}。请改正。</translation>
    </message>
    <message>
        <source>{indicator} cuts a layer by itself: correct indicators.yaml.</source>
        <translation>“{indicator}”的量算规则用图层扣除其自身：请改正 indicators.yaml。</translation>
    </message>
    <message>
        <source>{indicator} is handed down in proportion to the base values of {base}, but these units have none: {units}. Enter them, fix the shares of these units, or choose another rule.</source>
        <translation>“{indicator}”按 {base} 年基期值的比例分解，但以下单元没有基期值：{units}。请补填，或固定这些单元的份额，或选择其他分解方式。</translation>
    </message>
    <message>
        <source>{indicator} is handed down in proportion to what each unit can have at most, but of these units that is not known: {units}. Fix their shares, or choose another rule.</source>
        <translation>“{indicator}”按各单元潜力的比例分解，但以下单元的潜力不明：{units}。请固定这些单元的份额，或选择其他分解方式。</translation>
    </message>
    <message>
        <source>{indicator} is measured as a sum of itself: correct indicators.yaml.</source>
        <translation>“{indicator}”的量算规则包含其自身：请改正 indicators.yaml。</translation>
    </message>
    <message>
        <source>{indicator} is not the sum of what the units below have, so it cannot be divided among them. Enter the value of each unit.</source>
        <translation>“{indicator}”不是下级单元之和，不能分解。请分别填写各单元的值。</translation>
    </message>
    <message>
        <source>{indicator} is written in {unit}: its shares cannot be written in {given}.</source>
        <translation>“{indicator}”的单位为{unit}：份额不能以{given}表示。</translation>
    </message>
    <message>
        <source>{indicator} {year} is handed down by hand, but these units below {name} ({code}) have no share yet: {units}. Enter their shares, or choose another rule.</source>
        <translation>“{indicator}”{year} 年为手工分解，但 {name}（{code}）的以下下级单元尚无份额：{units}。请填写，或选择其他分解方式。</translation>
    </message>
    <message>
        <source>{indicator} {year} of {name} ({code}) cannot be handed down in proportion to the base values: all of them are 0 ({units}). Choose another rule.</source>
        <translation>{name}（{code}）的“{indicator}”{year} 年不能按基期值比例分解：基期值均为 0（{units}）。请选择其他分解方式。</translation>
    </message>
    <message>
        <source>{indicator} {year} of {name} ({code}) cannot be handed down in proportion to the candidates: no unit has any ({units}). Choose another rule.</source>
        <translation>{name}（{code}）的“{indicator}”{year} 年不能按潜力比例分解：各单元均无潜力（{units}）。请选择其他分解方式。</translation>
    </message>
    <message>
        <source>{indicator} {year} of {name} ({code}) is {amount} {given}: what is to be shared cannot be written exactly in {written} with {decimals} decimals, so the shares would not add up. Choose more decimals or another unit.</source>
        <translation>{name}（{code}）的“{indicator}”{year} 年为 {amount} {given}：待分解数以{written}为单位、保留 {decimals} 位小数时不能精确表示，份额之和将不等于任务。请增加小数位数，或选择其他单位。</translation>
    </message>
    <message>
        <source>{indicator} {year} of {name} ({code}) is {amount} {unit}: a negative value cannot be handed down. Correct it first.</source>
        <translation>{name}（{code}）的“{indicator}”{year} 年为 {amount} {unit}：负值不能分解下达。请先改正。</translation>
    </message>
    <message>
        <source>{indicator} {year}: the candidates of these units are the sum of those of the units below them: {units}.</source>
        <translation>“{indicator}”{year} 年：以下单元的潜力为其下级单元之和：{units}。</translation>
    </message>
    <message>
        <source>{indicator} {year}: the shares below {name} ({code}) are written in {written} with {decimals} decimals; only so do they add up exactly to the target.</source>
        <translation>“{indicator}”{year} 年：{name}（{code}）各下级单元的份额以{written}为单位、保留 {decimals} 位小数，才能与任务完全相符。</translation>
    </message>
    <message>
        <source>{indicator} {year}: the shares fixed below {name} ({code}) come to {given} {unit}, {difference} {unit} less than the {target} {unit} to be handed down, and no unit is left that could take the rest. Raise them, or free one.</source>
        <translation>“{indicator}”{year} 年：{name}（{code}）下级已固定的份额合计 {given} {unit}，比应分解的 {target} {unit}少 {difference} {unit}，而没有可承担余数的单元。请调高份额，或取消一个单元的固定。</translation>
    </message>
    <message>
        <source>{indicator} {year}: the shares fixed below {name} ({code}) come to {given} {unit}, {difference} {unit} more than the {target} {unit} to be handed down. Lower them.</source>
        <translation>“{indicator}”{year} 年：{name}（{code}）下级已固定的份额合计 {given} {unit}，比应分解的 {target} {unit}多 {difference} {unit}。请调低份额。</translation>
    </message>
    <message>
        <source>{indicator} {year}: the shares of these units are more than they can have at most: {units}.</source>
        <translation>“{indicator}”{year} 年：以下单元的份额超过其潜力：{units}。</translation>
    </message>
    <message>
        <source>{indicator} {year}: these units get no share because their base value is 0: {units}.</source>
        <translation>“{indicator}”{year} 年：以下单元的基期值为 0，未分得份额：{units}。</translation>
    </message>
    <message>
        <source>{indicator} {year}: these units get no share because they have no candidates: {units}.</source>
        <translation>“{indicator}”{year} 年：以下单元没有潜力，未分得份额：{units}。</translation>
    </message>
    <message>
        <source>{indicator} {year}: these units have no base value of their own; the sum of the units below them was taken: {units}.</source>
        <translation>“{indicator}”{year} 年：以下单元没有本级基期值，采用其下级单元之和：{units}。</translation>
    </message>
    <message>
        <source>{indicator}, which is part of it, is not measured: {reason}</source>
        <translation>其组成部分“{indicator}”未能量算：{reason}</translation>
    </message>
    <message>
        <source>{indicator}: a value of the kind {kind} says what there is and is not handed down. Choose an assigned or a planned value.</source>
        <translation>“{indicator}”：“{kind}”值反映现状，不能分解下达。请选择下达值或规划值。</translation>
    </message>
    <message>
        <source>{layers} and {layer}</source>
        <translation>{layers}和{layer}</translation>
    </message>
    <message>
        <source>{layers} changed: these figures are from before that and are being worked out anew.</source>
        <translation>{layers}已变动：当前数字为此前的结果，正在重新计算。</translation>
    </message>
    <message>
        <source>{layer}</source>
        <translation>{layer}</translation>
    </message>
    <message>
        <source>{layer} covers only {share} % of the unit ({area} ha are missing): the value is that of the part that is covered.</source>
        <translation>“{layer}”仅覆盖该单元的 {share} %（缺 {area} 公顷）：该值仅为所覆盖部分的值。</translation>
    </message>
    <message>
        <source>{layer} has no feature in this unit, so nothing was measured there ({area} ha are missing): the value is not that of the unit.</source>
        <translation>“{layer}”在该单元没有要素（缺 {area} 公顷），未能量算：该值不代表整个单元。</translation>
    </message>
    <message>
        <source>{layer} has no feature in this unit, so nothing was measured there: the value is not that of the unit.</source>
        <translation>“{layer}”在该单元没有要素，未能量算：该值不代表整个单元。</translation>
    </message>
    <message>
        <source>{layer} has no feature in: {units}.</source>
        <translation>“{layer}”在以下单元没有要素：{units}。</translation>
    </message>
    <message>
        <source>{layer} has no features, so nothing lies in it and nothing is counted.</source>
        <translation>“{layer}”没有要素，其范围内没有土地，未计入任何面积。</translation>
    </message>
    <message>
        <source>{layer} has only {share} % of what {other} has in the unit ({area} ha are missing): the value is that of the part that is there.</source>
        <translation>“{layer}”在该单元的面积仅为“{other}”的 {share} %（缺 {area} 公顷）：该值仅为已有部分的值。</translation>
    </message>
    <message>
        <source>{layer}: {amount}</source>
        <translation>“{layer}”：{amount}</translation>
    </message>
    <message>
        <source>{name} ({code}) has a value of {indicator} for {year} ({kind}), but plans of the {level} level do not have this indicator. Remove the value, or check its code.</source>
        <translation>{name}（{code}）有“{indicator}”{year} 年的{kind}值，但{level}规划没有该指标。请删除该值，或核对其代码。</translation>
    </message>
    <message>
        <source>{name} ({code}) has neither an assigned nor a planned value of {indicator} for {year}, which a plan of the {level} level must state. Enter it, or hand it down from the unit above.</source>
        <translation>{name}（{code}）缺少“{indicator}”{year} 年的下达值和规划值，该指标为{level}规划必填。请补填，或由上级单元分解下达。</translation>
    </message>
    <message>
        <source>{name} ({code}) has no administrative units below it that a target could be handed down to. Add the layer or table of the smaller units.</source>
        <translation>{name}（{code}）没有可分解下达的下级单元。请补充下级单元的图层或表。</translation>
    </message>
    <message>
        <source>{name} ({code}) has no value of {indicator} for {year} ({kind}) that could be handed down. Enter it first.</source>
        <translation>{name}（{code}）没有可分解下达的“{indicator}”{year} 年{kind}值。请先填写。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: it falls from {limit} {unit} before the adjustment to {measured} {unit} ({kind}), by {difference} {unit}, but the adjustment only lets it grow. Correct one of the two values.</source>
        <translation>{name}（{code}）{indicator} {year} 年：调整前为 {limit} {unit}，{kind}为 {measured} {unit}，减少 {difference} {unit}，而本次调整只允许增加。请改正其中一个值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: it rises from {limit} {unit} before the adjustment to {measured} {unit} ({kind}), by {difference} {unit}, but the adjustment only lets it be cut. Correct one of the two values.</source>
        <translation>{name}（{code}）{indicator} {year} 年：调整前为 {limit} {unit}，{kind}为 {measured} {unit}，增加 {difference} {unit}，而本次调整只允许核减。请改正其中一个值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: of {limit} {unit} ({kind}) {measured} {unit} are handed down; these units directly below have no value yet: {units}. Enter their values.</source>
        <translation>{name}（{code}）{indicator} {year} 年：{kind} {limit} {unit}，已分解 {measured} {unit}；以下直接下级单元尚无数值：{units}。请补填。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: the base value is {measured} {unit}, but the layers measure {limit} {unit}; the difference is {difference} {unit}. Correct the base value, or say in a note where it comes from.</source>
        <translation>{name}（{code}）{indicator} {year} 年：基期值为 {measured} {unit}，按图层量算为 {limit} {unit}，相差 {difference} {unit}。请改正基期值，或在备注中注明其来源。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: the layers measure {measured} {unit}, the target is at least {limit} {unit} ({kind}); {difference} {unit} are missing. Correct the layers, or the target.</source>
        <translation>{name}（{code}）{indicator} {year} 年：按图层量算为 {measured} {unit}，{kind}值要求不低于 {limit} {unit}，缺口 {difference} {unit}。请改正图层或所比较的指标值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: the layers measure {measured} {unit}, the target is at most {limit} {unit} ({kind}); {difference} {unit} are too much. Correct the layers, or the target.</source>
        <translation>{name}（{code}）{indicator} {year} 年：按图层量算为 {measured} {unit}，{kind}值要求不超过 {limit} {unit}，超出 {difference} {unit}。请改正图层或所比较的指标值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: the layers measure {measured} {unit}, the target is {limit} {unit} ({kind}); the difference is {difference} {unit}. Correct the layers, or the target.</source>
        <translation>{name}（{code}）{indicator} {year} 年：按图层量算为 {measured} {unit}，{kind}值为 {limit} {unit}，相差 {difference} {unit}。请改正图层或所比较的指标值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: the plan has {measured} {unit}, but at least {limit} {unit} are assigned; {difference} {unit} are missing. Raise the planned value, or have the assigned one changed.</source>
        <translation>{name}（{code}）{indicator} {year} 年：规划值为 {measured} {unit}，下达值要求不低于 {limit} {unit}，缺口 {difference} {unit}。请调高规划值，或报请调整下达值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: the plan has {measured} {unit}, but at most {limit} {unit} are assigned; {difference} {unit} are too much. Lower the planned value, or have the assigned one changed.</source>
        <translation>{name}（{code}）{indicator} {year} 年：规划值为 {measured} {unit}，下达值要求不超过 {limit} {unit}，超出 {difference} {unit}。请调低规划值，或报请调整下达值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: the plan has {measured} {unit}, but {limit} {unit} are assigned; the difference is {difference} {unit}. Correct the planned value, or have the assigned one changed.</source>
        <translation>{name}（{code}）{indicator} {year} 年：规划值为 {measured} {unit}，下达值为 {limit} {unit}，相差 {difference} {unit}。请改正规划值，或报请调整下达值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: the units directly below ({count}) have {measured} {unit} together ({kind}), but at least {limit} {unit} ({of}) have to be handed down; {difference} {unit} are missing. Hand the rest down, or correct the value of the unit.</source>
        <translation>{name}（{code}）{indicator} {year} 年：{count} 个直接下级单元的{kind}值合计 {measured} {unit}，小于本级{of}值 {limit} {unit}，缺口 {difference} {unit}。请分解剩余部分，或改正本级的值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: the units directly below ({count}) have {measured} {unit} together ({kind}), but at most {limit} {unit} ({of}) may be handed down; {difference} {unit} are too much. Take them back, or correct the value of the unit.</source>
        <translation>{name}（{code}）{indicator} {year} 年：{count} 个直接下级单元的{kind}值合计 {measured} {unit}，大于本级{of}值 {limit} {unit}，超出 {difference} {unit}。请核减超出部分，或改正本级的值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: the units directly below ({count}) have {measured} {unit} together ({kind}), the unit itself has {limit} {unit} ({of}); the difference is {difference} {unit}. Correct the units below, or the value of the unit.</source>
        <translation>{name}（{code}）{indicator} {year} 年：{count} 个直接下级单元的{kind}值合计 {measured} {unit}，本级{of}值为 {limit} {unit}，相差 {difference} {unit}。请改正下级单元或本级的值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator} {year}: {limit} {unit} ({kind}) are not handed down; none of the units directly below ({count}) has a value: {units}. Hand them down, or enter the values.</source>
        <translation>{name}（{code}）{indicator} {year} 年：{kind} {limit} {unit}尚未分解，{count} 个直接下级单元均无数值：{units}。请分解下达，或补填数值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator}: the value of {year} ({kind}) is {measured} {unit}, but it must not be less than the {limit} {unit} of {since}; {difference} {unit} are missing. Correct one of the two values.</source>
        <translation>{name}（{code}）{indicator}：{year} 年{kind}值为 {measured} {unit}，不得低于 {since} 年的 {limit} {unit}，缺口 {difference} {unit}。请改正其中一个值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator}: the value of {year} ({kind}) is {measured} {unit}, but it must not be more than the {limit} {unit} of {since}; {difference} {unit} are too much. Correct one of the two values.</source>
        <translation>{name}（{code}）{indicator}：{year} 年{kind}值为 {measured} {unit}，不得超过 {since} 年的 {limit} {unit}，超出 {difference} {unit}。请改正其中一个值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {indicator}: the value of {year} ({kind}) is {measured} {unit}, but it must stay the {limit} {unit} of {since}; the difference is {difference} {unit}. Correct one of the two values.</source>
        <translation>{name}（{code}）{indicator}：{year} 年{kind}值为 {measured} {unit}，应与 {since} 年的 {limit} {unit}一致，相差 {difference} {unit}。请改正其中一个值。</translation>
    </message>
    <message>
        <source>{name} ({code}), {year}, {kind}: “{relation}” does not hold: {left} is {measured} {unit}, less than {right} with {limit} {unit}, by {difference} {unit}. Correct the values.</source>
        <translation>{name}（{code}）{year} 年{kind}值：不符合“{relation}”：{left} 为 {measured} {unit}，比 {right} 的 {limit} {unit}少 {difference} {unit}。请改正。</translation>
    </message>
    <message>
        <source>{name} ({code}), {year}, {kind}: “{relation}” does not hold: {left} is {measured} {unit}, more than {right} with {limit} {unit}, by {difference} {unit}. Correct the values.</source>
        <translation>{name}（{code}）{year} 年{kind}值：不符合“{relation}”：{left} 为 {measured} {unit}，比 {right} 的 {limit} {unit}多 {difference} {unit}。请改正。</translation>
    </message>
    <message>
        <source>{name} ({code}), {year}, {kind}: “{relation}” does not hold: {left} is {measured} {unit}, {right} is {limit} {unit}; the difference is {difference} {unit}. Correct the values.</source>
        <translation>{name}（{code}）{year} 年{kind}值：不符合“{relation}”：{left} 为 {measured} {unit}，{right} 为 {limit} {unit}，相差 {difference} {unit}。请改正。</translation>
    </message>
    <message>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <source>{sentence} Units without a value: {units}.</source>
        <translation>{sentence}缺值单元：{units}。</translation>
    </message>
    <message>
        <source>{terms}</source>
        <translation>{terms}</translation>
    </message>
    <message>
        <source>{terms}
divided by
{over}</source>
        <translation>{terms}
除以
{over}</translation>
    </message>
    <message>
        <source>{term}, outside {layers}</source>
        <translation>{term}，扣除与{layers}重叠部分</translation>
    </message>
    <message>
        <source>{term}, where {where}</source>
        <translation>{term}，条件 {where}</translation>
    </message>
    <message>
        <source>{term}, within {layers}</source>
        <translation>{term}，限于{layers}之内</translation>
    </message>
    <message>
        <source>{term}; unit by place</source>
        <translation>{term}；按位置归入行政单元</translation>
    </message>
    <message>
        <source>{term}; unit by {fields}</source>
        <translation>{term}；按 {fields} 归入行政单元</translation>
    </message>
    <message>
        <source>{title} ({field})</source>
        <translation>{title}（{field}）</translation>
    </message>
    <message>
        <source>{variant}:
{source}</source>
        <translation>{variant}：
{source}</translation>
    </message>
</context>
<context>
    <name>IndicatorsTab</name>
    <message>
        <source>About the units</source>
        <translation>关于行政单元</translation>
    </message>
    <message>
        <source>Borders between units have moved since their values were kept.</source>
        <translation>指标值保存之后，行政单元界线有变动。</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Choose a rule pack and a source on the Data tab.</source>
        <translation>请在“数据”选项卡中选择规则包和数据源。</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>比较…</translation>
    </message>
    <message>
        <source>Hand down</source>
        <translation>分解下达</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Live ledger</source>
        <translation>实时台账</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在量算…</translation>
    </message>
    <message>
        <source>No values yet: type or paste them into the cells, import a table, or measure what the layers have.</source>
        <translation>尚无指标值：请在单元格中填写或粘贴，导入表格，或按图层量算。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Notes ({count})</source>
        <translation>说明（{count}）</translation>
    </message>
    <message>
        <source>Reading the tables…</source>
        <translation>正在读取指标表…</translation>
    </message>
    <message>
        <source>Reading units and indicators…</source>
        <translation>正在读取行政单元和指标…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Remark on this value:</source>
        <translation>对该值的备注：</translation>
    </message>
    <message>
        <source>See what became of them…</source>
        <translation>查看变动情况…</translation>
    </message>
    <message>
        <source>Still looking for deviations…</source>
        <translation>正在查找偏差…</translation>
    </message>
    <message>
        <source>Take them over</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>The kept borders of the units</source>
        <translation>已保存的行政单元界线</translation>
    </message>
    <message>
        <source>The tables of the data source hold {count} values of indicators.</source>
        <translation>数据源的表中有 {count} 个指标值。</translation>
    </message>
    <message>
        <source>There are no administrative units yet. Bind the layer of administrative areas on the Data tab, or press Units… and read them from a table.</source>
        <translation>尚无行政单元。请在“数据”选项卡中绑定行政区图层，或点击“行政单元…”从表格读取。</translation>
    </message>
    <message>
        <source>There is no deviation after this cell.</source>
        <translation>此单元格之后没有偏差。</translation>
    </message>
    <message>
        <source>There is no deviation before this cell.</source>
        <translation>此单元格之前没有偏差。</translation>
    </message>
    <message>
        <source>This rule pack has no indicators, so there is nothing to do here.</source>
        <translation>该规则包没有指标，此处无可操作内容。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Units that have values are no longer there.</source>
        <translation>有指标值的部分行政单元已不存在。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>指标值</translation>
    </message>
    <message>
        <source>{count} changes are not kept yet.</source>
        <translation>{count} 处更改尚未保存。</translation>
    </message>
    <message>
        <source>{headline}. Notes: {count}.</source>
        <translation>{headline}。说明 {count} 条。</translation>
    </message>
</context>
<context>
    <name>IndicatorsWork</name>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Checks are running: cancel them first, or wait for their end.</source>
        <translation>检查正在进行：请先取消，或等待其结束。</translation>
    </message>
    <message>
        <source>Measure indicators</source>
        <translation>量算指标</translation>
    </message>
    <message>
        <source>Measuring indicators</source>
        <translation>正在量算指标</translation>
    </message>
    <message>
        <source>Not taken over</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>Reading the tables of indicators</source>
        <translation>正在读取指标表</translation>
    </message>
    <message>
        <source>Reading units and indicators</source>
        <translation>正在读取行政单元和指标</translation>
    </message>
    <message>
        <source>Take over from the data</source>
        <translation>从数据读取</translation>
    </message>
    <message>
        <source>The data have changed: measure or take over again.</source>
        <translation>数据已变动：请重新量算或读取。</translation>
    </message>
    <message>
        <source>Values measured: {count}</source>
        <translation>已量算 {count} 个值</translation>
    </message>
    <message>
        <source>Values of another window</source>
        <translation>采用其他窗口的值</translation>
    </message>
    <message>
        <source>Values taken over: {count}</source>
        <translation>已读取 {count} 个值</translation>
    </message>
    <message>
        <source>Values that could not be kept</source>
        <translation>恢复未能保存的指标值</translation>
    </message>
    <message>
        <source>Values that could not be kept when QGIS was last closed are back: {count}.</source>
        <translation>上次关闭 QGIS 时未能保存的指标值已恢复：{count} 个。</translation>
    </message>
    <message>
        <source>{person} has changed {count} of these values meanwhile in another window, the first {unit}, {indicator} {year}. Nothing was overwritten: decide which holds.</source>
        <translation>其间，{person} 在另一窗口更改了其中 {count} 个值，第一个为 {unit}“{indicator}”{year} 年。未作覆盖：请确定以哪个值为准。</translation>
    </message>
</context>
<context>
    <name>InputsForm</name>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Elevation models</source>
        <translation>高程模型</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Layer of {file}</source>
        <translation>{file} 中的图层</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>不采用</translation>
    </message>
    <message>
        <source>no longer there: choose again</source>
        <translation>已不存在：请重新选择</translation>
    </message>
    <message>
        <source>not found: choose a layer</source>
        <translation>未找到：请选择图层</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>未提供</translation>
    </message>
</context>
<context>
    <name>Keeper</name>
    <message>
        <source>Changes of values that could not be kept: {count}. They are offered again when this plan is opened next time.</source>
        <translation>未能保存的指标值更改：{count} 处。下次打开本规划时将予恢复。</translation>
    </message>
    <message>
        <source>There is no file to keep the values in: save the project, or choose a file for the results on the Data tab.</source>
        <translation>没有可保存指标值的文件：请保存工程，或在“数据”选项卡中选择结果文件。</translation>
    </message>
</context>
<context>
    <name>LandPlanAlgorithm</name>
    <message>
        <source>The layer {layer} has no field {field}.</source>
        <translation>图层“{layer}”没有字段 {field}。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no shape that can be used and take no part, for example the feature with the id {fid}. Check its geometry.</source>
        <translation>图层“{layer}”有 {count} 个要素没有可用的图形，未参与计算，例如要素 {fid}。请检查其几何图形。</translation>
    </message>
    <message>
        <source>“{code}” is no language of the results. Write zh or en, or leave it empty for that of QGIS.</source>
        <translation>“{code}”不是结果可用的语言。请填写 zh 或 en，或留空以采用 QGIS 的界面语言。</translation>
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
        <translation>划定</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel 工作簿</translation>
    </message>
    <message>
        <source>Forest land</source>
        <translation>林地</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
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
        <source>Write the tables</source>
        <translation>导出表格</translation>
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
        <source>Writing the tables</source>
        <translation>正在导出表格</translation>
    </message>
    <message>
        <source>{done} of {all} checks</source>
        <translation>仅查 {done}/{all} 项</translation>
    </message>
    <message>
        <source>{file} is written (run {number}).</source>
        <translation>已导出 {file}（第 {number} 次检查）。</translation>
    </message>
    <message>
        <source>{file} is written.</source>
        <translation>已导出 {file}。</translation>
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
        <translation>其他行政单元超出任务面积 {area} ha。</translation>
    </message>
    <message>
        <source>The layer of units has no such unit.</source>
        <translation>行政单元图层中没有该单元。</translation>
    </message>
    <message>
        <source>The unit has no further farmland.</source>
        <translation>该行政单元没有其他耕地。</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>in no unit</source>
        <translation>不在任何行政单元</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>{area} ha could enter but are frozen.</source>
        <translation>位于不得调整区域而不能划入的 {area} ha。</translation>
    </message>
    <message>
        <source>{area} ha leave.</source>
        <translation>调出 {area} ha。</translation>
    </message>
    <message>
        <source>{area} ha may enter but lie in blocks that are too small.</source>
        <translation>可划入但连片面积不足的 {area} ha。</translation>
    </message>
    <message>
        <source>{area} ha of farmland are not eligible: {code} {title}.</source>
        <translation>不得划入的耕地 {area} ha：{code} {title}。</translation>
    </message>
    <message>
        <source>{area} ha of farmland meet no criterion for entering ({code}).</source>
        <translation>不符合任何划入条件（{code}）的耕地 {area} ha。</translation>
    </message>
    <message>
        <source>{area} ha would be free to enter with the evidence that is missing.</source>
        <translation>补齐举证材料后可划入的 {area} ha。</translation>
    </message>
</context>
<context>
    <name>LedgerStep</name>
    <message>
        <source>Check the adjustment</source>
        <translation>检查调整成果</translation>
    </message>
    <message>
        <source>Double-click a row to zoom to the unit.</source>
        <translation>双击一行可缩放到该行政单元。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Further tools</source>
        <translation>其他工具</translation>
    </message>
    <message>
        <source>Judges every change by the rules of the plan; the findings are on the Checks tab.</source>
        <translation>按规划规则审查每处变动，问题列于“检查”选项卡。</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Ledger of the units</source>
        <translation>分行政单元台账</translation>
    </message>
    <message>
        <source>Run on {time}, kept in {file}.</source>
        <translation>{time} 执行，结果保存在 {file}。</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Units that fall short: {count}</source>
        <translation>{count} 个行政单元未完成任务</translation>
    </message>
    <message>
        <source>Write ledger and screening as a spreadsheet</source>
        <translation>将台账和筛查结果导出为电子表格</translation>
    </message>
    <message>
        <source>all targets are met</source>
        <translation>任务均已完成</translation>
    </message>
    <message>
        <source>nothing delineated yet</source>
        <translation>尚未划定</translation>
    </message>
    <message>
        <source>the file of the results is gone: delineate again</source>
        <translation>结果文件已不存在：请重新划定</translation>
    </message>
</context>
<context>
    <name>LineAlgorithm</name>
    <message>
        <source>Area (ha)</source>
        <translation>面积（ha）</translation>
    </message>
    <message>
        <source>Layers missing</source>
        <translation>缺少的图层</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Left empty: the limit of the rule pack.</source>
        <translation>留空则采用规则包的限值。</translation>
    </message>
    <message>
        <source>Limits: piece {area} m², width {width} m, hole {hole} m²</source>
        <translation>限值：最小面积 {area} m²，最小宽度 {width} m，最小空洞 {hole} m²</translation>
    </message>
    <message>
        <source>Narrower pieces are dropped and listed (width: 2 · area / perimeter).</source>
        <translation>窄于此值的地块予以剔除并列出（宽度 = 2 × 面积 ÷ 周长）。</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>块数</translation>
    </message>
    <message>
        <source>Smaller holes are closed where nothing keeps the land out.</source>
        <translation>面积小于此值的空洞，如无应避让的土地，予以填补。</translation>
    </message>
    <message>
        <source>Smaller pieces that stand alone are dropped and listed.</source>
        <translation>面积小于此值的独立地块予以剔除并列出。</translation>
    </message>
    <message>
        <source>Smallest hole (m²)</source>
        <translation>最小空洞面积（m²）</translation>
    </message>
    <message>
        <source>Smallest mean width (m)</source>
        <translation>最小平均宽度（m）</translation>
    </message>
    <message>
        <source>Smallest piece (m²)</source>
        <translation>最小地块面积（m²）</translation>
    </message>
    <message>
        <source>Table with what each layer gave or took, in m² and hectares, with the clause.</source>
        <translation>各图层划入或扣除面积的统计表，单位为平方米和公顷，附条款。</translation>
    </message>
    <message>
        <source>avoided</source>
        <translation>避让</translation>
    </message>
    <message>
        <source>base</source>
        <translation>基础</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>填补</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>剔除</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>相关规划</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>{layer} took no part, because it is missing. {reason}</source>
        <translation>缺少图层“{layer}”，未参与计算。{reason}</translation>
    </message>
    <message>
        <source>{step} · {title}: {area}</source>
        <translation>{step} · {title}：{area}</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>Ecological space</source>
        <translation>生态保护空间</translation>
    </message>
    <message>
        <source>No zone of {layer} has one of the types {codes} in {field}: there is nothing to draw the urban growth boundary from.</source>
        <translation>图层“{layer}”的字段 {field} 中没有类型 {codes} 的管制区：无从划定城市开发边界。</translation>
    </message>
    <message>
        <source>None of the layers the ecological space is made of is there: add one of {layers}.</source>
        <translation>生态保护空间的来源图层一个也没有：请补充 {layers} 之一。</translation>
    </message>
    <message>
        <source>Outside of the city and industry plans</source>
        <translation>不在城市规划、产业规划范围内</translation>
    </message>
    <message>
        <source>Small holes closed</source>
        <translation>填补的小空洞</translation>
    </message>
    <message>
        <source>The boundary is to follow the city and industry plans, but none is there: add one of the layers {layers}, or choose all zones.</source>
        <translation>要求边界与城市规划、产业规划衔接，但两者均缺：请补充图层 {layers} 之一，或选择采用全部管制区。</translation>
    </message>
    <message>
        <source>The layer is there and holds no polygon.</source>
        <translation>图层存在，但没有面。</translation>
    </message>
    <message>
        <source>The layer {layer} has no coordinate reference system: assign the one it was made in.</source>
        <translation>图层“{layer}”没有坐标参考系：请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>The rule pack {pack} does not say how an urban growth boundary is drawn: add urban_boundary to its lines.yaml, or choose another pack.</source>
        <translation>规则包“{pack}”未说明如何划定城市开发边界：请在 lines.yaml 中补充 urban_boundary，或选择其他规则包。</translation>
    </message>
    <message>
        <source>The rule pack {pack} does not say what ecological space is made of: add ecological_space to its lines.yaml, or choose another pack.</source>
        <translation>规则包“{pack}”未说明生态保护空间的组成：请在 lines.yaml 中补充 ecological_space，或选择其他规则包。</translation>
    </message>
    <message>
        <source>Too narrow</source>
        <translation>宽度过窄</translation>
    </message>
    <message>
        <source>Too small</source>
        <translation>面积过小</translation>
    </message>
    <message>
        <source>{count} zones of {layer} have no type of the code list in {field}; they take no part.</source>
        <translation>图层“{layer}”有 {count} 个管制区的字段 {field} 不在代码表中，未参与计算。</translation>
    </message>
</context>
<context>
    <name>LiveLedger</name>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Area less target: what is missing is negative</source>
        <translation>面积减任务：负数表示缺口</translation>
    </message>
    <message>
        <source>Area of the layer before the adjustment that is no longer there</source>
        <translation>调整前图层中现已不在的面积</translation>
    </message>
    <message>
        <source>Area that was not in the layer before the adjustment</source>
        <translation>调整前图层中没有的面积</translation>
    </message>
    <message>
        <source>Area with the edits</source>
        <translation>计入编辑后的面积</translation>
    </message>
    <message>
        <source>Assigned value</source>
        <translation>下达值</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>净增减</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>编辑增减</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>划入</translation>
    </message>
    <message>
        <source>Entered less left</source>
        <translation>划入减划出</translation>
    </message>
    <message>
        <source>Entered {entered}, left {left}: balance {balance}</source>
        <translation>划入 {entered}，划出 {left}，净增减 {balance}</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等别</translation>
    </message>
    <message>
        <source>Grade entered</source>
        <translation>划入等别</translation>
    </message>
    <message>
        <source>Grade left</source>
        <translation>划出等别</translation>
    </message>
    <message>
        <source>In total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>划出</translation>
    </message>
    <message>
        <source>Mean grade of what entered</source>
        <translation>划入土地的平均等别</translation>
    </message>
    <message>
        <source>Mean grade of what left</source>
        <translation>划出土地的平均等别</translation>
    </message>
    <message>
        <source>Mean grade {before} → {now} ({verdict})</source>
        <translation>平均等别 {before} → {now}（{verdict}）</translation>
    </message>
    <message>
        <source>Mean grade {now}</source>
        <translation>平均等别 {now}</translation>
    </message>
    <message>
        <source>Mean quality grade by area</source>
        <translation>面积加权平均质量等别</translation>
    </message>
    <message>
        <source>Supposed</source>
        <translation>假设增减</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>To target</source>
        <translation>距任务</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>What the edits not saved yet change</source>
        <translation>未保存的编辑引起的增减</translation>
    </message>
    <message>
        <source>What would change, beyond the edits, if the selected features left or entered</source>
        <translation>除编辑外，假设选中的要素划出或划入时引起的增减</translation>
    </message>
    <message>
        <source>better</source>
        <translation>提高</translation>
    </message>
    <message>
        <source>the target is exceeded</source>
        <translation>超出任务</translation>
    </message>
    <message>
        <source>the target is met</source>
        <translation>任务已完成</translation>
    </message>
    <message>
        <source>the target is missed</source>
        <translation>任务未完成</translation>
    </message>
    <message>
        <source>there is no target</source>
        <translation>无任务</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>降低</translation>
    </message>
    <message>
        <source>{area} above the target</source>
        <translation>超出任务 {area}</translation>
    </message>
    <message>
        <source>{area} short of the target</source>
        <translation>距任务缺 {area}</translation>
    </message>
    <message>
        <source>{grade}; of what entered {entered}, of what left {left}</source>
        <translation>{grade}；其中划入 {entered}，划出 {left}</translation>
    </message>
    <message>
        <source>{unit}: {area} {area_unit}, edits {difference}; {target}</source>
        <translation>{unit}：{area} {area_unit}，编辑增减 {difference}；{target}</translation>
    </message>
    <message>
        <source>{unit}: {area} {area_unit}, supposed {difference}; {target}</source>
        <translation>{unit}：{area} {area_unit}，假设增减 {difference}；{target}</translation>
    </message>
</context>
<context>
    <name>LivePanel</name>
    <message>
        <source>About the unit that is chosen in the table.</source>
        <translation>表中所选行政单元的情况。</translation>
    </message>
    <message>
        <source>Double-click a line to see the place on the map.</source>
        <translation>双击一行可在地图上查看位置。</translation>
    </message>
    <message>
        <source>Double-click a unit to see it on the map.</source>
        <translation>双击行政单元可在地图上查看。</translation>
    </message>
    <message>
        <source>Layer the ledger follows</source>
        <translation>台账跟踪的图层</translation>
    </message>
    <message>
        <source>Layer the ledger follows while it is edited</source>
        <translation>编辑期间台账跟踪的图层</translation>
    </message>
    <message>
        <source>Live ledger of the units</source>
        <translation>分行政单元实时台账</translation>
    </message>
    <message>
        <source>Only changed units</source>
        <translation>仅有变动的单元</translation>
    </message>
    <message>
        <source>Shows the ledger as if the selected features of the layer left, and the features selected in other layers entered. Nothing is changed.</source>
        <translation>假设该图层选中的要素划出、其他图层选中的要素划入，显示相应的台账。数据不会被修改。</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>What the rules say about the edited features</source>
        <translation>对所编辑要素的审查结果</translation>
    </message>
    <message>
        <source>{count} more: run the checks to see them all</source>
        <translation>另有 {count} 个：执行检查可查看全部</translation>
    </message>
</context>
<context>
    <name>LiveWork</name>
    <message>
        <source>Add it to the map</source>
        <translation>添加到地图</translation>
    </message>
    <message>
        <source>Bind a layer that the plan keeps a ledger of on the Data tab.</source>
        <translation>请在“数据”选项卡中绑定规划设有台账的图层。</translation>
    </message>
    <message>
        <source>Edited features: {count}</source>
        <translation>已编辑要素 {count} 个</translation>
    </message>
    <message>
        <source>Measuring the layer once; the edits you make meanwhile are taken in.</source>
        <translation>正在量算图层（仅此一次），其间所作的编辑会自动计入。</translation>
    </message>
    <message>
        <source>Start editing</source>
        <translation>开始编辑</translation>
    </message>
    <message>
        <source>The layer cannot be opened.</source>
        <translation>图层无法打开。</translation>
    </message>
    <message>
        <source>The layer is not on the map yet.</source>
        <translation>该图层尚未添加到地图。</translation>
    </message>
    <message>
        <source>The layer {layer} cannot be edited: it is read-only.</source>
        <translation>图层“{layer}”不能编辑：它是只读的。</translation>
    </message>
    <message>
        <source>The ledger follows the layer while it is edited.</source>
        <translation>图层开始编辑后，台账随之更新。</translation>
    </message>
    <message>
        <source>Too many selected features to suppose that they enter: the ledger is that of the edits alone. Select at most {count}.</source>
        <translation>选中的要素过多，未按假设划入计算，台账仅反映编辑。最多可选 {count} 个。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>select on the map what is supposed to leave or enter</source>
        <translation>请在地图上选择假设划出或划入的要素</translation>
    </message>
    <message>
        <source>supposed to leave: {leaving}, to enter: {entering}</source>
        <translation>假设划出 {leaving} 个、划入 {entering} 个</translation>
    </message>
</context>
<context>
    <name>MapMaker</name>
    <message>
        <source>Making a unit map</source>
        <translation>正在制作专题图</translation>
    </message>
    <message>
        <source>Measured in % of the target</source>
        <translation>实测占任务的百分比</translation>
    </message>
    <message>
        <source>Planned less assigned</source>
        <translation>规划减下达</translation>
    </message>
    <message>
        <source>Share of the unit&apos;s area in %</source>
        <translation>占行政单元面积的百分比</translation>
    </message>
    <message>
        <source>The map is in the layer panel.</source>
        <translation>专题图已添加到图层面板。</translation>
    </message>
</context>
<context>
    <name>MatrixDialog</name>
    <message>
        <source>&amp;Area unit</source>
        <translation>面积单位(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>标题(&amp;T)</translation>
    </message>
    <message>
        <source>Amounts that cannot be written exactly in this unit keep their own.</source>
        <translation>不能以该单位精确表示的数值，按其原单位列出。</translation>
    </message>
    <message>
        <source>As in the plan</source>
        <translation>按指标单位</translation>
    </message>
    <message>
        <source>Choose at least one of each.</source>
        <translation>每项至少选择一个。</translation>
    </message>
    <message>
        <source>Kinds of values</source>
        <translation>指标值类型</translation>
    </message>
    <message>
        <source>Levels of units</source>
        <translation>行政层级</translation>
    </message>
    <message>
        <source>Table for printing</source>
        <translation>打印用表</translation>
    </message>
    <message>
        <source>Units: {rows}. Columns with values: {columns}.</source>
        <translation>行政单元 {rows} 个，数值 {columns} 列。</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年度</translation>
    </message>
</context>
<context>
    <name>MeaningModel</name>
    <message>
        <source>A guess; please check.</source>
        <translation>系推测，请核对。</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>对应</translation>
    </message>
    <message>
        <source>Likely; please check.</source>
        <translation>可能如此，请核对。</translation>
    </message>
    <message>
        <source>indicator (code or title)</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>kind of value</source>
        <translation>指标值类型</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>not known: choose</source>
        <translation>未识别：请选择</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>不读取</translation>
    </message>
    <message>
        <source>total of the row</source>
        <translation>行合计</translation>
    </message>
    <message>
        <source>unit (code or name)</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>unit of measure</source>
        <translation>计量单位</translation>
    </message>
    <message>
        <source>values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>year</source>
        <translation>年度</translation>
    </message>
</context>
<context>
    <name>MeasureIndicators</name>
    <message>
        <source>A row per unit, indicator and year; where there is no value, reservation says why. covered_percent says how much of the unit the layers cover that should fill it, partial is 1 where that is too little for a value of the whole unit.</source>
        <translation>每个行政单元、指标和年度一行；没有数值的，原因见 reservation 字段。covered_percent 为应布满该单元的图层实际覆盖的百分比；覆盖不足、数值不代表整个单元的，partial 为 1。</translation>
    </message>
    <message>
        <source>Administrative level</source>
        <translation>行政层级</translation>
    </message>
    <message>
        <source>Administrative units</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>Codes separated by commas. Left empty: all indicators of the rule pack.</source>
        <translation>以逗号分隔的指标代码。留空则量算规则包的全部指标。</translation>
    </message>
    <message>
        <source>Features left out unseen</source>
        <translation>漏统要素数</translation>
    </message>
    <message>
        <source>Features that fall out of an indicator because a field, their amount or their unit is missing: number and area per unit, indicator, field and reason.</source>
        <translation>因字段、数量或行政单元缺失而漏统的要素：按单元、指标、字段和原因列出个数和面积。</translation>
    </message>
    <message>
        <source>File geodatabase or folder, or the path of a GeoPackage or shapefile. Left empty, the layers of the open project are measured, unsaved edits included.</source>
        <translation>文件地理数据库或文件夹，或 GeoPackage、Shapefile 的路径。留空则量算当前工程的图层，包括未保存的编辑。</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage 文件 (*.gpkg)</translation>
    </message>
    <message>
        <source>GeoPackage that keeps the values of all units as measured ones, whatever level is listed; what was measured before goes to their history.</source>
        <translation>用于保存实测值的 GeoPackage；无论列出哪一层级，均保存全部行政单元的值，以前的实测值转入历史。</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicators not measured</source>
        <translation>未量算的指标数</translation>
    </message>
    <message>
        <source>Layers of the plan</source>
        <translation>规划图层</translation>
    </message>
    <message>
        <source>Left out unseen</source>
        <translation>漏统情况</translation>
    </message>
    <message>
        <source>Left out unseen (ha)</source>
        <translation>漏统面积（ha）</translation>
    </message>
    <message>
        <source>Lists only the units of one level: province, city, county, town or village. Left empty: all.</source>
        <translation>仅列出某一层级的行政单元：province（省）、city（市）、county（县）、town（乡）或 village（村）。留空则列出全部。</translation>
    </message>
    <message>
        <source>Measure indicators</source>
        <translation>量算规划指标</translation>
    </message>
    <message>
        <source>Measured values</source>
        <translation>实测值</translation>
    </message>
    <message>
        <source>Measures the indicators of a plan from its layers, for every administrative unit.</source>
        <translation>按规划图层逐个行政单元量算规划指标。</translation>
    </message>
    <message>
        <source>Measures the indicators of a rule pack from the layers of the plan, for every administrative unit and year. The table names for every value the layers, fields and filters it comes from, and what it lacks: features without a value or without a unit, layers that are missing, layers that cover only a part of the unit. Features count in the unit whose code they hold; where the rules name no field for it, they are divided at the borders of the units. Ratios are ratios of the sums in a unit. An indicator that cannot be measured is listed with the reason.</source>
        <translation>按规划图层逐个行政单元、逐年度量算规则包中的指标。结果表注明每个值来自哪些图层、字段和筛选条件，以及不足之处：没有数值或没有行政单元的要素、缺少的图层、仅覆盖部分单元的图层。要素按其行政单元代码归入相应单元；规则未指定代码字段的，按单元界线分割。比率指标为单元内合计之比。不能量算的指标列出原因。</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Polygons with the codes of the units, in the place of those found by their name.</source>
        <translation>带行政单元代码的面图层，用以替代按名称找到的图层。</translation>
    </message>
    <message>
        <source>Separated by commas. Left empty: the base year and the target years of the rule pack.</source>
        <translation>以逗号分隔。留空则采用规则包的基期年和目标年。</translation>
    </message>
    <message>
        <source>The layer {layer} has no polygons or no coordinate reference system, so its units are not in the layer of units. Repair it.</source>
        <translation>图层“{layer}”没有面要素或坐标参考系，其行政单元未列入行政单元图层。请修复该图层。</translation>
    </message>
    <message>
        <source>The units with a column per indicator; with several years one per indicator and year. partial names the columns whose value is that of a part of the unit only.</source>
        <translation>行政单元图层，每个指标一列；有多个年度时，每个指标每年一列。partial 字段列出数值仅代表部分单元的列。</translation>
    </message>
    <message>
        <source>There are no administrative units to measure for. Add their layer to the data, or choose it by hand.</source>
        <translation>没有可供量算的行政单元。请在数据中补充其图层，或手工选择。</translation>
    </message>
    <message>
        <source>Units with their values</source>
        <translation>带指标值的行政单元</translation>
    </message>
    <message>
        <source>Values of a part of a unit only</source>
        <translation>部分覆盖的指标值数</translation>
    </message>
    <message>
        <source>Values of a part of a unit only, because a layer that should fill the unit does not: {count}, in {units}. The table names layer and share.</source>
        <translation>有 {count} 个值仅代表所在单元的一部分，因为应布满单元的图层未全覆盖，涉及：{units}。图层和覆盖比例见结果表。</translation>
    </message>
    <message>
        <source>Who is kept in the workspace as having measured.</source>
        <translation>在工作空间中登记的量算经办人。</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作空间</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>indicator,measured,area,administrative unit,sum,statistics,target,base year</source>
        <translation>指标,量算,实测,面积,行政单元,合计,统计,任务,基期,measureindicators</translation>
    </message>
    <message>
        <source>{count} values that the workspace held as measured are removed: they can no longer be measured. Their history is kept.</source>
        <translation>工作空间中有 {count} 个实测值已不能量算，予以删除；其历史仍保留。</translation>
    </message>
    <message>
        <source>{indicator} {year} is not measured: {reason}</source>
        <translation>“{indicator}”{year} 年未能量算：{reason}</translation>
    </message>
    <message>
        <source>{unit}, {indicator} {year}: {value} {unit_of_value}</source>
        <translation>{unit} {indicator} {year} 年：{value} {unit_of_value}</translation>
    </message>
    <message>
        <source>{unit}, {values}: {sentence}</source>
        <translation>{unit}（{values}）：{sentence}</translation>
    </message>
    <message>
        <source>“{text}” is no administrative level; there are {levels}.</source>
        <translation>“{text}”不是行政层级；可用的有 {levels}。</translation>
    </message>
    <message>
        <source>“{text}” is no year. Give years of four digits separated by commas, or nothing for those of the rule pack.</source>
        <translation>“{text}”不是年度。请填写以逗号分隔的四位数年度；留空则采用规则包的年度。</translation>
    </message>
    <message>
        <source>“{text}” names nothing. Give words separated by commas, or leave it empty.</source>
        <translation>“{text}”没有有效内容。请填写以逗号分隔的内容，或留空。</translation>
    </message>
</context>
<context>
    <name>MovedPreview</name>
    <message>
        <source>Now</source>
        <translation>现值</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>变动后</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>指标值</translation>
    </message>
    <message>
        <source>Values that change: {count}. They can be taken back with Ctrl+Z.</source>
        <translation>将有 {count} 个指标值变动，可用 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>Values that would change</source>
        <translation>将变动的指标值</translation>
    </message>
</context>
<context>
    <name>OptionLines</name>
    <message>
        <source>Cut parcels at the borders of units</source>
        <translation>在行政单元界线处切割图斑</translation>
    </message>
    <message>
        <source>Land that is filled in must be part of a block of at least this area.</source>
        <translation>补足的土地所在连片地块须达到此面积。</translation>
    </message>
    <message>
        <source>Let land leave once the target is met</source>
        <translation>任务完成后调出可调出的土地</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>划定顺序</translation>
    </message>
    <message>
        <source>Otherwise a parcel belongs to the unit that holds the largest part of it.</source>
        <translation>不勾选时，图斑归入所占面积最大的行政单元。</translation>
    </message>
    <message>
        <source>Otherwise only what must leave leaves.</source>
        <translation>不勾选时，只调出应调出的土地。</translation>
    </message>
    <message>
        <source>Smallest block</source>
        <translation>最小集中连片面积</translation>
    </message>
    <message>
        <source>The fill order of the plan, or the same area and no lower quality in blocks as compact as possible. The ledger and the log compare both.</source>
        <translation>采用规划的补足顺序，或在面积相等、质量不降低的前提下尽量集中连片。台账和日志对两者作比较。</translation>
    </message>
    <message>
        <source>compact: shortest borders</source>
        <translation>集中连片：边界最短</translation>
    </message>
    <message>
        <source>near to far, good to poor</source>
        <translation>由近及远，质量由高到低</translation>
    </message>
</context>
<context>
    <name>OtherPlan</name>
    <message>
        <source>From {file}: {source}</source>
        <translation>取自 {file}：{source}</translation>
    </message>
    <message>
        <source>{file} holds no values of indicators of the rule pack {pack}. Choose the workspace of a plan made with this rule pack, or a delivery with the tables of its indicators.</source>
        <translation>{file} 中没有规则包“{pack}”的指标值。请选择采用该规则包的规划工作空间，或含有指标表的成果。</translation>
    </message>
    <message>
        <source>{file}: values of units it does not have are left out ({count}): {units}.</source>
        <translation>{file}：有 {count} 个值所属的行政单元不在其中，已忽略：{units}。</translation>
    </message>
</context>
<context>
    <name>OtherPlanDialog</name>
    <message>
        <source>&amp;Replace the values that differ from those here ({count})</source>
        <translation>替换与此处不同的值（{count} 个）(&amp;R)</translation>
    </message>
    <message>
        <source>Add from another plan</source>
        <translation>添加其他规划</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>此处</translation>
    </message>
    <message>
        <source>There</source>
        <translation>其他规划</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>Units that are not here yet: {count}</source>
        <translation>新增行政单元 {count} 个</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>指标值</translation>
    </message>
    <message>
        <source>Values that are not here yet: {count}</source>
        <translation>新增指标值 {count} 个</translation>
    </message>
    <message>
        <source>Values that are the same here: {count}</source>
        <translation>相同的指标值 {count} 个</translation>
    </message>
    <message>
        <source>Values that differ</source>
        <translation>不同的指标值</translation>
    </message>
    <message>
        <source>{file}: {units} units, {values} values.</source>
        <translation>{file}：行政单元 {units} 个，指标值 {values} 个。</translation>
    </message>
</context>
<context>
    <name>OwnFields</name>
    <message>
        <source>The layer {layer} was changed while it was read. Run again.</source>
        <translation>图层“{layer}”在读取过程中被修改。请重新执行。</translation>
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
        <source>{check}: {sentence}</source>
        <translation>{check}：{sentence}</translation>
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
    <name>ParameterLines</name>
    <message>
        <source>as the rule pack says</source>
        <translation>按规则包设定</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>未提供</translation>
    </message>
</context>
<context>
    <name>PartsFields</name>
    <message>
        <source>&amp;Area unit</source>
        <translation>面积单位(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>类型(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Unit of measure</source>
        <translation>计量单位(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Year</source>
        <translation>年度(&amp;Y)</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未指定</translation>
    </message>
</context>
<context>
    <name>PlanningBase</name>
    <message>
        <source>Administrative area declared in {field}</source>
        <translation>行政区填报面积（{field}）</translation>
    </message>
    <message>
        <source>Administrative area, on the ellipsoid</source>
        <translation>行政区椭球面积</translation>
    </message>
    <message>
        <source>Base in sub-compartments</source>
        <translation>基数中有小班的部分</translation>
    </message>
    <message>
        <source>Base in sub-compartments less one-map</source>
        <translation>基数中有小班的部分减一张图</translation>
    </message>
    <message>
        <source>Base less administrative area</source>
        <translation>基数减行政区</translation>
    </message>
    <message>
        <source>Base less survey</source>
        <translation>基数减三调</translation>
    </message>
    <message>
        <source>Gaps enclosed by the survey</source>
        <translation>三调图斑包围的缝隙</translation>
    </message>
    <message>
        <source>Land survey, declared areas</source>
        <translation>三调填报面积</translation>
    </message>
    <message>
        <source>Land survey, on the ellipsoid</source>
        <translation>三调椭球面积</translation>
    </message>
    <message>
        <source>Of that: not explained</source>
        <translation>其中：原因不明</translation>
    </message>
    <message>
        <source>Of the one-map: invalid geometry, repaired</source>
        <translation>一张图中：图形无效，已修复</translation>
    </message>
    <message>
        <source>Of the one-map: left out, no usable shape (declared area)</source>
        <translation>一张图中：图形不可用，未参与（填报面积）</translation>
    </message>
    <message>
        <source>Of the one-map: outside the land survey</source>
        <translation>一张图中：超出三调范围</translation>
    </message>
    <message>
        <source>Of the one-map: sub-compartments over others, counted once</source>
        <translation>一张图中：小班重叠，只计一次</translation>
    </message>
    <message>
        <source>Of the survey: invalid geometry, repaired</source>
        <translation>三调中：图形无效，已修复</translation>
    </message>
    <message>
        <source>Of the survey: left out, no usable shape (declared area)</source>
        <translation>三调中：图形不可用，未参与（填报面积）</translation>
    </message>
    <message>
        <source>Of the survey: parcels over others, counted once in the base</source>
        <translation>三调中：图斑重叠，基数中只计一次</translation>
    </message>
    <message>
        <source>One-map, declared areas</source>
        <translation>一张图填报面积</translation>
    </message>
    <message>
        <source>One-map, on the ellipsoid</source>
        <translation>一张图椭球面积</translation>
    </message>
    <message>
        <source>Planned for forestry: approval not stated, needs evidence</source>
        <translation>规划发展林业用地：未填批准文号，须举证</translation>
    </message>
    <message>
        <source>Planned for forestry: forest land already</source>
        <translation>规划发展林业用地：已是林地</translation>
    </message>
    <message>
        <source>Planned for forestry: land class not allowed</source>
        <translation>规划发展林业用地：地类不符合规定</translation>
    </message>
    <message>
        <source>Planned for forestry: not decided yet what it is</source>
        <translation>规划发展林业用地：地类待定</translation>
    </message>
    <message>
        <source>Planned for forestry: not of a type that is taken</source>
        <translation>规划发展林业用地：类型不予采用</translation>
    </message>
    <message>
        <source>Planned for forestry: outside the land survey</source>
        <translation>规划发展林业用地：超出三调范围</translation>
    </message>
    <message>
        <source>Planned for forestry: permanent basic farmland</source>
        <translation>规划发展林业用地：位于永久基本农田内</translation>
    </message>
    <message>
        <source>Planned for forestry: supplementary forest land</source>
        <translation>规划发展林业用地：划为补充林地</translation>
    </message>
    <message>
        <source>Planning base, sum of the pieces</source>
        <translation>规划基数图斑合计</translation>
    </message>
    <message>
        <source>Slivers given to a neighbour in their parcel</source>
        <translation>并入同一图斑相邻部分的碎屑</translation>
    </message>
    <message>
        <source>Slivers that sub-compartments gained</source>
        <translation>小班因碎屑增加的面积</translation>
    </message>
    <message>
        <source>Slivers that sub-compartments lost</source>
        <translation>小班因碎屑减少的面积</translation>
    </message>
    <message>
        <source>Supplementary forest land may lie on them.</source>
        <translation>补充林地可能落在其中。</translation>
    </message>
    <message>
        <source>The administrative area lacks them, and so does what the base is compared with.</source>
        <translation>行政区缺少这部分面积，基数的比较对象也随之缺少。</translation>
    </message>
    <message>
        <source>The case {title} could not be told apart from the other disagreements of its kind: {reason}</source>
        <translation>情形“{title}”未能从同类不一致图斑中区分出来：{reason}</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no rules for a planning base (planningbase.yaml): choose the forest pack.</source>
        <translation>规则包“{pack}”没有规划基数的规则（planningbase.yaml）：请选择林地规则包。</translation>
    </message>
    <message>
        <source>There is no layer of permanent basic farmland, so supplementary forest land may lie on it: add {layer}.</source>
        <translation>没有永久基本农田图层，补充林地可能落在其中：请补充 {layer}。</translation>
    </message>
    <message>
        <source>They do not become supplementary forest land.</source>
        <translation>它们不会划为补充林地。</translation>
    </message>
    <message>
        <source>{count} decisions of {layer} are on disagreements that do not exist (any more), for example {examples}. They change nothing.</source>
        <translation>“{layer}”中有 {count} 个决定对应的不一致图斑不存在或已不存在，例如 {examples}，不起作用。</translation>
    </message>
    <message>
        <source>{count} features of {layer} reach beyond the land survey, by {area} m² in all. That land is no part of the base and stands in the checksum.</source>
        <translation>“{layer}”有 {count} 个要素超出三调范围，共 {area} m²。这部分土地不属于基数，列入面积校核。</translation>
    </message>
    <message>
        <source>{count} pieces stay undecided although a decision was taken: the source it goes by has no class that is known there. Correct the class, or go by the other source.</source>
        <translation>有 {count} 个图斑虽已作决定，仍为待定：所采用的一方地类不明。请改正地类，或采用另一方。</translation>
    </message>
    <message>
        <source>{file} cannot be the list of decisions: nothing in it has the columns key and decision. Export the list of disagreements, fill in its column decision and choose that file.</source>
        <translation>{file} 不能作为决定表：其中没有 key 列和 decision 列。请导出不一致图斑列表，填写 decision 列后选择该文件。</translation>
    </message>
    <message>
        <source>{layer} cannot be the list of decisions: it has no field {fields}. It needs the fields key and decision, as the layer of disagreements has them.</source>
        <translation>“{layer}”不能作为决定表：没有字段 {fields}。决定表须有 key 和 decision 字段，与不一致图斑图层相同。</translation>
    </message>
    <message>
        <source>{layer} has no coordinate reference system, so no area can be computed. Assign the one its data were made in.</source>
        <translation>图层“{layer}”没有坐标参考系，无法计算面积。请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>{layer} has no features, so the base is not complete: choose the layer that holds them.</source>
        <translation>图层“{layer}”没有要素，规划基数不完整：请选择存有要素的图层。</translation>
    </message>
    <message>
        <source>{layer} has no field {field}, so the base is not compared with the area it declares.</source>
        <translation>图层“{layer}”没有字段 {field}，基数未与其填报面积比较。</translation>
    </message>
    <message>
        <source>{layer} holds no polygons: choose a polygon layer.</source>
        <translation>图层“{layer}”不是面图层：请选择面图层。</translation>
    </message>
    <message>
        <source>{layer}: {count} features are of a type the rule pack takes no supplementary forest land from, for example “{value}” in {field}. Correct it where it is wrong.</source>
        <translation>“{layer}”有 {count} 个要素的类型不在规则包规定的补充林地来源之内，例如 {field} 为“{value}”。有误的请改正。</translation>
    </message>
    <message>
        <source>{layer}: {count} features have no key ({fields}), so decisions on them cannot be kept between runs; they are called after their feature id.</source>
        <translation>“{layer}”有 {count} 个要素没有编号（{fields}），对其所作的决定不能在下次执行时沿用；暂以要素 ID 作为编号。</translation>
    </message>
    <message>
        <source>{layer}: {count} features have no number of an approval ({field}), so they do not become supplementary forest land. Fill it in.</source>
        <translation>“{layer}”有 {count} 个要素没有批准文号（{field}），不会划为补充林地。请补填。</translation>
    </message>
    <message>
        <source>{layer}: {count} features have no shape that can be used and are left out ({area} m² declared), for example {examples}. Check their geometry.</source>
        <translation>“{layer}”有 {count} 个要素的图形不可用，未参与（填报面积 {area} m²），例如 {examples}。请检查其几何图形。</translation>
    </message>
    <message>
        <source>{layer}: {count} features have no shape that can be used, for example the one with the id {fid}. {consequence} Check their geometry.</source>
        <translation>“{layer}”有 {count} 个要素的图形不可用，例如 ID 为 {fid} 的要素。{consequence}请检查其几何图形。</translation>
    </message>
    <message>
        <source>{layer}: {count} features lie over others, {area} m² in all. That land counts once, for the larger feature. Run the topology check.</source>
        <translation>“{layer}”有 {count} 个要素与其他要素重叠，共 {area} m²。重叠部分只计一次，归较大的要素。请执行拓扑检查。</translation>
    </message>
    <message>
        <source>{layer}: {count} features with invalid geometry take part with their repaired shape ({area} m²), for example {examples}. Check their geometry.</source>
        <translation>“{layer}”有 {count} 个要素的图形无效，修复后参与（{area} m²），例如 {examples}。请检查其几何图形。</translation>
    </message>
    <message>
        <source>{layer}: {count} gaps are enclosed by parcels, {area} m² in all. They are no part of the base. Run the topology check.</source>
        <translation>“{layer}”有 {count} 处被图斑包围的缝隙，共 {area} m²，不属于基数。请执行拓扑检查。</translation>
    </message>
    <message>
        <source>{layer}: {count} keys ({fields}) stand for several features. A decision on such a key counts for all of them.</source>
        <translation>“{layer}”有 {count} 个编号（{fields}）对应多个要素。对此编号的决定适用于所有这些要素。</translation>
    </message>
    <message>
        <source>{layer}: {count} keys have several different decisions, for example {examples}. Those disagreements stay undecided: leave one decision for each key.</source>
        <translation>“{layer}”有 {count} 个编号有几种不同的决定，例如 {examples}。这些不一致图斑仍为待定：每个编号请只保留一个决定。</translation>
    </message>
    <message>
        <source>{layer}: {count} land classes are in no code list, for example {examples}. Their land counts as undecided until somebody decides on it: correct the field {field}.</source>
        <translation>“{layer}”有 {count} 种地类不在任何代码表中，例如 {examples}。这些土地在作出决定之前为待定：请改正字段 {field}。</translation>
    </message>
    <message>
        <source>{layer}: {count} rows hold a decision but no key, and change nothing.</source>
        <translation>“{layer}”有 {count} 行有决定而无编号，不起作用。</translation>
    </message>
    <message>
        <source>{layer}: {count} rows hold a decision that is not understood, for example {examples}. They change nothing. Write one of: {words}.</source>
        <translation>“{layer}”有 {count} 行的决定无法识别，例如 {examples}，不起作用。请填写以下之一：{words}。</translation>
    </message>
    <message>
        <source>{layer}: {count} sub-compartments have a forest land class that no code list knows, for example {examples}. Their land counts as undecided until somebody decides on it: correct the field {field}.</source>
        <translation>“{layer}”有 {count} 个小班的地类不在任何代码表中，例如 {examples}。这些土地在作出决定之前为待定：请改正字段 {field}。</translation>
    </message>
    <message>
        <source>{layer}: {count} sub-compartments have no forest land class. Their land counts as undecided until somebody decides on it: fill in the field {field}.</source>
        <translation>“{layer}”有 {count} 个小班没有地类。这些土地在作出决定之前为待定：请补填字段 {field}。</translation>
    </message>
</context>
<context>
    <name>PlanningBaseAlgorithm</name>
    <message>
        <source>0: land survey, 1: one-map, 2: undecided. Left empty: the decision of the rule pack.</source>
        <translation>0：采用三调，1：采用一张图，2：待定。留空则按规则包的设定。</translation>
    </message>
    <message>
        <source>Accept the land survey</source>
        <translation>采用三调</translation>
    </message>
    <message>
        <source>Accept the one-map</source>
        <translation>采用一张图</translation>
    </message>
    <message>
        <source>Administrative area</source>
        <translation>行政区</translation>
    </message>
    <message>
        <source>Area checksum</source>
        <translation>面积校核</translation>
    </message>
    <message>
        <source>Base in sub-compartments less one-map (m²)</source>
        <translation>基数中有小班的部分减一张图（m²）</translation>
    </message>
    <message>
        <source>Base less administrative area (m²)</source>
        <translation>基数减行政区（m²）</translation>
    </message>
    <message>
        <source>Base less survey (m²)</source>
        <translation>基数减三调（m²）</translation>
    </message>
    <message>
        <source>Brings land survey and forest one-map to one base and lists every disagreement.</source>
        <translation>将三调与森林资源一张图统一为一套基数，并列出全部不一致图斑。</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>决定表</translation>
    </message>
    <message>
        <source>Difference that nothing explains (m²)</source>
        <translation>原因不明的差值（m²）</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>不一致图斑</translation>
    </message>
    <message>
        <source>For every feature what became supplementary forest land, and why the rest did not.</source>
        <translation>逐要素说明哪些划为补充林地，其余为何未划。</translation>
    </message>
    <message>
        <source>Forest land (ha)</source>
        <translation>林地（ha）</translation>
    </message>
    <message>
        <source>Forest land in the one-map only</source>
        <translation>一张图为林地、三调为非林地</translation>
    </message>
    <message>
        <source>Forest land in the survey only</source>
        <translation>三调为林地、一张图为非林地</translation>
    </message>
    <message>
        <source>Forest land of another class</source>
        <translation>均为林地但地类不一致</translation>
    </message>
    <message>
        <source>Forest one-map</source>
        <translation>森林资源一张图</translation>
    </message>
    <message>
        <source>Land on it is never supplementary forest land.</source>
        <translation>位于其中的土地不得作为补充林地。</translation>
    </message>
    <message>
        <source>Land planned for forestry</source>
        <translation>规划发展林业用地</translation>
    </message>
    <message>
        <source>Land planned for forestry: what was taken</source>
        <translation>规划发展林业用地采用情况</translation>
    </message>
    <message>
        <source>Land survey (DLTB)</source>
        <translation>国土三调（DLTB）</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language of titles in the results, zh or en. Left empty: the language of QGIS.</source>
        <translation>结果中名称所用的语言，zh 或 en。留空则采用 QGIS 的界面语言。</translation>
    </message>
    <message>
        <source>Narrowest part (m)</source>
        <translation>最小宽度（m）</translation>
    </message>
    <message>
        <source>Number and area by class of the survey and of the one-map, in all and for each town.</source>
        <translation>按三调地类和一张图地类统计的个数和面积，包括全部及各乡镇。</translation>
    </message>
    <message>
        <source>Overlays the land survey with the sub-compartments of the forest one-map at full precision. A pair of a parcel and a sub-compartment is one piece. Parts of a parcel that are smaller or narrower than the limits are slivers: they go to the part of the same parcel with the longest common border, so no parcel loses area. Classes of all generations are compared by the pairs of the rule pack. Where the sources disagree (forest land in one only, or of another class) the decision comes from the list, else from the parameter, else from the pack. Land the one-map does not hold is no forest land there. To decide case by case, fill in the column decision of the layer of disagreements (accept_survey, accept_one_map, undecided, or the words of the pack) and give it as the list in the next run. Land planned for forestry becomes supplementary forest land where the pack allows its class, off the basic farmland. The checksum compares the base with both sources and the administrative area and names what makes the difference. The verdict is passed, incomplete (something undecided or left out) or failed (areas that nothing explains).</source>
        <translation>以全精度叠加三调图斑与森林资源一张图小班，一个图斑与一个小班的相交部分为一个基数图斑。图斑中小于限值或窄于限值的部分为碎屑，并入同一图斑中公共边最长的部分，因此各图斑面积不变。各代地类代码按规则包规定的对应关系比较。两者不一致（仅一方为林地，或地类不同）的，依次按决定表、参数、规则包确定。一张图未覆盖的土地，视为一张图非林地。需要逐个确定时，在不一致图斑图层的 decision 列填写 accept_survey、accept_one_map、undecided 或规则包规定的用语，下次执行时作为决定表输入。规划发展林业用地中，地类符合规则包规定且不在永久基本农田内的，划为补充林地。面积校核将基数与三调、一张图和行政区面积比较，并说明差值的来源。结论为合格（passed）、不完整（incomplete，有待定或未参与的）或不合格（failed，有原因不明的面积差）。</translation>
    </message>
    <message>
        <source>Parcels of the land survey with their land classes.</source>
        <translation>带有地类的三调图斑。</translation>
    </message>
    <message>
        <source>Permanent basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <source>Pieces the sources disagree about, with a column for the decision.</source>
        <translation>三调与一张图不一致的图斑，附填写决定的列。</translation>
    </message>
    <message>
        <source>Pieces with both keys and classes, the agreed class, forest land or not, BCLD and area.</source>
        <translation>附双方编号和地类、确定的地类、是否林地、BCLD 和面积的图斑。</translation>
    </message>
    <message>
        <source>Planning base</source>
        <translation>规划基数</translation>
    </message>
    <message>
        <source>Planning base of forest land</source>
        <translation>生成林地规划基数</translation>
    </message>
    <message>
        <source>Smallest part (m²)</source>
        <translation>最小面积（m²）</translation>
    </message>
    <message>
        <source>Sub-compartments with their forest land classes, of any generation of codes.</source>
        <translation>带有地类的小班，地类代码可为任何一代。</translation>
    </message>
    <message>
        <source>Sums of the base, of both sources and of the administrative area, in all and for each town, with what makes the difference.</source>
        <translation>基数、三调、一张图和行政区的面积合计及差值来源，包括全部及各乡镇。</translation>
    </message>
    <message>
        <source>Supplementary forest land (ha)</source>
        <translation>补充林地（ha）</translation>
    </message>
    <message>
        <source>Table or layer with the columns key and decision, and person, date, note if any: the layer of disagreements of an earlier run with its column decision filled in.</source>
        <translation>含有 key 和 decision 列的表或图层，可另有 person、date、note 列；填好 decision 列的上次执行的不一致图斑图层即可。</translation>
    </message>
    <message>
        <source>Towns with their declared areas, for the checksum. May be left empty.</source>
        <translation>附填报面积的乡镇，用于面积校核。可留空。</translation>
    </message>
    <message>
        <source>Transfer matrix</source>
        <translation>转移矩阵</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>Undecided disagreements</source>
        <translation>待定的不一致图斑数</translation>
    </message>
    <message>
        <source>Undecided land (ha)</source>
        <translation>待定面积（ha）</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>What is less is a sliver. Left empty: the limit of the rule pack.</source>
        <translation>小于此值的为碎屑。留空则采用规则包的限值。</translation>
    </message>
    <message>
        <source>Where supplementary forest land comes from. Left empty: there is none.</source>
        <translation>补充林地的来源。留空则没有补充林地。</translation>
    </message>
    <message>
        <source>planning base,forest land,land survey,one-map,overlay,disagreement,supplementary</source>
        <translation>规划基数,林地,三调,一张图,叠加,不一致图斑,补充林地,planning base,one-map</translation>
    </message>
    <message>
        <source>{count} disagreements are undecided ({area} ha): the base is not complete.</source>
        <translation>有 {count} 个不一致图斑待定（{area} ha）：规划基数尚不完整。</translation>
    </message>
    <message>
        <source>{title}: {count} pieces, {area} ha</source>
        <translation>{title}：{count} 个图斑，{area} ha</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
</context>
<context>
    <name>ProposeReplacement</name>
    <message>
        <source>Administrative units</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>All parcels of the county with their land class; fields are found by the names of the rule pack.</source>
        <translation>本县全部图斑，带地类；字段按规则包的名称识别。</translation>
    </message>
    <message>
        <source>Alternative {number}: {count} parcels, {area} ha, mean grade {quality}, border {boundary} m longer, {elsewhere} ha in other units</source>
        <translation>方案 {number}：{count} 个图斑，{area} ha，平均等别 {quality}，边界长度增加 {boundary} m，位于其他行政单元 {elsewhere} ha</translation>
    </message>
    <message>
        <source>Alternatives</source>
        <translation>方案数</translation>
    </message>
    <message>
        <source>Areas that are taken out: drawn, a project, or the selected features of the basic farmland. What of them is no basic farmland does not count.</source>
        <translation>拟划出的范围：绘制的范围、项目用地，或永久基本农田中选中的要素。范围内不属于永久基本农田的部分不计。</translation>
    </message>
    <message>
        <source>Areas whose layout must not change, besides those of the plan.</source>
        <translation>除规划数据之外，不得调整布局的区域。</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>平衡表</translation>
    </message>
    <message>
        <source>Basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>举证材料</translation>
    </message>
    <message>
        <source>Finds land of equal area and not lower quality for basic farmland that is taken out.</source>
        <translation>为划出的永久基本农田寻找面积相等、质量不降低的补划土地。</translation>
    </message>
    <message>
        <source>Frozen areas</source>
        <translation>不得调整区域</translation>
    </message>
    <message>
        <source>How many alternatives at most; they differ by a third of their area.</source>
        <translation>最多给出的方案数；各方案之间有三分之一的面积不同。</translation>
    </message>
    <message>
        <source>Land to be removed</source>
        <translation>拟划出土地</translation>
    </message>
    <message>
        <source>Land-use parcels</source>
        <translation>地类图斑</translation>
    </message>
    <message>
        <source>Mean grade proposed</source>
        <translation>补划平均等别</translation>
    </message>
    <message>
        <source>Mean grade removed</source>
        <translation>划出平均等别</translation>
    </message>
    <message>
        <source>Measures the net area and the mean quality grade of the basic farmland that is taken out, unit by unit, and finds land to replace it: parcels that the criteria of the rule pack let enter, that are no basic farmland yet and not frozen, of at least the same area and of a mean grade that is not worse, in the same unit first, then in those beside it, and with borders as short as possible. Several alternatives are offered, the best first. What cannot be replaced is said, and whether area or quality is missing.</source>
        <translation>分行政单元量算划出永久基本农田的净面积和平均质量等别，并寻找补划土地：符合规则包划入条件、尚不属于永久基本农田且未列为不得调整的图斑，面积不少于划出、平均等别不低于划出；优先在同一行政单元内补划，其次在相邻行政单元，并使边界最短。给出多个方案，最优的在前。无法补划的予以说明，并指明所缺的是面积还是质量。</translation>
    </message>
    <message>
        <source>Not available (ha)</source>
        <translation>无法补划（ha）</translation>
    </message>
    <message>
        <source>Numbers of basic-farmland parcels or identifiers of land-use parcels, separated by commas, instead of or besides the areas.</source>
        <translation>基本农田图斑编号或地类图斑标识码，以逗号分隔；可代替拟划出范围，也可与其同时使用。</translation>
    </message>
    <message>
        <source>Numbers of the land to be removed</source>
        <translation>拟划出图斑编号</translation>
    </message>
    <message>
        <source>Otherwise what a unit cannot replace itself is missing.</source>
        <translation>不勾选时，本行政单元内补划不足的部分计为缺口。</translation>
    </message>
    <message>
        <source>Propose replacement</source>
        <translation>推荐补划地块</translation>
    </message>
    <message>
        <source>Proposed parcels</source>
        <translation>推荐补划图斑</translation>
    </message>
    <message>
        <source>Proposed, best alternative (ha)</source>
        <translation>最优方案补划（ha）</translation>
    </message>
    <message>
        <source>Removed (ha)</source>
        <translation>划出（ha）</translation>
    </message>
    <message>
        <source>Removed and replaced area and quality by alternative and unit, and what is not available.</source>
        <translation>按方案和行政单元统计的划出、补划面积与质量，以及无法补划的部分。</translation>
    </message>
    <message>
        <source>Table of documents by parcel. Left empty: the table of the plan.</source>
        <translation>按图斑登记的材料表。留空则采用规划数据中的表。</translation>
    </message>
    <message>
        <source>Take land of other units where need be</source>
        <translation>必要时在其他行政单元补划</translation>
    </message>
    <message>
        <source>The basic farmland that land is taken out of. Left empty: the layer of the plan.</source>
        <translation>从中划出土地的永久基本农田。留空则采用规划数据中的图层。</translation>
    </message>
    <message>
        <source>The parcels of all alternatives, with the unit whose loss they replace, reasons and clause.</source>
        <translation>全部方案的图斑，附所补划的行政单元、理由和条款。</translation>
    </message>
    <message>
        <source>Towns or villages within which land is replaced first. Left empty: the layer of the plan.</source>
        <translation>优先在其内部补划的乡镇或村级行政区。留空则采用规划数据中的图层。</translation>
    </message>
    <message>
        <source>replacement,permanent basic farmland,balance,occupied,quality,compact</source>
        <translation>补划,永久基本农田,占补平衡,划出,质量等别,集中连片,replacement</translation>
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
        <translation>坐标 {x}, {y} 附近的面无法合并（{reason}）。请先修复几何检查发现的问题，再重新执行。</translation>
    </message>
</context>
<context>
    <name>Replacement</name>
    <message>
        <source>Neither the basic farmland nor the parcels have {keys}. Correct the list of what is to be removed.</source>
        <translation>永久基本农田和图斑中都没有 {keys}。请改正拟划出图斑的编号。</translation>
    </message>
    <message>
        <source>Nothing of the land to be removed is basic farmland, so nothing has to be replaced. Check that the areas and the layer of basic farmland belong together.</source>
        <translation>拟划出土地中没有永久基本农田，无需补划。请检查拟划出范围与永久基本农田图层是否对应。</translation>
    </message>
    <message>
        <source>The land removed from {code} {name} has no quality grade: any quality is taken as equal.</source>
        <translation>{code} {name} 划出的土地没有质量等别：任何质量均视为相当。</translation>
    </message>
    <message>
        <source>There is no land to be removed. Give a layer of areas, select features of the basic farmland, or list their numbers.</source>
        <translation>没有拟划出土地。请提供范围图层，在永久基本农田中选择要素，或填写图斑编号。</translation>
    </message>
    <message>
        <source>{area} ha of the land to be removed are no basic farmland and need no replacement.</source>
        <translation>拟划出土地中有 {area} ha 不属于永久基本农田，无需补划。</translation>
    </message>
    <message>
        <source>{area} ha of the land to be removed lie in no unit and are not replaced. Complete the layer of units.</source>
        <translation>拟划出土地中有 {area} ha 不在任何行政单元内，未予补划。请补全行政单元图层。</translation>
    </message>
    <message>
        <source>{code} {name}: {missing} ha of {needed} ha cannot be replaced at a mean grade of {grade}. {available} ha may enter, but of them only {fitting} ha together are good enough.</source>
        <translation>{code} {name}：需补划 {needed} ha，其中 {missing} ha 无法按平均等别 {grade} 补划。可划入的有 {available} ha，但质量达到要求的合计仅 {fitting} ha。</translation>
    </message>
    <message>
        <source>{code} {name}: {missing} ha of {needed} ha cannot be replaced, because the land that is good enough also serves other units.</source>
        <translation>{code} {name}：需补划 {needed} ha，其中 {missing} ha 无法补划：质量达到要求的土地还要供其他行政单元补划。</translation>
    </message>
    <message>
        <source>{code} {name}: {missing} ha of {needed} ha cannot be replaced. Only {available} ha may enter.</source>
        <translation>{code} {name}：需补划 {needed} ha，其中 {missing} ha 无法补划。可划入的仅 {available} ha。</translation>
    </message>
    <message>
        <source>{layer} holds no polygons: draw the land to be removed as areas.</source>
        <translation>图层“{layer}”不是面图层：请以面绘制拟划出土地。</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Adjustment of indicators</source>
        <translation>指标调整情况表</translation>
    </message>
    <message>
        <source>Adjustment, {level}</source>
        <translation>{level}指标调整情况</translation>
    </message>
    <message>
        <source>Administrative units</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>After</source>
        <translation>变更后</translation>
    </message>
    <message>
        <source>All checks of the rule pack ran to their end.</source>
        <translation>规则包的检查项已全部执行完毕。</translation>
    </message>
    <message>
        <source>All tables hold everything they should.</source>
        <translation>各表内容齐全。</translation>
    </message>
    <message>
        <source>All units together</source>
        <translation>各单元合计</translation>
    </message>
    <message>
        <source>All values that have to be stated are there; those that need not be are listed at the end.</source>
        <translation>必填的指标值齐全；未填写的非必填指标值列在最后。</translation>
    </message>
    <message>
        <source>All values that the report is about are there.</source>
        <translation>本报告涉及的指标值齐全。</translation>
    </message>
    <message>
        <source>Annex table {number} {title}</source>
        <translation>附表 {number} {title}</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
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
        <source>Aspect</source>
        <translation>方面</translation>
    </message>
    <message>
        <source>Assigned or planned</source>
        <translation>下达或规划</translation>
    </message>
    <message>
        <source>Assigned or planned {year}</source>
        <translation>下达或规划 {year}</translation>
    </message>
    <message>
        <source>Base year</source>
        <translation>基准年</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>变更前</translation>
    </message>
    <message>
        <source>CRS</source>
        <translation>坐标参考系</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>增减量</translation>
    </message>
    <message>
        <source>Change (%)</source>
        <translation>增减率（%）</translation>
    </message>
    <message>
        <source>Change is counted from</source>
        <translation>增减基准</translation>
    </message>
    <message>
        <source>Change: planned, else assigned, less {kind}. Empty: no value, not 0.</source>
        <translation>增减量：规划值（没有的取下达值）减{kind}值。空格表示没有数值，不是 0。</translation>
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
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Code of the unit</source>
        <translation>行政单元代码</translation>
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
        <source>Data</source>
        <translation>数据</translation>
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
        <source>Deviation</source>
        <translation>偏差说明</translation>
    </message>
    <message>
        <source>Deviations</source>
        <translation>偏差</translation>
    </message>
    <message>
        <source>Deviations found</source>
        <translation>有偏差</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Differences of indicators</source>
        <translation>指标差异</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>增减方向</translation>
    </message>
    <message>
        <source>Ecological space</source>
        <translation>生态保护空间</translation>
    </message>
    <message>
        <source>Efficiency</source>
        <translation>效率</translation>
    </message>
    <message>
        <source>Ellipsoid</source>
        <translation>椭球</translation>
    </message>
    <message>
        <source>Entered by</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Entered on</source>
        <translation>录入时间</translation>
    </message>
    <message>
        <source>Evaluation of the present state of forest land</source>
        <translation>林地现状分析与评价报告</translation>
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
        <source>Figure</source>
        <translation>评价指标</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>评价指标</translation>
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
        <source>How the units keep their indicators</source>
        <translation>各级行政单元指标符合情况</translation>
    </message>
    <message>
        <source>In no unit</source>
        <translation>不属于任何行政单元</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicators handed down</source>
        <translation>指标分解表</translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation>判断</translation>
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
        <source>Kind of target</source>
        <translation>目标类型</translation>
    </message>
    <message>
        <source>Land Plan Toolbox · run {run} · {time}</source>
        <translation>国土规划工具箱 · 检查编号 {run} · {time}</translation>
    </message>
    <message>
        <source>Land Plan Toolbox · {time}</source>
        <translation>国土规划工具箱 · {time}</translation>
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
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>Made by, date</source>
        <translation>编制人、日期</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>编制时间</translation>
    </message>
    <message>
        <source>Main indicator</source>
        <translation>主要指标</translation>
    </message>
    <message>
        <source>Main indicators</source>
        <translation>主要指标</translation>
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
        <source>Measured from</source>
        <translation>量算依据</translation>
    </message>
    <message>
        <source>More units, reported below: {count}.</source>
        <translation>另有 {count} 个行政单元见下文。</translation>
    </message>
    <message>
        <source>Must be stated</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Nature reserves and other ecological space</source>
        <translation>自然保护地及其他生态空间</translation>
    </message>
    <message>
        <source>No deviations</source>
        <translation>无偏差</translation>
    </message>
    <message>
        <source>No errors</source>
        <translation>无错误</translation>
    </message>
    <message>
        <source>No figure is beyond the limits of the rule pack.</source>
        <translation>没有超出规则包限值的评价指标。</translation>
    </message>
    <message>
        <source>No finding has a place on the map.</source>
        <translation>没有可在图上定位的问题。</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>未发现问题</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>Not stated, and need not be</source>
        <translation>未填写的非必填指标值</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Numbers are rounded when they are written, so the last digit of a sum of rounded numbers may differ from the total. What has no value, another value or needs none stands in rows and columns of its own, so every table adds up to its total.</source>
        <translation>数值在写出时取舍，因此取舍后的数值之和可能与合计的末位不等。没有值、值不在分组之内或不需填写的，单列一行或一列，因此各表分项之和均等于合计。</translation>
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
        <source>Other indicators</source>
        <translation>其他指标</translation>
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
        <source>Patches</source>
        <translation>斑块数</translation>
    </message>
    <message>
        <source>Patches of forest</source>
        <translation>森林斑块</translation>
    </message>
    <message>
        <source>Planned indicators</source>
        <translation>规划指标表</translation>
    </message>
    <message>
        <source>Planned indicators, {level}</source>
        <translation>{level}规划指标</translation>
    </message>
    <message>
        <source>Present state</source>
        <translation>现状评价</translation>
    </message>
    <message>
        <source>Problem or risk</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Problems and risks</source>
        <translation>问题和风险</translation>
    </message>
    <message>
        <source>Problems found</source>
        <translation>发现问题</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>溯源信息</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>完成值</translation>
    </message>
    <message>
        <source>Reached by</source>
        <translation>完成值来源</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason, who and when</source>
        <translation>原因及经办人、时间</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Report on the change of indicators</source>
        <translation>指标变更报告</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必检</translation>
    </message>
    <message>
        <source>Reservation</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Reservations</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
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
        <source>Size of the patch</source>
        <translation>斑块大小</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>软件环境</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Source of the limit</source>
        <translation>限值来源</translation>
    </message>
    <message>
        <source>Sources of the values</source>
        <translation>指标值来源</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>评价意见</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Sum of the units</source>
        <translation>下级合计</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Table or figure</source>
        <translation>表或评价指标</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>统计表</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>Target met</source>
        <translation>是否达到</translation>
    </message>
    <message>
        <source>Target year {year}</source>
        <translation>目标年 {year}</translation>
    </message>
    <message>
        <source>Target year {year}, unit: {measure}</source>
        <translation>目标年 {year}，单位：{measure}</translation>
    </message>
    <message>
        <source>Targets of the plan before</source>
        <translation>上一轮规划目标</translation>
    </message>
    <message>
        <source>The checks that ran found nothing.</source>
        <translation>已执行的检查项未发现问题。</translation>
    </message>
    <message>
        <source>The first {count} of {total} deviations; all of them are in the tables of this report and among the findings of the check of indicators.</source>
        <translation>此处列出 {total} 项偏差中的前 {count} 项，全部偏差见本报告的电子表格和指标检查结果。</translation>
    </message>
    <message>
        <source>The first {count} units are shown; the spreadsheet holds all.</source>
        <translation>此处列出前 {count} 个单元，全部单元见电子表格。</translation>
    </message>
    <message>
        <source>The first {shown} of {count} findings; the correction list holds all.</source>
        <translation>此处列出 {count} 个问题中的前 {shown} 个，全部问题见整改清单。</translation>
    </message>
    <message>
        <source>The level of this unit has none.</source>
        <translation>本级没有此类指标。</translation>
    </message>
    <message>
        <source>The values do not contradict each other.</source>
        <translation>各指标值之间没有矛盾。</translation>
    </message>
    <message>
        <source>There are none to judge.</source>
        <translation>没有可评价的目标。</translation>
    </message>
    <message>
        <source>These units state nothing and are in no sum: {units}.</source>
        <translation>以下行政单元没有填写指标值，未计入合计：{units}。</translation>
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
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>Unit of measure</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>Units without it</source>
        <translation>缺少的行政单元</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>指标值</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>缺少的内容</translation>
    </message>
    <message>
        <source>What the data lack</source>
        <translation>数据缺少的内容</translation>
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
        <source>Without a target, and not counted as 0: {units}.</source>
        <translation>以下单元没有目标值，不按 0 计：{units}。</translation>
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
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>administrative units</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>all {count} of the rule pack</source>
        <translation>规则包全部 {count} 项</translation>
    </message>
    <message>
        <source>binding</source>
        <translation>约束性</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>cannot be told</source>
        <translation>无法判定</translation>
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
        <source>decrease</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>decrease, as the adjustment provides</source>
        <translation>减少，符合调整方向</translation>
    </message>
    <message>
        <source>decrease, but the adjustment only lets it grow</source>
        <translation>减少，但调整只允许增加</translation>
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
        <source>errors: {count}</source>
        <translation>错误 {count}</translation>
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
        <source>expected</source>
        <translation>预期性</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>figures not measured</source>
        <translation>未量算的评价指标</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>已改正</translation>
    </message>
    <message>
        <source>increase</source>
        <translation>增加</translation>
    </message>
    <message>
        <source>increase, as the adjustment provides</source>
        <translation>增加，符合调整方向</translation>
    </message>
    <message>
        <source>increase, but the adjustment only lets it be cut</source>
        <translation>增加，但调整只允许核减</translation>
    </message>
    <message>
        <source>main indicators</source>
        <translation>主要指标</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>未达到</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺</translation>
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
        <source>not judged</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>not known: a value is missing</source>
        <translation>不明：缺少指标值</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>未执行</translation>
    </message>
    <message>
        <source>nothing to compare with: there is no base value</source>
        <translation>无从比较：没有基期值</translation>
    </message>
    <message>
        <source>nothing to note</source>
        <translation>全部符合</translation>
    </message>
    <message>
        <source>number</source>
        <translation>序号</translation>
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
        <source>other indicators</source>
        <translation>其他指标</translation>
    </message>
    <message>
        <source>other targets</source>
        <translation>其他目标</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>达到</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>risks</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>targets missed</source>
        <translation>目标未达到</translation>
    </message>
    <message>
        <source>total</source>
        <translation>小计</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>unchanged, as the adjustment may leave it</source>
        <translation>不变，符合调整要求</translation>
    </message>
    <message>
        <source>under {high} ha</source>
        <translation>{high} 公顷以下</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>values missing</source>
        <translation>缺少必填值</translation>
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
        <source>warnings: {count}</source>
        <translation>警告 {count}</translation>
    </message>
    <message>
        <source>with errors</source>
        <translation>有错误</translation>
    </message>
    <message>
        <source>with values missing</source>
        <translation>缺少必填值</translation>
    </message>
    <message>
        <source>with warnings only</source>
        <translation>仅有警告</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{amount} (part of the unit)</source>
        <translation>{amount}（部分覆盖）</translation>
    </message>
    <message>
        <source>{features} sub-compartments make {count} patches; the largest has {area} ha.</source>
        <translation>{features} 个小班构成 {count} 个斑块；最大斑块 {area} 公顷。</translation>
    </message>
    <message>
        <source>{indicator} by units ({measure})</source>
        <translation>{indicator}分单元情况（{measure}）</translation>
    </message>
    <message>
        <source>{low} ha and over</source>
        <translation>{low} 公顷以上</translation>
    </message>
    <message>
        <source>{low} to {high} ha</source>
        <translation>{low} 至 {high} 公顷</translation>
    </message>
    <message>
        <source>{one} − {other}</source>
        <translation>{one}减{other}</translation>
    </message>
    <message>
        <source>{state}: {reason} ({signed})</source>
        <translation>{state}：{reason}（{signed}）</translation>
    </message>
    <message>
        <source>{title}: {sentence}</source>
        <translation>{title}：{sentence}</translation>
    </message>
    <message>
        <source>{units} and {count} more</source>
        <translation>{units} 等，另有 {count} 个</translation>
    </message>
    <message>
        <source>{unit}, in no unit below it</source>
        <translation>{unit}（不属于下级任何单元）</translation>
    </message>
    <message>
        <source>{unit}, {level}, target year {year}</source>
        <translation>{unit}，{level}，目标年 {year}</translation>
    </message>
    <message>
        <source>{unit}: {table}</source>
        <translation>{unit}{table}</translation>
    </message>
</context>
<context>
    <name>ReportLines</name>
    <message>
        <source>Report of the run</source>
        <translation>执行记录</translation>
    </message>
    <message>
        <source>… and {count} more.</source>
        <translation>……另有 {count} 条。</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Nothing to note.</source>
        <translation>无需说明的内容。</translation>
    </message>
    <message>
        <source>{count} more…</source>
        <translation>另有 {count} 条…</translation>
    </message>
</context>
<context>
    <name>Reproject</name>
    <message>
        <source>{layer} cannot be brought from {source} into {target}: there is no such place as {x}, {y}. Check whether the layer has the right coordinate reference system.</source>
        <translation>“{layer}”无法由 {source} 转换到 {target}：不存在坐标 {x}, {y} 的位置。请检查图层的坐标参考系是否正确。</translation>
    </message>
    <message>
        <source>{layer} cannot be brought into the coordinate reference system of the other layers, because one of them has none. Assign the coordinate reference system the data were made in.</source>
        <translation>“{layer}”无法转换到其他图层的坐标参考系：其中一方没有坐标参考系。请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>{layer} is in {source}, the other layers are in {target}, and QGIS knows no transformation between these datums. Bring {layer} into {target} with the parameters of the surveying office first.</source>
        <translation>“{layer}”的坐标参考系为 {source}，其他图层为 {target}，QGIS 没有两个基准之间的转换方法。请先用测绘部门的转换参数将“{layer}”转换到 {target}。</translation>
    </message>
</context>
<context>
    <name>Reserve</name>
    <message>
        <source>Reserves were not kept out of “{layer}”: {reason}</source>
        <translation>整备区未避让“{layer}”：{reason}</translation>
    </message>
    <message>
        <source>The parcels</source>
        <translation>图斑图层</translation>
    </message>
    <message>
        <source>The rule pack {pack} draws no consolidation reserves: it has no reserve in zones.yaml. Choose another pack.</source>
        <translation>规则包“{pack}”的 zones.yaml 中没有 reserve，不能划定基本农田整备区。请选择其他规则包。</translation>
    </message>
    <message>
        <source>The slope of {count} farmland parcels is not known; they count as not too steep. Give an elevation model or a field with the slope.</source>
        <translation>{count} 个耕地图斑的坡度不明，按未超过坡度限值处理。请提供高程模型或坡度字段。</translation>
    </message>
    <message>
        <source>is steeper than slope class {code}</source>
        <translation>坡度级别高于 {code}</translation>
    </message>
    <message>
        <source>lies across the border of a town</source>
        <translation>跨乡镇界</translation>
    </message>
    <message>
        <source>lies in no town of the layer of towns</source>
        <translation>不在乡镇图层的任何乡镇内</translation>
    </message>
    <message>
        <source>lies in {layer}</source>
        <translation>位于“{layer}”内</translation>
    </message>
    <message>
        <source>the farmland near it is too small for a reserve, or is of too few blocks</source>
        <translation>附近的耕地面积过小或块数过少，不足以构成整备区</translation>
    </message>
    <message>
        <source>{code} is no slope class of the rule pack {pack}; its classes: {codes}.</source>
        <translation>{code} 不是规则包“{pack}”的坡度级别；可用的级别：{codes}。</translation>
    </message>
</context>
<context>
    <name>Responsibility</name>
    <message>
        <source>In {layer} {count} values of the field {field} belong to several parcels each, for example {key}: nobody could tell who answers for which. Correct them first.</source>
        <translation>图层“{layer}”的字段 {field} 有 {count} 个值各对应多个图斑，例如 {key}：无法确定责任人对应哪个图斑。请先改正。</translation>
    </message>
    <message>
        <source>The basic farmland</source>
        <translation>永久基本农田图层</translation>
    </message>
    <message>
        <source>The layer of towns does not have the towns {codes}, which villages with basic farmland belong to; they are named by their codes.</source>
        <translation>乡镇图层缺少乡镇 {codes}，而其下辖村有永久基本农田；乡镇名称以代码代替。</translation>
    </message>
    <message>
        <source>The rule pack {pack} knows no zones of responsibility: it has no responsibility in zones.yaml. Choose another pack.</source>
        <translation>规则包“{pack}”的 zones.yaml 中没有 responsibility，不能划定责任保护区。请选择其他规则包。</translation>
    </message>
    <message>
        <source>The table of persons {layer} has no column with the codes of the units ({headings}). Choose it.</source>
        <translation>责任人表“{layer}”没有行政单元代码列（{headings}）。请选择。</translation>
    </message>
    <message>
        <source>The table of persons {layer} has no column with the names of the persons ({headings}). Choose it.</source>
        <translation>责任人表“{layer}”没有责任人姓名列（{headings}）。请选择。</translation>
    </message>
    <message>
        <source>{count} parcels ({area} m²) are in no village: they are in no block and no zone, for example {keys}.</source>
        <translation>{count} 个图斑（{area} m²）不在任何村内，未划入保护片（块）和责任保护区，例如 {keys}。</translation>
    </message>
    <message>
        <source>{count} parcels have no shape: they are in no block and no zone, for example {keys}.</source>
        <translation>{count} 个图斑没有图形，未划入保护片（块）和责任保护区，例如 {keys}。</translation>
    </message>
    <message>
        <source>{count} parcels lie in another village than their location code names, for example {key}: code {code}, map {village}. They were put down to the village of the code; check them.</source>
        <translation>{count} 个图斑所在的村与其座落代码不符，例如 {key}：代码 {code}，图上位于 {village}。已按代码归村，请核实。</translation>
    </message>
    <message>
        <source>{count} parcels of {layer} have no area in the field {field}; they count with their whole area on the ellipsoid.</source>
        <translation>图层“{layer}”有 {count} 个图斑的字段 {field} 没有面积，按全部椭球面积计。</translation>
    </message>
    <message>
        <source>{count} units of {layer} have a code that has not {digits} digits, for example {code}; they were left out.</source>
        <translation>图层“{layer}”有 {count} 个单元的代码不是 {digits} 位，例如 {code}；已略去。</translation>
    </message>
    <message>
        <source>{layer} cannot serve as basic farmland: it has to hold polygons and to have a coordinate reference system.</source>
        <translation>图层“{layer}”不能用作永久基本农田图层：须为面图层并有坐标参考系。</translation>
    </message>
    <message>
        <source>{layer} holds no parcel.</source>
        <translation>图层“{layer}”没有图斑。</translation>
    </message>
    <message>
        <source>{unit} ({code}) has more than {count} separate areas of basic farmland, more than there are numbers of {digits} digits.</source>
        <translation>{unit}（{code}）的永久基本农田互不相连的地块超过 {count} 个，{digits} 位编号不够用。</translation>
    </message>
</context>
<context>
    <name>ResponsibilityZones</name>
    <message>
        <source>A row per town, village and group with title, person and area.</source>
        <translation>每个乡镇、村和组一行，附职务、责任人和面积。</translation>
    </message>
    <message>
        <source>Administrative areas with 9-digit codes. Left empty: those of the plan.</source>
        <translation>代码为 9 位的行政区。留空则采用规划数据中的行政区。</translation>
    </message>
    <message>
        <source>Basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>保护片（块）数</translation>
    </message>
    <message>
        <source>Contiguous basic farmland of a village, in the pack&apos;s fields.</source>
        <translation>同一村内集中连片的永久基本农田，采用规则包的字段。</translation>
    </message>
    <message>
        <source>Day (YYYY-MM-DD) written to the zones; may be left empty.</source>
        <translation>写入责任保护区的日期（YYYY-MM-DD），可留空。</translation>
    </message>
    <message>
        <source>Divides basic farmland among towns, villages and groups and those who answer for it.</source>
        <translation>将永久基本农田落实到乡镇、村、组及其责任人。</translation>
    </message>
    <message>
        <source>Draw responsibility zones</source>
        <translation>划定责任保护区</translation>
    </message>
    <message>
        <source>Every parcel of basic farmland belongs to the village its location code names, else to the village it lies in. Parcels of a village that lie side by side form a protection block, the blocks of a town its protection zone; numbers are the code of the unit and a serial number from north to south and west to east. Zones and blocks have the fields of the rule pack, with areas, the quality grade of most of the farmland and what lies on each side. The table of persons gives each town, village and group the person who answers for it; the last table is the table of protection responsibility, in mu. Parcels in no village and units without a person are named in the log.</source>
        <translation>每个永久基本农田图斑按座落代码归村，没有对应的村时按所在位置归村。同一村内相邻的图斑构成保护片（块），同一乡镇的保护片（块）构成责任保护区；编号由行政单元代码和自北向南、自西向东的顺序号组成。责任保护区和保护片（块）采用规则包的字段，包括面积、占多数的耕地质量等别和四至。责任人表给出各乡镇、村、组的责任人；最后输出的是保护责任一览表，单位为亩。不在任何村内的图斑和没有责任人的单元在日志中列出。</translation>
    </message>
    <message>
        <source>Field with the person</source>
        <translation>责任人字段</translation>
    </message>
    <message>
        <source>Field with the telephone</source>
        <translation>电话字段</translation>
    </message>
    <message>
        <source>Field with the unit&apos;s code</source>
        <translation>单元代码字段</translation>
    </message>
    <message>
        <source>Groups with codes that begin with the village&apos;s. Left empty: those the location codes name.</source>
        <translation>代码以村代码开头的村民小组。留空则采用座落代码所指的组。</translation>
    </message>
    <message>
        <source>Left empty: found by the headings the rule pack knows.</source>
        <translation>留空则按规则包规定的列名查找。</translation>
    </message>
    <message>
        <source>No table of persons was given: the columns of persons are empty.</source>
        <translation>未提供责任人表：责任人各列为空。</translation>
    </message>
    <message>
        <source>Nobody answers for {count} units: {units}</source>
        <translation>{count} 个单元没有责任人：{units}</translation>
    </message>
    <message>
        <source>Off: a town has one zone, of several parts where its farmland is apart.</source>
        <translation>不勾选时，每个乡镇为一个责任保护区；永久基本农田不相连时由多个部件组成。</translation>
    </message>
    <message>
        <source>One zone for each contiguous part</source>
        <translation>每处连片范围各设一个责任保护区</translation>
    </message>
    <message>
        <source>One zone per town, in the pack&apos;s fields.</source>
        <translation>每个乡镇一个责任保护区，采用规则包的字段。</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>图斑数</translation>
    </message>
    <message>
        <source>Parcels in no village</source>
        <translation>不在任何村内的图斑数</translation>
    </message>
    <message>
        <source>Parcels of basic farmland with number, location code and net area.</source>
        <translation>永久基本农田图斑，带编号、座落代码和净面积。</translation>
    </message>
    <message>
        <source>Parcels with their responsible persons</source>
        <translation>图斑及其责任人</translation>
    </message>
    <message>
        <source>Protected since</source>
        <translation>保护开始日期</translation>
    </message>
    <message>
        <source>Protection blocks</source>
        <translation>保护片（块）</translation>
    </message>
    <message>
        <source>Protection zones</source>
        <translation>责任保护区</translation>
    </message>
    <message>
        <source>Responsible persons</source>
        <translation>责任人表</translation>
    </message>
    <message>
        <source>Responsible persons by unit</source>
        <translation>分单元责任人</translation>
    </message>
    <message>
        <source>Table of protection responsibility</source>
        <translation>保护责任一览表</translation>
    </message>
    <message>
        <source>Table with a row per unit: its code, the person, telephone, households, start, remarks.</source>
        <translation>每个单元一行的表：代码、责任人、电话、农户个数、责任起始时间、备注。</translation>
    </message>
    <message>
        <source>The parcels with zone, block, units, persons and areas in m² and mu.</source>
        <translation>带责任保护区、保护片（块）、行政单元、责任人以及面积（平方米和亩）的图斑。</translation>
    </message>
    <message>
        <source>The table of persons names units without basic farmland: {codes}</source>
        <translation>责任人表中的以下单元没有永久基本农田：{codes}</translation>
    </message>
    <message>
        <source>The table of the annex, a row per block and group, in mu.</source>
        <translation>附件规定的表，每个保护片（块）和组一行，单位为亩。</translation>
    </message>
    <message>
        <source>Towns</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>Units without a person</source>
        <translation>没有责任人的单元数</translation>
    </message>
    <message>
        <source>Villagers&apos; groups</source>
        <translation>村民小组</translation>
    </message>
    <message>
        <source>Villages</source>
        <translation>村</translation>
    </message>
    <message>
        <source>Villages with 12-digit codes. Left empty: those of the plan, else the location codes alone.</source>
        <translation>代码为 12 位的村级行政区。留空则采用规划数据中的图层；也没有时，仅依据座落代码。</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>责任保护区数</translation>
    </message>
    <message>
        <source>basic farmland,responsibility,protection zone,protection block,town,village,group</source>
        <translation>永久基本农田,责任保护区,保护片块,责任人,乡镇,村,组,responsibility</translation>
    </message>
    <message>
        <source>{count} rows of the table of persons name no unit or no person; they were left out.</source>
        <translation>责任人表有 {count} 行没有单元或责任人，已略去。</translation>
    </message>
    <message>
        <source>{layer} holds no unit with a code of {digits} digits.</source>
        <translation>图层“{layer}”中没有代码为 {digits} 位的单元。</translation>
    </message>
    <message>
        <source>“{text}” is no day of the form YYYY-MM-DD, for example 2016-12-31.</source>
        <translation>“{text}”不是 YYYY-MM-DD 格式的日期，正确写法如 2016-12-31。</translation>
    </message>
</context>
<context>
    <name>ResultLayers</name>
    <message>
        <source>Required fields of {layer} are empty where neither the parcels nor the basic farmland before has their values: {fields}.</source>
        <translation>图层“{layer}”的必填字段有空值，因图斑和划定前永久基本农田均无相应的值：{fields}。</translation>
    </message>
    <message>
        <source>{count} parcels have no land class of the pack: the ledger lists them as other agricultural land.</source>
        <translation>{count} 个图斑的地类不在规则包中：台账按其他农用地登记。</translation>
    </message>
    <message>
        <source>{count} removed parcels have no code of the reason ({field}): the rule pack knows none for why they leave. Fill it in; the reasons are in the layer of removed parcels.</source>
        <translation>{count} 个划出图斑没有划出原因代码（{field}）：规则包未给出其调出理由的代码。请补填；理由见划出图斑图层。</translation>
    </message>
    <message>
        <source>{count} texts are longer than the {length} characters of the field {field} and were cut, for example “{text}”.</source>
        <translation>{count} 个文本超过字段 {field} 的长度（{length} 个字符），已截断，例如“{text}”。</translation>
    </message>
    <message>
        <source>{count} values of the field {field} could not be taken over: they are no {type}.</source>
        <translation>字段 {field} 有 {count} 个值无法采用：类型不是 {type}。</translation>
    </message>
</context>
<context>
    <name>ResultStyles</name>
    <message>
        <source>{layer} keeps its plain colours: {reason}</source>
        <translation>图层“{layer}”仍用默认样式：{reason}</translation>
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
        <translation>圈层中心（{centres}）无法合并：{reason}。请修复其几何图形（“修复几何图形”算法）。</translation>
    </message>
    <message>
        <source>The layer of centres {layer} has coordinates in {source} that are no place in {target}. Check whether it has the right coordinate reference system, and its geometry.</source>
        <translation>圈层中心图层“{layer}”有 {source} 坐标在 {target} 中没有对应位置。请检查其坐标参考系和几何图形是否正确。</translation>
    </message>
    <message>
        <source>The layer of centres {layer} has no coordinate reference system. Assign the one its data were made in.</source>
        <translation>圈层中心图层“{layer}”没有坐标参考系。请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>图层 {layer}</translation>
    </message>
    <message>
        <source>nothing: there are no built-up areas or main roads, so all land counts as near</source>
        <translation>无（没有建成区和主要道路，全部土地按最近圈层计）</translation>
    </message>
    <message>
        <source>{count} parcels of the classes {classes}</source>
        <translation>地类 {classes} 的 {count} 个图斑</translation>
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
        <translation>检查类型 {kind} 需要规则 {rules}，而规则包中没有。</translation>
    </message>
    <message>
        <source>The expression names the condition @{name}, which {layer} does not have; did you mean @{suggestion}?</source>
        <translation>表达式中的条件 @{name} 在 {layer} 中不存在；是否应为 @{suggestion}？</translation>
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
        <translation>编号 {id} 在 {file} 中也已使用。</translation>
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
        <source>The indicator {code} in {unit} cannot be the sum of {part} in {other}.</source>
        <translation>指标 {code} 的单位为 {unit}，不能是单位为 {other} 的指标 {part} 之和。</translation>
    </message>
    <message>
        <source>The indicator {code} is measured by indicators that are measured by it.</source>
        <translation>指标 {code} 与其据以量算的指标循环引用。</translation>
    </message>
    <message>
        <source>The indicator {code} is there twice; the first time in line {line}.</source>
        <translation>指标 {code} 重复定义；首次出现在第 {line} 行。</translation>
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
        <translation>理由代码 {code} 专用于不符合任何条件的土地：请另选代码。</translation>
    </message>
    <message>
        <source>The reason code {code} is used twice; the first time in line {line}.</source>
        <translation>理由代码 {code} 重复；首次出现在第 {line} 行。</translation>
    </message>
    <message>
        <source>The reason code {code} must be a capital letter and two digits.</source>
        <translation>理由代码 {code} 必须是一个大写字母加两位数字。</translation>
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
        <source>The set {name} has no code.</source>
        <translation>代码集 {name} 没有代码。</translation>
    </message>
    <message>
        <source>The set {name} holds {word}, which is neither a code of the list nor a set above it.</source>
        <translation>代码集 {name} 中的 {word} 既不是代码表中的代码，也不是其上方的代码集。</translation>
    </message>
    <message>
        <source>The set {name} holds {word}, which is no set above it; did you mean {suggestion}?</source>
        <translation>代码集 {name} 中的 {word} 不是其上方的代码集；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>The tag {tag} is not allowed in a rule pack.</source>
        <translation>规则包中不允许使用标签 {tag}。</translation>
    </message>
    <message>
        <source>The variable @{variable} has no value when a check runs, and {layer} has no condition of that name; its conditions: {conditions}.</source>
        <translation>变量 @{variable} 在检查时没有值，{layer} 也没有同名的条件；已有的条件：{conditions}。</translation>
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
        <source>Two relations have the id {id}.</source>
        <translation>有两个平衡关系的 id 同为 {id}。</translation>
    </message>
    <message>
        <source>Two rule sets have the id {id}.</source>
        <translation>有两个规则集的 id 都是 {id}。</translation>
    </message>
    <message>
        <source>generations names {name}, which does not say generation_of: {id}.</source>
        <translation>generations 列出的 {name} 未注明 generation_of: {id}。</translation>
    </message>
    <message>
        <source>{alias} is an alias of {first} and of {second}.</source>
        <translation>{alias} 同时是 {first} 和 {second} 的别名。</translation>
    </message>
    <message>
        <source>{code} has no same_as: say which code of {base} it is.</source>
        <translation>{code} 没有 same_as：请注明对应 {base} 的哪个代码。</translation>
    </message>
    <message>
        <source>{code} has same_as, but the list has no generation_of that would say of which list.</source>
        <translation>{code} 有 same_as，但代码表没有 generation_of，无从得知对应哪个代码表。</translation>
    </message>
    <message>
        <source>{code} is same_as {same}, which is no code of {base}.</source>
        <translation>{code} 的 same_as 为 {same}，不是 {base} 中的代码。</translation>
    </message>
    <message>
        <source>{file} must be a list: every check begins with - id.</source>
        <translation>{file} 必须是列表：每个检查项以 - id 开头。</translation>
    </message>
    <message>
        <source>{file} needs indicators.yaml, which says what the administrative units are.</source>
        <translation>{file} 需要 indicators.yaml，其中规定了行政单元。</translation>
    </message>
    <message>
        <source>{file} says nothing: give reserve, responsibility or both, or leave the file out.</source>
        <translation>{file} 没有内容：请给出 reserve 或 responsibility，或两者都给出；也可不要该文件。</translation>
    </message>
    <message>
        <source>{file} says nothing: give urban_boundary, ecological_space or both, or leave the file out.</source>
        <translation>{file} 没有内容：请给出 urban_boundary 或 ecological_space，或两者都给出；也可不要该文件。</translation>
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
        <source>{key} compares amounts of different units: {units}.</source>
        <translation>{key} 比较的数值单位不同：{units}。</translation>
    </message>
    <message>
        <source>{key} has to be one of the classes of one_map: {known}.</source>
        <translation>{key} 必须是 one_map 所列地类之一：{known}。</translation>
    </message>
    <message>
        <source>{key} is a share of an area, from 0 to 1.</source>
        <translation>{key} 是面积比例，取值为 0 至 1。</translation>
    </message>
    <message>
        <source>{key} is a share: more than 0 and at most 1.</source>
        <translation>{key} 为比例：必须大于 0 且不大于 1。</translation>
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
        <translation>{key} 为空：请至少给出一项。</translation>
    </message>
    <message>
        <source>{key} is for criteria of the list leave only.</source>
        <translation>{key} 仅适用于 leave 列表中的条件。</translation>
    </message>
    <message>
        <source>{key} is for criteria of the status {status} only.</source>
        <translation>{key} 仅适用于 status 为 {status} 的条件。</translation>
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
        <translation>{key} 为 {value}：顺序号应为 1 至 9 位。</translation>
    </message>
    <message>
        <source>{key} is {value}: a share of the area must be more than 0 and at most 1 (0.5 is half).</source>
        <translation>{key} 为 {value}：面积比例必须大于 0 且不大于 1（0.5 即一半）。</translation>
    </message>
    <message>
        <source>{key} is {value}: an area is written in one of {units}; did you mean {suggestion}?</source>
        <translation>{key} 为 {value}：面积单位应为 {units} 之一；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{key} is {value}: from 0 to {most} decimals are possible.</source>
        <translation>{key} 为 {value}：小数位数应在 0 至 {most} 之间。</translation>
    </message>
    <message>
        <source>{key} is {value}: it is a share of the last decimal that values are written with, at most {most}. More is no rounding, and would hide what is missed.</source>
        <translation>{key} 为 {value}：该项以指标值的末位小数为单位，不得大于 {most}。再大就不是取舍误差，会掩盖未完成的任务。</translation>
    </message>
    <message>
        <source>{key} is {value}: it must be at least 1.</source>
        <translation>{key} 为 {value}：必须不小于 1。</translation>
    </message>
    <message>
        <source>{key} is {value}: with avoid a share is from 0 to less than 1, with inside more than 0 and at most 1.</source>
        <translation>{key} 为 {value}：avoid 的比例应不小于 0 且小于 1，inside 的比例应大于 0 且不大于 1。</translation>
    </message>
    <message>
        <source>{key} leaves out {codes} of the code list {name}: name every grade once, the strictest first.</source>
        <translation>{key} 缺少代码表 {name} 中的 {codes}：请将各等级各写一次，最严的在前。</translation>
    </message>
    <message>
        <source>{key} leaves out {id}, which the variant replaces by a rule of its own: do one of the two.</source>
        <translation>{key} 去除了 {id}，而该 variant 又有同名的规则：请只保留其一。</translation>
    </message>
    <message>
        <source>{key} looks at the shape of the parcels, which is not there when they are judged: use the measures, for example area_m2, or an overlay.</source>
        <translation>{key} 用到图斑的几何图形，而判定条件时没有几何图形：请使用量算值（例如 area_m2）或 overlay。</translation>
    </message>
    <message>
        <source>{key} must ascend: {value} comes after {earlier}.</source>
        <translation>{key} 必须由小到大：{value} 排在了 {earlier} 之后。</translation>
    </message>
    <message>
        <source>{key} must be a field of the layer with a code list, not {name}.</source>
        <translation>{key} 必须是图层中有代码表的字段，不能是 {name}。</translation>
    </message>
    <message>
        <source>{key} must be a grouping of the layer of the subject; groupings: {groupings}.</source>
        <translation>{key} 必须是评价对象图层的分组方式；可用的分组方式：{groupings}。</translation>
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
        <source>{key} must be from 0 to {most}.</source>
        <translation>{key} 必须在 0 至 {most} 之间。</translation>
    </message>
    <message>
        <source>{key} must be more than 0 and ascend.</source>
        <translation>{key} 必须大于 0，且由小到大。</translation>
    </message>
    <message>
        <source>{key} must be more than 0 and at most 1.</source>
        <translation>{key} 必须大于 0 且不大于 1。</translation>
    </message>
    <message>
        <source>{key} must be more than 0.</source>
        <translation>{key} 必须大于 0。</translation>
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
        <source>{key} must hold one way to measure.</source>
        <translation>{key} 必须只有一种量算方法。</translation>
    </message>
    <message>
        <source>{key} must name at least one; leave the key out for the default.</source>
        <translation>{key} 至少要列出一项；采用默认值时请省略该键。</translation>
    </message>
    <message>
        <source>{key} must name town, village and group, in this order.</source>
        <translation>{key} 必须依次列出 town、village 和 group。</translation>
    </message>
    <message>
        <source>{key} must not be negative.</source>
        <translation>{key} 不能为负数。</translation>
    </message>
    <message>
        <source>{key} names no level.</source>
        <translation>{key} 没有指定层级。</translation>
    </message>
    <message>
        <source>{key} names no rule set.</source>
        <translation>{key} 没有列出规则集。</translation>
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
        <translation>{key} 引用的代码表 {name} 没有 group：无法区分农用地、建设用地和未利用地。</translation>
    </message>
    <message>
        <source>{key} names the code {code}, which the code list {list} does not have; its codes: {codes}.</source>
        <translation>{key} 引用的代码 {code} 不在代码表 {list} 中；该表的代码：{codes}。</translation>
    </message>
    <message>
        <source>{key} names the column {name}, which the table does not have; its columns: {columns}.</source>
        <translation>{key} 引用的列 {name} 不在表中；该表的列：{columns}。</translation>
    </message>
    <message>
        <source>{key} names the condition {name}, which {layer} does not have; did you mean {suggestion}?</source>
        <translation>{key} 引用的条件 {name} 在 {layer} 中不存在；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{key} names the condition {name}, which {layer} does not have; its conditions: {conditions}.</source>
        <translation>{key} 引用的条件 {name} 在 {layer} 中不存在；已有的条件：{conditions}。</translation>
    </message>
    <message>
        <source>{key} names the field {field}, which has no code list.</source>
        <translation>{key} 引用的字段 {field} 没有代码表。</translation>
    </message>
    <message>
        <source>{key} names the field {field}, which is of the type {type} and holds no numbers.</source>
        <translation>{key} 引用的字段 {field} 为 {type} 类型，不是数值。</translation>
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
        <source>{key} names the field {field}, whose unit in layers.yaml is not ha.</source>
        <translation>{key} 引用的字段 {field} 在 layers.yaml 中的单位不是 ha。</translation>
    </message>
    <message>
        <source>{key} names the figure {name}, which is not there; figures: {figures}.</source>
        <translation>{key} 引用的评价指标 {name} 不存在；已有的评价指标：{figures}。</translation>
    </message>
    <message>
        <source>{key} names the grouping {name}, which is not there; groupings: {groupings}.</source>
        <translation>{key} 引用的分组 {name} 不存在；已有的分组：{groupings}。</translation>
    </message>
    <message>
        <source>{key} names the indicator {code}, which indicators.yaml does not have; its indicators: {codes}.</source>
        <translation>{key} 引用的指标 {code} 不在 indicators.yaml 中；已有的指标：{codes}。</translation>
    </message>
    <message>
        <source>{key} names the indicator {code}, which the file does not have; did you mean {suggestion}?</source>
        <translation>{key} 引用的指标 {code} 不在该文件中；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{key} names the indicator {code}, which the file does not have; its indicators: {codes}.</source>
        <translation>{key} 引用的指标 {code} 不在该文件中；已有的指标：{codes}。</translation>
    </message>
    <message>
        <source>{key} names the layer {layer}, of which nothing is summed up here.</source>
        <translation>{key} 引用了图层 {layer}，而此处未对该图层作汇总。</translation>
    </message>
    <message>
        <source>{key} names the layer {layer}, which has no areas.</source>
        <translation>{key} 引用的图层 {layer} 没有面积。</translation>
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
        <translation>{key} 引用的图层 {layer} 的几何类型为 {geometry}；可选值：{choices}。</translation>
    </message>
    <message>
        <source>{key} names the tolerance {name}, which pack.yaml does not have; did you mean {suggestion}?</source>
        <translation>{key} 引用的容差 {name} 不在 pack.yaml 中；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{key} names {id}, but no check has such an id.</source>
        <translation>{key} 引用的检查项 {id} 不存在。</translation>
    </message>
    <message>
        <source>{key} names {value} twice.</source>
        <translation>{key} 重复列出了 {value}。</translation>
    </message>
    <message>
        <source>{key} names {value}, which forest_land does not.</source>
        <translation>{key} 列出的 {value} 不在 forest_land 中。</translation>
    </message>
    <message>
        <source>{key} says nothing where the rule applies by {by}: leave it out, or write by: share.</source>
        <translation>规则以 {by} 方式适用时 {key} 不起作用：请删除，或写 by: share。</translation>
    </message>
    <message>
        <source>{key} says nothing, because no evidence is needed.</source>
        <translation>{key} 不起作用，因为不需要举证材料。</translation>
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
        <translation>{key}：{digits} 位代码不比上级单元的代码长。</translation>
    </message>
    <message>
        <source>{key}: a figure is measured from layers; give terms.</source>
        <translation>{key}：评价指标由图层量算，请给出 terms。</translation>
    </message>
    <message>
        <source>{key}: a group goes by codes, by a range (from, below), by an expression (where), or consists of groups: give one of these.</source>
        <translation>{key}：分组可以按代码（codes）、按范围（from、below）、按表达式（where）确定，或由下级分组（groups）组成：请给出其一。</translation>
    </message>
    <message>
        <source>{key}: a range needs a field of numbers.</source>
        <translation>{key}：范围需要数值字段。</translation>
    </message>
    <message>
        <source>{key}: codes need a field.</source>
        <translation>{key}：代码需要指定字段。</translation>
    </message>
    <message>
        <source>{key}: give either indicator, the field of the code, or code, the indicator of all rows.</source>
        <translation>{key}：请在 indicator（指标代码字段）和 code（所有行的指标）中填写其一。</translation>
    </message>
    <message>
        <source>{key}: give either terms or indicators.</source>
        <translation>{key}：请在 terms 和 indicators 中填写其一。</translation>
    </message>
    <message>
        <source>{key}: give either values, the kind of value by field, or value, kind and kinds.</source>
        <translation>{key}：请填写 values（各字段的指标值类型），或填写 value、kind 和 kinds。</translation>
    </message>
    <message>
        <source>{key}: give either where, or field and set.</source>
        <translation>{key}：请给出 where，或给出 field 和 set。</translation>
    </message>
    <message>
        <source>{key}: give reason, the field with the reason of a change, as well.</source>
        <translation>{key}：请同时给出 reason，即变化原因字段。</translation>
    </message>
    <message>
        <source>{key}: layers.yaml demands nothing of {layer}.{field} that this check could look at, so it would never find anything.</source>
        <translation>{key}：layers.yaml 对 {layer}.{field} 没有此项检查可用的要求，检查永远不会有结果。</translation>
    </message>
    <message>
        <source>{key}: name a field, or groups with an expression each.</source>
        <translation>{key}：请指定字段，或为每个分组给出表达式。</translation>
    </message>
    <message>
        <source>{key}: only terms can be divided.</source>
        <translation>{key}：只有 terms 可以相除。</translation>
    </message>
    <message>
        <source>{key}: the code list {list} has no code {code}.</source>
        <translation>{key}：代码表 {list} 中没有代码 {code}。</translation>
    </message>
    <message>
        <source>{key}: the code list {list} has no set {name}; did you mean {suggestion}?</source>
        <translation>{key}：代码表 {list} 没有代码集 {name}；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{key}: the code list {list} has no set {name}; its sets: {sets}.</source>
        <translation>{key}：代码表 {list} 没有代码集 {name}；已有的代码集：{sets}。</translation>
    </message>
    <message>
        <source>{key}: the condition is defined by itself: {way}.</source>
        <translation>{key}：条件循环引用自身：{way}。</translation>
    </message>
    <message>
        <source>{key}: the field has no code list, so it has no sets.</source>
        <translation>{key}：该字段没有代码表，因此没有代码集。</translation>
    </message>
    <message>
        <source>{key}: the group {name} is there twice.</source>
        <translation>{key}：分组 {name} 重复。</translation>
    </message>
    <message>
        <source>{key}: the grouping goes by the field {field}, so its groups have no expressions.</source>
        <translation>{key}：按字段 {field} 分组，各分组不应有表达式。</translation>
    </message>
    <message>
        <source>{key}: the grouping {grouping} has no group {name}; its groups: {groups}.</source>
        <translation>{key}：分组方式 {grouping} 没有分组 {name}；已有的分组：{groups}。</translation>
    </message>
    <message>
        <source>{key}: the name {name} would match every layer.</source>
        <translation>{key}：名称 {name} 会匹配所有图层。</translation>
    </message>
    <message>
        <source>{key}: the period {first}–{last} must follow the one before it and end after it begins.</source>
        <translation>{key}：定额期 {first}–{last} 必须接在前一期之后，且止年不早于起年。</translation>
    </message>
    <message>
        <source>{key}: the range from {low} to below {high} is empty.</source>
        <translation>{key}：范围从 {low} 到 {high} 以下为空。</translation>
    </message>
    <message>
        <source>{key}: the regular expression {pattern} is wrong: {reason}.</source>
        <translation>{key}：正则表达式 {pattern} 有误：{reason}。</translation>
    </message>
    <message>
        <source>{key}: two measures hold for {year}.</source>
        <translation>{key}：{year} 年有两种量算方法。</translation>
    </message>
    <message>
        <source>{key}: two measures name no years, so both would hold for the others.</source>
        <translation>{key}：有两种量算方法未指定年度，对其余年度同时生效。</translation>
    </message>
    <message>
        <source>{key}: units.digits does not say how long a code of this level is.</source>
        <translation>{key}：units.digits 未规定该层级代码的长度。</translation>
    </message>
    <message>
        <source>{key}: values of {code} do not add up, so it is not handed down: remove it, or give children.</source>
        <translation>{key}：指标 {code} 的值不能相加，不作分解下达：请删除，或填写 children。</translation>
    </message>
    <message>
        <source>{key}: variant and variants go together.</source>
        <translation>{key}：variant 和 variants 必须同时给出。</translation>
    </message>
    <message>
        <source>{key}: {breaks} breaks make {classes} classes, but there are {count} codes.</source>
        <translation>{key}：{breaks} 个分界值分为 {classes} 级，而代码有 {count} 个。</translation>
    </message>
    <message>
        <source>{key}: {code} is a ratio, and ratios of several units do not add up: remove it.</source>
        <translation>{key}：{code} 是比率指标，各单元的比率不能相加：请删除。</translation>
    </message>
    <message>
        <source>{key}: {code} is in the groups {one} and {other}.</source>
        <translation>{key}：{code} 同时属于分组 {one} 和 {other}。</translation>
    </message>
    <message>
        <source>{key}: {code} is no code of the code list {name}; did you mean {suggestion}?</source>
        <translation>{key}：{code} 不是代码表 {name} 中的代码；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{key}: {code} is no code of the code list {name}; its codes: {codes}.</source>
        <translation>{key}：{code} 不是代码表 {name} 中的代码；该表的代码：{codes}。</translation>
    </message>
    <message>
        <source>{key}: {code} is no indicator of indicators.yaml; there are {known}.</source>
        <translation>{key}：indicators.yaml 中没有指标 {code}；已有的指标：{known}。</translation>
    </message>
    <message>
        <source>{key}: {crs} is no authority id of the form EPSG:4490.</source>
        <translation>{key}：{crs} 不是形如 EPSG:4490 的代号。</translation>
    </message>
    <message>
        <source>{key}: {distance} m must be more than {before} m, the rings go from near to far.</source>
        <translation>{key}：{distance} m 必须大于 {before} m，圈层应由近及远。</translation>
    </message>
    <message>
        <source>{key}: {field} has no code list, so classes of two generations could not be compared.</source>
        <translation>{key}：{field} 没有代码表，无法比较两代地类代码。</translation>
    </message>
    <message>
        <source>{key}: {field} is in {own} and cannot be written in {unit}.</source>
        <translation>{key}：{field} 的单位为 {own}，不能以 {unit} 写出。</translation>
    </message>
    <message>
        <source>{key}: {field} is in {own}, but the indicator in {unit}.</source>
        <translation>{key}：{field} 的单位为 {own}，而指标的单位为 {unit}。</translation>
    </message>
    <message>
        <source>{key}: {id} must be an id of four digits, or its beginning followed by *.</source>
        <translation>{key}：{id} 必须是四位编号，或编号的开头加 *。</translation>
    </message>
    <message>
        <source>{key}: {layer} has no areas, so name a field, and neither less nor within.</source>
        <translation>{key}：{layer} 没有面积，请指定 field，且不要使用 less 和 within。</translation>
    </message>
    <message>
        <source>{key}: {layer} has no areas, so name a field.</source>
        <translation>{key}：{layer} 没有面积，请指定字段。</translation>
    </message>
    <message>
        <source>{key}: {layer} has no key in layers.yaml, so its features could not be matched.</source>
        <translation>{key}：{layer} 在 layers.yaml 中没有 key，无法对应其要素。</translation>
    </message>
    <message>
        <source>{key}: {name} goes by another layer than every block of the table.</source>
        <translation>{key}：{name} 所用的图层与表中各栏都不同。</translation>
    </message>
    <message>
        <source>{key}: {name} goes by the layer {layer}, but {other} is summed up.</source>
        <translation>{key}：{name} 针对图层 {layer}，而汇总的是 {other}。</translation>
    </message>
    <message>
        <source>{key}: {name} is a name that QGIS gives a value itself: choose another.</source>
        <translation>{key}：{name} 是 QGIS 自身赋值的名称，请另选名称。</translation>
    </message>
    <message>
        <source>{key}: {name} is no class and no mark of the land; did you mean {suggestion}?</source>
        <translation>{key}：{name} 既不是林地类别，也不是林地标记；是否应为 {suggestion}？</translation>
    </message>
    <message>
        <source>{key}: {name} is no class and no mark of the land; there are {known}.</source>
        <translation>{key}：{name} 既不是林地类别，也不是林地标记；可用的有：{known}。</translation>
    </message>
    <message>
        <source>{key}: {name} is there twice, the first time in line {line}.</source>
        <translation>{key}：{name} 重复；首次出现在第 {line} 行。</translation>
    </message>
    <message>
        <source>{key}: {name} is there twice.</source>
        <translation>{key}：{name} 重复。</translation>
    </message>
    <message>
        <source>{key}: {value} is no slope between 0 and 90 degrees.</source>
        <translation>{key}：{value} 不是 0 至 90 度之间的坡度。</translation>
    </message>
    <message>
        <source>{key}: {value} stands for another decision already.</source>
        <translation>{key}：{value} 已表示另一种决定。</translation>
    </message>
    <message>
        <source>{key}: {year} is neither the base year nor a target year of pack.yaml ({years}).</source>
        <translation>{key}：{year} 既不是 pack.yaml 的基期年，也不是目标年（{years}）。</translation>
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
        <source>{section} concerns all forest land: give a condition (where), a layer (overlay) or both; what is left over has its grade by rest.</source>
        <translation>{section} 对所有林地都成立：请给出条件（where）、图层（overlay）或两者；其余林地的等级由 rest 规定。</translation>
    </message>
    <message>
        <source>{section} has a minimum and an exclusive_minimum: keep one.</source>
        <translation>{section} 同时有 minimum 和 exclusive_minimum：请保留其一。</translation>
    </message>
    <message>
        <source>{section} holds for every parcel: give where, overlay, or evidence without which it is ignored.</source>
        <translation>{section} 对所有图斑都成立：请给出 where、overlay，或缺少时即不适用的举证材料。</translation>
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
        <source>Runs the checks of a rule pack on a delivery or on the open project. The findings go to a workspace GeoPackage, where they keep their identity from run to run, to a report for handing over and to a correction list. The verdict is “passed” only when every required check ran and passed; it is “incomplete” while one did not run, and the report says which and why. The delivery itself is never changed. Indicators are judged by the tables of the delivery; where it has none, by the values that the workspace keeps.</source>
        <translation>对成果或当前工程执行规则包的检查项。问题写入工作空间（GeoPackage），同一问题在历次检查中保持同一身份；同时可生成供提交的自检报告和整改清单。只有全部必检项均已执行并通过，结论才为“合格”（passed）；只要有必检项未执行，结论即为“不完整”（incomplete），报告会列明是哪些检查项及其原因。成果数据本身不会被修改。指标按成果中的表审查；成果没有指标表的，按工作空间中保存的指标值审查。</translation>
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
    <name>RunStep</name>
    <message>
        <source>Delineate</source>
        <translation>开始划定</translation>
    </message>
    <message>
        <source>Delineation</source>
        <translation>划定</translation>
    </message>
    <message>
        <source>Give at least one target first.</source>
        <translation>请先填写任务面积。</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>inputs, targets or options have changed since: delineate again</source>
        <translation>输入数据、任务面积或选项已改变：请重新划定</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>尚未执行</translation>
    </message>
    <message>
        <source>refused: {reason}</source>
        <translation>未能执行：{reason}</translation>
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
        <translation>行政单元</translation>
    </message>
    <message>
        <source>Basic farmland now</source>
        <translation>现状永久基本农田</translation>
    </message>
    <message>
        <source>Criteria that could not be judged</source>
        <translation>无法判定的条件数</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>举证材料</translation>
    </message>
    <message>
        <source>For each unit with a target: what surely stays and enters, and whether waiting land may leave.</source>
        <translation>有任务面积的各行政单元：稳定保留和应划入的面积，以及待调出土地能否调出。</translation>
    </message>
    <message>
        <source>Judges each parcel by the criteria of the rule pack and adds the field status (must_enter, may_enter, keep, may_leave, must_leave, not_eligible), the reasons with their clauses, and the evidence that is needed, found and missing. Land outside: a ban goes before what must enter, that before what may enter; farmland that meets no criterion is not eligible (N00). Basic farmland: what must leave goes before what may leave; all other stays. A parcel that the border of an overlay cuts is judged as a whole by the share of its area that is covered; the shares are written, one field per criterion. Land that may leave only once the target is met has waits_for_target = 1; with targets the table of gates says for each unit whether it is met. A criterion whose layer or field is missing is named in the log and counted, it is never taken as not met.</source>
        <translation>按规则包的条件判定每个图斑，添加字段 status（must_enter 应划入、may_enter 可划入、keep 保留、may_leave 可调出、must_leave 应调出、not_eligible 不得划入）、理由及其条款，以及所需、已有和缺少的举证材料。现状以外的土地：禁入条件优先于应划入，应划入优先于可划入；不符合任何条件的耕地为不得划入（N00）。现状永久基本农田：应调出优先于可调出，其余保留。被叠加图层界线穿过的图斑，按被覆盖的面积比例整块判定；各条件的覆盖比例分别写入一个字段。须在任务完成后方可调出的土地，waits_for_target = 1；提供任务面积时，另有表格说明各行政单元是否完成任务。因缺少图层或字段而无法判定的条件，在日志中列出并计数，不会按不符合处理。</translation>
    </message>
    <message>
        <source>Land-use parcels of the whole county: the mean quality grade is reckoned from them.</source>
        <translation>全县的地类图斑：平均质量等别由其计算。</translation>
    </message>
    <message>
        <source>Left empty: the layer among the other layers of the plan, where there is one.</source>
        <translation>留空则采用其他规划数据中的图层（如有）。</translation>
    </message>
    <message>
        <source>Mean quality grade</source>
        <translation>平均质量等别</translation>
    </message>
    <message>
        <source>Mean quality grade of the county&apos;s farmland: {grade}</source>
        <translation>全县耕地平均质量等别：{grade}</translation>
    </message>
    <message>
        <source>Number and area of the parcels by unit, status and reason.</source>
        <translation>按行政单元、判定结果和理由统计的图斑数量和面积。</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>图斑</translation>
    </message>
    <message>
        <source>Parcels that are kept</source>
        <translation>保留图斑数</translation>
    </message>
    <message>
        <source>Parcels that are not eligible</source>
        <translation>不得划入图斑数</translation>
    </message>
    <message>
        <source>Parcels that may enter</source>
        <translation>可划入图斑数</translation>
    </message>
    <message>
        <source>Parcels that may leave</source>
        <translation>可调出图斑数</translation>
    </message>
    <message>
        <source>Parcels that must enter</source>
        <translation>应划入图斑数</translation>
    </message>
    <message>
        <source>Parcels that must leave</source>
        <translation>应调出图斑数</translation>
    </message>
    <message>
        <source>Parcels that wait for the target</source>
        <translation>待任务完成后调出的图斑数</translation>
    </message>
    <message>
        <source>Parcels whose evidence is missing</source>
        <translation>缺少举证材料的图斑数</translation>
    </message>
    <message>
        <source>Says of each parcel whether it must or may enter or leave the basic farmland, and why.</source>
        <translation>判定每个图斑应划入、可划入、可调出还是应调出永久基本农田，并说明理由。</translation>
    </message>
    <message>
        <source>Screen parcels</source>
        <translation>筛查图斑</translation>
    </message>
    <message>
        <source>Screened parcels</source>
        <translation>图斑筛查结果</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>筛查汇总</translation>
    </message>
    <message>
        <source>Table with parcel, kind of evidence and document. Left empty: the table among the other layers of the plan.</source>
        <translation>含图斑、举证材料类型和材料名称的表。留空则采用其他规划数据中的表。</translation>
    </message>
    <message>
        <source>Table with unit code and area in ha. Left empty: the table among the other layers of the plan.</source>
        <translation>含行政单元代码和面积（ha）的表。留空则采用其他规划数据中的表。</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>任务面积</translation>
    </message>
    <message>
        <source>Targets and waiting land</source>
        <translation>任务完成情况与待调出土地</translation>
    </message>
    <message>
        <source>The parcels have a field {field} of their own: it is called {name} in the result.</source>
        <translation>图斑已有字段 {field}：在结果中改名为 {name}。</translation>
    </message>
    <message>
        <source>The parcels with their own fields and the result.</source>
        <translation>带有原字段和筛查结果的图斑。</translation>
    </message>
    <message>
        <source>There are no targets, so the table of targets and waiting land is left out.</source>
        <translation>没有任务面积，不输出任务完成情况与待调出土地表。</translation>
    </message>
    <message>
        <source>Towns or villages. Left empty: the layer among the other layers of the plan.</source>
        <translation>乡镇或村级行政区。留空则采用其他规划数据中的图层。</translation>
    </message>
    <message>
        <source>screening,basic farmland,criteria,enter,leave,evidence,delineation</source>
        <translation>筛查,永久基本农田,划入条件,调出条件,举证材料,划定,screening,criteria</translation>
    </message>
    <message>
        <source>{code} {title} was not judged: {reason}</source>
        <translation>{code} {title}：未判定。{reason}</translation>
    </message>
    <message>
        <source>{code} {title}: {count} parcels</source>
        <translation>{code} {title}：{count} 个图斑</translation>
    </message>
</context>
<context>
    <name>ScreeningStep</name>
    <message>
        <source>Double-click a row to see only its parcels on the map.</source>
        <translation>双击一行，地图上仅显示该行的图斑。</translation>
    </message>
    <message>
        <source>Judges each parcel by the criteria of the plan: must it enter, may it stay, has it to leave?</source>
        <translation>按规划的条件逐图斑判定：应划入、保留，还是应调出？</translation>
    </message>
    <message>
        <source>Only the chosen rows</source>
        <translation>仅显示所选行</translation>
    </message>
    <message>
        <source>Screen the parcels</source>
        <translation>开始筛查</translation>
    </message>
    <message>
        <source>Screening</source>
        <translation>筛查</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Shows only the parcels on the map that the chosen rows stand for.</source>
        <translation>地图上仅显示所选行对应的图斑。</translation>
    </message>
    <message>
        <source>Summary of the screening</source>
        <translation>筛查汇总</translation>
    </message>
    <message>
        <source>The layer {layer} is being edited: end the editing first.</source>
        <translation>图层“{layer}”正在编辑：请先结束编辑。</translation>
    </message>
    <message>
        <source>inputs have changed since: screen again</source>
        <translation>输入数据已改变：请重新筛查</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>尚未执行</translation>
    </message>
    <message>
        <source>refused: {reason}</source>
        <translation>未能执行：{reason}</translation>
    </message>
    <message>
        <source>the file of the results is gone: screen again</source>
        <translation>结果文件已不存在：请重新筛查</translation>
    </message>
    <message>
        <source>{count} parcels</source>
        <translation>{count} 个图斑</translation>
    </message>
    <message>
        <source>{text}; {warning}</source>
        <translation>{text}；{warning}</translation>
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
        <source>{field} ({title}) has {size} characters on {count} features, such as {value}, and {usual} on {most} others: write it one way in the whole layer.</source>
        <translation>有 {count} 个要素的 {field}（{title}）长 {size} 个字符，如 {value}，其余 {most} 个要素长 {usual} 个字符：整个图层请采用同一种写法。</translation>
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
        <source>{value} in {field} ({title}) is not in the code list {codes}; the nearest code is {nearest} ({name}).</source>
        <translation>{field}（{title}）的值“{value}”不在代码表“{codes}”中；最接近的代码为 {nearest}（{name}）。</translation>
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
        <source>{value}, made of {fields}, is not found in {target_field} of the layer {target}.</source>
        <translation>由 {fields} 组成的“{value}”在图层“{target}”的字段 {target_field} 中不存在。</translation>
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
    <name>SharesModel</name>
    <message>
        <source>Assigned now</source>
        <translation>现下达值</translation>
    </message>
    <message>
        <source>Base year</source>
        <translation>基期现状</translation>
    </message>
    <message>
        <source>Can have at most</source>
        <translation>潜力</translation>
    </message>
    <message>
        <source>New (ticked: fixed)</source>
        <translation>新份额（勾选为固定）</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>行政单元</translation>
    </message>
</context>
<context>
    <name>SlopeClasses</name>
    <message>
        <source>Band with the heights</source>
        <translation>高程波段</translation>
    </message>
    <message>
        <source>Class {code}: {count} parcels</source>
        <translation>{code} 级：{count} 个图斑</translation>
    </message>
    <message>
        <source>Compute slope classes</source>
        <translation>计算坡度级别</translation>
    </message>
    <message>
        <source>Elevation model (DEM)</source>
        <translation>高程模型（DEM）</translation>
    </message>
    <message>
        <source>Gives parcels their mean slope, the share of steep land and the slope class.</source>
        <translation>计算图斑的平均坡度、陡坡面积比例和坡度级别。</translation>
    </message>
    <message>
        <source>Heights in metres, in any coordinate reference system; not a raster of slopes.</source>
        <translation>以米为单位的高程，坐标参考系不限；不能是坡度栅格。</translation>
    </message>
    <message>
        <source>Land-use parcels, sub-compartments or any other polygons.</source>
        <translation>地类图斑、小班或其他面图层。</translation>
    </message>
    <message>
        <source>Measures the slope of parcels on an elevation model and adds four fields: mean_slope (degrees), steep_share (share of the area steeper than the pack&apos;s limit, 0 to 1), slope_class (code by the pack&apos;s classes, which differ between farmland and forestry) and dem_share (share of the parcel with heights). Slope is Horn&apos;s, on the model&apos;s own grid, with the cell size in metres on the ground; the model may be in another coordinate reference system, in degrees too. Every cell counts by the share of it that lies in the parcel, so a parcel smaller than a cell has a value. Parcels without heights keep empty fields and are listed.</source>
        <translation>在高程模型上量算图斑坡度，添加四个字段：mean_slope（平均坡度，度）、steep_share（坡度超过规则包限值的面积比例，0 至 1）、slope_class（规则包分级的坡度级别代码，农用地与林业的分级不同）和 dem_share（有高程的面积比例）。坡度采用 Horn 算法，在高程模型自身的格网上按像元的实地尺寸计算；高程模型可采用其他坐标参考系，包括经纬度。每个像元按其落在图斑内的比例计入，小于一个像元的图斑也能得到坡度。没有高程的图斑字段留空并列出。</translation>
    </message>
    <message>
        <source>No parcel of {layer} has a height of {dem}. Check that both lie in the same place and that the coordinate reference systems are right (elevation model: {crs}).</source>
        <translation>图层“{layer}”的图斑在 {dem} 中都没有高程。请检查两者是否在同一位置、坐标参考系是否正确（高程模型：{crs}）。</translation>
    </message>
    <message>
        <source>Number of the band, from 1.</source>
        <translation>波段序号，从 1 开始。</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>图斑</translation>
    </message>
    <message>
        <source>Parcels steeper than the limit</source>
        <translation>坡度超过限值的图斑数</translation>
    </message>
    <message>
        <source>Parcels that no cell with a height lies in, each with the reason.</source>
        <translation>没有任何有高程像元落入的图斑，各附原因。</translation>
    </message>
    <message>
        <source>Parcels with heights in part</source>
        <translation>部分有高程的图斑数</translation>
    </message>
    <message>
        <source>Parcels with slope</source>
        <translation>带坡度的图斑</translation>
    </message>
    <message>
        <source>Parcels without heights</source>
        <translation>没有高程的图斑</translation>
    </message>
    <message>
        <source>The layer {layer} was changed while it was read. Run again.</source>
        <translation>图层“{layer}”在读取过程中被修改。请重新执行。</translation>
    </message>
    <message>
        <source>The parcels have a field {field} of their own: it is called {name} in the result.</source>
        <translation>图斑已有字段 {field}：在结果中改名为 {name}。</translation>
    </message>
    <message>
        <source>The parcels with their fields and the four new ones.</source>
        <translation>带有原字段和四个新字段的图斑。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no slope classes: add slope to its pack.yaml, or choose another pack.</source>
        <translation>规则包“{pack}”没有坡度分级：请在 pack.yaml 中补充 slope，或选择其他规则包。</translation>
    </message>
    <message>
        <source>no polygon, or no such place in the coordinate reference system of the elevation model</source>
        <translation>不是面，或在高程模型的坐标参考系中没有对应位置</translation>
    </message>
    <message>
        <source>outside of the elevation model, or only cells without height</source>
        <translation>在高程模型范围之外，或所在像元均无高程</translation>
    </message>
    <message>
        <source>slope,DEM,elevation,terrain,steep,zonal statistics,parcel</source>
        <translation>坡度,坡度级别,坡度分级,高程模型,DEM,陡坡,分区统计,slope</translation>
    </message>
    <message>
        <source>{count} parcels have heights in part only (least share {share} %): their slope is that of the part with heights.</source>
        <translation>{count} 个图斑仅部分有高程（最小比例 {share} %）：其坡度为有高程部分的坡度。</translation>
    </message>
    <message>
        <source>{count} parcels have no heights and no slope class.</source>
        <translation>{count} 个图斑没有高程，也没有坡度级别。</translation>
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
    <name>Spreadsheet</name>
    <message>
        <source>The table {path} cannot be written. Choose another folder.</source>
        <translation>无法写入表格 {path}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The table {path} must be a file ending with .xlsx or .ods.</source>
        <translation>表格 {path} 的扩展名必须是 .xlsx 或 .ods。</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>All together, overlaps counted once</source>
        <translation>合计（重叠部分只计一次）</translation>
    </message>
    <message>
        <source>It is not measured in this unit.</source>
        <translation>该单元未量算此项。</translation>
    </message>
    <message>
        <source>No project takes land after {year}, so how far the use is ahead of time cannot be told.</source>
        <translation>{year} 年之后没有项目使用林地，无法判断定额使用是否超前。</translation>
    </message>
    <message>
        <source>The figure {figure} was not measured.</source>
        <translation>评价指标 {figure} 未量算。</translation>
    </message>
    <message>
        <source>The land inside is not divided by {grouping}: {reason}</source>
        <translation>其中的林地未按“{grouping}”细分：{reason}</translation>
    </message>
    <message>
        <source>The land inside is not measured: {reason}</source>
        <translation>其中的林地未量算：{reason}</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no status.yaml, so there is nothing to evaluate. Choose another pack.</source>
        <translation>规则包“{pack}”没有 status.yaml，没有可评价的内容。请选择其他规则包。</translation>
    </message>
    <message>
        <source>The total holds only the layers that are there; {count} are not.</source>
        <translation>合计只包括已有的图层，另缺 {count} 个。</translation>
    </message>
    <message>
        <source>There are no administrative units it could be measured for.</source>
        <translation>没有可供量算的行政单元。</translation>
    </message>
    <message>
        <source>There are no rows by {grouping}: {reason}</source>
        <translation>没有按“{grouping}”统计的行：{reason}</translation>
    </message>
    <message>
        <source>There are no targets of a year up to {year}, so the plan before cannot be evaluated. Add them to the table of values or give the workspace that keeps them.</source>
        <translation>没有 {year} 年及以前的目标值，无法评价上一轮规划。请在指标表中补充，或选择保存目标值的工作空间。</translation>
    </message>
    <message>
        <source>There is no quota: {indicator} has no value assigned or planned.</source>
        <translation>没有定额：“{indicator}”没有下达值或规划值。</translation>
    </message>
    <message>
        <source>There is no value in these units.</source>
        <translation>这些单元没有数值。</translation>
    </message>
    <message>
        <source>What it would be divided by is 0 everywhere.</source>
        <translation>除数全部为 0。</translation>
    </message>
    <message>
        <source>forest land inside</source>
        <translation>其中林地</translation>
    </message>
    <message>
        <source>no value for {year}</source>
        <translation>{year} 年无数值</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>不需填写</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>other value</source>
        <translation>其他值</translation>
    </message>
    <message>
        <source>{amount} {unit}</source>
        <translation>{amount} {unit}</translation>
    </message>
    <message>
        <source>{amount}%</source>
        <translation>{amount}%</translation>
    </message>
    <message>
        <source>{area} ha ({count} features of {layer}) have no {field} though they should: they stand in the rows “not stated”.</source>
        <translation>“{layer}”有 {count} 个要素（{area} 公顷）应填而未填 {field}：列入“未填写”行。</translation>
    </message>
    <message>
        <source>{column} is not divided: {reason}</source>
        <translation>“{column}”未细分：{reason}</translation>
    </message>
    <message>
        <source>{column} is not there: {reason}</source>
        <translation>缺少“{column}”：{reason}</translation>
    </message>
    <message>
        <source>{count} features of {layer} ({area} ha) are in no group of “{grouping}”, so the tables of its groups do not hold them.</source>
        <translation>“{layer}”有 {count} 个要素（{area} 公顷）不属于“{grouping}”的任何分组，未列入按其分组统计的表。</translation>
    </message>
    <message>
        <source>{count} features of {layer} are in no group of “{grouping}”: they stand in “{outside}”.</source>
        <translation>“{layer}”有 {count} 个要素不属于“{grouping}”的任何分组：列入“{outside}”。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have a value of {field} that belongs to no group: {values}. They stand in “other value”.</source>
        <translation>“{layer}”有 {count} 个要素的 {field} 取值不属于任何分组：{values}。列入“其他值”。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no amount and are not counted.</source>
        <translation>“{layer}”有 {count} 个要素没有数量，未计入。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no usable shape, so they are in no patch.</source>
        <translation>“{layer}”有 {count} 个要素没有可用的图形，未计入任何斑块。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no usable shape, so they lie in no ecological space.</source>
        <translation>“{layer}”有 {count} 个要素没有可用的图形，未计入任何生态空间。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no usable shape, so what lies in them is not measured. Check their geometry.</source>
        <translation>“{layer}”有 {count} 个要素没有可用的图形，其中的土地未量算。请检查其几何图形。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no {field} though they should: they stand in the rows “not stated”.</source>
        <translation>“{layer}”有 {count} 个要素应填而未填 {field}：列入“未填写”行。</translation>
    </message>
    <message>
        <source>{count} projects have no year and are not counted.</source>
        <translation>有 {count} 个项目没有年度，未计入。</translation>
    </message>
    <message>
        <source>{title}: {figure} of {unit} is {value}, above {limit} ({source}).</source>
        <translation>{title}：{unit}的{figure}为 {value}，高于 {limit}（{source}）。</translation>
    </message>
    <message>
        <source>{title}: {figure} of {unit} is {value}, below {limit} ({source}).</source>
        <translation>{title}：{unit}的{figure}为 {value}，低于 {limit}（{source}）。</translation>
    </message>
</context>
<context>
    <name>StatusStep</name>
    <message>
        <source>No program opens {file}: it lies beside the workspace.</source>
        <translation>没有可打开 {file} 的程序：该文件与工作空间位于同一文件夹。</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Open the tables</source>
        <translation>打开统计表</translation>
    </message>
</context>
<context>
    <name>StepWork</name>
    <message>
        <source>Cancelled; the earlier results stay.</source>
        <translation>已取消，先前的结果保留。</translation>
    </message>
    <message>
        <source>Checks are running: cancel them first, or wait for their end.</source>
        <translation>检查正在进行：请先取消，或等待其结束。</translation>
    </message>
</context>
<context>
    <name>StepsTab</name>
    <message>
        <source>Choose a rule pack and a source on the Data tab.</source>
        <translation>请在“数据”选项卡中选择规则包和数据源。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入数据</translation>
    </message>
    <message>
        <source>The file of these results is no longer there: run the step again.</source>
        <translation>结果文件已不存在：请重新执行该步骤。</translation>
    </message>
    <message>
        <source>missing: {inputs}</source>
        <translation>缺少：{inputs}</translation>
    </message>
    <message>
        <source>{given} of {all} given</source>
        <translation>已提供 {given}/{all} 项</translation>
    </message>
</context>
<context>
    <name>Tables</name>
    <message>
        <source>All values are of {unit}.</source>
        <translation>全部数值属于{unit}。</translation>
    </message>
    <message>
        <source>Areas are in {unit} where nothing else is said.</source>
        <translation>未另行注明的面积以{unit}为单位。</translation>
    </message>
    <message>
        <source>As it was chosen by hand for a table with the same head.</source>
        <translation>沿用此前为相同表头的表格手工所作的选择。</translation>
    </message>
    <message>
        <source>Chosen by hand.</source>
        <translation>手工选择。</translation>
    </message>
    <message>
        <source>Code of the unit</source>
        <translation>行政单元代码</translation>
    </message>
    <message>
        <source>Column {column} of {sheet} (“{head}”) holds numbers, but is neither an indicator nor a unit that is known. Choose what it is, or leave the column out.</source>
        <translation>“{sheet}”{column} 列（“{head}”）有数值，但不是已知的指标或行政单元。请选择其含义，或忽略此列。</translation>
    </message>
    <message>
        <source>Every row is an administrative unit, every column an indicator.</source>
        <translation>每行一个行政单元，每列一个指标。</translation>
    </message>
    <message>
        <source>Every row is an indicator, every column a year or a kind of value.</source>
        <translation>每行一个指标，每列一个年度或指标值类型。</translation>
    </message>
    <message>
        <source>Every row is an indicator, every column an administrative unit.</source>
        <translation>每行一个指标，每列一个行政单元。</translation>
    </message>
    <message>
        <source>Every row is one value.</source>
        <translation>每行一个指标值。</translation>
    </message>
    <message>
        <source>Indicator code</source>
        <translation>指标代码</translation>
    </message>
    <message>
        <source>Indicator name</source>
        <translation>指标名称</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>It holds no numbers, units or indicators.</source>
        <translation>该列没有数值、行政单元或指标。</translation>
    </message>
    <message>
        <source>It holds numbers, but has no head.</source>
        <translation>该列有数值，但没有表头。</translation>
    </message>
    <message>
        <source>It holds numbers, but its head “{head}” is neither an indicator nor a unit.</source>
        <translation>该列有数值，但表头“{head}”既不是指标也不是行政单元。</translation>
    </message>
    <message>
        <source>It is the only column with numbers.</source>
        <translation>这是唯一有数值的列。</translation>
    </message>
    <message>
        <source>Its cells are codes or names of administrative units.</source>
        <translation>单元格内容为行政单元的代码或名称。</translation>
    </message>
    <message>
        <source>Its cells are codes or titles of indicators.</source>
        <translation>单元格内容为指标的代码或名称。</translation>
    </message>
    <message>
        <source>Its cells are kinds of values.</source>
        <translation>单元格内容为指标值类型。</translation>
    </message>
    <message>
        <source>Its cells are units of amounts.</source>
        <translation>单元格内容为计量单位。</translation>
    </message>
    <message>
        <source>Its cells are years.</source>
        <translation>单元格内容为年度。</translation>
    </message>
    <message>
        <source>Its cells number the rows.</source>
        <translation>单元格内容为行序号。</translation>
    </message>
    <message>
        <source>Its head is the name of a field of the delivery, “{head}”.</source>
        <translation>表头“{head}”是成果数据的字段名。</translation>
    </message>
    <message>
        <source>Its head says “{head}”.</source>
        <translation>表头为“{head}”。</translation>
    </message>
    <message>
        <source>Kind of value</source>
        <translation>指标值类型</translation>
    </message>
    <message>
        <source>Name of the unit</source>
        <translation>行政单元名称</translation>
    </message>
    <message>
        <source>No column of {sheet} holds values of indicators that are known. Choose what the columns are.</source>
        <translation>“{sheet}”中没有已知指标的数值列。请选择各列的含义。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note: amounts with a unit of their own cannot be written exactly in that of their column.</source>
        <translation>注：带单位的数值不能以本列单位精确表示，按原单位列出。</translation>
    </message>
    <message>
        <source>Nothing in {sheet} says {what} its values are of. Choose it for the whole table or for each column.</source>
        <translation>“{sheet}”未注明数值属于{what}。请为整表或各列选择。</translation>
    </message>
    <message>
        <source>Nothing in {sheet} says {what} the values of column {column} are of. Choose it, or leave the column out.</source>
        <translation>“{sheet}”未注明 {column} 列的数值属于{what}。请选择，或忽略此列。</translation>
    </message>
    <message>
        <source>Nothing is taken from the columns {columns}.</source>
        <translation>不读取以下列：{columns}。</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Row {row} is the head, data begin in row {data}.</source>
        <translation>第 {row} 行为表头，数据从第 {data} 行开始。</translation>
    </message>
    <message>
        <source>Row {row} of {sheet} has values, but names no administrative unit. Write its code or name, or leave the row out.</source>
        <translation>“{sheet}”第 {row} 行有数值，但没有行政单元。请填写其代码或名称，或忽略此行。</translation>
    </message>
    <message>
        <source>Row {row} of {sheet} names different units: {names}. Correct one of them, or leave the row out.</source>
        <translation>“{sheet}”第 {row} 行的行政单元不一致：{names}。请改正其一，或忽略此行。</translation>
    </message>
    <message>
        <source>Row {row} of {sheet} names two indicators: {one} and {other}. Correct one of them, or leave the row out.</source>
        <translation>“{sheet}”第 {row} 行有两个指标：{one} 和 {other}。请改正其一，或忽略此行。</translation>
    </message>
    <message>
        <source>Row {row} of {sheet}: the plan has no indicator “{text}”. Correct its code or title, or leave the row out.</source>
        <translation>“{sheet}”第 {row} 行：规划中没有指标“{text}”。请改正其代码或名称，或忽略此行。</translation>
    </message>
    <message>
        <source>Row {row} of {sheet}: the spreadsheet has shortened the code to “{text}”. Format the column as text and write the whole code.</source>
        <translation>“{sheet}”第 {row} 行：代码已被电子表格缩写为“{text}”。请将该列设为文本格式，并填写完整代码。</translation>
    </message>
    <message>
        <source>Row {row} of {sheet}: there is no administrative unit “{text}”. Correct its name or code, or leave the row out.</source>
        <translation>“{sheet}”第 {row} 行：没有行政单元“{text}”。请改正其名称或代码，或忽略此行。</translation>
    </message>
    <message>
        <source>Row {row} of {sheet}: “{name}” may be {units}. Write the code.</source>
        <translation>“{sheet}”第 {row} 行：“{name}”可能是 {units}。请填写代码。</translation>
    </message>
    <message>
        <source>Row {row} of {sheet}: “{text}” is no kind of value (base year, before the adjustment, assigned, planned, measured). Correct it.</source>
        <translation>“{sheet}”第 {row} 行：“{text}”不是指标值类型（基期现状、调整前、下达、规划、实测）。请改正。</translation>
    </message>
    <message>
        <source>Row {row} of {sheet}: “{text}” is no unit that is known here. Write ha, mu, m² or another one.</source>
        <translation>“{sheet}”第 {row} 行：“{text}”不是可识别的计量单位。请填写公顷、亩、平方米等。</translation>
    </message>
    <message>
        <source>Row {row} of {sheet}: “{text}” is no year. Correct it.</source>
        <translation>“{sheet}”第 {row} 行：“{text}”不是年度。请改正。</translation>
    </message>
    <message>
        <source>Rows {first} to {last} are the head, data begin in row {data}.</source>
        <translation>第 {first} 至 {last} 行为表头，数据从第 {data} 行开始。</translation>
    </message>
    <message>
        <source>Some columns are taken as they were chosen by hand for a table with the same head.</source>
        <translation>部分列沿用此前为相同表头的表格手工所作的选择。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Table of indicators</source>
        <translation>指标表</translation>
    </message>
    <message>
        <source>The file has no column with the codes of administrative units (6, 9 or 12 digits). Give a table with a code and a name in each row.</source>
        <translation>文件中没有行政单元代码列（6、9 或 12 位）。请提供每行含代码和名称的表格。</translation>
    </message>
    <message>
        <source>The numbers in column {column} of {sheet} are those there are already if they are in {unit}, but the table does not say so. Choose the unit of area.</source>
        <translation>“{sheet}”{column} 列的数值如以{unit}计，则与现有值相同，但表中未注明。请选择面积单位。</translation>
    </message>
    <message>
        <source>The numbers in column {column} of {sheet} look like shares of one, but percentages are wanted. Write them as percentages, or leave the column out.</source>
        <translation>“{sheet}”{column} 列的数值像是小数比例，而此处应为百分数。请改写为百分数，或忽略此列。</translation>
    </message>
    <message>
        <source>The rule pack has no indicator {code}, but there are values of it. Choose the indicators to write, or write one row per value.</source>
        <translation>规则包没有指标 {code}，但有该指标的值。请选择要导出的指标，或按每值一行导出。</translation>
    </message>
    <message>
        <source>The sheet {sheet} has more than {rows} rows or {columns} columns, or too many cells. Leave only the table of the indicators in it.</source>
        <translation>工作表“{sheet}”超过 {rows} 行或 {columns} 列，或单元格过多。请只保留指标表。</translation>
    </message>
    <message>
        <source>The sheets {one} and {other} give different values of the indicator {indicator} for the unit {unit}. Correct one of them.</source>
        <translation>工作表“{one}”和“{other}”中，行政单元 {unit} 的指标“{indicator}”数值不一致。请改正其一。</translation>
    </message>
    <message>
        <source>The spreadsheet hides some columns: {columns}. Their values are taken, too.</source>
        <translation>表格中有隐藏列：{columns}。其中的数值也会读取。</translation>
    </message>
    <message>
        <source>The spreadsheet hides some rows, as a filter does: {rows}. Their values are taken, too.</source>
        <translation>表格中有隐藏行（例如被筛选）：{rows}。其中的数值也会读取。</translation>
    </message>
    <message>
        <source>The table says no unit of area: numbers are taken as {unit}.</source>
        <translation>表中未注明面积单位：数值按{unit}处理。</translation>
    </message>
    <message>
        <source>The title names several units of area; choose the one that areas without a unit are in.</source>
        <translation>标题中有多个面积单位；请选择未注明单位的面积所用的单位。</translation>
    </message>
    <message>
        <source>There are more totals that differ.</source>
        <translation>另有不符的合计。</translation>
    </message>
    <message>
        <source>There are no values of indicators of this choice. Choose other kinds, years, levels or indicators, or enter some first.</source>
        <translation>所选范围内没有指标值。请另选指标值类型、年度、层级或指标，或先填写。</translation>
    </message>
    <message>
        <source>There are no values of indicators to write. Enter, measure or import some first.</source>
        <translation>没有可导出的指标值。请先填写、量算或导入。</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Unit of measure</source>
        <translation>计量单位</translation>
    </message>
    <message>
        <source>Unit: {unit}</source>
        <translation>单位：{unit}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Values are taken as “{kind}”, which the title names.</source>
        <translation>按标题，数值的类型为“{kind}”。</translation>
    </message>
    <message>
        <source>Values of indicators</source>
        <translation>指标值</translation>
    </message>
    <message>
        <source>Values without a year are taken for {year}.</source>
        <translation>未注明年度的数值按 {year} 年处理。</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>which administrative unit</source>
        <translation>哪个行政单元</translation>
    </message>
    <message>
        <source>which indicator</source>
        <translation>哪个指标</translation>
    </message>
    <message>
        <source>which kind of value (base year, before the adjustment, assigned, planned, measured)</source>
        <translation>哪种指标值类型（基期现状、调整前、下达、规划、实测）</translation>
    </message>
    <message>
        <source>which year</source>
        <translation>哪个年度</translation>
    </message>
    <message>
        <source>{count} values stand in the table twice, with the same amount.</source>
        <translation>表中有 {count} 个值重复出现，数值相同。</translation>
    </message>
    <message>
        <source>{file} cannot be divided into cells: at line {line} a quotation mark is not closed, or stands inside a cell. Correct it, or save the table as XLSX.</source>
        <translation>无法识别 {file} 的单元格：第 {line} 行的引号没有成对，或位于单元格中间。请改正，或将表格另存为 XLSX。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}. Close it in other programs, and check whether you may read it.</source>
        <translation>无法读取 {file}：{reason}。请在其他程序中关闭该文件，并检查是否有读取权限。</translation>
    </message>
    <message>
        <source>{file} does not exist any more. Choose another file.</source>
        <translation>{file} 已不存在。请选择其他文件。</translation>
    </message>
    <message>
        <source>{file} has no cells with content. Choose another file.</source>
        <translation>{file} 中没有内容。请选择其他文件。</translation>
    </message>
    <message>
        <source>{file} holds a web page or XML, not a spreadsheet. Open it in the spreadsheet program and save it as XLSX.</source>
        <translation>{file} 是网页或 XML，不是电子表格。请用电子表格软件打开并另存为 XLSX。</translation>
    </message>
    <message>
        <source>{file} is a folder. Choose a table.</source>
        <translation>{file} 是文件夹。请选择表格文件。</translation>
    </message>
    <message>
        <source>{file} is a workbook of a very old Excel, or a file of another program. Open it in the spreadsheet program and save it as XLSX.</source>
        <translation>{file} 是很旧的 Excel 工作簿，或其他程序的文件。请用电子表格软件打开并另存为 XLSX。</translation>
    </message>
    <message>
        <source>{file} is damaged or incomplete. Copy or send it again, or open it in the spreadsheet program and save it anew.</source>
        <translation>{file} 已损坏或不完整。请重新复制或发送，或用电子表格软件打开并重新保存。</translation>
    </message>
    <message>
        <source>{file} is empty. Choose another file.</source>
        <translation>{file} 是空文件。请选择其他文件。</translation>
    </message>
    <message>
        <source>{file} is neither a spreadsheet (XLSX, ODS) nor a text in UTF-8, GBK or UTF-16. Save the table again as one of them.</source>
        <translation>{file} 既不是电子表格（XLSX、ODS），也不是 UTF-8、GBK 或 UTF-16 编码的文本。请按上述格式之一重新保存。</translation>
    </message>
    <message>
        <source>{file} is no table that can be read. Save it as XLSX, ODS or CSV.</source>
        <translation>{file} 不是可读取的表格。请另存为 XLSX、ODS 或 CSV。</translation>
    </message>
    <message>
        <source>{file} is protected by a password. Open it in the spreadsheet program, save it without a password, and try again.</source>
        <translation>{file} 设有密码。请用电子表格软件打开，取消密码后保存，再重试。</translation>
    </message>
    <message>
        <source>{file} is too large to be a table of indicators. Leave only that table in it.</source>
        <translation>{file} 过大，不像是指标表。请只保留指标表。</translation>
    </message>
    <message>
        <source>{file}, sheet {sheet}</source>
        <translation>{file}，工作表“{sheet}”</translation>
    </message>
    <message>
        <source>{path} must end with .xlsx or .ods.</source>
        <translation>{path} 的扩展名必须是 .xlsx 或 .ods。</translation>
    </message>
    <message>
        <source>{path} must end with .xlsx, .ods or .csv.</source>
        <translation>{path} 的扩展名必须是 .xlsx、.ods 或 .csv。</translation>
    </message>
    <message>
        <source>{sheet} holds no value. Choose another sheet, or say what its columns are.</source>
        <translation>“{sheet}”中没有数值。请选择其他工作表，或指定各列的含义。</translation>
    </message>
    <message>
        <source>{sheet} {cell}: an indicator cannot be negative. Correct the number.</source>
        <translation>“{sheet}”{cell}：指标值不能为负数。请改正。</translation>
    </message>
    <message>
        <source>{sheet} {cell}: one value stands in cells merged from {first} to {last}. Divide the cells and write a value into each, or leave the row out.</source>
        <translation>“{sheet}”{cell}：{first} 至 {last} 为合并单元格，只有一个值。请拆分单元格并分别填写，或忽略此行。</translation>
    </message>
    <message>
        <source>{sheet} {cell}: row and column name different things ({one}, {other}). Choose what the columns are.</source>
        <translation>“{sheet}”{cell}：行与列的含义不一致（{one}、{other}）。请选择各列的含义。</translation>
    </message>
    <message>
        <source>{sheet} {cell}: the total is {total}, but the values it adds up are {sum} together.</source>
        <translation>“{sheet}”{cell}：合计为 {total}，而各值之和为 {sum}。</translation>
    </message>
    <message>
        <source>{sheet} {cell}: {other} gives another value for the same unit, indicator, year and kind ({name}, {indicator}). Correct one of them, or leave one row or column out.</source>
        <translation>“{sheet}”{cell}：{other} 对同一行政单元、指标、年度和指标值类型（{name}，{indicator}）给出了不同的值。请改正其一，或忽略其中一行或一列。</translation>
    </message>
    <message>
        <source>{sheet} {cell}: {reason}</source>
        <translation>“{sheet}”{cell}：{reason}</translation>
    </message>
    <message>
        <source>{sheet} {cell}: {reason} The indicator {indicator} is in {unit}. Correct the unit, or choose another indicator.</source>
        <translation>“{sheet}”{cell}：{reason}指标“{indicator}”的单位为{unit}。请改正单位，或选择其他指标。</translation>
    </message>
    <message>
        <source>{unit}: table of indicators</source>
        <translation>{unit}指标表</translation>
    </message>
    <message>
        <source>“{head}” is a difference or share, which is computed here.</source>
        <translation>“{head}”是增减量或占比，由程序计算。</translation>
    </message>
    <message>
        <source>“{text}” can be read in more than one way. Write the number with a point before the decimals and, if any, commas between groups of three digits.</source>
        <translation>“{text}”有多种读法。请用小数点分隔小数，千位分隔只用逗号。</translation>
    </message>
    <message>
        <source>“{text}” has more digits than an amount can have. Correct the number.</source>
        <translation>“{text}”的位数过多。请改正。</translation>
    </message>
    <message>
        <source>“{text}” is a date, not an amount. Correct the cell.</source>
        <translation>“{text}”是日期，不是数值。请改正该单元格。</translation>
    </message>
    <message>
        <source>“{text}” is a formula without a result. Open the file in the spreadsheet program and save it again, or write the number.</source>
        <translation>“{text}”是没有计算结果的公式。请用电子表格软件打开文件并重新保存，或直接填写数值。</translation>
    </message>
    <message>
        <source>“{text}” is a percentage, but an amount in {unit} is wanted here.</source>
        <translation>“{text}”是百分数，而此处应填写以{unit}为单位的数值。</translation>
    </message>
    <message>
        <source>“{text}” is an error of a formula. Correct the formula, or write the number.</source>
        <translation>“{text}”是公式错误。请改正公式，或直接填写数值。</translation>
    </message>
    <message>
        <source>“{text}” is not a number. Write only the number, if need be with its unit.</source>
        <translation>“{text}”不是数值。请只填写数值，必要时加上单位。</translation>
    </message>
    <message>
        <source>“{text}” may be a negative number or a note. Write it with a minus sign, or without brackets.</source>
        <translation>“{text}”可能是负数，也可能是附注。请改用负号，或去掉括号。</translation>
    </message>
</context>
<context>
    <name>Targets</name>
    <message>
        <source>Row {row} of {layer} names no unit ({field}: {value}) and was left out.</source>
        <translation>“{layer}”第 {row} 行没有行政单元（{field}：{value}），已略去。</translation>
    </message>
    <message>
        <source>Row {row} of {layer}: the target of unit {code} is {value} ha. A target cannot be negative.</source>
        <translation>“{layer}”第 {row} 行：行政单元 {code} 的任务面积为 {value} ha。任务面积不能为负数。</translation>
    </message>
    <message>
        <source>Row {row} of {layer}: the target of unit {code} is “{value}”, which is no number. Write the area in hectares in {field}.</source>
        <translation>“{layer}”第 {row} 行：行政单元 {code} 的任务面积“{value}”不是数值。请在 {field} 中填写以公顷为单位的面积。</translation>
    </message>
    <message>
        <source>Row {row} of {layer}: unit {code} has no target ({field} is empty).</source>
        <translation>“{layer}”第 {row} 行：行政单元 {code} 没有任务面积（{field} 为空）。</translation>
    </message>
    <message>
        <source>The table of targets {layer} has no field {field} and no other field with numbers ({fields}). Add the targets in hectares.</source>
        <translation>任务表“{layer}”没有字段 {field}，也没有其他数值字段（{fields}）。请补充以公顷为单位的任务面积。</translation>
    </message>
    <message>
        <source>The table of targets {layer} has no field {field}, and none of its fields ({fields}) holds codes of the units. Name the field with the unit codes, or correct the codes.</source>
        <translation>任务表“{layer}”没有字段 {field}，其他字段（{fields}）中也没有行政单元代码。请指定行政单元代码字段，或改正代码。</translation>
    </message>
    <message>
        <source>The table of targets {layer} has no field {field}; it has {fields}.</source>
        <translation>任务表“{layer}”没有字段 {field}；现有字段：{fields}。</translation>
    </message>
    <message>
        <source>The table of targets {layer} has several fields with numbers ({fields}) and none named {field}. Name the field with the targets in hectares.</source>
        <translation>任务表“{layer}”有多个数值字段（{fields}），但没有名为 {field} 的。请指定任务面积（公顷）字段。</translation>
    </message>
    <message>
        <source>The table of targets {layer} holds no target: no row has both a unit code in {code} and an area in {area}. Fill it in, or name the right fields.</source>
        <translation>任务表“{layer}”中没有任务：没有任何一行同时具有行政单元代码（{code}）和面积（{area}）。请补填，或指定正确的字段。</translation>
    </message>
    <message>
        <source>The table of targets {layer} holds two targets for unit {code}: {first} ha and {second} ha. Keep the right one.</source>
        <translation>任务表“{layer}”中行政单元 {code} 有两个任务面积：{first} ha 和 {second} ha。请保留正确的一个。</translation>
    </message>
    <message>
        <source>The target of {area} ha for unit {code} cannot be met: the layer of units has no such unit. Correct the code in {layer}, or give the layer that has the unit.</source>
        <translation>行政单元 {code} 的任务面积 {area} ha 无法完成：行政单元图层中没有该单元。请改正“{layer}”中的代码，或提供含有该单元的图层。</translation>
    </message>
    <message>
        <source>The target of {code} is {total} ha, but those of its units add up to {parts} ha.</source>
        <translation>{code} 的任务面积为 {total} ha，而其下辖单元合计为 {parts} ha。</translation>
    </message>
    <message>
        <source>The targets of the units of {code} add up to {sum} ha, more than the {total} ha of {code} itself, and {count} of its units have none. Correct the table of targets.</source>
        <translation>{code} 下辖单元的任务面积合计为 {sum} ha，超过 {code} 自身的 {total} ha，且有 {count} 个下辖单元没有任务面积。请改正任务表。</translation>
    </message>
    <message>
        <source>The targets of {count} smaller units were added up to {area} ha for unit {code}, because the layer of units holds no smaller ones. Give the layer of the smaller units to delineate each of them.</source>
        <translation>行政单元图层中没有下级单元，已将 {count} 个下级单元的任务面积合计为 {code} 的 {area} ha。如需分别划定，请提供下级单元的图层。</translation>
    </message>
    <message>
        <source>{count} units have no target: {units}. Their basic farmland is kept where nothing asks it to leave, and nothing is filled up there.</source>
        <translation>{count} 个行政单元没有任务面积：{units}。其中的永久基本农田如无须调出则予以保留，不再补足。</translation>
    </message>
    <message>
        <source>{count} units share the target of {area} ha of {code}: {units}. It was not divided among them.</source>
        <translation>{count} 个行政单元共用 {code} 的任务面积 {area} ha：{units}。未在其间分解。</translation>
    </message>
</context>
<context>
    <name>TargetsModel</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Target (ha)</source>
        <translation>任务面积（ha）</translation>
    </message>
    <message>
        <source>There are more targets than units from here down; nothing was taken over.</source>
        <translation>粘贴的任务面积多于从此行起的行政单元，未予采用。</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>“{text}” is no area in hectares; nothing was taken over.</source>
        <translation>“{text}”不是以公顷为单位的面积，未予采用。</translation>
    </message>
    <message>
        <source>“{text}” is no unit of this layer; nothing was taken over.</source>
        <translation>“{text}”不是该图层中的行政单元，未予采用。</translation>
    </message>
</context>
<context>
    <name>TargetsStep</name>
    <message>
        <source>, typed</source>
        <translation>（手填）</translation>
    </message>
    <message>
        <source>Back to the table</source>
        <translation>恢复表中任务</translation>
    </message>
    <message>
        <source>Drops what was typed and takes the targets of the table again.</source>
        <translation>清除手工填写的任务面积，重新采用任务表中的数值。</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>任务面积</translation>
    </message>
    <message>
        <source>Targets of the units</source>
        <translation>各行政单元任务面积</translation>
    </message>
    <message>
        <source>Type targets, or paste a column from a spreadsheet; Ctrl+Z takes it back. An empty target means: nothing is filled up there.</source>
        <translation>可直接填写任务面积，也可从电子表格粘贴一列；Ctrl+Z 撤销。任务面积留空表示该行政单元不补足。</translation>
    </message>
    <message>
        <source>no target yet</source>
        <translation>尚无任务面积</translation>
    </message>
    <message>
        <source>{count} units, {area} ha</source>
        <translation>{count} 个行政单元，{area} ha</translation>
    </message>
</context>
<context>
    <name>Terrain</name>
    <message>
        <source>Band {band} of {file} holds colours or complex numbers, not heights: choose an elevation model.</source>
        <translation>{file} 的第 {band} 波段是颜色或复数，不是高程：请选择高程模型。</translation>
    </message>
    <message>
        <source>No transformation between the datums of {crs} and {dem_crs} is known: the parcels may lie up to 150 m off on {file}. Choose a transformation in the project&apos;s properties, or bring the elevation model to the coordinate reference system of the parcels.</source>
        <translation>没有 {crs} 与 {dem_crs} 两个基准之间的转换方法：图斑在 {file} 上的位置可能偏差达 150 m。请在工程属性中选择转换方法，或将高程模型转换到图斑的坐标参考系。</translation>
    </message>
    <message>
        <source>The elevation model {file} cannot be opened as a raster: {reason}. Choose another file.</source>
        <translation>高程模型 {file} 不能作为栅格打开：{reason}。请选择其他文件。</translation>
    </message>
    <message>
        <source>The elevation model {file} cannot be read: {reason}. It may be damaged; ask for it again.</source>
        <translation>高程模型 {file} 无法读取：{reason}。文件可能已损坏，请重新索取。</translation>
    </message>
    <message>
        <source>The elevation model {file} has no band {band}: it has {count}.</source>
        <translation>高程模型 {file} 没有第 {band} 波段：共有 {count} 个波段。</translation>
    </message>
    <message>
        <source>The elevation model {file} has no coordinate reference system. Assign the one it was made in.</source>
        <translation>高程模型 {file} 没有坐标参考系。请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>The elevation model {file} says nothing of where it lies (no georeference). Georeference it first.</source>
        <translation>高程模型 {file} 没有位置信息（未作地理配准）。请先进行地理配准。</translation>
    </message>
    <message>
        <source>The heights of {file} are in {unit}: they were taken times {factor}.</source>
        <translation>{file} 的高程单位为 {unit}：已乘以 {factor} 换算。</translation>
    </message>
    <message>
        <source>The polygons have no coordinate reference system, so their place on the elevation model is not known. Assign the one they were made in.</source>
        <translation>面图层没有坐标参考系，无法确定其在高程模型上的位置。请指定数据实际采用的坐标参考系。</translation>
    </message>
    <message>
        <source>There is no way from {crs} to {dem_crs}, the coordinate reference system of {file}. Bring the elevation model to the coordinate reference system of the polygons.</source>
        <translation>{crs} 无法转换到 {file} 的坐标参考系 {dem_crs}。请将高程模型转换到面图层的坐标参考系。</translation>
    </message>
    <message>
        <source>{count} cells of {file} have heights no land has (below {lowest} m or above {highest} m); they count as without height.</source>
        <translation>{file} 有 {count} 个像元的高程不属于陆地（低于 {lowest} m 或高于 {highest} m），按无高程处理。</translation>
    </message>
    <message>
        <source>{file} holds several rasters or none: choose one of them as the elevation model.</source>
        <translation>{file} 中有多个栅格或没有栅格：请选择其中一个作为高程模型。</translation>
    </message>
</context>
<context>
    <name>UnitByHandDialog</name>
    <message>
        <source>&amp;Became (choose several where it was split):</source>
        <translation>变为（拆分的可多选）(&amp;B)：</translation>
    </message>
    <message>
        <source>&amp;Former unit:</source>
        <translation>原行政单元(&amp;F)：</translation>
    </message>
    <message>
        <source>Search by name or code</source>
        <translation>按名称或代码查找</translation>
    </message>
    <message>
        <source>What became of a unit</source>
        <translation>指定行政单元变动</translation>
    </message>
    <message>
        <source>{unit} (values: {count})</source>
        <translation>{unit}（{count} 个值）</translation>
    </message>
</context>
<context>
    <name>UnitChanges</name>
    <message>
        <source>By area: the border between these units has moved.</source>
        <translation>按面积：这些单元之间的界线有变动。</translation>
    </message>
    <message>
        <source>By area: the borders before and after the change were compared.</source>
        <translation>按面积：由变动前后的界线比较得出。</translation>
    </message>
    <message>
        <source>It is the only unit there that is gone, and only one is new.</source>
        <translation>该处只有这一个单元消失，也只有一个新增单元。</translation>
    </message>
    <message>
        <source>Said by hand.</source>
        <translation>手工指定。</translation>
    </message>
    <message>
        <source>Share of what {before} had, which has become {after}.</source>
        <translation>{before} 已变为 {after}，按份额取其原值。</translation>
    </message>
    <message>
        <source>Sum of the units {before}, which have become {after}.</source>
        <translation>{before} 已合并为 {after}，取各单元之和。</translation>
    </message>
    <message>
        <source>Taken over from unit {before}, which has become {after}.</source>
        <translation>{before} 已变为 {after}，沿用其值。</translation>
    </message>
    <message>
        <source>The border between {units} has moved: {before} has handed on a part of what it had.</source>
        <translation>{units} 之间的界线有变动：{before} 划出了一部分。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds no codes of administrative units (6, 9 or 12 digits). Choose the field that does.</source>
        <translation>“{layer}”的字段 {field} 中没有行政单元代码（6、9 或 12 位）。请选择代码字段。</translation>
    </message>
    <message>
        <source>The name is the same but for the kind of unit: {name}.</source>
        <translation>名称相同，仅建制不同：{name}。</translation>
    </message>
    <message>
        <source>The name is the same: {name}.</source>
        <translation>名称相同：{name}。</translation>
    </message>
    <message>
        <source>The number within the larger unit is the same.</source>
        <translation>在上级单元内的顺序码相同。</translation>
    </message>
    <message>
        <source>The plan has no layer of administrative units with polygons, so there is nothing to compare {layer} with. Bind one on the Data tab.</source>
        <translation>规划没有行政单元面图层，无法与“{layer}”比较。请在“数据”选项卡中绑定。</translation>
    </message>
    <message>
        <source>The share of unit {code} in the change of {before} is negative or of a unit that is not among those after the change. Correct it.</source>
        <translation>{before} 变动中单元 {code} 的份额为负数，或该单元不在变动后的单元之列。请改正。</translation>
    </message>
    <message>
        <source>The units that lay in it lie there now.</source>
        <translation>原属该单元的下级单元现属于此单元。</translation>
    </message>
    <message>
        <source>The values of {before} were not divided among {after}: give the share of each of these units, for example by area or by base values.</source>
        <translation>{before} 的指标值未分给 {after}：请给出各单元的份额，例如按面积或基期值。</translation>
    </message>
    <message>
        <source>Units {before} cannot have become {after} that way: one unit is renamed to one, several are merged to one, one is split into several. Correct the change.</source>
        <translation>{before} 不能这样变为 {after}：更名为一对一，合并为多对一，拆分为一对多。请改正该项变动。</translation>
    </message>
    <message>
        <source>{before} is now called {after}.</source>
        <translation>{before} 现名 {after}。</translation>
    </message>
    <message>
        <source>{layer} cannot tell what became of administrative units: it has to hold polygons, the field {field} with their codes, and to have a coordinate reference system.</source>
        <translation>“{layer}”不能用于判断行政单元的变动：须为面图层，有代码字段 {field}，并有坐标参考系。</translation>
    </message>
    <message>
        <source>{layer} has no coordinate reference system, so its borders cannot be compared. Set it in the properties of the layer.</source>
        <translation>“{layer}”没有坐标参考系，无法比较界线。请在图层属性中设置。</translation>
    </message>
    <message>
        <source>{layer} has no polygons, so it holds no borders. Choose the layer of administrative areas as it was before the change.</source>
        <translation>“{layer}”不含面要素，没有界线。请选择变动前的行政区图层。</translation>
    </message>
    <message>
        <source>{layer} lies nowhere where the units of the plan are ({crs}). Choose the former edition of the same area, and see whether its coordinate reference system is right.</source>
        <translation>“{layer}”与规划的行政单元（{crs}）不在同一范围。请选择同一区域变动前的图层，并核对其坐标参考系。</translation>
    </message>
    <message>
        <source>{what}: measured values of {before} are not divided. Measure {after} anew.</source>
        <translation>{what}：{before} 的实测值不作拆分。请重新量算 {after}。</translation>
    </message>
    <message>
        <source>{what}: stays with {before}, because one of the units {all} has no value. Enter it, 0 where there is nothing.</source>
        <translation>{what}：仍留在 {before}，因为 {all} 中有单元没有数值。请补填，确无此项的填 0。</translation>
    </message>
    <message>
        <source>{what}: stays with {before}, because the rule pack has no such indicator and does not say whether its values add up.</source>
        <translation>{what}：仍留在 {before}，因为规则包没有该指标，不知其值能否相加。</translation>
    </message>
    <message>
        <source>{what}: stays with {before}, because the values are written in units that cannot be added. Write them in one unit.</source>
        <translation>{what}：仍留在 {before}，因为各值的计量单位不能相加。请统一单位。</translation>
    </message>
    <message>
        <source>{what}: stays with {before}, because values of this indicator do not add up. Enter it for {after}.</source>
        <translation>{what}：仍留在 {before}，因为该指标的值不能相加。请为 {after} 填写。</translation>
    </message>
    <message>
        <source>{what}: stays with {before}, because {after} already has other values. Remove one of them.</source>
        <translation>{what}：仍留在 {before}，因为 {after} 已有其他值。请删除其一。</translation>
    </message>
</context>
<context>
    <name>UnitChangesView</name>
    <message>
        <source>Area (ha)</source>
        <translation>面积（ha）</translation>
    </message>
    <message>
        <source>Double-click or press Return to type another share</source>
        <translation>双击或按回车键可修改比例</translation>
    </message>
    <message>
        <source>Of the former unit (%)</source>
        <translation>占原单元（%）</translation>
    </message>
    <message>
        <source>Share of the values (%)</source>
        <translation>指标值比例（%）</translation>
    </message>
    <message>
        <source>What became of former units</source>
        <translation>原行政单元的变动情况</translation>
    </message>
    <message>
        <source>{before} has given a part of its area to {after}</source>
        <translation>{before} 的部分区域划入 {after}</translation>
    </message>
    <message>
        <source>{before} is now {after}</source>
        <translation>{before} 变更为 {after}</translation>
    </message>
    <message>
        <source>{before} was split into {after}</source>
        <translation>{before} 拆分为 {after}</translation>
    </message>
    <message>
        <source>{before} were merged into {after}</source>
        <translation>{before} 合并为 {after}</translation>
    </message>
    <message>
        <source>“{text}” is no share: type a number from 0 to 100.</source>
        <translation>“{text}”不是比例：请填写 0 至 100 之间的数。</translation>
    </message>
</context>
<context>
    <name>UnitDeeds</name>
    <message>
        <source>About the units</source>
        <translation>关于行政单元</translation>
    </message>
    <message>
        <source>Another plan</source>
        <translation>其他规划</translation>
    </message>
    <message>
        <source>Units changed</source>
        <translation>行政单元变动</translation>
    </message>
    <message>
        <source>Values moved: {count}</source>
        <translation>已转移 {count} 个指标值</translation>
    </message>
</context>
<context>
    <name>UnitMap</name>
    <message>
        <source>Maps of indicators</source>
        <translation>指标专题图</translation>
    </message>
    <message>
        <source>No unit of the {level} level has a shape: bind the layer of administrative units.</source>
        <translation>{level}行政单元都没有图形：请绑定行政单元图层。</translation>
    </message>
    <message>
        <source>No unit of the {level} level has the values this map shows ({indicator} {year}). Enter or measure them first.</source>
        <translation>{level}行政单元都没有该专题图所需的值（{indicator} {year} 年）。请先填写或量算。</translation>
    </message>
    <message>
        <source>The layer {layer} is being edited: save or discard the edits, then make the map again.</source>
        <translation>图层“{layer}”正在编辑：请保存或放弃编辑，再重新制作专题图。</translation>
    </message>
    <message>
        <source>The map could not be written to {file}: choose a folder you may write to, and close other programs that hold the file. {reason}</source>
        <translation>专题图无法写入 {file}：请选择可写的文件夹，并关闭占用该文件的其他程序。{reason}</translation>
    </message>
    <message>
        <source>The rule pack has no indicator {code}.</source>
        <translation>规则包中没有指标 {code}。</translation>
    </message>
    <message>
        <source>There are no units of the {level} level.</source>
        <translation>没有{level}行政单元。</translation>
    </message>
    <message>
        <source>There is no layer of administrative units with polygons and a coordinate reference system: bind one on the Data tab.</source>
        <translation>没有带坐标参考系的行政单元面图层：请在“数据”选项卡中绑定。</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>无数值</translation>
    </message>
    <message>
        <source>{indicator} is no area, so it has no share of a unit&apos;s area. Choose another map.</source>
        <translation>“{indicator}”不是面积指标，没有占单元面积的比例。请选择其他专题图。</translation>
    </message>
    <message>
        <source>{indicator} {year}, measured against the target ({unit}), {level}</source>
        <translation>{indicator} {year} 年，实测占任务（{unit}），{level}</translation>
    </message>
    <message>
        <source>{indicator} {year}, planned less assigned ({unit}), {level}</source>
        <translation>{indicator} {year} 年，规划减下达（{unit}），{level}</translation>
    </message>
    <message>
        <source>{indicator} {year}, {kind} ({unit}), {level}</source>
        <translation>{indicator} {year} 年，{kind}（{unit}），{level}</translation>
    </message>
    <message>
        <source>{indicator} {year}, {kind}, share of the unit&apos;s area ({unit}), {level}</source>
        <translation>{indicator} {year} 年，{kind}占单元面积（{unit}），{level}</translation>
    </message>
</context>
<context>
    <name>UnitPlace</name>
    <message>
        <source>Looking for the unit</source>
        <translation>正在查找行政单元</translation>
    </message>
    <message>
        <source>This unit has no place on the map.</source>
        <translation>该行政单元没有图上位置。</translation>
    </message>
</context>
<context>
    <name>UnitShares</name>
    <message>
        <source>By area</source>
        <translation>按面积</translation>
    </message>
    <message>
        <source>By {indicator} in {year}</source>
        <translation>按 {year} 年“{indicator}”</translation>
    </message>
    <message>
        <source>In equal parts</source>
        <translation>平均分配</translation>
    </message>
</context>
<context>
    <name>UnitTree</name>
    <message>
        <source>Codes that are none of administrative units of this plan are left out ({count}): {units}. Correct them: they have letters, or a digit too many or too few.</source>
        <translation>有 {count} 个代码不是本规划的行政单元代码，已略去：{units}。请改正：代码中有字母，或位数不符。</translation>
    </message>
    <message>
        <source>Features of {layer} with neither code nor name are left out: {count}.</source>
        <translation>“{layer}”有 {count} 个要素既无代码也无名称，已略去。</translation>
    </message>
    <message>
        <source>The rule pack {pack} has no indicators, so it names no administrative units.</source>
        <translation>规则包“{pack}”没有指标，也没有规定行政单元。</translation>
    </message>
    <message>
        <source>The table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>There are no administrative units: none of the layers {layers} is there or holds a code. Add one of them to the data.</source>
        <translation>没有行政单元：图层 {layers} 均不存在或没有代码。请在数据中补充其中之一。</translation>
    </message>
    <message>
        <source>Units only known from the codes of the units in them are shown by their code ({count}): {units}.</source>
        <translation>有 {count} 个单元仅由其下级单元的代码得知，以代码显示：{units}。</translation>
    </message>
    <message>
        <source>Units said to lie in a unit that is no larger one lie where their code tells ({count}): {units}.</source>
        <translation>有 {count} 个单元所填的上级单元层级不高于自身，按代码确定归属：{units}。</translation>
    </message>
    <message>
        <source>Units said to lie in a unit that is not there lie where their code tells ({count}): {units}.</source>
        <translation>有 {count} 个单元所填的上级单元不存在，按代码确定归属：{units}。</translation>
    </message>
    <message>
        <source>Units said to lie in a unit whose name several have lie where their code tells ({count}): {units}.</source>
        <translation>有 {count} 个单元所填的上级单元有重名，按代码确定归属：{units}。</translation>
    </message>
    <message>
        <source>Units said to lie in each other lie where their code tells ({count}): {units}.</source>
        <translation>有 {count} 个单元互为上级，按代码确定归属：{units}。</translation>
    </message>
    <message>
        <source>Units without a name are shown by their code ({count}): {units}.</source>
        <translation>有 {count} 个单元没有名称，以代码显示：{units}。</translation>
    </message>
    <message>
        <source>Units without a row of their own are known from the units in them ({count}): {units}.</source>
        <translation>有 {count} 个单元没有单独的记录，由其下级单元得知：{units}。</translation>
    </message>
    <message>
        <source>{layer} has no field {field} with the codes of administrative units; its units are left out.</source>
        <translation>“{layer}”没有行政单元代码字段 {field}，其中的单元已略去。</translation>
    </message>
    <message>
        <source>{layer}: codes with several names, of which the first is used ({count}): {units}.</source>
        <translation>“{layer}”有 {count} 个代码对应多个名称，采用第一个：{units}。</translation>
    </message>
    <message>
        <source>{layer}: units said to lie in different units, of which the first is used ({count}): {units}.</source>
        <translation>“{layer}”有 {count} 个单元填有不同的上级单元，采用第一个：{units}。</translation>
    </message>
    <message>
        <source>{layer}: units with a name but no code are left out ({count}): {units}. Enter the codes.</source>
        <translation>“{layer}”有 {count} 个单元有名称而无代码，已略去：{units}。请补填代码。</translation>
    </message>
</context>
<context>
    <name>UnitsDialog</name>
    <message>
        <source>&amp;Divide the values of the chosen split:</source>
        <translation>所选拆分的指标值如何分配(&amp;D)：</translation>
    </message>
    <message>
        <source>Add another plan</source>
        <translation>添加其他规划</translation>
    </message>
    <message>
        <source>Add another plan…</source>
        <translation>添加其他规划…</translation>
    </message>
    <message>
        <source>Administrative units</source>
        <translation>行政单元</translation>
    </message>
    <message>
        <source>By hand…</source>
        <translation>手工指定…</translation>
    </message>
    <message>
        <source>Choose a layer of the units as they were; what became of each is told by the areas they share</source>
        <translation>选择变动前的行政区图层，按重叠面积判断各单元的变动</translation>
    </message>
    <message>
        <source>Compare with former borders…</source>
        <translation>与原界线比较…</translation>
    </message>
    <message>
        <source>Comparing borders</source>
        <translation>正在比较界线</translation>
    </message>
    <message>
        <source>Comparing borders…</source>
        <translation>正在比较界线…</translation>
    </message>
    <message>
        <source>Divide the values of the chosen split</source>
        <translation>所选拆分的指标值如何分配</translation>
    </message>
    <message>
        <source>Forget the table</source>
        <translation>不再使用表格</translation>
    </message>
    <message>
        <source>Leave only the units of the layers</source>
        <translation>只保留图层中的行政单元</translation>
    </message>
    <message>
        <source>Read units</source>
        <translation>读取行政单元</translation>
    </message>
    <message>
        <source>Read units from a table…</source>
        <translation>从表格读取行政单元…</translation>
    </message>
    <message>
        <source>Reading another plan</source>
        <translation>正在读取其他规划</translation>
    </message>
    <message>
        <source>Reading {file}…</source>
        <translation>正在读取 {file}…</translation>
    </message>
    <message>
        <source>Say yourself what became of a unit that has values and is no longer there</source>
        <translation>手工指定已不存在但仍有指标值的单元变为哪个单元</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Take over units and values of another workspace or delivery, e.g. of each county of a city</source>
        <translation>读取其他工作空间或成果中的行政单元和指标值，例如市所辖各县</translation>
    </message>
    <message>
        <source>The borders were compared: no unit that has values has become another one.</source>
        <translation>界线已比较：有指标值的行政单元均未变动。</translation>
    </message>
    <message>
        <source>The shares of {unit} do not add up to 100 %; they are taken in proportion.</source>
        <translation>{unit} 的比例之和不等于 100 %，按所填比例折算。</translation>
    </message>
    <message>
        <source>The units and what is odd about them</source>
        <translation>行政单元及其异常情况</translation>
    </message>
    <message>
        <source>There are no units yet: bind the layer of administrative areas on the Data tab, or read a table.</source>
        <translation>尚无行政单元：请在“数据”选项卡中绑定行政区图层，或从表格读取。</translation>
    </message>
    <message>
        <source>This is the workspace of this plan itself. Choose the one of another plan.</source>
        <translation>这是本规划自己的工作空间。请选择其他规划的工作空间。</translation>
    </message>
    <message>
        <source>Values of other plans that OK takes over: {count}</source>
        <translation>点击“确定”后将读取其他规划的指标值：{count} 个</translation>
    </message>
    <message>
        <source>Values of units that are no longer there go with these changes:</source>
        <translation>已不存在的行政单元，其指标值随以下变动转移：</translation>
    </message>
    <message>
        <source>Workspaces and deliveries</source>
        <translation>工作空间和成果</translation>
    </message>
    <message>
        <source>XLSX, ODS or CSV with a code and a name per row; for plans without a layer of units</source>
        <translation>每行含代码和名称的 XLSX、ODS 或 CSV；用于没有行政单元图层的规划</translation>
    </message>
    <message>
        <source>{level}: {count}</source>
        <translation>{level} {count} 个</translation>
    </message>
    <message>
        <source>{unit} has {count} values but is not among the units.</source>
        <translation>{unit} 有 {count} 个指标值，但不在行政单元之列。</translation>
    </message>
</context>
<context>
    <name>UrbanBoundary</name>
    <message>
        <source>Administrative areas</source>
        <translation>行政区</translation>
    </message>
    <message>
        <source>Agreement with city and industry plans</source>
        <translation>与城市规划、产业规划的衔接</translation>
    </message>
    <message>
        <source>All zones; the plans are only compared</source>
        <translation>采用全部管制区，仅与规划比较</translation>
    </message>
    <message>
        <source>Allowed zones, and conditional zones where a plan covers them</source>
        <translation>允许建设区，以及规划覆盖的有条件建设区</translation>
    </message>
    <message>
        <source>Avoided (ha)</source>
        <translation>避让面积（ha）</translation>
    </message>
    <message>
        <source>Code and name of the pieces come from here. Left empty: the layer of the plan.</source>
        <translation>地块的代码和名称取自该图层。留空则采用规划数据中的图层。</translation>
    </message>
    <message>
        <source>Draw urban growth boundary</source>
        <translation>划定城市开发边界</translation>
    </message>
    <message>
        <source>Draws the urban growth boundary from the construction zones minus all that must be avoided.</source>
        <translation>从允许建设区和有条件建设区中扣除应避让的土地，划定城市开发边界。</translation>
    </message>
    <message>
        <source>For example a delineation just made. Left empty: the layer of the plan.</source>
        <translation>例如刚划定的成果。留空则采用规划数据中的图层。</translation>
    </message>
    <message>
        <source>Land left out</source>
        <translation>未纳入的土地</translation>
    </message>
    <message>
        <source>No administrative areas were given: the pieces have no code and name of their unit.</source>
        <translation>未提供行政区：地块没有行政区代码和名称。</translation>
    </message>
    <message>
        <source>One polygon per piece, in the structure the rule pack gives.</source>
        <translation>每个地块一个面，采用规则包的数据结构。</translation>
    </message>
    <message>
        <source>Only zones that a plan covers</source>
        <translation>仅采用规划覆盖的管制区</translation>
    </message>
    <message>
        <source>Permanent basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <source>Starts from the zones where construction is allowed or conditional, agrees them with the city and industry plans and takes out what must be avoided: permanent basic farmland, the ecological redline, flood detention areas, high geological hazard and mined-out areas. The rule pack names the layers and limits. The ledger accounts for every square metre of the zones: which layer took it, what was too small or too narrow, what of the plans lies outside of the zones. A layer that is missing is told; it never counts as empty.</source>
        <translation>以允许建设区和有条件建设区为基础，与城市规划、产业规划衔接，扣除应避让的土地：永久基本农田、生态保护红线、蓄滞洪区、地质灾害高危区和矿产采空区。图层和限值由规则包规定。台账逐项说明管制区面积的去向：由哪个图层扣除，哪些地块过小或过窄，规划有哪些范围在管制区之外。缺少图层时会予以说明，不会当作没有要素处理。</translation>
    </message>
    <message>
        <source>Too small or too narrow (ha)</source>
        <translation>过小或过窄（ha）</translation>
    </message>
    <message>
        <source>Urban growth boundary</source>
        <translation>城市开发边界</translation>
    </message>
    <message>
        <source>What of the zones is not in the boundary, each piece with layer, area and clause; and the parts of the plans outside of the zones.</source>
        <translation>管制区中未纳入边界的土地，逐块附图层、面积和条款；以及规划范围中位于管制区之外的部分。</translation>
    </message>
    <message>
        <source>What the plans decide. In each case the ledger says what of the plans lies outside of the zones.</source>
        <translation>规划起何作用。无论如何选择，台账都会说明规划有哪些范围在管制区之外。</translation>
    </message>
    <message>
        <source>urban growth boundary,city,development,construction zone,three lines,avoid</source>
        <translation>城市开发边界,允许建设区,有条件建设区,三线,避让,urban growth boundary</translation>
    </message>
</context>
<context>
    <name>ValueDetails</name>
    <message>
        <source>Choose a cell to see where its value comes from and what it has to keep.</source>
        <translation>选择单元格，可查看其数值的来源和应满足的要求。</translation>
    </message>
    <message>
        <source>Details of the value</source>
        <translation>指标值详情</translation>
    </message>
    <message>
        <source>Distribute this target among the units below</source>
        <translation>将此任务分解到下级单元</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Hand down…</source>
        <translation>分解下达…</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>历史…</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>备注…</translation>
    </message>
    <message>
        <source>Select and show the features behind a measured value</source>
        <translation>选中并显示实测值对应的要素</translation>
    </message>
    <message>
        <source>Show this indicator of all units on the map</source>
        <translation>在地图上显示各单元的该项指标</translation>
    </message>
    <message>
        <source>Sum of the units below: {sum} ({present} of {all} have a value)</source>
        <translation>下级合计：{sum}（{present}/{all} 个单元有值）</translation>
    </message>
    <message>
        <source>Unit map…</source>
        <translation>专题图…</translation>
    </message>
    <message>
        <source>Who wrote this value, when, and what it was before</source>
        <translation>该值的填写人、时间和以前的值</translation>
    </message>
    <message>
        <source>Write a remark to this value</source>
        <translation>为该值填写备注</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>无数值</translation>
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
