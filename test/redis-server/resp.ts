/** The wire of Redis (RESP2): commands into bytes, bytes into replies of the model's own form and back. */
import type { Reply } from '../../src/models/redis/reply.ts';

export const encodeCommand = (words: readonly string[]): string =>
  `*${words.length}\r\n${words.map(bulk).join('')}`;

const bulk = (text: string): string => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;

/** A reply as the bytes that a real server would send for it. */
export function encodeReply(reply: Reply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'string') return bulk(reply);
  if (typeof reply !== 'object') return `:${reply}\r\n`;
  if ('status' in reply) return `+${reply.status}\r\n`;
  if ('error' in reply) return `-${reply.error}\r\n`;
  if ('array' in reply) return '*-1\r\n';
  return `*${reply.length}\r\n${reply.map(encodeReply).join('')}`;
}

/** Takes bytes as they come and gives whole replies, in order. */
export class ReplyReader {
  private bytes: Buffer = Buffer.alloc(0);
  private at = 0;

  /** The replies that these bytes complete. Throws on what is no RESP2. */
  take(chunk: Buffer): Reply[] {
    this.bytes = this.bytes.length === 0 ? chunk : Buffer.concat([this.bytes, chunk]);
    const replies: Reply[] = [];
    this.at = 0;
    let whole = 0;
    for (let reply = this.next(); reply !== undefined; reply = this.next()) {
      replies.push(reply);
      whole = this.at;
    }
    this.bytes = this.bytes.subarray(whole);
    return replies;
  }

  /** Undefined when its end has not come yet. */
  private next(): Reply | undefined {
    const end = this.bytes.indexOf('\r\n', this.at);
    if (end < 0) return undefined;
    const sign = String.fromCharCode(this.bytes[this.at] as number);
    const line = this.bytes.toString('utf8', this.at + 1, end);
    this.at = end + 2;
    if (sign === '+') return { status: line };
    if (sign === '-') return { error: line };
    if (sign === ':') return BigInt(line);
    if (sign === '$') return line === '-1' ? null : this.text(Number(line));
    if (sign === '*') return line === '-1' ? { array: null } : this.list(Number(line));
    throw new Error(`"${sign}${line}" does not begin a RESP2 reply`);
  }

  private text(length: number): string | undefined {
    const from = this.at;
    if (this.bytes.length < from + length + 2) return undefined;
    this.at = from + length + 2;
    return this.bytes.toString('utf8', from, from + length);
  }

  private list(length: number): Reply[] | undefined {
    const items: Reply[] = [];
    for (let place = 0; place < length; place += 1) {
      const item = this.next();
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }
}
