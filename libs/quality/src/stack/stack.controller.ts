import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { Allow, CurrentActor, DomainError, type Actor } from '@fabwright/platform';
import { z } from 'zod';
import type { PopulationFilter } from '../population/population.types.ts';
import { LotType } from '../yield/yield.types.ts';
import { StackService } from './stack.service.ts';
import { GallerySort } from './stack.types.ts';

const BINARY = 'application/octet-stream';
/** Maps change when retests arrive: a browser asks again each time. */
const FRESH = 'private, no-cache';

const id = z.string().min(1).max(128);
const passage = z.object({
  stepId: id.nullish(),
  toolId: id.nullish(),
  chamber: id.nullish(),
  recipeVersion: id.nullish(),
});
/** The same as GraphQL's input of that name, as the server wrote it into the address. */
const Filter = z
  .object({
    productId: id.nullish(),
    insertion: id.nullish(),
    lotTypes: z.array(z.enum(LotType)).nullish(),
    weeks: z.number().int().nullish(),
    from: z.coerce.date().nullish(),
    to: z.coerce.date().nullish(),
    lots: z.array(id).max(10_000).nullish(),
    wafers: z.array(z.string().min(1).max(257)).max(50_000).nullish(),
    through: z.array(passage).max(100).nullish(),
    programRevision: id.nullish(),
    tester: id.nullish(),
    probeCard: id.nullish(),
    dies: z.string().max(2_000).nullish(),
  })
  .transform((filter) => filter as PopulationFilter);
const filterText = z.string().transform((text, context) => {
  try {
    return Filter.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'is no filter' });
    return z.NEVER;
  }
});
const Stack = z.object({
  filter: filterText,
  bins: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter(Boolean).map(Number))
    .refine((bins) => bins.every(Number.isInteger)),
});
const Gallery = z.object({
  filter: filterText,
  sort: z.enum(GallerySort),
  from: z.coerce.number().int().min(0),
  first: z.coerce.number().int().min(1),
});

/** Bytes of maps of any wafers; GraphQL's `waferStack` and `mapGallery` name their addresses. */
@Controller('maps/v1/population')
export class StackController {
  constructor(private readonly service: StackService) {}

  @Allow('data:read')
  @Get('stacked.bin')
  @Header('content-type', BINARY)
  @Header('cache-control', FRESH)
  async stacked(@Query() query: Record<string, string>, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const { filter, bins } = parsed(Stack, query);
    return new StreamableFile(await this.service.stackBytes(filter, bins, actor.productScope));
  }

  @Allow('data:read')
  @Get('gallery.bin')
  @Header('content-type', BINARY)
  @Header('cache-control', FRESH)
  async gallery(@Query() query: Record<string, string>, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    return new StreamableFile(await this.service.galleryBytes(parsed(Gallery, query), actor.productScope));
  }
}

function parsed<S extends z.ZodType>(schema: S, query: unknown): z.output<S> {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new DomainError('INVALID_INPUT', `The address of these bytes is not right: look at ${fields}.`);
}
