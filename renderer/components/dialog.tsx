import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the end; without them there is one that closes. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  /** For what must not be lost by a stray press outside: only a button or Escape closes. */
  readonly keep?: boolean;
}

export function Dialog({ title, open, onClose, children, actions, wide = false, keep = false }: DialogProps) {
  return (
    <ModalOverlay
      className={styles.ground ?? ''}
      isOpen={open}
      isDismissable={!keep}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={classes(styles.modal, wide && styles.wide)}>
        <AriaDialog className={styles.dialog ?? ''}>
          <Heading slot="title" className={styles.title ?? ''}>
            {title}
          </Heading>
          <div className={styles.body}>{children}</div>
          <div className={styles.actions}>
            {actions ?? (
              <Button look="quiet" onPress={onClose}>
                Close
              </Button>
            )}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
