import { useState } from 'react';
import { type AgreedItem, judge, mayCarryCondition } from '../../../shared/domain/award-rule.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { Day } from '../../../shared/domain/ids.ts';
import {
  gateFigure,
  gateTitle,
  gateVerdictInWords,
  judgementInWords,
} from '../../../shared/domain/requirement-words.ts';
import { type Outcome, sameOutcome } from '../../../shared/domain/score.ts';
import {
  type Item,
  itemsOf,
  type StandardSet,
  shortOf,
  topLevel,
} from '../../../shared/domain/standard-set.ts';
import { Button } from '../../components/button.tsx';
import { classes } from '../../components/classes.ts';
import { Checkbox } from '../../components/field.tsx';
import { lookOfLevel, Tag, type TagLook } from '../../components/tag.tsx';
import styles from './try.module.css';

/** An example's condition needs a day; which one makes no difference to the rule. */
const someDay = Day.parse('2000-01-01');

interface Choice {
  readonly outcome: Outcome;
  readonly words: string;
  readonly look: TagLook;
}

/** Set levels for an example and see at once each requirement's figures and the outcome that the rule would propose. */
export function TryTheRule({ set }: { readonly set: StandardSet }) {
  const [spoken, setSpoken] = useState<readonly string[]>(() => set.transitions.map(({ id }) => id));
  const [given, setGiven] = useState<ReadonlyMap<ItemId, Outcome>>(() => new Map());
  const [conditioned, setConditioned] = useState<ReadonlySet<ItemId>>(() => new Set());

  const items = itemsOf(set, spoken);
  const top: Outcome = { kind: 'level', level: topLevel(set) };
  const outcomeOf = (id: ItemId): Outcome => given.get(id) ?? top;
  const choices = choicesOf(set);
  const agreed = new Map<ItemId, AgreedItem>(
    items.map(({ id }) => [
      id,
      {
        outcome: outcomeOf(id),
        condition: conditioned.has(id) ? { by: someDay, words: 'An example' } : undefined,
      },
    ]),
  );
  const judgement = judge(set, spoken, agreed);

  return (
    <div className={styles.whole}>
      <section className={styles.levels} aria-label="Levels of the example">
        <div className={styles.tools}>
          {set.scale.map((level) => (
            <Button
              key={level.value}
              look="quiet"
              small
              onPress={() =>
                setGiven(new Map(items.map(({ id }) => [id, { kind: 'level', level: level.value }])))
              }
            >
              All {level.name}
            </Button>
          ))}
          <span className={styles.grow} />
          {set.transitions.map(({ id, name }) => (
            <Checkbox
              key={id}
              isSelected={spoken.includes(id)}
              onChange={(on) => setSpoken(on ? [...spoken, id] : spoken.filter((other) => other !== id))}
            >
              {name}
            </Checkbox>
          ))}
        </div>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col" colSpan={2}>
                  Standard
                </th>
                {choices.map(({ words }) => (
                  <th key={words} scope="col" className={styles.choice}>
                    {words}
                  </th>
                ))}
                <th scope="col" className={styles.choice}>
                  Condition
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.id}>
                  <td className={styles.number}>{item.standard.number}</td>
                  <th scope="row">
                    {shortOf(item.standard)}
                    {item.transition !== undefined && (
                      <span className={styles.soft}>, {item.transition.name.toLowerCase()}</span>
                    )}
                    {item.standard.mandatory && (
                      <>
                        {' '}
                        <Tag look="line">Mandatory</Tag>
                      </>
                    )}
                  </th>
                  {choices.map((choice) => {
                    const on = sameOutcome(outcomeOf(item.id), choice.outcome);
                    return (
                      <td key={choice.words} className={classes(styles.choice, on && styles[choice.look])}>
                        <input
                          type="radio"
                          name={item.id}
                          checked={on}
                          aria-label={`${nameOf(item)}: ${choice.words}`}
                          onChange={() => setGiven(new Map([...given, [item.id, choice.outcome]]))}
                        />
                      </td>
                    );
                  })}
                  <td className={styles.choice}>
                    {mayCarryCondition(set, outcomeOf(item.id)) && (
                      <input
                        type="checkbox"
                        checked={conditioned.has(item.id)}
                        aria-label={`${nameOf(item)}: with a condition`}
                        onChange={(event) =>
                          setConditioned(toggled(conditioned, item.id, event.target.checked))
                        }
                      />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <aside className={styles.result} aria-live="polite">
        <h2>What the rule makes of it</h2>
        {judgement.gates.map((gate) => (
          <div key={gateTitle(gate)} className={styles.gate}>
            <small>{gateTitle(gate)}</small>
            <div>
              <b>{gateFigure(gate)}</b>
              <Tag look={lookOfVerdict(gate.verdict)}>{gateVerdictInWords(gate)}</Tag>
            </div>
          </div>
        ))}
        <div className={styles.proposed}>
          <small>The rule would propose</small>
          <b>{judgementInWords(judgement)}</b>
        </div>
        <p className={styles.soft}>An example only. Nothing here is kept.</p>
      </aside>
    </div>
  );
}

function nameOf({ standard, transition }: Item): string {
  return transition === undefined ? standard.number : `${standard.number}, ${transition.name}`;
}

function choicesOf(set: StandardSet): readonly Choice[] {
  return [
    ...set.scale.map(
      (level): Choice => ({
        outcome: { kind: 'level', level: level.value },
        words: level.name,
        look: lookOfLevel(set.scale, level.value),
      }),
    ),
    { outcome: { kind: 'not-applicable' }, words: 'Does not apply', look: 'grey' },
    { outcome: { kind: 'cannot-judge' }, words: 'Cannot judge', look: 'grey' },
  ];
}

export function lookOfVerdict(verdict: 'passed' | 'failed' | 'nothing-applies' | 'blocked'): TagLook {
  if (verdict === 'passed') return 'met';
  return verdict === 'failed' ? 'not' : 'grey';
}

function toggled(all: ReadonlySet<ItemId>, id: ItemId, on: boolean): ReadonlySet<ItemId> {
  const next = new Set(all);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}
