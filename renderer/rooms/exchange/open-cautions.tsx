import { count } from '../../../shared/domain/words.ts';
import { useCall } from '../../app/queries.ts';
import { Link } from '../../components/button.tsx';
import styles from './exchange.module.css';

/** How many cautions nobody has decided of yet, said before evidence goes out to anybody. */
export function OpenCautions() {
  const listed = useCall('cautions.list', { state: 'open', limit: 1, offset: 0 });
  const open = listed.data?.open ?? 0;
  if (open === 0) return null;
  return (
    <p className={styles.cautions}>
      {count(open, 'caution')} about evidence {open === 1 ? 'is' : 'are'} open: personal data or other things
      that organisations may not have meant to send. <Link to="/submissions">Look before you send</Link>
    </p>
  );
}
