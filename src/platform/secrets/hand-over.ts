import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';

/** How a process says who it is to those that hold the same key. */
export interface ProcessCard {
  id: string;
  publicKey: string;
  proof: string;
}

/** X25519, in base64; the private half stays in one process's memory and goes with it. */
export function freshPair(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

/**
 * What two halves agree on, mixed with a key that both sides hold already. Whoever finds the handed key in a database's leftovers later,
 * and has stolen the old key besides, still lacks the private half.
 */
export function agreedKey(privateKey: string, publicKey: string, common: Buffer): Buffer {
  const secret = diffieHellman({
    privateKey: createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }),
  });
  return Buffer.from(hkdfSync('sha256', secret, common, 'hand over a key', 32));
}
