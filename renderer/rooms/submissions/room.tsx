import { Route, Switch } from 'wouter';
import { SubmissionId } from '../../../shared/domain/ids.ts';
import { Link } from '../../components/button.tsx';
import { Empty } from '../../components/states.tsx';
import { ImportPage } from './import-page.tsx';
import { OneSubmission } from './one-submission.tsx';
import { QuestionsPage } from './questions/page.tsx';
import { SubmissionList } from './submission-list.tsx';

export default function SubmissionsRoom() {
  return (
    <Switch>
      <Route path="/submissions/import" component={ImportPage} />
      <Route path="/submissions/questions" component={QuestionsPage} />
      <Route path="/submissions/:submission">
        {({ submission }) => {
          const id = SubmissionId.safeParse(submission);
          if (id.success) return <OneSubmission submission={id.data} />;
          return (
            <Empty
              title="There is no such submission"
              action={<Link to="/submissions">See all submissions</Link>}
            />
          );
        }}
      </Route>
      <Route component={SubmissionList} />
    </Switch>
  );
}
