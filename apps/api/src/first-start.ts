import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Authenticator, Bootstrap, FabConfig, type TokenScope, TokenService } from '@fabwright/platform';

/** A token for a program of this machine, in a file that only its owner can read. */
interface LocalToken {
  readonly file: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
}

const COMMAND_LINE: LocalToken = {
  file: 'cli-token',
  name: 'Command line of this machine',
  scopes: ['imports:write', 'imports:read', 'reports:write', 'reports:read', 'data:read', 'jobs:read', 'health:read'],
};

const SIMULATOR: LocalToken = {
  file: 'simulator-token',
  name: 'Demonstration fab',
  scopes: ['events:write', 'events:read'],
};

/**
 * What a person needs to get in for the first time: accounts of the demonstration or a one-time link, and the tokens
 * of local programs. All of it lies in owner-only files of the data folder; passwords are random and made once.
 */
@Injectable()
export class FirstStart implements OnApplicationBootstrap {
  readonly #log = new Logger('FirstStart');
  readonly #folder: string;

  constructor(
    private readonly config: FabConfig,
    private readonly bootstrap: Bootstrap,
    private readonly tokens: TokenService,
    private readonly authenticator: Authenticator,
  ) {
    this.#folder = join(config.data.dir, 'secrets');
  }

  async onApplicationBootstrap(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    if (this.config.demo.enabled) await this.#demonstration();
    await this.#invitation();
    await this.#keepToken(COMMAND_LINE);
  }

  async #demonstration(): Promise<void> {
    const made = await this.bootstrap.demoAccounts();
    if (made !== undefined) {
      const accounts = made.map(({ login, password, role }) => ({ account: login, password, role }));
      await this.#write('demo-accounts.json', JSON.stringify(accounts, null, 2));
      this.#log.log(`made ${accounts.length} accounts; their passwords lie in secrets/demo-accounts.json`);
    }
    await this.#keepToken(SIMULATOR);
  }

  /** Until the administrator has chosen a password; each start makes a new link and ends the one before. */
  async #invitation(): Promise<void> {
    const link = await this.bootstrap.administratorInvite();
    if (link === undefined) await rm(join(this.#folder, 'invite-link'), { force: true });
    else await this.#write('invite-link', link.path);
  }

  async #keepToken(wanted: LocalToken): Promise<void> {
    if (await this.#isGood(wanted)) return;
    const earlier = (await this.tokens.list()).filter(
      (token) => token.name === wanted.name && token.revokedAt === null,
    );
    for (const token of earlier) await this.tokens.revoke(token.tokenId);
    const { secret } = await this.tokens.create({ name: wanted.name, scopes: wanted.scopes, productScope: null });
    await this.#write(wanted.file, secret);
  }

  async #isGood({ file, scopes }: LocalToken): Promise<boolean> {
    const secret = await readFile(join(this.#folder, file), 'utf8').catch(() => null);
    if (secret === null) return false;
    const headers = { authorization: `Bearer ${secret.trim()}` };
    const actor = await this.authenticator.authenticate({ method: 'GET', headers });
    return actor !== undefined && scopes.every((scope) => actor.permissions.has(scope));
  }

  /** Whole or not at all: another program may read it at any time. */
  async #write(name: string, text: string): Promise<void> {
    const path = join(this.#folder, name);
    await writeFile(`${path}.new`, `${text}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }
}
