import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { Page } from '../components/page.tsx';

interface Props {
  /** Another value begins afresh: the path, so that leaving the room is a way out. */
  readonly where: string;
  readonly children: ReactNode;
}

interface State {
  readonly failed: Error | undefined;
  readonly where: string;
}

/** Keeps a room that fails from taking the others with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: undefined, where: this.props.where };

  static getDerivedStateFromError(failed: unknown): Partial<State> {
    return { failed: failed instanceof Error ? failed : new Error(String(failed)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.where === state.where ? null : { failed: undefined, where: props.where };
  }

  override render() {
    const { failed } = this.state;
    if (failed === undefined) return this.props.children;
    return (
      <Page title="This room cannot be shown">
        <p>What you saved is safe. Go to another room, or try this one again.</p>
        <p>
          <Button onPress={() => this.setState({ failed: undefined })}>Try again</Button>
        </p>
        <p>If it happens again, send these words to whoever looks after Award Panel: “{failed.message}”</p>
      </Page>
    );
  }
}
