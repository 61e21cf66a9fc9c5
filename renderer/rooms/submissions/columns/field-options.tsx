import { GENERAL_FIELDS, ITEM_PARTS, type RehearsedTable } from '../../../../shared/domain/wide-table.ts';
import { NOT_USED, partValue } from './choices.ts';

const isDeclaration = (id: string) => id === 'declaration' || id.startsWith('declared-');

/** What a column can be, in groups; made once and shown in every row. */
export function fieldOptions({ transitions }: RehearsedTable) {
  return (
    <>
      <option value={NOT_USED}>Not used</option>
      <optgroup label="Of one standard">
        {ITEM_PARTS.map(({ id, label }) => (
          <option key={id} value={partValue(id)}>
            {label}
          </option>
        ))}
      </optgroup>
      <optgroup label="About the organisation">
        {GENERAL_FIELDS.filter(({ id }) => !isDeclaration(id)).map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </optgroup>
      {transitions.length > 0 && (
        <optgroup label="Offered: Yes or No">
          {transitions.map(({ id, name }) => (
            <option key={id} value={`transition:${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label="Declaration">
        {GENERAL_FIELDS.filter(({ id }) => isDeclaration(id)).map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </optgroup>
    </>
  );
}

export function itemOptions({ items }: RehearsedTable) {
  return (
    <>
      <option value="">Choose the standard</option>
      {items.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  );
}
