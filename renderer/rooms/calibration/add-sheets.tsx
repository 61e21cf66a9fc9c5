import { count } from '../../../shared/domain/words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { Button } from '../../components/button.tsx';
import { sentenceOf } from '../../components/states.tsx';

/** For a chair or deputy, while sheets came after the comparison was opened: takes them into the panel. */
export function AddSheets({ small = false }: { readonly small?: boolean }) {
  const desk = useCall('desk.show', {});
  const rules = desk.data?.person?.roles.some((role) => role === 'chair' || role === 'deputy') === true;
  const calibration = useCall('calibration.show', {}, { enabled: rules });
  const open = useAct('calibration.open');
  const announce = useAnnounce();
  const { submission, cameSince = 0 } = calibration.data?.chosen ?? {};
  if (!rules || submission === undefined || cameSince === 0) return null;
  const sheets = count(cameSince, 'sheet');
  return (
    <>
      {open.isError && <span role="alert">{sentenceOf(open.error)}</span>}
      <Button
        look="quiet"
        small={small}
        isPending={open.isPending}
        onPress={() => open.mutate({ submission }, { onSuccess: () => announce(`Added ${sheets}.`) })}
      >
        Add the {sheets} that came since
      </Button>
    </>
  );
}
