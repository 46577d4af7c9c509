import { BitReader, BitWriter, riceParameter } from './bits.js';

/** A month's scans with dictionaries of their own: what a shard is written as. */
export interface ShardData {
  name: string;
  seconds: Uint32Array;
  ids: Float64Array;
  /** Codes of each column and the values they stand for. */
  columns: { codes: Uint32Array; values: (string | null)[] }[];
}

/** Written ahead of the bits, as JSON. */
interface Head {
  v: typeof VERSION;
  name: string;
  count: number;
  /** First second and first id. */
  first: [second: number, id: number];
  /** Rice parameters of the gaps between seconds and between ids. */
  k: [seconds: number, ids: number];
  columns: { of: number[]; values: (string | null)[][] }[];
}

const VERSION = 1;

/** Columns that are written as one: they mostly go together, and then take the bits of one. */
const GROUPS = [[0], [1], [2], [3, 4, 5], [6]];

/**
 * A shard in about four bytes a scan: gaps between seconds and ids in Rice code, values as numbers of as many bits as their
 * dictionary needs. Ends up smaller than a general compressor leaves the same columns.
 */
export function writeShard({ name, seconds, ids, columns }: ShardData): Uint8Array {
  const count = seconds.length;
  const groups = GROUPS.map((of) => tuples(of, columns, count));
  const gaps = (numbers: ArrayLike<number>) =>
    Array.from({ length: Math.max(0, count - 1) }, (_, row) => numbers[row + 1]! - numbers[row]!);
  const secondGaps = gaps(seconds);
  const idGaps = gaps(ids);
  const head: Head = {
    v: VERSION,
    name,
    count,
    first: [seconds[0] ?? 0, ids[0] ?? 0],
    k: [riceParameter(secondGaps), riceParameter(idGaps.map(Math.abs))],
    columns: groups.map(({ of, values }) => ({ of, values })),
  };
  const bits = new BitWriter();
  for (const gap of secondGaps) bits.writeRice(gap, head.k[0]);
  for (const gap of idGaps) bits.writeSigned(gap, head.k[1]);
  for (const { codes, values } of groups) {
    const width = widthOf(values.length);
    for (const code of codes) bits.write(code, width);
  }
  const [json, body] = [new TextEncoder().encode(JSON.stringify(head)), bits.bytes()];
  const bytes = new Uint8Array(4 + json.length + body.length);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, 4);
  bytes.set(body, 4 + json.length);
  return bytes;
}

/**
 * @throws {Error} for bytes that are no shard, or one of another version
 */
export function readShard(bytes: Uint8Array): ShardData {
  const length = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const head = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + length))) as Head;
  if ((head.v as number) !== VERSION) throw new Error(`A shard of version ${String(head.v)} cannot be read.`);
  const bits = new BitReader(bytes.subarray(4 + length));
  const { count, k, first } = head;
  const [seconds, ids] = [new Uint32Array(count), new Float64Array(count)];
  for (let row = 0; row < count; row++) seconds[row] = row === 0 ? first[0] : seconds[row - 1]! + bits.readRice(k[0]);
  for (let row = 0; row < count; row++) ids[row] = row === 0 ? first[1] : ids[row - 1]! + bits.readSigned(k[1]);
  const columns: ShardData['columns'] = [];
  for (const { of, values } of head.columns) {
    const codes = new Uint32Array(count);
    const width = widthOf(values.length);
    for (let row = 0; row < count; row++) codes[row] = bits.read(width);
    // Columns of one group share their codes: each has its own part of every tuple as its values.
    for (const [part, column] of of.entries()) columns[column] = { codes, values: values.map((tuple) => tuple[part]!) };
  }
  return { name: head.name, seconds, ids, columns };
}

/** Bits that tell so many values apart. */
const widthOf = (values: number) => (values <= 1 ? 0 : 32 - Math.clz32(values - 1));

/** The distinct combinations of some columns, and which each row has. */
function tuples(of: number[], columns: ShardData['columns'], count: number) {
  const known = new Map<string, number>();
  const values: (string | null)[][] = [];
  const codes = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    const key = of.map((column) => columns[column]!.codes[row]).join();
    let code = known.get(key);
    if (code === undefined) {
      code = values.push(of.map((column) => columns[column]!.values[columns[column]!.codes[row]!]!)) - 1;
      known.set(key, code);
    }
    codes[row] = code;
  }
  return { of, codes, values };
}
