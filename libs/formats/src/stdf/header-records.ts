import type { Equipment, SiteEquipment, SortFileHeader, WaferLayout } from '../sort-file/sort-file.ts';
import type { StdfFieldCursor } from './stdf-field-cursor.ts';

/** MIR: what was tested, with which program, where and when. */
export function readHeader(fields: StdfFieldCursor): SortFileHeader {
  const setupTime = time(fields.u4());
  const startTime = time(fields.u4());
  const station = fields.u1();
  const mode = fields.char() ?? '';
  const retestCode = fields.char() ?? '';
  fields.char(); // data protection code
  fields.u2(); // burn-in time
  fields.char(); // command mode
  const texts = Array.from({ length: 30 }, () => fields.text());
  const text = (index: number): string => texts[index] ?? '';
  const [testCode, flow] = [text(10), text(23)];
  return {
    kind: 'header',
    lotId: text(0),
    product: text(1),
    tester: text(2),
    testerType: text(3),
    program: text(4),
    programRevision: text(5),
    subLotId: text(6),
    operator: text(7),
    insertion: testCode === '' ? flow : testCode,
    flow,
    temperature: text(11),
    comment: text(12),
    packageType: text(14),
    family: text(15),
    dateCode: text(16),
    facility: text(17),
    floor: text(18),
    process: text(19),
    designRevision: text(25),
    station,
    mode,
    retestCode,
    setupTime,
    startTime,
  };
}

/** SDR: the hardware of a group of sites. */
export function readSiteEquipment(fields: StdfFieldCursor): SiteEquipment {
  const head = fields.u1() ?? 1;
  const siteGroup = fields.u1() ?? 255;
  const count = fields.u1() ?? 0;
  const sites = Array.from({ length: count }, () => fields.u1()).filter((site) => site !== null);
  const equipment = (): Equipment => ({ type: fields.text(), id: fields.text() });
  return {
    kind: 'site-equipment',
    head,
    siteGroup,
    sites,
    handler: equipment(),
    probeCard: equipment(),
    loadBoard: equipment(),
    dutBoard: equipment(),
    cable: equipment(),
    contactor: equipment(),
    laser: equipment(),
    extra: equipment(),
  };
}

const MILLIMETRES = [null, 25.4, 10, 1, 0.0254] as const;
const NOTCH = { U: 'up', D: 'down', L: 'left', R: 'right' } as const;

/** WCR: the geometry of the wafers. */
export function readWaferLayout(fields: StdfFieldCursor): WaferLayout {
  const [size, height, width] = [fields.r4(), fields.r4(), fields.r4()];
  const millimetres = MILLIMETRES[fields.u1() ?? 0] ?? null;
  const length = (value: number | null): number | null =>
    value === null || millimetres === null || !(value > 0) || !Number.isFinite(value) ? null : value * millimetres;
  const notch = fields.char() ?? '';
  const [centerX, centerY] = [coordinate(fields.i2()), coordinate(fields.i2())];
  const [positiveX, positiveY] = [fields.char(), fields.char()];
  return {
    kind: 'wafer-layout',
    waferSizeMm: length(size),
    dieHeightMm: length(height),
    dieWidthMm: length(width),
    notch: notch in NOTCH ? NOTCH[notch as keyof typeof NOTCH] : null,
    centerX,
    centerY,
    positiveX: positiveX === 'L' ? 'left' : positiveX === 'R' ? 'right' : null,
    positiveY: positiveY === 'U' ? 'up' : positiveY === 'D' ? 'down' : null,
  };
}

/** 0 stands for an unknown time. */
function time(seconds: number | null): number | null {
  return seconds === 0 ? null : seconds;
}

function coordinate(value: number | null): number | null {
  return value === -32768 ? null : value;
}
