import { TrellisError } from '../../errors/trellis-error.js';
import type { Explanation, ResultSet } from '../warehouse.js';

interface Operation {
  readonly operation?: string;
  readonly objects?: readonly string[];
  readonly expressions?: readonly string[];
  readonly partitionsAssigned?: number;
  readonly partitionsTotal?: number;
  readonly bytesAssigned?: number;
  readonly id?: number;
  readonly parentOperators?: readonly number[];
}

interface Plan {
  readonly GlobalStats?: {
    readonly partitionsTotal?: number;
    readonly partitionsAssigned?: number;
    readonly bytesAssigned?: number;
  };
  /** By step. */
  readonly Operations?: readonly (readonly Operation[])[];
}

/** One row, one column of JSON: https://docs.snowflake.com/en/sql-reference/sql/explain */
export function explainStatement(sql: string): string {
  return `explain using json ${sql}`;
}

/** What `EXPLAIN USING JSON` answered, as an indented tree, with its sums. */
export function explanationOf({ rows }: ResultSet): Explanation {
  const plan = parse(rows[0]?.[0]);
  const { bytesAssigned, partitionsAssigned, partitionsTotal } = plan.GlobalStats ?? {};
  const isTold = bytesAssigned !== undefined && partitionsAssigned !== undefined;
  return {
    text: (plan.Operations ?? []).flatMap(treeOf).join('\n'),
    ...(isTold && {
      scan: {
        bytes: bytesAssigned,
        partitions: partitionsAssigned,
        partitionsTotal: partitionsTotal ?? partitionsAssigned,
      },
    }),
  };
}

function parse(value: unknown): Plan {
  try {
    return JSON.parse(String(value)) as Plan;
  } catch (cause) {
    throw new TrellisError(
      'WAREHOUSE_REJECTED',
      'Snowflake explained the statement in a form that Trellis does not know.',
      { cause },
    );
  }
}

/** A line for each operation of a step, below the one that it hands its rows to. */
function treeOf(operations: readonly Operation[]): readonly string[] {
  const depths = new Map<number, number>();
  return operations.map((one, index) => {
    const parents = (one.parentOperators ?? []).map((parent) => depths.get(parent) ?? 0);
    const depth = parents.length > 0 ? Math.max(...parents) + 1 : 0;
    depths.set(one.id ?? index, depth);
    return `${'  '.repeat(depth)}${lineOf(one)}`;
  });
}

function lineOf({
  operation,
  objects,
  expressions,
  partitionsAssigned,
  partitionsTotal,
  bytesAssigned,
}: Operation): string {
  const what = [operation ?? 'Operation', ...(objects ?? [])].join(' ');
  const scan =
    partitionsAssigned === undefined
      ? ''
      : ` [${partitionsAssigned} of ${partitionsTotal ?? partitionsAssigned} partitions, ${bytesAssigned ?? 0} bytes]`;
  return `${what}${scan}${expressions?.length ? `: ${expressions.join(', ')}` : ''}`;
}
