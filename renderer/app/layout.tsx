import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { DeskView } from '../../shared/contract/desk.ts';
import { classes } from '../components/classes.ts';
import { KeyList } from '../components/key-list.tsx';
import { SlotsProvider, useSlots } from './bar.tsx';
import styles from './layout.module.css';
import { MovedAway } from './moved-away.tsx';
import { RoomMark } from './room-mark.tsx';
import { roomsFor } from './rooms.ts';
import { useShortcut } from './shortcuts.ts';

interface LayoutProps {
  readonly desk: DeskView;
  readonly children: ReactNode;
}

/** The bar, the rail of rooms and the room: what every screen has. */
export function Layout({ desk, children }: LayoutProps) {
  const { crumb, status, setCrumb, setStatus } = useSlots();
  const main = useRef<HTMLElement>(null);
  const [railOpen, setRailOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const [path] = useLocation();
  const list = roomsFor(desk);

  // A new room begins at its top, and a screen reader there.
  const shownPath = useRef(path);
  useEffect(() => {
    if (shownPath.current === path) return;
    shownPath.current = path;
    setRailOpen(false);
    main.current?.focus();
    main.current?.scrollTo(0, 0);
  }, [path]);

  useShortcut({ keys: 'Ctrl+/', does: 'Show this list of shortcuts' }, () => setKeysOpen(true));

  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        Skip to main content
      </button>
      <header className={styles.bar}>
        <Link href="/" className={styles.name}>
          Award Panel
        </Link>
        <span className={styles.crumb}>
          {desk.round?.title}
          <span ref={setCrumb} />
        </span>
        {desk.round?.sample === true && <span className={styles.sample}>Sample, not a real round</span>}
        <span className={styles.grow} />
        <span className={styles.status} ref={setStatus} />
        {desk.person !== undefined && <span className={styles.who}>{whoIsHere(desk.person)}</span>}
        {list.length > 0 && (
          <button
            type="button"
            className={styles.menu}
            aria-expanded={railOpen}
            aria-controls="rooms"
            onClick={() => setRailOpen(!railOpen)}
          >
            Rooms
          </button>
        )}
      </header>
      {list.length > 0 && (
        <nav id="rooms" aria-label="Rooms" className={classes(styles.rail, railOpen && styles.open)}>
          {list.map((room) => (
            <Link
              key={room.name}
              href={room.path}
              aria-current={path === room.path || path.startsWith(`${room.path}/`) ? 'page' : undefined}
            >
              <RoomMark room={room.name} />
              <span>{room.words}</span>
            </Link>
          ))}
        </nav>
      )}
      <main ref={main} tabIndex={-1} className={classes(styles.main, list.length === 0 && styles.alone)}>
        {desk.movedAt !== undefined && <MovedAway at={desk.movedAt} />}
        <SlotsProvider value={{ crumb, status }}>{children}</SlotsProvider>
      </main>
      <KeyList open={keysOpen} onClose={() => setKeysOpen(false)} />
    </div>
  );
}

/** "Dr Farah Lind, chair": one role is worth saying; of several, the one that decides most. */
function whoIsHere({ name, roles }: NonNullable<DeskView['person']>): string {
  const most = (['administrator', 'chair', 'deputy', 'assessor', 'observer'] as const).find((role) =>
    roles.includes(role),
  );
  return most === undefined ? name : `${name}, ${most}`;
}
