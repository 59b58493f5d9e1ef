// A ZIP, read in slices: of the file no more is ever in memory than its directory and the piece at hand.

const MOST_DIRECTORY = 256 << 20;
const LARGEST_WHOLE = 64 << 20;

class Zip {
  static async open(file) {
    const zip = new Zip(file);
    await zip.#readDirectory();
    return zip;
  }

  constructor(file) {
    this.file = file;
    this.entries = new Map();
    this.names = [];
  }

  async #slice(from, to) {
    require(from >= 0 && to <= this.file.size && from <= to, "the file is damaged: it points beyond its end");
    return new Uint8Array(await this.file.slice(from, to).arrayBuffer());
  }

  async #readDirectory() {
    const { offset, size, count } = await this.#endOfDirectory();
    require(size <= MOST_DIRECTORY, "the file is damaged: a directory that is too large");
    const bytes = await this.#slice(offset, offset + size);
    const view = new DataView(bytes.buffer);
    let at = 0;
    while (at < size) {
      require(at + 46 <= size && view.getUint32(at, true) === 0x02014b50, "the file is damaged: its directory is not whole");
      at = this.#readEntry(bytes, view, at);
    }
    require(this.names.length === count, "the file is damaged: its directory counts other parts");
  }

  #readEntry(bytes, view, at) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const end = at + 46 + nameLength + extraLength + commentLength;
    require(end <= bytes.length, "the file is damaged: its directory is not whole");
    const name = textOf(bytes.subarray(at + 46, at + 46 + nameLength));
    const entry = {
      name,
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    Zip.#readLargeSizes(entry, view, at + 46 + nameLength, at + 46 + nameLength + extraLength);
    require(!entry.encrypted && (entry.method === 0 || entry.method === 8), `${name} is packed in a way that this page does not know`);
    this.names.push(name);
    this.entries.set(name, entry);
    return end;
  }

  /** The 64-bit sizes of Zip64, in this order, of those that do not fit into 32. */
  static #readLargeSizes(entry, view, from, end) {
    for (let at = from; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
      if (view.getUint16(at, true) !== 1) continue;
      let field = at + 4;
      for (const member of ["size", "packed", "offset"]) {
        if (entry[member] === 0xffffffff) {
          require(field + 8 <= end, "the file is damaged: a size is cut off");
          entry[member] = Number(view.getBigUint64(field, true));
          field += 8;
        }
      }
    }
  }

  async #endOfDirectory() {
    const tail = Math.min(this.file.size, 65_557);
    const start = this.file.size - tail;
    const view = new DataView((await this.#slice(start, this.file.size)).buffer);
    for (let at = tail - 22; at >= 0; at--) {
      if (view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) === tail) {
        const found = { count: view.getUint16(at + 10, true), size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
        const large = found.count === 0xffff || found.size === 0xffffffff || found.offset === 0xffffffff;
        return large ? this.#endOfLargeDirectory(start + at) : found;
      }
    }
    throw new Refused("the file is damaged: not a ZIP");
  }

  async #endOfLargeDirectory(end) {
    const locator = new DataView((await this.#slice(end - 20, end)).buffer);
    require(locator.getUint32(0, true) === 0x07064b50, "the file is damaged: its directory is not found");
    const at = Number(locator.getBigUint64(8, true));
    const view = new DataView((await this.#slice(at, at + 56)).buffer);
    require(view.getUint32(0, true) === 0x06064b50, "the file is damaged: its directory is not found");
    const [count, size, offset] = [32, 40, 48].map((field) => Number(view.getBigUint64(field, true)));
    return { count, size, offset };
  }

  has(name) {
    return this.entries.has(name);
  }

  #entry(name) {
    const entry = this.entries.get(name);
    require(entry, `${name} is missing`);
    return entry;
  }

  /** The content of a part, block after block. */
  async *blocks(name) {
    const entry = this.#entry(name);
    const head = await this.#slice(entry.offset, entry.offset + 30);
    const view = new DataView(head.buffer);
    require(view.getUint32(0, true) === 0x04034b50, `${name} is damaged`);
    const nameEnd = entry.offset + 30 + view.getUint16(26, true);
    require(same(await this.#slice(entry.offset + 30, nameEnd), encoder.encode(name)), `${name} has another name where it lies`);
    const from = nameEnd + view.getUint16(28, true);
    require(from + entry.packed <= this.file.size, `${name} is cut off`);
    const packed = this.file.slice(from, from + entry.packed).stream();
    const reader = (entry.method === 8 ? packed.pipeThrough(new DecompressionStream("deflate-raw")) : packed).getReader();
    let length = 0;
    try {
      for (let block = await reader.read(); !block.done; block = await reader.read()) {
        length += block.value.length;
        yield block.value;
      }
    } catch (failure) {
      throw failure instanceof Refused ? failure : new Refused(`${name} is damaged`);
    }
    require(length === entry.size, `${name} has another length than its directory says`);
  }

  /** A small part, whole. */
  async bytes(name) {
    require(this.#entry(name).size <= LARGEST_WHOLE, `${name} is too large`);
    const blocks = [];
    for await (const block of this.blocks(name)) blocks.push(block);
    return joined(...blocks);
  }

  async text(name) {
    return textOf(await this.bytes(name));
  }

  async digest(name) {
    const hash = new Sha256();
    for await (const block of this.blocks(name)) hash.add(block);
    return hash.end();
  }

  /** The lines of a part, without their line feeds, as bytes. */
  async *lines(name) {
    let rest = new Uint8Array(0);
    for await (const block of this.blocks(name)) {
      const bytes = rest.length > 0 ? joined(rest, block) : block;
      let from = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
        yield bytes.subarray(from, end);
        from = end + 1;
      }
      rest = bytes.slice(from);
    }
    require(rest.length === 0, `the last line of ${name} is cut off`);
  }
}
