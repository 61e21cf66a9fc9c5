import { Route, Switch } from 'wouter';
import { ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import { Link } from '../../components/button.tsx';
import { onDemand } from '../../components/on-demand.tsx';
import { Empty } from '../../components/states.tsx';
import { MySubmissions } from './my-submissions.tsx';
import { OpenSheet } from './open-sheet.tsx';
import { PaperForm } from './paper-form.tsx';

/** Most never come to it on a day, and the sheet is to open at once. */
const Comparison = onDemand(async () => ({
  default: (await import('../calibration/comparison-page.tsx')).ComparisonPage,
}));

export default function AssessRoom() {
  return (
    <Switch>
      <Route path="/assess/:submission/*?">
        {({ submission, '*': rest = '' }) => {
          const id = SubmissionId.safeParse(submission);
          if (id.success && rest === 'paper') return <PaperForm submission={id.data} />;
          if (id.success && rest === 'compared')
            return <Comparison submission={id.data} from={{ path: '/assess', words: 'My submissions' }} />;
          const at = ItemId.safeParse(rest.replace(/^at\//, ''));
          if (id.success)
            return <OpenSheet key={id.data} submission={id.data} begin={at.success ? at.data : undefined} />;
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
