import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { badRequest, unsupported } from './request-errors.js';

/** Bodies are JSON in UTF-8 as they stand, and nothing else: a form could be sent by a page of any site. */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
    const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1] ?? 'utf-8';
    if (encoding.toLowerCase() !== 'identity' || !/^utf-?8$/i.test(charset)) return done(unsupported());
    if (!isUtf8(body)) return done(badRequest('The body of the request is not valid UTF-8.'));
    return parse(request, body.toString('utf8'), done);
  });
}
