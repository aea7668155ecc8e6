import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor, DomainError } from '@fabwright/platform';
import type { Request, Response } from 'express';
import type { FileImport, ImportOrigin } from './file-import.ts';
import { ImportService } from './import.service.ts';

const OCTETS = 'application/octet-stream';

/** Files by HTTP: their bytes as the body, from the dashboard and from the command line. */
@Controller('imports')
export class ImportController {
  constructor(private readonly imports: ImportService) {}

  /** 202 when the file waits for the worker; 200 when the same content was imported before. */
  @Allow('imports:write')
  @Post()
  async start(
    @CurrentActor() actor: Actor,
    @Query('name') name: string | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ importId: string; state: string; of?: string }> {
    if (request.headers['content-type']?.split(';')[0]?.trim() !== OCTETS) {
      throw new DomainError('UNSUPPORTED_MEDIA_TYPE', `Send the bytes of the file as ${OCTETS}.`);
    }
    const origin: ImportOrigin = actor.kind === 'token' ? 'cli' : 'upload';
    const started = await this.imports.start(actor, name ?? '', origin, request);
    response.status(started.state === 'queued' ? 202 : 200);
    return started;
  }

  @Allow('imports:read')
  @Get('v1/:importId')
  async state(@CurrentActor() actor: Actor, @Param('importId') importId: string): Promise<FileImport> {
    const found = await this.imports.find(actor, importId);
    if (found === null)
      throw new DomainError('NOT_FOUND', 'There is no such import, or it is about a product outside your scope.');
    return found;
  }
}
