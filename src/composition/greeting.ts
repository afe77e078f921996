import type { Config, WarehouseConfig } from '../config/config.js';
import { type Example, examplesOf } from '../delivery/examples.js';
import type { TableWarning } from '../engine/check/table-warnings.js';
import type { StaleDocument } from '../graphql/index.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { allElements } from '../model/joins.js';
import type { Service } from './open-service.js';
import { VERSION } from './version.js';

/** The list of documents to which a server is confined. */
export interface TrustedDocuments {
  readonly count: number;
  readonly stale: readonly StaleDocument[];
}

/** What a server says when it is up: what it serves, where, and what to ask it first. */
export function greeting(
  config: Config,
  { catalog, read, clock, warnings }: Service,
  url: string,
  trusted?: TrustedDocuments,
): string {
  const { definitions, project, warehouse, connection } = config;
  const from = project?.target ? `profile ${project.target}` : connection && `connection ${connection}`;
  const examples = trusted ? [] : examplesOf(catalog);
  return [
    `Trellis ${VERSION}`,
    `  definitions  ${project?.root ?? definitions}: ${describeDefinitions(catalog)}`,
    ...read.origin.map(([heading, text]) => `  ${heading.padEnd(11)}  ${text}`),
    `  warehouse    ${describeWarehouse(warehouse)}${from ? ` (${from})` : ''}`,
    `  clock        data before ${clock.now()} counts (${clock.origin})`,
    ...(trusted ? [`  documents    ${count(trusted.count, 'trusted document')}, and no others`] : []),
    ...[...config.warnings, ...read.warnings].map((warning) => `  warning      ${warning}`),
    ...warnings.map(describeWarning),
    ...(trusted?.stale ?? []).map(describeStale),
    '',
    `Listening on ${url}`,
    ...(examples.length > 0 ? ['', `Queries to try, in the boxes of ${url}/ or in a terminal:`] : []),
    ...examples.map((example) => `\n${describeExample(example, url)}`),
    '',
  ].join('\n');
}

export function describeDefinitions(catalog: SemanticCatalog): string {
  const { models, savedQueries, exposures } = catalog.definitions;
  return [
    count(models.length, 'semantic model'),
    count(catalog.metrics.size, 'metric'),
    count(allElements(catalog).size, 'dimension'),
    count(catalog.funnels.size, 'funnel'),
    savedQueries.length === 1 ? '1 saved query' : `${savedQueries.length} saved queries`,
    count(exposures.length, 'exposure'),
  ].join(', ');
}

export function describeWarehouse(warehouse: WarehouseConfig): string {
  switch (warehouse.kind) {
    case 'demo':
      return `the Greenery plant shop (demo data, scale ${warehouse.scale}) on embedded DuckDB`;
    case 'folder':
      return `the files in ${warehouse.path} on embedded DuckDB`;
    case 'duckdb':
      return `the DuckDB file ${warehouse.file}`;
    case 'snowflake':
      return `Snowflake, account ${warehouse.account}`;
  }
}

function describeWarning({ messages, metrics, funnels, groupings }: TableWarning): string {
  const disabled = [
    ...(metrics.length > 0 ? [`metrics ${metrics.join(', ')}`] : []),
    ...(funnels.length > 0 ? [`funnels ${funnels.join(', ')}`] : []),
    ...groupings.map(({ askers, dimensions }) => `${askers.join(', ')} by ${dimensions.join(', ')}`),
  ];
  const lost = disabled.length > 0 ? ` Until then can't be asked: ${disabled.join('; ')}.` : '';
  return `  warning      ${messages.join(' ')}${lost}`;
}

function describeStale({ id, operations, reasons }: StaleDocument): string {
  const what = operations.length > 0 ? `"${operations.join('", "')}" (${id})` : `"${id}"`;
  return `  warning      Trusted document ${what} can't be run: ${reasons.join(' ')}`;
}

/** GraphQL on one line is JSON in single quotes for a shell. */
function describeExample({ question, query }: Example, url: string): string {
  const body = JSON.stringify({ query: query.replace(/\s+/g, ' ') }).replaceAll("'", '\\u0027');
  return `# ${question}\ncurl -s ${url}/graphql -H 'content-type: application/json' -d '${body}'`;
}

const count = (many: number, what: string) => `${many} ${what}${many === 1 ? '' : 's'}`;
