import { DATE_PARTS } from '../model/types.js';
import { defineEnum, type EnumRef } from './define.js';
import type { Naming } from './naming.js';

/** The enums of one schema; those of metrics, dimensions and funnels come from the definitions. */
export interface Enums {
  readonly Metric: EnumRef;
  readonly Dimension: EnumRef;
  readonly Field: EnumRef;
  readonly Funnel: EnumRef | undefined;
  readonly TimeGrain: EnumRef;
  readonly DatePart: EnumRef;
  readonly Direction: EnumRef;
  readonly ValueAs: EnumRef;
  readonly NumberFormat: EnumRef;
  readonly ColumnRole: EnumRef;
  readonly ColumnType: EnumRef;
  readonly WarningCode: EnumRef;
  readonly MetricStatus: EnumRef;
  readonly DropOffMeasure: EnumRef;
  readonly LineageKind: EnumRef;
}

const upper = (values: readonly string[]) => values.map((value) => ({ name: value.toUpperCase(), value }));

export function defineEnums(naming: Naming): Enums {
  const metrics = naming.metrics.map(({ name, metric }) => ({
    name,
    value: metric.name,
    description: metric.description,
  }));
  const dimensions = naming.dimensions.map(({ name, dbtName, description }) => ({ name, value: dbtName, description }));
  const funnels = naming.funnels.map(({ name, funnel }) => ({
    name,
    value: funnel.name,
    description: funnel.description,
  }));
  const grains = naming.grains.map(({ grain, ...named }) => ({ ...named, value: grain }));
  return {
    Metric: defineEnum('Metric', 'Every metric of the definitions.', metrics),
    Dimension: defineEnum('Dimension', 'Everything that metrics can be grouped and filtered by.', dimensions),
    Field: defineEnum('Field', 'What rows can be ordered by: a metric, or a dimension that is grouped by.', [
      ...dimensions,
      ...metrics,
    ]),
    Funnel: funnels.length > 0 ? defineEnum('Funnel', 'Every funnel of the definitions.', funnels) : undefined,
    TimeGrain: defineEnum('TimeGrain', 'Length of a period. Weeks start on Monday.', grains),
    DatePart: defineEnum('DatePart', 'A part of a time, as a number. DOW is Monday 1 to Sunday 7.', upper(DATE_PARTS)),
    Direction: defineEnum('Direction', 'NULL comes last in both directions.', upper(['asc', 'desc'])),
    ValueAs: defineEnum('ValueAs', 'What is shown of a metric.', [
      { name: 'VALUE', value: 'value', description: 'The value; with compareTo the value there.' },
      {
        name: 'CHANGE',
        value: 'change',
        description: 'The value less the one compared to; null where one is missing.',
      },
      {
        name: 'CHANGE_RATE',
        value: 'change_rate',
        description: 'The change as a share of the value compared to; null where that is 0.',
      },
      {
        name: 'SHARE_OF_TOTAL',
        value: 'share_of_total',
        description: "The value over that of totals, with compareTo over totals' there; null where that is 0.",
      },
    ]),
    NumberFormat: defineEnum(
      'NumberFormat',
      'How a table writes numbers: as JSON numbers, or as exact text.',
      upper(['number', 'string']),
    ),
    ColumnRole: defineEnum('ColumnRole', 'Whether a column groups or measures.', upper(['key', 'metric'])),
    ColumnType: defineEnum(
      'ColumnType',
      'The type of a column.',
      upper(['string', 'long', 'decimal', 'double', 'boolean', 'date', 'datetime']),
    ),
    WarningCode: defineEnum('WarningCode', 'What to know about an answer before it is trusted.', [
      { name: 'RUNNING_PERIOD', value: 'RUNNING_PERIOD', description: 'The last period is not over yet.' },
    ]),
    MetricStatus: defineEnum(
      'MetricStatus',
      'Where a metric stands in its life.',
      upper(['draft', 'certified', 'deprecated']),
    ),
    DropOffMeasure: defineEnum(
      'DropOffMeasure',
      'By share of the step before, or by number.',
      upper(['rate', 'count']),
    ),
    LineageKind: defineEnum('LineageKind', 'What a node of a lineage is.', [
      { name: 'METRIC', value: 'metric' },
      { name: 'MEASURE', value: 'measure' },
      { name: 'MODEL', value: 'model', description: 'A semantic model.' },
      { name: 'TABLE', value: 'table', description: 'Of the warehouse, or a SELECT of the definitions in its place.' },
      { name: 'COLUMN', value: 'column' },
    ]),
  };
}
