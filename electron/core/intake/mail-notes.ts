import type { Problem } from '../../../shared/domain/intake.ts';
import type { OpenedMail } from './insides.ts';
import { filePlace, note } from './problems.ts';

/** Says of each e-mail that something of these paths came in that it was opened, and what it only links to. */
export function withMails<Rehearsed extends { readonly problems: readonly Problem[] }>(
  one: Rehearsed,
  paths: readonly string[],
  mails: readonly OpenedMail[],
  confirmed: ReadonlyMap<string, string>,
  what: 'submission' | 'reply' = 'submission',
): Rehearsed {
  const notes = mails
    .filter(({ root }) => paths.some((path) => path.startsWith(`${root}/`)))
    .flatMap(({ path, sentence, links, sender }) => [
      note(
        'mail-opened',
        filePlace(path),
        confirmed.has(path)
          ? `${sentence} It was put with this ${what} by hand, since it came from ${sender}.`
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
