import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { SearchHit } from '../../../shared/contract/evidence.ts';
import type { SheetView } from '../../../shared/contract/sheets.ts';
import type { Hash, ItemId } from '../../../shared/domain/ids.ts';
import { progressOf } from '../../../shared/domain/sheet.ts';
import { type Item, itemsOf } from '../../../shared/domain/standard-set.ts';
import { Bar } from '../../app/bar.tsx';
import { useBridge } from '../../app/bridge.ts';
import { useCall } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { expectFile } from '../../components/evidence/evidence-viewer.tsx';
import type { Passage } from '../../components/evidence/viewing.ts';
import { Empty } from '../../components/states.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import { AllCitations } from './all-citations.tsx';
import { Divider } from './divider.tsx';
import { EvidencePane } from './evidence-pane.tsx';
import { nameOf } from './names.ts';
import { type Pane, PaneTabs } from './pane-tabs.tsx';
import { RecallDialog } from './recall-dialog.tsx';
import { SavedWords, SavingProblem, StateBanner } from './saving-words.tsx';
import { ScorePane } from './score-pane.tsx';
import { SheetFoot } from './sheet-foot.tsx';
import { SheetKeys } from './sheet-keys.tsx';
import styles from './sheet-room.module.css';
import { StandardsList, StandardsSelect } from './standards-list.tsx';
import { SubmitDialog } from './submit-dialog.tsx';
import { useCitations } from './use-citations.ts';
import { filesOf, sentFiles, useEvidence } from './use-evidence.ts';
import { usePlaces } from './use-places.ts';
import { useReplies } from './use-replies.ts';
import { useNarrow, useScoreWidth } from './use-room-size.ts';
import { isOpen, type Scores, stillToLookAt, useScores } from './use-scores.ts';

/** One submission: standards, score and evidence side by side, or in two tabs where there is no room. */
export function SheetRoom({
  sheet,
  begin,
}: {
  readonly sheet: SheetView;
  readonly begin?: ItemId | undefined;
}) {
  const items = itemsOf(sheet.set, sheet.transitions).filter((item) => sheet.items.includes(item.id));
  const scores = useScores(sheet);
  const start =
    items.find((item) => item.id === begin) ??
    items.find((item) => item.id === sheet.lastItem) ??
    items.find((item) => scores.all.get(item.id)?.outcome === undefined) ??
    items[0];
  if (start === undefined)
    return (
      <Empty title={`${sheet.name} has nothing to score`}>
        <p>Its submission speaks for no transition that the standards ask about.</p>
      </Empty>
    );
  return <OpenRoom sheet={sheet} items={items} scores={scores} start={start} />;
}

/** Drawn before the next key is heard, so that a fast hand types where it went. */
const drawNow = flushSync;

interface OpenRoomProps {
  readonly sheet: SheetView;
  readonly items: readonly Item[];
  readonly scores: Scores;
  readonly start: Item;
}

