import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { CreateApiTokenDocument } from '@fabwright/data-access/documents/tokens';
import { Button, DialogFrame } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Changes } from '../form/changes.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import type { ChangeProblem } from '../form/outcome.ts';
import { ProductScopeField, type ProductName } from '../form/product-scope-field.ts';
import { expiryOf, LIFETIMES, type Lifetime } from './token-words.ts';

export interface TokenQuestion {
  /** What a token can be given. */
  readonly scopes: readonly string[];
  readonly products: readonly ProductName[];
}

export interface CreatedToken {
  readonly name: string;
  readonly secret: string;
}

/** Names a new token and says what it may do, on what, and for how long. */
@Component({
  selector: 'fw-token-dialog',
  imports: [Button, DialogFrame, FieldInput, FormField, FormsModule, ProductScopeField, TranslocoDirective],
  templateUrl: './token-dialog.html',
  styleUrls: ['../form/form.css', './token-dialog.css'],
})
export class TokenDialog {
  protected readonly dialog = inject<DialogRef<CreatedToken>>(DialogRef);
  protected readonly question = inject<TokenQuestion>(DIALOG_DATA);
  private readonly changes = inject(Changes);
  private readonly say = injectSay('settings.tokens.scopeNames');
  protected readonly lifetimes = Object.keys(LIFETIMES) as Lifetime[];
  protected readonly name = signal('');
  protected readonly chosen = signal<readonly string[]>([]);
  protected readonly scope = signal<readonly string[] | null>(null);
  protected readonly lifetime = signal<Lifetime>('year');
  protected readonly busy = signal(false);
  protected readonly problem = signal<ChangeProblem | null>(null);

  protected complete(): boolean {
    return this.name().trim() !== '' && this.chosen().length > 0;
  }

  /** A scope that this version of the screen has no words for is shown by its name alone. */
  protected wordsFor(scope: string): string {
    const key = scope.replace(':', '-');
    const text = this.say(key);
    return text.endsWith(key) ? '' : text;
  }

  protected toggle(scope: string): void {
    this.chosen.update((chosen) =>
      chosen.includes(scope) ? chosen.filter((other) => other !== scope) : [...chosen, scope],
    );
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !this.complete()) return;
    this.busy.set(true);
    const name = this.name().trim();
    const productScope = this.scope();
    const input = {
      name,
      scopes: [...this.chosen()],
      productScope: productScope && [...productScope],
      expiresAt: expiryOf(this.lifetime()),
    };
    const outcome = await this.changes.send(CreateApiTokenDocument, { input }, (data) => data.createApiToken, [
      'name',
      'scopes',
      'expiresAt',
    ]);
    this.busy.set(false);
    this.problem.set(outcome.ok ? null : outcome.problem);
    if (outcome.ok) this.dialog.close({ name, secret: outcome.value.secret });
  }
}
