/** A client of PostgreSQL's protocol 3, as far as a simple query needs it. */
import { connect, type Socket } from 'node:net';

const PROTOCOL_3 = 196_608;

/** "tag | row | row", or "code words" for an error. */
export type Answer = string;

export class WireConnection {
  readonly #socket: Socket;
  #bytes = Buffer.alloc(0);
  #rows: string[] = [];
  #tag = '';
  #error = '';
  #done: ((answer: Answer) => void) | undefined;
  processId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      this.#read();
    });
  }

  static async open(path: string): Promise<WireConnection> {
    const socket = connect(path);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    });
    const connection = new WireConnection(socket);
    const words = ['user', 'postgres', 'database', 'postgres', ''].map((word) => `${word}\0`);
    const body = Buffer.from(words.join(''));
    const head = Buffer.alloc(8);
    head.writeInt32BE(body.length + 8, 0);
    head.writeInt32BE(PROTOCOL_3, 4);
    const ready = connection.#next();
    socket.write(Buffer.concat([head, body]));
    await ready;
    return connection;
  }

  /** One statement; resolves when the server is ready for the next. */
  ask(sql: string): Promise<Answer> {
    const body = Buffer.from(`${sql}\0`);
    const head = Buffer.alloc(5);
    head.write('Q', 0);
    head.writeInt32BE(body.length + 4, 1);
    const answer = this.#next();
    this.#socket.write(Buffer.concat([head, body]));
    return answer;
  }

  close(): void {
    this.#socket.destroy();
  }

  #next(): Promise<Answer> {
    [this.#rows, this.#tag, this.#error] = [[], '', ''];
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  #read(): void {
    while (this.#bytes.length >= 5) {
      const length = this.#bytes.readInt32BE(1) + 1;
      if (this.#bytes.length < length) return;
      const type = String.fromCharCode(this.#bytes[0]!);
      this.#take(type, this.#bytes.subarray(5, length));
      this.#bytes = this.#bytes.subarray(length);
    }
  }

  #take(type: string, body: Buffer): void {
    if (type === 'K') this.processId = body.readInt32BE(0);
    else if (type === 'D') this.#rows.push(columnsOf(body).join(','));
    else if (type === 'C') this.#tag = body.toString('utf8', 0, body.length - 1);
    else if (type === 'E') this.#error = errorOf(body);
    else if (type === 'Z') {
      this.#done?.(this.#error === '' ? [this.#tag, ...this.#rows].join(' | ') : this.#error);
      this.#done = undefined;
    }
  }
}

function columnsOf(body: Buffer): string[] {
  const columns: string[] = [];
  for (let at = 2; at < body.length;) {
    const length = body.readInt32BE(at);
    columns.push(length < 0 ? '' : body.toString('utf8', at + 4, at + 4 + length));
    at += 4 + Math.max(0, length);
  }
  return columns;
}

/** The fields C (SQLSTATE) and M (the primary message). */
function errorOf(body: Buffer): string {
  const fields = body.toString('utf8').split('\0');
  const field = (letter: string) => fields.find((each) => each.startsWith(letter))?.slice(1) ?? '';
  return `${field('C')} ${field('M')}`;
}
