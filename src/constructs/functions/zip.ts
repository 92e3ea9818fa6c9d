/**
 * A zip of `files` (contents by path) that has the same bytes on every machine: sorted, dated 1980,
 * and stored without compression, since what zlib makes differs with the version and the processor.
 */
export function zip(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  const inOrder = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [path, contents] of inOrder) {
    const name = Buffer.from(path, "utf8");
    const common = commonFields(crc32(contents), contents.length, name.length);
    const header = Buffer.concat([number(0x04034b50, 4), common, name, contents]);
    central.push(centralEntry(common, offset, name));
    local.push(header);
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  return Buffer.concat([...local, directory, endOfDirectory(inOrder.length, directory.length, offset)]);
}

/** Version that unpacks it: 2.0. */
const VERSION = 20;
/** Made by 3, Unix, so that the file's mode is read. */
const MADE_BY = (3 << 8) | VERSION;
/** Paths are UTF-8. */
const FLAGS = 0x0800;
/** 1 January 1980, the first day that a zip can name. */
const DATE = (1 << 5) | 1;
/** A file that everybody may read: Lambda's code runs as a user of its own. */
const MODE = (0o100644 << 16) >>> 0;

/** What an entry says at both of its places: version, flags, method, time, date, checksum, sizes, lengths. */
function commonFields(checksum: number, size: number, nameLength: number): Buffer {
  return Buffer.concat([
    ...[VERSION, FLAGS, 0, 0, DATE].map((field) => number(field, 2)),
    ...[checksum, size, size].map((field) => number(field, 4)),
    ...[nameLength, 0].map((field) => number(field, 2)),
  ]);
}

function centralEntry(common: Buffer, offset: number, name: Buffer): Buffer {
  return Buffer.concat([
    number(0x02014b50, 4),
    number(MADE_BY, 2),
    common,
    ...[0, 0, 0].map((field) => number(field, 2)),
    number(MODE, 4),
    number(offset, 4),
    name,
  ]);
}

function endOfDirectory(entries: number, size: number, offset: number): Buffer {
  return Buffer.concat([
    number(0x06054b50, 4),
    ...[0, 0, entries, entries].map((field) => number(field, 2)),
    number(size, 4),
    number(offset, 4),
    number(0, 2),
  ]);
}

function number(value: number, bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Node's own `crc32` is younger than the Node versions that we run on. */
function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] as number);
  return (crc ^ 0xffffffff) >>> 0;
}
