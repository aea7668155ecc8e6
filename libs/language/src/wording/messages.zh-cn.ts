import type { MessageKey } from './messages.en.ts';

/** The same sentences in Simplified Chinese. Gaps between Chinese and digits are set when a sentence is composed. */
export const CHINESE: Readonly<Record<MessageKey, string>> = {
  'headline.period.fell': '{period}最终良率下降{change:magnitude}，至{final:value}。',
  'headline.period.rose': '{period}最终良率上升{change:magnitude}，至{final:value}。',
  'headline.period.steady': '{period}最终良率为{final:value}，变化未超出区间。',
  'headline.period.alone': '{period}最终良率为{final:value}。',
  'headline.period.empty': '{period}没有批次完成首测。',
  'headline.period.below-floor': '{below}低于下限。',
  'headline.lot.below-floor': '批次{lot}良率为{final:value}，低于下限{floor}。',
  'headline.lot.alarm': '批次{lot}良率为{final:value}，超出控制限。',
  'headline.lot.within': '批次{lot}良率为{final:value}，在控制限之内。',
  'headline.lot.alone': '批次{lot}良率为{final:value}。',
  'headline.lot.empty': '批次{lot}没有已测芯片。',

  'yield.period.compared':
    '最终良率为{final:value}（{lots}，{wafers}）；与{baseline}（{baselineLots}）相比，变化为{change}。',
  'yield.period.change-uncertain':
    '最终良率为{final:value}（{lots}，{wafers}）；与{baseline}（{baselineLots}）相比，变化为{change}，以这些批次而言可能出于偶然。',
  'yield.period.alone': '最终良率为{final:value}（{lots}，{wafers}）。',
  'yield.period.first-pass': '首测良率为{firstPass:value}，记录良率为{record:value}。',
  'yield.lot.three':
    '{good}在末次测试中合格：最终良率{final:value}，首测良率{firstPass:value}，记录良率{record:value}。',
  'yield.lot.lower': '本批比{baseline}低{change:magnitude}，该期间{baselineLots}的良率为{baselineFinal:value}。',
  'yield.lot.higher': '本批比{baseline}高{change:magnitude}，该期间{baselineLots}的良率为{baselineFinal:value}。',
  'yield.lot.same': '本批与{baseline}相同，该期间{baselineLots}的良率为{baselineFinal:value}。',

  'floor.lots': '{below}低于下限{floor}；最低的是{lot}，为{lotYield:value}。',
  'floor.lots.none': '没有批次低于下限{floor}。',
  'floor.wafers': '{below}低于下限{floor}。',
  'wafers.extremes': '最低的晶圆是{worst}，为{worstYield:value}；最高的是{best}，为{bestYield:value}。',

  'loss.top': '最大的损失是{bin}，为{loss:value}。',
  'loss.top.rose': '最大的损失{bin}上升{change:magnitude}，至{loss:value}。',
  'loss.top.fell': '最大的损失{bin}下降{change:magnitude}，至{loss:value}。',
  'loss.rose': '{bin}的损失上升{change:magnitude}，至{loss:value}。',
  'loss.fell': '{bin}的损失下降{change:magnitude}，至{loss:value}。',
  'loss.rest': '其余各分档变化均不超过{largest:magnitude}。',

  'retest.recovered': '复测的{recovered}最终合格，挽回良率{gain:magnitude}。',
  'retest.none': '没有芯片被复测。',
  'retest.lost': '{lost}首测合格，复测失效。',

  'alarm.sigma': '{alarmed}触发 σ 控制限或连串规则；最近的是{lot}，规则为{rule}。',
  'alarm.slope': '斜率检验（EWMA）在{lot}从下侧超出控制限。',
  'alarm.slope.high': '斜率检验（EWMA）在{lot}从上侧超出控制限。',
  'alarm.spread': '{lot}的晶圆之间差异大于该产品的通常水平。',
  'alarm.none': '没有批次触发 σ 控制限或斜率检验。',
  'alarm.lot': '本批触发{rule}。',

  'open.limits-too-little': '证据不足：控制限需要{needs}，现有{have}。',
  'open.limits-no-spread': '证据不足：控制限期间各批次没有差异，因此未画控制限。',
  'open.change-too-few': '证据不足：变化的区间要求每侧有{needs}，较少的那侧只有{have}。',
  'open.cause': '此处未检验原因：数值说明损失在何处，不说明为何。',
  'open.untested': '{untested}未测，按不合格计。',
  'open.no-verdict': '{unjudged}没有判定结果，按不合格计。',
  'open.excluded': '{excluded}已注明理由排除，未计入以上数值。',
  'open.missing': '{arrived}已到达；数值仍可能变化。',
  'open.quarantine': '{quarantined}在隔离区等待处理，未计入以上数值。',
  'open.no-die-map': '未定义相符的芯片图，因此良率以已测芯片计。',
  'open.complete': '数据完整：{wafers}，没有未测芯片，没有排除的晶圆。',

  'headline.portfolio.below-target': '{below}低于目标。',
  'mix.split': '产品内部的变化为{within}；产品组合的变化为{mix}。',
  'target.below': '{below}低于目标；差距最大的是{product}，为{gap:value}。',
  'target.none': '没有产品低于目标。',
  'target.short': '与目标相比缺少{short}，相当于{equivalent}。',
  'excursions.opened': '新发现{opened}；已控制：{contained}；原因已确认：{confirmed}。',
  'excursions.none': '没有新发现的异常。',
  'actions.open': '已约定未完成：{actions}；已过期：{overdue}。',
  'actions.none': '没有未完成的措施。',
  'open.absent': '期间没有已测批次：{absent}。',
  'open.untargeted': '未设目标：{untargeted}。',
  'open.lots-incomplete': '结果尚未到齐，按现状计入：{incomplete}。',

  'headline.tools.differ': '{differing}与同工序其他设备有差异。',
  'headline.tools.same': '没有设备与同工序其他设备有差异。',
  'headline.tools.undecided': '没有设备可以比较：批次太少。',
  'tools.lower': '比同工序其他设备低最多的是{tool}，低{apart:magnitude}。',
  'tools.higher': '比同工序其他设备高最多的是{tool}，高{apart:magnitude}。',
  'open.tools-undecided': '批次太少，无法判定：{undecided}。',

  'headline.changes.effect': '{differing}的良率与之前不同。',
  'headline.changes.same': '没有工艺变更的良率与之前不同。',
  'headline.changes.none': '没有发现工艺变更。',
  'headline.changes.undecided': '尚无工艺变更可以判断：批次太少。',
  'changes.lower': '降幅最大的是{version}，下降{apart:magnitude}。',
  'changes.higher': '升幅最大的是{version}，上升{apart:magnitude}。',

  'uneventful.period': '{period}没有异常之处：变化未超出区间，没有报警，没有批次低于下限。',
  'uneventful.lot': '本批没有异常之处：没有报警，良率不低于下限。',
};
