import { readTextQuestion, splitNames, type TextQuestion } from '../api/text-question.js';
import { type Dataset, narrowedDataset } from '../engine/datasets.js';
import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { cut, TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { MetricQuery } from '../plan/query.js';

/** How the cells of CSV are written; other formats have no choice. */
export interface CsvChoice {
  /** A byte order mark first, by which Excel knows UTF-8 when it opens a file. */
  readonly bom: boolean;
  /** Texts as they are, those that a spreadsheet takes for formulas too. */
  readonly raw: boolean;
}

/** What narrows the rows of any table. */
const NARROWING = ['from', 'to', 'last', 'timeZone', 'where', 'having', 'orderBy', 'limit'] as const;
const AD_HOC = ['metrics', 'groupBy', 'grain', 'compareTo', 'show', 'fill', ...NARROWING] as const;
const CSV = ['bom', 'raw'] as const;

/** The parameters of an address, each once but for `where`, none of them empty. */
export class ExportParameters {
  private readonly search: URLSearchParams;

  constructor(url: string) {
    const at = url.indexOf('?');
    this.search = new URLSearchParams(at < 0 ? '' : url.slice(at));
  }

  /** @throws QUERY_INVALID, UNKNOWN_DIMENSION, TIME_RANGE_INVALID, DIMENSION_NOT_GROUPED */
  ofDataset(dataset: Dataset, catalog: SemanticCatalog, isCsv: boolean): MetricQuery {
    this.check([...NARROWING, ...(isCsv ? CSV : [])]);
    const { metrics: _none, groupBy: _all, ...more } = readTextQuestion(this.narrowing(), catalog, (key) => key);
    return narrowedDataset(dataset, more);
  }

  /** @throws QUERY_INVALID, UNKNOWN_DIMENSION, TIME_RANGE_INVALID */
  ofQuery(catalog: SemanticCatalog, isCsv: boolean): MetricQuery {
    this.check([...AD_HOC, ...(isCsv ? CSV : [])]);
    const [metrics, groupBy] = [this.names('metrics'), this.groupBy()];
    if (metrics.length === 0 && groupBy.length === 0) {
      throw new TrellisError(
        'QUERY_INVALID',
        'Ask something: metrics=NAME,… or groupBy=NAME,…; /v1/datasets lists tables that are ready.',
      );
    }
    const shown = { compareTo: this.one('compareTo'), show: this.search.has('show') ? this.names('show') : undefined };
    const question = { ...this.narrowing(), metrics, groupBy, ...shown, fill: this.flag('fill') };
    return readTextQuestion(question, catalog, (key) => key);
  }

  get csv(): CsvChoice {
    return { bom: this.flag('bom'), raw: this.flag('raw') };
  }

  private narrowing(): TextQuestion {
    const limit = this.one('limit');
    if (limit !== undefined && !/^\d{1,15}$/.test(limit)) throw invalid('limit', 'a whole number from 0');
    const last = this.one('last');
    if (last !== undefined && (this.search.has('from') || this.search.has('to'))) {
      throw new TrellisError('QUERY_INVALID', 'Give last, or from and to, not both.', { names: ['last'] });
    }
    return {
      from: this.one('from'),
      to: this.one('to'),
      last,
      timeZone: this.one('timeZone'),
      where: this.search.getAll('where'),
      having: this.one('having'),
      orderBy: this.names('orderBy'),
      limit: limit === undefined ? undefined : Number(limit),
    };
  }

  /** `grain=week` is the grain of metric_time, which is grouped by first unless it stands among the others. */
  private groupBy(): readonly string[] {
    const [names, grain] = [this.names('groupBy'), this.one('grain')];
    if (grain === undefined) return names;
    const named = names.find((name) => /\bmetric_time__/i.test(name));
    if (named) {
      throw new TrellisError('QUERY_INVALID', `grain says again what groupBy says with "${cut(named)}". Give one.`, {
        names: ['grain'],
      });
    }
    const time = `metric_time__${grain}`;
    const isTime = (name: string) => name.toLowerCase() === 'metric_time';
    return names.some(isTime) ? names.map((name) => (isTime(name) ? time : name)) : [time, ...names];
  }

  private one(name: string): string | undefined {
    return this.search.get(name) ?? undefined;
  }

  private names(name: string): readonly string[] {
    return splitNames(this.one(name) ?? '');
  }

  private flag(name: string): boolean {
    const value = this.one(name) ?? '0';
    if (value === '1' || value === '0') return value === '1';
    throw invalid(name, '1 or 0');
  }

  private check(known: readonly string[]): void {
    for (const name of new Set(this.search.keys())) {
      if (!known.includes(name)) {
        const suggestions = nearestNames(name, known);
        const all = ` There are ${known.join(', ')}.`;
        throw new TrellisError(
          'QUERY_INVALID',
          `There is no parameter "${name}" here.${didYouMean(suggestions) || all}`,
          { names: [name], suggestions },
        );
      }
      const values = this.search.getAll(name);
      if (values.length > 1 && name !== 'where') throw invalid(name, 'given once');
      // An empty cell of a workbook is no "all there is".
      if (values.some((value) => value.trim() === '')) throw invalid(name, 'left out where there is nothing to say');
    }
  }
}

function invalid(name: string, accepted: string): TrellisError {
  return new TrellisError('QUERY_INVALID', `${name} must be ${accepted}.`, { names: [name] });
}
