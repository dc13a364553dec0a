<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="0">
  <renderer-v2 enableorderby="0" forceraster="0" symbollevels="0" referencescale="-1" type="categorizedSymbol" attr="BCLD">
    <categories>
      <category symbol="0" value="1" type="string" label="Forest land" render="true" />
      <category symbol="1" value="2" type="string" label="Supplementary forest land" render="true" />
      <category symbol="2" value="" type="string" label="No forest land, or undecided" render="true" />
    </categories>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" value="102,176,98,255" type="QString" />
            <Option name="outline_style" value="no" type="QString" />
            <Option name="style" value="solid" type="QString" />
          </Option>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="capstyle" value="flat" type="QString" />
            <Option name="joinstyle" value="round" type="QString" />
            <Option name="line_color" value="20,90,40,255" type="QString" />
            <Option name="line_style" value="solid" type="QString" />
            <Option name="line_width" value="0.1" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" value="204,235,160,255" type="QString" />
            <Option name="outline_style" value="no" type="QString" />
            <Option name="style" value="solid" type="QString" />
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" value="45" type="QString" />
            <Option name="color" value="20,90,40,255" type="QString" />
            <Option name="distance" value="2" type="QString" />
            <Option name="distance_unit" value="MM" type="QString" />
            <Option name="line_width" value="0.25" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
            <Option name="outline_width" value="0.25" type="QString" />
            <Option name="outline_width_unit" value="MM" type="QString" />
          </Option>
          <symbol name="@1@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="capstyle" value="flat" type="QString" />
                <Option name="joinstyle" value="round" type="QString" />
                <Option name="line_color" value="20,90,40,255" type="QString" />
                <Option name="line_style" value="solid" type="QString" />
                <Option name="line_width" value="0.25" type="QString" />
                <Option name="line_width_unit" value="MM" type="QString" />
              </Option>
            </layer>
          </symbol>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="capstyle" value="flat" type="QString" />
            <Option name="joinstyle" value="round" type="QString" />
            <Option name="line_color" value="20,90,40,255" type="QString" />
            <Option name="line_style" value="solid" type="QString" />
            <Option name="line_width" value="0.26" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" value="246,244,236,255" type="QString" />
            <Option name="outline_style" value="no" type="QString" />
            <Option name="style" value="solid" type="QString" />
          </Option>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="capstyle" value="flat" type="QString" />
            <Option name="joinstyle" value="round" type="QString" />
            <Option name="line_color" value="130,130,130,255" type="QString" />
            <Option name="line_style" value="solid" type="QString" />
            <Option name="line_width" value="0.1" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
          </Option>
        </layer>
      </symbol>
    </symbols>
    <rotation />
    <sizescale />
  </renderer-v2>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerGeometryType>2</layerGeometryType>
</qgis>
