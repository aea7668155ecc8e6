import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Public } from '../auth/access.decorators.ts';
import { isMigrated } from '../database/index.ts';
import { DomainError } from '../errors/index.ts';

/** For supervisors and load balancers. */
@Controller()
export class HealthController {
  #migrated = false;

  constructor(private readonly dataSource: DataSource) {}

  /** The process lives. */
  @Public()
  @Get('healthz')
  healthz(): { status: string } {
    return { status: 'ok' };
  }

  /** It can do its work: the database answers, and its schema is the one this version knows. */
  @Public()
  @Get('readyz')
  async readyz(): Promise<{ status: string }> {
    try {
      await this.dataSource.query('SELECT 1');
      this.#migrated ||= await isMigrated(this.dataSource);
    } catch (cause) {
      throw new DomainError('UNAVAILABLE', 'The database does not answer.', { retryAfterSeconds: 2, cause });
    }
    if (this.#migrated) return { status: 'ready' };
    throw new DomainError('UNAVAILABLE', 'The database is not migrated yet.', { retryAfterSeconds: 2 });
  }
}
