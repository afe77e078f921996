import type { Relation } from '../model/types.js';
import type { Count, Countable } from '../plan/countable.js';
import { countsStatement } from '../sql/counts.js';
import type { Scalar, Statement, Warehouse } from '../warehouse/warehouse.js';
import { within } from '../warehouse/within.js';

/** How long a question waits for counts that are asked for the first time. */
const WAIT_MS = 1_000;
/** Counts are good enough for so long, however often the data changes. */
const KEPT_MS = 3_600_000;
/** What could not be counted is asked again after so long. */
const AGAIN_MS = 600_000;

interface Remembered {
  readonly count: Count | undefined;
  readonly dataVersion: string | undefined;
  readonly at: number;
}

/** @throws what `run` throws, and where the statement must not run */
type Run = (statement: Statement) => Promise<readonly Scalar[]>;

/**
 * How many rows relations have, and how many members their columns: asked of the warehouse when they are first needed,
 * in one statement a relation, and again for another version of the data, but not within an hour, and nobody waits
 * for that.
 */
export class ColumnCounts {
  readonly #remembered = new Map<string, Remembered>();
  readonly #asking = new Map<string, Promise<void>>();
  readonly #run: Run;
  readonly #clock: () => number;

  constructor(warehouse: Pick<Warehouse, 'run'>, allowed: (statement: Statement) => Promise<void>, clock = Date.now) {
    this.#clock = clock;
    this.#run = async (statement) => {
      await allowed(statement);
      const { rows } = await warehouse.run(statement, { tag: { client: 'trellis', operation: 'counts' } });
      return rows[0] ?? [];
    };
  }

  /** What is remembered, however old. */
  countOf(countable: Countable): Count | undefined {
    return this.#remembered.get(keyOf(countable))?.count;
  }

  /**
   * Has the warehouse asked for what is not known, or too old; waits a second at most for what was never asked.
   * Never rejects.
   * @returns whether it has waited
   */
  async refresh(countables: readonly Countable[], dataVersion: string | undefined): Promise<boolean> {
    const missing = countables.filter((countable) => this.#isMissing(countable, dataVersion));
    if (missing.length === 0) return false;
    const idle = missing.filter((countable) => !this.#asking.has(keyOf(countable)));
    for (const group of byRelation(idle)) {
      const asked = this.#ask(group, dataVersion);
      for (const countable of group) this.#asking.set(keyOf(countable), asked);
    }
    const first = missing.filter((countable) => !this.#remembered.has(keyOf(countable)));
    const answers = first.flatMap((countable) => this.#asking.get(keyOf(countable)) ?? []);
    if (answers.length > 0) await within(WAIT_MS, Promise.all(answers));
    return answers.length > 0;
  }

  #isMissing(countable: Countable, dataVersion: string | undefined): boolean {
    const known = this.#remembered.get(keyOf(countable));
    if (!known) return true;
    const age = this.#clock() - known.at;
    if (known.count === undefined) return age >= AGAIN_MS;
    return age >= KEPT_MS && (dataVersion === undefined || dataVersion !== known.dataVersion);
  }

  async #ask(group: readonly Countable[], dataVersion: string | undefined): Promise<void> {
    // The question itself will tell what is wrong.
    const counts = await this.#count(group).catch(() => new Map<string, Count>());
    const at = this.#clock();
    for (const countable of group) {
      const key = keyOf(countable);
      this.#remembered.set(key, { count: counts.get(key), dataVersion, at });
      this.#asking.delete(key);
    }
  }

  /** All of one relation. */
  async #count(group: readonly Countable[]): Promise<ReadonlyMap<string, Count>> {
    const [{ relation }] = group as readonly [Countable];
    const members = columnsOf(group, 'members');
    const ends = columnsOf(group, 'ends');
    const [rows, ...rest] = await this.#run({ sql: countsStatement({ relation, members, ends }), bindings: [] });
    const counts = new Map<string, Count>([[keyOf({ kind: 'rows', relation }), Number(rows)]]);
    members.forEach((sql, index) => {
      counts.set(keyOf({ kind: 'members', relation, sql }), Number(rest[index]));
    });
    ends.forEach((sql, index) => {
      const [first, last] = rest.slice(members.length + 2 * index);
      if (typeof first !== 'string' || typeof last !== 'string') return;
      counts.set(keyOf({ kind: 'ends', relation, sql }), [first, last]);
    });
    return counts;
  }
}

function keyOf(countable: Countable): string {
  const { kind, relation } = countable;
  return JSON.stringify([kind, relationKey(relation), kind === 'rows' ? null : countable.sql]);
}

const relationKey = ({ kind, name }: Relation) => `${kind} ${name}`;

function columnsOf(group: readonly Countable[], kind: 'members' | 'ends'): readonly string[] {
  return [...new Set(group.flatMap((one) => (one.kind === kind ? one.sql : [])))];
}

function byRelation(countables: readonly Countable[]): readonly (readonly Countable[])[] {
  const groups = new Map<string, Countable[]>();
  for (const countable of countables) {
    const key = relationKey(countable.relation);
    groups.set(key, [...(groups.get(key) ?? []), countable]);
  }
  return [...groups.values()];
}
