import type { SemanticCatalog } from '../../model/catalog.js';
import type { Example } from '../examples.js';
import {
  dimensionsSection,
  exposuresSection,
  funnelsSection,
  metricsSection,
  savedQueriesSection,
} from './catalogue.js';
import { type Html, html } from './html.js';

export interface PageContent {
  readonly catalog: SemanticCatalog;
  readonly examples: readonly Example[];
  /** What is asked: "demo (the Greenery plant shop, scale 1)". */
  readonly warehouse: string;
  /** Data before it counts; RFC 3339. */
  readonly now: string;
}

/** The page at `/`: what this is, questions to try, and the catalogue. Nothing in it loads from elsewhere. */
export function renderPage(content: PageContent): string {
  const { catalog, examples, warehouse, now } = content;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trellis: metrics over GraphQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
<script src="/page.js" defer></script>
</head>
<body>
<header>
<h1>Trellis</h1>
<p>Metrics, defined once in dbt's semantic-layer format, served as typed GraphQL rows.</p>
<p class="quiet">Warehouse: ${warehouse}. Data before ${now} counts.</p>
<nav aria-label="On this page"><ul>
<li><a href="#questions">Questions</a></li>
<li><a href="#metrics">Metrics</a></li>
<li><a href="#dimensions">Dimensions</a></li>
<li><a href="#funnels">Funnels</a></li>
<li><a href="#saved-queries">Saved queries</a></li>
<li><a href="#exposures">Exposures</a></li>
</ul></nav>
</header>
<main>
${questionsSection(examples)}
${linksSection()}
${metricsSection(catalog)}
${dimensionsSection(catalog)}
${funnelsSection(catalog)}
${savedQueriesSection(catalog)}
${exposuresSection(catalog)}
</main>
</body>
</html>
`.text;
}

function questionsSection(examples: readonly Example[]): Html {
  return html`<section id="questions" aria-labelledby="questions-title">
<h2 id="questions-title">Questions</h2>
<p>Change a query as you like and run it, with the button or with Ctrl and Enter.</p>
<noscript><p>The buttons need JavaScript. Without it, send the queries to /graphql, as the links below say.</p></noscript>
${examples.map(questionForm)}
</section>`;
}

function questionForm({ question, query }: Example, index: number): Html {
  const id = `query-${index + 1}`;
  return html`<form>
<h3>${question}</h3>
<label for="${id}">GraphQL query</label>
<textarea id="${id}" rows="${query.split('\n').length + 1}" spellcheck="false" autocomplete="off">
${query}</textarea>
<button type="submit" aria-label="Run: ${question}">Run</button>
<pre role="status" aria-label="Answer" tabindex="0"></pre>
</form>`;
}

function linksSection(): Html {
  return html`<section id="links" aria-labelledby="links-title">
<h2 id="links-title">For programs</h2>
<ul>
<li><a href="/graphql">/graphql</a> takes queries: POST, with <code>content-type: application/json</code> and a body such as <code>{"query": "{ catalog { metrics { name } } }"}</code>.</li>
<li><a href="/schema.graphql">/schema.graphql</a> is the schema, for code generators and editors.</li>
<li><a href="/livez">/livez</a> answers 200 while the server runs.</li>
</ul>
</section>`;
}
