import { setImmediate as breathe } from 'node:timers/promises';
import { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { Connection } from '../store/connection.ts';
import { kindMark, roundMark, standardsMark, submissionMark, type TextIndex } from './text-index.ts';

/** Another number, and every file is read again. */
export const READER = 3;

interface Changed {
  readonly round: string;
  readonly submission: string;
  /** Null where there is none any more. */
  readonly version: string | null;
  readonly mark: string | null;
}

/** What belongs where: which files stand in which submissions now, which accounts and standards the index holds. */
export interface Filing {
  /** Everything that has changed since, a submission at a time, so that calls come in between. */
  bringUpToDate(goOn: () => boolean): Promise<void>;
  /** The marks of every submission whose current version or a reply about it has the file, or a file that it lies in. */
  scopeOf(sha256: string): string;
  /** Brings a file's marks up to date, and those of the files inside it. Inside a transaction. */
  refile(sha256: string): void;
}

/** A file, and every file that it lies in. */
export const UPWARDS = `WITH RECURSIVE up (sha256) AS (
  SELECT ? UNION SELECT e.parent FROM evidence_enclosed e JOIN up ON e.sha256 = up.sha256)`;

export function filing(store: Connection, index: TextIndex): Filing {
  const changedVersions = store.prepare<[], Changed>(
    `WITH current AS (
       SELECT v.round, v.submission, v.version, v.entry || ' ' || (v.covers IS NULL) || coalesce((
         SELECT ' ' || group_concat(r.entry, ' ' ORDER BY r.batch) FROM reply r
         WHERE r.round = v.round AND r.submission = v.submission), '') AS mark
       FROM submission_version v WHERE NOT EXISTS (
         SELECT 1 FROM submission_version o WHERE o.round = v.round AND o.submission = v.submission
           AND (o.number > v.number OR o.number = v.number AND o.version < v.version)))
     SELECT c.round, c.submission, c.version, c.mark FROM current c
       LEFT JOIN indexed i ON i.round = c.round AND i.submission = c.submission WHERE i.mark IS NOT c.mark
     UNION ALL
     SELECT i.round, i.submission, NULL, NULL FROM indexed i
       LEFT JOIN current c ON c.round = i.round AND c.submission = i.submission
       WHERE i.submission <> '' AND c.mark IS NULL`,
  );
  const changedStandards = store.prepare<[], { round: string; entry: string; json: string }>(
    `SELECT s.round, s.entry, s.json FROM standard_set s
       LEFT JOIN indexed i ON i.round = s.round AND i.submission = '' WHERE i.mark IS NOT s.entry`,
  );
  const filesAt = store.prepare<[string, string], { sha256: string }>(
    'SELECT DISTINCT sha256 FROM evidence_place WHERE round = ? AND submission = ?',
  );
  const placeFiles = store.prepare<[string, string, string, string, string], never>(
    `INSERT INTO evidence_place (round, submission, version, ref, sha256)
     SELECT round, submission, version, ref, sha256 FROM evidence_item WHERE round = ? AND submission = ?
       AND (version = ? OR version IN (SELECT batch FROM reply WHERE round = ? AND submission = ?))`,
  );
  const accounts = store.prepare<
    [string, string, string],
    { item: string; account: string | null; reason: string | null; action: string | null }
  >('SELECT item, account, reason, action FROM response WHERE round = ? AND submission = ? AND version = ?');
  const placesOf = store.prepare<[string], { round: string; submission: string }>(
    `${UPWARDS} SELECT DISTINCT p.round, p.submission FROM up CROSS JOIN evidence_place p ON p.sha256 = up.sha256
     ORDER BY p.round, p.submission`,
  );
  const readingOf = store.prepare<[string], { state: string; kind: string | null; scope: string }>(
    'SELECT state, kind, scope FROM evidence_reading WHERE sha256 = ?',
  );
  const keepScope = store.prepare<[string, string, string], never>(
    'UPDATE evidence_reading SET scope = ?, state = ? WHERE sha256 = ?',
  );
  const enclosedIn = store.prepare<[string], { sha256: string }>(
    'SELECT DISTINCT sha256 FROM evidence_enclosed WHERE parent = ? AND sha256 IS NOT NULL',
  );

  function scopeOf(sha256: string): string {
    const places = placesOf.all(sha256);
    return [
      ...new Set(
        places.flatMap(({ round, submission }) => [submissionMark(round, submission), roundMark(round)]),
      ),
    ].join(' ');
  }

  function refile(sha256: string): void {
    const [reading, scope] = [readingOf.get(sha256), scopeOf(sha256)];
    if (reading === undefined) {
      if (scope !== '')
        store.insert('evidence_reading', {
          sha256,
          state: 'pending',
          reason: null,
          what: null,
          kind: null,
          reader: READER,
          scope,
        });
    } else if (reading.scope !== scope) {
      const indexed = reading.state === 'read' && reading.scope !== '';
      if (indexed && scope !== '') index.rescope(sha256, `${scope} ${kindMark(reading.kind ?? 'other')}`);
      if (indexed && scope === '') index.remove(ofFile(sha256));
      // One that nobody had a use for was read without its words being kept.
      keepScope.run(scope, reading.state === 'read' && !indexed ? 'pending' : reading.state, sha256);
    }
    for (const enclosed of enclosedIn.all(sha256)) refile(enclosed.sha256);
  }

  function fileSubmission({ round, submission, version, mark }: Changed): void {
    const touched = new Set(filesAt.all(round, submission).map(({ sha256 }) => sha256));
    store.remove('evidence_place', { round, submission });
    store.remove('indexed', { round, submission });
    index.remove({ source: 'account', round, key: submission });
    if (version !== null && mark !== null) {
      placeFiles.run(round, submission, version, round, submission);
      for (const { sha256 } of filesAt.all(round, submission)) touched.add(sha256);
      const scope = [submissionMark(round, submission), roundMark(round), kindMark('account')].join(' ');
      for (const { item, account, reason, action } of accounts.all(round, submission, version)) {
        const words = [account, reason, action].filter((each) => each !== null && each !== '').join('\n\n');
        index.add({ source: 'account', round, key: submission, item, number: 0, label: '' }, words, scope);
      }
      store.insert('indexed', { round, submission, mark });
    }
    for (const sha256 of touched) refile(sha256);
  }

  function fileStandards(round: string, entry: string, set: StandardSet): void {
    index.remove({ source: 'standard', round, key: '' });
    const scope = [standardsMark(round), roundMark(round), kindMark('standard')].join(' ');
    for (const { number, wording, guidance } of set.sections.flatMap(({ standards }) => standards)) {
      const words = [wording, guidance ?? ''].join('\n\n');
      index.add({ source: 'standard', round, key: '', item: number, number: 0, label: '' }, words, scope);
    }
    store.put('indexed', { round, submission: '', mark: entry });
  }

  return {
    async bringUpToDate(goOn) {
      for (const { round, entry, json } of changedStandards.all()) {
        store.transaction(() => fileStandards(round, entry, StandardSet.parse(JSON.parse(json))));
      }
      for (const changed of changedVersions.all()) {
        if (!goOn()) return;
        store.transaction(() => fileSubmission(changed));
        await breathe();
      }
    },
    scopeOf,
    refile,
  };
}

/** As the text index names a file's passages. */
export const ofFile = (sha256: string) => ({ source: 'evidence', round: '', key: sha256 }) as const;
