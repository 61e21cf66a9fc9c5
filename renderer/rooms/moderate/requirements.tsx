import type { ItemId } from '../../../shared/domain/ids.ts';
import { gateFigure, gateTitle, gateVerdictInWords } from '../../../shared/domain/requirement-words.ts';
import { Link } from '../../components/button.tsx';
import { Tag } from '../../components/tag.tsx';
import { lookOfVerdict } from '../standards/try-the-rule.tsx';
import styles from './decision.module.css';
import { itemName, type Moderated } from './moderated.ts';

/** Each requirement of the award rule, by the agreed scores alone. */
export function Requirements({ moderated }: { readonly moderated: Moderated }) {
  const { judgement } = moderated;
  return (
    <section aria-label="Requirements">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Requirement</th>
            <th scope="col">Figures</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {judgement.gates.map((gate) => (
            <tr key={gateTitle(gate)}>
              <th scope="row">
                {gateTitle(gate)}
                {gate.kind === 'section' && <span className={styles.soft}>{gate.title}</span>}
              </th>
              <td>
                <b>{gateFigure(gate)}</b>
                {gate.kind === 'mandatory' && gate.failing.length > 0 && (
                  <span className={styles.soft}>
                    Not met: <Items moderated={moderated} items={gate.failing} />
                  </span>
                )}
              </td>
              <td>
                <Tag look={lookOfVerdict(gate.verdict)}>{gateVerdictInWords(gate)}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Items({ moderated, items }: { readonly moderated: Moderated; readonly items: readonly ItemId[] }) {
  return items.map((item, index) => (
    <span key={item}>
      {index > 0 && '; '}
      <Link to={`/moderate/${moderated.view.submission}/at/${item}`}>{itemName(moderated, item)}</Link>
    </span>
  ));
}
