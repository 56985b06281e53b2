/** Splits a lesson file into its front matter and its sections of prose and fenced blocks. */
import type { Code, Heading, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { ProseBlock } from '../prose.ts';
import type { Place, Problems } from './problem.ts';
import { placeOf, readProse } from './prose-tree.ts';

/** YAML as it stands in the file: its first character is in column 1 of `firstLine`. */
export interface YamlPiece {
  readonly text: string;
  readonly firstLine: number;
}

export type SectionPart =
  | { readonly part: 'prose'; readonly prose: ProseBlock }
  | ({ readonly part: 'block'; readonly word: string; readonly place: Place } & YamlPiece);

/** What stands below one heading of the second depth. */
export interface Section {
  readonly title: string;
  readonly place: Place;
  readonly parts: SectionPart[];
  /** False when something in it could not be kept. */
  isWhole: boolean;
}

export interface LessonText {
  readonly frontMatter: YamlPiece | undefined;
  readonly sections: readonly Section[];
  /** Just past the last line: where what is missing would be added. */
  readonly end: Place;
}

/** Never fails: what it cannot read becomes a problem. The text has passed checkLimits. */
export function readMarkdown(text: string, problems: Problems): LessonText {
  const tree: Root = fromMarkdown(text, {
    extensions: [frontmatter(['yaml']), gfmTable()],
    mdastExtensions: [frontmatterFromMarkdown(['yaml']), gfmTableFromMarkdown()],
  });
  const lines = text.split('\n');
  const sections: Section[] = [];
  const [first, ...rest] = tree.children;
  const frontMatter = first?.type === 'yaml' ? { text: first.value, firstLine: 2 } : undefined;
  if (frontMatter === undefined) complainOfFrontMatter(text, problems);
  // An unclosed front matter reads as headings and rules: one problem says it all.
  const unclosed = frontMatter === undefined && text.startsWith('---');
  const content = frontMatter === undefined ? tree.children : rest;
  for (const node of unclosed ? [] : content) addNode(node, { sections, lines, problems });
  return { frontMatter, sections, end: { line: lines.length, column: 1 } };
}

function complainOfFrontMatter(text: string, problems: Problems): void {
  const message = text.startsWith('---')
    ? 'the front matter that starts here is never closed: put --- after its last field'
    : 'start the file with its front matter: a line ---, fields such as id: L06, a line ---';
  problems.add({ line: 1, column: 1 }, 'E-FRONT-MATTER', message);
}

interface Reading {
  readonly sections: Section[];
  readonly lines: readonly string[];
  readonly problems: Problems;
}

function addNode(node: RootContent, reading: Reading): void {
  const { sections, problems } = reading;
  if (node.type === 'heading' && node.depth === 2) {
    sections.push({ title: titleOf(node), place: placeOf(node), parts: [], isWhole: true });
    return;
  }
  const section = sections[sections.length - 1];
  if (section === undefined && node.type !== 'html') {
    const message = 'put the heading "## Hook" before the first text or block';
    problems.add(placeOf(node), 'E-BEATS', message);
    return;
  }
  if (node.type === 'code') {
    const block = readBlock(node, reading);
    if (block !== undefined) section?.parts.push(block);
    else if (section !== undefined) section.isWhole = false;
    return;
  }
  const prose = readProse(node, problems);
  if (prose !== undefined) section?.parts.push({ part: 'prose', prose });
}

function titleOf(heading: Heading): string {
  return heading.children
    .map((child) => ('value' in child ? child.value : ''))
    .join('')
    .trim();
}

function readBlock(node: Code, { lines, problems }: Reading): SectionPart | undefined {
  const place = placeOf(node);
  if (!node.lang) return { part: 'prose', prose: { type: 'listing', text: node.value } };
  if (place.column !== 1) {
    problems.add(
      place,
      'E-BLOCK',
      'start a block in the first column, so that its lines can be told apart',
    );
    return undefined;
  }
  const last = lines[(node.position?.end.line ?? place.line) - 1] ?? '';
  if (!/^ {0,3}(?:`{3,}|~{3,})\s*$/.test(last) || node.position?.end.line === place.line) {
    problems.add(
      place,
      'E-BLOCK',
      `this ${node.lang} block is never closed: put \`\`\` after its last line`,
    );
    return undefined;
  }
  return { part: 'block', word: node.lang, place, text: node.value, firstLine: place.line + 1 };
}
