/** Runs a command's main and keeps what it writes, as a terminal would show it. */
import { vi } from 'vitest';

export interface Written {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function runMain(
  main: (args: string[]) => Promise<number>,
  ...args: string[]
): Promise<Written> {
  let [out, err] = ['', ''];
  const keepOut = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const keepErr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  try {
    const code = await main(args);
    return { code, out, err };
  } finally {
    keepOut.mockRestore();
    keepErr.mockRestore();
  }
}

/** The one object on standard output. @throws SyntaxError when there is anything else. */
export function jsonOf({ out }: Written): Record<string, unknown> {
  return JSON.parse(out) as Record<string, unknown>;
}
