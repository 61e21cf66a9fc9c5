import { Route, Switch } from 'wouter';
import { ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import { useCall } from '../../app/queries.ts';
import { Link } from '../../components/button.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { CalibrationPage } from '../calibration/calibration-page.tsx';
import { Clarifications } from './clarifications.tsx';
import { DecisionPage } from './decision-page.tsx';
import { type Moderated, moderatedOf } from './moderated.ts';
import { ModerationList } from './moderation-list.tsx';
import { ModerationPage } from './moderation-page.tsx';

export default function ModerateRoom() {
  return (
    <Switch>
      <Route path="/moderate/calibration" component={Calibration} />
      <Route path="/moderate/clarifications" component={Clarifications} />
      <Route path="/moderate/:submission/decision">
        {({ submission }) => (
          <OfSubmission submission={submission}>
            {(moderated, mayWrite) => <DecisionPage moderated={moderated} mayWrite={mayWrite} />}
          </OfSubmission>
        )}
      </Route>
      <Route path="/moderate/:submission/at/*">
        {({ submission, '*': item }) => {
          const at = ItemId.safeParse(item);
          return (
            <OfSubmission submission={submission}>
              {(moderated, mayWrite) => (
                <ModerationPage
                  key={item}
                  moderated={moderated}
                  mayWrite={mayWrite}
                  {...(at.success ? { at: at.data } : {})}
                />
              )}
            </OfSubmission>
          );
        }}
      </Route>
      <Route path="/moderate/:submission">
        {({ submission }) => (
          <OfSubmission submission={submission}>
            {(moderated, mayWrite) => <ModerationPage moderated={moderated} mayWrite={mayWrite} />}
          </OfSubmission>
        )}
      </Route>
      <Route component={ModerationList} />
    </Switch>
  );
}

function Calibration() {
  const desk = useCall('desk.show', {});
  if (desk.isPending) return <Loading />;
  const roles = desk.data?.person?.roles ?? [];
  const chairs = roles.includes('chair') || roles.includes('deputy');
  return chairs || roles.includes('administrator') ? (
    <CalibrationPage chairs={chairs} />
  ) : (
    <Empty title="The calibration is the chair’s" action={<Link to="/moderate">See all submissions</Link>} />
  );
}

interface OfSubmissionProps {
  readonly submission: string | undefined;
  readonly children: (moderated: Moderated, mayWrite: boolean) => React.ReactNode;
}

function OfSubmission({ submission, children }: OfSubmissionProps) {
  const id = SubmissionId.safeParse(submission);
  if (!id.success)
    return (
      <Empty title="There is no such submission" action={<Link to="/moderate">See all submissions</Link>} />
    );
  return <Opened submission={id.data}>{children}</Opened>;
}

function Opened({
  submission,
  children,
}: Pick<OfSubmissionProps, 'children'> & { readonly submission: SubmissionId }) {
  const shown = useCall('moderation.show', { submission });
  const desk = useCall('desk.show', {});
  if (shown.isPending || desk.isPending) return <Loading words="Opening the sheets" />;
  if (shown.isError) {
    const { refusal } = shown.error;
    return refusal.code === 'moderation-not-open' || refusal.code === 'blind-until-moderation' ? (
      <Empty title={refusal.sentence} action={<Link to="/moderate">See all submissions</Link>} />
    ) : (
      <Failed error={shown.error} again={() => void shown.refetch()} />
    );
  }
  const roles = desk.data?.person?.roles ?? [];
  const rules = shown.data.mayRule && (roles.includes('chair') || roles.includes('deputy'));
  return children(moderatedOf(shown.data), rules);
}
