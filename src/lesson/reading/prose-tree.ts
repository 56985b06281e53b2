/** Markdown nodes into prose nodes of our own. What is not on the white list is a problem, never passed on. */
import type { BlockContent, Nodes, PhrasingContent, Table, TableRow } from 'mdast';
import type { ProseBlock, ProseInline } from '../prose.ts';
import type { Place, Problems } from './problem.ts';

/** The block, or undefined with a problem when it may not be in a lesson. */
export function readProse(node: Nodes, problems: Problems): ProseBlock | undefined {
  switch (node.type) {
    case 'paragraph':
      return { type: 'paragraph', children: readInlines(node.children, problems) };
    case 'heading':
      if (node.depth !== 3 && node.depth !== 4) {
        problems.add(placeOf(node), 'E-MARKDOWN', 'inside a beat, headings are ### or ####');
        return undefined;
      }
      return {
        type: 'heading',
        depth: node.depth,
        children: readInlines(node.children, problems),
      };
    case 'list': {
      const items = node.children.map((item) => readBlocks(item.children, problems));
      return { type: 'list', ordered: node.ordered === true, items };
    }
    case 'blockquote':
      return { type: 'blockquote', children: readBlocks(node.children, problems) };
    case 'code':
      return { type: 'listing', text: node.value };
    case 'table':
      return readTable(node, problems);
    default:
      problems.add(placeOf(node), codeOf(node), complaintAbout(node));
      return undefined;
  }
}

function readBlocks(nodes: readonly Nodes[], problems: Problems): ProseBlock[] {
  return nodes.flatMap((node) => {
    if (node.type === 'code' && node.lang) {
      const message = `a "${node.lang}" block cannot stand in a list or a quotation: start it at the margin`;
      problems.add(placeOf(node), 'E-BLOCK', message);
      return [];
    }
    const block = readProse(node as BlockContent, problems);
    return block === undefined ? [] : [block];
  });
}

function readTable(node: Table, problems: Problems): ProseBlock {
  const cells = (row: TableRow) => row.children.map((cell) => readInlines(cell.children, problems));
  const [head, ...rows] = node.children.map(cells);
  const width = head?.length ?? 0;
  const align = Array.from({ length: width }, (_, column) => node.align?.[column] ?? null);
  const filled = rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? []));
  return { type: 'table', align, head: head ?? [], rows: filled };
}

function readInlines(nodes: readonly PhrasingContent[], problems: Problems): ProseInline[] {
  return nodes.flatMap((node): ProseInline[] => {
    switch (node.type) {
      case 'text':
        return [{ type: 'text', text: node.value.replaceAll('\n', ' ') }];
      case 'break':
        return [{ type: 'text', text: ' ' }];
      case 'inlineCode':
        return [{ type: 'code', text: node.value }];
      case 'emphasis':
      case 'strong':
        return [{ type: node.type, children: readInlines(node.children, problems) }];
      case 'link': {
        const children = readInlines(node.children, problems);
        if (isAllowedAddress(node.url)) return [{ type: 'link', url: node.url, children }];
        const message = 'a link starts with https:// or, for a place in the app, with #/';
        problems.add(placeOf(node), 'E-MARKDOWN', message);
        return children;
      }
      default:
        problems.add(placeOf(node), codeOf(node), complaintAbout(node));
        return [];
    }
  });
}

/** No user names, no addresses without a host, nothing but https and our own routes. */
function isAllowedAddress(url: string): boolean {
  if (url.length > 500 || /[\s\\]/.test(url)) return false;
  return /^#\/[\w/.-]*$/.test(url) || /^https:\/\/[a-z0-9.-]+(?::\d+)?(?:[/?#][^@]*)?$/i.test(url);
}

const COMPLAINTS: Readonly<Record<string, string>> = {
  html: 'HTML is not allowed in a lesson: write Markdown',
  image: 'a lesson holds no pictures: the stage draws what happens',
  imageReference: 'a lesson holds no pictures: the stage draws what happens',
  linkReference: 'write the address into the link: [words](https://...)',
  definition: 'write the address into the link: [words](https://...)',
  thematicBreak: 'a lesson has no rules: begin a new beat with ## or a part with ###',
};

function complaintAbout(node: Nodes): string {
  return COMPLAINTS[node.type] ?? `a lesson holds no ${node.type}`;
}

function codeOf(node: Nodes): 'E-HTML' | 'E-MARKDOWN' {
  return node.type === 'html' ? 'E-HTML' : 'E-MARKDOWN';
}

export function placeOf(node: Nodes): Place {
  return { line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
}
