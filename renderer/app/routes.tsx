import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Failed, Loading } from '../components/states.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Layout } from './layout.tsx';
import { useCall } from './queries.ts';
import { rooms, roomsFor } from './rooms.ts';

type RoomModule = { readonly default: () => React.ReactNode };

/** Each room is `renderer/rooms/<name>/room.tsx`, loaded when first entered; below its own path it has its own routes. */
const modules = import.meta.glob<RoomModule>('../rooms/*/room.tsx');

function load(name: string) {
  const found = modules[`../rooms/${name}/room.tsx`];
  return found === undefined ? undefined : lazy(found);
}

const Welcome = load('welcome') ?? (() => <Loading />);
const entered = rooms.flatMap(({ name, path }) => {
  const View = load(name);
  return View === undefined ? [] : [{ at: path, View }];
});

export function Routes() {
  const desk = useCall('desk.show', {});
  const [path] = useLocation();
  if (desk.isPending) return <Loading />;
  if (desk.isLoadingError) return <Failed error={desk.error} again={() => void desk.refetch()} />;

  const open = desk.data.round === undefined ? [] : roomsFor(desk.data).map((room) => room.path);
  return (
    <Layout desk={desk.data}>
      <ErrorBoundary where={path}>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/welcome" component={Welcome} />
            {entered
              .filter(({ at }) => at === '/computer' || open.includes(at))
              .map(({ at, View }) => (
                <Route key={at} path={`${at}/*?`}>
                  <View />
                </Route>
              ))}
            <Route>
              <Redirect to={open[0] ?? '/welcome'} replace />
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </Layout>
  );
}