function OpenRoom({ sheet, items, scores, start }: OpenRoomProps) {
  const bridge = useBridge();
  const announce = useAnnounce();
  const narrow = useNarrow();
  const [width, setWidth] = useScoreWidth();
  const heading = useRef<HTMLHeadingElement>(null);
  const scorePane = useRef<HTMLElement>(null);
  const evidencePane = useRef<HTMLElement>(null);
  const [at, setAt] = useState(start.id);
  const [tab, setTab] = useState<Pane>('score');
  const [dialog, setDialog] = useState<'submit' | 'recall' | 'citations'>();
  const places = usePlaces(sheet, start.id);
  const evidence = useEvidence(sheet, start.id, places, (file) =>
    expectFile(file, bridge.evidenceUrl(file.sha256)),
  );
  const index = Math.max(
    0,
    items.findIndex((item) => item.id === at),
  );
  const item = items[index] ?? start;
  const score = scores.of(item.id);
  const progress = progressOf(items, scores.all);
  const moved = useCall('desk.show', {}).data?.movedAt !== undefined;
  const open = isOpen(sheet) && !moved;
  const again = stillToLookAt(sheet, scores.all);
  const touched = new Set(again.map((change) => change.item));
  const cited = useCitations(items, scores.all, item);
  const { replied, filesFor } = useReplies(sheet, again, scores.all);

  // Also where one begins: a reload comes back here, scored or not.
  useEffect(() => {
    void bridge.call('sheets.mark', { submission: sheet.submission, item: item.id });
  }, [bridge, sheet.submission, item.id]);

  const goTo = (id: ItemId, then: () => void = () => heading.current?.focus({ preventScroll: true })) => {
    void scores.flush();
    places.goTo(id);
    drawNow(() => {
      setAt(id);
      setTab('score');
      evidence.openFor(id);
    });
    scorePane.current?.scrollTo(0, 0);
    then();
  };
  const step = (by: 1 | -1) => {
    const next = items[index + by];
    if (next !== undefined) goTo(next.id);
    else announce(by === 1 ? 'This is the last standard.' : 'This is the first standard.');
  };
  const nextUnscored = () => {
    const order = [...items.slice(index + 1), ...items.slice(0, index + 1)];
    const next = order.find((one) => scores.all.get(one.id)?.outcome === undefined);
    if (next !== undefined) goTo(next.id);
    else setDialog('submit');
  };
  const field = (id: 'note' | 'feedback') => {
    drawNow(() => setTab('score'));
    document.getElementById(id)?.focus();
  };
  const otherPane = () => {
    const inEvidence = evidencePane.current?.contains(document.activeElement) === true;
    drawNow(() => setTab(inEvidence ? 'score' : 'evidence'));
    if (inEvidence) heading.current?.focus();
    else evidencePane.current?.querySelector<HTMLElement>('section[tabindex], [data-pane]')?.focus();
  };
  const show = (act: () => void) => {
    act();
    setTab('evidence');
  };

  const openHit = (hit: SearchHit, words: string) => {
    const [place] = hit.places;
    if (hit.source === 'evidence') return show(() => evidence.openHit(hit, words));
    const to = items.find((one) => one.id === hit.item || one.id.split('/')[0] === hit.item);
    if (to !== undefined && (place === undefined || place.submission === sheet.submission)) goTo(to.id);
    else if (place !== undefined) location.hash = `#/assess/${place.submission}`;
  };

  const cite = (passage: Passage, file: Hash) => {
    const citation = {
      id: crypto.randomUUID(),
      evidence: file,
      ...passage,
      meaning: 'supports' as const,
      note: '',
    };
    scores.change(item.id, { citations: [...scores.of(item.id).citations, citation] }, 'now');
    announce(`Cited for ${nameOf(item)}: ${passage.quote === '' ? 'the whole page' : passage.quote}`);
  };

  const standards = { set: sheet.set, items, scores: scores.all, touched, replied, here: item, onGo: goTo };

  return (
    <div
      className={styles.room}
      data-tab={tab}
      style={narrow ? {} : { gridTemplateColumns: `minmax(180px, 220px) ${width}px 9px minmax(0, 1fr)` }}
    >
      <Bar crumbs={[sheet.name]} status={progress.sentence} saved={<SavedWords saving={scores.saving} />} />
      <SheetKeys
        scale={sheet.set.scale}
        onStep={step}
        onNextUnscored={nextUnscored}
        onOtherPane={otherPane}
        onNextFile={() => show(() => evidence.openNextFor(item.id))}
        onField={field}
        onSubmit={() => setDialog(open ? 'submit' : undefined)}
        onAllCitations={() => setDialog('citations')}
        onCitation={(by) => {
          const next = cited.next(evidence.file?.sha256, by);
          if (next !== undefined) show(() => evidence.openCitation(next));
          else announce('Nothing is cited in this file.');
        }}
        onChoose={open ? (outcome) => scores.change(item.id, { outcome }, 'now') : undefined}
      />
      {narrow ? (
        <div className={styles.head}>
          <StandardsSelect {...standards} />
          <PaneTabs tab={tab} onTab={setTab} />
        </div>
      ) : (
        <StandardsList {...standards} />
      )}
      {(!narrow || tab === 'score') && (
        <section
          id="pane-score"
          className={styles.score}
          aria-label="Standard and score"
          role={narrow ? 'tabpanel' : undefined}
        >
          <section ref={scorePane} className={styles.scroll} aria-label="Score" tabIndex={-1}>
            <SavingProblem saving={scores.saving} onAgain={() => void scores.flush()} />
            <StateBanner sheet={sheet} onRecall={() => setDialog('recall')} />
            <ScorePane
              sheet={sheet}
              items={items}
              scores={scores.all}
              item={item}
              score={score}
              again={again.find((change) => change.item === item.id)}
              open={evidence.file}
              heading={heading}
              onGo={goTo}
              onOpen={(file, page) => show(() => evidence.open(file, page === undefined ? {} : { page }))}
              onOpenCitation={(citation) => show(() => evidence.openCitation(citation))}
              onAllCitations={() => setDialog('citations')}
              onChange={open ? (change, when) => scores.change(item.id, change, when) : undefined}
              onRest={() => void scores.flush()}
            />
          </section>
          <SheetFoot
            items={items}
            index={index}
            left={progress.of - progress.scored}
            open={open}
            onStep={step}
            onNextUnscored={nextUnscored}
            onSubmit={() => setDialog('submit')}
          />
        </section>
      )}
      {!narrow && (
        <Divider label="Width of the score" width={width} least={340} most={760} onWidth={setWidth} />
      )}
      {(!narrow || tab === 'evidence') && (
        <section
          id="pane-evidence"
          ref={evidencePane}
          className={styles.evidence}
          aria-label="Evidence"
          role={narrow ? 'tabpanel' : undefined}
        >
          {narrow && (
            <VisuallyHidden>
              <h1>Evidence for {nameOf(item)}</h1>
            </VisuallyHidden>
          )}
          <EvidencePane
            evidence={sentFiles(sheet)}
            named={filesFor(item.id)}
            open={evidence.file}
            target={evidence.target}
            marks={cited.marks}
            elsewhere={cited.elsewhere(evidence.file?.sha256)}
            submission={sheet.submission}
            narrow={narrow}
            onOpen={(file) => evidence.open(file)}
            onCite={open && !evidence.foreign ? cite : undefined}
            onGo={goTo}
            onHit={openHit}
            reading={item.id}
            places={places}
          />
        </section>
      )}
      <SubmitDialog
        sheet={sheet}
        items={items}
        scores={scores.all}
        again={items.flatMap(({ id }) => (touched.has(id) ? [id] : []))}
        open={dialog === 'submit'}
        onClose={() => setDialog(undefined)}
        onGo={(id, lacks) => goTo(id, lacks === 'reason' ? () => field('note') : undefined)}
        flush={scores.flush}
      />
      <AllCitations
        items={items}
        scores={scores.all}
        evidence={filesOf(sheet)}
        open={dialog === 'citations'}
        onClose={() => setDialog(undefined)}
        onGo={(id, citation) => goTo(id, () => show(() => evidence.openCitation(citation)))}
      />
      <RecallDialog
        submission={sheet.submission}
        open={dialog === 'recall'}
        onClose={() => setDialog(undefined)}
      />
    </div>
  );
}
