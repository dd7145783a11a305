import { inflateSync } from "node:zlib";

/** An object of a file: its dictionary or value as text, and the decoded bytes of a stream. */
export type PdfObject = { readonly text: string; readonly bytes?: Buffer };

export type PdfFile = {
  readonly objects: ReadonlyMap<number, PdfObject>;
  /** The dictionary of the cross-reference stream. */
  readonly trailer: string;
  /** An object that must be there. */
  readonly at: (number: number) => PdfObject;
};

/** A file as its cross references say that it is; one that points beside its object throws. */
export const readFile = (pdf: Uint8Array): PdfFile => {
  const file = Buffer.from(pdf);
  const end = file.toString("latin1", file.length - 60);
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(end)?.[1]);
  const table = readObject(file, start);
  const rows = table.object.bytes ?? Buffer.alloc(0);
  const objects = new Map<number, PdfObject>();
  for (let number = 1; number < rows.length / 7; number += 1) {
    const kind = rows[7 * number];
    const place = rows.readUInt32BE(7 * number + 1);
    if (kind === 1) {
      const { number: found, object } = readObject(file, place);
      if (found !== number) throw new Error(`object ${number} is not at byte ${place}: there is ${found}`);
      objects.set(number, object);
    }
    if (kind === 2)
      objects.set(number, { text: packed(readObjectOf(file, rows, place), number, rows.readUInt16BE(7 * number + 5)) });
  }
  const at = (number: number): PdfObject => {
    const object = objects.get(number);
    if (object === undefined) throw new Error(`there is no object ${number}`);
    return object;
  };
  return { objects, trailer: table.object.text, at };
};

const HEAD = /^(\d+) 0 obj\n/;

const readObject = (file: Buffer, place: number): { readonly number: number; readonly object: PdfObject } => {
  const head = HEAD.exec(file.toString("latin1", place, place + 20));
  if (head === null) throw new Error(`no object begins at byte ${place}`);
  const start = place + head[0].length;
  const stream = file.indexOf("\nstream\n", start);
  const text = file.toString("latin1", start, stream);
  const raw = file.subarray(stream + 8, stream + 8 + Number(/\/Length (\d+)/.exec(text)?.[1]));
  const bytes = text.includes("/FlateDecode") ? inflateSync(raw) : raw;
  return { number: Number(head[1]), object: { text, bytes } };
};

const readObjectOf = (file: Buffer, rows: Buffer, number: number): PdfObject =>
  readObject(file, rows.readUInt32BE(7 * number + 1)).object;

/** The n-th object of a stream of them. */
const packed = ({ text, bytes = Buffer.alloc(0) }: PdfObject, number: number, index: number): string => {
  const first = Number(/\/First (\d+)/.exec(text)?.[1]);
  const numbers = bytes.toString("latin1", 0, first).trim().split(" ").map(Number);
  if (numbers[2 * index] !== number) throw new Error(`object ${number} is not the ${index}. of its stream`);
  const start = first + (numbers[2 * index + 1] ?? 0);
  const next = numbers[2 * index + 3];
  return bytes.toString("latin1", start, next === undefined ? undefined : first + next).trimEnd();
};

/** The number that a name of a dictionary refers to. */
export const reference = (text: string, name: string): number =>
  Number(new RegExp(`/${name} (\\d+) 0 R`).exec(text)?.[1]);

/** All numbers that a list refers to. */
export const references = (text: string): readonly number[] =>
  [...text.matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]));
