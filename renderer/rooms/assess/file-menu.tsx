import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import { bytesInWords } from '../../../shared/domain/words.ts';
import { FirstPage } from '../../components/evidence/first-page.tsx';
import type { FirstPages } from '../../components/evidence/first-pages.ts';
import styles from './evidence-pane.module.css';
import { cameWithReply, titleOf } from './names.ts';

interface FileMenuProps {
  readonly evidence: readonly EvidenceView[];
  readonly pages: FirstPages;
  readonly words: string;
  readonly label: string;
  readonly onOpen: (file: EvidenceView) => void;
}

/** Every file of the submission: its first page, what it is and what it is said to show. */
export function FileMenu({ evidence, pages, words, label, onOpen }: FileMenuProps) {
  return (
    <MenuTrigger>
      <AriaButton className={styles.all ?? ''}>{words}</AriaButton>
      <Popover className={styles.popover ?? ''} placement="bottom end">
        <Menu
          aria-label={label}
          className={styles.menu ?? ''}
          onAction={(key) => {
            const file = evidence.find((one) => keyOf(one) === key);
            if (file !== undefined) onOpen(file);
          }}
        >
          {evidence.map((file) => (
            <MenuItem
              key={keyOf(file)}
              id={keyOf(file)}
              textValue={`${file.ref} ${titleOf(file)}`}
              className={styles.item ?? ''}
            >
              <FirstPage file={file} pages={pages} />
              <span>
                <b>{file.ref}</b> {titleOf(file)}
                <small>
                  {file.what}, {bytesInWords(file.bytes)}
                  {cameWithReply(file) && ', came with a reply'}
                  {file.shows !== '' && `. ${file.shows}`}
                </small>
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Two replies may each call a file R1. */
const keyOf = ({ ref, sha256 }: EvidenceView) => `${ref} ${sha256}`;
