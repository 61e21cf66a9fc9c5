import type { Projection } from '../ledger/projection.ts';
import { parts } from '../ledger/subject-key.ts';

const versions: Projection = {
  kind: 'version',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [submission, version] = parts(key, 2);
    const where = { round, submission, version };
    rows.remove('response', where);
    rows.remove('evidence_item', where);
    rows.remove('submission_version', where);
    if (current?.act !== 'submission-received') return;
    const { facts, text } = current;
    const shown = { entry: current.hash, conflict };
    rows.insert('submission_version', {
      ...where,
      organisation: facts.organisation,
      number: facts.number,
      received_at: facts.receivedAt,
      late: Number(facts.late),
      late_reason: text?.lateReason ?? null,
      transitions: JSON.stringify(facts.transitions),
      professions: JSON.stringify(facts.professions),
      covers: text?.covers ?? null,
      contact: text === undefined ? null : JSON.stringify(text.contact),
      declared_by: text?.declaredBy ?? null,
      gaps: text === undefined ? null : JSON.stringify(text.gaps),
      set_id: facts.set.id,
      set_version: facts.set.version,
      ...shown,
    });
    for (const response of facts.responses) {
      const words = text?.accounts[response.item];
      rows.insert('response', {
        ...where,
        item: response.item,
        self_rating: JSON.stringify(response.selfRating),
        account: words?.account ?? null,
        reason: words?.reason ?? null,
        action: words?.action ?? null,
        refs: JSON.stringify(response.references),
        ...shown,
      });
    }
    for (const file of facts.evidence) {
      const words = text?.evidence[file.ref];
      rows.insert('evidence_item', {
        ...where,
        ref: file.ref,
        sha256: file.sha256,
        bytes: file.bytes,
        name: words?.name ?? null,
        shows: words?.shows ?? null,
        names_removed: file.namesRemoved,
        ...shown,
      });
    }
  },
};

export const intakeProjections: readonly Projection[] = [versions];
