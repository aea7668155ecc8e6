import { randomBytes } from 'node:crypto';
import { Controller, Get, HttpCode, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { Allow, CurrentActor, Public, type Actor } from '@fabwright/platform';
import type { Response } from 'express';
import { attachment } from '../report-job/file-name.ts';
import { IssueService } from './issue.service.ts';
import type { LinkedRecipient } from './issue.repository.ts';
import { unsubscribePage } from './unsubscribe-page.ts';
import { UnsubscribeService } from './unsubscribe.service.ts';

/** Files of issues for those who signed in, and the way out for those who need not. */
@Controller('reports/v1')
export class IssueController {
  constructor(
    private readonly issues: IssueService,
    private readonly unsubscribing: UnsubscribeService,
  ) {}

  @Allow('reports:read')
  @Get('issues/:issueId/:language/file')
  async file(
    @Param('issueId') issueId: string,
    @Param('language') language: string,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const { content, name, byteSize } = await this.issues.file(issueId, language, actor);
    return new StreamableFile(content, {
      type: 'application/pdf',
      disposition: attachment(name),
      length: byteSize,
    });
  }

  /** Asks only: programs that look into mails open links too. */
  @Public()
  @Get('unsubscribe/:token')
  async ask(@Param('token') token: string, @Res() response: Response): Promise<void> {
    answer(response, await this.unsubscribing.look(token));
  }

  /** The page's button, and the one click of mail programs (RFC 8058): the link itself is the right to do this. */
  @Public()
  @Post('unsubscribe/:token')
  @HttpCode(200)
  async unsubscribe(@Param('token') token: string, @Res() response: Response): Promise<void> {
    answer(response, await this.unsubscribing.unsubscribe(token));
  }
}

function answer(response: Response, linked: LinkedRecipient | null): void {
  const nonce = randomBytes(16).toString('base64');
  response.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  response.setHeader('cache-control', 'no-store');
  // The address is a key: it must not travel on.
  response.setHeader('referrer-policy', 'no-referrer');
  response
    .status(linked === null ? 404 : 200)
    .type('html')
    .send(unsubscribePage(linked, nonce));
}
