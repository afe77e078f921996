import type { Binding } from '../../../src/warehouse/warehouse.js';
import { StatementError } from './failures.js';
import type { WireBindings } from './options.js';

/** What the driver sent, as values in the order of the statement's `?`. */
export function bindingsOf(wire: WireBindings): Binding[] {
  return Array.from({ length: Object.keys(wire).length }, (_, index) => {
    const bound = wire[String(index + 1)];
    if (bound === undefined) throw new StatementError('002049', '42601', 'Bind variable not set.');
    return read(bound.type, bound.value);
  });
}

function read(type: string, value: unknown): Binding {
  if (value === null) return null;
  if (typeof value === 'string') {
    switch (type) {
      case 'TEXT':
        return value;
      case 'BOOLEAN':
        return value === 'true';
      case 'FIXED':
      case 'REAL':
        if (value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
        throw new StatementError('100038', '22018', `Numeric value '${value}' is not recognized`);
    }
  }
  throw new StatementError('002086', '42601', `Bindings of type ${type} are not served.`);
}
