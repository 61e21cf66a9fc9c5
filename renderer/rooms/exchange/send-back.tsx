import type { Recipient } from '../../../shared/contract/exchange.ts';
import { Card } from '../../components/page.tsx';
import { Empty } from '../../components/states.tsx';
import { MakeFile } from './make-file.tsx';

/** An assessor's scores, or a chair's agreed scores and decisions, back to whoever runs the round. */
export function SendBack({ recipients }: { readonly recipients: readonly Recipient[] }) {
  if (recipients.length === 0)
    return (
      <Empty title="There is nobody to send to yet">
        <p>
          Take in the file that the administrator of the round sent you. Then you can send your work back.
        </p>
      </Empty>
    );
  return recipients.map((recipient) => (
    <Card
      key={recipient.person}
      title={
        recipient.purpose === 'scores'
          ? `Your scores, to ${recipient.name}`
          : `Your agreed scores and decisions, to ${recipient.name}`
      }
    >
      <p>
        {recipient.purpose === 'scores'
          ? 'Every sheet that you have submitted goes into it. Drafts stay on this computer.'
          : 'Everything that you put on the record here goes into it: moderation, agreed scores and decisions.'}{' '}
        Sending it again later does no harm: what is known already is passed over.
      </p>
      <MakeFile
        recipient={recipient}
        label={recipient.purpose === 'scores' ? 'Make the scores file' : 'Make the decisions file'}
      />
    </Card>
  ));
}
