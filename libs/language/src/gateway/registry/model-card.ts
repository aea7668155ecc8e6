import { open } from 'node:fs/promises';
import { LOCALES } from '@fabwright/facts';
import { z } from 'zod';

const MOST_BYTES = 65_536;
const text = z.string().trim().min(1).max(200);
const wording = z.string().min(1).max(500);
const card = z.object({
  title: text,
  licence: text,
  source: text,
  /** The grade at which it was measured to do best. */
  grade: z.enum(['G1', 'G2']).optional(),
  /** The adapter that is made for these weights and lies in the same folder. */
  adapterFile: text.optional(),
  /** Kinds of facts that the adapter was trained on; absent = all. */
  trainedKinds: z.array(text).min(1).max(100).optional(),
  /** Of an adapter: the weights that it is made for. By itself it is no model. */
  adapterOf: text.optional(),
  /** Of an adapter: all that it was taught to say, by language and message. Then it may say nothing else. */
  taughtWordings: z.partialRecord(z.enum(LOCALES), z.record(text, z.array(wording).min(1).max(20))).optional(),
});

/** What stands beside a file of weights, as `FILE.json`: what it is, its licence, where it came from. Data, not trusted. */
export type ModelCard = z.infer<typeof card>;

/** Null where there is none that can be read. */
export async function readModelCard(weights: string): Promise<ModelCard | null> {
  try {
    const file = await open(`${weights}.json`);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
      return card.parse(JSON.parse(buffer.toString('utf8', 0, bytesRead)));
    } finally {
      await file.close();
    }
  } catch {
    // a file that somebody put there by hand has none; then they write it into the form
    return null;
  }
}
