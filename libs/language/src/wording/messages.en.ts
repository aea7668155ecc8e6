/**
 * Sentences of grade G0 in English. `{role}` stands for a fact, `{role:style}` for a fact in one of its styles
 * (see `FactStyle`). No digit and no number word is written here: each number is a fact.
 */
export const ENGLISH = {
  'headline.period.fell': 'Final yield fell {change:magnitude} to {final:value} in {period}.',
  'headline.period.rose': 'Final yield rose {change:magnitude} to {final:value} in {period}.',
  'headline.period.steady': 'Final yield was {final:value} in {period}, no change beyond its interval.',
  'headline.period.alone': 'Final yield was {final:value} in {period}.',
  'headline.period.empty': 'No lot ended its first pass in {period}.',
  'headline.period.below-floor': '{below} fell below the floor.',
  'headline.lot.below-floor': 'Lot {lot} reads {final:value}, below its floor of {floor}.',
  'headline.lot.alarm': 'Lot {lot} reads {final:value}, outside its control limits.',
  'headline.lot.within': 'Lot {lot} reads {final:value}, within its control limits.',
  'headline.lot.alone': 'Lot {lot} reads {final:value}.',
  'headline.lot.empty': 'Lot {lot} has no tested dies.',

  'yield.period.compared':
    'Final yield was {final:value} over {lots} and {wafers}; against {baseline} with {baselineLots} it changed by {change}.',
  'yield.period.change-uncertain':
    'Final yield was {final:value} over {lots} and {wafers}; against {baseline} with {baselineLots} it changed by {change}, which these lots could show by chance.',
  'yield.period.alone': 'Final yield was {final:value} over {lots} and {wafers}.',
  'yield.period.first-pass': 'First-pass yield was {firstPass:value}, record yield {record:value}.',
  'yield.lot.three':
    '{good} passed at their last test: final yield {final:value}, first-pass yield {firstPass:value}, record yield {record:value}.',
  'yield.lot.lower':
    'The lot reads {change:magnitude} lower than {baseline}, where {baselineLots} read {baselineFinal:value}.',
  'yield.lot.higher':
    'The lot reads {change:magnitude} higher than {baseline}, where {baselineLots} read {baselineFinal:value}.',
  'yield.lot.same': 'The lot reads like {baseline}, where {baselineLots} read {baselineFinal:value}.',

  'floor.lots': '{below} fell below the floor of {floor}; the lowest is {lot} at {lotYield:value}.',
  'floor.lots.none': 'No lot fell below the floor of {floor}.',
  'floor.wafers': '{below} fell below the floor of {floor}.',
  'wafers.extremes': 'The lowest wafer is {worst} at {worstYield:value}, the highest {best} at {bestYield:value}.',

  'loss.top': 'The largest loss is {bin} with {loss:value}.',
  'loss.top.rose': 'The largest loss, {bin}, rose by {change:magnitude} to {loss:value}.',
  'loss.top.fell': 'The largest loss, {bin}, fell by {change:magnitude} to {loss:value}.',
  'loss.rose': 'Loss to {bin} rose by {change:magnitude} to {loss:value}.',
  'loss.fell': 'Loss to {bin} fell by {change:magnitude} to {loss:value}.',
  'loss.rest': 'No other bin moved by more than {largest:magnitude}.',

  'retest.recovered': 'Retest recovered {recovered}, worth {gain:magnitude} of yield.',
  'retest.none': 'No die was tested again.',
  'retest.lost': '{lost} passed at first and failed when tested again.',

  'alarm.sigma': '{alarmed} set off the σ limits or a run rule; the latest is {lot} by {rule}.',
  'alarm.slope': 'The slope test (EWMA) left its limits on the low side at {lot}.',
  'alarm.slope.high': 'The slope test (EWMA) left its limits on the high side at {lot}.',
  'alarm.spread': 'The wafers of {lot} lie further apart than its product’s usual spread.',
  'alarm.none': 'No lot set off the σ limits or the slope test.',
  'alarm.lot': 'This lot set off {rule}.',

  'open.limits-too-little': 'Inconclusive: control limits need {needs}; so far there is data of {have}.',
  'open.limits-no-spread': 'Inconclusive: the lots of the limit period do not differ, so no limits were drawn.',
  'open.change-too-few':
    'Inconclusive: an interval on the change needs {needs} on each side; the smaller side has {have}.',
  'open.cause': 'No cause is tested here: the figures say where the loss is, not why.',
  'open.untested': 'Not tested, and counted as not good: {untested}.',
  'open.no-verdict': 'Without a verdict, and counted as not good: {unjudged}.',
  'open.excluded': 'Excluded with a reason, and counted nowhere above: {excluded}.',
  'open.missing': 'Arrived so far: {arrived}; the values can still move.',
  'open.quarantine': 'Waiting in quarantine, and counted nowhere above: {quarantined}.',
  'open.no-die-map': 'No fitting die map is defined, so yields are of the dies tested.',
  'open.complete': 'The data are complete: {wafers}, no die untested, no wafer excluded.',

  'headline.portfolio.below-target': '{below} came in below target.',
  'mix.split': 'Within products the yield changed by {within}; the product mix changed it by {mix}.',
  'target.below': '{below} came in below target; the largest gap is {product} with {gap:value}.',
  'target.none': 'No product came in below its target.',
  'target.short': 'Against the targets {short} are missing, worth {equivalent}.',
  'excursions.opened': '{opened} opened; contained so far: {contained}; with a confirmed cause: {confirmed}.',
  'excursions.none': 'No excursion opened.',
  'actions.open': 'Open and agreed on: {actions}; past their date: {overdue}.',
  'actions.none': 'No action is open.',
  'open.absent': 'Without a tested lot in the period: {absent}.',
  'open.untargeted': 'Without a target: {untargeted}.',
  'open.lots-incomplete': 'Results still to come, counted as they stand: {incomplete}.',

  'headline.tools.differ': '{differing} differ from the others of their step.',
  'headline.tools.same': 'No tool differs from the others of its step.',
  'headline.tools.undecided': 'No tool could be compared: too few lots.',
  'tools.lower': 'Furthest below the others is {tool}, by {apart:magnitude}.',
  'tools.higher': 'Furthest above the others is {tool}, by {apart:magnitude}.',
  'open.tools-undecided': 'With too few lots to decide: {undecided}.',

  'headline.changes.effect': '{differing} go with another yield.',
  'headline.changes.same': 'No process change goes with another yield.',
  'headline.changes.none': 'No process change was seen.',
  'headline.changes.undecided': 'No process change can be judged yet: too few lots.',
  'changes.lower': 'The largest fall came with {version}: {apart:magnitude}.',
  'changes.higher': 'The largest rise came with {version}: {apart:magnitude}.',

  'uneventful.period':
    'Nothing stood out in {period}: no change beyond its interval, no alarm, no lot below the floor.',
  'uneventful.lot': 'Nothing stood out in this lot: no alarm, and no yield below the floor.',
} as const;

export type MessageKey = keyof typeof ENGLISH;

type PlaceholderName<P extends string> = P extends `${infer Role}:${string}` ? Role : P;
type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? PlaceholderName<P> | Placeholders<Rest>
  : never;

/** The roles that a message's facts play, read from its English text. */
export type RolesOf<K extends MessageKey> = Placeholders<(typeof ENGLISH)[K]>;
