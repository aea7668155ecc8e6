/** Small maps of our own: a wafer of three columns and four rows, one die failing, with corners off the wafer. */

export interface E142Parts {
  readonly map?: string;
  readonly bins?: string;
  readonly rows?: readonly string[];
  readonly lot?: string;
  readonly before?: string;
  readonly definitions?: string;
  readonly dimension?: string;
}

/** Rows from Y = 0 on. */
export const ROWS = ['FF01FF', '010101', '010502', 'FF01FF'];

export function e142(parts: E142Parts = {}): string {
  const rows = (parts.rows ?? ROWS).map((row) => (row.startsWith('<') ? row : `<BinCode>${row}</BinCode>`));
  return `<?xml version="1.0" encoding="UTF-8"?>
${parts.before ?? ''}<MapData xmlns="urn:semi-org:xsd.E142-1.V1005.SubstrateMap">
  <Layouts>
    <Layout LayoutId="WaferLayout" DefaultUnits="mm" TopLevel="true"><Dimension X="1" Y="1"/></Layout>
    <Layout LayoutId="Devices" DefaultUnits="mm">
      ${parts.dimension ?? '<Dimension X="3" Y="4"/>'}<DeviceSize X="10" Y="20"/><ProductId>PMIC</ProductId>
    </Layout>
  </Layouts>
  <Substrates>
    <Substrate SubstrateType="Wafer" SubstrateId="W-01">${parts.lot ?? '<LotId>L-1</LotId>'}<CreateDate>2026112007300500</CreateDate></Substrate>
  </Substrates>
  <SubstrateMaps>
    <SubstrateMap SubstrateType="Wafer" SubstrateId="W-01" LayoutSpecifier="WaferLayout/Devices" ${parts.map ?? 'Orientation="0" OriginLocation="LowerLeft" AxisDirection="UpRight"'}>
      <Overlay MapName="SortGrade" MapVersion="1">
        <ReferenceDevices><ReferenceDevice><Coordinates X="1" Y="2"/></ReferenceDevice></ReferenceDevices>
        <BinCodeMap ${parts.bins ?? 'BinType="HexaDecimal" NullBin="FF"'}>
          ${
            parts.definitions ??
            `<BinDefinitions>
            <BinDefinition BinCode="01" BinCount="6" BinQuality="Pass" BinDescription="Good"/>
            <BinDefinition BinCode="05" BinCount="1" BinQuality="Fail" BinDescription="Leakage"/>
            <BinDefinition BinCode="02" BinCount="1" BinQuality="Unknown" BinDescription="Skipped"/>
          </BinDefinitions>`
          }
          ${rows.join('\n          ')}
        </BinCodeMap>
      </Overlay>
    </SubstrateMap>
  </SubstrateMaps>
</MapData>
`;
}

/** The same wafer; rows from its top down. */
export function g85(device = 'OriginLocation="3" Orientation="0"', rows = [...ROWS].reverse()): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Map xmlns="http://www.semi.org" SubstrateType="Wafer" SubstrateId="W-01" FormatRevision="SEMI G85-1101">
  <Device ProductId="PMIC" LotId="L-1" CreateDate="2026112007300500" Rows="4" Columns="3" BinType="HexaDecimal" NullBin="FF" DeviceSizeX="10000" DeviceSizeY="20000" ${device}>
    <ReferenceDevice ReferenceDeviceX="1" ReferenceDeviceY="2"/>
    <Bin BinCode="01" BinCount="6" BinQuality="Pass" BinDescription="Good"/>
    <Bin BinCode="05" BinCount="1" BinQuality="Fail" BinDescription="Leakage"/>
    <Bin BinCode="02" BinCount="1" BinQuality="Unknown" BinDescription="Skipped"/>
    <Data MapName="Sort" MapVersion="1">
      ${rows.map((row) => `<Row><![CDATA[${row}]]></Row>`).join('\n      ')}
    </Data>
  </Device>
</Map>
`;
}
