import { type ReactNode, useMemo } from 'react';
import type { SearchHit } from '../../../shared/contract/evidence.ts';
import type { EvidenceView, SubmissionView } from '../../../shared/contract/intake.ts';
import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { findAll, fold } from '../../../shared/domain/text-fold.ts';
import { useCall } from '../../app/queries.ts';
import { Link } from '../../components/button.tsx';
import { unnamedFile } from '../../components/evidence/enclosed.ts';
import { EvidenceViewer } from '../../components/evidence/evidence-viewer.tsx';
import { placeOfHit } from '../../components/search/hits.ts';
import { Failed, Loading } from '../../components/states.tsx';
import styles from './search.module.css';

interface FoundProps {
  readonly hit: SearchHit;
  readonly words: string;
  readonly stamp: number;
}

/** What was found, at its place, with the words marked. */
export function FoundHere(props: FoundProps) {
  switch (props.hit.source) {
    case 'evidence':
      return <FoundFile {...props} />;
    case 'account':
      return <FoundAnswer {...props} />;
    case 'standard':
      return <FoundStandard {...props} />;
  }
}

function Head({ hit }: { readonly hit: SearchHit }) {
  const [place] = hit.places;
  return (
    <div className={styles.head}>
      <h2>{placeOfHit(hit, true)}</h2>
      {place !== undefined && <Link to={`/submissions/${place.submission}`}>See the submission</Link>}
    </div>
  );
}

function FoundFile({ hit, words, stamp }: FoundProps) {
  const { places, sha256, enclosed, leaf } = hit;
  const [place] = places;
  const page = leaf?.number;
  const target = useMemo(
    () => ({ words, stamp, ...(page === undefined ? {} : { page }) }),
    [words, stamp, page],
  );
  if (place === undefined || sha256 === undefined) return null;
  return (
    <OfSubmission hit={hit} submission={place.submission}>
      {({ evidence }) => (
        <div className={styles.file}>
          <EvidenceViewer
            key={sha256}
            file={
              evidence.find((one) => one.sha256 === sha256) ??
              ({
                ...unnamedFile(sha256),
                ref: place.ref,
                name: enclosed ?? place.name,
              } satisfies EvidenceView)
            }
            marks={[]}
            target={target}
            onCite={undefined}
          />
        </div>
      )}
    </OfSubmission>
  );
}

function FoundAnswer({ hit, words }: FoundProps) {
  const [place] = hit.places;
  if (place === undefined) return null;
  return (
    <OfSubmission hit={hit} submission={place.submission}>
      {({ responses }) => {
        const answer = responses.find(({ item }) => item === hit.item);
        const parts = [answer?.account, answer?.reason, answer?.action].filter(Boolean);
        return (
          <div className={styles.text}>
            {parts.map((part) => (
              <Marked key={part} text={part ?? ''} words={words} />
            ))}
          </div>
        );
      }}
    </OfSubmission>
  );
}

function FoundStandard({ hit, words }: FoundProps) {
  const standards = useCall('standards.show', {});
  if (standards.isPending) return <Loading />;
  if (standards.isLoadingError) return <Failed error={standards.error} />;
  const standard = standards.data.set.sections
    .flatMap((section) => section.standards)
    .find(({ number }) => `${number}` === hit.item?.split('/')[0]);
  return (
    <>
      <Head hit={hit} />
      <div className={styles.text}>
        <Marked text={standard?.wording ?? ''} words={words} />
        {standard?.guidance !== undefined && <Marked text={standard.guidance} words={words} />}
      </div>
    </>
  );
}

interface OfSubmissionProps {
  readonly hit: SearchHit;
  readonly submission: SubmissionId;
  readonly children: (view: SubmissionView) => ReactNode;
}

function OfSubmission({ hit, submission, children }: OfSubmissionProps) {
  const shown = useCall('submissions.show', { submission });
  if (shown.isLoadingError) return <Failed error={shown.error} />;
  return (
    <>
      <Head hit={hit} />
      {shown.data === undefined ? <Loading /> : children(shown.data)}
    </>
  );
}

function Marked({ text, words }: { readonly text: string; readonly words: string }) {
  const marks = words === '' ? [] : findAll(fold(text), words);
  return (
    <p>
      {marks.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(marks[index - 1]?.end ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </p>
  );
}
