import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  DomainError,
  Done,
  Forbidden,
  InvalidInput,
  mailAddressOf,
  NotFound,
  toResult,
  UnitOfWork,
  type Actor,
} from '@fabwright/platform';
import { NoticePreview, type NoticeTrial } from './notice-preview.service.ts';
import type { NoticeRule } from './notice-rule.ts';
import { NoticeRules } from './notice-rule.service.ts';
import {
  NoticeChoices,
  NoticePreviewResult,
  NoticeRuleInput,
  NoticeRuleOutdated,
  NoticeRuleRemoval,
  NoticeRuleResult,
  NoticeRuleSaved,
  NoticeRuleView,
  NoticeTrials,
  type NoticeTrialView,
} from './notice.types.ts';
import { RecipientsService } from './recipients.service.ts';

const ruleIdArg = { type: () => ID } as const;
const ruleArg = { type: () => NoticeRuleInput } as const;

@Resolver(() => NoticeRuleView)
export class NoticeResolver {
  constructor(
    private readonly rules: NoticeRules,
    private readonly previews: NoticePreview,
    private readonly recipients: RecipientsService,
    private readonly uow: UnitOfWork,
  ) {}

  @Allow('notices:write')
  @Query(() => [NoticeRuleView], { description: 'By name.' })
  async noticeRules(@CurrentActor() actor: Actor): Promise<NoticeRuleView[]> {
    return (await this.rules.all()).map((rule) => this.#view(rule, actor));
  }

  @Allow('notices:write')
  @Query(() => NoticeChoices)
  async noticeChoices(): Promise<NoticeChoices> {
    const { accounts } = await this.recipients.directory();
    const rows = await this.uow.query<{ area: string }>(
      'SELECT DISTINCT area FROM tool WHERE area IS NOT NULL ORDER BY area',
    );
    const people = accounts
      .filter(({ disabledAt }) => disabledAt === null)
      .map((account) => {
        const { accountId, name, role } = account;
        return { accountId, name, role, address: mailAddressOf(account) };
      });
    return { people, areas: rows.map(({ area }) => area) };
  }

  @Allow('notices:write')
  @Query(() => NoticePreviewResult, { description: 'Whom the rule would have called. Nobody is called.' })
  noticePreview(
    @Args('rule', ruleArg) input: NoticeRuleInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof NoticePreviewResult> {
    return toResult(
      [InvalidInput],
      async () => new NoticeTrials((await this.previews.try(draftOf(input), actor)).map(trialOf)),
    );
  }

  @Allow('notices:write')
  @Mutation(() => NoticeRuleResult)
  createNoticeRule(
    @Args('rule', ruleArg) input: NoticeRuleInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof NoticeRuleResult> {
    return this.#saved(actor, () => this.rules.create(draftOf(input), actor));
  }

  @Allow('notices:write')
  @Mutation(() => NoticeRuleResult)
  changeNoticeRule(
    @Args('ruleId', ruleIdArg) ruleId: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('rule', ruleArg) input: NoticeRuleInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof NoticeRuleResult> {
    return this.#saved(actor, () => this.rules.change(ruleId, version, draftOf(input), actor));
  }

  @Allow('notices:write')
  @Mutation(() => NoticeRuleRemoval)
  removeNoticeRule(
    @Args('ruleId', ruleIdArg) ruleId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof NoticeRuleRemoval> {
    return toResult([NotFound, Forbidden], async () => {
      await this.rules.remove(ruleId, actor);
      return new Done();
    });
  }

  async #saved(actor: Actor, save: () => Promise<NoticeRule>): Promise<typeof NoticeRuleResult> {
    try {
      return await toResult(
        [InvalidInput, NotFound, Forbidden],
        async () => new NoticeRuleSaved(this.#view(await save(), actor)),
      );
    } catch (error) {
      if (error instanceof DomainError && error.code === 'CONFLICT') return new NoticeRuleOutdated(error.message);
      throw error;
    }
  }

  #view({ productScope, ...rule }: NoticeRule, actor: Actor): NoticeRuleView {
    const mayChange = this.rules.mayChange({ ...rule, productScope }, actor);
    return structuredClone({ ...rule, mayChange }) as NoticeRuleView;
  }
}

function draftOf({ escalateMinutes = null, ...input }: NoticeRuleInput) {
  return { ...input, escalateMinutes };
}

function trialOf({ excursion, mismatches, called, escalations }: NoticeTrial): NoticeTrialView {
  return { excursion, mismatches, called, escalations };
}
