import type { ComponentType } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { onDemand } from '../components/on-demand.tsx';
import { Failed, Loading } from '../components/states.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Layout } from './layout.tsx';
import { useCall } from './queries.ts';
import { type RoomName, rooms, roomsFor } from './rooms.ts';

const Welcome = onDemand(() => import('../rooms/welcome/room.tsx'));

/** Each room is loaded when it is first entered; below its own path it has its own routes. */
const views: Readonly<Record<RoomName, ComponentType>> = {
  round: onDemand(() => import('../rooms/round/room.tsx')),
  standards: onDemand(() => import('../rooms/standards/room.tsx')),
  people: onDemand(() => import('../rooms/people/room.tsx')),
  submissions: onDemand(() => import('../rooms/submissions/room.tsx')),
  search: onDemand(() => import('../rooms/search/room.tsx')),
  assess: onDemand(() => import('../rooms/assess/room.tsx')),
  moderate: onDemand(() => import('../rooms/moderate/room.tsx')),
  publish: onDemand(() => import('../rooms/publish/room.tsx')),
  exchange: onDemand(() => import('../rooms/exchange/room.tsx')),
  computer: onDemand(() => import('../rooms/computer/room.tsx')),
};

export function Routes() {
  const desk = useCall('desk.show', {});
  const [path] = useLocation();
  if (desk.isPending) return <Loading />;
  if (desk.isLoadingError) return <Failed error={desk.error} again={() => void desk.refetch()} />;

  const open = desk.data.round === undefined ? [] : roomsFor(desk.data).map((room) => room.path);
  return (
    <Layout desk={desk.data}>
      <ErrorBoundary where={path}>
        <Switch>
          <Route path="/welcome" component={Welcome} />
          {rooms
            .filter(({ path: at }) => at === '/computer' || open.includes(at))
            .map(({ name, path: at }) => {
              const View = views[name];
              return (
                <Route key={at} path={`${at}/*?`}>
                  <View />
                </Route>
              );
            })}
          <Route>
            <Redirect to={open[0] ?? '/welcome'} replace />
          </Route>
        </Switch>
      </ErrorBoundary>
    </Layout>
  );
}
