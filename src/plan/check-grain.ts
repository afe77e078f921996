import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { compareGrains, grainsFrom, PART_GRAINS } from '../model/grains.js';
import type { DatePart, GrainName } from '../model/types.js';
import type { TimeColumn } from './time-column.js';

/** A time as it is grouped or filtered by: its periods, or a part of them. */
type TimeReading =
  | { readonly kind: 'time'; readonly name: string; readonly grain?: GrainName }
  | { readonly kind: 'part'; readonly name: string; readonly part: DatePart };

/** @throws GRAIN_TOO_FINE where rows don't know the time that exactly */
export function checkGrain(reading: TimeReading, { finest, dimension }: TimeColumn, catalog: SemanticCatalog): void {
  const wanted = reading.kind === 'time' ? catalog.standardGrain(reading.grain ?? 'day') : PART_GRAINS[reading.part];
  if (!finest || compareGrains(wanted, finest) >= 0) return;
  const itself = reading.name === 'metric_time' && dimension ? ` (here "${dimension}")` : '';
  throw new TrellisError(
    'GRAIN_TOO_FINE',
    `"${reading.name}"${itself} is known by ${finest}; it can't be read by ${wanted}. Ask for ${finest} or coarser.`,
    { names: [reading.name, wanted], suggestions: grainsFrom(finest) },
  );
}
