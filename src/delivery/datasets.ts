import type { FastifyInstance } from 'fastify';
import { type Dataset, datasetNamed, datasetsOf } from '../engine/datasets.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { Deprecation } from '../model/definitions.js';
import { type ExportOptions, sendExport } from './export.js';
import { EXPORT_FORMATS, exportFormat } from './export-formats.js';
import { ExportParameters } from './export-parameters.js';
import type { RowFormatName } from './formats/index.js';
import { HttpError } from './request-errors.js';

export interface DatasetOptions extends ExportOptions {
  /** Only documents of a list may be run: then what is not a dataset may not be asked either. */
  readonly datasetsOnly: boolean;
}

/** Tables over GET: `/v1/datasets`, `/v1/datasets/NAME.csv` and `/v1/query.csv`, each in every format of rows. */
export function addDatasets(app: FastifyInstance, options: DatasetOptions): void {
  const { catalog } = options.engine;
  const methods = ['GET', 'HEAD'];
  app.get('/v1/datasets', (_request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'private, no-cache')
      .send(`${JSON.stringify({ datasets: datasetsOf(catalog).map(describe) }, null, 2)}\n`),
  );
  app.route<{ Params: { file: string } }>({
    method: methods,
    url: '/v1/datasets/:file',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const { name, ending } = splitEnding(request.params.file);
      const dataset = datasetNamed(catalog, name);
      if (!ending) throw formatless(name);
      const parameters = new ExportParameters(request.url);
      const query = parameters.ofDataset(dataset, catalog, ending === 'csv');
      return sendExport(request, reply, { name, ending, query, format: exportFormat(ending, parameters.csv) }, options);
    },
  });
  for (const ending of EXPORT_FORMATS) {
    app.route({
      method: methods,
      url: `/v1/query.${ending}`,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        if (options.datasetsOnly) throw notAllowed();
        const parameters = new ExportParameters(request.url);
        const query = parameters.ofQuery(catalog, ending === 'csv');
        const format = exportFormat(ending, parameters.csv);
        return sendExport(request, reply, { name: 'query', ending, query, format }, options);
      },
    });
  }
}

/** `weekly_sales.csv` → weekly_sales and csv */
function splitEnding(file: string): { readonly name: string; readonly ending: RowFormatName | undefined } {
  const ending = EXPORT_FORMATS.find((format) => file.endsWith(`.${format}`));
  return { name: ending ? file.slice(0, -ending.length - 1) : file, ending };
}

/** A dataset as `/v1/datasets` lists it. */
function describe({ saved, columns }: Dataset): object {
  const { name, label, description, deprecations } = saved;
  const ending = deprecations.find(({ column }) => column === undefined);
  return {
    name,
    label,
    description,
    ...(ending && { deprecation: announcement(ending) }),
    columns: columns.map(({ column, deprecation, ...rest }) => ({
      ...rest,
      role: column.role,
      type: column.type,
      ...(deprecation && { deprecation: announcement(deprecation) }),
    })),
    urls: Object.fromEntries(EXPORT_FORMATS.map((format) => [format, `/v1/datasets/${name}.${format}`])),
  };
}

function announcement({ column: _column, source: _source, ...said }: Deprecation): object {
  return said;
}

function formatless(name: string): HttpError {
  const addresses = EXPORT_FORMATS.map((format) => `/v1/datasets/${name}.${format}`).join(', ');
  return new HttpError(404, 'NOT_FOUND', `Say in which format: ${addresses}.`);
}

function notAllowed(): TrellisError {
  return new TrellisError(
    'PERSISTED_QUERY_NOT_ALLOWED',
    'Only documents of a list may be run on this server (its setting trustedDocuments). Its datasets may be pulled: /v1/datasets lists them; a saved query in the definitions makes one.',
  );
}
