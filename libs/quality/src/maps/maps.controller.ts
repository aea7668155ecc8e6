import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { Allow, CurrentActor, DomainError, type Actor } from '@fabwright/platform';
import { z } from 'zod';
import { LotType } from '../yield/yield.types.ts';
import { MapsService } from './maps.service.ts';

const BINARY = 'application/octet-stream';
/** Maps change when retests arrive: a browser asks again each time. */
const FRESH = 'private, no-cache';

const id = z.string().min(1).max(128);
const LotMaps = z.object({
  insertion: id.optional(),
  wafers: z
    .string()
    .transform((list) => list.split(',').filter((waferId) => waferId !== ''))
    .optional(),
});
const Values = z.object({ insertion: id, test: z.coerce.number().int().min(0).max(4_294_967_295) });
const LOT_TYPES: readonly string[] = Object.values(LotType);
const Stack = z.object({
  product: id,
  insertion: id,
  from: z.coerce.date(),
  to: z.coerce.date(),
  types: z
    .string()
    .default(LotType.PRODUCTION)
    .transform((list) => list.split(','))
    .refine((types) => types.every((type) => LOT_TYPES.includes(type))),
});

/** Die arrays by HTTP: GraphQL would make a million scalars of them. The formats stand in contracts' `wafer-maps`. */
@Controller('maps/v1')
export class MapsController {
  constructor(private readonly service: MapsService) {}

  @Allow('data:read')
  @Get('lots/:lotId.bin')
  @Header('content-type', BINARY)
  @Header('cache-control', FRESH)
  async lotMaps(
    @Param('lotId') lotId: string,
    @Query() query: Record<string, string>,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const { insertion, wafers } = parsed(LotMaps, query);
    return file(await this.service.lotMaps(lotId, insertion ?? null, wafers ?? null, actor.productScope));
  }

  @Allow('data:read')
  @Get('lots/:lotId/wafers/:waferId/values.bin')
  @Header('content-type', BINARY)
  @Header('cache-control', FRESH)
  async values(
    @Param('lotId') lotId: string,
    @Param('waferId') waferId: string,
    @Query() query: Record<string, string>,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const { insertion, test } = parsed(Values, query);
    return file(await this.service.values({ lotId, waferId, insertion }, test, actor.productScope));
  }

  @Allow('data:read')
  @Get('stacked.bin')
  @Header('content-type', BINARY)
  @Header('cache-control', FRESH)
  async stacked(@Query() query: Record<string, string>, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const { product, types, ...rest } = parsed(Stack, query);
    return file(await this.service.stacked({ productId: product, lotTypes: types, ...rest }, actor.productScope));
  }

  @Allow('data:read')
  @Get('products/:productId/die-map.bin')
  @Header('content-type', BINARY)
  @Header('cache-control', FRESH)
  async dieMap(@Param('productId') productId: string, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    return file(await this.service.dieMap(productId, actor.productScope));
  }
}

function file(bytes: Uint8Array): StreamableFile {
  return new StreamableFile(bytes);
}

function parsed<S extends z.ZodType>(schema: S, query: unknown): z.output<S> {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new DomainError('INVALID_INPUT', `The address of these bytes is not right: look at ${fields}.`);
}
