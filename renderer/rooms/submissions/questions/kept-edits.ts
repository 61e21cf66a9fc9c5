import { useMemo } from 'react';
import type { DraftWords } from '../../../../shared/contract/drafts.ts';
import { QuestionId, type SubmissionId } from '../../../../shared/domain/ids.ts';
import type { Edit } from '../../../../shared/domain/questions.ts';
import { useAllWords } from '../../../app/kept-words.ts';

/** What an administrator makes of questions before they go: kept on the desk as it changes, until they are sent. */
export interface KeptEdits {
  /** By question; undefined until the desk has said what it keeps. */
  readonly all: ReadonlyMap<string, Edit> | undefined;
  /** Why what was written is not on the desk yet. */
  readonly problem: string | undefined;
  readonly write: (submission: SubmissionId, question: QuestionId, edit: Edit) => void;
  /** They are on the record, or are not to go: the desk has let go of them already. */
  readonly forget: (questions: readonly QuestionId[]) => void;
  /** Resolves once all that was written is on the desk, or could not be brought there. */
  readonly settle: () => Promise<boolean>;
}

export function useKeptEdits(): KeptEdits {
  const { all, saving, write, settle, forget } = useAllWords();
  const sending = useMemo(
    () => all && [...all.values()].flatMap(({ of, words }) => (of.kind === 'sending' ? [{ of, words }] : [])),
    [all],
  );
  return {
    all: useMemo(
      () => sending && new Map(sending.map(({ of, words }) => [of.question, editFrom(words)] as const)),
      [sending],
    ),
    problem: saving.kind === 'failed' ? saving.sentence : undefined,
    write: (submission, question, edit) => write({ kind: 'sending', submission, question }, wordsOf(edit)),
    forget: (questions) => {
      for (const { of } of sending ?? []) if (questions.includes(of.question)) forget(of);
    },
    settle,
  };
}

/** As the desk keeps it: words by field, those left out that say nothing. */
function wordsOf({ words, with: leader, joined, held }: Edit): DraftWords {
  return {
    ...(words === undefined ? {} : { words }),
    ...(leader === undefined ? {} : { with: leader }),
    ...(joined === undefined || joined === '' ? {} : { joined }),
    ...(held === true ? { held: 'yes' } : {}),
  };
}

function editFrom({ words, with: wanted, joined, held }: DraftWords): Edit {
  const leader = QuestionId.safeParse(wanted);
  return { words, with: leader.success ? leader.data : undefined, joined, held: held === 'yes' };
}
