import type { Instant } from '../../../shared/domain/ids.ts';
import type { Problem } from '../../../shared/domain/intake.ts';
import { nearest, plainWords } from '../../../shared/domain/likeness.ts';
import { list } from '../../../shared/domain/words.ts';
import type { ReadForm } from './group.ts';
import { note, refusal, sheetPlace } from './problems.ts';

export interface RegisteredOrganisation {
  readonly id: string;
  readonly name: string;
  readonly odsCode?: string | undefined;
  /** Whom the round writes to. */
  readonly contactEmail?: string | undefined;
  /** A later closing time of its own. */
  readonly extendedTo?: Instant | undefined;
}

export interface FoundOrganisation {
  readonly organisation: RegisteredOrganisation | undefined;
  readonly name: string;
  readonly problems: readonly Problem[];
}

/** By the code in the round, then the ODS code, then the name; by the folder's name only where the form says nothing. */
export function findOrganisation(
  { path, read }: ReadForm,
  root: string,
  organisations: readonly RegisteredOrganisation[],
): FoundOrganisation {
  const { id, odsCode, name } = read.about.organisation;
  const same = (one: string, other: string | undefined) =>
    one !== '' && plainWords(one) === plainWords(other ?? '');
  const silent = id === '' && odsCode === '' && name === '';
  const organisation =
    organisations.find((one) => same(id, one.id)) ??
    organisations.find((one) => same(odsCode, one.odsCode)) ??
    organisations.find((one) => same(name, one.name)) ??
    (silent ? byFolder(root, organisations) : undefined);
  const place = sheetPlace('Organisation');
  if (organisation === undefined) {
    const said = name || id || odsCode;
    const near = nearest(
      said,
      organisations.map((one) => one.name),
    );
    const sentence =
      said === ''
        ? 'The form does not say which organisation it is from. Write its code on the Organisation sheet.'
        : `‘${said}’ is not an organisation in this round. ${near.length === 0 ? 'Add it to the round, or correct the form.' : `It may be ${list(near, 'or')}.`}`;
    return {
      organisation: undefined,
      name: said || nameOf(root || path),
      problems: [refusal('unknown-organisation', place, sentence)],
    };
  }
  const differs = name !== '' && !same(name, organisation.name);
  return {
    organisation,
    name: organisation.name,
    problems: differs
      ? [
          note(
            'name-differs',
            place,
            `The form calls itself ‘${name}’, and its code is that of ${organisation.name}. Look whether it is theirs.`,
          ),
        ]
      : [],
  };
}

export function byFolder(
  root: string,
  organisations: readonly RegisteredOrganisation[],
): RegisteredOrganisation | undefined {
  const folder = plainWords(nameOf(root));
  return folder === ''
    ? undefined
    : organisations.find(({ id, name }) => plainWords(id) === folder || plainWords(name) === folder);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
