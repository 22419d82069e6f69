import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';

/** The namespace under which this importer's UUIDs (version 5) are made. Changing it doubles every directory on its next import. */
const NAMESPACE = Buffer.from('8f0f3d6a5c1e4b7f9a2d6e4b1c7a9d30', 'hex');

/** A UUID that depends on nothing but these words, in this order: the same words give the same UUID on every machine. */
export function identityOf(...words: readonly string[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(JSON.stringify(words)).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** Letters and digits only, without case or accents: "St. Mary's  Church" and "ST MARYS CHURCH" are written alike. */
export const normalised = (text: string | null | undefined): string =>
  (text ?? '')
    .normalize('NFKD')
    .replace(/[\p{M}'’`]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export const isUuid = (text: string | null): text is string =>
  text !== null && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);

const SAYS_NOTHING =
  /^(data|datas|dataset|out|output|outputs|in|input|csv|json|jsonl|hsds|sample|samples|export|exports|import|files|download|downloads|tmp|temp|v?\d+)$/;

/**
 * The source's name where the caller gives none: the nearest folder whose name says something. Folders such as `data`, `output` or
 * `sample-csv` are passed over, so `…/ohana-sample/data/sample-csv` is `ohana-sample` wherever it is unpacked. Identities hang on this
 * name: somebody who renames the folder passes `source`.
 */
export function sourceNameOf(folder: string): string {
  let here = folder;
  while (dirname(here) !== here) {
    const name = basename(here).toLowerCase();
    if (!name.split(/[-_. ]+/).every((word) => SAYS_NOTHING.test(word))) return name;
    here = dirname(here);
  }
  return basename(folder).toLowerCase() || 'hsds';
}
