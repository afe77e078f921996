import type { SemanticCatalog } from '../../model/catalog.js';
import type { Exposure, SavedQuery } from '../../model/definitions.js';
import { metricFilters, metricFormula } from '../../model/describe.js';
import { elementNames, graphqlName } from '../../model/graphql-name.js';
import { allElements, isDimension } from '../../model/joins.js';
import type { Metric } from '../../model/metric-types.js';
import type { Dimension, Entity, Funnel } from '../../model/types.js';
import { elementType } from '../../model/value-types.js';
import { type Html, html, nothing } from './html.js';

export function metricsSection(catalog: SemanticCatalog): Html {
  const rows = [...catalog.metrics.values()].map((metric) => metricRow(catalog, metric));
  return section('metrics', 'Metrics', table('Metrics', ['Name', 'What it means', 'Type', 'Formula', 'Unit'], rows));
}

function metricRow(catalog: SemanticCatalog, metric: Metric): Html {
  const filters = metricFilters(metric).map((text) => html`<br><span class="quiet">where</span> <code>${text}</code>`);
  return html`<tr>
<th scope="row">${named(metric.label, metric.graphqlName ?? graphqlName(metric.name))}</th>
<td>${metric.description}</td>
<td>${metric.type}</td>
<td><code>${metricFormula(catalog, metric)}</code>${filters}</td>
<td>${metric.unit ?? ''}</td>
</tr>`;
}

export function dimensionsSection(catalog: SemanticCatalog): Html {
  const time = html`<tr>
<th scope="row">${named('Time', 'metricTime')}</th>
<td>Each metric's own time, by period.</td>
<td>time</td>
</tr>`;
  const elements = allElements(catalog);
  const names = elementNames(elements);
  const rows = [...elements].map(([name, element]) => dimensionRow(names.get(name) ?? name, element));
  return section('dimensions', 'Dimensions', table('Dimensions', ['Name', 'What it means', 'Type'], [time, ...rows]));
}

function dimensionRow(name: string, element: Dimension | Entity): Html {
  const type = isDimension(element) && element.kind === 'time' ? `time, by ${element.grain}` : elementType(element);
  return html`<tr>
<th scope="row">${named(element.label, name)}</th>
<td>${element.description}</td>
<td>${type}</td>
</tr>`;
}

export function funnelsSection(catalog: SemanticCatalog): Html {
  return section('funnels', 'Funnels', list([...catalog.funnels.values()].map(funnelItem)));
}

function funnelItem({ label, name, graphqlName: own, description, entity, order, window, steps }: Funnel): Html {
  const within = window ? ` within ${window.count} ${window.grain}` : '';
  const how = order === 'strict' ? 'steps in order' : 'steps in any order';
  return html`<li>${named(label, own ?? graphqlName(name))}
<p>${description}</p>
<p class="quiet">${steps.map((step) => step.label).join(' → ')}; counts ${entity}, ${how}${within}.</p></li>`;
}

export function savedQueriesSection({ definitions: { savedQueries } }: SemanticCatalog): Html {
  return section('saved-queries', 'Saved queries', list(savedQueries.map(savedQueryItem)));
}

function savedQueryItem({ label, name, description, metrics, groupBy }: SavedQuery): Html {
  return html`<li>${named(label, name)}
<p>${description}</p>
<p class="quiet"><code>${metrics.join(', ')}</code>${groupBy.length > 0 ? html` by <code>${groupBy.join(', ')}</code>` : nothing}.
As a table: <a href="/v1/datasets/${name}.csv">CSV</a>, <a href="/v1/datasets/${name}.json">JSON</a></p></li>`;
}

export function exposuresSection({ definitions: { exposures } }: SemanticCatalog): Html {
  return section('exposures', 'Exposures', list(exposures.map(exposureItem)));
}

function exposureItem({ label, name, description, type, url, maturity, owner }: Exposure): Html {
  const isLink = url !== undefined && /^https?:\/\//i.test(url);
  const who = [owner.name, owner.email].filter((each) => each !== undefined).join(', ');
  return html`<li>${named(label, name)}
<p>${description}</p>
<p class="quiet">${type}${maturity ? `, ${maturity} maturity` : ''}. Owner: ${who || 'nobody'}.
${isLink ? html`<a href="${url}" rel="noreferrer">${url}</a>` : nothing}</p></li>`;
}

function named(label: string, name: string): Html {
  return html`<strong>${label}</strong><br><code>${name}</code>`;
}

function section(id: string, title: string, body: Html): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>`;
}

/** A wide table scrolls in its own box, which the keyboard can reach. */
function table(name: string, columns: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${rows}
</tbody>
</table></div>`;
}

function list(items: readonly Html[]): Html {
  return items.length === 0 ? html`<p class="quiet">None.</p>` : html`<ul>${items}</ul>`;
}
