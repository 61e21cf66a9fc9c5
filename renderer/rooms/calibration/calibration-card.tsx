import { useState } from 'react';
import type { CalibrationState } from '../../../shared/contract/calibration.ts';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import { count, listSome } from '../../../shared/domain/words.ts';
import { useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Card, Row } from '../../components/page.tsx';
import { AddSheets } from './add-sheets.tsx';
import { OpenComparison } from './open-comparison.tsx';

export type Chosen = NonNullable<CalibrationState['chosen']>;

/** The calibration submission, apart from the list of those for the award; nothing where none is chosen. */
export function CalibrationCard({ chairs }: { readonly chairs: boolean }) {
  const calibration = useCall('calibration.show', {});
  const [opening, setOpening] = useState(false);
  const chosen = calibration.data?.chosen;
  if (chosen === undefined) return null;
  const { name, openedAt, sheetsIn = 0, yourPart, mayCompare } = chosen;
  const mayOpen =
    chairs && openedAt === undefined && (yourPart === 'scored' || (yourPart === 'looks' && sheetsIn > 1));
  return (
    <Card title="Calibration, not part of the award">
      <p>
        <b>{name}</b>. {howFar(chosen)}
        {mayOpen || openedAt !== undefined || chairs ? '' : ' The chair opens the comparison.'}
      </p>
      {yourPart === 'to-score' && (
        <p>
          <Link to="/assess">Score it first</Link>: what others gave shows only once your own sheet is in.
        </p>
      )}
      {(mayOpen || mayCompare) && (
        <Row>
          {mayOpen && (
            <Button look="quiet" onPress={() => setOpening(true)}>
              Open the comparison
            </Button>
          )}
          {mayCompare && chairs && (
            <Link to="/moderate/calibration" look="quiet">
              See the comparison
            </Link>
          )}
          <AddSheets />
        </Row>
      )}
      {opening && <OpenComparison chosen={chosen} onClose={() => setOpening(false)} />}
    </Card>
  );
}

/** "3 of 5 sheets are in. It waits for Ana and Ben." */
export function howFar(chosen: Chosen): string {
  const { yourPart, openedAt, sheetsIn = 0, waitsFor = [], cameSince = 0 } = chosen;
  if (yourPart === 'none') return 'You take no part in it.';
  if (yourPart === 'to-score') return 'You score it too.';
  if (yourPart === 'scored')
    return 'Your sheet is in. Since you scored it, how many others are shows only once the comparison is open.';
  const waits = waitsFor.length === 0 ? '' : ` It waits for ${listSome(waitsFor.map(({ name }) => name))}.`;
  if (openedAt === undefined) {
    const due = sheetsIn + waitsFor.length;
    return `${sheetsIn} of ${count(due, 'sheet')} ${due === 1 ? 'is' : 'are'} in.${waits}`;
  }
  const came =
    cameSince === 0
      ? ''
      : ` ${count(cameSince, 'sheet')} came since and ${cameSince === 1 ? 'is' : 'are'} no part of it yet.`;
  return `Compared openly since ${dayInWords(dayInLondon(openedAt))}, with ${count(sheetsIn - cameSince, 'sheet')}.${came}${waits}`;
}
