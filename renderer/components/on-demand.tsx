import { type ComponentType, type ReactNode, useLayoutEffect, useState } from 'react';
import { Loading } from './states.tsx';

/**
 * A component whose code is loaded when it is first drawn, and which is shown as soon as that is there. React's own
 * `lazy` is not: once its boundary has shown a sign of waiting, React keeps back what follows until 300 ms are over
 * (FALLBACK_THROTTLE_MS in react-reconciler). Code that does not come is thrown to the error boundary around it.
 */
export function onDemand<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  waiting: (props: Props) => ReactNode = () => <Loading />,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  // biome-ignore lint/correctness/noComponentHookFactories: like React's own `lazy`, it is called once, where a module begins
  return function OnDemand(props: Props) {
    const [View, setView] = useState(() => loaded);
    const [failed, setFailed] = useState<Error>();
    useLayoutEffect(() => {
      let left = false;
      load().then(
        (module) => {
          loaded = module.default;
          if (!left) setView(() => module.default);
        },
        (error: unknown) => {
          if (!left) setFailed(error instanceof Error ? error : new Error(String(error)));
        },
      );
      return () => {
        left = true;
      };
    }, []);
    if (failed !== undefined) throw failed;
    return View === undefined ? waiting(props) : <View {...props} />;
  };
}
