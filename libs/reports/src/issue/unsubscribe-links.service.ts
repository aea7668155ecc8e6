import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FabConfig, UnitOfWork } from '@fabwright/platform';

const SECRET_BYTES = 32;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Links by which somebody unsubscribes without signing in. A link names the recipient of one mail and is signed, so
 * that nobody can guess another's; it holds no address. It works for as long as the log of that mail is kept.
 */
@Injectable()
export class UnsubscribeLinks {
  #secret: Buffer | undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly config: FabConfig,
  ) {}

  /** Where the instance is reached, without a slash at its end. */
  get address(): string {
    const { publicUrl, host, port } = this.config.server;
    return (publicUrl ?? `http://${host}:${port}`).replace(/\/+$/, '');
  }

  async linkOf(recipientId: string): Promise<string> {
    const signature = (await this.#sign(recipientId)).toString('base64url');
    return `${this.address}/reports/v1/unsubscribe/${recipientId}.${signature}`;
  }

  /** The recipient that a link names; null for one that we did not sign. */
  async recipientOf(token: string): Promise<string | null> {
    const [recipientId = '', signature = '', ...more] = token.split('.');
    if (!UUID.test(recipientId) || more.length > 0) return null;
    const [given, right] = [Buffer.from(signature, 'base64url'), await this.#sign(recipientId)];
    return given.length === right.length && timingSafeEqual(given, right) ? recipientId : null;
  }

  async #sign(recipientId: string): Promise<Buffer> {
    this.#secret ??= await this.#known();
    return createHmac('sha256', this.#secret).update(`unsubscribe/${recipientId}`).digest();
  }

  /** The instance's own key; api and worker may both come to make it, and the first one's stays. */
  async #known(): Promise<Buffer> {
    await this.uow.query('INSERT INTO report_link_key (secret) VALUES ($1) ON CONFLICT DO NOTHING', [
      randomBytes(SECRET_BYTES),
    ]);
    const [row] = await this.uow.query<{ secret: Buffer }>('SELECT secret FROM report_link_key');
    if (!row) throw new Error('There is no key for links.');
    return row.secret;
  }
}
