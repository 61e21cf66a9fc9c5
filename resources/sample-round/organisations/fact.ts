/**
 * What is true at one of the sample's organisations, item by item. Accounts, evidence and sheets are all written from
 * it, so that they agree with each other where they should and differ where somebody overlooked something.
 */

export type Truth = 0 | 1 | 2;

export interface Fact {
  /** What the evidence is worth to a careful reader. */
  readonly level: Truth;
  /** Their own rating, where it differs from that. */
  readonly self?: Truth | 'not-applicable';
  /** The account, in the organisation's own voice. */
  readonly says: string;
  /** The passage that a document holds; absent where nothing shows it. */
  readonly shows?: string;
  /** The document that holds it. */
  readonly in?: string;
  /** Documents that they name as well. */
  readonly also?: readonly string[];
  /** What was done since last year. */
  readonly action?: string;
  /** Why it falls short, as an assessor would note it. */
  readonly gap?: string;
  /** What would meet it, as feedback. */
  readonly next?: string;
  readonly reason?: string;
}

type More = Pick<Fact, 'self' | 'also' | 'action'>;

export function met(ref: string, says: string, shows: string, more: More = {}): Fact {
  return { level: 2, in: ref, says, shows, ...more };
}

export function partly(
  ref: string,
  says: string,
  shows: string,
  gap: string,
  next: string,
  more: More = {},
): Fact {
  return { level: 1, in: ref, says, shows, gap, next, ...more };
}

/** Nothing in the evidence shows it. */
export function unmet(says: string, gap: string, next: string, more: More = {}): Fact {
  return { level: 0, says, gap, next, ...more };
}

export type DocumentKind =
  | 'policy'
  | 'paper'
  | 'minutes'
  | 'slides'
  | 'feedback'
  | 'tracker'
  | 'timetable'
  | 'mail'
  | 'note'
  | 'scan'
  | 'poster';

export interface DocumentPlan {
  readonly ref: string;
  readonly kind: DocumentKind;
  /** The file's name, with its ending; the ending says what is made. */
  readonly name: string;
  readonly title: string;
  /** What it shows, as the Evidence sheet says. */
  readonly shows: string;
  /** As printed in it: "14 January 2026". */
  readonly date: string;
  readonly namesRemoved?: 'no' | 'not-said';
  /** A policy about something else, which holds no more on preceptorship than its own passages. */
  readonly elsewhere?: true;
}

/** How preceptorship runs for one transition, as the policy's table says. */
export interface Period {
  readonly transition: string;
  readonly begins: string;
  readonly months: number;
  readonly reviews: string;
}

/** What the tracker and the timetable are written from. */
export interface Cohort {
  readonly size: number;
  /** Hours a month that are promised, and the share of them taken, 0 to 1. */
  readonly hours: number;
  readonly taken: number;
  /** Of those who started, the share whose preceptor was named in the first week, 0 to 1. */
  readonly namedInWeekOne: number;
  readonly days: readonly string[];
  /** Of those invited to taught days, the share who came, 0 to 1. */
  readonly attendance: number;
}

/** One assessor who reads an item otherwise than the rest. */
export interface Dissent {
  readonly assessor: string;
  readonly item: string;
  readonly outcome: Truth | 'cannot-judge' | 'not-applicable';
  readonly note: string;
}

export interface SampleOrganisation {
  readonly id: string;
  /** With "(fictional)". */
  readonly name: string;
  /** As its documents call it. */
  readonly called: string;
  /** "the Trust", "the Council". */
  readonly us: string;
  readonly kind: string;
  /** Two or three sentences for cover pages. */
  readonly about: string;
  readonly sites: readonly string[];
  readonly professions: readonly string[];
  readonly transitions: readonly string[];
  readonly covers: string;
  readonly contact: { readonly name: string; readonly role: string; readonly email: string };
  readonly declaredBy: string;
  readonly executive: string;
  readonly lead: string;
  readonly committee: string;
  /** The colour of its headings. */
  readonly colour: string;
  readonly serif: boolean;
  /** When its first delivery came, UTC. */
  readonly receivedAt: string;
  readonly documents: readonly DocumentPlan[];
  readonly periods: readonly Period[];
  readonly cohort: Cohort;
  readonly dissents: readonly Dissent[];
  /** By item: "3.3/newly-registered" where the standard is asked by transition, else "1.1". */
  readonly facts: Readonly<Record<string, Fact>>;
}
