// NumPy's random numbers: the same seed gives the same initial weights as in the notebooks.

// NumPy's RandomState: the Mersenne Twister MT19937, and normal numbers by the polar method.
export class RandomState {
  constructor(seed) {
    this.words = new Uint32Array(624);
    this.words[0] = seed;
    for (let i = 1; i < 624; i++) {
      const before = this.words[i - 1];
      this.words[i] = Math.imul(before ^ (before >>> 30), 1812433253) + i;
    }
    this.used = 624;
    this.spare = null; // Normal numbers are drawn in pairs.
  }

  // A whole number below 2 ** 32.
  word() {
    if (this.used === 624) this.mix();
    let word = this.words[this.used++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  }

  mix() {
    const { words } = this;
    for (let i = 0; i < 624; i++) {
      const both = (words[i] & 0x80000000) | (words[(i + 1) % 624] & 0x7fffffff);
      words[i] = words[(i + 397) % 624] ^ (both >>> 1) ^ (both & 1 ? 0x9908b0df : 0);
    }
    this.used = 0;
  }

  // A number in [0, 1), with the 53 bits of double precision.
  randomSample() {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  standardNormal() {
    if (this.spare !== null) {
      const spare = this.spare;
      this.spare = null;
      return spare;
    }
    let x, y, square;
    do {
      x = 2 * this.randomSample() - 1;
      y = 2 * this.randomSample() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    this.spare = factor * x;
    return factor * y;
  }
}

// The seed of one of many runs, as NumPy's SeedSequence(seed, spawn_key=(run,)) hashes it.
export function seedOfRun(seed, run) {
  let constant = 0x43b0d7e5;
  const hashed = (value) => {
    value = value ^ constant;
    constant = Math.imul(constant, 0x931e8875);
    value = Math.imul(value, constant);
    return value ^ (value >>> 16);
  };
  const mixed = (x, y) => {
    const both = Math.imul(x, 0xca01f9dd) - Math.imul(y, 0x4973f715);
    return both ^ (both >>> 16);
  };
  const pool = [seed, 0, 0, 0].map(hashed);
  for (let from = 0; from < 4; from++) {
    for (let to = 0; to < 4; to++) {
      if (from !== to) pool[to] = mixed(pool[to], hashed(pool[from]));
    }
  }
  for (let to = 0; to < 4; to++) pool[to] = mixed(pool[to], hashed(run));
  let state = pool[0] ^ 0x8b51f9dd;
  state = Math.imul(state, Math.imul(0x8b51f9dd, 0x58f38ded));
  return (state ^ (state >>> 16)) >>> 0;
}
