import type { RehearsedSubmission } from '../../../shared/domain/intake.ts';
import type { Group } from './group.ts';
import type { OpenedMail } from './insides.ts';
import { filePlace, note } from './problems.ts';

/** Says of each e-mail that this organisation's files came in that it was opened, and what it only links to. */
export function withMails(
  one: RehearsedSubmission,
  { forms, files }: Group,
  mails: readonly OpenedMail[],
  confirmed: ReadonlyMap<string, string>,
): RehearsedSubmission {
  const paths = [...forms, ...files].map(({ path }) => path);
  const notes = mails
    .filter(({ root }) => paths.some((path) => path.startsWith(`${root}/`)))
    .flatMap(({ path, sentence, links, sender }) => [
      note(
        'mail-opened',
        filePlace(path),
        confirmed.has(path)
          ? `${sentence} It was put with this submission by hand, since it came from ${sender}.`
          : sentence,
      ),
      ...links.map((link) =>
        note(
          'external-link',
          filePlace(path),
          `The e-mail links to ‘${link}’. What lies there was not fetched and is not received.`,
        ),
      ),
    ]);
  return { ...one, problems: [...one.problems, ...notes] };
}
