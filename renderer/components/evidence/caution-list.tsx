import { useContext } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Caution } from '../../../shared/domain/reading.ts';
import styles from './leaves.module.css';
import { OpenFile } from './open-file.ts';
import { Sparing, Standing } from './tools.tsx';

/** How many cautions there are to a file; opened, each leads to its place. */
export function CautionList() {
  const { reading, go } = useContext(OpenFile);
  const cautions = reading?.cautions ?? [];
  if (reading === undefined || cautions.length === 0) return null;
  return (
    <DialogTrigger>
      <Button className={styles.cautions ?? ''}>
        <Standing of="caution" />
        <span>
          {cautions.length}
          <Sparing>{cautions.length === 1 ? ' caution' : ' cautions'}</Sparing>
        </span>
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom end">
        <Dialog aria-label="Cautions" className={styles.cautionList ?? ''}>
          {({ close }) => (
            <>
              <p>What the organisation may not have meant to send. The file is as it came.</p>
              <ul>
                {cautions.map((caution, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two cautions can say the same of two places
                  <li key={index}>
                    <button
                      type="button"
                      className={styles.open}
                      onClick={() => {
                        go(placeOf(caution));
                        close();
                      }}
                    >
                      {caution.sentence}
                    </button>
                    {caution.quote !== '' && <q>{caution.quote}</q>}
                    {caution.leaf !== undefined && reading.leaves.length > 1 && (
                      <small>{reading.leaves[caution.leaf - 1]?.label}</small>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function placeOf({ leaf, quote }: Caution) {
  return {
    ...(leaf === undefined ? {} : { page: leaf }),
    ...(quote === '' ? {} : { words: quote }),
  };
}
