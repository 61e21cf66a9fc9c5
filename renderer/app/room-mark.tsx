import type { RoomName } from './rooms.ts';

/** One small line drawing for each room, on a grid of 20; the word beside it says the same. */
const drawings: Record<RoomName, string> = {
  round: 'M10 2.5a7.5 7.5 0 1 0 7.5 7.5M10 2.5V10l5.3-5.3M10 2.5c2.1 0 3.9.8 5.3 2.2',
  standards: 'M4 3.5h9l3 3v10H4zM13 3.5v3h3M7 9.5h6M7 12.5h6',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5c0-3 2-5 5-5s5 2 5 5M12.5 4a3 3 0 0 1 0 5.2M14.5 12c2 .7 3 2.3 3 4.5',
  submissions: 'M2.5 11.5 5 4h10l2.5 7.500v5h-15zM2.5 11.500H7l1 2h4l1-2h4.5',
  search: 'M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM12.5 12.500 17 17',
  assess: 'M3.5 5 5 6.5 8 3.500M3.5 13 5 14.5 8 11.500M11 5.500h6M11 13.500h6',
  moderate:
    'M10 3v13.500M5.5 16.500h9M3 5.500h14M5 5.5 2.5 11.500a2.6 2.6 0 0 0 5 0zM15 5.500l-2.5 6a2.6 2.6 0 0 0 5 0z',
  publish: 'M10 12a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM7 11.2 5.5 17.500l4.5-2.5 4.5 2.500L13 11.2',
  exchange: 'M3 7h12M11.5 3.5 15 7l-3.5 3.500M17 13.500H5M8.5 10 5 13.5 8.5 17',
  computer: 'M3 4h14v9.500H3zM7 16.500h6M10 13.500v3',
};

export function RoomMark({ room }: { readonly room: RoomName }) {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path
        d={drawings[room]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
