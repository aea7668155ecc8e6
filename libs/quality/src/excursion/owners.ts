import { Injectable } from '@nestjs/common';
import { DomainError, inScope, PeopleService, ROLES } from '@fabwright/platform';

/** Somebody who can own an excursion. */
export interface Owner {
  readonly accountId: string;
  readonly name: string;
  readonly role: string;
}

/** Who may be made responsible: people who may act on excursions and see the product. */
@Injectable()
export class ExcursionOwners {
  constructor(private readonly people: PeopleService) {}

  /** By name. `productId` null: for any product. */
  async all(productId: string | null): Promise<Owner[]> {
    const people = await this.people.list();
    return people
      .map(({ account }) => account)
      .filter((account) => account.disabledAt === null && ROLES[account.role].includes('excursions:write'))
      .filter((account) => productId === null || inScope(account.productScope, productId))
      .map(({ accountId, name, role }) => ({ accountId, name, role }));
  }

  /** Throws INVALID_INPUT for somebody who may not act on this product's excursions. */
  async find(accountId: string, productId: string): Promise<Owner> {
    const owner = (await this.all(productId)).find((one) => one.accountId === accountId);
    if (owner) return owner;
    throw new DomainError('INVALID_INPUT', 'Choose somebody who may act on excursions of this product.', {
      detail: { field: 'ownerId', reason: 'not-allowed' },
    });
  }
}
