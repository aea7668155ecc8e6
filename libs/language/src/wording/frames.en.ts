import type { MessageKey } from './messages.en.ts';

/**
 * Other ways to say a message, beside its template. A model of grade G1 chooses among them; what they assert is what
 * a text of grade G2 may assert. A fact is printed in the style that the template gives it.
 */
export const ENGLISH_FRAMES: Readonly<Partial<Record<MessageKey, readonly string[]>>> = {
  'headline.period.fell': [
    'In {period}, final yield was down {change} to {final}.',
    'Final yield for {period} came in at {final}, down by {change}.',
    'Final yield in {period} was {final}, lower than in the baseline by {change}.',
    'Compared with the baseline, final yield fell by {change} to {final} in {period}.',
  ],
  'headline.period.rose': [
    'In {period}, final yield was up {change} to {final}.',
    'Final yield for {period} came in at {final}, up by {change}.',
    'Final yield in {period} was {final}, higher than in the baseline by {change}.',
    'Compared with the baseline, final yield rose by {change} to {final} in {period}.',
  ],
  'headline.period.steady': [
    'In {period} final yield held at {final}, no change beyond its interval.',
    'Final yield was {final} in {period}, a change within its interval.',
    'Final yield was {final} in {period}, without a significant change.',
    'Final yield was {final} in {period}, and its change was not significant.',
    'Final yield held at {final} in {period}, without a significant change.',
    'Final yield remained at {final} in {period}, without a significant change.',
    'Final yield remained at {final} in {period}, no change beyond its interval.',
    'Final yield held at {final} in {period}, and its change is within the interval.',
    'Final yield was {final} in {period}, which does not differ from the baseline beyond its interval.',
  ],
  'headline.period.alone': ['In {period}, final yield came to {final}.'],
  'headline.period.empty': [
    'In {period} no lot finished its first pass.',
    'None of the lots completed its first pass in {period}.',
  ],
  'headline.period.below-floor': ['{below} came in below the floor.'],
  'headline.lot.below-floor': ['With {final}, lot {lot} is under its floor of {floor}.'],
  'headline.lot.alarm': [
    'At {final}, lot {lot} is outside its control limits.',
    'At {final}, lot {lot} is not within its control limits.',
  ],
  'headline.lot.within': [
    'At {final}, lot {lot} is within its control limits.',
    'At {final}, lot {lot} is not outside its control limits.',
  ],
  'headline.lot.alone': ['Final yield of lot {lot} is {final}.'],
  'headline.lot.empty': ['None of the dies of lot {lot} were tested.', 'The dies of lot {lot} are untested.'],
  'yield.period.compared': [
    'Compared with {baseline} ({baselineLots}), final yield changed by {change}, to {final} over {lots} and {wafers}.',
  ],
  'yield.period.change-uncertain': [
    'Compared with {baseline} ({baselineLots}), final yield changed by {change}, to {final} over {lots} and {wafers}; it may be chance.',
  ],
  'yield.period.alone': ['Over {lots} and {wafers}, final yield came to {final}.'],
  'yield.period.first-pass': ['Record yield came to {record}, first-pass yield to {firstPass}.'],
  'yield.lot.three': [
    'Final yield is {final} ({good} passed at their last test), first-pass yield {firstPass}, record yield {record}.',
  ],
  'yield.lot.lower': [
    'It is {change} below {baseline}, where {baselineLots} read {baselineFinal}.',
    'Against {baseline}, where {baselineLots} read {baselineFinal}, the lot is down by {change}.',
  ],
  'yield.lot.higher': [
    'It is {change} above {baseline}, where {baselineLots} read {baselineFinal}.',
    'Against {baseline}, where {baselineLots} read {baselineFinal}, the lot is up by {change}.',
  ],
  'yield.lot.same': ['The lot is in line with {baseline}, where {baselineLots} read {baselineFinal}.'],
  'floor.lots': ['With {lot} lowest at {lotYield}, {below} came in below the floor of {floor}.'],
  'floor.lots.none': ['None of the lots came in below the floor of {floor}.'],
  'floor.wafers': ['{below} came in under the floor of {floor}.'],
  'wafers.extremes': ['The highest wafer is {best} at {bestYield}, the lowest {worst} at {worstYield}.'],
  'loss.top': ['{bin} is the largest loss, at {loss}.'],
  'loss.top.rose': ['{bin}, the largest loss, was up by {change} to {loss}.'],
  'loss.top.fell': ['{bin}, the largest loss, was down by {change} to {loss}.'],
  'loss.rose': ['{bin} was up by {change} to {loss}.'],
  'loss.fell': ['{bin} was down by {change} to {loss}.'],
  'loss.rest': [
    'The other bins moved by {largest} at most.',
    'The other bins moved by no more than {largest}.',
    'None of the other bins moved by more than {largest}.',
    'Other bins did not move by more than {largest}.',
  ],
  'retest.recovered': [
    'The retest brought back {recovered}, worth {gain} of yield.',
    'The retest brought back {recovered} and lifted yield by {gain}.',
  ],
  'retest.none': ['None of the dies were retested.', 'There was no retest.'],
  'retest.lost': ['On retest, {lost} went from pass to fail on retest.'],
  'alarm.sigma': ['{alarmed} triggered the σ limits or a run rule, most recent {lot} under {rule}.'],
  'alarm.slope': ['At {lot} the slope test (EWMA) left its limits on the low side.'],
  'alarm.slope.high': ['At {lot} the slope test (EWMA) left its limits on the high side.'],
  'alarm.spread': [
    'The wafer-to-wafer spread of {lot} exceeds the usual spread of the product.',
    'The wafers of {lot} vary more than the usual spread of the product.',
  ],
  'alarm.none': [
    'None of the lots triggered the σ limits or the slope test.',
    'Neither the σ limits nor the slope test was triggered.',
    'There was no alarm of the σ limits or the slope test.',
  ],
  'alarm.lot': ['{rule} was triggered by this lot.'],
  'open.limits-too-little': [
    'Inconclusive: control limits require {needs}, and so far there is data of {have}.',
    'Inconclusive: with {have} available, control limits need {needs}.',
    'There are no control limits yet: they need {needs} and so far there is data of {have}.',
  ],
  'open.limits-no-spread': ['Inconclusive: the lots of the limit period do not vary, so limits were not drawn.'],
  'open.change-too-few': [
    'Inconclusive: {needs} on each side are needed for an interval on the change, and the smaller side has only {have}.',
    'Inconclusive: {needs} are needed on each side for an interval on the change, but the smaller side only has {have}.',
  ],
  'open.untested': [
    '{untested} remain untested and are counted as not good.',
    '{untested} have not been tested and are counted as not good.',
    '{untested} were not tested and are counted as not good.',
  ],
  'open.no-verdict': ['With no verdict, and counted as not good: {unjudged}.'],
  'open.excluded': ['Left out with a reason, and not counted above: {excluded}.'],
  'open.missing': ['Results are in for {arrived}; the figures can still move.'],
  'open.quarantine': ['In quarantine, and not counted above: {quarantined}.'],
  'open.no-die-map': ['Without a fitting die map, yields are of the dies tested.'],
  'open.complete': ['The data are complete, with {wafers}; no die is untested and no wafer is excluded.'],
  'uneventful.period': [
    'In {period} nothing stood out: no change beyond its interval, no alarm, and no lot below the floor.',
    'In {period} nothing stood out: no significant change, no alarm, and no lot below the floor.',
  ],
  'uneventful.lot': ['This lot shows nothing unusual: no alarm, and no yield below the floor.'],
};
