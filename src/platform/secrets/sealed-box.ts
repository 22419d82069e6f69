import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Said to Node as well: left to itself it takes a tag of four bytes for a whole one, and four bytes can be guessed. */
const TAG = { authTagLength: TAG_BYTES };

/**
 * AES-256-GCM over bytes. `boundTo` is additional data that names the row and field the text belongs to, so that a sealed text moved to
 * another row does not open. The result is nonce ‖ ciphertext ‖ tag in base64.
 */
export function seal(key: Buffer, plain: Buffer, boundTo: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, TAG);
  cipher.setAAD(Buffer.from(boundTo, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Opens what `seal` made; throws where the key, the text or what it is bound to is another. */
export function unseal(key: Buffer, sealed: string, boundTo: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error('a sealed text is not whole');
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), TAG);
  decipher.setAAD(Buffer.from(boundTo, 'utf8'));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)), decipher.final()]);
}
