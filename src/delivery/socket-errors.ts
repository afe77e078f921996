import type { Socket } from 'node:net';
import type { HttpCode } from './request-errors.js';

interface Answer {
  readonly status: string;
  readonly code: HttpCode;
  readonly message: string;
}

/** What could not even be read as HTTP is answered on the socket itself, in the form in which GraphQL answers. */
export function answerSocketError(error: NodeJS.ErrnoException, socket: Socket, maxHeaderBytes: number): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const { status, code, message } = answerTo(error.code, maxHeaderBytes);
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const headers = `content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\nconnection: close\r\n\r\n${body}`);
}

function answerTo(errorCode: string | undefined, maxHeaderBytes: number): Answer {
  switch (errorCode) {
    case 'HPE_HEADER_OVERFLOW': {
      const message = `An address and its headers hold at most ${maxHeaderBytes} bytes. Send long queries by POST.`;
      return { status: '431 Request Header Fields Too Large', code: 'HEADERS_TOO_LARGE', message };
    }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: '408 Request Timeout', code: 'BAD_REQUEST', message: 'The request did not come to its end.' };
    default:
      return { status: '400 Bad Request', code: 'BAD_REQUEST', message: 'The request is not valid HTTP.' };
  }
}
