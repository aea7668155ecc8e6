import { Dialog } from '@angular/cdk/dialog';
import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { queryResource, type PersonFragment } from '@fabwright/data-access';
import { PeopleDocument } from '@fabwright/data-access/documents/people';
import { ProductNamesDocument } from '@fabwright/data-access/documents/products';
import {
  Badge,
  Button,
  DataTable,
  Icon,
  Panel,
  TableCellTemplate,
  type PanelState,
  type Status,
  type TableColumn,
  type TableSort,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { failedState } from '../../../core/failure/failed-state.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { SessionStore } from '../../../core/session/session.store.ts';
import type { ProductName } from '../form/product-scope-field.ts';
import { injectScopeText } from '../form/scope-text.ts';
import { TokensPanel } from '../tokens/tokens.panel.ts';
import { InviteDialog } from './invite-dialog.ts';
import { LinkOffer, type MadeLink } from './link-offer.ts';
import { PersonPanel } from './person.panel.ts';
import { roleKey } from '../../../core/session/role-key.ts';
import { PERSON_STATUS, stateOf } from './person-words.ts';

/** Who may sign in and what they may see; beside them the machines with their tokens. */
@Component({
  selector: 'fw-people-page',
  imports: [
    Badge,
    Button,
    DataTable,
    Icon,
    Panel,
    PersonPanel,
    RouterLink,
    TableCellTemplate,
    TokensPanel,
    TranslocoDirective,
  ],
  templateUrl: './people.page.html',
  styles: `
    .scope {
      display: inline-block;
      overflow: hidden;
      max-width: 28ch;
      text-overflow: ellipsis;
      vertical-align: bottom;
    }
  `,
})
export class PeoplePage {
  /** The person who is open. */
  readonly sel = input<string>();

  private readonly dialog = inject(Dialog);
  private readonly links = inject(LinkOffer);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly say = injectSay('settings.people');
  private readonly sayRole = injectSay('roles');
  private readonly formats = inject(Formats);
  protected readonly scopeText = injectScopeText(() => this.products());

  protected readonly mayPeople = computed(() => this.session.may('people:write'));
  protected readonly mayTokens = computed(() => this.session.may('tokens:write'));
  private readonly query = queryResource(PeopleDocument, () => (this.mayPeople() ? {} : undefined));
  private readonly names = queryResource(ProductNamesDocument, () => ({}));
  protected readonly products = computed<readonly ProductName[]>(() =>
    this.names.hasValue() ? this.names.value().products : [],
  );
  protected readonly rows = computed(() => (this.query.hasValue() ? this.query.value().people : []));
  protected readonly selected = computed(() => this.rows().find(({ accountId }) => accountId === this.sel()) ?? null);
  protected readonly ownLogin = computed(() => this.session.session()?.account);
  protected readonly sort = signal<TableSort | null>({ key: 'name', descending: false });
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    return this.query.hasValue() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly forbidden = computed<PanelState>(() => ({
    kind: 'no-rights',
    heading: this.say('noRights'),
    text: this.say('noRightsText'),
  }));
  protected readonly columns = computed<TableColumn<PersonFragment>[]>(() => [
    { key: 'name', label: this.say('name'), text: ({ name }) => name, sortValue: ({ name }) => name },
    { key: 'login', label: this.say('login'), sortValue: ({ login }) => login },
    {
      key: 'role',
      label: this.say('role'),
      text: ({ role }) => this.sayRole(roleKey(role)),
      sortValue: ({ role }) => role,
    },
    { key: 'scope', label: this.say('scope') },
    { key: 'state', label: this.say('state'), sortValue: (person) => stateOf(person) },
    {
      key: 'seen',
      label: this.say('lastSeen'),
      text: ({ lastSeenAt }) => (lastSeenAt ? this.formats.time(lastSeenAt) : this.say('never')),
      sortValue: ({ lastSeenAt }) => lastSeenAt,
    },
  ]);
  protected readonly rowKey = ({ accountId }: PersonFragment): string => accountId;
  protected readonly stateOf = stateOf;

  protected statusOf(person: PersonFragment): Status {
    return PERSON_STATUS[stateOf(person)];
  }

  protected open(person: PersonFragment | null): void {
    void this.router.navigate([], { queryParams: { sel: person?.accountId ?? null }, queryParamsHandling: 'merge' });
  }

  protected reload(): void {
    this.query.reload();
  }

  protected async invite(): Promise<void> {
    const open = this.dialog.open<MadeLink>(InviteDialog, { data: this.products(), backdropClass: 'fw-backdrop' });
    const link = await firstValueFrom(open.closed, { defaultValue: undefined });
    if (!link) return;
    this.reload();
    await this.links.show(link);
  }
}
