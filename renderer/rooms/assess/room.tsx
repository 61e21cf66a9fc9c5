import { Route, Switch } from 'wouter';
import { SubmissionId } from '../../../shared/domain/ids.ts';
import { Link } from '../../components/button.tsx';
import { Empty } from '../../components/states.tsx';
import { MySubmissions } from './my-submissions.tsx';
import { OpenSheet } from './open-sheet.tsx';

export default function AssessRoom() {
  return (
    <Switch>
      <Route path="/assess/:submission">
        {({ submission }) => {
          const id = SubmissionId.safeParse(submission);
          if (id.success) return <OpenSheet key={id.data} submission={id.data} />;
          return (
            <Empty
              title="There is no such submission"
              action={<Link to="/assess">See my submissions</Link>}
            />
          );
        }}
      </Route>
      <Route component={MySubmissions} />
    </Switch>
  );
}
