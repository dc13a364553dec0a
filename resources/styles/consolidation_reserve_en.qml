<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">
  <renderer-v2 enableorderby="0" forceraster="0" symbollevels="0" referencescale="-1" type="RuleRenderer">
    <rules key="{consolidation_reserve}">
      <rule key="{consolidation_reserve_0}" symbol="0" label="Consolidation reserve" />
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" value="45" type="QString" />
            <Option name="color" value="140,70,0,255" type="QString" />
            <Option name="distance" value="2.2" type="QString" />
            <Option name="distance_unit" value="MM" type="QString" />
            <Option name="line_width" value="0.2" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
            <Option name="outline_width" value="0.2" type="QString" />
            <Option name="outline_width_unit" value="MM" type="QString" />
          </Option>
          <symbol name="@0@0" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="capstyle" value="flat" type="QString" />
                <Option name="joinstyle" value="round" type="QString" />
                <Option name="line_color" value="140,70,0,255" type="QString" />
                <Option name="line_style" value="solid" type="QString" />
                <Option name="line_width" value="0.2" type="QString" />
                <Option name="line_width_unit" value="MM" type="QString" />
              </Option>
            </layer>
          </symbol>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="capstyle" value="flat" type="QString" />
            <Option name="joinstyle" value="round" type="QString" />
            <Option name="line_color" value="140,70,0,255" type="QString" />
            <Option name="line_style" value="dash" type="QString" />
            <Option name="line_width" value="0.6" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
          </Option>
        </layer>
      </symbol>
    </symbols>
    <rotation />
    <sizescale />
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName="&quot;zone&quot;" isExpression="1" fontSize="8" fontSizeUnit="Point" textColor="140,70,0,255" textOpacity="1" multilineHeight="1" fontWeight="75" namedStyle="Bold">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="1" bufferNoFill="1" bufferJoinStyle="128" />
      </text-style>
      <placement placement="1" centroidWhole="1" centroidInside="1" />
      <rendering drawLabels="1" obstacle="1" scaleVisibility="1" scaleMax="50000" scaleMin="1" />
    </settings>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerGeometryType>2</layerGeometryType>
</qgis>
