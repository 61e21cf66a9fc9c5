import { z } from 'zod';
import type { Hash, OrganisationId, PersonId } from './ids.ts';

/** What ties a person to an organisation, and what that keeps them from. */

export const InterestKind = z.enum(['financial', 'professional', 'personal', 'indirect']);
export type InterestKind = z.infer<typeof InterestKind>;

export const InterestExtent = z.enum(['actual', 'potential']);
export type InterestExtent = z.infer<typeof InterestExtent>;

/** How two organisations belong together, in the table that the administrator keeps. */
export const Relation = z.enum(['partner', 'shared-leadership']);
export type Relation = z.infer<typeof Relation>;

export const SettledAs = z.enum(['recused', 'accepted']);
export type SettledAs = z.infer<typeof SettledAs>;

/** Why there is a tie: all but the last are found without being declared. */
export const Ground = z.enum(['employer', 'partner', 'shared-leadership', 'declared']);
export type Ground = z.infer<typeof Ground>;

/** All that is on the record about ties, as it stands. */
export interface Interests {
  readonly declared: readonly {
    readonly person: PersonId;
    readonly organisation: OrganisationId;
    readonly extent: InterestExtent;
    /** The declaration itself: one that comes later is another. */
    readonly entry: Hash;
  }[];
  readonly settled: readonly {
    readonly person: PersonId;
    readonly organisation: OrganisationId;
    readonly outcome: SettledAs;
    readonly grounds: readonly Ground[];
    /** The declaration that was settled; undefined where nothing had been declared. */
    readonly declaration: Hash | undefined;
  }[];
  /** In either direction. */
  readonly related: readonly {
    readonly organisations: readonly [OrganisationId, OrganisationId];
    readonly kind: Relation;
  }[];
}

export const NO_INTERESTS: Interests = { declared: [], settled: [], related: [] };

export interface Tie {
  readonly grounds: readonly Ground[];
  /** `always` for one's own employer, which nobody settles. */
  readonly state: 'always' | 'unsettled' | 'recused' | 'accepted';
  /** May not be given the organisation's submission. */
  readonly blocks: boolean;
  /** May not moderate or decide on it, nor settle anybody's interest in it. */
  readonly bars: boolean;
  /** Takes no part in it: their desk holds nothing of it, and they leave while it is discussed. */
  readonly apart: boolean;
}

/**
 * What ties this person to that organisation; undefined where nothing does.
 *
 * Works there: apart, whatever else was said. Recused: apart. Accepted: free, for the reasons that were settled and no
 * others, so that a new declaration or a new partner is looked at again. Unsettled: no assignment yet; and an actual
 * interest, though not a potential one, keeps from ruling at once.
 */
export function tieOf(
  { person, employer }: { readonly person: PersonId; readonly employer?: OrganisationId | undefined },
  organisation: OrganisationId,
  { declared, settled, related }: Interests,
): Tie | undefined {
  const own = (each: { readonly person: PersonId; readonly organisation: OrganisationId }) =>
    each.person === person && each.organisation === organisation;
  const said = declared.find(own);
  const ruled = settled.find(own);
  const relations =
    employer === undefined || employer === organisation
      ? []
      : related.filter(
          ({ organisations }) => organisations.includes(employer) && organisations.includes(organisation),
        );
  const grounds: readonly Ground[] = [
    ...(employer === organisation ? (['employer'] as const) : []),
    ...new Set(relations.map(({ kind }) => kind)),
    ...(said === undefined ? [] : (['declared'] as const)),
  ];
  if (employer === organisation) return { grounds, state: 'always', blocks: true, bars: true, apart: true };
  if (ruled?.outcome === 'recused')
    return { grounds, state: 'recused', blocks: true, bars: true, apart: true };
  if (grounds.length === 0) return undefined;
  const covered =
    ruled !== undefined &&
    ruled.declaration === said?.entry &&
    grounds.every((ground) => ruled.grounds.includes(ground));
  if (covered) return { grounds, state: 'accepted', blocks: false, bars: false, apart: false };
  return { grounds, state: 'unsettled', blocks: true, bars: said?.extent === 'actual', apart: false };
}
