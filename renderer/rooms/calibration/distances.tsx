import { apartInWords, distanceInWords, leanInWords } from '../../../shared/domain/calibration.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Card, Stack } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import type { Assessor } from './compared.ts';

/** How far one's own sheet lies from the panel, and how that is worked out. */
export function OwnDistance({ assessor: { distance, late } }: { readonly assessor: Assessor }) {
  if (distance === undefined) return null;
  return (
    <Card title="Your distance from the panel" tint="blue">
      <p>{distanceInWords(distance)}.</p>
      {late && (
        <p>
          Your sheet came after the comparison was opened. It is measured against the panel, and no part of it
          until the chair adds it.
        </p>
      )}
      <HowWorkedOut />
    </Card>
  );
}

type Measured = Assessor & { readonly distance: NonNullable<Assessor['distance']> };

/** Whose distance whoever looks may see beside their own: everyone's for a chair or deputy, else nobody's. */
export function measuredOf(assessors: readonly Assessor[]): readonly Measured[] {
  const seen = assessors.flatMap(({ distance, ...who }) =>
    distance === undefined ? [] : [{ ...who, distance }],
  );
  return seen.some(({ you }) => !you) ? seen : [];
}

export function Distances({ measured }: { readonly measured: readonly Measured[] }) {
  return (
    <Stack>
      <Table
        label="How far each stands from the panel"
        rows={measured}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            head: 'Assessor',
            heads: true,
            text: ({ name, late }) => (late ? `${name}, late` : name),
            cell: ({ name, late }) => (
              <>
                {name} {late && <Tag look="line">Late</Tag>}
              </>
            ),
          },
          {
            key: 'same',
            head: 'Same level',
            text: ({ distance: { same, compared } }) => `${same} of ${compared}`,
            by: ({ distance: { same, compared } }) => (compared === 0 ? undefined : same / compared),
          },
          {
            key: 'apart',
            head: 'Apart',
            text: ({ distance }) => capital(apartInWords(distance)) || 'On none',
            by: ({ distance: { apart } }) =>
              apart.reduce((sum, { levels, items }) => sum + levels * items, 0),
          },
          {
            key: 'lean',
            head: 'On the whole',
            text: ({ distance }) =>
              distance.compared === 0 ? 'Nothing to compare' : capital(leanInWords(distance)),
            by: ({ distance: { lean, compared } }) => (compared === 0 ? undefined : lean / compared),
          },
        ]}
      />
      <HowWorkedOut />
    </Stack>
  );
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function HowWorkedOut() {
  return (
    <Disclosure summary="How this is worked out">
      <Stack>
        <p>
          On each standard, the panel is the middle of what the other assessors gave: their levels put in
          order, and the one in the middle. Where the others are even in number, it is the two in the middle,
          and any level from the one to the other counts as the same. A person’s own level is never part of
          what they are measured by.
        </p>
        <p>
          “On the whole” takes all levels above the panel together, less all those below. Less than one level
          in ten standards is neither stricter nor more generous; less than one in two is a little; from there
          on it is clearly so. A standard is left out where a level is missing: the person’s, or everyone
          else’s.
        </p>
        <p>
          It is there to talk about how each reads the scale. It is no mark, and nothing is decided by it.
        </p>
      </Stack>
    </Disclosure>
  );
}
