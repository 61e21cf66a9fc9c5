import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { Desk } from '../../electron/core/desk/desk.ts';
import { DERIVED_TABLES, LEDGER_TABLES, LOCAL_TABLES } from '../../electron/core/store/tables.ts';

/** All that a desk holds, as one text for each table and folder: alike before and after whatever did no harm. */
export async function heldBy(desk: Desk): Promise<Readonly<Record<string, string>>> {
  const { store } = desk.context;
  const held: Record<string, string> = {};
  for (const table of [...LEDGER_TABLES, ...DERIVED_TABLES, ...LOCAL_TABLES]) {
    const rows = store.prepare<[], object>(`SELECT * FROM ${table}`).all();
    const texts = rows.map((row) => JSON.stringify(row)).toSorted();
    held[table] = `${rows.length} ${createHash('sha256').update(texts.join('\n')).digest('hex')}`;
  }
  const evidence: string[] = [];
  for await (const sha256 of store.evidence.list()) evidence.push(sha256);
  held.evidence = evidence.toSorted().join(' ');
  held.temporary = readdirSync(store.folder.staging)
    .filter((name) => name.endsWith('.part'))
    .join(' ');
  held.exports = readdirSync(store.folder.exports).toSorted().join(' ');
  return held;
}
