import type { Concept } from './concepts.ts';

/** Words that assert nothing by themselves. No hedge, no quantifier, no modal verb is among them. */
export const NEUTRAL_ENGLISH = [
  'a|an|the|this|that|these|those|its|their|it|they|here|there|where|which|whose|with',
  'is|are|was|were|be|been|being|has been|have been|had been|has|have|had|having',
  'of|in|at|to|on|for|by|over|across|during|as|and|also|while|when|with a reading of',
  'read|reads|reading|stood|stands|standing|came in|comes in|came to|comes to|came out|come out|comes out|ended up|ends up|settled|settles|settling|coming|getting|got|get|amounts to|amounted to|sits|sat|lies|lie|lay',
  'shows|showed|show|shown|measured|measures|reached|reaches|reaching|went through|go through|underwent|reach|end up|went|go|goes|come|comes|came|brought|brings',
  'ended|ending|finished|closed|landed|meanwhile|in addition|in total|moreover|respectively',
  'value|values|level|recorded at|now at|reported|reports|noted|seen|found|recorded|observed|current|currently|now',
  'named|called|namely|group|itself|such|put|puts|leaving|leaves|bringing|taking|takes|took|taken|making|makes|made',
  'and have been|and has been|do|does|did|say|says|we|saw|see|sees|stayed|stays|stay|staying|but|averaged|averages|among|amongst|exist|exists|given|give|gave|gives|turned|turns|turning|became|become|then|too|as well|however|though|although|whereas|so far|to date|all told|overall|with respect to',
].join('|');

