import { createCipheriv, createDecipheriv } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { BackupRefused } from './backup-refused.js';

const MAGIC = 'ALONGSIDE BACKUP 1\n';
const TAG_BYTES = 16;
const FRAME_BYTES = 512 * 1024;
const LONGEST_FRAME = 64 * 1024 * 1024;
const TAG = { authTagLength: TAG_BYTES };

const CUT_OFF = 'This backup is cut off or damaged: take another one. Nothing was restored.';
const FOREIGN = 'This is no backup of Alongside. Nothing was restored.';

/** Each frame is bound to its place and to whether it is the last: none can be left out, moved or cut off. The key is one backup's alone, so places serve as nonces. */
const nonceOf = (place: number): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(place, 6, 6);
  return nonce;
};
const boundTo = (place: number, isLast: boolean): Buffer => Buffer.from(`backup:${place}:${isLast ? 'last' : 'more'}`);

/** Writes lines into one file, packed and encrypted whole; the header says which key opens it and nothing else. */
export class FrameWriter {
  readonly #handle: number;
  #lines: string[] = [];
  #size = 0;
  #place = 0;

  constructor(
    file: string,
    private readonly key: Buffer,
    header: object,
  ) {
    // Never over something: a backup that is there is worth more than the one that is made.
    this.#handle = openSync(file, 'wx', 0o600);
    writeSync(this.#handle, `${MAGIC}${JSON.stringify(header)}\n`);
  }

  write(line: unknown): void {
    const text = `${JSON.stringify(line)}\n`;
    this.#lines.push(text);
    this.#size += text.length;
    if (this.#size >= FRAME_BYTES) this.#flush(false);
  }

  end(): void {
    this.#flush(true);
    fsyncSync(this.#handle);
    closeSync(this.#handle);
  }

  #flush(isLast: boolean): void {
    const cipher = createCipheriv('aes-256-gcm', this.key, nonceOf(this.#place), TAG);
    cipher.setAAD(boundTo(this.#place, isLast));
    const sealed = Buffer.concat([cipher.update(gzipSync(this.#lines.join(''))), cipher.final(), cipher.getAuthTag()]);
    const length = Buffer.alloc(5);
    length.writeUInt8(isLast ? 1 : 0);
    length.writeUInt32BE(sealed.length, 1);
    writeAll(this.#handle, Buffer.concat([length, sealed]));
    [this.#lines, this.#size] = [[], 0];
    this.#place += 1;
  }
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
}

/** Reads what a FrameWriter wrote, a frame at a time; whatever is not whole or not its own is refused. */
export class FrameReader {
  readonly #handle: number;
  readonly header: Record<string, unknown>;
  #at: number;

  constructor(file: string) {
    this.#handle = opened(file);
    const start = this.#read(0, 4096).toString('latin1');
    const end = start.indexOf('\n', MAGIC.length);
    if (!start.startsWith(MAGIC) || end < 0)
      throw new BackupRefused(start.startsWith('ALONGSIDE BACKUP ') ? NEWER : FOREIGN);
    this.header = parsed(start.slice(MAGIC.length, end));
    this.#at = end + 1;
  }

  *lines(key: Buffer): Generator {
    for (let [place, isLast] = [0, false]; !isLast; place++) {
      const head = this.#read(this.#at, 5);
      if (head.length < 5) throw new BackupRefused(CUT_OFF);
      isLast = head.readUInt8() === 1;
      const length = head.readUInt32BE(1);
      if (length < TAG_BYTES || length > LONGEST_FRAME) throw new BackupRefused(CUT_OFF);
      const sealed = this.#read(this.#at + 5, length);
      if (sealed.length < length) throw new BackupRefused(CUT_OFF);
      this.#at += 5 + length;
      for (const line of unsealed(key, sealed, place, isLast).split('\n')) if (line) yield JSON.parse(line);
    }
    if (this.#read(this.#at, 1).length > 0) throw new BackupRefused(CUT_OFF);
  }

  /** How much of it is read, from 0 to 1. */
  share(size: number): number {
    return size === 0 ? 1 : this.#at / size;
  }

  close(): void {
    closeSync(this.#handle);
  }

  #read(at: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    let done = 0;
    for (let more = -1; more !== 0 && done < length; done += more)
      more = readSync(this.#handle, bytes, done, length - done, at + done);
    return bytes.subarray(0, done);
  }
}

const NEWER = 'This backup was written by a newer version: restore it with that version. Nothing was restored.';

function opened(file: string): number {
  try {
    return openSync(file, 'r');
  } catch {
    throw new BackupRefused(`There is no backup to read at ${file}. Nothing was restored.`);
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new BackupRefused(FOREIGN);
  }
}

function unsealed(key: Buffer, sealed: Buffer, place: number, isLast: boolean): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place), TAG);
    decipher.setAAD(boundTo(place, isLast));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const packed = [decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()];
    return gunzipSync(Buffer.concat(packed)).toString('utf8');
  } catch {
    throw new BackupRefused(CUT_OFF);
  }
}
