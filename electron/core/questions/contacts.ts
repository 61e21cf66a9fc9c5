import { z } from 'zod';
import type { RoundId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import type { CurrentVersion } from '../intake/service.ts';

/** Whom the round writes to; empty where that is not known. */
export interface Contact {
  readonly name: string;
  readonly email: string;
}

const Kept = z.object({ name: z.string(), email: z.string() });
const NOBODY: Contact = { name: '', email: '' };

/** The contact that a submission gives, or, where it gives no address, the one that its organisation was registered with. */
export async function contactsIn(
  desk: DeskContext,
  round: RoundId,
): Promise<(version: Pick<CurrentVersion, 'version' | 'organisation'>) => Contact> {
  const [versions, organisations] = await Promise.all([
    desk.store.db
      .selectFrom('submission_version')
      .select(['version', 'contact'])
      .where('round', '=', round)
      .execute(),
    desk.store.db
      .selectFrom('organisation')
      .select(['organisation', 'contact_name', 'contact_email'])
      .where('round', '=', round)
      .execute(),
  ]);
  const given = new Map<string, Contact>(
    versions.flatMap(({ version, contact }) => {
      if (contact === null) return [];
      const { name, email } = Kept.parse(JSON.parse(contact));
      return email.trim() === '' ? [] : [[version, { name: name.trim(), email: email.trim() }]];
    }),
  );
  const registered = new Map<string, Contact>(
    organisations.map((row) => [
      row.organisation,
      { name: (row.contact_name ?? '').trim(), email: (row.contact_email ?? '').trim() },
    ]),
  );
  return ({ version, organisation }) => given.get(version) ?? registered.get(organisation) ?? NOBODY;
}
