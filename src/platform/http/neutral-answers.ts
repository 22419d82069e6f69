import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { unexpected } from '../graphql/index.js';
import { LOG, type Log } from '../log.js';

/** What is answered where nothing of ours answers, by status: the same words for everybody, and nothing of what was sent. */
const WORDS: Record<number, readonly [code: string, message: string]> = {
  400: ['BAD_REQUEST', 'This request cannot be read.'],
  401: ['UNAUTHENTICATED', 'Sign in first.'],
  403: ['FORBIDDEN', 'Requests from other sites are not taken: open this one at its own address.'],
  404: ['NOT_FOUND', 'There is nothing here.'],
  405: ['BAD_REQUEST', 'Nothing here answers to this method.'],
  408: ['BAD_REQUEST', 'This request took too long to arrive.'],
  413: ['BAD_REQUEST', 'This request is too large.'],
  415: ['BAD_REQUEST', 'Requests are sent as application/json.'],
  421: ['BAD_REQUEST', 'This server does not go by the name that was asked for: see PUBLIC_ORIGIN.'],
  429: ['TOO_MANY_REQUESTS', 'This was tried too often: wait a little.'],
  431: ['BAD_REQUEST', 'The headers of this request are too large.'],
  503: [
    'TOO_COMPLEX',
    'This took too long and was stopped. Nothing is half written: look whether it was done before you try again.',
  ],
};
const SOME_REFUSAL = [400, ['BAD_REQUEST', 'This request cannot be read.']] as const;

export interface NeutralAnswer {
  status: number;
  body: { errors: { message: string; extensions: { code: string } }[] };
}

/** In the shape of every other error here. A status that has no words is answered like a request that cannot be read. */
export function neutralAnswer(asked: number): NeutralAnswer {
  const words = WORDS[asked];
  const [status, [code, message]] = words ? ([asked, words] as const) : SOME_REFUSAL;
  return { status, body: { errors: [{ message, extensions: { code } }] } };
}

export function refuse(reply: FastifyReply, status: number): void {
  const answer = neutralAnswer(status);
  void reply.code(answer.status).type('application/json; charset=utf-8').send(answer.body);
}

/** Errors outside GraphQL: an unknown address, a body that cannot be read, what nobody foresaw. Within GraphQL they have a formatter of their own. */
@Catch()
export class NeutralAnswers implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = statusOf(error);
    if (status < 500) refuse(reply, status);
    else void reply.code(500).send({ errors: [unexpected(this.log, error, 'a request failed')] });
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

/** What is no HTTP at all, or too much of it, gets no further than the connection: answered there, which is then closed. */
export function answerNoHttp(error: Error & { code?: string }, socket: Socket, headers: Record<string, string>): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const asked = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }[error.code ?? ''] ?? 400;
  const { status, body } = neutralAnswer(asked);
  const text = JSON.stringify(body);
  const lines = {
    ...headers,
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${text}`);
}
