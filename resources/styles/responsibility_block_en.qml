<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">
  <renderer-v2 enableorderby="0" forceraster="0" symbollevels="0" referencescale="-1" type="RuleRenderer">
    <rules key="{responsibility_block}">
      <rule key="{responsibility_block_0}" symbol="0" label="Protection block" />
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="capstyle" value="flat" type="QString" />
            <Option name="joinstyle" value="round" type="QString" />
            <Option name="line_color" value="255,0,0,255" type="QString" />
            <Option name="line_style" value="solid" type="QString" />
            <Option name="line_width" value="0.5" type="QString" />
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
      <text-style fieldName="&quot;BHPKBH&quot; || '\n' || format_number(&quot;JBNTMJ&quot; * 15 / 10000, 2) || ' mu'" isExpression="1" fontSize="7" fontSizeUnit="Point" textColor="255,0,0,255" textOpacity="1" multilineHeight="1" fontWeight="75" namedStyle="Bold">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="1" bufferNoFill="1" bufferJoinStyle="128" />
      </text-style>
      <placement placement="1" centroidWhole="1" centroidInside="1" />
      <rendering drawLabels="1" obstacle="1" scaleVisibility="1" scaleMax="15000" scaleMin="1" />
    </settings>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerGeometryType>2</layerGeometryType>
</qgis>
