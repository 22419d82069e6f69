import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ActorOfRequest, type Actor } from '../../identity/index.js';
import { refuse } from '../../platform/http/index.js';
import { RunImport, type Uploaded } from './run-import.js';

/** A directory of four thousand services is 8 MB. */
const LIMITS = { fileSize: 64 * 1024 * 1024, files: 40, fields: 4, fieldSize: 200, parts: 44 };
const READABLE = /\.(csv|json|jsonl|ndjson)$/i;

/** What is wrong with an upload, by field, as everywhere else. */
class UploadRefused extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * `POST /imports`: files of HSDS as a form (`multipart/form-data`; fields `source` and `rehearsal` before the files), which GraphQL's 64 kB could not
 * carry. Answers with the import's id; everything else about it is asked by GraphQL. Administrators only: to everybody else there is nothing here.
 */
@Injectable()
export class ImportUpload implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly actors: ActorOfRequest,
    private readonly imports: RunImport,
  ) {}

  onModuleInit(): void {
    // In a command there is no server, whatever the type says.
    const { httpAdapter } = this.http as Partial<HttpAdapterHost>;
    if (!httpAdapter) return;
    const instance = httpAdapter.getInstance<FastifyInstance>();
    // Not awaited: that would close the list of what may still be set, and how errors are answered is set after this. It is in place when the house is ready.
    void instance.register(async (scope: FastifyInstance) => {
      await scope.register(multipart, { limits: LIMITS });
      scope.post('/imports', (request, reply) => this.#take(request, reply));
    });
  }

  async #take(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const actor = await this.actors.of(request.headers);
    if (!actor || actor.mustEnrol || !actor.is('ADMINISTRATOR')) {
      refuse(reply, 404);
      return;
    }
    if (!request.isMultipart()) {
      refuse(reply, 415);
      return;
    }
    await this.#begin(actor, request, reply);
  }

  async #begin(actor: Actor, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'alongside-import-'));
    try {
      const uploaded = await receive(request, folder);
      const id = await this.imports.start(actor, uploaded);
      await reply.code(202).send({ data: { id } });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      if (!(error instanceof UploadRefused)) throw error;
      const problems = [{ path: error.path, message: error.message }];
      const extensions = { code: 'BAD_USER_INPUT', problems };
      await reply.code(400).send({ errors: [{ message: error.message, extensions }] });
    }
  }
}

async function receive(request: FastifyRequest, folder: string): Promise<Uploaded> {
  const said: Record<string, string> = {};
  const names = new Set<string>();
  let bytes = 0;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      said[part.fieldname] = typeof part.value === 'string' ? part.value.trim() : '';
      continue;
    }
    const name = nameOf(part.filename, names);
    const into = createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600 });
    await pipeline(part.file, into);
    if (part.file.truncated) throw new UploadRefused('files', 'A file here has 64 MB at most.');
    bytes += into.bytesWritten;
  }
  if (names.size === 0) throw new UploadRefused('files', 'Choose at least one file.');
  const source = said.source ?? '';
  if (source === '')
    throw new UploadRefused(
      'source',
      'Say where this comes from: the same name finds the same places again next time.',
    );
  return { folder, bytes, source, rehearsal: said.rehearsal === 'true' };
}

/** Its bare name: nothing that is sent says where anything is written. */
function nameOf(sent: string, names: Set<string>): string {
  const name = basename(sent.replaceAll('\\', '/'));
  if (!READABLE.test(name) || name.startsWith('.') || name.length > 120 || !/^[\w .()-]+$/.test(name))
    throw new UploadRefused(
      'files',
      'Files end in .csv, .json or .jsonl, with letters, digits, blanks and - _ . ( ) in their names.',
    );
  if (names.has(name)) throw new UploadRefused('files', 'Two of the files have the same name.');
  names.add(name);
  return name;
}
