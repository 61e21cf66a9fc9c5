import type { Instant } from '../../../shared/domain/ids.ts';
import type { Problem } from '../../../shared/domain/intake.ts';
import { nearest, plainWords } from '../../../shared/domain/likeness.ts';
import { list } from '../../../shared/domain/words.ts';
import type { ReadForm } from './group.ts';
import { WORKBOOK } from './naming.ts';
import { note, refusal } from './problems.ts';

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
  { path, read, naming = WORKBOOK }: ReadForm,
  root: string,
  organisations: readonly RegisteredOrganisation[],
): FoundOrganisation {
  const { id, odsCode, name } = read.about.organisation;
  const same = (one: string, other: string) => one !== '' && one === other;
  const plain = { id: plainWords(id), odsCode: plainWords(odsCode), name: plainWords(name) };
  const silent = id === '' && odsCode === '' && name === '';
  const organisation =
    organisations.find((one) => same(plain.id, plainOf(one).id)) ??
    organisations.find((one) => same(plain.odsCode, plainOf(one).odsCode)) ??
    organisations.find((one) => same(plain.name, plainOf(one).name)) ??
    (silent ? byFolder(root, organisations) : undefined);
  const place = naming.organisation;
  if (organisation === undefined) {
    const said = name || id || odsCode;
    const near = nearest(
      said,
      organisations.map((one) => one.name),
    );
    const sentence =
      said === ''
        ? `${naming.whole} does not say which organisation it is from. ${naming.sayWhose}`
        : `‘${said}’ is not an organisation in this round. ${near.length === 0 ? 'Add it to the round, or correct the form.' : `It may be ${list(near, 'or')}.`}`;
    return {
      organisation: undefined,
      name: said || nameOf(root || path),
      problems: [refusal('unknown-organisation', place, sentence)],
    };
  }
  const differs = name !== '' && plain.name !== plainOf(organisation).name;
  return {
    organisation,
    name: organisation.name,
    problems: differs
      ? [
          note(
            'name-differs',
            place,
            `${naming.whole} calls itself ‘${name}’, and its code is that of ${organisation.name}. Look whether it is theirs.`,
          ),
        ]
      : [],
  };
}

interface Plain {
  readonly id: string;
  readonly odsCode: string;
  readonly name: string;
}

const known = new WeakMap<RegisteredOrganisation, Plain>();

/** Worked out once: every form is looked for among every organisation. */
export function plainOf(organisation: RegisteredOrganisation): Plain {
  const held = known.get(organisation);
  if (held !== undefined) return held;
  const { id, odsCode = '', name } = organisation;
  const plain = { id: plainWords(id), odsCode: plainWords(odsCode), name: plainWords(name) };
  known.set(organisation, plain);
  return plain;
}

export function byFolder(
  root: string,
  organisations: readonly RegisteredOrganisation[],
): RegisteredOrganisation | undefined {
  const folder = plainWords(nameOf(root));
  return folder === ''
    ? undefined
    : organisations.find((one) => plainOf(one).id === folder || plainOf(one).name === folder);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
