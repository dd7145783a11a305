/**
 * SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, in base64: what a Content-Security-Policy names a style by.
 * Written out because the core reaches neither `crypto` nor `node:crypto`, and renders without waiting.
 */
export const sha256Base64 = (text: string): string => {
  const hash = new Uint32Array(INITIAL);
  const blocks = padded(new TextEncoder().encode(text));
  for (let offset = 0; offset < blocks.byteLength; offset += BLOCK_BYTES) {
    compress(hash, new DataView(blocks.buffer, offset, BLOCK_BYTES));
  }
  return btoa(
    [...hash]
      .flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word])
      .map((byte) => String.fromCharCode(byte & 0xff))
      .join(""),
  );
};

const BLOCK_BYTES = 64;
const ROUNDS = 64;

const isPrime = (candidate: number): boolean => {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false;
  return true;
};

const PRIMES = Array.from({ length: 312 }, (_, index) => index)
  .filter((candidate) => candidate > 1 && isPrime(candidate))
  .slice(0, ROUNDS);

/** The first 32 bits of the fractional part, as the standard makes its constants. */
const fraction = (root: number): number => Math.floor((root % 1) * 2 ** 32);

const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const CONSTANTS = Uint32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));

/** The message, one bit, zeros, and the length in bits: whole blocks. */
const padded = (message: Uint8Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / BLOCK_BYTES) * BLOCK_BYTES);
  bytes.set(message);
  bytes[message.length] = 0x80;
  new DataView(bytes.buffer).setBigUint64(bytes.length - 8, BigInt(message.length) * 8n);
  return bytes;
};

const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

const at = (words: Uint32Array, index: number): number => words[index] ?? 0;

const schedule = (block: DataView): Uint32Array => {
  const words = new Uint32Array(ROUNDS);
  for (let index = 0; index < 16; index += 1) words[index] = block.getUint32(index * 4);
  for (let index = 16; index < ROUNDS; index += 1) {
    const early = at(words, index - 15);
    const late = at(words, index - 2);
    const mixedEarly = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const mixedLate = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[index] = at(words, index - 16) + mixedEarly + at(words, index - 7) + mixedLate;
  }
  return words;
};

const compress = (hash: Uint32Array, block: DataView): void => {
  const words = schedule(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let round = 0; round < ROUNDS; round += 1) {
    const chosen = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const mixedE = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const mixedA = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const first = (h + mixedE + chosen + at(CONSTANTS, round) + at(words, round)) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + mixedA + majority) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    hash[index] = at(hash, index) + word;
  });
};
