/** Stands at a real master as its replica: the commands of its replication stream, as they come. */
import { createConnection, type Socket } from 'node:net';
import { encodeCommand } from './resp.ts';

const PATIENCE_MS = 10_000;
const POLL_MS = 2;

export class StreamReader {
  private readonly socket: Socket;
  private bytes: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    this.socket = createConnection(path);
    this.socket.on('data', (chunk: Buffer) => (this.bytes = Buffer.concat([this.bytes, chunk])));
    this.socket.write(encodeCommand(['PSYNC', '?', '-1']));
  }

  /** Reads past "+FULLRESYNC id offset" and the snapshot that follows it. */
  async begin(): Promise<void> {
    await this.line('+FULLRESYNC');
    const length = Number(await this.line('$'));
    await this.until(() => this.bytes.length >= length);
    this.bytes = this.bytes.subarray(length);
  }

  /** The commands up to and without this one; what only keeps the stream alive is left out. */
  async upTo(end: readonly string[]): Promise<string[][]> {
    const commands: string[][] = [];
    for (;;) {
      const command = await this.command();
      if (command.join(' ') === end.join(' ')) return commands;
      if (!/^(PING|SELECT)$/i.test(command[0] as string)) commands.push(command);
    }
  }

  close(): void {
    this.socket.destroy();
  }

  private async command(): Promise<string[]> {
    const words: string[] = [];
    for (let left = Number(await this.line('*')); left > 0; left -= 1) {
      const length = Number(await this.line('$'));
      await this.until(() => this.bytes.length >= length + 2);
      words.push(this.bytes.toString('utf8', 0, length));
      this.bytes = this.bytes.subarray(length + 2);
    }
    return words;
  }

  /** The rest of the next line, which must begin like this. The snapshot is preceded by empty lines. */
  private async line(beginning: string): Promise<string> {
    let end = -1;
    await this.until(() => {
      while (this.bytes[0] === 10 || this.bytes[0] === 13) this.bytes = this.bytes.subarray(1);
      return (end = this.bytes.indexOf('\r\n')) >= 0;
    });
    const line = this.bytes.toString('utf8', 0, end);
    this.bytes = this.bytes.subarray(end + 2);
    if (!line.startsWith(beginning)) throw new Error(`the stream has "${line}" for ${beginning}`);
    return line.slice(beginning.length);
  }

  private async until(isThere: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!isThere()) {
      if (Date.now() > deadline) throw new Error('the stream of the real server has stopped');
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
