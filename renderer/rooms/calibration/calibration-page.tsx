import { Bar } from '../../app/bar.tsx';
import { useCall } from '../../app/queries.ts';
import { Link } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { CalibrationCard } from './calibration-card.tsx';
import { ComparisonPage } from './comparison-page.tsx';

/** For the chair: the comparison once it is open, and what it waits for until then. */
export function CalibrationPage({ chairs }: { readonly chairs: boolean }) {
  const calibration = useCall('calibration.show', {});
  if (calibration.isPending) return <Loading />;
  if (calibration.isLoadingError)
    return <Failed error={calibration.error} again={() => void calibration.refetch()} />;
  const { chosen } = calibration.data;
  if (chosen?.mayCompare === true && chairs)
    return <ComparisonPage submission={chosen.submission} from={{ path: '/moderate', words: 'Moderate' }} />;
  return (
    <Page title="Calibration" actions={<Link to="/moderate">See all submissions</Link>}>
      <Bar crumbs={['Moderate', 'Calibration']} />
      {chosen === undefined ? (
        <Empty title="No calibration submission is chosen" action={<Link to="/people">Choose one</Link>}>
          <p>Everyone scores it before the others, and the panel compares openly how each reads the scale.</p>
        </Empty>
      ) : (
        <CalibrationCard chairs={chairs} />
      )}
    </Page>
  );
}
