import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeskPort, EvidenceFile, ExportFile } from '../../electron/core/desk-types.ts';
import type { DeskEvent } from '../../shared/contract/table.ts';

type StagedFile = { readonly path: string; readonly file: string };

/** A desk with nothing behind it, for tests of what carries calls to a desk and back. */
export interface SmallDesk extends DeskPort {
  readonly folder: string;
  readonly evidenceFiles: Map<string, EvidenceFile>;
  readonly exportFiles: Map<string, ExportFile>;
  readonly staged: StagedFile[];
  readonly calls: { readonly method: string; readonly input: unknown }[];
  readonly listeners: Set<(event: DeskEvent) => void>;
  tell(event: DeskEvent): void;
  closed: boolean;
}

/** Methods that the small desk knows: `echo` gives its input back, `refuse` refuses, `throw` throws. */
export function openSmallDesk(): SmallDesk {
  const folder = mkdtempSync(join(tmpdir(), 'award-desk-'));
  const listeners = new Set<(event: DeskEvent) => void>();
  const desk: SmallDesk = {
    folder,
    evidenceFiles: new Map(),
    exportFiles: new Map(),
    staged: [],
    calls: [],
    listeners,
    closed: false,
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
    async invoke(method, input) {
      desk.calls.push({ method, input });
      if (method === 'throw') throw new Error('the desk threw');
      if (method === 'refuse')
        return { ok: false, error: { code: 'not-found', sentence: 'There is no such sheet.', places: [] } };
      return { ok: true, value: input };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stagingFolder: async () => mkdtempSync(join(folder, 'staging-')),
    async stage(files) {
      desk.staged.push(...files);
      const value = files.map(({ path, file }, index) => ({
        id: `s${index}`,
        path,
        bytes: statSync(file).size,
      }));
      return { ok: true, value };
    },
    evidence: async (sha256) => desk.evidenceFiles.get(sha256),
    exportFile: async (id) => desk.exportFiles.get(id),
    async close() {
      desk.closed = true;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return desk;
}
