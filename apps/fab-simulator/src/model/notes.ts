import type { RandomStream } from '../random/stream.ts';
import type { Area } from './route.ts';

/** What a technician did, in both languages of the fab. */
interface Work {
  readonly en: string;
  readonly zh: string;
}

const WORK: Readonly<Record<Area, readonly [Work, ...Work[]]>> = {
  Diffusion: [
    { en: 'quartz tube swapped', zh: '更换石英管' },
    { en: 'thermocouple on zone 3 renewed', zh: '三区热电偶换新' },
    { en: 'boat lift aligned again', zh: '重新校正舟升降机构' },
    { en: 'exhaust trap emptied', zh: '清理排气冷阱' },
  ],
  Lithography: [
    { en: 'lamp changed, dose calibrated', zh: '换灯并做剂量校准' },
    { en: 'wafer chuck cleaned', zh: '清洁晶圆吸盘' },
    { en: 'lens heating checked', zh: '检查镜头加热' },
    { en: 'resist nozzle replaced', zh: '更换光刻胶喷嘴' },
  ],
  Etch: [
    { en: 'focus ring replaced', zh: '更换聚焦环' },
    { en: 'wet clean of the chamber, match retuned', zh: '腔体湿法清洗，匹配器重新调谐' },
    { en: 'ESC exchanged, He leak ok', zh: '更换静电吸盘，氦漏正常' },
    { en: 'RF generator repaired', zh: '射频电源维修' },
  ],
  Implant: [
    { en: 'filament and arc chamber new', zh: '更换灯丝与弧室' },
    { en: 'beam line cleaned', zh: '清洗束线' },
    { en: 'Faraday cup calibrated', zh: '法拉第杯校准' },
    { en: 'end station pump serviced', zh: '终端站真空泵保养' },
  ],
  Deposition: [
    { en: 'showerhead replaced', zh: '更换喷淋头' },
    { en: 'heater exchanged, temperature map done', zh: '更换加热器并做温度分布' },
    { en: 'throttle valve cleaned', zh: '清洁节流阀' },
    { en: 'pump changed, leak check passed', zh: '换泵，检漏合格' },
  ],
  Metal: [
    { en: 'target changed, burn-in done', zh: '更换靶材并预溅射' },
    { en: 'shield kit new', zh: '更换防着板' },
    { en: 'cryo pump regenerated', zh: '低温泵再生' },
    { en: 'magnet rotation noisy, bearing replaced', zh: '磁铁旋转异响，更换轴承' },
  ],
  CMP: [
    { en: 'pad and conditioner disk replaced', zh: '更换抛光垫和修整盘' },
    { en: 'head membrane new', zh: '更换抛光头气膜' },
    { en: 'slurry line flushed, filter changed', zh: '冲洗研磨液管路，换过滤器' },
    { en: 'retaining ring worn, replaced', zh: '保持环磨损，已更换' },
  ],
  'Wet clean': [
    { en: 'bath drained and refilled', zh: '换液' },
    { en: 'recirculation filter replaced', zh: '更换循环过滤器' },
    { en: 'concentration sensor calibrated', zh: '浓度传感器校准' },
    { en: 'megasonic plate repaired', zh: '兆声板维修' },
  ],
};

const OPENINGS_EN = ['PM done', 'Planned PM', 'Weekly check', 'Called for particles', ''] as const;
const ENDINGS_EN = [
  'monitor wafer ok',
  'two monitors, second one ok',
  'released to production',
  'pls watch first lots',
  'took longer, part was missing',
  '',
] as const;
const OPENINGS_ZH = ['例行保养', '计划PM', '点检', '颗粒偏高叫修', ''] as const;
const ENDINGS_ZH = ['测机片合格', '第二片测机片合格', '已交回生产', '请留意前几批', '等备件，时间较长', ''] as const;

const AREAS = Object.keys(WORK) as [Area, ...Area[]];
/** Share of maintenance with a note; share of notes in Chinese; share that tells something else than was done. */
export const NOTE_RATES = { written: 0.6, chinese: 0.45, wrong: 0.2 } as const;

export interface Note {
  readonly text: string;
  readonly language: 'en' | 'zh-Hans';
  /** True when the note tells of other work, or of another chamber, than was done. */
  readonly wrong: boolean;
}

export function writeNote(
  area: Area,
  chamber: string,
  chambers: readonly string[],
  stream: RandomStream,
): Note | undefined {
  if (!stream.chance(NOTE_RATES.written)) return undefined;
  const wrong = stream.chance(NOTE_RATES.wrong);
  const told = { area, chamber, named: chamber !== '' && stream.chance(0.7) };
  const meant = wrong ? mistaken(told, chambers, stream) : told;
  const work = stream.pick(WORK[meant.area]);
  const language = stream.chance(NOTE_RATES.chinese) ? 'zh-Hans' : 'en';
  const place = meant.named ? meant.chamber : '';
  return { text: language === 'en' ? inEnglish(work, place, stream) : inChinese(work, place, stream), language, wrong };
}

interface Told {
  readonly area: Area;
  readonly chamber: string;
  readonly named: boolean;
}

/** The right work on another chamber, or work of another kind of tool. */
function mistaken(told: Told, chambers: readonly string[], stream: RandomStream): Told {
  const other = stream.shuffle(chambers.filter((one) => one !== told.chamber))[0];
  if (other !== undefined && stream.chance(0.5)) return { ...told, chamber: other, named: true };
  const area = stream.shuffle(AREAS.filter((one) => one !== told.area))[0] ?? told.area;
  return { ...told, area };
}

function inEnglish(work: Work, place: string, stream: RandomStream): string {
  const parts = [stream.pick(OPENINGS_EN), place === '' ? work.en : `ch ${place}: ${work.en}`, stream.pick(ENDINGS_EN)];
  return parts.filter((part) => part !== '').join(', ');
}

function inChinese(work: Work, place: string, stream: RandomStream): string {
  const parts = [stream.pick(OPENINGS_ZH), place === '' ? work.zh : `${place}腔${work.zh}`, stream.pick(ENDINGS_ZH)];
  return `${parts.filter((part) => part !== '').join('，')}。`;
}
