import { useState } from 'react';
import { type KeptWords, textOf } from '../../app/kept-words.ts';

/** Whether a question's form stands open, and what it is given to stand on. */
export interface AskingForm {
  readonly open: boolean;
  /** Words of it are kept. */
  readonly begun: boolean;
  readonly begin: () => void;
  /** Once it is asked: whatever is written there next stands open again. */
  readonly done: () => void;
  readonly form: Pick<FormParts, 'kept' | 'focus' | 'onClose'>;
}

interface FormParts {
  readonly kept: KeptWords;
  /** One asked for the form, and it did not just come with what is kept. */
  readonly focus: boolean;
  readonly onClose: () => void;
}

/** The form for one place: open where one asked for it, and where a question was begun, until it is put aside. */
export function useAskingForm(place: string, kept: KeptWords): AskingForm {
  const [choice, setChoice] = useState<{ readonly place: string; readonly open: boolean }>();
  const begun = textOf(kept).trim() !== '';
  const chosen = choice?.place === place ? choice.open : undefined;
  const begin = () => setChoice({ place, open: true });
  return {
    open: chosen ?? begun,
    begun,
    begin,
    done: () => setChoice(undefined),
    form: {
      kept: {
        ...kept,
        write: (words) => {
          // What is emptied while one writes is still being written.
          begin();
          kept.write(words);
        },
      },
      focus: chosen === true,
      onClose: () => setChoice({ place, open: false }),
    },
  };
}
