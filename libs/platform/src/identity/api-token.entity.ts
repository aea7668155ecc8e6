import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProductScope } from '../auth/actor.ts';
import type { TokenScope } from '../auth/permissions.ts';

/** A machine's way in. */
@Entity('api_token')
export class ApiToken {
  @PrimaryColumn({ name: 'token_id', type: 'uuid' })
  tokenId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'token_hash', type: 'bytea', unique: true })
  tokenHash!: Buffer;

  @Column({ type: 'text', array: true })
  scopes!: readonly TokenScope[];

  @Column({ name: 'product_scope', type: 'text', array: true, nullable: true })
  productScope!: ProductScope;

  @Column({ name: 'created_by', type: 'text' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}
