import type { OfferedMail } from '../../../shared/domain/intake.ts';
import { count } from '../../../shared/domain/words.ts';
import type { RegisteredOrganisation } from './find-organisation.ts';
import type { Group } from './group.ts';
import type { OpenedMail } from './insides.ts';
import type { FoundFile } from './match-evidence.ts';

interface Grouped {
  readonly groups: readonly Group[];
  readonly unplaced: readonly FoundFile[];
}

/** Whose delivery a group is; undefined where that is not certain. */
type Whose = (group: Group) => RegisteredOrganisation | undefined;

/** Puts the files of e-mails that a person gave to an organisation to its form, wherever they were picked. */
export function withConfirmed(
  grouped: Grouped,
  mails: readonly OpenedMail[],
  confirmed: ReadonlyMap<string, string>,
  whose: Whose,
): Grouped {
  let { groups, unplaced } = grouped;
  for (const mail of mails) {
    const organisation = confirmed.get(mail.path);
    const [target, ...others] = groups.filter(
      (group) => organisation !== undefined && whose(group)?.id === organisation,
    );
    if (target === undefined || others.length > 0 || !isLoose(mail, groups)) continue;
    const theirs = ({ path }: { readonly path: string }) => isIn(mail, path);
    const moved = [
      ...unplaced.filter(theirs),
      ...groups.flatMap(({ files, unreadable }) =>
        [...files, ...unreadable.map(({ file }) => file)].filter(theirs),
      ),
    ];
    unplaced = unplaced.filter((file) => !theirs(file));
    groups = groups.flatMap((group) => {
      if (group === target) return [{ ...group, files: [...group.files, ...moved] }];
      const files = group.files.filter((file) => !theirs(file));
      const unreadable = group.unreadable.filter(({ file }) => !theirs(file));
      return group.forms.length + group.replies.length + files.length + unreadable.length === 0
        ? []
        : [{ ...group, files, unreadable }];
    });
  }
  return { groups, unplaced };
}

/**
 * E-mails that no form came in or beside, by the address that sent them: where it is a contact of an organisation, or
 * what its form came from, their files may be its evidence. Offered and never taken, since anybody can write any address.
 */
export function offeredMails(
  { groups }: Grouped,
  mails: readonly OpenedMail[],
  whose: Whose,
  contactsOf: (organisation: string) => readonly string[],
): readonly OfferedMail[] {
  const known = groups.flatMap((group) => {
    const organisation = whose(group);
    if (organisation === undefined) return [];
    const forms = group.forms.map(({ read }) => read.content.contact.email);
    const read = [...group.forms, ...group.replies];
    const senders = mails.filter((mail) => read.some(({ path }) => isIn(mail, path)));
    const addresses = [
      ...[organisation.contactEmail ?? '', ...contactsOf(organisation.id), ...forms],
      ...senders.map(({ sender }) => sender),
    ].map((address) => address.trim().toLowerCase());
    return [{ organisation, addresses: new Set(addresses) }];
  });
  return mails
    .filter((mail) => mail.sender !== '' && isLoose(mail, groups))
    .flatMap(({ path, sender, files }) =>
      known
        .filter(({ addresses }) => addresses.has(sender))
        .map(({ organisation: { id, name } }) => ({
          path,
          organisation: id,
          name,
          sentence: `‘${path}’ came from ${sender}, an address of ${name}, with ${count(files.length, 'file')}. Anybody can write another’s address as the sender: look whether it is theirs.`,
        })),
    );
}

function isLoose(mail: OpenedMail, groups: readonly Group[]): boolean {
  return !groups.some(
    ({ forms, replies, files }) =>
      forms.length + replies.length > 0 &&
      [...forms, ...replies, ...files].some(({ path }) => path === mail.path || isIn(mail, path)),
  );
}

function isIn({ root }: OpenedMail, path: string): boolean {
  return path.startsWith(`${root}/`);
}
