<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="0">
  <renderer-v2 enableorderby="0" forceraster="0" symbollevels="0" referencescale="-1" type="categorizedSymbol" attr="status">
    <categories>
      <category symbol="0" value="must_enter" type="string" label="应划入" render="true" />
      <category symbol="1" value="may_enter" type="string" label="可划入" render="true" />
      <category symbol="2" value="keep" type="string" label="保留" render="true" />
      <category symbol="3" value="may_leave" type="string" label="可调出" render="true" />
      <category symbol="4" value="must_leave" type="string" label="应调出" render="true" />
      <category symbol="5" value="not_eligible" type="string" label="不得划入" render="true" />
    </categories>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" value="255,0,255,255" type="QString" />
            <Option name="outline_style" value="no" type="QString" />
            <Option name="style" value="solid" type="QString" />
          </Option>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="capstyle" value="flat" type="QString" />
            <Option name="joinstyle" value="round" type="QString" />
            <Option name="line_color" value="120,0,120,255" type="QString" />
            <Option name="line_style" value="solid" type="QString" />
            <Option name="line_width" value="0.26" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" value="255,255,255,255" type="QString" />
            <Option name="outline_style" value="no" type="QString" />
            <Option name="style" value="solid" type="QString" />
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" value="45" type="QString" />
            <Option name="color" value="255,0,255,255" type="QString" />
            <Option name="distance" value="1.6" type="QString" />
            <Option name="distance_unit" value="MM" type="QString" />
            <Option name="line_width" value="0.5" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
            <Option name="outline_width" value="0.5" type="QString" />
            <Option name="outline_width_unit" value="MM" type="QString" />
          </Option>
          <symbol name="@1@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="capstyle" value="flat" type="QString" />
                <Option name="joinstyle" value="round" type="QString" />
                <Option name="line_color" value="255,0,255,255" type="QString" />
                <Option name="line_style" value="solid" type="QString" />
                <Option name="line_width" value="0.5" type="QString" />
                <Option name="line_width_unit" value="MM" type="QString" />
              </Option>
            </layer>
          </symbol>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="capstyle" value="flat" type="QString" />
            <Option name="joinstyle" value="round" type="QString" />
            <Option name="line_color" value="120,0,120,255" type="QString" />
            <Option name="line_style" value="solid" type="QString" />
            <Option name="line_width" value="0.26" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" value="255,255,0,255" type="QString" />
            <Option name="outline_style" value="no" type="QString" />
            <Option name="style" value="solid" type="QString" />
          </Option>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="capstyle" value="flat" type="QString" />
            <Option name="joinstyle" value="round" type="QString" />
            <Option name="line_color" value="132,122,0,255" type="QString" />
            <Option name="line_style" value="solid" type="QString" />
            <Option name="line_width" value="0.1" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" value="255,255,150,255" type="QString" />
            <Option name="outline_style" value="no" type="QString" />
            <Option name="style" value="solid" type="QString" />
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" value="135" type="QString" />
            <Option name="color" value="0,190,200,255" type="QString" />
            <Option name="distance" value="1.6" type="QString" />
            <Option name="distance_unit" value="MM" type="QString" />
            <Option name="line_width" value="0.5" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
            <Option name="outline_width" value="0.5" type="QString" />
            <Option name="outline_width_unit" value="MM" type="QString" />
          </Option>
          <symbol name="@3@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="capstyle" value="flat" type="QString" />
                <Option name="joinstyle" value="round" type="QString" />
                <Option name="line_color" value="0,190,200,255" type="QString" />
                <Option name="line_style" value="solid" type="QString" />
                <Option name="line_width" value="0.5" type="QString" />
                <Option name="line_width_unit" value="MM" type="QString" />
              </Option>
            </layer>
          </symbol>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="capstyle" value="flat" type="QString" />
            <Option name="joinstyle" value="round" type="QString" />
            <Option name="line_color" value="0,96,104,255" type="QString" />
            <Option name="line_style" value="solid" type="QString" />
            <Option name="line_width" value="0.26" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" value="0,255,255,255" type="QString" />
            <Option name="outline_style" value="no" type="QString" />
            <Option name="style" value="solid" type="QString" />
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" value="135" type="QString" />
            <Option name="color" value="0,96,104,255" type="QString" />
            <Option name="distance" value="2" type="QString" />
            <Option name="distance_unit" value="MM" type="QString" />
            <Option name="line_width" value="0.2" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
            <Option name="outline_width" value="0.2" type="QString" />
            <Option name="outline_width_unit" value="MM" type="QString" />
          </Option>
          <symbol name="@4@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="capstyle" value="flat" type="QString" />
                <Option name="joinstyle" value="round" type="QString" />
                <Option name="line_color" value="0,96,104,255" type="QString" />
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
            <Option name="line_color" value="0,96,104,255" type="QString" />
            <Option name="line_style" value="solid" type="QString" />
            <Option name="line_width" value="0.26" type="QString" />
            <Option name="line_width_unit" value="MM" type="QString" />
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" value="206,206,206,255" type="QString" />
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
