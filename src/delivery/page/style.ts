/** The page's style sheet: system fonts, two palettes, one column on a phone. */
export const STYLE = `:root {
  color-scheme: light dark;
  --text: #1c2620;
  --quiet: #55615a;
  --paper: #fdfdfb;
  --panel: #f1f4ef;
  --line: #d3dad2;
  --accent: #1d6b3f;
  --on-accent: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6ebe6;
    --quiet: #a9b5ac;
    --paper: #141a16;
    --panel: #1d2520;
    --line: #37423a;
    --accent: #7fd3a0;
    --on-accent: #0d1a12;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 70rem;
  padding: 1rem 1.25rem 4rem;
  background: var(--paper);
  color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
}
h1 { margin-bottom: 0; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: 0.25rem; }
h3 { margin-bottom: 0.25rem; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, textarea:focus-visible, .scroll:focus-visible, pre:focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
}
.quiet { color: var(--quiet); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; list-style: none; }
code, pre, textarea { font: 0.875rem/1.5 ui-monospace, monospace; }
td code { overflow-wrap: anywhere; }
label { display: block; margin: 0.25rem 0; color: var(--quiet); }
textarea {
  display: block;
  width: 100%;
  padding: 0.5rem 0.75rem;
  border: 1px solid var(--quiet);
  border-radius: 4px;
  background: var(--panel);
  color: var(--text);
  resize: vertical;
}
button {
  margin: 0.5rem 0;
  padding: 0.5rem 1.5rem;
  border: 0;
  border-radius: 4px;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  cursor: pointer;
}
pre { margin: 0; max-height: 30rem; overflow: auto; padding: 0.75rem; border-radius: 4px; background: var(--panel); }
pre:empty { display: none; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
`;
