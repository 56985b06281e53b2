/** A number that a model rests on says where it comes from, or that it is our choice. */
import { isNode, lineAt, treeOf, walkTree } from './source-file.ts';
import type { Fault, SourceFile, SyntaxNode } from './source-file.ts';

const IN_MODELS = /^src\/models\/.*\.ts$/;
/** Knobs carry their source as a field, which the types ask for. */
const KNOBS = /knobs\.ts$/;

/** What may be named: a standard, a maker, a program, a file or an option of one, or ourselves. */
const SOURCE = new RegExp(
  [
    '[Oo]ur choice',
    '[Bb]y definition',
    '\\b(?:RFC|FIPS|WHATWG|IANA) ?\\d*',
    '\\b(?:Apple|APNs|FCM|Firebase|Android|Linux|HAProxy|nginx|gRPC|AWS|Signal|WhatsApp)\\b',
    '\\b(?:Kafka|Redis|redis|Sentinel|Cassandra|Murmur3|Scylla|PostgreSQL|RabbitMQ|S3)\\b',
    '\\b(?:Gryski|Lamping|Numerical Recipes|paper)\\b',
    // An option or a file of the real thing: group.initial.rebalance.delay.ms, repl-timeout, expire.c
    '\\b[a-z]+(?:\\.[a-z]+){2,}\\b',
    '\\b[a-z]+(?:-[a-z]+){1,}\\b, the default',
    '\\b[A-Za-z]+\\.(?:c|java|yaml|md|com|org|adoc)\\b',
    '\\b[A-Z]+(?:_[A-Z]+){2,}\\b',
    '\\bappendfsync\\b',
  ].join('|'),
);

/** Numbers that say nothing by themselves: none, one, and "there is none". */
const PLAIN = new Set([0, 1]);

/** Top-level constants of models that hold a number without a source beside it. */
export function constantFaults(files: SourceFile[]): Fault[] {
  return files
    .filter(({ path }) => IN_MODELS.test(path) && !KNOBS.test(path))
    .flatMap((file) =>
      constantsOf(file)
        .filter(({ start }) => !SOURCE.test(commentAt(file, start)))
        .map(({ name, start }) => {
          const where = `${file.path}:${lineAt(file, start)}`;
          return `${where} ${name} has no source: name it in a comment beside it, or say "our choice"`;
        }),
    );
}

function constantsOf(file: SourceFile): { name: string; start: number }[] {
  const body = (treeOf(file)['body'] ?? []) as SyntaxNode[];
  return body.flatMap((statement) => {
    const declaration = (statement['declaration'] ?? statement) as SyntaxNode | null;
    if (declaration?.type !== 'VariableDeclaration') return [];
    return (declaration['declarations'] as SyntaxNode[]).flatMap(({ id, init }) => {
      const name = (id as { name?: string }).name ?? '';
      return isNode(init) && holdsNumber(init) ? [{ name, start: statement.start }] : [];
    });
  });
}

/** Whether it is made of numbers: what a function will compute is none. */
function holdsNumber(init: SyntaxNode): boolean {
  let [holds, isPlainData] = [false, true];
  walkTree(init, (node) => {
    if (/Function|CallExpression|NewExpression/.test(node.type)) isPlainData = false;
    if (node.type !== 'Literal') return;
    const { value } = node as unknown as { value: unknown };
    if (typeof value === 'bigint') holds = true;
    if (typeof value === 'number' && !PLAIN.has(value)) holds = true;
  });
  return holds && isPlainData;
}

/** The comment above a statement, over statements in between that no blank line parts from it. */
function commentAt(file: SourceFile, start: number): string {
  const lines = file.text.slice(0, start).split('\n').slice(0, -1);
  const comment: string[] = [];
  for (let line = lines.pop(); line !== undefined && line.trim() !== ''; line = lines.pop()) {
    const isComment = /^\s*(?:\/\/|\/?\*)/.test(line);
    if (isComment) comment.unshift(line);
    else if (comment.length > 0) break;
  }
  const [, trailing = ''] = /^.*?(\/\/.*)?$/m.exec(file.text.slice(start)) ?? [];
  return [...comment, trailing].join(' ');
}
