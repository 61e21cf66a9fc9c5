import type { ModerationView } from '../../../shared/contract/moderation.ts';
import { type RoundId, type SubmissionId, VersionId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import { touchedBetween } from '../scoring/service.ts';

type Behind = NonNullable<ModerationView['assessors'][number]['behind']>;

/** Versions that sheets scored and that no longer count, with what the one that counts says otherwise. */
export async function earlierVersions(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  current: VersionId,
  sheets: readonly { readonly version: VersionId | undefined }[],
): Promise<ReadonlyMap<string, Behind>> {
  const rows = await desk.store.db
    .selectFrom('submission_version')
    .select(['version', 'number'])
    .where('round', '=', round)
    .where('submission', '=', submission)
    .execute();
  const scored = rows.filter(
    ({ version }) => version !== current && sheets.some((sheet) => sheet.version === version),
  );
  const items = await Promise.all(
    scored.map(({ version }) => touchedBetween(desk, round, submission, VersionId.parse(version), current)),
  );
  return new Map(
    scored.map(({ version, number }, at) => [version, { version: number, items: items[at] ?? [] }] as const),
  );
}
