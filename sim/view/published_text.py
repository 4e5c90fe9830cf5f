"""The words of the section on the main model; numbers come in by name from `published_questions`."""

TEXT = """\
## The same questions put to the main model

The main model has what the small ones leave out: people who may decline, managers hired from outside, noisy
ratings, learning, four competencies, an incentive to work for a promotion. We take these away (*like the
small models*), ask again, and put them back one at a time. Rules of promotion: the best performer, the best
technician, a lottery, the worst performer. What the small models call the Peter hypothesis and common sense
are places on one scale here, how technical and people talent go together
(`assumptions.people.talent_correlation`): the gifts *oppose* each other at −0.9, are *unrelated* at 0 (the
default), and *coincide* at 0.95.

Every rule is lived by the same 100 companies with the same luck: 240 people in four levels, pay and quits of
`vietnam_sme`, two years under the status quo, then ten years under the rule, the last five averaged, seed 1.
Brackets are 90 percent Monte Carlo intervals of the paired difference. The code is in `sim/studies/peter.py`,
`favour.py` and `small_world.py`.

### Does the Peter effect appear when the gifts are unrelated, and vanish as they coincide?

![Every rule against the lottery, by how the two gifts go together.](figures/published-questions-peter.svg)

{effect_table}

**Like the small models: yes.** With unrelated gifts, output under promotion of the best performers differs
from that under the lottery by {like_best_performer_output_unrelated} percent, and under promotion of the
worst by {like_worst_performer_output_unrelated}: the order of Pluchino's Peter hypothesis. When the gifts
coincide, best and worst change places ({like_best_performer_output_coincide} and
{like_worst_performer_output_coincide}), though the lottery stays ahead of both. But the
loss does not arise where folklore looks for it. With
unrelated gifts those promoted for performance manage no worse than those drawn by lot
({like_best_performer_manager_skill_unrelated} sd). The company loses because good technicians stop doing
what they were good at: the technical skill left among contributors differs by
{like_best_performer_contributors_unrelated} sd. Managers are worse only where the gifts oppose each other
({like_best_performer_manager_skill_oppose} sd) and better where they coincide
({like_best_performer_manager_skill_coincide} sd).

**As shipped: for managers yes, at about a quarter of the size; for output no.** Managers' skill differs by
{as_best_performer_manager_skill_oppose}, {as_best_performer_manager_skill_unrelated} and
{as_best_performer_manager_skill_coincide} sd where gifts oppose, are unrelated, coincide. Output is higher
under promotion by performance than under the lottery in all three ({as_best_performer_output_oppose},
{as_best_performer_output_unrelated} and {as_best_performer_output_coincide} percent), because people work for
a promotion that plainly follows from good work. Without that incentive, all else as shipped, the three are
{back_but_output_oppose}, {back_but_output_unrelated} and {back_but_output_coincide} percent: a loss in all
three, the smaller the better the gifts go together.

**The slope of Benson, Li & Shue (S7).** In their sales firms the team of a new manager with twice the earlier
sales sold 7.5 percent less; −3 to −12 is accepted. The same regression on our promotions, with the members'
own output held fixed (150 companies of 80 people, six years, no courses):

{slope_table}

The slope goes with the gifts, from below nought where they oppose each other to above it as they coincide.
The source's size is not reached even where they oppose each other. **With unrelated gifts, the default, the
slope is {slope_best_performer_unrelated} percent: outside the accepted range, and not to be told from
nought.** Nothing in the main model makes good
contributors worse managers when the gifts are unrelated, and two things may make them slightly better: work
counts only as far as others understand it, so that good work already tells of a gift for communicating; and a
boss who knows the work decides better. Without these two the slope is
{slope_best_performer_without_listening_and_judgement_unrelated}. The source's size would take gifts that
oppose each other, or firms that overlook weak people skill only in their high sellers.

### What do learning and training do to it?

The best performer against the lottery, all else as shipped:

{learning_table}

**They lift every manager and leave the gap between the rules.** With unrelated gifts managers promoted for
performance reach {learn_0_level} sd without learning, {learn_1_level} when they learn by doing,
{learn_2_level} when twice as fast, and {learn_3_level} with ten times the courses. The gap to the lottery
where gifts oppose hardly moves: {learn_0_gap}, {learn_1_gap}, {learn_2_gap} and {learn_3_gap} sd. Farias et
al. 2021 find that learning makes the Peter effect much weaker. Here practice adds about the same whatever
somebody's talent, so that a bad choice becomes a less bad manager and a good choice a better one. Nor does
learning cure what the small world loses with unrelated gifts: the good technician has left the bench either
way.

### Which features separate the main model from the small ones?

![The best performer against the lottery, one feature put back.](figures/published-questions-features.svg)

{feature_table}

- **The incentive of being promoted** changes output most, and its sign: with unrelated gifts from
  {back_none_output_unrelated} to {back_incentive_output_unrelated} percent. It leaves managers' skill alone.
  The small models know no effort. Among the last two rows it is all the difference there is.
- **Competencies with gifts of their own**, **bosses who keep people to themselves** and **managers from
  outside** shrink most what a rule does to managers: where gifts coincide from
  {back_none_manager_skill_coincide} to {back_competencies_manager_skill_coincide},
  {back_bosses_manager_skill_coincide} and {back_managers_manager_skill_coincide} sd. People talent is then
  four gifts, and technical talent goes along with only what they share; most candidates are never looked at;
  and no rule has chosen those who come from outside.
- **Consent** and **noise in ratings** take away a little less ({back_consent_manager_skill_coincide} and
  {back_noise_manager_skill_coincide} sd are left): whoever declines makes room for the next, and choices are
  made through fog.
- **Learning and courses**, the **technical ladder** and **job grades** change little in what a rule does to
  managers.

### Does a small favouritism accumulate up the levels?

Closeness to those who decide is a trait for life, unrelated to skill. Favouritism adds it to ratings: a
weight of 0.1 explains about one percent of their variance, 0.23 five percent, as in Martell's two cases. The
company has 500 people in seven levels, the numbers of `bank_technology` and a span of three; 64 companies,
twenty years, the last ten averaged, seed 1. Shares are of people less close than the median, who stand where
Martell's women stand. Martell's model is lived on the paper's pyramid and on our tree, which narrows faster.

![Closeness by level as favouritism grows, against none.](figures/published-questions-favour.svg)

{favour_table}

**Yes.** Like the small model, a favouritism worth one percent of the variance raises mean closeness step by
step, by {small_favour_10_2} sd at the second level and {small_favour_10_4} at the fourth; five percent by
{small_favour_23_2} and {small_favour_23_4}. The shares come within some five points of those of
Martell's model on the same tree; there a rating is for life, here skill is judged anew in each role. In both
most of it has happened by the fourth level. (The three highest levels of a company have five seats,
two and one; their shares are good to several points only.)

**As shipped it accumulates more slowly**, by {shipped_favour_23_4} sd at the fourth level for 0.23 under
promotion by performance. Managers from outside have no closeness to thank for their seats: put back alone
they slow it down a little, and noise in ratings put back alone does not. That candidates come from one
department instead of the whole level, and that some decline, is also different; these two we have not
taken apart. The usual mixture counts closeness a second time, openly, with a weight of a tenth; that leaves
the upper levels closer than the bottom even without favouritism.

### Do the books balance?

Exactly, month by month. In the main model a manager seat may also be filled from outside, a manager may step
back, and a seat may stay empty: promotions are the exits weighed by level, less the managers from outside
weighed by theirs, plus the steps back weighed by where they began, plus what the levels of everybody present
have grown by. A test counts it.
"""
