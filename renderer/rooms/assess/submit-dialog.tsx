import type { SheetView } from '../../../shared/contract/sheets.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Score } from '../../../shared/domain/score.ts';
import { type Lacking, lookAgainFirst, missingFromSheet } from '../../../shared/domain/sheet.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import { count } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { sentenceOf } from '../../components/states.tsx';
import { LevelTag } from '../../components/tag.tsx';
import styles from './submit-dialog.module.css';

interface SubmitDialogProps {
  readonly sheet: SheetView;
  readonly items: readonly Item[];
  readonly scores: ReadonlyMap<ItemId, Score>;
  /** What a newer version touches and was not looked at since. */
  readonly again: readonly ItemId[];
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onGo: (item: ItemId, lacks: Lacking) => void;
  /** Resolves to false where something could not be saved. */
  readonly flush: () => Promise<boolean>;
}

/** What is missing, each a step from its standard; and when nothing is, what will be sent. */
export function SubmitDialog({ sheet, items, scores, again, open, onClose, onGo, flush }: SubmitDialogProps) {
  const submit = useAct('sheets.submit');
  const selfRatings = new Map(sheet.responses.map((response) => [response.item, response.selfRating]));
  const missing = [...missingFromSheet(sheet.set, items, scores, selfRatings), ...again.map(lookAgainFirst)];
  const send = async () => {
    if (!(await flush())) return;
    submit.mutate({ submission: sheet.submission }, { onSuccess: onClose });
  };

  if (missing.length > 0)
    return (
      <Dialog
        title={missing.length === 1 ? 'One thing is missing' : `${missing.length} things are missing`}
        open={open}
        onClose={onClose}
        wide
      >
        <p>Your scores are saved. They can be submitted once every standard has what it needs.</p>
        <ul className={styles.missing}>
          {missing.map(({ item, lacks, sentence }) => (
            <li key={sentence}>
              <Button
                look="link"
                onPress={() => {
                  onClose();
                  onGo(item, lacks);
                }}
              >
                {sentence}
              </Button>
            </li>
          ))}
        </ul>
      </Dialog>
    );
  return (
    <Dialog
      title={`Submit your scores for ${sheet.name}`}
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Go back to scoring
          </Button>
          <Button onPress={() => void send()} isDisabled={submit.isPending}>
            Submit scores
          </Button>
        </>
      }
    >
      <dl className={styles.counts}>
        {countsOf(sheet, items, scores).map(([key, outcome, number]) => (
          <div key={key}>
            <dt>
              <LevelTag scale={sheet.set.scale} outcome={outcome} />
            </dt>
            <dd>{number}</dd>
          </div>
        ))}
      </dl>
      <p>
        {count(citationsIn(scores), 'passage')} cited. Once submitted, your scores cannot be changed. You can
        recall them until moderation opens.
      </p>
      {submit.isError && (
        <p role="alert" className={styles.error}>
          {sentenceOf(submit.error)}
        </p>
      )}
    </Dialog>
  );
}

type Counted = readonly [key: string, outcome: NonNullable<Score['outcome']>, number: number];

/** How often each level was given, the highest first, then what is no level. */
function countsOf(
  sheet: SheetView,
  items: readonly Item[],
  scores: ReadonlyMap<ItemId, Score>,
): readonly Counted[] {
  const given = items.flatMap((item) => scores.get(item.id)?.outcome ?? []);
  const levels = sheet.set.scale.toReversed().map(({ value }): Counted => {
    const number = given.filter((outcome) => outcome.kind === 'level' && outcome.level === value).length;
    return [`level ${value}`, { kind: 'level', level: value }, number];
  });
  const others = (['cannot-judge', 'not-applicable'] as const)
    .map((kind): Counted => [kind, { kind }, given.filter((outcome) => outcome.kind === kind).length])
    .filter(([, , number]) => number > 0);
  return [...levels, ...others];
}

function citationsIn(scores: ReadonlyMap<ItemId, Score>): number {
  return [...scores.values()].reduce((sum, score) => sum + score.citations.length, 0);
}
