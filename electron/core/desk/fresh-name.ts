import { randomBytes } from 'node:crypto';

/** A name for the record that says nothing: "o-4fa0c2d19b". */
export function freshName(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`;
}