/** What each known word or phrase says. The longest phrase wins. */
export const ENGLISH_CONCEPTS: Readonly<Record<Concept, string>> = {
  final: 'final|final yield',
  'first-pass': 'first-pass|first-pass yield|first pass|first-pass result',
  record: 'by records|by record|record|record yield|record-based yield',
  yield: 'yield figure|yield level|yield|yields|yielded|yielding|yield points',
  loss: 'loss|losses|yield loss|fallout',
  'loss-to':
    'loss in|losses in|loss from|losses from|loss through|loss on|loss to|losses to|lost to|yield loss to|fallout to',
  lot: 'lot|lots|any lot|any of the lots',
  wafer: 'wafer|wafers|any wafer|any of the wafers',
  die: 'die|dies|any die|any dies|any of the dies',
  bin: 'bin|bins|loss bin|fail bin',
  test: 'test|tests|testing',
  floor: 'floor|yield floor|lower floor|absolute floor',
  limits: 'control limit|control limits|limits|limit|their control limits',
  sigma:
    'σ limits or a run rule|a σ limit or a run rule|σ limit or run rule|σ limits or run rules|σ limits or the slope test|σ limits nor the slope test|σ limits and the slope test|slope test or the σ limits|σ limits|σ limit|σ or run-rule',
  rule: 'rule|run rule|run rules|chart rule',
  'rule-is': 'by rule|under rule|on rule|by the rule|under the rule',
  'slope-test': 'slope test|slope test (EWMA)|EWMA slope test|EWMA|EWMA chart|the EWMA slope test',
  spread:
    'wafer-to-wafer spread|wafer-to-wafer variation|wafer spread|product’s usual spread|usual spread|usual spread of the product|usual for the product|usual wafer-to-wafer spread',
  product: 'product|products',
  period: 'week|period|time|window',
  past: 'baseline|baseline period|baseline lots|past|reference period|baseline yield',
  retest: 'retested dies|dies tested again|retest|retests|retesting|second test|re-probe|retest pass|failed at first',
  worth: 'worth|equal to|equivalent to|adding up to',
  interval: 'interval|confidence interval',
  side: 'each side|either side|each group',
  'smaller-side': 'smaller side|smaller group',
  reason: 'reason|reasons|a stated reason|by a person|documented reason',
  data: 'data|results|dataset|test data|test results',
  figures: 'figures|numbers|analysis',
  'above-text': 'figures above|numbers above',
  up: [
    'rose|rise|rises|risen|rising|increased|increase|increases|increasing|up|climbed|climb|climbs|climbing|gained|gain|gains',
    'picked up|pick up|gaining|grew|grows|grown|growing|growth|higher|went up|is up|moved up|added|adds|adding|lifted|lifts|lifting|lift|raised|raises|raising|up to',
  ].join('|'),
  down: [
    'fell|fall|falls|fallen|falling|dropped|drop|drops|dropping|declined|decline|declines|declining|decreased|decrease|decreases',
    'decreasing|down|lower|slipped|slip|slips|slipping|slid|lost|loses|losing|sank|sinks|shrank|shrunk|shrinks|went down|came down|moved down',
    'eased|eases|easing|down to|reduced|reduction|dip|dipped|dips',
  ].join('|'),
  better: 'improved|improves|improve|improving|improvement|better',
  worse: 'worsened|worsens|worsening|deteriorated|deteriorates|deterioration|worse',
  not: "no|not|none|nothing|neither|nor|without|without any|no longer any|never|cannot|didn't|doesn't|don't|isn't|aren't|wasn't|weren't|hasn't|haven't|won't",
  changed: 'changed|changes|change|changing|difference|shift|shifted|moved|moves|move|a change of|the change|movement',
  flat: 'flat|unchanged|steady|stable|held|holds|holding|constant|in line',
  against:
    'against|from|over the baseline|compared with|compared to|versus|relative to|in comparison with|measured against|set against|vs',
  than: 'than',
  same: 'like|the same as|on a par with|in line with|equal to that of|matches|level with',
  'more-than': 'more than|by more than|exceeds|exceeded|exceeding|larger than|greater than',
  below:
    'less than|lower than its floor|underneath|shy of|below|fell below|fall below|falls below|fallen below|falling below|dropped below|came in below|under|fell short of|short of|beneath|missed|fell under|fell through|below the',
  above: 'above|rose above|came in above|ahead of',
  outside:
    'falls outside|fell outside|outside|out of its limits|out of its control limits|out of the limits|out of control limits|outside the limits|outside of|outside its control limits|outside control limits|out of|left its limits|left the limits|left its control limits|beyond its control limits|crossed its limit|crossed its limits|breached its limit|outside its limits',
  beyond:
    'beyond its interval|beyond the interval|outside its interval|significant|significantly|beyond its confidence interval|statistically significant',
  within: 'within|inside|within its interval|inside its interval',
  lowest: 'lowest|worst|minimum|weakest|poorest|bottom',
  highest: 'highest|best|maximum|strongest|top',
  largest: 'leads the losses|heads the losses|leads the list|largest|biggest|greatest|main|top loss|leading|dominant',
  latest: 'latest|most recently|lately|newly|last|most recent|newest',
  other: 'all other|all others|others|all the other|rest of the|other|another|remaining|else',
  cause: [
    'because|because of|due to|owing to|caused|causes|cause|caused by|causing|thanks to|led to|leads to|leading to|results from|resulted from',
    'resulting in|driven by|drove|drives|attributable to|attributed to|stems from|stemming from|responsible for|explains|explained by',
    'explained|the reason for|root cause|as a result of|as a result|consequently|therefore|hence|thus|so that|since|origin',
  ].join('|'),
  association:
    'associated with|correlated with|goes along with|together with|coincides with|coincided with|linked to|linked with|related to',
  why: 'why|how',
  where: 'where the loss is|where the loss sits|where loss is|where the yield was lost',
  tested: 'tested|tested dies yet|tested yet|tests for',
  chance: [
    'may be due to chance|could be due to chance|might be due to chance|due to chance|by chance|could show by chance|may show by chance|within chance|may be chance|could be chance|may well be chance|might be chance',
    'could be random|may be random variation|within random variation|could arise by chance|may have arisen by chance|consistent with chance',
    'which could be chance|could come from chance|could come about by chance|as chance would show|could be noise|may be noise|within noise',
  ].join('|'),
  uncertain: 'inconclusively|not conclusive',
  ended:
    'finish its first pass|finished their first pass|completed their first pass|ended their first pass|complete its first pass|complete their first pass|finish their first pass|end its first pass|finishing its first pass|completing its first pass|ending its first pass|ended its first pass|finished its first pass|completed its first pass|completed first pass|finished first pass|ended first pass|completed a first pass',
  recovered:
    'passed|recovered|recovers|recover|won back|brought back|saved|rescued|passed on retest|passed at retest|turned good|recovery',
  retested: 'tested again|retested|re-tested|tested a second time|re-probed|probed again',
  'passed-first':
    'passed at first|passed first|passed the first test|good at first|good first|passed at the first test|pass at first|passed in the first test|passed on the first test|after passing at first|after passing first|were good at the first test|passed initially',
  'failed-again': [
    'failed when tested again|failed on retest|failed at retest|failed the retest|failed the second test|failed in the retest|failed after retest|went from pass to fail on retest',
    'failed when retested|failed upon retest|fail on retest|fail when tested again|turned from pass to fail on retest|failed on the retest|failed at the retest|turned bad on retest|failed in retest',
  ].join('|'),
  'at-most': 'at most|no more than|by no more than|not more than|by not more than|by at most|up to at most',
  'passed-last':
    'passed at their last test|passed at the last test|passed the last test|passed their last test|passed in the end|good at their last test|good at the last test|passed at last test|good at last test|ended up good|passed at final test|pass at their last test|passing at their last test',
  alarmed:
    'set off|triggered|tripped|broke|violated|sets off|raised an alarm on|raised alarms on|violates|violating|breaking|breaks|triggers|tripping|signalled on|alarmed on|setting off|triggering',
  alarm: 'alarm|alarms',
  'low-side': 'low side|lower side|on the low side|downward|low end',
  'high-side': 'high side|upper side|on the high side|upward|high end',
  apart:
    'further apart than its|further apart than|farther apart than|spread wider than|vary more than|differ more than|scatter more than|spread more widely than|scatter wider than|more scattered than',
  inconclusive: 'inconclusive|not yet conclusive|no conclusion|too little data',
  needs:
    'at least|needs at least|need at least|require at least|requires at least|necessary|must have|needs|need|requires|require|needed|required|calls for|call for|takes at least',
  has: 'and have|but have|side has only|side only has|smaller side only has|smaller side has|smaller side has only|smaller side holds|so far there is data of|so far there are data of|there is data of|there are data of|there is only|there are only|so far only|has only|only has|have only|holds only|available|we have|only|data exist for|data so far cover|on hand',
  differ: 'differ|differs|differ from|differs from|vary|varied|differed',
  'not-drawn':
    'so no limits were drawn|so limits were not drawn|limits were not drawn|no limits were drawn|so no control limits were drawn|so no limits are drawn|limits could not be drawn|so limits could not be drawn|so the limits were not drawn',
  untested:
    'not tested|untested|not yet tested|without a test|went untested|were not tested|left untested|never tested',
  'counted-bad':
    'therefore counted as not good|and therefore counted as not good|so counted as not good|and so count as not good|so they count as not good|which counts as not good|counted among the bad|counted as not good|counted as bad|counts as not good|count as not good|counting as not good|counted as fails|counted as failures|treated as not good|count as bad|counted as failing|count as fails|taken as not good|and so counted as not good',
  'no-verdict':
    'without a verdict|no verdict|have no verdict|has no verdict|lack a verdict|lacks a verdict|with no verdict|without verdict',
  excluded: 'excluded|taken out|left out|removed from the count|excluded from the figures',
  'not-counted':
    'counted nowhere above|not counted above|counted nowhere in the above|not included above|not in the figures above|not part of the figures above|counted nowhere|not included in the figures above|count nowhere above|not counted in the figures above|left out of the figures above|not in any figure above|not counted anywhere above|excluded from the figures above',
  arrived:
    'arrived so far|arrived|have arrived|has arrived|received so far|received|results are in for|in so far|reported so far',
  'may-change':
    'so the values may still change|so the values can still move|so values may still change|so the figures may still move|so the figures may still change|so the values may still move|so values can still move|so the numbers may still change|so the figures can still move|the values can still move|values can still move|values may still change|values can still change|the numbers may still move|the values may still move|the figures may still move|the figures can still move|figures may still change|numbers can still change|the numbers can still change|still subject to change|the figures can still change|the figures may still change',
  quarantine:
    'waiting in quarantine|in quarantine|wait in quarantine|waits in quarantine|quarantined|held in quarantine|sit in quarantine|sits in quarantine|are waiting in quarantine',
  'die-map':
    'fitting die map is defined|die map is defined|die map fits|die map|matching die map|fitting die map|die map is available|matching die map is defined',
  'per-tested':
    'so yields are of the dies tested|yields are of the dies tested|so yields refer to the dies tested|yields refer to the dies tested|so yields are based on tested dies|yields are based on tested dies|so yields are based on the dies tested|so yields are counted over tested dies|so the yields are of the tested dies|yields therefore refer to tested dies|so yields refer to tested dies|yields refer to tested dies|yields are of tested dies',
  complete: 'all data are in|all the data are in|completely in|complete|in full',
  still: 'still|again|remain|remains|remained|once more|continued|continues|as before|yet again|yet',
  quantifier:
    'in the main|by and large|to a degree|over and above|over half|as good as|in part|for the most part|up to a point|in a lot of|a lot of|lots of|a lot|all in|over all|by a lot',
  date: 'this week|last week|week by week|the other week|over the weeks|time and again',
  instruction: 'as an',
  target: 'target|targets',
  gap: 'gap|target gap',
  mix: 'mix|product mix',
  excursion: 'excursion|excursions',
  action: 'action|actions',
  'within-products': 'within products',
  tool: 'tool|tools',
  step: 'step|others of their step|others of its step',
  compared: 'could be compared',
  'too-few': 'too few lots|with too few lots to decide',
  'furthest-below': 'furthest below the others',
  'furthest-above': 'furthest above the others',
  'process-change': 'process change|process changes',
  judged: 'can be judged yet',
  'unlike-before': 'go with another yield|goes with another yield',
  missing: 'missing|are missing',
  opened: 'opened',
  contained: 'contained so far|contained',
  'confirmed-cause': 'with a confirmed cause|confirmed cause',
  'agreed-open': 'open and agreed on|is open|are open',
  overdue: 'past their date|past its date|overdue',
  'no-target': 'without a target',
  'no-lot': 'without a tested lot',
  'to-come': 'still to come|results still to come',
  'as-it-stands': 'counted as they stand',
  'stood-out': 'stood out|stands out|was unusual|unusual|noteworthy|remarkable',
};
