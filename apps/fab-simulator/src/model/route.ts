/** The process: forty steps that all products pass, then e-test and sort. */
export type Area = 'Diffusion' | 'Lithography' | 'Etch' | 'Implant' | 'Deposition' | 'Metal' | 'CMP' | 'Wet clean';

export interface Step {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly area: Area;
  /** Minutes that one wafer, or in a furnace the whole batch, takes. */
  readonly minutes: number;
  /** Short name inside recipe ids. */
  readonly code: string;
}

type Line = readonly [name: string, area: Area, minutes: number, code: string];

const LINES: readonly Line[] = [
  ['Start clean', 'Wet clean', 3, 'CLN1'],
  ['Pad oxide', 'Diffusion', 260, 'OXID'],
  ['Pad nitride', 'Diffusion', 240, 'NITR'],
  ['Active litho', 'Lithography', 2, 'ACT'],
  ['Trench etch', 'Etch', 3, 'STI'],
  ['Trench fill', 'Deposition', 4, 'STIF'],
  ['Trench CMP', 'CMP', 3, 'STIC'],
  ['Well litho', 'Lithography', 2, 'WELL'],
  ['N-well implant', 'Implant', 2, 'NW'],
  ['P-well implant', 'Implant', 2, 'PW'],
  ['Well anneal', 'Diffusion', 220, 'ANNL'],
  ['Gate clean', 'Wet clean', 3, 'CLN2'],
  ['Gate oxide', 'Diffusion', 280, 'GOX'],
  ['Gate deposition', 'Deposition', 3, 'POLY'],
  ['Gate litho', 'Lithography', 2, 'GATE'],
  ['Gate etch', 'Etch', 3, 'GATE'],
  ['Extension implant', 'Implant', 2, 'LDD'],
  ['Spacer deposition', 'Deposition', 3, 'SPCD'],
  ['Spacer etch', 'Etch', 2, 'SPCE'],
  ['Source drain litho', 'Lithography', 2, 'SD'],
  ['Source drain implant', 'Implant', 2, 'SD'],
  ['Activation anneal', 'Diffusion', 230, 'ANNL'],
  ['Silicide sputter', 'Metal', 3, 'SIL'],
  ['Silicide strip', 'Wet clean', 3, 'CLN3'],
  ['Dielectric 1 deposition', 'Deposition', 4, 'ILD1'],
  ['Dielectric 1 CMP', 'CMP', 3, 'ILD1'],
  ['Contact litho', 'Lithography', 2, 'CT'],
  ['Contact etch', 'Etch', 4, 'CT'],
  ['Contact barrier', 'Metal', 3, 'CTB'],
  ['Contact fill', 'Metal', 4, 'CTW'],
  ['Contact CMP', 'CMP', 3, 'CTC'],
  ['Metal 1 deposition', 'Metal', 4, 'M1'],
  ['Metal 1 litho', 'Lithography', 2, 'M1'],
  ['Metal 1 etch', 'Etch', 3, 'M1'],
  ['Dielectric 2 deposition', 'Deposition', 4, 'ILD2'],
  ['Via litho', 'Lithography', 2, 'V1'],
  ['Via etch', 'Etch', 3, 'V1'],
  ['Metal 2 etch', 'Etch', 3, 'M2'],
  ['Passivation', 'Deposition', 4, 'PASS'],
  ['Final clean', 'Wet clean', 3, 'CLN4'],
];

export const ROUTE: readonly Step[] = LINES.map(([name, area, minutes, code], index) => {
  return { index, id: String((index + 1) * 100).padStart(4, '0'), name, area, minutes, code };
});

export const ETEST_STEP = { id: '4100', name: 'E-test', area: 'E-test', sequence: 41 } as const;
export const SORT_STEP = { id: '4200', name: 'Wafer sort', area: 'Wafer sort', sequence: 42 } as const;

export function stepNamed(name: string): Step {
  const step = ROUTE.find((one) => one.name === name);
  if (!step) throw new Error(`the route has no step ${name}`);
  return step;
}
