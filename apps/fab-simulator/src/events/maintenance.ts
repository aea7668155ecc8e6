import type { MaintenanceV1 } from '@fabwright/contracts';
import type { Maintenance } from '../flow/maintenance-plan.ts';
import { iso } from '../model/calendar.ts';
import { writeNote, type Note } from '../model/notes.ts';
import { TOOLS } from '../model/tools.ts';
import type { World } from '../model/world.ts';
import { RandomStream } from '../random/stream.ts';
import { clockError } from './process-run.ts';

export function maintenanceId(one: Maintenance): string {
  return `PM-${one.toolId}${one.chamber ? `-${one.chamber}` : ''}-${one.number}`;
}

export function noteOf(world: World, one: Maintenance): Note | undefined {
  const tool = TOOLS.find(({ id }) => id === one.toolId);
  const stream = new RandomStream(world.seed, 'note', maintenanceId(one));
  return tool && writeNote(tool.area, one.chamber, tool.chambers, stream);
}

export function maintenance(world: World, one: Maintenance): MaintenanceV1 {
  const ahead = clockError(one.toolId);
  const note = noteOf(world, one);
  const draw = new RandomStream(world.seed, 'maintenance-kind', maintenanceId(one)).uniform();
  return {
    maintenanceId: maintenanceId(one),
    toolId: one.toolId,
    ...(one.chamber ? { chamber: one.chamber } : {}),
    kind: draw < 0.88 ? 'pm' : draw < 0.96 ? 'repair' : 'qualification',
    startedAt: iso(one.startedAt + ahead),
    endedAt: iso(one.endedAt + ahead),
    ...(note ? { note: note.text, language: note.language } : {}),
  };
}
