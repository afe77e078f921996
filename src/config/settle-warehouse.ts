import { type Names, problemsOf } from './problems.js';
import { type WarehouseKind, warehouses } from './settings.js';
import type { WarehouseConfig } from './shape.js';
import { type Attendance, settleLogin } from './snowflake/login.js';
import { snowflakeSettings } from './snowflake/settings.js';

export interface SettledWarehouse {
  /** Absent where there are problems. */
  readonly warehouse?: WarehouseConfig;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

interface WarehouseContext {
  readonly names: Names;
  /** Whose word each setting is; a larger number goes before a smaller one. */
  readonly ranks: ReadonlyMap<string, number>;
  readonly attendance: Attendance;
}

/** The settings of a kind of warehouse, checked. */
export function settleWarehouse(
  kind: WarehouseKind,
  values: object,
  { names, ranks, attendance }: WarehouseContext,
): SettledWarehouse {
  if (kind !== 'snowflake') {
    const { data, error } = warehouses[kind].safeParse({ ...values, kind });
    return { ...(data && { warehouse: data }), problems: problemsOf(error, 'warehouse.', names, kind), warnings: [] };
  }
  const { data, error } = snowflakeSettings.safeParse({ ...values, kind });
  if (data === undefined) return { problems: problemsOf(error, 'warehouse.', names, kind), warnings: [] };
  const places = {
    name: (key: string) => names.written.get(`warehouse.${key}`)?.label ?? names.unwritten(`warehouse.${key}`),
    rank: (key: string) => ranks.get(`warehouse.${key}`) ?? -1,
  };
  const { login, problems, warnings } = settleLogin(data, places, attendance);
  return { ...(problems.length === 0 && { warehouse: login }), problems, warnings };
}
