import { dayInWords } from '../../../shared/domain/dates.ts';
import { outcomeInWords, percentInWords } from '../../../shared/domain/requirement-words.ts';
import { levelOf, type StandardSet, type Validity } from '../../../shared/domain/standard-set.ts';
import { count, list } from '../../../shared/domain/words.ts';
import { LevelTag } from '../../components/tag.tsx';
import styles from './standards.module.css';

/** The scale with its descriptors, and the award rule in sentences. */
export function RuleView({ set }: { readonly set: StandardSet }) {
  return (
    <div className={styles.rule}>
      <section>
        <h2>Scale</h2>
        <dl className={styles.levels}>
          {set.scale.map((level) => (
            <div key={level.value}>
              <dt>
                <LevelTag scale={set.scale} outcome={{ kind: 'level', level: level.value }} />
              </dt>
              <dd>
                {level.descriptor} <span className={styles.soft}>{count(level.value, 'point')}.</span>
              </dd>
            </div>
          ))}
        </dl>
        <h2>Reasons</h2>
        <p>{reasonInWords(set)}</p>
        {set.transitions.length > 0 && (
          <>
            <h2>Transitions</h2>
            <p>
              {list(set.transitions.map(({ name }) => name))}. A submission says which of them it speaks for.
            </p>
          </>
        )}
      </section>
      <section>
        <h2>Award rule</h2>
        <ol className={styles.sentences}>
          {ruleInWords(set).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
        <h2>What the rule proposes</h2>
        <dl className={styles.outcomes}>
          <div>
            <dt>Every requirement met</dt>
            <dd>{outcomeInWords(set.rule.outcomes.allPassed)}</dd>
          </div>
          <div>
            <dt>Met once the proposed conditions are</dt>
            <dd>{outcomeInWords(set.rule.outcomes.failedWithConditions)}</dd>
          </div>
          <div>
            <dt>Otherwise</dt>
            <dd>{outcomeInWords(set.rule.outcomes.failed)}</dd>
          </div>
        </dl>
        <p>The rule proposes. The chair decides, and says why where the decision is another.</p>
        <h2>How long an award holds</h2>
        <p>{validityInWords(set.validity)}</p>
        <p>
          {set.listedWithOpenConditions
            ? 'An organisation is on the list while conditions are still open.'
            : 'An organisation is on the list once its conditions are met.'}
        </p>
      </section>
    </div>
  );
}

function reasonInWords({ reason, scale }: StandardSet): string {
  const below = scale.find(({ value }) => value === reason.below)?.name;
  const when = [
    ...(below === undefined ? [] : [`the level is below ${below}`]),
    ...(reason.whenDifferentFromSelfRating ? ['it differs from the organisation’s own rating'] : []),
  ];
  return when.length === 0
    ? 'An assessor need not say why.'
    : `An assessor says why when ${list(when, 'or')}.`;
}

export function ruleInWords(set: StandardSet): readonly string[] {
  const { rule } = set;
  const asked = set.sections
    .flatMap(({ standards }) => standards)
    .filter(({ lineage }) => lineage.kind !== 'removed');
  const mandatory = asked.filter((standard) => standard.mandatory).map(({ number }) => number);
  const level = levelOf(set, rule.mandatoryLevel)?.name ?? `level ${rule.mandatoryLevel}`;
  return [
    mandatory.length === 0
      ? 'No standard is mandatory.'
      : `Every mandatory standard is ${level}${rule.mandatoryLevel === Math.max(...set.scale.map(({ value }) => value)) ? '' : ' or better'}: ${list(mandatory)}.`,
    `Overall, at least ${percentInWords(rule.overallThreshold)} of the points that could be reached. A standard that counts twice gives twice its points.`,
    ...(rule.sectionThreshold === undefined
      ? []
      : [`In every section, at least ${percentInWords(rule.sectionThreshold)} of its points.`]),
    ...(asked.some(({ byTransition }) => byTransition)
      ? [
          rule.transitionsCountAs === 'lowest'
            ? 'A standard asked by transition counts as its lowest.'
            : 'A standard asked by transition counts as the mean of its transitions; for the mandatory requirement, as its lowest.',
        ]
      : []),
    'What does not apply is left out. What cannot be judged is missing, and no outcome is proposed until it is settled.',
    'Nothing is rounded up: 79.99% does not reach 80%.',
  ];
}

function validityInWords(validity: Validity): string {
  switch (validity.kind) {
    case 'years':
      return `For ${count(validity.years, 'year')}. The last day counts.`;
    case 'until':
      return `Until ${dayInWords(validity.lastDay)}, that day included.`;
    case 'results-of-round':
      return `Until the results of the ${validity.year} round are published.`;
  }
}
