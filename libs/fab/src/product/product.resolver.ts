import { Args, Float, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, Forbidden, InvalidInput, NotFound, toResult, type Actor } from '@fabwright/platform';
import { ProductService } from './product.service.ts';
import { Product, ProductResult, ProductTargetResult } from './product.types.ts';

const FAILURES = [InvalidInput, NotFound, Forbidden] as const;

@Resolver(() => Product)
export class ProductResolver {
  constructor(private readonly service: ProductService) {}

  @Allow('data:read')
  @Query(() => [Product])
  products(@CurrentActor() actor: Actor): Promise<Product[]> {
    return this.service.products(actor.productScope);
  }

  @Allow('products:write')
  @Mutation(() => ProductTargetResult)
  setProductTarget(
    @Args('productId', { type: () => ID }) productId: string,
    @Args('insertion', { type: () => String }) insertion: string,
    @Args('yieldTarget', { type: () => Float, nullable: true }) yieldTarget: number | null,
    @Args('floor', { type: () => Float, nullable: true }) floor: number | null,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ProductTargetResult> {
    const target = { yieldTarget: yieldTarget ?? null, floor: floor ?? null };
    return toResult(FAILURES, () => this.service.setTarget({ productId, insertion }, target, actor));
  }

  @Allow('products:write')
  @Mutation(() => ProductResult)
  renameBin(
    @Args('productId', { type: () => ID }) productId: string,
    @Args('kind', { type: () => String }) kind: string,
    @Args('number', { type: () => Int }) number: number,
    @Args('name', { type: () => String }) name: string,
    @Args('pass', { type: () => Boolean }) pass: boolean,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ProductResult> {
    return toResult(FAILURES, () => this.service.renameBin(productId, { kind, number, name, pass }, actor));
  }

  @Allow('products:write')
  @Mutation(() => ProductResult)
  importDieMap(
    @Args('productId', { type: () => ID }) productId: string,
    @Args('csv', { type: () => String }) csv: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ProductResult> {
    return toResult(FAILURES, () => this.service.importDieMap(productId, csv, actor));
  }
}
