import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import { bytesInWords } from '../../../shared/domain/words.ts';
import { useBridge } from '../../app/bridge.ts';
import { EvidenceViewer } from '../../components/evidence/evidence-viewer.tsx';
import type { Mark, Passage, Target } from '../../components/evidence/viewing.ts';
import { Empty } from '../../components/states.tsx';
import styles from './evidence-pane.module.css';
import { FileChip } from './file-chip.tsx';
import { titleOf } from './names.ts';

interface EvidencePaneProps {
  readonly evidence: readonly EvidenceView[];
  /** The files that this standard's answer points to, which come first. */
  readonly named: readonly EvidenceView[];
  readonly open: EvidenceView | undefined;
  readonly target: Target | undefined;
  readonly marks: readonly Mark[];
  readonly onOpen: (file: EvidenceView) => void;
  readonly onCite: ((passage: Passage) => void) | undefined;
}

/** The evidence: its files in a strip, this standard's first, and the one that is open. */
export function EvidencePane({ evidence, named, open, target, marks, onOpen, onCite }: EvidencePaneProps) {
  const bridge = useBridge();
  const strip = [...named, ...evidence.filter((file) => !named.includes(file))];
  if (evidence.length === 0)
    return (
      <Empty title="No evidence came with this submission">
        <p>The organisation’s answers stand by themselves.</p>
      </Empty>
    );
  return (
    <div className={styles.pane}>
      <div className={styles.strip}>
        <div className={styles.files}>
          {strip.map((file) => (
            <FileChip
              key={`${file.ref} ${file.sha256}`}
              file={file}
              on={file === open}
              onPress={() => onOpen(file)}
            >
              {titleOf(file)}
            </FileChip>
          ))}
        </div>
        <MenuTrigger>
          <AriaButton className={styles.all ?? ''}>All {evidence.length}</AriaButton>
          <Popover className={styles.popover ?? ''} placement="bottom end">
            <Menu
              aria-label="All evidence"
              className={styles.menu ?? ''}
              onAction={(key) => {
                const file = evidence.find((one) => one.ref === key);
                if (file !== undefined) onOpen(file);
              }}
            >
              {evidence.map((file) => (
                <MenuItem
                  key={file.ref}
                  id={file.ref}
                  textValue={`${file.ref} ${titleOf(file)}`}
                  className={styles.item ?? ''}
                >
                  <b>{file.ref}</b>
                  <span>
                    {titleOf(file)}
                    <small>
                      {file.what}, {bytesInWords(file.bytes)}
                      {file.shows !== '' && `. ${file.shows}`}
                    </small>
                  </span>
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      </div>
      {open !== undefined && (
        <EvidenceViewer
          file={open}
          url={bridge.evidenceUrl(open.sha256)}
          marks={marks}
          target={target}
          onCite={onCite}
        />
      )}
    </div>
  );
}
