import type { RehearsalView } from '../../../shared/contract/intake.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/page.tsx';
import styles from './submissions.module.css';

type LooseMail = RehearsalView['mails'][number];

/** E-mails that came without a form: whose each may be, by who sent it. Nothing is taken until somebody says so. */
export function LooseMails({
  mails,
  onTake,
}: {
  readonly mails: readonly LooseMail[];
  readonly onTake: (mail: LooseMail) => void;
}) {
  if (mails.length === 0) return null;
  return (
    <Card title="E-mails that may belong to a submission" tint="amber">
      <ul className={styles.looseMails}>
        {mails.map((mail) => (
          <li key={`${mail.path} ${mail.organisation}`}>
            <span>{mail.sentence}</span>
            <Button look="quiet" onPress={() => onTake(mail)}>
              {`Take ‘${mail.path}’ with ${mail.name}`}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
