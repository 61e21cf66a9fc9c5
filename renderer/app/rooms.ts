import type { DeskView } from '../../shared/contract/desk.ts';
import type { Role } from '../../shared/domain/ids.ts';

export type RoomName =
  | 'round'
  | 'standards'
  | 'submissions'
  | 'search'
  | 'assess'
  | 'moderate'
  | 'publish'
  | 'exchange'
  | 'people'
  | 'computer';

export interface Room {
  readonly name: RoomName;
  readonly path: `/${RoomName}`;
  readonly words: string;
  /** Who finds it in the rail. */
  readonly roles: readonly Role[];
}

const team: readonly Role[] = ['administrator', 'chair', 'deputy', 'observer'];
const everyone: readonly Role[] = [...team, 'assessor'];

/** The rooms in the order of the rail, which is the order of the year. */
export const rooms: readonly Room[] = [
  { name: 'round', path: '/round', words: 'Round', roles: team },
  { name: 'standards', path: '/standards', words: 'Standards', roles: team },
  { name: 'people', path: '/people', words: 'People', roles: ['administrator', 'chair', 'deputy'] },
  { name: 'submissions', path: '/submissions', words: 'Submissions', roles: team },
  { name: 'search', path: '/search', words: 'Search', roles: team },
  { name: 'assess', path: '/assess', words: 'My submissions', roles: ['assessor'] },
  { name: 'moderate', path: '/moderate', words: 'Moderate', roles: team },
  { name: 'publish', path: '/publish', words: 'Publish', roles: team },
  { name: 'exchange', path: '/exchange', words: 'Send and receive', roles: everyone },
  { name: 'computer', path: '/computer', words: 'This computer', roles: everyone },
];

export function roomsFor(desk: DeskView): readonly Room[] {
  const roles = desk.person?.roles ?? [];
  return rooms.filter((room) => room.roles.some((role) => roles.includes(role)));
}
