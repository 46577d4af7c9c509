import { ANY_DAY } from './days.js';
import { lowestBit, type Bits, type Space } from './space.js';

/** How a rule narrows down: by nothing, device, country, or both. */
type Narrow = 0 | 1 | 2 | 3;

/**
 * Goes through the time of one device and one country, from bound to bound of the rules that matter there. Weekdays that these
 * rules treat alike are one class, and each class has a row: the rules that match then.
 */
export class Sweep {
  /** The rows one after the other, `space.words` each. */
  readonly rows: Bits;
  /** Per class, its weekdays as bits. */
  readonly classes = new Uint8Array(7);
  /** How many classes there are. */
  count = 0;
  /** The stretch between two bounds, by their indexes. */
  from = 0;
  to = 0;
  /** The weekdays that the stretch has. */
  occurring = 0;
  /** Bits of the classes that occur in the stretch with another row than when they last occurred. */
  changed = 0;

  readonly #space: Space;
  readonly #narrow: Uint8Array;
  readonly #relevant: Bits;
  readonly #marks: Uint8Array;
  /** By weekdays that a rule asks for: the classes that are among them, as bits. */
  readonly #classesOf = new Uint8Array(128);
  /** The weekdays that the rules of the pair ask for, each once. */
  readonly #asked: number[] = [];
  /** Per class, the matching rules by how they narrow down. */
  readonly #matching = new Int32Array(7 * 4);
  #device = 0;
  #country = 0;
  /** Bits of the classes whose rows have changed since they last occurred. */
  #pending = 0;

  constructor(space: Space) {
    this.#space = space;
    this.rows = new Int32Array(7 * space.words);
    this.#relevant = new Int32Array(space.words);
    this.#marks = new Uint8Array(space.bounds.length);
    this.#narrow = Uint8Array.from(space.rules, (rule): Narrow => {
      return rule.device === null ? (rule.country === null ? 0 : 2) : rule.country === null ? 1 : 3;
    });
  }

  /** Where the row of a class begins. */
  row(index: number): number {
    return index * this.#space.words;
  }

  /** The weekdays of a class that the stretch has. */
  daysOf(index: number): number {
    return this.classes[index]! & this.occurring;
  }

  /**
   * Whether what matches in a class of weekdays matches nowhere less specific: where no rule of this device, or none of this country,
   * matches, it is the same as for any other one.
   */
  isNew(index: number): boolean {
    const matching = this.#matching;
    const byDevice = matching[index * 4 + 1]! > 0;
    const byCountry = matching[index * 4 + 2]! > 0;
    if (this.#device === 0) return this.#country === 0 || byCountry;
    return this.#country === 0 ? byDevice : matching[index * 4 + 3]! > 0 || (byDevice && byCountry);
  }

  /** Goes to where the time begins; classes of device and country as in the space. */
  begin(device: number, country: number): void {
    this.#choose(device, country);
    this.#pending = (1 << this.count) - 1;
    this.from = this.to = 0;
    this.#eachRelevant((rule) => {
      if (this.#space.startOf[rule] === 0) this.#toggle(rule, 1);
    });
  }

  /** Goes on to the next stretch; `false` after the last. */
  next(): boolean {
    const { bounds, breaks } = this.#space;
    if (this.to >= bounds.length - 1) return false;
    this.from = this.to;
    if (this.from > 0) this.#pending |= this.#toggleAt(this.from);
    if (breaks.includes(this.from)) this.#pending = (1 << this.count) - 1;
    do this.to++;
    while (this.#marks[this.to] === 0);
    this.occurring = this.#space.occurring(this.from, this.to);
    let present = 0;
    for (let index = 0; index < this.count; index++) if (this.daysOf(index)) present |= 1 << index;
    this.changed = this.#pending & present;
    this.#pending &= ~present;
    return true;
  }

  /** What depends on device and country alone. */
  #choose(device: number, country: number): void {
    const { words, rules, startOf, endOf, onDevice, inCountry, bounds, breaks } = this.#space;
    [this.#device, this.#country] = [device, country];
    this.rows.fill(0);
    this.#matching.fill(0);
    for (const days of this.#asked) this.#classesOf[days] = 0;
    this.#asked.length = 0;
    this.#marks.fill(0);
    if (bounds.length > 0) this.#marks[bounds.length - 1] = 1;
    for (const bound of breaks) this.#marks[bound] = 1;
    this.classes[0] = ANY_DAY;
    this.count = 1;
    for (let word = 0; word < words; word++) this.#relevant[word] = onDevice[device]![word]! & inCountry[country]![word]!;
    this.#eachRelevant((rule) => {
      this.#marks[startOf[rule]!] = 1;
      this.#marks[endOf[rule]!] = 1;
      if (this.#classesOf[rules[rule]!.days]! === 0) this.#split(rules[rule]!.days);
    });
    for (const days of this.#asked) this.#classesOf[days] = this.#among(days);
  }

  #eachRelevant(visit: (rule: number) => void): void {
    for (let word = 0; word < this.#relevant.length; word++) {
      for (let bits = this.#relevant[word]!; bits; bits &= bits - 1) visit(32 * word + lowestBit(bits));
    }
  }

  /** Cuts the classes so that each is within `days` or without. */
  #split(days: number): void {
    this.#asked.push(days);
    this.#classesOf[days] = 1;
    for (let index = this.count - 1; index >= 0; index--) {
      const inside = this.classes[index]! & days;
      if (inside === 0 || inside === this.classes[index]) continue;
      this.classes[this.count++] = this.classes[index]! & ~days;
      this.classes[index] = inside;
    }
  }

  #among(days: number): number {
    let among = 0;
    for (let index = 0; index < this.count; index++) if (this.classes[index]! & days) among |= 1 << index;
    return among;
  }

  /** Bits of the classes whose rows change. */
  #toggleAt(bound: number): number {
    const { starting, ending } = this.#space;
    let touched = 0;
    for (const rule of ending[bound]!) touched |= this.#toggle(rule, -1);
    for (const rule of starting[bound]!) touched |= this.#toggle(rule, 1);
    return touched;
  }

  #toggle(rule: number, step: 1 | -1): number {
    const word = rule >> 5;
    const bit = 1 << (rule & 31);
    if (!(this.#relevant[word]! & bit)) return 0;
    const classes = this.#classesOf[this.#space.rules[rule]!.days]!;
    for (let bits = classes; bits; bits &= bits - 1) {
      const index = lowestBit(bits);
      this.rows[index * this.#space.words + word]! ^= bit;
      this.#matching[index * 4 + this.#narrow[rule]!]! += step;
    }
    return classes;
  }
}
