import {
  gateFigure,
  gateTitle,
  judgementInWords,
  outcomeInWords,
} from '../../../shared/domain/requirement-words.ts';
import { Facts } from '../../components/page.tsx';
import type { Moderated } from './moderated.ts';

/** Where the submission stands: what is settled, each requirement's figures, and what the rule would propose. */
export function StandingFacts({ moderated }: { readonly moderated: Moderated }) {
  const { agreement, standing, judgement } = moderated;
  const settled = agreement.toSettle === 0;
  const said = settled ? judgement : standing;
  return (
    <Facts
      facts={[
        ['Sheets agree on', `${agreement.alike} of ${agreement.items}`],
        ...(settled ? [] : ([['To settle', String(agreement.toSettle)]] as const)),
        ...said.gates.map((gate) => [gateTitle(gate), gateFigure(gate)] as const),
        [
          settled ? 'The rule proposes' : 'As it stands, the rule would propose',
          said.proposed === undefined ? judgementInWords(said) : outcomeInWords(said.proposed),
        ],
      ]}
    />
  );
}
