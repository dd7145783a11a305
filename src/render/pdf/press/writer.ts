/** The objects of a PDF file in the order in which they are written. Knows nothing of what they say. */
export type Writer = {
  /** The number of an object that is written later. */
  readonly allot: () => number;
  /** A dictionary, array or other small object; it goes into a stream of objects. */
  readonly object: (number: number, body: string) => void;
  /** A stream, deflated here. `dictionary` is without length and filter. */
  readonly stream: (number: number, dictionary: string, content: Uint8Array | string) => void;
  /** A stream whose bytes are final; `dictionary` is without length. */
  readonly raw: (number: number, dictionary: string, bytes: Uint8Array) => void;
  /** What has been written so far, for files that begin with it. */
  readonly seal: () => Beginning;
  readonly finish: (ending: Ending) => Uint8Array;
};

/** Numbers of the catalog and the information dictionary, and the hash by which the file gets its identifier. */
export type Ending = {
  readonly root: number;
  readonly info: number;
  /** SHA-256 of a text, in base64. */
  readonly digest: (text: string) => string;
};

/** Bytes that many files have in common, with the places of the objects in them. */
export type Beginning = { readonly bytes: Uint8Array; readonly places: readonly Place[] };

/** Where an object stands: at a byte of the file, or as the n-th in a stream of objects. Undefined is not written yet. */
type Place = { readonly at: number } | { readonly within: number; readonly index: number } | undefined;

type Tools = {
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
  readonly beginning?: Beginning;
};

/** Version 1.7, and four bytes that say that the file is not text. */
const HEADER: Beginning = { bytes: Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1"), places: [undefined] };

export const createWriter = ({ deflate, beginning = HEADER }: Tools): Writer => {
  const parts: Uint8Array[] = [beginning.bytes];
  const places: Place[] = [...beginning.places];
  let size = beginning.bytes.length;
  /** What the file says, in its own words: the base of its identifier. */
  const said: string[] = [];
  let waiting: { readonly number: number; readonly body: string }[] = [];

  const add = (bytes: Uint8Array): void => {
    parts.push(bytes);
    size += bytes.length;
  };
  const allot = (): number => places.push(undefined) - 1;
  const raw = (number: number, dictionary: string, bytes: Uint8Array): void => {
    places[number] = { at: size };
    add(latin(`${number} 0 obj\n<<${dictionary}/Length ${bytes.length}>>\nstream\n`));
    add(bytes);
    add(latin("\nendstream\nendobj\n"));
  };
  const stream = (number: number, dictionary: string, content: Uint8Array | string): void => {
    if (typeof content === "string") said.push(content);
    raw(number, `${dictionary}/Filter/FlateDecode`, deflate(typeof content === "string" ? latin(content) : content));
  };
  const flush = (): void => {
    if (waiting.length === 0) return;
    const within = allot();
    let index = "";
    let bodies = "";
    waiting.forEach(({ number, body }, position) => {
      index += `${number} ${bodies.length} `;
      bodies += `${body}\n`;
      places[number] = { within, index: position };
    });
    const dictionary = `/Type/ObjStm/N ${waiting.length}/First ${index.length}`;
    waiting = [];
    stream(within, dictionary, index + bodies);
  };
  return {
    allot,
    raw,
    stream,
    object: (number, body) => {
      waiting.push({ number, body });
      if (waiting.length === MOST_WAITING) flush();
    },
    seal: () => {
      flush();
      return { bytes: Buffer.concat(parts, size), places };
    },
    finish: ({ root, info, digest }) => {
      flush();
      const start = size;
      const table = allot();
      places[table] = { at: start };
      const id = identifier(digest(said.join("")));
      const trailer = `/Root ${root} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]`;
      stream(table, `/Type/XRef/W[1 4 2]/Size ${places.length}${trailer}`, crossReferences(places));
      add(latin(`startxref\n${start}\n%%EOF\n`));
      return Buffer.concat(parts, size);
    },
  };
};

/** Sixteen bytes of a hash, in hexadecimal. */
const identifier = (hash: string): string => Buffer.from(hash, "base64").toString("hex", 0, 16);

/** Objects in one stream of them. */
const MOST_WAITING = 500;

const ROW = 7;

/** Seven bytes for each object: its sort, where it stands, and its index in a stream. */
const crossReferences = (places: readonly Place[]): Uint8Array => {
  const rows = Buffer.alloc(ROW * places.length);
  rows.writeUInt16BE(0xffff, 5);
  places.forEach((place, number) => {
    if (place === undefined) return;
    const row = ROW * number;
    const isWithin = "within" in place;
    rows.writeUInt8(isWithin ? 2 : 1, row);
    rows.writeUInt32BE(isWithin ? place.within : place.at, row + 1);
    if (isWithin) rows.writeUInt16BE(place.index, row + 5);
  });
  return rows;
};

const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");
