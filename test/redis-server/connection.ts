/** One connection to a real redis-server: commands out, frames in, in order. */
import { createConnection, type Socket } from 'node:net';
import type { Reply } from '../../src/models/redis/reply.ts';
import { encodeCommand, ReplyReader } from './resp.ts';

// A real server answers within a millisecond: who waits this long waits for an answer that the
// model promised and the server does not give, and that is a difference.
const PATIENCE_MS = 5000;

export class Connection {
  private readonly socket: Socket;
  private readonly reader = new ReplyReader();
  private readonly frames: Reply[] = [];
  private wake: () => void = () => {};
  private begun = 0;
  private fault: Error | undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      try {
        this.frames.push(...this.reader.take(chunk));
      } catch (error) {
        this.fault = error as Error;
      }
      this.wake();
    });
    socket.on('close', () => {
      this.fault ??= new Error('the server closed the connection');
      this.wake();
    });
    socket.on('error', (error) => (this.fault = error));
  }

  /** Throws when nobody listens there. */
  static open(path: string): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(path, () => resolve(new Connection(socket)));
      socket.once('error', reject);
    });
  }

  /** Sends commands all at once, without waiting. */
  send(commands: readonly (readonly string[])[]): void {
    this.socket.write(commands.map(encodeCommand).join(''));
  }

  /** The next frames, so many. Throws when they do not come. */
  async receive(count: number): Promise<Reply[]> {
    const deadline = Date.now() + PATIENCE_MS;
    while (this.frames.length < count) {
      if (this.fault) throw this.fault;
      const left = deadline - Date.now();
      if (left <= 0) {
        const got = JSON.stringify(this.frames, (_, value) => String(value) as unknown);
        throw new Error(`${count} frames were expected, ${this.frames.length} came: ${got}`);
      }
      await this.news(left);
    }
    return this.frames.splice(0, count);
  }

  /** Sends one command and answers its one reply. */
  async ask(...words: string[]): Promise<Reply> {
    this.send([words]);
    return (await this.receive(1))[0] as Reply;
  }

  /** Puts the connection in its first state and drops what an earlier test left unread. */
  async begin(): Promise<void> {
    this.begun += 1;
    const mark = `begun ${this.begun}`;
    this.send([['RESET'], ['PING', mark]]);
    while ((await this.receive(1))[0] !== mark);
  }

  /** What has come without being asked for. */
  waiting(): Reply[] {
    return this.frames.splice(0);
  }

  close(): void {
    this.socket.destroy();
  }

  private news(patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
