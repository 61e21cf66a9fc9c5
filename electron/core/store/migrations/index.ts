import type { Migration } from 'kysely/migration';
import { first } from './0001-first.ts';
import { evidence } from './0002-evidence.ts';
import { panels } from './0003-panels.ts';
import { confirmations } from './0006-confirmations.ts';
import { sentSheets } from './0011-sent-sheets.ts';
import { questions } from './0012-questions.ts';
import { lookedAgain } from './0013-looked-again.ts';
import { teamFolder } from './0014-team-folder.ts';
import { calibration } from './0015-calibration.ts';
import { draftCopy } from './0016-draft-copy.ts';
import { replies } from './0017-replies.ts';
import { keptWords } from './0018-kept-words.ts';
import { repliesFiled } from './0019-replies-filed.ts';

export type Migrations = Readonly<Record<string, Migration>>;

/**
 * Every migration, by a name that sorts in the order they run. One that has run anywhere is never changed. In memory,
 * since a packaged program has no folder of migrations to list.
 */
export const migrations: Migrations = {
  '0001-first': first,
  '0002-evidence': evidence,
  '0003-panels': panels,
  '0006-confirmations': confirmations,
  '0011-sent-sheets': sentSheets,
  '0012-questions': questions,
  '0013-looked-again': lookedAgain,
  '0014-team-folder': teamFolder,
  '0015-calibration': calibration,
  '0016-draft-copy': draftCopy,
  '0017-replies': replies,
  '0018-kept-words': keptWords,
  '0019-replies-filed': repliesFiled,
};
