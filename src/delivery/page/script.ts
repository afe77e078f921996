/** What runs in the browser: sends a question's query and shows the answer, short objects on one line each. */
export const SCRIPT = `'use strict';

function show(value, indent) {
  const flat = JSON.stringify(value);
  if (value === null || typeof value !== 'object' || flat.length + indent.length < 100) {
    return value !== null && typeof value === 'object' ? flat.replaceAll('":', '": ').replaceAll(',"', ', "') : flat;
  }
  const deeper = indent + '  ';
  const isList = Array.isArray(value);
  const lines = isList
    ? value.map((item) => deeper + show(item, deeper))
    : Object.entries(value).map(([key, item]) => deeper + JSON.stringify(key) + ': ' + show(item, deeper));
  return (isList ? '[' : '{') + '\\n' + lines.join(',\\n') + '\\n' + indent + (isList ? ']' : '}');
}

async function run(form) {
  const output = form.querySelector('pre');
  const button = form.querySelector('button');
  button.disabled = true;
  output.textContent = 'Asking …';
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: form.querySelector('textarea').value }),
    });
    output.textContent = show(await response.json(), '');
  } catch (error) {
    output.textContent = 'No answer: ' + error.message;
  } finally {
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run(form);
  });
  form.querySelector('textarea').addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}
`;
