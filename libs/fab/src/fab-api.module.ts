import { Module } from '@nestjs/common';
import { FabModule } from './fab.module.ts';
import { ProductResolver } from './product/product.resolver.ts';
import { ProductService } from './product/product.service.ts';

/** The fab's part of the GraphQL API; needs platform's database, identity and GraphQL modules. */
@Module({
  imports: [FabModule],
  providers: [ProductResolver, ProductService],
  exports: [FabModule, ProductService],
})
export class FabApiModule {}
