import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProductScope } from '../auth/actor.ts';
import type { Role } from '../auth/permissions.ts';
import type { MailLanguage } from './contact.ts';

/** A person of the fab. */
@Entity('account')
@Check('account_login_check', `login = lower(login)`)
@Check('account_language_check', `language IN ('en', 'zh-CN')`)
@Check('account_role_check', `role IN ('manager', 'yield-engineer', 'process-engineer', 'administrator')`)
export class Account {
  @PrimaryColumn({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  /** What is typed at sign-in; lower case. */
  @Column({ type: 'text', unique: true })
  login!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  role!: Role;

  /** Where mails go; null = none, or the login where that is an address. */
  @Column({ type: 'text', nullable: true })
  email!: string | null;

  /** Language of mails; null = that of the rule or report which writes them. */
  @Column({ type: 'text', nullable: true })
  language!: MailLanguage | null;

  /** argon2id; null until the invitation was accepted. */
  @Column({ name: 'password_hash', type: 'text', nullable: true })
  passwordHash!: string | null;

  /** Product ids; null = all. */
  @Column({ name: 'product_scope', type: 'text', array: true, nullable: true })
  productScope!: ProductScope;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'password_changed_at', type: 'timestamptz', nullable: true })
  passwordChangedAt!: Date | null;

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;
}
