import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { ItemAgreement } from '../../../shared/domain/agreement.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { list } from '../../../shared/domain/words.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { LevelTag, Tag } from '../../components/tag.tsx';
import { nameOf } from '../assess/names.ts';
import { AgreeForm } from './agree-form.tsx';
import { Agreed } from './agreed.tsx';
import type { Citing } from './cited-evidence.tsx';
import type { Drafts } from './drafts.ts';
import styles from './meeting.module.css';
import type { Moderated } from './moderated.ts';
import { nextToSettle } from './order.tsx';
import { QuestionsShown } from './questions-here.tsx';
import { ScoreCards } from './score-cards.tsx';
import { TheirAnswer } from './their-answer.tsx';
import type { Names } from './use-names.ts';

interface MeetingProps {
  readonly moderated: Moderated;
  /** Fixed when the meeting begins: a table that sorts itself anew would move the page under the panel. */
  readonly order: readonly ItemAgreement[];
  readonly start: ItemId | undefined;
  readonly drafts: Drafts;
  readonly writes: boolean;
  readonly names: Names;
  readonly onCite: (citing: Citing) => void;
  readonly onClose: (last: ItemId | undefined) => void;
}

/** For a projector or a shared screen: one standard at a time, in large type, once only those present are in the room. */
export function Meeting(props: MeetingProps) {
  const { moderated, order, start, onClose } = props;
  const [ids] = useState(() => order.map(({ item }) => item.id));
  const [here, setHere] = useState<ItemId | undefined>(undefined);
  return (
    <ModalOverlay
      className={styles.ground ?? ''}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose(here);
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.meeting ?? ''}>
          {here === undefined ? (
            <Before
              {...props}
              onBegin={() => setHere(start ?? ids[0])}
              onLeave={() => onClose(undefined)}
              name={moderated.view.name}
            />
          ) : (
            <One {...props} ids={ids} here={here} onGo={setHere} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface BeforeProps extends MeetingProps {
  readonly name: string;
  readonly onBegin: () => void;
  readonly onLeave: () => void;
}

/** Nothing of the submission's scores is on the screen until everyone who should not see them has left. */
function Before({ moderated, names, name, onBegin, onLeave }: BeforeProps) {
  const { present, notTakingPart: leaving } = moderated.view;
  return (
    <div className={styles.before}>
      <Heading slot="title" className={styles.title ?? ''}>
        {name}
      </Heading>
      {present.length === 0 ? (
        <p>Nobody was named as present when moderation opened.</p>
      ) : (
        <>
          <p>In the room for this submission:</p>
          <ul>
            {present.map((person) => (
              <li key={person}>{names.whole(person)}</li>
            ))}
          </ul>
        </>
      )}
      {leaving.people > 0 && (
        <p className={styles.leaves}>
          <b>Must leave first:</b>{' '}
          {leaving.names.length === 0
            ? `${leaving.people} who ${leaving.people === 1 ? 'takes' : 'take'} no part`
            : list(leaving.names)}
          . Not taking part.
        </p>
      )}
      <p>Anyone else leaves before you begin. Nothing is shown until then.</p>
      <div className={styles.buttons}>
        <Button look="quiet" onPress={onLeave}>
          Leave the meeting view
        </Button>
        <Button onPress={onBegin}>Begin</Button>
      </div>
    </div>
  );
}

interface OneProps extends MeetingProps {
  readonly ids: readonly ItemId[];
  readonly here: ItemId;
  readonly onGo: (item: ItemId) => void;
}

function One({ moderated, ids, here, drafts, writes, onCite, onClose, onGo }: OneProps) {
  const { view, set, agreement, byItem } = moderated;
  const place = ids.indexOf(here);
  const all = ids.flatMap((id) => agreement.byDisagreement.find(({ item }) => item.id === id) ?? []);
  const current = all[place];
  const [before, after] = [ids[place - 1], ids[place + 1]];
  useShortcut({ keys: 'Alt+ArrowDown', does: 'Next standard' }, () => after !== undefined && onGo(after));
  useShortcut({ keys: 'Alt+ArrowUp', does: 'Standard before' }, () => before !== undefined && onGo(before));
  if (current === undefined) return null;
  const { item, crosses } = current;
  return (
    <>
      <header className={styles.bar}>
        <span>{view.name}</span>
        <span className={styles.soft}>
          {agreement.toSettle === 0 ? 'Everything is settled' : `${agreement.toSettle} to settle`}
        </span>
        <span className={styles.grow} />
        <Button
          look="quiet"
          isDisabled={before === undefined}
          onPress={() => before !== undefined && onGo(before)}
        >
          Previous
        </Button>
        <Button
          look="quiet"
          isDisabled={after === undefined}
          onPress={() => after !== undefined && onGo(after)}
        >
          Next
        </Button>
        <Button look="quiet" onPress={() => onClose(here)}>
          Leave the meeting view
        </Button>
      </header>
      <div className={styles.columns}>
        <div className={styles.seen}>
          <div className={styles.number}>
            {nameOf(item)} {item.standard.mandatory && <Tag look="line">Mandatory</Tag>}
          </div>
          <Heading slot="title" className={styles.title ?? ''}>
            {item.standard.wording}
          </Heading>
          {crosses.map(({ sentence }) => (
            <p key={sentence} className={styles.why}>
              {sentence}
            </p>
          ))}
          <ScoreCards moderated={moderated} agreement={current} onCite={onCite} />
          <Disclosure
            key={item.id}
            summary={
              <>
                What the organisation says{' '}
                <LevelTag scale={set.scale} outcome={byItem.get(item.id)?.selfRating} empty="No rating" />
              </>
            }
          >
            <TheirAnswer moderated={moderated} item={item.id} onCite={onCite} />
          </Disclosure>
          <QuestionsShown key={`questions ${item.id}`} moderated={moderated} item={item} onCite={onCite} />
        </div>
        <div className={styles.agree}>
          {writes ? (
            <AgreeForm
              key={item.id}
              moderated={moderated}
              agreement={current}
              drafts={drafts}
              onAgreed={(agreed) => {
                const next = nextToSettle(all, agreed);
                if (next !== undefined) onGo(next.item.id);
              }}
            />
          ) : (
            <Agreed moderated={moderated} item={item.id} />
          )}
        </div>
      </div>
    </>
  );
}
