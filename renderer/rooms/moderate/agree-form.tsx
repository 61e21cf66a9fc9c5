import { useRef, useState } from 'react';
import type { ItemAgreement } from '../../../shared/domain/agreement.ts';
import { mayCarryCondition } from '../../../shared/domain/award-rule.ts';
import { dayFrom } from '../../../shared/domain/dates.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { sameOutcome } from '../../../shared/domain/score.ts';
import { useAct } from '../../app/queries.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { Field, TextArea } from '../../components/field.tsx';
import { nameOf } from '../assess/names.ts';
import styles from './agree.module.css';
import { AgreeChoice } from './agree-choice.tsx';
import { AgreedCautions } from './agreed.tsx';
import type { Draft, Drafts } from './drafts.ts';
import { type Moderated, outcomeName } from './moderated.ts';

interface AgreeFormProps {
  readonly moderated: Moderated;
  readonly agreement: ItemAgreement;
  readonly drafts: Drafts;
  readonly onAgreed: (item: ItemId) => void;
}

/** The panel's score for one standard, with its reason, a condition where something is missing, and what to learn. */
export function AgreeForm({ moderated, agreement, drafts, onAgreed }: AgreeFormProps) {
  const { view, set, byItem } = moderated;
  const { item, given } = agreement;
  const before = byItem.get(item.id)?.agreed;
  const draft = drafts.of(agreement, byItem.get(item.id));
  const save = useAct('agreed.save');
  const announce = useAnnounce();
  const form = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<readonly Problem[]>([]);
  const [more, setMore] = useState({
    condition: draft.condition !== '' || draft.conditionBy !== '',
    learning: draft.learningPoint !== '',
  });
  const problems = [...found, ...problemsOf(save.error)];
  const carries = mayCarryCondition(set, draft.outcome);
  const departs =
    draft.outcome === undefined
      ? !agreement.alike
      : given.some(({ outcome }) => !sameOutcome(outcome, draft.outcome));

  const write = (change: Partial<Draft>) => {
    setFound([]);
    if (save.isError) save.reset();
    drafts.write(item.id, { ...draft, ...change });
  };

  const agree = () => {
    const { outcome } = draft;
    const by = carries && draft.condition.trim() !== '' ? dayFrom(draft.conditionBy) : undefined;
    const missing: readonly Problem[] = [
      ...(outcome === undefined
        ? [{ field: 'outcome', sentence: 'Choose the score that the panel agrees on' }]
        : []),
      ...(carries && draft.condition.trim() !== '' && by === undefined
        ? [{ field: 'conditionBy', sentence: 'Enter the day by which the condition is to be met' }]
        : []),
    ];
    setFound(missing);
    if (outcome === undefined || missing.length > 0) return;
    save.mutate(
      {
        submission: view.submission,
        item: item.id,
        outcome,
        reason: draft.reason,
        condition: carries ? draft.condition : '',
        ...(by === undefined ? {} : { conditionBy: by }),
        learningPoint: draft.learningPoint,
      },
      {
        onSuccess: () => {
          drafts.forget(item.id);
          announce(`${nameOf(item)} agreed: ${outcomeName(set.scale, outcome)}.`);
          onAgreed(item.id);
        },
      },
    );
  };
  useShortcut({ keys: 'Ctrl+Enter', does: 'Agree this score, and go to the next' }, () => {
    // Not from under a dialog that lies over the form, nor while something else is written beside it.
    if (document.activeElement?.closest('[data-asking]')) return;
    const layer = form.current?.closest('[role="dialog"]');
    if (document.activeElement?.closest('[role="dialog"]') === layer && !save.isPending) agree();
  });

  return (
    <div ref={form} className={styles.form}>
      <ErrorSummary problems={problems} />
      <AgreedCautions agreed={before} />
      <div className={styles.title}>
        <h3>Agreed score</h3>
        {before !== undefined && (
          <span className={styles.soft}>Agreed before. Agreeing again replaces it.</span>
        )}
      </div>
      <AgreeChoice
        scale={set.scale}
        value={draft.outcome}
        onChange={(outcome) => write({ outcome })}
        error={errorOf(problems, 'outcome')}
      />
      <TextArea
        name="reason"
        label={whyInWords(departs, agreement.alike)}
        rows={2}
        value={draft.reason}
        onChange={(reason) => write({ reason })}
        error={errorOf(problems, 'reason')}
      />
      {carries && more.condition && (
        <div className={styles.condition}>
          <TextArea
            name="condition"
            label="Condition: what is missing"
            rows={2}
            value={draft.condition}
            onChange={(condition) => write({ condition })}
            error={errorOf(problems, 'condition')}
          />
          <Field
            name="conditionBy"
            type="date"
            label="To be met by"
            width={14}
            value={draft.conditionBy}
            onChange={(conditionBy) => write({ conditionBy })}
            error={errorOf(problems, 'conditionBy')}
          />
        </div>
      )}
      {more.learning && (
        <TextArea
          name="learningPoint"
          label="Learning point"
          hint="For the organisation, apart from any condition. It can be disclosed."
          rows={2}
          value={draft.learningPoint}
          onChange={(learningPoint) => write({ learningPoint })}
          error={errorOf(problems, 'learningPoint')}
        />
      )}
      <div className={styles.act}>
        {carries && !more.condition && (
          <Button look="link" onPress={() => setMore({ ...more, condition: true })}>
            Add a condition
          </Button>
        )}
        {!more.learning && (
          <Button look="link" onPress={() => setMore({ ...more, learning: true })}>
            Add a learning point
          </Button>
        )}
        <span className={styles.grow} />
        <Button isPending={save.isPending} onPress={agree}>
          Agree, and next
        </Button>
      </div>
    </div>
  );
}

function whyInWords(departs: boolean, alike: boolean): string {
  if (!departs) return 'Why, if it needs saying';
  return alike ? 'Why: needed, since the sheets say otherwise' : 'Why: needed, since the sheets differ';
}
