import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createLedger, type Ledger } from '../../../electron/core/ledger/ledger.ts';
import { verify } from '../../../electron/core/ledger/verify.ts';
import { openStore, type Store } from '../../../electron/core/store/open.ts';
import { type Hash, Instant, OrganisationId, type PersonId, VersionId } from '../../../shared/domain/ids.ts';
import {
  appoint,
  assign,
  desk,
  openRound,
  person,
  projections,
  ROUND,
  SUBMISSION,
  send,
  sheet,
} from './scene.ts';

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

interface Held {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly sent: Hash;
  readonly evidence: Hash;
  readonly check: () => ReturnType<typeof verify>;
  readonly cleo: Awaited<ReturnType<typeof desk>>;
  readonly ana: Awaited<ReturnType<typeof desk>>;
}

/** A round with a submission, its evidence and a sheet, in a data folder. */
async function folder(): Promise<Held> {
  const path = mkdtempSync(join(tmpdir(), 'award-verify-'));
  undo.push(() => rmSync(path, { recursive: true, force: true }));
  const store = await openStore(path);
  undo.push(() => store.close());
  const parts = {
    store,
    key: undefined,
    person: undefined,
    clock: () => Instant.parse('2026-03-01T09:00:00.000Z'),
    projections,
  };
  const ledger = createLedger(parts);

  const [ana, cleo, ben] = [await desk('ana'), await desk('cleo'), await desk('ben')];
  openRound(ana);
  appoint(ana, cleo, ['chair']);
  appoint(ana, ben, ['assessor']);
  assign(ana, ben.person);
  const { sha256, bytes } = await store.evidence.put(chunks('Policy of a fictional trust.'));
  ana.ledger.append('submission-received', received(sha256, bytes));
  send(ana, ben);
  const sent = ben.ledger.append('sheet-submitted', sheet(ben.person)).hash;
  for (const each of [ana, cleo]) send(ben, each);
  send(ana, { ledger });
  return { store, ledger, sent, evidence: sha256, check: () => verify(parts), ana, cleo };
}

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

function received(sha256: Hash, bytes: number) {
  return {
    facts: {
      round: ROUND,
      submission: SUBMISSION,
      organisation: OrganisationId.parse('riverbend'),
      version: VersionId.parse('v1'),
      number: 1,
      receivedAt: Instant.parse('2026-03-01T09:00:00.000Z'),
      late: false,
      set: { id: 'sample', version: 1 },
      transitions: [],
      professions: [],
      responses: [],
      evidence: [{ ref: 'E1', sha256, bytes, namesRemoved: 'yes' as const }],
    },
    text: {
      accounts: {},
      evidence: { E1: { name: 'policy.pdf', shows: 'The policy.' } },
      covers: '',
      contact: { name: '', role: '', email: '' },
      declaredBy: '',
      gaps: [],
      lateReason: '',
    },
  };
}

const faults = (found: Awaited<ReturnType<typeof verify>>) =>
  found.findings.filter((each) => each.kind === 'fault').map((each) => each.sentence);
const notes = (found: Awaited<ReturnType<typeof verify>>) =>
  found.findings.filter((each) => each.kind === 'note').map((each) => each.sentence);

test('an untouched folder is green, and says how much was looked at', async () => {
  const { check } = await folder();
  expect(await check()).toEqual({ entries: 8, files: 1, findings: [], green: true });
});

test('a changed byte in a header is found', async () => {
  const { store, sent, check } = await folder();
  store
    .prepare('UPDATE entry SET header = replace(header, \'"level":1\', \'"level":2\') WHERE hash = ?')
    .run(sent);
  expect(faults(await check())).toEqual([expect.stringMatching(/^“sheet-submitted” by ben .* was changed/)]);
});

test('a header that is no longer JSON is found', async () => {
  const { store, sent, check } = await folder();
  store.prepare("UPDATE entry SET header = '{' || header WHERE hash = ?").run(sent);
  expect(faults(await check())).toEqual([expect.stringMatching(/^“sheet-submitted” by ben .* was changed/)]);
});

test('a signature that does not hold is found', async () => {
  const { store, sent, check } = await folder();
  store.prepare("UPDATE entry SET signature = 'AAAA' || substr(signature, 5) WHERE hash = ?").run(sent);
  expect(faults(await check())).toEqual([expect.stringMatching(/was changed after it was signed/)]);
});

test('a changed byte in a text is found', async () => {
  const { store, sent, check } = await folder();
  store.prepare("UPDATE entry_text SET text = replace(text, 'panel', 'pane1') WHERE hash = ?").run(sent);
  expect(faults(await check())).toEqual([
    expect.stringMatching(/^The words of “sheet-submitted” by ben .* were changed/),
  ]);
});

test('a changed byte in an evidence file is found', async () => {
  const { store, evidence, check } = await folder();
  const path = store.evidence.path(evidence);
  writeFileSync(path, readFileSync(path, 'utf8').replace('Policy', 'Polity'));
  expect(faults(await check())).toEqual([expect.stringMatching(/^The evidence file .* was changed/)]);
});

test('a row that says other than the entries is found', async () => {
  const { store, check } = await folder();
  store.prepare(`UPDATE sheet_score SET outcome = '{"kind":"level","level":2}'`).run();
  expect(faults(await check())).toEqual([
    'Rows of “sheet_score” do not follow from the entries: 1 row should not be there, and 1 row should.',
  ]);
});

test('words that went without an act are a fault', async () => {
  const { store, sent, check } = await folder();
  store.prepare('DELETE FROM entry_text WHERE hash = ?').run(sent);
  expect(faults(await check())).toContainEqual(expect.stringMatching(/no removal on the record says why/));
});

test('after a removal by act it stays green, and says what was removed, by whom and why', async () => {
  const { ledger, store, sent, evidence, check, ana, cleo } = await folder();
  const target = { round: ROUND, askedBy: person('ana') satisfies PersonId };
  for (const [what, act, hash] of [
    ['text', 'text-removed', sent],
    ['evidence', 'evidence-removed', evidence],
  ] as const) {
    const asked = ana.ledger.append('removal-asked', {
      facts: { round: ROUND, what, target: hash },
      text: { reason: 'It names a preceptee.' },
    });
    send(ana, cleo);
    cleo.ledger.append(act, {
      facts: { ...target, target: hash },
      text: { reason: 'It names a preceptee.' },
      basis: [asked.hash],
    });
  }
  send(cleo, { ledger });
  expect(store.evidence.has(evidence)).toBe(false);
  expect(ledger.evidenceRemoved(evidence)).toBe(true);
  const found = await check();
  expect(found.green).toBe(true);
  expect(notes(found)).toEqual([
    expect.stringMatching(
      /^The words of “sheet-submitted” by ben .* were removed on 1 March 2026 by cleo, at the request of ana\. Reason: It names a preceptee\./,
    ),
    expect.stringMatching(
      /^The evidence file .* was removed on 1 March 2026 by cleo, at the request of ana\. Reason: It names a preceptee\./,
    ),
  ]);
});
