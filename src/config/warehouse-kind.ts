import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { type WarehouseKind, warehouseKinds, warehouses } from './settings.js';
import type { Source, Written } from './sources.js';

export interface ChosenKind {
  readonly name: WarehouseKind | undefined;
  /** The index of the source that chose it; -1 for the default. */
  readonly rank: number;
  readonly problems: readonly string[];
}

/** The last source that names a kind decides it. */
export function chooseKind(sources: readonly Source[]): ChosenKind {
  for (let rank = sources.length - 1; rank >= 0; rank--) {
    const written = sources[rank]!.written.find(({ setting }) => setting === 'warehouse.kind');
    if (written === undefined) continue;
    const name = warehouseKinds.find((each) => each === written.value);
    const near = didYouMean(nearestNames(String(written.value), warehouseKinds));
    const problems = name === undefined ? [`${written.label} must be one of ${warehouseKinds.join(', ')}.${near}`] : [];
    return { name, rank, problems };
  }
  return { name: 'demo', rank: -1, problems: [] };
}

/** `--data` over a file that describes Snowflake: what the file says of Snowflake is not meant any more. */
export function relevant({ written }: Source, rank: number, kind: ChosenKind): readonly Written[] {
  const own = written.find(({ setting }) => setting === 'warehouse.kind');
  const isOtherKind = own !== undefined && own.value !== kind.name;
  const known = kind.name === undefined ? {} : warehouses[kind.name].shape;
  return written.filter(({ setting }) => {
    if (!setting.startsWith('warehouse.')) return true;
    return rank >= kind.rank || (!isOtherKind && setting.slice('warehouse.'.length) in known);
  });
}
